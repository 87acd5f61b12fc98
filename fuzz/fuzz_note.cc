// SPDX-License-Identifier: Apache-2.0
// Any bytes as a note, a checkpoint and keys: what is read is written and read again the same.
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "ledger/checkpoint.h"
#include "ledger/note.h"

namespace {

using lodestar::Code;
namespace ledger = lodestar::ledger;

void read_note(std::string_view bytes) {
  const auto note = ledger::parse_note(bytes);
  if (!note) {
    LODESTAR_ASSERT(note.error().code == Code::invalid || note.error().code == Code::limited);
    return;
  }
  const auto again = ledger::parse_note(to_string(*note));
  LODESTAR_ASSERT(again && again->text == note->text && again->signatures == note->signatures);
  ledger::VerifierKey key{.name = note->signatures[0].name, .id = note->signatures[0].id};
  key.key.assign(32, 'k');
  const auto verified = ledger::verify_note(*note, std::span(&key, 1));
  LODESTAR_ASSERT(!verified && verified.error().code == Code::forbidden);
}

void read_checkpoint(std::string_view bytes) {
  const auto checkpoint = ledger::parse_checkpoint(bytes);
  if (!checkpoint) return;
  const auto again = ledger::parse_checkpoint(to_string(*checkpoint));
  LODESTAR_ASSERT(again && again->origin == checkpoint->origin);
  LODESTAR_ASSERT(again->head == checkpoint->head && again->extensions == checkpoint->extensions);
}

void read_keys(std::string_view bytes) {
  const auto key = ledger::parse_verifier_key(bytes);
  if (key) LODESTAR_ASSERT(ledger::parse_verifier_key(to_string(*key)).value() == *key);
  const auto signer = ledger::Signer::parse(lodestar::Sensitive(std::string(bytes)));
  if (signer) LODESTAR_ASSERT(ledger::parse_verifier_key(to_string(signer->verifier())));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_note(bytes);
  read_checkpoint(bytes);
  read_keys(bytes);
  return 0;
}
