// SPDX-License-Identifier: Apache-2.0
// Four threads. The sequencer writes what waits as one record of the journal, syncs, and answers;
// the builder turns what is durable into tiles; the publisher, at each tick, finishes the edge, has
// the sequencer note the new head in the journal, has it signed, which may take time or fail, and
// puts the checkpoint there; the settler waits for the disk before the journal is cut, whether or
// not the head has been published, and has the journal's next file made ready. An error of any
// stops all for good. Without a clock, whoever calls publish() does the work of the latter two, and
// a file is made ready only where he asks for it.
#include "log/log.h"

#include <fmt/core.h>
#include <sys/resource.h>
#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/assert.h"
#include "log/internal/opening.h"

namespace lodestar::log {

using ledger::TreeHead;

namespace {

struct Answer {
  Log::Done done;
  std::uint32_t entries = 0;
};

struct DurableBatch {
  std::string record;
  std::uint64_t segment = 0;
};

// The calling thread lets others go first: who waits for an index must not wait for tiles.
void step_back() {
  constexpr int kNice = 10;
  (void)setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNice);  // a refusal does no harm
}

// Between pieces of what nobody waits for. False when it is time to end.
bool lets_the_disk_breathe(const std::stop_token& stop) {
  every(std::chrono::milliseconds(5))(stop);
  return !stop.stop_requested();
}

// One process at a time; the others may wait for their turn.
Result<io::Files::Handle> hold(const internal::Layout& layout, const LogOptions& options) {
  auto lock = options.files->lock(layout.lock());
  while (!lock && lock.error().code == Code::conflict && options.waits_for_others &&
         options.waits_for_others()) {
    lock = options.files->lock(layout.lock());
  }
  return lock;
}

bool is_not_now(const Error& error) {
  return error.code == Code::unavailable || error.code == Code::cancelled;
}

}  // namespace

Clock every(std::chrono::milliseconds period) {
  return [period](const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, period, [] { return false; });
  };
}

struct Log::Body {
  Body(LogOptions given, internal::Layout where, internal::Taken taken, io::Files::Handle lock)
      : options(std::move(given)),
        layout(std::move(where)),
        journal(std::move(taken.journal)),
        publisher(std::move(taken.publisher)),
        lock_file(lock) {}
  Body(const Body&) = delete;
  Body& operator=(const Body&) = delete;
  ~Body() {
    building = {};
    publishing = {};
    settling = {};
    if (!is_refused()) (void)publish({});  // an error has told itself to those who waited
    sequencing = {};
    options.files->close(lock_file);
  }

  void start() {
    sequencing = std::jthread([this](const std::stop_token& stop) { sequence(stop); });
    if (!options.wait) return;  // all else happens in publish()
    building = std::jthread([this](const std::stop_token& stop) { build(stop); });
    settling = std::jthread([this](const std::stop_token& stop) { settle_planned(stop); });
    publishing = std::jthread([this](const std::stop_token& stop) {
      step_back();
      for (options.wait(stop); !stop.stop_requested() && publish_and_tell(stop); options.wait(stop))
        continue;
    });
  }

  void sequence(const std::stop_token& stop);
  void commit();
  Status note(std::string record);
  Result<TreeHead> publish(const std::stop_token& stop);
  bool publish_and_tell(const std::stop_token& stop);
  Status publish_once(const std::stop_token& stop);
  Status show(const TreeHead& next, const std::stop_token& stop);
  struct Prepared {
    TreeHead head;
    std::optional<internal::Settling> plan;
  };
  Result<Prepared> prepare();
  Status let_go(internal::Settling plan);
  void build(const std::stop_token& stop);
  void settle_planned(const std::stop_token& stop);
  bool is_settling() const {
    const std::lock_guard lock(mutex);
    return to_settle.has_value();
  }
  Status build_once();
  // Whether all that is durable was refused to be published just now.
  bool is_refused() const {
    const std::lock_guard lock(mutex);
    return not_now && durable.empty() && asked.size == publisher.size();
  }
  Error fail(const Error& error);
  std::optional<TreeHead> find_published() const {
    const std::lock_guard lock(mutex);
    return head;
  }
  // As published, but for a checkpoint that has to be signed anew.
  std::optional<TreeHead> find_standing() const {
    const std::lock_guard lock(mutex);
    return stands ? head : std::nullopt;
  }
  TreeHead published() const {
    return find_published().value_or(TreeHead{0, ledger::empty_root()});
  }

