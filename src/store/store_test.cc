// SPDX-License-Identifier: Apache-2.0
// What every database behind the contract has to keep.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

#include "store/database.h"
#include "store/migrations.h"
#include "store/outbox.h"
#include "store/vault.h"
#include "support/stores.h"

namespace lodestar::store {
namespace {

using test::StoreUnderTest;

Sensitive<crypto::SealingKey> key_of(unsigned char byte) {
  crypto::SealingKey key{};
  key.fill(byte);
  return Sensitive(key);
}

class Store : public testing::TestWithParam<test::StoreKind> {
 protected:
  void SetUp() override {
    if (const auto why = store_.why_not()) GTEST_SKIP() << *why;
    open();
  }
  void open() {
    auto database = Database::open(store_.connect(), 2);
    ASSERT_TRUE(database) << database.error().message;
    database_ = *std::move(database);
  }
  Status add_organisation(std::string_view id) {
    return database_->write([id = std::string(id)](Connection& connection) -> Status {
      LODESTAR_TRY(connection.execute(
          "insert into organisation (id, name, kind, made_s) values ($1, $2, $3, $4)",
          {std::string_view(id), std::string_view("Invented"), std::string_view("hotline"),
           number(7)}));
      return {};
    });
  }
  std::uint64_t organisations() {
    std::uint64_t count = 0;
    EXPECT_TRUE(database_->read([&](Connection& connection) {
      return connection.query("select count(*) from organisation", {},
                              [&](const Row& row) { count = std::uint64_t(row.number(0)); });
    }));
    return count;
  }

