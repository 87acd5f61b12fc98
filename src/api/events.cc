// SPDX-License-Identifier: Apache-2.0
#include "api/events.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "api/internal/problem.h"

namespace lodestar::api {

Events::Events(std::uint64_t first_id)
    : last_(first_id), looking_([this](const std::stop_token& stop) { keep_looking(stop); }) {}

Events::~Events() = default;

void Events::tell(std::string_view organisation, std::string_view name, std::string_view data) {
  const std::lock_guard lock(mutex_);
  ++last_;
  std::string text = fmt::format("id: {}\nevent: {}\ndata: {}\n\n", last_, name, data);
  for (const auto& [number, one] : open_) {
    if (concerns(one.who, organisation, name)) one.stream->send(text);
  }
  events_.push_back({last_, std::string(organisation), std::string(name), std::move(text)});
  if (events_.size() > kMost) events_.pop_front();
}

bool Events::concerns(const Listener& listener, std::string_view organisation,
                      std::string_view name) {
  return listener.organisation == organisation && listener.hears.contains(name);
}

// What it has missed; and an id to come again with, should it have none.
std::string Events::begin_for(const Listener& listener) const {
  std::string text = "retry: 2000\n\n";
  std::uint64_t seen = last_;
  const std::string& said = listener.last_seen;
  const auto [end, failed] = std::from_chars(said.data(), said.data() + said.size(), seen);
  const bool is_known = failed == std::errc() && end == said.data() + said.size();
  if (!said.empty() && (!is_known || seen > last_ ||
                        (seen < last_ && (events_.empty() || events_.front().id > seen + 1)))) {
    return text + fmt::format("id: {}\nevent: missed\ndata: {{}}\n\n", last_);
  }
  for (const Event& event : events_) {
    if (event.id > seen && concerns(listener, event.organisation, event.name)) text += event.text;
  }
  return text + fmt::format("id: {}\n\n", last_);
}

void Events::listen(Listener listener, http::Reply reply) {
  std::unique_ptr<http::Stream> stream;
  {
    const std::lock_guard lock(mutex_);
    const auto own = std::ranges::count_if(
        open_, [&](const auto& one) { return one.second.who.session == listener.session; });
    if (open_.size() < kMostListening && own < std::ptrdiff_t{kMostOfSession}) {
      stream = std::make_unique<http::Stream>([this, number = ++number_] { forget(number); });
      stream->send(begin_for(listener));
      open_.emplace(number_, Open{std::move(listener), stream.get()});
    }
  }
  if (stream == nullptr) {
    return reply(internal::problem(
        {Code::limited, "there are too many who listen: close a page, then come again"}, 429));
  }
  reply({.status = 200,
         .content_type = "text/event-stream",
         .headers = {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}},
         .stream = std::move(stream)});
}

void Events::forget(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  open_.erase(number);
}

void Events::look_again() {
  const std::lock_guard lock(mutex_);
  looks_again_ = true;
  pause_.notify_all();
}

std::size_t Events::listening() const {
  const std::lock_guard lock(mutex_);
  return open_.size();
}

void Events::keep_looking(const std::stop_token& stop) {
  while (true) {
    std::vector<std::pair<std::uint64_t, std::function<bool()>>> all;
    bool is_beat = false;
    {
      std::unique_lock lock(mutex_);
      is_beat = !pause_.wait_for(lock, stop, kBeat, [&] { return looks_again_; });
      if (stop.stop_requested()) return;
      looks_again_ = false;
      for (const auto& [number, one] : open_) all.emplace_back(number, one.who.is_live);
    }
    // The sessions are looked up without the lock: who tells something does not wait.
    for (const auto& [number, is_live] : all) {
      const bool is_over = !is_live();
      const std::lock_guard lock(mutex_);
      const auto one = open_.find(number);
      if (one == open_.end()) continue;
      if (is_over) {
        one->second.stream->end();
      } else if (is_beat) {
        one->second.stream->send(": all is well\n\n");
      }
    }
  }
}

}  // namespace lodestar::api
