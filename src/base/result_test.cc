// SPDX-License-Identifier: Apache-2.0
#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>

namespace lodestar {
namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return Error{Code::invalid, "half of " + std::to_string(n)};
  return n / 2;
}
Result<int> quarter(int n) { return LODESTAR_TRY(half(LODESTAR_TRY(half(n)))); }
Status check(int n) {
  LODESTAR_TRY(half(n));
  return {};
}

TEST(Result, try_gives_the_value) { EXPECT_EQ(quarter(12), 3); }
TEST(Result, try_returns_the_first_error_unchanged) {
  const auto failed = quarter(6);
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().code, Code::invalid);
  EXPECT_EQ(failed.error().message, "half of 3");
}
TEST(Result, try_carries_an_error_into_another_type) {
  EXPECT_TRUE(check(2).has_value());
  EXPECT_EQ(check(3).error().message, "half of 3");
}
TEST(Result, try_moves_what_cannot_be_copied) {
  const auto make = [](bool works) -> Result<std::unique_ptr<int>> {
    if (!works) return Error{Code::not_found, "nothing"};
    return std::make_unique<int>(7);
  };
  const auto use = [&](bool works) -> Result<int> { return *LODESTAR_TRY(make(works)); };
  EXPECT_EQ(use(true), 7);
  EXPECT_EQ(use(false).error().code, Code::not_found);
}
TEST(Result, try_evaluates_its_expression_once) {
  int calls = 0;
  const auto count = [&]() -> Result<int> { return ++calls; };
  const auto use = [&]() -> Result<int> { return LODESTAR_TRY(count()); };
  EXPECT_EQ(use(), 1);
}
TEST(Result, every_code_has_its_own_exit_status_and_none_is_success_or_one) {
  std::set<int> seen;
  for (int code = 0; code <= static_cast<int>(Code::internal); ++code) {
    const int status = exit_code(static_cast<Code>(code));
    EXPECT_GT(status, 1);
    EXPECT_LT(status, 64);
    EXPECT_TRUE(seen.insert(status).second);
  }
}
TEST(Result, exit_statuses_are_a_contract_with_scripts) {
  EXPECT_EQ(exit_code(Code::invalid), 2);
  EXPECT_EQ(exit_code(Code::not_found), 5);
  EXPECT_EQ(exit_code(Code::cancelled), 10);
  EXPECT_EQ(exit_code(Code::internal), 11);
}

}  // namespace
}  // namespace lodestar
