// SPDX-License-Identifier: Apache-2.0
// Towns by the names people write, of one word: what is no name of a person where towns vary.
//
// Cost: the list is read once, a millisecond; then a look-up. Source: packs/places.
#pragma once

#include <string_view>

namespace lodestar::detect::internal {

bool is_place_name(std::string_view raw_word);

}  // namespace lodestar::detect::internal
