// SPDX-License-Identifier: Apache-2.0
#include "http/server.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <optional>
#include <thread>

namespace lodestar::http {
namespace {

// Sends bytes as they are and gives back all that comes until the server closes.
class Connection {
 public:
  explicit Connection(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in place{.sin_family = AF_INET, .sin_port = htons(port)};
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&place), sizeof place), 0);
  }
  ~Connection() { ::close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  void send(std::string_view bytes) const {
    EXPECT_EQ(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL), std::ssize(bytes));
  }
  std::string rest() const {
    std::string all;
    std::array<char, 4096> some{};
    for (ssize_t n = 0; (n = ::recv(socket_, some.data(), some.size(), 0)) > 0;)
      all.append(some.data(), static_cast<std::size_t>(n));
    return all;
  }

 private:
  int socket_;
};

std::string ask(std::uint16_t port, std::string_view bytes) {
  const Connection connection(port);
  connection.send(bytes);
  return connection.rest();
}

void echo(const Request& request, Reply reply) {
  reply({.content_type = "text/plain",
         .body = std::string(request.method) + " " + std::string(request.path) + " " +
                 std::string(request.query) + " " + std::string(request.body)});
}

std::unique_ptr<Server> serve(Handler handler, const ServerOptions& options = {}) {
  auto server = Server::start(options, std::move(handler));
  EXPECT_TRUE(server.has_value());
  return std::move(*server);
}

TEST(Server, hands_a_request_over_and_writes_the_reply) {
  const auto server = serve(echo);
  const std::string answer = ask(server->port(),
                                 "POST /add?x=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                 "Content-Length: 5\r\n\r\nhello");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
  EXPECT_TRUE(answer.ends_with("\r\n\r\nPOST /add x=1 hello")) << answer;
}
TEST(Server, answers_several_requests_of_one_connection_in_their_order) {
  const auto server = serve(echo);
  const std::string answer =
      ask(server->port(),
          "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n"
          "GET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_LT(answer.find("GET /1"), answer.find("GET /2"));
  EXPECT_TRUE(answer.ends_with("GET /3  ")) << answer;
}
TEST(Server, waits_for_a_reply_from_another_thread) {
  std::vector<std::jthread> threads;
  const auto server = serve([&](const Request&, Reply reply) {
    threads.emplace_back([late = std::move(reply)]() mutable { late({.body = "late"}); });
  });
  EXPECT_TRUE(ask(server->port(), "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                  .ends_with("late"));
}
TEST(Server, a_page_in_a_browser_may_read_and_not_write) {
  int asked = 0;
  const auto server = serve([&](const Request&, Reply reply) {
    ++asked;
    reply({.body = "yes"});
  });
  const std::string rest =
      " /add HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://page.example\r\n"
      "Connection: close\r\nContent-Length: 0\r\n\r\n";
  EXPECT_TRUE(ask(server->port(), "POST" + rest).starts_with("HTTP/1.1 403"));
  EXPECT_TRUE(ask(server->port(), "DELETE" + rest).starts_with("HTTP/1.1 403"));
  EXPECT_EQ(asked, 0);
  EXPECT_TRUE(ask(server->port(), "GET" + rest).ends_with("yes"));
}
TEST(Server, a_reply_that_nobody_gives_is_500) {
  const auto server = serve([](const Request&, Reply) {});
  EXPECT_TRUE(ask(server->port(), "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                  .starts_with("HTTP/1.1 500"));
}
TEST(Server, what_is_over_a_limit_is_told_so_and_reaches_nobody) {
  int reached = 0;
  const auto server = serve(
      [&](const Request&, Reply reply) {
        ++reached;
        reply({});
      },
      {.longest_header = 1000, .longest_body = 10});
  EXPECT_TRUE(ask(server->port(), "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n")
                  .starts_with("HTTP/1.1 413"));
  EXPECT_TRUE(ask(server->port(), "GET / HTTP/1.1\r\nX: " + std::string(2000, 'x') + "\r\n\r\n")
                  .starts_with("HTTP/1.1 431"));
  EXPECT_TRUE(ask(server->port(), "nonsense\r\n\r\n").starts_with("HTTP/1.1 400"));
  EXPECT_EQ(reached, 0);
}
TEST(Server, who_sends_too_much_can_read_that_it_was) {
  const auto server = serve(echo, {.longest_body = 10});
  const std::string body(4 << 20, 'x');
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(ask(server->port(), "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " +
                                        std::to_string(body.size()) + "\r\n\r\n" + body)
                    .starts_with("HTTP/1.1 413"));
  }
}
TEST(Server, who_sends_nothing_more_is_let_go) {
  const auto server = serve(echo, {.request_timeout = std::chrono::seconds(1)});
  EXPECT_EQ(ask(server->port(), "GET / HT"), "");
}
TEST(Server, stopping_lets_the_asked_be_answered_and_the_idle_go) {
  std::vector<std::jthread> threads;
  std::atomic<bool> asked = false, go = false;
  auto server = serve([&](const Request&, Reply reply) {
    asked = true;
    threads.emplace_back([&, late = std::move(reply)]() mutable {
      go.wait(false);
      late({.body = "late"});
    });
  });
  const Connection idle(server->port()), waiting(server->port());
  waiting.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  while (!asked) std::this_thread::yield();
  std::jthread stopper([&] { server->stop(std::chrono::seconds(20)); });
  EXPECT_EQ(idle.rest(), "");
  go = true;
  go.notify_all();
  EXPECT_TRUE(waiting.rest().ends_with("late"));
}
TEST(Server, ends_only_when_no_reply_is_owed_any_more) {
  std::optional<Reply> kept;
  std::atomic<bool> asked = false, given = false;
  auto server = serve([&](const Request&, Reply reply) {
    kept.emplace(std::move(reply));
    asked = true;
  });
  const Connection waiting(server->port());
  waiting.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  while (!asked) std::this_thread::yield();
  const std::jthread late([&] {
    given = true;
    (*kept)({.body = "late"});
  });
  server.reset();
  EXPECT_TRUE(given);
}
TEST(Server, an_address_that_is_taken_is_an_error) {
  const auto server = serve(echo);
  const auto second = Server::start({.address = "192.0.2.1"}, echo);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, Code::unavailable);
}

}  // namespace
}  // namespace lodestar::http
