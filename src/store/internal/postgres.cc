// SPDX-License-Identifier: Apache-2.0
// Statements go down a pipeline and are waited for together: what bounds a change is sent with the
// next statement, so that it costs no round trip of its own. Values are in the binary form both
// ways, under types that the parameters declare.
#include "store/internal/postgres.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <array>
#include <optional>
#include <set>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "base/big_endian.h"
#include "store/database.h"
#include "store/internal/dialect.h"

namespace lodestar::store {
namespace internal {
namespace {

struct Closing {
  void operator()(PGconn* connection) const { PQfinish(connection); }
  void operator()(PGresult* answer) const { PQclear(answer); }
};
using Handle = std::unique_ptr<PGconn, Closing>;
using Answer = std::unique_ptr<PGresult, Closing>;

// Numbers of types: pg_type.dat, which never changes.
constexpr Oid kBool = 16, kBytea = 17, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25,
              kNumeric = 1700;

// Appendix A of PostgreSQL's manual: the first that fits.
Code code_of(std::string_view state) {
  struct Meaning {
    std::string_view begins;
    Code code;
  };
  static constexpr std::array kMeanings{
      Meaning{"22", Code::invalid},        Meaning{"23", Code::conflict},
      Meaning{"53100", Code::limited},     Meaning{"54", Code::limited},
      Meaning{"57014", Code::limited},     Meaning{"08", Code::unavailable},
      Meaning{"25006", Code::unavailable}, Meaning{"40", Code::unavailable},
      Meaning{"53", Code::unavailable},    Meaning{"55P03", Code::unavailable},
      Meaning{"57", Code::unavailable},    Meaning{"58", Code::unavailable},
      Meaning{"XX001", Code::corrupt},     Meaning{"XX002", Code::corrupt}};
  for (const Meaning& meaning : kMeanings) {
    if (state.starts_with(meaning.begins)) return meaning.code;
  }
  return Code::internal;
}

// sum() of integers: digits to the base of 10,000, the first counting 10,000^weight.
std::int64_t whole_part(std::string_view numeric) {
  const auto word = [&](std::size_t at) {
    return static_cast<std::int16_t>(from_big_endian<std::uint16_t>(numeric.substr(2 * at, 2)));
  };
  constexpr std::int16_t kNegative = 0x4000;
  const int digits = word(0), weight = word(1);
  std::int64_t whole = 0;
  for (int i = 0; i <= weight; ++i) {
    const int digit = i < digits ? word(4 + static_cast<std::size_t>(i)) : 0;
    LODESTAR_ASSERT(!__builtin_mul_overflow(whole, 10'000, &whole) &&
                    !__builtin_add_overflow(whole, digit, &whole));
  }
  return word(2) == kNegative ? -whole : whole;
}

class PostgresRow : public Row {
 public:
  explicit PostgresRow(PGresult* rows) : rows_(rows) {}
  bool is_null(int column) const override { return PQgetisnull(rows_, row, column) != 0; }
  std::int64_t number(int column) const override {
    if (is_null(column)) return 0;
    const std::string_view held = as_bytes(column);
    switch (PQftype(rows_, column)) {
      case kBool:
        return held[0];
      case kInt2:
        return static_cast<std::int16_t>(from_big_endian<std::uint16_t>(held));
      case kInt4:
        return static_cast<std::int32_t>(from_big_endian<std::uint32_t>(held));
      case kInt8:
        return static_cast<std::int64_t>(from_big_endian<std::uint64_t>(held));
      case kNumeric:
        return whole_part(held);
      default:
        LODESTAR_ASSERT(false);  // a column that is no number
        return 0;
    }
  }
  std::string_view text(int column) const override { return as_bytes(column); }
  std::string_view as_bytes(int column) const override {
    return {PQgetvalue(rows_, row, column),
            static_cast<std::size_t>(PQgetlength(rows_, row, column))};
  }
  int row = 0;

 private:
  PGresult* rows_;
};

// As libpq takes them; refers to the values.
struct Parameters {
  explicit Parameters(std::span<const Value> values)
      : types(values.size()),
        at(values.size()),
        lengths(values.size()),
        formats(values.size(), 1),
        numbers(values.size()) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::visit([&]<typename T>(const T& held) { put(i, held); }, values[i]);
    }
  }
  int size() const { return static_cast<int>(at.size()); }

