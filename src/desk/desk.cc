// SPDX-License-Identifier: Apache-2.0
#include "desk/desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utc.h"
#include "desk/internal/acts.h"
#include "desk/internal/line_words.h"
#include "desk/internal/release.h"
#include "desk/internal/typed_contacts.h"

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

// What a role is there for; the other purposes are no matter of leads.
constexpr std::array<std::pair<Role, Purpose>, 6> kWork{
    {{Role::analyst, Purpose::find_networks},
     {Role::labour_inspector, Purpose::inspection},
     {Role::investigator, Purpose::investigation},
     {Role::prosecutor, Purpose::prosecution},
     {Role::caseworker, Purpose::support},
     {Role::hotline_operator, Purpose::intake}}};

// As which of her roles, and for what, she does it.
std::optional<std::pair<Role, Purpose>> find_work(const Member& member, Action action,
                                                  Field field) {
  std::optional<std::pair<Role, Purpose>> work;
  for (const auto& [role, purpose] : kWork) {
    if (!find_role(member.roles, Space::detection, action, purpose, field)) continue;
    work = {role, purpose};
    if (member.roles.has(role)) break;
  }
  return work;
}

// As what she asks for that which none of her roles may.
std::pair<Role, Purpose> own_work(const Member& member) {
  std::pair<Role, Purpose> work{Role::administrator, Purpose::run_service};
  if (member.roles.has(Role::auditor)) work = {Role::auditor, Purpose::oversight};
  for (const auto& one : kWork) {
    if (member.roles.has(one.first)) work = one;
  }
  return work;
}

// State, whose work it is and how often either changed are of decisions.
void undo_decisions(store::LeadLine& lead) {
  lead.state = "open";
  lead.assigned.clear();
  lead.version = 1;
}

// Of what was sent: when it came, and by whom, its id tells.
bool is_same_decision(const store::Decision& left, const store::Decision& right) {
  return left.lead == right.lead && left.kind == right.kind &&
         left.explanation == right.explanation && left.words.reveal() == right.words.reveal();
}

std::pair<std::int32_t, std::string> place_of(const store::LeadLine& lead) {
  return {lead.tenths, lead.id};
}

// What a line is found by, where it is: words in it, or that it is one of those.
struct Wanted {
  LineWords words;
  std::vector<store::LeadLine> linked;
  bool is_all() const { return words.is_empty(); }
  bool has(const store::LeadLine& line) const {
    return words.are_in(line.line) ||
           std::ranges::find(linked, line.id, &store::LeadLine::id) != linked.end();
  }
};

Status find_leads(store::Connection& connection, store::Vault& vault, store::LeadQuery query,
                  const Wanted& wanted, LeadList& list) {
  constexpr std::size_t kTogether = 200, kMostLooked = 2000;  // lines are sealed: each is opened
  const std::size_t most = query.most;
  query.most = wanted.is_all() ? most + 1 : kTogether;
  for (std::size_t looked = 0; looked < kMostLooked; looked += query.most) {
    auto lines = LODESTAR_TRY(store::list_leads(connection, vault, query));
    for (store::LeadLine& line : lines) {
      if (list.leads.size() == most) {
        list.next = query.after;
        return {};
      }
      query.after = place_of(line);
      if (wanted.has(line)) list.leads.push_back(std::move(line));
    }
    if (lines.size() < query.most) return {};
  }
  list.next = query.after;
  return {};
}

}  // namespace

Desk::About Desk::organisation_of(const Member& member) {
  return {"organisation/" + member.account.organisation.id, member.account.id};
}

Desk::About Desk::import_of(std::string_view import) {
  return {fmt::format("import/{}", import), std::string(import)};
}

bool Desk::may_read_leads(const Member& member) {
  return find_work(member, Action::read, Field::lead_evidence).has_value();
}

bool Desk::may_read_decisions(const Member& member) {
  return find_work(member, Action::read, Field::lead_decision).has_value();
}

Result<std::vector<Permit>> Desk::permits(const Member& member, EnumSet<Field> fields,
                                          const About& about) {
  std::vector<Permit> all;
  for (std::size_t i = 0; i < kCountOf<Field>; ++i) {
    const auto field = static_cast<Field>(i);
    if (!fields.has(field)) continue;
    all.push_back(LODESTAR_TRY(permit(member, Action::read, field, about)));
  }
  return all;
}

