// SPDX-License-Identifier: Apache-2.0
// What a log and a witness say to each other, without the network between: the log's request to
// cosign a checkpoint, what the witness answers to it, and what the log makes of the answer.
//
// Shapes   a request is the size that the log believes its witness to know, a consistency proof
//          from there, a checkpoint. The answers are HTTP's status, type and body.
// Units    sizes count entries; times are seconds since 1970.
// Errors   invalid, limited: not a request; of an answer: conflict (the witness knows another size,
//          but does not say which), not_found (it does not know the log), forbidden (it does not
//          know the key, or its cosignature does not hold), invalid (it refused the request or the
//          proof), limited (429), unavailable (anything else), corrupt (200 without a cosignature).
// Cost     a signature check (80 us) a line of a known key, a signature (25 us, 250 us for
//          ML-DSA-44) a key of the witness, a hash (0.1 us) a line of the proof.
// Threads  pure. Of two requests about one origin the second must be decided on what the first left
//          behind, and that must be on disk before its answer is sent.
// Source   c2sp.org/tlog-witness, July 2026: add-checkpoint, and sign-subtree, which is optional
//          and which only keys of ML-DSA-44 serve.
// Example  Decision decision = decide(known, request, signers, now_s);
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/merkle.h"
#include "ledger/note.h"

namespace lodestar::ledger {

inline constexpr std::size_t kMostConsistencyLines = 63;
inline constexpr std::size_t kLongestRequest = kLongestNote + 4096;  // bytes
inline constexpr std::string_view kSizeType = "text/x.tlog.size";

struct AddCheckpoint {
  std::uint64_t old_size = 0;
  std::vector<Hash> proof;
  Note note;
  Checkpoint checkpoint;  // what the note says
};
Result<AddCheckpoint> parse_add_checkpoint(std::string_view body);
std::string to_string(const AddCheckpoint& request);

struct WitnessAnswer {
  int status = 0;
  std::string content_type;
  std::string body;
};

// What a witness knows of the origin that a request is about.
struct KnownLog {
  std::span<const VerifierKey> keys;  // none: the origin is unknown
  TreeHead latest;                    // cosigned; of size 0 before the first
};
// latest and checkpoint are there only if the answer is 200, and must be stored before it is sent.
struct Decision {
  WitnessAnswer answer;
  std::optional<TreeHead> latest;
  std::string checkpoint;  // for monitors: signed by the log's known keys and the witness
};
// The signers are the witness's, of any kind but ed25519; at least one. Each cosigns that can: the
// message that ML-DSA-44 signs has no room for an origin above 255 bytes (log_origin<1..2^8-1> in
// c2sp.org/tlog-cosignature), which is no reason to withhold the other's. 400 if none can, as the
// specification has no answer for that.
Decision decide(const KnownLog& known, const AddCheckpoint& request,
                std::span<const Signer> signers, std::uint64_t now_s);
// The same decision by who keeps the log's checkpoint and does not cosign it, such as a mirror,
// whose `signers` may sign it later: a 200 has no body.
Decision decide_to_keep(const KnownLog& known, const AddCheckpoint& request,
                        std::span<const Signer> signers);
// The request to cosign some entries of a log, out of a checkpoint that the witness has cosigned.
struct SignSubtree {
  Range range;
  Hash root{};
  std::vector<Hash> proof;  // that the checkpoint's tree holds them
  Note note;
  Checkpoint checkpoint;  // what the note says
};
Result<SignSubtree> parse_sign_subtree(std::string_view body);
std::string to_string(const SignSubtree& request);
// Once any of the signers has cosigned the checkpoint, ML-DSA-44 signs: those keys of it that have
// cosigned, or else all of them. The specification asks for a cosignature "from one of its own
// keys" and then for 200; that the same key signs is a SHOULD, and one of Ed25519 cannot. 403 if
// there is no key that can. Nothing is to be stored.
WitnessAnswer decide(const KnownLog& known, const SignSubtree& request,
                     std::span<const Signer> signers);

// The answer to what is no request.
WitnessAnswer refuse(const Error& error);

// What an answer is worth to the log that asked about `text`: either cosignatures that hold, by
// keys of its witness, or the size that the witness knows instead of the one in the request.
struct Witnessed {
  std::vector<SignatureLine> cosignatures;
  std::optional<std::uint64_t> known_size;
};
Result<Witnessed> read_answer(const WitnessAnswer& answer, std::string_view text,
                              std::span<const VerifierKey> witness);

}  // namespace lodestar::ledger
