// SPDX-License-Identifier: Apache-2.0
// Requests are decided on the threads that bring them, each on what the one before it about the
// same origin left, be that durable yet or not: who finds that it has changed meanwhile decides
// again. One thread writes what was decided, in that order and many at once, and answers.
//
// The journal is all there is on the disk. Where it holds too much that is outdated, the writer
// appends again what is still the latest in its oldest segment, and drops that: at every moment
// the last record of an origin is its latest, and a crash needs no thought of its own.
#include "witness/witness.h"

#include <fmt/core.h>

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <future>
#include <limits>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <unordered_map>
#include <utility>

#include "base/assert.h"
#include "io/journal.h"
#include "io/random.h"
#include "witness/internal/records.h"
#include "witness/internal/whereabouts.h"

namespace lodestar::witness {

using io::Journal;
using ledger::Hash;
using ledger::TreeHead;
using ledger::WitnessAnswer;

namespace {

constexpr std::size_t kMostAtOnce = std::size_t{4} << 20;  // bytes of a record
constexpr std::uint64_t kSpareSegments = 3;

struct HashOfHash {
  std::size_t operator()(const Hash& hash) const {
    std::size_t number = 0;
    std::memcpy(&number, hash.data(), sizeof number);
    return number;
  }
};

// What is durable of an origin.
struct Slot {
  TreeHead head;
  std::uint32_t segment = 0, offset = 0, length = 0;  // of the checkpoint
};
using Slots = std::unordered_map<Hash, Slot, HashOfHash>;

Slot slot_of(const TreeHead& head, Journal::Place place, std::size_t length) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  LODESTAR_ASSERT(place.segment <= kMost && place.offset <= kMost && length <= kMost);
  return {.head = head,
          .segment = static_cast<std::uint32_t>(place.segment),
          .offset = static_cast<std::uint32_t>(place.offset),
          .length = static_cast<std::uint32_t>(length)};
}
Journal::Place place_of(const Slot& slot) { return {slot.segment, slot.offset}; }

// Decided, and not yet durable or not yet answered.
struct Waiting {
  Hash origin{};
  TreeHead head;
  std::string checkpoint;  // empty: the answer only tells of what waits before it
  WitnessAnswer answer;
  Witness::Done done;
};

// Why is said to its keeper: it may name files of this machine.
WitnessAnswer stopped() {
  return {.status = 500,
          .content_type = "text/plain; charset=utf-8",
          .body = "nothing is signed here now\n"};
}

std::string halted_path(const std::string& folder) { return folder + "/halted"; }

std::string to_hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

// What the journal says, as it is read.
struct Past {
  Slots slots;
  std::uint64_t live_bytes = 0;
  std::string run = "none";  // the last, in hexadecimal
  std::string run_bytes;

  Status add(std::string_view record, Journal::Place place) {
    return internal::visit(
        record, {.cosigned =
                     [&](std::string_view checkpoint, std::size_t offset) {
                       return add_cosigned(checkpoint, {place.segment, place.offset + offset});
                     },
                 .run = [&](std::string_view name) { run_bytes = name, run = to_hex(name); }});
  }
  Status add_cosigned(std::string_view checkpoint, Journal::Place place) {
    const auto read = internal::read_text(checkpoint);
    if (!read) return Error{Code::corrupt, "the journal: " + read.error().message};
    Slot& slot = slots[crypto::sha256({read->origin})];
    const TreeHead& head = read->head;
    if (head.size < slot.head.size ||
        (head.size == slot.head.size && slot.length != 0 && head.root != slot.head.root)) {
      return Error{Code::corrupt, fmt::format("the journal: {} shrinks", read->origin)};
    }
    live_bytes += checkpoint.size() - slot.length;
    slot = slot_of(head, place, checkpoint.size());
    return {};
  }
};

}  // namespace