Result<Permit> Desk::permit(const Member& member, Action action, Field field, const About& about) {
  const std::string_view own = member.account.organisation.id;
  Request request{.actor = {.account = id_of<AccountId>(member.account.id),
                            .organisation = id_of<OrganisationId>(own),
                            .roles = member.roles,
                            .confirmed_at_s = member.confirmed_at_s},
                  .action = action,
                  .item = {.field = field,
                           .space = Space::detection,
                           .holder = id_of<OrganisationId>(own),
                           .subject = id_of<SubjectId>(about.subject),
                           .marking = {.tlp = Tlp::amber,
                                       .pap = Pap::amber,
                                       .set_by = id_of<OrganisationId>(own)},
                           .kept_until_s = kLastTime},
                  .time_s = options_.now_s()};
  const auto work = find_work(member, action, field).value_or(own_work(member));
  request.actor.acting_as = work.first;
  request.purpose = work.second;
  Decision decided = decide(request);
  if (decided) return *std::move(decided);
  const AccessRecord denied = record_denial(request, decided.error());
  // Nothing leaves, so that she is refused even where that cannot be kept.
  (void)options_.database->write([&](store::Connection& connection) {
    const About& of = about.subject.empty() ? organisation_of(member) : about;
    return record(connection, member, of, std::span(&denied, 1));
  });
  return refused(decided.error());
}

Status Desk::record(store::Connection& connection, const Member& member, const About& about,
                    std::span<const AccessRecord> accesses) {
  for (const ledger::Record& one : access_records(member, about.what, accesses)) {
    LODESTAR_TRY(outbox_.append(connection, about.subject, one));
  }
  return {};
}

Status Desk::record(store::Connection& connection, const Member& member, const Deed& deed) {
  std::vector<AccessRecord> accesses;
  for (const Permit& permit : deed.permits) accesses.push_back(permit.record());
  return record(connection, member, deed.about, accesses);
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

std::string Desk::name_from(std::string_view id,
                            const std::function<Result<Name>(store::Connection&)>& look) {
  {
    const std::lock_guard lock(naming_);
    if (const auto known = names_.find(std::string(id)); known != names_.end()) {
      return known->second.reveal();
    }
  }
  Name name;
  const Status looked = options_.database->read([&](store::Connection& connection) -> Status {
    name = LODESTAR_TRY(look(connection));
    return {};
  });
  if (!looked) return {};
  const std::lock_guard lock(naming_);
  return names_.insert_or_assign(std::string(id), name).first->second.reveal();
}

std::string Desk::name_of_account(std::string_view account) {
  return name_from(account, [&](store::Connection& connection) -> Result<Name> {
    // Of who has left, too: what she did stands under her name.
    auto found = LODESTAR_TRY(store::find_past_account(connection, *options_.vault, account));
    if (!found) return Error{Code::not_found, "there is no such account"};
    return std::move(found->name);
  });
}

std::string Desk::name_of_import(std::string_view import) {
  return name_from(import, [&](store::Connection& connection) {
    return store::name_of_import(connection, *options_.vault, import);
  });
}

void Desk::forget(std::string_view subject) {
  const std::lock_guard lock(naming_);
  names_.erase(std::string(subject));
}

Status Desk::leave(const Member& member) {
  return options_.database->write([&](store::Connection& connection) {
    return store::end_session(connection, member.session);
  });
}

Result<store::Import> Desk::begin_import(const Member& member, const Sensitive<std::string>& name) {
  const std::string id = LODESTAR_TRY(new_id());
  const Permit permitted = LODESTAR_TRY(permit(member, Action::change, Field::posting_text, {}));
  const store::Import import{.id = id,
                             .organisation = member.account.organisation.id,
                             .account = member.account.id,
                             .name = name,
                             .state = "queued",
                             .message = {},
                             .made_s = options_.now_s()};
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::add_import(connection, *options_.vault, import));
    return record(connection, member, import_of(id), permitted);
  }));
  return import;
}

Status Desk::end_import(const Member& member, const std::string& import, std::uint64_t postings,
                        std::span<const detect::LeadDocument> leads) {
  const Permit permitted =
      LODESTAR_TRY(permit(member, Action::change, Field::posting_text, import_of(import)));
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
    LODESTAR_TRY(store::set_import(connection, *options_.vault,
                                   {.id = import,
                                    .state = "done",
                                    .message = {},
                                    .postings = postings,
                                    .leads = leads.size()}));
    return record(connection, member, import_of(import), permitted);
  });
}

