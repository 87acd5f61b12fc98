// SPDX-License-Identifier: Apache-2.0
// What may be signed is decided by the memory of pending checkpoints alone, which is a witness's:
// each follows from all before it. A copy can lack entries, and then takes them again; it cannot
// make the mirror sign another past.
//
//   ticket = hexadecimal[32] checkpoint     a name under a key of this run, of what follows
#include "mirror/mirror.h"

#include <fmt/core.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <future>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <utility>

#include "base/assert.h"
#include "io/random.h"
#include "ledger/mirror.h"
#include "mirror/internal/log_copy.h"
#include "witness/witness.h"

namespace lodestar::mirror {

using internal::LogCopy;
using ledger::Hash;
using ledger::TreeHead;
using ledger::WitnessAnswer;

namespace {

constexpr std::string_view kText = "text/plain; charset=utf-8", kDomain = "lodestar mirror ticket";
constexpr std::size_t kTicketName = 32;  // bytes

WitnessAnswer say(int status, std::string_view words) {
  return {.status = status, .content_type = std::string(kText), .body = std::string(words) + '\n'};
}
// Why is said to its keeper: it may name files of this machine.
WitnessAnswer stopped() { return say(500, "this mirror takes and signs nothing now"); }

// A checkpoint with its signatures.
struct Signed {
  std::string origin;
  TreeHead head;
  std::string note;
};
Result<Signed> read_signed(std::string note) {
  const auto parsed = LODESTAR_TRY(ledger::parse_note(note));
  auto read = LODESTAR_TRY(ledger::parse_checkpoint(parsed.text));
  return Signed{.origin = std::move(read.origin), .head = read.head, .note = std::move(note)};
}
std::optional<TreeHead> head_of(const std::optional<Signed>& one) {
  return one ? std::optional(one->head) : std::nullopt;
}

}  // namespace

struct Mirror::Body {
  struct Waiting {
    std::string_view body;
    Unpack unpack;  // what gives the body instead, if there is one
    Done done;
  };

  Body(MirrorOptions given, std::string where, io::Files::Handle lock)
      : options(std::move(given)), folder(std::move(where)), disk(lock) {}
  Body(const Body&) = delete;
  Body& operator=(const Body&) = delete;
  ~Body() {
    working = {};
    pending.reset();
    options.files->close(disk);
  }

  Status prepare();
  Status find_copies();
  Result<LogCopy*> find_copy(const Hash& origin, const TreeHead& head);
  void work(const std::stop_token& stop);
  WitnessAnswer answer(std::string_view body);
  WitnessAnswer unpack_and_answer(Unpack& unpack);
  Result<WitnessAnswer> take(const ledger::AddEntries& request);
  Result<WitnessAnswer> commit(const Signed& upload, LogCopy& copy);
  WitnessAnswer tell(int status, const Signed& one, std::uint64_t next) const;
  std::string cosignatures_in(const std::string& checkpoint) const;
  std::string ticket_of(const Signed& one) const;
  std::optional<Signed> open_ticket(const ledger::AddEntries& request) const;
  std::optional<Error> find_failure() const;

  MirrorOptions options;
  const std::string folder;
  const io::Files::Handle disk;  // the lock
  crypto::Digest ticket_key{};
  std::unique_ptr<witness::Witness> pending;
  std::map<Hash, LogCopy> copies;        // by the worker alone
  mutable std::shared_mutex logs_mutex;  // of options.logs

  mutable std::mutex mutex;  // of all that follows
  std::condition_variable_any changed;
  std::deque<Waiting> waiting;
  std::optional<Error> failed;