struct Witness::Body {
  Body(WitnessOptions given, std::string where, Journal opened, Past past, io::Files::Handle lock)
      : options(std::move(given)),
        folder(std::move(where)),
        journal(std::move(opened)),
        lock_file(lock),
        slots(std::move(past.slots)),
        live_bytes(past.live_bytes),
        run(std::move(past.run_bytes)) {
    for (const ledger::Signer& signer : options.signers) own_keys.push_back(signer.verifier());
  }
  Body(const Body&) = delete;
  Body& operator=(const Body&) = delete;
  ~Body() {
    writing = {};
    // An older copy put over this folder is told by its older file; without it, by less.
    if (!failed) (void)internal::write_place(*options.files, folder, {to_hex(run), to_hex(run)});
    options.files->close(lock_file);
  }

  void add_checkpoint(std::string_view body, Done done);
  ledger::Decision decide(const ledger::KnownLog& known, const ledger::AddCheckpoint& asked) const {
    if (options.only_keeps) return ledger::decide_to_keep(known, asked, options.signers);
    return ledger::decide(known, asked, options.signers, options.now_s());
  }
  bool enqueue(const TreeHead& latest, Waiting& decided);
  WitnessAnswer sign_subtree(std::string_view body);
  std::optional<Error> find_forgotten(const ledger::Note& shown,
                                      const ledger::Checkpoint& checkpoint);
  void write(const std::stop_token& stop);
  std::vector<Waiting> take_some();
  void commit(std::vector<Waiting> batch);
  Status clean();
  Result<std::vector<std::pair<Hash, std::string>>> find_live();
  std::optional<Error> fail(const Error& error);
  TreeHead latest_of(const Hash& origin) const;  // the mutex is held
  std::vector<ledger::VerifierKey> find_keys(std::string_view origin) const {
    const std::shared_lock lock(logs_mutex);
    return options.logs.find(origin);
  }

  WitnessOptions options;
  const std::string folder;
  Journal journal;  // by the writer, but for bytes_at()
  io::Files::Handle lock_file;
  std::vector<ledger::VerifierKey> own_keys;
  mutable std::shared_mutex logs_mutex;  // of options.logs

  mutable std::mutex mutex;  // of all that follows
  std::condition_variable_any changed;
  Slots slots;  // changed by the writer alone
  std::unordered_map<Hash, TreeHead, HashOfHash> in_flight;
  std::vector<Waiting> waiting;
  std::uint64_t live_bytes = 0;
  std::string run;
  std::optional<Error> failed;
  std::optional<std::string> doubted;

  std::jthread writing;
};

std::optional<Error> Witness::Body::fail(const Error& error) {
  const std::lock_guard lock(mutex);
  if (!failed) failed = error;
  changed.notify_all();
  return failed;
}

TreeHead Witness::Body::latest_of(const Hash& origin) const {
  if (const auto found = in_flight.find(origin); found != in_flight.end()) return found->second;
  const auto found = slots.find(origin);
  return found == slots.end() ? TreeHead() : found->second.head;
}

// A cosignature of this witness's own on more than it remembers: its state is an old one, or a copy
// of it runs elsewhere. Nobody else can make such a signature.
std::optional<Error> Witness::Body::find_forgotten(const ledger::Note& shown,
                                                   const ledger::Checkpoint& checkpoint) {
  const auto is_own = [&](const ledger::SignatureLine& line) {
    return std::ranges::any_of(own_keys, [&](const ledger::VerifierKey& key) {
      return key.name == line.name && key.id == line.id;
    });
  };
  ledger::Note note{.text = shown.text, .signatures = {}};
  std::ranges::copy_if(shown.signatures, std::back_inserter(note.signatures), is_own);
  if (note.signatures.empty() || !ledger::verify_note(note, own_keys)) return {};
  const Hash origin = crypto::sha256({checkpoint.origin});
  {
    const std::lock_guard lock(mutex);
    const TreeHead latest = latest_of(origin);
    const TreeHead& head = checkpoint.head;
    const bool is_known = slots.contains(origin) || in_flight.contains(origin);
    if (is_known && (head.size < latest.size || head == latest)) return {};
  }
  const Error error{Code::conflict,
                    fmt::format("{}: this witness has signed {} entries of {} and does not "
                                "remember it: its folder is an old one, or a copy of it runs "
                                "elsewhere. Make a new witness in a new folder",
                                folder, checkpoint.head.size, checkpoint.origin)};
  const Status kept = io::put_durably(*options.files, halted_path(folder),
                                      error.message + "\n\n" + to_string(shown));
  if (!kept) fail(kept.error());
  return fail(error);
}

