// SPDX-License-Identifier: Apache-2.0
#include "api/metrics.h"

#include <gtest/gtest.h>

namespace lodestar::api {
namespace {

using namespace std::chrono_literals;

const Done kQuick{
    .method = "GET", .route = "/api/leads/{lead}", .status = 200, .took = 700us, .number = 7};

TEST(Metrics, requests_are_counted_by_route_and_status) {
  Metrics metrics({});
  metrics.note(kQuick);
  metrics.note(kQuick);
  Done slow = kQuick;
  slow.status = 404;
  slow.took = 30ms;
  metrics.note(slow);
  const std::string text = metrics.text();
  const auto has = [&](std::string_view line) {
    EXPECT_TRUE(("\n" + text).contains("\n" + std::string(line) + "\n")) << line << "\n" << text;
  };
  has(R"(lodestar_requests_total{route="/api/leads/{lead}",method="GET",status="200"} 2)");
  has(R"(lodestar_requests_total{route="/api/leads/{lead}",method="GET",status="404"} 1)");
  has(R"(lodestar_request_seconds_bucket{route="/api/leads/{lead}",le="0.001"} 2)");
  has(R"(lodestar_request_seconds_bucket{route="/api/leads/{lead}",le="0.025"} 2)");
  has(R"(lodestar_request_seconds_bucket{route="/api/leads/{lead}",le="0.05"} 3)");
  has(R"(lodestar_request_seconds_bucket{route="/api/leads/{lead}",le="+Inf"} 3)");
  has(R"(lodestar_request_seconds_count{route="/api/leads/{lead}"} 3)");
}

TEST(Metrics, gauges_are_asked_when_somebody_looks) {
  double depth = 1;
  const Metrics metrics({{"lodestar_depth", "How deep", [&] { return depth; }, "of=\"it\""}});
  EXPECT_TRUE(metrics.text().contains("lodestar_depth{of=\"it\"} 1\n"));
  depth = 2;
  EXPECT_TRUE(metrics.text().contains("lodestar_depth{of=\"it\"} 2\n"));
}

TEST(LogLine, is_one_object_of_json_or_words) {
  EXPECT_EQ(log_line(LogForm::json, "2026-11-28T09:30:00Z", kQuick),
            R"({"time":"2026-11-28T09:30:00Z","method":"GET","route":"/api/leads/{lead}",)"
            R"("status":200,"took_us":700,"request":7})"
            "\n");
  EXPECT_EQ(log_line(LogForm::words, "2026-11-28T09:30:00Z", kQuick),
            "2026-11-28T09:30:00Z GET /api/leads/{lead} 200 in 700 us, request 7\n");
}

}  // namespace
}  // namespace lodestar::api
