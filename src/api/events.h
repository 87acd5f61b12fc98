// SPDX-License-Identifier: Apache-2.0
// What happens, told to the pages that are open: each asks, and is answered when there is
// something.
//
// Shapes   server-sent events; an answer ends with its events, and the browser asks again at once
//          with the id of the last one that it has.
// Units    none.
// Errors   none: who is told nothing asks again.
// Cost     the last kMost events are kept; a waiting page is a reply.
// Threads  any.
// Source   HTML Living Standard, 9.2 (server-sent events).
// Example  events.tell(organisation, "import", R"({"id":"..."})");
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "http/server.h"

namespace lodestar::api {

class Events {
 public:
  static constexpr std::size_t kMost = 1000;
  static constexpr std::chrono::seconds kLongest{20};  // a page waits for an answer

  Events();
  ~Events();
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;

  // `data` is one line.
  void tell(std::string_view organisation, std::string_view name, std::string_view data);
  // `last_seen` is what Last-Event-ID says; empty: from now on.
  void wait(std::string_view organisation, std::string_view last_seen, http::Reply reply);

 private:
  struct Event {
    std::uint64_t id;
    std::string organisation, text;
  };
  struct Waiting {
    std::string organisation;
    std::uint64_t seen;
    std::chrono::steady_clock::time_point until;
    http::Reply reply;
  };
  std::string text_for(std::string_view organisation, std::uint64_t seen) const;
  void let_go(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any pause_;
  std::uint64_t last_ = 0;
  std::deque<Event> events_;
  std::list<Waiting> waiting_;
  std::jthread sweeping_;  // the last member: it ends first
};

}  // namespace lodestar::api
