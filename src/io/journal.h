// SPDX-License-Identifier: Apache-2.0
// An append-only file of records, each on the disk before its writer hears of it.
//
// Shapes   a folder of numbered segments, each some room made beforehand, the first small and every
//          other twice as large until they are full-size; a record is some bytes, all of them or
//          none after a crash. Who has many small things at once makes one record of them: that is
//          the group commit, one sync for all.
// Units    bytes; records lie at multiples of 4096: no write touches a block of an older one.
// Errors   conflict: another process writes here; corrupt: a record is damaged or missing that was
//          on the disk, or a segment is; unavailable: the disk refuses. After any error of append()
//          the journal refuses everything for good: what the last record became is known after the
//          next opening.
// Cost     a copy, one write and one fdatasync a record, and a write of 64 bytes that nobody waits
//          for. Opening reads everything and writes the last segment again. The disk: the segments
//          that are kept, and one more.
// Threads  append() by one; cut(), drop_oldest() and make_ready() by one at the same time;
//          bytes_at() and oldest() by any; the rest beside none of the others.
// Source   for what a failed fsync leaves: Rebello et al., Can Applications Recover from fsync
//          Failures?, USENIX ATC 2020; for segments that are used again: the write-ahead log of
//          PostgreSQL.
// Example  Journal journal = LODESTAR_TRY(Journal::open(files, "journal", {}, visit));
//
// The page cache is not trusted. A failed sync leaves pages that look written and are not; the next
// process reads them, and a later sync says nothing. Asking the kernel to drop its cache is a hint
// that it may ignore, and reading past it needs a file system that can. So opening takes nobody's
// word: it writes what it could read of the last segment into a new file, syncs that, and puts it
// in the old one's place. Older segments need no such care: a segment is left only after all its
// syncs have succeeded. Writes pass by the page cache where the file system can, as each byte is
// read at most once.
//
// A damaged last record looks like one that was cut off. The file `durable` tells them apart: it
// says up to where the records have been on the disk, and is written after each sync. As it is not
// synced itself, a loss of power may leave an older one, or none that can be read: then the last
// records are taken as they are. After a killed or ended process it is current.
//
// A sync costs half as much where the file's space has been written before: the file system then
// has nothing of its own to note. So a full-size segment that is dropped stays, as `spare`, and
// becomes the next one as it is, old records and all. None of them can be taken for a new one,
// whatever strangers had written into it: every checksum hangs on a number that is drawn for its
// segment.
// Whoever opens the journal does not write the last segment into the spare but into a file without
// a past: in one that an opening before him left half done the segment's own records could lie.
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
  std::uint64_t segment_bytes = std::uint64_t{256} << 20;      // full size
  std::uint64_t first_segment_bytes = std::uint64_t{1} << 20;  // or less, if full size is
};

class Journal {
 public:
  // Where a record's bytes lie.
  struct Place {
    std::uint64_t segment = 0, offset = 0;
  };
  // What a segment begins with.
  struct Head {
    std::uint64_t sequence = 0, end_of_previous = 0, nonce = 0;
  };
  // Told of each record at opening, in order.
  using Visit = std::function<Status(std::string_view record, Place place)>;
  static Result<Journal> open(Files& files, const std::string& folder,
                              const JournalOptions& options, const Visit& visit);
  // Only looks, at a journal that nobody writes.
  static Status read(Files& files, const std::string& folder, const Visit& visit);
  // Whether the file `durable` says something, where there is a record that it could speak of.
  static bool is_marked(Files& files, const std::string& folder);
  Journal(Journal&& other) noexcept;
  Journal& operator=(Journal&&) = delete;
  ~Journal();

  // The record must not be empty.
  Result<Place> append(std::string_view record);
  // Part of a record that is durable: not_found once its segment is gone.
  Result<std::string> bytes_at(Place place, std::uint64_t length) const;
  std::uint64_t oldest() const;
  std::uint64_t last() const { return sequence_; }  // segments
  Status read_oldest(const Visit& visit) const;     // which must not be the last one too
  // Forgets the segments before `first_kept`: waits until everything on the file system is on the
  // disk, then for `settled`, then removes them. After an error the caller should end.
  Status cut(std::uint64_t first_kept, const std::function<Status()>& settled);
  // Forgets the oldest segment, as later records hold all of it that is still wanted.
  Status drop_oldest();
  // Writes the file of the next segment beforehand, until there are full-size segments to drop, so
  // that append() need not make it. Asks before each MB whether to go on. A disk that has no room
  // for it is no error: append() tries again when it must.
  Status make_ready(const std::function<bool()>& goes_on);

 private:
  struct Block;   // bytes at a multiple of 4096
  struct Shared;  // by append() and cut()
  Journal(Files& files, std::string folder, const JournalOptions& options, Files::Handle lock);
  std::string path_of(std::uint64_t sequence) const;
  Status take_up(const Visit& visit);
  Status find_spare();
  Result<bool> opens_spare(std::uint64_t least_room);
  Status open_new(std::uint64_t room);
  Status begin_segment(const Head& head, std::string_view contents);
  Status begin_next(std::uint64_t least_room);
  Result<Place> append_once(std::string_view record);
  Status write(std::string_view first, std::string_view rest);
  Status open_mark();
  Status write_mark();  // after a sync

  Files* files_;
  std::string folder_;
  std::uint64_t full_room_, first_room_;
  Files::Handle lock_ = -1, file_ = -1, mark_ = -1;
  std::uint64_t sequence_ = 0, nonce_ = 0, end_ = 0, room_ = 0;
  std::optional<Error> failed_;
  std::unique_ptr<Block> block_;
  std::unique_ptr<Shared> shared_;
};

}  // namespace lodestar::io
