// SPDX-License-Identifier: Apache-2.0
// What a private log promises, on a real disk and on a simulated one that fails: a record that was
// given an index opens there; what was erased never opens again, and a record says so; the tree is
// as large as the time says.
#include "log/private_log.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <map>
#include <numeric>

#include "base/utc.h"
#include "log/find_records.h"
#include "log/tile_files.h"
#include "support/crash_states.h"
#include "support/log_scene.h"
#include "support/public_data.h"
#include "support/simulated_files.h"
#include "support/temporary_folder.h"

namespace lodestar::log {
namespace {

using ledger::Record;
using lodestar::testing::Dice;
using lodestar::testing::expect_survival;
using lodestar::testing::sign_plainly;
using lodestar::testing::SimulatedFiles;

constexpr std::uint32_t kIssuer = 0x01020304;
constexpr std::uint64_t kStart = 1'700'000'000, kHour = 3600;

Sensitive<crypto::SealingKey> key_of(unsigned char byte) {
  crypto::SealingKey key{};
  key.fill(byte);
  return Sensitive(key);
}

Record record_of(std::uint64_t number) {
  return {.type = "note",
          .subject = "case " + std::to_string(number),
          .body = "an invented secret, number " + std::to_string(number)};
}

PrivateOptions options_on(io::Files& files, unsigned char key = 7) {
  return {.log = {.sign = sign_plainly, .segment_bytes = 24000, .files = &files},
          .issuer = kIssuer,
          .key = key_of(key)};
}

struct PrivateLogs : ::testing::Test {
  PrivateLogs() {
    const PrivateShape shape{.begins_s = kStart, .period_s = kHour, .increment = 16};
    EXPECT_TRUE(PrivateLog::make(place, shape, key_of(7), files));
  }
  Result<std::unique_ptr<PrivateLog>> open(unsigned char key = 7) {
    return PrivateLog::open(place, options_on(files, key));
  }
  static std::uint64_t add(PrivateLog& log, std::uint64_t number) {
    const Record record = record_of(number);
    return log.add({&record, 1}).value();
  }
  static Record opened(const PrivateLog& log, std::uint64_t index) {
    return ledger::parse_record(log.opening_of(index).value().record.reveal()).value();
  }
  // Every byte below the folder.
  std::string everything() const {
    std::string bytes;
    for (const auto& file : std::filesystem::recursive_directory_iterator(place)) {
      if (file.is_regular_file()) bytes += lodestar::testing::read_whole(file.path().string());
    }
    return bytes;
  }
  test::TemporaryFolder folder;
  const std::string place = (folder.path() / "log").string();
  io::Files& files = io::system_files();
};

TEST_F(PrivateLogs, give_each_record_an_index_where_it_opens) {
  {
    const auto log = open().value();
    for (std::uint64_t i = 0; i < 5; ++i) EXPECT_EQ(add(*log, i), i);
    EXPECT_EQ(opened(*log, 3).body, record_of(3).body);
    EXPECT_EQ(log->waiting(), 5U);
  }
  const auto log = open().value();
  EXPECT_EQ(opened(*log, 3).subject, record_of(3).subject);
  EXPECT_EQ(add(*log, 5), 5U);
}

TEST_F(PrivateLogs, grow_as_the_clock_says_whatever_is_added) {
  const auto log = open().value();
  for (std::uint64_t i = 0; i < 40; ++i) add(*log, i);
  EXPECT_EQ(log->publish(kStart + kHour - 1).value().size, 0U);
  EXPECT_EQ(log->publish(kStart + kHour).value().size, 16U);
  EXPECT_EQ(log->waiting(), 24U);
  EXPECT_EQ(log->publish(kStart + kHour + 17).value().size, 16U);
  EXPECT_EQ(log->publish(kStart + 2 * kHour).value().size, 32U);
  EXPECT_EQ(log->publish(kStart + 3 * kHour).value().size, 48U);
  EXPECT_EQ(log->waiting(), 0U);
  EXPECT_EQ(add(*log, 40), 48U) << "what was padded is not given out again";
  EXPECT_EQ(log->publish(kStart + 9 * kHour).value().size, 144U) << "hours that were missed";
  for (std::uint64_t i = 0; i < 40; ++i) EXPECT_EQ(opened(*log, i).body, record_of(i).body);
  EXPECT_EQ(opened(*log, 48).body, record_of(40).body);
  EXPECT_EQ(opened(*log, 100).type, "padding");
}

// Hours in which nobody published are padding, also where entries came in them.
TEST_F(PrivateLogs, give_no_place_whose_time_has_come) {
  std::uint64_t now_s = kStart;
  PrivateOptions options = options_on(files);
  options.now_s = [&] { return now_s; };
  const auto log = PrivateLog::open(place, options).value();
  EXPECT_EQ(add(*log, 0), 0U);
  now_s = kStart + 5 * kHour - 1;
  EXPECT_EQ(add(*log, 1), 64U) << "in the fifth hour";
  now_s = kStart + 5 * kHour;
  EXPECT_EQ(add(*log, 2), 80U) << "in the sixth";
  now_s = kStart;
  EXPECT_EQ(add(*log, 3), 81U) << "a clock that was set back";
  EXPECT_EQ(log->unpublished(), (std::vector<std::uint64_t>{0, 64, 80, 81}));
  for (const Record& wanted : {record_of(1), record_of(3)}) {
    const auto found = find_records(*log, place, {.type = "note", .subject = wanted.subject});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->size(), 1U) << wanted.subject;
  }
  EXPECT_EQ(log->publish(kStart + 6 * kHour).value().size, 96U);
  EXPECT_EQ(log->waiting(), 0U);
  for (const auto& [index, number] : std::map<int, int>{{0, 0}, {64, 1}, {80, 2}, {81, 3}}) {
    EXPECT_EQ(opened(*log, index).body, record_of(number).body);
  }
  EXPECT_EQ(log->check()->padding, 92U);
}

std::vector<ledger::Leaf> leaves_of_others(std::uint64_t count) {
  std::vector<ledger::Leaf> leaves;
  for (std::uint64_t number = 0; leaves.size() < count; ++number) {
    ledger::Opening opening{.issuer = kIssuer,
                            .record = Sensitive(to_string(record_of(number)).value())};
    const ledger::Leaf leaf = leaf_of(opening);
    if (ledger::parse_leaf(to_string(leaf))) leaves.push_back(leaf);
  }
  return leaves;
}

TEST_F(PrivateLogs, take_leaves_of_others_side_by_side) {
  const std::vector<ledger::Leaf> leaves = leaves_of_others(2000);
  std::map<std::uint64_t, ledger::Leaf> places;  // on one thread
  {
    const auto log = open().value();
    for (const ledger::Leaf& leaf : leaves) {
      log->add_leaves({&leaf, 1}, [&places, &leaf](const Result<std::uint64_t>& first) {
        ASSERT_TRUE(first);
        places[*first] = leaf;
      });
    }
  }
  ASSERT_EQ(places.size(), leaves.size());
  const auto log = open().value();
  for (const auto& [index, leaf] : places) EXPECT_EQ(log->leaf_at(index).value(), leaf);
}

TEST_F(PrivateLogs, refuse_for_now_what_they_have_no_room_for) {
  PrivateOptions options = options_on(files);
  options.log.most_waiting_bytes = 2000;
  const auto log = PrivateLog::open(place, options).value();
  std::promise<Code> code;
  const std::vector<ledger::Leaf> leaves = leaves_of_others(100);
  log->add_leaves(leaves,
                  [&](const Result<std::uint64_t>& first) { code.set_value(first.error().code); });
  EXPECT_EQ(code.get_future().get(), Code::limited);
  const Record record = record_of(0);
  Result<std::uint64_t> added = log->add({&record, 1});
  for (int i = 0; added && i < 100; ++i) added = log->add({&record, 1});
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, Code::limited);
  EXPECT_TRUE(log->publish(kStart + 2 * kHour));
  EXPECT_TRUE(log->add({&record, 1}));
}

