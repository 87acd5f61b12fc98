// SPDX-License-Identifier: Apache-2.0
// lodestar erase: what is kept about one subject, for good, beside a running service or without it;
// and lodestar migrate, the schema by hand.
#include <fmt/format.h>

#include <memory>

#include "cli.h"
#include "commands.h"
#include "desk/erasures.h"
#include "desk/sequencer.h"
#include "desk_files.h"
#include "ledger_private.h"
#include "payload_key.h"
#include "store/migrations.h"

namespace lodestar::app {
namespace {

struct Typed {
  DeskFiles files;
  std::string subject;
  int version = 0;
};

Status erase(const Typed& typed, const std::stop_token& stop) {
  const auto database = LODESTAR_TRY(open_kept(typed.files));
  store::Vault vault(LODESTAR_TRY(read_payload_key(typed.files.key())));
  LODESTAR_TRY(database->write([&](store::Connection& c) { return vault.check(c); }));
  desk::Erasures erasures({.database = database.get(),
                           .vault = &vault,
                           .issuer = LODESTAR_TRY(LogFiles::read(typed.files.ledger())).issuer(),
                           .now_s = now_s,
                           .list = typed.files.list()});
  LODESTAR_TRY(erasures.erase(typed.subject, stop));
  fmt::print(
      "erased, and on record. Backups made before still hold it, under the key: keep the newest "
      "copy of {} with them, and delete them in time\n",
      typed.files.list());
  return {};
}

Status migrate(const Typed& typed, const std::stop_token&) {
  LODESTAR_TRY(check_kept(typed.files));
  if (typed.version < 1 || typed.version > store::newest_version()) {
    return Error{Code::invalid, fmt::format("--to {}: this program knows the versions 1 to {}",
                                            typed.version, store::newest_version())};
  }
  const auto connection = LODESTAR_TRY(LODESTAR_TRY(typed.files.connect())());
  if (!LODESTAR_TRY(connection->try_lead(desk::kLead))) {
    return Error{Code::conflict, "a service works on this database: end it first"};
  }
  const int before = LODESTAR_TRY(store::known_version_of(*connection));
  LODESTAR_TRY(store::migrate_to(*connection, typed.version));
  fmt::print("the schema is of version {}; it was of version {}\n", typed.version, before);
  return {};
}

}  // namespace

void add_erase(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command =
      app.add_subcommand("erase",
                         "Erase an import or an account for good, from this desk and from what is "
                         "restored later with its list of erasures; backup files still hold it");
  add_desk_files(*command, typed->files, Wants::all);
  command->add_option("--subject", typed->subject, "The id of the import or of the account")
      ->required();
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) { return erase(*typed, stop); };
  });
}

void add_migrate(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command = app.add_subcommand(
      "migrate", "Bring a desk's database to a schema version, so that an older program reads it");
  add_desk_files(*command, typed->files, Wants::data);
  command->add_option("--to", typed->version, "The version; back up before")->required();
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) { return migrate(*typed, stop); };
  });
}

}  // namespace lodestar::app
