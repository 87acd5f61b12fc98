// SPDX-License-Identifier: Apache-2.0
// lodestar serve: the desk of an organisation. What lies where: desk_files.h.
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
#include "store/database.h"

namespace lodestar::app {
namespace {

struct Typed {
  DeskFiles files;
  std::string listen = "127.0.0.1:8080", origin, load;
  bool is_demonstration = false, ends_once_ready = false, is_standby = false;
};

constexpr std::size_t kLongestUpload = std::size_t{512} << 20;  // bytes
constexpr std::chrono::seconds kPause{1};

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

// A key that is gone is not made again: what it sealed would seem lost for no reason.
Result<Sensitive<crypto::SealingKey>> key_of(const DeskFiles& files, store::Database& database) {
  bool is_new = true;
  LODESTAR_TRY(database.read([&](store::Connection& connection) -> Status {
    is_new = !LODESTAR_TRY(store::Vault::has_key(connection));
    return {};
  }));
  return is_new ? make_payload_key(files.key()) : read_payload_key(files.key());
}

// Whoever is first in the demonstration has postings to look at.
Status load_postings(desk::Desk& desk, ImportJobs& jobs, const std::string& path) {
  desk::SignedIn analyst = LODESTAR_TRY(desk.enter_as("demo-ana"));
  if (!LODESTAR_TRY(desk.list_imports(analyst.member)).empty()) return {};
  const io::Input input = LODESTAR_TRY(io::open_input(path));
  const std::string name = std::filesystem::path(path).filename().string();
  LODESTAR_TRY(jobs.begin(analyst.member, Sensitive(name), input.file.view()));
  jobs.wait();
  return desk.leave(analyst.member);
}

std::vector<std::string> origins_of(const Typed& typed, std::uint16_t port) {
  if (!typed.origin.empty()) return {typed.origin};
  return {fmt::format("http://localhost:{}", port), fmt::format("http://127.0.0.1:{}", port)};
}

Status check_typed(const Typed& typed, const http::ServerOptions& options) {
  const bool is_loopback = options.address == "127.0.0.1" || options.address == "::1";
  if (typed.is_demonstration && !is_loopback) {
    return Error{Code::invalid, "--demonstration lets anybody in: it listens on 127.0.0.1 alone"};
  }
  return {};
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
  http::ServerOptions options = LODESTAR_TRY(parse_listen(typed.listen));
  LODESTAR_TRY(check_typed(typed, options));
  options.pages = http::Pages::write;
  options.longest_body = kLongestUpload;
  LODESTAR_TRY(check_user(typed.files.data));
  io::Files& files = io::system_files();
  LODESTAR_TRY(io::make_folder_durably(files, typed.files.data, 0700));
  LODESTAR_TRY(io::make_folder_durably(files, typed.files.data + "/work", 0700));
  return options;
}

// What another process has erased is in this one's memory no more.
void forget_erased(desk::Erasures& erasures, desk::Desk& desk) {
  const auto subjects = erasures.forget_others();
  if (!subjects) return;  // the next look says it again
  for (const std::string& subject : *subjects) desk.forget(subject);
}

// What is kept, and by what it opens; the ledger ends before the database that it is fed from.
struct Kept {
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
  const auto key = LODESTAR_TRY(key_of(files, *database));
  auto vault = std::make_unique<store::Vault>(key);
  LODESTAR_TRY(
      database->write([&](store::Connection& connection) { return vault->check(connection); }));
  auto ledger = LODESTAR_TRY(DeskLedger::open(files, *database, stop));
  return Kept{.key = key,
              .database = std::move(database),
              .vault = std::move(vault),
              .ledger = std::move(ledger)};
}

Status serve(const Typed& typed, const std::stop_token& stop) {
  const http::ServerOptions options = LODESTAR_TRY(begin(typed));
  const Kept kept = LODESTAR_TRY(open_all(typed, stop));
  desk::Erasures erasures({.database = kept.database.get(),
                           .vault = kept.vault.get(),
                           .issuer = kept.ledger->issuer(),
                           .now_s = now_s,
                           .list = typed.files.list()});
  LODESTAR_TRY(erasures.replay());
  desk::Desk desk({.database = kept.database.get(),
                   .vault = kept.vault.get(),
                   .issuer = kept.ledger->issuer(),
                   .now_s = now_s,
                   .is_demonstration = typed.is_demonstration});
  LODESTAR_TRY(ImportJobs::clear(desk, typed.files.data + "/work"));
  if (typed.is_demonstration) LODESTAR_TRY(desk.set_up_demonstration());

  api::Events events;
  const Packs packs = LODESTAR_TRY(read_packs(""));
  const detect::Indicators indicators = LODESTAR_TRY(detect::parse_indicator_packs(packs.all));
  ImportJobs jobs(desk, indicators, typed.files.data + "/work", LODESTAR_TRY(name_key(kept.key)),
                  [&](const desk::Member& member, std::string_view import, std::string_view state) {
                    events.tell(member.account.organisation.id, "import",
                                fmt::format(R"({{"id":"{}","state":"{}"}})", import, state));
                  });
  if (!typed.load.empty()) LODESTAR_TRY(load_postings(desk, jobs, typed.load));

  const api::Page page = desk_page();
  // The service is told the port, which the server finds: who asks before is asked to come again.
  std::atomic<api::Service*> ready = nullptr;
  const auto server = LODESTAR_TRY(
      http::Server::start(options, [&](const http::Request& request, http::Reply reply) {
        if (api::Service* const service = ready.load()) {
          return service->handle(request, std::move(reply));
        }
        reply({.status = 503, .headers = {{"Retry-After", "1"}}});
      }));
  const std::string address = origins_of(typed, server->port()).front();
  desk::Accounts accounts({.database = kept.database.get(),
                           .vault = kept.vault.get(),
                           .issuer = kept.ledger->issuer(),
                           .now_s = now_s,
                           .now_ms = steady_ms,
                           .origin = address});
  api::Service service(service_options(desk, accounts, jobs,
                                       {.page = &page,
                                        .events = &events,
                                        .origins = origins_of(typed, server->port()),
                                        .is_secure = typed.origin.starts_with("https://"),
                                        .version = LODESTAR_VERSION}));
  ready = &service;
  const Stopping first(*server);
  if (typed.origin.empty()) LODESTAR_TRY(check_health(address));
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
  command->add_option("--listen", typed->listen, "ADDRESS:PORT (127.0.0.1:8080)");
  command->add_option("--origin", typed->origin,
                      "How browsers name this service, as https://desk.example.org");
  command->add_flag("--standby", typed->is_standby,
                    "Where another service works on the same database, wait for its end and go on "
                    "in its place; the ledger's folder has to be the same");
  command->add_flag("--demonstration", typed->is_demonstration,
                    "Invented organisations and people; one click enters as any of them");
  command->add_option("--load", typed->load, "Postings to begin a demonstration with");
  command->add_flag("--end-once-ready", typed->ends_once_ready, "For scripts")->group("");
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) { return serve(*typed, stop); };
  });
}

}  // namespace lodestar::app
