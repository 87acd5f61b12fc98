// SPDX-License-Identifier: Apache-2.0
// Clusters and networks keep their ids from run to run, though they are found anew each time.
//
// Shapes   Known says, for each posting key that was in one, its cluster and network; and in which
//          run each id was born. keep_identities rewrites Cluster::birth and Network::birth, from
//          which ids are made, and brings Known up to the present.
// Units    keys and ids are 64-bit hashes; runs count from 1.
// Errors   parse_known: corrupt, with the line.
// Cost     linear in postings.
// Threads  one thread.
// Source   docs/adr/0003: a merge keeps the elder id, a split leaves it with the larger part.
// Example  const auto changes = keep_identities(postings, clusters, networks, known);
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "detect/networks.h"
#include "detect/outputs.h"

namespace lodestar::detect {

struct Known {
  struct Place {
    std::uint64_t cluster = 0, network = 0;  // 0: none
  };
  std::uint32_t run = 0;  // the last one
  std::unordered_map<std::uint64_t, Place> of_key;
  std::unordered_map<std::uint64_t, std::uint32_t> born_clusters, born_networks;
  std::unordered_map<std::string, std::uint32_t> leads;  // lead id -> postings at the last run
};

struct IdentityChange {
  enum class Kind : std::uint8_t { merged, split };
  Kind kind = Kind::merged;
  bool is_network = false;
  std::uint64_t from = 0;  // merged: the id that is no more; split: the id that was divided
  std::uint64_t to = 0;    // merged: the elder it is now part of; split: the id of the smaller part
};

std::vector<IdentityChange> keep_identities(const Postings& postings, Clusters& clusters,
                                            Networks& networks, Known& known);

// Whether each lead is new, grown or shrunk (more or fewer postings than at the last run: some may
// have been forgotten) or unchanged; notes the present in known. Call it after keep_identities:
// lead ids are made from cluster and network ids.
std::vector<Standing> find_standing(const RunView& run, std::span<const Lead> leads, Known& known);

// Known as text, one line an entry, sorted: the same bytes for the same state.
std::string to_text(const Known& known);
Result<Known> parse_known(std::string_view text);

}  // namespace lodestar::detect
