// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/lead_words.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "base/counted.h"
#include "detect/internal/group_tables.h"

namespace lodestar::detect::internal {
namespace {

constexpr std::size_t kMostReasons = 3;

std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
  return number_in_words(static_cast<std::int64_t>(count)) + ' ' +
         std::string(count == 1 ? one : many);
}

std::string reasons(std::span<const Shown> shown, bool against) {
  std::string text;
  std::size_t count = 0;
  for (const Shown& one : shown) {
    if ((one.evidence.points < 0) != against || count++ >= kMostReasons) continue;
    text += (text.empty() ? "" : "; ") + one.title;
  }
  return text;
}

// What the finding is about, or most of the postings; at most two.
std::vector<int> sectors_of(const Candidate& candidate, std::span<const Shown> shown,
                            const LeadContext& context) {
  if (!shown.front().subject.empty()) return shown.front().subject;
  const int sector = find_sector(candidate.rows, context);
  return sector < 0 ? std::vector<int>() : std::vector<int>{sector};
}

}  // namespace

std::string write_title(const Candidate& candidate, std::span<const Shown> shown,
                        const LeadContext& context) {
  const std::string& finding = shown.front().title;
  std::string subject;
  for (const int sector : sectors_of(candidate, shown, context)) {
    const auto& title = context.indicators.sectors[static_cast<std::size_t>(sector)].title;
    subject += subject.empty() ? title : " and " + with_initial(title, Initial::small);
  }
  return subject.empty() ? with_initial(finding, Initial::large) : subject + ", " + finding;
}

std::vector<std::string> subject_of(const Candidate& candidate, std::span<const Shown> shown,
                                    const LeadContext& context) {
  std::vector<std::string> ids;
  for (const int sector : sectors_of(candidate, shown, context)) {
    ids.push_back(context.indicators.sectors[static_cast<std::size_t>(sector)].id);
  }
  return ids;
}

std::uint32_t count_contacts(const Candidate& candidate, const LeadContext& context) {
  std::set<std::uint32_t> contacts;
  for (const std::uint32_t row : candidate.rows) {
    for (const Occurrence& seen : context.run.contacts.of(row)) {
      const bool is_cut = context.weak_contact[seen.contact];
      if (!is_cut && is_direct(context.run.contacts.all[seen.contact].kind)) {
        contacts.insert(seen.contact);
      }
    }
  }
  return static_cast<std::uint32_t>(contacts.size());
}

std::string write_summary(const Candidate& candidate, std::span<const Shown> shown,
                          std::uint32_t contacts, const LeadContext& context) {
  std::set<std::string_view> places;
  for (const std::uint32_t row : candidate.rows) {
    const auto place = context.run.postings.get(Field::place, row);
    if (!place.empty()) places.insert(place);
  }
  std::string text = counted(candidate.rows.size() + candidate.told.size(), "posting", "postings");
  if (!places.empty()) text += " in " + count_of(places.size(), "place", "places");
  if (contacts > 0) text += " with " + count_of(contacts, "contact", "contacts");
  text += ". Why look: " + reasons(shown, false) + ".";
  const std::string against = reasons(shown, true);
  return against.empty() ? text : text + " Why maybe not: " + against + ".";
}

}  // namespace lodestar::detect::internal
