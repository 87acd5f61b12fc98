// SPDX-License-Identifier: Apache-2.0
#include "text/internal/groups.h"

#include <algorithm>
#include <array>

#include "text/internal/characters.h"
#include "text/internal/handles.h"
#include "text/internal/lexicon.h"
#include "text/internal/service_names.h"
#include "text/internal/word_stems.h"

namespace lodestar::text::internal {
namespace {

constexpr int kMaxGap = 8;         // characters
constexpr int kWordsLookedAt = 4;  // before a run

bool is_dash(char32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x30FC || c == 0xFF0D;
}

// "½", "⅓"
bool is_fraction(char32_t c) { return (c >= 0xBC && c <= 0xBE) || (c >= 0x2150 && c <= 0x215E); }

// No digits of a number with its country, nor a name, begin here.
bool is_end_of_sign(std::string_view raw, std::size_t at) {
  if (at >= raw.size()) return true;
  const GlyphKind kind = read_glyph(raw, at).kind;
  return kind != GlyphKind::digit && kind != GlyphKind::letter && raw[at] != '(';
}
// "18+", "5*": a sign directly behind the digits that end at `at`, and nothing behind it.
bool is_rated(std::string_view raw, std::size_t at) {
  if (at >= raw.size()) return false;
  const Glyph sign = read_glyph(raw, at);
  const bool is_plus = is_plus_sign(sign.code_point);
  if (!is_plus && sign.code_point != '*') return false;
  std::size_t start = at;
  while (start > 0 && at - start < 3 && is_digit(raw[start - 1])) --start;
  return at - start == (is_plus ? 2 : 1) && is_end_of_sign(raw, sign.end);
}

Gap read_gap(std::string_view raw, std::uint32_t start, std::uint32_t end) {
  Gap gap{.text = raw.substr(start, end - start)};
  int characters = 0, newlines = 0, signs = 0;
  bool stops = true;  // nothing but full stops so far
  for (std::size_t at = start; at < end; ++characters) {
    const Glyph glyph = read_glyph(raw, at);
    const char32_t c = glyph.code_point;
    at = glyph.end;
    newlines += c == '\n';
    if (glyph.kind == GlyphKind::space || c == '(' || c == ')' || c == '[' || c == ']') {
      stops = false;
      continue;
    }
    if (characters == 0 && is_plus_sign(c) && is_rated(raw, start)) {
      gap.cut = gap.priced = true;  // "18+ 612 345 678"
    } else if (is_plus_sign(c)) {
      gap.plus = true;
    } else if (is_currency_sign(c) || c == '%' || (c == '=' && end - start > 1)) {
      gap.cut = true;
      // "80 €", but not "7 $80": there the sign is the next amount's
      const bool is_of_next = characters > 0 && at < raw.size() && is_digit(raw[at]);
      gap.priced |= c != '=' && characters <= 1 && !is_of_next;
    } else if (is_dash(c) || c == '.' || c == '/' || c == ':' || c == ',') {
      gap.separator = is_dash(c) ? '-' : static_cast<char>(c);
      const bool blank = at < end && (raw[at] == ' ' || raw[at] == '\n');
      stops &= c == '.';
      gap.pause |= c == ',' || (stops && blank);
      ++signs;
    } else {
      gap.cut |= c == '#' && characters > 0;  // "... #12345"
      gap.odd = true;
      gap.separator = c == '|' ? '|' : '?';
    }
  }
  if (gap.separator == 0 && end > start) gap.separator = ' ';
  if (signs > 1 && gap.separator != '-') gap.separator = '?';
  gap.cut |= characters > kMaxGap || newlines > 1;
  return gap;
}

// Words of scripts without blanks, and signs.
template <std::size_t n>
bool ends_with_one_of(std::string_view before, const std::array<std::string_view, n>& list) {
  const auto tail = before.substr(before.size() - std::min<std::size_t>(before.size(), 16));
  if (std::ranges::none_of(tail, [](char c) { return (byte_class(c) & kHigh) != 0; })) return false;
  return std::ranges::any_of(list,
                             [&](auto word) { return tail.find(word) != std::string_view::npos; });
}
constexpr std::array<std::string_view, 12> kCues = {"电话", "電話", "手机", "手機", "微信", "联系",
                                                    "聯繫", "☎",    "📞",   "📱",   "☏",    "✆"};
// "V信：138 ...", "加V 138 ..."
bool is_behind_a_wechat(std::string_view before) {
  while (!before.empty() && (before.back() == ' ' || before.back() == ':')) before.remove_suffix(1);
  constexpr std::string_view kWideColon = "：";
  if (before.ends_with(kWideColon)) before.remove_suffix(kWideColon.size());
  return is_behind_wechat(before);
}
// The last is the end of the Thai for a licence.
constexpr std::array<std::string_view, 22> kReferences = {
    "编号", "編號",   "邮编",   "郵編",   "单号",   "單號",   "订单",   "訂單",
    "护照", "身份证", "账号",   "客户号", "客戶號", "许可证", "許可證", "นุญาต",
    "ΑΦΜ",  "αφμ",    "Α.Φ.Μ.", "ΑΜΚΑ",   "ת.ז",    "ת״ז"};

// "C.F. 01234567890", "NIT: 900123456": in capitals, for in small letters they are other words.
bool is_behind_a_register(std::string_view before) {
  constexpr std::array<std::string_view, 11> kRegisters = {
      "C.F", "C.C", "T.I", "NIT", "TIN", "RUT", "RUN", "DPI", "INE", "NUIP", "PIS"};
  const auto end = before.find_last_not_of(" :.");
  before = before.substr(0, end == std::string_view::npos ? 0 : end + 1);
  return std::ranges::any_of(kRegisters, [&](std::string_view name) {
    if (!before.ends_with(name)) return false;
    const std::string_view rest = before.substr(0, before.size() - name.size());
    return rest.empty() || read_glyph_before(rest, rest.size()).kind != GlyphKind::letter;
  });
}

constexpr int kUnitsLookedAt = 4;  // before a run: "1.60 m 55 kg 25 years"

bool is_a_number_before(std::string_view raw, std::size_t at) {
  while (at > 0 && raw[at - 1] == ' ') --at;
  if (at == 0) return false;
  const Glyph glyph = read_glyph_before(raw, at);
  if (glyph.kind != GlyphKind::letter)
    return glyph.kind == GlyphKind::digit || is_fraction(glyph.code_point);
  const FoldedWord word = read_word_before(raw, at);
  const Meaning meaning = word.size > 0 ? lexicon().find(word.text()) : Meaning{};
  return !meaning.weak && (meaning.sense == Sense::unit || meaning.sense == Sense::teen ||
                           meaning.sense == Sense::ten || meaning.sense == Sense::hundred);
}

// What stands between a wage and what it is paid for: "80 la hora", "80 p/h".
constexpr std::string_view kOfAWage =
    " la a al à por x p l de d an per each pro die der das je le pour par uma cada every the o na "
    "в за media una une un eine einer um uma одну один ";

// "£12 an hour", "12,50 Euro/Std", "100 de l'heure": whether the unit at `unit` ends what begins
// with a number.
bool is_a_wage_before(std::string_view raw, std::size_t unit) {
  for (int looked = 0; looked < kWordsLookedAt; ++looked) {
    while (unit > 0) {
      const char32_t sign = read_glyph_before(raw, unit).code_point;
      if (sign != ' ' && sign != '/' && sign != '\'' && sign != 0x2019 && !is_currency_sign(sign))
        break;
      unit = start_of_character_before(raw, unit);
    }
    if (is_a_number_before(raw, unit)) return true;
    const FoldedWord word = read_word_before(raw, unit);
    const std::string_view written = raw.substr(word.end, unit - word.end);
    const bool is_of_it = word.size > 0 && (lists_word(kOfAWage, written) ||
                                            lexicon().find(word.text()).sense == Sense::amount);
    if (!is_of_it) return false;
    unit = word.end;
  }
  return false;
}

// Whether the unit that starts at `unit` goes with the number before it: "25 years 07481 227 940",
// but not "EUR 2500 EUR 1250000", where that number has one of its own. Only money is put before
// its number: "half hour 100 hour 07481 227 940".
bool is_of_the_number_before(std::string_view raw, std::size_t unit, bool is_money) {
  if (!is_money) return is_a_wage_before(raw, unit);
  for (int looked = 0; looked < kUnitsLookedAt; ++looked) {
    if (!is_a_number_before(raw, unit)) return false;
    std::size_t at = unit;
    while (at > 0 && (raw[at - 1] == ' ' || raw[at - 1] == '.' || raw[at - 1] == ',' ||
                      is_digit(raw[at - 1])))
      --at;
    const FoldedWord word = read_word_before(raw, at);
    if (word.size == 0 || lexicon().find(word.text()).sense != Sense::amount) return true;
    unit = word.end;
  }
  return false;
}

// "80 la hora", "80 l'heure", "300 a night": what a wage is paid for.
bool is_wage_behind(std::string_view raw, std::size_t at) {
  while (at < raw.size() && (raw[at] == ' ' || raw[at] == '/')) ++at;
  for (int between = 0; between < kWordsLookedAt; ++between) {
    const FoldedWord word = read_word(raw, at);
    if (word.size == 0) return false;
    const Meaning meaning = lexicon().find(word.text());
    if (between > 0 && meaning.sense == Sense::time) return true;
    if (meaning.sense == Sense::amount) return between > 0 && meaning.value != kMoney;
    if (!lists_word(kOfAWage, raw.substr(at, word.end - at))) return false;
    at = word.end;
    while (at < raw.size() && (raw[at] == ' ' || raw[at] == '\'')) ++at;
  }
  return false;
}

// Whether a sentence ends in what is written between two words. "Ref. 071": the full stop of an
// abbreviation ends none.
bool ends_a_sentence(std::string_view between, std::string_view word) {
  static constexpr std::string_view kAbbreviations =
      " ref réf reg org no nr n num nro art artnr kd rech best az lic acct acc cod inv exp doc ";
  for (const std::string_view sign : {"!", "?", ";", "\n", "。", "！", "？", "؟", "；"})
    if (between.find(sign) != std::string_view::npos) return true;
  return between.find('.') != std::string_view::npos && !lists_word(kAbbreviations, word);
}

// "code is ...", "numéro de dossier: ...": between what is introduced and what introduces it.
bool is_link(std::string_view written) {
  static constexpr std::string_view kLinks =
      " is are es est ist é de du d des del der die das do da of the la el le for para pour für "
      "your su tu votre ihr ihre seu sua dated von card º ª holder titular "
      "titulaire inhaber confirmation confirmed intracom intracommunautaire intracomunitario "
      "conduire "
      "conduire conducir guida ";
  return lists_word(kLinks, written);
}

// Behind these a person is named, and then that person's number.
bool asks_for_someone(std::string_view written) {
  static constexpr std::string_view kAsks =
      " ask preguntar pregunta pregunte preguntad demander demandez demande perguntar pergunte "
      "falar fale fragen frage fragt verlangen melden спросить спросите спроси спрашивайте "
      "chiedere "
      "chiedi ";
  return lists_word(kAsks, written);
}

bool is_capital(char32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x400 && c <= 0x42F);
}
// "Lola", but not "ID".
bool is_name_like(std::string_view word) {
  const Glyph first = read_glyph(word, 0);
  return is_capital(first.code_point) && first.end < word.size() &&
         !is_capital(read_glyph(word, first.end).code_point);
}

// How far a word before a number is from it, word by word.
class Distance {
 public:
  // `written` is the word and what stands between it and the word before.
  void pass(std::string_view written, std::size_t size, const Meaning& meaning) {
    const std::string_view word = written.substr(0, size), between = written.substr(size);
    over_ |= ends_a_sentence(between, word) || words_ > kMostWords || named_;
    comma_ |= between.find(',') != std::string_view::npos;
    far_ = words_ > 0 || comma_;
    if (meaning.sense == Sense::number_word || is_link(word)) return;
    ++words_;
    named_ |= is_name_like(word) || asks_for_someone(word);
  }
  bool is_out_of_reach() const { return over_; }
  // A word stands between that introduces nothing, or a comma.
  bool is_far() const { return far_; }

