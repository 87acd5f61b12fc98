// SPDX-License-Identifier: Apache-2.0
// Logs that lie, and a witness between their two pasts, for tests.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "support/dice.h"
#include "support/ledger_scene.h"
#include "support/simulated_files.h"
#include "witness/witness.h"

namespace lodestar::testing {

// A log with two pasts that part after some entries.
class TwoPasts {
 public:
  static constexpr std::size_t kMost = 40, kCommon = 4;
  explicit TwoPasts(unsigned number)
      : signer_(test_signer(fmt::format("log.example/{}", number), ledger::KeyKind::ed25519,
                            static_cast<unsigned char>(1 + number))) {
    for (std::size_t past = 0; past < 2; ++past) {
      for (std::size_t i = 0; i < kMost; ++i) {
        leaves_[past].push_back(
            ledger::hash_leaf(fmt::format("{} {} {}", number, i, i < kCommon ? 0 : past)));
      }
      for (std::size_t size = 0; size <= kMost; ++size) {
        roots_[past].push_back(ledger::oracle::root_of(std::span(leaves_[past]).first(size)));
      }
    }
  }

  const std::string& origin() const { return signer_.verifier().name; }
  const ledger::VerifierKey& key() const { return signer_.verifier(); }
  ledger::Note checkpoint(std::size_t past, std::size_t size) const {
    ledger::Note note{.text = to_string(ledger::Checkpoint{.origin = origin(),
                                                           .head = {size, roots_[past][size]}})};
    note.signatures.push_back(signer_.sign(note.text));
    return note;
  }
  // Says whatever makes it likely to be signed.
  std::string request(std::size_t past, std::size_t old_size, std::size_t size) const {
    ledger::AddCheckpoint request{.old_size = old_size, .note = checkpoint(past, size)};
    if (old_size != 0 && old_size <= size) {
      const std::vector<ledger::Hash> leaves(leaves_[past].begin(),
                                             leaves_[past].begin() + static_cast<long>(size));
      request.proof = ledger::oracle::prove_subtree(0, old_size, leaves);
    }
    return to_string(request);
  }
  bool is_of(std::size_t past, const ledger::TreeHead& head) const {
    return head.size <= kMost && roots_[past][head.size] == head.root;
  }

 private:
  ledger::Signer signer_;
  std::array<std::vector<ledger::Hash>, 2> leaves_, roots_;
};

inline const std::vector<TwoPasts>& lying_logs() {
  static const auto logs = [] {
    std::vector<TwoPasts> made;
    for (unsigned number = 0; number < 4; ++number) made.emplace_back(number);
    return made;
  }();
  return logs;
}
inline std::string list_of_logs() {
  std::string list;
  for (const TwoPasts& log : lying_logs()) list += "log " + to_string(log.key()) + "\n";
  return list;
}

// All that a witness's key has ever signed, wherever it ran, as those who asked know it.
class Signatures {
 public:
  // One on a head that is of these of the two pasts.
  void add(std::size_t log, std::uint64_t size, std::array<bool, 2> is_of) {
    latest_[log] = std::max<std::size_t>(latest_[log], size);
    for (std::size_t past = 0; past < 2; ++past) {
      if (!is_of[past]) excluded_[log][past] = true;
    }
  }
  void add(std::size_t log, const ledger::TreeHead& head) {
    const auto& pasts = lying_logs()[log];
    add(log, head.size, {pasts.is_of(0, head), pasts.is_of(1, head)});
  }
  // What somebody else knows of the same key.
  void add(const Signatures& others) {
    for (const auto& [log, size] : others.latest_) latest_[log] = std::max(latest_[log], size);
    for (const auto& [log, is_excluded] : others.excluded_) {
      for (std::size_t past = 0; past < 2; ++past) {
        if (is_excluded[past]) excluded_[log][past] = true;
      }
    }
  }
  bool has_fork() const {
    for (const auto& [log, is_excluded] : excluded_) {
      if (is_excluded[0] && is_excluded[1]) return true;
    }
    return false;
  }
  std::size_t latest(std::size_t log) const {
    const auto found = latest_.find(log);
    return found == latest_.end() ? 0 : found->second;
  }

 private:
  std::map<std::size_t, std::size_t> latest_;  // sizes
  std::map<std::size_t, std::array<bool, 2>> excluded_;
};

inline witness::WitnessOptions options_on(io::Files& files, bool was_moved = false) {
  witness::WitnessOptions options{.logs = witness::LogList::parse(list_of_logs()).value(),
                                  .now_s = [] { return std::uint64_t{1'790'000'000}; },
                                  .was_moved = was_moved,
                                  .segment_bytes = 24000,
                                  .files = &files};
  options.signers.push_back(test_witness(0));
  return options;
}

// Made where it is opened for the first time.
inline Result<std::unique_ptr<witness::Witness>> open_witness(io::Files& files,
                                                              const std::string& folder) {
  if (!files.size(folder + "/place")) LODESTAR_TRY(witness::Witness::make(folder, files));
  return witness::Witness::open(folder, options_on(files));
}

// Asks for a signature on one of the pasts; whether the witness still works.
inline bool ask_for_one(witness::Witness& witness, Dice& dice, Signatures& signatures) {
  const auto number = dice.below(static_cast<std::uint32_t>(lying_logs().size()));
  const TwoPasts& log = lying_logs()[number];
  const std::size_t past = dice.below(2);
  std::size_t old_size = 0;
  for (int round = 0; round < 2; ++round) {
    const std::size_t room = TwoPasts::kMost - std::min(old_size, TwoPasts::kMost);
    const std::size_t size =
        old_size +
        (room == 0 ? 0 : dice.below(std::min<std::uint32_t>(4, static_cast<std::uint32_t>(room))));
    const ledger::Note note = log.checkpoint(past, size);
    const auto answer = witness.add_checkpoint(log.request(past, old_size, size));
    if (answer.status == 500) return false;
    const std::array keys = {test_witness(0).verifier()};
    const auto read = ledger::read_answer(answer, note.text, keys);
    if (!read) return true;  // 422
    if (!read->known_size) {
      signatures.add(number, ledger::parse_checkpoint(note.text)->head);
      return true;
    }
    old_size = *read->known_size;
  }
  return true;
}

}  // namespace lodestar::testing
