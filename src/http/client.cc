// SPDX-License-Identifier: Apache-2.0
// One io_context, run by the caller; each call is a coroutine on it. What ends a conversation early
// closes the sockets: whatever an operation was about to do next fails then. (Cancelling would
// miss an operation of several steps that is between two of them.)
#include "http/client.h"

#include <fmt/format.h>
#include <netdb.h>

#include <future>
#include <set>
#include <thread>

#include "base/assert.h"
#include "http/internal/tls.h"
#include "http/internal/url.h"

namespace lodestar::http {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals
using internal::Url;
using internal::asio::awaitable;
using internal::asio::use_awaitable;
namespace asio = internal::asio;
namespace beast = internal::beast;
namespace web = beast::http;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using Places = std::vector<tcp::endpoint>;

constexpr auto kAsTuple = asio::as_tuple(use_awaitable);

// Waits for the system's resolver, which cannot be interrupted.
Result<Places> look_up(const std::string& host, const std::string& port) {
  addrinfo wanted{};
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (const int error = ::getaddrinfo(host.c_str(), port.c_str(), &wanted, &found); error != 0) {
    return Error{Code::unavailable,
                 fmt::format("the name {} is not found: {}", host, ::gai_strerror(error))};
  }
  Places places;
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    tcp::endpoint place;
    if (one->ai_addrlen > place.capacity()) continue;
    std::memcpy(place.data(), one->ai_addr, one->ai_addrlen);
    place.resize(one->ai_addrlen);
    places.push_back(place);
  }
  ::freeaddrinfo(found);
  return places;
}

web::request<web::string_body> message_of(const Call& call, const Url& url) {
  const auto verb = call.content_type.empty() ? web::verb::get : web::verb::post;
  web::request<web::string_body> message(verb, url.target, 11);
  message.set(web::field::host, url.authority);
  message.set(web::field::user_agent, "lodestar");
  message.keep_alive(false);
  if (!call.authorization.empty()) message.set(web::field::authorization, call.authorization);
  if (verb == web::verb::post) {
    message.set(web::field::content_type, call.content_type);
    if (!call.encoding.empty()) message.set(web::field::content_encoding, call.encoding);
    message.body() = call.body;
    message.prepare_payload();
  }
  return message;
}

Response response_of(web::response<web::string_body>&& message) {
  Response response{.status = static_cast<int>(message.result_int())};
  for (const auto& field : message) {
    if (field.name() == web::field::content_type) {
      response.content_type = std::string_view(field.value().data(), field.value().size());
    } else {
      response.headers.emplace_back(field.name_string(), field.value());
    }
  }
  response.body = std::move(message.body());
  return response;
}

Error error_of(std::string_view what, const beast::error_code& error) {
  const bool is_long = error == web::error::body_limit || error == web::error::header_limit;
  return {is_long ? Code::limited : Code::unavailable,
          fmt::format("{}: {}", what, error.message())};
}

class Conversation {
 public:
  Conversation(const ClientOptions& options, const Heard& heard)
      : options_(options),
        heard_(heard),
        until_(std::chrono::steady_clock::now() + options.deadline) {}

  void hold(std::span<const Call> calls) {
    if (calls.empty()) return;
    speaking_ = calls.size();
    end_at(until_,
           {Code::unavailable, fmt::format("no answer within {} ms", options_.deadline.count())});
    for (std::size_t place = 0; place < calls.size(); ++place)
      asio::co_spawn(context_, speak(place, calls[place]), asio::detached);
    const std::stop_callback stopped(options_.stop, [this] {
      asio::post(context_, [this] { end({Code::cancelled, "a stop was asked for"}); });
    });
    context_.run();
  }

 private:
  using Plain = beast::tcp_stream;
  using Secure = beast::ssl_stream<beast::tcp_stream>;

  void end_at(std::chrono::steady_clock::time_point when, Error why) {
    until_ = when;
    timer_.expires_at(when);
    timer_.async_wait([this, why = std::move(why)](const beast::error_code& error) {
      if (!error) end(why);
    });
  }

  void end(const Error& why) {
    if (over_) return;
    over_ = why;
    for (Plain* stream : open_) stream->close();
  }

  awaitable<void> speak(std::size_t place, Call call) {
    for (std::optional<Call> next = std::move(call); next;) {
      auto answer = co_await answer_to(*next);
      if (!answer && over_) answer = *over_;
      Then then = heard_(place, std::move(answer));
      const auto now = std::chrono::steady_clock::now();
      if (then.remaining && now + *then.remaining < until_)
        end_at(now + *then.remaining, {Code::cancelled, "enough was heard without this answer"});
      next = over_ ? std::nullopt : std::move(then.ask);
    }
    if (--speaking_ == 0) timer_.cancel();
  }

  awaitable<Result<Response>> answer_to(const Call& call) {
    const auto url = internal::parse_url(call.url);
    if (!url) co_return url.error();
    const auto places = co_await find(*url);
    if (!places) co_return places.error();
    if (over_) co_return *over_;
    if (url->is_secure) co_return co_await ask_securely(call, *url, *places);
    Plain stream(context_);
    open_.insert(&stream);
    auto answer = co_await ask_over(stream, call, *url, *places);
    open_.erase(&stream);
    co_return answer;
  }

