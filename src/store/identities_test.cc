// SPDX-License-Identifier: Apache-2.0
#include "store/identities.h"

#include <gtest/gtest.h>

#include "store/database.h"
#include "store/erasing.h"
#include "store/people.h"
#include "support/pairs.h"
#include "support/stores.h"

namespace lodestar::store {
namespace {

constexpr std::string_view kAna = "ana", kNoor = "noor", kName = "0123456789abcdef";

class Identities : public testing::TestWithParam<test::StoreKind> {
 protected:
  void SetUp() override {
    if (const auto why = store_.why_not()) GTEST_SKIP() << *why;
    auto database = Database::open(store_.connect(), 2);
    ASSERT_TRUE(database) << database.error().message;
    database_ = *std::move(database);
    ASSERT_TRUE(change([&](Connection& connection) -> Status {
      LODESTAR_TRY(add_organisation(connection, {.id = "o", .name = "Invented", .kind = "x"}, 1));
      for (const std::string_view id : {kAna, kNoor}) {
        LODESTAR_TRY(add_account(connection, vault_,
                                 {.id = std::string(id), .organisation = "o", .roles = "analyst"},
                                 1));
      }
      return {};
    }));
  }
  Status change(Database::Change change) { return database_->write(std::move(change)); }
  Status add(std::string_view account) {
    return change([account](Connection& connection) {
      return add_identity(connection, {.name = std::string(kName),
                                       .account = std::string(account),
                                       .provider = "agency",
                                       .made_s = 5});
    });
  }
  std::string owner() {
    std::string account;
    EXPECT_TRUE(database_->read([&](Connection& connection) -> Status {
      const auto found = LODESTAR_TRY(find_identity(connection, kName));
      account = found ? found->account : "";
      return {};
    }));
    return account;
  }
  std::vector<Identity> all_of(std::string_view account) {
    std::vector<Identity> all;
    EXPECT_TRUE(database_->read([&](Connection& connection) -> Status {
      all = LODESTAR_TRY(identities_of(connection, account));
      return {};
    }));
    return all;
  }

  test::StoreUnderTest store_{GetParam()};
  std::unique_ptr<Database> database_;
  Vault vault_{Sensitive(crypto::SealingKey{})};
};
INSTANTIATE_TEST_SUITE_P(Of, Identities,
                         testing::Values(test::StoreKind::sqlite, test::StoreKind::postgres));

TEST_P(Identities, HaveOneAccount) {
  EXPECT_EQ(owner(), "");
  ASSERT_TRUE(add(kAna));
  EXPECT_EQ(owner(), kAna);
  EXPECT_EQ(add(kNoor).error().code, Code::conflict);
  EXPECT_EQ(add(kAna).error().code, Code::conflict);
  EXPECT_EQ(owner(), kAna);
}

TEST_P(Identities, AreTheirAccountsToRemove) {
  ASSERT_TRUE(add(kAna));
  const auto remove = [&](std::string_view account) {
    bool is_removed = false;
    EXPECT_TRUE(change([&, account](Connection& connection) -> Status {
      is_removed = LODESTAR_TRY(remove_identity(connection, account, kName));
      return {};
    }));
    return is_removed;
  };
  EXPECT_FALSE(remove(kNoor));
  EXPECT_TRUE(remove(kAna));
  EXPECT_FALSE(remove(kAna));
  EXPECT_EQ(owner(), "");
}

TEST_P(Identities, TellWhenTheyWereUsed) {
  ASSERT_TRUE(add(kAna));
  EXPECT_FALSE(all_of(kAna).front().used_s);
  ASSERT_TRUE(change([](Connection& connection) -> Status {
    EXPECT_TRUE(LODESTAR_TRY(use_identity(connection, kName, 9)));
    EXPECT_FALSE(LODESTAR_TRY(use_identity(connection, "another", 9)));
    return {};
  }));
  ASSERT_EQ(all_of(kAna).size(), 1U);
  EXPECT_EQ(all_of(kAna).front().used_s, 9U);
  EXPECT_EQ(all_of(kAna).front().provider, "agency");
  EXPECT_TRUE(all_of(kNoor).empty());
}

TEST_P(Identities, OfAnAccountThatHasEndedOpenNothingAndAreFree) {
  ASSERT_TRUE(add(kAna));
  ASSERT_TRUE(change([](Connection& connection) {
    return set_member(connection,
                      {.organisation = "o", .account = kAna, .roles = "analyst", .ended_s = 7});
  }));
  EXPECT_EQ(owner(), "");
  ASSERT_TRUE(add(kNoor));
  EXPECT_EQ(owner(), kNoor);
}

TEST_P(Identities, GoWithWhoIsErased) {
  ASSERT_TRUE(add(kAna));
  ASSERT_TRUE(change([](Connection& connection) { return erase_subject(connection, kAna, 8); }));
  EXPECT_TRUE(all_of(kAna).empty());
}

}  // namespace
}  // namespace lodestar::store
