// SPDX-License-Identifier: Apache-2.0
// Of Desk: finding leads. Titles are sealed, so words are looked for in one line after the other.
#include <algorithm>
#include <limits>
#include <utility>

#include "desk/desk.h"
#include "desk/internal/acts.h"
#include "desk/internal/search.h"
#include "table/json_value.h"
#include "text/identifiers.h"
#include "text/numbering_plan.h"
#include "text/typed.h"

namespace lodestar::desk {
namespace internal {
namespace {

using table::JsonValue;

constexpr std::size_t kMostWords = 8;

// Every text of the value, one a line.
void gather(const JsonValue& value, std::string& out) {
  if (const auto* const text = value.as<std::string>()) {
    out += *text;
    out += '\n';
  } else if (const auto* const array = value.as<JsonValue::Array>()) {
    for (const JsonValue& one : *array) gather(one, out);
  } else if (const auto* const object = value.as<JsonValue::Object>()) {
    for (const table::JsonMember& member : *object) gather(member.value, out);
  }
}

}  // namespace

std::vector<Sensitive<std::string>> contacts_in(const Sensitive<std::string>& typed) {
  static const text::IdentifierFinder finder(text::built_in_numbering_plan());
  std::vector<std::string> values{typed.reveal()};
  std::vector<text::Identifier> found;
  finder.find(typed.reveal(), {.expect_phone = true}, found);
  for (text::Identifier& one : found) values.push_back(std::move(one.value));
  if (auto handle = text::read_bare_handle(typed.reveal())) {
    values.push_back(*std::move(handle));
  }
  std::ranges::sort(values);
  const auto same = std::ranges::unique(values);
  values.erase(same.begin(), same.end());
  std::vector<Sensitive<std::string>> contacts;
  for (std::string& one : values) contacts.emplace_back(std::move(one));
  return contacts;
}

Words::Words(std::string_view typed) {
  const std::string folded = text::to_casefold(typed).value_or(std::string());
  std::string_view rest = folded;
  while (!rest.empty() && words_.size() < kMostWords) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (end > 0) words_.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

bool Words::are_in(std::string_view line) const {
  const auto document = table::parse_json_value(line);
  if (!document) return false;
  std::string texts;
  for (const std::string_view member : {"title", "summary", "subject", "reasons", "places"}) {
    if (const JsonValue* const value = document->find(member)) gather(*value, texts);
  }
  const std::string folded = text::to_casefold(texts).value_or(std::string());
  return std::ranges::all_of(words_,
                             [&](const std::string& word) { return folded.contains(word); });
}

}  // namespace internal

Result<std::vector<store::LeadLine>> Desk::leads_with(store::Connection& connection,
                                                      std::string_view organisation,
                                                      const Sensitive<std::string>& value) {
  std::vector<store::LeadLine> leads;
  for (const Sensitive<std::string>& contact : internal::contacts_in(value)) {
    for (store::LeadLine& lead :
         LODESTAR_TRY(store::find_linked(connection, *options_.vault, organisation, contact))) {
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

// Page by page, until as many are found as are asked for, or so many were looked at.
Result<std::vector<store::LeadLine>> Desk::search(store::Connection& connection,
                                                  store::LeadQuery query,
                                                  const Sensitive<std::string>& typed) {
  constexpr std::size_t kMostLooked = 20'000, kAtATime = 200;
  const internal::Words words(typed.reveal());
  const auto linked = LODESTAR_TRY(leads_with(connection, query.organisation, typed));
  const std::size_t most = std::exchange(query.most, kAtATime);
  std::vector<store::LeadLine> found;
  for (std::size_t looked = 0; looked < kMostLooked; looked += kAtATime) {
    auto lines = LODESTAR_TRY(store::list_leads(connection, *options_.vault, query));
    const bool is_last = lines.size() < kAtATime;
    if (!is_last) query.after = std::pair(lines.back().tenths, lines.back().id);
    for (store::LeadLine& line : lines) {
      const bool is_linked =
          std::ranges::find(linked, line.id, &store::LeadLine::id) != linked.end();
      if (!is_linked && !words.are_in(line.line.reveal())) continue;
      found.push_back(std::move(line));
      if (found.size() == most) return found;
    }
    if (is_last) break;
  }
  return found;
}

}  // namespace lodestar::desk
