// SPDX-License-Identifier: Apache-2.0
// SHAKE128 and SHAKE256: as many bytes of hash as are asked for, of bytes that come in parts.
//
// Shapes   what is absorbed is hashed as if it stood in one piece; what is squeezed comes on where
//          the last squeezing ended. Absorbing after squeezing stops the program.
// Units    bytes.
// Errors   none.
// Cost     0.4 us a block: 168 bytes of SHAKE128, 136 of SHAKE256.
// Threads  pure. No branch and no index depends on what is hashed; the state is wiped at the end.
// Source   FIPS 202, sections 3.2, 4 and 6.2; its tables are computed from their definitions.
// Example  Shake shake(Shake::Kind::k256); shake.absorb("abc"); shake.squeeze(bytes);
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace lodestar::crypto {

class Shake {
 public:
  enum class Kind : std::uint8_t { k128 = 168, k256 = 136 };  // bytes a block

  explicit Shake(Kind kind) : rate_(static_cast<std::size_t>(kind)) {}
  ~Shake();
  Shake(const Shake&) = default;  // goes on from the same state
  Shake& operator=(const Shake&) = default;

  void absorb(std::span<const unsigned char> bytes);
  void absorb(std::string_view bytes);
  void squeeze(std::span<unsigned char> bytes);

 private:
  void finish();

  std::array<std::uint64_t, 25> lanes_{};
  std::size_t rate_;
  std::size_t at_ = 0;  // in the block
  bool is_squeezing_ = false;
};

}  // namespace lodestar::crypto