void Witness::Body::add_checkpoint(std::string_view body, Done done) {
  const auto request = ledger::parse_add_checkpoint(body);
  if (!request) return done(ledger::refuse(request.error()));
  if (find_forgotten(request->note, request->checkpoint)) return done(stopped());
  const Hash origin = crypto::sha256({request->checkpoint.origin});
  const auto keys = find_keys(request->checkpoint.origin);
  while (true) {
    TreeHead latest;
    {
      std::unique_lock lock(mutex);
      if (failed) {
        lock.unlock();
        return done(stopped());
      }
      latest = latest_of(origin);
    }
    auto decision = decide({keys, latest}, *request);
    Waiting decided{.origin = origin,
                    .head = decision.latest.value_or(latest),
                    .checkpoint = std::move(decision.checkpoint),
                    .answer = std::move(decision.answer),
                    .done = std::move(done)};
    if (decided.answer.status == 409 && request->old_size > latest.size) {
      const std::lock_guard lock(mutex);
      if (!doubted) doubted = request->checkpoint.origin;
    }
    if (enqueue(latest, decided)) return;
    done = std::move(decided.done);
  }
}

// What it is asked to sign rests on a cosignature of its own, which was given out once it was on
// the disk: nothing waits here.
WitnessAnswer Witness::Body::sign_subtree(std::string_view body) {
  const auto request = ledger::parse_sign_subtree(body);
  if (!request) return ledger::refuse(request.error());
  if (find_forgotten(request->note, request->checkpoint)) return stopped();
  {
    const std::lock_guard lock(mutex);
    if (failed) return stopped();
  }
  return ledger::decide({.keys = find_keys(request->checkpoint.origin), .latest = {}}, *request,
                        options.signers);
}

// Whether it was still right.
bool Witness::Body::enqueue(const TreeHead& latest, Waiting& decided) {
  std::unique_lock lock(mutex);
  if (!failed && latest_of(decided.origin) != latest) return false;
  if (failed) decided.answer = stopped();
  const bool must_wait = !decided.checkpoint.empty() || in_flight.contains(decided.origin);
  if (failed || !must_wait) {
    lock.unlock();
    decided.done(std::move(decided.answer));
    return true;
  }
  if (!decided.checkpoint.empty()) in_flight[decided.origin] = decided.head;
  waiting.push_back(std::move(decided));
  if (waiting.size() == 1) changed.notify_all();
  return true;
}

std::vector<Waiting> Witness::Body::take_some() {
  const std::lock_guard lock(mutex);
  std::size_t count = 0;
  for (std::size_t bytes = 0; count < waiting.size() && bytes < kMostAtOnce; ++count) {
    bytes += waiting[count].checkpoint.size();
  }
  if (count == waiting.size()) return std::exchange(waiting, {});
  const auto end = waiting.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<Waiting> some(std::make_move_iterator(waiting.begin()), std::make_move_iterator(end));
  waiting.erase(waiting.begin(), end);
  return some;
}

void Witness::Body::write(const std::stop_token& stop) {
  std::unique_lock lock(mutex);
  while (changed.wait(lock, stop, [&] { return !waiting.empty(); })) {
    lock.unlock();
    if (const Status cleaned = clean(); !cleaned) fail(cleaned.error());
    commit(take_some());
    lock.lock();
  }
}

