// SPDX-License-Identifier: Apache-2.0
#include "api/events.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace lodestar::api {
namespace {

using std::chrono::steady_clock;

http::Response stream(std::string text) {
  return {.status = 200,
          .content_type = "text/event-stream",
          .body = std::move(text),
          .headers = {{"Cache-Control", "no-store"}}};
}

}  // namespace

Events::Events() : sweeping_([this](const std::stop_token& stop) { let_go(stop); }) {}

Events::~Events() = default;

void Events::tell(std::string_view organisation, std::string_view name, std::string_view data) {
  std::list<Waiting> told;
  std::string text;
  {
    const std::lock_guard lock(mutex_);
    ++last_;
    text = fmt::format("id: {}\nevent: {}\ndata: {}\n\n", last_, name, data);
    events_.push_back({last_, std::string(organisation), text});
    if (events_.size() > kMost) events_.pop_front();
    for (auto one = waiting_.begin(); one != waiting_.end();) {
      const auto next = std::next(one);
      if (one->organisation == organisation) told.splice(told.end(), waiting_, one);
      one = next;
    }
  }
  for (Waiting& one : told) one.reply(stream("retry: 50\n\n" + text));
}

std::string Events::text_for(std::string_view organisation, std::uint64_t seen) const {
  std::string text;
  for (const Event& event : events_) {
    if (event.id > seen && event.organisation == organisation) text += event.text;
  }
  return text;
}

void Events::wait(std::string_view organisation, std::string_view last_seen, http::Reply reply) {
  std::string text;
  {
    const std::lock_guard lock(mutex_);
    std::uint64_t seen = last_;
    const bool is_new = last_seen.empty();
    std::from_chars(last_seen.data(), last_seen.data() + last_seen.size(), seen);
    if (seen > last_) seen = 0;  // of a process before this one
    text = text_for(organisation, seen);
    if (text.empty() && !is_new) {
      waiting_.push_back({.organisation = std::string(organisation),
                          .seen = seen,
                          .until = steady_clock::now() + kLongest,
                          .reply = std::move(reply)});
      return;
    }
    // A new page is answered at once, so that it has an id to ask with.
    if (is_new) text = fmt::format("id: {}\n\n", last_);
  }
  reply(stream("retry: 50\n\n" + text));
}

void Events::let_go(const std::stop_token& stop) {
  while (true) {
    std::list<Waiting> over;
    {
      std::unique_lock lock(mutex_);
      pause_.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; });
      const auto now = steady_clock::now();
      for (auto one = waiting_.begin(); one != waiting_.end();) {
        const auto next = std::next(one);
        if (one->until <= now || stop.stop_requested()) over.splice(over.end(), waiting_, one);
        one = next;
      }
    }
    for (Waiting& one : over) one.reply(stream("retry: 50\n\n: nothing yet\n\n"));
    if (stop.stop_requested()) return;
  }
}

}  // namespace lodestar::api
