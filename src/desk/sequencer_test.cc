// SPDX-License-Identifier: Apache-2.0
// Each row once, whoever ends when, over both databases.
#include "desk/sequencer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>

#include "desk/at_machine.h"
#include "desk/erasures.h"
#include "support/log_scene.h"
#include "support/stores.h"

namespace lodestar::desk {
namespace {

Sensitive<crypto::SealingKey> some_key() { return Sensitive(crypto::SealingKey{}); }

std::unique_ptr<log::PrivateLog> open_log(const std::string& folder) {
  log::PrivateOptions options{.issuer = 1, .key = some_key(), .now_s = {}};
  options.log.sign = [](const ledger::TreeHead& head, const std::stop_token&) {
    return Result<std::string>(testing::sign_plainly(head));
  };
  if (!log::PrivateLog::is_one(folder, io::system_files())) {
    EXPECT_TRUE(log::PrivateLog::make(folder, {}, some_key(), io::system_files()));
  }
  auto opened = log::PrivateLog::open(folder, options);
  EXPECT_TRUE(opened) << opened.error().message;
  return *std::move(opened);
}

class Handing : public ::testing::TestWithParam<test::StoreKind> {
 protected:
  void SetUp() override {
    if (const auto why = store_.why_not()) GTEST_SKIP() << *why;
    database_ = open();
    log_ = open_log(place_);
  }
  std::unique_ptr<store::Database> open() {
    auto opened = store::Database::open(store_.connect(), 1);
    EXPECT_TRUE(opened) << opened.error().message;
    auto database = *std::move(opened);
    EXPECT_TRUE(database->write([&](store::Connection& c) { return vault_.make_sure(c, "s"); }));
    return database;
  }
  void add_rows(store::Database& database, int count) {
    ASSERT_TRUE(database.write([&](store::Connection& c) -> Status {
      store::Outbox outbox(vault_, 1);
      for (int i = 0; i < count; ++i) {
        LODESTAR_TRY(outbox.append(c, "s", {.type = "access", .body = "{}"}));
      }
      return {};
    }));
    rows_ += count;
  }
  // Every row, once, in order.
  void check_log_has_all() {
    std::vector<store::Outbox::Row> rows;
    ASSERT_TRUE(database_->read([&](store::Connection& c) -> Status {
      rows =
          LODESTAR_TRY(store::Outbox::rows_of(c, {.first_sequence = 0, .last_sequence = 1 << 20}));
      return {};
    }));
    EXPECT_EQ(rows.size(), std::size_t(rows_));
    const auto entries = log_->unpublished();
    ASSERT_EQ(entries.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      EXPECT_EQ(log_->leaf_at(entries[i]).value(), rows[i].leaf);
    }
  }
  void run(std::string_view statement) {
    ASSERT_TRUE(database_->write([&](store::Connection& c) { return c.run_script(statement); }));
  }