Status Desk::fail_import(const std::string& import, std::string_view message) {
  return options_.database->write([&](store::Connection& connection) {
    return store::set_import(
        connection, *options_.vault,
        {.id = import, .state = "failed", .message = Sensitive(std::string(message))});
  });
}

Status Desk::start_import(const std::string& import) {
  return options_.database->write([&](store::Connection& connection) {
    return store::set_import(connection, *options_.vault,
                             {.id = import, .state = "running", .message = {}});
  });
}

Status Desk::stop_import(const std::string& import) {
  return options_.database->write([&](store::Connection& connection) {
    return store::set_import(connection, *options_.vault,
                             {.id = import, .state = "cancelled", .message = {}});
  });
}

Status Desk::may_cancel_imports(const Member& member) {
  const auto permitted = permit(member, Action::change, Field::posting_text, {});
  return permitted ? Status() : Status(permitted.error());
}

Status Desk::cancel_import(const Member& member, const std::string& import) {
  const Permit permitted =
      LODESTAR_TRY(permit(member, Action::change, Field::posting_text, import_of(import)));
  return options_.database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::set_import(connection, *options_.vault,
                                   {.id = import, .state = "cancelled", .message = {}}));
    return record(connection, member, {fmt::format("import/{}/cancelled", import), import},
                  permitted);
  });
}

void Desk::list_imports(const Member& member, const PageAsked& asked, Done<ImportList> done) {
  release_page<ImportList>(
      member,
      {.fields = {Field::lead_evidence},
       .look = [&](store::Connection& connection) -> Result<ImportList> {
         const auto all = LODESTAR_TRY(
             store::list_imports(connection, *options_.vault, member.account.organisation.id));
         const auto page = LODESTAR_TRY(page_of(std::span(all), asked, &store::Import::id));
         return ImportList{.imports = {page.items.begin(), page.items.end()}, .next = page.next};
       },
       .shown =
           [](const ImportList& list) {
             std::vector<About> shown;
             for (const store::Import& one : list.imports) shown.push_back(import_of(one.id));
             return shown;
           }},
      std::move(done));
}

