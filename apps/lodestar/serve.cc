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
#include "store/database.h"

namespace lodestar::app {
namespace {

struct Typed {
  std::string data, listen = "127.0.0.1:8080", key_file, origin, load;
  bool is_demonstration = false, ends_once_ready = false;
};

constexpr std::size_t kLongestUpload = std::size_t{512} << 20;  // bytes

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

ImportJobs::Tell progress_to(api::Events& events) {
  return [&events](const desk::Member& member, std::string_view import,
                   const ImportJobs::Progress& progress) {
    events.tell(member.account.organisation.id, "import",
                fmt::format(R"({{"id":"{}","state":"{}","stage":"{}","done":{},"total":{}}})",
                            import, progress.state, progress.stage, progress.percent,
                            progress.percent == 0 ? 0 : 100));
  };
}

std::vector<api::PackLine> lines_of(const Packs& packs) {
  std::vector<api::PackLine> lines;
  for (std::size_t i = 0; i < packs.all.size(); ++i) {
    lines.push_back({.name = packs.all[i].name, .date = packs.dates[i]});
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
  const OpenLog log = LODESTAR_TRY(open_private(log_files, Asks::nobody, stop));
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

  api::Events events;
  const Packs packs = LODESTAR_TRY(read_packs(""));
  const detect::Indicators indicators = LODESTAR_TRY(detect::parse_indicator_packs(packs.all));
  ImportJobs jobs(desk, indicators, typed.data + "/work", LODESTAR_TRY(name_key(key)),
                  progress_to(events));
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
  desk::Accounts accounts({.database = database.get(),
                           .vault = &vault,
                           .issuer = log_files.issuer(),
                           .now_s = now_s,
                           .now_ms = steady_ms,
                           .origin = address});
  api::Service service(service_options(desk, accounts, jobs,
                                       {.page = &page,
                                        .events = &events,
                                        .origins = origins_of(typed, server->port()),
                                        .is_secure = typed.origin.starts_with("https://"),
                                        .version = LODESTAR_VERSION,
                                        .packs = lines_of(packs)}));
  ready = &service;
  const Stopping first(*server);
  if (typed.origin.empty()) LODESTAR_TRY(check_health(address));
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
  command->add_option("--listen", typed->listen, "ADDRESS:PORT (127.0.0.1:8080)");
  command->add_option("--key-file", typed->key_file,
                      "The key that what is personal is sealed with (DATA.key): without it "
                      "nothing of it opens again. Keep a copy elsewhere, and never with copies of "
                      "the data");
  command->add_option("--origin", typed->origin,
                      "How browsers name this service, as https://desk.example.org");
  command->add_flag("--demonstration", typed->is_demonstration,
                    "Invented organisations and people; one click enters as any of them");
  command->add_option("--load", typed->load, "Postings to begin a demonstration with");
  command->add_flag("--end-once-ready", typed->ends_once_ready, "For scripts")->group("");
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) { return serve(*typed, stop); };
  });
}

}  // namespace lodestar::app
