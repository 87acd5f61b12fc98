// SPDX-License-Identifier: Apache-2.0
// How a file was understood, in one line of words.
#pragma once

#include <string>

#include "detect/read_postings.h"

namespace lodestar::detect::internal {

std::string in_words(const ReadAs& read);

}  // namespace lodestar::detect::internal
