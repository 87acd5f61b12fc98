// SPDX-License-Identifier: Apache-2.0
// Proofs that anybody can check offline: these are all entries about a subject among the first S
// of a log, or: there is none.
//
// Shapes   the subject's name (a VRF's proof) gives its label; the path leads from the label's list
//          of entries, or from its absence, to the root of a map; the map's record stands at index
//          S of the log, behind the entries that it covers: one map for each S, S = 255, 511, ...
// Units    indexes count entries.
// Errors   invalid: not a proof (which line, and what is wrong); limited: longer than this reads;
//          forbidden: it does not hold (what does not).
// Cost     verifying: 0.5 ms for the name, the signatures, and two hashes (0.2 us) a level.
// Threads  pure.
// Source   docs/adr/0012-completeness.md, docs/spec/completeness.md; RFC 9381; CONIKS.
// Example  LODESTAR_TRY(verify_completeness(policy, proof, "case 17")).size
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sensitive.h"
#include "crypto/vrf.h"
#include "ledger/leaf.h"
#include "ledger/map.h"
#include "ledger/policy.h"
#include "ledger/proof.h"

namespace lodestar::ledger {

// A map stands at the last place of each bundle, and covers all entries before it: it has no other
// place, and in each there can be one only.
inline constexpr std::uint64_t kMapEvery = 256;
constexpr bool is_map_place(std::uint64_t index) { return index % kMapEvery == kMapEvery - 1; }

inline constexpr std::size_t kLongestCompleteness = std::size_t{256} << 20;  // bytes

// What an entry's label is the name of: its subject, or where it has none its type.
Sensitive<std::string> topic_of(const Record& record);
Sensitive<std::string> topic_of_subject(std::string_view subject);
Label label_of(const crypto::VrfHash& hash);

// Of the map over the first `size` entries; it stands at that index.
struct MapHead {
  std::uint64_t size = 0;
  Hash root{};
  crypto::Ed25519Public key{};  // of the names
};
Record record_of(const MapHead& head);

struct Completeness {
  crypto::Ed25519Public key{};
  crypto::VrfProof name{};
  std::vector<ListEntry> entries;  // none: there is nothing about the subject
  Blind blind{};                   // where there are entries
  MapPath path;
  std::uint32_t issuer = 0;  // of the map's leaf, and its salt
  Salt salt{};
  LogProof record;  // that the leaf stands in the log, at the index that is the map's size
};
Result<Completeness> parse_completeness(std::string_view bytes);
std::string to_string(const Completeness& proof);

// What is proven of the entries [0, size) of the log.
struct Covered {
  std::uint64_t size = 0;
  Accepted accepted;
};
Result<Covered> verify_completeness(const Policy& policy, const Completeness& proof,
                                    std::string_view subject);

}  // namespace lodestar::ledger
