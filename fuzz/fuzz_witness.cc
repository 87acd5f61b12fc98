// SPDX-License-Identifier: Apache-2.0
// Any bytes as a request to a witness and as its answer: no answer but the protocol's, no
// cosignature without a signature of the log, and no state without a cosignature.
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "ledger/witness.h"

namespace {

namespace ledger = lodestar::ledger;

const ledger::Signer& signer() {
  static const ledger::Signer kSigner("witness.example/north", ledger::KeyKind::cosignature,
                                      lodestar::Sensitive(lodestar::crypto::Ed25519Seed{1}));
  return kSigner;
}

void ask(std::string_view bytes) {
  const auto request = ledger::parse_add_checkpoint(bytes);
  if (!request) {
    LODESTAR_ASSERT(ledger::refuse(request.error()).status == 400);
    return;
  }
  const std::string body = to_string(*request);
  LODESTAR_ASSERT(to_string(ledger::parse_add_checkpoint(body).value()) == body);
  // The log whose requests the corpus holds; it is known to have signed three entries.
  const auto log = ledger::parse_verifier_key(
      "log.example/harbour+0f05781e+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c");
  for (const ledger::TreeHead& latest : {ledger::TreeHead{}, ledger::TreeHead{.size = 3}}) {
    const auto decision = ledger::decide({std::span(&*log, 1), latest}, *request,
                                         std::span(&signer(), 1), 1'790'000'000);
    const bool is_cosigned = decision.answer.status == 200;
    LODESTAR_ASSERT(is_cosigned == decision.latest.has_value());
    LODESTAR_ASSERT(is_cosigned != decision.checkpoint.empty());
    const auto read = ledger::read_answer(decision.answer, request->note.text,
                                          std::span(&signer().verifier(), 1));
    LODESTAR_ASSERT(read.has_value() == (is_cosigned || decision.answer.status == 409));
  }
}

void ask_for_subtree(std::string_view bytes) {
  const auto request = ledger::parse_sign_subtree(bytes);
  if (!request) return;
  const std::string body = to_string(*request);
  LODESTAR_ASSERT(to_string(ledger::parse_sign_subtree(body).value()) == body);
  LODESTAR_ASSERT(ledger::is_subtree(request->range));
  LODESTAR_ASSERT(ledger::decide({}, *request, std::span(&signer(), 1)).status == 404);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ask(bytes);
  ask_for_subtree(bytes);
  for (const int status : {200, 409}) {
    const ledger::WitnessAnswer answer{status, std::string(ledger::kSizeType), std::string(bytes)};
    const auto read = ledger::read_answer(answer, "o\n1\nr\n", std::span(&signer().verifier(), 1));
    LODESTAR_ASSERT(!read || read->known_size.has_value() == (status == 409));
  }
  return 0;
}
