// SPDX-License-Identifier: Apache-2.0
// JSON as a plain value, for small files that people write (packs, weights). Bulk input is table's
// affair.
//
// Shapes   objects keep the order of the file; a key may stand once.
// Units    lines and columns count from 1.
// Errors   invalid: what the parser expected, with line and column; nesting deeper than 32.
// Cost     about 50 MB/s; one node a value.
// Threads  pure.
// Source   RFC 8259, read by nlohmann/json, which this adapter alone includes.
// Example  Json pack = LODESTAR_TRY(parse_json(bytes)); const Json* id = pack.find("id");
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace lodestar::detect::internal {

struct JsonMember;

struct Json {
  using Array = std::vector<Json>;
  using Object = std::vector<JsonMember>;
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value;

  template <typename T>
  const T* as() const {
    return std::get_if<T>(&value);
  }
  // The member of that name, or nullptr: not an object, or no such member.
  const Json* find(std::string_view key) const;
};

struct JsonMember {
  std::string key;
  Json value;
};

Result<Json> parse_json(std::string_view bytes);

}  // namespace lodestar::detect::internal
