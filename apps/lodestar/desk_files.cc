// SPDX-License-Identifier: Apache-2.0
#include "desk_files.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "cli.h"
#include "ledger_private.h"
#include "payload_key.h"
#include "store/migrations.h"
#include "store/outbox.h"

namespace lodestar::app {
namespace {

constexpr const char* kOrigin = "lodestar.invalid/desk";

std::string beside(const std::string& data, std::string_view what) {
  return (std::filesystem::path(data).lexically_normal() / "").parent_path().string() +
         std::string(what);
}

}  // namespace

std::string DeskFiles::key() const { return key_file.empty() ? beside(data, ".key") : key_file; }
std::string DeskFiles::ledger_key() const { return key() + ".ledger"; }
std::string DeskFiles::list() const {
  return erasures.empty() ? beside(data, ".erased") : erasures;
}

Result<store::Connect> DeskFiles::connect() const {
  if (!is_on_server()) return store::sqlite_at(store());
  LODESTAR_TRY(store::check_shown(database));
  return store::postgres_at(database);
}

void add_desk_files(CLI::App& command, DeskFiles& files, Wants wants) {
  command.add_option("--data", files.data, "Folder that keeps everything but the keys")->required();
  command.add_option("--database", files.database,
                     "A PostgreSQL in place of DATA/store.sqlite: postgresql://NAME@HOST/DATABASE, "
                     "or service=NAME; the password in a file that PGPASSFILE names");
  if (wants == Wants::data) return;
  command.add_option("--key-file", files.key_file,
                     "The key that what is personal is sealed with (DATA.key): without it "
                     "nothing of it opens again. Keep a copy elsewhere, and never with copies of "
                     "the data");
  if (wants == Wants::data_and_key) return;
  command.add_option("--erasures", files.erasures,
                     "The list of what was erased (DATA.erased). Keep its newest copy elsewhere: "
                     "a backup that comes back is erased by it again");
}

// What root makes there, the service could not open.
Status check_user(const std::string& data) {
  struct stat found{};
  if (geteuid() != 0 || stat(data.c_str(), &found) != 0 || found.st_uid == 0) return {};
  return Error{Code::forbidden,
               fmt::format("{0}: it is kept by another user: run this as that one: sudo -u '#{1}' "
                           "lodestar ...",
                           data, found.st_uid)};
}

Status check_kept(const DeskFiles& files) {
  LODESTAR_TRY(check_user(files.data));
  if (files.is_on_server() || std::filesystem::exists(files.store())) return {};
  return Error{Code::not_found, fmt::format("{}: nothing is kept there", files.store())};
}

Result<std::unique_ptr<store::Database>> open_kept(const DeskFiles& files) {
  LODESTAR_TRY(check_kept(files));
  return store::Database::open(
      LODESTAR_TRY(files.connect()), 1, [](store::Connection& connection) -> Status {
        const int version = LODESTAR_TRY(store::known_version_of(connection));
        if (version == store::newest_version()) return {};
        return Error{Code::conflict,
                     fmt::format("the database: its schema is version {}, and this program's {}: "
                                 "start the service of this program first",
                                 version, store::newest_version())};
      });
}

Result<LogFiles> ledger_of(const DeskFiles& files, store::Database& database) {
  const std::string folder = files.ledger();
  if (std::filesystem::exists(folder + "/private/key")) return LogFiles::read(folder);
  std::string known;
  LODESTAR_TRY(database.read([&](store::Connection& connection) -> Status {
    known = LODESTAR_TRY(store::Outbox::ledger_of(connection));
    return {};
  }));
  if (!known.empty()) {
    return Error{Code::conflict,
                 fmt::format("{}: the ledger is not here, and the database has one, {}: bring that "
                             "folder here, or share it; a second one would split the record",
                             folder, known)};
  }
  LODESTAR_TRY(make_payload_key(files.ledger_key()));
  LODESTAR_TRY(LogFiles::begin(folder, kOrigin, {}));
  LODESTAR_TRY(make_private(folder, {.key_file = files.ledger_key()}));
  return LogFiles::make(folder, kOrigin, {LogKind::Leaves::records, false});
}

}  // namespace lodestar::app
