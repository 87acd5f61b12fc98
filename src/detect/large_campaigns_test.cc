// SPDX-License-Identifier: Apache-2.0
// A campaign that fills a file is found however many copies it has.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "detect/clusters.h"
#include "support/worded_corpus.h"

namespace lodestar::detect {
namespace {

using Corpus = lodestar::testing::WordedCorpus;

// The clusters of rows [begin, end), kNoCluster among them where a row is alone.
std::set<std::int32_t> clusters_of(const Clusters& found, std::size_t begin, std::size_t end) {
  return {found.of.begin() + static_cast<std::ptrdiff_t>(begin),
          found.of.begin() + static_cast<std::ptrdiff_t>(end)};
}

bool is_one_cluster(const Clusters& found, std::size_t begin, std::size_t end) {
  const auto clusters = clusters_of(found, begin, end);
  return clusters.size() == 1 && !clusters.contains(kNoCluster);
}

TEST(LargeCampaigns, each_copy_has_a_number_of_its_own) {
  for (const std::size_t others : {0U, 3000U}) {
    Corpus corpus;
    for (int i = 0; i < 3000; ++i) {
      corpus.add("Kitchen assistant wanted evenings and weekends, good pay, free meals, ref " +
                 std::to_string(i));
    }
    corpus.add_unrelated(others);
    const Clusters found = corpus.find();
    EXPECT_TRUE(is_one_cluster(found, 0, 3000)) << others;
    EXPECT_EQ(clusters_of(found, 3000, 3000 + others).size(), others == 0 ? 0U : 1U);
    EXPECT_EQ(corpus.slot(found, 2999, 0), "2999");
  }
}

TEST(LargeCampaigns, each_copy_has_a_number_and_one_of_a_few_names) {
  Corpus corpus;
  const std::vector<std::string> names{"Anna", "Marta", "Sofia", "Petra"};
  for (int i = 0; i < 6000; ++i) {
    corpus.add(
        "Workers wanted for a kitchen, a bed is given, the passport stays in the office, ask for " +
        names[corpus.dice.below(4)] + " " + std::to_string(i));
  }
  const Clusters found = corpus.find();
  EXPECT_TRUE(is_one_cluster(found, 0, 6000));
}

TEST(LargeCampaigns, several_in_one_file_are_several) {
  Corpus corpus;
  const std::vector<std::string> frames{
      "Kitchen help wanted in the evenings and at weekends for good pay, number ",
      "Driver for deliveries at night through the whole region, own van not needed, number ",
      "Packing goods in a warehouse from Monday, the way to work is paid by us, number "};
  for (const std::string& frame : frames)
    for (int i = 0; i < 2000; ++i) corpus.add(frame + std::to_string(i));
  const Clusters found = corpus.find();
  EXPECT_EQ(found.all.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(is_one_cluster(found, 2000 * i, 2000 * (i + 1)));
}

TEST(LargeCampaigns, each_copy_is_edited_elsewhere) {
  Corpus corpus;
  std::vector<std::string> base;
  base.reserve(40);
  for (int i = 0; i < 40; ++i) base.push_back(corpus.word());
  for (int copy = 0; copy < 4000; ++copy) {
    std::vector<std::string> words = base;
    for (int edit = 0; edit < 3; ++edit) words[corpus.dice.below(40)] = corpus.word();
    std::string text;
    for (const std::string& word : words) text += word + " ";
    corpus.add(text);
  }
  EXPECT_TRUE(is_one_cluster(corpus.find(), 0, 4000));
}

// The same few ordinary words around another rare one are nobody's, however many write them.
TEST(LargeCampaigns, what_everybody_writes_is_none) {
  Corpus corpus;
  std::vector<std::string> rooms;
  for (int i = 0; i < 200; ++i) {
    corpus.add("room in " + corpus.word() + " to let from now on");
    for (int k = 0; k < 15; ++k) {
      corpus.add(corpus.words(6) + " room in " + corpus.word() + " to let from now on " +
                 corpus.words(8));
    }
  }
  const Clusters found = corpus.find();
  EXPECT_FALSE(is_one_cluster(found, 0, corpus.postings.size()));
  EXPECT_EQ(found.of[0], kNoCluster);
}

TEST(LargeCampaigns, the_answer_is_the_same_for_any_number_of_threads) {
  Corpus corpus;
  for (int i = 0; i < 2000; ++i) {
    corpus.add("Cleaning ladies wanted for hotels at the coast, a room is included, code " +
               corpus.word());
  }
  corpus.add_unrelated(1000);
  EXPECT_EQ(corpus.find(1).of, corpus.find(3).of);
}

}  // namespace
}  // namespace lodestar::detect
