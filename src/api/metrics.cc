// SPDX-License-Identifier: Apache-2.0
#include "api/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "table/json_write.h"

namespace lodestar::api {
namespace {

void append_head(std::string& out, std::string_view name, std::string_view type,
                 std::string_view says) {
  fmt::format_to(std::back_inserter(out), "# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, says);
}

}  // namespace

void Metrics::note(const Done& done) {
  const double took_s = std::chrono::duration<double>(done.took).count();
  const auto bound = std::ranges::lower_bound(kBounds, took_s);
  const std::lock_guard lock(mutex_);
  ++requests_[{done.route, done.method, done.status}];
  Histogram& histogram = took_[done.route];
  ++histogram.counts[static_cast<std::size_t>(bound - kBounds.begin())];
  histogram.sum_s += took_s;
}

std::string Metrics::text() const {
  std::string out;
  const auto end = std::back_inserter(out);
  {
    const std::lock_guard lock(mutex_);
    append_head(out, "lodestar_requests_total", "counter", "Requests that were answered");
    for (const auto& [what, count] : requests_) {
      const auto& [route, method, status] = what;
      fmt::format_to(end,
                     "lodestar_requests_total{{route=\"{}\",method=\"{}\",status=\"{}\"}} {}\n",
                     route, method, status, count);
    }
    append_head(out, "lodestar_request_seconds", "histogram", "From the request to its answer");
    for (const auto& [route, histogram] : took_) {
      std::uint64_t sum = 0;
      for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        sum += histogram.counts[i];
        fmt::format_to(end, "lodestar_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route,
                       i < kBounds.size() ? fmt::format("{}", kBounds[i]) : "+Inf", sum);
      }
      fmt::format_to(end,
                     "lodestar_request_seconds_sum{{route=\"{0}\"}} {1}\n"
                     "lodestar_request_seconds_count{{route=\"{0}\"}} {2}\n",
                     route, histogram.sum_s, sum);
    }
  }
  for (const Gauge& gauge : gauges_) {
    append_head(out, gauge.name, "gauge", gauge.says);
    const std::string labels = gauge.labels.empty() ? "" : "{" + gauge.labels + "}";
    fmt::format_to(end, "{}{} {}\n", gauge.name, labels, gauge.value());
  }
  return out;
}

std::string log_line(LogForm form, std::string_view time, const Done& done) {
  const auto took_us = std::chrono::duration_cast<std::chrono::microseconds>(done.took).count();
  if (form == LogForm::words) {
    return fmt::format("{} {} {} {} in {} us, request {}\n", time, done.method, done.route,
                       done.status, took_us, done.number);
  }
  std::string line;
  table::Json json(line);
  json.begin_object().key("time").string(time).key("method").string(done.method);
  json.key("route").string(done.route).key("status").number(done.status);
  json.key("took_us").number(took_us).key("request").number(done.number).end_object();
  return line + "\n";
}

}  // namespace lodestar::api
