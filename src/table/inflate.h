// SPDX-License-Identifier: Apache-2.0
// Deflate, bytes to bytes: the raw streams inside ZIP files and gzip members.
//
// Shapes   step() takes what it can of the input and fills what it can of the room; call until
//          ended.
// Units    bytes.
// Errors   corrupt: not a deflate stream, or its checksum does not hold.
// Cost     zlib: about 400 MB/s of output.
// Threads  one at a time.
// Source   RFC 1951, RFC 1952.
// Example  Inflater inflater(Inflater::Wrapping::gzip);
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lodestar::table {

class Inflater {
 public:
  enum class Wrapping { none, gzip };
  explicit Inflater(Wrapping wrapping);
  ~Inflater();

  struct Step {
    std::size_t consumed = 0;
    std::size_t produced = 0;
    bool ended = false;  // the stream's end was reached; reset() begins another
  };
  Result<Step> step(std::string_view input, std::span<char> room);
  void reset();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The whole of a raw deflate stream, no longer than max_bytes (limited).
Result<std::string> inflate_all(std::string_view input, std::size_t max_bytes);

// Of gzip members the first most_bytes; of what is cut off, what there is.
Result<std::string> unpack_gzip(std::string_view input, std::size_t most_bytes);
std::string pack_gzip(std::string_view bytes);  // one member; fast rather than small

}  // namespace lodestar::table
