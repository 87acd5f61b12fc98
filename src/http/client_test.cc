// SPDX-License-Identifier: Apache-2.0
#include "http/client.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

#include "http/server.h"
#include "support/tls_server.h"

namespace lodestar::http {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLong{60'000},
    kShort{300};  // a deadline never meant to be met, and one that is

std::string at(std::uint16_t port, std::string_view path = "/") {
  return "http://127.0.0.1:" + std::to_string(port) + std::string(path);
}

// Takes connections, one after the other, reads what comes first, says what it was told to say,
// and then either ends or is silent until it is destroyed.
class Speaker {
 public:
  enum class Then { ends, is_silent };
  Speaker(std::string says, Then then) : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in place{.sin_family = AF_INET, .sin_port = 0};
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof place;
    EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&place), size), 0);
    EXPECT_EQ(::listen(listener_, 16), 0);
    EXPECT_EQ(::getsockname(listener_, reinterpret_cast<sockaddr*>(&place), &size), 0);
    port_ = ntohs(place.sin_port);
    thread_ = std::thread([this, says = std::move(says), then] { speak(says, then); });
  }
  ~Speaker() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    for (const int socket : kept_) ::close(socket);
    ::close(listener_);
  }
  Speaker(const Speaker&) = delete;
  Speaker& operator=(const Speaker&) = delete;
  std::uint16_t port() const { return port_; }
  int asked() const { return asked_; }

 private:
  void speak(const std::string& says, Then then) {
    for (int socket = 0; (socket = ::accept(listener_, nullptr, nullptr)) >= 0;) {
      std::array<char, 4096> heard{};
      if (::recv(socket, heard.data(), heard.size(), 0) > 0) ++asked_;
      (void)::send(socket, says.data(), says.size(), MSG_NOSIGNAL);
      if (then == Then::is_silent) {
        kept_.push_back(socket);
      } else {
        ::close(socket);
      }
    }
  }
  int listener_;
  std::uint16_t port_ = 0;
  std::atomic<int> asked_ = 0;
  std::vector<int> kept_;
  std::thread thread_;
};

std::unique_ptr<Server> serve_echo() {
  const auto echo = [](const Request& request, Reply reply) {
    reply({.status = request.path == "/none" ? 404 : 200,
           .content_type = "text/echo",
           .body = std::string(request.method) + " " + std::string(request.path) + "?" +
                   std::string(request.query) + " " + std::string(request.body),
           .headers = {{"X-More", "yes"}}});
  };
  return std::move(Server::start({}, echo)).value();
}

Code code_of(const Result<Response>& answer) {
  EXPECT_FALSE(answer.has_value());
  return answer ? Code::internal : answer.error().code;
}

TEST(Client, gets_and_posts) {
  const auto server = serve_echo();
  const Response got = ask({.url = at(server->port(), "/a/b?c=d")}).value();
  EXPECT_EQ(got.status, 200);
  EXPECT_EQ(got.content_type, "text/echo");
  EXPECT_EQ(got.body, "GET /a/b?c=d ");
  EXPECT_TRUE(
      std::ranges::count(got.headers, std::pair<std::string, std::string>("X-More", "yes")));
  const Call call{.url = at(server->port()), .body = "hello", .content_type = "text/plain"};
  EXPECT_EQ(ask(call).value().body, "POST /? hello");
  EXPECT_EQ(ask({.url = at(server->port(), "/none")}).value().status, 404);
}

TEST(Client, says_how_a_body_is_packed_and_the_server_hands_that_on) {
  const auto server = *Server::start({}, [](const Request& request, Reply reply) {
    reply({.content_type = "text/plain", .body = "packed: " + std::string(request.encoding)});
  });
  Call call{.url = at(server->port()), .body = "x", .content_type = "text/plain"};
  EXPECT_EQ(ask(call).value().body, "packed: ");
  call.encoding = "gzip";
  EXPECT_EQ(ask(call).value().body, "packed: gzip");
}

