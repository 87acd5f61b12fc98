// SPDX-License-Identifier: Apache-2.0
// What all ways in have in common: from where somebody asks, and what she gets where she may enter.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "api/internal/call.h"
#include "desk/accounts.h"

namespace lodestar::api::internal {

desk::Asker asker_of(const Call& call);
http::Response try_later(const desk::TryLater& later);
Session session_of(const ServiceOptions& options, const desk::Entered& entered);
// Its cookie, and the browser's, where it had none.
std::vector<std::pair<std::string, std::string>> cookies_of(const ServiceOptions& options,
                                                            const desk::Entered& entered);
// Between a browser's leaving for a provider and its return.
std::string_view provider_cookie(const ServiceOptions& options);

}  // namespace lodestar::api::internal