  test::StoreUnderTest store_{GetParam()};
  test::TemporaryFolder folder_;
  std::string place_ = (folder_.path() / "log").string();
  store::Vault vault_{some_key()};
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<log::PrivateLog> log_;
  int rows_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Behind, Handing, ::testing::ValuesIn(test::kStores),
                         [](const auto& kind) { return test::to_string(kind.param); });

TEST_P(Handing, EachRowIsInTheLogOnce) {
  {
    Sequencer sequencer(*database_, *log_);
    for (int i = 0; i < 5; ++i) {
      add_rows(*database_, 3);
      ASSERT_TRUE(sequencer.hand_over());
    }
    add_rows(*database_, 4);
  }
  check_log_has_all();
}

TEST_P(Handing, ADatabaseThatIsOlderThanItsLogByManyBatchesGivesNothingTwice) {
  {
    Sequencer sequencer(*database_, *log_);
    for (int i = 0; i < 6; ++i) {
      add_rows(*database_, 3);
      ASSERT_TRUE(sequencer.hand_over());
    }
  }
  run("delete from handed_over where first_sequence > 3");
  add_rows(*database_, 2);
  {
    Sequencer sequencer(*database_, *log_);
    ASSERT_TRUE(sequencer.hand_over());
  }
  check_log_has_all();
}

TEST_P(Handing, WhatTheLogTookAndTheDatabaseCouldNotNoteIsNotGivenAgain) {
  Sequencer sequencer(*database_, *log_);
  add_rows(*database_, 2);
  ASSERT_TRUE(sequencer.hand_over());
  run("insert into handed_over (first_sequence, last_sequence, first_entry) values (3, 0, 0)");
  add_rows(*database_, 2);
  EXPECT_EQ(sequencer.hand_over().error().code, Code::conflict);
  run("delete from handed_over where last_sequence = 0");
  ASSERT_TRUE(sequencer.hand_over());
  check_log_has_all();
}

TEST_P(Handing, OfTwoOneHandsOverAndTheOtherGoesOnWhenItEnds) {
  auto other = open();
  auto first = std::make_optional<Sequencer>(*database_, *log_);
  add_rows(*database_, 3);
  ASSERT_TRUE(first->hand_over());
  ASSERT_TRUE(try_lead(*database_).value());
  EXPECT_FALSE(try_lead(*other).value());
  Sequencer second(*other, *log_);
  add_rows(*other, 2);
  const auto refused = second.hand_over();
  if (refused) {
    EXPECT_EQ(*refused, 0U) << "the first was quicker";
  } else {
    EXPECT_EQ(refused.error().code, Code::conflict);
  }
  first.reset();
  database_.reset();
  add_rows(*other, 4);
  auto handed = second.hand_over();
  // A server lets go of what a connection held some time after that is closed.
  while (!handed && handed.error().code == Code::conflict) handed = second.hand_over();
  ASSERT_TRUE(handed);
  EXPECT_TRUE(try_lead(*other).value());
  database_ = std::move(other);
  check_log_has_all();
}

TEST_P(Handing, ALogThatLacksWhatWasHandedOverIsRefused) {
  const std::string older = (folder_.path() / "older").string();
  log_.reset();
  std::filesystem::copy(place_, older, std::filesystem::copy_options::recursive);
  log_ = open_log(place_);
  {
    Sequencer sequencer(*database_, *log_);
    add_rows(*database_, 3);
    ASSERT_TRUE(sequencer.hand_over());
  }
  EXPECT_TRUE(check_log(*database_, *log_, "key-1"));
  const auto old = open_log(older);
  const Status refused = check_log(*database_, *old, "key-1");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::conflict);
  EXPECT_TRUE(refused.error().message.contains("newest copy"));
  EXPECT_EQ(check_log(*database_, *log_, "key-2").error().code, Code::conflict);
}

TEST_P(Handing, WhatWasErasedIsErasedAgainInACopyThatComesBack) {
  const std::string list = (folder_.path() / "erased").string();
  Erasures erasures({.database = database_.get(),
                     .vault = &vault_,
                     .issuer = 1,
                     .now_s = [] { return std::uint64_t{1'790'000'000}; },
                     .list = list});
  const auto begin = [&](store::Connection& c) { return vault_.begin(c, "0123abcd"); };
  ASSERT_TRUE(database_->write(begin));
  EXPECT_EQ(erasures.erase("the key itself").error().code, Code::invalid);
  EXPECT_EQ(erasures.erase("9999").error().code, Code::not_found);
  EXPECT_TRUE(read_erasures(list)->empty());
  const Status erased = erasures.erase("0123abcd");
  ASSERT_TRUE(erased) << erased.error().message;
  EXPECT_EQ(read_erasures(list).value(),
            (std::vector<ErasureLine>{{"2026-09-21T14:13:20Z", "0123abcd"}}));
  EXPECT_EQ(erasures.replay().value(), 0U);
  EXPECT_EQ(erasures.forget_others().value(), std::vector<std::string>{"0123abcd"});
  EXPECT_TRUE(erasures.forget_others()->empty());

  ASSERT_TRUE(database_->write(begin)) << "as a backup brings it back";
  EXPECT_EQ(erasures.replay().value(), 1U);
  ASSERT_TRUE(database_->read([&](store::Connection& c) -> Status {
    EXPECT_EQ(vault_.seal(c, "0123abcd", "x", Sensitive(std::string("y"))).error().code,
              Code::not_found);
    store::Outbox outbox(vault_, 1);
    const auto records = LODESTAR_TRY(outbox.about(c, kAtMachine, {}, 9));
    EXPECT_EQ(records.size(), 2U);
    EXPECT_EQ(records.at(0).record.subject, "erase-again/0123abcd");
    return {};
  }));
}

TEST_P(Handing, AListThatWasLostIsWrittenAgainFromTheRecord) {
  const std::string list = (folder_.path() / "erased").string();
  std::uint64_t now = 1'790'000'000;
  Erasures erasures({.database = database_.get(),
                     .vault = &vault_,
                     .issuer = 1,
                     .now_s = [&] { return now++; },
                     .list = list});
  EXPECT_EQ(erasures.complete().value(), 0U);
  EXPECT_FALSE(std::filesystem::exists(list));
  for (const std::string subject : {"aa", "bb", "cc"}) {
    ASSERT_TRUE(database_->write([&](store::Connection& c) { return vault_.begin(c, subject); }));
    if (subject == "cc") std::filesystem::remove(list);  // before the third
    ASSERT_TRUE(erasures.erase(subject));
    EXPECT_EQ(erasures.complete().value(), 0U);
  }
  const auto subjects = [&] {
    std::string all;
    const std::vector<ErasureLine> lines = read_erasures(list).value();
    for (const ErasureLine& line : lines) all += line.subject;
    return all;
  };
  EXPECT_EQ(subjects(), "aabbcc") << "the third brought back those before it";
  std::filesystem::remove(list);
  EXPECT_EQ(erasures.complete().value(), 3U);
  EXPECT_EQ(subjects(), "aabbcc");
  EXPECT_EQ(read_erasures(list)->front().at.substr(0, 10), "2026-09-21");
}

TEST(ErasureList, OneThatIsNotWholeIsRefused) {
  const test::TemporaryFolder folder;
  const std::string list = (folder.path() / "erased").string();
  const auto read = [&](std::string_view bytes) {
    EXPECT_TRUE(io::put_durably(io::system_files(), list, bytes));
    return read_erasures(list);
  };
  EXPECT_TRUE(read_erasures(list)->empty());
  const std::string whole =
      "lodestar-erasures/v1\n2026-01-01T00:00:00Z aa\n2026-01-01T00:00:00Z bb\nend 2\n";
  EXPECT_EQ(read(whole)->size(), 2U);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto cut = read(std::string_view(whole).substr(0, length));
    ASSERT_FALSE(cut) << length;
    EXPECT_EQ(cut.error().code, Code::corrupt);
  }
  for (const std::string& other :
       {std::string("something else\n"), whole + "2026-01-01T00:00:00Z cc\n", whole + whole,
        std::string("lodestar-erasures/v1\n2026-01-01T00:00:00Z aa\nend 2\n")}) {
    EXPECT_EQ(read(other).error().code, Code::corrupt) << other;
  }
}

}  // namespace
}  // namespace lodestar::desk
