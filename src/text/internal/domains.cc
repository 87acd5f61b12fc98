// SPDX-License-Identifier: Apache-2.0
#include "text/internal/domains.h"

#include <algorithm>
#include <vector>

#include "text/internal/characters.h"
#include "text/internal/lexicon.h"
#include "text/internal/spoken_signs.h"

namespace lodestar::text::internal {
namespace {

constexpr std::string_view kSuffixes =
    " ac ad adult ae af africa ag agency ai al am amsterdam ao apartments app aq ar art as asia "
    "at au aw ax az ba bar barcelona bb bd be beauty berlin best bet bf bg bh bi bingo biz bj "
    "blog bm bn bo boutique bq br brussels bs bt build business bv bw by bz ca cafe cam capital "
    "care careers cash casino cat cc cd center cf cg ch chat cheap church ci city ck cl click "
    "clinic cloud club cm cn co coffee com community company construction consulting contractors "
    "coop cr credit cu cv cw cx cy cz dating de delivery dev digital dj dk dm do dog dz ec edu "
    "education ee eg eh email energy engineering enterprises er es escort estate et eu events "
    "exchange expert express family farm fashion fi film finance financial fit fitness fj fk "
    "florist fm fo football forsale foundation fr fun ga gallery games gb gd ge gf gg gh gi "
    "gifts gl gle global gm gn gold gov gp gq gr gratis group gs gt gu guru gw gy haus health "
    "healthcare help hk hm hn holiday holidays hospital host hotel house hr ht hu icu id ie il "
    "im immo immobilien in info ink institute insure int international io iq ir is istanbul it "
    "je jetzt jm jo job jobs jp kaufen ke kg kh ki kim kitchen km kn koeln kp kr kw ky kz la "
    "land lat law lb lc legal li life link live lk loan loans lol london love lr ls lt ltd lu "
    "luxe lv ly ma madrid maison management market massage mc md me media men mg mh miami mil "
    "ministry mk ml mm mn mo mobi mom money monster moscow mp mq mr ms mt mu museum mv mw mx my "
    "mz na name nc ne net network news nf ng ni nl no np nr nu nyc nz office om one onl online "
    "org ovh pa page paris partners party pe pf pg ph photo pics pink pk pl place plus pm pn "
    "porn pr press pro productions promo properties property ps pt pub pw py qa quebec re "
    "recipes recruitment red rent rentals repair report rest restaurant review rio ro rocks rs "
    "ru run rw sa sale salon sb sc school scot sd se security services sex sexy sg sh shop show "
    "si singles site sj sk sky sl sm sn so soccer social software solutions spa space sport sr "
    "ss st store stream studio style su support sv sx sy sydney systems sz tax taxi tc td team "
    "tech tel tf tg th theater tickets tips tirol tj tk tl tm tn to today tools top tours town "
    "tr training travel tt tv tw tz ua ug uk um university uno us uy uz va vc ve vegas ventures "
    "versicherung vet vg vi viajes video villas vin vip vn voyage vu wales wang watch web "
    "website wedding wf wien wiki win work works world ws wtf xn--80adxhks xn--80asehdb "
    "xn--90ais xn--c1avg xn--d1acj3b xn--j1amh xn--p1acf xn--p1ai xxx xyz ye yoga yt za zm zone "
    "zuerich zw ";

// Suffixes that are words: a bare name with one of them needs more to be an address.
constexpr std::string_view kWordSuffixes =
    " ac ad adult africa ag agency ai al am amsterdam ao apartments app art as at bar barcelona "
    "bb be beauty berlin best bet bf bi bingo boutique brussels bs build business by ca cafe "
    "capital care careers cash casino cat chat cheap church city click clinic club coffee "
    "community company construction contractors credit cv cw day de delivery dj dm do dog "
    "education eh energy engineering enterprises er es escort estate et events exchange express "
    "family farm fashion film finance financial fit fitness florist football forsale foundation "
    "fun gallery games gb gd gf gifts gold gov gp gratis group gs haus health healthcare help hm "
    "holiday holidays hospital host hotel house id il im immo immobilien in info institute "
    "insure international is istanbul it je jetzt job jobs kaufen ki kitchen km kn koeln la land "
    "lat law lc legal life link live loan loans lol london love ls luxe ma madrid maison "
    "management market massage me media men miami ministry mo mom money monster mp mr ms my na "
    "name nc ne network news nf no nr nu nyc of office om on one onl or os page paris party pe "
    "pf pg photo pink place plus pn press pro productions promo properties property pub py "
    "quebec re recipes recruitment red rent repair report rest restaurant review rio run sa sale "
    "salon sb school scot se security services sex sexy sh shop show si singles sky so soccer "
    "social spa space sport ss st store studio style su support sydney tax taxi tc td team tel "
    "tf th theater tickets tips tirol tl to today top tours town training travel um un "
    "university uno us va vegas ventures versicherung vet vg vi viajes video villas vin vip "
    "voyage wales watch web wedding wf wien win work works world yoga zone zuerich ";

// "com.py", "co.ao": no word ends like that.
constexpr std::string_view kSecondLevel = " com co org net edu gov gob ";

constexpr std::string_view kMailProviders =
    " aol.com protonmail.com protonmail.ch proton.me tutanota.com zoho.com mail.com fastmail.com "
    "msn.com icloud.com yandex.ru yandex.com yandex.by yandex.kz yandex.ua ya.ru mail.ru bk.ru "
    "list.ru inbox.ru internet.ru rambler.ru mail.ua ukr.net i.ua meta.ua bigmir.net tut.by "
    "mail.bg abv.bg web.de freenet.de t-online.de arcor.de online.de bluewin.ch aon.at seznam.cz "
    "email.cz centrum.cz post.cz azet.sk freemail.hu citromail.hu wp.pl o2.pl op.pl onet.pl "
    "onet.eu interia.pl gazeta.pl tlen.pl libero.it virgilio.it alice.it tiscali.it tin.it "
    "email.it orange.fr wanadoo.fr free.fr laposte.net sfr.fr bbox.fr neuf.fr aliceadsl.fr "
    "skynet.be telenet.be ziggo.nl kpnmail.nl planet.nl hetnet.nl telefonica.net terra.es ono.com "
    "btinternet.com comcast.net verizon.net att.net sbcglobal.net uol.com.br bol.com.br "
    "terra.com.br ig.com.br globo.com sapo.pt rediffmail.com qq.com 163.com 126.com 139.com "
    "foxmail.com sina.com sohu.com naver.com hanmail.net daum.net ";
// Providers that have a host in many countries: hotmail.fr, yahoo.com.br.
constexpr std::string_view kMailFamilies =
    " gmail googlemail hotmail outlook yahoo ymail rocketmail gmx live ";

constexpr std::size_t kLongestLabel = 63;

// Of words with a blank around each, in order to be found fast.
class Listed {
 public:
  explicit Listed(std::string_view words) {
    for (std::size_t at = 1; at < words.size(); at += words_.back().size() + 1)
      words_.push_back(words.substr(at, words.find(' ', at) - at));
    std::ranges::sort(words_);
  }
  bool has(std::string_view word) const { return std::ranges::binary_search(words_, word); }

