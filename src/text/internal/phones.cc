// SPDX-License-Identifier: Apache-2.0
#include "text/internal/phones.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "text/internal/characters.h"
#include "text/internal/decoys.h"
#include "text/internal/dialled_countries.h"
#include "text/internal/fronts.h"
#include "text/internal/groups.h"
#include "text/internal/measures.h"
#include "text/internal/number_reader.h"
#include "text/internal/phone_look.h"
#include "text/internal/register_codes.h"
#include "text/internal/series.h"
#include "text/internal/tails.h"
#include "text/internal/twin_numbers.h"
#include "text/internal/wages.h"
#include "text/internal/words_beside.h"
#include "text/numbering_plan.h"

namespace lodestar::text::internal {
namespace {

constexpr std::size_t kMinDigits = 7, kMaxDigits = 15;
// Up to so many digits a number may lack one that stands apart: with at most this confidence.
constexpr std::size_t kLongestStump = 10;
constexpr std::size_t kLeastWhole = 9;
constexpr int kMayGoOn = 35;
constexpr int kFewApart = 3;  // digits that stand alone behind a number

// Evidence in tenths. By number of digits, from 7 to 15:
constexpr int kByDigits[] = {-25, -10, 5, 15, 12, 8, 2, -15, -20};
constexpr int kPlus = 30, kDialledAbroad = 20, kValid = 15, kPossible = 5, kImpossible = -8;
constexpr int kBehindCountry = -40, kStumpOfCountry = -40, kWithoutArea = -40, kOtherEnding = -40,
              kCount = -40;
constexpr int kCue = 25, kWeakCue = 12, kCueAfter = 12, kReference = -45, kAmount = -45;
constexpr int kDisguised = 12, kOneDisguised = 2, kOddGaps = 5, kEveryDigitApart = 5;
constexpr int kLoneDigit = -7, kPairApart = -2, kManySeparators = -5, kPause = -12, kSlash = -6,
              kLongGap = -8;
constexpr int kCutInSeries = -22, kCounting = -45, kRound = -30, kUnits = -30, kWeakEdge = -9,
              kLooseLetters = -40, kLooseLetter = -40;

// A piece of the run that may be one number: groups [first, last).
struct Piece {
  std::size_t first = 0, last = 0;
  int score = -1;
};

class PhoneFinder {
 public:
  PhoneFinder(std::string_view raw, const Run& run, const FindOptions& options,
              const NumberingPlan& plan)
      : raw_(raw),
        start_(run.start()),
        groups_(read_groups(raw, run)),
        numbers_(plan, options.region),
        countries_(raw, groups_, plan, numbers_),
        series_(raw, groups_, surroundings_, numbers_, countries_) {
    cut_glued_words(raw, groups_, numbers_);
    const Span all{groups_.front().span.start, groups_.back().span.end};
    surroundings_ = read_surroundings(raw, all);
    surroundings_.cue |= options.expect_phone;
    while (letters_before_ + 1 < groups_.size() && groups_[letters_before_].is_letters())
      ++letters_before_;
    mark_measures(raw_, groups_);
    settle_weak(raw_, groups_);
    mark_word_behind(raw_, groups_, numbers_);
    mark_reference();
    mark_codes(raw_, groups_);
    mark_fronts(groups_, numbers_);
    mark_decoys(groups_, surroundings_, numbers_);
    mark_wages(groups_, surroundings_, numbers_);
    mark_tails(raw_, groups_, surroundings_, numbers_);
    twins_ = take_twins(raw_, start_, groups_);
    countries_.find();
  }

  void find(std::vector<Identifier>& found) const {
    for (const Piece& piece : best_pieces()) {
      found.push_back(identifier(piece));
      for (const Twin& twin : twins_)
        if (piece.first <= twin.area && piece.last == twin.behind)
          found.push_back(identifier(piece, twin));
    }
  }

