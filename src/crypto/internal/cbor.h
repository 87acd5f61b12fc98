// SPDX-License-Identifier: Apache-2.0
// CBOR as authenticators write it, read piece by piece: definite lengths, no tags, few levels.
//
// Shapes   each take_ call takes one whole item of that kind, or nothing and stays where it is.
// Units    bytes.
// Errors   none: what is not there is not taken. Numbers may be longer than they need be, as some
//          authenticators write them.
// Cost     linear; no allocation. A length is never believed beyond the bytes that are there.
// Source   RFC 8949; CTAP 2.1, section 8 (at most four levels).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lodestar::crypto::internal {

class Cbor {
 public:
  explicit Cbor(std::string_view bytes) : rest_(bytes) {}
  bool is_done() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

  std::optional<std::uint64_t> take_map();  // pairs, which follow
  std::optional<std::string_view> take_bytes();
  std::optional<std::string_view> take_text();
  std::optional<std::int64_t> take_integer();
  std::optional<std::string_view> take_any();  // the bytes that it is written in

 private:
  struct Head {
    std::uint8_t major;
    std::uint8_t info;
    std::uint64_t value;
  };
  std::optional<Head> take_head();
  std::optional<std::string_view> take_string(std::uint8_t major);
  bool skip(int levels);

  std::string_view rest_;
};

}  // namespace lodestar::crypto::internal
