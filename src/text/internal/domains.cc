// SPDX-License-Identifier: Apache-2.0
#include "text/internal/domains.h"

#include <algorithm>

#include "text/internal/characters.h"
#include "text/internal/lexicon.h"
#include "text/internal/spoken_signs.h"

namespace lodestar::text::internal {
namespace {

constexpr std::string_view kSuffixes =
    " ad ae af ag ai al am app ar art asia at au az ba bd be bg bh biz blog bo br by bz ca cam "
    "care cat cc "
    "center ch chat ci city cl click cloud club cm cn co com company consulting coop cr cu cy cz "
    "dating de "
    "dev digital dk do dog dz ec edu ee eg email es et eu expert express fi fit fm fr fun ga ge gg "
    "gh "
    "gl gle "
    "global gov gr group gt guru hk hn host hotel house hr ht hu icu id ie il im in info ink int "
    "io iq ir "
    "is it jm job jobs jo jp ke kg kh kim kr kw kz la lb li life link live lk loan lt ltd lu lv ly "
    "ma "
    "market mc md me media men mg mil mk ml mm mn mo mobi money moscow mt mu museum mv mx my mz na "
    "name "
    "net network news ng ni nl no np nu nz om one online org ovh pa page partners party pe ph "
    "photo pics pk "
    "pl pm porn pro promo ps pt pw qa re red rentals rest review ro rocks rs ru run rw sa sale sc "
    "sd se "
    "services sex sexy sg sh shop show si site sk sm sn so social software solutions space sr st "
    "store "
    "stream studio style su sv sy systems tech tel tg th tips tj tk tm tn to today tools top tours "
    "town tr "
    "travel tt tv tw tz ua ug uk uno us uy uz va vc ve video vip vn wang watch web website wiki "
    "win work "
    "works world ws wtf xn--p1ai xxx xyz ye yt za zm zone zw ";

// Suffixes that are words: a bare name with one of them needs more to be an address.
constexpr std::string_view kWordSuffixes =
    " ad ag ai al am app art as at be by ca care cat chat city click club company day de do dog es "
    "et "
    "express "
    "fit fun gov group host hotel house id il im in info is it job jobs la life link live loan ma "
    "market me "
    "media men mo money my na name ne network news no nu of om on one or os page party pe "
    "photo pro "
    "promo re red rest review run sa sale se services sex sexy sh shop show si so social space st "
    "store "
    "studio style su tel th tips to today top tours town travel un uno us va video vip watch web "
    "win work "
    "works world zone ";

constexpr std::string_view kMailProviders =
    " gmail.com googlemail.com yahoo.com hotmail.com outlook.com live.com msn.com icloud.com "
    "aol.com "
    "protonmail.com proton.me gmx.de gmx.net gmx.com web.de mail.ru yandex.ru yandex.com bk.ru "
    "list.ru "
    "inbox.ru rambler.ru ukr.net seznam.cz wp.pl o2.pl onet.pl interia.pl libero.it orange.fr "
    "free.fr "
    "laposte.net yahoo.fr hotmail.fr hotmail.es yahoo.es hotmail.it yahoo.it uol.com.br bol.com.br "
    "yahoo.com.br terra.com.br sapo.pt qq.com 163.com 126.com naver.com tutanota.com zoho.com "
    "mail.com ";

bool lists(std::string_view words, std::string_view word) {
  if (word.size() < 2 || word.size() > 24 || word.find(' ') != std::string_view::npos) return false;
  for (auto at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1))
    if (words[at - 1] == ' ' && words[at + word.size()] == ' ') return true;
  return false;
}

// Labels in Cyrillic, and what is meant.
struct Spelled {
  std::string_view cyrillic, latin;
};
constexpr Spelled kSpelled[] = {
    {"ру", "ru"},         {"ком", "com"},       {"нет", "net"},         {"орг", "org"},
    {"юа", "ua"},         {"бай", "by"},        {"ме", "me"},           {"яндекс", "yandex"},
    {"мейл", "mail"},     {"мэйл", "mail"},     {"майл", "mail"},       {"маил", "mail"},
    {"гмейл", "gmail"},   {"гмэйл", "gmail"},   {"гмаил", "gmail"},     {"джимейл", "gmail"},
    {"джимэйл", "gmail"}, {"жмейл", "gmail"},   {"рамблер", "rambler"}, {"инбокс", "inbox"},
    {"лист", "list"},     {"бк", "bk"},         {"хотмейл", "hotmail"}, {"аутлук", "outlook"},
    {"укр", "ukr"},       {"айклауд", "icloud"}};

// A label of letters and digits, up to an "at" or "dot" that is tied to it ("me_at_gmail_dot_com");
// or a word that kSpelled lists.
std::string_view label_at(std::string_view raw, std::size_t at) {
  std::size_t end = at;
  const std::string_view near = raw.substr(0, at + 64);
  while (end < near.size() && (byte_class(near[end]) & kDomainByte) != 0) ++end;
  // No host has "_" in its name; some have "-dot-" ("red-dot-prize.com").
  const bool is_host = end < near.size() && near[end] == '.';
  for (std::size_t tie = at + 1; tie < end; ++tie) {
    if (near[tie] != '_' && (near[tie] != '-' || is_host)) continue;
    if (read_sign(near, tie, Sense::dot) || read_sign(near, tie, Sense::at)) end = tie;
  }
  while (end > at && near[end - 1] == '-') --end;
  if (end == at && end < near.size() && (byte_class(near[end]) & kHigh) != 0) {
    const FoldedWord word = read_word(near, at);
    const bool listed = std::ranges::any_of(kSpelled, [&](const Spelled& one) {
      return word.text() == read_word(one.cyrillic, 0).text();
    });
    if (listed) end = word.end;
  }
  return near.substr(at, end - at);
}

// A label as domains have it.
std::string latin(std::string_view label) {
  std::string result(label);
  std::ranges::transform(result, result.begin(), to_lower);
  if (result.empty() || (byte_class(result[0]) & kHigh) == 0) return result;
  const FoldedWord word = read_word(label, 0);
  for (const auto& [cyrillic, meant] : kSpelled)
    if (word.text() == read_word(cyrillic, 0).text()) return std::string(meant);
  return result;
}

// Case that no one gives to an address: "sale.Call us".
bool starts_a_sentence(std::string_view before, std::string_view suffix) {
  return suffix[0] >= 'A' && suffix[0] <= 'Z' && !(before.back() >= 'A' && before.back() <= 'Z');
}

// Whether what follows a spoken dot is one more suffix and not the next sentence: "com. At once".
bool is_suffix_behind(std::string_view raw, std::size_t at, std::string_view before) {
  const std::string_view label = label_at(raw, at);
  const std::size_t end = at + label.size();
  const bool ends = end >= raw.size() || read_glyph(raw, end).kind != GlyphKind::letter;
  return ends && lists(kSuffixes, latin(label)) && !starts_a_sentence(before, label);
}
}  // namespace

