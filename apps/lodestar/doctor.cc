// SPDX-License-Identifier: Apache-2.0
// lodestar doctor: what an operator would otherwise have to ask, each line good or bad and what to
// do. It changes nothing and shows nothing of a person.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>

#include "base/counted.h"
#include "base/utc.h"
#include "cli.h"
#include "commands.h"
#include "desk/erasures.h"
#include "desk_files.h"
#include "http/client.h"
#include "io/files.h"
#include "ledger_private.h"
#include "listen.h"
#include "log/fsck.h"
#include "payload_key.h"
#include "store/migrations.h"
#include "store/outbox.h"

namespace lodestar::app {
namespace {

namespace fs = std::filesystem;

struct Typed {
  DeskFiles files;
  std::string listen = "127.0.0.1:8080";
};

class Doctor {
 public:
  Doctor(const Typed& typed, const std::stop_token& stop)
      : typed_(typed), files_(typed.files), stop_(stop) {}
  Status examine();

 private:
  void good(std::string_view what) { fmt::print("good  {}\n", what); }
  void bad(std::string_view what, std::string_view to_do) {
    ++bad_;
    fmt::print("BAD   {}: {}\n", what, to_do);
  }
  void tell(std::string_view what, const Status& is_so) {
    if (is_so) return good(what);
    bad(what, is_so.error().message);
  }
  void check_modes();
  void check_keys();
  void check_database();
  void check_rows(store::Connection& connection);
  void check_vault(store::Connection& connection);
  void check_list(store::Connection& connection, store::Vault& vault);
  void check_ledger();
  void check_disk();
  void check_clock();
  void check_port();