  std::vector<Oid> types;
  std::vector<const char*> at;
  std::vector<int> lengths, formats;

 private:
  void put(std::size_t, std::monostate) {}  // null, of the type that the statement wants
  void put(std::size_t i, std::int64_t held) {
    numbers[i] = to_big_endian(static_cast<std::uint64_t>(held));
    put(i, kInt8, numbers[i]);
  }
  void put(std::size_t i, std::string_view held) { put(i, kText, held); }
  void put(std::size_t i, Bytes held) { put(i, kBytea, held.bytes); }
  void put(std::size_t i, Oid type, std::string_view bytes) {
    types[i] = type;
    at[i] = bytes.data() == nullptr ? "" : bytes.data();
    lengths[i] = static_cast<int>(bytes.size());
  }

  std::vector<std::string> numbers;
};

}  // namespace

Status check_words(const std::string& conninfo);
Status check_no_secret(const std::string& conninfo);

namespace {

class Postgres : public Connection {
 public:
  explicit Postgres(std::string conninfo) : conninfo_(std::move(conninfo)) {}

  // Makes the connection, and makes it again.
  Status connect();

  Result<std::uint64_t> execute(std::string_view statement,
                                std::span<const Value> parameters) override {
    const Answer answer = LODESTAR_TRY(ask(statement, parameters));
    std::uint64_t changed = 0;
    for (const char* digit = PQcmdTuples(answer.get()); *digit != '\0'; ++digit) {
      changed = changed * 10 + static_cast<std::uint64_t>(*digit - '0');
    }
    return changed;
  }

  Status query(std::string_view statement, std::span<const Value> parameters,
               const EachRow& each) override {
    const Answer answer = LODESTAR_TRY(ask(statement, parameters));
    PostgresRow row(answer.get());
    for (; row.row < PQntuples(answer.get()); ++row.row) each(row);
    return {};
  }

  // Who waits for the lock sees in its transaction all that was committed before it was had: at
  // "read committed" each statement looks anew.
  Status begin(Posted posted) override {
    LODESTAR_TRY(make_sure());
    is_in_transaction_ = true;
    posted_ = posted;
    posted_failed_.reset();
    send("begin", Parameters({}));
    // Any number that is always the same: it is the lock of all who write.
    LODESTAR_TRY(ask("select pg_advisory_xact_lock(5495875398165549394)", {}));
    return {};
  }
  Status post(std::string_view statement, std::span<const Value> parameters) override {
    if (posted_ == Posted::at_once) {
      LODESTAR_TRY(ask(statement, parameters));
      return {};
    }
    send(statement, Parameters(parameters), What::posted);
    return {};
  }
  Status await_posted() override {
    LODESTAR_TRY(ask("select 1", {}));
    return {};
  }
  Status commit() override {
    const auto answer = ask("commit", {});
    is_in_transaction_ = false;
    if (!answer) return answer.error();
    // A transaction in which something failed answers so to a commit.
    if (std::string_view(PQcmdStatus(answer->get())) != "COMMIT") return went_on();
    return {};
  }
  void rollback() override {
    (void)ask("rollback", {});
    is_in_transaction_ = false;
  }

  // An error of these can only be that of the connection, which the next statement meets too.
  Status begin_change() override {
    send("savepoint one_change", Parameters({}));
    return {};
  }
  Status keep_change() override {
    if (posted_failed_) return *posted_failed_;
    if (PQtransactionStatus(connection_.get()) == PQTRANS_INERROR) return went_on();
    send("release savepoint one_change", Parameters({}));
    return {};
  }
  Status drop_change() override {
    if (posted_failed_) return *posted_failed_;
    send("rollback to savepoint one_change", Parameters({}));
    send("release savepoint one_change", Parameters({}));
    return {};
  }

