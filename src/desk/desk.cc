// SPDX-License-Identifier: Apache-2.0
#include "desk/desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utc.h"
#include "crypto/sha256.h"
#include "desk/internal/acts.h"

namespace lodestar::desk {

using namespace internal;

namespace {

constexpr std::size_t kLongestReason = 4000;  // bytes
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kKinds{
    {{"accept", "accepted"},
     {"benign", "benign"},
     {"unclear", "unclear"},
     {"hand_over", "handed_over"},
     {"reopen", "open"}}};

Result<std::string> id_once(const Member& member, std::string_view once) {
  if (once.empty()) return new_id();
  const crypto::Digest digest =
      crypto::sha256({"lodestar/once/v1", member.account.id, std::string_view("\0", 1), once});
  return to_hex(std::span(digest).first(16));
}

// What a role is there for; the other purposes are no matter of leads.
constexpr std::array<std::pair<Role, Purpose>, 6> kWork{
    {{Role::analyst, Purpose::find_networks},
     {Role::labour_inspector, Purpose::inspection},
     {Role::investigator, Purpose::investigation},
     {Role::prosecutor, Purpose::prosecution},
     {Role::caseworker, Purpose::support},
     {Role::hotline_operator, Purpose::intake}}};

std::vector<Permit> alone(Permit permit) {
  std::vector<Permit> permits;
  permits.push_back(std::move(permit));
  return permits;
}

}  // namespace

Desk::About Desk::organisation_of(const Member& member) {
  return {"organisation/" + member.account.organisation.id, member.account.id};
}

Result<Permit> Desk::permit(const Member& member, Action action, Field field,
                            std::string_view subject) const {
  const std::string_view own = member.account.organisation.id;
  Request request{.actor = {.account = id_of<AccountId>(member.account.id),
                            .organisation = id_of<OrganisationId>(own),
                            .roles = member.roles,
                            .confirmed_at_s = member.confirmed_at_s},
                  .action = action,
                  .item = {.field = field,
                           .space = Space::detection,
                           .holder = id_of<OrganisationId>(own),
                           .subject = id_of<SubjectId>(subject),
                           .marking = {.tlp = Tlp::amber,
                                       .pap = Pap::amber,
                                       .set_by = id_of<OrganisationId>(own)},
                           .kept_until_s = kLastTime},
                  .time_s = options_.now_s()};
  for (const auto& [role, purpose] : kWork) {
    if (!find_role(member.roles, Space::detection, action, purpose, field)) continue;
    request.actor.acting_as = role;
    request.purpose = purpose;
    if (member.roles.has(role)) break;
  }
  Decision decided = decide(request);
  if (!decided) return refused(decided.error());
  return *std::move(decided);
}

Status Desk::record(store::Connection& connection, const Member& member, const About& about,
                    const AccessRecord& access) {
  return outbox_.append(connection, about.subject, access_record(member, about.what, access));
}

// The records are on the disk before the value leaves; where they cannot be, the value stays.
template <typename T>
void Desk::release(const Member& member, const About& about, std::vector<Permit> permits, T value,
                   Done<T> done) {
  options_.database->write(
      [this, member, about, permits = std::move(permits)](store::Connection& connection) -> Status {
        for (const Permit& permit : permits) {
          LODESTAR_TRY(record(connection, member, about, permit.record()));
        }
        return {};
      },
      [value = std::move(value), done = std::move(done)](Status logged) mutable {
        if (logged) {
          done(std::move(value));
        } else {
          done(logged.error());
        }
      });
}

Result<SignedIn> Desk::enter_as(std::string_view id, std::string_view agent) {
  if (!options_.is_demonstration) return Error{Code::not_found, "this is no demonstration"};
  std::optional<store::Account> account;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    account = LODESTAR_TRY(store::find_account(connection, *options_.vault, id));
    return {};
  }));
  if (!account) return Error{Code::not_found, "there is nobody of that name here"};
  return begin_session(*std::move(account), agent);
}

Result<SignedIn> Desk::begin_session(store::Account account, std::string_view agent) {
  const std::uint64_t now = options_.now_s();
  NewSession session = LODESTAR_TRY(new_session(account.id, agent, now));
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::add_session(connection, *options_.vault, session.row));
    return outbox_.append(connection, account.id, account_record(account.id, "entered", now));
  }));
  return signed_in(std::move(session), std::move(account));
}

