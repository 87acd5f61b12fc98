// SPDX-License-Identifier: Apache-2.0
// lodestar invite: a link for an administrator, made at the machine, beside a running service or
// without it. For an organisation whose last administrator can enter no more.
#include <fmt/format.h>

#include <memory>

#include "cli.h"
#include "commands.h"
#include "desk/accounts.h"
#include "desk_files.h"
#include "ledger_private.h"
#include "payload_key.h"

namespace lodestar::app {
namespace {

struct Typed {
  DeskFiles files;
  std::string organisation, origin;
};

// Links are made of it.
Status check_origin(std::string_view origin) {
  const bool has_scheme = origin.starts_with("https://") || origin.starts_with("http://");
  const std::size_t host = origin.find("://") + 3;
  if (has_scheme && origin.size() > host &&
      origin.find_first_of("/?#@ ", host) == std::string_view::npos) {
    return {};
  }
  return Error{Code::invalid,
               fmt::format("--origin {}: how browsers name the service is wanted, as "
                           "https://desk.example.org, without a path",
                           origin)};
}

Status invite(const Typed& typed) {
  LODESTAR_TRY(check_origin(typed.origin));
  const auto database = LODESTAR_TRY(open_kept(typed.files));
  store::Vault vault(LODESTAR_TRY(read_payload_key(typed.files.key())));
  LODESTAR_TRY(database->write([&](store::Connection& c) { return vault.check(c); }));
  desk::Accounts accounts({.database = database.get(),
                           .vault = &vault,
                           .issuer = LODESTAR_TRY(LogFiles::read(typed.files.ledger())).issuer(),
                           .now_s = now_s,
                           .now_ms = [] { return now_s() * 1000; },  // nobody signs in by it
                           .origin = typed.origin});
  const auto made = LODESTAR_TRY(accounts.invite_at_machine(typed.organisation));
  fmt::print("An administrator of {}, within 24 hours: {}\n", made.organisation.name,
             made.link.url.reveal());
  return {};
}

}  // namespace

void add_invite(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command = app.add_subcommand(
      "invite", "A link for an administrator, where an organisation has lost its last one");
  add_desk_files(*command, typed->files, Wants::data_and_key);
  command->add_option("--organisation", typed->organisation,
                      "Its id; without it, the one that runs the service");
  command
      ->add_option("--origin", typed->origin,
                   "How browsers name the service, as https://desk.example.org")
      ->required();
  command->callback(
      [typed, &run] { run = [typed](const std::stop_token&) { return invite(*typed); }; });
}

}  // namespace lodestar::app
