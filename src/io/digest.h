// SPDX-License-Identifier: Apache-2.0
// Names bytes by their hash, so that a run can say which inputs it read.
//
// Shapes   64 lower-case hexadecimal digits.
// Units    none.
// Errors   none. Where a stop was asked for, the answer is of a part and means nothing.
// Cost     about 1 GB/s: BLAKE2b-256, because SHA-256 is slower than reading where the processor
//          has no instruction for it.
// Threads  pure.
// Source   RFC 7693; equals `b2sum -l 256 FILE`.
// Example  digest_hex(input.file.view())
#pragma once

#include <stop_token>
#include <string>
#include <string_view>

namespace lodestar::io {

std::string digest_hex(std::string_view bytes, const std::stop_token& stop = {});

}  // namespace lodestar::io
