// SPDX-License-Identifier: Apache-2.0
// Maps of a private log, on a real disk and on a simulated one that fails: whatever happens, each
// map in the tree is the one of the entries before it, and each record is in the list of its
// subject.
#include "log/record_map.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <map>
#include <optional>
#include <set>
#include <stop_token>

#include "log/private_log.h"
#include "log/tile_files.h"
#include "support/crash_states.h"
#include "support/ledger_scene.h"
#include "support/log_scene.h"
#include "support/public_data.h"
#include "support/simulated_files.h"
#include "support/temporary_folder.h"

namespace lodestar::log {
namespace {

using ledger::Record;
using lodestar::testing::Dice;
using lodestar::testing::expect_survival;
using lodestar::testing::SimulatedFiles;

constexpr std::uint64_t kStart = 1'700'000'000, kHour = 3600;

std::string sign(const ledger::TreeHead& head, const std::stop_token& /*stop*/) {
  const ledger::Signer log = lodestar::testing::test_log();
  ledger::Note note{.text =
                        to_string(ledger::Checkpoint{.origin = log.verifier().name, .head = head})};
  note.signatures.push_back(log.sign(note.text));
  return to_string(note);
}

ledger::Policy policy() {
  ledger::Policy policy;
  policy.logs.push_back({.key = lodestar::testing::test_log().verifier()});
  return policy;
}

PrivateOptions options_on(io::Files& files) {
  crypto::SealingKey key{};
  key.fill(7);
  return {.log = {.sign = sign, .segment_bytes = 24000, .files = &files},
          .issuer = 0x01020304,
          .key = Sensitive(key)};
}

Record about(const std::string& subject) {
  return {.type = "note", .subject = subject, .body = "invented"};
}

using Lists = std::map<std::string, std::set<std::uint64_t>>;

// Each subject's list is proven to be what `known` says, below the newest map.
void expect_lists(const std::string& place, io::Files& files, const Lists& known,
                  const std::string& when) {
  for (const auto& [subject, indexes] : known) {
    const auto proof = prove_completeness(place, subject, options_on(files));
    ASSERT_TRUE(proof) << when << ": " << proof.error().message;
    const auto read = ledger::parse_completeness(to_string(*proof));
    ASSERT_TRUE(read) << when << ": " << read.error().message;
    const auto covered = verify_completeness(policy(), *read, subject);
    ASSERT_TRUE(covered) << when << ": " << covered.error().message;
    std::set<std::uint64_t> listed, expected;
    for (const ledger::ListEntry& entry : read->entries) listed.insert(entry.index);
    for (const std::uint64_t index : indexes) {
      if (index < covered->size) expected.insert(index);
    }
    ASSERT_TRUE(std::ranges::includes(listed, expected)) << when << ": " << subject;
  }
}

Error refusal() { return {Code::unavailable, "no quorum"}; }
bool is_refusal(const Error& error) { return error.message.starts_with("no quorum"); }

struct MappedLogs : ::testing::Test {
  MappedLogs() { make(256); }
  void make(std::uint64_t increment) {
    std::filesystem::remove_all(place);
    const PrivateShape shape{.begins_s = kStart, .period_s = kHour, .increment = increment};
    EXPECT_TRUE(PrivateLog::make(place, shape, options_on(files).key, files));
  }
  Result<std::unique_ptr<PrivateLog>> open() { return PrivateLog::open(place, options_on(files)); }
  std::uint64_t add(PrivateLog& log, const std::string& subject) {
    const Record record = about(subject);
    const std::uint64_t index = log.add({&record, 1}).value();
    known[subject].insert(index);
    return index;
  }
  void add_many(PrivateLog& log, const std::string& subject, std::size_t count) {
    const std::vector<Record> records(count, about(subject));
    const std::uint64_t first = log.add(records).value();
    for (std::size_t i = 0; i < count; ++i) known[subject].insert(index_behind(first, i));
  }
  std::vector<std::uint64_t> proven(const std::string& subject) {
    const auto proof = prove_completeness(place, subject, options_on(files)).value();
    EXPECT_TRUE(verify_completeness(policy(), proof, subject));
    std::vector<std::uint64_t> indexes;
    indexes.reserve(proof.entries.size());
    for (const ledger::ListEntry& entry : proof.entries) indexes.push_back(entry.index);
    return indexes;
  }
  std::optional<Code> error_of_labels() {  // an auditor's
    const auto labels = read_map_labels(place, options_on(files));
    return labels ? std::nullopt : std::optional(labels.error().code);
  }
  void put(const std::string& path, std::string_view bytes) {
    const auto file = files.create(path, 0600).value();
    EXPECT_TRUE(write_whole(files, file, 0, bytes));
    files.close(file);
  }
  test::TemporaryFolder folder;
  const std::string place = (folder.path() / "log").string();
  io::Files& files = io::system_files();
  Lists known;
};

TEST_F(MappedLogs, name_records_whose_subject_nobody_can_ask_for) {
  const auto log = open().value();
  for (const char* subject : {"Zo\u00e9", "Zoe\u0301", "case "}) add(*log, subject);
  const auto tally = log->check().value();
  EXPECT_EQ(tally.other_subjects, (std::vector<std::uint64_t>{1, 2}));
  EXPECT_TRUE(tally.damaged.empty());
}

TEST_F(MappedLogs, give_the_last_place_of_each_bundle_to_a_map) {
  const auto log = open().value();
  add_many(*log, "case", 250);
  for (std::uint64_t i = 250; i < 260; ++i) EXPECT_EQ(add(*log, "case"), i + i / 255);
  add_many(*log, "case", 340);
  EXPECT_EQ(log->publish(kStart + 3 * kHour).value().size, 768U);
  for (const std::uint64_t index : {255, 511, 767}) {
    const auto opening = log->opening_of(index).value();
    EXPECT_EQ(leaf_of(opening), log->leaf_at(index).value());
    EXPECT_TRUE(opening.record.reveal().starts_with("type map\n"));
    const auto beside = read_opening(place, {index, 768}, options_on(files)).value();
    EXPECT_EQ(beside.record.reveal(), opening.record.reveal());
  }
  EXPECT_EQ(log->check()->maps, 3U);
}

TEST_F(MappedLogs, pass_over_the_places_of_maps_in_a_long_row) {
  EXPECT_EQ(index_behind(0, 0), 0U);
  EXPECT_EQ(index_behind(250, 4), 254U);
  EXPECT_EQ(index_behind(250, 5), 256U);
  EXPECT_EQ(index_behind(255, 0), 256U);
  EXPECT_EQ(index_behind(256, 255), 512U);
  const auto log = open().value();
  const std::vector<Record> records(600, about("case"));
  EXPECT_EQ(log->add(records).value(), 0U);
  EXPECT_EQ(add(*log, "next"), 602U);
  EXPECT_EQ(log->publish(kStart + 2 * kHour).value().size, 512U);
  EXPECT_EQ(proven("case").size(), 510U);
  const auto again = open();
  EXPECT_EQ(again.error().code, Code::conflict);
}

TEST_F(MappedLogs, prove_what_there_is_and_that_there_is_nothing) {
  {
    const auto log = open().value();
    add(*log, "case 1");
    add(*log, "case 2");
    add(*log, "case 1");
    EXPECT_EQ(prove_completeness(place, "case 1", options_on(files)).error().code, Code::not_found);
    EXPECT_TRUE(log->publish(kStart + kHour));
    EXPECT_EQ(proven("case 1"), (std::vector<std::uint64_t>{0, 2}));
    EXPECT_EQ(proven("case 3"), (std::vector<std::uint64_t>{}));
    EXPECT_EQ(add(*log, "case 1"), 256U);
    EXPECT_EQ(proven("case 1").size(), 2U) << "what waits is under no map";
    EXPECT_TRUE(log->publish(kStart + 2 * kHour));
  }
  EXPECT_EQ(proven("case 1"), (std::vector<std::uint64_t>{0, 2, 256}));
}

// The map's own root is kept beside the labels, and can be made of them again.
TEST_F(MappedLogs, find_and_mend_what_a_bit_did_to_the_root_of_a_map) {
  {
    const auto log = open().value();
    add_many(*log, "case", 600);
    EXPECT_TRUE(log->publish(kStart + 3 * kHour));
  }
  const std::string path = place + "/private/map/labels/000000";
  const std::string labels = files.read(path).value();
  std::uint64_t hour = 4;
  for (const std::uint64_t index : {255, 511, 767}) {
    std::string flipped = files.read(path).value();
    flipped[index * 32 + 5] ^= 4;
    put(path, flipped);
    const auto log = open().value();
    const auto damaged = log->check()->damaged;
    ASSERT_EQ(damaged.size(), 1U) << index;
    EXPECT_TRUE(damaged[0].contains(std::to_string(index))) << damaged[0];
    EXPECT_TRUE(damaged[0].contains("next publication")) << damaged[0];
    EXPECT_EQ(proven("case").size(), 600U);
    const auto exported = read_map_labels(place, options_on(files));
    ASSERT_FALSE(exported) << "an auditor would get a salt that opens nothing";
    EXPECT_EQ(exported.error().code, Code::corrupt);
    EXPECT_TRUE(exported.error().message.contains("fsck")) << exported.error().message;
    EXPECT_TRUE(exported.error().message.contains("next publication")) << exported.error().message;
    EXPECT_TRUE(log->publish(kStart + hour++ * kHour)) << index;
    EXPECT_TRUE(read_map_labels(place, options_on(files))) << index;
    EXPECT_TRUE(log->check()->damaged.empty()) << index;
    EXPECT_TRUE(files.read(path).value().starts_with(labels)) << index;
  }
}

// Whichever it is, as the labels that an auditor gets must be the ones that made the maps.
TEST_F(MappedLogs, give_no_auditor_labels_with_a_bit_changed) {
  make(300);
  {
    const auto log = open().value();
    add_many(*log, "case", 280);
    EXPECT_TRUE(log->publish(kStart + kHour));
  }
  const std::string path = place + "/private/map/labels/000000";
  const std::string labels = files.read(path).value();
  EXPECT_EQ(error_of_labels(), std::nullopt);
  Dice dice(5);
  for (std::size_t index = 0; index < 300; index += 23) {
    std::string flipped = labels;
    char& byte = flipped.at(index * 32 + dice.below(32));
    byte = static_cast<char>(byte ^ 1 << dice.below(7));
    put(path, flipped);
    EXPECT_EQ(error_of_labels(), Code::corrupt) << index;
  }
}

TEST_F(MappedLogs, keep_erased_entries_in_their_lists) {
  const auto log = open().value();
  add(*log, "case 1");
  add(*log, "case 1");
  EXPECT_TRUE(log->erase(0, ""));  // before any map, and the next behind one
  EXPECT_TRUE(log->publish(kStart + kHour));
  EXPECT_TRUE(log->erase(1, ""));
  EXPECT_TRUE(log->publish(kStart + 2 * kHour));
  EXPECT_EQ(proven("case 1"), (std::vector<std::uint64_t>{0, 1}));
  const auto tally = log->check().value();
  EXPECT_TRUE(tally.damaged.empty() && tally.missing.empty());
}

TEST_F(MappedLogs, can_be_audited_by_who_has_the_labels_alone) {
  {
    const auto log = open().value();
    for (int i = 0; i < 30; ++i) add_many(*log, "case " + std::to_string(i % 5), 10);
    EXPECT_TRUE(log->publish(kStart + 3 * kHour));
  }
  auto labels = read_map_labels(place, options_on(files)).value();
  EXPECT_EQ(labels.slots.size(), 768U);
  const auto leaf_at = leaves_of(place + "/public", 768, files);
  const auto audited = audit_maps(labels, leaf_at).value();
  EXPECT_EQ(audited.maps, 3U);
  EXPECT_TRUE(audited.findings.empty());
  std::swap(labels.slots[4], labels.slots[14]);
  EXPECT_EQ(audit_maps(labels, leaf_at)->findings.size(), 3U);
}

TEST_F(MappedLogs, keep_labels_and_maps_of_what_witnesses_hold_back) {
  make(300);
  bool refuses = false;
  PrivateOptions options = options_on(files);
  options.log.sign = [&](const ledger::TreeHead& head, const std::stop_token& stop) {
    return refuses ? Result<std::string>(refusal()) : sign(head, stop);
  };
  {
    const auto log = PrivateLog::open(place, options).value();
    add(*log, "case 1");
    EXPECT_TRUE(log->publish(kStart + kHour));
    add_many(*log, "case 1", 250);
    refuses = true;
    EXPECT_EQ(log->publish(kStart + 2 * kHour).error().code, Code::unavailable);
    add(*log, "case 2");
  }
  for (std::uint64_t hours : {2, 2, 3}) {
    const auto log = PrivateLog::open(place, options).value();
    EXPECT_EQ(log->published().size, 300U);
    EXPECT_EQ(log->publish(kStart + hours * kHour).error().code, Code::unavailable);
    EXPECT_EQ(read_map_labels(place, options)->slots.size(), 300U);
    EXPECT_EQ(proven("case 1"), std::vector<std::uint64_t>{0});
    add_many(*log, "case 1", 3);
  }
  refuses = false;
  const auto log = PrivateLog::open(place, options).value();
  EXPECT_EQ(log->published().size, 300U) << "opening publishes nothing";
  EXPECT_EQ(log->publish(kStart + 4 * kHour)->size, 1200U);
  EXPECT_EQ(read_map_labels(place, options)->slots.size(), 1200U);
  const auto tally = log->check().value();
  EXPECT_EQ(tally.maps, 4U);
  EXPECT_EQ(tally.held, 261U);
  EXPECT_TRUE(tally.damaged.empty() && tally.missing.empty());
  std::uint64_t below = 0;
  for (const std::uint64_t index : known["case 1"]) below += index < 1023 ? 1 : 0;
  EXPECT_EQ(proven("case 1").size(), below);
}

TEST_F(MappedLogs, need_no_increment_of_a_bundle) {
  for (const std::uint64_t increment : {1, 100, 1000}) {
    make(increment);
    known.clear();
    const auto log = open().value();
    const std::uint64_t wanted = increment == 1 ? 300 : 1000;
    for (int i = 0; i < 13; ++i) add_many(*log, "case " + std::to_string(i % 3), 20);
    EXPECT_EQ(log->publish(kStart + wanted / increment * kHour).value().size, wanted);
    ASSERT_NO_FATAL_FAILURE(expect_lists(place, files, known, std::to_string(increment)));
    EXPECT_EQ(log->check()->maps, wanted / 256);
    EXPECT_TRUE(log->check()->damaged.empty());
  }
}

TEST_F(MappedLogs, tell_what_was_changed_in_their_files) {
  {
    const auto log = open().value();
    add(*log, "case 1");
    add(*log, "case 2");
    EXPECT_TRUE(log->publish(kStart + kHour));
  }
  const std::string path = place + "/private/map/labels/000000";
  const std::string before = lodestar::testing::read_whole(path);
  ASSERT_EQ(before.size(), 256U * 32U);
  const auto put = [&](std::string_view bytes) { this->put(path, bytes); };
  put(before.substr(32, 32) + before.substr(0, 32) + before.substr(64));  // two subjects changed
  EXPECT_EQ(prove_completeness(place, "case 1", options_on(files)).error().code, Code::corrupt);
  EXPECT_EQ(error_of_labels(), Code::corrupt);
  EXPECT_EQ(open().value()->check()->damaged.size(), 3U);  // both entries, and the map
  put(before.substr(0, 255 * 32) + std::string(32, 'x'));
  EXPECT_EQ(open().value()->opening_of(255).error().code, Code::corrupt);
  EXPECT_EQ(read_opening(place, {255, 256}, options_on(files)).error().code, Code::corrupt);
  put(before.substr(0, 100));
  EXPECT_EQ(prove_completeness(place, "case 1", options_on(files)).error().code, Code::corrupt);
  put(before);
  EXPECT_EQ(proven("case 1"), std::vector<std::uint64_t>{0});
  EXPECT_TRUE(open().value()->check()->damaged.empty());
}

// What stands behind the last map is under no map of the log yet.
TEST_F(MappedLogs, sign_no_map_of_labels_or_entries_that_were_changed) {
  for (const std::uint64_t size : {100, 300}) {
    make(100);
    {
      const auto log = open().value();
      add_many(*log, "case 1", 3);
      EXPECT_TRUE(log->publish(kStart + (size / 100 - 1) * kHour));
      add_many(*log, "case 1", 3);
      EXPECT_EQ(log->publish(kStart + size / 100 * kHour)->size, size);
    }
    const std::size_t label = size == 100 ? 0 : 290;  // a record's, padding's
    const std::string bundle = size == 100 ? "000.p/100" : "001.p/44";
    for (const auto& [path, byte] :
         std::map<std::string, std::size_t>{{"/private/map/labels/000000", label * 32 + 7},
                                            {"/public/tile/entries/" + bundle, 10 * 39 + 20}}) {
      SCOPED_TRACE(path);
      const auto log = open().value();
      const std::string before = lodestar::testing::read_whole(place + path);
      std::string after = before;
      after.at(byte) = static_cast<char>(after.at(byte) ^ 1);
      put(place + path, after);
      const auto published = log->publish(kStart + 6 * kHour);
      ASSERT_FALSE(published) << "a false map is published";
      EXPECT_EQ(published.error().code, Code::corrupt);
      EXPECT_TRUE(published.error().message.contains("fsck")) << published.error().message;
      EXPECT_EQ(log->published().size, size);
      const auto tally = log->check().value();
      EXPECT_EQ(error_of_labels(), Code::corrupt) << "an auditor would find the log false";
      EXPECT_FALSE(tally.damaged.empty());
      EXPECT_TRUE(tally.damaged.back().contains("behind the last map"));
      put(place + path, before);
    }
    EXPECT_EQ(open().value()->publish(kStart + 6 * kHour)->size, 600U);
    EXPECT_EQ(proven("case 1").size(), 6U);
  }
}

// Their labels come from what waited, as long as the map has not settled them.
TEST_F(MappedLogs, take_nothing_for_padding_that_lost_its_label) {
  make(100);
  {
    const auto log = open().value();
    std::promise<bool> added;
    const ledger::Leaf leaf = leaf_of(ledger::Opening{.issuer = 1, .record = {}});
    log->add_leaves({&leaf, 1}, [&](const auto& first) { added.set_value(first.has_value()); });
    EXPECT_TRUE(added.get_future().get());
    EXPECT_TRUE(log->publish(kStart + kHour));
  }
  const std::string waiting = place + "/private/waiting", settled = place + "/private/map/settled";
  std::filesystem::rename(settled, settled + ".away");
  EXPECT_TRUE(open()) << "the labels wait still";
  std::filesystem::remove(settled);
  std::filesystem::remove_all(waiting);
  EXPECT_EQ(open().error().code, Code::corrupt);
  std::filesystem::rename(settled + ".away", settled);
  EXPECT_TRUE(open());
}

TEST_F(MappedLogs, go_on_where_files_of_before_say_only_how_many_labels_there_are) {
  make(100);
  {
    const auto log = open().value();
    add_many(*log, "case 1", 3);
    EXPECT_TRUE(log->publish(kStart + kHour));
  }
  const std::string settled = place + "/private/map/settled";
  put(settled, "lodestar map 1\n100\n");
  EXPECT_TRUE(open().value()->publish(kStart + 2 * kHour));
  EXPECT_TRUE(lodestar::testing::read_whole(settled).starts_with("lodestar map 2\n200\n"));
  std::string damaged = lodestar::testing::read_whole(settled);
  damaged[18] = '1';
  put(settled, damaged);
  EXPECT_EQ(open().error().code, Code::corrupt);
  EXPECT_EQ(read_map_labels(place, options_on(files)).error().code, Code::corrupt);
}

// On a disk that fails.
class World {
 public:
  explicit World(std::uint32_t seed) : files(seed), dice_(seed * 17 + 3) {
    const PrivateShape shape{.begins_s = kStart, .period_s = kHour, .increment = 128};
    EXPECT_TRUE(PrivateLog::make("log", shape, options_on(files).key, files));
  }

