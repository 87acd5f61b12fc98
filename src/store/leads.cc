// SPDX-License-Identifier: Apache-2.0
#include "store/leads.h"

#include <limits>
#include <utility>

#include "base/base64.h"

namespace lodestar::store {
namespace {

constexpr std::string_view kImportName = "import.name", kImportMessage = "import.message",
                           kLine = "lead.line", kPage = "lead.page", kNetwork = "lead.network",
                           kContact = "lead.contact", kWords = "decision.words";
// So that one number is found whatever it was read as.
constexpr std::string_view kAnyKind = "contact";

Error no_lead() { return {Code::not_found, "there is no such lead here"}; }

std::uint64_t count_in(const Row& row, int column) {
  return static_cast<std::uint64_t>(row.number(column));
}

// Columns 0 to 6.
LeadLine line_in(const Row& row) {
  return {.id = std::string(row.text(0)),
          .import = std::string(row.text(1)),
          .state = std::string(row.text(2)),
          .version = count_in(row, 3),
          .tenths = static_cast<std::int32_t>(row.number(4)),
          .assigned = std::string(row.text(5)),
          .line = Sensitive(std::string(row.as_bytes(6)))};
}

// Columns 0 to 6; the words sealed.
Decision decision_in(const Row& row) {
  return {.id = std::string(row.text(0)),
          .lead = std::string(row.text(1)),
          .account = std::string(row.text(2)),
          .kind = std::string(row.text(3)),
          .explanation = std::string(row.text(4)),
          .words = Sensitive(std::string(row.as_bytes(6))),
          .at_s = count_in(row, 5)};
}

Status open_lines(Connection& connection, Vault& vault, std::vector<LeadLine>& leads) {
  for (LeadLine& lead : leads) {
    lead.line = LODESTAR_TRY(vault.open(connection, lead.import, kLine, lead.line.reveal()));
  }
  return {};
}

}  // namespace

Status add_import(Connection& connection, Vault& vault, const Import& import) {
  LODESTAR_TRY(vault.begin(connection, import.id));
  const std::string name =
      LODESTAR_TRY(vault.seal(connection, import.id, kImportName, import.name));
  LODESTAR_TRY(connection.execute(
      "insert into import (id, organisation, account, name, state, message, postings, leads, "
      "made_s) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {std::string_view(import.id), std::string_view(import.organisation),
       std::string_view(import.account), bytes(name), std::string_view(import.state),
       std::string_view(), number(import.postings), number(import.leads), number(import.made_s)}));
  return {};
}

Status set_import(Connection& connection, Vault& vault, const Import& import) {
  std::string message;
  if (!import.message.reveal().empty()) {
    const auto sealed = vault.seal(connection, import.id, kImportMessage, import.message);
    if (!sealed && sealed.error().code != Code::not_found) return sealed.error();
    if (sealed) message = to_base64(*sealed);  // else it was erased meanwhile
  }
  LODESTAR_TRY(connection.execute(
      "update import set state = $1, message = $2, postings = $3, leads = $4 where id = $5",
      {std::string_view(import.state), std::string_view(message), number(import.postings),
       number(import.leads), std::string_view(import.id)}));
  return {};
}

Status fail_running(Connection& connection) {
  LODESTAR_TRY(connection.execute(
      "update import set state = 'failed', message = '' where state in ('queued', 'running')", {}));
  return {};
}

