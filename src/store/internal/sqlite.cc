// SPDX-License-Identifier: Apache-2.0
// A write-ahead log synced at each commit; deleted bytes are overwritten; the schema may call
// nothing of its own.
#include "store/internal/sqlite.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <type_traits>
#include <utility>

#include "store/database.h"
#include "store/internal/dialect.h"

namespace lodestar::store {
namespace internal {
namespace {

struct Closing {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Handle = std::unique_ptr<sqlite3, Closing>;
using Prepared = std::unique_ptr<sqlite3_stmt, Closing>;

Code code_of(int outcome) {
  switch (outcome & 0xff) {
    case SQLITE_CONSTRAINT:
      return Code::conflict;
    case SQLITE_FULL:
    case SQLITE_TOOBIG:
      return Code::limited;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      return Code::unavailable;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Code::corrupt;
    default:
      return Code::internal;
  }
}

class SqliteRow : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  bool is_null(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  std::int64_t number(int column) const override {
    return sqlite3_column_int64(statement_, column);
  }
  std::string_view text(int column) const override { return as_bytes(column); }
  std::string_view as_bytes(int column) const override {
    const auto* at = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    const int length = sqlite3_column_bytes(statement_, column);
    return at == nullptr ? std::string_view() : std::string_view(at, std::size_t(length));
  }

 private:
  sqlite3_stmt* statement_;
};

bool holds_zero(const Value& value) {
  const auto* const text = std::get_if<std::string_view>(&value);
  return text != nullptr && text->find('\0') != std::string_view::npos;
}

class Sqlite : public Connection {
 public:
  Sqlite(Handle database, std::string path)
      : path_(std::move(path)), database_(std::move(database)) {}
  ~Sqlite() override {
    for (const auto& [name, lock] : leads_) close(lock);
  }

  Result<std::uint64_t> execute(std::string_view statement,
                                std::span<const Value> parameters) override {
    LODESTAR_TRY(query(statement, parameters, [](const Row&) {}));
    return static_cast<std::uint64_t>(sqlite3_changes64(database_.get()));
  }

  Status query(std::string_view statement, std::span<const Value> parameters,
               const EachRow& each) override {
    if (std::ranges::any_of(parameters, holds_zero)) {
      has_failed_ = true;
      return Error{Code::invalid,
                   fmt::format("the database: text with a zero byte, at '{}'", statement)};
    }
    sqlite3_stmt* const prepared = LODESTAR_TRY(prepare(statement));
    for (std::size_t i = 0; i < parameters.size(); ++i) bind(prepared, int(i) + 1, parameters[i]);
    const SqliteRow row(prepared);
    int outcome = SQLITE_ROW;
    while ((outcome = sqlite3_step(prepared)) == SQLITE_ROW) each(row);
    sqlite3_reset(prepared);
    sqlite3_clear_bindings(prepared);
    if (outcome != SQLITE_DONE) return failed(outcome, statement);
    return {};
  }

  Status begin(Posted) override { return run("begin immediate"); }
  Status await_posted() override { return {}; }
  Status post(std::string_view statement, std::span<const Value> parameters) override {
    return run(statement, parameters);
  }
  Status commit() override { return run("commit"); }
  void rollback() override { (void)run("rollback"); }
  Status begin_change() override {
    has_failed_ = false;
    return run("savepoint one_change");
  }
  Status keep_change() override {
    if (has_failed_) return went_on();
    return run("release savepoint one_change");
  }
  Status drop_change() override {
    LODESTAR_TRY(run("rollback to savepoint one_change"));
    return run("release savepoint one_change");
  }

  Status begin_look() override { return run("begin"); }
  void end_look() override {
    if (sqlite3_get_autocommit(database_.get()) == 0) (void)run("commit");
  }

  // A lock on a file beside the database's, which goes with the process.
  Result<bool> try_lead(std::string_view name) override {
    if (leads_.contains(name)) return true;
    const std::string path = fmt::format("{}-{}", path_, name);
    const int lock = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0) return Error{Code::unavailable, fmt::format("{}: it cannot be opened", path)};
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
      close(lock);
      return false;
    }
    leads_.emplace(name, lock);
    return true;
  }

