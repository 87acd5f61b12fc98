// SPDX-License-Identifier: Apache-2.0
// A segment, integers little-endian, every record at a multiple of 4096, zeros between and behind:
//
//   record   = checksum:u64 length:u64 bytes      length > 0
//   checksum = XXH3 of length and bytes, seeded with the segment's nonce (0 for the first record)
//              and number and the record's place, so that what an earlier segment left in this file
//              is no record here
//   first    = "lodestar journal 2\n" number:u64 end-of-previous:u64 nonce:u64
//
// Behind the last record lie zeros, or what the file held when it was another segment. The nonce is
// random, as number and place can be known beforehand: an entry could bring along, in its bytes,
// the records of the segment that will lie there next.
//
// A record that does not hold ends the last segment: it was never acknowledged. Behind it there
// can be no other that holds, as the next is written only after it was synced; where there is one,
// the disk has lost something, and that is told. So is a record that does not hold and lies before
// the place that the mark tells of:
//
//   durable  = checksum:u64 length:u64 "lodestar journal mark 1\n" number:u64 end:u64 nonce:u64
//              as a record, of segment 0 at place 0
//
// It is written after each sync and never synced itself, always over the same bytes. So it may be
// older than the records, torn or gone when the power was lost, and then tells less or nothing; but
// never newer. A killed process leaves it current.
#include "io/journal.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "base/hash.h"
#include "io/random.h"

