// SPDX-License-Identifier: Apache-2.0
// The tiles and entries of a published log as a reader of proofs wants them.
//
// Shapes   a partial tile that is gone is looked for as the full one that took its place.
// Units    none.
// Errors   not_found: no such tile; unavailable; corrupt: not a number of whole hashes.
// Cost     a file read whole (8 kB) a call.
// Threads  each reader by one; many readers at once.
// Source   c2sp.org/tlog-tiles.
// Example  ledger::TileReader tiles(read_tiles("log/public")); prove_inclusion(leaf, tiles)
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "io/files.h"
#include "ledger/tiles.h"

namespace lodestar::log {

// The bytes of an entry of the published tree.
Result<std::string> read_entry(const std::string& folder, ledger::LeafOf entry,
                               io::Files& files = io::system_files());

// The entries that share a bundle, as many as the tree of `size` has, or more.
Result<std::vector<std::string>> read_bundle(const std::string& folder, std::uint64_t bundle,
                                             std::uint64_t size,
                                             io::Files& files = io::system_files());

// The proof of an entry of that tree, from tiles each of which leads to its root; corrupt: one does
// not, and which.
Result<std::vector<ledger::Hash>> prove_entry(const std::string& folder, std::uint64_t index,
                                              const ledger::TreeHead& head,
                                              io::Files& files = io::system_files());

ledger::ReadTile read_tiles(std::string folder, io::Files& files = io::system_files());

}  // namespace lodestar::log
