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

// "www.", "m.", "fr.", "pt-br.": which of a platform's faces it is.
std::string_view without_face(std::string_view host) {
  static constexpr std::array<std::string_view, 8> kFaces = {"www",  "m",    "mobile", "web",
                                                             "mail", "maps", "app",    "l"};
  const std::size_t dot = host.find('.');
  if (dot == std::string_view::npos || host.find('.', dot + 1) == std::string_view::npos)
    return host;
  const std::string_view face = host.substr(0, dot);
  const bool is_language = face.size() == 2 || (face.size() == 5 && face[2] == '-');
  return is_language || is_one_of(face, kFaces) ? host.substr(dot + 1) : host;
}

// Platforms and portals, of the first in any country: "airbnb.fr", "google.co.uk".
bool is_host_of_a_platform(std::string_view host) {
  static constexpr std::array<std::string_view, 22> kNames = {
      "google",    "airbnb",     "booking",     "amazon",       "ebay",        "indeed",
      "olx",       "craigslist", "tripadvisor", "expedia",      "vinted",      "gumtree",
      "monster",   "glassdoor",  "bing",        "leboncoin",    "milanuncios", "infojobs",
      "idealista", "avito",      "jooble",      "kleinanzeigen"};
  static constexpr std::array<std::string_view, 45> kHosts = {
      "facebook.com", "fb.com",        "fb.me",       "messenger.com", "instagram.com",
      "threads.net",  "t.me",          "telegram.me", "telegram.org",  "wa.me",
      "whatsapp.com", "signal.org",    "signal.me",   "viber.com",     "line.me",
      "wechat.com",   "skype.com",     "discord.com", "discord.gg",    "snapchat.com",
      "tiktok.com",   "pinterest.com", "reddit.com",  "tumblr.com",    "youtube.com",
      "youtu.be",     "twitter.com",   "x.com",       "vk.com",        "ok.ru",
      "linkedin.com", "bit.ly",        "linktr.ee",   "tinyurl.com",   "paypal.com",
      "apple.com",    "me.com",        "yandex.ru",   "wikipedia.org", "microsoft.com",
      "onlyfans.com", "goo.gl",        "example.com", "example.org",   "example.net"};
  constexpr std::size_t kLongestEnding = 6;  // "com.br", "co.uk"
  const std::size_t dot = std::min(host.find('.'), host.size());
  const bool is_family =
      is_one_of(host.substr(0, dot), kNames) && host.size() - dot <= kLongestEnding + 1;
  return is_family || is_one_of(host, kHosts) || text::is_mail_host(host);
}

// A platform's front page, and one of its own; a page below it is somebody's.
bool is_platform(std::string_view url) {
  static constexpr std::array<std::string_view, 12> kOwnPages = {
      "/maps",   "/search", "/login", "/home",  "/about", "/help",
      "/signup", "/jobs",   "/app",   "/index", "/mail",  "/intl"};
  for (const std::string_view scheme : {"https://", "http://"})
    if (url.starts_with(scheme)) url.remove_prefix(scheme.size());
  while (url.ends_with('/')) url.remove_suffix(1);
  const std::size_t end = std::min(url.find('/'), url.size());
  const std::string_view host = url.substr(0, end), path = url.substr(end);
  if (!path.empty() && !is_one_of(path, kOwnPages)) return false;
  return is_host_of_a_platform(host) || is_host_of_a_platform(without_face(host));
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