Result<std::vector<Import>> list_imports(Connection& connection, Vault& vault,
                                         std::string_view organisation) {
  std::vector<Import> imports;
  LODESTAR_TRY(connection.query(
      "select id, organisation, account, name, state, message, postings, leads, made_s from import "
      "where organisation = $1 order by made_s desc, id",
      {organisation}, [&](const Row& row) {
        imports.push_back({.id = std::string(row.text(0)),
                           .organisation = std::string(row.text(1)),
                           .account = std::string(row.text(2)),
                           .name = Sensitive(std::string(row.as_bytes(3))),
                           .state = std::string(row.text(4)),
                           .message = Sensitive(std::string(row.text(5))),
                           .postings = count_in(row, 6),
                           .leads = count_in(row, 7),
                           .made_s = count_in(row, 8)});
      }));
  for (Import& import : imports) {
    import.name =
        LODESTAR_TRY(vault.open(connection, import.id, kImportName, import.name.reveal()));
    const auto message = from_base64(import.message.reveal());
    if (!message) return Error{Code::corrupt, "the message of an import is damaged"};
    if (message->empty()) continue;
    import.message = LODESTAR_TRY(vault.open(connection, import.id, kImportMessage, *message));
  }
  return imports;
}

Result<Sensitive<std::string>> name_of_import(Connection& connection, Vault& vault,
                                              std::string_view id) {
  std::optional<std::string> sealed;
  LODESTAR_TRY(connection.query("select name from import where id = $1", {id},
                                [&](const Row& row) { sealed = row.as_bytes(0); }));
  if (!sealed) return Error{Code::not_found, "there is no such import"};
  return vault.open(connection, id, kImportName, *sealed);
}

Status add_lead(Connection& connection, Vault& vault, const NewLead& lead) {
  const auto seal = [&](std::string_view context, const Sensitive<std::string>& what) {
    return vault.seal(connection, lead.import, context, what);
  };
  const std::string line = LODESTAR_TRY(seal(kLine, lead.line));
  const std::string page = LODESTAR_TRY(seal(kPage, lead.page));
  const std::string network = LODESTAR_TRY(seal(kNetwork, lead.network));
  LODESTAR_TRY(connection.execute(
      "insert into lead (id, organisation, import, tenths, state, version, line, page, network) "
      "values ($1, $2, $3, $4, 'open', 1, $5, $6, $7)",
      {std::string_view(lead.id), std::string_view(lead.organisation),
       std::string_view(lead.import), std::int64_t{lead.tenths}, bytes(line), bytes(page),
       bytes(network)}));
  for (const NewContact& contact : lead.contacts) {
    const std::string value = LODESTAR_TRY(seal(kContact, contact.value));
    const std::string name = vault.name_of(lead.organisation, kAnyKind, contact.value);
    LODESTAR_TRY(connection.execute(
        "insert into contact (lead, number, organisation, name, kind, value, postings) "
        "values ($1, $2, $3, $4, $5, $6, $7)",
        {std::string_view(lead.id), number(contact.number), std::string_view(lead.organisation),
         std::string_view(name), std::string_view(contact.kind), bytes(value),
         number(contact.postings)}));
  }
  return {};
}

