// SPDX-License-Identifier: Apache-2.0
#include "log/monitor.h"

#include <gtest/gtest.h>

#include <map>

#include "crypto/sha256.h"
#include "ledger/leaf.h"
#include "log/log.h"
#include "support/ledger_scene.h"
#include "support/log_scene.h"
#include "support/simulated_files.h"

namespace lodestar::log {
namespace {

using lodestar::testing::entry_of;
using lodestar::testing::SimulatedFiles;
using lodestar::testing::test_log;
using lodestar::testing::test_signer;
using lodestar::testing::test_witness;

constexpr std::uint64_t kNow = 1'700'000'000;

// Logs of one key whose checkpoints two witnesses cosign, and a monitor that sees one of them.
struct WatchedLog : ::testing::Test {
  WatchedLog() {
    for (unsigned i = 1; i <= 2; ++i) {
      options.policy.witnesses.push_back({.name = "w" + std::to_string(i),
                                          .key = test_witness(i).verifier(),
                                          .url = "http://w" + std::to_string(i) + "/"});
    }
    options.policy.logs.push_back({.key = signer().verifier(), .url = ""});
    options.policy.quorum = ledger::Voter{ledger::Voter::Kind::witness, 0};
    options.reads_entries = true;
    options.files = &files;
    options.fetch = [this](const std::string& path) -> Result<std::string> {
      ++fetched;
      if (path == refused) return Error{Code::unavailable, path + ": the server is busy"};
      return files.read(shown + "/public/" + path);
    };
    options.ask = [this](const std::vector<std::string>& urls) {
      std::vector<Result<std::string>> answers;
      for (const std::string& url : urls) {
        const auto found = witnessed.find(url.substr(7, 2));
        EXPECT_EQ(url, "http://" + url.substr(7, 2) + "/" +
                           crypto::to_hex(crypto::sha256({signer().verifier().name})) +
                           "/checkpoint");
        answers.push_back(found == witnessed.end()
                              ? Result<std::string>(Error{Code::not_found, "answers 404"})
                              : Result<std::string>(found->second));
      }
      return answers;
    };
  }

  std::string sign(const ledger::TreeHead& head) const {
    const ledger::Checkpoint checkpoint{.origin = signer().verifier().name, .head = head};
    ledger::Note note{.text = to_string(checkpoint)};
    note.signatures.push_back(signer().sign(note.text));
    for (const unsigned i : cosigners) {
      note.signatures.push_back(test_witness(i).cosign(note.text, cosigned_s));
    }
    return to_string(note);
  }

  using Entry = std::function<std::string(std::uint64_t)>;
  // Adds entries up to `size` to the log of that name and publishes.
  void grow(const std::string& name, std::uint64_t size, const Entry& entry = entry_of) {
    const auto opened = Log::open(
        name, {.sign = [this](const ledger::TreeHead& head,
                              const std::stop_token&) { return Result<std::string>(sign(head)); },
               .wait = {},
               .known = {},
               .segment_bytes = 100000,
               .files = &files});
    ASSERT_TRUE(opened) << opened.error().message;
    Log* const log = opened->get();
    std::vector<std::string> entries;
    for (std::uint64_t i = log->size(); i < size; ++i) entries.push_back(entry(i));
    const std::vector<std::string_view> views(entries.begin(), entries.end());
    ASSERT_TRUE(views.empty() || log->add(views));
    ASSERT_TRUE(log->publish());
  }
  static std::string other_entry(std::uint64_t index) { return "other " + entry_of(index); }

  Sighting look(std::uint64_t now_s = kNow) {
    auto seen = Monitor::open("eye", options).value()->look(now_s);
    EXPECT_TRUE(seen) << seen.error().message;
    return seen ? *seen : Sighting{};
  }
  void expect_calm(const Sighting& seen) { EXPECT_FALSE(seen.is_alarming()) << told(seen); }
  void begin_anew() {
    for (const std::string& path : files.paths()) ASSERT_TRUE(files.remove(path));
  }
  ledger::Signer signer() const {
    return test_signer(test_log().verifier().name, ledger::KeyKind::ed25519, seed);
  }
  std::string told(const Sighting& seen) {
    std::string all;
    for (const auto& finding : seen.findings) all += finding.what + "\n";
    return all;
  }
  void flip(const std::string& path, std::size_t byte) {
    char& at = files.bytes_of(path)[byte];
    at = static_cast<char>(at ^ 1);
  }