void Witness::Body::commit(std::vector<Waiting> batch) {
  std::string record;
  std::vector<std::size_t> offsets;
  for (const Waiting& one : batch) {
    if (!one.checkpoint.empty()) internal::append_cosigned(record, one.checkpoint);
    offsets.push_back(record.size() - one.checkpoint.size());
  }
  std::optional<Error> error;
  {
    const std::lock_guard lock(mutex);
    error = failed;
  }
  if (!error && !record.empty()) {
    const auto place = journal.append(record);
    if (!place) error = fail(place.error());
    const std::lock_guard lock(mutex);
    for (std::size_t i = 0; place && i < batch.size(); ++i) {
      const Waiting& one = batch[i];
      if (one.checkpoint.empty()) continue;
      Slot& slot = slots[one.origin];
      live_bytes += one.checkpoint.size() - slot.length;
      slot = slot_of(one.head, {place->segment, place->offset + offsets[i]}, one.checkpoint.size());
      const auto found = in_flight.find(one.origin);  // what came later for it may be there
      if (found != in_flight.end() && found->second == one.head) in_flight.erase(found);
    }
  }
  for (Waiting& one : batch) one.done(error ? stopped() : std::move(one.answer));
}

// What is the latest of its origin in the journal's oldest segment.
Result<std::vector<std::pair<Hash, std::string>>> Witness::Body::find_live() {
  std::vector<std::pair<Hash, std::string>> live;
  const auto look = [&](std::string_view record, Journal::Place place) {
    const auto keep = [&](std::string_view checkpoint, std::size_t offset) -> Status {
      const auto read = LODESTAR_TRY(internal::read_text(checkpoint));
      const Hash origin = crypto::sha256({read.origin});
      const auto found = slots.find(origin);
      if (found == slots.end()) return {};
      const Journal::Place latest = place_of(found->second);
      if (latest.segment == place.segment && latest.offset == place.offset + offset) {
        live.emplace_back(origin, checkpoint);
      }
      return {};
    };
    return internal::visit(record, {.cosigned = keep, .run = [](std::string_view) {}});
  };
  LODESTAR_TRY(journal.read_oldest(look));
  return live;
}

Status Witness::Body::clean() {
  {
    const std::lock_guard lock(mutex);
    if (failed) return *failed;
  }
  const std::uint64_t segments = journal.last() - journal.oldest() + 1;
  if (segments <= kSpareSegments) return {};
  if ((segments - kSpareSegments) * options.segment_bytes <= 2 * live_bytes) return {};
  const auto live = LODESTAR_TRY(find_live());
  for (std::size_t i = 0; i < std::max<std::size_t>(live.size(), 1);) {
    std::string record;
    internal::append_run(record, run);
    const std::size_t first = i;
    std::vector<std::size_t> offsets;
    for (; i < live.size() && record.size() < kMostAtOnce; ++i) {
      internal::append_cosigned(record, live[i].second);
      offsets.push_back(record.size() - live[i].second.size());
    }
    const auto place = LODESTAR_TRY(journal.append(record));
    const std::lock_guard lock(mutex);
    for (std::size_t k = first; k < i; ++k) {
      Slot& slot = slots[live[k].first];
      slot = slot_of(slot.head, {place.segment, place.offset + offsets[k - first]}, slot.length);
    }
    if (live.empty()) break;
  }
  return journal.drop_oldest();
}

