// SPDX-License-Identifier: Apache-2.0
#include "text/internal/canonical.h"

#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <memory>

namespace lodestar::text::internal {
namespace {

// Hosts of which anna+porto@ and anna@ are one mailbox; "hotmail." in every country.
constexpr std::array<std::string_view, 8> kTagged = {"gmail.com",    "outlook.",   "hotmail.",
                                                     "live.",        "icloud.com", "protonmail.com",
                                                     "fastmail.com", "proton.me"};

// Parameters that say where a link was clicked or copied, and not where it leads.
constexpr std::array<std::string_view, 8> kOfTheClick = {
    "usp=", "fbclid=", "gclid=", "dclid=", "igshid=", "igsh=", "mibextid=", "mc_eid="};

bool is_of_the_click(std::string_view parameter) {
  return parameter.starts_with("utm_") ||
         std::ranges::any_of(kOfTheClick,
                             [&](std::string_view name) { return parameter.starts_with(name); });
}

// "xn--mnchen-3ya.de" and "münchen.de": as people read it, or as it stands where it is no host.
std::string canonical_host(std::string_view host) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  std::string written(host);
  if (host.find("xn--") == std::string_view::npos && std::ranges::all_of(host, is_ascii))
    return written;
  static const auto kIdna = [] {
    UErrorCode error = U_ZERO_ERROR;
    UIDNA* const idna = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ, &error);
    return std::unique_ptr<UIDNA, decltype(&uidna_close)>(idna, &uidna_close);
  }();
  if (kIdna == nullptr) return written;
  UErrorCode error = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  std::string read(4 * host.size() + 64, '\0');
  const int length =
      uidna_nameToUnicodeUTF8(kIdna.get(), host.data(), static_cast<int>(host.size()), read.data(),
                              static_cast<int>(read.size()), &info, &error);
  if (U_FAILURE(error) || info.errors != 0 || length <= 0 ||
      static_cast<std::size_t>(length) > read.size())
    return written;
  read.resize(static_cast<std::size_t>(length));
  return read;
}

}  // namespace

std::string canonical_mail(std::string_view address) {
  const std::size_t sign = address.rfind('@');
  if (sign == std::string_view::npos || sign == 0) return std::string(address);
  std::string name(address.substr(0, sign)), host = canonical_host(address.substr(sign + 1));
  if (host == "googlemail.com") host = "gmail.com";
  const bool has_tags =
      std::ranges::any_of(kTagged, [&](std::string_view one) { return host.starts_with(one); });
  if (const std::size_t plus = name.find('+'); has_tags && plus != std::string::npos && plus > 0)
    name.resize(plus);
  if (host == "gmail.com") std::erase(name, '.');
  return name + "@" + host;
}

std::string canonical_link(std::string_view link) {
  const std::size_t end = std::min(link.find_first_of("/?:#"), link.size());
  std::string_view path = link.substr(end);
  std::string canonical = canonical_host(link.substr(0, end));
  const std::size_t query = std::min(path.find('?'), path.size());
  canonical += path.substr(0, query);
  char sign = '?';
  for (std::string_view rest = path.substr(query); !rest.empty();) {
    rest.remove_prefix(1);  // "?" or "&"
    const std::string_view parameter = rest.substr(0, rest.find('&'));
    rest.remove_prefix(parameter.size());
    if (parameter.empty() || is_of_the_click(parameter)) continue;
    canonical.append(1, sign).append(parameter);
    sign = '&';
  }
  while (sign == '?' && canonical.ends_with('/')) canonical.pop_back();
  return canonical;
}

}  // namespace lodestar::text::internal