 private:
  static constexpr int kMostWords = 2;
  int words_ = 0;
  bool over_ = false, comma_ = false, named_ = false, far_ = false;
};

// "cell# 702 ...", "Call or text # 702 ...", not "Order # 702 ...": the sign stands for "number".
bool is_sign_of_a_number(std::string_view raw, std::size_t sign) {
  const FoldedWord word = read_word_before(raw, sign);
  if (word.size == 0) return false;
  const std::string_view between = raw.substr(word.end, sign - word.end);
  const Sense sense = lexicon().find(word.text()).sense;
  return between.find_first_of(".,:;!?\n") == std::string_view::npos &&
         (sense == Sense::phone_cue || sense == Sense::service ||
          lists_word(" ph me us ", word.text()));  // "Call me #702 ..."
}

// The last of the signs of what stands before, and what they say.
bool read_signs_before(std::string_view raw, std::uint32_t start, Surroundings& found,
                       bool& numbered) {
  std::size_t at = start;
  while (at > 0 && (raw[at - 1] == ' ' || raw[at - 1] == '(')) --at;
  if (at == 0) return false;
  const Glyph sign = read_glyph_before(raw, at);
  // "500元 138 ...": the sign is of the number before it.
  const std::size_t before = start_of_character_before(raw, at);
  const bool is_of_another = at < start && before > 0 && is_digit(raw[before - 1]);
  // "$$$ 702 ...": of so many signs none is an amount's.
  const bool is_row = before > 0 && read_glyph_before(raw, before).code_point == sign.code_point;
  found.currency_before = is_currency_sign(sign.code_point) && !is_of_another && !is_row;
  found.reference = (sign.code_point == '#' && !is_sign_of_a_number(raw, before)) ||
                    sign.code_point == 0x3012;  // the postal mark
  numbered = sign.code_point == 0x2116;         // the numero sign
  return sign.kind == GlyphKind::letter || sign.code_point == ':';
}

// "Offre - Nº", but not "Anzeige-Nr.".
bool is_apart(std::string_view written) {
  return written.find_first_of(".:!?;\n") != std::string_view::npos ||
         written.find("- ") != std::string_view::npos ||
         written.find(" -") != std::string_view::npos;
}

// "Org.nr.", "Org. nr", as Swedes and Norwegians number firms, and "Art.-Nr.".
bool is_abbreviated(std::string_view written) {
  return lists_word(" org. art. ", written.substr(0, 4)) && written.size() <= 5;
}

// "№ объявления", "Nº anuncio", "N° annonce": what is numbered, behind what numbers it.
bool is_behind_a_numero(std::string_view raw, std::size_t at) {
  while (at > 0 && raw[at - 1] == ' ') --at;
  if (at == 0) return false;
  if (read_glyph_before(raw, at).code_point == 0x2116) return true;
  const FoldedWord word = read_word_before(raw, at);
  return word.size > 0 && lexicon().find(word.text()).sense == Sense::number_word &&
         raw.substr(word.end, at - word.end).find_first_of(",:;!?\n") == std::string_view::npos;
}

Meaning meaning_of(std::string_view word) {
  const Meaning meaning = lexicon().find(word);
  return meaning.sense != Sense::none ? meaning : find_by_stem(word);
}

// Where the number before begins, if this one is its like: "98765-0020 ou 98765-0021". What is said
// before the one is said of both.
std::uint32_t before_its_like(std::string_view raw, std::uint32_t start) {
  const auto is_blank = [&](std::size_t at) { return at < raw.size() && raw[at] == ' '; };
  if (start == 0 || !is_blank(start - 1)) return start;
  const FoldedWord word = read_word_before(raw, start);
  if (!lists_word(" or ou oder o u and e y et und и или ", word.text())) return start;
  std::size_t end = start;
  while (end < raw.size() && (is_digit(raw[end]) || raw[end] == '-')) ++end;
  const std::string_view own = raw.substr(start, end - start);
  std::size_t at = word.end;
  while (at > 0 && !is_blank(at - 1)) --at;
  if (own.size() < 7 || at < own.size() + 1) return start;
  const std::string_view other = raw.substr(at - 1 - own.size(), own.size());
  const auto is_alike = [](char a, char b) { return is_digit(a) ? is_digit(b) : a == b; };
  if (!std::ranges::equal(own, other, is_alike)) return start;
  const std::size_t before = at - 1 - own.size();
  return before > 0 && !is_blank(before - 1) ? start : static_cast<std::uint32_t>(before);
}

void read_before(std::string_view raw, std::uint32_t start, Surroundings& found) {
  start = before_its_like(raw, start);
  bool numbered = false;  // "offer no.", "offer №"
  // The word before, with no full stop between.
  const bool touches = read_signs_before(raw, start, found, numbered);
  bool said_before = false, is_citizens = false;
  const std::string_view before = raw.substr(0, start);
  found.cue = ends_with_one_of(before, kCues) || is_behind_a_wechat(before);
  found.reference |= !found.cue && ends_with_one_of(before, kReferences);
  found.reference |= !found.cue && is_behind_a_register(before);
  std::size_t at = start;
  Distance distance;
  for (int i = 0; i < kWordsLookedAt && at > 0 && !found.cue && !found.reference; ++i) {
    const FoldedWord word = read_word_before(raw, at);
    if (word.end == at) break;
    // "Job offer. Number: ...": what was said before is not what is numbered.
    const std::string_view written = raw.substr(word.end, at - word.end);
    said_before |= (found.weak_cue || numbered) && is_apart(written) && !is_abbreviated(written);
    at = word.end;
    const Meaning meaning = word.size > 0 ? meaning_of(word.text()) : Meaning{};
    const std::size_t size = read_word(written, 0).end;
    distance.pass(written, size, meaning);
    if (i == 0 || (i == 1 && found.weak_cue))
      found.row = (touches || numbered || i == 1) && word.size > 0 && names_a_row(word.text());
    if (touches && (i == 0 || is_citizens) && names_a_citizen(word.text(), is_citizens))
      found.reference = found.item = true;
    is_citizens = i == 0 ? names_citizenship(word.text()) : is_citizens && word.text() == "de";
    if (i == 0 && touches && meaning.sense == Sense::amount)
      found.currency_before = !is_of_the_number_before(raw, at, meaning.value == kMoney);
    if (meaning.sense == Sense::phone_cue || meaning.sense == Sense::service) found.cue = true;
    if (meaning.sense == Sense::service_end)
      found.cue |= find_service_in_two(raw, {word.end, read_word(raw, word.end).end}).has_value();
    const bool is_numbered = found.weak_cue || numbered || (i == 0 && is_behind_a_numero(raw, at));
    const bool names_item = meaning.sense == Sense::item && is_numbered && !said_before;
    if ((meaning.sense == Sense::reference || names_item) && !distance.is_out_of_reach()) {
      found.reference = true;
      found.reference_is_far = distance.is_far();
      const bool is_loose = meaning.sense == Sense::reference && meaning.value == kLoose;
      found.item = names_item || is_loose;
      found.reference_digits = is_loose ? 0 : meaning.value;
    }
    if (meaning.sense == Sense::number_word) found.weak_cue = true;
  }
}

void read_after(std::string_view raw, std::uint32_t end, Surroundings& found) {
  std::size_t at = end;
  if (is_rated(raw, at)) {
    found.amount_after = found.priced = found.rated = true;
    return;
  }
  bool pause = false;  // "... 5271, days": they count something else
  for (int skipped = 0; at < raw.size() && skipped < 3; ++skipped) {
    const Glyph glyph = read_glyph(raw, at);
    if (is_currency_sign(glyph.code_point) || glyph.code_point == '%' || glyph.code_point == 0xB0) {
      // "... $200": the sign belongs to the number behind it
      const bool is_row =
          glyph.end < raw.size() && read_glyph(raw, glyph.end).code_point == glyph.code_point;
      if (is_row) return;  // "... £££"
      const bool prefix = skipped > 0 && glyph.end < raw.size() && is_digit(raw[glyph.end]);
      found.amount_after = !prefix;
      found.priced = found.amount_after && skipped <= 1;
      return;
    }
    if (glyph.kind == GlyphKind::letter) break;
    // "... 24h", "... ½ hour": it counts those
    if (glyph.kind == GlyphKind::digit || is_fraction(glyph.code_point)) return;
    pause |= std::string_view(",.;!?\n").find(raw[at]) != std::string_view::npos;
    at = glyph.end;
  }
  const FoldedWord word = read_word(raw, at);
  if (word.size == 0) return;
  const Meaning meaning = lexicon().find(word.text());
  found.amount_after = meaning.sense == Sense::amount && !pause;
  found.amount_may_be_next = found.amount_after && meaning.value == kMoney &&
                             word.end + 1 < raw.size() && raw[word.end] == ' ' &&
                             is_digit(raw[word.end + 1]);
  constexpr std::uint8_t kOfABranch = 9, kOfAFirm = 13;
  found.firm_after = meaning.sense == Sense::reference &&
                     (meaning.value == kOfABranch || meaning.value == kOfAFirm);
  found.wage_after = !pause && is_wage_behind(raw, end);
  found.cue_after = meaning.sense == Sense::phone_cue || meaning.sense == Sense::service;
}

// "7O1o", but not "500g": who writes it puts letters for digits.
bool mixes_letters(const Group& group) {
  return (group.marks & kLeet) != 0 && (group.marks & kHasDigit) != 0 &&
         (group.marks & kUnitLike) == 0;
}

// "OI 99 00 63 ol", and what has a plus: more than chance has so many groups alike. So where plain
// digits follow: "OI 99 00 63 ol 24/7".
bool is_framed(std::span<const Group> chain) {
  constexpr std::size_t kPairs = 5, kMostBehind = 2;
  if (chain.front().before.plus) return true;
  if (chain.size() < kPairs || chain.size() > kPairs + kMostBehind) return false;
  const auto is_pair = [](const Group& group) { return group.digits.size() == 2; };
  const auto is_plain = [](const Group& group) { return group.plain(); };
  return std::ranges::all_of(chain.first(kPairs), is_pair) &&
         std::ranges::all_of(chain.subspan(kPairs), is_plain) &&
         (chain.size() == kPairs || chain.front().digits[0] == '0');
}

// Groups of one number, as far as the gaps tell. A lone letter at an end stays doubtful.
void settle_letters(std::span<Group> chain) {
  if (std::ranges::none_of(chain, mixes_letters) && !is_framed(chain)) return;
  for (Group& group : chain) {
    const bool at_end = &group == &chain.front() || &group == &chain.back();
    const bool letters = (group.marks & kLeet) != 0 && (group.marks & kHasDigit) == 0;
    if (letters && (group.digits.size() > 1 || !at_end))
      group.marks = static_cast<std::uint8_t>(group.marks & ~kWeak);
  }
}

constexpr std::size_t kVouching = 4;  // digits before an article that may be a digit

// "tres 3 um": behind digits named one by one, with nothing behind that it could be the article of.
bool goes_on_with(std::string_view raw, std::span<const Group> groups, std::size_t at) {
  if (at < kVouching || groups[at].digits.size() != 1) return false;
  const auto before = groups.subspan(at - kVouching, kVouching);
  const auto is_apart = [&](const Group& group) {
    const bool is_in_unicode = (group.marks & kUnicode) != 0;  // "neuf ９０００ neuf un huit un"
    return (group.digits.size() == 1 || is_in_unicode) &&
           (&group == &before.front() || group.before.text == groups[at].before.text);
  };
  const auto is_word = [](const Group& group) {
    return (group.marks & (kWords | kWeak)) == kWords;
  };
  if (!std::ranges::all_of(before, is_apart) || std::ranges::none_of(before, is_word)) return false;
  if (at + 1 < groups.size()) return groups[at + 1].before.text == groups[at].before.text;
  const std::size_t end = groups[at].span.end;
  return end + 1 >= raw.size() || raw[end] != ' ' ||
         read_glyph(raw, end + 1).kind != GlyphKind::letter;
}
// "seis cinco cinco... dos cero uno... tres tres ocho": more than once three full stops are a
// breath, as "…" is, and no end of a sentence.
void settle_ellipses(std::span<Group> groups) {
  const auto is_ellipsis = [](const Group& group) {
    return group.before.text == "..." || group.before.text == "... ";
  };
  if (std::ranges::count_if(groups, is_ellipsis) < 2) return;
  for (Group& group : groups) {
    if (!is_ellipsis(group)) continue;
    group.before.pause = false;
    group.before.odd = true;
  }
}
// "6+5+5+2+0+1+3+3+7": of so many signs none is that of a country.
void settle_pluses(std::span<Group> groups) {
  constexpr std::ptrdiff_t kFewest = 6;
  const auto is_sum = [&](const Group& group) {
    return group.digits.size() == 1 && (group.before.text == "+" || group.before.text == " + ");
  };
  if (std::ranges::count_if(groups, is_sum) < kFewest) return;
  for (Group& group : groups) {
    if (!is_sum(group)) continue;
    group.before.plus = false;
    group.before.odd = true;
    group.before.separator = '?';
  }
}
// "6 (seis)": the same again, once as a figure and once as a word.
bool says_it_again(std::string_view raw, const Group& before, const Group& again) {
  const std::string_view gap = again.before.text;
  return (gap == "(" || gap == " (") && again.digits == before.digits &&
         ((again.marks ^ before.marks) & kWords) != 0 && again.span.end < raw.size() &&
         raw[again.span.end] == ')';
}

// "+44", "(+44", "+ 44", "＋44".
bool is_behind_a_plus(std::string_view raw, std::size_t start, std::size_t at) {
  constexpr int kFurthest = 3;  // characters
  for (int i = 0; i < kFurthest && at > start; ++i) {
    if (is_plus_sign(read_glyph_before(raw, at).code_point)) return true;
    at = start_of_character_before(raw, at);
  }
  return false;
}

}  // namespace

