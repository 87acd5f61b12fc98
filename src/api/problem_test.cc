// SPDX-License-Identifier: Apache-2.0
#include "api/internal/problem.h"

#include <gtest/gtest.h>

#include "api/internal/call.h"

namespace lodestar::api::internal {
namespace {

const Route& route_of(std::string_view name) {
  return **std::ranges::find(all_routes(), name, &Route::name);
}
int status_of(std::string_view route, const Error& error) {
  return refusal({}, route_of(route), error).status;
}

TEST(Problem, no_statement_of_the_database_leaves) {
  for (const Code code : {Code::invalid, Code::conflict, Code::limited, Code::unavailable}) {
    const Error error{code, "the database: 19, at 'insert into decision (id) values ($1)'"};
    for (const std::string_view route : {"decide", "add_task"}) {
      std::string told;
      ServiceOptions options;
      options.tell = [&](std::string_view, const Error& one) { told = one.message; };
      const http::Response response = refusal(options, route_of(route), error);
      EXPECT_FALSE(response.body.contains("insert")) << response.body;
      EXPECT_FALSE(response.body.contains("decision")) << response.body;
      EXPECT_EQ(told, error.message) << "whoever runs the service is told";
    }
  }
}

TEST(Problem, a_conflict_is_about_the_key_or_the_tag_that_came) {
  const Error of_key{Code::conflict, std::string(desk::kOfKey) + "it has named something else"};
  EXPECT_EQ(status_of("decide", of_key), 422);
  EXPECT_EQ(status_of("add_task", of_key), 422);
  const Error changed{Code::conflict, "somebody has changed it"};
  EXPECT_EQ(status_of("decide", changed), 412);
  EXPECT_EQ(status_of("assign", changed), 412);
  EXPECT_EQ(status_of("add_task", changed), 409);
}

}  // namespace
}  // namespace lodestar::api::internal