std::optional<Dot> read_dot(std::string_view raw, std::size_t at) {
  if (at < raw.size() && raw[at] == '.' && at + 1 < raw.size() && raw[at + 1] != ' ')
    return Dot{at + 1, false};
  const auto end = read_sign(raw, at, Sense::dot);
  return end ? std::optional(Dot{*end, true}) : std::nullopt;
}

std::optional<Domain> read_domain(std::string_view raw, std::size_t at) {
  Domain domain;
  std::optional<Domain> best;
  std::string_view before;
  while (domain.labels < 6) {
    const std::string_view label = label_at(raw, at);
    if (label.empty() || label.size() > 63) break;
    const std::string suffix = latin(label);
    domain.name += (domain.labels > 0 ? "." : "") + suffix;
    ++domain.labels;
    domain.end = at + label.size();
    if (domain.labels > 1 && lists(kSuffixes, suffix)) {
      best = domain;
      best->doubtful = lists(kWordSuffixes, suffix) || starts_a_sentence(before, label);
    }
    const auto dot = read_dot(raw, domain.end);
    if (!dot || (dot->spoken && best && !is_suffix_behind(raw, dot->end, label))) break;
    domain.spoken |= dot->spoken;
    before = label;
    at = dot->end;
  }
  if (best && best->end != domain.end && !domain.spoken) return std::nullopt;  // "example.com.html"
  return best;
}

bool is_mail_provider(std::string_view domain) { return lists(kMailProviders, domain); }

}  // namespace lodestar::text::internal
