// SPDX-License-Identifier: Apache-2.0
// Every leaf of a private log against what it stands for, the maps' lists, and what was erased.
#include <fmt/format.h>

#include <algorithm>

#include "base/printable.h"
#include "crypto/blake2b.h"
#include "log/internal/layout.h"
#include "log/internal/private_parts.h"
#include "log/private_log.h"
#include "log/tile_files.h"

namespace lodestar::log {

using internal::kErasure;
using ledger::Leaf;

Result<PrivateLog::Tally> PrivateLog::check() const {
  const std::lock_guard nobody_publishes(publication_);
  Tally tally;
  {
    const std::lock_guard lock(mutex_);
    tally.orphans = LODESTAR_TRY(payloads_.all_kept());  // those of leaves go as they are counted
  }
  const std::uint64_t settled = LODESTAR_TRY(check_maps(tally));
  std::deque<Waiting> waiting;
  {
    const std::lock_guard lock(mutex_);
    waiting = waiting_;
  }
  for (const Waiting& leaf : waiting) {
    if (leaf.index < settled) continue;
    LODESTAR_TRY(count(tally, {.label = leaf.label, .entry = {leaf.index, leaf.leaf}}));
  }
  LODESTAR_TRY(check_erased(tally));
  tell_orphans(tally);
  return tally;
}

void PrivateLog::tell_orphans(Tally& tally) const {
  const std::lock_guard lock(mutex_);
  for (const ledger::Commitment& orphan : tally.orphans) {
    for (const std::string& path : payloads_.files_of(orphan)) {
      tally.damaged.push_back(
          fmt::format("private/{}: no entry has it: if no newer copy of the log is to be brought "
                      "back, delete this file",
                      path));
    }
  }
}

// As far as can be told: it may be erased, and what of it is missing or damaged is told already.
Result<bool> PrivateLog::may_be_receipt(std::uint64_t index, const ledger::Commitment& of) const {
  if (const auto opening = opening_of(index)) {
    const auto record = ledger::parse_record(opening->record.reveal());
    return record && record->type == kErasure && record->previous == of;
  }
  const auto leaf = leaf_at(index);
  if (!leaf) return leaf.error().code != Code::not_found;
  return !LODESTAR_TRY(is_kept_elsewhere({index, *leaf}));
}

// By its receipt, which may wait to be written.
Result<bool> PrivateLog::is_told(const Payloads::Erased& one, const ledger::Commitment& of) const {
  return one.waits || (one.receipt && LODESTAR_TRY(may_be_receipt(*one.receipt, of)));
}

Result<bool> PrivateLog::has_receipt(const ledger::Commitment& erased) const {
  std::vector<Payloads::Erased> all;
  {
    const std::lock_guard lock(mutex_);
    all = LODESTAR_TRY(payloads_.all_erased());
  }
  const auto one = std::ranges::find(all, crypto::to_hex(erased), &Payloads::Erased::name);
  if (one == all.end()) return false;
  return is_told(*one, erased);
}

// Each names an erased entry, and its receipt.
Status PrivateLog::check_erased(Tally& tally) const {
  std::vector<Payloads::Erased> all;
  {
    const std::lock_guard lock(mutex_);
    all = LODESTAR_TRY(payloads_.all_erased());
  }
  std::uint64_t good = 0;
  for (const Payloads::Erased& one : all) {
    const auto commitment = crypto::from_hex(one.name);
    if (commitment && LODESTAR_TRY(is_told(one, *commitment))) {
      ++good;
      continue;
    }
    const auto entry = commitment ? tally.erased_at.find(*commitment) : tally.erased_at.end();
    tally.damaged.push_back(
        entry == tally.erased_at.end()
            ? fmt::format("private/erased/{}: it names no erased entry: restore it from a copy",
                          to_printable(one.name))
            : fmt::format("private/erased/{}: entry {} is erased, and this is not its receipt: "
                          "restore it from a copy; where the log is a copy from before that "
                          "erasure, erase the entry again, which writes another receipt",
                          one.name, entry->second));
  }
  if (good > tally.erased) {
    tally.damaged.push_back(
        fmt::format("private/erased: it names {} entries that the log has not: "
                    "is the log an older copy?",
                    good - tally.erased));
  }
  return {};
}

// What is published, its labels as an auditor gets them; how many there are.
Result<std::uint64_t> PrivateLog::check_maps(Tally& tally) const {
  const ledger::MapLabels labels = LODESTAR_TRY(map_->labels());
  const auto leaf_at = leaves_of(internal::Layout{folder_}.open(), labels.slots.size(), *files_);
  std::vector<ledger::Labelled> behind;  // the last map, with its own entry
  std::vector<std::uint64_t> without_root;
  for (std::uint64_t index = 0; index < labels.slots.size(); ++index) {
    const Leaf leaf = LODESTAR_TRY(leaf_at(index));
    const bool is_map = ledger::is_map_place(index);
    if (is_map) behind.clear();
    if (is_map && !map_->opening_at({index, leaf})) without_root.push_back(index);
    behind.push_back({.label = is_map ? labels.maps : labels.slots[index], .entry = {index, leaf}});
    LODESTAR_TRY(count(tally, behind.back()));
  }
  if (const Status same = map_->check_behind(behind); !same) {
    tally.damaged.push_back(same.error().message);
  }
  const std::vector<std::uint64_t> wrong = LODESTAR_TRY(audit_maps(labels, leaf_at)).findings;
  for (const std::uint64_t place : wrong) {
    tally.damaged.push_back(fmt::format("entry {}: it is not the map of those before it", place));
  }
  for (const std::uint64_t place : without_root) {
    if (std::ranges::binary_search(wrong, place)) continue;
    tally.damaged.push_back(
        fmt::format("entry {}: private/map/labels has another root than this map: the labels make "
                    "the right one, and the next publication writes it there",
                    place));
  }
  return labels.slots.size();
}

Status PrivateLog::count(Tally& tally, const ledger::Labelled& entry) const {
  const auto& [index, leaf] = entry.entry;
  tally.orphans.erase(leaf.commitment);
  if (ledger::is_map_place(index)) {
    ++tally.maps;
    return {};
  }
  if (leaf_of(padding(index)) == leaf) {
    ++tally.padding;
    if (entry.label != map_->padding()) {
      tally.damaged.push_back(fmt::format("entry {}: it is padding, and in another list", index));
    }
    return {};
  }
  const std::lock_guard lock(mutex_);
  const Payloads::State state = LODESTAR_TRY(payloads_.state_of(leaf.commitment));
  if (state == Payloads::State::erased) {
    ++tally.erased;
    tally.erased_at.emplace(leaf.commitment, index);
  }
  if (state == Payloads::State::absent) {
    const bool is_elsewhere = leaf.issuer != issuer_ || entry.label == map_->elsewhere();
    if (is_elsewhere) ++tally.elsewhere;
    if (!is_elsewhere) tally.missing.push_back(index);
  }
  if (state != Payloads::State::held) return {};
  const auto opening = payloads_.find(leaf.commitment);
  if (!opening) {
    tally.damaged.push_back(fmt::format("entry {}: {}", index, opening.error().message));
    return {};
  }
  ++tally.held;
  const auto record = ledger::parse_record(opening->record.reveal());
  if (!record || map_->label_of(*record) != entry.label) {
    tally.damaged.push_back(fmt::format("entry {}: it is not in the list of its subject", index));
  } else if (const auto asked = ledger::parse_subject(record->subject);
             !asked || *asked != record->subject) {
    tally.other_subjects.push_back(index);
  }
  return {};
}

}  // namespace lodestar::log
