// SPDX-License-Identifier: Apache-2.0
// What the parts of a private log share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "log/private_log.h"

namespace lodestar::log::internal {

inline constexpr std::string_view kErasure = "erasure", kPadding = "padding";  // records' types

// Its salt comes from the key and the place, so that nothing needs to be kept.
ledger::Opening padding_at(std::uint64_t index, std::uint32_t issuer,
                           const Sensitive<crypto::SealingKey>& key);

RecordMapOptions map_options(const std::string& folder, const PrivateOptions& options);

}  // namespace lodestar::log::internal