  SimulatedFiles files{1};
  unsigned char seed = 1;  // of the log's key
  std::vector<unsigned> cosigners{1, 2};
  std::uint64_t cosigned_s = kNow;
  std::string shown = "log", refused;
  std::map<std::string, std::string> witnessed;  // what w1, w2 show
  std::size_t fetched = 0;
  MonitorOptions options;
};

TEST_F(WatchedLog, raises_no_alarm_where_the_log_only_grows) {
  for (const std::uint64_t size : {1U, 2U, 3U, 255U, 256U, 257U, 511U, 512U, 700U, 1024U}) {
    grow("log", size);
    witnessed["w1"] = witnessed["w2"] = files.read("log/public/checkpoint").value();
    const Sighting seen = look();
    EXPECT_TRUE(seen.findings.empty()) << size << ": " << told(seen);
    EXPECT_EQ(seen.head.size, size);
    EXPECT_EQ(seen.read, size);
  }
}

TEST_F(WatchedLog, takes_one_file_of_a_log_that_rests) {
  grow("log", 700);
  look();
  fetched = 0;
  look();
  EXPECT_EQ(fetched, 1U);
}

TEST_F(WatchedLog, proves_a_fork_of_any_sizes_with_two_notes) {
  const std::vector<std::pair<std::uint64_t, std::uint64_t>> sizes{
      {5, 5}, {5, 9}, {300, 700}, {256, 600}, {700, 300}, {256, 256}, {512, 256}};
  for (const auto& [before, after] : sizes) {
    begin_anew();
    shown = "log";
    grow("log", before);
    expect_calm(look());
    grow("twin", after, other_entry);
    // A log that rolls back to a fork shows the tiles of what it signed before, too.
    if (after >= before) shown = "twin";
    files.bytes_of(shown + "/public/checkpoint") = files.read("twin/public/checkpoint").value();
    const Sighting seen = look();
    EXPECT_TRUE(seen.has(Oddity::fork)) << before << " " << after << told(seen);
    EXPECT_EQ(seen.head.size, before);
    EXPECT_EQ(files.read("eye/fork-2").value(), files.read("twin/public/checkpoint").value());
    EXPECT_NE(files.read("eye/fork-1").value(), files.read("eye/fork-2").value());
  }
}

TEST_F(WatchedLog, goes_on_to_say_that_it_was_forked) {
  grow("log", 5);
  look();
  grow("twin", 9, other_entry);
  shown = "twin";
  look();
  shown = "log";
  EXPECT_TRUE(look().has(Oddity::fork));
}

TEST_F(WatchedLog, proves_a_fork_that_only_a_witness_was_shown) {
  for (const std::uint64_t size : {3U, 5U}) {
    begin_anew();
    grow("log", 5);
    grow("twin", size, other_entry);
    witnessed["w2"] = files.read("twin/public/checkpoint").value();
    const Sighting seen = look();
    ASSERT_TRUE(seen.has(Oddity::fork)) << told(seen);
    EXPECT_NE(told(seen).find("witness w2"), std::string::npos);
  }
}

TEST_F(WatchedLog, believes_no_witness_that_shows_what_the_log_has_not_signed) {
  grow("log", 5);
  seed = 9;
  grow("twin", 5, other_entry);
  seed = 1;
  witnessed["w2"] = files.read("twin/public/checkpoint").value();
  const Sighting seen = look();
  expect_calm(seen);
  EXPECT_TRUE(seen.has(Oddity::witness_unhelpful));
}

TEST_F(WatchedLog, says_that_a_tree_shrank) {
  grow("log", 300);
  const std::string older = files.read("log/public/checkpoint").value();
  grow("log", 700);
  look();
  files.bytes_of("log/public/checkpoint") = older;
  const Sighting seen = look();
  EXPECT_TRUE(seen.has(Oddity::shrank)) << told(seen);
  EXPECT_FALSE(seen.has(Oddity::fork));
  EXPECT_EQ(seen.head.size, 700U);
}

TEST_F(WatchedLog, says_that_a_witness_has_seen_what_is_hidden) {
  grow("log", 300);
  const std::string older = files.read("log/public/checkpoint").value();
  grow("log", 700);
  witnessed["w1"] = files.read("log/public/checkpoint").value();
  files.bytes_of("log/public/checkpoint") = older;
  expect_calm(look(kNow + 60));
  EXPECT_TRUE(look(kNow + 3600).has(Oddity::hidden));
}

TEST_F(WatchedLog, tells_a_tile_that_is_missing_wrong_or_refused_and_takes_no_such_tree) {
  for (const std::string path : {"tile/0/002.p/188", "tile/0/001", "tile/1/000.p/2"}) {
    for (const Oddity oddity : {Oddity::missing, Oddity::wrong, Oddity::unreachable}) {
      begin_anew();
      refused.clear();
      grow("log", 400);
      look();
      grow("log", 700);
      if (oddity == Oddity::missing) {
        ASSERT_TRUE(files.remove("log/public/" + path));
      }
      if (oddity == Oddity::wrong) flip("log/public/" + path, 33);
      if (oddity == Oddity::unreachable) refused = path;
      const Sighting seen = look();
      EXPECT_TRUE(seen.has(oddity)) << path << ": " << told(seen);
      EXPECT_TRUE(seen.is_alarming());
      EXPECT_FALSE(seen.has(Oddity::fork));
      EXPECT_LT(seen.read, 700U);
    }
  }
}

TEST_F(WatchedLog, settles_later_what_was_not_proven) {
  grow("log", 5);
  look();
  grow("log", 300);
  refused = "tile/0/000";
  look();
  EXPECT_TRUE(files.read("eye/unproven"));
  refused.clear();
  expect_calm(look());
  EXPECT_FALSE(files.read("eye/unproven"));

  const std::string honest = files.read("log/public/checkpoint").value();
  grow("twin", 350, other_entry);  // a fork, whose tiles are never there
  files.bytes_of("log/public/checkpoint") = files.read("twin/public/checkpoint").value();
  EXPECT_TRUE(look().has(Oddity::missing));
  files.bytes_of("log/public/checkpoint") = honest;
  grow("log", 400);
  EXPECT_TRUE(look().has(Oddity::fork));
}

TEST_F(WatchedLog, keeps_half_a_fork_whatever_is_shown_behind_it) {
  grow("log", 300);
  look();
  grow("twin", 350, other_entry);  // a fork, whose tiles are never there
  const std::string honest = files.read("log/public/checkpoint").value();
  files.bytes_of("log/public/checkpoint") = files.read("twin/public/checkpoint").value();
  EXPECT_TRUE(look().has(Oddity::missing));
  files.bytes_of("log/public/checkpoint") = honest;
  grow("log", 360);
  refused = "tile/0/001.p/104";
  EXPECT_FALSE(look().has(Oddity::fork));
  EXPECT_TRUE(files.read("eye/unproven-2"));
  refused.clear();
  grow("log", 400);
  EXPECT_TRUE(look().has(Oddity::fork));
  EXPECT_EQ(files.read("eye/fork-2").value(), files.read("twin/public/checkpoint").value());
}

TEST_F(WatchedLog, keeps_the_first_of_many_that_are_not_proven) {
  grow("log", 300);
  look();
  std::string first;
  for (std::uint64_t size = 350; size < 370; ++size) {
    grow("twin", size, other_entry);
    files.bytes_of("log/public/checkpoint") = files.read("twin/public/checkpoint").value();
    if (first.empty()) first = files.read("twin/public/checkpoint").value();
    look();
  }
  EXPECT_EQ(files.read("eye/unproven").value(), first);
  EXPECT_TRUE(files.read("eye/unproven-16"));
  EXPECT_FALSE(files.read("eye/unproven-17"));
}

TEST_F(WatchedLog, tells_an_entry_that_is_not_the_signed_one_and_reads_it_again) {
  grow("log", 700);
  flip("log/public/tile/entries/001", 2);
  const Sighting seen = look();
  ASSERT_TRUE(seen.has(Oddity::wrong));
  EXPECT_NE(told(seen).find("tile/entries/001: entry 256 "), std::string::npos) << told(seen);
  EXPECT_EQ(seen.read, 256U);
  flip("log/public/tile/entries/001", 2);
  EXPECT_EQ(look().read, 700U);
}

TEST_F(WatchedLog, tells_missing_entries) {
  grow("log", 700);
  ASSERT_TRUE(files.remove("log/public/tile/entries/001"));
  EXPECT_TRUE(look().has(Oddity::missing));
}

TEST_F(WatchedLog, tells_a_witness_that_does_not_stand_by_it) {
  cosigners = {1};
  grow("log", 5);
  const Sighting seen = look();
  expect_calm(seen);
  EXPECT_TRUE(seen.has(Oddity::witness_missing));
  EXPECT_NE(told(seen).find("w2"), std::string::npos);
}

TEST_F(WatchedLog, does_not_take_a_tree_without_a_quorum) {
  grow("log", 5);
  look();
  cosigners = {2};
  grow("log", 9);
  const Sighting seen = look();
  EXPECT_TRUE(seen.has(Oddity::no_quorum));
  EXPECT_EQ(seen.head.size, 5U);
}

TEST_F(WatchedLog, proves_a_fork_whose_one_half_had_no_quorum) {
  const auto both = cosigners;
  for (const bool is_known : {true, false}) {
    begin_anew();
    shown = "log";
    cosigners = both;
    grow("log", 5);
    grow("twin", 5);
    if (is_known) expect_calm(look());
    cosigners = {2};
    grow("twin", 9, other_entry);
    shown = "twin";
    EXPECT_TRUE(look().has(Oddity::no_quorum));
    cosigners = both;
    grow("log", 9);
    shown = "log";
    const Sighting seen = look();
    EXPECT_TRUE(seen.has(Oddity::fork)) << told(seen);
    EXPECT_TRUE(files.read("eye/fork-2"));
  }
}

TEST_F(WatchedLog, proves_a_fork_of_two_halves_that_both_had_no_quorum) {
  cosigners = {2};
  grow("log", 9);
  EXPECT_FALSE(look().has(Oddity::fork));
  grow("twin", 12, other_entry);
  shown = "twin";
  const Sighting seen = look();
  EXPECT_TRUE(seen.has(Oddity::fork)) << told(seen);
  EXPECT_NE(files.read("eye/fork-1").value(), files.read("eye/fork-2").value());
}

TEST_F(WatchedLog, proves_later_that_a_smaller_tree_was_a_fork) {
  grow("log", 700);
  look();
  grow("twin", 300, other_entry);
  shown = "twin";  // without the tiles of what was signed before
  EXPECT_TRUE(look().has(Oddity::shrank));
  shown = "log";
  const Sighting seen = look();
  EXPECT_TRUE(seen.has(Oddity::fork)) << told(seen);
}

TEST_F(WatchedLog, tells_a_checkpoint_of_another_key_or_that_is_none) {
  grow("log", 5);
  look();
  std::string& bytes = files.bytes_of("log/public/checkpoint");
  bytes[bytes.find(' ') + 40] ^= 1;  // within the log's signature
  EXPECT_TRUE(look().has(Oddity::not_signed));
  bytes = "<html>";
  EXPECT_TRUE(look().has(Oddity::not_signed));
}

TEST_F(WatchedLog, tells_silence_where_it_is_not_expected) {
  options.most_silent_s = 7200;
  grow("log", 5);
  look(kNow);
  expect_calm(look(kNow + 7200));
  EXPECT_TRUE(look(kNow + 7201).has(Oddity::silent));
  grow("log", 6);
  expect_calm(look(kNow + 7202));
}

TEST_F(WatchedLog, tells_entries_of_a_private_log_that_are_no_leaves) {
  options.private_log = Growth{.increment = 4, .period_s = 3600};
  const auto leaf = [](std::uint64_t index) {
    return to_string(
        ledger::Leaf{.issuer = 7, .commitment = crypto::sha256({"leaf", std::to_string(index)})});
  };
  grow("log", 8, leaf);
  expect_calm(look());
  grow("log", 12, [&](std::uint64_t i) { return i == 9 ? "Ana, born 1999" : leaf(i); });
  const Sighting seen = look();
  ASSERT_EQ(seen.findings.size(), 3U) << told(seen);  // two of them: witnesses show nothing
  EXPECT_TRUE(seen.has(Oddity::not_a_leaf));
  EXPECT_NE(told(seen).find("entry 9 "), std::string::npos);
}

TEST_F(WatchedLog, tells_a_private_log_that_grows_by_something_else_than_its_increment) {
  options.private_log = Growth{.increment = 4, .period_s = 3600};
  options.reads_entries = false;
  grow("log", 8);
  expect_calm(look());
  grow("log", 9);
  EXPECT_TRUE(look().has(Oddity::off_step));
}

TEST_F(WatchedLog, follows_a_change_of_the_logs_key) {
  grow("log", 5);
  look();
  seed = 9;
  grow("log", 9);
  EXPECT_TRUE(look().has(Oddity::not_signed));  // nobody has told of the new key
  options.policy.logs.push_back({.key = signer().verifier(), .url = ""});
  EXPECT_EQ(look().head.size, 9U);
}

TEST_F(WatchedLog, forgets_nothing_and_keeps_nothing_by_halves_wherever_it_is_killed) {
  grow("log", 300);
  look();
  grow("log", 700);
  const std::string before = files.read("eye/state").value();
  std::size_t call = 0;
  for (bool is_over = false; !is_over; ++call) {
    files.bytes_of("eye/state") = before;
    files.fail_at(call, lodestar::testing::Fault::kill);
    if (auto eye = Monitor::open("eye", options)) (void)(*eye)->look(kNow);
    is_over = !files.is_killed();
    files.restart();
    const Sighting seen = look();
    ASSERT_FALSE(seen.is_alarming()) << call << told(seen);
    ASSERT_EQ(seen.head.size, 700U);
    ASSERT_EQ(seen.read, 700U);
  }
  EXPECT_GT(call, 10U);
}

TEST_F(WatchedLog, refuses_a_memory_that_is_none) {
  grow("log", 5);
  look();
  files.bytes_of("eye/state") = "something else\n";
  const auto eye = Monitor::open("eye", options);
  ASSERT_FALSE(eye);
  EXPECT_EQ(eye.error().code, Code::corrupt);
}

TEST_F(WatchedLog, is_watched_by_one_process_a_folder) {
  const auto eye = Monitor::open("eye", options);
  EXPECT_EQ(Monitor::open("eye", options).error().code, Code::conflict);
}

}  // namespace
}  // namespace lodestar::log
