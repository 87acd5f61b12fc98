// SPDX-License-Identifier: Apache-2.0
// lodestar restore: a desk again, from its backup. What was erased since is erased again before
// anybody can look, and a ledger that others have seen further is not gone on with.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

#include "base/counted.h"
#include "cli.h"
#include "commands.h"
#include "desk/at_machine.h"
#include "desk/erasures.h"
#include "desk/sequencer.h"
#include "desk_files.h"
#include "io/archive.h"
#include "io/files.h"
#include "io/input.h"
#include "ledger_private.h"
#include "open_log.h"
#include "payload_key.h"
#include "store/people.h"
#include "store/snapshot.h"

namespace lodestar::app {
namespace {

namespace fs = std::filesystem;

struct Typed {
  DeskFiles files;
  std::string backup, ledger, seen;
  bool has_no_erasures = false;
};

Status check_place(const std::string& data) {
  std::error_code ignored;
  if (!fs::exists(fs::symlink_status(data)) || fs::is_empty(data, ignored)) return {};
  return Error{Code::conflict, fmt::format("{}: something is there: name a new folder", data)};
}

// What 'lodestar backup' puts into one, and nothing else.
Status check_names(const std::string& backup, const std::vector<std::string>& names) {
  if (std::ranges::find(names, "backup.json") == names.end()) {
    return Error{Code::corrupt, fmt::format("{}: this is no backup of a desk", backup)};
  }
  const std::set<std::string_view> ours{"backup.json", "store.sqlite", "erased", "SHA256SUMS"};
  const auto is_other = [&](std::string_view name) {
    return !ours.contains(name) && !name.starts_with("ledger/");
  };
  const auto other = std::ranges::find_if(names, is_other);
  if (other == names.end()) return {};
  return Error{Code::corrupt,
               fmt::format("{}: {} is in it, which no backup of a desk has: take another copy",
                           backup, *other)};
}

// The list that is given has to know at least what was known when the backup was made.
Status check_list(const Typed& typed, const std::string& in_backup) {
  const std::string list = typed.files.list();
  if (typed.has_no_erasures) return {};
  if (!fs::exists(list)) {
    if (!fs::exists(in_backup)) {
      return Error{Code::not_found,
                   fmt::format("{}: the list of erasures is not there. Name its newest copy with "
                               "--erasures; if nothing was ever erased, say --no-erasures",
                               list)};
    }
    return Error{Code::not_found,
                 fmt::format("{}: the list of erasures is not there. Name its newest copy with "
                             "--erasures; if it is lost, say --no-erasures: what was erased after "
                             "the backup was made comes back then",
                             list)};
  }
  const auto now = LODESTAR_TRY(desk::read_erasures(list));
  std::set<std::string> known;
  for (const auto& line : now) known.insert(line.subject);
  for (const auto& line : LODESTAR_TRY(desk::read_erasures(in_backup))) {
    if (known.contains(line.subject)) continue;
    return Error{Code::conflict,
                 fmt::format("{}: it is older than the backup, which knows of more erasures: name "
                             "its newest copy",
                             list)};
  }
  return {};
}

// With --no-erasures, and without a list, that of the backup still counts.
std::string list_of(const Typed& typed, const std::string& in_backup) {
  const std::string list = typed.files.list();
  return typed.has_no_erasures && !fs::exists(list) ? in_backup : list;
}

// Where the service will look for it.
Status keep_list(const Typed& typed, const std::string& in_backup) {
  DeskFiles place = typed.files;
  if (!typed.has_no_erasures) place.erasures.clear();
  if (fs::exists(place.list())) return {};
  auto bytes = io::system_files().read(list_of(typed, in_backup));
  if (!bytes && bytes.error().code == Code::not_found) return {};
  if (!bytes) return bytes.error();
  return io::put_durably(io::system_files(), place.list(), *bytes);
}

Status take_ledger(const std::string& from, const std::string& into) {
  std::error_code failed;
  fs::remove_all(into, failed);
  if (!failed) fs::copy(from, into, fs::copy_options::recursive, failed);
  if (!failed) return {};
  return Error{Code::unavailable, fmt::format("{}: {}", from, failed.message())};
}

// Whoever goes on with an older ledger signs another past than the one that was shown.
Status check_seen(const Typed& typed, const LogFiles& log_files, std::uint64_t size) {
  if (typed.seen.empty()) return {};
  const std::string bytes = LODESTAR_TRY(io::read_small(typed.seen, {"a checkpoint", 1 << 20}));
  const auto checkpoint = LODESTAR_TRY(log_files.verify(bytes));
  if (checkpoint.head.size <= size) return {};
  return Error{Code::conflict,
               fmt::format("the ledger: the backup has {} of its entries, and {} were shown to "
                           "others: to go on with it would be a second past. Name its newest copy "
                           "with --ledger",
                           size, checkpoint.head.size)};
}

Result<std::unique_ptr<store::Database>> fill(const Typed& typed, const DeskFiles& made) {
  if (typed.files.is_on_server()) {
    LODESTAR_TRY(store::read_snapshot(made.store(), LODESTAR_TRY(made.connect())));
    LODESTAR_TRY(io::system_files().remove(made.store()));
  }
  return store::Database::open(
      LODESTAR_TRY(made.connect()), 1, [](store::Connection& connection) -> Status {
        if (LODESTAR_TRY(connection.try_lead(desk::kLead))) return {};
        return Error{Code::conflict, "the database: a service works on it: end it first"};
      });
}

// All of it but the place: `made` is where it is put together.
Result<std::uint64_t> bring_back(const Typed& typed, const DeskFiles& made,
                                 const std::stop_token& stop) {
  const auto key = LODESTAR_TRY(read_payload_key(typed.files.key()));
  LODESTAR_TRY(read_payload_key(typed.files.ledger_key()));
  if (!typed.ledger.empty()) LODESTAR_TRY(take_ledger(typed.ledger, made.ledger()));
  LODESTAR_TRY(io::put_durably(io::system_files(), made.ledger() + "/private/key-file",
                               fs::absolute(typed.files.ledger_key()).string() + "\n"));
  const auto database = LODESTAR_TRY(fill(typed, made));
  store::Vault vault(key);
  LODESTAR_TRY(database->write([&](store::Connection& c) { return vault.check(c); }));
  const LogFiles log_files = LODESTAR_TRY(LogFiles::read(made.ledger()));
  const OpenLog log = LODESTAR_TRY(open_private(log_files, {}, stop));
  LODESTAR_TRY(desk::check_log(*database, *log.closed, to_string(log_files.signer.verifier())));
  LODESTAR_TRY(check_seen(typed, log_files, log.closed->published().size));
  desk::Erasures erasures({.database = database.get(),
                           .vault = &vault,
                           .issuer = log_files.issuer(),
                           .now_s = now_s,
                           .list = list_of(typed, made.data + "/erased")});
  const std::uint64_t erased = LODESTAR_TRY(erasures.replay());
  LODESTAR_TRY(database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::end_all_sessions(connection));  // who has signed out since stays out
    return desk::record_at_machine(connection, vault, log_files.issuer(), {"restore", ""}, now_s());
  }));
  return erased;
}

