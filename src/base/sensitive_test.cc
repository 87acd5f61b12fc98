// SPDX-License-Identifier: Apache-2.0
// That a Sensitive cannot be printed is proven in tests/nocompile.
#include "base/sensitive.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <type_traits>

namespace lodestar {
namespace {

TEST(Sensitive, reveal_is_the_one_way_out) {
  const Sensitive<std::string> phone("+351 555 0100");
  EXPECT_EQ(phone.reveal(), "+351 555 0100");
  static_assert(!std::is_convertible_v<Sensitive<std::string>, std::string>);
  static_assert(!std::is_convertible_v<std::string, Sensitive<std::string>>);
}
TEST(Sensitive, compares_without_revealing) {
  EXPECT_TRUE(Sensitive<int>(4) == Sensitive<int>(4));
  EXPECT_FALSE(Sensitive<int>(4) == Sensitive<int>(5));
}
TEST(Sensitive, holds_what_can_only_be_moved) {
  Sensitive<std::unique_ptr<int>> held(std::make_unique<int>(7));
  const auto moved = std::move(held);
  EXPECT_EQ(*moved.reveal(), 7);
}

}  // namespace
}  // namespace lodestar
