// SPDX-License-Identifier: Apache-2.0
// Each thread has an io_context of its own and the connections that were given to it in turn, so
// that nothing of a connection is shared; only replies come from elsewhere, posted. Deadlines are
// kept by one sweep a thread: a timer for each of a connection's reads and writes costs a tenth of
// what a small request costs.
#include "http/server.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <set>
#include <thread>

#include "http/internal/beast.h"

namespace lodestar::http {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals
using internal::asio::awaitable;
using internal::asio::use_awaitable;
namespace asio = internal::asio;
namespace beast = internal::beast;
namespace web = beast::http;
using asio::ip::tcp;

constexpr auto kAsTuple = asio::as_tuple(use_awaitable);
constexpr std::chrono::seconds kPatience{2};      // with who sends more than is read
constexpr std::chrono::milliseconds kSweep{250};  // by which a deadline may be overrun
constexpr std::size_t kMostUnread = std::size_t{16} << 20;

// Browsers name the page's site with what it sends. No page of ours writes here, and one of a
// stranger's in the keeper's own browser would reach even what listens to this machine alone.
bool is_of_a_page(const web::request<web::string_body>& message) {
  const bool reads = message.method() == web::verb::get || message.method() == web::verb::head;
  return !reads && message.find(web::field::origin) != message.end();
}

Request request_of(const web::request<web::string_body>& message) {
  const std::string_view target(message.target().data(), message.target().size());
  const std::size_t mark = std::min(target.find('?'), target.size());
  const auto encoding = message[web::field::content_encoding];
  return {.method = {message.method_string().data(), message.method_string().size()},
          .path = target.substr(0, mark),
          .query = target.substr(std::min(mark + 1, target.size())),
          .body = message.body(),
          .encoding = {encoding.data(), encoding.size()}};
}

// What reading a request failed with, as an answer; none where nobody is there to read it.
std::optional<int> status_of(const beast::error_code& error) {
  if (error == web::error::header_limit) return 431;
  if (error == web::error::body_limit) return 413;
  if (error == web::error::end_of_stream) return {};
  if (error.category() == web::make_error_code(web::error::bad_method).category()) return 400;
  return {};
}

web::response<web::string_body> message_of(Response&& response, unsigned version, bool stays) {
  web::response<web::string_body> message(static_cast<web::status>(response.status), version);
  message.keep_alive(stays);
  if (!response.content_type.empty()) {
    message.set(web::field::content_type, response.content_type);
    message.set("X-Content-Type-Options", "nosniff");
  }
  for (const auto& [name, value] : response.headers) message.set(name, value);
  message.body() = std::move(response.body);
  message.prepare_payload();
  return message;
}

using Clock = std::chrono::steady_clock;

// Lives in its coroutine.
struct Connection {
  explicit Connection(tcp::socket socket)
      : stream(std::move(socket)), reply(stream.get_executor(), Clock::time_point::max()) {}
  beast::tcp_stream stream;  // whose own timers are not used
  beast::flat_buffer buffer;
  Clock::time_point deadline = Clock::time_point::max();  // of what is read or written now
  bool is_idle = false;                                   // nothing is owed
  asio::steady_timer reply;  // never runs out: whose cancelling tells that a reply is there
};

struct Worker {
  asio::io_context context{1};
  std::set<Connection*> open;
};

}  // namespace

class Server::Body {
 public:
  Body(const ServerOptions& options, Handler handler)
      : options_(options),
        handler_(std::move(handler)),
        workers_(make_workers(options.threads)),
        acceptor_(workers_[0]->context) {}
  ~Body() { stop(0s); }

  Status listen() {
    beast::error_code error;
    const auto address = asio::ip::make_address(options_.address, error);
    const tcp::endpoint place(address, options_.port);
    const bool listens = !error && !acceptor_.open(place.protocol(), error) &&
                         !acceptor_.set_option(asio::socket_base::reuse_address(true), error) &&
                         !acceptor_.bind(place, error) &&
                         !acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (listens) port_ = acceptor_.local_endpoint(error).port();
    if (error) {
      return Error{Code::unavailable, fmt::format("cannot listen on {}:{}: {}", options_.address,
                                                  options_.port, error.message())};
    }
    asio::co_spawn(workers_[0]->context, accept(), asio::detached);
    for (auto& worker : workers_) {
      asio::co_spawn(worker->context, sweep(*worker), asio::detached);
      threads_.emplace_back([context = &worker->context] { context->run(); });
    }
    return {};
  }

  std::uint16_t port() const { return port_; }

  void stop(std::chrono::seconds grace) {
    if (threads_.empty()) return;
    stopping_ = true;
    asio::post(workers_[0]->context, [this] { acceptor_.close(); });
    for (auto& worker : workers_) {
      asio::post(worker->context, [this, one = worker.get()] { let_go(*one); });
    }
    const auto until = Clock::now() + grace;
    while (connections_ > 0 && Clock::now() < until) std::this_thread::sleep_for(5ms);
    for (auto& worker : workers_) worker->context.stop();
    threads_.clear();
    for (std::size_t owed = owed_; owed > 0; owed = owed_) owed_.wait(owed);
  }

 private:
  static std::vector<std::unique_ptr<Worker>> make_workers(unsigned threads) {
    std::vector<std::unique_ptr<Worker>> workers;
    for (unsigned i = 0; i < std::max(1U, threads); ++i)
      workers.push_back(std::make_unique<Worker>());
    return workers;
  }

