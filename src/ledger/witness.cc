// SPDX-License-Identifier: Apache-2.0
//   request = "old" SP decimal LF *63(base64(hash[32]) LF) LF checkpoint
//   200     = 1*signature                                   409 = decimal LF
//   subtree = "subtree" SP decimal SP decimal LF base64(hash[32]) LF *63(base64(hash[32]) LF) LF
//             checkpoint
//
// The checks stand in the specification's order: 404, 403, 400, 409, 422. What is no request at all
// is 400 too. For subtrees it sets no order; they are checked in the same one, a range that is none
// before all.
#include "ledger/witness.h"

#include <algorithm>

#include "base/assert.h"
#include "ledger/internal/lines.h"

namespace lodestar::ledger {
namespace {

constexpr std::string_view kOld = "old ", kSubtree = "subtree ",
                           kText = "text/plain; charset=utf-8";

Decision answered(int status, std::string_view body) {
  return {.answer = {status, std::string(kText), std::string(body) + '\n'}};
}

// What is wrong with the proof, if anything.
std::optional<std::string_view> find_fault(const TreeHead& latest, const AddCheckpoint& request) {
  const TreeHead& head = request.checkpoint.head;
  if (head.size == 0 && head.root != empty_root()) return "the root is not that of the empty tree";
  if (request.old_size == 0) {
    return request.proof.empty() ? std::nullopt
                                 : std::optional("a proof from the empty tree is empty");
  }
  if (!holds_consistency(latest, head, request.proof))
    return "the tree is not proven to go on from the one cosigned last";
  return {};
}

Error error_of(const WitnessAnswer& answer) {
  const auto say = [&](Code code) {
    return Error{code, fmt::format("asking a witness to cosign: it answers {} {}", answer.status,
                                   internal::shown(answer.body.substr(0, answer.body.find('\n'))))};
  };
  switch (answer.status) {
    case 400:
    case 422:
      return say(Code::invalid);
    case 403:
      return say(Code::forbidden);
    case 404:
      return say(Code::not_found);
    case 409:
      return say(Code::conflict);
    case 429:
      return say(Code::limited);
    default:
      return say(Code::unavailable);
  }
}

Error corrupt(std::string_view why) {
  return {Code::corrupt, fmt::format("asking a witness to cosign: it answers 200, but {}", why)};
}

std::optional<std::uint64_t> find_size(const WitnessAnswer& answer) {
  if (answer.content_type != kSizeType || !answer.body.ends_with('\n')) return {};
  return internal::parse_decimal(std::string_view(answer.body).substr(0, answer.body.size() - 1));
}

std::optional<Range> find_range(std::string_view line) {
  if (!line.starts_with(kSubtree)) return {};
  line.remove_prefix(kSubtree.size());
  const std::size_t space = std::min(line.find(' '), line.size());
  const auto start = internal::parse_decimal(line.substr(0, space));
  const auto end = internal::parse_decimal(line.substr(std::min(space + 1, line.size())));
  if (!start || !end || !is_subtree({*start, *end})) return {};
  return Range{*start, *end};
}

}  // namespace

Result<AddCheckpoint> parse_add_checkpoint(std::string_view body) {
  if (body.size() > kLongestRequest) {
    return Error{Code::limited, fmt::format("reading a request to cosign: {} bytes, at most {}",
                                            body.size(), kLongestRequest)};
  }
  internal::Lines lines("reading a request to cosign", body);
  const auto line = lines.next();
  const auto old_size = line && line->starts_with(kOld)
                            ? internal::parse_decimal(line->substr(kOld.size()))
                            : std::nullopt;
  if (!old_size) return lines.error("is no old size: " + internal::shown(line.value_or("")));
  AddCheckpoint request{.old_size = *old_size};
  request.proof = LODESTAR_TRY(internal::read_hashes(lines, kMostConsistencyLines));
  request.note = LODESTAR_TRY(parse_note(lines.rest()));
  request.checkpoint = LODESTAR_TRY(parse_checkpoint(request.note.text));
  return request;
}

std::string to_string(const AddCheckpoint& request) {
  LODESTAR_ASSERT(request.proof.size() <= kMostConsistencyLines);
  std::string body = fmt::format("{}{}\n", kOld, request.old_size);
  for (const Hash& hash : request.proof) body += internal::to_line(hash);
  return body + '\n' + to_string(request.note);
}

Decision decide_to_keep(const KnownLog& known, const AddCheckpoint& request,
                        std::span<const Signer> signers) {
  LODESTAR_ASSERT(!signers.empty());
  if (known.keys.empty()) return answered(404, "the origin is unknown");
  const auto verified = verify_note(request.note, known.keys);
  if (!verified) return answered(403, verified.error().message);
  const TreeHead& head = request.checkpoint.head;
  if (request.old_size > head.size) return answered(400, "the old size is above the new one");
  const auto can_sign = [&](const Signer& signer) {
    return can_cosign(signer.verifier(), request.checkpoint.origin);
  };
  if (std::ranges::none_of(signers, can_sign))
    return answered(400, "the origin is longer than the witness's key can cosign");
  if (request.old_size != known.latest.size)
    return {.answer = {409, std::string(kSizeType), fmt::format("{}\n", known.latest.size)}};
  if (const auto fault = find_fault(known.latest, request)) return answered(422, *fault);

  Decision decision{.answer = {200, std::string(kText), ""}, .latest = head};
  decision.checkpoint = request.note.text + '\n';
  for (const Verified& line : *verified)
    decision.checkpoint += to_string(request.note.signatures[line.line]);
  return decision;
}

Decision decide(const KnownLog& known, const AddCheckpoint& request,
                std::span<const Signer> signers, std::uint64_t now_s) {
  Decision decision = decide_to_keep(known, request, signers);
  if (decision.answer.status != 200) return decision;
  if (!can_cosign_at(now_s)) return answered(503, "the clock of the witness is wrong");
  for (const Signer& signer : signers) {
    if (can_cosign(signer.verifier(), request.checkpoint.origin)) {
      decision.answer.body += to_string(signer.cosign(request.note.text, now_s));
    }
  }
  decision.checkpoint += decision.answer.body;
  return decision;
}

Result<SignSubtree> parse_sign_subtree(std::string_view body) {
  if (body.size() > kLongestRequest) {
    return Error{Code::limited, fmt::format("reading a request to cosign: {} bytes, at most {}",
                                            body.size(), kLongestRequest)};
  }
  internal::Lines lines("reading a request to cosign a subtree", body);
  const auto range = find_range(lines.next().value_or(""));
  if (!range) return lines.error("is not subtree and the range of one");
  const auto root = internal::parse_hash(lines.next().value_or(""));
  if (!root) return lines.error("is no hash");
  SignSubtree request{.range = *range, .root = *root};
  request.proof = LODESTAR_TRY(internal::read_hashes(lines, kMostConsistencyLines));
  request.note = LODESTAR_TRY(parse_note(lines.rest()));
  request.checkpoint = LODESTAR_TRY(parse_checkpoint(request.note.text));
  if (range->end > request.checkpoint.head.size)
    return lines.error("is a checkpoint of fewer entries than the subtree ends at");
  return request;
}

std::string to_string(const SignSubtree& request) {
  LODESTAR_ASSERT(request.proof.size() <= kMostConsistencyLines);
  std::string body = fmt::format("{}{} {}\n", kSubtree, request.range.start, request.range.end);
  body += internal::to_line(request.root);
  for (const Hash& hash : request.proof) body += internal::to_line(hash);
  return body + '\n' + to_string(request.note);
}

WitnessAnswer decide(const KnownLog& known, const SignSubtree& request,
                     std::span<const Signer> signers) {
  if (known.keys.empty()) return answered(404, "the origin is unknown").answer;
  std::vector<VerifierKey> own;
  for (const Signer& signer : signers) own.push_back(signer.verifier());
  const auto verified = verify_note(request.note, own);
  if (!verified) return answered(403, verified.error().message).answer;
  const Checkpoint& whole = request.checkpoint;
  if (!holds_subtree_consistency(request.range, request.root, whole.head, request.proof))
    return answered(422, "the subtree is not proven to be in the checkpoint's").answer;
  const auto can_sign = [&](std::size_t i) {
    return own[i].kind == KeyKind::ml_dsa_44 && can_cosign(own[i], whole.origin);
  };
  const auto signs_again = [&](const Verified& line) { return can_sign(line.key); };
  const bool same = std::ranges::any_of(*verified, signs_again);  // whoever of them has cosigned it
  WitnessAnswer answer{200, std::string(kText), ""};
  for (std::size_t i = 0; i < signers.size(); ++i) {
    const auto is_own = [&](const Verified& line) { return line.key == i; };
    if (can_sign(i) && (!same || std::ranges::any_of(*verified, is_own)))
      answer.body += to_string(signers[i].cosign({whole.origin, request.range, request.root}));
  }
  if (answer.body.empty())
    return answered(403, "the witness has no key that can cosign a subtree of this log").answer;
  return answer;
}

WitnessAnswer refuse(const Error& error) { return answered(400, error.message).answer; }

Result<Witnessed> read_answer(const WitnessAnswer& answer, std::string_view text,
                              std::span<const VerifierKey> witness) {
  if (answer.status == 409) {
    const auto size = find_size(answer);
    if (!size) return error_of(answer);
    return Witnessed{.known_size = size};
  }
  if (answer.status != 200) return error_of(answer);
  const auto note = parse_note(std::string(text) + '\n' + answer.body);
  if (!note || note->text != text) return corrupt("not with signature lines");
  const auto verified = verify_note(*note, witness);
  if (!verified) return verified.error();
  Witnessed witnessed;
  for (const Verified& line : *verified)
    if (line.time_s != 0) witnessed.cosignatures.push_back(note->signatures[line.line]);
  if (witnessed.cosignatures.empty()) return corrupt("without a cosignature that tells its time");
  return witnessed;
}

}  // namespace lodestar::ledger
