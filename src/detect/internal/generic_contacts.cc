// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/generic_contacts.h"

#include <algorithm>
#include <array>

namespace lodestar::detect {

namespace {

using text::IdentifierKind;

template <std::size_t n>
bool is_one_of(std::string_view value, const std::array<std::string_view, n>& list) {
  return std::ranges::find(list, value) != list.end();
}

// One digit repeated, or digits counting up or down, for the last six at least.
bool is_placeholder_number(std::string_view digits) {
  const bool is_service = digits.size() < 6 || (digits.size() == 6 && digits.starts_with("116"));
  if (is_service) return true;  // emergency numbers, and the EU's numbers of social value
  const std::string_view tail = digits.substr(digits.size() - 6);
  for (const int step : {0, 1, -1}) {
    bool runs = true;
    for (std::size_t i = 1; i < tail.size(); ++i) {
      const int next = (tail[i - 1] - '0' + step + 10) % 10;
      runs = runs && tail[i] - '0' == next;
    }
    if (runs) return true;
  }
  return false;
}

bool is_freephone(std::string_view e164) {
  static constexpr std::array<std::string_view, 28> kPrefixes = {
      "+1800",  "+1833",  "+1844",   "+1855",  "+1866",   "+1877",  "+1888",
      "+800",   "+44800", "+44808",  "+34800", "+34900",  "+33800", "+33805",
      "+49800", "+39800", "+351800", "+31800", "+32800",  "+43800", "+41800",
      "+48800", "+46200", "+78800",  "+7800",  "+611800", "+52800", "+55800"};
  return std::ranges::any_of(kPrefixes, [&](auto prefix) { return e164.starts_with(prefix); });
}

bool is_placeholder_name(std::string_view name) {
  static constexpr std::array<std::string_view, 30> kNames = {
      "example",    "test",  "user",    "username", "name",    "yourname", "your",     "you",
      "email",      "mail",  "someone", "somebody", "nobody",  "noreply",  "no-reply", "abc",
      "donotreply", "xxx",   "xxxx",    "xyz",      "none",    "null",     "handle",   "contact",
      "info",       "admin", "support", "official", "channel", "me"};
  return is_one_of(name, kNames);
}

bool is_reserved_domain(std::string_view domain) {
  static constexpr std::array<std::string_view, 3> kExact = {"example.com", "example.org",
                                                             "example.net"};
  return is_one_of(domain, kExact) || domain.ends_with(".example") || domain.ends_with(".test") ||
         domain.ends_with(".invalid");
}

// A mailbox named info is a firm's own, unless the domain is nobody's; a mailbox named yourname is
// nobody's anywhere.
bool is_generic_mail(std::string_view address) {
  static constexpr std::array<std::string_view, 4> kRoles = {"info", "contact", "admin", "support"};
  const std::size_t at = address.find('@');
  if (at == std::string_view::npos) return false;
  const std::string_view name = address.substr(0, at);
  if (!is_placeholder_name(name)) return false;
  return !is_one_of(name, kRoles) || is_reserved_domain(address.substr(at + 1));
}

// A platform's front page; a page below it is somebody's.
bool is_platform(std::string_view url) {
  static constexpr std::array<std::string_view, 26> kHosts = {
      "facebook.com", "fb.com",      "instagram.com", "t.me",        "telegram.me",
      "telegram.org", "wa.me",       "whatsapp.com",  "google.com",  "youtube.com",
      "youtu.be",     "twitter.com", "x.com",         "tiktok.com",  "vk.com",
      "linkedin.com", "bit.ly",      "linktr.ee",     "tinyurl.com", "craigslist.org",
      "indeed.com",   "olx.com",     "example.com",   "example.org", "example.net",
      "apple.com"};
  for (const std::string_view scheme : {"https://", "http://"})
    if (url.starts_with(scheme)) url.remove_prefix(scheme.size());
  if (url.starts_with("www.")) url.remove_prefix(4);
  while (url.ends_with('/')) url.remove_suffix(1);
  return is_one_of(url, kHosts);
}

}  // namespace

bool is_generic(IdentifierKind kind, std::string_view value) {
  switch (kind) {
    case IdentifierKind::phone:
    case IdentifierKind::whatsapp:
    case IdentifierKind::signal:
    case IdentifierKind::viber: {
      const std::string_view digits = value.starts_with('+') ? value.substr(1) : value;
      if (std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
        return is_placeholder_number(digits) || is_freephone(value);
      return is_placeholder_name(value);
    }
    case IdentifierKind::email:
      return is_generic_mail(value);
    case IdentifierKind::url:
      return is_platform(value);
    case IdentifierKind::iban:
    case IdentifierKind::bitcoin:
    case IdentifierKind::ethereum:
    case IdentifierKind::image_hash:
      return false;
    default:
      return is_placeholder_name(value);
  }
}

}  // namespace lodestar::detect