 private:
  // "NHS 943 476 5919": the groups that have as many digits as such a reference, whole; of another
  // length it is none.
  void mark_reference() {
    if (surroundings_.firm_after && !surroundings_.cue && is_of_a_taxpayer(groups_.back()))
      groups_.back().decoy = true;
    if (surroundings_.reference_digits == 0) return;
    surroundings_.reference = false;
    if (is_turkish()) return;  // "TC 0532 123 45 67"
    std::size_t digits = 0, last = 0;
    if (groups_.size() > 1 && is_of_a_taxpayer(groups_[0]) &&
        groups_[1].digits.size() == surroundings_.reference_digits) {
      last = 2;  // "ИНН/ОГРН 7707083893/1027700132195"
      digits = surroundings_.reference_digits;
    }
    while (last < groups_.size() && digits < surroundings_.reference_digits)
      digits += groups_[last++].digits.size();
    const bool ends = last == groups_.size() || groups_[last].before.breaks();
    if (digits != surroundings_.reference_digits || !ends) return;
    constexpr std::uint8_t kOfAFirm = 13;  // "ОГРН 1027700132195, 7707083893"
    if (last < groups_.size() && surroundings_.reference_digits == kOfAFirm &&
        is_of_a_taxpayer(groups_[last]) && !groups_[last].before.stops())
      ++last;
    for (Group& group : std::span(groups_).first(last)) group.decoy = true;
  }
  bool is_turkish() const {
    constexpr std::array<std::size_t, 4> kSizes = {4, 3, 2, 2};
    return std::ranges::equal(groups_, kSizes, {},
                              [](const Group& g) { return g.digits.size(); }) &&
           groups_[0].digits[0] == '0';
  }
  // Of a firm or of a person, in Russia.
  static bool is_of_a_taxpayer(const Group& group) {
    return group.plain() && !group.before.plus &&
           (group.digits.size() == 10 || group.digits.size() == 12);
  }
  // "Invoice #2023-000456789", "article no. 0151 23456789": what is tied to the first group, or
  // stands behind one that is no number by itself, is of the same reference.
  std::size_t end_of_reference() const {
    std::size_t end = letters_before_ + 1;
    if (end < groups_.size() && groups_[0].digits.size() > 1 && groups_[0].digits[0] == '0') ++end;
    while (end < groups_.size() &&
           (groups_[end].before.text == "-" || groups_[end].before.text == "/"))
      ++end;
    return end;
  }

  // The pieces with the highest sum of scores: best[i] is the best of the groups from i on.
  std::vector<Piece> best_pieces() const {
    const std::size_t count = groups_.size();
    std::vector<int> best(count + 1, 0);
    std::vector<Piece> choice(count);
    for (std::size_t i = count; i-- > 0;) {
      best[i] = best[i + 1];
      Look look{.end_with_country = countries_.end_with_country(i)};
      const std::size_t most = kMaxDigits + countries_.uncounted_zeros(i);
      for (std::size_t j = i;
           j < count && (j == i || !groups_[j].before.stops()) && !groups_[j].decoy; ++j) {
        if (look.digits.size() + groups_[j].digits.size() > most) break;
        add(i, j, look);
        if (look.digits.size() < kMinDigits) continue;
        const int own = score(i, j + 1, look);
        if (own < 0 || own + 1 + best[j + 1] <= best[i]) continue;
        best[i] = own + 1 + best[j + 1];
        choice[i] = {i, j + 1, own};
      }
    }
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < count;) {
      const bool taken = choice[i].last > 0 && best[i] != best[i + 1];
      if (taken) pieces.push_back(choice[i]);
      i = taken ? choice[i].last : i + 1;
    }
    return pieces;
  }

