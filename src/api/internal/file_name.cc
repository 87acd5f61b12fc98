// SPDX-License-Identifier: Apache-2.0
// What a file is called, where it stands in a header:
//
//   attachment; filename*=UTF-8'[language]'VALUE     VALUE: letters, digits, !#$&+-.^_`|~ and %XX
//
// Source   RFC 6266 (of which the form without the star is not read: it has no agreed encoding);
//          RFC 8187, 3.2.
#include <algorithm>
#include <string>

#include "api/internal/call.h"
#include "base/ascii.h"

namespace lodestar::api::internal {
namespace {

Error no_name() {
  return {Code::invalid,
          "Content-Disposition: attachment; filename*=UTF-8''NAME is wanted, with all but letters, "
          "digits and -._~ of the name as %XX"};
}

// In upper or lower case; what stands before it is left out.
bool take(std::string_view& rest, std::string_view word) {
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
  const std::string_view begun = rest.substr(0, word.size());
  if (!std::ranges::equal(begun, word, {}, to_lower, to_lower)) return false;
  rest.remove_prefix(word.size());
  return true;
}

bool is_plain(char one) {
  return is_letter(one) || is_digit(one) || std::string_view("!#$&+-.^_`|~").contains(one);
}

std::optional<std::string> decoded(std::string_view value) {
  std::string plain;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (is_plain(value[at])) {
      plain += value[at];
      continue;
    }
    if (value[at] != '%' || at + 2 >= value.size()) return {};
    const auto high = digit_of(value[at + 1]), low = digit_of(value[at + 2]);
    if (!high || !low) return {};
    plain += static_cast<char>(*high * 16 + *low);
    at += 2;
  }
  return plain;
}

}  // namespace

Result<Sensitive<std::string>> name_of_file(std::string_view disposition) {
  std::string_view rest = disposition;
  if (!take(rest, "attachment") || !take(rest, ";") || !take(rest, "filename*=") ||
      !take(rest, "UTF-8'") || !rest.contains('\'')) {
    return no_name();
  }
  rest.remove_prefix(rest.find('\'') + 1);
  auto name = decoded(rest);
  if (!name) return no_name();
  return Sensitive(
      LODESTAR_TRY(read_text(JsonValue{*std::move(name)}, kFileHeader, {.most = kLongestName})));
}

}  // namespace lodestar::api::internal
