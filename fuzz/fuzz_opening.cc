// SPDX-License-Identifier: Apache-2.0
// Any bytes as an opening, a record and a leaf of a private log: what is read is written the same.
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "ledger/leaf.h"

namespace {

using lodestar::Code;
namespace ledger = lodestar::ledger;

void read_record(std::string_view bytes) {
  const auto record = ledger::parse_record(bytes);
  if (record) {
    LODESTAR_ASSERT(to_string(*record).value() == bytes);
  } else {
    LODESTAR_ASSERT(record.error().code == Code::invalid);
  }
}

void read_opening(std::string_view bytes) {
  const auto opening = ledger::parse_opening(bytes);
  if (!opening) {
    LODESTAR_ASSERT(opening.error().code == Code::invalid || opening.error().code == Code::limited);
    return;
  }
  LODESTAR_ASSERT(to_string(*opening).reveal() == bytes);
  LODESTAR_ASSERT(ledger::parse_record(opening->record.reveal()));
  const ledger::Leaf leaf = leaf_of(*opening);
  LODESTAR_ASSERT(leaf.issuer == opening->issuer);
  LODESTAR_ASSERT(to_string(leaf).size() == ledger::kLeafBytes);
}

void read_leaf(std::string_view bytes) {
  const auto leaf = ledger::parse_leaf(bytes);
  if (leaf) {
    LODESTAR_ASSERT(to_string(*leaf) == bytes);
  } else {
    LODESTAR_ASSERT(leaf.error().code == Code::invalid);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_opening(bytes);
  read_record(bytes);
  read_leaf(bytes);
  return 0;
}
