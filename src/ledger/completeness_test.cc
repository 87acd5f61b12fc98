// SPDX-License-Identifier: Apache-2.0
#include "ledger/completeness.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/completeness_scene.h"

namespace lodestar::ledger {
namespace {

using lodestar::testing::MappedLog;

const MappedLog& scene() {
  static const MappedLog kScene(700);
  return kScene;
}

bool holds(const Completeness& proof, std::string_view subject) {
  return verify_completeness(MappedLog::policy(), proof, subject).has_value();
}

std::vector<std::uint64_t> indexes_of(const Completeness& proof) {
  std::vector<std::uint64_t> indexes;
  for (const ListEntry& entry : proof.entries) indexes.push_back(entry.index);
  return indexes;
}

TEST(Completeness, lists_all_entries_about_a_subject_below_the_last_map) {
  const Completeness proof = scene().prove("case 3");
  std::vector<std::uint64_t> expected;
  for (std::uint64_t index = 0; index < 511; ++index) {
    const bool is_there = !is_map_place(index) && MappedLog::record_of(index).subject == "case 3";
    if (is_there) expected.push_back(index);
  }
  EXPECT_EQ(indexes_of(proof), expected);
  const auto covered = verify_completeness(MappedLog::policy(), proof, "case 3").value();
  EXPECT_EQ(covered.size, 511U);
  EXPECT_EQ(covered.accepted.checkpoint.head.size, 700U);
  EXPECT_FALSE(holds(proof, "case 4"));
}

TEST(Completeness, says_that_there_is_nothing) {
  for (const char* const subject : {"case 7", "case 33", "case ", "Case 3", "padding"}) {
    const Completeness proof = scene().prove(subject);
    EXPECT_TRUE(proof.entries.empty());
    EXPECT_TRUE(holds(proof, subject)) << subject;
    EXPECT_FALSE(holds(proof, "case 3"));
  }
}

TEST(Completeness, is_read_as_it_was_written) {
  for (const char* const subject : {"case 3", "case 7", "case 8", "case 9", "case 10"}) {
    const std::string text = to_string(scene().prove(subject));
    const auto proof = parse_completeness(text);
    ASSERT_TRUE(proof) << proof.error().message;
    EXPECT_EQ(to_string(*proof), text);
    EXPECT_TRUE(holds(*proof, subject));
  }
}

// Of both kinds of proof, and whatever the bit is in: hash, number, word, signature.
TEST(Completeness, holds_with_no_bit_changed) {
  const MappedLog small(257);
  for (const char* const subject : {"case 3", "case 7"}) {
    const std::string text = to_string(small.prove(subject));
    ASSERT_TRUE(holds(parse_completeness(text).value(), subject));
    for (std::size_t bit = 0; bit < text.size() * 8; bit += 5) {
      std::string other = text;
      other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << (bit % 8)));
      const auto proof = parse_completeness(other);
      ASSERT_FALSE(proof && holds(*proof, subject)) << subject << " bit " << bit << "\n" << other;
    }
  }
}

TEST(Completeness, holds_with_no_entry_left_out_or_added) {
  const Completeness proof = scene().prove("case 3");
  for (std::size_t i = 0; i < proof.entries.size(); ++i) {
    Completeness other = proof;
    other.entries.erase(other.entries.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_FALSE(holds(other, "case 3"));
  }
  Completeness more = proof;
  more.entries.push_back({.index = 510, .leaf = proof.entries[0].leaf});
  EXPECT_FALSE(holds(more, "case 3"));
  Completeness none = proof;
  none.entries.clear();
  EXPECT_FALSE(holds(none, "case 3"));
}

// The keeper can write what he likes into other entries: nothing of it is a map.
TEST(Completeness, takes_no_map_from_another_place) {
  const MappedLog log(600);
  for (const std::uint64_t index : {254, 256, 0}) {
    Completeness proof = log.prove("case 3");
    proof.record.index = index;
    const auto covered = verify_completeness(MappedLog::policy(), proof, "case 3");
    ASSERT_FALSE(covered);
    EXPECT_TRUE(covered.error().message.contains("no map's place"));
  }
}

TEST(Completeness, of_another_key_or_log_does_not_hold) {
  const Completeness proof = scene().prove("case 3");
  EXPECT_FALSE(verify_completeness({}, proof, "case 3"));
  const Completeness other = MappedLog(700, 8).prove("case 3");
  EXPECT_TRUE(holds(other, "case 3"));
  Completeness mixed = proof;
  mixed.key = other.key;
  mixed.name = other.name;
  EXPECT_FALSE(holds(mixed, "case 3"));
}

TEST(Completeness, is_written_in_one_way) {
  const std::string text = to_string(scene().prove("case 7"));
  const auto refused = [&](std::string_view from, std::string_view to) {
    std::string other = text;
    other.replace(other.find(from), from.size(), to);
    return !parse_completeness(other);
  };
  EXPECT_TRUE(refused("key ", "key  "));
  EXPECT_TRUE(refused("issuer 0", "issuer +"));
  EXPECT_TRUE(refused("/v1\n", "/v1 \n"));
  EXPECT_TRUE(refused("c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v1\nextra AAAA\n"));
  EXPECT_FALSE(parse_completeness(""));
  for (std::size_t end = 0; end < text.size(); end += 7) {
    EXPECT_FALSE(parse_completeness(text.substr(0, end)));
  }
}

TEST(MapAudit, finds_each_map_as_the_labels_make_it) {
  const auto labels = parse_map_labels(to_string(scene().labels()).reveal()).value();
  const auto audited = audit_maps(labels, scene().leaf_at()).value();
  EXPECT_EQ(audited.maps, 2U);
  EXPECT_EQ(audited.lists, 9U);  // seven cases, padding, maps
  EXPECT_TRUE(audited.findings.empty());
}

TEST(MapAudit, tells_maps_behind_a_label_that_was_changed) {
  MapLabels labels = scene().labels();
  labels.slots[300] = labels.slots[301];
  EXPECT_EQ(audit_maps(labels, scene().leaf_at())->findings, std::vector<std::uint64_t>{511});
  labels.slots[3] = labels.slots[301];
  EXPECT_EQ(audit_maps(labels, scene().leaf_at())->findings.size(), 2U);
  const std::string bytes = to_string(labels).reveal();
  EXPECT_FALSE(parse_map_labels(bytes.substr(0, bytes.size() - 1)));
  EXPECT_FALSE(parse_map_labels(bytes + std::string(32, 'x')));
}

// A proof that a label is absent shows a neighbour: who does not hold its blind cannot try whose
// list it is, or of how many entries.
TEST(Completeness, shows_nothing_of_the_neighbour_that_could_be_tried) {
  const Completeness absent = scene().prove("case 7");
  ASSERT_TRUE(absent.path.neighbour);
  const Hash& value = absent.path.neighbour->value;
  int with_blind = 0, without = 0;
  for (int number = 0; number < 7; ++number) {
    const Completeness proof = scene().prove("case " + std::to_string(number));
    Edge list;
    for (const ListEntry& entry : proof.entries) list.add(hash_list_entry(entry));
    with_blind += map_value(proof.blind, {list.size(), list.root()}) == value ? 1 : 0;
    without += map_value({}, {list.size(), list.root()}) == value ? 1 : 0;
    without += map_value(absent.blind, {list.size(), list.root()}) == value ? 1 : 0;
  }
  EXPECT_EQ(with_blind, 1) << "else the neighbour is not among them, and this shows nothing";
  EXPECT_EQ(without, 0);
}

}  // namespace
}  // namespace lodestar::ledger
