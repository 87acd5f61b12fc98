// SPDX-License-Identifier: Apache-2.0
// A segment, integers little-endian, every record at a multiple of 4096, zeros between and behind:
//
//   record   = checksum:u64 length:u64 bytes      length > 0
//   checksum = XXH3 of length and bytes, seeded with the segment's number and the record's place,
//              so that what an earlier file left on the disk is no record here
//   first    = "lodestar journal 1\n" number:u64 end-of-previous:u64
//
// A record that does not hold ends the last segment: it was never acknowledged. Behind it there
// can be no other that holds, as the next is written only after it was synced; where there is one,
// the disk has lost something, and that is told.
#include "io/journal.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "base/hash.h"

namespace lodestar::io {
namespace {

constexpr std::uint64_t kBlock = 4096;
constexpr std::uint64_t kFrame = 16;
constexpr std::uint64_t kAtOnce = std::uint64_t{4} << 20;
constexpr std::string_view kMagic = "lodestar journal 1\n";
constexpr std::string_view kPrefix = "segment-";

std::uint64_t round_up(std::uint64_t length) { return (length + kBlock - 1) / kBlock * kBlock; }

void append_u64(std::string& bytes, std::uint64_t number) {
  for (int shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(number >> shift & 0xff);
}
std::uint64_t u64_at(std::string_view bytes, std::size_t at) {
  std::uint64_t number = 0;
  for (int i = 7; i >= 0; --i) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

using Place = Journal::Place;  // here, of a record's frame

std::uint64_t checksum_of(Place place, std::string_view record) {
  return hash_bytes(record, mix(mix(place.segment, place.offset), record.size()));
}

std::string frame_of(Place place, std::string_view record) {
  std::string frame;
  append_u64(frame, checksum_of(place, record));
  append_u64(frame, record.size());
  return frame;
}

std::optional<std::string_view> find_record(std::string_view segment, Place place) {
  if (segment.size() < kFrame || place.offset > segment.size() - kFrame) return {};
  const std::uint64_t length = u64_at(segment, place.offset + 8);
  if (length == 0 || length > segment.size() - kFrame - place.offset) return {};
  const std::string_view record = segment.substr(place.offset + kFrame, length);
  if (checksum_of(place, record) != u64_at(segment, place.offset)) return {};
  return record;
}

std::string head_of(std::uint64_t sequence, std::uint64_t end_of_previous) {
  std::string head(kMagic);
  append_u64(head, sequence);
  append_u64(head, end_of_previous);
  std::string bytes = frame_of({sequence, 0}, head) + head;
  bytes.resize(kBlock);
  return bytes;
}

std::string name_of(std::uint64_t sequence) { return fmt::format("{}{:020}", kPrefix, sequence); }

std::optional<std::uint64_t> parse_name(std::string_view name) {
  if (!name.starts_with(kPrefix)) return {};
  std::uint64_t sequence = 0;
  std::from_chars(name.data() + kPrefix.size(), name.data() + name.size(), sequence);
  return name_of(sequence) == name ? std::optional(sequence) : std::nullopt;
}

struct Segment {
  std::uint64_t sequence = 0, end = 0;
  std::string bytes;
};

Error damaged(const std::string& path, std::uint64_t offset, std::string_view what) {
  return {Code::corrupt, fmt::format("{}: at byte {}: {}", path, offset, what)};
}

// Visits the records of one segment; `before` is the one before it, if there is one.
Result<Segment> read_segment(Files& files, const std::string& path, std::uint64_t sequence,
                             const std::optional<Segment>& before, const Journal::Visit& visit) {
  Segment segment{.sequence = sequence, .end = 0, .bytes = LODESTAR_TRY(files.read(path))};
  const auto head = find_record(segment.bytes, {sequence, 0});
  if (!head || head->size() != kMagic.size() + 16 || !head->starts_with(kMagic))
    return damaged(path, 0, "it does not begin as a segment does");
  if (before && u64_at(*head, kMagic.size() + 8) != before->end) {
    return damaged(path, 0,
                   fmt::format("segment {} must end at byte {} and ends at {}", before->sequence,
                               u64_at(*head, kMagic.size() + 8), before->end));
  }
  segment.end = kBlock;
  while (const auto record = find_record(segment.bytes, {sequence, segment.end})) {
    LODESTAR_TRY(visit(*record, {sequence, segment.end + kFrame}));
    segment.end += round_up(kFrame + record->size());
  }
  for (std::uint64_t at = segment.end + kBlock; at < segment.bytes.size(); at += kBlock) {
    if (find_record(segment.bytes, {sequence, at})) {
      return damaged(path, segment.end,
                     fmt::format("a record is damaged, and one behind it at {} is not", at));
    }
  }
  return segment;
}

Result<std::vector<std::uint64_t>> find_segments(Files& files, const std::string& folder) {
  std::vector<std::uint64_t> sequences;
  for (const std::string& name : LODESTAR_TRY(files.list(folder)))
    if (const auto sequence = parse_name(name)) sequences.push_back(*sequence);
  for (std::size_t i = 1; i < sequences.size(); ++i) {
    if (sequences[i] != sequences[i - 1] + 1) {
      return Error{Code::corrupt,
                   fmt::format("{}: {} is missing", folder, name_of(sequences[i - 1] + 1))};
    }
  }
  return sequences;
}

// All records; the last segment, if there is one.
Result<std::optional<Segment>> read_all(Files& files, const std::string& folder,
                                        const std::vector<std::uint64_t>& sequences,
                                        const Journal::Visit& visit) {
  std::optional<Segment> last;
  for (const std::uint64_t sequence : sequences) {
    last =
        LODESTAR_TRY(read_segment(files, folder + "/" + name_of(sequence), sequence, last, visit));
  }
  return last;
}

}  // namespace

struct Journal::Block {
  Block() = default;
  ~Block() { std::free(data); }
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  char* data = static_cast<char*>(std::aligned_alloc(kBlock, kAtOnce));
};

Journal::Journal(Files& files, std::string folder, const JournalOptions& options,
                 Files::Handle lock)
    : files_(&files),
      folder_(std::move(folder)),
      options_(options),
      lock_(lock),
      block_(std::make_unique<Block>()) {
  LODESTAR_ASSERT(block_->data != nullptr);
}

Journal::Journal(Journal&& other) noexcept
    : files_(other.files_),
      folder_(std::move(other.folder_)),
      options_(other.options_),
      lock_(std::exchange(other.lock_, -1)),
      file_(std::exchange(other.file_, -1)),
      oldest_(other.oldest_),
      sequence_(other.sequence_),
      end_(other.end_),
      room_(other.room_),
      failed_(std::move(other.failed_)),
      block_(std::move(other.block_)) {}

Journal::~Journal() {
  if (file_ >= 0) files_->close(file_);
  if (lock_ >= 0) files_->close(lock_);
}

Result<Journal> Journal::open(Files& files, const std::string& folder,
                              const JournalOptions& options, const Visit& visit) {
  LODESTAR_TRY(make_folder_durably(files, folder, 0700));
  Journal journal(files, folder, options, LODESTAR_TRY(files.lock(folder + "/lock")));
  LODESTAR_TRY(journal.take_up(visit));
  return journal;
}

Status Journal::read(Files& files, const std::string& folder, const Visit& visit) {
  LODESTAR_TRY(read_all(files, folder, LODESTAR_TRY(find_segments(files, folder)), visit));
  return {};
}

Status Journal::take_up(const Visit& visit) {
  const auto sequences = LODESTAR_TRY(find_segments(*files_, folder_));
  const auto last = LODESTAR_TRY(read_all(*files_, folder_, sequences, visit));
  if (!last) return begin_segment(1, head_of(1, 0));
  oldest_ = sequences.front();
  return begin_segment(last->sequence, std::string_view(last->bytes).substr(0, last->end));
}

// A segment has its name only once its beginning is on the disk.
Status Journal::begin_segment(std::uint64_t sequence, std::string_view contents) {
  if (file_ >= 0) files_->close(std::exchange(file_, -1));
  const std::string fresh = folder_ + "/new";
  file_ = LODESTAR_TRY(files_->create_direct(fresh, 0600));
  room_ = std::max(round_up(options_.segment_bytes), contents.size());
  LODESTAR_TRY(files_->allocate(file_, room_));
  end_ = 0;
  LODESTAR_TRY(write(contents, {}));
  LODESTAR_TRY(files_->sync(file_));
  LODESTAR_TRY(files_->rename(fresh, folder_ + "/" + name_of(sequence)));
  LODESTAR_TRY(files_->sync_folder(folder_));
  sequence_ = sequence;
  return {};
}

// Both, one behind the other, and zeros to the end of the block.
Status Journal::write(std::string_view first, std::string_view rest) {
  while (!first.empty() || !rest.empty()) {
    std::uint64_t length = 0;
    for (std::string_view* const bytes : {&first, &rest}) {
      const std::string_view part = bytes->substr(0, kAtOnce - length);
      std::ranges::copy(part, block_->data + length);
      bytes->remove_prefix(part.size());
      length += part.size();
    }
    const std::uint64_t whole = round_up(length);
    std::memset(block_->data + length, 0, whole - length);
    LODESTAR_TRY(write_whole(*files_, file_, end_, {block_->data, whole}));
    end_ += whole;
  }
  return {};
}

Result<Journal::Place> Journal::append_once(std::string_view record) {
  const std::uint64_t length = round_up(kFrame + record.size());
  if (end_ + length > room_) {
    JournalOptions options = options_;
    options_.segment_bytes = std::max(options.segment_bytes, kBlock + length);
    const Status begun = begin_segment(sequence_ + 1, head_of(sequence_ + 1, end_));
    options_ = options;
    LODESTAR_TRY(begun);
  }
  const Place place{sequence_, end_ + kFrame};
  LODESTAR_TRY(write(frame_of({sequence_, end_}, record), record));
  LODESTAR_TRY(files_->sync(file_));
  return place;
}

Result<Journal::Place> Journal::append(std::string_view record) {
  LODESTAR_ASSERT(!record.empty());
  if (failed_) return *failed_;
  auto appended = append_once(record);
  if (appended) return appended;
  failed_ =
      Error{appended.error().code,
            fmt::format("{}: the journal stops, as it cannot know what the disk has: {}: mend "
                        "that and start again",
                        folder_, appended.error().message)};
  return *failed_;
}

Result<std::string> Journal::bytes_at(Place place, std::uint64_t length) const {
  return files_->read_part(folder_ + "/" + name_of(place.segment), place.offset, length);
}

Status Journal::read_oldest(const Visit& visit) const {
  LODESTAR_ASSERT(oldest_ < sequence_);
  LODESTAR_TRY(read_segment(*files_, folder_ + "/" + name_of(oldest_), oldest_, {}, visit));
  return {};
}

Status Journal::cut(std::uint64_t first_kept, const std::function<Status()>& settled) {
  if (first_kept <= oldest_) return {};
  LODESTAR_TRY(files_->sync_all(lock_));
  LODESTAR_TRY(settled());
  while (oldest_ < first_kept) LODESTAR_TRY(drop_oldest());
  return {};
}

// One by one: a gap would be taken for a loss.
Status Journal::drop_oldest() {
  LODESTAR_TRY(files_->remove(folder_ + "/" + name_of(oldest_)));
  LODESTAR_TRY(files_->sync_folder(folder_));
  ++oldest_;
  return {};
}

}  // namespace lodestar::io
