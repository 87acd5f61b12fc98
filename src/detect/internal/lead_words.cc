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
    if ((one.evidence.points < 0) != against || count++ == kMostReasons) continue;
    text += (text.empty() ? "" : ", ") + one.title;
  }
  return text;
}

}  // namespace

std::string write_title(const Candidate& candidate, std::span<const Shown> shown,
                        const LeadContext& context) {
  const std::string& finding = shown.front().title;
  std::string subject = shown.front().subject;
  if (subject.empty()) {
    const int sector = find_sector(candidate.rows, context);
    if (sector >= 0) subject = context.indicators.sectors[static_cast<std::size_t>(sector)].title;
  }
  return subject.empty() ? with_initial(finding, Initial::large) : subject + ", " + finding;
}

std::string write_summary(const Candidate& candidate, std::span<const Shown> shown,
                          const LeadContext& context) {
  std::set<std::string_view> places;
  std::set<std::uint32_t> contacts;
  for (const std::uint32_t row : candidate.rows) {
    const auto place = context.run.postings.get(Field::place, row);
    if (!place.empty()) places.insert(place);
    for (const Occurrence& seen : context.run.contacts.of(row)) {
      if (is_direct(context.run.contacts.all[seen.contact].kind)) contacts.insert(seen.contact);
    }
  }
  std::string text = counted(candidate.rows.size(), "posting", "postings");
  if (!places.empty()) text += " in " + count_of(places.size(), "place", "places");
  if (!contacts.empty()) text += " with " + count_of(contacts.size(), "contact", "contacts");
  text += ". Worth a look because of " + reasons(shown, false);
  const std::string against = reasons(shown, true);
  return text + (against.empty() ? "." : "; against it speaks that " + against + ".");
}

}  // namespace lodestar::detect::internal
