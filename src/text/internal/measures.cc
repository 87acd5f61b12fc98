// SPDX-License-Identifier: Apache-2.0
// measure = 1*5DIGIT unit / size     no zero first
// size    = 2*3DIGIT 2*LETTER     one letter, as of a dress
// count   = 1*5DIGIT 2*4LETTER    beside a measure, or beside another with the same letters
//         / 1*3DIGIT "." 3DIGIT unit
#include "text/internal/measures.h"

#include <algorithm>

#include "text/internal/lexicon.h"

namespace lodestar::text::internal {
namespace {

constexpr std::size_t kMostDigits = 5, kLongestUnit = 4;

// Units of letters that pass for digits. "oZ" is none.
bool is_listed(std::string_view letters) {
  static constexpr std::string_view kUnits = " oz gb tb gbs tbs gib tib gal gals bd ba ea sq ";
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool is_mixed = is_small(letters[0]) && !std::ranges::all_of(letters, is_small);
  return !is_mixed && lists_word(kUnits, letters);
}
// Those, and what the lexicon lists.
bool is_unit(std::string_view letters) {
  if (is_listed(letters)) return true;
  const FoldedWord word = read_word(letters, 0);
  return word.size > 1 && word.end == letters.size() &&
         lexicon().find(word.text()).sense == Sense::amount;
}
bool is_size(int number, std::string_view letters) {
  const bool is_of_inches = number >= 28 && number <= 50;
  const bool is_of_centimetres = number >= 60 && number <= 120 && number % 5 == 0;
  const char first = to_lower(letters[0]);
  return (is_of_inches || is_of_centimetres) && letters.size() > 1 &&
         std::string_view("abdeg").find(first) != std::string_view::npos &&
         std::ranges::all_of(letters, [&](char c) { return to_lower(c) == first; });
}

// "TL" of "9000TL": what may be the unit of one to five digits.
std::string_view letters_behind(std::string_view token) {
  const std::size_t digits = std::min(token.find_first_not_of("0123456789"), token.size());
  const std::string_view letters = token.substr(digits);
  const bool counts = digits > 0 && digits <= kMostDigits && token[0] != '0';
  return counts && std::ranges::all_of(letters, is_letter) ? letters : std::string_view{};
}
// "Go", "TL", but not "OO", "SS", "ll", which are digits twice.
bool may_be_unit(std::string_view letters) {
  return letters.size() > 1 && letters.size() <= kLongestUnit &&
         letters.find_first_not_of("oOlI") != std::string_view::npos &&
         letters.find_first_not_of(letters[0]) != std::string_view::npos;
}
// "512GB 9000TL", "50Go 100Go": counts beside a measure, or of the same unit.
class Counts {
 public:
  Counts(std::string_view raw, std::span<const Group> chain)
      : raw_(raw), chain_(chain), has_measure_(std::ranges::any_of(chain, [](const Group& group) {
          return (group.marks & kMeasure) != 0;
        })) {}

  bool include(const Group& group) const {
    if ((group.marks & kLeet) == 0) return false;
    if (ends_thousands(group)) return true;
    const std::string_view unit = letters_behind(cut(raw_, group.span));
    return may_be_unit(unit) &&
           (has_measure_ || std::ranges::count_if(chain_, [&](const Group& one) {
                              return letters_behind(cut(raw_, one.span)) == unit;
                            }) > 1);
  }

  // "000TL" of "15.000TL"
  bool ends_thousands(const Group& group) const {
    constexpr std::size_t kDigits = 3;
    if (&group == &chain_.front() || group.before.text != ".") return false;
    const std::string_view token = cut(raw_, group.span);
    const Group& before = *(&group - 1);
    return token.find_first_not_of("0123456789") == kDigits && is_unit(token.substr(kDigits)) &&
           before.plain() && before.digits.size() <= kDigits && before.digits[0] != '0';
  }

 private:
  std::string_view raw_;
  std::span<const Group> chain_;
  bool has_measure_;
};

// "6S5", "Oo": nothing that is counted looks like that.
bool is_in_disguise(std::string_view raw, const Group& group) {
  if (group.is_letters()) return group.digits.size() > 1 && !is_listed(cut(raw, group.span));
  return (group.marks & kLeet) != 0 && (group.marks & kUnitLike) == 0;
}

// "16 GB": the unit behind a blank.
bool is_unit_of(std::string_view raw, const Group& group, const Group& before) {
  return group.is_letters() && before.plain() && before.digits.size() <= kMostDigits &&
         group.before.text == " " && is_listed(cut(raw, group.span));
}
// "+33 5 36 49 97 ZB": all of it is a number with its country.
bool is_with_country(std::span<const Group> chain) {
  constexpr std::size_t kMostDigitsOfANumber = 15;
  std::size_t digits = 0;
  for (const Group& group : chain) digits += group.digits.size();
  return chain.front().before.plus && digits <= kMostDigitsOfANumber;
}
}  // namespace

bool is_measure(std::string_view token) {
  const std::string_view letters = letters_behind(token);
  if (letters.empty()) return false;
  int number = 0;
  for (const char digit : token.substr(0, token.size() - letters.size()))
    number = number * 10 + (digit - '0');
  return is_unit(letters) || is_size(number, letters);
}

void mark_measures(std::string_view raw, std::span<Group> groups) {
  const auto may_be = [](const Group& group) { return (group.marks & (kLeet | kMeasure)) != 0; };
  if (std::ranges::none_of(groups, may_be)) return;
  for (std::size_t first = 0, last = 1; first < groups.size(); first = last++) {
    while (last < groups.size() && !groups[last].before.breaks()) ++last;
    const auto chain = groups.subspan(first, last - first);
    const Counts counts(raw, chain);
    const auto is_disguised = [&](const Group& group) {
      return is_in_disguise(raw, group) && !counts.include(group);
    };
    if (std::ranges::any_of(chain, is_disguised) || is_with_country(chain)) continue;
    bool has_one = false;
    for (std::size_t at = 0; at < chain.size(); ++at) {
      const bool apart =
          at > 0 && chain[0].digits[0] != '0' && is_unit_of(raw, chain[at], chain[at - 1]);
      if (apart || counts.ends_thousands(chain[at])) chain[at - 1].decoy = true;
      chain[at].decoy |= apart || (chain[at].marks & kMeasure) != 0 || counts.include(chain[at]);
      has_one |= chain[at].decoy;
    }
    for (Group& group : chain) group.decoy |= has_one && (group.marks & kUnitLike) != 0;
  }
}

}  // namespace lodestar::text::internal