Witness::Witness(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Witness::~Witness() = default;

namespace {

Status refuse_halted(io::Files& files, const std::string& folder) {
  const auto why = files.read(halted_path(folder));
  if (why) return Error{Code::conflict, why->substr(0, why->find('\n'))};
  return why.error().code == Code::not_found ? Status() : why.error();
}

// The journal of a folder that is the right one, and the name of this run in it.
Result<Journal> take_up(const std::string& folder, const WitnessOptions& options, Past& past) {
  io::Files& files = *options.files;
  const internal::Home home{folder, options.only_keeps ? "mirror" : "witness"};
  std::string place;
  if (!options.was_moved) place = LODESTAR_TRY(internal::read_place(files, home));
  auto journal = Journal::open(
      files, folder + "/journal", {.segment_bytes = options.segment_bytes},
      [&](std::string_view record, Journal::Place where) { return past.add(record, where); });
  if (!journal && journal.error().code == Code::corrupt) {
    return Error{Code::corrupt,
                 fmt::format("{0}. The {1}'s memory is damaged, and an older copy must not take "
                             "its place: make a new {1} in a new folder, and give the logs its key",
                             journal.error().message, home.word)};
  }
  if (!journal) return journal;
  if (!options.was_moved) LODESTAR_TRY(internal::check_run(home, place, past.run));
  const auto random = LODESTAR_TRY(io::random_bytes<internal::kRunBytes>());
  past.run_bytes = {random.reveal().begin(), random.reveal().end()};
  const std::string next = to_hex(past.run_bytes);
  std::string record;
  internal::append_run(record, past.run_bytes);
  LODESTAR_TRY(internal::write_place(files, folder, {past.run, next}));
  LODESTAR_TRY(journal->append(record));
  LODESTAR_TRY(internal::write_place(files, folder, {next, next}));
  return journal;
}

}  // namespace

Status Witness::make(const std::string& folder, io::Files& files) {
  LODESTAR_TRY(make_folder_durably(files, folder, 0700));
  const auto names = files.list(folder + "/journal");
  if (!names && names.error().code != Code::not_found) return names.error();
  if (names && !names->empty()) {
    return Error{Code::conflict,
                 fmt::format("{}: here lies a memory whose key is gone: make a new key in a new "
                             "folder",
                             folder)};
  }
  return internal::write_place(files, folder, {.before = "none", .now = "none"});
}

Result<std::unique_ptr<Witness>> Witness::open(const std::string& folder, WitnessOptions options) {
  LODESTAR_ASSERT(!options.signers.empty() && options.now_s != nullptr);
  io::Files& files = *options.files;
  LODESTAR_TRY(make_folder_durably(files, folder, 0700));
  const io::Files::Handle lock = LODESTAR_TRY(files.lock(folder + "/lock"));
  Past past;
  Status taken = refuse_halted(files, folder);
  auto journal = taken ? take_up(folder, options, past) : Result<Journal>(taken.error());
  if (!journal) {
    files.close(lock);
    return journal.error();
  }
  auto body = std::make_unique<Body>(std::move(options), folder, *std::move(journal),
                                     std::move(past), lock);
  body->writing =
      std::jthread([one = body.get()](const std::stop_token& stop) { one->write(stop); });
  return std::unique_ptr<Witness>(new Witness(std::move(body)));
}

void Witness::add_checkpoint(std::string_view body, Done done) {
  body_->add_checkpoint(body, std::move(done));
}

WitnessAnswer Witness::add_checkpoint(std::string_view body) {
  std::promise<WitnessAnswer> promise;
  auto answer = promise.get_future();
  add_checkpoint(body, [&promise](WitnessAnswer given) { promise.set_value(std::move(given)); });
  return answer.get();
}

WitnessAnswer Witness::sign_subtree(std::string_view body) { return body_->sign_subtree(body); }

Result<std::string> Witness::checkpoint(const Hash& origin) const {
  // The writer may have moved it between the look and the reading, and dropped where it was.
  constexpr int kTries = 5;
  Result<std::string> bytes = Error{Code::not_found, "nothing of this origin was cosigned"};
  for (int i = 0; i < kTries && !bytes && bytes.error().code == Code::not_found; ++i) {
    Slot slot;
    {
      const std::lock_guard lock(body_->mutex);
      const auto found = body_->slots.find(origin);
      if (found == body_->slots.end()) return bytes;
      slot = found->second;
    }
    bytes = body_->journal.bytes_at(place_of(slot), slot.length);
    const auto read = bytes ? internal::read_text(*bytes) : bytes.error();
    if (bytes && (!read || read->head != slot.head)) {
      return Error{Code::corrupt, "the journal gives other bytes than it was given"};
    }
  }
  return bytes;
}

void Witness::set_logs(LogList logs) {
  const std::unique_lock lock(body_->logs_mutex);
  body_->options.logs = std::move(logs);
}

std::span<const ledger::Signer> Witness::signers() const { return body_->options.signers; }

std::size_t Witness::origins() const {
  const std::lock_guard lock(body_->mutex);
  return body_->slots.size();
}

std::optional<Error> Witness::failure() const {
  const std::lock_guard lock(body_->mutex);
  return body_->failed;
}

std::optional<std::string> Witness::doubt() const {
  const std::lock_guard lock(body_->mutex);
  return body_->doubted;
}

}  // namespace lodestar::witness
