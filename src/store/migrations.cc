// SPDX-License-Identifier: Apache-2.0
// migration = [comments] "-- up" LF statements "-- down" LF statements
#include "store/migrations.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "base/assert.h"
#include "embedded/schema_0001.h"
#include "embedded/schema_0002.h"
#include "embedded/schema_0003.h"

namespace lodestar::store {
namespace {

constexpr std::array kSteps{embedded::schema_0001, embedded::schema_0002, embedded::schema_0003};

struct Step {
  std::string_view up, down;
};
Step step(int version) {
  constexpr std::string_view kUp = "-- up\n", kDown = "-- down\n";
  const std::string_view all = kSteps[static_cast<std::size_t>(version) - 1]();
  const std::size_t up = all.find(kUp), down = all.find(kDown);
  LODESTAR_ASSERT(up < down && down != std::string_view::npos);
  return {.up = all.substr(up, down - up), .down = all.substr(down)};
}

// One step in a transaction of its own, as two programs may begin at once: whether there was one.
Result<bool> step_towards(Connection& connection, int version) {
  const int now = LODESTAR_TRY(known_version_of(connection));
  if (now == version) return false;
  const bool is_up = now < version;
  const std::string_view statements = is_up ? step(now + 1).up : step(now).down;
  const int next = is_up ? now + 1 : now - 1;
  LODESTAR_TRY(connection.run_script(connection.in_dialect(statements)));
  LODESTAR_TRY(connection.execute("update schema_version set version = $1",
                                  {static_cast<std::int64_t>(next)}));
  return true;
}

}  // namespace

int newest_version() { return static_cast<int>(kSteps.size()); }

Result<int> version_of(Connection& connection) {
  LODESTAR_TRY(connection.run_script(
      "create table if not exists schema_version (version bigint not null);"
      "insert into schema_version select 0 where not exists (select 1 from schema_version);"));
  int version = 0;
  LODESTAR_TRY(connection.query("select version from schema_version", {}, [&](const Row& row) {
    version = static_cast<int>(row.number(0));
  }));
  return version;
}

Result<int> known_version_of(Connection& connection) {
  const int now = LODESTAR_TRY(version_of(connection));
  if (now <= newest_version()) return now;
  return Error{Code::conflict,
               fmt::format("the database: its schema is version {}, and this program knows {}: "
                           "use the newer program, with which 'lodestar migrate --to {}' takes it "
                           "back, or restore a backup of before",
                           now, newest_version(), newest_version())};
}

Status migrate_to(Connection& connection, int version) {
  for (bool is_on_its_way = true; is_on_its_way;) {
    LODESTAR_TRY(connection.begin(Posted::at_once));
    auto stepped = step_towards(connection, version);
    if (const Status kept = stepped ? connection.commit() : stepped.error(); !kept) {
      connection.rollback();
      return kept;
    }
    is_on_its_way = *stepped;
  }
  return {};
}

}  // namespace lodestar::store
