// SPDX-License-Identifier: Apache-2.0
// A leaf's way: its opening staged, on the disk; the leaf in the journal of those that wait, with
// its index; the opening kept; the caller told. Later an increment of waiting leaves and padding
// goes to the log as one record of its journal, so that after any crash the log has whole
// increments; what it has is skipped when the waiting ones are read again.
#include "log/private_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "base/big_endian.h"
#include "crypto/blake2b.h"
#include "io/random.h"
#include "log/internal/layout.h"
#include "log/internal/private_parts.h"
#include "log/internal/shape.h"
#include "log/tile_files.h"

namespace lodestar::log {

using internal::kErasure;
using internal::kPadding;
using internal::map_options;
using internal::padding_at;
using internal::read_shape;
using internal::shape_path;
using internal::shape_text;
using ledger::Leaf;
using ledger::Opening;
using ledger::Record;

namespace {

constexpr std::uint64_t kMonth = std::uint64_t{31} * 86400;
constexpr std::uint64_t kSegmentBytes = 1 << 20;
constexpr std::uint64_t kMostTogether = 4096;  // leaves that share a record of the journal
constexpr std::string_view kLostBefore = "its payload was lost before";

// Of the journal: 'w', first index, leaves each with its label.
constexpr std::size_t kWaitingBytes = ledger::kLeafBytes + sizeof(ledger::Label);
std::string waiting_record(std::uint64_t first, std::span<const Leaf> leaves,
                           std::span<const ledger::Label> labels) {
  std::string record = 'w' + to_big_endian(first);
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    record += to_string(leaves[i]);
    record.append(reinterpret_cast<const char*>(labels[i].data()), labels[i].size());
  }
  return record;
}

struct WaitingView {
  std::uint64_t first = 0;
  std::vector<Leaf> leaves;
  std::vector<ledger::Label> labels;
};
std::optional<WaitingView> parse_waiting(std::string_view record) {
  if (record.size() < 9 || record[0] != 'w' || (record.size() - 9) % kWaitingBytes != 0) {
    return std::nullopt;
  }
  WaitingView view;
  view.first = from_big_endian<std::uint64_t>(record.substr(1));
  for (record.remove_prefix(9); !record.empty(); record.remove_prefix(kWaitingBytes)) {
    const auto leaf = ledger::parse_leaf(record.substr(0, ledger::kLeafBytes));
    if (!leaf) return std::nullopt;
    view.leaves.push_back(*leaf);
    ledger::Label& label = view.labels.emplace_back();
    std::ranges::copy(record.substr(ledger::kLeafBytes, label.size()), label.begin());
  }
  return view;
}

}  // namespace

std::uint64_t index_behind(std::uint64_t first, std::uint64_t count) {
  constexpr std::uint64_t kRecords = ledger::kMapEvery - 1;                // of a bundle
  const std::uint64_t before = first - first / ledger::kMapEvery + count;  // maps left out
  return before / kRecords * ledger::kMapEvery + before % kRecords;
}

Status PrivateLog::make(const std::string& folder, const PrivateShape& shape,
                        const Sensitive<crypto::SealingKey>& key, io::Files& files) {
  LODESTAR_TRY(check(shape));
  if (is_one(folder, files)) {
    return Error{Code::conflict, fmt::format("{}: there is a private log already", folder)};
  }
  const internal::Layout layout{folder};
  if (files.read(layout.checkpoint())) {
    return Error{Code::conflict, fmt::format("{}: it has published already", folder)};
  }
  LODESTAR_TRY(make_folder_durably(files, folder, 0755));
  LODESTAR_TRY(make_folder_durably(files, layout.closed(), 0700));
  return io::put_durably(files, shape_path(folder), shape_text(shape, key));
}

bool PrivateLog::is_one(const std::string& folder, io::Files& files) {
  const auto shape = files.read(shape_path(folder));
  return shape || shape.error().code != Code::not_found;
}

namespace {

// The journal of those that wait stands before the first payload: with payloads and no journal,
// records that have their index are lost, and going on would give the index to others.
Status check_waiting(io::Files& files, const std::string& closed) {
  const auto names = [&](const std::string& folder) {
    return files.list(closed + folder).value_or(std::vector<std::string>());
  };
  if (names("/payloads").empty() && names("/payload-keys").empty()) return {};
  if (!names("/waiting").empty()) return {};
  return Error{Code::corrupt,
               fmt::format("{}/waiting: it is empty, and there are payloads: records that were "
                           "given an index may be lost with it. Restore it, or the whole log, from "
                           "the newest copy",
                           closed)};
}

Result<io::Journal> open_waiting(io::Files& files, const std::string& closed,
                                 const io::Journal::Visit& visit) {
  auto journal =
      io::Journal::open(files, closed + "/waiting", {.segment_bytes = kSegmentBytes}, visit);
  if (journal || journal.error().code != Code::corrupt) return journal;
  return Error{Code::corrupt,
               fmt::format("{}: records that were given an index may be lost with it. Restore it, "
                           "or the whole log, from the newest copy",
                           journal.error().message)};
}

}  // namespace

