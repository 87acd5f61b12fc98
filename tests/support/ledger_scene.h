// SPDX-License-Identifier: Apache-2.0
// An invented log and its witnesses, for tests. Keys come from seeds that everybody knows.
#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <vector>

#include "ledger/checkpoint.h"
#include "ledger/note.h"
#include "support/oracle/merkle.h"

namespace lodestar::testing {

inline ledger::Signer test_signer(std::string name, ledger::KeyKind kind, unsigned char seed) {
  crypto::Ed25519Seed bytes{};
  bytes.fill(seed);
  return {std::move(name), kind, Sensitive(bytes)};
}
inline ledger::Signer test_log() {
  return test_signer("log.example/harbour", ledger::KeyKind::ed25519, 1);
}
inline ledger::Signer test_witness(unsigned number) {
  return test_signer(fmt::format("witness.example/w{}", number), ledger::KeyKind::cosignature,
                     static_cast<unsigned char>(100 + number));
}

inline std::vector<ledger::Hash> test_leaves(std::size_t count) {
  std::vector<ledger::Hash> leaves;
  leaves.reserve(count);
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(ledger::hash_leaf(std::to_string(i)));
  return leaves;
}

// The log's checkpoint of its first `size` entries.
inline ledger::Note test_checkpoint(std::size_t size) {
  const ledger::Signer log = test_log();
  const std::vector<ledger::Hash> leaves = test_leaves(size);
  ledger::Note note{
      .text = to_string(ledger::Checkpoint{.origin = log.verifier().name,
                                           .head = {size, ledger::oracle::root_of(leaves)}})};
  note.signatures.push_back(log.sign(note.text));
  return note;
}

}  // namespace lodestar::testing
