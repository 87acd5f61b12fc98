// SPDX-License-Identifier: Apache-2.0
// Times in ISO 8601 and Unix seconds, until detect/when.h reads them all.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lodestar::detect::internal {

// 2024-03-01, 2024-03-01T12:30[:15[.25]][Z|+02:00], 1709296215[.5], 1709296215000 (milliseconds).
std::optional<std::int64_t> parse_when(std::string_view text);

}  // namespace lodestar::detect::internal
