// SPDX-License-Identifier: Apache-2.0
// Labels are on the disk with their leaves, in the journal of those that wait, until they are
// settled here; so whatever a crash leaves behind the settled ones is written once more.
#include "log/record_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>
#include <utility>

#include "base/assert.h"
#include "crypto/blake2b.h"
#include "log/internal/layout.h"
#include "log/tile_files.h"

namespace lodestar::log {

using ledger::Hash;
using ledger::Label;
using ledger::Leaf;
using ledger::Opening;

namespace {

constexpr std::uint64_t kSlotsAFile = 32768;
constexpr std::size_t kLoadedAtOnce = 65536;  // entries: the maps between are not asked for
constexpr std::string_view kSettled = "lodestar map 2", kSettledBefore = "lodestar map 1";
constexpr std::string_view kBehind = "lodestar/map-behind/v1";

std::string map_folder(const std::string& folder) {
  return internal::Layout{folder}.closed() + "/map";
}

Hash slot_in(std::string_view slots, std::uint64_t place) {
  Hash slot{};
  std::ranges::copy(slots.substr(place * sizeof(Hash), sizeof(Hash)), slot.begin());
  return slot;
}

// From a line's end to the next.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

}  // namespace

ledger::ReadLeaf leaves_of(const std::string& public_folder, std::uint64_t size, io::Files& files) {
  struct Kept {
    std::optional<std::uint64_t> bundle;
    std::vector<std::string> entries;
  };
  return [=, &files, kept = Kept()](std::uint64_t index) mutable -> Result<Leaf> {
    const std::uint64_t bundle = index / ledger::kTileWidth;
    if (kept.bundle != bundle) {
      kept.entries = LODESTAR_TRY(read_bundle(public_folder, bundle, size, files));
      kept.bundle = bundle;
    }
    return ledger::parse_leaf(kept.entries[index % ledger::kTileWidth]);
  };
}

//   settled = "lodestar map 2\n" size "\n" check "\n"
//   before  = "lodestar map 1\n" size "\n"
std::string RecordMap::text_of(const Settled& settled) {
  if (settled.check.empty()) return fmt::format("{}\n{}\n", kSettledBefore, settled.size);
  return fmt::format("{}\n{}\n{}\n", kSettled, settled.size, settled.check);
}

// None yet is zero.
Result<RecordMap::Settled> RecordMap::read_settled(io::Files& files, const std::string& path) {
  const auto text = files.read(path);
  if (!text && text.error().code == Code::not_found) return Settled{};
  if (!text) return text.error();
  std::string_view rest = *text;
  take_line(rest);
  const std::string_view size = take_line(rest);
  Settled settled{.size = 0, .check = std::string(take_line(rest))};
  std::from_chars(size.data(), size.data() + size.size(), settled.size);
  if (text_of(settled) == *text) return settled;
  return Error{Code::corrupt, fmt::format("{}: not how many labels there are: restore the folder "
                                          "from a copy",
                                          path)};
}

RecordMap::RecordMap(const RecordMapOptions& options, io::Files::Handle lock, Settled settled)
    : options_(options),
      lock_(lock),
      keys_(options.key),
      settled_(std::move(settled)),
      written_(settled_.size),
      lists_(keys_.blinding()) {
  padding_ = label_of({.type = "padding"});
  maps_ = label_of(ledger::record_of({}));
  elsewhere_ = keys_.label_of(Sensitive<std::string>("elsewhere"));
}

RecordMap::~RecordMap() {
  if (lock_ >= 0) options_.files->close(lock_);
}

Result<std::unique_ptr<RecordMap>> RecordMap::start(const RecordMapOptions& options,
                                                    io::Files::Handle lock) {
  const std::string path = map_folder(options.folder) + "/settled";
  auto settled = read_settled(*options.files, path);
  if (!settled && lock >= 0) options.files->close(lock);
  if (!settled) return settled.error();
  return std::unique_ptr<RecordMap>(new RecordMap(options, lock, *std::move(settled)));
}

Result<std::unique_ptr<RecordMap>> RecordMap::open(const RecordMapOptions& options) {
  const std::string folder = map_folder(options.folder);
  LODESTAR_TRY(make_folder_durably(*options.files, folder, 0700));
  LODESTAR_TRY(make_folder_durably(*options.files, folder + "/labels", 0700));
  return start(options, LODESTAR_TRY(options.files->lock(folder + "/lock")));
}

Result<std::unique_ptr<RecordMap>> RecordMap::read(const RecordMapOptions& options,
                                                   std::uint64_t published) {
  auto map = LODESTAR_TRY(start(options, -1));
  if (published < map->settled()) map->settled_ = {.size = published, .check = ""};
  map->written_ = map->settled();
  return map;
}

std::string RecordMap::check_of(std::span<const ledger::Labelled> entries) const {
  std::string bytes = fmt::format("{:020}", entries.empty() ? 0 : entries.front().entry.index);
  for (const ledger::Labelled& one : entries) {
    bytes.append(reinterpret_cast<const char*>(one.label.data()), one.label.size());
    bytes += to_string(one.entry.leaf);
  }
  return crypto::keyed_name(options_.key.reveal(), kBehind, bytes);
}

Status RecordMap::check_behind(std::span<const ledger::Labelled> entries) const {
  if (settled_.check.empty() || check_of(entries) == settled_.check) return {};
  return Error{Code::corrupt, fmt::format("{}: the labels, or the log's entries, behind the last "
                                          "map are not what was settled: look with ledger fsck, "
                                          "restore the folder from a copy",
                                          map_folder(options_.folder))};
}

Error RecordMap::not_what_stands_at(std::uint64_t place) const {
  return {Code::corrupt, fmt::format("{}: the labels and the log's entries do not make the map "
                                     "that stands in the log at {}: look with ledger fsck, restore "
                                     "the folder from a copy",
                                     map_folder(options_.folder), place)};
}

Leaf RecordMap::leaf_of_map(std::uint64_t place) const {
  const ledger::MapHead head{.size = place, .root = lists_.root(), .key = keys_.public_key()};
  return leaf_of(keys_.opening_of(head, options_.issuer));
}

Label RecordMap::label_of(const ledger::Record& record) const {
  return keys_.label_of(topic_of(record));
}

std::string RecordMap::path_of(std::uint64_t file) const {
  return fmt::format("{}/labels/{:06}", map_folder(options_.folder), file);
}

Result<std::string> RecordMap::read_slots(std::uint64_t file) const {
  std::string slots = LODESTAR_TRY(options_.files->read(path_of(file)));
  const std::uint64_t needed = std::min(kSlotsAFile, written_ - file * kSlotsAFile);
  if (slots.size() / sizeof(Hash) >= needed) return slots;
  return Error{Code::corrupt, fmt::format("{}: it has fewer labels than were written: restore the "
                                          "folder from a copy",
                                          path_of(file))};
}

// Within one file. An older part of it is never cut off.
Status RecordMap::write_slots(std::uint64_t first, std::string_view slots) {
  const std::string path = path_of(first / kSlotsAFile);
  auto file = options_.files->write_over(path);
  if (!file && file.error().code == Code::not_found) file = options_.files->create(path, 0600);
  if (!file) return file.error();
  const Status written =
      write_whole(*options_.files, *file, first % kSlotsAFile * sizeof(Hash), slots);
  options_.files->close(*file);
  return io::with_path(path, written);
}

Status RecordMap::write() {
  std::string_view slots = unwritten_;
  while (!slots.empty()) {
    const std::uint64_t room = kSlotsAFile - written_ % kSlotsAFile;
    const std::string_view some = slots.substr(0, room * sizeof(Hash));
    LODESTAR_TRY(write_slots(written_, some));
    written_ += some.size() / sizeof(Hash);
    slots.remove_prefix(some.size());
  }
  unwritten_.clear();
  return {};
}

// Never fewer than before: a loss of power may bring an older checkpoint back, and the tree that
// is the log's for good has more.
Status RecordMap::settle(std::uint64_t published) {
  if (published <= settled()) return {};
  LODESTAR_ASSERT(is_loaded_ && published == written_);
  LODESTAR_TRY(options_.files->sync_all(lock_));
  Settled now{.size = published, .check = check_of(pending_)};
  LODESTAR_TRY(
      io::put_durably(*options_.files, map_folder(options_.folder) + "/settled", text_of(now)));
  settled_ = std::move(now);
  return {};
}

bool RecordMap::stands_at(const ledger::ListEntry& map, const Hash& root) const {
  const ledger::MapHead head{.size = map.index, .root = root, .key = keys_.public_key()};
  return leaf_of(keys_.opening_of(head, options_.issuer)) == map.leaf;
}

// The root that is kept for a map, where the labels make the one that stands in the log. Who reads
// beside the log leaves that to it.
Status RecordMap::mend(const ledger::ListEntry& map) {
  const Hash root = lists_.root();
  if (!stands_at(map, root)) return not_what_stands_at(map.index);
  if (lock_ < 0) return {};
  return write_slots(map.index, {reinterpret_cast<const char*>(root.data()), root.size()});
}

Status RecordMap::load() {
  if (is_loaded_) return {};
  LODESTAR_ASSERT(unwritten_.empty() && written_ == settled());
  const auto leaf_at =
      leaves_of(internal::Layout{options_.folder}.open(), settled(), *options_.files);
  std::string slots;
  for (std::uint64_t index = 0; index < settled(); ++index) {
    const std::uint64_t place = index % kSlotsAFile;
    if (place == 0) slots = LODESTAR_TRY(read_slots(index / kSlotsAFile));
    const Leaf leaf = LODESTAR_TRY(leaf_at(index));
    const Hash slot = slot_in(slots, place);
    pending_.push_back({.label = slot, .entry = {.index = index, .leaf = leaf}});
    if (!ledger::is_map_place(index)) continue;
    pending_.back().label = maps_;
    const bool is_last = settled() - index <= ledger::kMapEvery;
    const bool is_damaged = !stands_at({index, leaf}, slot);
    if (!is_last && !is_damaged && pending_.size() < kLoadedAtOnce) continue;
    lists_.add(std::span(pending_).first(pending_.size() - 1));
    pending_.erase(pending_.begin(), pending_.end() - 1);
    if (is_damaged) LODESTAR_TRY(mend({index, leaf}));
    if (is_last && leaf_of_map(index) != leaf) return not_what_stands_at(index);
  }
  LODESTAR_TRY(check_behind(pending_));
  is_loaded_ = true;
  return {};
}

void RecordMap::push(const Hash& slot) {
  unwritten_.append(reinterpret_cast<const char*>(slot.data()), slot.size());
}

void RecordMap::add(const ledger::Labelled& entry) {
  LODESTAR_ASSERT(is_loaded_ && !ledger::is_map_place(entry.entry.index));
  push(entry.label);
  pending_.push_back(entry);
}

Leaf RecordMap::close(std::uint64_t place) {
  LODESTAR_ASSERT(is_loaded_ && ledger::is_map_place(place));
  lists_.add(pending_);
  push(lists_.root());
  const Leaf leaf = leaf_of_map(place);
  pending_ = {{.label = maps_, .entry = {.index = place, .leaf = leaf}}};
  return leaf;
}

// Of what is not published yet the log has the tiles, too. While others hold a publication back its
// labels wait, and are written again when this is opened.
Status RecordMap::catch_up(const Has& log, const AllWaited& waited) {
  const std::uint64_t size = log.size;
  if (settled() == size) return {};
  const std::string folder = map_folder(options_.folder);
  if (settled() > size) {
    return Error{Code::corrupt, fmt::format("{}: it has labels of {} entries, the log has {}",
                                            folder, settled(), size)};
  }
  LODESTAR_TRY(load());
  const auto leaf_at = leaves_of(internal::Layout{options_.folder}.open(), size, *options_.files);
  for (std::uint64_t index = settled(); index < size; ++index) {
    const Leaf leaf = LODESTAR_TRY(leaf_at(index));
    if (ledger::is_map_place(index)) {
      if (close(index) != leaf) return not_what_stands_at(index);
      continue;
    }
    const auto found = waited.find(index);
    const bool is_padding = found == waited.end();
    if (leaf != (is_padding ? log.padding_at(index) : found->second.leaf)) {
      return Error{Code::corrupt, fmt::format("{}: the label of entry {} is lost, or the entry is "
                                              "damaged: restore the folder from a copy",
                                              folder, index)};
    }
    add({.label = is_padding ? padding_ : found->second.label, .entry = {index, leaf}});
  }
  LODESTAR_TRY(write());
  return log.published == size ? settle(size) : Status();
}

Result<Label> RecordMap::label_at(std::uint64_t index) const {
  const std::string path = path_of(index / kSlotsAFile);
  const std::string slot = LODESTAR_TRY(
      options_.files->read_part(path, index % kSlotsAFile * sizeof(Hash), sizeof(Hash)));
  if (slot.size() == sizeof(Hash)) return slot_in(slot, 0);
  return Error{Code::corrupt, fmt::format("{}: it has no label of {}", path, index)};
}

Result<ledger::Opening> RecordMap::opening_at(const ledger::ListEntry& map) const {
  const Hash root = LODESTAR_TRY(label_at(map.index));
  Opening opening = keys_.opening_of({.size = map.index, .root = root, .key = keys_.public_key()},
                                     options_.issuer);
  if (leaf_of(opening) == map.leaf) return opening;
  return Error{Code::corrupt, fmt::format("{}: the root that is kept of the map at {} is damaged: "
                                          "where ledger fsck says that the labels make the right "
                                          "one, the next publication writes it there",
                                          map_folder(options_.folder), map.index)};
}

Result<ledger::MapLabels> RecordMap::labels() const {
  ledger::MapLabels labels{.issuer = options_.issuer,
                           .key = keys_.public_key(),
                           .blinding = keys_.blinding(),
                           .maps = maps_};
  std::string slots;
  for (std::uint64_t index = 0; index < settled(); ++index) {
    const std::uint64_t place = index % kSlotsAFile;
    if (place == 0) slots = LODESTAR_TRY(read_slots(index / kSlotsAFile));
    Hash slot = slot_in(slots, place);
    if (ledger::is_map_place(index)) {
      slot =
          keys_
              .opening_of({.size = index, .root = slot, .key = keys_.public_key()}, options_.issuer)
              .salt.reveal();
    }
    labels.slots.push_back(slot);
  }
  return labels;
}

Result<ledger::Completeness> RecordMap::prove(std::string_view subject) {
  if (settled() < ledger::kMapEvery) {
    return Error{Code::not_found,
                 fmt::format("{}: there is no map yet: the first is published as entry {}",
                             options_.folder, ledger::kMapEvery - 1)};
  }
  LODESTAR_TRY(load());
  const std::uint64_t place = settled() / ledger::kMapEvery * ledger::kMapEvery - 1;
  const auto topic = ledger::topic_of_subject(subject);
  const Label label = keys_.label_of(topic);
  auto found = lists_.find(label);
  ledger::Completeness proof{.key = keys_.public_key(),
                             .name = keys_.prove(topic),
                             .path = std::move(found.path),
                             .issuer = options_.issuer};
  const auto leaf_at =
      leaves_of(internal::Layout{options_.folder}.open(), settled(), *options_.files);
  for (const std::uint64_t index : found.indexes) {
    proof.entries.push_back({.index = index, .leaf = LODESTAR_TRY(leaf_at(index))});
  }
  if (!proof.entries.empty()) proof.blind = ledger::blind_of(keys_.blinding(), label);
  const ledger::MapHead head{.size = place, .root = lists_.root(), .key = keys_.public_key()};
  proof.salt = keys_.opening_of(head, options_.issuer).salt.reveal();
  proof.record.index = place;
  return proof;
}

}  // namespace lodestar::log
