// SPDX-License-Identifier: Apache-2.0
// lodestar serve: the desk of an organisation. One directory:
//
//   store.sqlite   what is kept
//   ledger/        the private log of what was done and looked at
//   work/          files that detection still has to read
//
// The key that all of it is sealed with lies outside.
#include <fmt/format.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <thread>

#include "api/events.h"
#include "api/service.h"
#include "cli.h"
#include "commands.h"
#include "desk/accounts.h"
#include "desk/desk.h"
#include "desk/sequencer.h"
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
#include "store/database.h"

namespace lodestar::app {
namespace {

struct Typed {
  std::string data, key_file, load;
  HttpTyped http;
  bool is_demonstration = false, ends_once_ready = false;
};

std::string beside(const std::string& data, std::string_view what) {
  return (std::filesystem::path(data).lexically_normal() / "").parent_path().string() +
         std::string(what);
}

// The log is the service's own; made where there is none.
Result<LogFiles> ledger_of(const std::string& folder, const std::string& key_file) {
  if (std::filesystem::exists(folder + "/private/key")) return LogFiles::read(folder);
  const PrivateMaking making{.key_file = key_file};
  LODESTAR_TRY(make_payload_key(key_file));
  LODESTAR_TRY(LogFiles::begin(folder, "lodestar.invalid/desk", {}));
  LODESTAR_TRY(make_private(folder, making));
  return LogFiles::make(folder, "lodestar.invalid/desk", {LogKind::Leaves::records, false});
}

void keep_publishing(log::PrivateLog& log, const std::stop_token& stop) {
  constexpr std::uint64_t kRetry_s = 60;
  while (!stop.stop_requested()) {
    const auto published = log.publish(now_s(), stop);
    const std::uint64_t now = now_s();
    const std::uint64_t next = log.shape().next_after(now);
    const std::uint64_t pause = published ? next - std::min(next, now) + 1 : kRetry_s;
    log::every(std::chrono::seconds(pause))(stop);
  }
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
  http::Handler handler() {
    return [this](const http::Request& request, http::Reply reply) {
      if (api::Service* const ready = service) return ready->handle(request, std::move(reply));
      reply(api::refused(503, "it begins: come again in a moment"));
    };
  }
};

ImportJobs::Tell telling(api::Events& events) {
  return [&events](const desk::Member& member, std::string_view import, std::string_view state) {
    const std::string& organisation = member.account.organisation.id;
    events.tell(organisation, "import",
                fmt::format(R"({{"id":"{}","state":"{}"}})", import, state));
    if (state == "done") events.tell(organisation, "leads", "{}");
  };
}

// What an eye should be kept on beside requests.
std::vector<api::Gauge> gauges_of(store::Database& database, const desk::Sequencer& sequencer,
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
           [&sequencer] { return sequencer.last_outcome() ? 0.0 : 1.0; }}};
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
  io::Files& files = io::system_files();
  LODESTAR_TRY(io::make_folder_durably(files, typed.data, 0700));
  LODESTAR_TRY(io::make_folder_durably(files, typed.data + "/work", 0700));
  return options;
}

Status serve(const Typed& typed, const std::stop_token& stop) {
  const http::ServerOptions options = LODESTAR_TRY(begin(typed));
  const std::string key_file = typed.key_file.empty() ? beside(typed.data, ".key") : typed.key_file;
  // A key that is gone is not made again: what it sealed would seem lost for no reason.
  const bool is_new = !std::filesystem::exists(typed.data + "/store.sqlite");
  const auto key = LODESTAR_TRY(is_new ? make_payload_key(key_file) : read_payload_key(key_file));
  const LogFiles log_files = LODESTAR_TRY(ledger_of(typed.data + "/ledger", key_file + ".ledger"));
  const OpenLog log = LODESTAR_TRY(open_private(log_files, {}, stop));
  constexpr unsigned kReaders = 4;
  const auto database =
      LODESTAR_TRY(store::Database::open(store::sqlite_at(typed.data + "/store.sqlite"), kReaders));
  store::Vault vault(key);
  LODESTAR_TRY(
      database->write([&](store::Connection& connection) { return vault.check(connection); }));
  const desk::Sequencer sequencer(*database, *log.closed);
  desk::Desk desk({.database = database.get(),
                   .vault = &vault,
                   .issuer = log_files.issuer(),
                   .now_s = now_s,
                   .is_demonstration = typed.is_demonstration});
  if (typed.is_demonstration) LODESTAR_TRY(desk.set_up_demonstration());

  api::Events events(now_s() * 1000);
  const Packs packs = LODESTAR_TRY(read_packs(""));
  const detect::Indicators indicators = LODESTAR_TRY(detect::parse_indicator_packs(packs.all));
  ImportJobs jobs(desk, indicators, typed.data + "/work", LODESTAR_TRY(name_key(key)),
                  telling(events));
  if (is_new && !typed.load.empty()) LODESTAR_TRY(load_postings(desk, jobs, typed.load));

  const api::Page page = desk_page();
  Serving serving;
  Watching watching(typed.http, gauges_of(*database, sequencer, jobs, events, serving));
  const auto server = LODESTAR_TRY(http::Server::start(options, serving.handler()));
  const std::string address = origins_of(typed.http, server->port()).front();
  desk::Accounts accounts({.database = database.get(),
                           .vault = &vault,
                           .issuer = log_files.issuer(),
                           .now_s = now_s,
                           .now_ms = steady_ms,
                           .origin = address});
  api::Service service(service_options(desk, accounts, jobs,
                                       {.page = &page,
                                        .events = &events,
                                        .origins = origins_of(typed.http, server->port()),
                                        .is_secure = typed.http.origin.starts_with("https://"),
                                        .is_behind_proxy = typed.http.is_behind_proxy,
                                        .note = [&](const api::Done& done) { watching.note(done); },
                                        .version = LODESTAR_VERSION}));
  serving.service = &service;
  serving.server = server.get();
  const auto metrics = LODESTAR_TRY(watching.serve(typed.http));
  const Stopping first(*server);
  if (typed.http.origin.empty()) LODESTAR_TRY(check_health(address));
  fmt::print("{}\n", address);
  if (!typed.is_demonstration) LODESTAR_TRY(invite_first(accounts));
  std::fflush(stdout);
  if (typed.ends_once_ready) return {};
  const std::jthread publishing(
      [&](const std::stop_token& over) { keep_publishing(*log.closed, over); });
  while (!stop.stop_requested()) log::every(std::chrono::seconds(1))(stop);
  return {};
}

}  // namespace

void add_serve(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command = app.add_subcommand("serve", "The desk: one place where people decide");
  command->add_option("--data", typed->data, "Folder that keeps everything but the key")
      ->required();
  add_http_options(*command, typed->http);
  command->add_option("--key-file", typed->key_file,
                      "The key that what is personal is sealed with (DATA.key): without it "
                      "nothing of it opens again. Keep a copy elsewhere, and never with copies of "
                      "the data");
  command->add_flag("--demonstration", typed->is_demonstration,
                    "Invented organisations and people; one click enters as any of them");
  command->add_option("--load", typed->load, "Postings to begin a demonstration with");
  command->add_flag("--end-once-ready", typed->ends_once_ready, "For scripts")->group("");
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) { return serve(*typed, stop); };
  });
}

}  // namespace lodestar::app
