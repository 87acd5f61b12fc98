// SPDX-License-Identifier: Apache-2.0
// Any bytes, read as HTML, give no more text than there was, and text where there was text.
#include <cstddef>
#include <string_view>

#include "base/assert.h"
#include "detect/internal/markup.h"
#include "text/encoding.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace lodestar;
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  const auto plain = detect::internal::find_plain_text(raw);
  if (!plain) return 0;
  LODESTAR_ASSERT(plain->size() <= raw.size());
  LODESTAR_ASSERT(!text::is_valid_utf8(raw) || text::is_valid_utf8(*plain));
  return 0;
}
