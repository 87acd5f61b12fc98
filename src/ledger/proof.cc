// SPDX-License-Identifier: Apache-2.0
//   proof = "c2sp.org/tlog-proof@v1" LF
//           ["extra" SP base64(1*byte) LF]
//           "index" SP decimal LF
//           *(base64(hash[32]) LF)
//           LF checkpoint
//
// An extra line without a byte of data is refused: whoever has none leaves the line out.
#include "ledger/proof.h"

#include "base/base64.h"
#include "ledger/internal/lines.h"

namespace lodestar::ledger {
namespace {

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1", kExtra = "extra ",
                           kIndex = "index ";
constexpr std::size_t kMostHashes = 64;  // of a tree whose size has 64 bits

}  // namespace

Result<LogProof> parse_log_proof(std::string_view bytes) {
  if (bytes.size() > kLongestProof) {
    return Error{Code::limited,
                 fmt::format("reading a proof: {} bytes, at most {}", bytes.size(), kLongestProof)};
  }
  internal::Lines lines("reading a proof", bytes);
  auto line = lines.next();
  if (line != kFirstLine) return lines.error(fmt::format("is not {}", kFirstLine));
  LogProof proof;
  line = lines.next();
  if (line && line->starts_with(kExtra)) {
    auto extra = from_base64(line->substr(kExtra.size()));
    if (!extra || extra->empty()) return lines.error("is extra data that is no base64 of any");
    proof.extra = std::move(*extra);
    line = lines.next();
  }
  if (!line || !line->starts_with(kIndex)) return lines.error("names no index");
  const auto index = internal::parse_decimal(line->substr(kIndex.size()));
  if (!index) return lines.error("is no index: " + internal::shown(*line));
  proof.index = *index;
  proof.hashes = LODESTAR_TRY(internal::read_hashes(lines, kMostHashes));
  proof.checkpoint = LODESTAR_TRY(parse_note(lines.rest()));
  LODESTAR_TRY(parse_checkpoint(proof.checkpoint.text));
  return proof;
}

std::string to_string(const LogProof& proof) {
  std::string text = fmt::format("{}\n", kFirstLine);
  if (!proof.extra.empty()) text += fmt::format("{}{}\n", kExtra, to_base64(proof.extra));
  text += fmt::format("{}{}\n", kIndex, proof.index);
  for (const Hash& hash : proof.hashes) text += internal::to_line(hash);
  return text + '\n' + to_string(proof.checkpoint);
}

Result<Accepted> verify_proof(const Policy& policy, const LogProof& proof, const Hash& leaf_hash) {
  Accepted accepted = LODESTAR_TRY(accept_checkpoint(policy, proof.checkpoint));
  const TreeHead& head = accepted.checkpoint.head;
  if (!holds_inclusion({proof.index, head.size}, leaf_hash, proof.hashes, head.root)) {
    return Error{Code::forbidden,
                 fmt::format("verifying a proof: the entry is not entry {} of the {} of {}",
                             proof.index, head.size, internal::shown(accepted.checkpoint.origin))};
  }
  return accepted;
}

}  // namespace lodestar::ledger
