// SPDX-License-Identifier: Apache-2.0
// JSON as a plain value, for what is small: files that people write, bodies of requests. Bulk input
// is read by json_lines.h.
//
// Shapes   objects keep the order of the file; a key may stand once.
// Units    lines and columns count from 1.
// Errors   invalid: what the parser expected, with line and column; nesting deeper than 32.
// Cost     about 50 MB/s; one node a value.
// Threads  pure.
// Source   RFC 8259, read by nlohmann/json, which this adapter alone includes.
// Example  JsonValue pack = LODESTAR_TRY(parse_json_value(bytes)); auto* id = pack.find("id");
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace lodestar::table {

struct JsonMember;

struct JsonValue {
  using Array = std::vector<JsonValue>;
  using Object = std::vector<JsonMember>;
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value;

  template <typename T>
  const T* as() const {
    return std::get_if<T>(&value);
  }
  // The member of that name, or nullptr: not an object, or no such member.
  const JsonValue* find(std::string_view key) const;
};

struct JsonMember {
  std::string key;
  JsonValue value;
};

Result<JsonValue> parse_json_value(std::string_view bytes);

}  // namespace lodestar::table