PrivateLog::PrivateLog(std::string folder, const PrivateShape& shape, const PrivateOptions& options,
                       std::unique_ptr<Log> log, std::unique_ptr<RecordMap> map,
                       io::Journal journal, Payloads payloads)
    : folder_(std::move(folder)),
      shape_(shape),
      issuer_(options.issuer),
      key_(options.key),
      now_s_(options.now_s),
      most_waiting_(options.log.most_waiting_bytes / sizeof(Waiting)),
      files_(options.log.files),
      log_(std::move(log)),
      map_(std::move(map)),
      journal_(std::move(journal)),
      payloads_(std::move(payloads)) {}

PrivateLog::~PrivateLog() = default;

Result<std::unique_ptr<PrivateLog>> PrivateLog::open(const std::string& folder,
                                                     const PrivateOptions& options) {
  LODESTAR_ASSERT(options.log.wait == nullptr);
  io::Files& files = *options.log.files;
  const auto [shape, is_bound] = LODESTAR_TRY(read_shape(files, folder, options.key));
  LogOptions log_options = options.log;
  log_options.keeps_public = true;
  auto log = LODESTAR_TRY(Log::open(folder, std::move(log_options)));
  const std::uint64_t moved = log->size(), published = log->published().size;
  if (moved % shape.increment != 0) {
    return Error{Code::corrupt,
                 fmt::format("{}: it says that the log grows by {} entries, and the log has {}: "
                             "restore it from a copy",
                             shape_path(folder), shape.increment, moved)};
  }
  auto map = LODESTAR_TRY(RecordMap::open(map_options(folder, options)));
  const std::string closed = internal::Layout{folder}.closed();
  LODESTAR_TRY(check_waiting(files, closed));
  LODESTAR_TRY(make_folder_durably(files, closed + "/waiting", 0700));

  Found found;
  const auto visit = [&](std::string_view record, io::Journal::Place place) -> Status {
    const auto view = parse_waiting(record);
    if (!view) {
      return Error{Code::corrupt, fmt::format("{}/waiting: a record is not one of leaves", closed)};
    }
    for (std::size_t i = 0; i < view->leaves.size(); ++i) {
      const std::uint64_t index = index_behind(view->first, i);
      const Leaf& leaf = view->leaves[i];
      const ledger::Label& label = view->labels[i];
      found.commitments.insert(crypto::to_hex(leaf.commitment));
      if (index >= published) found.leaves.push_back({index, place.segment, leaf, label});
      if (index < moved && index >= map->settled()) found.moved[index] = {label, leaf};
    }
    return {};
  };
  auto journal = LODESTAR_TRY(open_waiting(files, closed, visit));
  auto payloads = LODESTAR_TRY(
      Payloads::open(files, closed, options.key, [&](const ledger::Commitment& commitment) {
        return found.commitments.contains(crypto::to_hex(commitment));
      }));
  const auto padding = [&](std::uint64_t index) {
    return leaf_of(padding_at(index, options.issuer, options.key));
  };
  LODESTAR_TRY(
      map->catch_up({.size = moved, .published = published, .padding_at = padding}, found.moved));
  std::unique_ptr<PrivateLog> opened(new PrivateLog(folder, shape, options, std::move(log),
                                                    std::move(map), std::move(journal),
                                                    std::move(payloads)));
  opened->is_bound_ = is_bound;
  opened->moved_ = moved;
  opened->next_ = found.leaves.empty() ? moved : std::max(moved, found.leaves.back().index + 1);
  opened->waiting_ = std::move(found.leaves);
  for (const auto& erasure : LODESTAR_TRY(opened->payloads_.without_receipt())) {
    if (!opened->has_room(1)) break;  // a later opening logs it
    LODESTAR_TRY(opened->log_receipt(erasure));
  }
  opened->taking_ =
      std::jthread([log = opened.get()](const std::stop_token& stop) { log->take_asked(stop); });
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

// A receipt tells of an erasure: nobody writes one by hand.
Result<std::uint64_t> PrivateLog::add(std::span<const Record> records) {
  for (const Record& record : records) {
    if (record.type != kErasure && record.type != kPadding) continue;
    return Error{Code::invalid,
                 fmt::format("records of the type {} are the log's own to write", record.type)};
  }
  return add_own(records);
}

Result<std::uint64_t> PrivateLog::add_own(std::span<const Record> records) {
  LODESTAR_ASSERT(!records.empty());
  std::vector<Opening> openings;
  std::vector<Leaf> leaves;
  std::vector<ledger::Label> labels;
  for (const Record& record : records) {
    openings.push_back(LODESTAR_TRY(draw(record)));
    leaves.push_back(leaf_of(openings.back()));
    labels.push_back(map_->label_of(record));
  }
  const std::lock_guard lock(mutex_);
  if (failed_) return *failed_;
  LODESTAR_TRY(has_room(leaves.size()));
  LODESTAR_TRY(payloads_.stage(openings));  // an orphan, if that is all: the next opening takes it
  const std::uint64_t first = LODESTAR_TRY(queue(leaves, labels));
  if (const Status kept = payloads_.keep(openings); !kept) {
    failed_ = kept.error();
    return kept.error();
  }
  return first;
}

void PrivateLog::add_leaves(std::span<const Leaf> leaves, Done done) {
  LODESTAR_ASSERT(!leaves.empty());
  {
    const std::lock_guard lock(asking_);
    if (asked_leaves_ + leaves.size() <= most_waiting_) {
      asked_leaves_ += leaves.size();
      asked_.push_back({.leaves = {leaves.begin(), leaves.end()}, .done = std::move(done)});
      changed_.notify_all();
      return;
    }
  }
  done(Error{Code::limited, "the disk is behind: come again in a second"});
}

// What is asked for while the disk works is its next work, all at once.
void PrivateLog::take_asked(const std::stop_token& stop) {
  std::unique_lock lock(asking_);
  while (true) {
    changed_.wait(lock, stop, [this] { return !asked_.empty(); });
    if (asked_.empty()) return;  // a stop was asked for
    std::deque<Asked> asked;
    std::uint64_t leaves = 0;
    while (!asked_.empty() && (asked.empty() || leaves < kMostTogether)) {
      leaves += asked_.front().leaves.size();
      asked.push_back(std::move(asked_.front()));
      asked_.pop_front();
    }
    lock.unlock();
    answer(std::move(asked));
    lock.lock();
    asked_leaves_ -= leaves;
  }
}

void PrivateLog::answer(std::deque<Asked> asked) {
  std::vector<Leaf> leaves;
  for (const Asked& one : asked) leaves.insert(leaves.end(), one.leaves.begin(), one.leaves.end());
  const auto first = [&]() -> Result<std::uint64_t> {
    const std::lock_guard lock(mutex_);
    if (failed_) return *failed_;
    LODESTAR_TRY(has_room(leaves.size()));
    return queue(leaves, std::vector(leaves.size(), map_->elsewhere()));
  }();
  std::uint64_t before = 0;
  for (Asked& one : asked) {
    one.done(first ? Result<std::uint64_t>(index_behind(*first, before)) : first.error());
    before += one.leaves.size();
  }
}

// Under the mutex.
Status PrivateLog::has_room(std::uint64_t leaves) const {
  if (now_s_) LODESTAR_TRY(check_clock(shape_.size_at(now_s_())));
  if (waiting_.size() + leaves <= most_waiting_) return {};
  return Error{Code::limited,
               fmt::format("{} entries wait to be published, and there is no room for more: come "
                           "again after the next publication",
                           waiting_.size())};
}

// Under the mutex.
Result<std::uint64_t> PrivateLog::queue(std::span<const Leaf> leaves,
                                        std::span<const ledger::Label> labels) {
  const std::uint64_t due = now_s_ ? shape_.size_at(now_s_()) : 0;
  const std::uint64_t first = index_behind(std::max(next_, due), 0);
  const auto place = journal_.append(waiting_record(first, leaves, labels));
  if (!place) {
    failed_ = place.error();
    return place.error();
  }
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    waiting_.push_back({index_behind(first, i), place->segment, leaves[i], labels[i]});
  }
  next_ = waiting_.back().index + 1;
  return first;
}

