// SPDX-License-Identifier: Apache-2.0
//   url = ("http" / "https") "://" (name / IPv4 / "[" IPv6 "]") [":" port] [("/" / "?") visible*]
#include "http/internal/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "base/printable.h"

namespace lodestar::http::internal {
namespace {

bool is_of_name(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9') || letter == '.' || letter == '-' || letter == '_';
}
bool is_of_ipv6(char letter) { return is_of_name(letter) || letter == ':'; }
bool is_visible(char letter) { return letter > ' ' && letter < 0x7F && letter != '#'; }

bool is_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port != 0;
}

}  // namespace

Result<Url> parse_url(std::string_view text) {
  const auto refuse = [text](std::string_view why) {
    return Error{Code::invalid, fmt::format("{}: {}", to_printable(text), why)};
  };
  Url url;
  std::string_view rest = text;
  if (rest.starts_with("https://")) {
    url.is_secure = true;
  } else if (!rest.starts_with("http://")) {
    return refuse("it does not start with http:// or https://");
  }
  rest.remove_prefix(url.is_secure ? 8 : 7);
  const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
  const std::string_view authority = rest.substr(0, end), target = rest.substr(end);
  if (!std::ranges::all_of(target, is_visible))
    return refuse("its path holds a fragment, a space or what is not ASCII");
  const bool is_ipv6 = authority.starts_with('[');
  const std::size_t host_end = is_ipv6 ? authority.find(']') : authority.find(':');
  std::string_view host = authority.substr(0, host_end);
  std::string_view port = authority.substr(std::min(host_end, authority.size()));
  if (is_ipv6) {
    if (port.empty()) return refuse("its address has no end");
    host.remove_prefix(1);
    port.remove_prefix(1);
  }
  if (host.empty() || !std::ranges::all_of(host, is_ipv6 ? is_of_ipv6 : is_of_name))
    return refuse("it names no host");
  if (!port.empty() && (port[0] != ':' || !is_port(port.substr(1))))
    return refuse("its port is none");
  url.host = host;
  url.port = !port.empty() ? port.substr(1) : url.is_secure ? "443" : "80";
  url.authority = authority;
  url.target = target.starts_with('/') ? std::string(target) : "/" + std::string(target);
  return url;
}

}  // namespace lodestar::http::internal
