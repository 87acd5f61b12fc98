// SPDX-License-Identifier: Apache-2.0
// Makes random proofs, intact and damaged, and says how our own reader judges each: what the
// readers in other languages are compared with.
//
//   make_proofs COUNT SEED [openings]     with openings: the lines of make_openings.h instead
//   line = verdict SP base64(policy) SP base64(leaf hash) SP base64(proof)
//   verdict = "-" | place "@" time *("," place "@" time) | "+"     places of witnesses; none: "+"
//
// Signatures are dear, so an intact proof stands for a number of damaged ones. Sizes stay below
// 2^62, where Go's library ends. Points of small order are for the vectors: libraries differ there.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/base64.h"
#include "ledger/proof.h"
#include "support/damage.h"
#include "support/ledger_scene.h"
#include "support/make_openings.h"

namespace lodestar::ledger {
namespace {

using lodestar::testing::any_of;
using lodestar::testing::damage;
using lodestar::testing::Dice;
using lodestar::testing::one_in;
using lodestar::testing::test_signer;

constexpr std::uint32_t kVariants = 40;  // of one intact proof

struct Case {
  std::string policy, proof;
  Hash leaf{};
};

struct Scene {
  Signer log = lodestar::testing::test_log();
  std::vector<Signer> witnesses;
  std::string policy;
  LogProof proof;
  Hash leaf{};
};

Hash random_hash(Dice& dice) {
  Hash hash{};
  for (auto& byte : hash) byte = static_cast<unsigned char>(dice.below(256));
  return hash;
}

// Small ones often, so that all shapes of small trees come.
std::uint64_t random_size(Dice& dice) {
  const std::uint64_t whole =
      std::uint64_t{dice.below(1U << 31)} << 31 | std::uint64_t{dice.below(1U << 31)};
  return 1 + (whole >> dice.below(62));
}

// A group in three is a group of groups; names are letters, some of them not ASCII.
std::string random_policy(Dice& dice, const Scene& scene) {
  std::string text = fmt::format("log {}\n", to_string(scene.log.verifier()));
  std::vector<std::string> free;
  for (std::size_t i = 0; i < scene.witnesses.size(); ++i) {
    const std::string name = fmt::format("{}{}", one_in(dice, 3) ? "w\xC3\xA9" : "w", i);
    text += fmt::format("witness {} {}{}\n", name, to_string(scene.witnesses[i].verifier()),
                        one_in(dice, 4) ? " https://w.example/" : "");
    free.push_back(name);
  }
  std::string last = "none";
  for (int group = 0; group < 3 && free.size() > 1; ++group) {
    if (one_in(dice, 3)) break;
    const std::size_t count = 1 + dice.below(static_cast<std::uint32_t>(free.size()));
    const auto taken = free.end() - static_cast<std::ptrdiff_t>(count);
    const std::string least =
        one_in(dice, 3)   ? "any"
        : one_in(dice, 2) ? "all"
                          : fmt::to_string(1 + dice.below(static_cast<std::uint32_t>(count)));
    last = fmt::format("g{}", group);
    text += fmt::format("group {} {} {}\n", last, least, fmt::join(taken, free.end(), " "));
    free.erase(taken, free.end());
    free.insert(free.begin(), last);
  }
  if (last == "none" && !free.empty() && !one_in(dice, 4)) last = free.front();
  return text + fmt::format("quorum {}\n", last);
}

// Any hashes lead to some root, and the log signs that one.
Scene random_scene(Dice& dice) {
  Scene scene;
  const std::uint32_t count = dice.below(4);
  for (std::uint32_t i = 0; i < count; ++i)
    scene.witnesses.push_back(lodestar::testing::test_witness(i + 4 * dice.below(20)));
  scene.policy = random_policy(dice, scene);
  scene.leaf = random_hash(dice);
  const std::uint64_t size = random_size(dice);
  scene.proof.index = (std::uint64_t{dice.below(1U << 31)} << 31 | dice.below(1U << 31)) % size;
  if (one_in(dice, 5)) scene.proof.extra = std::string(1 + dice.below(40), 'x');
  auto root = root_of_inclusion({scene.proof.index, size}, scene.leaf, scene.proof.hashes);
  while (!root) {
    scene.proof.hashes.push_back(random_hash(dice));
    root = root_of_inclusion({scene.proof.index, size}, scene.leaf, scene.proof.hashes);
  }
  Checkpoint head{.origin = scene.log.verifier().name, .head = {size, *root}};
  if (one_in(dice, 20)) head.origin = "log.example/another";
  if (one_in(dice, 4)) head.extensions.emplace_back("extension \xC3\xA9");
  Note& note = scene.proof.checkpoint;
  note.text = to_string(head);
  if (!one_in(dice, 30)) note.signatures.push_back(scene.log.sign(note.text));
  for (const Signer& witness : scene.witnesses) {
    if (one_in(dice, 5)) continue;
    note.signatures.push_back(witness.cosign(note.text, 1 + dice.below(2000000000)));
  }
  return scene;
}

void damage_signatures(Dice& dice, const Scene& scene, Note& note) {
  auto& lines = note.signatures;
  switch (dice.below(6)) {
    case 0:
      std::ranges::reverse(lines);
      return;
    case 1:
      if (!lines.empty()) lines.erase(lines.begin() + dice.below(std::uint32_t(lines.size())));
      return;
    case 2:
      if (!lines.empty()) lines.push_back(any_of(dice, lines));
      return;
    case 3:
      lines.push_back(test_signer("stranger.example", KeyKind::ed25519, 200).sign(note.text));
      return;
    case 4:
      if (!scene.witnesses.empty())
        lines.push_back(any_of(dice, scene.witnesses).cosign(note.text, 1 + dice.below(1000)));
      return;
    default:
      if (!lines.empty()) {
        char& byte = any_of(dice, any_of(dice, lines).signature);
        byte = static_cast<char>(byte ^ 1 << dice.below(8));
      }
  }
}

// The log itself signs another size with the same root.
void sign_another_size(Dice& dice, const Scene& scene, Note& note) {
  auto head = parse_checkpoint(note.text);
  if (!head) return;
  head->head.size ^= std::uint64_t{1} << dice.below(62);
  note.text = to_string(*head);
  note.signatures = {scene.log.sign(note.text)};
}

// Changes that leave a proof in form.
Case changed(Dice& dice, const Scene& scene) {
  LogProof proof = scene.proof;
  Hash leaf = scene.leaf;
  switch (dice.below(7)) {
    case 0:
      any_of(dice, leaf) ^= static_cast<unsigned char>(1 << dice.below(8));
      break;
    case 1:
      proof.index ^= std::uint64_t{1} << dice.below(62);
      break;
    case 2:
      if (!proof.hashes.empty()) any_of(dice, any_of(dice, proof.hashes)) ^= 1;
      break;
    case 3:
      if (one_in(dice, 2) || proof.hashes.empty()) {
        proof.hashes.push_back(random_hash(dice));
      } else {
        proof.hashes.pop_back();
      }
      break;
    case 4:
      sign_another_size(dice, scene, proof.checkpoint);
      break;
    default:
      damage_signatures(dice, scene, proof.checkpoint);
  }
  if (proof.checkpoint.signatures.empty()) return {scene.policy, to_string(scene.proof), leaf};
  return {scene.policy, to_string(proof), leaf};
}

Case random_case(Dice& dice, const Scene& scene) {
  if (one_in(dice, 3)) return changed(dice, scene);
  Case one{scene.policy, to_string(scene.proof), scene.leaf};
  if (one_in(dice, 4)) return one;
  for (auto times = one_in(dice, 3) ? 2 : 1; times > 0; --times)
    damage(dice, one_in(dice, 3) ? one.policy : one.proof);
  return one;
}

std::string verdict_of(const Case& one) {
  const auto policy = parse_policy(one.policy);
  const auto proof = parse_log_proof(one.proof);
  if (!policy || !proof) return "-";
  const auto accepted = verify_proof(*policy, *proof, one.leaf);
  if (!accepted) return "-";
  std::string verdict;
  for (const auto& [witness, time_s] : accepted->witnesses)
    verdict += fmt::format("{}{}@{}", verdict.empty() ? "" : ",", witness, time_s);
  return verdict.empty() ? "+" : verdict;
}

void make(std::uint64_t count, std::uint32_t seed) {
  Dice dice(seed);
  for (std::uint64_t made = 0; made < count;) {
    const Scene scene = random_scene(dice);
    for (std::uint64_t i = 0; i < kVariants && made < count; ++i, ++made) {
      const Case one = random_case(dice, scene);
      const std::string leaf(one.leaf.begin(), one.leaf.end());
      fmt::print("{} {} {} {}\n", verdict_of(one), to_base64(one.policy), to_base64(leaf),
                 to_base64(one.proof));
    }
  }
}

}  // namespace
}  // namespace lodestar::ledger

int main(int argc, char** argv) {
  const bool is_of_openings = argc == 4 && argv[3] == std::string_view("openings");
  if (argc != 3 && !is_of_openings) return 2;
  const std::uint64_t count = std::strtoull(argv[1], nullptr, 10);
  const auto seed = static_cast<std::uint32_t>(std::strtoul(argv[2], nullptr, 10));
  if (is_of_openings) {
    lodestar::testing::make_openings(count, seed);
  } else {
    lodestar::ledger::make(count, seed);
  }
  return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 ? 0 : 1;
}