TEST_F(PrivateLogs, catch_up_with_more_missed_hours_than_may_wait_at_once) {
  PrivateOptions options = options_on(files);
  options.log.most_waiting_bytes = 3000;
  const auto log = PrivateLog::open(place, options).value();
  EXPECT_EQ(add(*log, 0), 0U);
  const auto head = log->publish(kStart + 100 * kHour);
  ASSERT_TRUE(head) << head.error().message;
  EXPECT_EQ(head->size, 1600U);
  EXPECT_EQ(add(*log, 1), 1600U);
}

TEST_F(PrivateLogs, publish_nothing_that_tells_records_from_padding) {
  const auto log = open().value();
  for (std::uint64_t i = 0; i < 8; ++i) add(*log, i);
  ASSERT_EQ(log->publish(kStart + kHour).value().size, 16U);
  for (std::uint64_t i = 0; i < 16; ++i) {
    const std::string entry = read_entry(place + "/public", {i, 16}).value();
    const auto leaf = ledger::parse_leaf(entry);
    ASSERT_TRUE(leaf);
    EXPECT_EQ(leaf->issuer, kIssuer);
    EXPECT_EQ(leaf_of(log->opening_of(i).value()), *leaf);
  }
  EXPECT_FALSE(everything().contains("an invented secret"));
  EXPECT_FALSE(everything().contains("case "));
}