void settle_weak(std::string_view raw, std::span<Group> groups) {
  for (std::size_t first = 0, last = 1; first < groups.size(); first = last++) {
    while (last < groups.size() && !groups[last].before.breaks()) ++last;
    settle_letters(groups.subspan(first, last - first));
  }
  for (std::size_t at = 0; at < groups.size(); ++at) {
    if ((groups[at].marks & kWords) != 0 && goes_on_with(raw, groups, at))
      groups[at].marks = static_cast<std::uint8_t>(groups[at].marks & ~kWeak);
  }
}

std::vector<Group> read_groups(std::string_view raw, const Run& run) {
  std::vector<Group> groups;
  groups.reserve(run.symbols().size());
  for (const Symbol& symbol : run.symbols()) {
    Group group{.span = symbol.span, .digits = run.digits(symbol), .marks = symbol.marks};
    if (!groups.empty()) {
      Group& last = groups.back();
      group.before = read_gap(raw, last.span.end, symbol.span.start);
      if (says_it_again(raw, last, group)) {
        last.span.end = group.span.end + 1;
        last.marks = static_cast<std::uint8_t>((last.marks | group.marks) & ~kWeak);
        continue;
      }
    }
    groups.push_back(group);
  }
  settle_ellipses(groups);
  settle_pluses(groups);
  // "80 une heure", "80 l'heure": an article, or a letter, that passes for a digit.
  const bool is_article = groups.size() > 2 && (groups.back().marks & kWeak) != 0;
  if (is_article && is_wage_behind(raw, groups[groups.size() - 2].span.end)) groups.pop_back();
  groups.front().before.plus = is_behind_a_plus(raw, run.start(), groups.front().span.start);
  return groups;
}

bool is_plus_sign(char32_t c) {
  return c == '+' || c == 0xFF0B || c == 0xFE62 || c == 0x207A || c == 0x2795;
}

bool is_currency_sign(char32_t c) {
  return c == '$' || (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20CF) || c == 0xFF04 ||
         c == 0xFFE1 || c == 0xFFE5 || c == 0x5143 || c == 0x5186 || c == 0xE3F;
}

Surroundings read_surroundings(std::string_view raw, Span run) {
  Surroundings found;
  read_before(raw, run.start, found);
  read_after(raw, run.end, found);
  return found;
}

}  // namespace lodestar::text::internal
