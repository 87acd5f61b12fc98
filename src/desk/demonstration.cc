// SPDX-License-Identifier: Apache-2.0
// Invented organisations, so that a newcomer sees every role in a minute.
#include <algorithm>
#include <array>

#include "desk/desk.h"

namespace lodestar::desk {
namespace {

struct Invented {
  std::string_view id, organisation, name, role, does;
};
constexpr std::array<std::array<std::string_view, 3>, 3> kOrganisations{
    {{"demo-hotline", "Lantern hotline", "hotline"},
     {"demo-inspectorate", "Labour inspectorate of Norland", "inspectorate"},
     {"demo-prosecutor", "Prosecutor's office of Norland", "prosecutor"}}};
constexpr std::array<Invented, 6> kPeople{
    {{"demo-ana", "demo-hotline", "Ana Prosper", "analyst",
      "looks through what the machine proposes, and decides what is worth a person's time"},
     {"demo-karim", "demo-hotline", "Karim Osei", "caseworker",
      "stands by people who ask for help; sees in leads whether what they tell is known"},
     {"demo-lena", "demo-hotline", "Lena Virta", "administrator",
      "adds members and sees that the service is well; sees no content"},
     {"demo-tomas", "demo-inspectorate", "Tom\u00e1s Lind", "labour_inspector",
      "plans inspections from leads on work that may be forced"},
     {"demo-noor", "demo-inspectorate", "Noor Haddad", "analyst",
      "looks through postings of the inspectorate's own"},
     {"demo-ines", "demo-prosecutor", "In\u00eas Marau", "prosecutor",
      "judges what would stand in court, of what her own office has read in"}}};

Status add_all(store::Connection& connection, store::Vault& vault, std::uint64_t now_s) {
  for (const auto& [id, name, kind] : kOrganisations) {
    LODESTAR_TRY(store::add_organisation(connection,
                                         {.id = std::string(id),
                                          .name = std::string(name),
                                          .kind = std::string(kind),
                                          .runs_service = id == kOrganisations[0][0]},
                                         now_s));
  }
  for (const Invented& person : kPeople) {
    LODESTAR_TRY(store::add_account(connection, vault,
                                    {.id = std::string(person.id),
                                     .organisation = std::string(person.organisation),
                                     .name = Sensitive(std::string(person.name)),
                                     .login = {},
                                     .roles = std::string(person.role),
                                     .password = {}},
                                    now_s));
  }
  return {};
}

}  // namespace

Status Desk::set_up_demonstration() {
  std::uint64_t accounts = 0;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    accounts = LODESTAR_TRY(store::count_accounts(connection));
    return {};
  }));
  const std::size_t invented = LODESTAR_TRY(demonstrated()).size();
  if (accounts > 0 && invented == 0) {
    return Error{Code::conflict,
                 "people work with this data, and a demonstration would let anybody in as one of "
                 "them: choose another --data"};
  }
  if (accounts > 0) return {};
  return options_.database->write([this](store::Connection& connection) {
    return add_all(connection, *options_.vault, options_.now_s());
  });
}

Result<std::vector<Demonstrated>> Desk::demonstrated() {
  if (!options_.is_demonstration) return Error{Code::not_found, "this is no demonstration"};
  std::vector<Demonstrated> people;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    for (const Invented& person : kPeople) {
      auto account = LODESTAR_TRY(store::find_account(connection, *options_.vault, person.id));
      if (account) people.push_back({*std::move(account), std::string(person.does)});
    }
    return {};
  }));
  return people;
}

// The invented ones alone: whoever else has an account here signs in.
Result<SignedIn> Desk::enter_as(std::string_view id, std::string_view agent) {
  auto people = LODESTAR_TRY(demonstrated());
  const auto person =
      std::ranges::find(people, id, [](const Demonstrated& one) { return one.account.id; });
  if (person == people.end()) return Error{Code::not_found, "there is nobody of that name here"};
  return begin_session(std::move(person->account), agent);
}

}  // namespace lodestar::desk