namespace lodestar::io {
namespace {

constexpr std::uint64_t kBlock = 4096;
constexpr std::uint64_t kFrame = 16;
constexpr std::uint64_t kAtOnce = std::uint64_t{4} << 20;
constexpr std::uint64_t kZerosAtOnce = std::uint64_t{1} << 20;
constexpr std::string_view kMagic = "lodestar journal 2\n";
constexpr std::string_view kMarkMagic = "lodestar journal mark 1\n";
constexpr std::string_view kPrefix = "segment-";
// Files that are no segments: on its way to be one; no longer one, or not yet; on its way to that.
constexpr const char* kNew = "/new";
constexpr const char* kSpare = "/spare";
constexpr const char* kReady = "/ready";
constexpr const char* kMark = "/durable";

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

std::uint64_t checksum_of(std::uint64_t nonce, Place place, std::string_view record) {
  return hash_bytes(record, mix(mix(mix(nonce, place.segment), place.offset), record.size()));
}

std::string frame_of(std::uint64_t nonce, Place place, std::string_view record) {
  std::string frame;
  append_u64(frame, checksum_of(nonce, place, record));
  append_u64(frame, record.size());
  return frame;
}

std::optional<std::string_view> find_record(std::string_view segment, std::uint64_t nonce,
                                            Place place) {
  if (segment.size() < kFrame || place.offset > segment.size() - kFrame) return {};
  const std::uint64_t length = u64_at(segment, place.offset + 8);
  if (length == 0 || length > segment.size() - kFrame - place.offset) return {};
  const std::string_view record = segment.substr(place.offset + kFrame, length);
  if (checksum_of(nonce, place, record) != u64_at(segment, place.offset)) return {};
  return record;
}

Result<std::uint64_t> draw_nonce() {
  std::array<unsigned char, sizeof(std::uint64_t)> bytes{};
  LODESTAR_TRY(fill_random(bytes));
  return std::bit_cast<std::uint64_t>(bytes);
}

std::string text_of(const Journal::Head& head) {
  std::string record(kMagic);
  append_u64(record, head.sequence);
  append_u64(record, head.end_of_previous);
  append_u64(record, head.nonce);
  std::string bytes = frame_of(0, {head.sequence, 0}, record) + record;
  bytes.resize(kBlock);
  return bytes;
}

std::optional<Journal::Head> find_head(std::string_view segment, std::uint64_t sequence) {
  const auto record = find_record(segment, 0, {sequence, 0});
  if (!record || record->size() != kMagic.size() + 24 || !record->starts_with(kMagic)) return {};
  const std::string_view numbers = record->substr(kMagic.size());
  return Journal::Head{u64_at(numbers, 0), u64_at(numbers, 8), u64_at(numbers, 16)};
}

std::string name_of(std::uint64_t sequence) { return fmt::format("{}{:020}", kPrefix, sequence); }

std::optional<std::uint64_t> parse_name(std::string_view name) {
  if (!name.starts_with(kPrefix)) return {};
  std::uint64_t sequence = 0;
  std::from_chars(name.data() + kPrefix.size(), name.data() + name.size(), sequence);
  return name_of(sequence) == name ? std::optional(sequence) : std::nullopt;
}

// Up to where the disk has the records, or had them once: all before `end` of segment `sequence`.
struct Mark {
  std::uint64_t sequence = 0, end = 0, nonce = 0;
};

std::string text_of(const Mark& mark) {
  std::string record(kMarkMagic);
  append_u64(record, mark.sequence);
  append_u64(record, mark.end);
  append_u64(record, mark.nonce);
  return frame_of(0, {}, record) + record;
}

// None where there is none, or a loss of power left one that says nothing.
Result<std::optional<Mark>> read_mark(Files& files, const std::string& folder) {
  const auto bytes = files.read(folder + kMark);
  if (!bytes && bytes.error().code != Code::not_found) return bytes.error();
  const auto record = bytes ? find_record(*bytes, 0, {}) : std::nullopt;
  if (!record || record->size() != kMarkMagic.size() + 24 || !record->starts_with(kMarkMagic))
    return std::optional<Mark>();
  const std::string_view numbers = record->substr(kMarkMagic.size());
  return std::optional(Mark{u64_at(numbers, 0), u64_at(numbers, 8), u64_at(numbers, 16)});
}

struct Segment {
  std::uint64_t sequence = 0, nonce = 0, end = 0;
  std::string bytes;
};

Error damaged(const std::string& path, std::uint64_t offset, std::string_view what) {
  return {Code::corrupt, fmt::format("{}: at byte {}: {}", path, offset, what)};
}

// Visits the records of one segment; `before` is the one before it, if there is one.
Result<Segment> read_segment(Files& files, const std::string& path, std::uint64_t sequence,
                             const std::optional<Segment>& before, const Journal::Visit& visit) {
  Segment segment{.sequence = sequence, .bytes = LODESTAR_TRY(files.read(path))};
  const auto head = find_head(segment.bytes, sequence);
  if (!head) return damaged(path, 0, "it does not begin as a segment does");
  if (before && head->end_of_previous != before->end) {
    return damaged(path, 0,
                   fmt::format("segment {} must end at byte {} and ends at {}", before->sequence,
                               head->end_of_previous, before->end));
  }
  segment.nonce = head->nonce;
  segment.end = kBlock;
  while (const auto record = find_record(segment.bytes, segment.nonce, {sequence, segment.end})) {
    LODESTAR_TRY(visit(*record, {sequence, segment.end + kFrame}));
    segment.end += round_up(kFrame + record->size());
  }
  for (std::uint64_t at = segment.end + kBlock; at < segment.bytes.size(); at += kBlock) {
    if (find_record(segment.bytes, segment.nonce, {sequence, at})) {
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

Status check_mark(const std::string& folder, const Mark& mark, const Segment& segment) {
  const std::string path = folder + "/" + name_of(segment.sequence);
  if (segment.nonce != mark.nonce) {
    return damaged(path, 0, fmt::format("it is not the segment that {}{} tells of", folder, kMark));
  }
  if (segment.end >= mark.end) return {};
  return damaged(path, segment.end,
                 fmt::format("a record is damaged or missing that was on the disk, which had this "
                             "file to byte {}, as {}{} tells",
                             mark.end, folder, kMark));
}

struct Everything {
  std::uint64_t oldest = 0;
  std::optional<Segment> last;  // if there is one
};

// All records. The mark is read first: what it tells of is there, whoever writes meanwhile.
Result<Everything> read_all(Files& files, const std::string& folder, const Journal::Visit& visit) {
  const auto mark = LODESTAR_TRY(read_mark(files, folder));
  const auto sequences = LODESTAR_TRY(find_segments(files, folder));
  if (mark && (sequences.empty() || sequences.back() < mark->sequence)) {
    return Error{Code::corrupt, fmt::format("{}: {} is missing, which was on the disk, as {}{} "
                                            "tells",
                                            folder, name_of(mark->sequence), folder, kMark)};
  }
  Everything all;
  if (!sequences.empty()) all.oldest = sequences.front();
  for (const std::uint64_t sequence : sequences) {
    all.last = LODESTAR_TRY(
        read_segment(files, folder + "/" + name_of(sequence), sequence, all.last, visit));
    if (mark && mark->sequence == sequence) LODESTAR_TRY(check_mark(folder, *mark, *all.last));
  }
  return all;
}

// Zeros that the disk has, under no name that it need know.
Status write_zeros(Files& files, const std::string& path, std::uint64_t length,
                   std::span<const char> zeros, const std::function<bool()>& goes_on) {
  const Files::Handle file = LODESTAR_TRY(files.create_direct(path, 0600));
  Status written = files.allocate(file, length);
  for (std::uint64_t at = 0; written && at < length; at += zeros.size()) {
    const std::string_view piece(zeros.data(), std::min(zeros.size(), length - at));
    written =
        goes_on() ? write_whole(files, file, at, piece) : Status(Error{Code::cancelled, "stopped"});
  }
  if (written) written = files.sync(file);
  files.close(file);
  return written;
}

}  // namespace

struct Journal::Block {
  explicit Block(std::uint64_t length)
      : data(static_cast<char*>(std::aligned_alloc(kBlock, length))) {
    LODESTAR_ASSERT(data != nullptr);
  }
  ~Block() { std::free(data); }
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  char* data;
};

struct Journal::Shared {
  std::mutex mutex;  // of all that follows
  std::uint64_t oldest = 1;
  std::uint64_t next_room = 0;   // of the next segment, or more; never shrinks
  std::uint64_t spare_room = 0;  // of the spare, once the disk has its name; 0: there is none
  bool goes_round = false;  // a full-size segment has been dropped: from now on each is a spare
  bool has_spare() const { return spare_room >= next_room; }
};

Journal::Journal(Files& files, std::string folder, const JournalOptions& options,
                 Files::Handle lock)
    : files_(&files),
      folder_(std::move(folder)),
      full_room_(round_up(options.segment_bytes)),
      first_room_(std::min(full_room_, round_up(options.first_segment_bytes))),
      lock_(lock),
      block_(std::make_unique<Block>(kAtOnce)),
      shared_(std::make_unique<Shared>()) {}

Journal::Journal(Journal&& other) noexcept
    : files_(other.files_),
      folder_(std::move(other.folder_)),
      full_room_(other.full_room_),
      first_room_(other.first_room_),
      lock_(std::exchange(other.lock_, -1)),
      file_(std::exchange(other.file_, -1)),
      mark_(std::exchange(other.mark_, -1)),
      sequence_(other.sequence_),
      nonce_(other.nonce_),
      end_(other.end_),
      room_(other.room_),
      failed_(std::move(other.failed_)),
      block_(std::move(other.block_)),
      shared_(std::move(other.shared_)) {}

Journal::~Journal() {
  if (file_ >= 0) files_->close(file_);
  if (mark_ >= 0) files_->close(mark_);
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
  LODESTAR_TRY(read_all(files, folder, visit));
  return {};
}

std::string Journal::path_of(std::uint64_t sequence) const {
  return folder_ + "/" + name_of(sequence);
}

bool Journal::is_marked(Files& files, const std::string& folder) {
  const auto segments = find_segments(files, folder);
  const auto mark = read_mark(files, folder);
  return !segments || segments->empty() || (mark && *mark);
}

Status Journal::take_up(const Visit& visit) {
  const auto [oldest, last] = LODESTAR_TRY(read_all(*files_, folder_, visit));
  LODESTAR_TRY(open_mark());
  if (!last) {
    const Head head{.sequence = 1, .nonce = LODESTAR_TRY(draw_nonce())};
    LODESTAR_TRY(open_new(first_room_));
    LODESTAR_TRY(begin_segment(head, text_of(head)));
    return find_spare();
  }
  shared_->oldest = oldest;
  const std::uint64_t room = std::min(full_room_, round_up(last->bytes.size()));
  LODESTAR_TRY(open_new(std::max({first_room_, room, last->end})));
  LODESTAR_TRY(begin_segment({.sequence = last->sequence, .nonce = last->nonce},
                             std::string_view(last->bytes).substr(0, last->end)));
  return find_spare();
}

// Not emptied: what it says stays true. The disk has a new one's name with the segment's.
Status Journal::open_mark() {
  auto mark = files_->write_over(folder_ + kMark);
  if (!mark && mark.error().code == Code::not_found) mark = files_->create(folder_ + kMark, 0600);
  mark_ = LODESTAR_TRY(mark);
  return {};
}

Status Journal::write_mark() {
  return with_path(folder_ + kMark,
                   write_whole(*files_, mark_, 0, text_of(Mark{sequence_, end_, nonce_})));
}

// A spare of another size was made for other options, or for a segment that is there by now. The
// disk has the names, as the folder has just been synced.
Status Journal::find_spare() {
  for (const std::string& name : LODESTAR_TRY(files_->list(folder_))) {
    const std::string path = folder_ + "/" + name;
    if (path != folder_ + kSpare && path != folder_ + kReady) continue;
    const std::uint64_t room = LODESTAR_TRY(files_->size(path));
    const bool fits = room >= shared_->next_room && room <= full_room_;
    if (path == folder_ + kReady || !fits) {
      LODESTAR_TRY(files_->remove(path));
    } else {
      shared_->spare_room = room;
    }
  }
  return {};
}

// Once it has another name, the other thread can put a new spare there. Where somebody has taken
// the spare away there is none.
Result<bool> Journal::opens_spare(std::uint64_t least_room) {
  {
    const std::lock_guard lock(shared_->mutex);
    if (shared_->spare_room < least_room) return false;
    room_ = std::exchange(shared_->spare_room, 0);
    const Status renamed = files_->rename(folder_ + kSpare, folder_ + kNew);
    if (!renamed && renamed.error().code == Code::not_found) return false;
    LODESTAR_TRY(renamed);
  }
  file_ = LODESTAR_TRY(files_->write_over_direct(folder_ + kNew));
  return true;
}

Status Journal::open_new(std::uint64_t room) {
  file_ = LODESTAR_TRY(files_->create_direct(folder_ + kNew, 0600));
  room_ = room;
  return with_path(folder_ + kNew, files_->allocate(file_, room_));
}

// Of the file that has just been opened. A segment has its name only once its beginning is on the
// disk.
Status Journal::begin_segment(const Head& head, std::string_view contents) {
  end_ = 0;
  LODESTAR_TRY(with_path(folder_ + kNew, write(contents, {})));
  LODESTAR_TRY(with_path(folder_ + kNew, files_->sync(file_)));
  LODESTAR_TRY(files_->rename(folder_ + kNew, path_of(head.sequence)));
  LODESTAR_TRY(files_->sync_folder(folder_));
  sequence_ = head.sequence;
  nonce_ = head.nonce;
  LODESTAR_TRY(write_mark());
  const std::lock_guard lock(shared_->mutex);
  shared_->next_room = std::min(full_room_, 2 * room_);
  return {};
}

Status Journal::begin_next(std::uint64_t least_room) {
  const Head head{sequence_ + 1, end_, LODESTAR_TRY(draw_nonce())};
  files_->close(std::exchange(file_, -1));
  const std::uint64_t room = std::max(std::min(full_room_, 2 * room_), least_room);
  if (!LODESTAR_TRY(opens_spare(room))) LODESTAR_TRY(open_new(room));
  return begin_segment(head, text_of(head));
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
  if (end_ + length > room_) LODESTAR_TRY(begin_next(kBlock + length));
  const Place place{sequence_, end_ + kFrame};
  LODESTAR_TRY(
      with_path(path_of(sequence_), write(frame_of(nonce_, {sequence_, end_}, record), record)));
  LODESTAR_TRY(with_path(path_of(sequence_), files_->sync(file_)));
  LODESTAR_TRY(write_mark());
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

// Whoever finds the segment's name, and reads only after the file has become another segment, has
// not read what he came for.
Result<std::string> Journal::bytes_at(Place place, std::uint64_t length) const {
  auto bytes = files_->read_part(path_of(place.segment), place.offset, length);
  if (!bytes || place.segment >= oldest()) return bytes;
  return Error{Code::not_found, path_of(place.segment) + ": it has been dropped"};
}

std::uint64_t Journal::oldest() const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->oldest;
}

Status Journal::read_oldest(const Visit& visit) const {
  const std::uint64_t sequence = oldest();
  LODESTAR_ASSERT(sequence < sequence_);
  LODESTAR_TRY(read_segment(*files_, path_of(sequence), sequence, {}, visit));
  return {};
}

Status Journal::cut(std::uint64_t first_kept, const std::function<Status()>& settled) {
  if (first_kept <= oldest()) return {};
  LODESTAR_TRY(with_path(folder_, files_->sync_all(lock_)));
  LODESTAR_TRY(settled());
  while (oldest() < first_kept) LODESTAR_TRY(drop_oldest());
  return {};
}

// One by one: a gap would be taken for a loss. What is to be the spare is one only when the disk
// has that name: while it has the old one, the bytes are the old segment's.
Status Journal::drop_oldest() {
  const std::string path = path_of(oldest());
  const std::uint64_t room = LODESTAR_TRY(files_->size(path));
  bool is_kept = false;
  {
    const std::lock_guard lock(shared_->mutex);
    is_kept = room == full_room_ && !shared_->has_spare();
  }
  LODESTAR_TRY(is_kept ? files_->rename(path, folder_ + kSpare) : files_->remove(path));
  LODESTAR_TRY(files_->sync_folder(folder_));
  const std::lock_guard lock(shared_->mutex);
  ++shared_->oldest;
  if (is_kept) shared_->spare_room = room;
  shared_->goes_round |= room == full_room_;
  return {};
}

Status Journal::make_ready(const std::function<bool()>& goes_on) {
  std::uint64_t room = 0;
  {
    const std::lock_guard lock(shared_->mutex);
    if (shared_->goes_round || shared_->has_spare()) return {};
    room = shared_->next_room;
  }
  Block zeros(kZerosAtOnce);
  std::fill_n(zeros.data, kZerosAtOnce, '\0');
  const Status written =
      write_zeros(*files_, folder_ + kReady, room, {zeros.data, kZerosAtOnce}, goes_on);
  if (!written) {
    (void)files_->remove(folder_ + kReady);  // there may be none
    return {};
  }
  LODESTAR_TRY(files_->rename(folder_ + kReady, folder_ + kSpare));
  LODESTAR_TRY(files_->sync_folder(folder_));
  const std::lock_guard lock(shared_->mutex);
  shared_->spare_room = room;
  return {};
}

}  // namespace lodestar::io