  std::jthread working;
};

std::optional<Error> Mirror::Body::find_failure() const {
  {
    const std::lock_guard lock(mutex);
    if (failed) return failed;
  }
  return pending->failure();
}

// Files that never got their names go.
Status Mirror::Body::prepare() {
  io::Files& files = *options.files;
  LODESTAR_TRY(io::make_folder_durably(files, folder + "/public", 0755));
  LODESTAR_TRY(io::make_folder_durably(files, folder + "/new", 0700));
  for (const std::string& name : LODESTAR_TRY(files.list(folder + "/new")))
    LODESTAR_TRY(files.remove(fmt::format("{}/new/{}", folder, name)));
  const auto key = LODESTAR_TRY(io::random_bytes<32>());
  ticket_key = key.reveal();
  pending = LODESTAR_TRY(
      witness::Witness::open(folder + "/pending", {.signers = std::move(options.signers),
                                                   .logs = options.logs,
                                                   .now_s = options.now_s,
                                                   .was_moved = options.was_moved,
                                                   .only_keeps = true,
                                                   .segment_bytes = options.segment_bytes,
                                                   .files = options.files}));
  return find_copies();
}

Status Mirror::Body::find_copies() {
  for (const std::string& name : LODESTAR_TRY(options.files->list(folder + "/public"))) {
    const auto origin = crypto::from_hex(name);
    if (!origin) continue;
    const auto note = pending->checkpoint(*origin);
    if (!note && note.error().code == Code::not_found) {
      return Error{
          Code::conflict,
          fmt::format("{}/public/{}: a copy of a log of which no checkpoint is remembered: "
                      "the folder 'pending' is an older one. Make a new mirror in a new "
                      "folder",
                      folder, name)};
    }
    if (!note) return note.error();
    LODESTAR_TRY(find_copy(*origin, LODESTAR_TRY(read_signed(*note)).head));
  }
  return {};
}

Result<LogCopy*> Mirror::Body::find_copy(const Hash& origin, const TreeHead& head) {
  const auto found = copies.find(origin);
  if (found != copies.end()) return &found->second;
  auto copy = LODESTAR_TRY(
      LogCopy::open({.files = options.files,
                     .disk = disk,
                     .folder = fmt::format("{}/public/{}", folder, crypto::to_hex(origin)),
                     .fresh = folder + "/new"},
                    head));
  return &copies.emplace(origin, std::move(copy)).first->second;
}

void Mirror::Body::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex);
  while (changed.wait(lock, stop, [&] { return !waiting.empty(); })) {
    Waiting one = std::move(waiting.front());
    waiting.pop_front();
    lock.unlock();
    one.done(one.unpack ? unpack_and_answer(one.unpack) : answer(one.body));
    lock.lock();
  }
}

WitnessAnswer Mirror::Body::answer(std::string_view body) {
  if (find_failure()) return stopped();
  const auto request = ledger::parse_add_entries(body);
  if (!request) return ledger::refuse(request.error());
  auto answer = take(*request);
  if (answer) return *std::move(answer);
  const std::lock_guard lock(mutex);
  failed = answer.error();
  return stopped();
}

WitnessAnswer Mirror::Body::unpack_and_answer(Unpack& unpack) {
  const auto body = unpack();
  return body ? answer(*body) : ledger::refuse(body.error());
}

// An error is the disk's.
Result<WitnessAnswer> Mirror::Body::take(const ledger::AddEntries& request) {
  ledger::MirrorState state;
  {
    const std::shared_lock lock(logs_mutex);
    state.is_known = !options.logs.find(request.origin).empty();
  }
  const Hash origin = crypto::sha256({request.origin});
  const auto note = pending->checkpoint(origin);
  if (!note && note.error().code != Code::not_found) return note.error();
  if (!state.is_known || !note) {
    return state.is_known ? say(422, "no checkpoint of this log was added yet")
                          : say(404, "the origin is unknown");
  }
  const Signed latest = LODESTAR_TRY(read_signed(*note));
  LogCopy& copy = *LODESTAR_TRY(find_copy(origin, latest.head));
  const auto ticketed = open_ticket(request);
  state.pending = latest.head;
  state.ticketed = head_of(ticketed);
  state.mirrored = copy.mirrored();
  state.next = copy.next();
  const ledger::Admission admission = admit(state, request);
  const auto upload = [&]() -> Result<Signed> {
    if (admission.head == latest.head) return latest;
    if (ticketed && admission.head == ticketed->head) return *ticketed;
    return read_signed(copy.checkpoint());
  };
  const Signed head = LODESTAR_TRY(upload());
  if (admission.status != 200) return tell(admission.status, head, copy.next());
  const auto subtree = ledger::subtree_of(request.upload);
  const auto before = LODESTAR_TRY(copy.hashes({subtree.start, request.upload.start}));
  const auto authenticated = authenticate(request, head.head, before);
  LODESTAR_TRY(copy.save(authenticated.packages));
  switch (authenticated.status) {
    case 200:
      return commit(head, copy);
    case 202:
      return tell(202, head, copy.next());
    case 422:
      return say(422, "a package is not proven to be in the checkpoint's tree");
    default:
      return say(400, "the first package is cut off");
  }
}

// All of the upload is here.
Result<WitnessAnswer> Mirror::Body::commit(const Signed& upload, LogCopy& copy) {
  const auto& mirrored = copy.mirrored();
  if (mirrored && mirrored->size == upload.head.size)
    return WitnessAnswer{200, std::string(kText), cosignatures_in(copy.checkpoint())};
  const std::uint64_t now_s = options.now_s();
  if (!ledger::can_cosign_at(now_s)) return say(503, "the clock of the mirror is wrong");
  LODESTAR_TRY(copy.settle(upload.head));
  const std::string text = LODESTAR_TRY(ledger::parse_note(upload.note)).text;
  WitnessAnswer answer{.status = 200, .content_type = std::string(kText), .body = ""};
  for (const ledger::Signer& signer : pending->signers()) {
    if (can_cosign(signer.verifier(), upload.origin))
      answer.body += to_string(signer.cosign(text, now_s));
  }
  LODESTAR_TRY(copy.publish(upload.head, upload.note + answer.body));
  return answer;
}

