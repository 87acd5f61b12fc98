// SPDX-License-Identifier: Apache-2.0
#include "api/internal/shape.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "api/internal/bodies.h"

namespace lodestar::api::internal {
namespace {

Result<NewTask> read_task(std::string_view text) {
  return Wire<NewTask>::read(*table::parse_json_value(text), "the body", {});
}
std::string fault_of(std::string_view text) {
  const auto task = read_task(text);
  return task ? "" : task.error().message;
}

TEST(Shape, what_is_read_is_what_was_written) {
  const auto task = read_task(R"({"title":"Ask","lead":"a1","due":"2026-11-28"})");
  ASSERT_TRUE(task);
  EXPECT_EQ(task->title, "Ask");
  EXPECT_EQ(task->lead, "a1");
  EXPECT_FALSE(task->assigned);
  ASSERT_TRUE(task->due);
  EXPECT_EQ(to_time(task->due->s), "2026-11-28T23:59:59Z");
}

TEST(Shape, what_is_wrong_is_told_by_its_name) {
  EXPECT_EQ(fault_of("{}"), "title: a text of 1 to 500 characters is wanted");
  EXPECT_EQ(fault_of(R"({"title":3})"), "title: a text of 1 to 500 characters is wanted");
  EXPECT_EQ(fault_of(R"({"title":"a\u0000b"})"), "title: a text of 1 to 500 characters is wanted");
  EXPECT_EQ(fault_of(R"({"title":"x","due":"soon"})"), "due: a day such as 2026-11-28 is wanted");
  EXPECT_EQ(fault_of(R"({"title":"x","lead":7})"), "lead: a text of 0 to 200 characters is wanted");
  EXPECT_EQ(fault_of("[]"), "the body: an object is wanted");
}

TEST(Shape, what_others_will_see_hides_nothing) {
  for (const std::string_view title : {R"(Ask\u202eksA)", R"(Ask\nher)", R"(Ask\u200bher)",
                                       R"(Ask\u00a0her)", R"(\u2067Ask)", R"(  )"}) {
    EXPECT_TRUE(fault_of(fmt::format(R"({{"title":"{}"}})", title)).starts_with("title: "))
        << title;
  }
  EXPECT_EQ(fault_of(R"({"title":"\u0645\u06cc\u200c\u062e, 7 \u00e0 8"})"), "");
  EXPECT_EQ(
      fault_of(R"({"title":"a\u202eb"})"),
      "title: character 2, U+202E, is not seen, or not as what it is: others have to read what "
      "you typed: type it again without that");
}

TEST(Shape, a_reason_may_be_of_several_lines) {
  const auto fault = [](std::string_view reason) {
    const auto read = Wire<NewDecision>::read(
        *table::parse_json_value(fmt::format(R"({{"kind":"accept","reason":"{}"}})", reason)),
        "the body", {});
    return read ? std::string() : read.error().message;
  };
  EXPECT_EQ(fault(R"(She asked.\n\nHe answered\u00a0: \u2764\ufe0f)"), "");
  EXPECT_TRUE(fault(R"(no\u202ereason)").starts_with("reason: character 3, U+202E"));
  EXPECT_EQ(fault(R"(\n \n)"), "reason: more than blanks is wanted");
}

TEST(Shape, what_is_not_described_is_refused) {
  EXPECT_EQ(fault_of(R"({"title":"x","urgent":true})"),
            "the body: it may have title, lead, assigned, due, and nothing else");
}

TEST(Shape, characters_are_counted_and_not_bytes) {
  std::string title;
  for (int i = 0; i < 500; ++i) title += "\u0436";
  EXPECT_EQ(fault_of("{\"title\":\"" + title + "\"}"), "");
  EXPECT_NE(fault_of("{\"title\":\"" + title + "x\"}"), "");
}

TEST(Shape, members_of_a_document_stand_among_the_others) {
  const LeadLine line{.id = "a",
                      .state = {},
                      .version = 2,
                      .assigned = {},
                      .import = {},
                      .seen = true,
                      .document = {R"({"title":"T","score":1.5})"}};
  EXPECT_EQ(to_json(line), R"({"id":"a","state":"open","version":2,"assigned":null,"import":)"
                           R"({"id":"","name":""},"seen":true,"title":"T","score":1.5})");
}

TEST(Shape, a_closed_list_takes_its_words_alone) {
  const auto read = [](std::string_view text) {
    return Wire<NewDecision>::read(*table::parse_json_value(text), "the body", {});
  };
  EXPECT_TRUE(read(R"({"kind":"reopen","reason":"x"})"));
  EXPECT_EQ(read(R"({"kind":"burn","reason":"x"})").error().message,
            "kind: one of accept, benign, unclear, hand_over, reopen is wanted");
}

TEST(Shape, a_query_is_read_like_a_body) {
  const auto asked = read_query<LeadsAsked>("state=mine&limit=7&after=3.%78");
  ASSERT_TRUE(asked) << asked.error().message;
  EXPECT_EQ(asked->state->word, "mine");
  EXPECT_EQ(asked->page.limit, 7);
  EXPECT_EQ(asked->page.after, "3.x");
}

TEST(Shape, a_parameter_that_is_wrong_or_unknown_or_there_twice_is_refused) {
  for (const std::string_view query :
       {"limit=0", "limit=201", "limit=", "limit=1e1", "state=new", "page=2", "limit=1&limit=2"}) {
    EXPECT_FALSE(read_query<LeadsAsked>(query)) << query;
  }
  EXPECT_FALSE(read_query<Nothing>("x=1"));
  EXPECT_TRUE(read_query<Nothing>(""));
}

}  // namespace
}  // namespace lodestar::api::internal