  Status begin_look() override {
    LODESTAR_TRY(make_sure());
    is_in_transaction_ = true;
    posted_ = Posted::at_once;
    send("begin isolation level repeatable read read only", Parameters({}));
    return {};
  }
  void end_look() override {
    (void)ask("commit", {});
    is_in_transaction_ = false;
  }

  Result<bool> try_lead(std::string_view name) override {
    LODESTAR_TRY(make_sure());
    if (leads_.contains(name)) return true;
    bool is_mine = false;
    LODESTAR_TRY(
        Connection::query("select pg_try_advisory_lock(hashtextextended('lodestar ' || $1, 0))",
                          {name}, [&](const Row& row) { is_mine = row.number(0) != 0; }));
    if (is_mine) leads_.emplace(name);
    return is_mine;
  }

  Status scrub() override { return run_script("vacuum"); }

  // They may take their time.
  Status run_script(std::string_view statements) override {
    LODESTAR_TRY(leave_pipeline());
    Status done = run_plainly("set statement_timeout = 0");
    if (done) done = run_plainly(std::string(statements));
    enter_pipeline();
    return done;
  }

  std::string in_dialect(std::string_view statements) const override {
    return written_in({.sequence = "bigint generated always as identity primary key",
                       .given = "overriding system value"},
                      statements);
  }
  Status go_on_behind(std::string_view table, std::string_view column) override {
    return run_script(
        fmt::format("select setval(pg_get_serial_sequence('{0}', '{1}'), "
                    "coalesce((select max({1}) from {0}), 0) + 1, false)",
                    table, column));
  }

  Status stream(std::string_view statement, const EachRow& each) override {
    LODESTAR_TRY(leave_pipeline());
    Status done = run_plainly("set statement_timeout = 0");
    if (done) done = stream_plainly(statement, each);
    enter_pipeline();
    return done;
  }

 private:
  enum class What { preparation, posted, asked };
  struct Sent {
    std::string_view statement;  // prepared_'s
    What what;
  };

  Status settle();
  bool is_lost() const;
  Status make_sure();
  void send(std::string_view statement, const Parameters& parameters, What what = What::asked);
  Result<Answer> ask(std::string_view statement, std::span<const Value> parameters);

  Status leave_pipeline() {
    LODESTAR_TRY(make_sure());
    if (!sent_.empty()) LODESTAR_TRY(ask("select 1", {}));
    PQexitPipelineMode(connection_.get());
    return {};
  }
  void enter_pipeline() {
    (void)run_plainly("set statement_timeout = '30s'");
    PQenterPipelineMode(connection_.get());
  }
  Status stream_plainly(std::string_view statement, const EachRow& each) {
    const std::string ended(statement);
    PQsendQueryParams(connection_.get(), ended.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1);
    PQsetSingleRowMode(connection_.get());
    Status done;
    while (PGresult* const given = PQgetResult(connection_.get())) {
      const Answer answer(given);
      if (PQresultStatus(given) == PGRES_SINGLE_TUPLE) {
        each(PostgresRow(given));
      } else if (!is_good(given) && done) {
        done = error_of(given, statement);
      }
    }
    return done;
  }

  Status run_plainly(const std::string& statements) {
    const Answer answer(PQexec(connection_.get(), statements.c_str()));
    if (!is_good(answer.get())) {
      return error_of(answer.get(), std::string_view(statements).substr(0, 60));
    }
    return {};
  }
  static bool is_good(const PGresult* answer) {
    const ExecStatusType status = PQresultStatus(answer);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
  }
  Error error_of(const PGresult* answer, std::string_view statement) const;