  // Pages hold zeros where something was deleted (secure_delete); older ones are in the log.
  Status scrub() override {
    bool is_busy = false;
    LODESTAR_TRY(query("pragma wal_checkpoint(truncate)", {},
                       [&](const Row& row) { is_busy = row.number(0) != 0; }));
    if (is_busy) {
      return Error{Code::unavailable, "the database: somebody reads what was before the erasure"};
    }
    return {};
  }

  Status stream(std::string_view statement, const EachRow& each) override {
    Status done = query(statement, {}, each);
    if (const auto made = prepared_.find(statement); made != prepared_.end()) prepared_.erase(made);
    return done;
  }

  Status run_script(std::string_view statements) override {
    const std::string ended(statements);
    const int outcome = sqlite3_exec(database_.get(), ended.c_str(), nullptr, nullptr, nullptr);
    if (outcome != SQLITE_OK) return failed(outcome, statements.substr(0, 60));
    return {};
  }

  std::string in_dialect(std::string_view statements) const override {
    return written_in({.sequence = "integer primary key autoincrement", .given = ""}, statements);
  }
  Status go_on_behind(std::string_view, std::string_view) override { return {}; }  // by itself

 private:
  Status run(std::string_view statement, std::span<const Value> parameters = {}) {
    return query(statement, parameters, [](const Row&) {});
  }

  Result<sqlite3_stmt*> prepare(std::string_view statement) {
    const auto known = prepared_.find(statement);
    if (known != prepared_.end()) return known->second.get();
    // Its own $2 would be a name, and get its place by where it stands first; ?2 is the second.
    std::string numbered(statement);
    std::ranges::replace(numbered, '$', '?');
    sqlite3_stmt* made = nullptr;
    const int outcome = sqlite3_prepare_v3(database_.get(), numbered.data(), int(numbered.size()),
                                           SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    if (outcome != SQLITE_OK) return failed(outcome, statement);
    return prepared_.emplace(statement, Prepared(made)).first->second.get();
  }

  static void bind(sqlite3_stmt* statement, int place, const Value& value) {
    std::visit(
        [&]<typename T>(const T& held) {
          if constexpr (std::is_same_v<T, std::int64_t>) {
            sqlite3_bind_int64(statement, place, held);
          } else if constexpr (std::is_same_v<T, std::string_view>) {
            sqlite3_bind_text64(statement, place, held.data() == nullptr ? "" : held.data(),
                                held.size(), SQLITE_STATIC, SQLITE_UTF8);
          } else if constexpr (std::is_same_v<T, Bytes>) {
            sqlite3_bind_blob64(statement, place,
                                held.bytes.data() == nullptr ? "" : held.bytes.data(),
                                held.bytes.size(), SQLITE_STATIC);
          } else {
            sqlite3_bind_null(statement, place);
          }
        },
        value);
  }

  Error failed(int outcome, std::string_view statement) {
    has_failed_ = true;
    return {code_of(outcome),
            fmt::format("the database: {}, at '{}'",
                        sqlite3_errstr(sqlite3_extended_errcode(database_.get())), statement)};
  }

  std::string path_;
  std::map<std::string, int, std::less<>> leads_;  // the locks of what this connection does
  bool has_failed_ = false;                        // a statement of the present change
  Handle database_;                                // goes last
  ByText<Prepared> prepared_;
};

}  // namespace

Result<std::unique_ptr<Connection>> open_sqlite(const std::string& path) {
  // What it counts of its memory, nobody asks; the counters' lock is one that all readers share.
  static const int kConfigured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)kConfigured;  // a library that runs already keeps its counters
  const mode_t others = umask(077);
  sqlite3* made = nullptr;
  const int outcome =
      sqlite3_open_v2(path.c_str(), &made,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  Handle database(made);
  umask(others);
  if (outcome != SQLITE_OK) {
    return Error{code_of(outcome), fmt::format("{}: {}", path, sqlite3_errstr(outcome))};
  }
  constexpr int kPatience_ms = 10'000;
  sqlite3_busy_timeout(database.get(), kPatience_ms);
  sqlite3_db_config(database.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  auto connection = std::make_unique<Sqlite>(std::move(database), path);
  LODESTAR_TRY(connection->run_script(
      "pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;"
      "pragma trusted_schema = off; pragma foreign_keys = on; pragma cell_size_check = on;"));
  return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace internal

Connect sqlite_at(const std::string& path) {
  return [path] { return internal::open_sqlite(path); };
}

}  // namespace lodestar::store
