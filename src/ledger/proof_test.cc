// SPDX-License-Identifier: Apache-2.0
#include "ledger/proof.h"

#include <gtest/gtest.h>

#include "support/ledger_scene.h"

namespace lodestar::ledger {
namespace {

using lodestar::testing::test_checkpoint;
using lodestar::testing::test_leaves;
using lodestar::testing::test_log;
using lodestar::testing::test_witness;

Policy policy() {
  return {.logs = {{test_log().verifier(), ""}},
          .witnesses = {{"w", test_witness(0).verifier(), ""}},
          .quorum = Voter{}};
}

LogProof proof_of(std::size_t index, std::size_t size) {
  LogProof proof{.extra = std::string("\0\xFFmore", 6),
                 .index = index,
                 .hashes = oracle::prove_inclusion(index, test_leaves(size)),
                 .checkpoint = test_checkpoint(size)};
  proof.checkpoint.signatures.push_back(test_witness(0).cosign(proof.checkpoint.text, 100));
  return proof;
}

TEST(LogProof, what_is_written_is_read_back) {
  for (const std::size_t size : {1, 2, 7, 20}) {
    LogProof proof = proof_of(size - 1, size);
    for (const std::string& extra : {proof.extra, std::string()}) {
      proof.extra = extra;
      const auto again = parse_log_proof(to_string(proof));
      ASSERT_TRUE(again) << again.error().message;
      EXPECT_EQ(again->extra, extra);
      EXPECT_EQ(to_string(*again), to_string(proof));
    }
  }
}

TEST(LogProof, every_entry_of_a_tree_is_proven_and_no_other_is) {
  const auto leaves = test_leaves(11);
  for (std::size_t index = 0; index < leaves.size(); ++index) {
    const LogProof proof = proof_of(index, leaves.size());
    for (std::size_t leaf = 0; leaf < leaves.size(); ++leaf)
      EXPECT_EQ(verify_proof(policy(), proof, leaves[leaf]).has_value(), leaf == index);
  }
}

TEST(LogProof, it_needs_the_quorum_of_the_policy) {
  LogProof proof = proof_of(3, 5);
  proof.checkpoint.signatures.pop_back();
  const auto accepted = verify_proof(policy(), proof, test_leaves(5)[3]);
  ASSERT_FALSE(accepted);
  EXPECT_EQ(accepted.error().code, Code::forbidden);
}

TEST(LogProof, an_index_outside_of_the_tree_is_refused_with_both_numbers) {
  LogProof proof = proof_of(3, 5);
  proof.index = 5;
  const auto accepted = verify_proof(policy(), proof, test_leaves(5)[3]);
  ASSERT_FALSE(accepted);
  EXPECT_EQ(accepted.error().message,
            "verifying a proof: the entry is not entry 5 of the 5 of log.example/harbour");
}

TEST(LogProof, one_cut_anywhere_is_refused) {
  const std::string whole = to_string(proof_of(3, 5));
  const std::size_t cosignature = whole.rfind("\xE2\x80\x94");  // without it, a proof still
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_EQ(parse_log_proof(whole.substr(0, length)).has_value(), length == cosignature);
}

TEST(LogProof, the_error_names_the_line) {
  std::string text = to_string(proof_of(3, 5));
  text.insert(text.find("index"), "index x\n");
  const auto proof = parse_log_proof(text);
  ASSERT_FALSE(proof);
  EXPECT_EQ(proof.error().message, "reading a proof: line 3 is no index: index x");
}

}  // namespace
}  // namespace lodestar::ledger
