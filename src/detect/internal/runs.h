// SPDX-License-Identifier: Apache-2.0
// Text as runs: each with what it is part of, so that a page can draw it without counting bytes.
//
//   text    We look for packers, write +44 7700 900118
//   marks              slot 1         contact 0 -----
//   runs    "We look for " {"t":"packers","s":1} ", write " {"t":"+44 7700 900118","c":0}
//
// In JSON a run is a string, or {"t": text, "c": contact, "s": slot's piece, "q": evidence} with
// those of c, s, q that hold. Marks may overlap; of two of one sort the first given wins.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "table/json_write.h"
#include "text/span.h"

namespace lodestar::detect {

struct Mark {
  enum class Sort : std::uint8_t { contact, slot, quote };
  text::Span span;
  Sort sort = Sort::contact;
  std::uint32_t index = 0;
};

// The runs of text, which starts at byte `from` of what the marks count in.
void append_runs(table::Json& json, std::string_view text, std::uint32_t from,
                 std::span<const Mark> marks);

}  // namespace lodestar::detect