TEST_F(PrivateLogs, erase_so_that_nothing_is_left_and_old_proofs_hold) {
  std::string key_before, payload_before;
  {
    const auto log = open().value();
    add(*log, 0);
    add(*log, 1);
    ASSERT_EQ(log->publish(kStart + kHour).value().size, 16U);
    const std::string name = crypto::to_hex(log->leaf_at(1)->commitment);
    const auto path = [&](const char* part) {
      return place + "/private/" + part + "/" + name.substr(0, 2) + "/" + name.substr(2);
    };
    key_before = lodestar::testing::read_whole(path("payload-keys"));
    payload_before = lodestar::testing::read_whole(path("payloads"));
    ASSERT_TRUE(everything().contains(key_before) && everything().contains(payload_before));
    EXPECT_EQ(log->erase(1, "asked for").value(), 16U);
    EXPECT_EQ(log->opening_of(1).error().code, Code::not_found);
    EXPECT_EQ(log->erase(1, "again").error().code, Code::not_found);
    EXPECT_EQ(log->erase(5, "padding").error().code, Code::not_found);
    EXPECT_EQ(log->publish(kStart + 2 * kHour).value().size, 32U);
  }
  EXPECT_FALSE(everything().contains(key_before));
  EXPECT_FALSE(everything().contains(payload_before));
  const auto log = open().value();
  const Record receipt = opened(*log, 16);
  EXPECT_EQ(receipt.type, "erasure");
  EXPECT_EQ(receipt.previous, log->leaf_at(1)->commitment);
  EXPECT_EQ(receipt.body, "asked for");
  ledger::TileReader tiles(read_tiles(place + "/public"));
  const auto proof = ledger::prove_inclusion({1, 32}, tiles).value();
  EXPECT_TRUE(ledger::holds_inclusion({1, 32},
                                      ledger::hash_leaf(to_string(log->leaf_at(1).value())), proof,
                                      log->published().root));
  const auto tally = log->check().value();
  EXPECT_EQ(tally.held, 2U);
  EXPECT_EQ(tally.erased, 1U);
  EXPECT_EQ(tally.padding, 29U);
  EXPECT_TRUE(tally.missing.empty() && tally.damaged.empty());
}

TEST_F(PrivateLogs, erase_what_is_left_of_what_was_lost_or_damaged) {
  const auto log = open().value();
  for (int number = 0; number < 4; ++number) add(*log, number);
  const auto path = [&](const char* part, std::uint64_t index) {
    const std::string name = crypto::to_hex(log->leaf_at(index)->commitment);
    return place + "/private/" + part + "/" + name.substr(0, 2) + "/" + name.substr(2);
  };
  std::filesystem::remove(path("payloads", 0));
  std::ofstream(path("payloads", 1)) << "damaged";
  std::filesystem::remove(path("payload-keys", 2));
  std::filesystem::remove(path("payloads", 3));
  std::filesystem::remove(path("payload-keys", 3));
  ASSERT_EQ(log->publish(kStart + kHour).value().size, 16U);
  for (const std::uint64_t index : {0, 1, 2, 3}) {
    EXPECT_EQ(log->erase(index, "asked for").value(), 16 + index);
    EXPECT_FALSE(std::filesystem::exists(path("payloads", index))) << index;
    EXPECT_FALSE(std::filesystem::exists(path("payload-keys", index))) << index;
    const bool was_lost = index == 0 || index == 3;
    EXPECT_EQ(opened(*log, 16 + index).body,
              was_lost ? "asked for\nits payload was lost before" : "asked for");
    EXPECT_EQ(log->erase(index, "again").error().code, Code::not_found);
  }
  EXPECT_TRUE(log->check()->missing.empty() && log->check()->damaged.empty());
  std::promise<std::uint64_t> place_of;
  log->add_leaves(leaves_of_others(1), [&](const auto& first) { place_of.set_value(*first); });
  EXPECT_EQ(log->erase(place_of.get_future().get(), "").error().code, Code::not_found)
      << "kept elsewhere";
  EXPECT_TRUE(log->publish(kStart + 2 * kHour));
  EXPECT_EQ(log->erase(20, "").error().code, Code::not_found) << "kept elsewhere";
  EXPECT_EQ(log->erase(30, "").error().code, Code::not_found) << "padding";
}

// What was acknowledged and then damaged: its index must not be another's.
TEST_F(PrivateLogs, refuse_a_damaged_last_record_of_those_that_wait) {
  {
    const auto log = open().value();
    add(*log, 0);
    add(*log, 1);
  }
  const std::string waiting = place + "/private/waiting";
  const std::string path = waiting + "/segment-00000000000000000001";
  std::string bytes = lodestar::testing::read_whole(path);
  bytes[bytes.find_last_not_of('\0')] ^= 1;
  std::ofstream(path, std::ios::binary) << bytes;
  const auto refused = open();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::corrupt);
  EXPECT_TRUE(refused.error().message.contains("Restore it")) << refused.error().message;

  std::filesystem::remove(waiting + "/durable");  // by who has no copy, and gives the record up
  {
    const auto log = open().value();
    EXPECT_EQ(log->waiting(), 1U);
    const auto tally = log->check().value();
    ASSERT_EQ(tally.damaged.size(), 2U) << "the payload and the key that are no entry's any more";
    for (const std::string& orphan : tally.damaged) {
      EXPECT_TRUE(orphan.contains("delete this file")) << orphan;
      std::filesystem::remove(place + "/" + orphan.substr(0, orphan.find(':')));
    }
  }
  EXPECT_TRUE(open().value()->check()->damaged.empty());
}

