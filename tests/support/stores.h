// SPDX-License-Identifier: Apache-2.0
// The databases that the contract of store/database.h is held against, each fresh for one test.
// PostgreSQL is one server for a test program, started when it is first wanted; nothing is left of
// it, however the program ends.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "store/database.h"
#include "support/temporary_folder.h"

namespace lodestar::test {

enum class StoreKind { sqlite, postgres };
inline constexpr std::array kStores{StoreKind::sqlite, StoreKind::postgres};
inline std::string to_string(StoreKind kind) {
  return kind == StoreKind::sqlite ? "Sqlite" : "Postgres";
}

class StoreUnderTest {
 public:
  explicit StoreUnderTest(StoreKind kind);
  // Why there is none.
  const std::optional<std::string>& why_not() const { return why_not_; }
  StoreKind kind() const { return kind_; }
  // SQLite's file, or PostgreSQL's connection string; connect_to() reads both.
  const std::string& place() const { return place_; }
  store::Connect connect() const;

 private:
  TemporaryFolder folder_;
  StoreKind kind_;
  std::string place_;
  std::optional<std::string> why_not_;
};

store::Connect connect_to(const std::string& place);

// Ends every process of the server with SIGKILL, and starts it again. False where it does not.
bool kill_postgres();

}  // namespace lodestar::test
