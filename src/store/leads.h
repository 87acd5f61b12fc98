// SPDX-License-Identifier: Apache-2.0
// Imports, their leads, and what people decided about them, as rows.
//
// Shapes   the subject of a lead is its import: line, page, network, contacts and the words of
//          decisions are sealed under the import's key. A lead's version grows with each change.
// Units    seconds since 1970; tenths of a point.
// Errors   those of the database and of the vault; not_found; conflict: the lead is of another
//          version by now.
// Cost     a look-up by key, or by an index in the order asked for.
// Threads  those of the connection.
// Source   none.
// Example  const auto leads = LODESTAR_TRY(list_leads(connection, vault, {.organisation = id}));
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sensitive.h"
#include "store/connection.h"
#include "store/vault.h"

namespace lodestar::store {

struct Import {
  std::string id, organisation, account;
  Sensitive<std::string> name;  // of the file
  std::string state;
  Sensitive<std::string> message{};  // why it failed, which may repeat what stands in the file
  std::uint64_t postings = 0, leads = 0, made_s = 0;
};
// In a change; makes the import's key.
Status add_import(Connection& connection, Vault& vault, const Import& import);
Status set_import(Connection& connection, Vault& vault,
                  const Import& import);  // state, message, counts
// Those that wait or run: whoever ran them has ended.
Status fail_running(Connection& connection);
// not_found: there is no such import.
Result<Sensitive<std::string>> name_of_import(Connection& connection, Vault& vault,
                                              std::string_view id);
Result<std::vector<Import>> list_imports(Connection& connection, Vault& vault,
                                         std::string_view organisation);

struct NewContact {
  std::uint32_t number = 0;
  std::string kind;
  Sensitive<std::string> value;
  std::uint32_t postings = 0;
};
struct NewLead {
  std::string id, organisation, import;
  std::int32_t tenths = 0;
  Sensitive<std::string> line, page, network;
  std::vector<NewContact> contacts;
};
Status add_lead(Connection& connection, Vault& vault, const NewLead& lead);

struct LeadLine {
  std::string id, import, state;
  std::uint64_t version = 0;
  std::int32_t tenths = 0;
  std::string assigned;         // an account's id; empty: nobody
  Sensitive<std::string> line;  // as detect/lead_documents.h wrote it
};
struct LeadQuery {
  std::string_view organisation, account;
  // fresh: open, of an import that began after `since_s`.
  // came: of such an import, whatever was decided.
  enum class Which : std::uint8_t { open, decided, mine, fresh, came, all } which = Which::open;
  std::uint64_t since_s = 0;
  std::optional<std::pair<std::int32_t, std::string>> after;  // tenths and id of the last one seen
  std::size_t most = 50;
};
// The highest score first.
Result<std::vector<LeadLine>> list_leads(Connection& connection, Vault& vault,
                                         const LeadQuery& query);
struct LeadCounts {
  std::uint64_t open = 0, mine = 0, decided = 0, fresh = 0;
};
Result<LeadCounts> count_leads(Connection& connection, const LeadQuery& query);
// As if nothing had been decided.
Result<LeadCounts> count_undecided(Connection& connection, const LeadQuery& query);
// not_found: nowhere, or another organisation's.
Result<LeadLine> get_lead(Connection& connection, Vault& vault, std::string_view organisation,
                          std::string_view id);
enum class LeadPart : std::uint8_t { page, network };
Result<Sensitive<std::string>> get_part(Connection& connection, Vault& vault, const LeadLine& lead,
                                        LeadPart part);
// Of those that are accepted, handed over or benign now, the latest decided first.
struct JudgedPage {
  std::string import, state;
  Sensitive<std::string> page;
};
Result<std::vector<JudgedPage>> judged_pages(Connection& connection, Vault& vault,
                                             std::string_view organisation, std::size_t most);
struct LeadContact {
  std::uint32_t number = 0;
  std::string kind;
  Sensitive<std::string> value;
  std::uint32_t postings = 0;
};
Result<std::vector<LeadContact>> contacts_of(Connection& connection, Vault& vault,
                                             const LeadLine& lead);
Result<LeadContact> get_contact(Connection& connection, Vault& vault, const LeadLine& lead,
                                std::uint32_t number);
// The leads that hold the value, under any kind of contact.
Result<std::vector<LeadLine>> find_linked(Connection& connection, Vault& vault,
                                          std::string_view organisation,
                                          const Sensitive<std::string>& value);

struct Decision {
  std::string id, lead, account, kind, explanation;
  Sensitive<std::string> words;
  std::uint64_t at_s = 0;
};
// In a change. `version` is the one the decision was made on; `state` is what the lead is now.
Status add_decision(Connection& connection, Vault& vault, const LeadLine& lead,
                    const Decision& decision, std::string_view state);
Status assign(Connection& connection, const LeadLine& lead, std::string_view account);
// None: nowhere, or another organisation's.
Result<std::optional<Decision>> find_decision(Connection& connection, Vault& vault,
                                              std::string_view organisation, std::string_view id);
Result<std::vector<Decision>> decisions_of(Connection& connection, Vault& vault,
                                           const LeadLine& lead);
struct Doing {
  Decision decision;
  std::string import;
  Sensitive<std::string> line;  // of its lead
};
// The newest first.
Result<std::vector<Doing>> recent_decisions(Connection& connection, Vault& vault,
                                            std::string_view organisation, std::uint64_t before_s,
                                            std::size_t most);
// As a lead's; for what tells of one.
Result<Sensitive<std::string>> open_line(Connection& connection, Vault& vault,
                                         std::string_view import, std::string_view sealed);

}  // namespace lodestar::store
