// SPDX-License-Identifier: Apache-2.0
// Any bytes as a bundle, behind one that counts its entries, and as a tile's path: what is read is
// written and read again the same.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "ledger/tiles.h"

namespace {

namespace ledger = lodestar::ledger;

void read_bundle(std::uint32_t entries, std::string_view bytes) {
  const auto found = ledger::parse_bundle(bytes, entries);
  if (!found) {
    LODESTAR_ASSERT(found.error().code == lodestar::Code::invalid);
    return;
  }
  LODESTAR_ASSERT(found->size() == entries);
  std::string again;
  for (const std::string_view entry : *found) ledger::append_entry(again, entry);
  LODESTAR_ASSERT(again == bytes);
  LODESTAR_ASSERT(!ledger::parse_bundle(bytes, entries + 1));
}

void read_path(std::string_view path) {
  const auto tile = ledger::parse_path(path);
  if (tile) LODESTAR_ASSERT(to_path(*tile) == path);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!bytes.empty()) read_bundle(data[0], bytes.substr(1));
  read_path(bytes);
  return 0;
}
