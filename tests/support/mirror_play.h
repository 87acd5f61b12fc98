// SPDX-License-Identifier: Apache-2.0
// A mirror between logs of two pasts, and somebody who brings it entries and remembers what it has
// signed.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "mirror/mirror.h"
#include "support/dice.h"
#include "support/mirror_scene.h"
#include "support/two_pasts.h"

namespace lodestar::testing {

inline constexpr std::size_t kMostMirrored = 800, kCommonMirrored = 200;

inline const std::vector<MirrorScene>& mirrored_logs() {
  static const auto logs = [] {
    std::vector<MirrorScene> made;
    for (unsigned number = 0; number < 2; ++number)
      made.emplace_back(number, kMostMirrored, kCommonMirrored);
    return made;
  }();
  return logs;
}

inline mirror::MirrorOptions mirror_on(io::Files& files, bool was_moved = false) {
  std::string list;
  for (const MirrorScene& log : mirrored_logs()) list += "log " + to_string(log.key()) + "\n";
  mirror::MirrorOptions options{.logs = witness::LogList::parse(list).value(),
                                .now_s = [] { return std::uint64_t{1'790'000'000}; },
                                .was_moved = was_moved,
                                .segment_bytes = 24000,
                                .files = &files};
  options.signers.push_back(test_witness(0));
  return options;
}

// Made where it is opened for the first time.
inline Result<std::unique_ptr<mirror::Mirror>> open_mirror(io::Files& files,
                                                           const std::string& folder = "m") {
  if (!files.size(folder + "/pending/place")) LODESTAR_TRY(mirror::Mirror::make(folder, files));
  return mirror::Mirror::open(folder, mirror_on(files));
}

// Where a log's copy lies.
inline std::string copy_of(const MirrorScene& log, const std::string& folder = "m") {
  return folder + "/public/" + crypto::to_hex(crypto::sha256({log.origin()}));
}

// The mirror's key has signed that head.
inline void sign(Signatures& all, std::size_t log, const ledger::TreeHead& head) {
  const auto is_of = [&](std::size_t past) {
    return mirrored_logs()[log].head(past, head.size) == head;
  };
  all.add(log, head.size, {is_of(0), is_of(1)});
}

// Brings a past of a log to the mirror, from wherever that is, in requests of few packages that may
// be cut off; whether the mirror still works.
class MirrorPlayer {
 public:
  explicit MirrorPlayer(std::uint32_t seed) : dice_(seed) {}

  bool play(mirror::Mirror& mirror) {
    const std::size_t number = dice_.below(2), past = dice_.below(2);
    const MirrorScene& log = mirrored_logs()[number];
    std::size_t old_size = 0, size = 1 + dice_.below(kMostMirrored);
    for (int round = 0; round < 2; ++round) {
      const auto answer = mirror.add_checkpoint(log.add_checkpoint(past, old_size, size));
      if (answer.status == 500) return false;
      if (answer.status != 409) break;
      old_size = std::stoul(answer.body);
      if (old_size >= size) size = old_size;
    }
    return upload(mirror, number, past, size);
  }

  const Signatures& signatures() const { return signatures_; }

 private:
  bool upload(mirror::Mirror& mirror, std::size_t number, std::size_t past, std::size_t size) {
    const MirrorScene& log = mirrored_logs()[number];
    std::string ticket;
    std::uint64_t start = size;
    for (std::uint32_t rounds = dice_.below(8); rounds > 0; --rounds) {
      start -= std::min<std::uint64_t>(dice_.below(2) * dice_.below(300), start);
      std::string body = log.add_entries(past, {start, size}, ticket, dice_.below(4));
      if (dice_.below(6) == 0) body.resize(dice_.below(static_cast<std::uint32_t>(body.size())));
      const auto answer = mirror.add_entries(body);
      if (answer.status == 500) return false;
      if (answer.status == 200) {
        const std::array keys = {test_witness(0).verifier()};
        const auto text = log.checkpoint(past, size).text;
        const auto read = ledger::read_mirror_answer(answer, text, keys);
        if (!read) return true;  // the other past's, of the same size
        sign(signatures_, number, log.head(past, size));
        return true;
      }
      const auto info = ledger::parse_mirror_info(answer.body);
      if (!info) continue;
      size = std::min<std::size_t>(info->size, kMostMirrored);
      start = std::min<std::uint64_t>(info->next, size);
      ticket = info->ticket;
    }
    return true;
  }

  Dice dice_;
  Signatures signatures_;
};

}  // namespace lodestar::testing
