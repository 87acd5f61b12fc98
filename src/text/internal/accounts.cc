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

struct Iban {
  std::string value;
  std::size_t end = 0;
};

// Letters and digits, in groups with one space or hyphen between them, as long as its country says.
std::optional<Iban> read_iban(std::string_view raw, std::size_t at) {
  const std::string_view head = raw.substr(at, 4);
  if (head.size() < 4 || !is_letter(head[0]) || !is_letter(head[1]) || !is_digit(head[2]) ||
      !is_digit(head[3]))
    return std::nullopt;
  const auto upper = [](char c) { return is_letter(c) ? static_cast<char>(c & ~32) : c; };
  const auto length = iban_length(std::string{upper(head[0]), upper(head[1])});
  if (!length) return std::nullopt;
  Iban iban{.value = {}, .end = at};
  while (iban.value.size() < *length && iban.end < raw.size()) {
    const char c = raw[iban.end];
    const bool gap =
        (c == ' ' || c == '-') && iban.value.size() >= 4 && is_alnum(raw[iban.end - 1]);
    if (!gap && !is_alnum(c)) return std::nullopt;
    if (!gap) iban.value += upper(c);
    ++iban.end;
  }
  const bool goes_on = iban.end < raw.size() && is_alnum(raw[iban.end]);
  return iban.value.size() < *length || goes_on ? std::nullopt : std::optional(iban);
}

std::optional<Identifier> find_iban(std::string_view raw, std::size_t at) {
  auto iban = read_iban(raw, at);
  if (!iban || !has_iban_checksum(iban->value)) return std::nullopt;
  const bool separated = iban->end - at > iban->value.size();
  auto found = account(IdentifierKind::iban, at, iban->end - at, std::move(iban->value));
  if (separated) found.obfuscation = Obfuscation::separated;
  return found;
}

std::optional<Identifier> find_bitcoin(std::size_t at, std::string_view token) {
  const bool base58 =
      token.size() >= 26 && token.size() <= 35 && (token[0] == '1' || token[0] == '3');
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
  const auto is_hex = [](char c) {
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
  };
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

std::optional<std::size_t> find_end_of_iban(std::string_view raw, std::size_t at) {
  const auto iban = read_iban(raw, at);
  return iban ? std::optional(iban->end) : std::nullopt;
}

}  // namespace lodestar::text::internal