  LogOptions options;
  internal::Layout layout;
  io::Journal journal;           // append() by the sequencer, cut() by who publishes
  std::mutex publication;        // held by who publishes
  std::optional<Error> not_now;  // by publication: why the last head was not signed
  std::optional<std::uint64_t> set_back_to;
  TreeHead asked;                 // by publication: the last head that was, or was to be, signed
  std::mutex making;              // held by who makes files, after publication and never over sign
  internal::Publisher publisher;  // by making
  io::Files::Handle lock_file;

  mutable std::mutex mutex;  // of all that follows
  std::condition_variable_any changed;
  internal::Batch waiting;
  std::deque<Answer> answers_due;
  std::deque<DurableBatch> durable;
  std::uint64_t size = 0, bytes_under_way = 0;
  std::optional<TreeHead> head;                 // published
  bool stands = true;                           // that
  std::optional<std::string> to_note;           // a record for the journal, until that has it
  std::optional<internal::Settling> to_settle;  // until it is done
  std::optional<Error> failed;

  std::jthread sequencing, building, publishing, settling;
};

Error Log::Body::fail(const Error& error) {
  const std::lock_guard lock(mutex);
  if (!failed) failed = error;
  changed.notify_all();
  return *failed;
}

void Log::Body::sequence(const std::stop_token& stop) {
  std::unique_lock lock(mutex);
  while (true) {
    changed.wait(lock, stop, [&] { return waiting.entries() > 0 || to_note; });
    if (waiting.entries() > 0) {
      lock.unlock();
      commit();
      lock.lock();
    } else if (to_note) {
      const std::string record = *to_note;
      lock.unlock();
      const auto appended = journal.append(record);
      if (!appended) fail(appended.error());
      lock.lock();
      to_note.reset();
      changed.notify_all();
    } else {
      return;  // a stop was asked for
    }
  }
}

// Takes all that waits.
void Log::Body::commit() {
  std::deque<Answer> answers;
  std::uint64_t first = 0;
  std::string record;
  {
    const std::lock_guard lock(mutex);
    std::swap(answers, answers_due);
    first = size;
    size += waiting.entries();
    record = waiting.take(first);
  }
  const auto place = journal.append(record);
  if (place) {
    const std::lock_guard lock(mutex);
    durable.push_back({std::move(record), place->segment});
  } else {
    fail(place.error());
  }
  for (Answer& answer : answers) {
    if (place) {
      answer.done(first);
    } else {
      answer.done(place.error());
    }
    first += answer.entries;
  }
}

// Waits until the journal has it.
Status Log::Body::note(std::string record) {
  std::unique_lock lock(mutex);
  to_note = std::move(record);
  changed.notify_all();
  changed.wait(lock, [&] { return !to_note; });
  return failed ? Status(*failed) : Status();
}

Result<TreeHead> Log::Body::publish(const std::stop_token& stop) {
  const std::lock_guard publishing_alone(publication);
  {
    const std::lock_guard lock(mutex);
    if (failed) return *failed;
  }
  if (const Status ended = publish_once(stop); !ended) return fail(ended.error());
  if (not_now) {
    return Error{not_now->code, fmt::format("{}; the published tree stays at {}", not_now->message,
                                            published().size)};
  }
  return published();
}

// Whether the log can go on.
bool Log::Body::publish_and_tell(const std::stop_token& stop) {
  const auto ended = publish(stop);
  if (options.tell && (ended || ended.error().code != Code::cancelled))
    options.tell(ended ? Status() : Status(ended.error()));
  const std::lock_guard lock(mutex);
  return !failed;
}

// Makes tiles of what is durable as it comes, so that a publication has little to do.
void Log::Body::build(const std::stop_token& stop) {
  step_back();
  const Clock pause = every(std::chrono::milliseconds(20));
  for (pause(stop); !stop.stop_requested(); pause(stop)) {
    const std::lock_guard making_alone(making);
    if (const Status built = build_once(); !built) return static_cast<void>(fail(built.error()));
  }
}

// Beside all else, as a disk may take its time to write everything.
void Log::Body::settle_planned(const std::stop_token& stop) {
  std::unique_lock lock(mutex);
  while (true) {
    changed.wait(lock, stop, [&] { return to_settle.has_value(); });
    if (!to_settle) return;  // a stop was asked for
    const internal::Settling plan = *to_settle;
    lock.unlock();
    Status settled = internal::settle(*options.files, layout, journal, plan);
    if (settled) settled = journal.make_ready([&] { return lets_the_disk_breathe(stop); });
    if (!settled) fail(settled.error());
    lock.lock();
    to_settle.reset();
    if (failed || stop.stop_requested()) return;
  }
}

