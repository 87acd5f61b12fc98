// SPDX-License-Identifier: Apache-2.0
#include "text/internal/services.h"

#include <algorithm>

#include "text/internal/characters.h"
#include "text/internal/edges.h"

namespace lodestar::text::internal {
namespace {

enum class Form : std::uint8_t {
  name,    // a handle: case does not matter
  code,    // an invitation: case matters
  number,  // a telephone number
  id,      // the number of a profile, behind "id="
};

// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): a short table, in the order of a link
struct Service {
  std::string_view host;
  IdentifierKind kind;
  std::string_view prefix;  // of the path, before the name
  Form form = Form::name;
};

using enum IdentifierKind;
// The first that fits; longer prefixes first.
constexpr Service kServices[] = {{"t.me", telegram, "joinchat/", Form::code},
                                 {"t.me", telegram, "+", Form::code},
                                 {"t.me", telegram, "s/"},
                                 {"t.me", telegram, ""},
                                 {"telegram.me", telegram, ""},
                                 {"telegram.dog", telegram, ""},
                                 {"wa.me", whatsapp, "message/", Form::code},
                                 {"wa.me", whatsapp, "", Form::number},
                                 {"api.whatsapp.com", whatsapp, "send?phone=", Form::number},
                                 {"api.whatsapp.com", whatsapp, "send/?phone=", Form::number},
                                 {"web.whatsapp.com", whatsapp, "send?phone=", Form::number},
                                 {"chat.whatsapp.com", whatsapp, "invite/", Form::code},
                                 {"chat.whatsapp.com", whatsapp, "", Form::code},
                                 {"u.wechat.com", wechat, "", Form::code},
                                 {"instagram.com", instagram, "stories/"},
                                 {"instagram.com", instagram, ""},
                                 {"instagr.am", instagram, ""},
                                 {"ig.me", instagram, "m/"},
                                 {"signal.me", signal, "#p/", Form::number},
                                 {"signal.me", signal, "#eu/", Form::code},
                                 {"signal.group", signal, "#", Form::code},
                                 {"line.me", line, "ti/p/~"},
                                 {"line.me", line, "ti/p/", Form::code},
                                 {"line.me", line, "R/ti/p/", Form::code},
                                 {"lin.ee", line, "", Form::code},
                                 {"viber.me", viber, ""},
                                 {"invite.viber.com", viber, "?g2=", Form::code},
                                 {"facebook.com", facebook, "profile.php?", Form::id},
                                 {"fb.com", facebook, "profile.php?", Form::id},
                                 {"facebook.com", facebook, "people/", Form::code},
                                 {"facebook.com", facebook, ""},
                                 {"fb.com", facebook, ""},
                                 {"fb.me", facebook, ""},
                                 {"m.me", facebook, ""},
                                 {"snapchat.com", snapchat, "add/"},
                                 {"kik.me", kik, ""},
                                 {"join.skype.com", skype, "", Form::code},
                                 {"tiktok.com", tiktok, "@"},
                                 {"vm.tiktok.com", tiktok, "", Form::code},
                                 {"x.com", IdentifierKind::x, ""},
                                 {"twitter.com", IdentifierKind::x, ""},
                                 {"vk.com", vk, ""},
                                 {"vk.me", vk, ""},
                                 {"discord.gg", discord, "", Form::code},
                                 {"discord.com", discord, "invite/", Form::code}};

// Pages of the services themselves.
constexpr std::string_view kNobody =
    " p reel reels explore tv accounts about legal sharer share sharer.php groups events watch "
    "pages "
    "marketplace gaming login help policies home intent search i hashtag settings messages feed "
    "wall im "
    "photo photos video videos addstickers share.php dialog hc ads business developer careers "
    "profile.php story.php permalink.php photo.php home.php story joinchat ";

// Of vk: "wall-123_45", "club123"; what is no person's name, and not for ever "wallace".
constexpr std::string_view kThingsOfVk[] = {"wall",  "club",  "public", "event", "photo", "video",
                                            "topic", "album", "audio",  "doc",   "clip",  "app"};
bool is_thing_of_vk(std::string_view name) {
  return std::ranges::any_of(kThingsOfVk, [&](std::string_view thing) {
    if (!name.starts_with(thing)) return false;
    const std::string_view rest = name.substr(thing.size());
    return rest.starts_with('-') || (!rest.empty() && is_digit(rest[0]));
  });
}

bool is_name_byte(char c) { return is_alnum(c) || c == '_' || c == '.' || c == '-'; }

std::optional<std::string> read_number_value(std::string_view text) {
  if (text.starts_with("%2B") || text.starts_with("%2b")) text.remove_prefix(3);
  if (text.starts_with('+')) text.remove_prefix(1);
  std::string value = "+";
  for (const char c : text) {
    if (!is_digit(c)) break;
    value += c;
  }
  if (value.size() < 8 || value.size() > 16) return std::nullopt;
  return value;
}

std::optional<std::string> read_name_value(std::string_view text, bool fold) {
  if (text.starts_with('@')) text.remove_prefix(1);
  std::string value;
  for (const char c : text) {
    if (!is_name_byte(c)) break;
    value += fold ? to_lower(c) : c;
  }
  if (is_followed_by_its_own(text, value.size()) || is_tied_behind(text, value.size()))
    return std::nullopt;
  while (value.ends_with('.') || value.ends_with('-')) value.pop_back();
  const bool nobody = kNobody.find(" " + value + " ") != std::string_view::npos;
  if (value.size() < 2 || value.size() > 64 || nobody) return std::nullopt;
  return value;
}

std::optional<std::string> read_id_value(std::string_view query) {
  while (!query.starts_with("id=")) {
    const std::size_t next = query.find('&');
    if (next == query.npos) return std::nullopt;
    query.remove_prefix(next + 1);
  }
  query.remove_prefix(3);
  const auto end = std::ranges::find_if_not(query, is_digit);
  std::string value(query.begin(), end);
  return value.empty() ? std::nullopt : std::optional(value);
}

std::optional<std::string> read_value(Form form, std::string_view text) {
  if (form == Form::id) return read_id_value(text);
  return form == Form::number ? read_number_value(text) : read_name_value(text, form == Form::name);
}
}  // namespace

bool is_service_host(std::string_view host) {
  return std::ranges::find(kServices, host, &Service::host) != std::end(kServices);
}

std::optional<ServiceLink> read_service_link(std::string_view host, std::string_view path) {
  for (const std::string_view sub : {"www.", "m.", "mobile.", "web.", "l."}) {
    if (host.starts_with(sub) && host.size() > sub.size() + 4 && host != "web.whatsapp.com")
      host.remove_prefix(sub.size());
  }
  if (path.starts_with('/')) path.remove_prefix(1);
  for (const Service& service : kServices) {
    if (service.host != host || !path.starts_with(service.prefix)) continue;
    const std::string_view rest = path.substr(service.prefix.size());
    const bool number =
        service.form == Form::number || (service.prefix == "+" && read_number_value(rest));
    auto value = read_value(number ? Form::number : service.form, rest);
    if (!value || (service.kind == vk && is_thing_of_vk(*value))) return std::nullopt;
    return ServiceLink{service.kind, *std::move(value)};
  }
  return std::nullopt;
}

bool is_service_scheme(std::string_view scheme) {
  return scheme == "viber" || scheme == "whatsapp" || scheme == "tg" || scheme == "sgnl" ||
         scheme == "skype";
}

std::optional<ServiceLink> read_service_scheme(std::string_view scheme, std::string_view rest) {
  const auto after = [&](std::string_view key) {
    const auto found = rest.find(key);
    return found == std::string_view::npos ? std::string_view{} : rest.substr(found + key.size());
  };
  const auto link = [](IdentifierKind kind, std::optional<std::string> value) {
    return value ? std::optional(ServiceLink{kind, *std::move(value)}) : std::nullopt;
  };
  if (scheme == "viber") return link(viber, read_number_value(after("number=")));
  if (scheme == "whatsapp") return link(whatsapp, read_number_value(after("phone=")));
  if (scheme == "tg") return link(telegram, read_name_value(after("domain="), true));
  if (scheme == "sgnl") return link(signal, read_number_value(after("#p/")));
  const bool skype_action = scheme == "skype" && after("?").size() >= 4;
  if (skype_action) return link(skype, read_name_value(rest, true));
  return std::nullopt;
}

}  // namespace lodestar::text::internal
