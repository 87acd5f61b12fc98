// SPDX-License-Identifier: Apache-2.0
#include "text/internal/accounts.h"

#include <algorithm>

#include "text/internal/characters.h"
#include "text/internal/checksums.h"

namespace lodestar::text::internal {
namespace {

constexpr std::uint8_t kChecked = 99, kUnchecked = 90;

std::string_view token_at(std::string_view raw, std::size_t at) {
  std::size_t end = at;
  while (end < raw.size() && is_alnum(raw[end])) ++end;
  return raw.substr(at, end - at);
}

Identifier account(IdentifierKind kind, std::size_t at, std::size_t size, std::string value) {
  return {.kind = kind,
          .obfuscation = Obfuscation::plain,
          .confidence = kChecked,
          .span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + size)},
          .value = std::move(value)};
}

// Letters and digits, in groups with one space or hyphen between them, as long as its country says.
std::optional<Identifier> find_iban(std::string_view raw, std::size_t at) {
  const std::string_view head = raw.substr(at, 4);
  if (head.size() < 4 || !is_letter(head[0]) || !is_letter(head[1]) || !is_digit(head[2]) ||
      !is_digit(head[3]))
    return std::nullopt;
  std::string iban(head);
  for (char& c : iban) c = is_letter(c) ? static_cast<char>(c & ~32) : c;
  const auto length = iban_length(std::string_view(iban).substr(0, 2));
  if (!length) return std::nullopt;
  std::size_t end = at + 4;
  while (iban.size() < *length && end < raw.size()) {
    const bool gap = (raw[end] == ' ' || raw[end] == '-') && end + 1 < raw.size();
    end += gap ? 1 : 0;
    if (!is_alnum(raw[end])) return std::nullopt;
    const char c = raw[end++];
    iban += is_letter(c) ? static_cast<char>(c & ~32) : c;
  }
  if (iban.size() < *length || (end < raw.size() && is_alnum(raw[end])) || !has_iban_checksum(iban))
    return std::nullopt;
  auto found = account(IdentifierKind::iban, at, end - at, iban);
  if (end - at > iban.size()) found.obfuscation = Obfuscation::separated;
  return found;
}

std::optional<Identifier> find_bitcoin(std::size_t at, std::string_view token) {
  const bool base58 = token.size() >= 26 && token.size() <= 35 && (token[0] == '1' || token[0] == '3');
  if (base58 && is_base58_bitcoin(token))
    return account(IdentifierKind::bitcoin, at, token.size(), std::string(token));
  if (!is_bech32_bitcoin(token)) return std::nullopt;
  std::string lower(token);
  std::ranges::transform(lower, lower.begin(), to_lower);
  return account(IdentifierKind::bitcoin, at, token.size(), std::move(lower));
}

std::optional<Identifier> find_ethereum(std::size_t at, std::string_view token) {
  if (token.size() != 42 || !token.starts_with("0x")) return std::nullopt;
  const std::string_view hex = token.substr(2);
  const auto is_hex = [](char c) { return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f'); };
  if (!std::ranges::all_of(hex, is_hex)) return std::nullopt;
  const std::string cased = with_ethereum_case(hex);
  const bool has_upper = std::ranges::any_of(hex, [](char c) { return c >= 'A' && c <= 'F'; });
  const bool has_lower = std::ranges::any_of(hex, [](char c) { return c >= 'a' && c <= 'f'; });
  if (has_upper && has_lower && cased != hex) return std::nullopt;
  auto found = account(IdentifierKind::ethereum, at, token.size(), "0x" + cased);
  if (cased != hex) found.confidence = kUnchecked;
  return found;
}
}  // namespace

std::optional<Identifier> find_account(std::string_view raw, std::size_t at) {
  if (auto iban = find_iban(raw, at)) return iban;
  const std::string_view token = token_at(raw, at);
  if (token.size() < 14) return std::nullopt;
  if (auto bitcoin = find_bitcoin(at, token)) return bitcoin;
  return find_ethereum(at, token);
}

}  // namespace lodestar::text::internal
