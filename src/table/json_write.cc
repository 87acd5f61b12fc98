// SPDX-License-Identifier: Apache-2.0
#include "table/json_write.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

namespace lodestar::table {
namespace {

constexpr auto kNeedsCare = [] {
  std::array<bool, 256> needs{};
  for (std::size_t c = 0; c < 0x20; ++c) needs[c] = true;
  for (const unsigned char c : {'"', '\\', '<', '>', '&', '\x7f'}) needs[c] = true;
  needs[0xe2] = true;  // U+2028 and U+2029 start with it
  return needs;
}();

// Appends the escape of the character at the start of text and returns its length in bytes.
std::size_t append_escape(std::string& out, std::string_view text) {
  const auto c = static_cast<unsigned char>(text[0]);
  if (c == 0xe2) {
    const bool separates = text.starts_with("\u2028") || text.starts_with("\u2029");
    out += separates ? (text[2] == '\xa8' ? "\\u2028" : "\\u2029") : "\xe2";
    return separates ? 3 : 1;
  }
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", c);
  }
  return 1;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (!kNeedsCare[static_cast<unsigned char>(text[i])]) {
      ++i;
      continue;
    }
    out += text.substr(plain, i - plain);
    i += append_escape(out, text.substr(i));
    plain = i;
  }
  out += text.substr(plain);
  out += '"';
}

}  // namespace lodestar::table
