// SPDX-License-Identifier: Apache-2.0
#include "io/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace lodestar::io {
namespace {

constexpr std::size_t kBarWidth = 24;

std::string amount(double count, Unit unit) {
  if (unit == Unit::bytes) return fmt::format("{:.1f} MB", count / 1e6);
  if (count >= 1e6) return fmt::format("{:.2f} million", count / 1e6);
  return fmt::format("{:.0f}", count);
}

std::string time_left(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::ceil(std::min(seconds, 1e7)));
  if (whole < 60) return fmt::format("{} s left", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s left", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min left", whole / 3600, whole / 60 % 60);
}

double share(const Pace& pace) {
  if (pace.total == 0) return 0;
  return std::min(1.0, static_cast<double>(pace.done) / static_cast<double>(pace.total));
}

std::string picture(const Pace& pace) {
  const auto full = static_cast<std::size_t>(share(pace) * kBarWidth);
  std::string bar = "[";
  for (std::size_t i = 0; i < kBarWidth; ++i) bar += i < full ? "█" : "·";
  return bar + "]";
}

}  // namespace

std::string describe(const Pace& pace) {
  const auto done = static_cast<double>(pace.done);
  std::string text = pace.total == 0 ? "" : fmt::format("{:3.0f}% ", share(pace) * 100);
  text += amount(done, pace.unit);
  if (pace.seconds < 0.2 || pace.done == 0) return text;
  text += fmt::format(", {}/s", amount(done / pace.seconds, pace.unit));
  if (pace.total > pace.done) {
    const auto left = static_cast<double>(pace.total - pace.done);
    text += ", " + time_left(left * pace.seconds / done);
  }
  return text;
}

Progress::Progress(Shown shown) : shown_(shown) {}

Progress::~Progress() { end(); }

Progress::Shown Progress::fitting() {
  return isatty(STDERR_FILENO) != 0 ? Shown::bar : Shown::lines;
}

void Progress::begin(std::string_view step, std::uint64_t total, Unit unit) {
  end();
  step_ = step;
  total_ = total;
  unit_ = unit;
  done_ = 0;
  began_ = std::chrono::steady_clock::now();
  if (shown_ == Shown::quiet) return;
  drawer_ = std::jthread([this](const std::stop_token& over) { draw_until(over); });
}

void Progress::end() {
  if (!drawer_.joinable()) return;
  drawer_.request_stop();
  drawer_.join();
  draw(true);
}

void Progress::draw_until(const std::stop_token& over) {
  using namespace std::chrono_literals;
  const auto pause = shown_ == Shown::bar ? 100ms : 5000ms;
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, over, pause, [&] { return over.stop_requested(); })) {
    if (over.stop_requested()) return;
    draw(false);
  }
}

void Progress::draw(bool is_last) {
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began_;
  const Pace pace{.done = done_, .total = total_, .seconds = passed.count(), .unit = unit_};
  const std::string line = shown_ == Shown::lines
                               ? fmt::format("{}: {}\n", step_, describe(pace))
                               : fmt::format("\r\x1b[K{:<12} {} {}{}", step_, picture(pace),
                                             describe(pace), is_last ? "\n" : "");
  std::fwrite(line.data(), 1, line.size(), stderr);  // fmt would throw where nobody listens
  std::fflush(stderr);
}

}  // namespace lodestar::io