  int score(std::size_t first, std::size_t last, const Look& look) const {
    const std::size_t digits =
        std::max(kMinDigits, look.digits.size() - countries_.uncounted_zeros(first));
    int sum = kByDigits[digits - kMinDigits];
    if (!is_comma_series(first, last, look)) sum += look.pauses * kPause;
    sum += score_of_form(look, groups_[first].before.plus) + score_of_edges(first, last) +
           score_of_surroundings(first, last, look);
    const bool plus = groups_[first].before.plus;
    const bool framed = plus || look.sizes == "22222";
    if ((look.marks & kLeet) != 0 && look.units_only && !framed) sum += kUnits;
    if (is_stump(first, last, look)) sum += kStumpOfCountry;
    if (is_completed_by_last(look, plus) || look.is_usual_but_for_last()) sum -= kLoneDigit;
    if (last - first > 1 && series_.is_count(first) && !numbers_.is_valid(look.digits, plus))
      sum += kCount;
    const bool is_abroad =
        !plus && last - first > 2 && countries_.is_trunk_in_brackets(first, first + 1);
    if (is_abroad && !look.digits.starts_with("00")) sum += kDialledAbroad;
    return sum + score_of_plan(look, plus);
  }

  // "6, 5, 5, 2, 0, 1, 3, 3, 7", "655,201,337 tel", "zero six, cinquante et un": commas between
  // all of a number's parts, where they are no list of amounts: said in words, digit by digit, or
  // beside a word that a number is expected at.
  bool is_comma_series(std::size_t first, std::size_t last, const Look& look) const {
    if (look.pauses < 2 || look.digits.size() < kLeastWhole || look.counting_up ||
        look.counting_down || look.round)
      return false;
    const auto inside = std::span(groups_).subspan(first, last - first);
    if ((first > 0 && groups_[first].before.separator == ',') ||
        (last < groups_.size() && groups_[last].before.separator == ','))
      return false;
    const auto is_even = [&](const Group& group) {
      const std::string_view gap = group.before.text;
      return &group == &inside.front() || gap == "," || gap == ", " ||
             (gap == " " && (group.marks & kWords) != 0);
    };
    if (!std::ranges::all_of(inside, is_even)) return false;
    const bool cue = surroundings_.cue || (surroundings_.cue_after && last == groups_.size());
    const bool in_words = look.disguised_groups == std::ssize(inside);
    const bool by_digit = look.sizes.size() == look.digits.size();
    if (cue && (by_digit || look.grouping() > 0)) return true;
    const bool begins = look.digits[0] == '0' || look.digits[0] > '5';
    const bool could_be = numbers_.knows_region() ? numbers_.is_valid(look.digits, false) : begins;
    return (in_words || by_digit) && could_be;
  }

  // "0748122794 5" where the plan knows a number with the last digit and none without.
  bool is_completed_by_last(const Look& look, bool plus) const {
    if (!look.plain_blocks || look.sizes.size() != 2 || look.sizes[1] != '1') return false;
    if (!numbers_.is_valid(look.digits, plus)) return false;
    const auto rest = numbers_.read(look.digits.substr(0, look.digits.size() - 1), plus);
    return !rest || !rest->valid;
  }
  // "0748122794 5" otherwise, with nothing behind that the digit could count: who knows?
  bool may_go_on(const Piece& piece, const Look& look) const {
    const std::size_t next = piece.last;
    if (next >= groups_.size() || look.sizes.size() > 1 || look.digits.size() > kLongestStump ||
        look.digits[0] != '0')
      return false;
    const Group& group = groups_[next];
    const bool beside = group.plain() && !group.decoy && group.digits.size() == 1 &&
                        group.before.text.size() == 1 && !groups_[next].before.breaks();
    if (!beside || (next + 1 < groups_.size() && !groups_[next + 1].before.breaks())) return false;
    std::size_t at = group.span.end;
    while (at < raw_.size() && raw_[at] == ' ') ++at;
    return at == raw_.size() || read_glyph(raw_, at).kind != GlyphKind::letter;
  }

