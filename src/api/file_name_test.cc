// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "api/internal/call.h"

namespace lodestar::api::internal {
namespace {

std::string name_in(std::string_view disposition) {
  const auto name = name_of_file(disposition);
  return name ? name->reveal() : "(none)";
}

TEST(FileName, is_what_stands_behind_the_star) {
  EXPECT_EQ(name_in("attachment; filename*=UTF-8''postings.csv"), "postings.csv");
  EXPECT_EQ(name_in("Attachment;filename*=utf-8'pt'In%C3%AAs%20%27%2f1.csv"), "In\u00eas '/1.csv");
  EXPECT_EQ(name_in("attachment; filename*=UTF-8''a+b"), "a+b") << "a plus is no blank here";
  EXPECT_EQ(name_in("attachment; filename*=UTF-8''"), "");
}

TEST(FileName, of_another_form_is_refused_and_not_repeated) {
  for (const std::string_view wrong :
       {"", "attachment", "inline; filename*=UTF-8''a", "attachment; filename=\"a.csv\"",
        "attachment; filename*=UTF-8'a", "attachment; filename*=ISO-8859-1''a",
        "attachment; filename*=UTF-8''a b", "attachment; filename*=UTF-8''a; size=1",
        "attachment; filename*=UTF-8''%4", "attachment; filename*=UTF-8''%zz",
        "attachment; filename*=UTF-8''\xc3\xa9", "attachment; filename*=UTF-8''a%00b"}) {
    const auto name = name_of_file(wrong);
    ASSERT_FALSE(name) << wrong;
    EXPECT_EQ(name.error().code, Code::invalid);
    EXPECT_TRUE(name.error().message.starts_with("Content-Disposition: ")) << name.error().message;
  }
  const std::string long_one = "attachment; filename*=UTF-8''" + std::string(201, 'x');
  EXPECT_FALSE(name_of_file(long_one));
}

}  // namespace
}  // namespace lodestar::api::internal
