// SPDX-License-Identifier: Apache-2.0
#include "detect/clusters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <stop_token>
#include <string>

#include "support/worded_corpus.h"

namespace lodestar::detect {
namespace {

using Corpus = lodestar::testing::WordedCorpus;

TEST(Clusters, equal_texts_are_a_cluster_even_without_a_second_wording) {
  Corpus corpus;
  corpus.add_unrelated(50);
  const auto a = corpus.add("housekeeper wanted for a quiet family in Porto");
  const auto b = corpus.add("Housekeeper wanted, for a quiet family in PORTO!");
  const Clusters found = corpus.find();
  ASSERT_EQ(found.all.size(), 1U);
  EXPECT_EQ(found.of[a], 0);
  EXPECT_EQ(found.of[b], 0);
}

TEST(Clusters, a_template_is_its_fixed_words_and_its_slots_to_the_byte) {
  Corpus corpus;
  corpus.add_unrelated(200);
  const char* roles[] = {"packers", "drivers", "two cooks", "cleaners", "pickers"};
  const char* pay[] = {"(900 EUR)", "(1100 EUR)", "(950 EUR)", "(870 EUR)", "(1200 EUR)"};
  std::uint32_t rows[5];
  for (int i = 0; i < 5; ++i) {
    rows[i] = corpus.add("Our cannery near the northern harbour is hiring " +
                         std::string(roles[i]) + ", lodging with shared kitchen included. Wages " +
                         pay[i] + " settle every second Friday; ask for the blue office.");
  }
  const Clusters found = corpus.find();
  ASSERT_EQ(found.all.size(), 1U);
  const auto& pieces = found.all[0].pieces;
  ASSERT_EQ(pieces.size(), 5U);
  EXPECT_EQ(pieces[0].words, "Our cannery near the northern harbour is hiring");
  EXPECT_EQ(pieces[1].distinct, 5U);
  EXPECT_TRUE(pieces[3].is_slot);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(corpus.slot(found, rows[i], 0), roles[i]);
    // "(" and " EUR)" are the same in all: the slot is what differs.
    EXPECT_EQ("(" + corpus.slot(found, rows[i], 1) + " EUR)", pay[i]);
  }
}

TEST(Clusters, the_plus_of_a_number_is_shown_in_its_slot_which_begins_behind_it) {
  Corpus corpus;
  corpus.add_unrelated(200);
  std::vector<std::uint32_t> rows;
  for (const char* phone : {"+351555012345", "+351555019876", "351555014432"}) {
    rows.push_back(
        corpus.add("Greenhouse crew needed before the spring harvest, van leaves daily, ring " +
                   std::string(phone) + " after the evening shift and name this notice"));
  }
  const Clusters found = corpus.find();
  ASSERT_EQ(found.all.size(), 1U);
  const auto& pieces = found.all[0].pieces;
  ASSERT_EQ(pieces.size(), 3U);
  EXPECT_TRUE(pieces[0].words.ends_with("ring")) << pieces[0].words;
  EXPECT_EQ(pieces[1].fillers[0].text, "+351555012345");
  EXPECT_EQ(pieces[1].fillers[2].text, "351555014432");
  EXPECT_EQ(corpus.slot(found, rows[0], 0), "351555012345");
}

TEST(Clusters, a_plus_that_is_of_no_number_stays_with_its_word) {
  Corpus corpus;
  corpus.add_unrelated(200);
  for (const char* role : {"packers", "drivers", "cooks"}) {
    corpus.add("Greenhouse crew needed before the spring harvest, van leaves daily, aged 18+ " +
               std::string(role) + " after the evening shift and name this notice");
  }
  const Clusters found = corpus.find();
  ASSERT_EQ(found.all.size(), 1U);
  EXPECT_TRUE(found.all[0].pieces[0].words.ends_with("18+"));
  EXPECT_EQ(found.all[0].pieces[1].fillers[0].text, "cooks");
}

TEST(Clusters, numbers_that_differ_are_a_slot_though_they_compare_as_one_word) {
  Corpus corpus;
  corpus.add_unrelated(200);
  std::vector<std::uint32_t> rows;
  for (const char* phone : {"555 01 23 45", "555-019-876", "5550144321"}) {
    rows.push_back(
        corpus.add("Greenhouse crew needed before the spring harvest, van leaves daily, ring " +
                   std::string(phone) + " after the evening shift and name this notice"));
  }
  const Clusters found = corpus.find();
  ASSERT_EQ(found.all.size(), 1U);
  EXPECT_EQ(corpus.slot(found, rows[0], 0), "555 01 23 45");
  EXPECT_EQ(corpus.slot(found, rows[1], 0), "555-019-876");
}

std::string words_of_first(const Clusters& found) {
  std::string words;
  for (const TemplatePiece& piece : found.all.at(0).pieces) words += piece.words;
  return words;
}

TEST(Clusters, what_one_stranger_writes_in_a_campaign_of_copies_is_no_slot) {
  Corpus corpus;
  corpus.add_unrelated(200);
  corpus.add(
      "Kitchen table from Kelzamere, hardly used, in Ghent. We move and have no room for it. "
      "Pick it up near the park. A few marks on the handle. Write to ana@example.org");
  for (int i = 0; i < 40; ++i) {
    corpus.add(
        "Kitchen table from Kelzamere, hardly used, in Perth. We move and have no room for "
        "it. An umbrella comes for free. A few marks on the left side. Call 07481 227 940");
  }
  const Clusters found = corpus.find();
  ASSERT_EQ(found.all.size(), 1U);
  ASSERT_EQ(found.all[0].member_count, 41U);
  EXPECT_EQ(found.all[0].pieces.size(), 1U);
  EXPECT_TRUE(words_of_first(found).contains("Call 07481 227 940")) << words_of_first(found);
}

TEST(Clusters, a_number_that_edits_took_a_part_of_is_no_slot) {
  Corpus corpus;
  corpus.add_unrelated(200);
  for (int i = 0; i < 40; ++i) {
    const std::string number = i < 9 ? "000 000" : "000 000 000";
    corpus.add("Selbarac in Dakar needs helpers from April " + corpus.word() +
               ", Sundays are paid a quarter more, register " + number +
               ", written contract, the driver calls every morning " + corpus.word());
  }
  const Clusters found = corpus.find();
  ASSERT_EQ(found.all.size(), 1U);
  EXPECT_TRUE(words_of_first(found).contains("register 000 000 000, written"))
      << words_of_first(found);
}

TEST(Clusters, the_number_shown_is_what_most_write) {
  Corpus corpus;
  const std::string start = corpus.words(12), end = corpus.words(12);
  for (int i = 0; i < 30; ++i) {
    const std::string number = i == 0 ? "21.11.2025" : "21.12.2026";
    corpus.add(start + " " + corpus.word() + " free from " + number + " on " + end);
  }
  corpus.add_unrelated(200);
  const Clusters found = corpus.find();
  ASSERT_EQ(found.all.size(), 1U);
  EXPECT_TRUE(words_of_first(found).contains("21.12.2026")) << words_of_first(found);
}

TEST(Clusters, edited_copies_stay_together) {
  Corpus corpus;
  corpus.add_unrelated(2000);
  std::vector<std::string> base;
  for (int i = 0; i < 50; ++i) base.push_back(corpus.word());
  std::vector<std::uint32_t> rows;
  for (int copy = 0; copy < 6; ++copy) {
    std::string text;
    for (const std::string& word : base)
      text += (corpus.dice.below(6) == 0 ? corpus.word() : word) + " ";
    rows.push_back(corpus.add(text));
  }
  const Clusters found = corpus.find();
  for (const auto row : rows) {
    EXPECT_NE(found.of[row], kNoCluster);
    EXPECT_EQ(found.of[row], found.of[rows[0]]);
  }
}

TEST(Clusters, stock_sentences_do_not_chain_strangers) {
  Corpus corpus;
  std::vector<std::string> bank;
  for (int i = 0; i < 30; ++i) bank.push_back(corpus.words(11));
  for (int i = 0; i < 3000; ++i) {  // five stock sentences each, two own words in every one
    std::string text;
    for (int k = 0; k < 5; ++k)
      text += bank[corpus.dice.below(30)] + " " + corpus.word() + " " + corpus.word() + " ";
    corpus.add(text);
  }
  std::size_t clustered = 0;
  for (const std::int32_t cluster : corpus.find().of) clustered += cluster != kNoCluster;
  EXPECT_LT(clustered, 60U);
}

TEST(Clusters, a_footer_twice_as_long_as_what_is_above_it_chains_nobody) {
  Corpus corpus;
  corpus.add_unrelated(50);
  const std::string footer = corpus.words(26);
  std::vector<std::vector<std::uint32_t>> campaigns(3);
  for (auto& rows : campaigns) {
    const std::string start = corpus.words(6), end = corpus.words(6);
    for (int i = 0; i < 6; ++i)
      rows.push_back(corpus.add(start + " " + corpus.word() + " " + end + ". " + footer));
  }
  const Clusters found = corpus.find();
  EXPECT_EQ(found.all.size(), campaigns.size());
  for (const auto& rows : campaigns) {
    for (const std::uint32_t row : rows) EXPECT_EQ(found.of[row], found.of[rows.front()]);
  }
}

TEST(Clusters, a_short_text_that_fills_a_file_is_one_campaign) {
  Corpus corpus;
  for (int i = 0; i < 200; ++i) {
    corpus.add("Room free in the centre of " + corpus.word() + ", number " +
               std::to_string(100 + corpus.dice.below(800)) + ", ask there for " + corpus.word());
  }
  EXPECT_EQ(corpus.find().all.size(), 1U);
}

TEST(Clusters, two_short_texts_that_share_a_file_are_two_campaigns) {
  Corpus corpus;
  for (int i = 0; i < 100; ++i) {
    corpus.add("Miss " + corpus.word() + " is in " + corpus.word() + " until Friday, call her");
    corpus.add("Waiter with experience wanted for a bar in " + corpus.word() + ", pay " +
               std::to_string(800 + corpus.dice.below(700)) + " a month, ask for " + corpus.word());
  }
  const Clusters found = corpus.find();
  EXPECT_EQ(found.all.size(), 2U);
  EXPECT_NE(found.of[0], found.of[1]);
}

TEST(Clusters, four_words_are_one_frame_where_one_of_them_is_written_nowhere_else) {
  Corpus corpus;
  corpus.add_unrelated(500);
  for (int i = 0; i < 12; ++i) corpus.add("w1 Nivehim " + corpus.word() + " w2");
  const Clusters found = corpus.find();
  EXPECT_EQ(found.all.size(), 1U);
  EXPECT_EQ(std::ranges::count(found.of, kNoCluster), 500);
}

TEST(Clusters, the_answer_is_the_same_for_any_number_of_threads) {
  Corpus corpus;
  corpus.add_unrelated(3000);
  for (int campaign = 0; campaign < 40; ++campaign) {
    const std::string a = corpus.words(20), b = corpus.words(20);
    for (unsigned copy = 0; copy < 3 + corpus.dice.below(9); ++copy)
      corpus.add(a + " " + corpus.word() + " " + b);
  }
  const Clusters one = corpus.find(1), three = corpus.find(3);
  EXPECT_EQ(one.of, three.of);
  ASSERT_EQ(one.members.size(), three.members.size());
  for (std::size_t i = 0; i < one.slots.size(); ++i) {
    EXPECT_EQ(one.slots[i].span, three.slots[i].span);
  }
  EXPECT_GE(one.all.size(), 40U);
}

TEST(Clusters, an_edit_beside_a_slot_is_not_part_of_it) {
  Corpus corpus;
  corpus.add_unrelated(300);
  std::vector<std::string> base;
  for (int i = 0; i < 30; ++i) base.push_back(corpus.word());
  const char* towns[] = {"Riga", "Ghent", "Oslo", "Riga", "Cork", "Oslo", "Ghent", "Cork"};
  std::vector<std::uint32_t> rows;
  for (std::size_t i = 0; i < 8; ++i) {  // each is edited somewhere, the fourth beside the slot too
    std::string text;
    for (std::size_t word = 0; word < base.size(); ++word) {
      text += (word == 3 * i + 2 ? corpus.word() : base[word]) + " ";
      if (word == 15) text += std::string(i == 3 ? "ember " : "") + towns[i] + " ";
    }
    rows.push_back(corpus.add(text));
  }
  const Clusters found = corpus.find();
  ASSERT_EQ(found.all.size(), 1U);
  EXPECT_EQ(corpus.slot(found, rows[3], 0), "Riga");
}

TEST(Clusters, campaigns_that_stock_sentences_joined_are_told_apart_by_their_templates) {
  Corpus corpus;
  corpus.add_unrelated(300);
  const std::string stock = corpus.words(25);
  std::vector<std::uint32_t> rows;
  for (int campaign = 0; campaign < 2; ++campaign) {
    const std::string begin = corpus.words(12), end = corpus.words(12);
    for (int i = 0; i < 6; ++i)
      rows.push_back(corpus.add(begin + " " + corpus.word() + " " + stock + " " + end));
  }
  const Clusters found = corpus.find();
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(found.of[rows[i]], found.of[rows[0]]);
    EXPECT_EQ(found.of[rows[6 + i]], found.of[rows[6]]);
  }
  EXPECT_NE(found.of[rows[0]], found.of[rows[6]]);
}

