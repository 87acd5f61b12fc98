// SPDX-License-Identifier: Apache-2.0
#include "http/internal/worker.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"

namespace lodestar::http::internal {
namespace {

constexpr std::chrono::seconds kPatience{2};      // with who sends more than is read
constexpr std::chrono::milliseconds kSweep{250};  // by which a deadline may be overrun
constexpr std::size_t kMostUnread = std::size_t{16} << 20;
constexpr std::size_t kLeastRead = 2048, kMostRead = 65536;

Parser& parser_of(Connection& connection) {
  LODESTAR_ASSERT(connection.parser.has_value());
  return *connection.parser;
}

// As much as is known to come, within reason.
std::size_t room_of(const Parser& parser) {
  if (!parser.is_header_done()) return kLeastRead;
  const std::uint64_t rest = parser.content_length_remaining().value_or(0);
  return static_cast<std::size_t>(std::clamp<std::uint64_t>(rest, kLeastRead, kMostRead));
}

// Beast puts those behind a body among those of the head.
std::ptrdiff_t fields_of(const Parser& parser) {
  return std::distance(parser.get().begin(), parser.get().end());
}

}  // namespace

void Worker::take(Socket socket) {
  asio::post(context_, [this, taken = std::move(socket)]() mutable {
    beast::error_code error;
    error = taken.set_option(asio::ip::tcp::no_delay(true), error);
    error = taken.non_blocking(true, error);
    Connection& connection = open_.emplace_back(std::move(taken));
    connection.place = std::prev(open_.end());
    const auto source = connection.socket.remote_endpoint(error);
    if (!error) connection.source = source.address().to_string();
    begin(connection);
  });
}

void Worker::run() {
  sweep();
  context_.run();
}

void Worker::let_idle_go() {
  asio::post(context_, [this] { let_go(); });
}

void Worker::wait_for_owed() const {
  for (std::size_t owed = owed_; owed > 0; owed = owed_) owed_.wait(owed);
}

// Those whose time is over; when the server ends, all that are owed nothing. What they wait for
// is cancelled, again and again should it have been done just then.
void Worker::let_go() {
  const auto now = SteadyClock::now();
  beast::error_code error;
  for (Connection& connection : open_) {
    const bool is_over = connection.deadline <= now || (common_.stopping && connection.is_idle);
    if (is_over) error = connection.socket.cancel(error);
  }
}

// Deadlines are kept by one sweep a thread, which costs the same however many requests there are; a
// timer would have to be set for each of a connection's reads and writes.
void Worker::sweep() {
  pause_.expires_after(kSweep);
  pause_.async_wait([this](const beast::error_code&) {
    let_go();
    sweep();
  });
}

void Worker::begin(Connection& connection) {
  if (common_.stopping) return end(connection);
  Parser& parser = connection.parser.emplace();
  parser.header_limit(static_cast<std::uint32_t>(common_.options.longest_header));
  parser.body_limit(common_.options.longest_body);
  connection.deadline = SteadyClock::now() + common_.options.request_timeout;
  connection.is_idle = true;
  connection.is_head_seen = false;
  read(connection);
}

// Until a request is whole; what follows it stays unread.
void Worker::read(Connection& connection) {
  Parser& parser = parser_of(connection);
  beast::error_code error;
  while (!error && !parser.is_done() && connection.unread.size() > 0) {
    connection.unread.consume(parser.put(connection.unread.data(), error));
    if (!parser.is_header_done() || parser.eager()) continue;
    connection.fields = fields_of(parser);
    parser.eager(true);
  }
  if (!count_body(connection, parser.get().body().size())) {
    return refuse(connection, {.status = 503,
                               .content_type = "text/plain",
                               .body = "too much is being sent at once: come again\n",
                               .headers = {{"Retry-After", "1"}}});
  }
  bool waits_to_go_on = false;
  if (parser.is_header_done() && !std::exchange(connection.is_head_seen, true)) {
    if (const auto refusal = refusal_of(parser.get())) return refuse(connection, *refusal);
    waits_to_go_on = expectation_of(parser.get()) == Expects::to_go_on;
  }
  if (parser.is_done() && fields_of(parser) != connection.fields) {
    return refuse(connection, {.status = 400,
                               .content_type = "text/plain",
                               .body = "no fields may stand behind a body\n"});
  }
  if (parser.is_done()) return ask(connection);
  // Beast limits headers, not what stands behind a chunk's length.
  if (connection.unread.size() > common_.options.longest_header) error = web::error::header_limit;
  if (error && error != web::error::need_more) return refuse(connection, error);
  if (waits_to_go_on) return tell_to_go_on(connection);
  read_more(connection);
}

bool Worker::count_body(Connection& connection, std::size_t bytes) {
  const std::size_t before = std::exchange(connection.body_bytes, bytes);
  const std::size_t all = common_.body_bytes += bytes - before;  // which may wrap, and back
  return bytes <= before || all <= common_.options.most_body_bytes;
}

// Its sender holds the body back until it hears this, or loses patience. A body that is
// too long was refused before.
void Worker::tell_to_go_on(Connection& connection) {
  static constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
  asio::async_write(connection.socket, asio::buffer(kGoOn.data(), kGoOn.size()),
                    [this, &connection](const beast::error_code& failed, std::size_t) {
                      if (failed) return end(connection);
                      read_more(connection);
                    });
}

void Worker::read_more(Connection& connection) {
  const Parser& parser = parser_of(connection);
  connection.socket.async_read_some(
      asio::buffer(connection.unread.prepare(room_of(parser))),
      [this, &connection](beast::error_code failed, std::size_t count) {
        connection.unread.commit(count);
        if (!failed) return read(connection);
        const bool is_cut = failed == asio::error::eof && parser_of(connection).got_some();
        if (is_cut) failed = web::error::partial_message;
        refuse(connection, failed);
      });
}

void Worker::ask(Connection& connection) {
  connection.is_idle = false;
  connection.deadline = SteadyClock::time_point::max();
  ++owed_;
  Reply reply([this, &connection](Response given) { replied(connection, std::move(given)); });
  const auto& message = parser_of(connection).get();
  if (common_.options.pages == Pages::write_nothing && is_of_a_page(message)) {
    return reply({.status = 403, .content_type = "text/plain", .body = "no page may write here\n"});
  }
  Request request = request_of(message);
  request.source = connection.source;
  common_.handler(request, std::move(reply));
}

// Many come at once, so that the thread is woken for the first that it has not seen.
void Worker::replied(Connection& connection, Response reply) {
  bool is_first = false;
  {
    const std::lock_guard lock(mutex_);
    connection.reply = std::move(reply);
    is_first = replied_.empty();
    replied_.push_back(&connection);
  }
  if (is_first) asio::post(context_, [this] { answer_replied(); });
  if (--owed_ == 0) owed_.notify_all();
}

void Worker::answer_replied() {
  std::vector<Connection*> ready;
  {
    const std::lock_guard lock(mutex_);
    std::swap(ready, replied_);
  }
  std::erase_if(ready, [this](Connection* connection) { return !answer(*connection); });
  // After all writes, as who has an answer may have asked again by now: reading too early costs
  // a call in vain.
  for (Connection* connection : ready) written(*connection);
}

bool Worker::answer(Connection& connection) {
  const auto& message = parser_of(connection).get();
  const bool is_head = message.method() == web::verb::head;
  connection.stream = is_head ? nullptr : std::move(connection.reply.stream);
  connection.stays = message.keep_alive() && !common_.stopping && !connection.stream;
  connection.answer = bytes_of(std::exchange(connection.reply, {}),
                               {.version = message.version(),
                                .stays = connection.stays,
                                .is_head = is_head,
                                .has_length = !connection.stream});
  std::string().swap(parser_of(connection).get().body());  // nobody needs it any more
  count_body(connection, 0);
  return write(connection);
}

void Worker::refuse(Connection& connection, const beast::error_code& error) {
  const auto refusal = refusal_of(error, common_.options);
  return refusal ? refuse(connection, *refusal) : end(connection);
}

void Worker::refuse(Connection& connection, const Response& refusal) {
  connection.is_idle = false;
  connection.is_refused = true;
  connection.answer = bytes_of(refusal, {});
  connection.parser.reset();
  count_body(connection, 0);
  if (write(connection)) written(connection);
}

// Whether all is written now; otherwise the connection goes on once it is.
bool Worker::write(Connection& connection) {
  connection.deadline = SteadyClock::now() + common_.options.request_timeout;
  beast::error_code error;
  const auto bytes = asio::buffer(connection.answer);
  const std::size_t sent = connection.socket.write_some(bytes, error);
  if (sent == bytes.size()) return true;
  asio::async_write(connection.socket, bytes + sent,
                    [this, &connection](const beast::error_code& failed, std::size_t) {
                      if (failed) return end(connection);
                      written(connection);
                    });
  return false;
}

void Worker::written(Connection& connection) {
  std::string().swap(connection.answer);  // which may be long, and the next request far away
  if (connection.stream) return begin_stream(connection);
  if (!connection.is_refused) return connection.stays ? begin(connection) : end(connection);
  beast::error_code error;
  error = connection.socket.shutdown(Socket::shutdown_send, error);
  connection.deadline = SteadyClock::now() + kPatience;
  connection.is_idle = true;
  hear_out(connection);
}

// Who is refused may still be sending, and a connection that is closed on unread bytes takes the
// answer with it: so some of them are read for a while.
void Worker::hear_out(Connection& connection) {
  connection.unread.clear();
  connection.socket.async_read_some(
      asio::buffer(connection.unread.prepare(kMostRead)),
      [this, &connection](const beast::error_code& ended, std::size_t count) {
        connection.heard += count;
        if (ended || connection.heard > kMostUnread) return end(connection);
        hear_out(connection);
      });
}

// Its end is that of the connection, as it has no length.
void Worker::begin_stream(Connection& connection) {
  connection.parser.reset();
  connection.unread = {};
  connection.is_idle = true;
  connection.deadline = SteadyClock::time_point::max();
  connection.stream->attach([this, &connection, stream = std::weak_ptr(connection.stream)] {
    asio::post(context_, [this, &connection, stream] {
      // The connection detaches it on this thread when it goes.
      const auto still = stream.lock();
      if (still && still->is_attached()) flow(connection);
    });
  });
  watch(connection);
  flow(connection);
}

void Worker::flow(Connection& connection) {
  if (connection.is_writing || connection.is_broken) return;
  Stream::Taken taken = connection.stream->take();
  if (taken.text.empty()) {
    if (taken.is_over) break_off(connection);
    return;
  }
  connection.answer = std::move(taken.text);
  connection.is_writing = true;
  connection.deadline = SteadyClock::now() + common_.options.request_timeout;
  asio::async_write(connection.socket, asio::buffer(connection.answer),
                    [this, &connection](const beast::error_code& failed, std::size_t) {
                      connection.is_writing = false;
                      connection.deadline = SteadyClock::time_point::max();
                      std::string().swap(connection.answer);
                      if (failed || connection.is_broken) return break_off(connection);
                      flow(connection);
                    });
}

// Nothing is expected of who listens but that she goes.
void Worker::watch(Connection& connection) {
  connection.is_watching = true;
  connection.socket.async_read_some(
      asio::buffer(connection.ignored),
      [this, &connection](const beast::error_code& failed, std::size_t) {
        connection.is_watching = false;
        if (failed || connection.is_broken) return break_off(connection);
        watch(connection);
      });
}

void Worker::break_off(Connection& connection) {
  connection.is_broken = true;
  connection.stream->end();
  if (!connection.is_writing && !connection.is_watching) return end(connection);
  beast::error_code error;
  error = connection.socket.cancel(error);
}

void Worker::end(Connection& connection) {
  count_body(connection, 0);
  beast::error_code error;
  error = connection.socket.shutdown(Socket::shutdown_send, error);
  open_.erase(connection.place);
  --common_.connections;
}

}  // namespace lodestar::http::internal
