// SPDX-License-Identifier: Apache-2.0
// A leaf's way: its opening staged, on the disk; the leaf in the journal of those that wait, with
// its index; the opening kept; the caller told. Later an increment of waiting leaves and padding
// goes to the log as one record of its journal, so that after any crash the log has whole
// increments; what it has is skipped when the waiting ones are read again.
#include "log/private_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/assert.h"
#include "crypto/sha256.h"
#include "crypto/wipe.h"
#include "io/random.h"
#include "ledger/tiles.h"
#include "log/internal/layout.h"
#include "log/tile_files.h"

namespace lodestar::log {

using ledger::Leaf;
using ledger::Opening;
using ledger::Record;

namespace {

constexpr std::string_view kShape = "lodestar private log 1";
constexpr std::uint64_t kMostIncrement = 65536, kLongestPeriod = std::uint64_t{366} * 86400;
constexpr std::uint64_t kSegmentBytes = 1 << 20;
constexpr std::string_view kPaddingDomain{"lodestar/padding/v1\0", 20};

std::string shape_path(const std::string& folder) { return folder + "/private/shape"; }

// Tells a key from others, and nothing of it.
std::string check_of(const Sensitive<crypto::SealingKey>& key) {
  return crypto::keyed_name(key.reveal(), "lodestar/key-check/v1", "");
}

std::string shape_text(const PrivateShape& shape, std::string_view check) {
  return fmt::format("{}\nbegins {}\nperiod {}\nincrement {}\nkey {}\n", kShape, shape.begins_s,
                     shape.period_s, shape.increment, check);
}

std::optional<std::uint64_t> number_behind(std::string_view text, std::string_view name) {
  const std::size_t at = text.find(fmt::format("\n{} ", name));
  if (at == std::string_view::npos) return std::nullopt;
  const char* const begin = text.data() + at + name.size() + 2;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

bool is_sound(const PrivateShape& shape) {
  return shape.period_s > 0 && shape.period_s <= kLongestPeriod && shape.increment > 0 &&
         shape.increment <= kMostIncrement;
}

Result<PrivateShape> read_shape(io::Files& files, const std::string& folder,
                                const Sensitive<crypto::SealingKey>& key) {
  const std::string text = LODESTAR_TRY(files.read(shape_path(folder)));
  const PrivateShape shape{.begins_s = number_behind(text, "begins").value_or(0),
                           .period_s = number_behind(text, "period").value_or(0),
                           .increment = number_behind(text, "increment").value_or(0)};
  const std::size_t check = text.rfind("\nkey ");
  if (!is_sound(shape) || check == std::string::npos ||
      shape_text(shape, std::string_view(text).substr(check + 5, 32)) != text) {
    return Error{Code::corrupt, fmt::format("{}: not the shape of a private log: restore it from "
                                            "a copy",
                                            shape_path(folder))};
  }
  if (shape_text(shape, check_of(key)) != text) {
    return Error{
        Code::forbidden,
        fmt::format("{}: the key is not the one that its payloads are sealed with", folder)};
  }
  return shape;
}

// Of the journal: 'w', first index, leaves.
std::string waiting_record(std::uint64_t first, std::span<const Leaf> leaves) {
  std::string record(9, 'w');
  for (int i = 8; i > 0; --i, first >>= 8U) record[i] = static_cast<char>(first & 0xFFU);
  for (const Leaf& leaf : leaves) record += to_string(leaf);
  return record;
}

struct WaitingView {
  std::uint64_t first = 0;
  std::vector<Leaf> leaves;
};
std::optional<WaitingView> parse_waiting(std::string_view record) {
  if (record.size() < 9 || record[0] != 'w' || (record.size() - 9) % ledger::kLeafBytes != 0) {
    return std::nullopt;
  }
  WaitingView view;
  for (const char byte : record.substr(1, 8)) {
    view.first = (view.first << 8U) | static_cast<unsigned char>(byte);
  }
  for (record.remove_prefix(9); !record.empty(); record.remove_prefix(ledger::kLeafBytes)) {
    const auto leaf = ledger::parse_leaf(record.substr(0, ledger::kLeafBytes));
    if (!leaf) return std::nullopt;
    view.leaves.push_back(*leaf);
  }
  return view;
}

// Its salt comes from the key and the place, so that nothing needs to be kept.
Opening padding_at(std::uint64_t index, std::uint32_t issuer,
                   const Sensitive<crypto::SealingKey>& key) {
  const std::string_view secret(reinterpret_cast<const char*>(key.reveal().data()),
                                key.reveal().size());
  const std::string record = to_string(Record{.type = "padding"}).value();
  Opening opening{.issuer = issuer, .record = Sensitive(record)};
  for (int attempt = 0;; ++attempt) {
    const std::string place = fmt::format("{:020} {}", index, attempt);
    opening.salt = Sensitive(crypto::sha256({kPaddingDomain, secret, place}));
    if (ledger::parse_leaf(to_string(leaf_of(opening)))) return opening;
  }
}

}  // namespace

std::uint64_t PrivateShape::size_at(std::uint64_t now_s) const {
  return now_s < begins_s ? 0 : (now_s - begins_s) / period_s * increment;
}

std::uint64_t PrivateShape::next_after(std::uint64_t now_s) const {
  if (now_s < begins_s) return begins_s + period_s;
  return begins_s + ((now_s - begins_s) / period_s + 1) * period_s;
}

Status PrivateLog::make(const std::string& folder, const PrivateShape& shape,
                        const Sensitive<crypto::SealingKey>& key, io::Files& files) {
  if (!is_sound(shape)) {
    return Error{Code::invalid,
                 fmt::format("a private log grows by 1 to {} leaves each 1 to {} seconds",
                             kMostIncrement, kLongestPeriod)};
  }
  if (is_one(folder, files)) {
    return Error{Code::conflict, fmt::format("{}: there is a private log already", folder)};
  }
  const internal::Layout layout{folder};
  if (files.read(layout.checkpoint())) {
    return Error{Code::conflict, fmt::format("{}: it has published already", folder)};
  }
  LODESTAR_TRY(make_folder_durably(files, folder, 0755));
  LODESTAR_TRY(make_folder_durably(files, layout.closed(), 0700));
  return put_file(files,
                  {.path = shape_path(folder),
                   .by_way_of = shape_path(folder) + ".new",
                   .durably = io::Put::Durably::bytes_and_name},
                  shape_text(shape, check_of(key)));
}

bool PrivateLog::is_one(const std::string& folder, io::Files& files) {
  const auto shape = files.read(shape_path(folder));
  return shape || shape.error().code != Code::not_found;
}

Result<Opening> read_opening(const std::string& folder, ledger::LeafOf entry,
                             const PrivateOptions& options) {
  io::Files& files = *options.log.files;
  LODESTAR_TRY(read_shape(files, folder, options.key));
  const internal::Layout layout{folder};
  const std::string bytes = LODESTAR_TRY(read_entry(layout.open(), entry, files));
  const Leaf leaf = LODESTAR_TRY(ledger::parse_leaf(bytes));
  if (Opening opening = padding_at(entry.index, options.issuer, options.key);
      leaf_of(opening) == leaf) {
    return opening;
  }
  return Payloads::read(files, layout.closed(), options.key).find(leaf.commitment);
}

PrivateLog::PrivateLog(std::string folder, const PrivateShape& shape, const PrivateOptions& options,
                       std::unique_ptr<Log> log, io::Journal journal, Payloads payloads)
    : folder_(std::move(folder)),
      shape_(shape),
      issuer_(options.issuer),
      key_(options.key),
      files_(options.log.files),
      log_(std::move(log)),
      journal_(std::move(journal)),
      payloads_(std::move(payloads)) {}

PrivateLog::~PrivateLog() = default;

Result<std::unique_ptr<PrivateLog>> PrivateLog::open(const std::string& folder,
                                                     const PrivateOptions& options) {
  LODESTAR_ASSERT(options.log.wait == nullptr);
  io::Files& files = *options.log.files;
  const PrivateShape shape = LODESTAR_TRY(read_shape(files, folder, options.key));
  auto log = LODESTAR_TRY(Log::open(folder, options.log));
  const std::uint64_t moved = log->size(), published = log->published().size;
  const std::string closed = internal::Layout{folder}.closed();
  LODESTAR_TRY(make_folder_durably(files, closed + "/waiting", 0700));

  Found found;
  const auto visit = [&](std::string_view record, io::Journal::Place place) -> Status {
    const auto view = parse_waiting(record);
    if (!view) {
      return Error{Code::corrupt, fmt::format("{}/waiting: a record is not one of leaves", closed)};
    }
    std::uint64_t index = view->first;
    for (const Leaf& leaf : view->leaves) {
      found.commitments.insert(crypto::to_hex(leaf.commitment));
      if (index >= published) found.leaves.push_back({index, place.segment, leaf});
      ++index;
    }
    return {};
  };
  auto journal = LODESTAR_TRY(
      io::Journal::open(files, closed + "/waiting", {.segment_bytes = kSegmentBytes}, visit));
  auto payloads = LODESTAR_TRY(
      Payloads::open(files, closed, options.key, [&](const ledger::Commitment& commitment) {
        return found.commitments.contains(crypto::to_hex(commitment));
      }));
  std::unique_ptr<PrivateLog> opened(new PrivateLog(folder, shape, options, std::move(log),
                                                    std::move(journal), std::move(payloads)));
  opened->moved_ = moved;
  opened->next_ = found.leaves.empty() ? moved : std::max(moved, found.leaves.back().index + 1);
  opened->waiting_ = std::move(found.leaves);
  for (const auto& erasure : LODESTAR_TRY(opened->payloads_.without_receipt())) {
    LODESTAR_TRY(opened->log_receipt(erasure));
  }
  return opened;
}

Result<Opening> PrivateLog::draw(const Record& record) const {
  Opening opening{.issuer = issuer_, .record = Sensitive(LODESTAR_TRY(to_string(record)))};
  do {
    opening.salt = LODESTAR_TRY(io::random_bytes<32>());
  } while (!ledger::parse_leaf(to_string(leaf_of(opening))));
  return opening;
}

Opening PrivateLog::padding(std::uint64_t index) const { return padding_at(index, issuer_, key_); }

Result<std::uint64_t> PrivateLog::add(std::span<const Record> records) {
  LODESTAR_ASSERT(!records.empty());
  std::vector<Opening> openings;
  std::vector<Leaf> leaves;
  for (const Record& record : records) {
    openings.push_back(LODESTAR_TRY(draw(record)));
    leaves.push_back(leaf_of(openings.back()));
  }
  const std::lock_guard lock(mutex_);
  if (failed_) return *failed_;
  LODESTAR_TRY(payloads_.stage(openings));  // an orphan, if that is all: the next opening takes it
  const std::uint64_t first = LODESTAR_TRY(queue(leaves));
  if (const Status kept = payloads_.keep(openings); !kept) {
    failed_ = kept.error();
    return kept.error();
  }
  return first;
}

Result<std::uint64_t> PrivateLog::add_leaves(std::span<const Leaf> leaves) {
  const std::lock_guard lock(mutex_);
  if (failed_) return *failed_;
  return queue(leaves);
}

// Under the mutex.
Result<std::uint64_t> PrivateLog::queue(std::span<const Leaf> leaves) {
  const auto place = journal_.append(waiting_record(next_, leaves));
  if (!place) {
    failed_ = place.error();
    return place.error();
  }
  const std::uint64_t first = next_;
  for (const Leaf& leaf : leaves) waiting_.push_back({next_++, place->segment, leaf});
  return first;
}

std::uint64_t PrivateLog::waiting() const {
  const std::lock_guard lock(mutex_);
  const auto begin =
      std::ranges::find_if(waiting_, [&](const Waiting& leaf) { return leaf.index >= moved_; });
  return static_cast<std::uint64_t>(waiting_.end() - begin);
}

Result<ledger::TreeHead> PrivateLog::publish(std::uint64_t now_s, const std::stop_token& stop) {
  const std::lock_guard publishing_alone(publication_);
  const std::uint64_t due = shape_.size_at(now_s);
  if (published().size >= due) return published();
  while (true) {
    {
      const std::lock_guard lock(mutex_);
      if (failed_) return *failed_;
      if (moved_ >= due) break;
    }
    LODESTAR_TRY(move_increment());
  }
  const auto head = LODESTAR_TRY(log_->publish(stop));
  LODESTAR_TRY(forget_moved());
  return head;
}

// One increment into the log. Who adds meanwhile gets indexes behind it.
Status PrivateLog::move_increment() {
  std::vector<std::string> entries;
  std::uint64_t first = 0;
  {
    const std::lock_guard lock(mutex_);
    first = moved_;
    auto next = waiting_.begin();
    while (next != waiting_.end() && next->index < first) ++next;
    for (std::uint64_t index = first; index < first + shape_.increment; ++index) {
      const bool waits = next != waiting_.end() && next->index == index;
      entries.push_back(to_string(waits ? next++->leaf : leaf_of(padding(index))));
    }
    next_ = std::max(next_, first + shape_.increment);
  }
  const std::vector<std::string_view> views(entries.begin(), entries.end());
  const auto added = log_->add(views);
  const std::lock_guard lock(mutex_);
  if (!added) {
    failed_ = added.error();
    return *failed_;
  }
  LODESTAR_ASSERT(*added == first);
  moved_ = first + shape_.increment;
  return {};
}

// Once they are published, and with them on the disk.
Status PrivateLog::forget_moved() {
  const std::lock_guard lock(mutex_);
  while (!waiting_.empty() && waiting_.front().index < moved_) waiting_.pop_front();
  const std::uint64_t first_kept = waiting_.empty() ? journal_.last() : waiting_.front().segment;
  const Status cut = journal_.cut(first_kept, [] { return Status(); });
  if (!cut) failed_ = cut.error();
  return cut;
}

Result<Leaf> PrivateLog::leaf_at(std::uint64_t index) const {
  {
    const std::lock_guard lock(mutex_);
    for (const Waiting& leaf : waiting_) {
      if (leaf.index == index) return leaf.leaf;
    }
  }
  const std::uint64_t size = published().size;
  if (index >= size) {
    return Error{Code::not_found, fmt::format("{}: there is no entry {}", folder_, index)};
  }
  const std::string entry =
      LODESTAR_TRY(read_entry(internal::Layout{folder_}.open(), {index, size}, *files_));
  return ledger::parse_leaf(entry);
}

Result<Opening> PrivateLog::opening_of(std::uint64_t index) const {
  const Leaf leaf = LODESTAR_TRY(leaf_at(index));
  if (Opening opening = padding(index); leaf_of(opening) == leaf) return opening;
  const std::lock_guard lock(mutex_);
  return payloads_.find(leaf.commitment);
}

Result<std::uint64_t> PrivateLog::erase(std::uint64_t index, std::string_view reason) {
  LODESTAR_TRY(to_string(Record{.type = "erasure", .body = std::string(reason)}));
  const Leaf leaf = LODESTAR_TRY(leaf_at(index));
  {
    const std::lock_guard lock(mutex_);
    if (failed_) return *failed_;
    if (LODESTAR_TRY(payloads_.state_of(leaf.commitment)) != Payloads::State::held) {
      return Error{Code::not_found, fmt::format("entry {}: nothing is kept behind it", index)};
    }
    if (const Status erased = payloads_.erase(leaf.commitment, reason); !erased) {
      failed_ = erased.error();
      return erased.error();
    }
  }
  return log_receipt({leaf.commitment, std::string(reason)});
}

Result<std::uint64_t> PrivateLog::log_receipt(const Payloads::Erasure& erasure) {
  const Record receipt{.type = "erasure", .previous = erasure.commitment, .body = erasure.reason};
  const std::uint64_t index = LODESTAR_TRY(add({&receipt, 1}));
  const std::lock_guard lock(mutex_);
  LODESTAR_TRY(payloads_.has_receipt(erasure.commitment, index));
  return index;
}

Result<PrivateLog::Tally> PrivateLog::check() const {
  Tally tally;
  const std::uint64_t size = published().size;
  for (std::uint64_t index = 0; index < size; ++index) {
    LODESTAR_TRY(count(tally, index, LODESTAR_TRY(leaf_at(index))));
  }
  std::deque<Waiting> waiting;
  {
    const std::lock_guard lock(mutex_);
    waiting = waiting_;
  }
  for (const Waiting& leaf : waiting) {
    if (leaf.index >= size) LODESTAR_TRY(count(tally, leaf.index, leaf.leaf));
  }
  return tally;
}

Status PrivateLog::count(Tally& tally, std::uint64_t index, const Leaf& leaf) const {
  if (leaf_of(padding(index)) == leaf) {
    ++tally.padding;
    return {};
  }
  const std::lock_guard lock(mutex_);
  const Payloads::State state = LODESTAR_TRY(payloads_.state_of(leaf.commitment));
  if (state == Payloads::State::erased) ++tally.erased;
  if (state == Payloads::State::absent && leaf.issuer != issuer_) ++tally.elsewhere;
  if (state == Payloads::State::absent && leaf.issuer == issuer_) tally.missing.push_back(index);
  if (state != Payloads::State::held) return {};
  const auto opening = payloads_.find(leaf.commitment);
  if (!opening) {
    tally.damaged.push_back(fmt::format("entry {}: {}", index, opening.error().message));
    return {};
  }
  ++tally.held;
  return {};
}

}  // namespace lodestar::log
