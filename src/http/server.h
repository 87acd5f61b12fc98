// SPDX-License-Identifier: Apache-2.0
// A web server for small answers: it reads requests within limits, hands each to one function, and
// writes what that replies, at once or later.
//
// Shapes   one Handler for all paths; a Reply is called once, from any thread. A Reply that nobody
//          calls answers 500.
// Units    bytes; seconds.
// Errors   unavailable: the address cannot be had; invalid: a certificate or its key. What is wrong
//          with a request is answered in a line: 400, 413, 417, 431, 501 (a transfer coding other
//          than chunked), 503, and 403 where a page in a browser asks to write and none may; who is
//          too slow to ask, send or read is hung up on; above the limit of connections it is who
//          has been silent longest. Who sends "Expect: 100-continue" is told to go on, or what is
//          wrong, before the body.
// Cost     a copy of the answer; a request's buffers live as long as its connection.
// Threads  `threads` of its own, on which the handler runs: it must not wait for anything.
// Source   RFC 9112 and RFC 9110 through Boost.Beast.
// Example  auto server = LODESTAR_TRY(Server::start({.port = 8080}, handler));
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace lodestar::http {

namespace internal {
class Worker;
}  // namespace internal

// An answer that goes on: what is sent is written as it comes, until either side ends it. The
// connection owns it; who made it is told when it goes, and sends nothing to it from then on. Any
// thread may send, before its Response is given too.
class Stream {
 public:
  static constexpr std::size_t kMostWaiting = 256 << 10;  // bytes
  explicit Stream(std::move_only_function<void()> gone) : gone_(std::move(gone)) {}
  ~Stream() { gone_(); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  // Who reads too slowly for what waits is hung up on.
  void send(std::string_view text);
  void end();

 private:
  friend class internal::Worker;
  void attach(std::function<void()> wake);
  struct Taken {
    std::string text;
    bool is_over = false;
  };
  Taken take();

  std::mutex mutex_;
  std::string waiting_;
  bool is_over_ = false;
  std::function<void()> wake_;  // called with the mutex: it only posts
  std::move_only_function<void()> gone_;
};

struct Response {
  int status = 200;
  std::string content_type;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers{};  // further ones
  std::unique_ptr<Stream> stream{};                            // instead of a body
};

// Valid until its reply is given.
struct Request {
  std::string_view method;
  std::string_view host;   // the target's where that is a URL (RFC 9112, 3.2.2), else its field's
  std::string_view path;   // without a site before it and what is behind a '?'
  std::string_view query;  // that
  std::string_view body;
  std::string_view type;      // the body's, as Content-Type says
  std::string_view encoding;  // and as Content-Encoding does; the handler's to undo
  std::string_view source;    // the address it came from: 192.0.2.7, 2001:db8::7
  const void* message = nullptr;
  // A field of the header; empty where it is not there, or comes twice.
  std::string_view header(std::string_view name) const;
  bool has(std::string_view name) const;  // also where it comes twice
};

class Reply {
 public:
  using Send = std::move_only_function<void(Response)>;
  explicit Reply(Send send) : send_(std::move(send)) {}
  Reply(Reply&& other) noexcept : send_(std::exchange(other.send_, nullptr)) {}
  Reply& operator=(Reply&&) = delete;
  ~Reply() {
    if (send_) send_({.status = 500});
  }
  void operator()(Response response) { std::exchange(send_, nullptr)(std::move(response)); }

 private:
  Send send_;
};
using Handler = std::function<void(const Request&, Reply)>;

// Browsers name the page's site with what it sends. Where no page of ours writes, one of a
// stranger's in the keeper's own browser would reach even what listens to this machine alone.
enum class Pages : std::uint8_t {
  write_nothing,
  write,  // the handler sees to it whose they are
};

// The status with which ServerOptions::admit lets a body come.
inline constexpr int kGoOn = 100;

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any that is free
  unsigned threads = 1;
  std::size_t most_connections = 10'000;
  std::size_t most_of_address = 0;      // connections; 0: as many as of all
  std::size_t most_requests = 100'000;  // of a connection, which ends then
  std::size_t longest_header = 16 << 10;
  std::size_t longest_body = 1 << 20;
  // Of all requests that have no answer yet, an equal share a thread; above it, who sends more gets
  // 503. Where bodies are short, rather who holds the most of one that still comes is hung up on:
  // then those that stop on their way keep nobody out.
  std::size_t most_body_bytes = std::size_t{1} << 30;
  bool ends_greatest_body = false;
  // A body that says to be longer than longest_body is read where `admit`, which is given the head
  // alone, replies kGoOn; all else it replies is the answer. With no `admit` none is.
  std::size_t longest_admitted = 0;
  std::size_t most_admitted_bytes = std::size_t{1} << 30;  // of all those; above it, 503
  Handler admit{};
  Pages pages = Pages::write_nothing;
  // Of a new connection's first byte; from one request's end to the next one's head; and for each
  // kLeastPace bytes of a body or an answer.
  std::chrono::seconds first_byte_timeout{10};
  std::chrono::seconds request_timeout{30};
  // How refusals look; a line of text where there is none.
  std::function<Response(int status, std::string_view words)> refuse{};
  std::string tls_certificate{}, tls_key{};  // files in PEM, the chain in the first; empty: no TLS
  bool is_behind_proxy = false;  // then a request's source is what X-Forwarded-For ends with
};

class Server {
 public:
  static Result<std::unique_ptr<Server>> start(const ServerOptions& options, Handler handler);
  ~Server();  // stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  std::uint16_t port() const;
  std::size_t connections() const;
  // Accepts no more, lets what was asked be answered for so long, then ends; replies that are owed
  // even then are waited for, and reach nobody.
  void stop(std::chrono::seconds grace);

 private:
  class Body;
  explicit Server(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

}  // namespace lodestar::http
