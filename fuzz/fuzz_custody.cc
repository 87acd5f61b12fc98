// SPDX-License-Identifier: Apache-2.0
// Any bytes as the body of a custody event, and as the details that people write: what is read is
// written again the same, and a chain of it is read without an end of the program.
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "ledger/custody_chain.h"

namespace {

using lodestar::Code;
namespace ledger = lodestar::ledger;

void read_text(std::string_view bytes) {
  const auto event = ledger::parse_custody_text(bytes);
  if (!event) {
    LODESTAR_ASSERT(event.error().code == Code::invalid || event.error().code == Code::limited);
    return;
  }
  LODESTAR_ASSERT(to_text(*event).value() == bytes);
}

void read_chain(std::string_view bytes) {
  const auto note = ledger::parse_note(bytes);
  if (!note) return;
  const auto event = ledger::parse_custody_text(note->text);
  if (!event) return;
  const ledger::Record record = ledger::to_record(*note, *event, event->previous);
  const auto written = to_string(record);
  LODESTAR_ASSERT(written && ledger::parse_custody(record));
  ledger::CustodyEntry entry{.logged_s = event->at_s};
  entry.opening.record = lodestar::Sensitive(*written);
  const ledger::CustodyEntry entries[] = {entry, entry};
  const auto chain = ledger::CustodyChain::read(event->item.hash, entries);
  LODESTAR_ASSERT(chain.steps.size() == 2 && chain.steps[0].read);
  for (const auto& finding : chain.findings) LODESTAR_ASSERT(!to_words(finding).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_text(bytes);
  read_chain(bytes);
  ledger::CustodyEvent event;
  if (ledger::read_details(bytes, event)) LODESTAR_ASSERT(to_text(event));
  return 0;
}
