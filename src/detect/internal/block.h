// SPDX-License-Identifier: Apache-2.0
// Bytes on their way to a sink, a quarter of a megabyte at a time.
#pragma once

#include <string>

#include "detect/outputs.h"

namespace lodestar::detect {

class Block {
 public:
  explicit Block(const Sink& sink) : sink_(sink) { bytes_.reserve(2 * kBytes); }
  std::string& bytes() { return bytes_; }
  // Between lines: hands on what has come together.
  Status offer() { return bytes_.size() < kBytes ? Status() : flush(); }
  Status flush() {
    Status status = sink_(bytes_);
    bytes_.clear();
    return status;
  }

 private:
  static constexpr std::size_t kBytes = 1 << 18;
  const Sink& sink_;
  std::string bytes_;
};

}  // namespace lodestar::detect