WitnessAnswer Mirror::Body::tell(int status, const Signed& one, std::uint64_t next) const {
  return {.status = status,
          .content_type = std::string(ledger::kMirrorInfoType),
          .body = to_string(
              ledger::MirrorInfo{.size = one.head.size, .next = next, .ticket = ticket_of(one)})};
}

std::string Mirror::Body::cosignatures_in(const std::string& checkpoint) const {
  std::string lines;
  const auto note = ledger::parse_note(checkpoint);
  LODESTAR_ASSERT(note.has_value());  // it was read when it came here
  for (const ledger::SignatureLine& line : note->signatures) {
    const bool is_own = std::ranges::any_of(pending->signers(), [&](const ledger::Signer& signer) {
      return signer.verifier().name == line.name && signer.verifier().id == line.id;
    });
    if (is_own) lines += to_string(line);
  }
  return lines;
}

std::string Mirror::Body::ticket_of(const Signed& one) const {
  if (one.note.size() + kTicketName > ledger::kLongestTicket) return {};
  return crypto::keyed_name(ticket_key, kDomain, one.note) + one.note;
}

std::optional<Signed> Mirror::Body::open_ticket(const ledger::AddEntries& request) const {
  if (request.ticket.size() <= kTicketName) return {};
  const std::string_view note = request.ticket.substr(kTicketName);
  if (crypto::keyed_name(ticket_key, kDomain, note) != request.ticket.substr(0, kTicketName))
    return {};
  auto read = read_signed(std::string(note));
  if (!read || read->origin != request.origin) return {};
  return *std::move(read);
}

Mirror::Mirror(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Mirror::~Mirror() = default;

Status Mirror::make(const std::string& folder, io::Files& files) {
  LODESTAR_TRY(make_folder_durably(files, folder, 0755));
  return witness::Witness::make(folder + "/pending", files);
}

Result<std::unique_ptr<Mirror>> Mirror::open(const std::string& folder, MirrorOptions options) {
  LODESTAR_ASSERT(!options.signers.empty() && options.now_s != nullptr);
  io::Files& files = *options.files;
  LODESTAR_TRY(make_folder_durably(files, folder, 0755));
  const io::Files::Handle lock = LODESTAR_TRY(files.lock(folder + "/lock"));
  auto body = std::make_unique<Body>(std::move(options), folder, lock);
  LODESTAR_TRY(body->prepare());
  body->working =
      std::jthread([one = body.get()](const std::stop_token& stop) { one->work(stop); });
  return std::unique_ptr<Mirror>(new Mirror(std::move(body)));
}

void Mirror::add_checkpoint(std::string_view body, Done done) {
  if (body_->find_failure()) return done(stopped());
  body_->pending->add_checkpoint(body, std::move(done));
}

WitnessAnswer Mirror::add_checkpoint(std::string_view body) {
  std::promise<WitnessAnswer> promise;
  auto answer = promise.get_future();
  add_checkpoint(body, [&promise](WitnessAnswer given) { promise.set_value(std::move(given)); });
  return answer.get();
}

void Mirror::add_entries(std::string_view body, Done done) {
  const std::lock_guard lock(body_->mutex);
  body_->waiting.push_back({.body = body, .unpack = {}, .done = std::move(done)});
  body_->changed.notify_one();
}

void Mirror::add_entries(Unpack unpack, Done done) {
  const std::lock_guard lock(body_->mutex);
  body_->waiting.push_back({.body = {}, .unpack = std::move(unpack), .done = std::move(done)});
  body_->changed.notify_one();
}

WitnessAnswer Mirror::add_entries(std::string_view body) {
  std::promise<WitnessAnswer> promise;
  auto answer = promise.get_future();
  add_entries(body, [&promise](WitnessAnswer given) { promise.set_value(std::move(given)); });
  return answer.get();
}

WitnessAnswer Mirror::sign_subtree(std::string_view body) {
  if (body_->find_failure()) return stopped();
  return body_->pending->sign_subtree(body);
}

void Mirror::set_logs(witness::LogList logs) {
  body_->pending->set_logs(logs);
  const std::unique_lock lock(body_->logs_mutex);
  body_->options.logs = std::move(logs);
}

std::size_t Mirror::origins() const { return body_->pending->origins(); }
std::optional<Error> Mirror::failure() const { return body_->find_failure(); }
std::optional<std::string> Mirror::doubt() const { return body_->pending->doubt(); }

}  // namespace lodestar::mirror
