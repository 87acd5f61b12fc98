// SPDX-License-Identifier: Apache-2.0
#include "log/log.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <set>
#include <thread>

#include "io/overlay.h"
#include "log/private_log.h"
#include "log/tile_files.h"
#include "support/log_scene.h"
#include "support/public_data.h"
#include "support/temporary_folder.h"

namespace lodestar::log {
namespace {

using lodestar::testing::add_some;
using lodestar::testing::entry_of;
using lodestar::testing::root_of_first;
using lodestar::testing::sign_plainly;

struct Logs : ::testing::Test {
  Result<std::unique_ptr<Log>> open(LogOptions options = {}) {
    if (!options.sign) options.sign = sign_plainly;
    options.segment_bytes = std::min<std::uint64_t>(options.segment_bytes, 1 << 20);
    return Log::open(place, std::move(options));
  }
  test::TemporaryFolder folder;
  const std::string place = (folder.path() / "log").string();
  std::string read(const std::string& path) {
    return lodestar::testing::read_whole(place + "/" + path);
  }
};

TEST_F(Logs, give_entries_the_next_indexes) {
  const auto log = open().value();
  EXPECT_EQ(log->add(std::vector<std::string_view>{"a", "b"}).value(), 0U);
  EXPECT_EQ(log->add(std::vector<std::string_view>{"c"}).value(), 2U);
}

TEST_F(Logs, publish_what_is_durable_as_a_tree_that_checks) {
  const auto log = open().value();
  add_some(*log, 0, 70000, 1000);
  const auto head = log->publish().value();
  EXPECT_EQ(head, (ledger::TreeHead{70000, root_of_first(70000)}));
  EXPECT_EQ(read("public/checkpoint"), sign_plainly(head));
  ledger::TileReader tiles(read_tiles(place + "/public"));
  EXPECT_EQ(ledger::root_of(70000, tiles).value(), head.root);
  const auto proof = ledger::prove_inclusion({69999, 70000}, tiles).value();
  EXPECT_TRUE(ledger::holds_inclusion({69999, 70000}, ledger::hash_leaf(entry_of(69999)), proof,
                                      head.root));
}

TEST_F(Logs, write_every_tile_of_every_published_size) {
  const auto log = open().value();
  std::uint64_t before = 0;
  for (const std::uint64_t size : {1, 255, 256, 257, 300, 600}) {
    add_some(*log, before, size, 50);
    ASSERT_TRUE(log->publish());
    for (const auto& tile : ledger::new_tiles(before, size))
      EXPECT_TRUE(std::filesystem::exists(place + "/public/" + to_path(tile))) << to_path(tile);
    before = size;
  }
}

TEST_F(Logs, have_a_checkpoint_of_the_empty_tree_first) {
  const auto log = open().value();
  EXPECT_EQ(read("public/checkpoint"), sign_plainly({0, ledger::empty_root()}));
}

TEST_F(Logs, show_the_public_part_to_all_and_the_rest_to_their_owner) {
  {
    const auto log = open().value();
    add_some(*log, 0, 300, 300);
  }
  const auto mode_of = [&](const std::string& path) {
    struct stat about{};
    EXPECT_EQ(stat((place + "/" + path).c_str(), &about), 0) << path;
    return about.st_mode & 0777;
  };
  EXPECT_EQ(mode_of("public"), 0755U);
  EXPECT_EQ(mode_of("public/tile/0"), 0755U);
  EXPECT_EQ(mode_of("public/tile/0/000"), 0644U);
  EXPECT_EQ(mode_of("public/checkpoint"), 0644U);
  EXPECT_EQ(mode_of("private"), 0700U);
}

TEST_F(Logs, go_on_where_they_stopped) {
  for (std::uint64_t size = 0; size < 500; size += 111) {
    const auto log = open().value();
    EXPECT_EQ(log->published(), (ledger::TreeHead{size, root_of_first(size)}));
    add_some(*log, size, size + 111, 10);
  }
}

TEST_F(Logs, go_on_after_the_journal_has_been_cut_many_times) {
  constexpr std::uint64_t kStep = 700;
  for (std::uint64_t size = 0; size < 3 * kStep; size += kStep) {
    const auto log = open({.segment_bytes = 50000}).value();
    EXPECT_EQ(log->published(), (ledger::TreeHead{size, root_of_first(size)}));
    for (std::uint64_t i = size; i < size + kStep; i += 70) {
      add_some(*log, i, i + 70, 7);
      ASSERT_TRUE(log->publish());
    }
  }
  EXPECT_FALSE(std::filesystem::exists(place + "/private/journal/segment-00000000000000000001"));
  EXPECT_TRUE(std::filesystem::exists(place + "/private/journal/spare"));
}

TEST_F(Logs, take_little_of_the_disk_at_first) {
  const auto log = Log::open(place, {.sign = sign_plainly}).value();
  add_some(*log, 0, 100, 10);
  const std::string first = place + "/private/journal/segment-00000000000000000001";
  EXPECT_EQ(std::filesystem::file_size(first), 1U << 20);
}

TEST_F(Logs, have_the_next_file_of_the_journal_made_ready) {
  const auto log = Log::open(place, {.sign = sign_plainly,
                                     .wait = every(std::chrono::milliseconds(1)),
                                     .segment_bytes = 8 << 20})
                       .value();
  add_some(*log, 0, 10, 10);
  const std::string spare = place + "/private/journal/spare";
  while (!std::filesystem::exists(spare)) std::this_thread::yield();
  EXPECT_EQ(std::filesystem::file_size(spare), 2U << 20);
}

TEST_F(Logs, have_one_writer) {
  const auto log = open().value();
  EXPECT_EQ(open().error().code, Code::conflict);
}

TEST_F(Logs, refuse_an_entry_longer_than_the_format_allows) {
  const auto log = open().value();
  const std::string longest(65535, 'x'), longer(65536, 'x');
  EXPECT_EQ(log->add(std::vector<std::string_view>{longer}).error().code, Code::invalid);
  EXPECT_EQ(log->add(std::vector<std::string_view>{longest}).value(), 0U);
}

TEST_F(Logs, ask_to_come_again_where_too_much_waits) {
  const auto log = open({.most_waiting_bytes = 1000}).value();
  const std::string entry(600, 'x');
  ASSERT_TRUE(log->add(std::vector<std::string_view>{entry}));
  EXPECT_EQ(log->add(std::vector<std::string_view>{entry}).error().code, Code::limited);
  ASSERT_TRUE(log->publish());
  EXPECT_TRUE(log->add(std::vector<std::string_view>{entry}));
}

TEST_F(Logs, publish_at_each_tick_of_their_clock) {
  std::atomic<int> ticks = 0;
  const Clock clock = [&](const std::stop_token& stop) {
    while (ticks == 0 && !stop.stop_requested()) std::this_thread::yield();
    ticks = 0;
  };
  const auto log = open({.wait = clock}).value();
  add_some(*log, 0, 10, 10);
  ticks = 1;
  while (log->published().size != 10) std::this_thread::yield();
  EXPECT_EQ(read("public/checkpoint"), sign_plainly({10, root_of_first(10)}));
}

TEST_F(Logs, give_each_of_many_adders_an_index_of_its_own) {
  constexpr std::size_t kAdders = 8, kEach = 200;
  std::vector<std::vector<std::uint64_t>> indexes(kAdders);
  {
    const auto log = open({.wait = every(std::chrono::milliseconds(1))}).value();
    std::vector<std::jthread> adders;
    adders.reserve(kAdders);
    for (auto& mine : indexes) {
      adders.emplace_back([&] {
        for (std::size_t i = 0; i < kEach; ++i)
          mine.push_back(log->add(std::vector<std::string_view>{"entry"}).value());
      });
    }
  }
  std::set<std::uint64_t> all;
  for (const auto& mine : indexes) all.insert(mine.begin(), mine.end());
  EXPECT_EQ(all.size(), kAdders * kEach);
  EXPECT_EQ(*all.rbegin(), kAdders * kEach - 1);
}

TEST_F(Logs, refuse_to_open_where_the_journal_is_older_than_the_checkpoint) {
  add_some(*open().value(), 0, 10, 10);
  std::filesystem::copy(place + "/private", folder.path() / "old",
                        std::filesystem::copy_options::recursive);
  add_some(*open().value(), 10, 20, 10);
  std::filesystem::remove_all(place + "/private");
  std::filesystem::rename(folder.path() / "old", place + "/private");
  const std::string before = read("public/checkpoint");
  const auto log = open();
  ASSERT_FALSE(log);
  EXPECT_EQ(log.error().code, Code::conflict);
  EXPECT_NE(log.error().message.find("old copy"), std::string::npos);
  EXPECT_EQ(read("public/checkpoint"), before);
}

TEST_F(Logs, refuse_to_open_where_the_journal_is_gone) {
  add_some(*open().value(), 0, 10, 10);
  std::filesystem::remove_all(place + "/private");
  EXPECT_EQ(open().error().code, Code::conflict);
}

TEST_F(Logs, refuse_to_open_where_a_witness_knows_more_or_something_else) {
  add_some(*open().value(), 0, 10, 10);
  const auto open_knowing = [&](const ledger::TreeHead& head) { return open({.known = {head}}); };
  EXPECT_EQ(open_knowing({11, root_of_first(11)}).error().code, Code::conflict);
  EXPECT_EQ(open_knowing({10, root_of_first(9)}).error().code, Code::conflict);
  EXPECT_TRUE(open_knowing({10, root_of_first(10)}));
}

// A signature that comes only when it is let through.
class Gate {
 public:
  Sign sign() {
    return [this](const ledger::TreeHead& head, const std::stop_token&) {
      asked_ = head.size;
      asked_.notify_all();
      is_open_.wait(false);
      return Result<std::string>(sign_plainly(head));
    };
  }
  void close() { is_open_ = false; }
  void open() {
    is_open_ = true;
    is_open_.notify_all();
  }
  void wait_until_asked_for(std::uint64_t size) const {
    for (std::uint64_t last = asked_; last < size; last = asked_) asked_.wait(last);
  }

