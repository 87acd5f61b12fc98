// SPDX-License-Identifier: Apache-2.0
#include "desk/desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utc.h"
#include "crypto/sha256.h"
#include "io/random.h"
#include "table/json_write.h"

namespace lodestar::desk {
namespace {

constexpr std::uint64_t kSession_s = 12 * 3600;
constexpr std::size_t kLongestReason = 4000;  // bytes
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kKinds{
    {{"accept", "accepted"},
     {"benign", "benign"},
     {"unclear", "unclear"},
     {"hand_over", "handed_over"},
     {"reopen", "open"}}};

std::string to_hex(std::span<const unsigned char> bytes) {
  std::string hex;
  for (const unsigned char byte : bytes) fmt::format_to(std::back_inserter(hex), "{:02x}", byte);
  return hex;
}

Result<std::string> new_id() {
  const auto random = LODESTAR_TRY(io::random_bytes<16>());
  return to_hex(random.reveal());
}

std::string hash_of(std::string_view token) {
  const crypto::Digest digest = crypto::sha256({"lodestar/session/v1", token});
  return {digest.begin(), digest.end()};
}

Error no_session() { return {Code::unauthenticated, "sign in first"}; }

// Those who look at leads. Nobody else sees content, administrators last.
Status check_may_triage(const Actor& actor) {
  for (const std::string_view role : {"analyst", "inspector", "prosecutor", "caseworker"}) {
    if (actor.may(role)) return {};
  }
  return Error{Code::forbidden,
               "leads are for analysts, inspectors, prosecutors and caseworkers: ask your "
               "administrator for that role if your work needs it"};
}

}  // namespace

bool Actor::may(std::string_view role) const {
  std::string_view roles = account.roles;
  while (!roles.empty()) {
    const std::size_t end = std::min(roles.find(' '), roles.size());
    if (roles.substr(0, end) == role) return true;
    roles.remove_prefix(std::min(end + 1, roles.size()));
  }
  return false;
}

ledger::Record Desk::record_of(const Actor& actor, const Looked& looked,
                               std::string_view more) const {
  std::string body;
  table::Json json(body);
  json.begin_object().key("account").string(actor.account.id);
  json.key("organisation").string(actor.account.organisation.id);
  json.key("purpose").string(looked.purpose);
  json.key("at").string(to_time(options_.now_s()));
  if (!more.empty()) json.key("what").string(more);
  json.end_object();
  return {.type = std::string(looked.type), .subject = looked.about, .previous = {}, .body = body};
}

// The record is on the disk before the value leaves; where it cannot be, the value stays.
template <typename T>
void Desk::release(const Actor& actor, const Looked& looked, T value, Done<T> done) {
  options_.database->write(
      [this, record = record_of(actor, looked, {}), subject = looked.subject](
          store::Connection& connection) { return outbox_.append(connection, subject, record); },
      [value = std::move(value), done = std::move(done)](Status logged) mutable {
        if (logged) {
          done(std::move(value));
        } else {
          done(logged.error());
        }
      });
}

Result<SignedIn> Desk::enter_as(std::string_view id) {
  if (!options_.is_demonstration) return Error{Code::not_found, "this is no demonstration"};
  std::optional<store::Account> account;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    account = LODESTAR_TRY(store::find_account(connection, *options_.vault, id));
    return {};
  }));
  if (!account) return Error{Code::not_found, "there is nobody of that name here"};
  const auto random = LODESTAR_TRY(io::random_bytes<32>());
  const auto csrf = LODESTAR_TRY(io::random_bytes<32>());
  const std::string token = to_hex(random.reveal());
  const std::uint64_t now = options_.now_s();
  const store::Session session{.hash = hash_of(token),
                               .csrf = to_hex(csrf.reveal()),
                               .account = account->id,
                               .made_s = now,
                               .ends_s = now + kSession_s};
  Actor actor{.account = *std::move(account), .session = session.hash, .csrf = session.csrf};
  const Looked looked{.type = "session.begin",
                      .purpose = "work",
                      .subject = actor.account.id,
                      .about = "account/" + actor.account.id};
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::add_session(connection, session));
    return outbox_.append(connection, actor.account.id, record_of(actor, looked, {}));
  }));
  return SignedIn{.token = Sensitive(token), .actor = std::move(actor)};
}

Result<Actor> Desk::find_actor(std::string_view token) {
  std::optional<store::LiveSession> live;
  const std::string hash = hash_of(token);
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    live = LODESTAR_TRY(store::find_session(connection, *options_.vault, hash, options_.now_s()));
    return {};
  }));
  if (!live) return no_session();
  return Actor{.account = std::move(live->account),
               .session = std::move(live->session.hash),
               .csrf = std::move(live->session.csrf)};
}