Status Log::Body::build_once() {
  std::deque<DurableBatch> batches;
  {
    const std::lock_guard lock(mutex);
    std::swap(batches, durable);
  }
  std::uint64_t bytes = 0;
  for (const DurableBatch& batch : batches) {
    const auto entries = internal::parse_batch(batch.record);
    LODESTAR_ASSERT(entries.has_value());
    LODESTAR_TRY(publisher.add(*entries, batch.segment));
    bytes += batch.record.size();
  }
  const std::lock_guard lock(mutex);
  bytes_under_way -= bytes;
  return {};
}

// Tiles of all that is durable, and its head in the journal: whoever sees a checkpoint of it may
// hold the log to it from now on.
Result<Log::Body::Prepared> Log::Body::prepare() {
  const std::lock_guard making_alone(making);
  LODESTAR_TRY(build_once());
  if (asked.size == publisher.size()) return Prepared{asked, std::nullopt};
  LODESTAR_TRY(publisher.write_kept());
  const TreeHead next = LODESTAR_TRY(publisher.write_edge());
  LODESTAR_TRY(note(internal::head_record(next)));
  asked = next;
  return Prepared{next, is_settling() ? std::nullopt : publisher.plan_settling(next)};
}

Status Log::Body::show(const TreeHead& next, const std::stop_token& stop) {
  const auto checkpoint = options.sign(next, stop);
  if (!checkpoint && is_not_now(checkpoint.error())) {
    not_now = checkpoint.error();
    return {};
  }
  if (!checkpoint) return checkpoint.error();
  // Where opening publishes nothing, nothing but this brings back what somebody may have seen
  // before the disk had its name.
  if (options.keeps_public) LODESTAR_TRY(note(internal::shown_record(*checkpoint)));
  const std::lock_guard making_alone(making);
  using enum io::Put::Durably;
  LODESTAR_TRY(
      publisher.write_checkpoint(*checkpoint, options.keeps_public ? bytes_and_name : bytes));
  const std::lock_guard lock(mutex);
  head = next;
  stands = true;
  return {};
}

Status Log::Body::let_go(internal::Settling plan) {
  if (!options.wait) {
    LODESTAR_TRY(internal::settle(*options.files, layout, journal, plan));
    return options.makes_ready ? journal.make_ready([] { return true; }) : Status();
  }
  const std::lock_guard lock(mutex);
  to_settle = std::move(plan);
  changed.notify_all();
  return {};
}

Status Log::Body::publish_once(const std::stop_token& stop) {
  not_now.reset();
  auto [next, plan] = LODESTAR_TRY(prepare());
  if (next != find_standing()) LODESTAR_TRY(show(next, stop));
  return plan ? let_go(*std::move(plan)) : Status();
}

