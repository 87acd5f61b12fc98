// SPDX-License-Identifier: Apache-2.0
#include "crypto/recovery_codes.h"

#include "crypto/internal/sodium.h"

namespace lodestar::crypto {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kLetters = kRecoveryCodeBytes * 8 / 5;
constexpr std::size_t kGroup = 4;
constexpr std::size_t kLongestTyped = 64;

std::string to_code(std::span<const unsigned char> bytes) {
  std::string code;
  std::uint32_t bits = 0;
  std::uint32_t held = 0;
  std::size_t letters = 0;
  for (const unsigned char byte : bytes) {
    bits = (bits << 8U | byte) & 0xFFFU;
    for (held += 8; held >= 5; held -= 5) {
      if (letters != 0 && letters % kGroup == 0) {
        code += '-';
      }
      code += kAlphabet[bits >> (held - 5) & 31U];
      ++letters;
    }
  }
  return code;
}

// The letters alone, in the one way; nothing where they are not as many as a code has.
std::optional<std::string> to_letters(std::string_view typed) {
  if (typed.size() > kLongestTyped) {
    return {};
  }
  std::string letters;
  for (char letter : typed) {
    if (letter == '-' || letter == ' ') {
      continue;
    }
    if (letter >= 'a' && letter <= 'z') {
      letter = static_cast<char>(letter - 'a' + 'A');
    }
    if (letter == 'I' || letter == 'L') {
      letter = '1';
    }
    if (letter == 'O') {
      letter = '0';
    }
    if (kAlphabet.find(letter) == std::string_view::npos) {
      return {};
    }
    letters += letter;
  }
  if (letters.size() != kLetters) {
    return {};
  }
  return letters;
}

}  // namespace

RecoveryCodes make_recovery_codes(const Sensitive<RecoveryRandomness>& randomness) {
  RecoveryCodes codes;
  const std::span<const unsigned char> bytes(randomness.reveal());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    codes[i] = Sensitive(to_code(bytes.subspan(i * kRecoveryCodeBytes, kRecoveryCodeBytes)));
  }
  return codes;
}

std::optional<Digest> recovery_hash(const Sensitive<Digest>& key, std::string_view account,
                                    const Sensitive<std::string>& typed) {
  const auto letters = to_letters(typed.reveal());
  if (!letters) {
    return {};
  }
  // The letters have one length, so that they and the account are told apart without a mark.
  return internal::keyed_digest(key.reveal(), {"lodestar recovery code", account, *letters});
}

std::optional<std::size_t> find_recovery_code(const Sensitive<Digest>& key,
                                              std::string_view account,
                                              const Sensitive<std::string>& typed,
                                              std::span<const Digest> kept) {
  const auto hash = recovery_hash(key, account, typed);
  std::optional<std::size_t> found;
  for (std::size_t i = 0; hash && i < kept.size(); ++i) {
    if (internal::is_same(internal::text_of(*hash), internal::text_of(kept[i])) && !found) {
      found = i;
    }
  }
  return found;
}

}  // namespace lodestar::crypto
