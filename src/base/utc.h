// SPDX-License-Identifier: Apache-2.0
// Points in time, in UTC and as people and RFC 3339 write them.
//
// Shapes   one number in, one text out.
// Units    seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
// Errors   a time behind the year 9999 is written as the last second of it; parse_time() knows one
//          form, and gives nothing for any other.
// Cost     well below a microsecond.
// Threads  pure.
// Source   RFC 3339, section 5.6, always with Z and without parts of a second.
// Example  to_time(0) == "1970-01-01T00:00:00Z"
#pragma once

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace lodestar {

inline constexpr std::uint64_t kLastTime = 253402300799;  // 9999-12-31T23:59:59Z

std::tm to_utc(std::uint64_t time_s);

std::string to_time(std::uint64_t time_s);   // 2026-11-28T09:30:00Z
std::string say_time(std::uint64_t time_s);  // 2026-11-28 09:30:00 UTC
std::optional<std::uint64_t> parse_time(std::string_view text);

}  // namespace lodestar
