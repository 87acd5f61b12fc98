// SPDX-License-Identifier: Apache-2.0
// behind a service's name:  *2( filler word ) *4( space / sign ) [ "@" ] name
// before it:                  name 1*2( space / sign ) [ preposition space ]
// A handle needs a sign that it is one: "@", ":", "=", the word "id", or a digit or underscore in
// it; before the service's name, an underscore or, with a preposition or a sign, letters and
// two digits. A full stop inside ("laura.mlg") is one where no sentence can end at it.
#include "text/internal/handles.h"

#include <algorithm>

#include "text/internal/behind_names.h"
#include "text/internal/characters.h"
#include "text/internal/domains.h"
#include "text/internal/edges.h"
#include "text/internal/lexicon.h"
#include "text/internal/spoken_signs.h"

namespace lodestar::text::internal {
namespace {

constexpr std::uint8_t kMarked = 90, kUnmarked = 60;
constexpr int kWordsAround = 3;

// "... on telegram": English, Spanish, French, Portuguese, German, Italian, Russian, Arabic.
bool is_preposition(std::string_view written) {
  static constexpr std::string_view kPrepositions =
      " on in at via by my en por mi sur chez em no na pelo bei auf im über su в на по через على "
      "عبر ";
  return lists_word(kPrepositions, written);
}

bool takes_names(IdentifierKind kind) {
  return kind != IdentifierKind::whatsapp && kind != IdentifierKind::viber;
}

bool has_dotted_names(IdentifierKind kind) {
  return kind == IdentifierKind::instagram || kind == IdentifierKind::tiktok ||
         kind == IdentifierKind::snapchat;
}

// Words that are also common nouns: their handles need an "@", an "id" or an unusual form. "kakao"
// is one in German, "kakao talk" is none.
bool is_common_word(IdentifierKind kind) {
  return kind == IdentifierKind::signal || kind == IdentifierKind::line ||
         kind == IdentifierKind::kakaotalk;
}
bool is_common_word(std::string_view raw, std::size_t end, IdentifierKind kind) {
  constexpr std::string_view kTalk = "talk";
  if (kind != IdentifierKind::kakaotalk) return is_common_word(kind);
  return end < kTalk.size() || !lists_word(" talk ", raw.substr(end - kTalk.size(), kTalk.size()));
}

// The fewest letters that a name of the service has, where the service says so and common words are
// shorter: "telegram: anna" is how somebody is called there, and finds nobody.
std::size_t fewest_letters(IdentifierKind kind) {
  if (kind == IdentifierKind::wechat || kind == IdentifierKind::skype) return 6;
  return kind == IdentifierKind::telegram ? 5 : 0;
}

bool is_handle_byte(char c) { return is_alnum(c) || c == '_' || c == '.' || c == '-'; }

struct Name {
  std::string value;
  std::size_t end = 0;
  bool unusual = false;  // holds a digit or an underscore
  bool dotted = false;   // holds a full stop before a small letter
};

// "lola_①", "lola8️⃣", "lola_ж", "lola❤msk": what is read so far is not the name.
bool goes_on(std::string_view raw, std::size_t end) {
  if (end == 0 || end >= raw.size() || (byte_class(raw[end]) & kHigh) == 0) return false;
  const Glyph next = read_glyph(raw, end);
  const bool is_digit_behind = next.kind == GlyphKind::digit && !next.ideograph;
  return is_digit_behind || is_followed_by_its_own(raw, end) || is_tied_behind(raw, end) ||
         read_glyph(raw, end - 1).end > end;
}

// "lola.pt" where a name is expected: of one name and a country.
bool is_short_domain(const Domain& domain) {
  return domain.labels == 2 && !domain.spoken && domain.name.size() > 3 &&
         domain.name[domain.name.size() - 3] == '.';
}

// Whether a name that may be a domain is one: behind "@" it is none, nor beside a service where
// names have full stops, if short.
enum class Expected : std::uint8_t { any, dotted_name, name };

std::optional<Name> read_name(std::string_view raw, std::size_t at,
                              Expected expected = Expected::any) {
  Name name{.value = {}, .end = at};
  if (raw.substr(at).starts_with("live:")) name.end += 5;  // part of many Skype names
  while (name.end < raw.size() && is_handle_byte(raw[name.end])) ++name.end;
  if (goes_on(raw, name.end)) return std::nullopt;
  while (name.end > at && (raw[name.end - 1] == '.' || raw[name.end - 1] == '-')) --name.end;
  const std::string_view text = raw.substr(at, name.end - at);
  const bool has_letter = std::ranges::any_of(text, [](char c) { return is_letter(c); });
  if (text.size() < 3 || text.size() > 32 || !has_letter) return std::nullopt;
  const char next = name.end < raw.size() ? raw[name.end] : ' ';
  const bool action = next == '?' && name.end + 1 < raw.size() && is_letter(raw[name.end + 1]);
  if (next == '/' || next == '@' || action || raw.substr(name.end).starts_with("://"))
    return std::nullopt;
  const auto domain = read_domain(raw, at);
  const bool is_name = domain && ((expected == Expected::name && !is_mail_provider(domain->name)) ||
                                  (expected == Expected::dotted_name && is_short_domain(*domain)));
  if (domain && domain->end == name.end && !domain->doubtful && !is_name) return std::nullopt;
  int stops = 0;  // "Jobs.In.Dubai": no sentence ends twice so soon
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    name.value += to_lower(c);
    name.unusual |= is_digit(c) || c == '_' || c == ':';
    const bool is_stop = c == '.' && i > 0 && is_letter(text[i - 1]);
    stops += is_stop && is_letter(text[i + 1]) ? 1 : 0;
    name.dotted |= is_stop && (stops > 1 || text[i + 1] == to_lower(text[i + 1]));
  }
  return name;
}

// "anna#1234": the four digits that names on Discord used to have.
void add_tag(std::string_view raw, Name& name) {
  constexpr std::size_t kTag = 5;
  const std::string_view tag = raw.substr(name.end, kTag);
  if (tag.size() < kTag || tag[0] != '#' || !std::ranges::all_of(tag.substr(1), is_digit) ||
      (name.end + kTag < raw.size() && is_alnum(raw[name.end + kTag])))
    return;
  name.value += tag;
  name.end += kTag;
  name.unusual = true;
}

Identifier handle(IdentifierKind kind, std::size_t start, const Name& name,
                  std::uint8_t confidence) {
  return {.kind = kind,
          .obfuscation = Obfuscation::plain,
          .confidence = confidence,
          .span = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(name.end)},
          .value = name.value};
}

