// SPDX-License-Identifier: Apache-2.0
#include "ledger/witness.h"

#include <gtest/gtest.h>

#include "ledger/internal/lines.h"
#include "support/ledger_scene.h"

namespace lodestar::ledger {
namespace {

using lodestar::testing::test_checkpoint;
using lodestar::testing::test_leaves;
using lodestar::testing::test_log;
using lodestar::testing::test_witness;

constexpr std::uint64_t kNow = 1'790'000'000;

AddCheckpoint request_of(std::size_t old_size, std::size_t size) {
  AddCheckpoint request{.old_size = old_size, .note = test_checkpoint(size)};
  request.checkpoint = parse_checkpoint(request.note.text).value();
  if (old_size != 0 && old_size <= size)
    request.proof = oracle::prove_subtree(0, old_size, test_leaves(size));
  return request;
}

TreeHead head_of(std::size_t size) { return request_of(0, size).checkpoint.head; }

Decision decide_on(const AddCheckpoint& request, std::size_t latest) {
  const std::vector keys = {test_log().verifier()};
  const Signer witness = test_witness(0);
  return decide({keys, head_of(latest)}, request, std::span(&witness, 1), kNow);
}

TEST(AddCheckpoint, what_is_written_is_read_back) {
  const AddCheckpoint request = request_of(3, 7);
  const auto again = parse_add_checkpoint(to_string(request));
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(to_string(*again), to_string(request));
  EXPECT_EQ(again->checkpoint.head, request.checkpoint.head);
}

TEST(AddCheckpoint, sixty_three_lines_of_proof_are_read_and_one_more_is_not) {
  AddCheckpoint request = request_of(3, 7);
  request.proof.resize(63);
  std::string body = to_string(request);
  EXPECT_TRUE(parse_add_checkpoint(body));
  body.insert(body.find('\n') + 1, internal::to_line(Hash{}));
  EXPECT_FALSE(parse_add_checkpoint(body));
}

TEST(Decide, every_growth_of_a_log_is_cosigned) {
  for (std::size_t latest = 0; latest <= 20; ++latest) {
    for (std::size_t size = latest; size <= 20; ++size) {
      const Decision decision = decide_on(request_of(latest, size), latest);
      ASSERT_EQ(decision.answer.status, 200) << latest << ' ' << size << decision.answer.body;
      EXPECT_EQ(decision.latest, head_of(size));
    }
  }
}

TEST(Decide, each_key_of_the_witness_cosigns) {
  std::vector<Signer> signers;
  signers.push_back(test_witness(0));
  signers.push_back(lodestar::testing::test_signer("witness.example/w0", KeyKind::ml_dsa_44, 9));
  const std::vector log = {test_log().verifier()};
  const Decision decision = decide({log, head_of(3)}, request_of(3, 7), signers, kNow);
  ASSERT_EQ(decision.answer.status, 200) << decision.answer.body;
  const std::vector keys = {signers[0].verifier(), signers[1].verifier()};
  const auto witnessed = read_answer(decision.answer, test_checkpoint(7).text, keys);
  ASSERT_TRUE(witnessed) << witnessed.error().message;
  EXPECT_EQ(witnessed->cosignatures.size(), 2U);
  const auto kept = verify_note(parse_note(decision.checkpoint).value(), keys);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->at(1).time_s, kNow);
}

TEST(Decide, nothing_is_cosigned_by_a_clock_that_no_cosignature_can_tell) {
  const std::vector keys = {test_log().verifier()};
  const Signer witness = test_witness(0);
  for (const std::uint64_t now_s : {std::uint64_t{0}, std::uint64_t{1} << 63U}) {
    const auto decision =
        decide({keys, head_of(3)}, request_of(3, 7), std::span(&witness, 1), now_s);
    EXPECT_EQ(decision.answer.status, 503);
    EXPECT_TRUE(decision.checkpoint.empty());
  }
}

TEST(Decide, a_log_with_another_past_is_refused_at_every_size) {
  for (std::size_t latest = 1; latest <= 20; ++latest) {
    for (std::size_t size = latest; size <= 20; ++size) {
      TreeHead other = head_of(latest);
      other.root[0] ^= 1;
      const std::vector keys = {test_log().verifier()};
      const Signer witness = test_witness(0);
      const Decision decision =
          decide({keys, other}, request_of(latest, size), std::span(&witness, 1), kNow);
      EXPECT_EQ(decision.answer.status, 422);
      EXPECT_FALSE(decision.latest);
      EXPECT_TRUE(decision.checkpoint.empty());
    }
  }
}

TEST(Decide, another_old_size_than_the_known_one_is_told_the_known_one) {
  const Decision decision = decide_on(request_of(3, 7), 5);
  EXPECT_EQ(decision.answer.status, 409);
  EXPECT_EQ(decision.answer.content_type, "text/x.tlog.size");
  EXPECT_EQ(decision.answer.body, "5\n");
  EXPECT_FALSE(decision.latest);
}

TEST(Decide, an_old_size_above_the_new_one_is_refused_before_the_known_one_is_told) {
  EXPECT_EQ(decide_on(request_of(8, 7), 5).answer.status, 400);
}

TEST(Decide, an_unknown_origin_is_not_found_and_an_unknown_key_forbidden) {
  const Signer witness = test_witness(0);
  const AddCheckpoint request = request_of(0, 7);
  const std::vector others = {test_witness(1).verifier()};
  EXPECT_EQ(decide({}, request, std::span(&witness, 1), kNow).answer.status, 404);
  EXPECT_EQ(decide({others, {}}, request, std::span(&witness, 1), kNow).answer.status, 403);
}

TEST(Decide, a_trusted_key_that_fails_is_forbidden_though_it_also_holds) {
  AddCheckpoint request = request_of(0, 7);
  request.note.signatures.push_back(request.note.signatures[0]);
  request.note.signatures[1].signature[0] ^= 1;
  EXPECT_EQ(decide_on(request, 0).answer.status, 403);
}

TEST(Decide, the_empty_tree_has_the_empty_root_or_is_refused) {
  EXPECT_EQ(decide_on(request_of(0, 0), 0).answer.status, 200);
  AddCheckpoint request = request_of(0, 0);
  request.checkpoint.head.root[0] ^= 1;
  request.note.text = to_string(request.checkpoint);
  request.note.signatures = {test_log().sign(request.note.text)};
  EXPECT_EQ(decide_on(request, 0).answer.status, 422);
}

TEST(Decide, a_first_sight_has_no_proof) {
  AddCheckpoint request = request_of(0, 7);
  request.proof.resize(1);
  EXPECT_EQ(decide_on(request, 0).answer.status, 422);
}

TEST(Decide, what_is_kept_for_monitors_holds_the_known_signatures_and_the_cosignature) {
  AddCheckpoint request = request_of(3, 7);
  request.note.signatures.push_back(test_witness(9).cosign(request.note.text, 1));  // unknown
  const auto note = parse_note(decide_on(request, 3).checkpoint);
  ASSERT_TRUE(note);
  EXPECT_EQ(note->signatures.size(), 2U);
  const std::vector keys = {test_log().verifier(), test_witness(0).verifier()};
  const auto verified = verify_note(*note, keys);
  ASSERT_TRUE(verified);
  ASSERT_EQ(verified->size(), 2U);
  EXPECT_EQ(verified->at(1).time_s, kNow);
}

Signer test_lattice() {
  return lodestar::testing::test_signer("witness.example/lattice", KeyKind::ml_dsa_44, 9);
}

// Of a checkpoint that these have cosigned.
SignSubtree subtree_of(Range range, std::size_t size, std::span<const Signer> signers) {
  const auto leaves = test_leaves(size);
  SignSubtree request{.range = range, .note = test_checkpoint(size)};
  request.root = oracle::root_of(std::span(leaves).subspan(range.start, range.end - range.start));
  request.proof = oracle::prove_subtree(range.start, range.end, leaves);
  for (const Signer& signer : signers)
    request.note.signatures.push_back(signer.cosign(request.note.text, kNow));
  request.checkpoint = parse_checkpoint(request.note.text).value();
  return request;
}

WitnessAnswer decide_on(const SignSubtree& request, std::span<const Signer> signers) {
  const std::vector keys = {test_log().verifier()};
  const auto again = parse_sign_subtree(to_string(request));
  if (!again) return refuse(again.error());
  return decide({keys, {}}, *again, signers);
}

std::vector<Signer> both_keys() {
  std::vector<Signer> signers;
  signers.push_back(test_witness(0));
  signers.push_back(test_lattice());
  return signers;
}

TEST(SignSubtree, every_subtree_of_a_cosigned_tree_is_cosigned_by_the_key_that_can) {
  const auto signers = both_keys();
  constexpr std::size_t kSize = 13;
  std::size_t count = 0;
  for (std::size_t start = 0; start < kSize; ++start) {
    for (std::size_t end = start + 1; end <= kSize; ++end) {
      if (!is_subtree({start, end})) continue;
      const SignSubtree request = subtree_of({start, end}, kSize, signers);
      const WitnessAnswer answer = decide_on(request, signers);
      ASSERT_EQ(answer.status, 200) << start << ' ' << end << answer.body;
      const auto note = parse_note("text\n\n" + answer.body);
      ASSERT_TRUE(note && note->signatures.size() == 1);
      Subtree subtree{test_log().verifier().name, {start, end}, request.root};
      EXPECT_TRUE(holds_cosignature(signers[1].verifier(), note->signatures[0], subtree));
      EXPECT_FALSE(holds_cosignature(signers[0].verifier(), note->signatures[0], subtree));
      ++subtree.range.end;
      EXPECT_FALSE(holds_cosignature(signers[1].verifier(), note->signatures[0], subtree));
      ++count;
    }
  }
  EXPECT_GT(count, 20U);
}

TEST(SignSubtree, what_is_no_subtree_or_goes_beyond_the_checkpoint_is_no_request) {
  const auto signers = both_keys();
  SignSubtree request = subtree_of({8, 13}, 13, signers);
  EXPECT_EQ(decide_on(request, signers).status, 200);
  for (const Range range : {Range{8, 14}, Range{3, 7}, Range{9, 8}}) {
    request.range = range;
    EXPECT_EQ(decide_on(request, signers).status, 400) << range.start;
  }
  const std::string body = to_string(subtree_of({8, 13}, 13, signers));
  for (const char* line : {"subtree 8", "subtree 8  13", "subtree 08 13", "subtree 8 13 ", "old 8",
                           "subtree 8 13 14", "subtree", "Subtree 8 13"}) {
    EXPECT_FALSE(parse_sign_subtree(line + body.substr(body.find('\n')))) << line;
  }
}

TEST(SignSubtree, another_root_or_proof_is_not_cosigned) {
  const auto signers = both_keys();
  SignSubtree request = subtree_of({8, 12}, 13, signers);
  request.root[0] ^= 1;
  EXPECT_EQ(decide_on(request, signers).status, 422);
  request.root[0] ^= 1;
  request.proof.pop_back();
  EXPECT_EQ(decide_on(request, signers).status, 422);
}

TEST(SignSubtree, the_key_that_can_signs_once_any_of_the_witness_has_cosigned_the_checkpoint) {
  const auto signers = both_keys();
  const std::span<const Signer> all(signers), ed25519 = all.first(1), lattice = all.last(1);
  EXPECT_EQ(decide_on(subtree_of({8, 12}, 13, {}), all).status, 403);
  EXPECT_EQ(decide_on(subtree_of({8, 12}, 13, ed25519), all).status, 200);
  EXPECT_EQ(decide_on(subtree_of({8, 12}, 13, ed25519), ed25519).status, 403);
  EXPECT_EQ(decide_on(subtree_of({8, 12}, 13, lattice), all).status, 200);
  EXPECT_EQ(decide({}, subtree_of({8, 12}, 13, lattice), all).status, 404);
}

// The message that ML-DSA-44 signs has no room for the origin; Ed25519's has.
TEST(Decide, a_long_origin_is_cosigned_by_the_keys_that_can) {
  const auto signers = both_keys();
  const std::span<const Signer> all(signers);
  const std::vector keys = {test_log().verifier()};
  const std::string text =
      to_string(Checkpoint{.origin = std::string(256, 'o'), .head = {0, empty_root()}});
  AddCheckpoint request{.note = {.text = text, .signatures = {test_log().sign(text)}},
                        .checkpoint = parse_checkpoint(text).value()};
  const Decision both = decide({keys, {}}, request, all, kNow);
  ASSERT_EQ(both.answer.status, 200) << both.answer.body;
  const auto note = parse_note(text + '\n' + both.answer.body);
  ASSERT_TRUE(note && note->signatures.size() == 1);
  EXPECT_EQ(note->signatures[0].name, all[0].verifier().name);
  EXPECT_EQ(decide({keys, {}}, request, all.last(1), kNow).answer.status, 400);
}

Result<Witnessed> read_of(const WitnessAnswer& answer) {
  const std::vector keys = {test_witness(0).verifier()};
  return read_answer(answer, test_checkpoint(7).text, keys);
}

TEST(ReadAnswer, the_cosignatures_of_the_witness_are_taken_and_others_ignored) {
  WitnessAnswer answer = decide_on(request_of(3, 7), 3).answer;
  answer.body += to_string(test_witness(1).cosign("else\n", 5));
  const auto witnessed = read_of(answer);
  ASSERT_TRUE(witnessed) << witnessed.error().message;
  EXPECT_EQ(witnessed->cosignatures.size(), 1U);
  EXPECT_FALSE(witnessed->known_size);
}

TEST(ReadAnswer, the_size_that_the_witness_knows_is_taken) {
  const auto witnessed = read_of(decide_on(request_of(3, 7), 5).answer);
  ASSERT_TRUE(witnessed);
  EXPECT_EQ(witnessed->known_size, 5U);
}

TEST(ReadAnswer, a_conflict_without_type_or_number_tells_no_size) {
  const std::vector<WitnessAnswer> answers = {{409, "text/plain", "5\n"},
                                              {409, std::string(kSizeType), "5"},
                                              {409, std::string(kSizeType), ""},
                                              {409, std::string(kSizeType), "05\n"},
                                              {409, std::string(kSizeType), "\n"}};
  for (const WitnessAnswer& answer : answers) {
    const auto witnessed = read_of(answer);
    ASSERT_FALSE(witnessed) << answer.body;
    EXPECT_EQ(witnessed.error().code, Code::conflict);
  }
}

TEST(ReadAnswer, a_success_with_an_empty_line_or_another_text_is_corrupt) {
  const std::string line = to_string(test_witness(0).cosign(test_checkpoint(7).text, kNow));
  const std::vector<std::string> bodies = {"", "x\n", "\n" + line, line + "\n", line + "\n" + line};
  for (const std::string& body : bodies)
    EXPECT_EQ(read_of({200, "", body}).error().code, Code::corrupt) << body;
  EXPECT_TRUE(read_of({200, "", line}));
}

TEST(ReadAnswer, what_a_witness_says_is_told_without_the_end_of_its_line) {
  const auto refused = read_of({503, "text/plain", "come again\n"});
  ASSERT_FALSE(refused);
  EXPECT_TRUE(refused.error().message.ends_with("it answers 503 come again"));
}

TEST(ReadAnswer, each_refusal_has_its_code) {
  const std::vector<std::pair<int, Code>> codes = {
      {400, Code::invalid}, {403, Code::forbidden}, {404, Code::not_found},
      {422, Code::invalid}, {429, Code::limited},   {500, Code::unavailable}};
  for (const auto& [status, code] : codes)
    EXPECT_EQ(read_of({status, "", "why\n"}).error().code, code) << status;
}

}  // namespace
}  // namespace lodestar::ledger