  StoreUnderTest store_{GetParam()};
  std::unique_ptr<Database> database_;
};

INSTANTIATE_TEST_SUITE_P(Behind, Store, testing::ValuesIn(test::kStores),
                         [](const auto& kind) { return test::to_string(kind.param); });

TEST_P(Store, KeepsWhatWasWrittenOverAReopening) {
  ASSERT_TRUE(add_organisation("a"));
  database_.reset();
  open();
  EXPECT_EQ(organisations(), 1U);
}

TEST_P(Store, GivesBackNullsNumbersTextAndBytesAsTheyWere) {
  ASSERT_TRUE(add_organisation("a"));
  const std::string odd("\0\xff'\"\n", 5);
  ASSERT_TRUE(database_->write([&](Connection& connection) -> Status {
    LODESTAR_TRY(connection.execute(
        "insert into account (id, organisation, login, sealed, roles, password, made_s, ended_s) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8)",
        {std::string_view("p"), std::string_view("a"), Value{}, bytes(odd),
         std::string_view("\u0438 'x'"), Value{}, number(1ULL << 62), Value{}}));
    return {};
  }));
  int rows = 0;
  ASSERT_TRUE(database_->read([&](Connection& connection) {
    return connection.query(
        "select login, sealed, roles, made_s, ended_s from account where id = $1",
        {std::string_view("p")}, [&](const Row& row) {
          ++rows;
          EXPECT_TRUE(row.is_null(0));
          EXPECT_EQ(row.as_bytes(1), odd);
          EXPECT_EQ(row.text(2), "\u0438 'x'");
          EXPECT_EQ(row.number(3), std::int64_t(1) << 62);
          EXPECT_TRUE(row.is_null(4));
        });
  }));
  EXPECT_EQ(rows, 1);
}

TEST_P(Store, AParameterHasItsNumberWhereverItStands) {
  std::string seen;
  ASSERT_TRUE(database_->read([&](Connection& connection) {
    return connection.query(
        "select id from organisation where kind = $2 and name = $1 and made_s = $3 and kind = $2",
        {std::string_view("Invented"), std::string_view("hotline"), number(7)},
        [&](const Row& row) { seen += row.text(0); });
  }));
  EXPECT_EQ(seen, "");
  ASSERT_TRUE(add_organisation("a"));
  ASSERT_TRUE(database_->read([&](Connection& connection) {
    return connection.query(
        "select id from organisation where kind = $2 and name = $1 and made_s = $3 and kind = $2",
        {std::string_view("Invented"), std::string_view("hotline"), number(7)},
        [&](const Row& row) { seen += row.text(0); });
  }));
  EXPECT_EQ(seen, "a");
}

TEST_P(Store, AChangeThatFailsTakesNothingElseWithItAndLeavesNothingOfItself) {
  ASSERT_TRUE(add_organisation("a"));
  const Status failed = database_->write([](Connection& connection) -> Status {
    LODESTAR_TRY(connection.execute(
        "insert into organisation (id, name, kind, made_s) values ($1, $2, $3, $4)",
        {std::string_view("b"), std::string_view("B"), std::string_view("ngo"), number(1)}));
    return Error{Code::forbidden, "no"};
  });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, Code::forbidden);
  EXPECT_EQ(organisations(), 1U);
  EXPECT_EQ(add_organisation("a").error().code, Code::conflict);
  EXPECT_TRUE(add_organisation("c"));
  EXPECT_EQ(organisations(), 2U);
}

TEST_P(Store, ManyThreadsThatWriteAtOnceEachHearOfTheirOwnChange) {
  constexpr int kThreads = 8, kEach = 50;
  std::atomic<int> held = 0, refused = 0;
  {
    std::vector<std::jthread> writers;
    for (int thread = 0; thread < kThreads; ++thread) {
      writers.emplace_back([&] {
        for (int i = 0; i < kEach; ++i) (add_organisation(fmt::format("{}", i)) ? held : refused)++;
      });
    }
  }
  EXPECT_EQ(held, kEach);
  EXPECT_EQ(refused, (kThreads - 1) * kEach);
  EXPECT_EQ(organisations(), std::uint64_t(kEach));
}

TEST_P(Store, AReaderSeesNoChangeBeforeItIsWhole) {
  ASSERT_TRUE(add_organisation("a"));
  std::latch half(1), looked(1);
  std::jthread writer([&] {
    (void)database_->write([&](Connection& connection) -> Status {
      LODESTAR_TRY(connection.execute("delete from organisation", {}));
      half.count_down();
      looked.wait();
      return {};
    });
  });
  half.wait();
  EXPECT_EQ(organisations(), 1U);
  looked.count_down();
  writer.join();
  EXPECT_EQ(organisations(), 0U);
}

TEST_P(Store, TheSchemaGoesDownToNothingAndUpAgain) {
  database_.reset();
  auto connection = store_.connect()();
  ASSERT_TRUE(connection) << connection.error().message;
  for (int version = newest_version(); version >= 0; --version) {
    ASSERT_TRUE(migrate_to(**connection, version));
    EXPECT_EQ(*version_of(**connection), version);
  }
  ASSERT_TRUE(migrate_to(**connection, newest_version()));
  connection->reset();
  open();
  EXPECT_TRUE(add_organisation("a"));
}

TEST_P(Store, ASchemaOfALaterProgramIsRefusedAndLeftAlone) {
  ASSERT_TRUE(database_->write([](Connection& connection) -> Status {
    LODESTAR_TRY(connection.execute("update schema_version set version = 9999", {}));
    return {};
  }));
  database_.reset();
  const auto opened = Database::open(store_.connect(), 1);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::conflict);
}

TEST_P(Store, AVaultOpensWhatItSealedAndNothingElse) {
  Vault vault(key_of(1)), other(key_of(2));
  const Sensitive<std::string> words(std::string("an invented name"));
  std::string sealed;
  ASSERT_TRUE(database_->write([&](Connection& connection) -> Status {
    LODESTAR_TRY(vault.begin(connection, "one"));
    LODESTAR_TRY(vault.begin(connection, "two"));
    sealed = LODESTAR_TRY(vault.seal(connection, "one", "account", words));
    return {};
  }));
  EXPECT_EQ(sealed.find("invented"), std::string::npos);
  ASSERT_TRUE(database_->read([&](Connection& connection) -> Status {
    EXPECT_EQ(*vault.open(connection, "one", "account", sealed), words);
    EXPECT_EQ(vault.open(connection, "one", "lead", sealed).error().code, Code::corrupt);
    EXPECT_EQ(vault.open(connection, "two", "account", sealed).error().code, Code::corrupt);
    EXPECT_EQ(vault.open(connection, "six", "account", sealed).error().code, Code::not_found);
    EXPECT_EQ(other.open(connection, "one", "account", sealed).error().code, Code::corrupt);
    return {};
  }));
}

