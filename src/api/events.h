// SPDX-License-Identifier: Apache-2.0
// What happens, told to the pages that are open, each of which listens to a stream.
//
// Shapes   server-sent events, told to those of an organisation who hear of such: ids grow,
//          and who listens again with the last one that it has is told what came since; "missed"
//          where that is more than is kept.
// Units    none.
// Errors   429: a session listens too often, or too many listen.
// Cost     the last kMost events are kept; a listener is a connection, and a look at its session
//          each time that it is told that nothing happened.
// Threads  any. It outlives the server whose connections listen.
// Source   HTML Living Standard, 9.2 (server-sent events).
// Example  events.tell(organisation, "import", R"({"id":"..."})");
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "http/server.h"

namespace lodestar::api {

class Events {
 public:
  static constexpr std::size_t kMost = 1000;
  static constexpr std::size_t kMostListening = 5000, kMostOfSession = 16;
  static constexpr std::chrono::seconds kBeat{15};  // of silence, then a word that all is well

  // Behind every id of before: the time in milliseconds will do.
  explicit Events(std::uint64_t first_id = 1);
  ~Events();
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;

  using Names = std::set<std::string, std::less<>>;

  // `data` is one line.
  void tell(std::string_view organisation, std::string_view name, std::string_view data);
  struct Listener {
    std::string organisation, session;
    Names hears;                    // of what she is told: what her role may not read is not there
    std::string last_seen;          // what Last-Event-ID says; empty: from now on
    std::function<bool()> is_live;  // whether the session still is
  };
  void listen(Listener listener, http::Reply reply);
  // A session may have ended: whose it was is hung up on at once.
  void look_again();
  std::size_t listening() const;

 private:
  struct Event {
    std::uint64_t id;
    std::string organisation, name, text;
  };
  struct Open {
    Listener who;
    http::Stream* stream;  // the connection's, until it says that it goes
  };
  static bool concerns(const Listener& listener, std::string_view organisation,
                       std::string_view name);
  void forget(std::uint64_t number);
  std::string begin_for(const Listener& listener) const;
  void keep_looking(const std::stop_token& stop);

  mutable std::mutex mutex_;
  std::condition_variable_any pause_;
  bool looks_again_ = false;
  std::uint64_t last_;
  std::deque<Event> events_;
  std::uint64_t number_ = 0;
  std::map<std::uint64_t, Open> open_;
  std::jthread looking_;  // the last member: it ends first
};

}  // namespace lodestar::api
