// SPDX-License-Identifier: Apache-2.0
#include "text/internal/words_beside.h"

#include <algorithm>
#include <optional>
#include <string>

#include "text/internal/characters.h"
#include "text/internal/lexicon.h"
#include "text/internal/whole_numbers.h"

namespace lodestar::text::internal {
namespace {

constexpr std::size_t kShortest = 2, kSurelyAWord = 3;  // letters
constexpr std::uint8_t kMixed = kLeet | kHasDigit;

bool is_mixed(const Group& group) {
  return (group.marks & (kDisguises | kHasDigit | kWeak)) == kMixed;
}
bool are_shaped_like_digits(std::string_view letters) {
  return std::ranges::all_of(letters, [](char c) { return (byte_class(c) & kLeetShape) != 0; });
}

bool is_possible(const std::optional<PhoneNumber>& number) {
  return number && (number->valid || number->possible);
}

class GluedWords {
 public:
  GluedWords(std::string_view raw, std::span<Group> groups, const NumberReader& numbers)
      : raw_(raw), groups_(groups), numbers_(numbers), whole_(groups, numbers) {}

  void cut_all() {
    for (std::size_t at = 0; at < groups_.size(); ++at)
      if (is_mixed(groups_[at]) && !cut_behind(at)) cut_before(at);
  }

 private:
  // "4431Lola"
  bool cut_behind(std::size_t at) {
    Group& group = groups_[at];
    const std::string_view token = cut(raw_, group.span);
    const std::size_t digits = std::min(token.find_first_not_of("0123456789"), token.size());
    const std::string_view word = token.substr(digits);
    if (digits == 0 || word.size() < kShortest || !std::ranges::all_of(word, is_letter))
      return false;
    const Group before = group;
    keep(group, 0, digits);
    if (is_end_of_a_whole_number(at, before.digits, word)) {
      if (at + 1 < groups_.size()) groups_[at + 1].before.cut = true;
      return true;
    }
    group = before;
    return false;
  }
  bool is_end_of_a_whole_number(std::size_t at, std::string_view all, std::string_view word) const {
    std::string before;
    for (std::size_t first = at + 1; first-- > 0;) {
      if (first < at) before.insert(0, groups_[first].digits);
      const std::string digits = before + std::string(groups_[at].digits);
      if (!groups_[first].plain() || digits.size() > WholeNumbers::kMaxDigits) return false;
      const bool begins = whole_.begins(first) || whole_.is_one_block(first, at + 1);
      if (begins && at > first && whole_.is_closed(first, at + 1)) return true;  // "310-555-0216GB"
      if (begins && (whole_.is_whole(first, at + 1, digits) || is_long(digits, word)))
        return !is_whole_with(first, before + std::string(all), word);
      if (!goes_on(groups_[first])) return false;
    }
    return false;
  }
  // "21 97840 5828Gigi": nobody has as many digits as the letters would make.
  static bool is_long(std::string_view digits, std::string_view word) {
    return digits.size() >= WholeNumbers::kMinAtHome && word.size() >= kSurelyAWord &&
           !are_shaped_like_digits(word);
  }
  bool is_whole_with(std::size_t first, const std::string& digits, std::string_view word) const {
    const bool plus = groups_[first].before.plus;
    if (word.size() < kSurelyAWord && !plus && !numbers_.knows_region()) return true;
    return are_shaped_like_digits(word) &&
           (is_possible(numbers_.read(digits, plus)) ||
            numbers_.read_with_country(digits, NumberReader::kMinAnywhere).has_value());
  }
  // "SOS0642187359"
  void cut_before(std::size_t at) {
    Group& group = groups_[at];
    const std::string_view token = cut(raw_, group.span);
    const std::size_t letters = std::min(token.find_first_of("0123456789"), token.size());
    const std::string_view digits = token.substr(letters);
    if (letters < kSurelyAWord || !std::ranges::all_of(token.substr(0, letters), is_letter) ||
        !std::ranges::all_of(digits, is_digit) || !numbers_.is_dialled_at_home(std::string(digits)))
      return;
    keep(group, letters, digits.size());
    group.before.cut = at > 0;
  }
  // So many characters of the group from `start` on, which are as many plain digits.
  static void keep(Group& group, std::size_t start, std::size_t size) {
    group.digits = group.digits.substr(start, size);
    group.span.start += static_cast<std::uint32_t>(start);
    group.span.end = group.span.start + static_cast<std::uint32_t>(size);
    group.marks = kHasDigit;
  }

