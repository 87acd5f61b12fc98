// SPDX-License-Identifier: Apache-2.0
// A lead as a desk keeps it: what a list shows, what its page shows, its network, and apart from
// them its contacts, which the three name by number alone.
//
// Shapes   line, page and network are JSON objects, members of docs/spec/openapi.yaml's. A contact
//          in a text is written [kind:MARKn], n its number in the run and MARK what nobody who
//          writes postings knows; whatever else looks like a contact, [kind:hash].
// Units    postings; times ISO 8601 in UTC.
// Errors   none.
// Cost     linear in the lead's postings; what is long is cut: 8 templates, 500 groups, 4,000 days.
// Threads  pure.
// Source   none.
// Example  for (std::size_t i = 0; i < leads.size(); ++i) keep(document_of(found, i));
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/sensitive.h"
#include "detect/outputs.h"
#include "detect/weights.h"

namespace lodestar::detect {

struct LeadContact {
  std::uint32_t number = 0;
  std::string kind;
  Sensitive<std::string> value;
  std::uint32_t postings = 0;
};

struct LeadDocument {
  std::string id;
  std::int32_t tenths = 0;  // the score
  Sensitive<std::string> line, page, network;
  std::vector<LeadContact> contacts;  // most postings first
};

// What pseudonyms a run needs for it: contacts by number.
std::vector<std::string> number_contacts(const Contacts& contacts, std::string_view mark);
// `found` shows contacts by number, and has a key for what is none.
LeadDocument document_of(const Found& found, std::size_t lead);
// What a decision on it teaches. invalid: it is no page.
Result<Judgement> judgement_of(std::string_view page, bool is_accepted);

}  // namespace lodestar::detect
