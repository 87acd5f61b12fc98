// SPDX-License-Identifier: Apache-2.0
#include "http/server.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include "http/client.h"
#include "support/tls_server.h"

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
  std::string some(std::size_t length) const {
    std::string bytes(length, 0);
    const ssize_t n = ::recv(socket_, bytes.data(), length, MSG_WAITALL);
    bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    return bytes;
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
TEST(Server, a_request_may_come_in_any_pieces) {
  const auto server = serve(echo);
  const std::string request =
      "POST /add HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n";
  const Connection connection(server->port());
  for (const char byte : request) connection.send({&byte, 1});
  EXPECT_TRUE(connection.rest().ends_with("POST /add  hello world"));
}
TEST(Server, replies_to_many_connections_reach_each_its_own) {
  constexpr int kConnections = 100, kRounds = 20;
  std::mutex mutex;
  std::vector<std::pair<std::string, Reply>> asked;
  const auto server = serve(
      [&](const Request& request, Reply reply) {
        const std::lock_guard lock(mutex);
        asked.emplace_back(request.path, std::move(reply));
      },
      {.threads = 3});
  const std::jthread late([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      std::vector<std::pair<std::string, Reply>> taken;
      {
        const std::lock_guard lock(mutex);
        std::swap(taken, asked);
      }
      for (auto& [path, reply] : taken) reply({.body = path + "."});
      std::this_thread::yield();
    }
  });
  std::vector<std::unique_ptr<Connection>> connections;
  connections.reserve(kConnections);
  for (int i = 0; i < kConnections; ++i)
    connections.push_back(std::make_unique<Connection>(server->port()));
  for (int round = 0; round < kRounds; ++round) {
    const std::string_view last = round + 1 == kRounds ? "Connection: close\r\n" : "";
    for (int i = 0; i < kConnections; ++i) {
      connections[i]->send("GET /" + std::to_string(i * kRounds + round) +
                           " HTTP/1.1\r\nHost: a\r\n" + std::string(last) + "\r\n");
    }
  }
  for (int i = 0; i < kConnections; ++i) {
    const std::string answers = connections[i]->rest();
    std::size_t at = 0;
    for (int round = 0; round < kRounds && at != std::string::npos; ++round)
      at = answers.find("\r\n\r\n/" + std::to_string(i * kRounds + round) + ".", at);
    EXPECT_NE(at, std::string::npos) << answers;
  }
}
TEST(Server, an_answer_longer_than_the_socket_takes_is_written_whole) {
  const std::string body(32 << 20, 'x');
  const auto server = serve([&](const Request&, Reply reply) { reply({.body = body}); });
  const std::string answer =
      ask(server->port(), "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(answer.ends_with("\r\n\r\n" + body));
}
TEST(Server, who_does_not_read_its_answer_is_let_go) {
  const std::string body(32 << 20, 'x');
  std::atomic<bool> asked = false;
  const auto server = serve(
      [&](const Request&, Reply reply) {
        reply({.body = body});
        asked = true;
      },
      {.request_timeout = std::chrono::seconds(1)});
  const Connection connection(server->port());
  connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  while (!asked) std::this_thread::yield();
  server->stop(std::chrono::seconds(20));  // which waits for what is owed
  EXPECT_LT(connection.rest().size(), body.size());
}
TEST(Server, a_target_in_absolute_form_is_taken_for_its_path) {
  const auto server = serve(echo);
  const auto asks = [&](const std::string& target) {
    const std::string answer =
        ask(server->port(), "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    return answer.substr(answer.find("\r\n\r\n") + 4);
  };
  EXPECT_EQ(asks("http://log.example/checkpoint"), "GET /checkpoint  ");
  EXPECT_EQ(asks("HTTPS://[::1]:80/tile/0?x=1"), "GET /tile/0 x=1 ");
  EXPECT_EQ(asks("http://log.example"), "GET /  ");
  EXPECT_EQ(asks("http://log.example?x=/y"), "GET / x=/y ");
  EXPECT_EQ(asks("/a?to=http://b/c"), "GET /a to=http://b/c ");
}
TEST(Server, the_host_is_the_one_that_the_target_names) {
  const auto server = serve(
      [](const Request& request, Reply reply) { reply({.body = std::string(request.host)}); });
  const auto asks = [&](const std::string& target) {
    const std::string answer =
        ask(server->port(), "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    return answer.substr(answer.find("\r\n\r\n") + 4);
  };
  EXPECT_EQ(asks("/"), "a");
  EXPECT_EQ(asks("http://log.example:80/a"), "log.example:80");
  EXPECT_EQ(asks("http://log.example?a"), "log.example");
  EXPECT_EQ(asks("http:///a"), "");
  EXPECT_EQ(asks("http://a@log.example/"), "name one host\n");
}
TEST(Server, a_target_that_is_no_path_is_refused) {
  int asked = 0;
  const auto server = serve([&](const Request&, Reply reply) {
    ++asked;
    reply({.body = "yes"});
  });
  const auto asks = [&](const std::string& line) {
    return ask(server->port(), line + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  };
  for (const std::string line : {"GET checkpoint", "GET *", "GET ?x=/y", "GET log.example:80",
                                 "CONNECT log.example:80", "GET ftp://log.example/checkpoint"}) {
    EXPECT_TRUE(asks(line).starts_with("HTTP/1.1 400 ")) << line << ": " << asks(line);
  }
  EXPECT_EQ(asked, 0);
  EXPECT_TRUE(asks("OPTIONS *").starts_with("HTTP/1.1 200 "));
}
TEST(Server, a_request_names_one_host) {
  const auto server = serve(echo);
  const std::string get = "GET /1 HTTP/1.1\r\nConnection: close\r\n", host = "Host: a\r\n";
  EXPECT_TRUE(ask(server->port(), get + "\r\n").starts_with("HTTP/1.1 400 "));
  EXPECT_TRUE(ask(server->port(), get + host + host + "\r\n").starts_with("HTTP/1.1 400 "));
  EXPECT_TRUE(ask(server->port(), get + host + "\r\n").starts_with("HTTP/1.1 200 "));
  EXPECT_TRUE(ask(server->port(), "GET /1 HTTP/1.0\r\n\r\n").starts_with("HTTP/1.0 200 "));
}
TEST(Server, a_host_is_a_name_or_an_address_with_or_without_a_port) {
  const auto server = serve(echo);
  const auto status_of = [&](const std::string& host) {
    return ask(server->port(), "GET /1 HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
        .substr(0, 13);
  };
  for (const std::string host :
       {"", "a", "log.example.org", "log.example.org:8080", "log.example.org:", "127.0.0.1:1",
        "[::1]", "[::1]:8080", "[fe80::1.2.3.4]", "a_b~c", "caf%C3%A9.example"})
    EXPECT_EQ(status_of(host), "HTTP/1.1 200 ") << host;
  for (const std::string host :
       {"a b",   "a\tb",    "a\r\n b", "a/b",  "a?b",  "a#b",         "user@a",
        "a:b",   "a:1:2",   "::1",     "[::1", "[]",   "[:]",         "[::1]8080",
        "[a b]", "[::1]:x", "a%",      "a%2",  "a%zz", "caf\xC3\xA9", "a\"b"})
    EXPECT_EQ(status_of(host), "HTTP/1.1 400 ") << host;
}
// Of what reads otherwise to somebody in front of this server, such as a proxy, none may pass: what
// that takes for a body would be a request here (RFC 9112, 11.2).
TEST(Server, a_message_whose_length_can_be_read_in_two_ways_is_refused_and_ends_the_connection) {
  int asked = 0;
  const auto server = serve([&](const Request&, Reply reply) {
    ++asked;
    reply({.body = "yes"});
  });
  const std::string chunk = "5\r\nhello\r\n0\r\n\r\n";
  const auto status_of = [&](const std::string& fields, const std::string& body,
                             const std::string& version = "1.1") {
    const std::string answer = ask(
        server->port(), "POST /add HTTP/" + version + "\r\nHost: a\r\n" + fields + "\r\n" + body +
                            "GET /hidden HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(answer.find("yes"), std::string::npos) << fields << body;
    return answer.substr(9, 3);
  };
  const auto status_of_coding = [&](const std::string& value) {
    return status_of("Transfer-Encoding: " + value + "\r\n", chunk);
  };
  for (const std::string value :
       {"gzip, chunked", "identity, chunked", "chunked, chunked", ",chunked", "x, gzip ,chunked"})
    EXPECT_EQ(status_of_coding(value), "501") << value;
  for (const std::string value :
       {"xchunked", "x chunked", "gzip", "identity", "", "chunked, gzip", "chunked;x=1", "chunked,",
        "\"chunked\"", "chunked\vx", "chunked x"})
    EXPECT_EQ(status_of_coding(value), "400") << value;
  for (const std::string fields : {"Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
                                   "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                                   "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n",
                                   "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                                   "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                                   "Content-Length: 5\r\nTransfer-Encoding: xchunked\r\n",
                                   "Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n",
                                   "Content-Length: 5\r\nContent-Length: 6\r\n",
                                   "Content-Length: 5\r\nContent-Length: 5\r\n",
                                   "Content-Length: 5, 5\r\n",
                                   "Content-Length: 5, 6\r\n",
                                   "Content-Length: 5,\r\n",
                                   "Content-Length: \r\n",
                                   "Content-Length: +5\r\n",
                                   "Content-Length: -5\r\n",
                                   "Content-Length: 0x5\r\n",
                                   "Content-Length: 5 5\r\n",
                                   "Content-Length: 5.0\r\n",
                                   "Content-Length: 18446744073709551621\r\n",
                                   "Content-Length: \"5\"\r\n"})
    EXPECT_EQ(status_of(fields, chunk), "400") << fields;
  EXPECT_EQ(status_of("Transfer-Encoding: chunked\r\n", chunk, "1.0"), "400");
  EXPECT_EQ(asked, 0);
}
TEST(Server, a_line_that_another_reader_could_part_otherwise_is_refused) {
  int asked = 0;
  const auto server = serve([&](const Request&, Reply reply) {
    ++asked;
    reply({.body = "yes"});
  });
  const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n";
  using namespace std::string_literals;
  for (const std::string& request :
       {get + "X : y\r\n\r\n", get + "X\t: y\r\n\r\n",
        "GET / HTTP/1.1\r\n\tX: y\r\nHost: a\r\n\r\n"s, "GET / HTTP/1.1\r\n Host: a\r\n\r\n"s,
        "GET / HTTP/1.1\nHost: a\n\n"s, get + "X: y\nContent-Length: 5\r\n\r\n",
        get + "X: y\rZ: z\r\n\r\n", get + "X: a\0b\r\n\r\n"s, get + "X: a\vb\r\n\r\n",
        get + ": y\r\n\r\n", get + "X\r\n\r\n", get + "X\xC3: y\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"s, "GET / x HTTP/1.1\r\nHost: a\r\n\r\n"s,
        "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"s, "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"s,
        "GET / HTTP/2.0\r\nHost: a\r\n\r\n"s, "GET / http/1.1\r\nHost: a\r\n\r\n"s,
        "GET /\r\n\r\n"s}) {
    const std::string answer = ask(server->port(), request + get + "Connection: close\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 400 ")) << request << answer;
    EXPECT_EQ(answer.find("yes"), std::string::npos) << request;
  }
  EXPECT_EQ(asked, 0);
}
TEST(Server, a_line_that_is_folded_is_one_line) {
  const auto server = serve(
      [](const Request& request, Reply reply) { reply({.body = std::string(request.type)}); });
  EXPECT_TRUE(ask(server->port(),
                  "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: text/plain;\r\n"
                  "\tcharset=utf-8\r\n\r\n")
                  .ends_with("\r\n\r\ntext/plain; charset=utf-8"));
}
TEST(Server, chunks_are_taken_as_they_are_meant_and_otherwise_refused) {
  const auto server = serve(echo, {.longest_body = 10});
  const auto asks = [&](const std::string& body) {
    return ask(server->port(),
               "POST /1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: Chunked\r\n"
               "\r\n" +
                   body);
  };
  const std::string last = "0\r\n\r\n";
  for (const std::string body :
       {"5\r\nhello\r\n", "005\r\nhello\r\n", "2\r\nhe\r\n3\r\nllo\r\n", "5;a=b\r\nhello\r\n",
        "5;a=\"b;c\"\r\nhello\r\n", "5;a\r\nhello\r\n"})
    EXPECT_TRUE(asks(body + last).ends_with("POST /1  hello")) << body << asks(body + last);
  for (const std::string body :
       {"5\nhello\r\n", "5\r\nhello\n", "5\r\nhelloo\r\n", "5\r\nhell\r\n", "0x5\r\nhello\r\n",
        "-5\r\nhello\r\n", "+5\r\nhello\r\n", " 5\r\nhello\r\n", "5 \r\nhello\r\n",
        "5 5\r\nhello\r\n", "\r\nhello\r\n", "5;\nhello\r\n", "5;a=\"b\r\nhello\"\r\n",
        "5;a\rb\r\nhello\r\n", "g\r\nhello\r\n", "10000000000000005\r\nhello\r\n",
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5\r\nhello\r\n"})
    EXPECT_TRUE(asks(body + last).starts_with("HTTP/1.1 400 ")) << body << asks(body + last);
  for (const std::string body :
       {"b\r\nhello hello\r\n", "5\r\nhello\r\n6\r\nhello!\r\n", "FFFFFFFFFFFFFFFF\r\nhello\r\n",
        "5\r\nhello\r\nFFFFFFFFFFFFFFFF\r\nhello\r\n"})
    EXPECT_TRUE(asks(body + last).starts_with("HTTP/1.1 413 ")) << body << asks(body + last);
}
// They would stand among the head's, and say what the head did not.
TEST(Server, fields_behind_a_body_are_refused) {
  const auto server = serve(echo);
  for (const std::string field : {"Content-Encoding: gzip", "Host: b", "X: y", "Content-Length: 5",
                                  "Transfer-Encoding: chunked", "Connection: keep-alive"}) {
    const std::string answer =
        ask(server->port(),
            "POST /1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
            "\r\n5\r\nhello\r\n0\r\n" +
                field + "\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 400 ")) << field << answer;
  }
}
TEST(Server, what_a_body_is_is_said_once) {
  const auto server = serve(echo);
  const auto status_of = [&](std::string_view fields) {
    std::string request = "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n";
    return ask(server->port(), request.append(fields).append("\r\n")).substr(0, 13);
  };
  EXPECT_EQ(status_of("Content-Type: a\r\nContent-Type: b\r\n"), "HTTP/1.1 400 ");
  EXPECT_EQ(status_of("Content-Encoding: identity\r\nContent-Encoding: gzip\r\n"), "HTTP/1.1 400 ");
}
TEST(Server, who_waits_to_be_told_to_go_on_with_a_body_is_told) {
  const auto server = serve(echo, {.longest_body = 10});
  const auto head = [](std::string_view version, std::string_view expects, int length) {
    return "POST /add HTTP/" + std::string(version) +
           "\r\nHost: a\r\nConnection: close\r\nExpect: " + std::string(expects) +
           "\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
  };
  const Connection waits(server->port());
  waits.send(head("1.1", "100-Continue", 5));
  EXPECT_EQ(waits.some(25), "HTTP/1.1 100 Continue\r\n\r\n");
  waits.send("hello");
  const std::string answer = waits.rest();
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with(" hello")) << answer;
  // Who has sent it all by then need not be told.
  const std::string at_once = ask(server->port(), head("1.1", "100-continue", 5) + "hello");
  EXPECT_TRUE(at_once.ends_with(" hello")) << at_once;
  EXPECT_TRUE(ask(server->port(), head("1.1", "100-continue", 11)).starts_with("HTTP/1.1 413 "));
  EXPECT_TRUE(ask(server->port(), head("1.1", "wonders", 5)).starts_with("HTTP/1.1 417 "));
  EXPECT_TRUE(
      ask(server->port(), head("1.0", "100-continue", 5) + "hello").starts_with("HTTP/1.0 200 "));
}
TEST(Server, all_bodies_together_have_a_limit) {
  std::mutex mutex;
  std::vector<Reply> owed;
  std::atomic<std::size_t> asked = 0;
  const auto server = serve(
      [&](const Request&, Reply reply) {
        const std::lock_guard lock(mutex);
        owed.push_back(std::move(reply));
        ++asked;
      },
      {.most_body_bytes = 2500});
  const auto request = [](int length) {
    return "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " +
           std::to_string(length) + "\r\n\r\n" + std::string(length, 'x');
  };
  const Connection first(server->port()), second(server->port());
  first.send(request(1000));
  second.send(request(1000));
  while (asked < 2) std::this_thread::yield();
  const std::string refused = ask(server->port(), request(1000));
  EXPECT_TRUE(refused.starts_with("HTTP/1.1 503 ")) << refused;
  EXPECT_NE(refused.find("Retry-After: 1\r\n"), std::string::npos) << refused;
  for (auto& reply : owed) reply({.body = "done"});
  EXPECT_TRUE(first.rest().ends_with("done"));
  EXPECT_TRUE(second.rest().ends_with("done"));
  // What is answered counts no more, nor does what was refused.
  owed.clear();
  const Connection third(server->port());
  third.send(request(2500));
  while (asked < 3) std::this_thread::yield();
  for (auto& reply : owed) reply({.body = "done"});
  EXPECT_TRUE(third.rest().ends_with("done"));
}
TEST(Server, a_head_is_what_get_has_without_the_body) {
  const auto server = serve([](const Request&, Reply reply) {
    reply({.content_type = "text/plain", .body = "body", .headers = {{"Cache-Control", "no"}}});
  });
  const std::string rest = " / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  const std::string head = ask(server->port(), "HEAD" + rest);
  EXPECT_EQ(head,
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/plain\r\n"
            "X-Content-Type-Options: nosniff\r\nCache-Control: no\r\nContent-Length: 4\r\n\r\n");
  EXPECT_EQ(ask(server->port(), "GET" + rest), head + "body");
}
TEST(Server, http_1_0_is_kept_open_where_asked) {
  const auto server = serve(echo);
  const std::string answer = ask(server->port(),
                                 "GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
                                 "GET /2 HTTP/1.0\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n")) << answer;
  EXPECT_TRUE(answer.ends_with("GET /2  ")) << answer;
}
TEST(Server, an_answer_that_has_no_body_says_no_length) {
  const auto server = serve([](const Request&, Reply reply) { reply({.status = 204}); });
  EXPECT_EQ(ask(server->port(), "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
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
  const auto is_told = [&](const std::string& request, std::string_view status,
                           std::string_view why) {
    const std::string answer = ask(server->port(), request);
    EXPECT_TRUE(answer.starts_with(status)) << answer;
    EXPECT_TRUE(answer.ends_with(why)) << answer;
  };
  const std::string_view header = "\r\n\r\na header may have 1000 bytes\n";
  const std::string post = "POST / HTTP/1.1\r\nHost: a\r\n";
  is_told(post + "Content-Length: 11\r\n\r\n", "HTTP/1.1 413 Payload Too Large\r\n",
          "\r\n\r\na body may have 10 bytes\n");
  is_told("GET / HTTP/1.1\r\nX: " + std::string(2000, 'x') + "\r\n\r\n", "HTTP/1.1 431", header);
  is_told(post + "Transfer-Encoding: chunked\r\n\r\n5;" + std::string(1 << 20, 'x'), "HTTP/1.1 431",
          header);
  is_told("nonsense\r\n\r\n", "HTTP/1.1 400",
          "\r\n\r\nthis is no request of HTTP/1.1: bad method\n");
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

TEST(Server, a_new_connection_that_says_nothing_is_let_go_sooner) {
  const auto server = serve(echo, {.first_byte_timeout = std::chrono::seconds(0)});
  EXPECT_EQ(Connection(server->port()).rest(), "");
}
TEST(Server, who_has_been_silent_longest_makes_room) {
  const auto server = serve(echo, {.most_connections = 2});
  const Connection first(server->port()), second(server->port());
  first.send("GET / HTTP/1.1\r\nHos");
  EXPECT_TRUE(ask(server->port(), "GET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                  .ends_with("GET /3  "));
  EXPECT_EQ(first.rest(), "");
}
TEST(Server, an_address_has_so_many_connections) {
  const auto server = serve(echo, {.most_of_address = 1});
  {
    const Connection first(server->port());
    first.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(first.some(8), "HTTP/1.1");
    EXPECT_EQ(Connection(server->port()).rest(), "");
  }
  while (server->connections() > 0) std::this_thread::yield();
  EXPECT_TRUE(ask(server->port(), "GET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                  .ends_with("GET /3  "));
}
TEST(Server, a_connection_ends_after_so_many_requests) {
  const auto server = serve(echo, {.most_requests = 2});
  const std::string answer =
      ask(server->port(), "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_TRUE(answer.contains("Connection: close")) << answer;
  EXPECT_TRUE(answer.ends_with("GET /2  ")) << answer;
}
// Lets in what has a pass, and lies at /long; how often it was asked.
ServerOptions with_pass(std::atomic<int>& asked) {
  ServerOptions options{.longest_body = 4, .longest_admitted = 100};
  options.admit = [&asked](const Request& request, Reply reply) {
    ++asked;
    EXPECT_TRUE(request.body.empty());
    if (request.path != "/long") return reply({.status = 413, .body = "too long"});
    if (!request.has("Pass")) return reply({.status = 401, .body = "sign in first"});
    reply({.status = 100});
  };
  return options;
}
TEST(Server, a_long_body_comes_where_its_head_is_let_in) {
  std::atomic<int> asked = 0;
  const auto server = serve(echo, with_pass(asked));
  const auto post = [&](std::string_view path, std::string_view rest) {
    return ask(server->port(), "POST " + std::string(path) +
                                   " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" +
                                   std::string(rest));
  };
  EXPECT_TRUE(post("/short", "Content-Length: 4\r\n\r\nhell").ends_with("hell"));
  EXPECT_EQ(asked, 0);
  const std::string other = post("/short", "Content-Length: 5\r\n\r\nhello");
  EXPECT_TRUE(other.starts_with("HTTP/1.1 413") && other.ends_with("too long")) << other;
  const std::string stranger = post("/long", "Content-Length: 5\r\n\r\nhello");
  EXPECT_TRUE(stranger.starts_with("HTTP/1.1 401") && stranger.ends_with("sign in first"));
  EXPECT_TRUE(post("/long", "Pass: 1\r\nContent-Length: 5\r\n\r\nhello").ends_with("hello"));
  EXPECT_EQ(asked, 3);
  EXPECT_TRUE(post("/long", "Pass: 1\r\nContent-Length: 101\r\n\r\n").starts_with("HTTP/1.1 413"));
  const std::string in_chunks =
      "Pass: 1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
  EXPECT_TRUE(post("/long", in_chunks).starts_with("HTTP/1.1 413"));
  EXPECT_EQ(asked, 3);
}
TEST(Server, who_is_let_in_may_wait_for_the_word_and_send_in_pieces) {
  std::atomic<int> asked = 0;
  const auto server = serve(echo, with_pass(asked));
  const Connection connection(server->port());
  for (const std::string_view path : {"/long", "/long"}) {  // one connection, twice
    connection.send("POST " + std::string(path) +
                    " HTTP/1.1\r\nHost: a\r\nPass: 1\r\nExpect: 100-continue\r\n"
                    "Content-Length: 10\r\n\r\n");
    EXPECT_EQ(connection.some(25), "HTTP/1.1 100 Continue\r\n\r\n");
    connection.send("hello");
    connection.send("world");
    std::string answer;
    while (!answer.ends_with("helloworld")) {
      const std::string more = connection.some(1);
      ASSERT_FALSE(more.empty()) << answer;
      answer += more;
    }
  }
  EXPECT_EQ(asked, 2);
}
TEST(Server, long_bodies_have_a_limit_of_their_own) {
  std::atomic<int> asked = 0;
  ServerOptions options = with_pass(asked);
  options.most_admitted_bytes = 20;
  const auto server = serve(echo, options);
  const auto post = [&](const std::string& length, const std::string& body) {
    return ask(server->port(),
               "POST /long HTTP/1.1\r\nHost: a\r\nPass: 1\r\nConnection: close\r\n"
               "Content-Length: " +
                   length + "\r\n\r\n" + body);
  };
  EXPECT_TRUE(post("21", std::string(21, 'x')).starts_with("HTTP/1.1 503 "));
  EXPECT_TRUE(post("20", std::string(20, 'x')).starts_with("HTTP/1.1 200 "));
  EXPECT_TRUE(ask(server->port(),
                  "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                  "Content-Length: 4\r\n\r\nhell")
                  .ends_with("hell"));
}
TEST(Server, bodies_that_stop_on_their_way_keep_nobody_out) {
  const auto server =
      serve(echo, {.longest_body = 1000, .most_body_bytes = 2500, .ends_greatest_body = true});
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n";
  std::vector<std::unique_ptr<Connection>> stalled;
  for (int i = 0; i < 20; ++i) {
    stalled.push_back(std::make_unique<Connection>(server->port()));
    stalled.back()->send(head + "\r\n" + std::string(900, 'x'));
    const std::string answer =
        ask(server->port(), head + "Connection: close\r\n\r\n" + std::string(1000, 'y'));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 ")) << answer;
  }
  EXPECT_EQ(stalled.front()->rest(), "");  // which was hung up on
}
TEST(Server, refusals_look_as_they_are_told_to) {
  ServerOptions options;
  options.refuse = [](int status, std::string_view words) {
    return Response{
        .status = status, .content_type = "a/b", .body = "<" + std::string(words) + ">"};
  };
  const auto server = serve(echo, options);
  const std::string answer = ask(server->port(), "GET / HTTP/1.1\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 400")) << answer;
  EXPECT_TRUE(answer.contains("Content-Type: a/b")) << answer;
  EXPECT_TRUE(answer.ends_with("<name one host>")) << answer;
}
TEST(Server, behind_a_proxy_the_last_address_that_was_forwarded_is_the_source) {
  const auto tell_source = [](const Request& request, Reply reply) {
    reply({.content_type = "text/plain", .body = std::string(request.source)});
  };
  const std::string request =
      "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9, 192.0.2.7\r\n"
      "Connection: close\r\n\r\n";
  EXPECT_TRUE(ask(serve(tell_source)->port(), request).ends_with("\r\n\r\n127.0.0.1"));
  const auto behind = serve(tell_source, {.is_behind_proxy = true});
  EXPECT_TRUE(ask(behind->port(), request).ends_with("\r\n\r\n192.0.2.7"));
}

// Streams: what was begun, by its maker.
struct Streamed {
  std::mutex mutex;
  std::vector<Stream*> open;
  std::atomic<int> gone = 0;
  Handler handler() {
    return [this](const Request&, Reply reply) {
      auto stream = std::make_unique<Stream>([this] { ++gone; });
      stream->send("first\n");
      {
        const std::lock_guard lock(mutex);
        open.push_back(stream.get());
      }
      reply({.content_type = "text/event-stream", .stream = std::move(stream)});
    };
  }
};
constexpr std::string_view kAsk = "GET /events HTTP/1.1\r\nHost: a\r\n\r\n";

TEST(Server, a_stream_is_written_as_it_comes_to_its_end) {
  Streamed streamed;
  const auto server = serve(streamed.handler());
  const Connection listening(server->port());
  listening.send(kAsk);
  std::string heard;
  while (!heard.ends_with("first\n")) heard += listening.some(1);
  EXPECT_FALSE(heard.contains("Content-Length")) << heard;
  streamed.open[0]->send("second\n");
  EXPECT_EQ(listening.some(7), "second\n");
  streamed.open[0]->send("third\n");
  streamed.open[0]->end();
  EXPECT_EQ(listening.rest(), "third\n");
  while (streamed.gone == 0) std::this_thread::yield();
}
TEST(Server, a_streams_maker_is_told_that_nobody_listens) {
  Streamed streamed;
  const auto server = serve(streamed.handler());
  {
    const Connection listening(server->port());
    listening.send(kAsk);
    EXPECT_EQ(listening.some(8), "HTTP/1.1");
  }
  while (streamed.gone == 0) std::this_thread::yield();
}
TEST(Server, who_reads_a_stream_too_slowly_is_hung_up_on) {
  Streamed streamed;
  const auto server = serve(streamed.handler());
  const Connection listening(server->port());
  listening.send(kAsk);
  EXPECT_EQ(listening.some(8), "HTTP/1.1");
  const std::string much(Stream::kMostWaiting + 1, 'x');
  streamed.open[0]->send(much);
  while (streamed.gone == 0) std::this_thread::yield();
}
TEST(Server, stopping_ends_streams) {
  Streamed streamed;
  auto server = serve(streamed.handler());
  const Connection listening(server->port());
  listening.send(kAsk);
  EXPECT_EQ(listening.some(8), "HTTP/1.1");
  server->stop(std::chrono::seconds(20));
  EXPECT_EQ(streamed.gone, 1);
}

struct SecureServer : ::testing::Test {
  ServerOptions options() const {
    return {.tls_certificate = certificate.path(), .tls_key = certificate.key_path()};
  }
  const test::Certificate certificate{"IP:127.0.0.1", 3600};
};
TEST_F(SecureServer, speaks_tls) {
  const auto server = serve(echo, options());
  const std::string url = "https://127.0.0.1:" + std::to_string(server->port()) + "/secret";
  const auto answer = http::ask(
      {.url = url}, {.deadline = std::chrono::seconds(20), .trusted = certificate.path()});
  ASSERT_TRUE(answer.has_value()) << answer.error().message;
  EXPECT_EQ(answer->body, "GET /secret  ");
  const std::string body(300'000, 'x');
  const auto long_one =
      http::ask({.url = url, .body = body, .content_type = "text/plain"},
                {.deadline = std::chrono::seconds(20), .trusted = certificate.path()});
  ASSERT_TRUE(long_one.has_value()) << long_one.error().message;
  EXPECT_EQ(long_one->body, "POST /secret  " + body);
}
TEST_F(SecureServer, answers_nobody_in_the_clear) {
  const auto server = serve(echo, options());
  EXPECT_FALSE(ask(server->port(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n").contains("HTTP"));
}
TEST_F(SecureServer, wants_a_certificate_and_its_key) {
  ServerOptions wrong = options();
  wrong.tls_key = certificate.path();
  const auto server = Server::start(wrong, echo);
  ASSERT_FALSE(server.has_value());
  EXPECT_EQ(server.error().code, Code::invalid);
}

}  // namespace
}  // namespace lodestar::http
