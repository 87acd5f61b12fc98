// SPDX-License-Identifier: Apache-2.0
#include "desk/openid_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "table/json_value.h"

namespace lodestar::desk {
namespace {

using table::JsonValue;

// One provider's members, with where they stand.
class Members {
 public:
  Members(const JsonValue& object, std::string where) : object_(object), where_(std::move(where)) {}

  Error wanted(std::string_view name, std::string_view what) const {
    return {Code::invalid, fmt::format("{}.{}: {}", where_, name, what)};
  }
  Result<std::string> text(std::string_view name) const {
    const std::string text = LODESTAR_TRY(text_if_any(name));
    if (text.empty()) return wanted(name, "a text is wanted");
    return text;
  }
  Result<std::string> text_if_any(std::string_view name) const {
    constexpr std::size_t kLongest = 2000;
    const JsonValue* const member = object_.find(name);
    if (member == nullptr) return std::string();
    const auto* const text = member->as<std::string>();
    if (text == nullptr || text->empty() || text->size() > kLongest) {
      return wanted(name, "a text of 1 to 2000 bytes is wanted");
    }
    return *text;
  }
  Result<std::vector<std::string>> texts(std::string_view name) const {
    std::vector<std::string> texts;
    const JsonValue* const member = object_.find(name);
    if (member == nullptr) return texts;
    const auto* const list = member->as<JsonValue::Array>();
    if (list == nullptr || list->empty()) return wanted(name, "a list of texts is wanted");
    for (const JsonValue& one : *list) {
      const auto* const text = one.as<std::string>();
      if (text == nullptr || text->empty()) return wanted(name, "a list of texts is wanted");
      texts.push_back(*text);
    }
    return texts;
  }
  Result<std::uint64_t> seconds(std::string_view name, std::uint64_t usual) const {
    constexpr std::int64_t kMonth_s = 31LL * 86400;
    const JsonValue* const member = object_.find(name);
    if (member == nullptr) return usual;
    const auto* const number = member->as<std::int64_t>();
    if (number == nullptr || *number < 0 || *number > kMonth_s) {
      return wanted(name, "seconds are wanted, a month at most");
    }
    return static_cast<std::uint64_t>(*number);
  }
  // That there is nothing else: a word with a slip in it would be passed over in silence.
  Status only(std::initializer_list<std::string_view> known) const {
    const auto* const members = object_.as<JsonValue::Object>();
    if (members == nullptr) return Error{Code::invalid, where_ + ": an object is wanted"};
    for (const auto& member : *members) {
      if (std::ranges::find(known, std::string_view(member.key)) == known.end()) {
        return wanted(member.key, "there is no such setting");
      }
    }
    return {};
  }
  std::optional<Members> inside(std::string_view name) const {
    const JsonValue* const member = object_.find(name);
    if (member == nullptr) return {};
    return Members(*member, fmt::format("{}.{}", where_, name));
  }

 private:
  const JsonValue& object_;
  std::string where_;
};

bool is_id(std::string_view id) {
  constexpr std::size_t kLongest = 40;
  return id.size() <= kLongest && std::ranges::all_of(id, [](char one) {
           return (one >= 'a' && one <= 'z') || is_digit(one) || one == '-';
         });
}

Result<OpenIdSettings> provider_in(const Members& members) {
  LODESTAR_TRY(members.only({"id", "name", "organisation", "issuer", "client_id",
                             "client_secret_file", "origins", "second_factor", "max_age_s"}));
  OpenIdSettings one{.id = LODESTAR_TRY(members.text("id")),
                     .name = LODESTAR_TRY(members.text("name")),
                     .organisation = LODESTAR_TRY(members.text("organisation")),
                     .issuer = LODESTAR_TRY(members.text("issuer")),
                     .client_id = LODESTAR_TRY(members.text("client_id")),
                     .secret_file = LODESTAR_TRY(members.text_if_any("client_secret_file")),
                     .secret = {},
                     .origins = {},
                     .methods = {},
                     .contexts = {}};
  one.max_age_s = LODESTAR_TRY(members.seconds("max_age_s", one.max_age_s));
  if (!is_id(one.id)) return members.wanted("id", "up to 40 of a-z, 0-9 and - are wanted");
  one.origins.push_back(origin_of_url(one.issuer));
  if (one.origins.front().empty() || one.issuer.find_first_of("?#") != std::string::npos) {
    return members.wanted("issuer",
                          "https://, a host and a path are wanted, as the provider has it");
  }
  for (const std::string& origin : LODESTAR_TRY(members.texts("origins"))) {
    if (origin_of_url(origin) != origin) {
      return members.wanted("origins", "https:// and a host in small letters are wanted, no path");
    }
    one.origins.push_back(origin);
  }
  if (const auto factor = members.inside("second_factor")) {
    LODESTAR_TRY(factor->only({"amr", "acr"}));
    one.methods = LODESTAR_TRY(factor->texts("amr"));
    one.contexts = LODESTAR_TRY(factor->texts("acr"));
  }
  return one;
}

}  // namespace

std::string origin_of_url(std::string_view url) {
  constexpr std::string_view kSecure = "https://", kPlain = "http://";
  const bool is_secure = url.starts_with(kSecure);
  if (!is_secure && !url.starts_with(kPlain)) return {};
  const bool is_plain = std::ranges::all_of(url, [](char one) {
    return one > ' ' && one < '\x7f' && one != '\\' && one != '@' && one != '"' && one != '<';
  });
  const std::size_t begin = is_secure ? kSecure.size() : kPlain.size();
  const std::size_t end = std::min(url.find_first_of("/?#", begin), url.size());
  const std::string_view host = url.substr(begin, end - begin);
  const std::string_view name = host.substr(0, host.rfind(':'));
  const bool is_host = !name.empty() && std::ranges::all_of(host, [](char one) {
    return (one >= 'a' && one <= 'z') || is_digit(one) || std::string_view(".-:[]").contains(one);
  });
  if (!is_plain || !is_host) return {};
  const bool is_here = name == "localhost" || name == "127.0.0.1" || name == "[::1]";
  if (!is_secure && !is_here) return {};
  return std::string(url.substr(0, end));
}

Result<std::vector<OpenIdSettings>> parse_openid_settings(std::string_view text) {
  const JsonValue all = LODESTAR_TRY(table::parse_json_value(text));
  LODESTAR_TRY(Members(all, "settings").only({"providers"}));
  const JsonValue* const member = all.find("providers");
  const auto* const list = member == nullptr ? nullptr : member->as<JsonValue::Array>();
  if (list == nullptr) return Error{Code::invalid, "settings.providers: a list is wanted"};
  std::vector<OpenIdSettings> providers;
  for (const JsonValue& one : *list) {
    const Members members(one, fmt::format("providers[{}]", providers.size() + 1));
    OpenIdSettings provider = LODESTAR_TRY(provider_in(members));
    for (const OpenIdSettings& other : providers) {
      if (other.id == provider.id) return members.wanted("id", "another provider has it");
      // Else one's tokens would do for the other.
      if (other.issuer == provider.issuer && other.client_id == provider.client_id) {
        return members.wanted("client_id", "another provider here has this issuer and client_id");
      }
    }
    providers.push_back(std::move(provider));
  }
  return providers;
}

}  // namespace lodestar::desk
