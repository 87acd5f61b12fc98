// SPDX-License-Identifier: Apache-2.0
// An invented log with maps in it, for tests: entry i is about case i % 7, but every tenth is
// padding.
//
// Example  MappedLog log(600); log.prove("case 3")
#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <vector>

#include "ledger/list_map.h"
#include "ledger/map_audit.h"
#include "support/ledger_scene.h"

namespace lodestar::testing {

class MappedLog {
 public:
  explicit MappedLog(std::uint64_t size, unsigned char key = 9) : keys_(key_of(key)) {
    const ledger::Label maps = keys_.label_of(topic_of(ledger::record_of({})));
    std::vector<ledger::Labelled> pending;
    for (std::uint64_t index = 0; index < size; ++index) {
      if (ledger::is_map_place(index)) {
        lists_.add(pending);
        head_ = {.size = index, .root = lists_.root(), .key = keys_.public_key()};
        leaves_.push_back(leaf_of(keys_.opening_of(head_, kIssuer)));
        labels_.push_back(keys_.opening_of(head_, kIssuer).salt.reveal());
        pending = {{.label = maps, .entry = {index, leaves_.back()}}};
        continue;
      }
      leaves_.push_back({.issuer = kIssuer, .commitment = crypto::sha256({std::to_string(index)})});
      labels_.push_back(keys_.label_of(topic_of(record_of(index))));
      pending.push_back({.label = labels_.back(), .entry = {index, leaves_.back()}});
    }
  }
  static ledger::Record record_of(std::uint64_t index) {
    if (index % 10 == 9) return {.type = "padding"};
    return {.type = "access/read", .subject = fmt::format("case {}", index % 7)};
  }
  ledger::Note checkpoint() const {
    std::vector<ledger::Hash> hashes = this->hashes();
    const ledger::Signer log = test_log();
    ledger::Note note{.text = to_string(ledger::Checkpoint{
                          .origin = log.verifier().name,
                          .head = {hashes.size(), ledger::oracle::root_of(hashes)}})};
    note.signatures.push_back(log.sign(note.text));
    return note;
  }
  // Under the last map.
  ledger::Completeness prove(std::string_view subject) const {
    const auto topic = ledger::topic_of_subject(subject);
    const ledger::Label label = keys_.label_of(topic);
    const auto found = lists_.find(label);
    ledger::Completeness proof{.key = keys_.public_key(),
                               .name = keys_.prove(topic),
                               .path = found.path,
                               .issuer = kIssuer,
                               .salt = keys_.opening_of(head_, kIssuer).salt.reveal()};
    for (const std::uint64_t index : found.indexes) {
      proof.entries.push_back({index, leaves_[index]});
    }
    if (!proof.entries.empty()) proof.blind = ledger::blind_of(keys_.blinding(), label);
    proof.record = {.index = head_.size,
                    .hashes = ledger::oracle::prove_inclusion(head_.size, hashes()),
                    .checkpoint = checkpoint()};
    return proof;
  }
  ledger::MapLabels labels() const {
    return {.issuer = kIssuer,
            .key = keys_.public_key(),
            .blinding = keys_.blinding(),
            .maps = keys_.label_of(topic_of(ledger::record_of({}))),
            .slots = labels_};
  }
  ledger::ReadLeaf leaf_at() const {
    return [this](std::uint64_t index) -> Result<ledger::Leaf> { return leaves_.at(index); };
  }
  static ledger::Policy policy() {
    ledger::Policy policy;
    policy.logs.push_back({.key = test_log().verifier()});
    return policy;
  }

 private:
  static constexpr std::uint32_t kIssuer = 0x01020304;
  static Sensitive<crypto::SealingKey> key_of(unsigned char byte) {
    crypto::SealingKey key{};
    key.fill(byte);
    return Sensitive(key);
  }
  std::vector<ledger::Hash> hashes() const {
    std::vector<ledger::Hash> hashes;
    for (const ledger::Leaf& leaf : leaves_) hashes.push_back(ledger::hash_leaf(to_string(leaf)));
    return hashes;
  }

  ledger::MapKeys keys_;
  ledger::ListMap lists_{keys_.blinding()};
  ledger::MapHead head_;
  std::vector<ledger::Leaf> leaves_;
  std::vector<ledger::Hash> labels_;
};

}  // namespace lodestar::testing