TEST_F(PrivateLogs, know_which_entries_about_a_subject_were_erased) {
  const auto log = open().value();
  for (const std::uint64_t number : {0, 1, 0, 0}) add(*log, number);
  ASSERT_TRUE(log->publish(kStart + kHour));
  add(*log, 0);
  add(*log, 0);
  EXPECT_TRUE(log->erased_about("case 0")->empty());
  for (const std::uint64_t index : {1, 2, 17}) EXPECT_TRUE(log->erase(index, ""));
  EXPECT_EQ(log->erased_about("case 0").value(), (std::vector<std::uint64_t>{2, 17}));
  EXPECT_EQ(log->erased_about("case 1").value(), (std::vector<std::uint64_t>{1}));
  EXPECT_TRUE(log->erased_about("case 2")->empty());
}

TEST_F(PrivateLogs, tell_which_of_their_erasures_are_damaged) {
  const auto log = open().value();
  for (int number = 0; number < 3; ++number) add(*log, number);
  EXPECT_EQ(log->erase(0, "").value(), 3U);
  EXPECT_EQ(log->erase(1, "").value(), 4U);
  EXPECT_EQ(log->erase(4, "").value(), 5U);
  EXPECT_TRUE(log->check()->damaged.empty());
  const std::string erased = place + "/private/erased/";
  const std::string name = erased + crypto::to_hex(log->leaf_at(0)->commitment);
  const std::string strange = erased + std::string(64, '0');
  const auto put = [](const std::string& path, const std::string& text) {
    std::ofstream(path) << text;
  };
  for (const std::string damage : {"", "receipt 2\n", "receipt 5\n", "receipt 99\n", "receipt 3",
                                   "receipt  3\n", "no receipt yet"}) {
    put(name, damage);
    EXPECT_EQ(log->check()->damaged.size(), 1U) << damage;
  }
  put(name, "receipt 3\n");
  put(strange, "receipt 3\n");
  EXPECT_EQ(log->check()->damaged.size(), 1U) << "of no entry";
  std::filesystem::remove(strange);
  put(erased + "what", "receipt 3\n");
  EXPECT_EQ(log->check()->damaged.size(), 1U);
  std::filesystem::remove(erased + "what");
  EXPECT_TRUE(log->check()->damaged.empty());
}

// As where the newest erasures come into an older copy of the log.
TEST_F(PrivateLogs, write_a_receipt_again_that_an_older_copy_has_not) {
  const auto log = open().value();
  add(*log, 0);
  EXPECT_EQ(log->erase(0, "").value(), 1U);
  const std::string name = crypto::to_hex(log->leaf_at(0)->commitment);
  std::ofstream(place + "/private/erased/" + name) << "receipt 7\n";
  EXPECT_TRUE(log->check()->damaged.at(0).contains("entry 0 is erased, and this is not"));
  EXPECT_EQ(log->erase(0, "").value(), 2U);
  EXPECT_TRUE(log->check()->damaged.empty());
}

// What is missing or damaged is told by its own entry.
TEST_F(PrivateLogs, blame_no_erasure_whose_receipt_cannot_be_read) {
  const auto log = open().value();
  for (int number = 0; number < 3; ++number) add(*log, number);
  EXPECT_EQ(log->erase(0, "").value(), 3U);
  const std::string receipt = crypto::to_hex(log->leaf_at(3)->commitment);
  for (const char* const part : {"payload-keys", "payloads"}) {
    const std::string in_part = receipt.substr(0, 2) + "/" + receipt.substr(2);
    const std::string path = place + "/private/" + part + "/" + in_part;
    const std::string aside = place + "/aside";
    std::filesystem::rename(path, aside);
    auto tally = log->check().value();
    ASSERT_EQ(tally.damaged.size() + tally.missing.size(), 1U) << part;
    if (tally.missing.empty()) {
      EXPECT_TRUE(tally.damaged[0].starts_with("entry 3: ")) << tally.damaged[0];
    } else {
      EXPECT_EQ(tally.missing[0], 3U);
    }
    std::ofstream(path) << "damaged";
    tally = log->check().value();
    ASSERT_EQ(tally.damaged.size(), 1U) << part;
    EXPECT_TRUE(tally.damaged[0].starts_with("entry 3: ")) << tally.damaged[0];
    std::filesystem::rename(aside, path);
  }
  EXPECT_TRUE(log->check()->damaged.empty());
}

