// SPDX-License-Identifier: Apache-2.0
// What every database behind the contract has to keep.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <latch>
#include <thread>
#include <vector>

#include "store/database.h"
#include "store/migrations.h"
#include "store/outbox.h"
#include "store/vault.h"
#include "support/pairs.h"
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

TEST_P(Store, AChangeThatGoesOnBehindAStatementThatFailedIsNotKept) {
  ASSERT_TRUE(add_organisation("a"));
  const Status went_on = database_->write([](Connection& connection) -> Status {
    constexpr std::string_view kMake =
        "insert into organisation (id, name, kind, made_s) values ($1, $1, $1, 1)";
    LODESTAR_TRY(connection.execute(kMake, {std::string_view("b")}));
    (void)connection.execute(kMake, {std::string_view("a")});
    return {};
  });
  EXPECT_EQ(went_on.error().code, Code::internal);
  EXPECT_EQ(organisations(), 1U);
}

TEST_P(Store, WhatIsMadeUnlessItIsThereFailsNot) {
  const auto make = [&](std::uint64_t expected) {
    return database_->write([expected](Connection& connection) -> Status {
      EXPECT_EQ(LODESTAR_TRY(connection.execute(
                    "insert into organisation (id, name, kind, made_s) values ($1, $1, $1, 1) "
                    "on conflict (id) do nothing",
                    {std::string_view("a")})),
                expected);
      return {};
    });
  };
  EXPECT_TRUE(make(1));
  EXPECT_TRUE(make(0));
  EXPECT_EQ(organisations(), 1U);
}

TEST_P(Store, APostedStatementThatFailsIsToldToItsOwnChangeAlone) {
  ASSERT_TRUE(add_organisation("a"));
  const auto post = [](std::string id) {
    return [id](Connection& connection) {
      return connection.post(
          "insert into organisation (id, name, kind, made_s) values ($1, $1, $1, 1)",
          {std::string_view(id)});
    };
  };
  std::latch asked(1), told(4);
  std::vector<Status> outcomes(4);
  database_->write(
      [&](Connection&) -> Status {
        asked.wait();
        return {};
      },
      [](const Status&) {});
  const std::array names{"b", "a", "c", "b"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    database_->write(post(names[i]), [&, i](Status outcome) {
      outcomes[i] = std::move(outcome);
      told.count_down();
    });
  }
  asked.count_down();
  told.wait();
  EXPECT_TRUE(outcomes[0]);
  EXPECT_EQ(outcomes[1].error().code, Code::conflict);
  EXPECT_TRUE(outcomes[2]);
  EXPECT_EQ(outcomes[3].error().code, Code::conflict);
  EXPECT_EQ(organisations(), 3U);
}

TEST_P(Store, AMessageNamesTheStatementAndNoParameter) {
  ASSERT_TRUE(add_organisation("an-invented-name"));
  const Status refused = add_organisation("an-invented-name");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message.find("invented"), std::string::npos) << refused.error().message;
  EXPECT_NE(refused.error().message.find("insert into organisation"), std::string::npos);
  EXPECT_EQ(add_organisation(std::string_view("a\0b", 3)).error().code, Code::invalid);
}

// Also where they stand in one place, one after the other.
TEST_P(Store, AStatementIsWhatItsTextSays) {
  std::string statement = "select 1";
  const auto asked = [&] {
    std::int64_t given = 0;
    EXPECT_TRUE(database_->write([&](Connection& connection) {
      return connection.query(statement, {}, [&](const Row& row) { given = row.number(0); });
    }));
    return given;
  };
  EXPECT_EQ(asked(), 1);
  const char* const place = statement.data();
  statement.back() = '2';
  ASSERT_EQ(statement.data(), place);
  EXPECT_EQ(asked(), 2);
}

TEST_P(Store, AParameterMayBeNullTheFirstTimeAndSomethingTheNext) {
  ASSERT_TRUE(add_organisation("a"));
  const auto matching = [&](const Value& id) {
    int rows = 0;
    EXPECT_TRUE(database_->read([&](Connection& connection) {
      return connection.query(
          "select sum(made_s), count(*) from organisation where id = $1 or $1 is null", {id},
          [&](const Row& row) {
            rows = static_cast<int>(row.number(1));
            EXPECT_EQ(row.number(0), rows == 0 ? 0 : 7);
            EXPECT_EQ(row.is_null(0), rows == 0);
          });
    }));
    return rows;
  };
  EXPECT_EQ(matching(Value{}), 1);
  EXPECT_EQ(matching(std::string_view("a")), 1);
  EXPECT_EQ(matching(std::string_view("b")), 0);
}