TEST(Clusters, slots_lie_inside_their_field_whatever_the_bytes) {
  Corpus corpus;
  const char* pieces[] = {"招工 工厂",   "\xFF\xFE", "don't",        "🌹🌹",     "ยินดี",
                          "+1 (555) 01", "'",        "\xE2\x80\x8B", "İstanbul", "x"};
  for (int i = 0; i < 400; ++i) {
    std::string text = "this text begins alike for everybody who reads along here ";
    for (unsigned k = 0; k < corpus.dice.below(9); ++k)
      text += std::string(pieces[corpus.dice.below(10)]) + (corpus.dice.below(2) != 0 ? " " : "");
    corpus.add(text + " and it ends alike as well for all of them",
               corpus.dice.below(3) == 0 ? "title " + corpus.word() : "");
  }
  const Clusters found = corpus.find();
  EXPECT_FALSE(found.all.empty());
  for (const Member& member : found.members) {
    for (const SlotSpan& slot : found.slots_of(member)) {
      EXPECT_LE(slot.span.start, slot.span.end);
      EXPECT_LE(slot.span.end, corpus.postings.get(slot.field, member.posting).size());
    }
  }
}

TEST(Clusters, nothing_and_empty_texts_have_no_clusters) {
  Corpus corpus;
  EXPECT_TRUE(corpus.find().all.empty());
  corpus.add("");
  corpus.add(" ... ");
  EXPECT_TRUE(corpus.find().all.empty());
}