TEST_F(PrivateLogs, erase_again_what_a_copy_brings_back) {
  const std::string payloads = place + "/private/payloads", keys = place + "/private/payload-keys";
  const auto copy = [&](const std::string& from, const std::string& to) {
    std::filesystem::remove_all(to);
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
  };
  {
    const auto log = open().value();
    add(*log, 0);
    copy(payloads, payloads + ".copy");
    copy(keys, keys + ".copy");
    ASSERT_TRUE(log->erase(0, ""));
  }
  copy(payloads + ".copy", payloads);
  copy(keys + ".copy", keys);
  const auto log = open().value();
  EXPECT_EQ(log->opening_of(0).error().code, Code::not_found);
  const std::string name = crypto::to_hex(log->leaf_at(0)->commitment);
  EXPECT_FALSE(std::filesystem::exists(payloads + "/" + name.substr(0, 2) + "/" + name.substr(2)));
}

TEST_F(PrivateLogs, refuse_another_key_and_show_what_is_damaged) {
  {
    const auto log = open().value();
    add(*log, 0);
    const std::string name = crypto::to_hex(log->leaf_at(0)->commitment);
    std::ofstream(place + "/private/payloads/" + name.substr(0, 2) + "/" + name.substr(2))
        << "something else, long enough to be a sealed payload";
    EXPECT_EQ(log->opening_of(0).error().code, Code::corrupt);
    EXPECT_EQ(log->check()->damaged.size(), 1U);
    std::filesystem::remove(place + "/private/payloads/" + name.substr(0, 2) + "/" +
                            name.substr(2));
    EXPECT_EQ(log->check()->missing, std::vector<std::uint64_t>{0});
  }
  EXPECT_EQ(open(8).error().code, Code::forbidden);
  EXPECT_TRUE(open());
}

TEST_F(PrivateLogs, do_not_go_on_without_their_record_of_what_waits) {
  add(*open().value(), 0);
  const std::string waiting = place + "/private/waiting";
  for (const auto& file : std::filesystem::directory_iterator(waiting)) {
    std::filesystem::remove(file.path());
  }
  EXPECT_EQ(open().error().code, Code::corrupt);
  std::filesystem::remove_all(waiting);
  EXPECT_EQ(open().error().code, Code::corrupt);
}

TEST_F(PrivateLogs, are_made_once_and_of_a_shape_that_can_be) {
  EXPECT_EQ(PrivateLog::make(place, {}, key_of(7), files).error().code, Code::conflict);
  EXPECT_EQ(PrivateLog::make(place + "2", {.increment = 0}, key_of(7), files).error().code,
            Code::invalid);
  EXPECT_EQ(PrivateLog::make(place + "2", {.period_s = 0}, key_of(7), files).error().code,
            Code::invalid);
  EXPECT_FALSE(PrivateLog::is_one(place + "2", files));
  EXPECT_TRUE(PrivateLog::is_one(place, files));
}

TEST_F(PrivateLogs, notice_each_bit_of_their_shape_that_flips) {
  {
    const auto log = open().value();
    ASSERT_EQ(log->publish(kStart + 2 * kHour).value().size, 32U);
  }
  const std::string path = place + "/private/shape";
  const std::string shape = lodestar::testing::read_whole(path);
  for (std::size_t bit = 0; bit < shape.size() * 8; ++bit) {
    std::string flipped = shape;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    std::ofstream(path) << flipped;
    const auto log = open();
    ASSERT_FALSE(log) << bit << ":\n" << flipped;
    EXPECT_EQ(log.error().code, Code::corrupt) << bit << ": " << log.error().message;
    EXPECT_TRUE(log.error().message.starts_with(path)) << log.error().message;
  }
  std::ofstream(path) << shape;
  EXPECT_TRUE(open());
}

// As logs were made before shapes were bound: the first publication binds it.
TEST_F(PrivateLogs, bind_a_shape_of_before_with_their_next_publication) {
  const std::string path = place + "/private/shape";
  std::string shape = lodestar::testing::read_whole(path);
  const std::size_t check = shape.find("\nall ");
  ASSERT_NE(check, std::string::npos);
  const std::string bound = shape;
  shape.erase(check + 1);
  shape.replace(shape.find("log 2"), 5, "log 1");
  std::ofstream(path) << shape;
  {
    const auto log = open().value();
    EXPECT_FALSE(log->is_bound());
    add(*log, 0);
    EXPECT_EQ(lodestar::testing::read_whole(path), shape);
    EXPECT_EQ(log->publish(kStart + kHour).value().size, 16U);
    EXPECT_TRUE(log->is_bound());
  }
  EXPECT_EQ(lodestar::testing::read_whole(path), bound);
  shape.replace(shape.find("increment 16"), 12, "increment 15");
  std::ofstream(path) << shape;
  const auto log = open();
  ASSERT_FALSE(log) << "16 entries are no multiple of 15";
  EXPECT_EQ(log.error().code, Code::corrupt);
}