  std::string conninfo_;
  Handle connection_;
  ByText<std::string> prepared_;  // what the server calls each statement
  std::uint64_t named_ = 0;       // so many were
  std::vector<Sent> sent_;        // what was not yet waited for
  std::set<std::string, std::less<>> leads_;
  bool is_in_transaction_ = false;
  Posted posted_ = Posted::at_once;
  std::optional<Error> posted_failed_;
};

Status Postgres::connect() {
  prepared_.clear();
  sent_.clear();
  leads_.clear();
  // What stands behind the string cannot be changed by it.
  constexpr std::array kNames{"connect_timeout",
                              "tcp_user_timeout",
                              "keepalives_idle",
                              "fallback_application_name",
                              "dbname",
                              "client_encoding",
                              static_cast<const char*>(nullptr)};
  const std::array values{"10",
                          "30000",
                          "30",
                          "lodestar",
                          conninfo_.c_str(),
                          "UTF8",
                          static_cast<const char*>(nullptr)};
  LODESTAR_TRY(check_words(conninfo_));
  connection_.reset(PQconnectdbParams(kNames.data(), values.data(), 1));
  if (PQstatus(connection_.get()) != CONNECTION_OK) {
    std::string_view why = PQerrorMessage(connection_.get());
    return Error{Code::unavailable, fmt::format("the database: {}", why.substr(0, why.find('\n')))};
  }
  PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
  return settle();
}

// A commit is on the disk when it is answered, and nobody waits for ever.
Status Postgres::settle() {
  const Answer answer(PQexec(
      connection_.get(),
      "set statement_timeout = '30s'; set lock_timeout = '10s';"
      "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3;"
      "set idle_in_transaction_session_timeout = '60s'; set standard_conforming_strings = on;"
      "set default_transaction_isolation = 'read committed'; set client_min_messages = error;"
      "select set_config('synchronous_commit', 'on', false)"
      " where current_setting('synchronous_commit') not in ('on', 'remote_apply');"
      "select current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on',"
      " current_setting('server_encoding') = 'UTF8',"
      " current_setting('server_version_num')::integer >= 150000"));
  if (!is_good(answer.get())) return error_of(answer.get(), "the settings");
  constexpr std::array kWants{"fsync and full_page_writes, without which it loses what it has kept",
                              "UTF-8 as its encoding", "version 15 or later"};
  for (std::size_t i = 0; i < kWants.size(); ++i) {
    if (*PQgetvalue(answer.get(), 0, static_cast<int>(i)) != 't') {
      return Error{Code::conflict, fmt::format("the database: the server lacks {}", kWants[i])};
    }
  }
  LODESTAR_ASSERT(PQenterPipelineMode(connection_.get()) == 1);
  return {};
}

// A server that has ended says so on a connection at rest.
bool Postgres::is_lost() const {
  pollfd socket{.fd = PQsocket(connection_.get()), .events = POLLIN, .revents = 0};
  constexpr int kMostReads = 4;  // a last word, then the end
  for (int i = 0; i < kMostReads && PQstatus(connection_.get()) == CONNECTION_OK; ++i) {
    if (poll(&socket, 1, 0) <= 0) return false;
    PQconsumeInput(connection_.get());
  }
  return PQstatus(connection_.get()) != CONNECTION_OK;
}

Status Postgres::make_sure() {
  if (is_in_transaction_) return {};
  if (is_lost()) return connect();
  return {};
}

void Postgres::send(std::string_view statement, const Parameters& parameters, What what) {
  PGconn* const to = connection_.get();
  auto known = prepared_.find(statement);
  if (known == prepared_.end()) {
    known = prepared_.emplace(statement, fmt::format("s{}", ++named_)).first;
    PQsendPrepare(to, known->second.c_str(), known->first.c_str(), parameters.size(),
                  parameters.types.data());
    sent_.push_back({.statement = known->first, .what = What::preparation});
  }
  PQsendQueryPrepared(to, known->second.c_str(), parameters.size(), parameters.at.data(),
                      parameters.lengths.data(), parameters.formats.data(), 1);
  sent_.push_back({.statement = known->first, .what = what});
}

// The answer to this one, or the first error of what was sent with it.
Result<Answer> Postgres::ask(std::string_view statement, std::span<const Value> parameters) {
  LODESTAR_TRY(make_sure());
  send(statement, Parameters(parameters));
  PQpipelineSync(connection_.get());
  std::optional<Error> failed;
  std::vector<std::string> unprepared;
  Answer last;
  for (const Sent& one : std::exchange(sent_, {})) {
    bool is_done = false;
    while (PGresult* const given = PQgetResult(connection_.get())) {
      last.reset(given);
      is_done = is_good(given);
      if (!is_done && !failed) failed = error_of(given, one.statement);
    }
    if (!is_done && one.what == What::preparation) unprepared.emplace_back(one.statement);
    if (!is_done && !failed) failed = error_of(nullptr, one.statement);
    if (failed && one.what == What::posted && !posted_failed_) posted_failed_ = failed;
  }
  while (PGresult* const given = PQgetResult(connection_.get())) {
    const Answer end(given);
    if (PQresultStatus(given) == PGRES_PIPELINE_SYNC) break;
  }
  for (const std::string& one : unprepared) prepared_.erase(one);
  if (failed) return *std::move(failed);
  return last;
}

// What the server says in words may hold values; its code and the constraint's name do not.
Error Postgres::error_of(const PGresult* answer, std::string_view statement) const {
  const auto field = [&](int which) {
    const char* const text = answer == nullptr ? nullptr : PQresultErrorField(answer, which);
    return std::string_view(text == nullptr ? "" : text);
  };
  const std::string_view state = field(PG_DIAG_SQLSTATE),
                         constraint = field(PG_DIAG_CONSTRAINT_NAME);
  if (PQstatus(connection_.get()) != CONNECTION_OK) {
    return {Code::unavailable,
            fmt::format("the database: the connection was lost, at '{}'", statement)};
  }
  return {code_of(state), fmt::format("the database: {} {}{}at '{}'", state, constraint,
                                      constraint.empty() ? "" : ", ", statement)};
}

struct Options {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Parsed = std::unique_ptr<PQconninfoOption, Options>;

}  // namespace

// libpq's own words would repeat what it does not understand, which may be a password.
Status check_words(const std::string& conninfo) {
  if (Parsed(PQconninfoParse(conninfo.c_str(), nullptr))) return {};
  return Error{Code::invalid,
               "the database: this is no connection string: write "
               "postgresql://NAME@HOST/DATABASE, or host=... user=... dbname=..."};
}

Status check_no_secret(const std::string& conninfo) {
  LODESTAR_TRY(check_words(conninfo));
  const Parsed parsed(PQconninfoParse(conninfo.c_str(), nullptr));
  for (const PQconninfoOption* option = parsed.get(); option->keyword != nullptr; ++option) {
    const std::string_view keyword = option->keyword;
    if (option->val == nullptr || *option->val == '\0') continue;
    if (keyword != "password" && keyword != "sslpassword") continue;
    return Error{Code::invalid,
                 "the database: a password on a command line can be read by everybody on this "
                 "machine: change it, and put the new one into a file that PGPASSFILE names, or "
                 "into a service file (service=NAME)"};
  }
  return {};
}

Result<std::unique_ptr<Connection>> open_postgres(const std::string& conninfo) {
  auto connection = std::make_unique<Postgres>(conninfo);
  LODESTAR_TRY(connection->connect());
  return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace internal

Status check_shown(const std::string& conninfo) { return internal::check_no_secret(conninfo); }

Connect postgres_at(const std::string& conninfo) {
  return [conninfo] { return internal::open_postgres(conninfo); };
}

}  // namespace lodestar::store