  int score_of_form(const Look& look, bool plus) const {
    int sum = 0;
    if (look.disguised > 1) sum += kDisguised;
    if (look.disguised == 1) sum += kOneDisguised;
    if (look.odd_gaps > 1 && look.odd_gaps == look.gaps) sum += kOddGaps;
    const auto lone = std::ranges::count(look.sizes, '1');
    if (lone == std::ssize(look.sizes) || is_apart_behind_country(look, plus) ||
        each_apart_by_a_sign(look)) {
      sum += look.digits.size() >= 9 ? kEveryDigitApart : 0;
    } else if (look.plain_blocks) {
      const bool pair = lone == 2 && look.is_last_pair_apart();
      sum += pair ? kPairApart : static_cast<int>(lone) * kLoneDigit;
      sum += look.grouping();
    }
    sum += look.long_gaps * kLongGap;
    if (!each_apart_by_a_sign(look)) sum += std::max(0, look.slashes - 1) * kSlash;
    sum += std::max(0, static_cast<int>(look.separators.size()) - 2) * kManySeparators;
    const bool long_groups = look.sizes.find_first_of("12") == std::string::npos;  // "101 102 103"
    if ((look.counting_up || look.counting_down) && look.sizes.size() > (long_groups ? 2U : 4U))
      sum += kCounting;
    if (look.round && look.sizes.size() > 1) sum += kRound;
    if (look.loose_letters) sum += kLooseLetters;
    return sum;
  }

  // "+44 7 7 0 0 9 0 0 1 1 8", "0044 7 7 ...", "00 44 7 7 ..."
  static bool is_apart_behind_country(const Look& look, bool plus) {
    const bool dialled = look.digits.starts_with("00");
    const auto lone = std::ranges::count(look.sizes, '1');
    const std::ptrdiff_t others = dialled && look.sizes[0] == '2' ? 2 : 1;
    return (plus || dialled) && lone > kFewApart && lone + others >= std::ssize(look.sizes);
  }
  // "2/1/2/5/5/5/0/1/4/7", "0-77-0-0-9-0-0-1-1-8": no list is written like that.
  bool each_apart_by_a_sign(const Look& look) const {
    const auto lone = std::ranges::count(look.sizes, '1');
    const std::size_t least = surroundings_.cue ? kLeastWhole : kLeastWhole + 1;
    return look.digits.size() >= least && look.sizes.size() >= kLeastWhole &&
           lone + 1 >= std::ssize(look.sizes) && look.separators.size() == 1 &&
           (look.separators == "/" || look.separators == "-");
  }

