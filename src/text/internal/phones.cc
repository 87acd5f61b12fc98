// SPDX-License-Identifier: Apache-2.0
#include "text/internal/phones.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <span>
#include <string>

#include "text/internal/characters.h"
#include "text/internal/decoys.h"
#include "text/internal/groups.h"
#include "text/internal/measures.h"
#include "text/internal/number_reader.h"
#include "text/internal/register_codes.h"
#include "text/internal/tails.h"
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

// Evidence in tenths. By number of digits, from 7 to 15:
constexpr int kByDigits[] = {-25, -10, 5, 15, 12, 8, 2, -15, -20};
constexpr int kPlus = 30, kDialledAbroad = 20, kValid = 15, kPossible = 5, kImpossible = -8;
constexpr int kBehindCountry = -40, kStumpOfCountry = -40, kWithoutArea = -40, kOtherEnding = -40,
              kCount = -40;
constexpr int kCue = 25, kWeakCue = 12, kCueAfter = 12, kReference = -45, kAmount = -45;
constexpr int kDisguised = 12, kOneDisguised = 2, kOddGaps = 5, kEveryDigitApart = 5;
constexpr int kKnownGrouping = 10, kTail = 4, kCountryDigit = 12;
constexpr int kLoneDigit = -7, kPairApart = -2, kManySeparators = -5, kPause = -12, kSlash = -6,
              kLongGap = -8;
constexpr int kCutInSeries = -22, kCounting = -45, kRound = -30, kUnits = -30, kWeakEdge = -9,
              kLooseLetters = -40, kLooseLetter = -40;

// A piece of the run that may be one number: groups [first, last).
struct Piece {
  std::size_t first = 0, last = 0;
  int score = -1;
};

// "(11) 98765-0020 / 98765-0021": the groups [first, last) are a second number of the area that the
// number ending at `behind` has in brackets.
struct Twin {
  std::size_t area = 0, behind = 0, first = 0, last = 0;
};

// What a piece looks like, gathered as groups are added at its end.
struct Look {
  std::size_t end_with_country = 0;  // of groups, where the first has a country and the plan knows
  std::string digits;
  std::string sizes;       // of its blocks (groups with no gap between are one), '0' + digits
  std::string separators;  // those met
  int pauses = 0, slashes = 0, long_gaps = 0, odd_gaps = 0, gaps = 0;
  int disguised = 0, disguised_groups = 0;  // digits, and groups
  bool plain_end = false;
  std::uint8_t marks = 0;
  int previous = -1;  // value of the last group
  bool plain_blocks = true, units_only = true;
  bool after_letters = false;
  // A word of letters that pass for digits, not tied to any: "AGOSTO 1998".
  bool loose_letters = false;
  bool counting_up = true, counting_down = true, round = true;

  void add(const Group& group) {
    const bool first = digits.empty(), glued = !first && group.before.text.empty();
    const bool letters =
        (group.marks & kLeet) != 0 && (group.marks & kWeak) != 0 && group.digits.size() > 1;
    const bool apart = !first && group.before.text.find(' ') != std::string_view::npos;
    loose_letters |= apart && (letters || after_letters);
    after_letters = letters;
    if (!first && !glued) add_gap(group.before);
    if (!glued) sizes += '0';
    digits += group.digits;
    sizes.back() = static_cast<char>(sizes.back() + group.digits.size());
    marks |= group.marks;
    plain_end = (group.marks & kDisguises) == 0;
    disguised_groups += plain_end ? 0 : 1;
    if (!plain_end) disguised += static_cast<int>(group.digits.size());
    plain_blocks &= (group.marks & kDisguises & ~kUnicode) == 0;
    units_only &= (group.marks & kUnitLike) != 0 || group.plain();
    const int value = group.value();
    counting_up &= first || value == previous + 1;
    counting_down &= first || value == previous - 1;
    round &= group.digits.size() >= 3 && group.digits.ends_with("00");
    previous = value;
  }

 private:
  void add_gap(const Gap& gap) {
    ++gaps;
    pauses += gap.pause;
    slashes += gap.separator == '/';
    odd_gaps += gap.odd;
    long_gaps += gap.text.size() > 3 && !gap.odd;
    const bool bracket = gap.text.find_first_of("()[]") != std::string_view::npos;
    if (!bracket && separators.find(gap.separator) == std::string::npos)
      separators += gap.separator;
  }
};

