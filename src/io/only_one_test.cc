// SPDX-License-Identifier: Apache-2.0
#include "io/only_one.h"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <optional>

namespace lodestar::io {
namespace {

TEST(OnlyOne, a_name_is_held_once_and_free_again_afterwards) {
  const std::string name = fmt::format("lodestar-test-{}", getpid());
  {
    const auto held = OnlyOne::hold(name);
    ASSERT_TRUE(held) << held.error().message;
    const auto again = OnlyOne::hold(name);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, Code::conflict);
    EXPECT_TRUE(OnlyOne::hold(name + "2"));
  }
  EXPECT_TRUE(OnlyOne::hold(name));
}

}  // namespace
}  // namespace lodestar::io
