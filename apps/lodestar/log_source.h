// SPDX-License-Identifier: Apache-2.0
// The public files of somebody's log, wherever they lie.
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>

#include "base/result.h"
#include "http/client.h"

namespace lodestar::app {

inline constexpr std::chrono::seconds kFileDeadline{15};

// not_found: it is not there; unavailable: any other answer than 200.
Result<std::string> body_of(Result<http::Response> answer, const std::string& url);
// A log's own folder may be given for the public one in it.
std::string source_of(const std::string& where);
// By a path such as "checkpoint", at an address or in a folder.
using FetchFile = std::function<Result<std::string>(const std::string& path)>;
FetchFile fetch_from(std::string where, const std::stop_token& stop);

}  // namespace lodestar::app