Result<Member> Desk::find_member(std::string_view token, std::string_view agent) {
  std::optional<store::LiveSession> live;
  const std::string hash = hash_of_token(token);
  const std::uint64_t now = options_.now_s();
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    live = LODESTAR_TRY(store::find_session(connection, *options_.vault, hash, now));
    return {};
  }));
  if (!live || live->session.browser != hash_of_browser(agent)) return no_session();
  const EnumSet<Role> roles = roles_in(live->account.roles);
  // Nobody in a demonstration can prove who she is.
  return Member{.account = std::move(live->account),
                .roles = roles,
                .session = std::move(live->session.hash),
                .csrf = std::move(live->session.csrf),
                .confirmed_at_s = options_.is_demonstration ? now : live->session.confirmed_at_s};
}

std::string Desk::name_of_account(std::string_view account) {
  {
    const std::lock_guard lock(naming_);
    if (const auto known = names_.find(std::string(account)); known != names_.end()) {
      return known->second.reveal();
    }
  }
  std::optional<store::Account> found;
  const Status looked = options_.database->read([&](store::Connection& connection) -> Status {
    found = LODESTAR_TRY(store::find_account(connection, *options_.vault, account));
    return {};
  });
  if (!looked || !found) return {};
  const std::lock_guard lock(naming_);
  return names_.insert_or_assign(std::string(account), found->name).first->second.reveal();
}

std::string Desk::name_of_import(std::string_view import) {
  {
    const std::lock_guard lock(naming_);
    if (const auto known = import_names_.find(std::string(import)); known != import_names_.end()) {
      return known->second.reveal();
    }
  }
  Sensitive<std::string> name;
  const Status looked = options_.database->read([&](store::Connection& connection) -> Status {
    name = LODESTAR_TRY(store::name_of_import(connection, *options_.vault, import));
    return {};
  });
  if (!looked) return {};
  const std::lock_guard lock(naming_);
  return import_names_.insert_or_assign(std::string(import), name).first->second.reveal();
}

Status Desk::leave(const Member& member) {
  return options_.database->write([&](store::Connection& connection) {
    return store::end_session(connection, member.session);
  });
}

Result<std::string> Desk::begin_import(const Member& member, const Sensitive<std::string>& name) {
  const std::string id = LODESTAR_TRY(new_id());
  const Permit permitted = LODESTAR_TRY(permit(member, Action::change, Field::posting_text, id));
  const store::Import import{.id = id,
                             .organisation = member.account.organisation.id,
                             .account = member.account.id,
                             .name = name,
                             .state = "running",
                             .message = {},
                             .made_s = options_.now_s()};
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::add_import(connection, *options_.vault, import));
    return record(connection, member, {"import/" + id, id}, permitted.record());
  }));
  return id;
}

Status Desk::end_import(const Member& member, const std::string& import, std::uint64_t postings,
                        std::span<const detect::LeadDocument> leads) {
  const Permit permitted =
      LODESTAR_TRY(permit(member, Action::change, Field::posting_text, import));
  return options_.database->write([&](store::Connection& connection) -> Status {
    for (const detect::LeadDocument& lead : leads) {
      store::NewLead kept{.id = import.substr(0, 8) + lead.id,
                          .organisation = member.account.organisation.id,
                          .import = import,
                          .tenths = lead.tenths,
                          .line = lead.line,
                          .page = lead.page,
                          .network = lead.network};
      for (const detect::LeadContact& contact : lead.contacts) {
        kept.contacts.push_back({contact.number, contact.kind, contact.value, contact.postings});
      }
      LODESTAR_TRY(store::add_lead(connection, *options_.vault, kept));
    }
    LODESTAR_TRY(store::set_import(connection, {.id = import,
                                                .state = "done",
                                                .message = {},
                                                .postings = postings,
                                                .leads = leads.size()}));
    return record(connection, member, {"import/" + import, import}, permitted.record());
  });
}

Status Desk::fail_import(const std::string& import, std::string_view message) {
  return options_.database->write([&](store::Connection& connection) {
    return store::set_import(connection,
                             {.id = import, .state = "failed", .message = std::string(message)});
  });
}

Status Desk::stop_import(const std::string& import) {
  return options_.database->write([&](store::Connection& connection) {
    return store::set_import(connection, {.id = import, .state = "cancelled", .message = {}});
  });
}

Result<std::vector<store::Import>> Desk::list_imports(const Member& member) {
  LODESTAR_TRY(permit(member, Action::read, Field::lead_evidence, {}));
  std::vector<store::Import> imports;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    imports = LODESTAR_TRY(
        store::list_imports(connection, *options_.vault, member.account.organisation.id));
    return {};
  }));
  return imports;
}

Result<store::LeadLine> Desk::line_of(const Member& member, std::string_view id) {
  std::optional<store::LeadLine> lead;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    lead = LODESTAR_TRY(
        store::get_lead(connection, *options_.vault, member.account.organisation.id, id));
    return {};
  }));
  return *std::move(lead);
}

