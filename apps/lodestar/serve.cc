// SPDX-License-Identifier: Apache-2.0
// lodestar serve: the desk of an organisation. What lies where: desk_files.h.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <thread>

#include "api/events.h"
#include "api/service.h"
#include "base/counted.h"
#include "cli.h"
#include "commands.h"
#include "desk/accounts.h"
#include "desk/desk.h"
#include "desk/erasures.h"
#include "desk/sequencer.h"
#include "desk_files.h"
#include "desk_ledger.h"
#include "desk_page.h"
#include "detect/indicators.h"
#include "http/client.h"
#include "import_jobs.h"
#include "io/files.h"
#include "ledger_private.h"
#include "listen.h"
#include "log/log.h"
#include "open_log.h"
#include "packs.h"
#include "payload_key.h"
#include "serve_http.h"
#include "serve_openid.h"
#include "store/database.h"

namespace lodestar::app {
namespace {

struct Typed {
  DeskFiles files;
  HttpTyped http;
  std::string load, openid;
  bool is_demonstration = false, ends_once_ready = false, is_standby = false;
};

constexpr std::chrono::seconds kPause{1};
constexpr std::uint64_t kWhole = 100;  // percent of a stage

// Of all services on a database one works; another waits for its end.
Status wait_to_lead(store::Connection& connection, const Typed& typed,
                    const std::stop_token& stop) {
  using std::chrono::steady_clock;
  const auto until = steady_clock::now() + kPatience;
  bool has_told = false;
  while (!LODESTAR_TRY(connection.try_lead(desk::kLead))) {
    if (!typed.is_standby && steady_clock::now() >= until) {
      return Error{Code::conflict,
                   "another service works on this database: end it first; or start this one with "
                   "--standby, and it waits for the other's end"};
    }
    if (!std::exchange(has_told, true)) {
      fmt::print(stderr, "lodestar: another service works on this database: waiting for its end\n");
    }
    log::every(std::chrono::milliseconds(200))(stop);
    if (stop.stop_requested()) return Error{Code::cancelled, "a stop was asked for"};
  }
  return {};
}

Result<bool> has_key(store::Database& database) {
  bool has = false;
  LODESTAR_TRY(database.read([&](store::Connection& connection) -> Status {
    has = LODESTAR_TRY(store::Vault::has_key(connection));
    return {};
  }));
  return has;
}

// Whoever is first in the demonstration has postings to look at.
Status load_postings(desk::Desk& desk, ImportJobs& jobs, const std::string& path) {
  desk::SignedIn analyst = LODESTAR_TRY(desk.enter_as("demo-ana"));
  const io::Input input = LODESTAR_TRY(io::open_input(path));
  const std::string name = std::filesystem::path(path).filename().string();
  LODESTAR_TRY(jobs.begin(analyst.member, Sensitive(name), input.file.view()));
  jobs.wait();
  return desk.leave(analyst.member);
}

// As whoever comes next would ask.
Status check_health(const std::string& address) {
  const auto health = LODESTAR_TRY(http::ask({.url = address + "/health"}));
  if (health.status == 200) return {};
  return Error{Code::internal, fmt::format("{}/health answers {}", address, health.status)};
}

std::uint64_t steady_ms() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
}

// An empty service has nobody who could invite.
Status invite_first(desk::Accounts& accounts) {
  const auto link = LODESTAR_TRY(accounts.invite_first());
  if (!link) return {};
  fmt::print("The first administrator, within 24 hours: {}\n", link->url.reveal());
  return {};
}

Result<detect::PseudonymKey> name_key(const Sensitive<crypto::SealingKey>& key) {
  const auto& bytes = key.reveal();
  return detect::parse_pseudonym_key(
      std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

std::vector<api::PackLine> lines_of(const Packs& packs, const detect::Indicators& indicators) {
  std::vector<api::PackLine> lines;
  for (std::size_t i = 0; i < packs.all.size(); ++i) {
    const std::string name = std::filesystem::path(packs.all[i].name).stem().string();
    api::PackLine line{.name = name, .date = packs.dates[i], .indicators = {}};
    const auto add = [&](const detect::Indicator& one) {
      if (one.pack == line.name) line.indicators.emplace_back(one.id, one.label);
    };
    std::ranges::for_each(indicators.words, add);
    std::ranges::for_each(indicators.measures, add);
    lines.push_back(std::move(line));
  }
  return lines;
}

api::ServiceOptions service_options(desk::Desk& desk, desk::Accounts& accounts, ImportJobs& jobs,
                                    api::ServiceOptions options) {
  options.desk = &desk;
  options.accounts = &accounts;
  options.start_import = [&jobs](const desk::Member& member, const Sensitive<std::string>& name,
                                 std::string_view bytes) {
    return jobs.begin(member, name, bytes);
  };
  options.cancel_import = [&jobs](const desk::Member& member, std::string_view import) {
    return jobs.cancel(member, import);
  };
  options.import_progress = [&jobs](std::string_view import) -> api::ImportProgress {
    const ImportJobs::Progress now = jobs.progress(import);
    return {.stage = now.stage, .done = now.percent, .total = now.percent == 0 ? 0U : kWhole};
  };
  options.tell = [](std::string_view route, const Error& error) {
    fmt::print(stderr, "lodestar: {}: {}\n", route, error.message);
  };
  return options;
}

// Known once they are there: the server finds the port, which the service is told.
struct Serving {
  std::atomic<http::Server*> server = nullptr;
  std::atomic<api::Service*> service = nullptr;
  // Who asks before it is ready is asked to come again.
  http::Handler handler(void (api::Service::*act)(const http::Request&, http::Reply)) {
    return [this, act](const http::Request& request, http::Reply reply) {
      if (api::Service* const ready = service) return (ready->*act)(request, std::move(reply));
      reply(api::refused(503, "it begins: come again in a moment"));
    };
  }
};

ImportJobs::Tell telling(api::Events& events) {
  return [&events](const desk::Member& member, std::string_view import, std::string_view state,
                   const ImportJobs::Progress& now) {
    const std::string& organisation = member.account.organisation.id;
    events.tell(
        organisation, "import",
        now.stage.empty()
            ? fmt::format(R"({{"id":"{}","state":"{}"}})", import, state)
            : fmt::format(R"({{"id":"{}","state":"{}","stage":"{}","done":{},"total":{}}})", import,
                          state, now.stage, now.percent, now.percent == 0 ? 0U : kWhole));
    if (state == "done") events.tell(organisation, "leads", "{}");
  };
}

// What an eye should be kept on beside requests.
std::vector<api::Gauge> gauges_of(store::Database& database, const DeskLedger& ledger,
                                  ImportJobs& jobs, api::Events& events, const Serving& serving) {
  constexpr std::size_t kMostCounted = 1000;
  const auto waiting = [&database] {
    std::size_t rows = 0;
    const Status looked = database.read([&](store::Connection& connection) -> Status {
      rows = LODESTAR_TRY(store::Outbox::next(connection, kMostCounted)).size();
      return {};
    });
    return looked ? static_cast<double>(rows) : -1;
  };
  return {{"lodestar_build_info", "Which version runs", [] { return 1.0; },
           "version=\"" LODESTAR_VERSION "\""},
          {"lodestar_connections", "That are open",
           [&serving] {
             const http::Server* const one = serving.server;
             return one == nullptr ? 0.0 : static_cast<double>(one->connections());
           }},
          {"lodestar_in_flight", "Requests that have no answer yet",
           [&serving] {
             const api::Service* const one = serving.service;
             return one == nullptr ? 0.0 : static_cast<double>(one->in_flight());
           }},
          {"lodestar_listening", "Pages that listen to events",
           [&events] { return static_cast<double>(events.listening()); }},
          {"lodestar_imports_waiting", "Files that detection has not read yet",
           [&jobs] { return static_cast<double>(jobs.waiting()); }},
          {"lodestar_outbox_waiting",
           "Records that the ledger does not have yet, counted to 1000; -1: cannot be counted",
           waiting},
          {"lodestar_sequencer_fails", "1: the ledger refused the last records",
           [&ledger] { return ledger.is_refused() ? 1.0 : 0.0; }}};
}

// Before what it asks goes: all that was asked is answered then.
class Stopping {
 public:
  explicit Stopping(http::Server& server) : server_(server) {}
  ~Stopping() { server_.stop(kGrace); }
  Stopping(const Stopping&) = delete;
  Stopping& operator=(const Stopping&) = delete;

 private:
  http::Server& server_;
};

Result<http::ServerOptions> begin(const Typed& typed) {
  http::ServerOptions options = LODESTAR_TRY(http_options(typed.http, typed.is_demonstration));
  LODESTAR_TRY(check_user(typed.files.data));
  io::Files& files = io::system_files();
  LODESTAR_TRY(io::make_folder_durably(files, typed.files.data, 0700));
  LODESTAR_TRY(io::make_folder_durably(files, typed.files.data + "/work", 0700));
  return options;
}

// What is on record is in it again, should it have been lost; what is in it is erased.
Status meet_list(desk::Erasures& erasures, std::string_view list, const std::stop_token& stop) {
  const std::uint64_t unlisted = LODESTAR_TRY(erasures.complete(stop));
  if (unlisted > 0) {
    fmt::print(stderr,
               "lodestar: {}: {} on record missing, as after the list was lost: written down "
               "again. If a newer copy of the list is somewhere, bring it back\n",
               list, counted(unlisted, "erasure was", "erasures were"));
  }
  LODESTAR_TRY(erasures.replay());
  return {};
}

// What another process has erased is in this one's memory no more.
void forget_erased(desk::Erasures& erasures, desk::Desk& desk) {
  const auto subjects = erasures.forget_others();
  if (!subjects) return;  // the next look says it again
  for (const std::string& subject : *subjects) desk.forget(subject);
}

// What is kept, and by what it opens; the ledger ends before the database that it is fed from.
struct Kept {
  bool is_new = false;
  Sensitive<crypto::SealingKey> key;
  std::unique_ptr<store::Database> database;
  std::unique_ptr<store::Vault> vault;
  std::unique_ptr<DeskLedger> ledger;
};

Result<Kept> open_all(const Typed& typed, const std::stop_token& stop) {
  const DeskFiles& files = typed.files;
  constexpr unsigned kReaders = 4;
  auto database = LODESTAR_TRY(store::Database::open(
      LODESTAR_TRY(files.connect()), kReaders,
      [&](store::Connection& writer) { return wait_to_lead(writer, typed, stop); }));
  // A key that is gone is not made again: what it sealed would seem lost for no reason.
  const bool is_new = !LODESTAR_TRY(has_key(*database));
  const auto key =
      LODESTAR_TRY(is_new ? make_payload_key(files.key()) : read_payload_key(files.key()));
  auto vault = std::make_unique<store::Vault>(key);
  LODESTAR_TRY(
      database->write([&](store::Connection& connection) { return vault->check(connection); }));
  auto ledger = LODESTAR_TRY(DeskLedger::open(files, *database, stop));
  return Kept{.is_new = is_new,
              .key = key,
              .database = std::move(database),
              .vault = std::move(vault),
              .ledger = std::move(ledger)};
}

Status serve(const Typed& typed, const std::stop_token& stop) {
  http::ServerOptions options = LODESTAR_TRY(begin(typed));
  auto providers = LODESTAR_TRY(read_openid(typed.openid));
  const Kept kept = LODESTAR_TRY(open_all(typed, stop));
  desk::Erasures erasures({.database = kept.database.get(),
                           .vault = kept.vault.get(),
                           .issuer = kept.ledger->issuer(),
                           .now_s = now_s,
                           .list = typed.files.list()});
  LODESTAR_TRY(meet_list(erasures, typed.files.list(), stop));
  desk::Desk desk({.database = kept.database.get(),
                   .vault = kept.vault.get(),
                   .issuer = kept.ledger->issuer(),
                   .now_s = now_s,
                   .is_demonstration = typed.is_demonstration});
  LODESTAR_TRY(ImportJobs::clear(desk, typed.files.data + "/work"));
  if (typed.is_demonstration) LODESTAR_TRY(desk.set_up_demonstration());

  api::Events events(now_s() * 1000);
  const Packs packs = LODESTAR_TRY(read_packs(""));
  const detect::Indicators indicators = LODESTAR_TRY(detect::parse_indicator_packs(packs.all));
  ImportJobs jobs(desk, indicators, typed.files.data + "/work", LODESTAR_TRY(name_key(kept.key)),
                  telling(events));
  if (kept.is_new && !typed.load.empty()) LODESTAR_TRY(load_postings(desk, jobs, typed.load));

  const api::Page page = desk_page();
  Serving serving;
  Watching watching(typed.http, gauges_of(*kept.database, *kept.ledger, jobs, events, serving));
  options.admit = serving.handler(&api::Service::admit);
  const auto server =
      LODESTAR_TRY(http::Server::start(options, serving.handler(&api::Service::handle)));
  const std::string address = origins_of(typed.http, server->port()).front();
  desk::Accounts accounts({.database = kept.database.get(),
                           .vault = kept.vault.get(),
                           .issuer = kept.ledger->issuer(),
                           .now_s = now_s,
                           .now_ms = steady_ms,
                           .origin = address,
                           .providers = std::move(providers),
                           .fetch = fetch_by_http()});
  api::Service service(service_options(desk, accounts, jobs,
                                       {.page = &page,
                                        .events = &events,
                                        .origins = origins_of(typed.http, server->port()),
                                        .is_secure = typed.http.origin.starts_with("https://"),
                                        .is_behind_proxy = typed.http.is_behind_proxy,
                                        .note = [&](const api::Done& done) { watching.note(done); },
                                        .version = LODESTAR_VERSION,
                                        .packs = lines_of(packs, indicators)}));
  serving.service = &service;
  serving.server = server.get();
  const auto metrics = LODESTAR_TRY(watching.serve(typed.http));
  const Stopping first(*server);
  if (typed.http.origin.empty()) LODESTAR_TRY(check_health(address));
  fmt::print("{}\n", address);
  if (!typed.is_demonstration) LODESTAR_TRY(invite_first(accounts));
  std::fflush(stdout);
  if (typed.ends_once_ready) return {};
  while (!stop.stop_requested()) {
    log::every(kPause)(stop);
    LODESTAR_TRY(kept.ledger->look_after(stop));
    forget_erased(erasures, desk);
  }
  return {};
}

}  // namespace

void add_serve(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command = app.add_subcommand("serve", "The desk: one place where people decide");
  add_desk_files(*command, typed->files, Wants::all);
  add_http_options(*command, typed->http);
  command->add_flag("--standby", typed->is_standby,
                    "Where another service works on the same database, wait for its end and go on "
                    "in its place; the ledger's folder has to be the same");
  command->add_flag("--demonstration", typed->is_demonstration,
                    "Invented organisations and people; one click enters as any of them");
  command->add_option("--load", typed->load, "Postings to begin a demonstration with");
  command->add_option("--openid", typed->openid,
                      "Providers of OpenID Connect with which people may sign in (JSON)");
  command->add_flag("--end-once-ready", typed->ends_once_ready, "For scripts")->group("");
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) { return serve(*typed, stop); };
  });
}

}  // namespace lodestar::app
