// SPDX-License-Identifier: Apache-2.0
// Any bytes are a pack or an error with words; a pack that reads finds spans inside any text. The
// text is what follows the first NUL.
#include <algorithm>
#include <string_view>
#include <vector>

#include "base/assert.h"
#include "detect/indicators.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace lodestar::detect;
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(all.find('\0'), all.size());
  const std::string_view text = all.substr(std::min(end + 1, all.size()));

  const std::vector<PackBytes> packs = {{"fuzz.json", all.substr(0, end)}};
  const auto indicators = parse_indicator_packs(packs);
  if (!indicators) {
    LODESTAR_ASSERT(!indicators.error().message.empty());
    return 0;
  }
  Postings postings;
  postings.add(postings.add_file("fuzz"), {.fields = {"1", "", text}});
  std::vector<Sign> seen;
  IndicatorReader(*indicators).read(postings, 0, seen);
  for (const Sign& one : seen) {
    LODESTAR_ASSERT(one.rule < indicators->rule_count());
    LODESTAR_ASSERT(one.span.start < one.span.end && one.span.end <= text.size());
  }
  return 0;
}
