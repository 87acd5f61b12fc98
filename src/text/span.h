// SPDX-License-Identifier: Apache-2.0
// A byte range [start, end) of UTF-8 in the raw text of one field. The only way positions are
// spoken of, inside and in output files.
//
// Shapes   start <= end; which field is said beside the span.
// Units    bytes of the field as it was read, before any folding.
// Errors   none; cut() asks for a span that lies inside raw.
// Cost     8 bytes; cut() copies nothing.
// Threads  values.
// Source   none.
// Example  cut("call now", {5, 8}) == "now"
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace lodestar::text {

struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  friend auto operator<=>(const Span&, const Span&) = default;
};

inline std::string_view cut(std::string_view raw, Span span) {
  return raw.substr(span.start, span.end - span.start);
}

}  // namespace lodestar::text
