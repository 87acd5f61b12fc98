// SPDX-License-Identifier: Apache-2.0
#include "http/internal/worker.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/assert.h"

namespace lodestar::http::internal {
namespace {

constexpr std::chrono::seconds kPatience{2};      // with who sends more than is read
constexpr std::chrono::milliseconds kSweep{250};  // by which a deadline may be overrun
constexpr std::size_t kMostUnread = std::size_t{16} << 20;
constexpr std::size_t kLeastRead = 2048, kMostRead = 65536;
constexpr std::size_t kLeastPace = 16384;  // bytes of a body in the time that a request may take

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

template <typename Done>
void read_some(Connection& connection, const asio::mutable_buffer& room, Done done) {
  if (connection.secure) {
    connection.secure->async_read_some(room, std::move(done));
  } else {
    connection.socket.async_read_some(room, std::move(done));
  }
}

template <typename Done>
void write_all(Connection& connection, const asio::const_buffer& bytes, Done done) {
  if (connection.secure) {
    asio::async_write(*connection.secure, bytes, std::move(done));
  } else {
    asio::async_write(connection.socket, bytes, std::move(done));
  }
}

bool is_loopback(const std::string& source) {
  beast::error_code error;
  const auto address = asio::ip::make_address(source, error);
  return !error && address.is_loopback();
}

// What the proxy before us says; who asks may have put there what stands before it.
std::optional<std::string_view> last_forwarded(const Request& request) {
  std::string_view said = request.header("X-Forwarded-For");
  said = said.substr(said.rfind(',') + 1);  // all where there is no comma
  said.remove_prefix(std::min(said.find_first_not_of(' '), said.size()));
  beast::error_code error;
  asio::ip::make_address(std::string(said), error);
  if (error) return {};
  return said;
}

}  // namespace

bool Common::begin_of(const std::string& address) {
  const std::lock_guard lock(counting);
  std::size_t& own = of_address[address];
  if (options.most_of_address > 0 && own >= options.most_of_address) return false;
  ++own;
  ++connections;
  return true;
}

void Common::end_of(const std::string& address) {
  const std::lock_guard lock(counting);
  const auto own = of_address.find(address);
  if (own != of_address.end() && --own->second == 0) of_address.erase(own);
  --connections;
}

void Worker::take(Socket socket, std::string source) {
  asio::post(context_, [this, taken = std::move(socket), from = std::move(source)]() mutable {
    beast::error_code error;
    error = taken.set_option(asio::ip::tcp::no_delay(true), error);
    error = taken.non_blocking(true, error);
    Connection& connection = open_.emplace_back(std::move(taken));
    connection.place = std::prev(open_.end());
    connection.source = std::move(from);
    if (!common_.tls) return begin(connection);
    connection.secure = std::make_unique<ssl::stream<Socket&>>(connection.socket, *common_.tls);
    connection.deadline = SteadyClock::now() + common_.options.first_byte_timeout;
    connection.is_idle = true;
    connection.secure->async_handshake(ssl::stream_base::server,
                                       [this, &connection](const beast::error_code& failed) {
                                         if (failed) return end(connection);
                                         begin(connection);
                                       });
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

// The list is in the order of their coming. Who listens to a stream is silent by right.
void Worker::make_room() {
  asio::post(context_, [this] {
    const auto is_silent = [](const Connection& one) {
      return one.is_idle && !one.stream && one.deadline != SteadyClock::time_point::min();
    };
    const auto silent = std::ranges::find_if(open_, is_silent);
    if (silent == open_.end()) return;
    silent->deadline = SteadyClock::time_point::min();  // the sweep comes back, should this be late
    beast::error_code error;
    error = silent->socket.cancel(error);
  });
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
  const ServerOptions& options = common_.options;
  parser.body_limit(std::max(options.longest_body, options.longest_admitted));
  connection.deadline =
      SteadyClock::now() + (connection.requests > 0
                                ? options.request_timeout
                                : std::min(options.first_byte_timeout, options.request_timeout));
  connection.is_idle = true;
  connection.is_head_seen = false;
  connection.is_admitted = false;
  connection.paced = 0;
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
    if (!limit_body(parser)) {
      const bool asks = parser.content_length().has_value() && common_.options.admit;
      if (!asks) return refuse(connection, web::error::body_limit);
      connection.is_admitting = true;
      return ask(connection, common_.options.admit);
    }
    waits_to_go_on = expectation_of(parser.get()) == Expects::to_go_on;
  }
  if (parser.is_done() && fields_of(parser) != connection.fields) {
    return refuse(connection, {.status = 400,
                               .content_type = "text/plain",
                               .body = "no fields may stand behind a body\n"});
  }
  if (parser.is_done()) return ask(connection, common_.handler);
  // Beast limits headers, not what stands behind a chunk's length.
  if (connection.unread.size() > common_.options.longest_header) error = web::error::header_limit;
  if (error && error != web::error::need_more) return refuse(connection, error);
  if (waits_to_go_on) return tell_to_go_on(connection);
  read_more(connection);
}

bool Worker::limit_body(Parser& parser) const {
  const std::size_t longest = common_.options.longest_body;
  const bool is_short =
      parser.content_length().value_or(0) <= longest && parser.get().body().size() <= longest;
  if (is_short) parser.body_limit(longest);
  return is_short;
}

void Worker::read_admitted(Connection& connection) {
  count_body(connection, 0);  // which counts elsewhere from now on
  connection.is_admitted = true;
  connection.is_idle = true;
  connection.deadline = SteadyClock::now() + common_.options.request_timeout;
  const Parser& parser = parser_of(connection);
  const bool waits = expectation_of(parser.get()) == Expects::to_go_on && !parser.is_done();
  return waits ? tell_to_go_on(connection) : read(connection);
}

bool Worker::count_body(Connection& connection, std::size_t bytes) {
  const std::size_t before = std::exchange(connection.body_bytes, bytes);
  const ServerOptions& options = common_.options;
  if (connection.is_admitted) {
    const std::size_t all = common_.admitted_bytes += bytes - before;  // which may wrap, and back
    return bytes <= before || all <= options.most_admitted_bytes;
  }
  body_bytes_ += bytes - before;
  if (bytes <= before) return true;
  if (options.ends_greatest_body && body_bytes_ > most_body_bytes()) let_bodies_go(connection);
  return body_bytes_ <= most_body_bytes();
}

std::size_t Worker::most_body_bytes() const {
  return common_.options.most_body_bytes / std::max(1U, common_.options.threads);
}

// A quarter of the room is made at once, so that whoever fills it pays for each look at the list.
void Worker::let_bodies_go(const Connection& but) {
  const std::size_t enough = most_body_bytes() / 4 * 3;
  std::vector<Connection*> coming;
  for (Connection& one : open_) {
    const bool comes = one.is_idle && one.body_bytes > 0 && !one.is_admitted && &one != &but;
    if (comes) coming.push_back(&one);
  }
  std::ranges::stable_sort(coming, std::greater{}, &Connection::body_bytes);
  beast::error_code error;
  for (Connection* const one : coming) {
    if (body_bytes_ <= enough) return;
    body_bytes_ -= std::exchange(one->body_bytes, 0);
    one->deadline = SteadyClock::time_point::min();  // the sweep comes back, should this be late
    error = one->socket.cancel(error);
  }
}

// Its sender holds the body back until it hears this, or loses patience. A body that is
// too long was refused before.
void Worker::tell_to_go_on(Connection& connection) {
  static constexpr std::string_view kWords = "HTTP/1.1 100 Continue\r\n\r\n";
  write_all(connection, asio::buffer(kWords.data(), kWords.size()),
            [this, &connection](const beast::error_code& failed, std::size_t) {
              if (failed) return end(connection);
              read_more(connection);
            });
}

void Worker::read_more(Connection& connection) {
  const Parser& parser = parser_of(connection);
  read_some(connection, asio::buffer(connection.unread.prepare(room_of(parser))),
            [this, &connection](beast::error_code failed, std::size_t count) {
              connection.unread.commit(count);
              keep_pace(connection, count);
              if (!failed) return read(connection);
              const bool is_cut = failed == asio::error::eof && parser_of(connection).got_some();
              if (is_cut) failed = web::error::partial_message;
              refuse(connection, failed);
            });
}

// A head has its time from its first byte; a body, as long as it comes fast enough.
void Worker::keep_pace(Connection& connection, std::size_t count) {
  if (connection.deadline == SteadyClock::time_point::min()) return;
  const bool is_first = connection.requests == 0 && !parser_of(connection).got_some();
  if (connection.is_head_seen) connection.paced += count;
  if (!is_first && connection.paced < kLeastPace) return;
  connection.paced = 0;
  connection.deadline = SteadyClock::now() + common_.options.request_timeout;
}

void Worker::ask(Connection& connection, const Handler& handler) {
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
  if (common_.options.is_behind_proxy && is_loopback(connection.source)) {
    request.source = last_forwarded(request).value_or(connection.source);
  }
  if (connection.is_admitting) request.body = {};
  handler(request, std::move(reply));
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
  std::erase_if(ready, [this](Connection* connection) {
    if (!std::exchange(connection->is_admitting, false)) return !answer(*connection);
    if (connection->reply.status == kGoOn) {
      read_admitted(*connection);
    } else {
      answer_and_end(*connection, std::exchange(connection->reply, {}));
    }
    return true;
  });
  // After all writes, as who has an answer may have asked again by now: reading too early costs
  // a call in vain.
  for (Connection* connection : ready) written(*connection);
}

bool Worker::answer(Connection& connection) {
  const auto& message = parser_of(connection).get();
  const bool is_head = message.method() == web::verb::head;
  connection.stream = is_head ? nullptr : std::move(connection.reply.stream);
  ++connection.requests;
  connection.stays = message.keep_alive() && !common_.stopping && !connection.stream &&
                     connection.requests < common_.options.most_requests;
  connection.answer =
      bytes_of(std::exchange(connection.reply, {}), {.version = message.version(),
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
  if (!common_.options.refuse) return answer_and_end(connection, refusal);
  const std::string_view words(refusal.body);
  answer_and_end(connection,
                 common_.options.refuse(refusal.status, words.substr(0, words.find('\n'))));
}

void Worker::answer_and_end(Connection& connection, const Response& refusal) {
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
  const std::size_t sent = connection.secure ? 0 : connection.socket.write_some(bytes, error);
  if (sent == bytes.size()) return true;
  write_all(connection, bytes + sent,
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
  if (!connection.secure) error = connection.socket.shutdown(Socket::shutdown_send, error);
  connection.deadline = SteadyClock::now() + kPatience;
  connection.is_idle = true;
  hear_out(connection);
}

// Who is refused may still be sending, and a connection that is closed on unread bytes takes the
// answer with it: so some of them are read for a while.
void Worker::hear_out(Connection& connection) {
  connection.unread.clear();
  read_some(connection, asio::buffer(connection.unread.prepare(kMostRead)),
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
  connection.stream_number = ++streams_begun_;
  streams_.emplace(connection.stream_number, &connection);
  connection.stream->attach([this, number = connection.stream_number] {
    asio::post(context_, [this, number] {
      if (const auto still = streams_.find(number); still != streams_.end()) flow(*still->second);
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
  write_all(connection, asio::buffer(connection.answer),
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
  read_some(connection, asio::buffer(connection.unread.prepare(kLeastRead)),
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
  // Says that this is the end, and does not wait for the other's word.
  if (connection.secure) error = connection.secure->shutdown(error);
  error = connection.socket.shutdown(Socket::shutdown_send, error);
  common_.end_of(connection.source);
  streams_.erase(connection.stream_number);
  open_.erase(connection.place);
}

}  // namespace lodestar::http::internal