TEST(Client, finds_a_host_by_its_name) {
  const auto server = serve_echo();
  const auto answer = ask({.url = "http://localhost:" + std::to_string(server->port())});
  EXPECT_EQ(answer.value().body, "GET /? ");
  EXPECT_EQ(code_of(ask({.url = "http://no-such-host.invalid/"})), Code::unavailable);
}

TEST(Client, asks_side_by_side_and_lets_nobody_hold_up_the_others) {
  const auto server = serve_echo();
  const Speaker silent("", Speaker::Then::is_silent);
  const std::vector<Call> calls{{.url = at(silent.port())},
                                {.url = at(server->port(), "/1")},
                                {.url = at(silent.port())},
                                {.url = at(server->port(), "/2")}};
  const auto answers = ask_all(calls, {.deadline = kShort});
  ASSERT_EQ(answers.size(), 4U);
  EXPECT_EQ(answers[1].value().body, "GET /1? ");
  EXPECT_EQ(answers[3].value().body, "GET /2? ");
  EXPECT_EQ(code_of(answers[0]), Code::unavailable);
  EXPECT_EQ(answers[2].error().message, "no answer within 300 ms");
  EXPECT_TRUE(ask_all({}, {}).empty());
}

TEST(Client, goes_on_once_enough_was_heard) {
  const auto server = serve_echo();
  const Speaker silent("", Speaker::Then::is_silent);
  const std::vector<Call> calls{{.url = at(silent.port())}, {.url = at(server->port())}};
  std::vector<Code> codes(2, Code::internal);
  ask_all(calls, {.deadline = kLong}, [&](std::size_t place, Result<Response> answer) {
    if (!answer) codes[place] = answer.error().code;
    Then then;
    if (place == 1) then.remaining = milliseconds(0);
    return then;
  });
  EXPECT_EQ(codes[0], Code::cancelled);
  EXPECT_EQ(codes[1], Code::internal);
}

TEST(Client, asks_on_in_the_same_place) {
  const auto server = serve_echo();
  std::vector<std::string> heard;
  const Call first{.url = at(server->port(), "/1")};
  ask_all(std::span(&first, 1), {}, [&](std::size_t, Result<Response> answer) {
    heard.push_back(answer.value().body);
    Then then;
    if (heard.size() < 3) then.ask = Call{.url = at(server->port(), "/more")};
    return then;
  });
  EXPECT_EQ(heard, (std::vector<std::string>{"GET /1? ", "GET /more? ", "GET /more? "}));
}

TEST(Client, stops_when_it_is_asked_to) {
  const Speaker silent("", Speaker::Then::is_silent);
  std::stop_source source;
  const std::jthread stopper([&] {
    while (silent.asked() == 0) std::this_thread::yield();
    source.request_stop();
  });
  const auto answer =
      ask({.url = at(silent.port())}, {.deadline = kLong, .stop = source.get_token()});
  EXPECT_EQ(code_of(answer), Code::cancelled);
  EXPECT_EQ(code_of(ask({.url = at(silent.port())}, {.stop = source.get_token()})),
            Code::cancelled);
}

TEST(Client, takes_no_more_than_its_limits) {
  const auto code_for = [](std::string says) {
    const Speaker speaker(std::move(says), Speaker::Then::is_silent);
    return code_of(ask({.url = at(speaker.port())},
                       {.deadline = kLong, .longest_header = 1000, .longest_body = 10}));
  };
  const std::string start = "HTTP/1.1 200 OK\r\n";
  EXPECT_EQ(code_for(start + "Content-Length: 11\r\n\r\n"), Code::limited);
  EXPECT_EQ(code_for(start + "Transfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n"),
            Code::limited);
  EXPECT_EQ(code_for(start + "\r\n01234567890"), Code::limited);
  EXPECT_EQ(code_for(start + "X: " + std::string(2000, 'x') + "\r\n\r\n"), Code::limited);
  EXPECT_EQ(code_for(start + "X: " + std::string(2000, 'x')), Code::limited);
}

TEST(Client, takes_nothing_that_is_cut_off_or_no_answer) {
  for (const char* says : {"", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "HTTP/1.1 200",
                           "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal",
                           "nonsense\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n"}) {
    const Speaker speaker(says, Speaker::Then::ends);
    EXPECT_EQ(code_of(ask({.url = at(speaker.port())}, {.deadline = kLong})), Code::unavailable)
        << says;
  }
}