Status put_in_place(const std::string& partial, const std::string& data) {
  io::Files& files = io::system_files();
  const auto any = LODESTAR_TRY(files.lock(partial + "/ledger.turn"));
  const Status synced = files.sync_all(any);
  files.close(any);
  LODESTAR_TRY(synced);
  std::error_code ignored;
  fs::remove(data, ignored);  // an empty folder
  LODESTAR_TRY(files.rename(partial, data));
  return files.sync_folder(io::parent_of(data));
}

Status restore(const Typed& typed, const std::stop_token& stop) {
  const std::string data = (fs::path(typed.files.data).lexically_normal() / "").parent_path();
  LODESTAR_TRY(check_place(data));
  DeskFiles made = typed.files;
  made.data = data + ".partial";
  std::error_code ignored;
  fs::remove_all(made.data, ignored);
  io::Files& files = io::system_files();
  LODESTAR_TRY(files.make_folder(made.data, 0700));
  Result<std::uint64_t> erased = [&]() -> Result<std::uint64_t> {
    const auto names = LODESTAR_TRY(io::extract_archive(typed.backup, made.data));
    LODESTAR_TRY(check_names(typed.backup, names));
    LODESTAR_TRY(check_list(typed, made.data + "/erased"));
    const std::uint64_t count = LODESTAR_TRY(bring_back(typed, made, stop));
    LODESTAR_TRY(keep_list(typed, made.data + "/erased"));
    fs::remove(made.data + "/erased", ignored);
    fs::remove(made.data + "/backup.json", ignored);
    LODESTAR_TRY(put_in_place(made.data, data));
    return count;
  }();
  if (!erased) fs::remove_all(made.data, ignored);
  if (!erased) return erased.error();
  fmt::print("{}: as it was when the backup was made; {} erased again\n", data,
             counted(*erased, "subject", "subjects"));
  return {};
}

}  // namespace

void add_restore(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command = app.add_subcommand("restore", "A desk again, from its backup");
  command->add_option("backup", typed->backup, "The file that 'lodestar backup' made")->required();
  add_desk_files(*command, typed->files, Wants::all);
  command->add_flag("--no-erasures", typed->has_no_erasures,
                    "Where the list of erasures is lost, or nothing was ever erased");
  command->add_option("--ledger", typed->ledger,
                      "The folder of the ledger itself, where it outlived the rest: in place of "
                      "the backup's");
  command->add_option("--seen", typed->seen,
                      "A checkpoint of the ledger that somebody has seen: an older ledger is "
                      "refused");
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) { return restore(*typed, stop); };
  });
}

}  // namespace lodestar::app
