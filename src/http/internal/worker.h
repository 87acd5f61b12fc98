// SPDX-License-Identifier: Apache-2.0
// One thread of the server and its connections, of which nothing is shared; only replies come from
// elsewhere. What a request passes through is callbacks, on plain sockets and Beast's parser:
// coroutines on Beast's streams took more than twice as long outside the kernel.
#pragma once

#include <atomic>
#include <chrono>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "http/internal/beast.h"
#include "http/internal/message.h"
#include "http/internal/tls.h"
#include "http/server.h"

namespace lodestar::http::internal {

using SteadyClock = std::chrono::steady_clock;
using Socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;

// What all threads of a server have in common.
struct Common {
  const ServerOptions options;
  const Handler handler;
  std::atomic<bool> stopping = false;
  std::atomic<std::size_t> connections = 0;
  std::atomic<std::size_t> admitted_bytes = 0;  // of bodies that were let in
  std::optional<ssl::context> tls{};
  std::mutex counting{};
  std::unordered_map<std::string, std::size_t> of_address{};

  // Whether one more may come from there.
  bool begin_of(const std::string& address);
  void end_of(const std::string& address);
};

// It reads a request, waits for the reply, writes it, and again: one of these at a time.
struct Connection {
  explicit Connection(Socket accepted) : socket(std::move(accepted)) {}
  Socket socket;
  std::unique_ptr<ssl::stream<Socket&>> secure;  // over it
  std::string source;                            // the address at its other end
  beast::flat_buffer unread;
  std::optional<Parser> parser;  // of the request that is read or answered
  Response reply;
  std::string answer;  // the reply as it is sent
  bool stays = true;   // after the answer
  bool is_refused = false;
  std::size_t body_bytes = 0;  // that count among the thread's, or among those let in
  bool is_head_seen = false;   // of the request that is read
  bool is_admitting = false;   // whether its body may come is being asked
  bool is_admitted = false;
  std::ptrdiff_t fields = 0;  // of that head
  std::size_t heard = 0;      // bytes of one that is refused
  std::size_t requests = 0;   // that were answered
  std::size_t paced = 0;      // bytes since the deadline was moved
  SteadyClock::time_point deadline = SteadyClock::time_point::max();  // of what is done now
  bool is_idle = false;                                               // nothing is owed
  std::list<Connection>::iterator place;

  std::uint64_t stream_number = 0;
  std::unique_ptr<Stream> stream;  // that is written: two operations go on at a time
  bool is_writing = false, is_watching = false, is_broken = false;
};

// Functions that end in a connection are of the worker's own thread, and go on with it: the caller
// must not touch it any more.
class Worker {
 public:
  explicit Worker(Common& common) : common_(common), pause_(context_) {}
  asio::io_context& context() { return context_; }
  void take(Socket socket, std::string source);  // any thread
  void run();                                    // until the context is stopped
  // Ends who has been silent longest. Any thread.
  void make_room();
  // Ends those that are owed nothing. Any thread.
  void let_idle_go();
  // Waits for the replies that are owed, once the thread has ended.
  void wait_for_owed() const;

 private:
  void let_go();
  void sweep();
  void begin(Connection& connection);
  void read(Connection& connection);
  void read_more(Connection& connection);
  // Whether what the head announces is within what anybody may send.
  bool limit_body(Parser& parser) const;
  void read_admitted(Connection& connection);
  void keep_pace(Connection& connection, std::size_t count);
  // Whether there is room for what its body has grown to.
  bool count_body(Connection& connection, std::size_t bytes);
  std::size_t most_body_bytes() const;  // this thread's share
  // Ends those whose bodies come and are the greatest, until there is room again.
  void let_bodies_go(const Connection& but);
  void tell_to_go_on(Connection& connection);
  void ask(Connection& connection, const Handler& handler);
  void replied(Connection& connection, Response reply);  // any thread
  void answer_replied();
  bool answer(Connection& connection);
  void refuse(Connection& connection, const beast::error_code& error);
  void refuse(Connection& connection, const Response& refusal);
  void answer_and_end(Connection& connection, const Response& refusal);
  bool write(Connection& connection);
  void written(Connection& connection);
  void hear_out(Connection& connection);
  void begin_stream(Connection& connection);
  void flow(Connection& connection);
  void watch(Connection& connection);
  void break_off(Connection& connection);
  void end(Connection& connection);

  Common& common_;
  asio::io_context context_{1};
  asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>,
                             asio::io_context::executor_type>
      pause_;
  std::list<Connection> open_;
  std::size_t body_bytes_ = 0;  // of its requests that have no answer yet
  std::uint64_t streams_begun_ = 0;
  std::unordered_map<std::uint64_t, Connection*> streams_;  // those that go on
  std::atomic<std::size_t> owed_ = 0;                       // replies
  std::mutex mutex_;
  std::vector<Connection*> replied_;  // by mutex_, as are the replies of these
};

}  // namespace lodestar::http::internal
