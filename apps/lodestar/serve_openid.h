// SPDX-License-Identifier: Apache-2.0
// Providers of OpenID Connect: their settings' file, and how they are asked.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "desk/openid_provider.h"

namespace lodestar::app {

// None where there is no path. Secrets' files are named from where the settings lie.
Result<std::vector<desk::OpenIdSettings>> read_openid(const std::string& path);
desk::Fetch fetch_by_http();

}  // namespace lodestar::app
