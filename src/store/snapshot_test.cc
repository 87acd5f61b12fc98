// SPDX-License-Identifier: Apache-2.0
// Copies of everything, and subjects that go for good, over both databases.
#include "store/snapshot.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "store/erasing.h"
#include "store/leads.h"
#include "store/migrations.h"
#include "store/outbox.h"
#include "store/people.h"
#include "store/tasks.h"
#include "store/vault.h"
#include "support/stores.h"

namespace lodestar::store {
namespace {

Sensitive<std::string> secret(std::string_view text) { return Sensitive(std::string(text)); }

class Kept : public testing::TestWithParam<test::StoreKind> {
 protected:
  void SetUp() override {
    if (const auto why = store_.why_not()) GTEST_SKIP() << *why;
    auto opened = Database::open(store_.connect(), 1);
    ASSERT_TRUE(opened) << opened.error().message;
    database_ = *std::move(opened);
    ASSERT_TRUE(database_->write([&](Connection& c) { return fill(c); }));
  }
  Status fill(Connection& c) {
    LODESTAR_TRY(vault_.check(c));
    LODESTAR_TRY(add_organisation(c, {.id = "o", .name = "Invented", .kind = "hotline"}, 5));
    LODESTAR_TRY(add_account(c, vault_,
                             {.id = "ana",
                              .organisation = "o",
                              .name = secret("Ana"),
                              .login = secret("ana"),
                              .roles = "analyst",
                              .password = "kept"},
                             5));
    for (const std::string import : {"i1", "i2"}) {
      LODESTAR_TRY(add_import(c, vault_,
                              {.id = import,
                               .organisation = "o",
                               .account = "ana",
                               .name = secret("a.csv"),
                               .state = "done",
                               .message = {},
                               .made_s = 6}));
      NewLead lead{.id = "lead-" + import,
                   .organisation = "o",
                   .import = import,
                   .tenths = 12,
                   .line = secret("{}"),
                   .page = secret("{}"),
                   .network = secret("{}")};
      lead.contacts.push_back({7, "phone", secret("+447700900118"), 2});
      LODESTAR_TRY(add_lead(c, vault_, lead));
      const LeadLine line = LODESTAR_TRY(get_lead(c, vault_, "o", lead.id));
      const Decision decision{.id = "d-" + import,
                              .lead = lead.id,
                              .account = "ana",
                              .kind = "accept",
                              .words = secret("so"),
                              .at_s = 8};
      LODESTAR_TRY(add_decision(c, vault_, line, decision, "accepted"));
      LODESTAR_TRY(add_task(c, vault_,
                            {.id = "t-" + import,
                             .organisation = "o",
                             .subject = import,
                             .lead = lead.id,
                             .assigned = "ana",
                             .title = secret("ask"),
                             .made_s = 9}));
      Outbox outbox(vault_, 1);
      LODESTAR_TRY(outbox.append(c, import, {.type = "access", .body = "{}"}));
    }
    return {};
  }
  static std::map<std::string, std::int64_t> counts(Connection& c) {
    std::map<std::string, std::int64_t> found;
    for (const char* table : {"organisation", "account", "import", "lead", "contact", "decision",
                              "task", "outbox", "subject_key"}) {
      const std::string statement = std::string("select count(*) from ") + table;
      EXPECT_TRUE(c.stream(statement, [&](const Row& row) { found[table] = row.number(0); }));
    }
    return found;
  }
  std::map<std::string, std::int64_t> counts() {
    std::map<std::string, std::int64_t> found;
    EXPECT_TRUE(database_->read([&](Connection& c) -> Status {
      found = counts(c);
      return {};
    }));
    return found;
  }