  // A piece should not be cut out of a series, nor begin or end with what may be a common word.
  int score_of_edges(std::size_t first, std::size_t last) const {
    int sum = countries_.is_behind_a_country(first) ? kBehindCountry : 0;
    if (is_extension_without_area(first, last) || is_without_area(first)) sum += kWithoutArea;
    if (is_other_ending(first, last)) sum += kOtherEnding;
    if (first > 0 && !groups_[first - 1].decoy && series_.cuts(first, first, last))
      sum += kCutInSeries;
    if (last < groups_.size() && !groups_[last].decoy && series_.cuts(last, first, last))
      sum += kCutInSeries;
    if ((groups_[first].marks & kWeak) != 0) sum += kWeakEdge;
    if ((groups_[last - 1].marks & kWeak) != 0) sum += kWeakEdge;
    if (last - first >= 2 && (is_loose_letter(groups_[first], groups_[first + 1]) ||
                              is_loose_letter(groups_[last - 1], groups_[last - 2])))
      sum += kLooseLetter;
    return sum;
  }
  // "0044 07700 | 900118", "+34 655-201 | 337": behind a country more is needed than that.
  bool is_stump(std::size_t first, std::size_t last, const Look& look) const {
    const bool dialled = countries_.is_dialled_abroad(first);
    if ((!dialled && !groups_[first].before.plus) || last == groups_.size() ||
        groups_[last].before.stops())
      return false;
    if (dialled && look.digits.size() < NumberReader::kMinDialledAbroad) return true;
    return last < look.end_with_country;
  }
  // "07481 227 940 / 941", "0151 64820917 / 18": a second number that differs from the first in its
  // end.
  bool is_other_ending(std::size_t first, std::size_t last) const {
    if (last - first < 2) return false;
    const Group &ending = groups_[last - 1], &before = groups_[last - 2];
    const std::size_t size = ending.digits.size();
    if (ending.before.separator != '/' || !ending.plain() || !before.plain()) return false;
    if (last - first > 2 && before.before.separator == '/') return false;
    if (size < 3) return before.digits.size() > 4;
    return size == before.digits.size() &&
           ending.digits.substr(0, size - 1) == before.digits.substr(0, size - 1);
  }
  // Whose twin has its area.
  bool is_without_area(std::size_t first) const {
    return std::ranges::any_of(
        twins_, [&](const Twin& twin) { return first > twin.area && first < twin.behind; });
  }
  // "0151/ | 64820917-12": an extension goes with the whole number, not with its end.
  bool is_extension_without_area(std::size_t first, std::size_t last) const {
    if (first == 0 || last != first + 2 || groups_[first].before.stops()) return false;
    const Group &area = groups_[first - 1], &number = groups_[first],
                &extension = groups_[last - 1];
    return area.plain() && area.digits[0] == '0' && area.digits.size() >= 3 &&
           area.digits.size() <= 5 && number.digits.size() >= 6 && !number.before.pause &&
           number.before.text.size() <= 3 && extension.before.separator == '-' &&
           extension.digits.size() <= 4;
  }
  // "645208317 o escribe": a letter by itself beside whole groups of digits is a word.
  static bool is_loose_letter(const Group& edge, const Group& inside) {
    return (edge.marks & kWeak) != 0 && (edge.marks & kLeet) != 0 && edge.digits.size() == 1 &&
           inside.digits.size() > 1;
  }

  int score_of_surroundings(std::size_t first, std::size_t last, const Look& look) const {
    int sum = 0;
    if (surroundings_.cue) sum += kCue;
    if (surroundings_.cue_after && last == groups_.size()) sum += kCueAfter;
    const bool is_of_reference = surroundings_.reference && first < end_of_reference() &&
                                 !is_number_all_the_same(look, groups_[first].before.plus);
    if (is_of_reference) sum += kReference;
    if (!surroundings_.cue && surroundings_.weak_cue && !is_of_reference) sum += kWeakCue;
    if (!surroundings_.cue && last == first + 1 && is_of_a_register(cut(raw_, groups_[first].span)))
      sum += kReference;
    if ((look.marks & kLeet) != 0 && is_qq(cut(raw_, groups_[first].span))) sum += kReference;
    // Nobody writes an amount in disguise or digit by digit; one word may be of another sentence.
    const bool in_disguise = look.disguised_groups > (look.plain_end ? 1 : 0);
    if (in_disguise || look.sizes.size() == look.digits.size()) return sum;
    if (surroundings_.currency_before && first == 0) sum += kAmount;
    const bool is_of_next = surroundings_.amount_may_be_next && look.digits.size() >= kLeastWhole;
    if (surroundings_.amount_after && last == groups_.size() && !is_of_next) sum += kAmount;
    return sum;
  }

  int score_of_plan(const Look& look, bool plus) const {
    const auto number = numbers_.read(look.digits, plus);
    const bool dialled = !plus && number && look.digits.starts_with("00");
    const int written = plus ? kPlus : dialled ? kDialledAbroad : 0;
    if (!number) return written + (look.is_a_date() ? kAmount : 0);
    if (number->valid) return written + kValid;
    return written + (number->possible ? kPossible : plus ? 0 : kImpossible);
  }

