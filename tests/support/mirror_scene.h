// SPDX-License-Identifier: Apache-2.0
// A log for a mirror to copy, with a second past that parts from the first after some entries, and
// requests with any part of either.
#pragma once

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/mirror.h"
#include "support/ledger_scene.h"

namespace lodestar::testing {

class MirrorScene {
 public:
  // In pasts of `most` entries, the first `common` are the same.
  MirrorScene(unsigned number, std::size_t most, std::size_t common)
      : signer_(test_signer(fmt::format("log.example/{}", number), ledger::KeyKind::ed25519,
                            static_cast<unsigned char>(1 + number))) {
    for (std::size_t past = 0; past < 2; ++past) {
      ledger::Edge edge;
      roots_[past].push_back(edge.root());
      for (std::size_t i = 0; i < most; ++i) {
        entries_[past].push_back(fmt::format("{} {} {}", number, i, i < common ? 0 : past));
        leaves_[past].push_back(ledger::hash_leaf(entries_[past].back()));
        edge.add(leaves_[past].back());
        roots_[past].push_back(edge.root());
      }
    }
  }

  const std::string& origin() const { return signer_.verifier().name; }
  const ledger::VerifierKey& key() const { return signer_.verifier(); }
  const std::string& entry(std::size_t past, std::size_t index) const {
    return entries_[past][index];
  }
  ledger::TreeHead head(std::size_t past, std::size_t size) const {
    return {size, roots_[past][size]};
  }
  ledger::Note checkpoint(std::size_t past, std::size_t size) const {
    ledger::Note note{
        .text = to_string(ledger::Checkpoint{.origin = origin(), .head = head(past, size)})};
    note.signatures.push_back(signer_.sign(note.text));
    return note;
  }
  std::string add_checkpoint(std::size_t past, std::size_t old_size, std::size_t size) const {
    ledger::AddCheckpoint request{.old_size = old_size, .note = checkpoint(past, size)};
    if (old_size != 0 && old_size <= size) request.proof = prove(past, {0, old_size}, size);
    return to_string(request);
  }
  std::vector<ledger::Hash> prove(std::size_t past, ledger::Range range, std::size_t size) const {
    return ledger::oracle::prove_subtree(range.start, range.end,
                                         std::span(leaves_[past]).first(size));
  }
  std::span<const ledger::Hash> leaves(std::size_t past, ledger::Range range) const {
    return std::span(leaves_[past]).subspan(range.start, range.end - range.start);
  }

  // The first packages of an upload, `most` of them.
  std::string packages(std::size_t past, ledger::Range upload, std::uint64_t most = 1000) const {
    std::string bytes;
    for (std::uint64_t i = 0; i < std::min(most, ledger::count_packages(upload)); ++i) {
      const ledger::Range range = ledger::package_of(upload, i);
      const std::vector<std::string_view> entries(
          entries_[past].begin() + static_cast<long>(range.start),
          entries_[past].begin() + static_cast<long>(range.end));
      ledger::append_package(bytes, entries, prove(past, ledger::subtree_of(range), upload.end));
    }
    return bytes;
  }
  std::string add_entries(std::size_t past, ledger::Range upload, std::string_view ticket = "",
                          std::uint64_t most = 1000) const {
    const std::string bytes = packages(past, upload, most);
    return to_string(ledger::AddEntries{
        .origin = origin(), .upload = upload, .ticket = ticket, .packages = bytes});
  }

 private:
  ledger::Signer signer_;
  std::array<std::vector<std::string>, 2> entries_;
  std::array<std::vector<ledger::Hash>, 2> leaves_, roots_;
};

}  // namespace lodestar::testing
