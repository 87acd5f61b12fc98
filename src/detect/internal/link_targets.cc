// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/link_targets.h"

#include <algorithm>
#include <cstddef>

#include "base/ascii.h"
#include "detect/internal/html_text.h"
#include "detect/internal/references.h"

namespace lodestar::detect::internal {
namespace {

constexpr auto kNone = std::string_view::npos;

std::string decode_percent(std::string_view text) {
  const auto digit = [](char c) { return is_digit(c) ? c - '0' : to_lower(c) - 'a' + 10; };
  const auto is_hex = [](char c) {
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
  };
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_coded = text[at] == '%' && at + 2 < text.size() && is_hex(text[at + 1]) &&
                          is_hex(text[at + 2]) && text[at + 1] >= '2' && text[at + 1] <= '7';
    out += is_coded ? static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2])) : text[at];
    at += is_coded ? 2 : 0;
  }
  return out;
}

// What a person may follow: no script and no place on the page's own site.
std::string target_of(std::string_view href) {
  std::string whole = decode_references(trim(href));
  std::string_view target = whole;
  for (const std::string_view scheme : {"tel:", "sms:", "callto:", "mailto:"}) {
    if (!starts_as(target, scheme)) continue;
    target.remove_prefix(scheme.size());
    return decode_percent(target.substr(0, target.find('?')));
  }
  for (const std::string_view scheme : {"http:", "https:", "//", "tg:", "whatsapp:", "viber:"}) {
    if (starts_as(target, scheme)) return whole;
  }
  return {};
}

// Hands on the name and the value of each attribute until `use` says that it has what it wants.
void for_attributes(std::string_view attributes, const auto& use) {
  for (std::size_t at = 0; at < attributes.size();) {
    at = attributes.find_first_not_of(" \t\r\n\f/=\"'", at);
    if (at == kNone) break;
    const std::size_t name_end =
        std::min(attributes.find_first_of(" \t\r\n\f=", at), attributes.size());
    const std::string_view name = attributes.substr(at, name_end - at);
    at = std::min(attributes.find_first_not_of(kBlank, name_end), attributes.size());
    if (at == attributes.size() || attributes[at] != '=') continue;
    at = std::min(attributes.find_first_not_of(kBlank, at + 1), attributes.size());
    if (at == attributes.size()) break;
    const char quote = attributes[at];
    const bool is_quoted = quote == '"' || quote == '\'';
    const std::size_t start = at + (is_quoted ? 1 : 0);
    const std::size_t end = std::min(
        is_quoted ? attributes.find(quote, start) : attributes.find_first_of(kBlank, start),
        attributes.size());
    if (use(name, attributes.substr(start, end - start))) return;
    at = end + (is_quoted ? 1 : 0);
  }
}

// "+44 7481 227940", in data-phone="...", and nothing else.
std::string number_of(std::string_view value) {
  constexpr std::ptrdiff_t kFewestDigits = 7;
  std::string number = decode_references(trim(value));
  const bool is_one = number.find_first_not_of("0123456789 +-.()") == std::string::npos &&
                      std::ranges::count_if(number, is_digit) >= kFewestDigits;
  return is_one ? number : std::string();
}

// Of the links to somebody, and to no page: what a button may do as well as a link.
bool is_contact(std::string_view target) {
  if (target.empty() || !is_letter(target[0])) return !target.empty() && target[0] != '/';
  for (const std::string_view start :
       {"http://wa.me/", "https://wa.me/", "http://t.me/", "https://t.me/",
        "https://api.whatsapp.com/", "https://m.me/", "https://line.me/",
        "tg:", "whatsapp:", "viber:"}) {
    if (starts_as(target, start)) return true;
  }
  return target.find('@') != std::string_view::npos && target.find(':') == std::string_view::npos;
}

// In a script: "location.href='tel:...'".
std::string contact_in_script(std::string_view script) {
  const std::string code = decode_references(script);
  for (std::size_t at = code.find_first_of("'\""); at != std::string::npos;) {
    const std::size_t end = code.find(code[at], at + 1);
    if (end == std::string::npos) break;
    std::string target = target_of(std::string_view(code).substr(at + 1, end - at - 1));
    if (is_contact(target)) return target;
    at = code.find_first_of("'\"", end + 1);
  }
  return {};
}

}  // namespace

// What a link leads to; of other tags, and of a link that leads nowhere, whom they lead to.
std::string target_of_tag(std::string_view attributes, bool is_link) {
  std::string target;
  for_attributes(attributes, [&](std::string_view name, std::string_view value) {
    std::string lower(name);
    std::ranges::transform(lower, lower.begin(), to_lower);
    const auto names = [&](std::string_view part) { return lower.find(part) != std::string::npos; };
    if (lower == "href" || lower == "data-href" || lower == "data-url") {
      target = target_of(value);
      if (!(is_link && lower == "href") && !is_contact(target)) target.clear();
    } else if (lower == "onclick") {
      target = contact_in_script(value);
    } else if (lower.starts_with("data-") &&
               (names("phone") || names("tel") || names("whatsapp"))) {
      target = number_of(value);
    }
    return !target.empty();
  });
  return target;
}

}  // namespace lodestar::detect::internal