  test::StoreUnderTest store_{GetParam()};
  test::TemporaryFolder folder_;
  std::string copy_ = (folder_.path() / "copy.sqlite").string();
  Vault vault_{Sensitive(crypto::SealingKey{})};
  std::unique_ptr<Database> database_;
};

INSTANTIATE_TEST_SUITE_P(Behind, Kept, testing::ValuesIn(test::kStores),
                         [](const auto& kind) { return test::to_string(kind.param); });

TEST_P(Kept, ASnapshotIsWholeAndComesBackIntoEitherDatabase) {
  const Status written = write_snapshot(store_.connect(), copy_);
  ASSERT_TRUE(written) << written.error().message;
  for (const test::StoreKind kind : test::kStores) {
    const test::StoreUnderTest other(kind);
    if (other.why_not()) continue;
    const Status read = read_snapshot(copy_, other.connect());
    ASSERT_TRUE(read) << read.error().message;
    const auto back = Database::open(other.connect(), 1).value();
    Vault vault(Sensitive(crypto::SealingKey{}));
    ASSERT_TRUE(back->write([&](Connection& c) -> Status {
      EXPECT_EQ(counts(c), counts());
      EXPECT_EQ(LODESTAR_TRY(find_account(c, vault, "ana"))->name.reveal(), "Ana");
      Outbox outbox(vault, 1);
      LODESTAR_TRY(outbox.append(c, "i1", {.type = "access", .body = "{}"}));
      EXPECT_EQ(LODESTAR_TRY(outbox.about(c, "i1", {}, 9)).front().sequence, 3U);
      return {};
    })) << "sequences go on behind what came";
    EXPECT_EQ(read_snapshot(copy_, other.connect()).error().code, Code::conflict);
  }
}

TEST_P(Kept, ASnapshotIsOfOneMomentWhileOthersWrite) {
  const auto reader = store_.connect()().value();
  ASSERT_TRUE(reader->begin_look());
  std::int64_t before = 0, after = 0;
  ASSERT_TRUE(reader->stream("select count(*) from organisation",
                             [&](const Row& row) { before = row.number(0); }));
  ASSERT_TRUE(database_->write([](Connection& c) {
    return add_organisation(c, {.id = "p", .name = "Other", .kind = "court"}, 9);
  }));
  ASSERT_TRUE(reader->stream("select count(*) from organisation",
                             [&](const Row& row) { after = row.number(0); }));
  EXPECT_EQ(before, 1);
  EXPECT_EQ(after, 1);
  reader->end_look();
  ASSERT_TRUE(reader->stream("select count(*) from organisation",
                             [&](const Row& row) { after = row.number(0); }));
  EXPECT_EQ(after, 2);
}

TEST_P(Kept, OfAnErasedImportNothingStaysButItsLeaves) {
  const auto before = counts();
  ASSERT_TRUE(database_->write([](Connection& c) { return erase_subject(c, "i1", 20); }));
  vault_.forget("i1");
  const auto after = counts();
  for (const char* table : {"import", "lead", "contact", "decision", "task", "subject_key"}) {
    EXPECT_EQ(after.at(table), before.at(table) - 1) << table;
  }
  EXPECT_EQ(after.at("outbox"), before.at("outbox"));
  ASSERT_TRUE(database_->read([&](Connection& c) -> Status {
    EXPECT_EQ(LODESTAR_TRY(list_imports(c, vault_, "o")).size(), 1U);
    Outbox outbox(vault_, 1);
    EXPECT_EQ(outbox.about(c, "i1", {}, 9).error().code, Code::not_found);
    EXPECT_EQ(Outbox::next(c, 9).value().size(), 2U);
    return {};
  }));
  const Status again = database_->write([](Connection& c) { return erase_subject(c, "i1", 21); });
  EXPECT_EQ(again.error().code, Code::not_found);
}

TEST_P(Kept, AnErasedAccountIsAnIdThatHasEnded) {
  ASSERT_TRUE(database_->write([](Connection& c) { return erase_subject(c, "ana", 20); }));
  vault_.forget("ana");
  ASSERT_TRUE(database_->read([&](Connection& c) -> Status {
    EXPECT_FALSE(LODESTAR_TRY(find_account(c, vault_, "ana")));
    const auto members = LODESTAR_TRY(members_of(c, vault_, "o"));
    EXPECT_EQ(members.size(), 1U);
    EXPECT_EQ(members.at(0).account.name.reveal(), "");
    EXPECT_EQ(members.at(0).ended_s, 20U);
    return {};
  }));
}

TEST_P(Kept, ALaterSchemaIsRefusedWithWhatToDo) {
  ASSERT_TRUE(database_->write([](Connection& c) -> Status {
    LODESTAR_TRY(c.execute("update schema_version set version = $1", {number(99)}));
    return {};
  }));
  const auto opened = Database::open(store_.connect(), 1);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::conflict);
  EXPECT_TRUE(opened.error().message.contains("use the newer program"));
  EXPECT_EQ(write_snapshot(store_.connect(), copy_).error().code, Code::conflict);
}

TEST(Shown, AConnectionStringWithAPasswordIsRefusedAndNotRepeated) {
  for (const char* bad : {"postgresql://ana:hunter2@db/desk", "host=db password=hunter2",
                          "postgresql://db/desk?password=hunter2", "host=db sslpassword=hunter2",
                          "postgresql://db/?hunter2=", "host=db hunter2"}) {
    const Status status = check_shown(bad);
    ASSERT_FALSE(status) << bad;
    EXPECT_EQ(status.error().code, Code::invalid);
    EXPECT_FALSE(status.error().message.contains("hunter2")) << status.error().message;
    if (std::string_view(bad).contains("password")) continue;
    const auto opened = Database::open(postgres_at(bad), 1);
    ASSERT_FALSE(opened);
    EXPECT_FALSE(opened.error().message.contains("hunter2")) << opened.error().message;
  }
  for (const char* good : {"postgresql://desk@db.example.org/desk", "service=desk",
                           "host=/run/postgresql dbname=desk passfile=/etc/lodestar/pgpass"}) {
    EXPECT_TRUE(check_shown(good)) << good;
  }
}

}  // namespace
}  // namespace lodestar::store
