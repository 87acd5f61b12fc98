// SPDX-License-Identifier: Apache-2.0
// How much is asked and how long it takes, as Prometheus reads it. Nothing of a person is in it:
// routes are patterns.
//
// Shapes   counters by route, method and status; a histogram by route; gauges that are asked when
//          somebody looks.
// Units    seconds.
// Errors   none.
// Cost     a lock and a look-up a request.
// Threads  any.
// Source   Prometheus text format 0.0.4.
// Example  metrics.note(done); reply({.content_type = "text/plain", .body = metrics.text()});
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "api/service.h"

namespace lodestar::api {

struct Gauge {
  std::string_view name, says;
  std::function<double()> value;
  std::string labels{};  // name="value"
};

class Metrics {
 public:
  explicit Metrics(std::vector<Gauge> gauges) : gauges_(std::move(gauges)) {}
  void note(const Done& done);
  std::string text() const;

 private:
  static constexpr std::array<double, 11> kBounds{.001, .0025, .005, .01, .025, .05,
                                                  .1,   .25,   .5,   1,   2.5};  // seconds
  struct Histogram {
    std::array<std::uint64_t, kBounds.size() + 1> counts{};  // the last: longer than all bounds
    double sum_s = 0;
  };
  const std::vector<Gauge> gauges_;
  mutable std::mutex mutex_;
  std::map<std::tuple<std::string_view, std::string_view, int>, std::uint64_t> requests_;
  std::map<std::string_view, Histogram> took_;
};

// A line for a log: one object of JSON, or words.
enum class LogForm : std::uint8_t { words, json };
std::string log_line(LogForm form, std::string_view time, const Done& done);

}  // namespace lodestar::api