Result<std::vector<LeadLine>> list_leads(Connection& connection, Vault& vault,
                                         const LeadQuery& query) {
  using Which = LeadQuery::Which;
  const auto after =
      query.after.value_or(std::pair(std::numeric_limits<std::int32_t>::max(), std::string()));
  std::vector<LeadLine> leads;
  const auto take = [&](const Row& row) { leads.push_back(line_in(row)); };
  const std::initializer_list<Value> parameters = {query.organisation, std::int64_t{after.first},
                                                   std::string_view(after.second),
                                                   number(query.most), query.account};
  // Each is a statement of its own, so that each has its index.
  switch (query.which) {
    case Which::open:
      LODESTAR_TRY(connection.query(
          "select id, import, state, version, tenths, assigned, line from lead "
          "where organisation = $1 and state = 'open' and (tenths < $2 or (tenths = $2 and "
          "id > $3)) and $5 <> '' order by tenths desc, id limit $4",
          parameters, take));
      break;
    case Which::decided:
      LODESTAR_TRY(connection.query(
          "select id, import, state, version, tenths, assigned, line from lead "
          "where organisation = $1 and state <> 'open' and (tenths < $2 or (tenths = $2 and "
          "id > $3)) and $5 <> '' order by tenths desc, id limit $4",
          parameters, take));
      break;
    case Which::mine:
      LODESTAR_TRY(connection.query(
          "select id, import, state, version, tenths, assigned, line from lead "
          "where organisation = $1 and assigned = $5 and (tenths < $2 or (tenths = $2 and "
          "id > $3)) order by tenths desc, id limit $4",
          parameters, take));
      break;
    case Which::fresh:
      LODESTAR_TRY(connection.query(
          "select id, import, state, version, tenths, assigned, line from lead "
          "where organisation = $1 and state = 'open' and (tenths < $2 or (tenths = $2 and "
          "id > $3)) and import in (select id from import where organisation = $1 and "
          "made_s > $5) order by tenths desc, id limit $4",
          {query.organisation, std::int64_t{after.first}, std::string_view(after.second),
           number(query.most), number(query.since_s)},
          take));
      break;
    case Which::came:
      LODESTAR_TRY(connection.query(
          "select id, import, state, version, tenths, assigned, line from lead "
          "where organisation = $1 and (tenths < $2 or (tenths = $2 and id > $3)) and import in "
          "(select id from import where organisation = $1 and made_s > $5) "
          "order by tenths desc, id limit $4",
          {query.organisation, std::int64_t{after.first}, std::string_view(after.second),
           number(query.most), number(query.since_s)},
          take));
      break;
    case Which::all:
      LODESTAR_TRY(connection.query(
          "select id, import, state, version, tenths, assigned, line from lead "
          "where organisation = $1 and (tenths < $2 or (tenths = $2 and id > $3)) and $5 <> '' "
          "order by tenths desc, id limit $4",
          parameters, take));
      break;
  }
  LODESTAR_TRY(open_lines(connection, vault, leads));
  return leads;
}

Result<LeadCounts> count_leads(Connection& connection, const LeadQuery& query) {
  LeadCounts counts;
  LODESTAR_TRY(connection.query(
      "select sum(case when state = 'open' then 1 else 0 end), "
      "sum(case when assigned = $2 and state = 'open' then 1 else 0 end), "
      "sum(case when state <> 'open' then 1 else 0 end) from lead where organisation = $1",
      {query.organisation, query.account}, [&](const Row& row) {
        counts = {.open = count_in(row, 0), .mine = count_in(row, 1), .decided = count_in(row, 2)};
      }));
  LODESTAR_TRY(connection.query(
      "select count(*) from lead where organisation = $1 and state = 'open' and import in "
      "(select id from import where organisation = $1 and made_s > $2)",
      {query.organisation, number(query.since_s)},
      [&](const Row& row) { counts.fresh = count_in(row, 0); }));
  return counts;
}

Result<LeadCounts> count_undecided(Connection& connection, const LeadQuery& query) {
  LeadCounts counts;
  LODESTAR_TRY(connection.query("select count(*) from lead where organisation = $1",
                                {query.organisation},
                                [&](const Row& row) { counts.open = count_in(row, 0); }));
  LODESTAR_TRY(
      connection.query("select count(*) from lead where organisation = $1 and import in "
                       "(select id from import where organisation = $1 and made_s > $2)",
                       {query.organisation, number(query.since_s)},
                       [&](const Row& row) { counts.fresh = count_in(row, 0); }));
  return counts;
}

Result<LeadLine> get_lead(Connection& connection, Vault& vault, std::string_view organisation,
                          std::string_view id) {
  std::vector<LeadLine> leads;
  LODESTAR_TRY(
      connection.query("select id, import, state, version, tenths, assigned, line from lead "
                       "where id = $1 and organisation = $2",
                       {id, organisation}, [&](const Row& row) { leads.push_back(line_in(row)); }));
  if (leads.empty()) return no_lead();
  LODESTAR_TRY(open_lines(connection, vault, leads));
  return std::move(leads.front());
}