TEST_P(Store, WhatWasErasedOpensNowhereAgain) {
  Vault vault(key_of(1));
  Outbox outbox(vault, 77);
  std::string sealed;
  ASSERT_TRUE(database_->write([&](Connection& connection) -> Status {
    LODESTAR_TRY(vault.begin(connection, "one"));
    sealed = LODESTAR_TRY(
        vault.seal(connection, "one", "note", Sensitive<std::string>(std::string("words"))));
    return outbox.append(connection, "one", {.type = "read", .subject = "one", .body = "words"});
  }));
  ASSERT_TRUE(database_->write([](Connection& c) { return Vault::erase(c, "one"); }));
  vault.forget("one");
  Vault fresh(key_of(1));
  ASSERT_TRUE(database_->read([&](Connection& connection) -> Status {
    for (Vault* one : {&vault, &fresh}) {
      EXPECT_EQ(one->open(connection, "one", "note", sealed).error().code, Code::not_found);
    }
    EXPECT_EQ(outbox.about(connection, "one", {}, 9).error().code, Code::not_found);
    EXPECT_EQ(Outbox::next(connection, 9)->size(), 1U) << "the leaf stays";
    return {};
  }));
}

TEST_P(Store, NamesOfValuesAreEqualWithinAnOrganisationAndNowhereElse) {
  const Vault vault(key_of(1)), other(key_of(2));
  const Sensitive<std::string> value(std::string("+447700900118"));
  const std::string name = vault.name_of("a", "phone", value);
  EXPECT_EQ(name, vault.name_of("a", "phone", value));
  EXPECT_NE(name, vault.name_of("b", "phone", value));
  EXPECT_NE(name, vault.name_of("a", "signal", value));
  EXPECT_NE(name, other.name_of("a", "phone", value));
}

TEST_P(Store, TheOutboxGivesItsRowsInTheOrderOfTheirCommitsAndNoneTwice) {
  Vault vault(key_of(1));
  Outbox outbox(vault, 77);
  ASSERT_TRUE(database_->write([&](Connection& c) { return vault.begin(c, "one"); }));
  const auto append = [&](const std::string& body) {
    return database_->write([&](Connection& c) {
      return outbox.append(c, "one", {.type = "read", .subject = "one", .body = body});
    });
  };
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(append(fmt::format("{}", i)));
  std::vector<Outbox::Row> rows;
  const auto look = [&](std::size_t most) {
    return database_->read([&](Connection& c) -> Status {
      rows = LODESTAR_TRY(Outbox::next(c, most));
      return {};
    });
  };
  ASSERT_TRUE(look(3));
  ASSERT_EQ(rows.size(), 3U);
  const Outbox::Batch batch{rows[0].sequence, rows[2].sequence, 100};
  ASSERT_TRUE(database_->write([&](Connection& c) { return Outbox::hand_over(c, batch); }));
  EXPECT_FALSE(database_->write([&](Connection& c) { return Outbox::hand_over(c, batch); }))
      << "a batch is handed over once";
  ASSERT_TRUE(look(9));
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_GT(rows[0].sequence, batch.last_sequence);
  ASSERT_TRUE(database_->read([&](Connection& c) -> Status {
    const auto about = LODESTAR_TRY(outbox.about(c, "one", {}, 2));
    EXPECT_EQ(about.size(), 2U);
    EXPECT_EQ(about.front().record.body, "4");
    const auto older = LODESTAR_TRY(outbox.about(c, "one", about.back().sequence, 9));
    EXPECT_EQ(older.size(), 3U);
    EXPECT_EQ(LODESTAR_TRY(Outbox::last_batch(c))->first_entry, 100U);
    return {};
  }));
}

}  // namespace
}  // namespace lodestar::store
