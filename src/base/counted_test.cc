// SPDX-License-Identifier: Apache-2.0
#include "base/counted.h"

#include <gtest/gtest.h>

namespace lodestar {
namespace {

TEST(Counted, OneIsSingularAndAllElseIsPlural) {
  EXPECT_EQ(counted(0, "row", "rows"), "0 rows");
  EXPECT_EQ(counted(1, "row", "rows"), "1 row");
  EXPECT_EQ(counted(2, "row", "rows"), "2 rows");
  EXPECT_EQ(counted(21, "row", "rows"), "21 rows");
}

}  // namespace
}  // namespace lodestar