TEST_P(Store, KeepsAValueOf16MegabytesAndGivesBack10000Rows) {
  ASSERT_TRUE(add_organisation("a"));
  std::string large(16'000'000, '\0');
  for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<char>(i * 31 + (i >> 9U));
  ASSERT_TRUE(database_->write([&](Connection& connection) -> Status {
    for (int i = 0; i < 10'000; ++i) {
      const std::string id = fmt::format("{:05}", i);
      LODESTAR_TRY(
          connection.post("insert into task (id, organisation, subject, title, made_s) "
                          "values ($1, $2, $2, $3, $4)",
                          {std::string_view(id), std::string_view("a"),
                           bytes(i == 0 ? std::string_view(large) : std::string_view("t")),
                           static_cast<std::int64_t>(-i)}));
    }
    return {};
  }));
  int rows = 0;
  ASSERT_TRUE(database_->read([&](Connection& connection) {
    return connection.query("select id, title, made_s from task order by id", {},
                            [&](const Row& row) {
                              EXPECT_EQ(row.text(0), fmt::format("{:05}", rows));
                              EXPECT_EQ(row.as_bytes(1) == large, rows == 0);
                              EXPECT_EQ(row.number(2), -rows);
                              ++rows;
                            });
  }));
  EXPECT_EQ(rows, 10'000);
}

TEST_P(Store, ReadersSeeWholeChangesWhileOthersWrite) {
  std::jthread writer([&](const std::stop_token& stop) {
    for (int i = 0; !stop.stop_requested(); ++i) {
      const std::string id = fmt::format("{}", i);
      EXPECT_TRUE(database_->write([&](Connection& c) { return test::write_pair(c, id); }));
    }
  });
  std::vector<std::jthread> readers;
  for (int reader = 0; reader < 4; ++reader) {
    readers.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        EXPECT_TRUE(database_->read([](Connection& connection) {
          return connection.query(
              "select (select count(*) from organisation), (select count(*) from outbox)", {},
              [](const Row& row) { EXPECT_EQ(row.number(0), row.number(1)); });
        }));
      }
    });
  }
}

TEST_P(Store, TwoProgramsAtOnceGiveOneOrderOfTheOutboxAndOneLeads) {
  auto second = Database::open(store_.connect(), 1);
  ASSERT_TRUE(second) << second.error().message;
  const auto leads = [](Database& database) {
    bool is_leader = false;
    EXPECT_TRUE(database.write([&](Connection& connection) -> Status {
      is_leader = LODESTAR_TRY(connection.try_lead("sequencer"));
      return {};
    }));
    return is_leader;
  };
  EXPECT_TRUE(leads(*database_));
  EXPECT_TRUE(leads(*database_)) << "it goes on";
  EXPECT_FALSE(leads(**second));
  std::vector<std::jthread> writers;
  std::vector<std::int64_t> seen;
  for (Database* database : {database_.get(), second->get()}) {
    writers.emplace_back([database] {
      for (int i = 0; i < 100; ++i) {
        const std::string id = fmt::format("{}-{}", fmt::ptr(database), i);
        EXPECT_TRUE(database->write([&](Connection& c) { return test::write_pair(c, id); }));
      }
    });
  }
  // Whoever reads up to the last has missed none: none comes later before it.
  while (seen.size() < 200) {
    const std::int64_t last = seen.empty() ? 0 : seen.back();
    ASSERT_TRUE(database_->read([&](Connection& connection) {
      return connection.query("select sequence from outbox where sequence > $1 order by sequence",
                              {last}, [&](const Row& row) { seen.push_back(row.number(0)); });
    }));
    std::int64_t there = 0;
    ASSERT_TRUE(database_->read([&](Connection& connection) {
      return connection.query("select count(*) from outbox where sequence <= $1",
                              {seen.empty() ? 0 : seen.back()},
                              [&](const Row& row) { there = row.number(0); });
    }));
    ASSERT_EQ(there, std::ssize(seen));
  }
  writers.clear();
  database_.reset();
  // A server hears of the end of a connection when it gets to it.
  int asked = 1;
  while (!leads(**second) && asked < 10'000) ++asked;
  EXPECT_LT(asked, 10'000) << "the first has ended";
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

TEST_P(Store, WhatAChangeSealedOpensWhenItWasRunAgainOrAskedForAgain) {
  Vault vault(key_of(1));
  const Sensitive<std::string> words(std::string("words"));
  std::string sealed;
  int runs = 0;
  const auto change = [&](Connection& connection) -> Status {
    LODESTAR_TRY(vault.begin(connection, "one"));
    sealed = LODESTAR_TRY(vault.seal(connection, "one", "note", words));
    // The first time it is run again, the second time that is told.
    if (++runs <= 2) return Error{Code::unavailable, "somebody is in the way"};
    return {};
  };
  EXPECT_EQ(database_->write(change).error().code, Code::unavailable);
  EXPECT_EQ(runs, 2);
  ASSERT_TRUE(database_->write(change));
  Vault fresh(key_of(1));
  ASSERT_TRUE(database_->read([&](Connection& connection) -> Status {
    EXPECT_EQ(*fresh.open(connection, "one", "note", sealed), words);
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

// By bad luck one in thirty thousand would be refused by the log, and all behind it would wait.
TEST(Outbox, WhatIsAppendedIsALeafThatALogTakes) {
  const test::StoreUnderTest store(test::StoreKind::sqlite);
  auto connection = store.connect()();
  ASSERT_TRUE(connection);
  ASSERT_TRUE(migrate_to(**connection, newest_version()));
  crypto::SealingKey key{};
  Vault vault{Sensitive(key)};
  Outbox outbox(vault, 7);
  ASSERT_TRUE((*connection)->begin(Posted::at_once));
  ASSERT_TRUE(vault.begin(**connection, "someone"));
  constexpr int kEnough = 200'000;
  for (int i = 0; i < kEnough; ++i) {
    ASSERT_TRUE(outbox.append(**connection, "someone",
                              {.type = "access", .subject = "a", .previous = {}, .body = "{}"}));
  }
  ASSERT_TRUE((*connection)->commit());
  int refused = 0;
  ASSERT_TRUE((*connection)->query("select leaf from outbox", {}, [&](const Row& row) {
    refused += !ledger::parse_leaf(row.as_bytes(0));
  }));
  EXPECT_EQ(refused, 0);
}

}  // namespace
}  // namespace lodestar::store