// Nothing where the lead was erased.
Result<Sensitive<std::string>> Desk::line_in(store::Connection& connection, const Member& member,
                                             std::string_view id) {
  if (id.empty()) return Sensitive<std::string>();
  auto lead = store::get_lead(connection, *options_.vault, member.account.organisation.id, id);
  if (lead) return std::move(lead->line);
  if (lead.error().code == Code::not_found) return Sensitive<std::string>();
  return lead.error();
}

void Desk::list_leads(const Member& member, const store::LeadQuery& asked,
                      const Sensitive<std::string>& typed, Done<LeadList> done) {
  constexpr std::uint64_t kDay_s = 86400;
  auto permitted = permit(member, Action::read, Field::lead_evidence, {});
  if (!permitted) return done(permitted.error());
  store::LeadQuery query = asked;
  query.organisation = member.account.organisation.id;
  query.account = member.account.id;
  query.since_s = options_.now_s() - std::min(options_.now_s(), kDay_s);
  LeadList list;
  const Status looked = options_.database->read([&](store::Connection& connection) -> Status {
    list.leads =
        LODESTAR_TRY(typed.reveal().empty() ? store::list_leads(connection, *options_.vault, query)
                                            : search(connection, query, typed));
    list.counts = LODESTAR_TRY(store::count_leads(connection, query));
    return {};
  });
  if (!looked) return done(looked.error());
  release<LeadList>(member, organisation_of(member), alone(*std::move(permitted)), std::move(list),
                    std::move(done));
}

Result<LeadPage> Desk::look(const Member& member, std::string_view id, store::LeadPart part) {
  LeadPage page{.lead = LODESTAR_TRY(line_of(member, id))};
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    page.part = LODESTAR_TRY(store::get_part(connection, *options_.vault, page.lead, part));
    page.contacts = LODESTAR_TRY(store::contacts_of(connection, *options_.vault, page.lead));
    page.decisions = LODESTAR_TRY(store::decisions_of(connection, *options_.vault, page.lead));
    return {};
  }));
  return page;
}

void Desk::read_lead(const Member& member, std::string_view id, store::LeadPart part,
                     Done<LeadPage> done) {
  auto page = look(member, id, part);
  if (!page) return done(page.error());
  std::vector<Permit> permits;
  // Both show words of postings; contacts in them are numbers until one is asked for.
  for (const Field field : {Field::lead_evidence, Field::posting_text}) {
    auto permitted = permit(member, Action::read, field, page->lead.import);
    if (!permitted) return done(permitted.error());
    permits.push_back(*std::move(permitted));
  }
  // Care reads leads, and not what was decided about them.
  if (!permit(member, Action::read, Field::lead_decision, page->lead.import)) {
    page->decisions.clear();
  }
  const About about{"lead/" + page->lead.id, page->lead.import};
  release<LeadPage>(member, about, std::move(permits), *std::move(page), std::move(done));
}

void Desk::reveal_contact(const Member& member, std::string_view id, std::uint32_t number,
                          Done<Sensitive<std::string>> done) {
  const auto lead = line_of(member, id);
  if (!lead) return done(lead.error());
  auto permitted = permit(member, Action::reveal, Field::contact_value, lead->import);
  if (!permitted) return done(permitted.error());
  std::optional<Sensitive<std::string>> value;
  const Status found = options_.database->read([&](store::Connection& connection) -> Status {
    value = LODESTAR_TRY(store::get_contact(connection, *options_.vault, *lead, number)).value;
    return {};
  });
  if (!found) return done(found.error());
  release<Sensitive<std::string>>(
      member, {fmt::format("lead/{}/contact/{}", lead->id, number), lead->import},
      alone(*std::move(permitted)), *std::move(value), std::move(done));
}

void Desk::find_linked(const Member& member, const Sensitive<std::string>& value,
                       Done<LeadList> done) {
  auto permitted = permit(member, Action::read, Field::lead_evidence, {});
  if (!permitted) return done(permitted.error());
  LeadList list;
  const Status looked = options_.database->read([&](store::Connection& connection) -> Status {
    list.leads = LODESTAR_TRY(leads_with(connection, member.account.organisation.id, value));
    return {};
  });
  if (!looked) return done(looked.error());
  release<LeadList>(member, organisation_of(member), alone(*std::move(permitted)), std::move(list),
                    std::move(done));
}

Result<Desk::Ready> Desk::ready(const Member& member, std::string_view id, Action action,
                                std::optional<std::uint64_t> version) {
  store::LeadLine lead = LODESTAR_TRY(line_of(member, id));
  if (version && *version != lead.version) {
    return Error{Code::conflict,
                 "somebody has changed this lead since you opened it: look again, then decide"};
  }
  Permit permitted = LODESTAR_TRY(permit(member, action, Field::lead_decision, lead.import));
  return Ready{.lead = std::move(lead), .permit = std::move(permitted)};
}