  // Where the host is. Its name is looked up by a thread that is left behind if it takes too long.
  awaitable<Result<Places>> find(const Url& url) {
    beast::error_code error;
    const auto address = asio::ip::make_address(url.host, error);
    if (!error) co_return Places{{address, static_cast<std::uint16_t>(std::stoi(url.port))}};
    std::promise<Result<Places>> promise;
    auto found = promise.get_future();
    std::thread([host = url.host, port = url.port, promise = std::move(promise)]() mutable {
      promise.set_value(look_up(host, port));
    }).detach();
    while (found.wait_for(0s) != std::future_status::ready) {
      if (over_) co_return *over_;
      asio::steady_timer pause(context_, 1ms);
      co_await pause.async_wait(kAsTuple);
    }
    co_return found.get();
  }

  awaitable<Result<Response>> ask_securely(const Call& call, const Url& url, const Places& places) {
    if (const Status ready = prepare_tls(); !ready) co_return ready.error();
    LODESTAR_ASSERT(tls_.has_value());
    Secure stream(context_, *tls_);
    open_.insert(&stream.next_layer());
    auto answer = co_await ask_over(stream, call, url, places);
    open_.erase(&stream.next_layer());
    co_return answer;
  }

  Status prepare_tls() {
    if (tls_) return {};
    beast::error_code error;
    ssl::context context(ssl::context::tls_client);
    error = context.set_options(
        ssl::context::default_workarounds | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1,
        error);
    if (!error) error = context.set_verify_mode(ssl::verify_peer, error);
    if (!error && options_.trusted.empty()) error = context.set_default_verify_paths(error);
    if (!error && !options_.trusted.empty()) {
      error = context.load_verify_file(options_.trusted, error);
    }
    if (!error) {
      tls_ = std::move(context);
      return {};
    }
    return error_of("the certificates to believe cannot be read", error);
  }

  // Nothing is sent before the certificate was found to hold, and to be the host's.
  awaitable<beast::error_code> shake_hands(Plain&, const Url&) { co_return beast::error_code(); }
  awaitable<beast::error_code> shake_hands(Secure& stream, const Url& url) {
    beast::error_code failed;
    stream.set_verify_callback(ssl::host_name_verification(url.host), failed);
    if (failed) co_return failed;
    if (::SSL_set_tlsext_host_name(stream.native_handle(), url.host.c_str()) != 1)
      co_return beast::error_code(asio::error::invalid_argument);
    const auto [error] = co_await stream.async_handshake(ssl::stream_base::client, kAsTuple);
    co_return error;
  }

  template <typename Stream>
  awaitable<Result<Response>> ask_over(Stream& stream, const Call& call, const Url& url,
                                       const Places& places) {
    auto connected = co_await beast::get_lowest_layer(stream).async_connect(places, kAsTuple);
    if (const beast::error_code error = std::get<0>(connected); error || over_)
      co_return error_of("cannot connect", error);
    if (const beast::error_code error = co_await shake_hands(stream, url); error || over_)
      co_return error_of("no secure connection", error);
    const auto message = message_of(call, url);
    auto written = co_await web::async_write(stream, message, kAsTuple);
    if (const beast::error_code error = std::get<0>(written); error || over_)
      co_return error_of("the request is not taken", error);
    web::response_parser<web::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(options_.longest_header));
    parser.body_limit(options_.longest_body);
    beast::flat_buffer buffer;
    auto read = co_await web::async_read(stream, buffer, parser, kAsTuple);
    if (const beast::error_code error = std::get<0>(read); error || over_)
      co_return error_of("the answer is cut off or none", error);
    co_return response_of(parser.release());
  }

  const ClientOptions& options_;
  const Heard& heard_;
  asio::io_context context_{1};
  asio::steady_timer timer_{context_};
  std::chrono::steady_clock::time_point until_;
  std::size_t speaking_ = 0;
  std::set<Plain*> open_;
  std::optional<Error> over_;  // why all ends before its answer
  std::optional<ssl::context> tls_;
};

}  // namespace

void ask_all(std::span<const Call> calls, const ClientOptions& options, const Heard& heard) {
  LODESTAR_ASSERT(heard != nullptr);
  Conversation(options, heard).hold(calls);
}

std::vector<Result<Response>> ask_all(std::span<const Call> calls, const ClientOptions& options) {
  std::vector<Result<Response>> answers;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    answers.emplace_back(Error{Code::internal, "nothing was heard"});
  }
  ask_all(calls, options, [&](std::size_t place, Result<Response> answer) {
    answers[place] = std::move(answer);
    return Then{};
  });
  return answers;
}

Status check_url(std::string_view url) {
  LODESTAR_TRY(internal::parse_url(url));
  return {};
}

Result<Response> ask(const Call& call, const ClientOptions& options) {
  return std::move(ask_all(std::span(&call, 1), options).front());
}

}  // namespace lodestar::http