TEST_F(PrivateLogs, do_not_sign_what_a_wrong_clock_makes_of_them) {
  const auto log = open().value();
  constexpr std::uint64_t kDay = 24 * kHour;
  ASSERT_EQ(log->publish(kStart + kHour).value().size, 16U);
  const auto refused = log->publish(kStart + 32 * kDay);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::conflict);
  EXPECT_TRUE(refused.error().message.contains("clock")) << refused.error().message;
  EXPECT_EQ(log->published().size, 16U);
  EXPECT_EQ(log->publish(kStart + 30 * kDay).value().size, 16U * 24 * 30);
  EXPECT_EQ(log->publish(kStart + 62 * kDay, {}, CatchUp::all).value().size, 16U * 24 * 62);
}

// An index is for good, and whatever is added later has its place behind it.
TEST_F(PrivateLogs, give_no_place_that_a_wrong_clock_makes) {
  constexpr std::uint64_t kDay = 24 * kHour;
  std::uint64_t now_s = kStart;
  PrivateOptions options = options_on(files);
  options.now_s = [&] { return now_s; };
  {
    const auto log = PrivateLog::open(place, options).value();
    EXPECT_EQ(add(*log, 0), 0U);
    now_s = kStart + 4000 * kDay;
    const Record record = record_of(1);
    const auto refused = log->add({&record, 1});
    ASSERT_FALSE(refused) << *refused;
    EXPECT_EQ(refused.error().code, Code::conflict);
    EXPECT_TRUE(refused.error().message.contains("clock")) << refused.error().message;
    std::promise<Code> code;
    log->add_leaves(leaves_of_others(1), [&](const auto& first) {
      code.set_value(first ? Code::internal : first.error().code);
    });
    EXPECT_EQ(code.get_future().get(), Code::conflict);
    EXPECT_EQ(log->erase(0, "").error().code, Code::conflict);
    EXPECT_EQ(opened(*log, 0).body, record_of(0).body) << "nothing is destroyed without a receipt";
    now_s = kStart;
    EXPECT_EQ(add(*log, 1), 1U);
    now_s = kStart + 30 * kDay;
    EXPECT_EQ(add(*log, 2), 16U * 24 * 30) << "a month without a publication";
    now_s = kStart + 62 * kDay;
    EXPECT_TRUE(log->publish(now_s, {}, CatchUp::all));
    EXPECT_EQ(add(*log, 3), 16U * 24 * 62) << "the clock was right";
  }
  EXPECT_TRUE(PrivateLog::open(place, options));
}

// A receipt that has to wait for the right clock does not keep the log from being opened.
TEST_F(PrivateLogs, open_under_a_wrong_clock_and_log_the_receipts_later) {
  std::uint64_t now_s = kStart;
  PrivateOptions options = options_on(files);
  options.now_s = [&] { return now_s; };
  std::string name;
  {
    const auto log = PrivateLog::open(place, options).value();
    add(*log, 0);
    name = crypto::to_hex(log->leaf_at(0)->commitment);
    EXPECT_EQ(log->erase(0, "asked for").value(), 1U);
  }
  std::ofstream(place + "/private/erased/" + name) << "no receipt yet\nasked for";
  now_s = kStart + 4000 * 24 * kHour;
  EXPECT_EQ(PrivateLog::open(place, options).value()->unpublished().size(), 2U);
  now_s = kStart;
  const auto log = PrivateLog::open(place, options).value();
  EXPECT_EQ(log->unpublished().size(), 3U);
  EXPECT_EQ(opened(*log, 2).body, "asked for");
}

TEST_F(PrivateLogs, know_when_an_entry_is_published) {
  const PrivateShape shape{.begins_s = kStart, .period_s = kHour, .increment = 16};
  for (const std::uint64_t index : {0, 15, 16, 100}) {
    const std::uint64_t time_s = shape.published_s(index);
    EXPECT_GT(shape.size_at(time_s), index);
    EXPECT_LE(shape.size_at(time_s - 1), index);
  }
  EXPECT_EQ(shape.published_s(~std::uint64_t{0}), kLastTime);
}

TEST_F(PrivateLogs, stop_between_increments_where_that_is_asked_for) {
  {
    const auto log = open().value();
    add(*log, 0);
    std::stop_source source;
    source.request_stop();
    const auto stopped = log->publish(kStart + 100 * kHour, source.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, Code::cancelled);
  }
  const auto log = open().value();
  EXPECT_LT(log->published().size, 1600U);
  EXPECT_EQ(log->publish(kStart + 100 * kHour).value().size, 1600U);
  EXPECT_EQ(opened(*log, 0).body, record_of(0).body);
}

