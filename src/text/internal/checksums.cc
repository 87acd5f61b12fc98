// SPDX-License-Identifier: Apache-2.0
#include "text/internal/checksums.h"

#include <sodium/crypto_hash_sha256.h>

#include <algorithm>
#include <bit>
#include <ranges>
#include <span>
#include <utility>

#include "text/internal/characters.h"

namespace lodestar::text::internal {
namespace {

using KeccakState = std::array<std::uint64_t, 25>;

// Keccak-f[1600]: 24 rounds of theta, rho and pi, chi, iota.
void permute(KeccakState& lanes) {
  static constexpr std::uint8_t kRotations[] = {1,  3,  6,  10, 15, 21, 28, 36, 45, 55, 2,  14,
                                                27, 41, 56, 8,  25, 43, 62, 18, 39, 61, 20, 44};
  static constexpr std::uint8_t kPlaces[] = {10, 7,  11, 17, 18, 3, 5,  16, 8,  21, 24, 4,
                                             15, 23, 19, 13, 12, 2, 20, 14, 22, 9,  6,  1};
  std::uint8_t shift_register = 1;
  for (int round = 0; round < 24; ++round) {
    std::array<std::uint64_t, 5> columns{};
    for (std::size_t i = 0; i < 25; ++i) columns[i % 5] ^= lanes[i];
    for (std::size_t i = 0; i < 25; ++i)
      lanes[i] ^= columns[(i + 4) % 5] ^ std::rotl(columns[(i + 1) % 5], 1);
    std::uint64_t moving = lanes[1];
    for (std::size_t i = 0; i < 24; ++i)
      moving = std::exchange(lanes[kPlaces[i]], std::rotl(moving, kRotations[i]));
    for (std::size_t row = 0; row < 25; row += 5) {
      std::array<std::uint64_t, 5> old;
      std::copy_n(lanes.begin() + static_cast<std::ptrdiff_t>(row), 5, old.begin());
      for (std::size_t i = 0; i < 5; ++i) lanes[row + i] ^= ~old[(i + 1) % 5] & old[(i + 2) % 5];
    }
    for (unsigned bit = 0; bit < 7; ++bit) {  // the round constant, from a linear register
      if ((shift_register & 1) != 0) lanes[0] ^= std::uint64_t{1} << ((1U << bit) - 1U);
      shift_register =
          static_cast<std::uint8_t>((shift_register << 1) ^ (shift_register >> 7) * 0x71);
    }
  }
}

void absorb(KeccakState& lanes, std::string_view block) {
  for (std::size_t i = 0; i < block.size(); ++i)
    lanes[i / 8] ^= std::uint64_t{static_cast<std::uint8_t>(block[i])} << (8 * (i % 8));
}

Digest sha_256(std::span<const std::uint8_t> bytes) {
  Digest digest;
  crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
  return digest;
}

struct IbanLength {
  char country[3];
  std::uint8_t length;
};

constexpr IbanLength kIbanLengths[] = {
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22},
    {"BH", 22}, {"BI", 27}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24},
    {"DE", 22}, {"DJ", 27}, {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18},
    {"FK", 18}, {"FO", 18}, {"FR", 27}, {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27},
    {"GT", 28}, {"HR", 21}, {"HU", 28}, {"IE", 22}, {"IL", 23}, {"IQ", 23}, {"IS", 26}, {"IT", 27},
    {"JO", 30}, {"KW", 30}, {"KZ", 20}, {"LB", 28}, {"LC", 32}, {"LI", 21}, {"LT", 20}, {"LU", 20},
    {"LV", 21}, {"LY", 25}, {"MC", 27}, {"MD", 24}, {"ME", 22}, {"MK", 19}, {"MN", 20}, {"MR", 27},
    {"MT", 31}, {"MU", 30}, {"NI", 28}, {"NL", 18}, {"NO", 15}, {"OM", 23}, {"PK", 24}, {"PL", 28},
    {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"RU", 33}, {"SA", 24}, {"SC", 31},
    {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"SO", 23}, {"ST", 25}, {"SV", 28},
    {"TL", 23}, {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VA", 22}, {"VG", 24}, {"XK", 20}, {"YE", 30}};

constexpr std::string_view kBase58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view kBech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::uint32_t kBech32Constant = 1, kBech32mConstant = 0x2BC830A3;

std::uint32_t bech32_step(std::uint32_t checksum, std::uint32_t value) {
  static constexpr std::uint32_t kGenerator[] = {0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD,
                                                 0x2A1462B3};
  const std::uint32_t top = checksum >> 25;
  checksum = (checksum & 0x1FFFFFF) << 5 ^ value;
  for (unsigned i = 0; i < 5; ++i) checksum ^= (top >> i & 1) != 0 ? kGenerator[i] : 0;
  return checksum;
}
}  // namespace

Digest keccak_256(std::string_view bytes) {
  constexpr std::size_t kRate = 136;
  KeccakState lanes{};
  for (; bytes.size() >= kRate; bytes.remove_prefix(kRate)) {
    absorb(lanes, bytes.substr(0, kRate));
    permute(lanes);
  }
  absorb(lanes, bytes);
  lanes[bytes.size() / 8] ^= std::uint64_t{1} << (8 * (bytes.size() % 8));
  lanes[kRate / 8 - 1] ^= std::uint64_t{1} << 63;
  permute(lanes);
  Digest digest;
  for (std::size_t i = 0; i < digest.size(); ++i)
    digest[i] = static_cast<std::uint8_t>(lanes[i / 8] >> (8 * (i % 8)));
  return digest;
}

std::optional<std::size_t> iban_length(std::string_view country) {
  const auto found = std::ranges::lower_bound(
      kIbanLengths, country, {},
      [](const IbanLength& entry) { return std::string_view(entry.country); });
  if (found == std::end(kIbanLengths) || found->country != country) return std::nullopt;
  return found->length;
}

bool has_iban_checksum(std::string_view iban) {
  if (iban.size() < 5) return false;
  unsigned remainder = 0;
  for (std::size_t i = 0; i < iban.size(); ++i) {
    const char c = iban[(i + 4) % iban.size()];  // the first four go last
    if (is_digit(c)) {
      remainder = (remainder * 10 + static_cast<unsigned>(c - '0')) % 97;
    } else if (c >= 'A' && c <= 'Z') {
      remainder = (remainder * 100 + static_cast<unsigned>(c - 'A' + 10)) % 97;
    } else {
      return false;
    }
  }
  return remainder == 1;
}

bool is_base58_bitcoin(std::string_view address) {
  std::array<std::uint8_t, 25> bytes{};
  for (const char c : address) {
    const auto value = kBase58.find(c);
    if (value == std::string_view::npos) return false;
    auto carry = static_cast<std::uint32_t>(value);
    for (std::uint8_t& byte : std::views::reverse(bytes)) {
      carry += 58U * byte;
      byte = static_cast<std::uint8_t>(carry);
      carry >>= 8;
    }
    if (carry != 0) return false;
  }
  const auto ones = std::min(address.find_first_not_of('1'), address.size());
  const auto zeros =
      std::ranges::find_if(bytes, [](std::uint8_t b) { return b != 0; }) - bytes.begin();
  if (static_cast<std::ptrdiff_t>(ones) != zeros || (bytes[0] != 0 && bytes[0] != 5)) return false;
  const Digest check = sha_256(sha_256(std::span(bytes).first(21)));
  return std::equal(bytes.begin() + 21, bytes.end(), check.begin());
}

bool is_bech32_bitcoin(std::string_view address) {
  if (address.size() < 14 || address.size() > 74) return false;
  const bool upper = std::ranges::any_of(address, [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool lower = std::ranges::any_of(address, [](char c) { return c >= 'a' && c <= 'z'; });
  std::string text(address);
  std::ranges::transform(text, text.begin(), to_lower);
  if ((upper && lower) || !text.starts_with("bc1")) return false;
  std::uint32_t checksum = 1;
  for (const std::uint32_t value : {'b' >> 5, 'c' >> 5, 0, 'b' & 31, 'c' & 31})
    checksum = bech32_step(checksum, value);
  for (const char c : std::string_view(text).substr(3)) {
    const auto value = kBech32.find(c);
    if (value == std::string_view::npos) return false;
    checksum = bech32_step(checksum, static_cast<std::uint32_t>(value));
  }
  const auto version = kBech32.find(text[3]);
  const std::size_t program = text.size() - 4 - 6;  // symbols of five bits
  const bool right_size = version != 0 || program == 32 || program == 52;
  return version <= 16 && right_size &&
         checksum == (version == 0 ? kBech32Constant : kBech32mConstant);
}

std::string with_ethereum_case(std::string_view hex) {
  std::string text(hex);
  std::ranges::transform(text, text.begin(), to_lower);
  const Digest digest = keccak_256(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned nibble = digest[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15U;
    if (is_letter(text[i]) && nibble >= 8) text[i] = static_cast<char>(text[i] - 32);
  }
  return text;
}

}  // namespace lodestar::text::internal