std::uint64_t PrivateLog::waiting() const {
  const std::lock_guard lock(mutex_);
  const auto begin =
      std::ranges::find_if(waiting_, [&](const Waiting& leaf) { return leaf.index >= moved_; });
  return static_cast<std::uint64_t>(waiting_.end() - begin);
}

std::vector<std::uint64_t> PrivateLog::unpublished() const {
  const std::lock_guard lock(mutex_);
  const std::uint64_t size = published().size;
  std::vector<std::uint64_t> indexes;
  for (const Waiting& leaf : waiting_) {
    if (leaf.index >= size) indexes.push_back(leaf.index);
  }
  return indexes;
}

Result<ledger::TreeHead> PrivateLog::publish(std::uint64_t now_s, const std::stop_token& stop,
                                             CatchUp most) {
  const std::lock_guard publishing_alone(publication_);
  const std::uint64_t due = shape_.size_at(now_s);
  if (published().size >= due && log_->size() > 0 && log_->stands()) return published();
  if (most == CatchUp::a_month) {
    const std::lock_guard lock(mutex_);
    LODESTAR_TRY(check_clock(due));
  }
  LODESTAR_TRY(bind_shape());
  LODESTAR_TRY(move_increments(due, stop));
  const auto head = LODESTAR_TRY(log_->publish(stop));
  LODESTAR_TRY(forget_moved());
  return head;
}

