// SPDX-License-Identifier: Apache-2.0
// The maps of a private log: each entry in the list of its subject, and at the last place of each
// bundle a record of the map over all lists before it.
//
// Shapes   FOLDER/map/labels: 32 bytes an entry, its label, or at a map's place that map's root; 1
//          MB a file. FOLDER/map/settled: how many of them the disk is known to have, and a keyed
//          hash of those behind the last map with their entries. Nothing else is kept: lists and
//          map are made of these and of the log's entries. What a map of the log stands for is
//          checked against it, what is behind it against that hash, before the next is made.
// Units    entries.
// Errors   corrupt: labels and log do not fit each other; unavailable: the disk refuses, and it
//          must be opened again.
// Cost     opening: nothing. The first map, or proof, after it: some 2 us an entry. A map:
//          some 2 ms. Memory as list_map.h says.
// Threads  label_of(), opening_at(): any; the rest by one.
// Source   docs/adr/0012-completeness.md.
// Example  map.add({label, {index, leaf}}); leaf = map.close(255); log them; map.write(); settle()
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "io/files.h"
#include "ledger/completeness.h"
#include "ledger/list_map.h"
#include "ledger/map_audit.h"

namespace lodestar::log {

struct RecordMapOptions {
  std::string folder;  // of the log
  std::uint32_t issuer = 0;
  Sensitive<crypto::SealingKey> key;
  io::Files* files = &io::system_files();
};

class RecordMap {
 public:
  static Result<std::unique_ptr<RecordMap>> open(const RecordMapOptions& options);
  // Beside who has it open: for labels(), prove() and opening_at(), of what is settled and
  // published.
  static Result<std::unique_ptr<RecordMap>> read(const RecordMapOptions& options,
                                                 std::uint64_t published);
  RecordMap(const RecordMap&) = delete;
  RecordMap& operator=(const RecordMap&) = delete;
  ~RecordMap();

  ledger::Label label_of(const ledger::Record& record) const;
  const ledger::Label& padding() const { return padding_; }
  const ledger::Label& elsewhere() const { return elsewhere_; }  // of leaves without a record here

  std::uint64_t settled() const { return settled_.size; }
  // Of the log's entries that are not settled `waited` knows those that are no padding.
  struct Waited {
    ledger::Label label{};
    ledger::Leaf leaf;
  };
  using AllWaited = std::unordered_map<std::uint64_t, Waited>;
  struct Has {
    std::uint64_t size = 0, published = 0;
    std::function<ledger::Leaf(std::uint64_t index)> padding_at;
  };
  Status catch_up(const Has& log, const AllWaited& waited);

  // The next entries, in order. What is added must go into the log, or this be opened again.
  Status load();  // before the first of them; `settled` entries are published
  void add(const ledger::Labelled& entry);
  ledger::Leaf close(std::uint64_t place);  // the map's
  Status write();                           // the log has them all
  Status settle(std::uint64_t published);   // what was written, all of which is published

  Result<ledger::Label> label_at(std::uint64_t index) const;  // of an entry that is settled
  Result<ledger::Opening> opening_at(const ledger::ListEntry& map) const;
  Result<ledger::MapLabels> labels() const;  // of what is settled
  // Whether they are what was settled behind the last map, the entry of that map among them.
  Status check_behind(std::span<const ledger::Labelled> entries) const;
  // All but the proof that the map's record is in the log, whose index it has.
  Result<ledger::Completeness> prove(std::string_view subject);

 private:
  struct Settled {
    std::uint64_t size = 0;
    std::string check;  // of what is behind the last map; empty where nobody knows it
  };
  static Result<Settled> read_settled(io::Files& files, const std::string& path);
  static std::string text_of(const Settled& settled);
  RecordMap(const RecordMapOptions& options, io::Files::Handle lock, Settled settled);
  static Result<std::unique_ptr<RecordMap>> start(const RecordMapOptions& options,
                                                  io::Files::Handle lock);
  Result<std::string> read_slots(std::uint64_t file) const;
  Status write_slots(std::uint64_t first, std::string_view slots);
  void push(const ledger::Hash& slot);
  std::string check_of(std::span<const ledger::Labelled> entries) const;
  ledger::Leaf leaf_of_map(std::uint64_t place) const;  // over the lists as they are
  bool stands_at(const ledger::ListEntry& map, const ledger::Hash& root) const;
  Status mend(const ledger::ListEntry& map);
  Error not_what_stands_at(std::uint64_t place) const;
  std::string path_of(std::uint64_t file) const;

  RecordMapOptions options_;
  io::Files::Handle lock_;  // -1: none
  ledger::MapKeys keys_;
  ledger::Label padding_{}, elsewhere_{}, maps_{};
  Settled settled_;
  std::uint64_t written_ = 0;
  std::string unwritten_;  // slots from written_ on
  bool is_loaded_ = false;
  ledger::ListMap lists_;
  std::vector<ledger::Labelled> pending_;  // behind the last map
};

// Reads leaves one behind the other without reading a file for each.
ledger::ReadLeaf leaves_of(const std::string& public_folder, std::uint64_t size, io::Files& files);

}  // namespace lodestar::log