  Identifier identifier(const Piece& piece, const Twin& twin) const {
    Look look;
    for (std::size_t i = piece.first; i <= twin.area; ++i) add(piece.first, i, look);
    if (twin.is_ending) {
      const std::string_view end = groups_[twin.first].digits;
      look.digits.replace(look.digits.size() - end.size(), end.size(), end);
    } else {
      for (std::size_t i = twin.first; i < twin.last; ++i) look.add(groups_[i]);
    }
    Identifier second = identifier(piece, look);
    second.span = {groups_[twin.first].span.start, groups_[twin.last - 1].span.end};
    return second;
  }
  Identifier identifier(const Piece& piece) const {
    Look look;
    for (std::size_t i = piece.first; i < piece.last; ++i) add(piece.first, i, look);
    return identifier(piece, look);
  }
  void add(std::size_t first, std::size_t at, Look& look) const {
    if (!countries_.is_trunk_in_brackets(first, at)) look.add(groups_[at]);
  }
  Identifier identifier(const Piece& piece, const Look& look) const {
    const bool plus = groups_[piece.first].before.plus;
    auto number = numbers_.read(look.digits, plus);
    if (!number && !plus)
      number = numbers_.read_with_country(look.digits, NumberReader::kMinAnywhere);
    const bool known = number && (number->possible || plus);
    const bool doubtful = !(number && number->valid) && may_go_on(piece, look);
    return {.kind = IdentifierKind::phone,
            .obfuscation = look.obfuscation(),
            .confidence = static_cast<std::uint8_t>(
                std::clamp(50 + piece.score, 1, doubtful ? kMayGoOn : 99)),
            .span = span(piece),
            .value = known ? number->e164 : look.digits};
  }

  // From the plus or the opening bracket on.
  Span span(const Piece& piece) const {
    Span span{groups_[piece.first].span.start, groups_[piece.last - 1].span.end};
    const auto before = [&] { return span.start > start_ ? raw_[span.start - 1] : '\0'; };
    const std::string_view inside = cut(raw_, span);
    const auto close = inside.find(')'), open = inside.find('(');
    const bool opened_before =
        close != std::string_view::npos && (open == std::string_view::npos || close < open);
    if (groups_[piece.first].before.plus)
      while (!is_plus_sign(read_glyph(raw_, span.start).code_point)) --span.start;
    if (before() == '(' && opened_before) --span.start;
    if (piece.last - piece.first > 1 && series_.ends_in_brackets(piece.last - 1)) ++span.end;
    return span;
  }

  // Nobody writes the number of an offer like that: "(04) 65 71 82 64", "+33 ...".
  static bool is_dialled(const Look& look, bool plus) {
    static constexpr std::array<std::string_view, 4> kWhole = {"533", "47", "48", "28"};
    const bool is_parted =
        look.grouping() > 0 || std::ranges::find(kWhole, look.sizes) != kWhole.end();
    return plus || (look.digits[0] == '0' && is_parted);
  }

  // Behind "room number", and behind "passport needed".
  bool is_number_all_the_same(const Look& look, bool plus) const {
    if (surroundings_.item && is_dialled(look, plus)) return true;
    const bool dialled = look.digits.starts_with("00") && numbers_.is_valid(look.digits, plus);
    return surroundings_.reference_is_far &&
           (plus || dialled || look.grouping() >= kKnownGrouping ||
            numbers_.is_dialled_at_home(look.digits));
  }

  std::string_view raw_;
  std::uint32_t start_;
  std::vector<Group> groups_;
  const NumberReader numbers_;
  Surroundings surroundings_;
  DialledCountries countries_;
  const Series series_;
  std::vector<Twin> twins_;
  std::size_t letters_before_ = 0;  // groups before the first with a digit: "Ref. ES-1234"
};
}  // namespace

void find_phones(std::string_view raw, const Run& run, const FindOptions& options,
                 const NumberingPlan& plan, std::vector<Identifier>& found) {
  if (run.digit_count() < kMinDigits) return;
  PhoneFinder(raw, run, options, plan).find(found);
}

}  // namespace lodestar::text::internal