class PhoneFinder {
 public:
  PhoneFinder(std::string_view raw, const Run& run, const FindOptions& options,
              const NumberingPlan& plan)
      : raw_(raw),
        start_(run.start()),
        groups_(read_groups(raw, run)),
        plan_(plan),
        numbers_(plan, options.region) {
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
    mark_decoys(groups_, surroundings_, numbers_);
    mark_wages(groups_, surroundings_, numbers_);
    mark_tails(raw_, groups_, surroundings_, numbers_);
    find_twins();
    find_countries();
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
    std::size_t digits = 0, last = 0;
    if (groups_.size() > 1 && is_of_a_taxpayer(groups_[0]) &&
        groups_[1].digits.size() == surroundings_.reference_digits) {
      last = 2;  // "ИНН/ОГРН 7707083893/1027700132195"
      digits = surroundings_.reference_digits;
    }
    while (last < groups_.size() && digits < surroundings_.reference_digits)
      digits += groups_[last++].digits.size();
    const bool ends = last == groups_.size() || is_broken_before(last);
    if (digits != surroundings_.reference_digits || !ends) return;
    constexpr std::uint8_t kOfAFirm = 13;  // "ОГРН 1027700132195, 7707083893"
    if (last < groups_.size() && surroundings_.reference_digits == kOfAFirm &&
        is_of_a_taxpayer(groups_[last]) && !stops_before(last))
      ++last;
    for (Group& group : std::span(groups_).first(last)) group.decoy = true;
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
      Look look{.end_with_country = end_with_country(i)};
      const std::size_t most = kMaxDigits + uncounted_zeros(i);
      for (std::size_t j = i; j < count && (j == i || !stops_before(j)) && !groups_[j].decoy; ++j) {
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

  void find_twins() {
    for (std::size_t area = 0; area + 2 < groups_.size(); ++area) {
      if (!is_area(area)) continue;
      const std::size_t behind = end_of_local(area + 1);
      const std::size_t size = behind - area - 1;
      for (std::size_t at = behind; is_like(area + 1, at, size); at += size) {
        twins_.push_back({area, behind, at, at + size});
        for (Group& group : std::span(groups_).subspan(at, size)) group.decoy = true;
      }
    }
  }
  bool is_area(std::size_t at) const {
    const Group& group = groups_[at];
    return group.plain() && !group.decoy && group.digits.size() > 1 && group.digits.size() < 6 &&
           group.span.start > start_ && raw_[group.span.start - 1U] == '(' &&
           groups_[at + 1].before.text.starts_with(')');
  }
  static bool is_between_twins(const Gap& gap) {
    return gap.text == "/" || gap.text == " / " || gap.text == ", ";
  }
  // What is dialled within an area: with as many digits as are a whole number elsewhere it has the
  // form of one of Brazil.
  std::size_t end_of_local(std::size_t first) const {
    constexpr std::size_t kFewest = 6, kMost = 8, kMostGroups = 4;
    std::size_t last = first, digits = 0;
    while (last < groups_.size() && (last == first || !is_between_twins(groups_[last].before)))
      digits += groups_[last++].digits.size();
    const bool is_brazilian = last == first + 2 && groups_[first].digits.size() == 5 &&
                              groups_[first + 1].digits.size() == 4;
    const bool is_one = digits >= kFewest && (digits <= kMost || is_brazilian) &&
                        last - first <= kMostGroups && groups_[first].digits[0] != '0';
    return is_one ? last : first;
  }
  // Whether the groups from `at` on are so many as those from `first` on, and written as they are.
  bool is_like(std::size_t first, std::size_t at, std::size_t size) const {
    if (size == 0 || at + size > groups_.size() || !is_between_twins(groups_[at].before))
      return false;
    // "(212) 555-0147, 150-2000": behind a comma something else may stand.
    const bool begins_alike = groups_[first].digits.substr(0, 3) == groups_[at].digits.substr(0, 3);
    if (groups_[at].before.pause && !begins_alike) return false;
    for (std::size_t i = 0; i < size; ++i) {
      const Group &one = groups_[first + i], &other = groups_[at + i];
      if (!one.plain() || !other.plain() || other.decoy || one.digits.size() != other.digits.size())
        return false;
      if (i > 0 && one.before.text != other.before.text) return false;
    }
    const std::size_t end = at + size;
    return end == groups_.size() || groups_[end].before.cut ||
           is_between_twins(groups_[end].before);
  }

  bool stops_before(std::size_t j) const { return groups_[j].before.cut || groups_[j].before.plus; }

  int score(std::size_t first, std::size_t last, const Look& look) const {
    const std::size_t digits = std::max(kMinDigits, look.digits.size() - uncounted_zeros(first));
    int sum = kByDigits[digits - kMinDigits];
    if (!is_comma_series(first, last, look)) sum += look.pauses * kPause;
    sum += score_of_form(look) + score_of_edges(first, last) +
           score_of_surroundings(first, last, look);
    const bool plus = groups_[first].before.plus;
    const bool framed = plus || look.sizes == "22222";
    if ((look.marks & kLeet) != 0 && look.units_only && !framed) sum += kUnits;
    if (is_stump(first, last, look)) sum += kStumpOfCountry;
    if (is_completed_by_last(look, plus) || is_usual_but_for_last(look)) sum -= kLoneDigit;
    if (last - first > 1 && is_count(first) && !numbers_.is_valid(look.digits, plus)) sum += kCount;
    const bool is_abroad = !plus && last - first > 2 && is_trunk_in_brackets(first, first + 1);
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
    if (cue && (by_digit || grouping(look) > 0)) return true;
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
  // "655 201 33 8", "212 902 443 1"
  static bool is_usual_but_for_last(const Look& look) {
    return look.plain_blocks && look.digits[0] > '1' &&
           (look.sizes == "3321" || look.sizes == "3331");
  }
  // "0748122794 5" otherwise, with nothing behind that the digit could count: who knows?
  bool may_go_on(const Piece& piece, const Look& look) const {
    const std::size_t next = piece.last;
    if (next >= groups_.size() || look.sizes.size() > 1 || look.digits.size() > kLongestStump ||
        look.digits[0] != '0')
      return false;
    const Group& group = groups_[next];
    const bool beside = group.plain() && !group.decoy && group.digits.size() == 1 &&
                        group.before.text.size() == 1 && !is_broken_before(next);
    if (!beside || (next + 1 < groups_.size() && !is_broken_before(next + 1))) return false;
    std::size_t at = group.span.end;
    while (at < raw_.size() && raw_[at] == ' ') ++at;
    return at == raw_.size() || read_glyph(raw_, at).kind != GlyphKind::letter;
  }

  int score_of_form(const Look& look) const {
    int sum = 0;
    if (look.disguised > 1) sum += kDisguised;
    if (look.disguised == 1) sum += kOneDisguised;
    if (look.odd_gaps > 1 && look.odd_gaps == look.gaps) sum += kOddGaps;
    const auto lone = std::ranges::count(look.sizes, '1');
    const bool abroad = look.digits.starts_with("00") && lone + 1 == std::ssize(look.sizes);
    if (lone == std::ssize(look.sizes) || abroad || each_apart_by_a_sign(look)) {
      sum += look.digits.size() >= 9 ? kEveryDigitApart : 0;
    } else if (look.plain_blocks) {
      const bool pair = lone == 2 && is_last_pair_apart(look);
      sum += pair ? kPairApart : static_cast<int>(lone) * kLoneDigit;
      sum += grouping(look);
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

  // "2/1/2/5/5/5/0/1/4/7", "0-77-0-0-9-0-0-1-1-8": no list is written like that.
  bool each_apart_by_a_sign(const Look& look) const {
    const auto lone = std::ranges::count(look.sizes, '1');
    const std::size_t least = surroundings_.cue ? kLeastWhole : kLeastWhole + 1;
    return look.digits.size() >= least && look.sizes.size() >= kLeastWhole &&
           lone + 1 >= std::ssize(look.sizes) && look.separators.size() == 1 &&
           (look.separators == "/" || look.separators == "-");
  }

  // "0151 648 209 1 7"
  static bool is_last_pair_apart(const Look& look) {
    return look.digits[0] == '0' && look.sizes.ends_with("11") && !look.sizes.starts_with("2222");
  }

  static int grouping(const Look& look) {
    const std::string_view sizes = look.sizes;
    int sum = 0;
    if (sizes == "1334" &&
        (look.digits[0] == '1' || look.digits[0] == '7' || look.digits[0] == '8'))
      sum += kCountryDigit;
    if (sizes == "13322" || sizes == "1352") sum += kCountryDigit;
    for (const std::string_view known :
         {"334", "3322", "22222", "333", "424", "343", "433", "344", "4322", "352"})
      if (sizes.ends_with(known)) return sum + kKnownGrouping;
    return sum + (sizes.size() > 1 && sizes.back() == '4' ? kTail : 0);
  }

  // A piece should not be cut out of a series, nor begin or end with what may be a common word.
  int score_of_edges(std::size_t first, std::size_t last) const {
    int sum = is_behind_a_country(first) ? kBehindCountry : 0;
    if (is_extension_without_area(first, last) || is_without_area(first)) sum += kWithoutArea;
    if (is_other_ending(first, last)) sum += kOtherEnding;
    if (first > 0 && !groups_[first - 1].decoy && cuts_series(first, first, last))
      sum += kCutInSeries;
    if (last < groups_.size() && !groups_[last].decoy && cuts_series(last, first, last))
      sum += kCutInSeries;
    if ((groups_[first].marks & kWeak) != 0) sum += kWeakEdge;
    if ((groups_[last - 1].marks & kWeak) != 0) sum += kWeakEdge;
    if (last - first >= 2 && (is_loose_letter(groups_[first], groups_[first + 1]) ||
                              is_loose_letter(groups_[last - 1], groups_[last - 2])))
      sum += kLooseLetter;
    return sum;
  }
  // "00351 | 912 847 561" and "0044 (0) | 7911 648209": whose country is written is no number of
  // the region.
  bool is_behind_a_country(std::size_t first) const {
    if (first > dialled_ && first <= behind_dialled_) return true;
    if (!names_country_) return false;
    while (first > 0 && !stops_before(first) && groups_[first - 1].digits == "0") --first;
    if (first == 0 || stops_before(first)) return false;
    return is_country(groups_[first - 1].digits);
  }
  // "0044": how a country is dialled.
  static bool is_country(std::string_view digits) {
    return digits.starts_with("00") && digits.size() >= 3 && digits.size() <= 5;
  }
  void find_countries() {
    for (std::size_t at = 0; at < groups_.size(); ++at) {
      names_country_ |= is_country(groups_[at].digits);
      const std::size_t zeros = groups_[at].digits[0] == '0' ? zeros_dialled(at) : 0;
      if (zeros == 0) continue;
      dialled_ = at;
      behind_dialled_ = at + zeros;
    }
  }
  // "00 8 6 1 3 ...", "0 0 4 4 7 ...": how many groups the zeros are, where a number with its
  // country begins behind them; else 0.
  std::size_t zeros_dialled(std::size_t at) const {
    const std::size_t zeros = groups_[at].digits == "00" ? 1 : groups_[at].digits == "0" ? 2 : 0;
    if (zeros == 0 || (at > 0 && !is_broken_before(at) && !groups_[at - 1].decoy)) return 0;
    std::string digits;
    for (std::size_t end = at; end < groups_.size() && (end == at || !stops_before(end)); ++end) {
      if (groups_[end].decoy || (end == at + 1 && zeros == 2 && groups_[end].digits != "0")) break;
      digits += groups_[end].digits;
      if (digits.size() > kMaxDigits + 2) break;
      const bool is_long = end >= at + zeros && digits.size() >= NumberReader::kMinDialledAbroad;
      if (is_long && numbers_.read(digits, false)) return zeros;
    }
    return 0;
  }
  // With the zeros that are dialled before its country.
  bool is_dialled_abroad(std::size_t first) const {
    return (names_country_ && is_country(groups_[first].digits)) ||
           (behind_dialled_ > 0 && first == dialled_);
  }
  // "0044 07700 900118": the zero that is dialled at home, written although the country is, counts
  // for none of the number's digits.
  std::size_t trunk_zeros(std::size_t first) const {
    if (!names_country_ || !is_country(groups_[first].digits)) return 0;
    const bool goes_on = first + 1 < groups_.size() && !stops_before(first + 1);
    if (!goes_on) return 0;
    const std::string_view next = groups_[first + 1].digits;
    return next.size() > 1 && next[0] == '0' ? 1 : 0;
  }
  // "00" before a country counts as little as a plus does.
  std::size_t uncounted_zeros(std::size_t first) const {
    return trunk_zeros(first) + (is_dialled_abroad(first) ? 2 : 0);
  }
  // "0044 07700 | 900118", "+34 655-201 | 337": behind a country more is needed than that.
  bool is_stump(std::size_t first, std::size_t last, const Look& look) const {
    const bool dialled = is_dialled_abroad(first);
    if ((!dialled && !groups_[first].before.plus) || last == groups_.size() || stops_before(last))
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
  // "flat 5 07481 227 940", "25 06 83 47 19 52": a count, then the zero that begins a number.
  bool is_count(std::size_t at) const {
    if (at + 1 >= groups_.size() || stops_before(at + 1)) return false;
    const Group &count = groups_[at], &number = groups_[at + 1];
    const bool begins =
        number.digits[0] == '0' && (number.digits.size() > 2 || is_five_pairs(at + 1));
    return begins && count.plain() && number.plain() && count.digits.size() < 3 &&
           count.digits[0] != '0' && !count.before.plus && stands_apart(number.before.text) &&
           (at == 0 || is_broken_before(at)) && !is_whole_with_country(at);
  }
  static bool stands_apart(std::string_view gap) {
    return gap == " " || gap == "\n" || gap == "|" || gap == " | " || gap == " - " || gap == "- ";
  }
  // "44 07481 227 940"; but of "22 07481 227 940" only a part would be a number of Gambia.
  bool is_whole_with_country(std::size_t first) const {
    const auto number = number_with_country(first);
    if (!number) return false;
    std::size_t digits = 0, end = first;
    while (end < groups_.size() &&
           (end == first || !(stops_before(end) || groups_[end].before.pause)))
      digits += groups_[end++].digits.size();
    return digits <= number->e164.size();  // with the zero that is dialled at home
  }
  bool is_five_pairs(std::size_t at) const {
    constexpr std::size_t kPairs = 5;
    if (at + kPairs > groups_.size()) return false;
    return std::ranges::all_of(std::span(groups_).subspan(at, kPairs), [](const Group& group) {
      return group.plain() && group.digits.size() == 2;
    });
  }
  // Whose twin has its area.
  bool is_without_area(std::size_t first) const {
    return std::ranges::any_of(
        twins_, [&](const Twin& twin) { return first > twin.area && first < twin.behind; });
  }
  // "0151/ | 64820917-12": an extension goes with the whole number, not with its end.
  bool is_extension_without_area(std::size_t first, std::size_t last) const {
    if (first == 0 || last != first + 2 || stops_before(first)) return false;
    const Group &area = groups_[first - 1], &number = groups_[first],
                &extension = groups_[last - 1];
    return area.plain() && area.digits[0] == '0' && area.digits.size() >= 3 &&
           area.digits.size() <= 5 && number.digits.size() >= 6 && !number.before.pause &&
           number.before.text.size() <= 3 && extension.before.separator == '-' &&
           extension.digits.size() <= 4;
  }
  // The zero of "0049 (0)151 64820917" and "+34 (0)612 583 174", which nobody dials from abroad.
  bool is_trunk_in_brackets(std::size_t first, std::size_t at) const {
    if (at != first + 1 || groups_[at].digits != "0" || raw_[groups_[at].span.start - 1] != '(')
      return false;
    if (groups_[first].before.plus) return !is_dialled_with_zero(first);
    return groups_[first].digits.starts_with("00") || is_code_before_trunk(first);
  }
  // "44 (0) 7911 804 263": a country's code alone, and a number of that country.
  bool is_code_before_trunk(std::size_t first) const {
    const std::string code(groups_[first].digits);
    if (code.size() > 3) return false;
    std::string digits = code;
    for (std::size_t at = first + 2; at < groups_.size() && !stops_before(at); ++at) {
      digits += groups_[at].digits;
      if (digits.size() > kMaxDigits) return false;
      const auto number = numbers_.read_with_country(digits, NumberReader::kMinWithCountry);
      if (number && std::to_string(number->country_code) == code) return true;
    }
    return false;
  }
  // "+39 (0)6 1234 5678": where the country's own numbers begin with it.
  bool is_dialled_with_zero(std::size_t first) const {
    const auto number = number_with_country(first);
    const std::size_t country = 1 + groups_[first].digits.size();
    return number && number->e164.size() > country && number->e164[country] == '0';
  }
  // The first number of the plan, with its country, that the groups from `first` on come to.
  std::optional<PhoneNumber> number_with_country(std::size_t first) const {
    std::string digits(groups_[first].digits);
    std::size_t at = first + 1;
    if (behind_dialled_ > 0 && first == dialled_) {
      at = behind_dialled_;
      digits.clear();
    }
    if (digits.starts_with("00")) digits.erase(0, 2);
    for (; at < groups_.size() && !stops_before(at); ++at) {
      digits += groups_[at].digits;
      if (digits.size() > kMaxDigits) return std::nullopt;
      if (digits.size() <= kMinDigits) continue;
      auto number = plan_.parse(digits, true, {});
      if (number && number->valid) return number;
    }
    return std::nullopt;
  }
  // Behind the last group of that number; 0 where there is none.
  std::size_t end_with_country(std::size_t first) const {
    const bool dialled = is_dialled_abroad(first);
    if (!dialled && !groups_[first].before.plus) return 0;
    const auto number = number_with_country(first);
    if (!number) return 0;
    std::size_t digits = number->e164.size() - 1, end = first;
    if (dialled) digits += 2;
    for (; end < groups_.size() && digits > 0; ++end)
      digits -= std::min(digits, groups_[end].digits.size());
    return end;
  }
  // "645208317 o escribe": a letter by itself beside whole groups of digits is a word.
  static bool is_loose_letter(const Group& edge, const Group& inside) {
    return (edge.marks & kWeak) != 0 && (edge.marks & kLeet) != 0 && edge.digits.size() == 1 &&
           inside.digits.size() > 1;
  }
  // Whether the gap before group `at` looks like those inside the piece.
  bool cuts_series(std::size_t at, std::size_t first, std::size_t last) const {
    const Group& outside = groups_[at == first ? first - 1 : at];
    const Group& inside = groups_[at == first ? first : last - 1];
    if (groups_[at].before.text.empty()) return true;
    if (at == first ? is_trunk_apart(first) : is_last_in_brackets(last)) return true;
    if (at == first ? is_count(first - 1) : is_counted(last, first)) return false;
    if ((outside.marks & kWeak) != 0 && (inside.marks & kWeak) == 0) return false;
    if (outside.digits.size() > 4 && outside.digits.size() != inside.digits.size()) return false;
    const auto series = std::span(groups_).subspan(first + 1, last - first - 1);
    const bool apart = all_digits_apart(outside, inside) ||
                       words_and_digits(first, last, outside) ||
                       (at == last && goes_on_in_letters(first, last));
    if (outside.plain() != inside.plain() && !apart) return false;
    const bool same = std::ranges::any_of(
        series, [&](const Group& group) { return group.before.text == groups_[at].before.text; });
    return same && !whole_number_in_threes(first, last);
  }
  // "0 7481227940": the zero that a number begins with at home, and nothing else does.
  bool is_trunk_apart(std::size_t first) const {
    const Group &zero = groups_[first - 1], &number = groups_[first];
    const bool begins = first == 1 || is_broken_before(first - 1);
    return zero.plain() && zero.digits == "0" && number.plain() && number.digits.size() > 2 &&
           number.digits[0] != '0' && begins && !is_broken_before(first) &&
           number.before.separator == ' ';
  }
  // "07481 227 94(0)"
  bool is_last_in_brackets(std::size_t last) const {
    return groups_[last].before.text == "(" && ends_in_brackets(last);
  }
  bool ends_in_brackets(std::size_t last) const {
    const Group& group = groups_[last];
    return group.digits.size() == 1 && group.before.text.ends_with('(') &&
           group.span.end < raw_.size() && raw_[group.span.end] == ')';
  }
  bool is_broken_before(std::size_t at) const {
    const Gap& gap = groups_[at].before;
    return gap.cut || gap.pause || gap.odd || gap.plus;
  }
  static bool all_digits_apart(const Group& a, const Group& b) {
    return a.digits.size() == 1 && b.digits.size() == 1 && ((a.marks ^ b.marks) & kDisguises) == 0;
  }
  // "9OO l l | 8": behind two letters by themselves that pass for digits, a digit by itself.
  bool goes_on_in_letters(std::size_t first, std::size_t last) const {
    if (last - first < 3 || groups_[last].digits.size() != 1 || !groups_[last].plain())
      return false;
    const auto end = std::span(groups_).subspan(last - 2, 2);
    return groups_[last].before.text == " " && std::ranges::all_of(end, [](const Group& group) {
             return group.digits.size() == 1 && (group.marks & kLeet) != 0 &&
                    group.before.text == " ";
           });
  }
  // "six one 3 7 zero 1 0 eight five": one digit at a time, now as a word and now as a figure; or
  // so at the edge: "07481 227 nine four 0".
  bool words_and_digits(std::size_t first, std::size_t last, const Group& outside) const {
    const auto piece = std::span(groups_).subspan(first, last - first);
    const auto is_word = [](const Group& group) { return (group.marks & kWords) != 0; };
    const bool counts_something =
        &outside == &groups_.back() && outside.plain() && surroundings_.amount_after;
    const bool outside_before = outside.span.start < piece.front().span.start;
    const auto is_digit = [](const Group& group) { return group.digits.size() == 1; };
    if (outside.digits.size() != 1 || counts_something || std::ranges::count_if(piece, is_word) < 2)
      return false;
    if (std::ranges::all_of(piece, is_digit)) return true;
    const auto edge = outside_before ? piece.first(2) : piece.last(2);
    return std::ranges::all_of(edge, is_digit) && lacks_a_digit(piece);
  }
  bool lacks_a_digit(std::span<const Group> piece) const {
    std::string digits;
    for (const Group& group : piece) digits += group.digits;
    if (digits.size() != kLongestStump) return digits.size() < kLongestStump;
    const auto number = numbers_.read(digits, piece.front().before.plus);
    return digits[0] == '0' && !(number && number->valid);
  }
  // "07481 227 940 24 hours": what is counted is no part of the series.
  bool is_counted(std::size_t at, std::size_t first) const {
    const Group &count = groups_[at], &begin = groups_[first];
    return surroundings_.amount_after && at + 1 == groups_.size() && count.plain() &&
           count.digits.size() == 2 && (begin.digits[0] == '0' || begin.before.plus);
  }
  // "730 555 0142 730 555 0199": each ends where it should.
  bool whole_number_in_threes(std::size_t first, std::size_t last) const {
    return last - first == 3 && groups_[first].digits.size() == 3 &&
           groups_[first + 1].digits.size() == 3 && groups_[first + 2].digits.size() == 4;
  }

  int score_of_surroundings(std::size_t first, std::size_t last, const Look& look) const {
    int sum = 0;
    if (surroundings_.cue) sum += kCue;
    if (surroundings_.cue_after && last == groups_.size()) sum += kCueAfter;
    const bool is_of_reference = surroundings_.reference && first < end_of_reference() &&
                                 !is_number_all_the_same(look, groups_[first].before.plus);
    if (is_of_reference) sum += kReference;
    if (!surroundings_.cue && surroundings_.weak_cue && !is_of_reference) sum += kWeakCue;
    if (!surroundings_.cue && last == first + 1 &&
        (is_of_a_firm(groups_[first]) || is_of_a_spaniard(groups_[first])))
      sum += kReference;
    if ((look.marks & kLeet) != 0 && is_qq(groups_[first])) sum += kReference;
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
    if (!number) return written + (looks_like_a_date(look) ? kAmount : 0);
    if (number->valid) return written + kValid;
    return written + (number->possible ? kPossible : plus ? 0 : kImpossible);
  }
  static bool looks_like_a_date(const Look& look) {
    if (look.sizes != "8" || look.disguised > 0) return false;
    const std::string_view d = look.digits;
    const bool year_first = (d.starts_with("19") || d.starts_with("20")) && d.substr(4, 2) <= "12";
    const bool year_last = (d.substr(4, 2) == "19" || d.substr(4, 2) == "20") && d[0] <= '3';
    return year_first || year_last;
  }

  Identifier identifier(const Piece& piece, const Twin& twin) const {
    Look look;
    for (std::size_t i = piece.first; i <= twin.area; ++i) add(piece.first, i, look);
    for (std::size_t i = twin.first; i < twin.last; ++i) look.add(groups_[i]);
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
    if (!is_trunk_in_brackets(first, at)) look.add(groups_[at]);
  }
  Identifier identifier(const Piece& piece, const Look& look) const {
    const bool plus = groups_[piece.first].before.plus;
    auto number = numbers_.read(look.digits, plus);
    if (!number && !plus)
      number = numbers_.read_with_country(look.digits, NumberReader::kMinAnywhere);
    const bool known = number && (number->possible || plus);
    const bool doubtful = !(number && number->valid) && may_go_on(piece, look);
    return {.kind = IdentifierKind::phone,
            .obfuscation = obfuscation(look),
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
      while (cut(raw_, span)[0] != '+') --span.start;
    if (before() == '(' && opened_before) --span.start;
    if (piece.last - piece.first > 1 && ends_in_brackets(piece.last - 1)) ++span.end;
    return span;
  }

  static Obfuscation obfuscation(const Look& look) {
    const bool interleaved = look.odd_gaps > 0;
    const int disguises =
        std::popcount(static_cast<unsigned>(look.marks & kDisguises)) + interleaved;
    if (disguises > 1) return Obfuscation::mixed;
    if ((look.marks & kWords) != 0) return Obfuscation::words;
    if ((look.marks & kLeet) != 0) return Obfuscation::leet;
    if ((look.marks & kUnicode) != 0) return Obfuscation::unicode;
    if ((look.marks & kEmoji) != 0) return Obfuscation::emoji;
    if (interleaved) return Obfuscation::interleaved;
    if (look.gaps == 0) return Obfuscation::plain;
    return look.sizes.size() >= look.digits.size() - 1 ? Obfuscation::spaced
                                                       : Obfuscation::separated;
  }

  // Nobody writes the number of an offer like that: "(04) 65 71 82 64", "+33 ...".
  static bool is_dialled(const Look& look, bool plus) {
    const bool is_parted =
        grouping(look) > 0 || look.sizes == "533" || look.sizes == "47" || look.sizes == "48";
    return plus || (look.digits[0] == '0' && is_parted);
  }

  // Behind "room number", and behind "passport needed".
  bool is_number_all_the_same(const Look& look, bool plus) const {
    if (surroundings_.item && is_dialled(look, plus)) return true;
    return surroundings_.reference_is_far &&
           (plus || grouping(look) >= kKnownGrouping || numbers_.is_dialled_at_home(look.digits));
  }

  // "B12345678" and "DE123456789": the tax numbers of firms in Spain and other countries.
  bool is_of_a_firm(const Group& group) const {
    struct Form {
      std::string_view country;
      std::size_t digits;
    };
    static constexpr Form kForms[] = {{"DE", 9},  {"GB", 9},  {"GB", 12}, {"IT", 11}, {"FR", 11},
                                      {"BE", 10}, {"PL", 10}, {"EL", 9},  {"SE", 12}, {"CZ", 8},
                                      {"CZ", 9},  {"CZ", 10}, {"SK", 10}, {"RO", 8},  {"RO", 7}};
    const std::string_view token = cut(raw_, group.span);
    const auto digits = token.find_first_of("0123456789");
    const bool known = digits == 2 && std::ranges::any_of(kForms, [&](const Form& form) {
                         return token.starts_with(form.country) && token.size() == 2 + form.digits;
                       });
    const bool spanish = digits == 1 && token[0] >= 'A' && token[0] <= 'W' && token.size() == 9;
    return (known || spanish) &&
           token.find_first_not_of("0123456789", digits) == std::string_view::npos;
  }

  // "12345678Z": of a Spaniard; the letter follows from the digits.
  bool is_of_a_spaniard(const Group& group) const {
    constexpr std::string_view kLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
    const std::string_view token = cut(raw_, group.span);
    if (token.size() != 9 || token.find_first_not_of("0123456789") != 8) return false;
    std::uint32_t number = 0;
    for (const char digit : token.substr(0, 8))
      number = number * 10 + static_cast<std::uint32_t>(digit - '0');
    return token[8] == kLetters[number % kLetters.size()];
  }

  // "QQ123456789": an account, whose letters pass for zeros.
  bool is_qq(const Group& group) const {
    const std::string_view token = cut(raw_, group.span);
    return token.size() > 2 && (token[0] | 0x20) == 'q' && (token[1] | 0x20) == 'q' &&
           token.find_first_not_of("0123456789", 2) == std::string_view::npos;
  }

  std::string_view raw_;
  std::uint32_t start_;
  std::vector<Group> groups_;
  const NumberingPlan& plan_;
  const NumberReader numbers_;
  Surroundings surroundings_;
  std::vector<Twin> twins_;
  bool names_country_ = false;
  // Groups [dialled_, behind_dialled_) are the zeros before a country's code, by themselves.
  std::size_t dialled_ = 0, behind_dialled_ = 0;
  std::size_t letters_before_ = 0;  // groups before the first with a digit: "Ref. ES-1234"
};
}  // namespace

void find_phones(std::string_view raw, const Run& run, const FindOptions& options,
                 const NumberingPlan& plan, std::vector<Identifier>& found) {
  if (run.digit_count() < kMinDigits) return;
  PhoneFinder(raw, run, options, plan).find(found);
}

}  // namespace lodestar::text::internal
