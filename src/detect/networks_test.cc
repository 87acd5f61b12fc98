// SPDX-License-Identifier: Apache-2.0
#include "detect/networks.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "graph/union_find.h"
#include "support/dice.h"
#include "support/run_builder.h"

namespace lodestar::detect {
namespace {

using testing::Dice;
using testing::RunBuilder;
using Rows = std::vector<std::uint32_t>;

Networks networks_of(const RunBuilder& run) {
  return find_networks(run.postings(), run.clusters(), run.contacts(), {});
}
std::string phone(std::uint32_t n) { return fmt::format("+3519{:08}", (n * 7919 + 12) % 99999989); }

std::vector<std::string> cut_values(const RunBuilder& run, const Networks& networks,
                                    CutReason reason) {
  std::vector<std::string> values;
  for (const Cut& cut : networks.cuts)
    if (cut.reason == reason) values.push_back(run.contacts().all[cut.contact].value);
  std::ranges::sort(values);
  return values;
}

// Bystanders: lone postings, each with a number of its own.
void add_bystanders(RunBuilder& run, std::uint32_t count, std::uint32_t from = 1000) {
  for (std::uint32_t i = 0; i < count; ++i) run.posting({.contacts = {phone(from + i)}});
}

TEST(Networks, clusters_that_share_a_contact_are_one_network) {
  RunBuilder run;
  run.cluster_of(3, {.contacts = {phone(1)}});
  run.cluster_of(4, {.contacts = {phone(1), phone(2)}});
  run.cluster_of(5, {.contacts = {phone(3)}});
  const Networks found = networks_of(run);
  ASSERT_EQ(found.all.size(), 2U);
  EXPECT_EQ(found.all[0].clusters, (Rows{0, 1}));
  EXPECT_EQ(found.all[0].contacts, (Rows{0, 1}));
  EXPECT_EQ(found.all[0].postings, 7U);
  EXPECT_EQ(found.all[1].clusters, (Rows{2}));
  EXPECT_EQ(found.of_posting, (std::vector<std::int32_t>{0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1}));
  EXPECT_TRUE(found.cuts.empty());
}
TEST(Networks, a_lone_posting_joins_by_its_contact_and_alone_is_none) {
  RunBuilder run;
  run.posting({.contacts = {phone(1)}});
  run.posting({.contacts = {phone(2)}});
  run.posting({.contacts = {phone(1)}});
  run.posting({});
  const Networks found = networks_of(run);
  ASSERT_EQ(found.all.size(), 1U);
  EXPECT_EQ(found.all[0].lone, (Rows{0, 2}));
  EXPECT_EQ(found.of_posting, (std::vector<std::int32_t>{0, kNoNetwork, 0, kNoNetwork}));
}
TEST(Networks, a_cluster_without_contact_is_none) {
  RunBuilder run;
  run.cluster_of(9, {.text = "no number"});
  EXPECT_TRUE(networks_of(run).all.empty());
}
TEST(Networks, edges_say_how_many_postings_hold_the_contact) {
  RunBuilder run;
  const auto a = run.posting({.contacts = {phone(1), phone(1)}});
  const auto b = run.posting({.contacts = {phone(1)}});
  const auto c = run.posting({});
  run.cluster({a, b, c});
  const Networks found = networks_of(run);
  ASSERT_EQ(found.all.at(0).edges.size(), 1U);
  const NetworkEdge& edge = found.all[0].edges[0];
  EXPECT_TRUE(edge.from_cluster);
  EXPECT_EQ(edge.postings, 2U);
  EXPECT_GT(edge.weight, 0U);
}
TEST(Networks, rare_sure_and_prevailing_contacts_weigh_more) {
  const auto weight = [](std::uint32_t holders, std::uint8_t confidence, int without) {
    RunBuilder run;
    Rows rows;
    for (int i = 0; i < 4; ++i)
      rows.push_back(run.posting({.contacts = {phone(1)}, .confidence = confidence}));
    for (int i = 0; i < without; ++i) rows.push_back(run.posting({}));
    run.cluster(rows);
    for (std::uint32_t i = 1; i < holders; ++i) run.posting({.contacts = {phone(1)}});
    add_bystanders(run, 100 - holders);
    return networks_of(run).all.at(0).edges.at(0).weight;
  };
  EXPECT_GT(weight(2, 100, 0), weight(8, 100, 0));
  EXPECT_GT(weight(2, 100, 0), weight(2, 60, 0));
  EXPECT_GT(weight(2, 100, 0), weight(2, 100, 6));
}
TEST(Networks, birth_is_the_smallest_key_hash_of_its_postings) {
  RunBuilder run;
  run.posting({.contacts = {phone(1)}});
  run.cluster_of(3, {.contacts = {phone(1)}});
  std::uint64_t least = ~0ULL;
  for (std::size_t row = 0; row < 4; ++row) least = std::min(least, run.postings().key_hash(row));
  EXPECT_EQ(networks_of(run).all.at(0).birth, least);
}
TEST(Networks, places_are_counted_as_people_read_them) {
  RunBuilder run;
  run.cluster_of(2, {.place = "Lisboa", .contacts = {phone(1)}});
  run.posting({.place = " LISBOA ", .contacts = {phone(1)}});
  run.posting({.place = "Évora", .contacts = {phone(1)}});
  const Networks found = networks_of(run);
  ASSERT_EQ(found.all.at(0).places.size(), 2U);
  EXPECT_EQ(found.all[0].places[0].place, "Lisboa");
  EXPECT_EQ(found.all[0].places[0].postings, 3U);
}

TEST(Cuts, what_belongs_to_nobody_ties_nothing_and_is_reported) {
  RunBuilder run;
  const std::vector<std::string> generic = {"+18883737888", "+351912345678", "112",
                                            "https://www.facebook.com/", "info@example.com"};
  std::uint32_t own = 0;
  for (std::uint32_t i = 0; i < 6; ++i)
    for (const std::string& value : generic) run.posting({.contacts = {value, phone(++own)}});
  const Networks found = networks_of(run);
  EXPECT_EQ(cut_values(run, found, CutReason::generic).size(), generic.size());
  EXPECT_EQ(found.cuts.at(0).groups, 6U);
  EXPECT_TRUE(found.all.empty());
}
TEST(Cuts, those_that_would_have_tied_groups_are_counted_by_reason) {
  RunBuilder run;
  for (const std::string value : {"+34612345678", "+34912345678", "+34612345678"})
    run.posting({.contacts = {value, "info@example.com"}});
  const auto counts = count_cuts(networks_of(run));
  ASSERT_EQ(counts.size(), 1U);
  EXPECT_EQ(counts[0].reason, CutReason::generic);
  EXPECT_EQ(counts[0].contacts, 2U);  // one of the numbers is in one posting alone
  EXPECT_TRUE(count_cuts({}).empty());
}
TEST(Cuts, one_of_one_group_in_thirty_two_who_have_others_is_too_common) {
  RunBuilder run;
  add_bystanders(run, 500);
  for (std::uint32_t i = 0; i < 40; ++i) run.posting({.contacts = {phone(1), phone(10 + i)}});
  const Networks found = networks_of(run);
  EXPECT_EQ(cut_values(run, found, CutReason::too_common), (std::vector{phone(1)}));
  EXPECT_TRUE(found.all.empty());
}
TEST(Cuts, what_is_all_the_contact_that_many_have_ties_them) {
  const auto network_of = [](unsigned holders, unsigned bystanders, const std::string& value) {
    RunBuilder run;
    add_bystanders(run, bystanders);
    for (std::uint32_t i = 0; i < holders; ++i) run.posting({.contacts = {value}});
    const Networks found = networks_of(run);
    return found.all.size() == 1 ? found.all[0].postings : 0U;
  };
  for (const unsigned holders : {30U, 40U, 100U, 400U, 1000U}) {
    EXPECT_EQ(network_of(holders, 0, phone(1)), holders);
    EXPECT_EQ(network_of(holders, 300, phone(1)), holders);
  }
  EXPECT_EQ(network_of(1001, 300, phone(1)), 0U);  // nobody writes so much
  EXPECT_EQ(network_of(100, 300, "https://www.facebook.com/harbour"), 0U);
}
TEST(Cuts, two_that_stand_together_are_no_contacts_of_ones_own) {
  RunBuilder run;
  add_bystanders(run, 300);
  for (int i = 0; i < 100; ++i) run.posting({.contacts = {phone(1), phone(2)}});
  const Networks found = networks_of(run);
  ASSERT_EQ(found.all.size(), 1U);
  EXPECT_EQ(found.all[0].postings, 100U);
}
TEST(Cuts, a_site_is_too_common_where_a_page_or_a_number_is_not) {
  const auto cut_among = [](const std::string& value) {
    RunBuilder run;
    add_bystanders(run, 2000);
    for (int i = 0; i < 50; ++i) run.posting({.contacts = {value}});
    return cut_values(run, networks_of(run), CutReason::too_common).size();
  };
  EXPECT_EQ(cut_among("https://news.invalid"), 1U);
  EXPECT_EQ(cut_among("https://news.invalid/"), 1U);
  EXPECT_EQ(cut_among("https://news.invalid/agency"), 0U);
  EXPECT_EQ(cut_among(phone(1)), 0U);
}
TEST(Cuts, a_contact_of_many_who_have_their_own_is_hijacked) {
  RunBuilder run;
  add_bystanders(run, 2000);
  for (std::uint32_t i = 0; i < 60; ++i) run.posting({.contacts = {phone(1), phone(10 + i)}});
  const Networks found = networks_of(run);
  EXPECT_EQ(cut_values(run, found, CutReason::hijacked), (std::vector{phone(1)}));
  EXPECT_TRUE(found.all.empty());
}
TEST(Cuts, an_agency_that_signs_many_texts_with_its_one_number_is_kept) {
  RunBuilder run;
  add_bystanders(run, 2000);
  for (std::uint32_t i = 0; i < 60; ++i) run.posting({.contacts = {phone(1)}});
  const Networks found = networks_of(run);
  EXPECT_TRUE(found.cuts.empty());
  EXPECT_EQ(found.all.at(0).lone.size(), 60U);
}

// Every cluster signs with its own number; numbers seen once in it tie it to others at random.
void add_chance_ties(RunBuilder& run, std::uint32_t clusters, Dice& dice) {
  for (std::uint32_t c = 0; c < clusters; ++c) {
    Rows rows;
    for (int i = 0; i < 8; ++i) rows.push_back(run.posting({.contacts = {phone(5000 + c)}}));
    for (int i = 0; i < 3; ++i)
      rows.push_back(run.posting({.contacts = {phone(100 + dice.below(clusters))}}));
    run.cluster(rows);
  }
}
TEST(Cuts, weak_ties_that_glue_everything_together_go_and_strong_ones_stay) {
  RunBuilder run;
  Dice dice(1);
  add_chance_ties(run, 300, dice);
  run.cluster_of(5, {.contacts = {phone(1)}});
  run.cluster_of(6, {.contacts = {phone(1)}});
  const Networks found = networks_of(run);
  EXPECT_FALSE(cut_values(run, found, CutReason::giant_component).empty());
  EXPECT_EQ(found.all.size(), 301U);
  EXPECT_EQ(found.all.back().clusters, (Rows{300, 301}));
}
TEST(Cuts, a_contact_that_one_group_holds_joins_nothing_and_is_never_cut) {
  RunBuilder run;
  Dice dice(3);
  for (std::uint32_t c = 0; c < 300; ++c) {
    Rows rows;
    for (int i = 0; i < 8; ++i) rows.push_back(run.posting({.contacts = {phone(5000 + c)}}));
    rows.push_back(run.posting({.contacts = {phone(9000 + c)}}));  // seen once, and here alone
    for (int i = 0; i < 3; ++i)
      rows.push_back(run.posting({.contacts = {phone(100 + dice.below(300))}}));
    run.cluster(rows);
  }
  const Networks found = networks_of(run);
  const auto cut = cut_values(run, found, CutReason::giant_component);
  EXPECT_FALSE(cut.empty());
  for (std::uint32_t c = 0; c < 300; ++c)
    EXPECT_FALSE(std::ranges::binary_search(cut, phone(9000 + c))) << c;
}
TEST(Cuts, where_a_long_chain_falls_into_communities_that_is_the_reason) {
  RunBuilder run;
  for (std::uint32_t i = 0; i < 60; ++i) run.cluster_of(6, {.contacts = {phone(i), phone(i + 1)}});
  const Networks found = networks_of(run);
  EXPECT_GT(found.all.size(), 1U);
  EXPECT_EQ(cut_values(run, found, CutReason::community).size(), found.all.size() - 1);
  EXPECT_TRUE(cut_values(run, found, CutReason::giant_component).empty());
}
TEST(Cuts, every_tie_that_is_not_in_a_network_is_accounted_for) {
  RunBuilder run;
  Dice dice(2);
  add_chance_ties(run, 200, dice);
  for (std::uint32_t i = 0; i < 300; ++i)
    run.posting({.contacts = {phone(100 + dice.below(200)), phone(5000 + dice.below(200))}});
  const Networks found = networks_of(run);
  std::size_t inside = 0;
  for (const Network& network : found.all)
    inside += static_cast<std::size_t>(
        std::ranges::count_if(network.edges, [](const NetworkEdge& e) { return e.weight > 0; }));
  std::size_t cut = 0;
  for (const Cut& c : found.cuts) cut += c.groups;
  std::set<std::pair<std::int64_t, std::uint32_t>> ties;  // a cluster below 0, or a row; a contact
  for (const Occurrence& seen : run.contacts().occurrences) {
    const std::int32_t cluster = run.clusters().of[seen.posting];
    ties.emplace(cluster == kNoCluster ? std::int64_t{seen.posting} : -1 - cluster, seen.contact);
  }
  std::size_t alone = 0;  // ties of postings that are in no network, to contacts nobody else holds
  for (const auto& [group, contact] : ties)
    alone += group >= 0 && found.of_posting[static_cast<std::size_t>(group)] == kNoNetwork &&
             std::ranges::none_of(found.cuts, [&](const Cut& c) { return c.contact == contact; });
  EXPECT_EQ(inside + cut + alone, ties.size());
}
TEST(Cuts, sharing_that_chance_explains_ties_no_single_postings) {
  RunBuilder run;
  Dice dice(1);
  for (int i = 0; i < 6000; ++i) run.posting({.contacts = {phone(100 + dice.below(4000))}});
  run.cluster_of(5, {.contacts = {phone(101)}});
  run.cluster_of(6, {.contacts = {phone(101)}});
  const Networks found = networks_of(run);
  EXPECT_GT(cut_values(run, found, CutReason::coincidence).size(), 1000U);
  EXPECT_LT(found.all.size(), 10U);
  EXPECT_EQ(
      std::ranges::count_if(found.all, [](const Network& n) { return n.clusters.size() == 2; }), 1);
}
TEST(Cuts, sharing_on_purpose_is_no_coincidence) {
  RunBuilder run;
  Dice dice(1);
  for (std::uint32_t number = 0; number < 4000; ++number) {
    std::uint32_t times = 1;
    while (dice.below(10) < 3) ++times;  // each poster stops at some time: a geometric tail
    for (; times > 0; --times) run.posting({.contacts = {phone(number)}});
  }
  const Networks found = networks_of(run);
  EXPECT_TRUE(cut_values(run, found, CutReason::coincidence).empty());
  EXPECT_GT(found.all.size(), 1000U);
}

// Without any cut, and for small networks, communities are what union-find says.
TEST(Networks, small_ones_are_the_connected_components) {
  Dice dice(3);
  for (int round = 0; round < 50; ++round) {
    RunBuilder run;
    constexpr std::uint32_t kPostings = 40;
    for (std::uint32_t i = 0; i < kPostings; ++i) {
      std::vector<std::string> held = {phone(dice.below(50))};
      if (dice.below(3) == 0) held.push_back(phone(dice.below(50)));
      run.posting({.contacts = held});
    }
    graph::UnionFind sets(kPostings + 50);
    for (const Occurrence& seen : run.contacts().occurrences)
      sets.join(seen.posting, kPostings + seen.contact);
    const Networks found = networks_of(run);
    ASSERT_TRUE(found.cuts.empty());
    for (std::uint32_t a = 0; a < kPostings; ++a) {
      for (std::uint32_t b = a + 1; b < kPostings; ++b) {
        const bool together =
            found.of_posting[a] != kNoNetwork && found.of_posting[a] == found.of_posting[b];
        EXPECT_EQ(together, sets.find(a) == sets.find(b));
      }
    }
  }
}
TEST(Networks, unrelated_postings_change_no_network) {
  RunBuilder small;
  RunBuilder large;
  for (RunBuilder* run : {&small, &large}) {
    for (std::uint32_t i = 0; i < 12; ++i)
      run->cluster_of(3, {.contacts = {phone(i), phone((i + 1) % 12)}});
  }
  add_bystanders(large, 3000);
  const Networks few = networks_of(small);
  const Networks many = networks_of(large);
  ASSERT_EQ(few.all.size(), many.all.size());
  for (std::size_t i = 0; i < few.all.size(); ++i) {
    EXPECT_EQ(few.all[i].clusters, many.all[i].clusters);
    EXPECT_EQ(few.all[i].birth, many.all[i].birth);
  }
}
TEST(Networks, no_postings_give_no_networks) {
  const RunBuilder run;
  EXPECT_TRUE(networks_of(run).all.empty());
}

}  // namespace
}  // namespace lodestar::detect