std::string Desk::name_of(std::string_view account) {
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

Status Desk::leave(const Actor& actor) {
  return options_.database->write(
      [&](store::Connection& connection) { return store::end_session(connection, actor.session); });
}

Result<std::string> Desk::begin_import(const Actor& actor, const Sensitive<std::string>& name) {
  LODESTAR_TRY(check_may_triage(actor));
  const store::Import import{.id = LODESTAR_TRY(new_id()),
                             .organisation = actor.account.organisation.id,
                             .account = actor.account.id,
                             .name = name,
                             .state = "running",
                             .message = {},
                             .made_s = options_.now_s()};
  const Looked looked{.type = "import.begin",
                      .purpose = "detection",
                      .subject = import.id,
                      .about = "import/" + import.id};
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::add_import(connection, *options_.vault, import));
    return outbox_.append(connection, import.id, record_of(actor, looked, {}));
  }));
  return import.id;
}

Status Desk::end_import(const Actor& actor, const std::string& import, std::uint64_t postings,
                        std::span<const detect::LeadDocument> leads) {
  const Looked looked{
      .type = "import.end", .purpose = "detection", .subject = import, .about = "import/" + import};
  return options_.database->write([&](store::Connection& connection) -> Status {
    for (const detect::LeadDocument& lead : leads) {
      store::NewLead kept{.id = import.substr(0, 8) + lead.id,
                          .organisation = actor.account.organisation.id,
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
    return outbox_.append(connection, import, record_of(actor, looked, {}));
  });
}

Status Desk::fail_import(const Actor& actor, const std::string& import, std::string_view message) {
  const Looked looked{
      .type = "import.end", .purpose = "detection", .subject = import, .about = "import/" + import};
  return options_.database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::set_import(
        connection, {.id = import, .state = "failed", .message = std::string(message)}));
    return outbox_.append(connection, import, record_of(actor, looked, "failed"));
  });
}

Result<std::vector<store::Import>> Desk::list_imports(const Actor& actor) {
  LODESTAR_TRY(check_may_triage(actor));
  std::vector<store::Import> imports;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    imports = LODESTAR_TRY(
        store::list_imports(connection, *options_.vault, actor.account.organisation.id));
    return {};
  }));
  return imports;
}

Result<store::LeadLine> Desk::line_of(const Actor& actor, std::string_view id) {
  LODESTAR_TRY(check_may_triage(actor));
  std::optional<store::LeadLine> lead;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    lead = LODESTAR_TRY(
        store::get_lead(connection, *options_.vault, actor.account.organisation.id, id));
    return {};
  }));
  return *std::move(lead);
}

void Desk::list_leads(const Actor& actor, const store::LeadQuery& asked, Done<LeadList> done) {
  if (const Status may = check_may_triage(actor); !may) return done(may.error());
  store::LeadQuery query = asked;
  query.organisation = actor.account.organisation.id;
  query.account = actor.account.id;
  LeadList list;
  const Status looked = options_.database->read([&](store::Connection& connection) -> Status {
    list.leads = LODESTAR_TRY(store::list_leads(connection, *options_.vault, query));
    list.counts = LODESTAR_TRY(store::count_leads(connection, query.organisation, query.account));
    return {};
  });
  if (!looked) return done(looked.error());
  release<LeadList>(actor,
                    {.type = "leads.list",
                     .purpose = "triage",
                     .subject = actor.account.id,
                     .about = "organisation/" + actor.account.organisation.id},
                    std::move(list), std::move(done));
}

Result<LeadPage> Desk::look(const Actor& actor, std::string_view id, store::LeadPart part) {
  LeadPage page{.lead = LODESTAR_TRY(line_of(actor, id))};
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    page.part = LODESTAR_TRY(store::get_part(connection, *options_.vault, page.lead, part));
    page.contacts = LODESTAR_TRY(store::contacts_of(connection, *options_.vault, page.lead));
    page.decisions = LODESTAR_TRY(store::decisions_of(connection, *options_.vault, page.lead));
    return {};
  }));
  return page;
}

void Desk::read_lead(const Actor& actor, std::string_view id, store::LeadPart part,
                     Done<LeadPage> done) {
  auto page = look(actor, id, part);
  if (!page) return done(page.error());
  const Looked looked{.type = part == store::LeadPart::page ? "lead.read" : "lead.network",
                      .purpose = "triage",
                      .subject = page->lead.import,
                      .about = "lead/" + page->lead.id};
  release<LeadPage>(actor, looked, *std::move(page), std::move(done));
}

