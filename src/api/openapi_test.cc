// SPDX-License-Identifier: Apache-2.0
#include "api/openapi.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "api/internal/call.h"

namespace lodestar::api {
namespace {

constexpr const char* kPlace = LODESTAR_SOURCE_DIR "/docs/spec/openapi.yaml";

TEST(OpenApi, the_file_is_what_the_routes_say) {
  const std::string made = openapi();
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(kPlace) << made;
  std::ifstream file(kPlace);
  const std::string kept{std::istreambuf_iterator<char>(file), {}};
  EXPECT_TRUE(kept == made) << kPlace << " is another: UPDATE_GOLDEN=1 writes it anew";
}

TEST(OpenApi, each_route_has_a_name_of_its_own_and_says_what_it_does) {
  std::set<std::string_view> names, places;
  for (const internal::Route* const route : internal::all_routes()) {
    EXPECT_TRUE(names.insert(route->name).second) << route->name;
    EXPECT_TRUE(places.insert(route->pattern).second || route->method != "GET") << route->pattern;
    EXPECT_FALSE(route->says.empty()) << route->name;
  }
}

TEST(OpenApi, whoever_changes_something_is_known_or_at_the_door) {
  for (const internal::Route* const route : internal::all_routes()) {
    if (route->method == "GET" || route->who == internal::Who::member) continue;
    EXPECT_TRUE(route->pattern.starts_with("/api/session") ||
                route->pattern.starts_with("/api/invitation/") ||
                route->pattern == "/api/invitation" ||
                route->pattern == "/api/demonstration/session")
        << route->pattern;
  }
}

}  // namespace
}  // namespace lodestar::api