Result<Sensitive<std::string>> get_part(Connection& connection, Vault& vault, const LeadLine& lead,
                                        LeadPart part) {
  std::optional<std::string> sealed;
  const auto take = [&](const Row& row) { sealed = row.as_bytes(0); };
  const bool is_page = part == LeadPart::page;
  LODESTAR_TRY(connection.query(is_page
                                    ? std::string_view("select page from lead where id = $1")
                                    : std::string_view("select network from lead where id = $1"),
                                {std::string_view(lead.id)}, take));
  if (!sealed) return no_lead();
  return vault.open(connection, lead.import, is_page ? kPage : kNetwork, *sealed);
}

Result<std::vector<JudgedPage>> judged_pages(Connection& connection, Vault& vault,
                                             std::string_view organisation, std::size_t most) {
  std::vector<JudgedPage> pages;
  LODESTAR_TRY(connection.query(
      "select l.import, l.state, l.page from lead l where l.organisation = $1 and "
      "l.state in ('accepted', 'handed_over', 'benign') order by "
      "(select max(d.at_s) from decision d where d.lead = l.id) desc, l.id limit $2",
      {organisation, number(most)}, [&](const Row& row) {
        pages.push_back({.import = std::string(row.text(0)),
                         .state = std::string(row.text(1)),
                         .page = Sensitive(std::string(row.as_bytes(2)))});
      }));
  for (JudgedPage& one : pages) {
    one.page = LODESTAR_TRY(vault.open(connection, one.import, kPage, one.page.reveal()));
  }
  return pages;
}

Result<std::vector<LeadContact>> contacts_of(Connection& connection, Vault& vault,
                                             const LeadLine& lead) {
  std::vector<LeadContact> contacts;
  LODESTAR_TRY(connection.query(
      "select number, kind, value, postings from contact where lead = $1 "
      "order by postings desc, number",
      {std::string_view(lead.id)}, [&](const Row& row) {
        contacts.push_back({.number = static_cast<std::uint32_t>(row.number(0)),
                            .kind = std::string(row.text(1)),
                            .value = Sensitive(std::string(row.as_bytes(2))),
                            .postings = static_cast<std::uint32_t>(row.number(3))});
      }));
  for (LeadContact& contact : contacts) {
    contact.value =
        LODESTAR_TRY(vault.open(connection, lead.import, kContact, contact.value.reveal()));
  }
  return contacts;
}

Result<LeadContact> get_contact(Connection& connection, Vault& vault, const LeadLine& lead,
                                std::uint32_t number) {
  std::optional<LeadContact> found;
  LODESTAR_TRY(
      connection.query("select kind, value, postings from contact where lead = $1 and number = $2",
                       {std::string_view(lead.id), store::number(number)}, [&](const Row& row) {
                         found = {.number = number,
                                  .kind = std::string(row.text(0)),
                                  .value = Sensitive(std::string(row.as_bytes(1))),
                                  .postings = static_cast<std::uint32_t>(row.number(2))};
                       }));
  if (found) {
    found->value =
        LODESTAR_TRY(vault.open(connection, lead.import, kContact, found->value.reveal()));
    return *std::move(found);
  }
  return Error{Code::not_found, "the lead has no such contact"};
}

Result<std::vector<LeadLine>> find_linked(Connection& connection, Vault& vault,
                                          std::string_view organisation,
                                          const Sensitive<std::string>& value) {
  const std::string name = vault.name_of(organisation, kAnyKind, value);
  std::vector<LeadLine> leads;
  LODESTAR_TRY(connection.query(
      "select id, import, state, version, tenths, assigned, line from lead where id in "
      "(select lead from contact where organisation = $1 and name = $2) "
      "order by tenths desc, id",
      {organisation, std::string_view(name)},
      [&](const Row& row) { leads.push_back(line_in(row)); }));
  LODESTAR_TRY(open_lines(connection, vault, leads));
  return leads;
}