// Of the word that starts at `start`.
std::optional<IdentifierKind> service_of(std::string_view raw, std::size_t start,
                                         const FoldedWord& word) {
  if (word.size == 0) return std::nullopt;
  const Meaning meaning = lexicon().find(word.text());
  auto kind = static_cast<IdentifierKind>(meaning.value);
  if (meaning.sense == Sense::service_end) {
    const auto first = static_cast<std::uint32_t>(start);
    const auto service = find_service_in_two(raw, {first, read_word(raw, start).end});
    if (!service) return std::nullopt;
    kind = service->kind;
  } else if (meaning.sense != Sense::service) {
    return std::nullopt;
  }
  return takes_names(kind) ? std::optional(kind) : std::nullopt;
}

std::optional<IdentifierKind> service_before(std::string_view raw, std::size_t at) {
  for (int i = 0; i < kWordsAround && at > 0; ++i) {
    const FoldedWord word = read_word_before(raw, at);
    if (word.end >= at) break;
    if (const auto kind = service_of(raw, word.end, word)) return kind;
    at = word.end;
  }
  return std::nullopt;
}

std::optional<IdentifierKind> service_after(std::string_view raw, std::size_t at) {
  for (int i = 0; i < kWordsAround; ++i) {
    for (int skipped = 0; at < raw.size() && skipped < 3 && !is_alnum(raw[at]); ++skipped) {
      if (raw[at] == '\n' || raw[at] == '.' || (byte_class(raw[at]) & kHigh) != 0) break;
      ++at;
    }
    const FoldedWord word = read_word(raw, at);
    if (word.end == at) break;
    if (const auto kind = service_of(raw, at, word)) return kind;
    at = word.end;
  }
  return std::nullopt;
}
// "DM @name", "DM me @name": where no service is named, Instagram's are.
bool is_behind_direct_message(std::string_view raw, std::size_t at) {
  for (int i = 0; i < 2 && at > 0; ++i) {
    const FoldedWord word = read_word_before(raw, at);
    if (word.text() == "dm" || word.text() == "dms") return true;
    if (word.text() != "me" && word.text() != "us") return false;
    at = word.end;
  }
  return false;
}

// The digits behind a plain word are of the name; false where it is not known what is.
bool make_whole(std::string_view raw, Name& name) {
  const BehindName behind = read_behind_name(raw, name.end);
  if (behind.is != BehindName::part) return behind.is == BehindName::other;
  name.value += cut(raw, behind.digits);
  name.end = behind.digits.end;
  return true;
}
}  // namespace

