// SPDX-License-Identifier: Apache-2.0
//   lane (x, y) of the standard is lanes[x + 5 * y], its bytes in little endian
//   absorbed = bytes, the bits 1111 and 1, zeroes, a last bit 1 at the end of the block
#include "crypto/keccak.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/assert.h"
#include "crypto/wipe.h"

namespace lodestar::crypto {
namespace {

using Lanes = std::array<std::uint64_t, 25>;
constexpr std::size_t kRounds = 24;

static_assert(std::endian::native == std::endian::little);

// Algorithm 5: the bit of a shift register at each step; round i has bit 2^j - 1 from step j + 7i.
constexpr std::array<std::uint64_t, kRounds> round_constants() {
  std::array<std::uint64_t, kRounds> constants{};
  std::uint32_t shift = 1;
  for (std::uint64_t& constant : constants) {
    for (unsigned j = 0; j <= 6; ++j) {
      if ((shift & 1) != 0) constant |= std::uint64_t{1} << ((1U << j) - 1);
      shift <<= 1;
      if ((shift & 0x100) != 0) shift ^= 0x171;
    }
  }
  return constants;
}

// Algorithms 2 and 3 in one: where each lane goes, and how far it is rotated.
struct Move {
  std::size_t to = 0;
  int by = 0;
};
constexpr std::array<Move, 25> moves() {
  std::array<Move, 25> moves{};
  std::size_t x = 1, y = 0;
  for (unsigned t = 0; t < 24; ++t) {
    moves[x + 5 * y].by = static_cast<int>((t + 1) * (t + 2) / 2 % 64);
    x = std::exchange(y, (2 * x + 3 * y) % 5);
  }
  for (std::size_t i = 0; i < moves.size(); ++i)
    moves[i].to = i / 5 + 5 * ((2 * (i % 5) + 3 * (i / 5)) % 5);
  return moves;
}

constexpr auto kRoundConstants = round_constants();
constexpr auto kMoves = moves();

// Calls body with the constants 0 to kCount - 1: an unrolled loop.
template <std::size_t kCount, typename Body>
void each(const Body& body) {
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    (body(std::integral_constant<std::size_t, i>{}), ...);
  }(std::make_index_sequence<kCount>{});
}

void permute(Lanes& state) {
  Lanes lanes = state;
  for (const std::uint64_t constant : kRoundConstants) {
    std::array<std::uint64_t, 5> columns{}, changes{};
    each<5>([&](auto x) {
      columns[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
    });
    each<5>(
        [&](auto x) { changes[x] = columns[(x + 4) % 5] ^ std::rotl(columns[(x + 1) % 5], 1); });
    Lanes moved{};
    each<25>(
        [&](auto i) { moved[kMoves[i].to] = std::rotl(lanes[i] ^ changes[i % 5], kMoves[i].by); });
    each<25>([&](auto i) {
      constexpr std::size_t kRow = i / 5 * 5;
      lanes[i] = moved[i] ^ (~moved[kRow + (i + 1) % 5] & moved[kRow + (i + 2) % 5]);
    });
    lanes[0] ^= constant;
  }
  state = lanes;
}

std::span<unsigned char> bytes_of(Lanes& lanes) {
  return {reinterpret_cast<unsigned char*>(lanes.data()), sizeof(Lanes)};
}

}  // namespace

Shake::~Shake() { wipe(bytes_of(lanes_)); }

void Shake::absorb(std::span<const unsigned char> bytes) {
  LODESTAR_ASSERT(!is_squeezing_);
  while (!bytes.empty()) {
    const auto part = bytes.first(std::min(bytes.size(), rate_ - at_));
    unsigned char* to = bytes_of(lanes_).data() + at_;
    for (const unsigned char byte : part) *to++ ^= byte;
    bytes = bytes.subspan(part.size());
    at_ += part.size();
    if (at_ == rate_) {
      permute(lanes_);
      at_ = 0;
    }
  }
}

void Shake::absorb(std::string_view bytes) {
  absorb(std::span(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

void Shake::finish() {
  bytes_of(lanes_)[at_] ^= 0x1F;
  bytes_of(lanes_)[rate_ - 1] ^= 0x80;
  is_squeezing_ = true;
  at_ = rate_;
}

void Shake::squeeze(std::span<unsigned char> bytes) {
  if (!is_squeezing_) finish();
  while (!bytes.empty()) {
    if (at_ == rate_) {
      permute(lanes_);
      at_ = 0;
    }
    const std::size_t count = std::min(bytes.size(), rate_ - at_);
    std::ranges::copy(bytes_of(lanes_).subspan(at_, count), bytes.begin());
    bytes = bytes.subspan(count);
    at_ += count;
  }
}

}  // namespace lodestar::crypto
