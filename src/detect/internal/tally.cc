// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/tally.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace lodestar::detect {
namespace {

void append_two_digits(std::string& out, unsigned value) {
  out += static_cast<char>('0' + value / 10);
  out += static_cast<char>('0' + value % 10);
}

}  // namespace

Tally tally(const RunView& run, const Cluster& cluster) {
  Tally result;
  std::vector<std::string_view> places;
  std::vector<std::uint32_t> contacts, own;
  for (const Member& member : run.clusters.members_of(cluster)) {
    const std::int64_t time = run.postings.time(member.posting);
    if (time != kNoTime) {
      result.first = result.first == kNoTime ? time : std::min(result.first, time);
      result.last = std::max(result.last, time);
    }
    const auto place = run.postings.get(Field::place, member.posting);
    if (!place.empty()) places.push_back(place);
    own.clear();
    for (const Occurrence& occurrence : run.contacts.of(member.posting)) {
      own.push_back(occurrence.contact);
    }
    std::ranges::sort(own);
    own.erase(std::ranges::unique(own).begin(), own.end());
    contacts.insert(contacts.end(), own.begin(), own.end());
  }
  result.places = count_runs(places);
  result.contacts = count_runs(contacts);
  return result;
}

void append_utc(std::string& out, std::int64_t seconds) {
  if (seconds == kNoTime) return;
  const std::chrono::sys_seconds time{std::chrono::seconds{seconds}};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  const int year = static_cast<int>(date.year());
  if (year < 0) out += '-';
  append_two_digits(out, static_cast<unsigned>(std::abs(year)) / 100);
  append_two_digits(out, static_cast<unsigned>(std::abs(year)) % 100);
  out += '-';
  append_two_digits(out, static_cast<unsigned>(date.month()));
  out += '-';
  append_two_digits(out, static_cast<unsigned>(date.day()));
  out += 'T';
  append_two_digits(out, static_cast<unsigned>(clock.hours().count()));
  out += ':';
  append_two_digits(out, static_cast<unsigned>(clock.minutes().count()));
  out += ':';
  append_two_digits(out, static_cast<unsigned>(clock.seconds().count()));
  out += 'Z';
}

}  // namespace lodestar::detect
