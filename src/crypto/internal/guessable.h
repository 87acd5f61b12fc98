// SPDX-License-Identifier: Apache-2.0
// How long a password is to who guesses as people choose: known words, names, runs and repetitions
// are one try each, not their letters.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lodestar::crypto::internal {

// Code points; nothing where it is no UTF-8.
std::optional<std::u32string> to_code_points(std::string_view text);

// Cubic in the length.
std::size_t counted_length(std::u32string_view password, std::span<const std::string_view> names);

}  // namespace lodestar::crypto::internal