// Name, file, and when its bytes and whatever is known of it changed last.
std::map<std::string, std::vector<std::int64_t>> listing(const std::string& folder) {
  std::map<std::string, std::vector<std::int64_t>> files;
  const auto note = [&](const std::string& path) {
    struct stat seen{};
    ASSERT_EQ(::stat(path.c_str(), &seen), 0);
    files[path] = {static_cast<std::int64_t>(seen.st_ino), seen.st_mtim.tv_sec,
                   seen.st_mtim.tv_nsec, seen.st_ctim.tv_sec, seen.st_ctim.tv_nsec};
  };
  note(folder);
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    note(file.path().string());
  }
  return files;
}

// Who fetches the public files sees when they changed: that must say when it was published, alone.
TEST_F(PrivateLogs, touch_nothing_public_between_publications) {
  for (std::uint64_t hour = 1; hour < 40; ++hour) {
    ASSERT_EQ(open().value()->publish(kStart + hour * kHour).value().size, hour * 16);
    const auto before = listing(place + "/public");
    {
      const auto log = open().value();
      add(*log, hour);
      EXPECT_EQ(listing(place + "/public"), before) << "added to in hour " << hour;
      if (hour % 5 == 0) {
        EXPECT_TRUE(log->erase(log->unpublished().front(), ""));
      }
      EXPECT_TRUE(log->check()->damaged.empty());
    }
    (void)open().value();
    EXPECT_EQ(listing(place + "/public"), before) << "in hour " << hour;
  }
}

TEST_F(PrivateLogs, make_public_files_again_that_are_lost) {
  ASSERT_TRUE(open().value()->publish(kStart + 3 * kHour));
  const std::string tile = place + "/public/tile/entries/000.p/48";
  const std::string bytes = lodestar::testing::read_whole(tile);
  ASSERT_FALSE(bytes.empty());
  std::ofstream(tile) << "torn";
  EXPECT_TRUE(open());
  EXPECT_EQ(lodestar::testing::read_whole(tile), bytes);
  std::filesystem::remove_all(place + "/public/tile");
  EXPECT_TRUE(open());
  EXPECT_EQ(lodestar::testing::read_whole(tile), bytes);
}

TEST_F(PrivateLogs, know_that_their_public_folder_was_set_back) {
  ASSERT_EQ(open().value()->publish(kStart + kHour).value().size, 16U);
  const std::string older = (folder.path() / "older").string();
  std::filesystem::copy(place + "/public", older, std::filesystem::copy_options::recursive);
  ASSERT_EQ(open().value()->publish(kStart + 2 * kHour).value().size, 32U);
  EXPECT_EQ(open().value()->set_back_to(), std::nullopt);
  std::filesystem::remove_all(place + "/public");
  std::filesystem::rename(older, place + "/public");
  const auto log = open();
  EXPECT_EQ((*log)->set_back_to(), 16U);
  EXPECT_EQ((*log)->published().size, 32U);
}

// On a disk that fails.
class World {
 public:
  explicit World(std::uint32_t seed) : files(seed), dice_(seed * 31 + 7) {
    const PrivateShape shape{.begins_s = kStart, .period_s = kHour, .increment = 8};
    EXPECT_TRUE(PrivateLog::make("log", shape, key_of(7), files));
  }

  Result<std::unique_ptr<PrivateLog>> open() {
    PrivateOptions options = options_on(files);
    options.now_s = [this] { return now_s_; };
    return PrivateLog::open("log", options);
  }

  void use(int steps) {
    auto log = open();
    for (int i = 0; log && i < steps; ++i) {
      if (!act(**log)) break;
      see();
    }
    see();
  }
  void end_process(bool loses_power) {
    see();
    files.restart();
    if (loses_power) files.lose_power();
  }
  void expect_all_is_well(const std::string& when) {
    const auto log = open();
    ASSERT_TRUE(log) << when << ": " << log.error().message;
    see();
    for (const auto& [index, number] : acknowledged_) {
      const auto opening = (*log)->opening_of(index);
      ASSERT_TRUE(opening) << when << ": entry " << index << ": " << opening.error().message;
      const Record record = ledger::parse_record(opening->record.reveal()).value();
      ASSERT_EQ(record.body, record_of(number).body) << when;
    }
    for (const std::uint64_t index : erased_) {
      ASSERT_FALSE((*log)->opening_of(index)) << when << ": " << index << " came back";
    }
    ASSERT_EQ((*log)->published().size % 8, 0U) << when;
    ASSERT_GE((*log)->published().size, seen_) << when << ": an older checkpoint is shown again";
    const auto head = (*log)->publish(now_s_);
    ASSERT_TRUE(head) << when << ": " << head.error().message;
    const auto tally = (*log)->check();
    ASSERT_TRUE(tally) << when << ": " << tally.error().message;
    ASSERT_TRUE(tally->missing.empty()) << when << ": entry " << tally->missing.front();
    ASSERT_TRUE(tally->damaged.empty()) << when << ": " << tally->damaged.front();
    ASSERT_GE(receipts(**log), erased_.size()) << when;
  }