std::uint64_t PrivateLog::next_publication_s(std::uint64_t now_s) const {
  return std::max(shape_.next_after(now_s), shape_.published_s(published().size));
}

// Under the mutex. What is published is for good, and so is an index, behind which all later ones
// are; the tree waits until its time comes.
Status PrivateLog::check_clock(std::uint64_t due) const {
  if (due <= moved_) return {};
  const std::uint64_t increments = (due - moved_) / shape_.increment;
  if (increments <= std::max<std::uint64_t>(kMonth / shape_.period_s, 2)) return {};
  return Error{
      Code::conflict,
      fmt::format(
          "{}: by this machine's clock the log has not grown for {} days, and {} entries "
          "are due at once: what is published is for good, and so is an index. See that the "
          "clock is right. If nobody published for so long: ledger publish --catch-up",
          folder_, increments * shape_.period_s / 86400, due - moved_)};
}

// Of before: it fits the log, as far as can be told.
Status PrivateLog::bind_shape() {
  if (is_bound_) return {};
  LODESTAR_TRY(io::put_durably(*files_, shape_path(folder_), shape_text(shape_, key_)));
  is_bound_ = true;
  return {};
}

Status PrivateLog::move_increments(std::uint64_t due, const std::stop_token& stop) {
  while (true) {
    {
      const std::lock_guard lock(mutex_);
      if (failed_) return *failed_;
      if (moved_ >= due) return {};
      if (stop.stop_requested()) return stopped(due);
    }
    const Status moved = move_increment(stop);
    // There was no room, and the stop came before any was made.
    const bool is_stopped = !moved && moved.error().code == Code::limited && stop.stop_requested();
    if (is_stopped) return stopped(due);
    if (!moved) return moved;
  }
}

Error PrivateLog::stopped(std::uint64_t due) const {
  return Error{Code::cancelled,
               fmt::format("{}: a stop was asked for, and of {} entries that are due the log has "
                           "{}: the next publication goes on from there",
                           folder_, due, moved_)};
}

// Of the places of maps the leaves are not known yet.
std::vector<ledger::Labelled> PrivateLog::next_increment() {
  std::vector<ledger::Labelled> entries;
  const std::lock_guard lock(mutex_);
  auto next = waiting_.begin();
  while (next != waiting_.end() && next->index < moved_) ++next;
  for (std::uint64_t index = moved_; index < moved_ + shape_.increment; ++index) {
    ledger::Labelled entry{.label = map_->padding(), .entry = {.index = index}};
    if (next != waiting_.end() && next->index == index) {
      entry = {.label = next->label, .entry = {index, next->leaf}};
      ++next;
    } else if (!ledger::is_map_place(index)) {
      entry.entry.leaf = leaf_of(padding(index));
    }
    entries.push_back(entry);
  }
  next_ = std::max(next_, moved_ + shape_.increment);
  return entries;
}

// One increment into the log. Who adds meanwhile gets indexes behind it.
Status PrivateLog::move_increment(const std::stop_token& stop) {
  const auto fail = [this](const Error& error) {
    const std::lock_guard lock(mutex_);
    failed_ = error;
    return error;
  };
  if (const Status loaded = map_->load(); !loaded) return fail(loaded.error());
  std::vector<std::string> entries;
  for (ledger::Labelled& next : next_increment()) {
    const bool is_map = ledger::is_map_place(next.entry.index);
    if (is_map) next.entry.leaf = map_->close(next.entry.index);
    if (!is_map) map_->add(next);
    entries.push_back(to_string(next.entry.leaf));
  }
  const std::vector<std::string_view> views(entries.begin(), entries.end());
  auto added = log_->add(views);
  if (!added && added.error().code == Code::limited) {
    // After long silence more is due than may be on its way at once. Publishing takes it on, even
    // where no witness answers.
    (void)log_->publish(stop);
    added = log_->add(views);
  }
  if (!added) return fail(added.error());
  LODESTAR_ASSERT(*added == moved_);
  if (const Status written = map_->write(); !written) return fail(written.error());
  const std::lock_guard lock(mutex_);
  moved_ += shape_.increment;
  return {};
}