// The answer that was lost on its way is given again.
Result<std::optional<store::Decision>> Desk::made_before(const Member& member, std::string_view id,
                                                         const std::string& decision) {
  const store::LeadLine lead = LODESTAR_TRY(line_of(member, id));
  LODESTAR_TRY(permit(member, Action::decide, Field::lead_decision, lead.import));
  std::vector<store::Decision> decisions;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    decisions = LODESTAR_TRY(store::decisions_of(connection, *options_.vault, lead));
    return {};
  }));
  const auto made = std::ranges::find(decisions, decision, &store::Decision::id);
  if (made == decisions.end()) return std::optional<store::Decision>();
  return std::optional(std::move(*made));
}

void Desk::decide_lead(const Member& member, std::string_view id, Deciding deciding,
                       Done<store::Decision> done) {
  const auto kind = std::ranges::find(kKinds, deciding.kind, &decltype(kKinds)::value_type::first);
  if (kind == kKinds.end()) {
    return done(Error{Code::invalid,
                      "kind: one of accept, benign, unclear, hand_over and reopen is wanted"});
  }
  if (deciding.reason.empty() || deciding.reason.size() > kLongestReason) {
    return done(Error{Code::invalid, "reason: say in a sentence why, in 1 to 4,000 bytes"});
  }
  if (deciding.kind == "benign" && deciding.explanation.empty()) {
    return done(Error{Code::invalid, "explanation: say which harmless reason there is"});
  }
  auto decision_id = id_once(member, deciding.once);
  if (!decision_id) return done(decision_id.error());
  if (!deciding.once.empty()) {
    auto made = made_before(member, id, *decision_id);
    if (!made) return done(made.error());
    if (*made) return done(**std::move(made));
  }
  auto known = ready(member, id, Action::decide, deciding.version);
  if (!known) return done(known.error());
  store::Decision decision{.id = *std::move(decision_id),
                           .lead = known->lead.id,
                           .account = member.account.id,
                           .kind = std::string(kind->first),
                           .explanation = std::move(deciding.explanation),
                           .words = Sensitive(std::move(deciding.reason)),
                           .at_s = options_.now_s()};
  options_.database->write(
      [this, member, decision, ready = *std::move(known),
       state = kind->second](store::Connection& connection) -> Status {
        const store::LeadLine& lead = ready.lead;
        LODESTAR_TRY(store::add_decision(connection, *options_.vault, lead, decision, state));
        return record(connection, member,
                      {fmt::format("lead/{}/decision/{}", lead.id, decision.kind), lead.import},
                      ready.permit.record());
      },
      [decision, done = std::move(done)](Status decided) mutable {
        if (decided) {
          done(std::move(decision));
        } else {
          done(decided.error());
        }
      });
}

void Desk::assign(const Member& member, std::string_view id, std::string account,
                  std::optional<std::uint64_t> version, Done<store::LeadLine> done) {
  auto known = ready(member, id, Action::change, version);
  if (!known) return done(known.error());
  store::LeadLine now = known->lead;
  now.assigned = account;
  now.version++;
  options_.database->write(
      [this, member, account = std::move(account),
       ready = *std::move(known)](store::Connection& connection) -> Status {
        if (!account.empty()) {
          const auto other =
              LODESTAR_TRY(store::find_account(connection, *options_.vault, account));
          if (!other || other->organisation.id != member.account.organisation.id) {
            return Error{Code::invalid, "account: there is nobody of that name here"};
          }
        }
        LODESTAR_TRY(store::assign(connection, ready.lead, account));
        return record(connection, member,
                      {fmt::format("lead/{}/assignment", ready.lead.id), ready.lead.import},
                      ready.permit.record());
      },
      [now = std::move(now), done = std::move(done)](Status assigned) mutable {
        if (assigned) {
          done(std::move(now));
        } else {
          done(assigned.error());
        }
      });
}

Result<std::vector<Deed>> Desk::recent(const Member& member, std::uint64_t before_s) {
  LODESTAR_TRY(permit(member, Action::read, Field::lead_decision, {}));
  const Permit permitted = LODESTAR_TRY(permit(member, Action::read, Field::lead_evidence, {}));
  constexpr std::size_t kPage = 50;
  std::vector<Deed> deeds;
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    for (store::Doing& doing : LODESTAR_TRY(store::recent_decisions(
             connection, member.account.organisation.id, before_s, kPage))) {
      auto line = LODESTAR_TRY(line_in(connection, member, doing.decision.lead));
      deeds.push_back({.doing = std::move(doing), .line = std::move(line)});
    }
    return record(connection, member, organisation_of(member), permitted.record());
  }));
  return deeds;
}

}  // namespace lodestar::desk
