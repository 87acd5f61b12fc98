// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/times.h"

#include <map>
#include <set>
#include <string_view>

namespace lodestar::detect::internal {
namespace {

using Reading = std::optional<TimeReading>;

// One number may be anything; a column of nothing else is of days as spreadsheets count them.
bool is_column_of_days(const Postings& postings, const TimesSeen& seen) {
  bool has_one = false;
  for (std::size_t row = seen.first_row; row < seen.end_row; ++row) {
    const std::string_view time = postings.get(Field::time, row);
    if (time.empty()) continue;
    if (!parse_serial_day(time)) return false;
    has_one = true;
  }
  return has_one;
}

Reading reading_of(DateOrder order) {
  return order == DateOrder::day_first ? TimeReading::day_first : TimeReading::month_first;
}

// Known rows that were skipped tell too.
Reading find_told(const Source& source, const TimesSeen& seen, const Postings& postings) {
  if (source.times) return source.times;
  if (is_column_of_days(postings, seen)) return TimeReading::serial_days;
  if (seen.orders.is_told()) return reading_of(seen.orders.best());
  return std::nullopt;
}

std::uint64_t read_rows(const TimesSeen& seen, Reading reading, Postings& postings) {
  std::uint64_t unknown = 0;
  for (std::size_t row = seen.first_row; row < seen.end_row; ++row) {
    const std::string_view time = postings.get(Field::time, row);
    if (time.empty()) continue;
    const auto when = read_time(time, reading);
    if (when) postings.set_time(row, *when);
    unknown += when ? 0 : 1;
  }
  return unknown;
}

// The orders that files of a name tell, and the dates of its kept files that are still open.
struct OfName {
  std::set<TimeReading> orders, kept_orders;
  std::uint64_t open_dates = 0;
};

void describe(const Source& source, const TimesSeen& seen, Reading told, const OfName& name,
              ReadAs& how) {
  how.has_days = told == TimeReading::serial_days;
  const bool is_order = told && !how.has_days;
  const bool is_of_others = !told && name.orders.size() == 1;
  how.is_order_told = is_order || is_of_others;
  how.is_order_of_earlier = is_of_others;
  if (seen.orders.ambiguous() > 0 && !how.has_days) {
    const Reading reading = is_of_others ? *name.orders.begin() : told;
    how.date_order =
        reading == TimeReading::month_first ? DateOrder::month_first : DateOrder::day_first;
  }
  if (source.is_kept || !is_order) return;
  how.is_other_order = !name.kept_orders.empty() &&
                       !name.kept_orders.contains(told.value_or(TimeReading::day_first));
  if (how.is_other_order) how.date_order = seen.orders.best();
  const bool turns = name.orders.size() == 1 && told == TimeReading::month_first;
  how.turned_dates = turns ? name.open_dates : 0;
  if (how.turned_dates > 0) how.date_order = DateOrder::month_first;
}

}  // namespace

void read_times(std::span<const Source> sources, std::span<const TimesSeen> seen,
                PostingsRead& read) {
  std::map<std::string_view, OfName> names;
  std::vector<Reading> told(sources.size());
  for (std::size_t i = 0; i < sources.size(); ++i) {
    told[i] = find_told(sources[i], seen[i], read.postings);
    OfName& name = names[sources[i].name];
    const Reading reading = told[i];
    if (reading && *reading != TimeReading::serial_days) {
      name.orders.insert(*reading);
      if (sources[i].is_kept) name.kept_orders.insert(*reading);
    } else if (!reading && sources[i].is_kept) {
      name.open_dates += seen[i].orders.ambiguous();
    }
  }
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const OfName& name = names[sources[i].name];
    ReadAs& how = read.read_as[i];
    describe(sources[i], seen[i], told[i], name, how);
    if (!told[i] && name.orders.size() == 1) told[i] = *name.orders.begin();
    if (told[i] != TimeReading::serial_days) {
      const bool is_month = told[i] == TimeReading::month_first;
      how.other_order_dates =
          seen[i].orders.telling(is_month ? DateOrder::day_first : DateOrder::month_first);
    }
    how.unknown_times = read_rows(seen[i], told[i], read.postings);
    read.unknown_times += how.unknown_times;
    read.postings.set_time_reading(static_cast<std::uint16_t>(i), told[i]);
  }
}

}  // namespace lodestar::detect::internal
