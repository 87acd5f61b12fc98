// SPDX-License-Identifier: Apache-2.0
// Each thread has an io_context of its own and the connections that were given to it in turn, so
// that nothing of a connection is shared; only replies come from elsewhere, posted.
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
constexpr std::chrono::seconds kPatience{2};  // with who sends more than is read
constexpr std::size_t kMostUnread = std::size_t{16} << 20;

Request request_of(const web::request<web::string_body>& message) {
  const std::string_view target(message.target().data(), message.target().size());
  const std::size_t mark = std::min(target.find('?'), target.size());
  return {.method = {message.method_string().data(), message.method_string().size()},
          .path = target.substr(0, mark),
          .query = target.substr(std::min(mark + 1, target.size())),
          .body = message.body()};
}

// What reading a request failed with, as an answer; none where nobody is there to read it.
std::optional<int> status_of(const beast::error_code& error) {
  if (error == web::error::header_limit) return 431;
  if (error == web::error::body_limit) return 413;
  if (error == beast::error::timeout || error == web::error::end_of_stream) return {};
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

struct Worker {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  std::set<beast::tcp_stream*> idle;  // whom nothing is owed
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
    for (auto& worker : workers_)
      threads_.emplace_back([context = &worker->context] { context->run(); });
    return {};
  }

  std::uint16_t port() const { return port_; }

  void stop(std::chrono::seconds grace) {
    if (threads_.empty()) return;
    stopping_ = true;
    asio::post(workers_[0]->context, [this] { acceptor_.close(); });
    for (auto& worker : workers_) {
      asio::post(worker->context, [one = worker.get()] {
        for (beast::tcp_stream* stream : one->idle) stream->cancel();
        one->work.reset();
      });
    }
    const auto until = std::chrono::steady_clock::now() + grace;
    while (connections_ > 0 && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(5ms);
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

  awaitable<void> serve(Worker& worker, tcp::socket socket) {
    beast::error_code ignored;
    ignored = socket.set_option(tcp::no_delay(true), ignored);
    beast::tcp_stream stream(std::move(socket));
    beast::flat_buffer buffer;
    while (!stopping_ && co_await answer_one(worker, stream, buffer)) {
    }
    ignored = stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    --connections_;
  }

  // Whether the connection stays.
  awaitable<bool> answer_one(Worker& worker, beast::tcp_stream& stream,
                             beast::flat_buffer& buffer) {
    web::request_parser<web::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(options_.longest_header));
    parser.body_limit(options_.longest_body);
    stream.expires_after(options_.request_timeout);
    worker.idle.insert(&stream);
    const auto [error, _] = co_await web::async_read(stream, buffer, parser, kAsTuple);
    worker.idle.erase(&stream);
    if (error) {
      if (const auto status = status_of(error)) {
        Response refusal;  // named: GCC 12 frees a temporary of co_await twice
        refusal.status = *status;
        auto message = message_of(std::move(refusal), 11, false);
        if (co_await write(stream, std::move(message))) co_await hear_out(worker, stream);
      }
      co_return false;
    }
    stream.expires_never();
    const auto& message = parser.get();
    const Request request = request_of(message);
    Response response = co_await ask(request, worker);
    const bool stays = message.keep_alive() && !stopping_;
    const bool is_head = message.method() == web::verb::head;
    auto reply = message_of(std::move(response), message.version(), stays);
    if (is_head) reply.body().clear();
    co_return co_await write(stream, std::move(reply)) && stays;
  }

  // Who is refused may still be sending, and a connection that is closed on unread bytes takes the
  // answer with it: so some of them are read for a while.
  static awaitable<void> hear_out(Worker& worker, beast::tcp_stream& stream) {
    beast::error_code error;
    error = stream.socket().shutdown(tcp::socket::shutdown_send, error);
    stream.expires_after(kPatience);
    worker.idle.insert(&stream);
    std::array<char, 16384> unread{};
    for (std::size_t heard = 0; !error && heard < kMostUnread;) {
      const auto [ended, count] = co_await stream.async_read_some(asio::buffer(unread), kAsTuple);
      error = ended;
      heard += count;
    }
    worker.idle.erase(&stream);
  }

  // Waits for the handler's reply, which may come from any thread.
  awaitable<Response> ask(const Request& request, Worker& worker) {
    Response given;
    asio::steady_timer reply(worker.context, asio::steady_timer::time_point::max());
    ++owed_;
    auto send = [this, &worker, &given, &reply](Response response) {
      // The frame of this coroutine outlives it: stop() waits for every reply that is owed.
      asio::post(worker.context, [&given, &reply, response = std::move(response)]() mutable {
        given = std::move(response);
        reply.cancel();
      });
      if (--owed_ == 0) owed_.notify_all();
    };
    handler_(request, Reply(std::move(send)));
    co_await reply.async_wait(kAsTuple);
    co_return given;
  }

  awaitable<bool> write(beast::tcp_stream& stream, web::response<web::string_body> message) {
    stream.expires_after(options_.request_timeout);
    const auto [error, _] = co_await web::async_write(stream, message, kAsTuple);
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
