// SPDX-License-Identifier: Apache-2.0
// Databases that earlier versions left behind.
#include "store/migrations.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "support/stores.h"

namespace lodestar::store {
namespace {

std::string archived(const std::string& name) {
  std::ifstream file(std::string(LODESTAR_SOURCE_DIR) + "/tests/vectors/store/" + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::map<std::string, std::string> schema_of(Connection& connection) {
  std::map<std::string, std::string> schema;
  EXPECT_TRUE(connection.query(
      "select name, coalesce(sql, '') from sqlite_master where name <> 'schema_version'", {},
      [&](const Row& row) { schema.emplace(row.text(0), row.text(1)); }));
  return schema;
}

// Every row as text, by its table.
std::multimap<std::string, std::string> rows_of(Connection& connection,
                                                const std::map<std::string, std::string>& schema) {
  std::multimap<std::string, std::string> rows;
  for (const auto& [name, sql] : schema) {
    if (!sql.starts_with("create table") && !sql.starts_with("CREATE TABLE")) continue;
    std::string columns;
    EXPECT_TRUE(connection.stream("select name from pragma_table_info('" + name + "')",
                                  [&](const Row& row) {
                                    columns += columns.empty() ? "quote(" : " || quote(";
                                    columns += std::string(row.text(0)) + ")";
                                  }));
    EXPECT_TRUE(connection.stream("select " + columns + " from " + name,
                                  [&](const Row& row) { rows.emplace(name, row.text(0)); }));
  }
  EXPECT_GT(rows.size(), 5U);
  return rows;
}

class Archive : public testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    ASSERT_TRUE(old_->run_script(archived("schema_" + std::to_string(GetParam()) + ".sql")));
  }
  test::StoreUnderTest store_{test::StoreKind::sqlite};
  std::unique_ptr<Connection> old_ = store_.connect()().value();
};
INSTANTIATE_TEST_SUITE_P(OfVersion, Archive, testing::Range(1, newest_version() + 1));

TEST_P(Archive, HasTheSchemaThatItsStepMakes) {
  const test::StoreUnderTest fresh(test::StoreKind::sqlite);
  const auto connection = fresh.connect()().value();
  ASSERT_TRUE(migrate_to(*connection, GetParam()));
  EXPECT_EQ(schema_of(*old_), schema_of(*connection));
}

TEST_P(Archive, IsReadByThisVersion) {
  EXPECT_EQ(version_of(*old_).value(), GetParam());
  ASSERT_TRUE(migrate_to(*old_, newest_version()));
  EXPECT_EQ(version_of(*old_).value(), newest_version());
  int rows = 0;
  const auto look = [&](const Row& row) {
    ++rows;
    EXPECT_EQ(row.text(0), "An invented hotline");
    EXPECT_EQ(row.as_bytes(1), std::string_view("\0\xff\x01", 3));
    EXPECT_EQ(row.number(2), 20000);
    EXPECT_EQ(row.as_bytes(3), "leag") << "what was not handed over";
    EXPECT_EQ(row.as_bytes(4).size(), 16U);
  };
  ASSERT_TRUE(old_->query(
      "select organisation.name, account.sealed, import.postings, outbox.leaf, subject_key.sealed "
      "from organisation join account on account.organisation = organisation.id "
      "join import on import.account = account.id "
      "join subject_key on subject_key.subject = import.id "
      "join outbox on outbox.subject = import.id "
      "where outbox.sequence > (select max(last_sequence) from handed_over)",
      {}, look));
  EXPECT_EQ(rows, 1);
}

// As after `lodestar migrate`, for the program of then.
TEST_P(Archive, ComesBackFromThisVersionAsItWas) {
  const auto schema = schema_of(*old_);
  const auto rows = rows_of(*old_, schema);
  ASSERT_TRUE(migrate_to(*old_, newest_version()));
  ASSERT_TRUE(migrate_to(*old_, GetParam()));
  EXPECT_EQ(schema_of(*old_), schema);
  EXPECT_EQ(rows_of(*old_, schema), rows);
}

TEST_P(Archive, GoesDownAndUpAgain) {
  ASSERT_TRUE(migrate_to(*old_, newest_version()));
  ASSERT_TRUE(migrate_to(*old_, 0));
  EXPECT_TRUE(schema_of(*old_).empty() || schema_of(*old_).contains("sqlite_sequence"));
  ASSERT_TRUE(migrate_to(*old_, newest_version()));
}

}  // namespace
}  // namespace lodestar::store
