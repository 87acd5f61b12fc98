// SPDX-License-Identifier: Apache-2.0
// The databases that the contract of store/database.h is held against, each fresh for one test.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "store/database.h"
#include "support/temporary_folder.h"

namespace lodestar::test {

enum class StoreKind { sqlite };
inline constexpr std::array kStores{StoreKind::sqlite};
inline std::string to_string(StoreKind) { return "Sqlite"; }

class StoreUnderTest {
 public:
  explicit StoreUnderTest(StoreKind) {}
  std::optional<std::string> why_not() const { return std::nullopt; }
  store::Connect connect() const {
    return store::sqlite_at((folder_.path() / "store.sqlite").string());
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace lodestar::test