// Once they are published, and with them on the disk.
Status PrivateLog::forget_moved() {
  Status settled = map_->settle(published().size);
  const std::lock_guard lock(mutex_);
  if (!settled) {
    failed_ = settled.error();
    return settled;
  }
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
  if (ledger::is_map_place(index)) return map_->opening_at({index, leaf});
  if (Opening opening = padding(index); leaf_of(opening) == leaf) return opening;
  const std::lock_guard lock(mutex_);
  return payloads_.find(leaf.commitment);
}

// Of an entry whose payload is not here: whether it never was.
Result<bool> PrivateLog::is_kept_elsewhere(const ledger::ListEntry& entry) const {
  if (ledger::is_map_place(entry.index) || entry.leaf.issuer != issuer_) return true;
  if (leaf_of(padding(entry.index)) == entry.leaf) return true;
  const std::lock_guard lock(mutex_);
  for (const Waiting& leaf : waiting_) {
    if (leaf.index == entry.index) return leaf.label == map_->elsewhere();
  }
  return LODESTAR_TRY(map_->label_at(entry.index)) == map_->elsewhere();
}

Result<std::uint64_t> PrivateLog::erase(std::uint64_t index, std::string_view reason) {
  const Leaf leaf = LODESTAR_TRY(leaf_at(index));
  Payloads::State state{};
  {
    const std::lock_guard lock(mutex_);
    state = LODESTAR_TRY(payloads_.state_of(leaf.commitment));
  }
  const bool is_lost = state == Payloads::State::absent;
  const bool is_erased = state == Payloads::State::erased;
  if ((is_erased && LODESTAR_TRY(has_receipt(leaf.commitment))) ||
      (is_lost && LODESTAR_TRY(is_kept_elsewhere({index, leaf})))) {
    return Error{Code::not_found, fmt::format("entry {}: nothing is kept behind it", index)};
  }
  std::string body(reason);
  if (is_lost) body += std::string(body.empty() ? "" : "\n").append(kLostBefore);
  LODESTAR_TRY(to_string(Record{.type = std::string(kErasure), .body = body}));
  {
    const std::lock_guard lock(mutex_);
    if (failed_) return *failed_;
    LODESTAR_TRY(has_room(1));  // for the receipt
    if (const Status erased = payloads_.erase(leaf.commitment, body); !erased) {
      failed_ = erased.error();
      return erased.error();
    }
  }
  return log_receipt({leaf.commitment, std::move(body)});
}

Result<std::uint64_t> PrivateLog::log_receipt(const Payloads::Erasure& erasure) {
  const Record receipt{
      .type = std::string(kErasure), .previous = erasure.commitment, .body = erasure.reason};
  const std::uint64_t index = LODESTAR_TRY(add_own({&receipt, 1}));
  const std::lock_guard lock(mutex_);
  LODESTAR_TRY(payloads_.has_receipt(erasure.commitment, index));
  return index;
}

Result<bool> PrivateLog::was_erased(std::uint64_t index) const {
  const auto leaf = leaf_at(index);
  const std::lock_guard lock(mutex_);
  return leaf && LODESTAR_TRY(payloads_.state_of(leaf->commitment)) == Payloads::State::erased;
}

Result<std::vector<std::uint64_t>> PrivateLog::erased_about(std::string_view subject) const {
  const std::lock_guard nobody_publishes(publication_);
  const ledger::Label label = map_->label_of({.type = "", .subject = std::string(subject)});
  std::vector<std::uint64_t> listed;
  const std::vector<ledger::Label> settled = LODESTAR_TRY(map_->labels()).slots;
  for (std::uint64_t index = 0; index < settled.size(); ++index) {
    if (settled[index] == label) listed.push_back(index);
  }
  {
    const std::lock_guard lock(mutex_);
    for (const Waiting& leaf : waiting_) {
      if (leaf.index >= settled.size() && leaf.label == label) listed.push_back(leaf.index);
    }
  }
  std::vector<std::uint64_t> erased;
  for (const std::uint64_t index : listed) {
    if (LODESTAR_TRY(was_erased(index))) erased.push_back(index);
  }
  return erased;
}

}  // namespace lodestar::log
