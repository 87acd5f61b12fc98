// SPDX-License-Identifier: Apache-2.0
// Answers' outer forms: JSON, and what is wrong as application/problem+json (RFC 9457).
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "http/server.h"

namespace lodestar::api::internal {

http::Response json(int status, std::string body);
// An error from inside is not told to strangers.
http::Response problem(const Error& error, std::optional<int> status = {});
// Every status that problem() and the server beneath answer, and what it means.
std::string_view title_of(int status);

}  // namespace lodestar::api::internal
