// SPDX-License-Identifier: Apache-2.0
// Secrets out of memory, in a way that no compiler leaves out.
//
// Shapes   text keeps its length, which is no secret; its bytes become zero.
// Units    none.
// Errors   none.
// Cost     that of writing the bytes.
// Threads  pure.
// Source   sodium_memzero.
// Example  wipe(line)
#pragma once

#include <span>
#include <string>

namespace lodestar::crypto {

void wipe(std::span<unsigned char> bytes);
void wipe(std::string& text);

}  // namespace lodestar::crypto