TEST(Client, waits_no_longer_for_the_rest_of_an_answer_than_for_its_start) {
  const Speaker slow("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", Speaker::Then::is_silent);
  EXPECT_EQ(code_of(ask({.url = at(slow.port())}, {.deadline = kShort})), Code::unavailable);
}

TEST(Client, follows_no_redirect) {
  const Speaker elsewhere("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", Speaker::Then::ends);
  const Speaker here(
      "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + at(elsewhere.port()) + "\r\n\r\n",
      Speaker::Then::ends);
  EXPECT_EQ(ask({.url = at(here.port())}).value().status, 302);
  EXPECT_EQ(elsewhere.asked(), 0);
}

TEST(Client, says_where_nobody_listens) {
  std::uint16_t port = serve_echo()->port();  // free again by now
  const auto answer = ask({.url = at(port)});
  EXPECT_EQ(code_of(answer), Code::unavailable);
  EXPECT_EQ(answer.error().message, "cannot connect: Connection refused");
}

TEST(Client, refuses_what_is_no_url) {
  for (const char* url :
       {"", "example.org", "ftp://example.org/", "http://", "http:///path", "http://a b/",
        "http://user@example.org/", "http://example.org:/", "http://example.org:0/",
        "http://example.org:65536/", "http://example.org:80x/", "http://example.org/a b",
        "http://example.org/#part", "http://[::1/", "http://[::1]x/", "http://exa\nmple.org/",
        "http://example.org/\r\nX: y", "http://ex\u00e4mple.org/"})
    EXPECT_EQ(code_of(ask({.url = url})), Code::invalid) << url;
}

struct SecureClient : ::testing::Test {
  Result<Response> ask_secure(const test::TlsServer& server, const std::string& trusted) const {
    return ask({.url = "https://127.0.0.1:" + std::to_string(server.port()) + "/"},
               {.deadline = kLong, .trusted = trusted});
  }
  const test::Certificate ours{"IP:127.0.0.1", 3600}, others{"IP:127.0.0.1", 3600};
};

TEST_F(SecureClient, asks_a_host_whose_certificate_holds) {
  const test::TlsServer server(ours);
  EXPECT_EQ(ask_secure(server, ours.path()).value().body, "secure");
  EXPECT_EQ(server.heard(), 1);
}
TEST_F(SecureClient, tells_nothing_to_a_host_that_nobody_vouches_for) {
  const test::TlsServer server(ours);
  EXPECT_EQ(code_of(ask_secure(server, others.path())), Code::unavailable);
  EXPECT_EQ(code_of(ask_secure(server, "")), Code::unavailable);  // the system's store
  EXPECT_EQ(server.heard(), 0);
}
TEST_F(SecureClient, tells_nothing_to_a_host_of_another_name) {
  const test::Certificate named("DNS:witness.example", 3600);
  const test::TlsServer server(named);
  EXPECT_EQ(code_of(ask_secure(server, named.path())), Code::unavailable);
  EXPECT_EQ(server.heard(), 0);
}
TEST_F(SecureClient, tells_nothing_to_a_host_whose_certificate_has_run_out) {
  const test::Certificate old("IP:127.0.0.1", -3600);
  const test::TlsServer server(old);
  EXPECT_EQ(code_of(ask_secure(server, old.path())), Code::unavailable);
  EXPECT_EQ(server.heard(), 0);
}
TEST_F(SecureClient, refuses_a_host_that_speaks_no_tls) {
  const auto server = serve_echo();
  const auto answer = ask({.url = "https://127.0.0.1:" + std::to_string(server->port()) + "/"}, {});
  EXPECT_EQ(code_of(answer), Code::unavailable);
}
TEST_F(SecureClient, fails_where_the_certificates_to_believe_are_missing) {
  const test::TlsServer server(ours);
  EXPECT_EQ(code_of(ask_secure(server, "/nowhere/certificates.pem")), Code::unavailable);
}

}  // namespace
}  // namespace lodestar::http
