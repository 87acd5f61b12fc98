// SPDX-License-Identifier: Apache-2.0
#include "text/internal/service_names.h"

#include <algorithm>
#include <string>

#include "text/internal/characters.h"
#include "text/internal/lexicon.h"

namespace lodestar::text::internal {
namespace {

// What stands before counts for "V" alone only. Longer names first.
struct WechatName {
  std::string_view written, before;
};
constexpr WechatName kWechat[] = {
    {"加微信", ""}, {"加薇信", ""}, {"加威信", ""}, {"加徽信", ""}, {"加v信", ""}, {"微信", ""},
    {"微 信", ""},  {"薇信", ""},   {"威信", ""},   {"徽信", ""},   {"加vx", ""},  {"加微", ""},
    {"加v", ""},    {"v信", ""},    {"v x", ""},    {"v-x", ""},    {"v.x", ""},   {"vx", ""},
    {"v", "+"},     {"v", "＋"},    {"v", "➕"}};
bool is_same(std::string_view written, std::string_view name) {
  return std::ranges::equal(written, name, {}, to_lower);
}

// Where the name that is written at `at` ends, with pictures between its ideographs: "微❤信".
std::optional<std::size_t> end_of_name(std::string_view raw, std::size_t at,
                                       std::string_view name) {
  for (std::size_t i = 0; i < name.size();) {
    const Glyph wanted = read_glyph(name, i);
    if (i > 0 && wanted.ideograph) at = skip_picture(raw, at);
    const std::size_t size = wanted.end - i;
    if (!is_same(raw.substr(std::min(at, raw.size()), size), name.substr(i, size)))
      return std::nullopt;
    at += size;
    i = wanted.end;
  }
  return at;
}

struct ServiceName {
  std::string_view written;
  IdentifierKind kind;
};
// In scripts where words are run together, or endings are.
constexpr ServiceName kInRuns[] = {{"ไลน์", IdentifierKind::line},
                                   {"ไลน", IdentifierKind::line},
                                   {"เทเลแกรม", IdentifierKind::telegram},
                                   {"วีแชท", IdentifierKind::wechat},
                                   {"라인", IdentifierKind::line},
                                   {"카톡", IdentifierKind::kakaotalk},
                                   {"카카오톡", IdentifierKind::kakaotalk},
                                   {"카카오", IdentifierKind::kakaotalk},
                                   {"텔레그램", IdentifierKind::telegram},
                                   {"텔레", IdentifierKind::telegram},
                                   {"위챗", IdentifierKind::wechat},
                                   {"인스타", IdentifierKind::instagram},
                                   {"인스타그램", IdentifierKind::instagram}};
// In two words; the second is a Sense::service_end.
constexpr ServiceName kInTwo[] = {{"kakao talk", IdentifierKind::kakaotalk},
                                  {"we chat", IdentifierKind::wechat},
                                  {"wei xin", IdentifierKind::wechat},
                                  {"what's app", IdentifierKind::whatsapp},
                                  {"what\u2019s app", IdentifierKind::whatsapp},
                                  {"whats app", IdentifierKind::whatsapp},
                                  {"wats app", IdentifierKind::whatsapp},
                                  {"face book", IdentifierKind::facebook},
                                  {"insta gram", IdentifierKind::instagram},
                                  {"tele gram", IdentifierKind::telegram},
                                  {"snap chat", IdentifierKind::snapchat},
                                  {"sky pe", IdentifierKind::skype},
                                  {"tik tok", IdentifierKind::tiktok},
                                  {"v kontakte", IdentifierKind::vk},
                                  {"в контакте", IdentifierKind::vk},
                                  {"теле грам", IdentifierKind::telegram},
                                  {"инста грам", IdentifierKind::instagram},
                                  {"фейс бук", IdentifierKind::facebook},
                                  {"ватс апп", IdentifierKind::whatsapp},
                                  {"ватс ап", IdentifierKind::whatsapp},
                                  {"вотс ап", IdentifierKind::whatsapp},
                                  {"ват сап", IdentifierKind::whatsapp},
                                  {"вот сап", IdentifierKind::whatsapp}};
bool is_thai(char32_t c) { return c >= 0xE00 && c <= 0xE7F; }
bool is_hangul(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }
}  // namespace

std::size_t skip_picture(std::string_view raw, std::size_t at) {
  for (int i = 0; i < 2 && at < raw.size(); ++i) {
    const Glyph glyph = read_glyph(raw, at);
    const char32_t c = glyph.code_point;
    const bool is_picture =
        glyph.kind == GlyphKind::symbol && ((c >= 0x2190 && c < 0x2E80) || c >= 0x1F000);
    if (!is_picture && glyph.kind != GlyphKind::mark) break;
    at = glyph.end;
  }
  return at;
}

bool is_filler(std::string_view written) {
  static constexpr std::string_view kFillers =
      " id user username account acct name nick nickname handle me at is my us add usuario nombre "
      "ник "
      "Ник app شات ไอดี 아이디 은 는 ";
  return lists_word(kFillers, written);
}

std::optional<NamedService> find_service_in_run(std::string_view raw, Span first) {
  constexpr std::size_t kLongestRun = 120;
  const char32_t letter = read_glyph(raw, first.start).code_point;
  if (!is_thai(letter) && !is_hangul(letter)) return std::nullopt;
  std::size_t end = first.end;
  while (end < raw.size() && end - first.start < kLongestRun) {
    const Glyph glyph = read_glyph(raw, end);
    if (!is_thai(glyph.code_point) && !is_hangul(glyph.code_point)) break;
    end = glyph.end;
  }
  const std::string_view run = raw.substr(first.start, end - first.start);
  for (const ServiceName& name : kInRuns) {
    const std::size_t at = run.rfind(name.written);
    if (at == std::string_view::npos || (is_hangul(letter) && at > 0)) continue;
    const std::size_t behind = at + name.written.size();
    if (behind < run.size() && !is_filler(run.substr(behind))) continue;
    return NamedService{name.kind, first.start + behind};
  }
  return std::nullopt;
}

std::optional<NamedService> find_disguised_service(std::string_view raw, std::size_t at) {
  constexpr std::size_t kShortest = 5, kLongest = 12;  // "line" and "kik" are too short for it
  std::size_t end = at;
  while (end < raw.size() && end - at <= kLongest && is_alnum(raw[end])) ++end;
  const bool is_inside = at > 0 && is_alnum(raw[at - 1]);
  if (is_inside || end - at < kShortest || end - at > kLongest) return std::nullopt;
  constexpr std::string_view kDigits = "013457", kAsI = "oieast", kAsL = "oleast";
  for (const std::string_view letters : {kAsI, kAsL}) {
    std::string name(raw.substr(at, end - at));
    bool is_mixed = false;
    for (char& c : name) {
      const std::size_t digit = kDigits.find(c);
      is_mixed |= digit != kDigits.npos;
      c = digit == kDigits.npos ? to_lower(c) : letters[digit];
    }
    const Meaning meaning = is_mixed ? lexicon().find(name) : Meaning{};
    const auto kind = static_cast<IdentifierKind>(meaning.value);
    const bool is_common_word = kind == IdentifierKind::signal;
    if (meaning.sense == Sense::service && !is_common_word) return NamedService{kind, end};
  }
  return std::nullopt;
}

std::optional<NamedService> find_service_in_two(std::string_view raw, Span second) {
  constexpr std::uint32_t kLongestFirst = 16;  // bytes, and what stands between
  if (second.start == 0 || (raw[second.start - 1U] != ' ' && raw[second.start - 1U] != '-'))
    return std::nullopt;
  const std::uint32_t start = second.start - std::min(second.start, kLongestFirst);
  std::string written = to_lower_letters(raw.substr(start, second.start - 1U - start));
  written += ' ' + to_lower_letters(cut(raw, second));
  for (const ServiceName& name : kInTwo) {
    if (!written.ends_with(name.written)) continue;
    const std::size_t before = second.end - name.written.size();
    const bool is_inside = before > 0 && read_glyph_before(raw, before).kind == GlyphKind::letter;
    if (!is_inside) return NamedService{name.kind, before};
  }
  return std::nullopt;
}

std::optional<std::size_t> find_end_of_wechat(std::string_view raw, std::size_t at) {
  const bool is_of_a_word = is_letter(raw[at]) && at + 1 < raw.size() && is_letter(raw[at + 1]);
  if (is_of_a_word && to_lower(raw[at + 1]) != 'x') return std::nullopt;
  for (const WechatName& name : kWechat) {
    const std::size_t first = is_letter(name.written[0]) ? 1 : 3;  // bytes of its first character
    if (!is_same(raw.substr(at, first), name.written.substr(0, first))) continue;
    const auto end = end_of_name(raw, at, name.written);
    if (!end) continue;
    const bool is_inside = at > 0 && is_alnum(raw[at - 1]) && is_letter(raw[at]);
    const bool goes_on = *end < raw.size() && is_letter(raw[*end]) && is_letter(raw[*end - 1]);
    if (!is_inside && !goes_on && raw.substr(0, at).ends_with(name.before)) return end;
  }
  return std::nullopt;
}

bool is_behind_wechat(std::string_view before) {
  return std::ranges::any_of(kWechat, [&](const WechatName& name) {
    const std::size_t size = name.written.size(), start = before.size() - size;
    return before.size() >= size && is_same(before.substr(start), name.written) &&
           find_end_of_wechat(before, start) == before.size();
  });
}

}  // namespace lodestar::text::internal