  void use(int steps) {
    auto log = open();
    for (int i = 0; log && i < steps; ++i) {
      if (!act(**log)) break;
    }
  }
  void end_process(bool loses_power) {
    files.restart();
    if (loses_power) files.lose_power();
  }
  void expect_all_is_well(const std::string& when) {
    ASSERT_NO_FATAL_FAILURE(expect_maps(when + ", as witnesses like"));
    witnesses_refuse_ = false;
    ASSERT_NO_FATAL_FAILURE(expect_maps(when));
    witnesses_refuse_ = true;
  }

  SimulatedFiles files;

 private:
  // Its witnesses refuse now and then, and are asked again.
  Result<std::unique_ptr<PrivateLog>> open() {
    PrivateOptions options = options_on(files);
    options.log.sign = [this](const ledger::TreeHead& head,
                              const std::stop_token& stop) -> Result<std::string> {
      if (witnesses_refuse_ && dice_.below(2) == 0) return refusal();
      return sign(head, stop);
    };
    return PrivateLog::open("log", options);
  }
  void expect_maps(const std::string& when) {
    std::uint64_t size = 0;
    {
      const auto log = open();
      ASSERT_TRUE(log) << when << ": " << log.error().message;
      const auto tally = (*log)->check();
      ASSERT_TRUE(tally) << when << ": " << tally.error().message;
      ASSERT_TRUE(tally->damaged.empty()) << when << ": " << tally->damaged.front();
      ASSERT_TRUE(tally->missing.empty()) << when << ": " << tally->missing.front();
      size = (*log)->published().size;
      ASSERT_GE(tally->maps, size / 256) << when;
    }
    if (size < 256) return;
    ASSERT_NO_FATAL_FAILURE(expect_lists("log", files, known_, when));
  }
  bool act(PrivateLog& log) {
    if (dice_.below(3) == 0) {
      now_s_ += kHour * dice_.below(4);
      const auto published = log.publish(now_s_);
      return published || is_refusal(published.error());
    }
    const std::string subject = "case " + std::to_string(dice_.below(3));
    const std::vector<Record> records(1 + dice_.below(dice_.below(5) == 0 ? 200 : 4),
                                      about(subject));
    const auto first = log.add(records);
    if (!first) return false;
    for (std::size_t i = 0; i < records.size(); ++i) {
      known_[subject].insert(index_behind(*first, i));
    }
    return true;
  }

  Dice dice_;
  Lists known_;
  std::uint64_t now_s_ = kStart;
  bool witnesses_refuse_ = true;
};

TEST(RecordMapCrash, leaves_each_map_that_of_the_entries_before_it) {
  expect_survival<World>({.states = 120, .stride = 41, .steps = 9});
}

}  // namespace
}  // namespace lodestar::log
