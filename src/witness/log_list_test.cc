// SPDX-License-Identifier: Apache-2.0
#include "witness/log_list.h"

#include <gtest/gtest.h>

#include "ledger/policy.h"
#include "support/ledger_scene.h"

namespace lodestar::witness {
namespace {

using lodestar::testing::test_signer;
using lodestar::testing::test_witness;

ledger::VerifierKey key_of(const std::string& origin, unsigned char seed) {
  return test_signer(origin, ledger::KeyKind::ed25519, seed).verifier();
}
std::string line_of(const std::string& origin, unsigned char seed) {
  return "log " + to_string(key_of(origin, seed)) + "\n";
}

TEST(LogList, each_origin_has_its_keys_and_no_others) {
  const auto list = LogList::parse(line_of("log.example/a", 1) + "# a comment\n\n \t\n" +
                                   line_of("log.example/b", 2) + line_of("log.example/a", 3));
  ASSERT_TRUE(list) << list.error().message;
  EXPECT_EQ(list->keys(), 3U);
  EXPECT_EQ(list->find("log.example/a"),
            (std::vector{key_of("log.example/a", 1), key_of("log.example/a", 3)}));
  EXPECT_EQ(list->find("log.example/b"), std::vector{key_of("log.example/b", 2)});
  EXPECT_TRUE(list->find("log.example/").empty());
  EXPECT_TRUE(list->find("").empty());
}

TEST(LogList, an_address_and_blanks_are_allowed) {
  const std::string key = to_string(key_of("log.example/a", 1));
  const auto list = LogList::parse("\tlog  " + key + "\thttps://log.example/a \n");
  ASSERT_TRUE(list) << list.error().message;
  EXPECT_EQ(list->find("log.example/a").size(), 1U);
}

TEST(LogList, a_whole_policy_is_a_list_of_its_logs) {
  const std::string policy = line_of("log.example/a", 1) + "witness w " +
                             to_string(test_witness(0).verifier()) + "\nquorum w\n";
  ASSERT_TRUE(ledger::parse_policy(policy));
  const auto list = LogList::parse(policy);
  ASSERT_TRUE(list) << list.error().message;
  EXPECT_EQ(list->keys(), 1U);
}

TEST(LogList, what_is_wrong_is_told_with_its_line) {
  const std::string good = line_of("log.example/a", 1);
  const std::string key = to_string(key_of("log.example/b", 2));
  const std::vector<std::pair<std::string, std::string>> cases = {
      {good + "log " + key, "line 2: does not end"},
      {good + "\nlgo " + key + "\n", "line 3: 'lgo' is no word"},
      {good + "log nonsense\n", "line 2: "},
      {good + "log\n", "line 2: "},
      {good + "log " + key + " url more\n", "line 2: more follows"},
      {good + "# \n" + good, "line 3: this key stands in line 1 too"},
      {good + "PRIVATE+KEY+log.example\n", "line 2: this is a secret key"},
      {"# nobody\n", "no line names a log"},
      {"", "no line names a log"}};
  for (const auto& [bytes, words] : cases) {
    const auto list = LogList::parse(bytes);
    ASSERT_FALSE(list) << bytes;
    EXPECT_EQ(list.error().code, Code::invalid);
    EXPECT_TRUE(list.error().message.contains(words)) << list.error().message;
  }
}

TEST(LogList, many_keys_are_told_apart) {
  std::string bytes;
  for (int seed = 0; seed < 256; ++seed) {
    bytes += line_of(fmt::format("log.example/{}", seed), static_cast<unsigned char>(seed));
  }
  const auto list = LogList::parse(bytes);
  ASSERT_TRUE(list) << list.error().message;
  for (int seed = 0; seed < 256; ++seed) {
    EXPECT_EQ(list->find(fmt::format("log.example/{}", seed)).size(), 1U);
  }
}

TEST(LogList, one_key_under_two_names_is_refused) {
  const auto list = LogList::parse(line_of("log.example/a", 1) + line_of("log.example/b", 1));
  ASSERT_FALSE(list);
  EXPECT_TRUE(list.error().message.contains("line 2: this key stands in line 1"));
}

}  // namespace
}  // namespace lodestar::witness
