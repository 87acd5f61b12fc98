// SPDX-License-Identifier: Apache-2.0
//   number = 1*( digit | sign | "%" two hex digits of a sign or a blank )
//   sign   = "+" | "-" | "." | "(" | ")"
#include "text/internal/coded_numbers.h"

#include <algorithm>
#include <array>

#include "text/internal/characters.h"

namespace lodestar::text::internal {
namespace {

constexpr std::size_t kLongest = 64;

struct Coded {
  std::string_view written;
  char sign;
};
constexpr std::array<Coded, 6> kCoded = {
    {{"%20", ' '}, {"%2b", '+'}, {"%2d", '-'}, {"%2e", '.'}, {"%28", '('}, {"%29", ')'}}};

bool is_behind_scheme(std::string_view before) {
  constexpr std::array<std::string_view, 3> kSchemes = {"tel", "sms", "callto"};
  return std::ranges::any_of(kSchemes, [&](std::string_view scheme) {
    if (before.size() < scheme.size()) return false;
    const std::size_t start = before.size() - scheme.size();
    return std::ranges::equal(before.substr(start), scheme, {}, to_lower) &&
           (start == 0 || !is_alnum(before[start - 1]));
  });
}
}  // namespace

std::optional<CodedNumber> read_coded_number(std::string_view raw, std::size_t colon) {
  if (!is_behind_scheme(raw.substr(0, colon))) return std::nullopt;
  CodedNumber number;
  bool is_coded = false;
  std::size_t at = colon + 1;
  while (at < raw.size() && number.digits.size() < kLongest) {
    const std::string_view three = raw.substr(at, 3);
    const auto coded = std::ranges::find_if(kCoded, [&](const Coded& one) {
      return std::ranges::equal(three, one.written, {}, to_lower);
    });
    if (coded != kCoded.end()) {
      number.digits += coded->sign;
      at += three.size();
      is_coded = true;
    } else if (is_digit(raw[at]) || std::string_view("+-.()").find(raw[at]) != raw.npos) {
      number.digits += raw[at++];
    } else {
      break;
    }
  }
  if (!is_coded) return std::nullopt;
  for (; !is_digit(raw[at - 1]) && raw[at - 1] != ')'; --at) {
    number.digits.pop_back();  // of the sentence around it
  }
  number.span = {static_cast<std::uint32_t>(colon + 1), static_cast<std::uint32_t>(at)};
  return number;
}

}  // namespace lodestar::text::internal