std::optional<Identifier> find_handle(std::string_view raw, std::size_t behind,
                                      IdentifierKind kind) {
  if (!takes_names(kind)) return std::nullopt;
  bool marked = false, colon = false, is_owned = false;  // "my" directly before the name
  std::size_t at = behind, sign = raw.size();            // "@" directly before the name
  for (int fillers = 0, skipped = 0; at < raw.size() && skipped < 5; ++skipped) {
    const Glyph glyph = read_glyph(raw, at);
    if (glyph.kind == GlyphKind::letter && !glyph.ideograph) {
      const FoldedWord word = read_word(raw, at);
      const std::string_view written = raw.substr(at, word.end - at);
      if (word.size == 0 || !is_filler(written) || ++fillers > 2) break;
      marked |= lists_word(" id ไอดี 아이디 ", written) || word.text().starts_with("user");
      is_owned = word.text() == "my";
      at = word.end;
      skipped = 0;
      continue;
    }
    const char32_t c = glyph.code_point;
    if (glyph.kind == GlyphKind::digit || c == '.' || c == ',' || c == '\n' || c == '_') break;
    sign = sign_of(c) == Sense::at ? at : raw.size();
    const bool is_number = c == 0x53F7 || c == 0x865F;  // in Chinese, as in "WeChat number"
    marked |= sign_of(c) == Sense::at || is_number;
    is_owned &= glyph.kind == GlyphKind::space;
    colon |= c == ':' || c == '=' || c == 0xFF1A || c == '>' || c == 0x2192 || c == 0x27A1;
    if (glyph.ideograph && !is_number) return std::nullopt;
    at = glyph.end;
  }
  // "微信anna_work88" needs no blank between: its last letter is of another script.
  const bool glued = behind > 0 && (byte_class(raw[behind - 1]) & kHigh) != 0;
  if ((at == behind && !glued) || at >= raw.size()) return std::nullopt;
  const Expected expected = sign < at                ? Expected::name
                            : has_dotted_names(kind) ? Expected::dotted_name
                                                     : Expected::any;
  auto name = read_name(raw, at, expected);
  if (!name) return std::nullopt;
  if (kind == IdentifierKind::discord) add_tag(raw, *name);
  const bool plain_word =
      !name->unusual && (is_common_word(raw, behind, kind) || !(colon || name->dotted));
  if (!marked && plain_word) return std::nullopt;
  const std::size_t end_of_word = name->end;
  const bool may_go_on = !name->unusual && !name->dotted && sign >= at;
  if (may_go_on && !make_whole(raw, *name)) return std::nullopt;
  const bool is_one_word = may_go_on && name->end == end_of_word;
  if (is_one_word &&
      (is_owned || name->value.size() < fewest_letters(kind) || is_word_of_a_sentence(name->value)))
    return std::nullopt;
  const bool is_sure = (marked || colon) && name->end == end_of_word;
  return handle(kind, std::min(sign, at), *name, is_sure ? kMarked : kUnmarked);
}

std::optional<Identifier> find_handle_before(std::string_view raw, std::size_t service,
                                             IdentifierKind kind, std::size_t from) {
  if (!takes_names(kind) || is_common_word(kind)) return std::nullopt;
  bool is_joined = false;  // by more than spaces
  std::size_t end = service;
  const auto skip_signs = [&] {
    for (int skipped = 0; end > from && skipped < 3; ++skipped, --end) {
      const char c = raw[end - 1];
      if (c != ' ' && c != '(' && c != '[' && c != '-' && c != '/' && c != '|') break;
      is_joined |= c != ' ';
    }
  };
  skip_signs();
  std::size_t word = end;
  while (word > from && raw[word - 1] != ' ') --word;
  if (word > from && is_preposition(raw.substr(word, end - word))) {
    is_joined = true;
    end = word;
    skip_signs();
  }
  std::size_t start = end;
  while (start > from && is_handle_byte(raw[start - 1])) --start;
  const bool is_inside = start > 0 && (byte_class(raw[start - 1]) & kHigh) != 0;
  if (end == service || end - start < 5 || is_inside || !is_letter(raw[start])) return std::nullopt;
  const auto name = read_name(raw, start);
  if (!name || name->end != end) return std::nullopt;
  const bool ends_in_digits = is_digit(raw[end - 1]) && is_digit(raw[end - 2]);
  const bool is_handle =
      name->value.find('_') != std::string::npos || (is_joined && ends_in_digits);
  return is_handle ? std::optional(handle(kind, start, *name, kUnmarked)) : std::nullopt;
}

std::optional<Identifier> find_mention(std::string_view raw, Span sign) {
  if (sign.start > 0 && is_alnum(raw[sign.start - 1])) return std::nullopt;
  const auto name = read_name(raw, sign.end, Expected::name);
  if (!name) return std::nullopt;
  auto kind = service_before(raw, sign.start);
  if (!kind) kind = service_after(raw, name->end);
  if (kind) return handle(*kind, sign.start, *name, kMarked);
  if (!is_behind_direct_message(raw, sign.start)) return std::nullopt;
  return handle(IdentifierKind::instagram, sign.start, *name, kUnmarked);
}

}  // namespace lodestar::text::internal