 private:
  std::vector<std::string_view> words_;
};

bool is_suffix(std::string_view word) {
  static const Listed kListed(kSuffixes);
  return kListed.has(word);
}
bool is_word_suffix(std::string_view word) {
  static const Listed kListed(kWordSuffixes);
  return kListed.has(word);
}
bool is_second_level(std::string_view word) {
  static const Listed kListed(kSecondLevel);
  return kListed.has(word);
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

// A label of any script; nothing is added to what is an ending already: "mail.ruзвоните".
std::string_view label_of_any_script_at(std::string_view raw, std::size_t at, bool is_first) {
  const std::string_view label = label_at(raw, at);
  if (!label.empty() && (!is_first || (byte_class(label.back()) & kHigh) != 0)) return label;
  std::size_t end = at + label.size();
  const std::string_view near = raw.substr(0, at + kLongestLabel + 1);
  while (end < near.size()) {
    const Glyph glyph = read_glyph(near, end);
    const bool is_tie = glyph.code_point == '-' && end > at;
    if ((glyph.kind != GlyphKind::letter || glyph.ideograph) && !is_digit(near[end]) && !is_tie)
      break;
    end = glyph.end;
  }
  return near.substr(at, end - at);
}

// A label as domains have it.
std::string latin(std::string_view label) {
  std::string result = to_lower_letters(label);
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

// What nobody has listed, yet may end an address: letters, and no ending of a file.
bool may_be_an_ending(std::string_view suffix) {
  static const Listed kOfFiles(
      " jpg jpeg png gif webp svg bmp heic heif tif tiff ico mp mov avi mkv webm wav ogg pdf doc "
      "docx xls xlsx ppt pptx odt txt rtf csv tsv json xml yml html htm php asp aspx jsp js css "
      "zip "
      "rar tar gz exe apk dll log bak tmp ");
  if (suffix.starts_with("xn--")) return true;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < suffix.size(); ++letters) {
    const Glyph glyph = read_glyph(suffix, at);
    if (glyph.kind != GlyphKind::letter) return false;
    at = glyph.end;
  }
  return letters > 1 && !kOfFiles.has(suffix);
}
// "5.each" is no host.
bool has_a_letter(std::string_view host) {
  return std::ranges::any_of(host, [](char c) { return !is_digit(c) && c != '.' && c != '-'; });
}

// Whether what follows a spoken dot is one more suffix and not the next sentence: "com. At once".
bool is_suffix_behind(std::string_view raw, std::size_t at, std::string_view before) {
  const std::string_view label = label_at(raw, at);
  const std::size_t end = at + label.size();
  const bool ends = end >= raw.size() || read_glyph(raw, end).kind != GlyphKind::letter;
  return ends && is_suffix(latin(label)) && !starts_a_sentence(before, label);
}
}  // namespace

std::optional<Dot> read_dot(std::string_view raw, std::size_t at) {
  if (at < raw.size() && raw[at] == '.' && at + 1 < raw.size() && raw[at + 1] != ' ')
    return Dot{at + 1, false};
  const auto end = read_sign(raw, at, Sense::dot);
  return end ? std::optional(Dot{*end, true}) : std::nullopt;
}

std::optional<Domain> read_domain(std::string_view raw, std::size_t at, Endings endings) {
  Domain domain;
  std::optional<Domain> best;
  std::string_view before;
  const bool is_open = endings == Endings::any;
  bool ends_well = false;  // in what may be an ending, though not listed
  while (domain.labels < 6) {
    const std::string_view label =
        is_open ? label_of_any_script_at(raw, at, domain.labels == 0) : label_at(raw, at);
    if (label.empty() || label.size() > kLongestLabel) break;
    const std::string suffix = latin(label);
    ends_well = domain.labels > 0 && !domain.spoken && may_be_an_ending(suffix) &&
                has_a_letter(domain.name) && !starts_a_sentence(before, label);
    domain.name += (domain.labels > 0 ? "." : "") + suffix;
    ++domain.labels;
    domain.end = at + label.size();
    if (domain.labels > 1 && is_suffix(suffix)) {
      best = domain;
      const bool is_country = domain.labels > 2 && is_second_level(latin(before));
      const bool is_word = !is_country && is_word_suffix(suffix);
      best->doubtful = is_word || starts_a_sentence(before, label);
    }
    const auto dot = read_dot(raw, domain.end);
    if (!dot || (dot->spoken && best && !is_suffix_behind(raw, dot->end, label))) break;
    if (dot->spoken && is_open && ends_well) break;
    domain.spoken |= dot->spoken;
    before = label;
    at = dot->end;
  }
  if (is_open && !(best && (best->end == domain.end || domain.spoken))) {
    const bool is_sentence_behind =
        best && starts_a_sentence(best->name, raw.substr(best->end + 1));
    if (best && (is_sentence_behind || is_mail_provider(best->name))) return best;
    if (!ends_well) return std::nullopt;
    domain.unusual = true;
    return domain;
  }
  if (best && best->end != domain.end && !domain.spoken) return std::nullopt;  // "example.com.html"
  return best;
}

bool is_mail_provider(std::string_view domain) {
  static const Listed kProviders(kMailProviders), kFamilies(kMailFamilies);
  if (kProviders.has(domain)) return true;
  constexpr std::size_t kLongestCountry = 3;  // "fr", "com", and "co.uk"
  const std::size_t dot = std::min(domain.find('.'), domain.size());
  if (!kFamilies.has(domain.substr(0, dot)) || dot == domain.size()) return false;
  std::string_view country = domain.substr(dot + 1);
  const std::size_t second = std::min(country.find('.'), country.size());
  if (second < country.size() && is_second_level(country.substr(0, second)))
    country.remove_prefix(second + 1);
  return country.size() <= kLongestCountry && country.find('.') == std::string_view::npos &&
         is_suffix(country);
}

}  // namespace lodestar::text::internal