  awaitable<void> accept() {
    for (std::size_t next = 0; !stopping_; next = (next + 1) % workers_.size()) {
      while (connections_ >= options_.most_connections && !stopping_) {
        asio::steady_timer pause(workers_[0]->context, 10ms);
        co_await pause.async_wait(kAsTuple);
      }
      Worker& worker = *workers_[next];
      auto [error, socket] = co_await acceptor_.async_accept(worker.context, kAsTuple);
      if (error) {  // too many open files, or a stop
        asio::steady_timer pause(workers_[0]->context, 10ms);
        co_await pause.async_wait(kAsTuple);
        continue;
      }
      ++connections_;
      asio::co_spawn(worker.context, serve(worker, std::move(socket)), asio::detached);
    }
  }

  // Those whose time is over; when the server ends, all that are owed nothing. What they wait for
  // is cancelled, again and again should it have been done just then.
  void let_go(Worker& worker) const {
    const auto now = Clock::now();
    for (Connection* connection : worker.open) {
      if (connection->deadline > now && !(stopping_ && connection->is_idle)) continue;
      connection->stream.cancel();
    }
  }

  // Until the context is stopped.
  awaitable<void> sweep(Worker& worker) const {
    asio::steady_timer pause(worker.context);
    while (true) {
      pause.expires_after(kSweep);
      co_await pause.async_wait(kAsTuple);
      let_go(worker);
    }
  }

  awaitable<void> serve(Worker& worker, tcp::socket socket) {
    beast::error_code ignored;
    ignored = socket.set_option(tcp::no_delay(true), ignored);
    Connection connection(std::move(socket));
    worker.open.insert(&connection);
    while (!stopping_ && co_await answer_one(worker, connection)) {
    }
    worker.open.erase(&connection);
    ignored = connection.stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    --connections_;
  }

  // Whether the connection stays.
  awaitable<bool> answer_one(Worker& worker, Connection& connection) {
    web::request_parser<web::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(options_.longest_header));
    parser.body_limit(options_.longest_body);
    connection.deadline = Clock::now() + options_.request_timeout;
    connection.is_idle = true;
    const auto [error, _] =
        co_await web::async_read(connection.stream, connection.buffer, parser, kAsTuple);
    connection.is_idle = false;
    if (error) {
      if (const auto status = status_of(error)) {
        Response refusal;  // named: GCC 12 frees a temporary of co_await twice
        refusal.status = *status;
        auto message = message_of(std::move(refusal), 11, false);
        if (co_await write(connection, std::move(message))) co_await hear_out(connection);
      }
      co_return false;
    }
    connection.deadline = Clock::time_point::max();
    const auto& message = parser.get();
    const Request request = request_of(message);
    Response response;
    if (is_of_a_page(message)) {
      response = {.status = 403, .content_type = "text/plain", .body = "no page may write here\n"};
    } else {
      response = co_await ask(request, worker, connection);
    }
    const bool stays = message.keep_alive() && !stopping_;
    const bool is_head = message.method() == web::verb::head;
    auto reply = message_of(std::move(response), message.version(), stays);
    if (is_head) reply.body().clear();
    co_return co_await write(connection, std::move(reply)) && stays;
  }

  // Who is refused may still be sending, and a connection that is closed on unread bytes takes the
  // answer with it: so some of them are read for a while.
  static awaitable<void> hear_out(Connection& connection) {
    beast::error_code error;
    error = connection.stream.socket().shutdown(tcp::socket::shutdown_send, error);
    connection.deadline = Clock::now() + kPatience;
    connection.is_idle = true;
    std::array<char, 16384> unread{};
    for (std::size_t heard = 0; !error && heard < kMostUnread;) {
      const auto [ended, count] =
          co_await connection.stream.async_read_some(asio::buffer(unread), kAsTuple);
      error = ended;
      heard += count;
    }
  }

  // Waits for the handler's reply, which may come from any thread.
  awaitable<Response> ask(const Request& request, Worker& worker, Connection& connection) {
    Response given;
    ++owed_;
    auto send = [this, &worker, &connection, &given](Response response) {
      // The frame of this coroutine outlives it: stop() waits for every reply that is owed.
      asio::post(worker.context, [&connection, &given, response = std::move(response)]() mutable {
        given = std::move(response);
        connection.reply.cancel();
      });
      if (--owed_ == 0) owed_.notify_all();
    };
    handler_(request, Reply(std::move(send)));
    co_await connection.reply.async_wait(kAsTuple);
    co_return given;
  }

  awaitable<bool> write(Connection& connection, web::response<web::string_body> message) {
    connection.deadline = Clock::now() + options_.request_timeout;
    connection.stream.expires_never();  // deadlines are the sweep's
    const auto [error, _] = co_await web::async_write(connection.stream, message, kAsTuple);
    co_return !error;
  }

  const ServerOptions options_;
  const Handler handler_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::size_t> connections_ = 0;
  std::atomic<std::size_t> owed_ = 0;  // replies
  tcp::acceptor acceptor_;
  std::uint16_t port_ = 0;
  std::vector<std::jthread> threads_;
};

Server::Server(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Server::~Server() = default;
std::uint16_t Server::port() const { return body_->port(); }
void Server::stop(std::chrono::seconds grace) { body_->stop(grace); }

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Handler handler) {
  auto body = std::make_unique<Body>(options, std::move(handler));
  if (Status listening = body->listen(); !listening) return std::move(listening).error();
  return std::unique_ptr<Server>(new Server(std::move(body)));
}

}  // namespace lodestar::http
