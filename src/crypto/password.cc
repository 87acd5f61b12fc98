// SPDX-License-Identifier: Apache-2.0
// $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQxMjM0NTY$...: base64 without padding, p always 1.
#include "crypto/password.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "base/base64.h"
#include "crypto/internal/guessable.h"
#include "crypto/internal/sodium.h"
#include "crypto/internal/wiped.h"

namespace lodestar::crypto {
namespace {

using Hash = std::array<unsigned char, 32>;

struct Cost {
  std::uint32_t memory_kib = 64 * 1024;
  std::uint32_t passes = 2;
  friend bool operator==(const Cost&, const Cost&) = default;
};
constexpr Cost kMost{.memory_kib = 256 * 1024, .passes = 16};

struct Kept {
  Cost cost;
  PasswordSalt salt{};
  Hash hash{};
};

std::string to_unpadded(std::span<const unsigned char> bytes) {
  std::string text = to_base64(internal::text_of(bytes));
  text.resize(text.find_last_not_of('=') + 1);
  return text;
}

template <std::size_t Size>
bool read_unpadded(std::string_view text, std::array<unsigned char, Size>& bytes) {
  std::string padded(text);
  padded.append((4 - text.size() % 4) % 4, '=');
  const auto read = from_base64(padded);
  if (!read || read->size() != Size) {
    return false;
  }
  std::ranges::copy(*read, bytes.begin());
  return to_unpadded(bytes) == text;
}

// What stands before `end`, which is taken with it.
std::string_view take(std::string_view& text, char end) {
  const std::size_t at = text.find(end);
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return taken;
}

std::optional<std::uint32_t> read_number(std::string_view text, std::string_view name) {
  if (!text.starts_with(name) || text.substr(name.size()).starts_with('0')) {
    return {};
  }
  text.remove_prefix(name.size());
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    return {};
  }
  return number;
}

std::string to_string(const Kept& kept) {
  return fmt::format("$argon2id$v=19$m={},t={},p=1${}${}", kept.cost.memory_kib, kept.cost.passes,
                     to_unpadded(kept.salt), to_unpadded(kept.hash));
}

std::optional<Kept> parse_kept(std::string_view text) {
  constexpr std::string_view kStart = "$argon2id$v=19$";
  if (!text.starts_with(kStart)) {
    return {};
  }
  text.remove_prefix(kStart.size());
  Kept kept;
  const auto memory_kib = read_number(take(text, ','), "m=");
  const auto passes = read_number(take(text, ','), "t=");
  if (!memory_kib || *memory_kib < 8 || *memory_kib > kMost.memory_kib || !passes || *passes == 0 ||
      *passes > kMost.passes || take(text, '$') != "p=1") {
    return {};
  }
  kept.cost = {.memory_kib = *memory_kib, .passes = *passes};
  if (!read_unpadded(take(text, '$'), kept.salt) || !read_unpadded(text, kept.hash)) {
    return {};
  }
  return kept;
}

Status derive(const Sensitive<std::string>& password, const Kept& kept, Hash& hash) {
  internal::ready();
  const std::string& text = password.reveal();
  if (crypto_pwhash_argon2id(hash.data(), hash.size(), text.data(), text.size(), kept.salt.data(),
                             kept.cost.passes, std::size_t{kept.cost.memory_kib} * 1024,
                             crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0) {
    return Error{Code::unavailable,
                 fmt::format("hashing a password: no {} KiB of memory", kept.cost.memory_kib)};
  }
  return {};
}

Result<bool> holds(const Sensitive<std::string>& password, const Kept& kept) {
  internal::Wiped<Hash> hash;
  LODESTAR_TRY(derive(password, kept, *hash));
  return internal::is_same(internal::text_of(*hash), internal::text_of(kept.hash));
}

}  // namespace

std::optional<PasswordFault> find_fault(const Sensitive<std::string>& password,
                                        std::span<const std::string_view> names) {
  constexpr std::size_t kShortestCounted = 8;
  const std::string& text = password.reveal();
  if (text.size() > 4 * kLongestPassword) {
    return PasswordFault::too_long;
  }
  const auto points = internal::to_code_points(text);
  const auto is_control = [](char32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0);
  };
  if (!points || std::ranges::any_of(*points, is_control)) {
    return PasswordFault::not_text;
  }
  if (points->size() < kShortestPassword) {
    return PasswordFault::too_short;
  }
  if (points->size() > kLongestPassword) {
    return PasswordFault::too_long;
  }
  if (internal::counted_length(*points, names) < kShortestCounted) {
    return PasswordFault::guessable;
  }
  return {};
}

Result<std::string> hash_password(const Sensitive<std::string>& password,
                                  const PasswordSalt& salt) {
  Kept kept{.salt = salt};
  LODESTAR_TRY(derive(password, kept, kept.hash));
  return to_string(kept);
}

Result<bool> verify_password(const Sensitive<std::string>& password, std::string_view kept) {
  const auto parsed = parse_kept(kept);
  if (!parsed) {
    return Error{Code::corrupt, "reading what is kept of a password: not as Argon2id writes it"};
  }
  return holds(password, *parsed);
}

Result<bool> verify_nothing(const Sensitive<std::string>& password) {
  // A hash of zeros is no password's that anybody could find; should one be it, it is still false.
  LODESTAR_TRY(holds(password, Kept{}));
  return false;
}

bool needs_rehash(std::string_view kept) {
  const auto parsed = parse_kept(kept);
  return !parsed || parsed->cost != Cost{};
}

}  // namespace lodestar::crypto