  SimulatedFiles files;

 private:
  bool act(PrivateLog& log) {
    const std::uint32_t what = dice_.below(10);
    if (what < 6) {
      const std::uint32_t count = 1 + dice_.below(dice_.below(4) == 0 ? 20 : 3);
      std::vector<Record> records;
      records.reserve(count);
      for (std::uint32_t i = 0; i < count; ++i) records.push_back(record_of(number_ + i));
      const auto first = log.add(records);
      for (std::uint32_t i = 0; first && i < count; ++i)
        acknowledged_[index_behind(*first, i)] = number_ + i;
      number_ += count;
      return first.has_value();
    }
    now_s_ += kHour * dice_.below(2);  // with nobody publishing
    if (what < 8 || acknowledged_.empty()) {
      now_s_ += kHour * dice_.below(3);
      return log.publish(now_s_).has_value();
    }
    auto one = acknowledged_.begin();
    std::advance(one, dice_.below(static_cast<std::uint32_t>(acknowledged_.size())));
    const std::uint64_t index = one->first;
    acknowledged_.erase(one);  // whether or not it succeeds, nothing is promised any more
    const bool is_erased = log.erase(index, "asked for").has_value();
    if (is_erased) erased_.insert(index);
    return is_erased;
  }
  static std::size_t receipts(const PrivateLog& log) {
    std::size_t found = 0;
    std::vector<std::uint64_t> indexes(log.published().size);
    std::iota(indexes.begin(), indexes.end(), 0);
    for (const std::uint64_t index : log.unpublished()) indexes.push_back(index);
    for (const std::uint64_t index : indexes) {
      const auto opening = log.opening_of(index);
      if (opening && opening->record.reveal().starts_with("type erasure\n")) ++found;
    }
    return found;
  }
  // Every tree that anybody may have seen is as large as the time said.
  void see() {
    const std::string path = "log/public/checkpoint";
    if (!std::ranges::count(files.paths(), path)) return;
    const std::string& bytes = files.bytes_of(path);
    const std::uint64_t size = std::stoull(bytes.substr(bytes.find('\n') + 1));
    ASSERT_EQ(size % 8, 0U);
    ASSERT_LE(size, (now_s_ - kStart) / kHour * 8);
    seen_ = std::max(seen_, size);
  }

  Dice dice_;
  std::map<std::uint64_t, std::uint64_t> acknowledged_;  // index, number
  std::set<std::uint64_t> erased_;
  std::uint64_t number_ = 0, now_s_ = kStart, seen_ = 0;
};

std::uint64_t shown_size(SimulatedFiles& files) {
  const std::string path = "log/public/checkpoint";
  if (!std::ranges::count(files.paths(), path)) return 0;
  const std::string& bytes = files.bytes_of(path);
  return std::stoull(bytes.substr(bytes.find('\n') + 1));
}

// Killed at each call of a publication, and then without power, on disks that keep what they like.
TEST(PrivateLogCrash, shows_no_older_checkpoint_than_anybody_may_have_seen) {
  const PrivateShape shape{.begins_s = kStart, .period_s = kHour, .increment = 8};
  bool ends = false;
  for (std::size_t call = 0; !ends; ++call) {
    for (std::uint32_t seed = 1; seed <= 6; ++seed) {
      SimulatedFiles files(seed);
      ASSERT_TRUE(PrivateLog::make("log", shape, key_of(7), files));
      ASSERT_EQ(PrivateLog::open("log", options_on(files)).value()->publish(kStart + kHour)->size,
                8U);
      {
        const auto log = PrivateLog::open("log", options_on(files)).value();
        files.fail_at(call, lodestar::testing::Fault::kill);
        ends = log->publish(kStart + 2 * kHour).has_value();
      }
      const std::uint64_t seen = shown_size(files);
      files.lose_power();
      {
        const auto log = PrivateLog::open("log", options_on(files)).value();
        EXPECT_GE(shown_size(files), seen) << "call " << call << " seed " << seed;
        EXPECT_EQ(log->published().size, shown_size(files));
        files.lose_power();  // the disk has it now
        EXPECT_GE(shown_size(files), seen) << "call " << call << " seed " << seed;
      }
    }
  }
}

TEST(PrivateLogCrash, loses_no_record_and_brings_no_erased_one_back) {
  expect_survival<World>({.states = 800, .stride = 13, .steps = 12});
}

}  // namespace
}  // namespace lodestar::log
