// SPDX-License-Identifier: Apache-2.0
#include "ledger/policy.h"

#include <gtest/gtest.h>

#include "support/dice.h"
#include "support/ledger_scene.h"
#include "support/oracle/policy.h"

namespace lodestar::ledger {
namespace {

using lodestar::testing::Dice;
using lodestar::testing::test_checkpoint;
using lodestar::testing::test_log;
using lodestar::testing::test_signer;
using lodestar::testing::test_witness;

std::string key_of(unsigned witness) { return to_string(test_witness(witness).verifier()); }

// The lines of the log and of witnesses w0, w1, ...
std::string parties(unsigned witnesses) {
  std::string text = fmt::format("log {}\n", to_string(test_log().verifier()));
  for (unsigned i = 0; i < witnesses; ++i) text += fmt::format("witness w{} {}\n", i, key_of(i));
  return text;
}

std::string error_of(const std::string& text) {
  const auto policy = parse_policy(text);
  return policy ? "" : policy.error().message;
}

TEST(Policy, groups_of_groups_decide) {
  const auto policy = parse_policy(parties(4) +
                                   "group x 2 w0 w1 w2\ngroup y any w3\n"
                                   "group both all x y\nquorum both\n");
  ASSERT_TRUE(policy);
  EXPECT_TRUE(has_quorum(*policy, {true, false, true, true}));
  EXPECT_FALSE(has_quorum(*policy, {true, true, true, false}));
  EXPECT_FALSE(has_quorum(*policy, {false, false, true, true}));
}

TEST(Policy, comments_blank_lines_tabs_and_urls_are_read) {
  const auto policy = parse_policy(fmt::format(
      "# all\n\t# of\n \t\n\tlog \t {}\thttps://log.example/ \nquorum none\nwitness \xFF {} u\n",
      to_string(test_log().verifier()), key_of(0)));
  ASSERT_TRUE(policy);
  EXPECT_EQ(policy->logs.at(0).url, "https://log.example/");
  EXPECT_EQ(policy->witnesses.at(0).name, "\xFF");
  EXPECT_FALSE(policy->quorum);
}

TEST(Policy, an_error_names_the_line_the_field_and_the_value) {
  EXPECT_EQ(error_of(parties(1) + "quorum w1\n"),
            "reading a policy: line 3 field 2 is a name that no line before this defines: w1");
  EXPECT_EQ(error_of(parties(2) + "group g 3 w0 w1\n"),
            "reading a policy: line 4 field 3 is none of all, any and 1 to 2: 3");
  EXPECT_EQ(error_of("quorum\n"), "reading a policy: line 1 field 2 is missing");
  EXPECT_EQ(error_of("\nQuorum none\n"),
            "reading a policy: line 2 field 1 is none of log, witness, group and quorum: Quorum");
  EXPECT_EQ(error_of("\xef\xbb\xbfquorum none\n"),
            "reading a policy: line 1 begins with a byte order mark: save it as UTF-8 without one");
  EXPECT_EQ(error_of("quorum none\r\n"),
            "reading a policy: line 1 ends as lines of Windows do (CR LF): save it with LF alone");
}

TEST(Policy, a_thousand_logs_witnesses_and_groups_are_read) {
  std::string text;
  for (unsigned i = 0; i < 1000; ++i) {
    VerifierKey log{.name = "log.example", .key = std::string(32, 'l')};
    log.key.replace(0, 4, fmt::format("{:04}", i));
    log.id = key_id(log.name, log.kind, log.key);
    VerifierKey witness = log;
    witness.kind = KeyKind::cosignature;
    witness.id = key_id(witness.name, witness.kind, witness.key);
    text += fmt::format("log {}\nwitness w{} {}\ngroup g{} all {}w{}\n", to_string(log), i,
                        to_string(witness), i, i == 0 ? "" : fmt::format("g{} ", i - 1), i);
  }
  const auto policy = parse_policy(text + "quorum g999\n");
  ASSERT_TRUE(policy) << policy.error().message;
  std::vector<bool> has_signed(1000, true);
  EXPECT_TRUE(has_quorum(*policy, has_signed));
  has_signed[0] = false;
  EXPECT_FALSE(has_quorum(*policy, has_signed));
}

// Some names that are no members yet, at least one; none if there is none.
std::vector<std::string> draw_members(std::vector<std::string>& free, Dice& dice) {
  std::vector<std::string> members;
  while (!free.empty() && (members.empty() || dice.below(3) != 0)) {
    const auto at = free.begin() + dice.below(static_cast<std::uint32_t>(free.size()));
    members.push_back(*at);
    free.erase(at);
  }
  return members;
}

std::string draw_policy(const std::string& parties, unsigned witnesses, Dice& dice) {
  std::string text = parties;
  std::vector<std::string> free, names = {"none"};
  for (unsigned i = 0; i < witnesses; ++i) free.push_back(fmt::format("w{}", i));
  names.insert(names.end(), free.begin(), free.end());
  for (unsigned i = 0, groups = dice.below(6); i < groups; ++i) {
    const std::vector<std::string> members = draw_members(free, dice);
    if (members.empty()) break;
    const auto count = static_cast<std::uint32_t>(members.size());
    const std::vector<std::string> rules = {"all", "any", std::to_string(1 + dice.below(count))};
    text += fmt::format("group g{} {}", i, rules[dice.below(3)]);
    for (const std::string& member : members) text += " " + member;
    text += '\n';
    free.push_back(fmt::format("g{}", i));
    names.push_back(free.back());
  }
  const std::string& last = names.back();
  const std::string& any = names[dice.below(static_cast<std::uint32_t>(names.size()))];
  return text + "quorum " + (dice.below(4) == 0 ? any : last) + '\n';
}

TEST(Policy, ten_thousand_of_them_decide_as_their_text_read_by_recursion_does) {
  Dice dice(4);
  std::size_t reached = 0;
  std::vector<std::string> parties_of;
  for (unsigned witnesses = 0; witnesses <= 6; ++witnesses)
    parties_of.push_back(parties(witnesses));
  for (int round = 0; round < 10'000; ++round) {
    const unsigned witnesses = dice.below(7);
    const std::string text = draw_policy(parties_of[witnesses], witnesses, dice);
    const auto policy = parse_policy(text);
    ASSERT_TRUE(policy) << text << policy.error().message;
    std::vector<bool> has_signed(witnesses);
    std::set<std::string> signers;
    for (unsigned i = 0; i < witnesses; ++i) {
      has_signed[i] = dice.below(2) == 0;
      if (has_signed[i]) signers.insert(fmt::format("w{}", i));
    }
    const bool holds = has_quorum(*policy, has_signed);
    ASSERT_EQ(holds, oracle::has_quorum(text, signers)) << text;
    reached += holds ? 1 : 0;
  }
  EXPECT_GT(reached, 3000U);
  EXPECT_LT(reached, 7000U);
}

TEST(AcceptCheckpoint, it_says_who_stood_by_it_and_when) {
  const auto policy = parse_policy(parties(3) + "group g 2 w0 w1 w2\nquorum g\n");
  Note note = test_checkpoint(5);
  note.signatures.push_back(test_witness(2).cosign(note.text, 200));
  note.signatures.push_back(test_witness(0).cosign(note.text, 100));
  note.signatures.push_back(test_witness(2).cosign(note.text, 190));
  const auto accepted = accept_checkpoint(*policy, note);
  ASSERT_TRUE(accepted) << accepted.error().message;
  EXPECT_EQ(accepted->checkpoint.head.size, 5U);
  EXPECT_EQ(accepted->logs, std::vector<std::size_t>{0});
  ASSERT_EQ(accepted->witnesses.size(), 2U);
  EXPECT_EQ(accepted->witnesses[0].witness, 0U);
  EXPECT_EQ(accepted->witnesses[1].time_s, 200U);
}

TEST(AcceptCheckpoint, two_cosignatures_of_one_witness_count_once) {
  const auto policy = parse_policy(parties(2) + "group g 2 w0 w1\nquorum g\n");
  Note note = test_checkpoint(5);
  for (const unsigned time_s : {100, 101})
    note.signatures.push_back(test_witness(0).cosign(note.text, time_s));
  const auto accepted = accept_checkpoint(*policy, note);
  ASSERT_FALSE(accepted);
  EXPECT_EQ(accepted.error().code, Code::forbidden);
  EXPECT_EQ(accepted.error().message,
            "accepting a checkpoint of log.example/harbour: the policy's quorum is not reached; "
            "witnesses who stand by it: w0");
}

TEST(AcceptCheckpoint, a_log_does_not_speak_for_another_origin) {
  const Signer other = test_signer("log.example/other", KeyKind::ed25519, 2);
  const auto policy =
      parse_policy(parties(0) + "log " + to_string(other.verifier()) + "\nquorum none\n");
  Note note = test_checkpoint(5);
  EXPECT_TRUE(accept_checkpoint(*policy, note));
  note.signatures = {other.sign(note.text)};
  const auto accepted = accept_checkpoint(*policy, note);
  ASSERT_FALSE(accepted);
  EXPECT_EQ(accepted.error().code, Code::forbidden);
}

TEST(AcceptCheckpoint, witnesses_without_the_log_are_not_enough) {
  const auto policy = parse_policy(parties(1) + "quorum w0\n");
  Note note = test_checkpoint(5);
  note.signatures = {test_witness(0).cosign(note.text, 100)};
  EXPECT_FALSE(accept_checkpoint(*policy, note));
}

std::vector<std::string> faults_with(const std::vector<SignatureLine>& lines) {
  Note note = test_checkpoint(3);
  note.signatures.insert(note.signatures.end(), lines.begin(), lines.end());
  const std::string group = "group two 2 w0 w1 w2\nquorum two\n";
  return faults_of_cosignatures(parse_policy(parties(3) + group).value(), note);
}

// The text has three lines, and an empty one behind it; the log signs in the fifth.
TEST(FaultsOfCosignatures, each_that_fails_is_named_by_its_line_and_witness) {
  const std::string text = test_checkpoint(3).text;
  const auto good = [&](unsigned witness) { return test_witness(witness).cosign(text, 77); };
  SignatureLine bad = good(2), strange = good(7);
  bad.signature.back() = static_cast<char>(bad.signature.back() ^ 1);
  strange.signature.back() = static_cast<char>(strange.signature.back() ^ 1);
  EXPECT_EQ(faults_with({good(0), good(1), strange}), std::vector<std::string>());
  EXPECT_EQ(faults_with({good(0), bad, good(1)}),
            std::vector<std::string>{"line 7: the signature of witness w2 does not hold"});
  EXPECT_EQ(faults_with({good(0), bad}),
            (std::vector<std::string>{"line 7: the signature of witness w2 does not hold",
                                      "the policy's quorum is not met by what stands there; "
                                      "witnesses who stand by it: w0"}));
}

TEST(FaultsOfCosignatures, a_line_of_another_id_is_nobodys) {
  SignatureLine other = test_witness(0).cosign(test_checkpoint(3).text, 77);
  other.id ^= 1;
  EXPECT_EQ(faults_with({other}),
            std::vector<std::string>{"the policy's quorum is not met by what stands there; "
                                     "witnesses who stand by it: nobody"});
}

TEST(AcceptCheckpoint, a_cosignature_that_fails_rejects_whatever_the_quorum) {
  const auto policy = parse_policy(parties(1) + "quorum none\n");
  Note note = test_checkpoint(5);
  note.signatures.push_back(test_witness(0).cosign("else\n", 100));
  EXPECT_FALSE(accept_checkpoint(*policy, note));
}

}  // namespace
}  // namespace lodestar::ledger