void Desk::reveal_contact(const Actor& actor, std::string_view id, std::uint32_t number,
                          Done<Sensitive<std::string>> done) {
  const auto lead = line_of(actor, id);
  if (!lead) return done(lead.error());
  std::optional<Sensitive<std::string>> value;
  const Status found = options_.database->read([&](store::Connection& connection) -> Status {
    value = LODESTAR_TRY(store::get_contact(connection, *options_.vault, *lead, number)).value;
    return {};
  });
  if (!found) return done(found.error());
  release<Sensitive<std::string>>(actor,
                                  {.type = "contact.reveal",
                                   .purpose = "triage",
                                   .subject = lead->import,
                                   .about = fmt::format("lead/{}/contact/{}", lead->id, number)},
                                  *std::move(value), std::move(done));
}

void Desk::find_linked(const Actor& actor, const Sensitive<std::string>& value,
                       Done<LeadList> done) {
  if (const Status may = check_may_triage(actor); !may) return done(may.error());
  LeadList list;
  const Status looked = options_.database->read([&](store::Connection& connection) -> Status {
    list.leads = LODESTAR_TRY(
        store::find_linked(connection, *options_.vault, actor.account.organisation.id, value));
    return {};
  });
  if (!looked) return done(looked.error());
  release<LeadList>(actor,
                    {.type = "contact.search",
                     .purpose = "triage",
                     .subject = actor.account.id,
                     .about = "organisation/" + actor.account.organisation.id},
                    std::move(list), std::move(done));
}

void Desk::decide(const Actor& actor, std::string_view id, Deciding deciding,
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
  auto lead = line_of(actor, id);
  if (!lead) return done(lead.error());
  if (deciding.version && *deciding.version != lead->version) {
    return done(Error{Code::conflict,
                      "somebody has changed this lead since you opened it: look again, then "
                      "decide"});
  }
  auto decision_id = new_id();
  if (!decision_id) return done(decision_id.error());
  store::Decision decision{.id = *std::move(decision_id),
                           .lead = lead->id,
                           .account = actor.account.id,
                           .kind = std::string(kind->first),
                           .explanation = std::move(deciding.explanation),
                           .words = Sensitive(std::move(deciding.reason)),
                           .at_s = options_.now_s()};
  const Looked looked{.type = "lead.decide",
                      .purpose = "triage",
                      .subject = lead->import,
                      .about = "lead/" + lead->id};
  options_.database->write(
      [this, decision, lead = *lead, state = kind->second,
       record = record_of(actor, looked, decision.kind)](store::Connection& connection) -> Status {
        LODESTAR_TRY(store::add_decision(connection, *options_.vault, lead, decision, state));
        return outbox_.append(connection, lead.import, record);
      },
      [decision, done = std::move(done)](Status decided) mutable {
        if (decided) {
          done(std::move(decision));
        } else {
          done(decided.error());
        }
      });
}

void Desk::assign(const Actor& actor, std::string_view id, std::string account,
                  std::optional<std::uint64_t> version, Done<store::LeadLine> done) {
  auto lead = line_of(actor, id);
  if (!lead) return done(lead.error());
  if (version) lead->version = *version;
  const Looked looked{.type = "lead.assign",
                      .purpose = "triage",
                      .subject = lead->import,
                      .about = "lead/" + lead->id};
  options_.database->write(
      [this, account, lead = *lead,
       record = record_of(actor, looked, account)](store::Connection& connection) -> Status {
        if (!account.empty()) {
          const auto known =
              LODESTAR_TRY(store::find_account(connection, *options_.vault, account));
          if (!known) return Error{Code::invalid, "account: there is nobody of that name here"};
        }
        LODESTAR_TRY(store::assign(connection, lead, account));
        return outbox_.append(connection, lead.import, record);
      },
      [lead = *lead, account, done = std::move(done)](Status assigned) mutable {
        if (!assigned) return done(assigned.error());
        lead.assigned = account;
        lead.version++;
        done(std::move(lead));
      });
}

Result<std::vector<store::Doing>> Desk::recent(const Actor& actor, std::uint64_t before_s) {
  LODESTAR_TRY(check_may_triage(actor));
  constexpr std::size_t kPage = 50;
  std::vector<store::Doing> doings;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    doings = LODESTAR_TRY(
        store::recent_decisions(connection, actor.account.organisation.id, before_s, kPage));
    return {};
  }));
  return doings;
}

}  // namespace lodestar::desk