 private:
  std::atomic<bool> is_open_ = true;
  std::atomic<std::uint64_t> asked_ = 0;
};

TEST_F(Logs, add_and_build_on_while_a_signature_takes_its_time) {
  Gate gate;
  const auto log = open({.sign = gate.sign(),
                         .wait = every(std::chrono::milliseconds(1)),
                         .most_waiting_bytes = 20'000})
                       .value();
  gate.close();
  add_some(*log, 0, 10, 10);
  gate.wait_until_asked_for(10);
  for (std::uint64_t i = 10; i < 1000;) {  // many times what may wait: tiles are made of it
    if (log->add(std::vector<std::string_view>{entry_of(i)})) ++i;
  }
  EXPECT_EQ(log->published().size, 0U);
  gate.open();
  while (log->published().size != 1000) std::this_thread::yield();
  EXPECT_EQ(read("public/checkpoint"), sign_plainly({1000, root_of_first(1000)}));
}

struct UnsignedLogs : Logs {
  UnsignedLogs() {
    options.sign = [this](const ledger::TreeHead& head,
                          const std::stop_token&) -> Result<std::string> {
      asked.push_back(head.size);
      if (refusal) return *refusal;
      return sign_plainly(head);
    };
  }
  LogOptions options;
  std::optional<Error> refusal;
  std::vector<std::uint64_t> asked;  // sizes
};

TEST_F(UnsignedLogs, keep_what_is_added_and_publish_it_later) {
  refusal = Error{Code::unavailable, "two witnesses are away"};
  const auto log = open(options).value();
  add_some(*log, 0, 10, 10);
  const auto refused = log->publish();
  EXPECT_EQ(refused.error().code, Code::unavailable);
  EXPECT_EQ(refused.error().message, "two witnesses are away; the published tree stays at 0");
  EXPECT_FALSE(std::filesystem::exists(place + "/public/checkpoint"));
  refusal.reset();
  EXPECT_EQ(log->publish().value(), (ledger::TreeHead{10, root_of_first(10)}));
  add_some(*log, 10, 20, 10);
  refusal = Error{Code::cancelled, "stopped"};
  EXPECT_EQ(log->publish().error().code, Code::cancelled);
  EXPECT_EQ(log->published().size, 10U);
  EXPECT_EQ(read("public/checkpoint"), sign_plainly({10, root_of_first(10)}));
}

TEST_F(UnsignedLogs, open_with_what_was_published_last) {
  add_some(*open(options).value(), 0, 10, 10);
  refusal = Error{Code::unavailable, "two witnesses are away"};
  add_some(*open(options).value(), 10, 20, 10);
  const auto log = open(options).value();
  EXPECT_EQ(log->published(), (ledger::TreeHead{10, root_of_first(10)}));
  EXPECT_EQ(log->add(std::vector<std::string_view>{"a"}).value(), 20U);
  refusal.reset();
  EXPECT_EQ(log->publish().value().size, 21U);
}

TEST_F(UnsignedLogs, cut_their_journal_all_the_same) {
  refusal = Error{Code::unavailable, "two witnesses are away"};
  options.segment_bytes = 50'000;
  {
    const auto log = open(options).value();
    for (std::uint64_t i = 0; i < 2100; i += 70) {
      add_some(*log, i, i + 70, 7);
      EXPECT_FALSE(log->publish());
    }
  }
  EXPECT_FALSE(std::filesystem::exists(place + "/private/journal/segment-00000000000000000001"));
  refusal.reset();
  EXPECT_EQ(open(options).value()->published(), (ledger::TreeHead{2100, root_of_first(2100)}));
}

TEST_F(UnsignedLogs, do_not_ask_again_at_their_end_for_what_was_just_refused) {
  refusal = Error{Code::unavailable, "two witnesses are away"};
  {
    const auto log = open(options).value();
    add_some(*log, 0, 10, 10);
    EXPECT_FALSE(log->publish());
  }
  EXPECT_EQ(asked, (std::vector<std::uint64_t>{0, 10}));
}

TEST_F(UnsignedLogs, stop_for_good_where_a_signature_must_never_be) {
  const auto log = open(options).value();
  refusal = Error{Code::conflict, "a witness knows other entries"};
  add_some(*log, 0, 10, 10);
  EXPECT_EQ(log->publish().error().code, Code::conflict);
  refusal.reset();
  EXPECT_EQ(log->publish().error().code, Code::conflict);
  EXPECT_EQ(log->add(std::vector<std::string_view>{"a"}).error().code, Code::conflict);
}

// A checkpoint whose last line somebody has changed, as where a cosignature is damaged.
struct LogsWithABrokenCheckpoint : UnsignedLogs {
  LogsWithABrokenCheckpoint() {
    options.stands = [](std::string_view bytes) { return bytes.ends_with("AAAAAA==\n"); };
  }
  void damage() const {
    std::string bytes = lodestar::testing::read_whole(place + "/public/checkpoint");
    bytes.replace(bytes.rfind("AAAAAA=="), 6, "BBBBBB");
    std::ofstream(place + "/public/checkpoint", std::ios::binary) << bytes;
  }
};

TEST_F(LogsWithABrokenCheckpoint, have_it_signed_anew_when_they_are_opened) {
  add_some(*open(options).value(), 0, 10, 10);
  damage();
  EXPECT_TRUE(open(options).value()->stands());
  EXPECT_EQ(read("public/checkpoint"), sign_plainly({10, root_of_first(10)}));
}

TEST_F(LogsWithABrokenCheckpoint, have_it_signed_anew_once_somebody_signs) {
  add_some(*open(options).value(), 0, 10, 10);
  damage();
  refusal = Error{Code::unavailable, "two witnesses are away"};
  const auto log = open(options).value();
  EXPECT_FALSE(log->stands());
  EXPECT_EQ(log->published().size, 10U);
  EXPECT_EQ(log->publish().error().message,
            "two witnesses are away; the published tree stays at 10");
  EXPECT_NE(read("public/checkpoint"), sign_plainly({10, root_of_first(10)}));
  refusal.reset();
  EXPECT_EQ(log->publish().value().size, 10U);
  EXPECT_TRUE(log->stands());
  EXPECT_EQ(read("public/checkpoint"), sign_plainly({10, root_of_first(10)}));
}

TEST_F(LogsWithABrokenCheckpoint, leave_it_where_nobody_asks_whether_it_stands) {
  options.stands = nullptr;
  add_some(*open(options).value(), 0, 10, 10);
  damage();
  const std::string damaged = read("public/checkpoint");
  EXPECT_TRUE(open(options).value()->publish());
  EXPECT_EQ(read("public/checkpoint"), damaged);
}

// Nobody sees when it is opened; publishing, due or not, has it signed anew.
TEST_F(LogsWithABrokenCheckpoint, leave_it_to_the_publication_where_they_are_private) {
  PrivateOptions closed{.log = options, .issuer = 1, .key = Sensitive(crypto::SealingKey{7})};
  const PrivateShape shape{.begins_s = 1000, .period_s = 10, .increment = 16};
  ASSERT_TRUE(PrivateLog::make(place, shape, closed.key, io::system_files()));
  ASSERT_EQ(PrivateLog::open(place, closed).value()->publish(1010)->size, 16U);
  const std::string whole = read("public/checkpoint");
  damage();
  asked.clear();
  (void)PrivateLog::open(place, closed).value();
  EXPECT_EQ(asked, std::vector<std::uint64_t>());
  EXPECT_NE(read("public/checkpoint"), whole);
  const auto log = PrivateLog::open(place, closed).value();
  refusal = Error{Code::unavailable, "two witnesses are away"};
  EXPECT_EQ(log->publish(1011).error().code, Code::unavailable);
  refusal.reset();
  EXPECT_EQ(log->publish(1011)->size, 16U);
  EXPECT_EQ(read("public/checkpoint"), whole);
  EXPECT_EQ(log->publish(1011)->size, 16U);
  EXPECT_EQ(asked, (std::vector<std::uint64_t>{16, 16}));
}

// A disk that can only be read.
class ReadOnlyFiles final : public io::Files {
 public:
  Result<std::string> read(const std::string& path) override { return disk_.read(path); }
  Result<std::string> read_part(const std::string& path, std::uint64_t offset,
                                std::uint64_t length) override {
    return disk_.read_part(path, offset, length);
  }
  Result<std::uint64_t> size(const std::string& path) override { return disk_.size(path); }
  Result<std::string> identity(const std::string& path) override { return disk_.identity(path); }
  bool is_link(const std::string& path) override { return disk_.is_link(path); }
  Result<Handle> create(const std::string&, unsigned) override { return refusal(); }
  Result<Handle> create_direct(const std::string&, unsigned) override { return refusal(); }
  Result<Handle> write_over(const std::string&) override { return refusal(); }
  Result<Handle> write_over_direct(const std::string&) override { return refusal(); }
  Status allocate(Handle, std::uint64_t) override { return refusal(); }
  Result<std::size_t> write(Handle, std::uint64_t, std::string_view) override { return refusal(); }
  Status sync(Handle) override { return refusal(); }
  void close(Handle file) override { disk_.close(file); }
  Status rename(const std::string&, const std::string&) override { return refusal(); }
  Status remove(const std::string&) override { return refusal(); }
  Status make_folder(const std::string&, unsigned) override { return refusal(); }
  Result<std::vector<std::string>> list(const std::string& path) override {
    return disk_.list(path);
  }
  Status sync_folder(const std::string&) override { return refusal(); }
  Result<Handle> lock(const std::string& path) override { return disk_.lock(path); }
  Status sync_all(Handle) override { return refusal(); }

 private:
  static Error refusal() { return {Code::unavailable, "read-only file system"}; }
  io::Files& disk_ = io::system_files();
};

TEST_F(UnsignedLogs, are_looked_at_on_a_disk_that_can_only_be_read) {
  PrivateOptions closed{.log = options, .issuer = 1, .key = Sensitive(crypto::SealingKey{7})};
  const PrivateShape shape{.begins_s = 1000, .period_s = 10, .increment = 16};
  ASSERT_TRUE(PrivateLog::make(place, shape, closed.key, io::system_files()));
  {
    const auto log = PrivateLog::open(place, closed).value();
    const std::vector<ledger::Record> records(20, {.type = "note", .body = "invented"});
    ASSERT_EQ(log->add(records).value(), 0U);
    ASSERT_TRUE(log->publish(1010));
    ASSERT_TRUE(log->erase(0, "asked for"));
  }
  std::ofstream(place + "/private/incoming/half.payload") << "left by a crash";
  ReadOnlyFiles disk;
  io::Overlay mended(disk);
  closed.log.files = &mended;
  const auto tally = PrivateLog::open(place, closed).value()->check();
  ASSERT_TRUE(tally) << tally.error().message;
  EXPECT_EQ(tally->held, 20U) << "with the receipt";
  EXPECT_EQ(tally->erased, 1U);
  EXPECT_EQ(tally->damaged, std::vector<std::string>());
}

TEST_F(UnsignedLogs, tell_how_publishing_goes) {
  std::atomic<int> told = 0, went = 0;
  refusal = Error{Code::unavailable, "two witnesses are away"};
  std::atomic<bool> is_away = true;
  options.sign = [&](const ledger::TreeHead& head, const std::stop_token&) -> Result<std::string> {
    if (is_away) return Error{Code::unavailable, "two witnesses are away"};
    return sign_plainly(head);
  };
  options.wait = every(std::chrono::milliseconds(1));
  options.tell = [&](const Status& how) { ++(how ? went : told); };
  const auto log = open(options).value();
  while (told < 2) std::this_thread::yield();
  EXPECT_EQ(went, 0);
  is_away = false;
  while (went == 0) std::this_thread::yield();
  EXPECT_TRUE(std::filesystem::exists(place + "/public/checkpoint"));
}

TEST_F(Logs, refuse_to_open_where_the_checkpoint_is_of_other_entries) {
  add_some(*open().value(), 0, 10, 10);
  std::filesystem::remove_all(place + "/private");
  std::filesystem::rename(place + "/public/checkpoint", folder.path() / "checkpoint");
  add_some(*open().value(), 100, 120, 10);
  std::filesystem::rename(folder.path() / "checkpoint", place + "/public/checkpoint");
  EXPECT_EQ(open().error().code, Code::conflict);
}

}  // namespace
}  // namespace lodestar::log