  const Typed& typed_;
  const DeskFiles& files_;
  std::stop_token stop_;
  std::uint64_t bad_ = 0;
};

void Doctor::check_modes() {
  std::string open_to_others;
  for (const std::string& path :
       {files_.data, files_.store(), files_.key(), files_.ledger_key(), files_.list()}) {
    struct stat found{};
    if (stat(path.c_str(), &found) == 0 && (found.st_mode & 0077) != 0)
      open_to_others += " " + path;
  }
  if (open_to_others.empty())
    return good("folders and keys: nobody else on this machine reads them");
  bad("folders and keys: others on this machine can read some",
      fmt::format("chmod go-rwx{}", open_to_others));
}

void Doctor::check_keys() {
  for (const std::string& path : {files_.key(), files_.ledger_key()}) {
    tell(fmt::format("{}: a key is there", path), [&]() -> Status {
      LODESTAR_TRY(read_payload_key(path));
      return {};
    }());
    std::error_code failed;
    const fs::path way = fs::weakly_canonical(path, failed)
                             .lexically_relative(fs::weakly_canonical(files_.data, failed));
    if (way.empty() || *way.begin() == "..") continue;
    bad(fmt::format("{}: the key lies in what it is the key of", path),
        "whoever copies the folder can read all of it: move the key elsewhere, and say where with "
        "--key-file");
  }
}

// Which is good where it is whole, and knows of all that is on record.
void Doctor::check_list(store::Connection& connection, store::Vault& vault) {
  const auto lines = desk::read_erasures(files_.list());
  if (!lines) return bad("the list of erasures", lines.error().message);
  const auto unlisted = desk::unlisted_erasures(connection, vault, *lines);
  if (!unlisted) return bad("the list of erasures", unlisted.error().message);
  const std::string what = fmt::format(
      "{}: {}", files_.list(),
      lines->empty() ? "nothing was erased yet" : counted(lines->size(), "erasure", "erasures"));
  if (unlisted->empty()) return good(what);
  bad(fmt::format("{}: {} not in it", files_.list(),
                  counted(unlisted->size(), "erasure on record is", "erasures on record are")),
      "bring back its newest copy; the service writes what it knows of there when it starts");
}

void Doctor::check_vault(store::Connection& connection) {
  const auto key = read_payload_key(files_.key());
  if (!key) return;
  store::Vault vault(*key);
  const auto has_key = store::Vault::has_key(connection);
  if (has_key && !*has_key) return good("the key: nothing is sealed yet");
  const Status opens = vault.check(connection);
  tell("the key: it opens what is kept", opens);
  if (opens) check_list(connection, vault);
}

void Doctor::check_rows(store::Connection& connection) {
  const auto version = store::known_version_of(connection);
  if (!version) return bad("the schema", version.error().message);
  if (*version == store::newest_version()) {
    good(fmt::format("the schema: version {}, as this program's", *version));
  } else {
    bad(fmt::format("the schema: version {}, and this program's is {}", *version,
                    store::newest_version()),
        "back up; the service brings it up to date when it starts");
    return;
  }
  check_vault(connection);
  std::string whole;
  if (!files_.is_on_server()) {
    tell("the database: it is whole",
         connection.query("pragma quick_check(1)", {},
                          [&](const store::Row& row) { whole = row.text(0); }));
    if (whole != "ok") bad("the database: it is damaged", "end the service; restore a backup");
  }
  std::uint64_t waiting = 0;
  const Status counted_all = connection.query(
      "select count(*) from outbox where sequence > "
      "(select coalesce(max(last_sequence), 0) from handed_over)",
      {}, [&](const store::Row& row) { waiting = std::uint64_t(row.number(0)); });
  constexpr std::uint64_t kMany = 10'000;
  const std::string depth = fmt::format("the outbox: {} for the ledger",
                                        counted(waiting, "record waits", "records wait"));
  if (!counted_all) return bad("the outbox", counted_all.error().message);
  if (waiting <= kMany) return good(depth);
  bad(depth, "is the service running, and what does it say about the ledger?");
}

void Doctor::check_database() {
  if (const Status kept = check_kept(files_); !kept) {
    return bad("the database", kept.error().message + ": 'lodestar serve' makes it");
  }
  const auto connect = files_.connect();
  if (!connect) return bad("the database", connect.error().message);
  const auto connection = (*connect)();
  if (!connection) return bad("the database", connection.error().message);
  good("the database: it opens");
  check_rows(**connection);
}

// What is published; the whole of it is 'ledger fsck', which needs the service to be down.
void Doctor::check_ledger() {
  const auto log_files = LogFiles::read(files_.ledger());
  if (!log_files) return bad("the ledger", log_files.error().message);
  const auto bytes = log_files->published();
  if (!bytes) return good("the ledger: nothing is published yet");
  const auto checkpoint = log_files->verify(*bytes);
  if (!checkpoint) return bad("the ledger", checkpoint.error().message);
  log::FsckOptions options;
  options.parallel.stop = stop_;
  options.verify = [&](std::string_view text) -> Result<ledger::TreeHead> {
    return LODESTAR_TRY(log_files->verify(text)).head;
  };
  const auto checked = log::fsck(files_.ledger(), options);
  if (!checked) return bad("the ledger", checked.error().message);
  const std::string entries = fmt::format("the ledger: {} published, hash by hash",
                                          counted(checked->head.size, "entry", "entries"));
  if (checked->findings.empty()) return good(entries);
  bad(entries, fmt::format("{} found: end the service, then lodestar ledger fsck {}",
                           counted(checked->findings.size(), "fault", "faults"), files_.ledger()));
}

void Doctor::check_disk() {
  constexpr std::uintmax_t kLeast = std::uintmax_t{1} << 30;
  std::error_code failed;
  const auto space = fs::space(files_.data, failed);
  if (failed) return bad("the disk", failed.message());
  const std::string room = fmt::format("the disk: {} MB are free", space.available >> 20);
  if (space.available >= kLeast) return good(room);
  bad(room, "make room: without it nothing can be recorded, so nothing is shown");
}

// A clock that is behind the last record, or behind this program, is wrong.
void Doctor::check_clock() {
  constexpr std::uint64_t kLeast = 1'780'000'000;  // 2026: nothing of this was written before
  const std::uint64_t now = now_s();
  std::uint64_t newest = kLeast;
  std::error_code ignored;
  for (const std::string& path :
       {files_.store(), files_.store() + "-wal", files_.ledger() + "/public/checkpoint"}) {
    struct stat found{};
    if (stat(path.c_str(), &found) == 0) newest = std::max(newest, std::uint64_t(found.st_mtime));
  }
  constexpr std::uint64_t kSlack_s = 120;
  if (now + kSlack_s >= newest) return good(fmt::format("the clock: {}", say_time(now)));
  bad(fmt::format("the clock: {}, and files here are of {}", say_time(now), say_time(newest)),
      "set it (timedatectl set-ntp true): times are part of the record");
}

void Doctor::check_port() {
  const auto options = parse_listen(typed_.listen);
  if (!options) return bad("the address", options.error().message);
  const bool is_v6 = options->address.contains(':');
  const std::string host = is_v6 ? "[" + options->address + "]" : options->address;
  const std::string url = fmt::format("http://{}:{}/health", host, options->port);
  const auto health = http::ask({.url = url});
  if (health && health->status == 200 && health->body.contains("ready")) {
    return good(fmt::format("{}: the service answers", typed_.listen));
  }
  if (health) {
    return bad(fmt::format("{}: something answers {}", typed_.listen, health->status),
               "another program may have the port, or the service is just starting: ss -ltnp");
  }
  const auto server = http::Server::start(
      *options, [](const http::Request&, http::Reply reply) { reply({.status = 503}); });
  if (server) {
    return good(fmt::format("{}: it is free; no service runs there", typed_.listen));
  }
  bad(typed_.listen, server.error().message);
}

Status Doctor::examine() {
  good("lodestar " LODESTAR_VERSION);
  std::error_code failed;
  if (!fs::is_directory(files_.data, failed)) {
    return Error{Code::not_found, fmt::format("{}: there is no such folder", files_.data)};
  }
  check_modes();
  check_keys();
  check_database();
  check_ledger();
  check_disk();
  check_clock();
  check_port();
  if (bad_ == 0) return {};
  return Error{Code::conflict, fmt::format("{}: {}; see above what to do", files_.data,
                                           counted(bad_, "thing is bad", "things are bad"))};
}

}  // namespace

void add_doctor(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command = app.add_subcommand(
      "doctor", "Look at a desk's machine: what is good, what is bad, what to do");
  add_desk_files(*command, typed->files, Wants::all);
  command->add_option("--listen", typed->listen, "Where the service listens (127.0.0.1:8080)");
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) { return Doctor(*typed, stop).examine(); };
  });
}

}  // namespace lodestar::app
