// SPDX-License-Identifier: Apache-2.0
#include "ledger/list_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <utility>

#include "crypto/sha256.h"

namespace lodestar::ledger {
namespace {

constexpr std::string_view kNameDomain{"lodestar/map-name-key/v1\0", 25};
constexpr std::string_view kBlindKeyDomain{"lodestar/map-blind-key/v1\0", 26};
constexpr std::string_view kBlindDomain{"lodestar/map-blind/v1\0", 22};
constexpr std::string_view kSaltKeyDomain{"lodestar/map-salt-key/v1\0", 25};
constexpr std::string_view kSaltDomain{"lodestar/map-salt/v1\0", 21};

std::string_view view_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

Sensitive<Hash> derive(std::string_view domain, const Sensitive<crypto::SealingKey>& key) {
  return Sensitive(crypto::sha256({domain, view_of(key.reveal())}));
}

}  // namespace

Blind blind_of(const Sensitive<BlindingKey>& key, const Label& label) {
  return crypto::sha256({kBlindDomain, view_of(key.reveal()), view_of(label)});
}

MapKeys::MapKeys(const Sensitive<crypto::SealingKey>& key)
    : names_(derive(kNameDomain, key)),
      blinding_(derive(kBlindKeyDomain, key)),
      salting_(derive(kSaltKeyDomain, key)) {}

Label MapKeys::label_of(const Sensitive<std::string>& topic) const {
  return ledger::label_of(names_.hash(topic.reveal()));
}

crypto::VrfProof MapKeys::prove(const Sensitive<std::string>& topic) const {
  return names_.prove(topic.reveal());
}

Opening MapKeys::opening_of(const MapHead& head, std::uint32_t issuer) const {
  Opening opening{.issuer = issuer, .record = Sensitive(to_string(record_of(head)).value())};
  for (int attempt = 0;; ++attempt) {
    const std::string place = fmt::format("{:020} {}", head.size, attempt);
    opening.salt = Sensitive(crypto::sha256({kSaltDomain, view_of(salting_.reveal()), place}));
    if (parse_leaf(to_string(leaf_of(opening)))) return opening;
  }
}

// Labels are hashes already, of a function that nobody without the key can aim.
std::size_t ListMap::HashLabel::operator()(const Label& label) const {
  std::size_t bytes = 0;
  std::memcpy(&bytes, label.data(), sizeof bytes);
  return bytes;
}

ReadBucket ListMap::reader() const {
  return [this](std::uint32_t bucket) -> Result<MapBucket> { return buckets_[bucket]; };
}

void ListMap::add(std::span<const Labelled> entries) {
  std::map<Label, const List*> changed;
  for (const Labelled& one : entries) {
    List& list = lists_[one.label];
    list.tree.add(hash_list_entry(one.entry));
    list.indexes.push_back(one.entry.index);
    changed[one.label] = &list;
  }
  MapBucket leaves;
  leaves.reserve(changed.size());
  for (const auto& [label, list] : changed) {
    const TreeHead head{.size = list->tree.size(), .root = list->tree.root()};
    leaves.push_back({.label = label, .value = map_value(blind_of(key_, label), head)});
  }
  const auto write = [this](std::uint32_t bucket, MapBucket after) -> Status {
    buckets_[bucket] = std::move(after);
    return {};
  };
  tree_.update(leaves, reader(), write).value();
  while (tree_.is_full()) grow();
}

// Twice the buckets, each from a half of one.
void ListMap::grow() {
  std::vector<MapBucket> halves(buckets_.size() * 2);
  const unsigned bits = tree_.bits() + 1;
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    MapBucket& whole = buckets_[i];
    const auto is_left = [&](const MapLeaf& leaf) {
      return (leaf.label[(bits - 1) / 8] >> (7 - (bits - 1) % 8) & 1) == 0;
    };
    const auto middle = std::ranges::partition_point(whole, is_left);
    halves[2 * i].assign(whole.begin(), middle);
    halves[2 * i + 1].assign(middle, whole.end());
    whole = {};
  }
  buckets_ = std::move(halves);
  tree_ = MapTree::build(bits, reader()).value();
}

ListMap::Found ListMap::find(const Label& label) const {
  auto found = tree_.find(label, reader()).value();
  const auto list = lists_.find(label);
  return {.indexes = list == lists_.end() ? std::vector<std::uint64_t>{} : list->second.indexes,
          .path = std::move(found.path)};
}

}  // namespace lodestar::ledger