Log::Log(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Log::~Log() = default;

namespace {

// What is published at an opening.
struct Shown {
  std::optional<TreeHead> head;
  bool stands = true;
  std::optional<Error> not_now;
};

// What was signed, on its way there or before, is there again.
Result<Shown> show_found(const internal::Layout& layout, const LogOptions& options,
                         const internal::Found& found, internal::Publisher& publisher) {
  Shown shown{.head = found.checkpoint};
  if (found.unshown) {
    using enum io::Put::Durably;
    LODESTAR_TRY(publisher.write_checkpoint(*found.unshown, bytes_and_name));
    shown.head = internal::find_head(*found.unshown);
  }
  if (shown.head && options.stands)
    shown.stands = options.stands(LODESTAR_TRY(options.files->read(layout.checkpoint())));
  return shown;
}

// Publishes what is durable, where opening publishes.
Result<Shown> show_durable(Shown shown, const TreeHead& head, const LogOptions& options,
                           internal::Taken& taken) {
  if (shown.head != head) LODESTAR_TRY(taken.journal.append(internal::head_record(head)));
  const auto checkpoint =
      options.keeps_public
          ? Result<std::string>(Error{Code::unavailable, "opening publishes nothing"})
          : options.sign(head, {});
  if (!checkpoint && !is_not_now(checkpoint.error())) return checkpoint.error();
  if (!checkpoint) {
    shown.not_now = checkpoint.error();
    return shown;
  }
  LODESTAR_TRY(taken.publisher.write_checkpoint(*checkpoint));
  return Shown{.head = head};
}

}  // namespace

Result<std::unique_ptr<Log>> Log::open(const std::string& folder, LogOptions options) {
  LODESTAR_ASSERT(options.sign != nullptr);
  io::Files& files = *options.files;
  const internal::Layout layout{folder};
  LODESTAR_TRY(make_folder_durably(files, folder, 0755));
  LODESTAR_TRY(make_folder_durably(files, layout.open(), 0755));
  LODESTAR_TRY(make_folder_durably(files, layout.closed(), 0700));
  LODESTAR_TRY(make_folder_durably(files, layout.journal(), 0700));
  const io::Files::Handle lock = LODESTAR_TRY(hold(layout, options));
  // Let go of by the body, once there is one.
  struct Unlock {
    io::Files* files;
    io::Files::Handle lock;
    ~Unlock() {
      if (files != nullptr) files->close(lock);
    }
  } unlock{&files, lock};

  const auto found = LODESTAR_TRY(internal::look(files, layout, options.known));
  auto taken = LODESTAR_TRY(
      internal::take_up(files, layout, found,
                        {.journal = {.segment_bytes = options.segment_bytes,
                                     .first_segment_bytes = options.first_segment_bytes},
                         .keeps_public = options.keeps_public}));
  const TreeHead head = LODESTAR_TRY(taken.publisher.write_edge());
  LODESTAR_ASSERT(head == found.durable);
  auto shown = LODESTAR_TRY(show_found(layout, options, found, taken.publisher));
  if (!shown.stands || shown.head != head)
    shown = LODESTAR_TRY(show_durable(std::move(shown), head, options, taken));
  if (!options.keeps_public) {
    if (const auto plan = taken.publisher.plan_settling(head))
      LODESTAR_TRY(internal::settle(files, layout, taken.journal, *plan));
  }
  unlock.files = nullptr;
  auto body = std::make_unique<Body>(std::move(options), layout, std::move(taken), lock);
  body->head = shown.head;
  body->stands = shown.stands;
  body->asked = head;
  if (found.unshown) body->set_back_to = found.checkpoint.value_or(TreeHead()).size;
  body->not_now = std::move(shown.not_now);
  body->size = head.size;
  body->start();
  return std::unique_ptr<Log>(new Log(std::move(body)));
}

void Log::add(std::span<const std::string_view> entries, Done done) {
  LODESTAR_ASSERT(!entries.empty());
  std::uint64_t bytes = 0;
  for (const std::string_view entry : entries) {
    bytes += 2 + entry.size();
    if (entry.size() > ledger::kLongestEntry) {
      return done(
          Error{Code::invalid, fmt::format("an entry has {} bytes, and the format allows {}",
                                           entry.size(), ledger::kLongestEntry)});
    }
  }
  std::unique_lock lock(body_->mutex);
  std::optional<Error> refused = body_->failed;
  if (!refused && body_->bytes_under_way + bytes > body_->options.most_waiting_bytes)
    refused = Error{Code::limited, "the disk is behind: come again in a second"};
  if (refused) {
    lock.unlock();
    return done(*std::move(refused));
  }
  const std::size_t before = body_->waiting.bytes();
  for (const std::string_view entry : entries) body_->waiting.add(entry);
  body_->bytes_under_way += body_->waiting.bytes() - before;
  body_->answers_due.push_back({std::move(done), static_cast<std::uint32_t>(entries.size())});
  if (body_->answers_due.size() == 1) body_->changed.notify_all();
}

Result<std::uint64_t> Log::add(std::span<const std::string_view> entries) {
  std::promise<Result<std::uint64_t>> promise;
  auto answer = promise.get_future();
  add(entries, [&promise](Result<std::uint64_t> first) { promise.set_value(std::move(first)); });
  return answer.get();
}

Result<TreeHead> Log::publish(const std::stop_token& stop) { return body_->publish(stop); }

std::optional<Error> Log::failure() const {
  const std::lock_guard lock(body_->mutex);
  return body_->failed;
}

TreeHead Log::published() const { return body_->published(); }

std::optional<std::uint64_t> Log::set_back_to() const { return body_->set_back_to; }

bool Log::stands() const {
  const std::lock_guard lock(body_->mutex);
  return body_->stands;
}

std::uint64_t Log::size() const {
  const std::lock_guard lock(body_->mutex);
  return body_->size;
}

}  // namespace lodestar::log
