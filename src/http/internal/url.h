// SPDX-License-Identifier: Apache-2.0
// The URLs that the client asks.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace lodestar::http::internal {

struct Url {
  bool is_secure = false;
  std::string host;       // an address of IPv6 without its brackets
  std::string port;       // decimal
  std::string authority;  // as the Host field wants it
  std::string target;     // path and query; "/" at least
};
Result<Url> parse_url(std::string_view text);

}  // namespace lodestar::http::internal