Status add_decision(Connection& connection, Vault& vault, const LeadLine& lead,
                    const Decision& decision, std::string_view state) {
  const std::uint64_t changed = LODESTAR_TRY(connection.execute(
      "update lead set state = $1, version = version + 1 where id = $2 and version = $3",
      {state, std::string_view(lead.id), number(lead.version)}));
  if (changed == 0) {
    return Error{Code::conflict,
                 "somebody has changed this lead since you opened it: look again, then decide"};
  }
  const std::string words =
      LODESTAR_TRY(vault.seal(connection, lead.import, kWords, decision.words));
  LODESTAR_TRY(connection.execute(
      "insert into decision (id, lead, account, kind, explanation, words, at_s) "
      "values ($1, $2, $3, $4, $5, $6, $7)",
      {std::string_view(decision.id), std::string_view(lead.id), std::string_view(decision.account),
       std::string_view(decision.kind), std::string_view(decision.explanation), bytes(words),
       number(decision.at_s)}));
  return {};
}

Status assign(Connection& connection, const LeadLine& lead, std::string_view account) {
  const std::uint64_t changed = LODESTAR_TRY(connection.execute(
      "update lead set assigned = $1, version = version + 1 where id = $2 and version = $3",
      {text_or_null(account), std::string_view(lead.id), number(lead.version)}));
  if (changed == 0) {
    return Error{Code::conflict, "somebody has changed this lead since you opened it"};
  }
  return {};
}

Result<std::optional<Decision>> find_decision(Connection& connection, Vault& vault,
                                              std::string_view organisation, std::string_view id) {
  std::optional<Decision> found;
  std::string import;
  LODESTAR_TRY(connection.query(
      "select d.id, d.lead, d.account, d.kind, d.explanation, d.at_s, d.words, l.import "
      "from decision d join lead l on l.id = d.lead where d.id = $1 and l.organisation = $2",
      {id, organisation}, [&](const Row& row) {
        found = decision_in(row);
        import = row.text(7);
      }));
  if (found) {
    found->words = LODESTAR_TRY(vault.open(connection, import, kWords, found->words.reveal()));
  }
  return found;
}

Result<std::vector<Decision>> decisions_of(Connection& connection, Vault& vault,
                                           const LeadLine& lead) {
  std::vector<Decision> decisions;
  LODESTAR_TRY(connection.query(
      "select id, lead, account, kind, explanation, at_s, words from decision where lead = $1 "
      "order by at_s, id",
      {std::string_view(lead.id)}, [&](const Row& row) { decisions.push_back(decision_in(row)); }));
  for (Decision& decision : decisions) {
    decision.words =
        LODESTAR_TRY(vault.open(connection, lead.import, kWords, decision.words.reveal()));
  }
  return decisions;
}

Result<Sensitive<std::string>> open_line(Connection& connection, Vault& vault,
                                         std::string_view import, std::string_view sealed) {
  return vault.open(connection, import, kLine, sealed);
}

Result<std::vector<Doing>> recent_decisions(Connection& connection, Vault& vault,
                                            std::string_view organisation, std::uint64_t before_s,
                                            std::size_t most) {
  std::vector<Doing> doings;
  LODESTAR_TRY(
      connection.query("select d.id, d.lead, d.account, d.kind, d.explanation, d.at_s, l.import, "
                       "l.line from decision d "
                       "join lead l on l.id = d.lead where l.organisation = $1 and d.at_s < $2 "
                       "order by d.at_s desc, d.id limit $3",
                       {organisation, number(before_s), number(most)}, [&](const Row& row) {
                         doings.push_back({.decision = {.id = std::string(row.text(0)),
                                                        .lead = std::string(row.text(1)),
                                                        .account = std::string(row.text(2)),
                                                        .kind = std::string(row.text(3)),
                                                        .explanation = std::string(row.text(4)),
                                                        .words = {},
                                                        .at_s = count_in(row, 5)},
                                           .import = std::string(row.text(6)),
                                           .line = Sensitive(std::string(row.as_bytes(7)))});
                       }));
  for (Doing& one : doings) {
    one.line = LODESTAR_TRY(open_line(connection, vault, one.import, one.line.reveal()));
  }
  return doings;
}

}  // namespace lodestar::store