Status Desk::fail_left_imports() {
  return options_.database->write(
      [](store::Connection& connection) { return store::fail_running(connection); });
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

// Under any kind of contact, the highest score first.
Result<std::vector<store::LeadLine>> Desk::leads_with(store::Connection& connection,
                                                      const Member& member,
                                                      const Sensitive<std::string>& typed) {
  std::vector<store::LeadLine> leads;
  for (const Sensitive<std::string>& contact : contacts_in(typed)) {
    for (store::LeadLine& lead : LODESTAR_TRY(store::find_linked(
             connection, *options_.vault, member.account.organisation.id, contact))) {
      const bool is_there = std::ranges::find(leads, lead.id, &store::LeadLine::id) != leads.end();
      if (!is_there) leads.push_back(std::move(lead));
    }
  }
  std::ranges::sort(leads, [](const store::LeadLine& left, const store::LeadLine& right) {
    return std::pair(-left.tenths, std::string_view(left.id)) <
           std::pair(-right.tenths, std::string_view(right.id));
  });
  return leads;
}

void Desk::release_leads(const Member& member,
                         const std::function<Result<LeadList>(store::Connection&)>& look,
                         Done<LeadList> done) {
  const auto shown = [](const LeadList& list) {
    std::vector<About> all;
    for (const store::LeadLine& lead : list.leads) all.push_back(import_of(lead.import));
    return all;
  };
  EnumSet<Field> fields{Field::lead_evidence};
  if (may_read_decisions(member)) {
    fields.add(Field::lead_decision);
    return release_page<LeadList>(member, {.fields = fields, .look = look, .shown = shown},
                                  std::move(done));
  }
  const auto look_past = [&](store::Connection& connection) -> Result<LeadList> {
    LeadList list = LODESTAR_TRY(look(connection));
    std::ranges::for_each(list.leads, undo_decisions);
    return list;
  };
  release_page<LeadList>(member, {.fields = fields, .look = look_past, .shown = shown},
                         std::move(done));
}

void Desk::list_leads(const Member& member, const store::LeadQuery& asked,
                      const Sensitive<std::string>& typed, Done<LeadList> done) {
  constexpr std::uint64_t kFresh_s = 86400;
  const auto words = LineWords::parse(typed.reveal());
  if (!words) return done(words.error());
  store::LeadQuery query = asked;
  query.organisation = member.account.organisation.id;
  query.account = member.account.id;
  query.since_s = options_.now_s() - std::min(options_.now_s(), kFresh_s);
  const bool is_whole = may_read_leads(member) && !may_read_decisions(member);
  if (is_whole) {
    using Which = store::LeadQuery::Which;
    if (query.which == Which::decided || query.which == Which::mine) {
      return done(permit(member, Action::read, Field::lead_decision, {}).error());
    }
    query.which = query.which == Which::fresh ? Which::came : Which::all;
  }
  release_leads(
      member,
      [&](store::Connection& connection) -> Result<LeadList> {
        LeadList list;
        Wanted wanted{.words = *words, .linked = {}};
        if (!wanted.is_all()) wanted.linked = LODESTAR_TRY(leads_with(connection, member, typed));
        LODESTAR_TRY(find_leads(connection, *options_.vault, query, wanted, list));
        list.counts = LODESTAR_TRY(is_whole ? store::count_undecided(connection, query)
                                            : store::count_leads(connection, query));
        return list;
      },
      std::move(done));
}

Result<LeadPage> Desk::look(const Member& member, std::string_view id, store::LeadPart part) {
  LeadPage page;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    page.lead = LODESTAR_TRY(
        store::get_lead(connection, *options_.vault, member.account.organisation.id, id));
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
  // Both show words of postings; contacts in them are numbers until one is asked for.
  EnumSet<Field> fields{Field::lead_evidence, Field::posting_text};
  if (may_read_decisions(member)) {
    fields.add(Field::lead_decision);
  } else {
    page->decisions.clear();
    undo_decisions(page->lead);
  }
  auto permitted = permits(member, fields, import_of(page->lead.import));
  if (!permitted) return done(permitted.error());
  std::vector<Deed> deeds;
  deeds.push_back({{"lead/" + page->lead.id, page->lead.import}, *std::move(permitted)});
  release<LeadPage>(member, std::move(deeds), *std::move(page), std::move(done));
}

void Desk::reveal_contact(const Member& member, std::string_view id, std::uint32_t number,
                          Done<Sensitive<std::string>> done) {
  const auto lead = line_of(member, id);
  if (!lead) return done(lead.error());
  auto permitted = permit(member, Action::reveal, Field::contact_value, import_of(lead->import));
  if (!permitted) return done(permitted.error());
  std::optional<Sensitive<std::string>> value;
  const Status found = options_.database->read([&](store::Connection& connection) -> Status {
    value = LODESTAR_TRY(store::get_contact(connection, *options_.vault, *lead, number)).value;
    return {};
  });
  if (!found) return done(found.error());
  std::vector<Deed> deeds(1);
  deeds[0].about = {fmt::format("lead/{}/contact/{}", lead->id, number), lead->import};
  deeds[0].permits.push_back(*std::move(permitted));
  release<Sensitive<std::string>>(member, std::move(deeds), *std::move(value), std::move(done));
}

void Desk::find_linked(const Member& member, const Sensitive<std::string>& value,
                       Done<LeadList> done) {
  release_leads(
      member,
      [&](store::Connection& connection) -> Result<LeadList> {
        return LeadList{.leads = LODESTAR_TRY(leads_with(connection, member, value)), .counts = {}};
      },
      std::move(done));
}

// A permit first: whoever may not do it learns nothing of what others have done. That the lead is
// of the version that was looked at, its change sees to.
Result<Desk::Ready> Desk::ready(const Member& member, std::string_view id, Action action,
                                std::optional<std::uint64_t> version) {
  store::LeadLine lead = LODESTAR_TRY(line_of(member, id));
  Permit permitted =
      LODESTAR_TRY(permit(member, action, Field::lead_decision, import_of(lead.import)));
  lead.version = version.value_or(lead.version);
  return Ready{.lead = std::move(lead), .permit = std::move(permitted)};
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
  auto known = ready(member, id, Action::decide, deciding.version);
  if (!known) return done(known.error());
  auto again = permits(member, {Field::lead_decision}, import_of(known->lead.import));
  if (!again) return done(again.error());
  const About about{fmt::format("lead/{}/decision/{}", known->lead.id, deciding.kind),
                    known->lead.import};
  Making<store::Decision> making{
      .wanted = {.id = *std::move(decision_id),
                 .lead = known->lead.id,
                 .account = member.account.id,
                 .kind = std::string(kind->first),
                 .explanation = std::move(deciding.explanation),
                 .words = Sensitive(std::move(deciding.reason)),
                 .at_s = options_.now_s()},
      .is_named = !deciding.once.empty(),
      .made = {about, {}},
      .shown_again = {about, *std::move(again)},
      .find =
          [this, own = member.account.organisation.id](store::Connection& connection,
                                                       const store::Decision& wanted) {
            return store::find_decision(connection, *options_.vault, own, wanted.id);
          },
      .is_same = is_same_decision,
      .make =
          [this, lead = known->lead, state = kind->second](store::Connection& connection,
                                                           const store::Decision& wanted) {
            return store::add_decision(connection, *options_.vault, lead, wanted, state);
          }};
  making.made.permits.push_back(std::move(known->permit));
  make_once<store::Decision>(member, std::move(making), std::move(done));
}

// Of the lead its line is shown, which is evidence.
void Desk::assign(const Member& member, std::string_view id, std::string account,
                  std::optional<std::uint64_t> version, Done<store::LeadLine> done) {
  auto known = ready(member, id, Action::change, version);
  if (!known) return done(known.error());
  auto permitted = permits(member, {Field::lead_evidence}, import_of(known->lead.import));
  if (!permitted) return done(permitted.error());
  Deed deed{{fmt::format("lead/{}/assignment", known->lead.id), known->lead.import},
            *std::move(permitted)};
  deed.permits.push_back(std::move(known->permit));
  store::LeadLine now = known->lead;
  now.assigned = account;
  now.version++;
  options_.database->write(
      [this, member, account = std::move(account), lead = std::move(known->lead),
       deed = std::move(deed)](store::Connection& connection) -> Status {
        if (!account.empty()) {
          const auto other =
              LODESTAR_TRY(store::find_account(connection, *options_.vault, account));
          if (!other || other->organisation.id != member.account.organisation.id) {
            return Error{Code::invalid, "account: there is nobody of that name here"};
          }
        }
        LODESTAR_TRY(store::assign(connection, lead, account));
        return record(connection, member, deed);
      },
      given(std::move(now), std::move(done)));
}

void Desk::learned(const Member& member, Done<detect::Weights> done) {
  constexpr std::size_t kMost = 2000;
  const auto learn = [&](store::Connection& connection) -> Result<detect::Weights> {
    std::vector<detect::Judgement> judgements;
    for (const auto& one : LODESTAR_TRY(store::judged_pages(
             connection, *options_.vault, member.account.organisation.id, kMost))) {
      judgements.push_back(
          LODESTAR_TRY(detect::judgement_of(one.page.reveal(), one.state != "benign")));
    }
    return detect::learn_weights(judgements);
  };
  // Figures of indicators, which tell how leads were decided: nothing of an import is in them.
  const auto shown = [](const detect::Weights&) { return std::vector<About>(); };
  release_page<detect::Weights>(
      member,
      {.fields = {Field::lead_evidence, Field::lead_decision}, .look = learn, .shown = shown},
      std::move(done));
}

// The cursor's second is asked for again, as several may have been made in it.
void Desk::recent(const Member& member, const std::optional<Before>& before, std::size_t most,
                  Done<std::vector<store::Doing>> done) {
  constexpr std::size_t kOfSecond = 1000;
  using Doings = std::vector<store::Doing>;
  const auto look = [&](store::Connection& connection) -> Result<Doings> {
    Doings doings = LODESTAR_TRY(store::recent_decisions(
        connection, *options_.vault, member.account.organisation.id,
        before ? before->at_s + 1 : kLastTime, most + (before ? kOfSecond : 0)));
    std::erase_if(doings, [&](const store::Doing& one) {
      return before && one.decision.at_s == before->at_s && one.decision.id <= before->decision;
    });
    if (doings.size() > most) doings.resize(most);
    return doings;
  };
  const auto shown = [](const Doings& doings) {
    std::vector<About> all;
    for (const store::Doing& one : doings) all.push_back(import_of(one.import));
    return all;
  };
  release_page<Doings>(
      member,
      {.fields = {Field::lead_decision, Field::lead_evidence}, .look = look, .shown = shown},
      std::move(done));
}

}  // namespace lodestar::desk
