// SPDX-License-Identifier: Apache-2.0
// An append-only file of records, each on the disk before its writer hears of it.
//
// Shapes   a folder of numbered segments, each some room made beforehand; a record is some bytes,
//          all of them or none after a crash. Who has many small things at once makes one record
//          of them: that is the group commit, one sync for all.
// Units    bytes; records lie at multiples of 4096: no write touches a block of an older one.
// Errors   conflict: another process writes here; corrupt: a record before the last is damaged or a
//          segment is missing; unavailable: the disk refuses. After any error of append() the
//          journal refuses everything for good: what the last record became is known after the
//          next opening.
// Cost     a copy, one write and one fdatasync a record. Opening reads everything and writes the
//          last segment again.
// Threads  append() by one, cut() by one at the same time; bytes_at() by any.
// Source   for what a failed fsync leaves: Rebello et al., Can Applications Recover from fsync
//          Failures?, USENIX ATC 2020.
// Example  Journal journal = LODESTAR_TRY(Journal::open(files, "journal", {}, visit));
//
// The page cache is not trusted. A failed sync leaves pages that look written and are not; the next
// process reads them, and a later sync says nothing. Asking the kernel to drop its cache is a hint
// that it may ignore, and reading past it needs a file system that can. So opening takes nobody's
// word: it writes what it could read of the last segment into a new file, syncs that, and puts it
// in the old one's place. Older segments need no such care: a segment is left only after all its
// syncs have succeeded. Writes pass by the page cache where the file system can, as each byte is
// read at most once.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "io/files.h"

namespace lodestar::io {

struct JournalOptions {
  std::uint64_t segment_bytes = std::uint64_t{256} << 20;
};

class Journal {
 public:
  // Where a record's bytes lie.
  struct Place {
    std::uint64_t segment = 0, offset = 0;
  };
  // Told of each record at opening, in order.
  using Visit = std::function<Status(std::string_view record, Place place)>;
  static Result<Journal> open(Files& files, const std::string& folder,
                              const JournalOptions& options, const Visit& visit);
  // Only looks, at a journal that nobody writes.
  static Status read(Files& files, const std::string& folder, const Visit& visit);
  Journal(Journal&& other) noexcept;
  Journal& operator=(Journal&&) = delete;
  ~Journal();

  // The record must not be empty.
  Result<Place> append(std::string_view record);
  // Part of a record that is durable: not_found once its segment is gone.
  Result<std::string> bytes_at(Place place, std::uint64_t length) const;
  std::uint64_t oldest() const { return oldest_; }
  std::uint64_t last() const { return sequence_; }  // segments
  Status read_oldest(const Visit& visit) const;     // which must not be the last one too
  // Forgets the segments before `first_kept`: waits until everything on the file system is on the
  // disk, then for `settled`, then removes them. After an error the caller should end.
  Status cut(std::uint64_t first_kept, const std::function<Status()>& settled);
  // Forgets the oldest segment, as later records hold all of it that is still wanted.
  Status drop_oldest();

 private:
  struct Block;  // bytes at a multiple of 4096
  Journal(Files& files, std::string folder, const JournalOptions& options, Files::Handle lock);
  Status take_up(const Visit& visit);
  Status begin_segment(std::uint64_t sequence, std::string_view contents);
  Result<Place> append_once(std::string_view record);
  Status write(std::string_view first, std::string_view rest);

  Files* files_;
  std::string folder_;
  JournalOptions options_;
  Files::Handle lock_ = -1, file_ = -1;
  std::uint64_t oldest_ = 1, sequence_ = 0, end_ = 0, room_ = 0;
  std::optional<Error> failed_;
  std::unique_ptr<Block> block_;
};

}  // namespace lodestar::io