// Clusters of several texts, so that every part of the work has something to do.
void add_campaigns(Corpus& corpus) {
  for (int campaign = 0; campaign < 30; ++campaign) {
    const std::string text = corpus.words(30);
    for (int copy = 0; copy < 8; ++copy) corpus.add(text + " " + corpus.words(3));
  }
  corpus.add_unrelated(300);
}

TEST(Clusters, what_is_told_of_the_work_comes_to_one) {
  Corpus none, corpus;
  none.add_unrelated(20);
  add_campaigns(corpus);
  for (const Corpus* one : {&none, &corpus}) {
    std::mutex mutex;
    double sum = 0;
    find_clusters(one->postings, {.parallel = {.threads = 3}, .progress = [&](double share) {
                                    const std::scoped_lock lock(mutex);
                                    EXPECT_GE(share, 0);
                                    sum += share;
                                  }});
    EXPECT_NEAR(sum, 1, 1e-9);
  }
}

TEST(Clusters, a_stop_at_any_moment_ends_the_work_without_harm) {
  Corpus corpus;
  add_campaigns(corpus);
  for (const unsigned threads : {1U, 3U}) {
    bool was_stopped = true;
    for (int moment = 0; was_stopped; ++moment) {
      std::stop_source stop;
      std::atomic<int> told = 0;
      if (moment == 0) stop.request_stop();
      const Clusters found = find_clusters(
          corpus.postings,
          {.parallel = {.threads = threads, .stop = stop.get_token()}, .progress = [&](double) {
             if (++told == moment) stop.request_stop();
           }});
      EXPECT_EQ(found.of.size(), corpus.postings.size());
      was_stopped = stop.stop_requested();
    }
    EXPECT_EQ(corpus.find(threads).all.size(), 30U);
  }
}

}  // namespace
}  // namespace lodestar::detect
