// SPDX-License-Identifier: Apache-2.0
#include "ledger/leaf.h"

#include <gtest/gtest.h>

#include "crypto/blake2b.h"
#include "support/dice.h"

namespace lodestar::ledger {
namespace {

using lodestar::testing::Dice;

Record sample() {
  return {.type = "access/read",
          .subject = "case 17",
          .previous = crypto::sha256({"the state before"}),
          .body = "line one\n\nline three \0 and a zero byte"};
}

Opening open_sample(unsigned char first = 1) {
  Salt salt = crypto::sha256({"salt"});
  salt[0] = first;
  return {.issuer = 0x0A0B0C0D,
          .salt = Sensitive(salt),
          .record = Sensitive(to_string(sample()).value())};
}

TEST(Record, about_one_subject_is_so_whatever_keyboard_wrote_it) {
  const std::string composed = "dossier Zo\u00e9", apart = "dossier Zoe\u0301";
  EXPECT_EQ(*parse_subject(composed), composed);
  EXPECT_EQ(*parse_subject(apart), composed);
  EXPECT_EQ(*parse_subject("\u1112\u1161\u11ab"), "\ud55c");  // Hangul
  EXPECT_EQ(*parse_subject("\u0645\u062d\u200d\u0645\u062f"), "\u0645\u062d\u0645\u062f");
  EXPECT_EQ(*parse_subject(""), "");
}

TEST(Record, about_what_nobody_sees_is_none) {
  for (const std::string typed : {" case", "case  17", "case\u200b17", "case\xff", "one\ntwo"})
    EXPECT_FALSE(parse_subject(typed)) << typed;
  // Some letters are longer in the form that they are kept in.
  std::string grown;
  for (int i = 0; i < 341; ++i) grown += "\u0958";
  EXPECT_EQ(grown.size(), 1023U);
  EXPECT_FALSE(parse_subject(grown));
}

TEST(Leaf, is_version_issuer_and_commitment) {
  const Leaf leaf = leaf_of(open_sample());
  const std::string bytes = to_string(leaf);
  ASSERT_EQ(bytes.size(), kLeafBytes);
  EXPECT_EQ(bytes.substr(0, 5), "\x01\x0A\x0B\x0C\x0D");
  EXPECT_EQ(parse_leaf(bytes).value(), leaf);
}

TEST(Leaf, commits_as_written_down) {
  const std::string salt(32, 's');
  Opening opening{.issuer = 7, .record = Sensitive<std::string>("type t\nsubject \nprevious \n\n")};
  Salt bytes{};
  bytes.fill('s');
  opening.salt = Sensitive(bytes);
  const std::string text = std::string("lodestar/commitment/v1") + '\0' +
                           std::string("\0\0\0\7", 4) + salt + "type t\nsubject \nprevious \n\n";
  EXPECT_EQ(leaf_of(opening).commitment, crypto::sha256({text}));
}

TEST(Leaf, differs_by_salt_issuer_and_record) {
  const Leaf leaf = leaf_of(open_sample());
  EXPECT_NE(leaf_of(open_sample(2)).commitment, leaf.commitment);
  Opening other = open_sample();
  other.issuer = 1;
  EXPECT_NE(leaf_of(other).commitment, leaf.commitment);
}

// One in thirty thousand is refused by bad luck.
TEST(Leaf, of_a_hash_is_accepted) {
  int refused = 0;
  for (int i = 0; i < 20000; ++i) {
    const Leaf leaf{.commitment = crypto::sha256({std::to_string(i)})};
    refused += parse_leaf(to_string(leaf)) ? 0 : 1;
  }
  EXPECT_LE(refused, 2);
}

// Whatever somebody may try to write into a leaf that nobody can take back.
TEST(Leaf, has_no_place_for_words) {
  const std::string head{"\x01\0\0\0\7", 5};
  std::size_t tried = 0;
  const auto expect_refused = [&](std::string_view words) {
    ++tried;
    EXPECT_FALSE(parse_leaf(words)) << words;
    for (const char filler : {' ', '\0', '.', '\xFF'}) {
      std::string padded(words.substr(0, 32));
      padded.resize(32, filler);
      EXPECT_FALSE(parse_leaf(head + padded)) << words;
    }
  };
  Dice dice(7);
  const std::vector<std::string> names = {
      "Maria Invented",  "Олена Вигадана",  "王小明",          "مريم المخترعة", "+44 7700 900123",
      "Nobody, 1 No St", "born 1 May 2001", "case 17 at noon", "AB123456",      "Żaneta Zmyślona"};
  for (int i = 0; i < 10000; ++i) {
    std::string words = names[dice.below(static_cast<std::uint32_t>(names.size()))];
    while (words.size() < 32 && dice.below(3) != 0) {
      words += " " + names[dice.below(static_cast<std::uint32_t>(names.size()))];
    }
    expect_refused(words + (dice.below(2) == 0 ? std::to_string(dice.below(10)) : ""));
  }
  EXPECT_EQ(tried, 10000);
}

TEST(Leaf, of_another_shape_is_refused) {
  const std::string good = to_string(leaf_of(open_sample()));
  for (const std::string& bytes :
       {std::string(), good.substr(0, 36), good + "x", '\2' + good.substr(1),
        good.substr(0, 5) + std::string(32, '\0'), std::string(65535, 'x')}) {
    const auto leaf = parse_leaf(bytes);
    ASSERT_FALSE(leaf);
    EXPECT_EQ(leaf.error().code, Code::invalid);
  }
}

TEST(Record, is_read_as_it_was_written) {
  const std::string bytes = to_string(sample()).value();
  const Record record = parse_record(bytes).value();
  EXPECT_EQ(record.type, sample().type);
  EXPECT_EQ(record.subject, sample().subject);
  EXPECT_EQ(record.previous, sample().previous);
  EXPECT_EQ(record.body, sample().body);
  EXPECT_EQ(to_string(record).value(), bytes);
  EXPECT_FALSE(parse_record(to_string(Record{.type = "t"}).value()).value().previous);
}

TEST(Record, that_would_be_read_otherwise_is_refused) {
  EXPECT_FALSE(to_string(Record{.type = ""}));
  EXPECT_FALSE(to_string(Record{.type = "Two words"}));
  EXPECT_FALSE(to_string(Record{.type = "t", .subject = "one\ntwo"}));
  EXPECT_FALSE(to_string(Record{.type = "t", .subject = std::string(1025, 'x')}));
  EXPECT_EQ(to_string(Record{.type = "t", .body = std::string(kLongestRecord, 'x')}).error().code,
            Code::limited);
  for (const char* bytes :
       {"", "type t", "type t\nsubject \nprevious \n", "type t\nprevious \nsubject \n\n",
        "type t\nsubject x\nprevious AAAA\n\n", "type T\nsubject \nprevious \n\n",
        "typet\nsubject \nprevious \n\n", "type t\r\nsubject \nprevious \n\n"}) {
    EXPECT_FALSE(parse_record(bytes)) << bytes;
  }
}

TEST(Opening, is_read_as_it_was_written_and_shows_nothing_when_wrong) {
  const std::string bytes = to_string(open_sample()).reveal();
  const Opening opening = parse_opening(bytes).value();
  EXPECT_EQ(leaf_of(opening), leaf_of(open_sample()));
  EXPECT_EQ(to_string(opening).reveal(), bytes);
  for (std::size_t i = 0; i < bytes.find("type"); ++i) {
    std::string wrong = bytes;
    wrong[i] = static_cast<char>(wrong[i] ^ 1);
    const auto read = parse_opening(wrong);
    EXPECT_TRUE(!read || leaf_of(*read) != leaf_of(open_sample())) << i;
    EXPECT_TRUE(read || !read.error().message.contains("case")) << i;
  }
}

}  // namespace
}  // namespace lodestar::ledger