  std::string_view raw_;
  std::span<Group> groups_;
  const NumberReader& numbers_;
  const WholeNumbers whole_;
};

// What stands by itself behind a number, and passes for its last digit.
class WordBehind {
 public:
  WordBehind(std::string_view raw, std::span<const Group> groups, const NumberReader& numbers)
      : raw_(raw),
        number_(groups.first(groups.size() - 1)),
        word_(groups.back()),
        numbers_(numbers),
        is_spelled_((word_.marks & kWords) != 0),
        is_weak_((word_.marks & kWeak) != 0) {}

  bool is_a_word() const {
    if (word_.digits.size() != 1 || word_.before.text != " " || !is_followed()) return false;
    if (!is_spelled_ && !is_letter_alone()) return false;
    std::string digits;
    for (std::size_t first = number_.size(); first-- > 0;) {
      digits.insert(0, number_[first].digits);
      if (digits.size() > WholeNumbers::kMaxDigits) return false;
      const bool begins = first == 0 || !goes_on(number_[first]);
      if (begins) return is_whole_without(first, digits);
    }
    return false;
  }

 private:
  // "o escribe", "o/y"
  bool is_followed() const {
    const std::size_t end = word_.span.end;
    if (end + 1 >= raw_.size() || (raw_[end] != ' ' && raw_[end] != '/')) return false;
    return read_glyph(raw_, end + 1).kind == GlyphKind::letter;
  }
  // The Spanish "or", the Portuguese "the", the English "I".
  bool is_letter_alone() const {
    const std::string_view written = cut(raw_, word_.span);
    return is_weak_ && (written == "o" || written == "I");
  }
  bool is_whole_without(std::size_t first, const std::string& digits) const {
    const bool plus = number_[first].before.plus;
    const std::string more = digits + std::string(word_.digits);
    const std::uint8_t mark = is_spelled_ ? kWords : kLeet;
    const bool others_are_like_it = std::ranges::any_of(
        number_.subspan(first), [&](const Group& group) { return (group.marks & mark) != 0; });
    if (plus || numbers_.knows_region()) {
      if (!numbers_.is_valid(digits, plus)) return false;
      return (is_weak_ && !others_are_like_it) || !numbers_.is_valid(more, plus);
    }
    const bool at_home = digits[0] == '0';
    if (is_weak_ && !others_are_like_it) {
      // Ten may lack the last of eleven, as only an article could be: "11 96781 234 um".
      const bool is_open = is_spelled_ && digits.size() == WholeNumbers::kMinAtHome;
      return at_home ? digits.size() >= WholeNumbers::kMinAtHome
                     : digits.size() >= WholeNumbers::kMinDigits && !is_open;
    }
    // "... three one one girl", where no country has a number of all of them.
    if (is_weak_ || word_.digits != "1" || !is_before_a_noun() ||
        is_possible(numbers_.read(more, true)))
      return false;
    constexpr std::size_t kLongAtHome = 11, kAmerican = 10;
    return at_home ? digits.size() == kLongAtHome
                   : digits.size() == kAmerican &&
                         numbers_.read_with_country("1" + digits, kLongAtHome).has_value();
  }
  bool is_before_a_noun() const {
    const char first = raw_[word_.span.end + 1U];
    if (first >= 'A' && first <= 'Z') return false;  // "... two one Lola"
    const FoldedWord word = read_word(raw_, word_.span.end + 1U);
    const Sense sense = word.size > 0 ? lexicon().find(word.text()).sense : Sense::none;
    return word.size > 2 &&
           (sense == Sense::none || sense == Sense::amount || sense == Sense::time);
  }

  std::string_view raw_;
  std::span<const Group> number_;
  const Group& word_;
  const NumberReader& numbers_;
  const bool is_spelled_, is_weak_;
};
}  // namespace

void cut_glued_words(std::string_view raw, std::span<Group> groups, const NumberReader& numbers) {
  if (std::ranges::any_of(groups, is_mixed)) GluedWords(raw, groups, numbers).cut_all();
}

void mark_word_behind(std::string_view raw, std::span<Group> groups, const NumberReader& numbers) {
  if (groups.size() < 2 || (groups.back().marks & (kWords | kWeak)) == 0) return;
  if (WordBehind(raw, groups, numbers).is_a_word()) groups.back().decoy = true;
}

}  // namespace lodestar::text::internal
