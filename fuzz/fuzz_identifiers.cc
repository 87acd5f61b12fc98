// SPDX-License-Identifier: Apache-2.0
// Any bytes as a posting's text: spans in order, inside the text, on the edges of characters.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/assert.h"
#include "text/identifiers.h"
#include "text/numbering_plan.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lodestar;
  static const text::IdentifierFinder kFinder(text::built_in_numbering_plan());
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  const std::string_view regions[] = {"", "US", "FR", "RU", "BR"};
  std::vector<text::Identifier> found;
  const bool expect_phone = size % 2 == 1;
  kFinder.find(raw, {.region = regions[size % 5], .expect_phone = expect_phone}, found);
  std::uint32_t end = 0;
  for (const text::Identifier& identifier : found) {
    LODESTAR_ASSERT(identifier.span.start >= end);
    LODESTAR_ASSERT(identifier.span.end > identifier.span.start && identifier.span.end <= size);
    LODESTAR_ASSERT(!identifier.value.empty());
    LODESTAR_ASSERT(identifier.confidence >= 1 && identifier.confidence <= 100);
    end = identifier.span.end;
  }
  return 0;
}
