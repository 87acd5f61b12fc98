// SPDX-License-Identifier: Apache-2.0
#include "ledger/note.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "ledger/checkpoint.h"
#include "ledger/policy.h"
#include "support/ledger_scene.h"
#include "support/public_data.h"

namespace lodestar::ledger {
namespace {

using lodestar::testing::test_log;
using lodestar::testing::test_signer;
using lodestar::testing::test_witness;

constexpr std::string_view kText = "a text\n\nof three lines\n";
const KeySeed kSeed{1, 2, 3};

Note signed_note() { return {std::string(kText), {test_log().sign(kText)}}; }

Code code_of(const auto& result) { return result ? Code::internal : result.error().code; }

// The example of the specification, which everybody's code reads.
TEST(Note, the_example_of_the_specification_verifies) {
  const auto key =
      parse_verifier_key("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
  const auto note = parse_note(
      "This is an example message.\n\n\xE2\x80\x94 example.com/foo "
      "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
      "\n");
  ASSERT_TRUE(key && note);
  EXPECT_TRUE(verify_note(*note, std::span(&*key, 1)));
}

TEST(VerifierKey, that_is_a_secret_key_is_said_to_be_one_and_not_repeated) {
  const std::string line =
      Signer::write("log.example", KeyKind::ed25519, Sensitive(kSeed)).reveal();
  for (const std::string& typed : {line, " " + line, "log " + line, line.substr(0, 40)}) {
    const auto key = parse_verifier_key(typed);
    ASSERT_FALSE(key);
    EXPECT_TRUE(key.error().message.contains("this is a secret key")) << key.error().message;
    EXPECT_FALSE(key.error().message.contains("log.example")) << key.error().message;
  }
  for (const std::string& policy :
       {"log " + line + "\n", line + "\n", "quorum " + line + "\n", "log\x01" + line + "\n"}) {
    const auto read = parse_policy(policy);
    ASSERT_FALSE(read);
    EXPECT_TRUE(read.error().message.contains("a secret key")) << read.error().message;
    EXPECT_FALSE(read.error().message.contains("log.example")) << read.error().message;
  }
}

TEST(Note, what_is_written_is_read_back) {
  const Note note = signed_note();
  const auto again = parse_note(to_string(note));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->text, note.text);
  EXPECT_EQ(again->signatures, note.signatures);
}

TEST(Note, sixteen_signatures_are_read_and_more_than_the_limit_are_not) {
  Note note = signed_note();
  note.signatures.resize(16, note.signatures[0]);
  EXPECT_TRUE(parse_note(to_string(note)));
  note.signatures.resize(kMostSignatures, note.signatures[0]);
  EXPECT_TRUE(parse_note(to_string(note)));
  note.signatures.push_back(note.signatures[0]);
  EXPECT_EQ(code_of(parse_note(to_string(note))), Code::limited);
}

TEST(Note, one_too_long_is_refused_before_it_is_read) {
  EXPECT_EQ(code_of(parse_note(std::string(kLongestNote + 1, 'a'))), Code::limited);
}

TEST(Note, every_flipped_bit_of_the_text_makes_a_known_signature_fail) {
  const std::vector keys = {test_log().verifier()};
  for (std::size_t bit = 0; bit < kText.size() * 8; ++bit) {
    Note note = signed_note();
    note.text[bit / 8] = static_cast<char>(note.text[bit / 8] ^ 1 << bit % 8);
    EXPECT_EQ(code_of(verify_note(note, keys)), Code::forbidden) << bit;
  }
}

TEST(Note, a_known_key_that_fails_rejects_what_another_signed) {
  Note note = signed_note();
  note.signatures.push_back(test_signer("other.example", KeyKind::ed25519, 2).sign("else\n"));
  const VerifierKey other = test_signer("other.example", KeyKind::ed25519, 2).verifier();
  EXPECT_TRUE(verify_note(note, std::vector{test_log().verifier()}));
  EXPECT_EQ(code_of(verify_note(note, std::vector{test_log().verifier(), other})), Code::forbidden);
}

TEST(Note, the_second_signature_of_a_key_is_verified_as_the_first_is) {
  Note note = signed_note();
  note.signatures.push_back(note.signatures[0]);
  note.signatures[1].signature[5] ^= 1;
  EXPECT_EQ(code_of(verify_note(note, std::vector{test_log().verifier()})), Code::forbidden);
}

TEST(Note, keys_that_share_a_name_or_an_id_with_a_signature_are_unknown_to_it) {
  VerifierKey renamed = test_log().verifier(), renumbered = renamed;
  renamed.name += "x";
  renumbered.id ^= 1;
  EXPECT_EQ(code_of(verify_note(signed_note(), std::vector{renamed, renumbered})), Code::forbidden);
  EXPECT_TRUE(verify_note(signed_note(), std::vector{renamed, renumbered, test_log().verifier()}));
}

TEST(Note, ml_dsa_cosigns_a_checkpoint_and_nothing_else) {
  const Signer witness = test_signer("pq.example", KeyKind::ml_dsa_44, 7);
  const VerifierKey& key = witness.verifier();
  ASSERT_EQ(parse_verifier_key(to_string(key)).value(), key);
  Note note = lodestar::testing::test_checkpoint(7);
  note.signatures.push_back(witness.cosign(note.text, 1'700'000'000));
  const auto verified = verify_note(note, std::vector{key, test_log().verifier()});
  ASSERT_TRUE(verified) << verified.error().message;
  EXPECT_EQ(verified->size(), 2U);
  EXPECT_EQ(verified->at(1).time_s, 1'700'000'000U);
  note.text = kText;
  EXPECT_EQ(code_of(verify_note(note, std::vector{key})), Code::forbidden);
}

TEST(Note, ml_dsa_does_not_sign_extension_lines_and_ed25519_does) {
  for (const KeyKind kind : {KeyKind::cosignature, KeyKind::ml_dsa_44}) {
    const Signer witness = test_signer("pq.example", kind, 7);
    Note note = lodestar::testing::test_checkpoint(7);
    note.signatures = {witness.cosign(note.text, 5)};
    note.text += "more\n";
    EXPECT_EQ(verify_note(note, std::vector{witness.verifier()}).has_value(),
              kind == KeyKind::ml_dsa_44);
  }
}

TEST(Note, a_cosignature_of_ml_dsa_holds_under_its_own_name_alone) {
  const Signer witness = test_signer("pq.example", KeyKind::ml_dsa_44, 7);
  const Signer other = test_signer("other.example", KeyKind::ml_dsa_44, 7);
  Note note = lodestar::testing::test_checkpoint(7);
  note.signatures = {witness.cosign(note.text, 5)};
  note.signatures[0].name = other.verifier().name;
  note.signatures[0].id = other.verifier().id;
  EXPECT_EQ(code_of(verify_note(note, std::vector{other.verifier()})), Code::forbidden);
}

TEST(Note, a_cosignature_tells_its_time) {
  const Signer witness = test_witness(1);
  const Note note{std::string(kText), {witness.cosign(kText, 1'700'000'000)}};
  const auto verified = verify_note(note, std::vector{witness.verifier()});
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->at(0).time_s, 1'700'000'000U);
}

TEST(Note, a_cosignature_with_another_time_does_not_hold) {
  const Signer witness = test_witness(1);
  Note note{std::string(kText), {witness.cosign(kText, 1'700'000'000)}};
  note.signatures[0].signature[7] ^= 1;
  EXPECT_EQ(code_of(verify_note(note, std::vector{witness.verifier()})), Code::forbidden);
}

TEST(Note, a_plain_signature_is_no_cosignature_of_the_same_key) {
  const Signer plain = test_signer("w.example", KeyKind::ed25519, 7);
  const Signer witness = test_signer("w.example", KeyKind::cosignature, 7);
  EXPECT_NE(plain.verifier().id, witness.verifier().id);
  Note note{std::string(kText), {plain.sign(kText)}};
  note.signatures[0].id = witness.verifier().id;
  EXPECT_EQ(code_of(verify_note(note, std::vector{witness.verifier()})), Code::forbidden);
}

TEST(VerifierKey, what_is_written_is_read_back) {
  for (const VerifierKey& key : {test_log().verifier(), test_witness(3).verifier()})
    EXPECT_EQ(parse_verifier_key(to_string(key)).value(), key);
}

TEST(Signer, what_is_written_is_read_back_and_signs_the_same) {
  for (const KeyKind kind : {KeyKind::ed25519, KeyKind::cosignature, KeyKind::ml_dsa_44}) {
    const auto line = Signer::write("log.example/a", kind, Sensitive(kSeed));
    EXPECT_TRUE(line.reveal().starts_with("PRIVATE+KEY+log.example/a+"));
    const auto signer = Signer::parse(line);
    ASSERT_TRUE(signer);
    EXPECT_EQ(signer->verifier(), Signer("log.example/a", kind, Sensitive(kSeed)).verifier());
  }
}

TEST(Signer, a_line_with_a_letter_changed_or_missing_is_refused_without_being_shown) {
  const std::string line = Signer::write("a.example", KeyKind::ed25519, Sensitive(kSeed)).reveal();
  for (std::size_t at = 0; at < line.size(); ++at) {
    std::string changed = line;
    changed[at] = changed[at] == '%' ? '&' : '%';
    for (const std::string& wrong : {changed, line.substr(0, at)}) {
      const auto signer = Signer::parse(Sensitive(wrong));
      ASSERT_FALSE(signer) << at;
      EXPECT_EQ(signer.error().message.find(line.substr(30)), std::string::npos);
    }
  }
}

// Where the vectors lie beside the project: whatever witness or mirror cosigned in them.
TEST(Note, the_cosigned_checkpoints_of_sunlight_verify) {
  using nlohmann::json;
  const auto folder = lodestar::testing::public_data("ledger/sunlight-testdata");
  std::vector<VerifierKey> keys;
  for (const auto& file : lodestar::testing::files_below(folder, ".json")) {
    const json about = json::parse(lodestar::testing::read_whole(file));
    for (const json& line : about.value("verifier_keys", json::array()))
      keys.push_back(parse_verifier_key(line.get<std::string>()).value());
  }
  if (keys.empty()) GTEST_SKIP() << "no ../shared/data/ledger";
  std::size_t cosigned = 0;
  for (const auto& file : lodestar::testing::files_below(folder, "")) {
    if (file.filename() != "checkpoint") continue;
    const auto note = parse_note(lodestar::testing::read_whole(file));
    if (!note) continue;  // decoys
    ASSERT_TRUE(parse_checkpoint(note->text)) << file;
    const auto verified = verify_note(*note, keys);
    if (!verified) continue;  // signed by the log alone, whose kind of key we do not know
    EXPECT_EQ(verified->at(0).time_s, 1'767'139'200U) << file;
    ++cosigned;
  }
  EXPECT_EQ(cosigned, 3U);
}

}  // namespace
}  // namespace lodestar::ledger
