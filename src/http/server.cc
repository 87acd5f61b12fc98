// SPDX-License-Identifier: Apache-2.0
// The threads, which take the connections in turn, and the one place that accepts them.
#include "http/server.h"

#include <fmt/format.h>

#include <thread>

#include "http/internal/worker.h"

namespace lodestar::http {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals
using internal::Worker;
namespace asio = internal::asio;
namespace beast = internal::beast;
using asio::ip::tcp;

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);

}  // namespace

class Server::Body {
 public:
  Body(const ServerOptions& options, Handler handler)
      : common_{options, std::move(handler)},
        workers_(make_workers()),
        acceptor_(workers_[0]->context()) {}
  ~Body() { stop(0s); }

  Status listen() {
    beast::error_code error;
    const ServerOptions& options = common_.options;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) {
      return Error{Code::invalid, fmt::format("cannot listen on {}: write an address in figures, "
                                              "such as 127.0.0.1",
                                              options.address)};
    }
    const tcp::endpoint place(address, options.port);
    const bool listens = !error && !acceptor_.open(place.protocol(), error) &&
                         !acceptor_.set_option(asio::socket_base::reuse_address(true), error) &&
                         !acceptor_.bind(place, error) &&
                         !acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (listens) port_ = acceptor_.local_endpoint(error).port();
    if (error) {
      return Error{Code::unavailable, fmt::format("cannot listen on {}:{}: {}", options.address,
                                                  options.port, error.message())};
    }
    asio::co_spawn(workers_[0]->context(), accept(), asio::detached);
    for (auto& worker : workers_) threads_.emplace_back([one = worker.get()] { one->run(); });
    return {};
  }

  std::uint16_t port() const { return port_; }
  std::size_t connections() const { return common_.connections; }

  // Read before anybody may ask.
  Status set_up_tls() {
    const ServerOptions& options = common_.options;
    if (options.tls_certificate.empty() && options.tls_key.empty()) return {};
    namespace ssl = internal::ssl;
    beast::error_code error;
    auto& context = common_.tls.emplace(ssl::context::tls_server);
    const auto fails = [&](const std::string& file, std::string_view what) {
      return Error{Code::invalid,
                   fmt::format("{}: cannot be read as {} in PEM: {}", file, what, error.message())};
    };
    context.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 |
                        ssl::context::no_sslv3 | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
    if (context.use_certificate_chain_file(options.tls_certificate, error)) {
      return fails(options.tls_certificate, "a certificate with its chain");
    }
    if (context.use_private_key_file(options.tls_key, ssl::context::pem, error)) {
      return fails(options.tls_key, "the certificate's key");
    }
    return {};
  }

  void stop(std::chrono::seconds grace) {
    if (threads_.empty()) return;
    common_.stopping = true;
    asio::post(workers_[0]->context(), [this] { acceptor_.close(); });
    for (auto& worker : workers_) worker->let_idle_go();
    const auto until = internal::SteadyClock::now() + grace;
    while (common_.connections > 0 && internal::SteadyClock::now() < until)
      std::this_thread::sleep_for(5ms);
    for (auto& worker : workers_) worker->context().stop();
    threads_.clear();
    for (auto& worker : workers_) worker->wait_for_owed();
  }

 private:
  std::vector<std::unique_ptr<Worker>> make_workers() {
    std::vector<std::unique_ptr<Worker>> workers;
    for (unsigned i = 0; i < std::max(1U, common_.options.threads); ++i)
      workers.push_back(std::make_unique<Worker>(common_));
    return workers;
  }

  asio::awaitable<void> accept() {
    asio::steady_timer pause(workers_[0]->context());
    for (std::size_t next = 0; !common_.stopping; next = (next + 1) % workers_.size()) {
      while (common_.connections >= common_.options.most_connections && !common_.stopping) {
        for (auto& worker : workers_) worker->make_room();
        pause.expires_after(1ms);
        co_await pause.async_wait(kAsTuple);
      }
      Worker& worker = *workers_[next];
      auto [error, socket] = co_await acceptor_.async_accept(worker.context(), kAsTuple);
      if (error) {  // too many open files, or a stop
        pause.expires_after(10ms);
        co_await pause.async_wait(kAsTuple);
        continue;
      }
      const auto source = socket.remote_endpoint(error);
      std::string address = error ? std::string() : source.address().to_string();
      if (!common_.begin_of(address)) continue;  // which closes it
      worker.take(std::move(socket), std::move(address));
    }
  }

  internal::Common common_;
  std::vector<std::unique_ptr<Worker>> workers_;
  tcp::acceptor acceptor_;
  std::uint16_t port_ = 0;
  std::vector<std::jthread> threads_;
};

Server::Server(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Server::~Server() = default;
std::uint16_t Server::port() const { return body_->port(); }
std::size_t Server::connections() const { return body_->connections(); }
void Server::stop(std::chrono::seconds grace) { body_->stop(grace); }

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Handler handler) {
  auto body = std::make_unique<Body>(options, std::move(handler));
  if (Status secure = body->set_up_tls(); !secure) return std::move(secure).error();
  if (Status listening = body->listen(); !listening) return std::move(listening).error();
  return std::unique_ptr<Server>(new Server(std::move(body)));
}

}  // namespace lodestar::http
