// SPDX-License-Identifier: Apache-2.0
#include "detect/movement.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/dice.h"
#include "support/run_builder.h"

namespace lodestar::detect {
namespace {

using testing::Dice;
using testing::RunBuilder;

// "A A B . C": one sighting a letter, a day apart; a dot is a day without.
std::vector<Whereabouts> days(std::string_view letters) {
  std::vector<Whereabouts> seen;
  for (std::size_t i = 0; i < letters.size(); ++i)
    if (letters[i] != '.')
      seen.push_back(
          {RunBuilder::day(static_cast<int>(i)), static_cast<std::uint32_t>(letters[i] - 'A' + 1)});
  return seen;
}
std::string stops(const std::vector<Trip>& trips) {
  std::string text;
  for (const Trip& trip : trips) {
    if (!text.empty()) text += ' ';
    for (const Trip::Stop& stop : trip.stops) text += static_cast<char>('A' + stop.place - 1);
  }
  return text;
}

TEST(Circuits, three_places_within_five_days_are_a_circuit) {
  EXPECT_EQ(stops(find_trips(days("AABBC"))), "ABC");
  EXPECT_EQ(stops(find_trips(days("A.BC"))), "ABC");
}
TEST(Circuits, two_places_or_too_slow_a_pace_are_none) {
  EXPECT_EQ(stops(find_trips(days("AABBAB"))), "");
  EXPECT_EQ(stops(find_trips(days("A....B....C"))), "");
  EXPECT_EQ(stops(find_trips(days("AAA.......BBB.....CCC"))), "");
}
TEST(Circuits, a_pause_ends_one_and_the_next_begins) {
  EXPECT_EQ(stops(find_trips(days("AABC..........DDEFA"))), "ABC DEFA");
}
TEST(Circuits, a_tour_may_come_round_again) {
  EXPECT_EQ(stops(find_trips(days("AABBCCAABBCC"))), "ABCABC");
}
TEST(Circuits, places_posted_side_by_side_are_no_movement) {
  Dice dice(1);
  std::vector<Whereabouts> seen;
  for (int i = 0; i < 60; ++i) seen.push_back({RunBuilder::day(i / 4), 1 + dice.below(4)});
  std::ranges::sort(seen, {}, &Whereabouts::time);
  EXPECT_TRUE(find_trips(seen).empty());
}
TEST(Circuits, more_than_ten_places_in_five_days_are_spam) {
  std::vector<Whereabouts> seen;
  for (std::uint32_t i = 0; i < 14; ++i) seen.push_back({RunBuilder::day(1) + 3600 * i, i + 1});
  EXPECT_TRUE(find_trips(seen).empty());
}

Activity quiet() { return Activity({}); }

TEST(Bursts, many_postings_in_a_day_stand_out_from_a_slow_rate) {
  std::vector<std::int64_t> times;
  for (int d = 1; d <= 60; d += 4) times.push_back(RunBuilder::day(d));
  for (int i = 0; i < 12; ++i) times.push_back(RunBuilder::day(30) + 600 * i);
  std::ranges::sort(times);
  const auto bursts = find_bursts(times, quiet());
  ASSERT_EQ(bursts.size(), 1U);
  EXPECT_GE(bursts[0].postings, 12U);
  EXPECT_NEAR(bursts[0].expected, 27.0 / 58, .05);
  EXPECT_GE(bursts[0].start, RunBuilder::day(29));
  EXPECT_LE(bursts[0].end, RunBuilder::day(31));
}
TEST(Bursts, a_steady_rate_has_none) {
  std::vector<std::int64_t> times;
  for (int d = 1; d <= 60; ++d)
    for (int i = 0; i < 6; ++i) times.push_back(RunBuilder::day(d) + 3600 * i);
  EXPECT_TRUE(find_bursts(times, quiet()).empty());
}
TEST(Bursts, when_everybody_posts_more_nobody_bursts) {
  std::vector<std::int64_t> everybody;
  for (int i = 0; i < 2000; ++i) everybody.push_back(RunBuilder::day(30) + 40 * i);
  for (int d = 1; d <= 60; ++d) everybody.push_back(RunBuilder::day(d));
  std::vector<std::int64_t> times = {RunBuilder::day(1), RunBuilder::day(60)};
  for (int i = 0; i < 12; ++i) times.push_back(RunBuilder::day(30) + 600 * i);
  std::ranges::sort(times);
  EXPECT_FALSE(find_bursts(times, quiet()).empty());
  EXPECT_TRUE(find_bursts(times, Activity(everybody)).empty());
}
TEST(Bursts, random_times_seldom_burst) {
  Dice dice(1);
  std::size_t bursts = 0;
  for (int round = 0; round < 200; ++round) {
    std::vector<std::int64_t> times(5 + dice.below(100));
    for (std::int64_t& time : times) time = RunBuilder::day(1) + dice.below(90 * 86400);
    std::ranges::sort(times);
    bursts += find_bursts(times, quiet()).size();
  }
  EXPECT_LE(bursts, 4U);
}

TEST(Networks, show_the_circuit_of_a_moving_cluster_by_the_names_of_its_places) {
  RunBuilder run;
  std::vector<std::uint32_t> rows;
  const char* const places[] = {"Porto", "Porto", "Braga", "Vigo"};
  for (int i = 0; i < 4; ++i)
    rows.push_back(run.posting(
        {.place = places[i], .time = RunBuilder::day(i + 1), .contacts = {"+351920000471"}}));
  run.cluster(rows);
  const Networks found = find_networks(run.postings(), run.clusters(), run.contacts(), {});
  ASSERT_EQ(found.all.at(0).circuits.size(), 1U);
  const Circuit& circuit = found.all[0].circuits[0];
  ASSERT_EQ(circuit.stops.size(), 3U);
  EXPECT_EQ(circuit.stops[0].place, "Porto");
  EXPECT_EQ(circuit.stops[0].postings, 2U);
  EXPECT_EQ(circuit.stops[2].place, "Vigo");
  EXPECT_EQ(circuit.days, 4U);
  EXPECT_EQ(found.all[0].first, RunBuilder::day(1));
  EXPECT_EQ(found.all[0].last, RunBuilder::day(4));
}

}  // namespace
}  // namespace lodestar::detect
