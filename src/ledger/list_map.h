// SPDX-License-Identifier: Apache-2.0
// What the keeper of a map has: the keys that name and blind, the lists of entries by label, and
// the map over them; and what an auditor does with the labels alone.
//
// Shapes   entries come in the order of their indexes; each is in one list.
// Units    entries.
// Errors   none of its own.
// Cost     a label 0.2 ms; 256 entries 2 ms; memory some 250 bytes a label and 8 an entry.
// Threads  MapKeys: any; the rest one at a time.
// Source   docs/adr/0012-completeness.md.
// Example  lists.add(entries); lists.root(); lists.find(label).path
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/sensitive.h"
#include "crypto/sealed.h"
#include "crypto/vrf.h"
#include "ledger/completeness.h"
#include "ledger/map.h"
#include "ledger/tiles.h"

namespace lodestar::ledger {

using BlindingKey = Hash;
Blind blind_of(const Sensitive<BlindingKey>& key, const Label& label);

// Made of the log's key.
class MapKeys {
 public:
  explicit MapKeys(const Sensitive<crypto::SealingKey>& key);
  const crypto::Ed25519Public& public_key() const { return names_.public_key(); }
  const Sensitive<BlindingKey>& blinding() const { return blinding_; }
  Label label_of(const Sensitive<std::string>& topic) const;
  crypto::VrfProof prove(const Sensitive<std::string>& topic) const;
  // Of the map's record: the same again whenever it is asked for.
  Opening opening_of(const MapHead& head, std::uint32_t issuer) const;

 private:
  crypto::VrfKey names_;
  Sensitive<BlindingKey> blinding_;
  Sensitive<Hash> salting_;
};

struct Labelled {
  Label label{};
  ListEntry entry;
};

class ListMap {
 public:
  explicit ListMap(const Sensitive<BlindingKey>& key) : key_(key) {}
  void add(std::span<const Labelled> entries);
  Hash root() const { return tree_.root(); }
  std::uint64_t labels() const { return tree_.leaves(); }

  struct Found {
    std::vector<std::uint64_t> indexes;
    MapPath path;
  };
  Found find(const Label& label) const;

 private:
  struct HashLabel {
    std::size_t operator()(const Label& label) const;
  };
  struct List {
    Edge tree;
    std::vector<std::uint64_t> indexes;
  };
  void grow();
  ReadBucket reader() const;

  Sensitive<BlindingKey> key_;
  std::unordered_map<Label, List, HashLabel> lists_;
  MapTree tree_;
  std::vector<MapBucket> buckets_{1};
};

}  // namespace lodestar::ledger
