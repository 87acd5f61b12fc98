// SPDX-License-Identifier: Apache-2.0
#include "text/internal/register_codes.h"

#include <algorithm>
#include <array>

#include "text/internal/characters.h"
#include "text/internal/lexicon.h"

namespace lodestar::text::internal {
namespace {

constexpr std::size_t kMinDigits = 7;

class CodeMarker {
 public:
  CodeMarker(std::string_view raw, std::span<Group> groups) : raw_(raw), groups_(groups) {}

  // "EIN 12-3456789", "OIB 12345678903", "FR 12 345678901" and the end of "SW1A 1AA", whose letters
  // pass for digits.
  void mark() {
    const auto& first = groups_.front();
    const std::string_view token = cut(raw_, first.span);
    const bool employer = token == "EIN" && groups_.size() > 2 && groups_[1].digits.size() == 2 &&
                          groups_[2].digits.size() == 7 && groups_[2].before.text == "-";
    for (Group& group : groups_.first(employer ? 3 : 0)) group.decoy = true;
    const bool croat = token == "OIB" && groups_.size() > 1 && groups_[1].digits.size() == 11;
    for (Group& group : groups_.first(croat ? 2 : 0)) group.decoy = true;
    if (is_end_of_postcode(first.span.start, token)) groups_.front().decoy = true;
    const bool french = groups_.size() > 1 && first.digits.size() == 2 &&
                        groups_[1].digits.size() == 9 && groups_[1].before.text == " " &&
                        raw_.substr(0, first.span.start).ends_with("FR ");
    for (Group& group : groups_.first(french ? 2 : 0)) group.decoy = true;
    mark_dotted_firm();
    mark_registered_firm();
    if (is_behind_a_register()) groups_[0].decoy = groups_[1].decoy = true;
    if (is_behind_an_age()) groups_[0].decoy = true;
    if (is_ship(first) || is_article(token)) groups_.front().decoy = true;
    for (Group& group : groups_) group.decoy |= is_reference_to_a_character(group);
  }

 private:
  // "(25) 655201337": no country and no area is called so before nine digits.
  bool is_behind_an_age() const {
    constexpr std::array<int, 11> kNoCountry = {21, 22, 23, 24, 25, 26, 29, 35, 37, 38, 42};
    constexpr std::array<int, 4> kNoArea = {23, 25, 26, 29};  // of Brazil, either
    const std::uint32_t start = groups_[0].span.start;
    if (groups_.size() < 2 || start == 0 || raw_[start - 1U] != '(') return false;
    const Group &age = groups_[0], &number = groups_[1];
    if (!age.plain() || age.digits.size() != 2 || !number.plain() || number.digits.size() != 9 ||
        !number.before.text.starts_with(')'))
      return false;
    return std::ranges::find(kNoArea, age.value()) != kNoArea.end() ||
           (number.digits[0] != '9' &&
            std::ranges::find(kNoCountry, age.value()) != kNoCountry.end());
  }
  // "IMO 9074729", whose last digit is right; IMO is a messenger too.
  bool is_ship(const Group& group) const {
    constexpr std::size_t kDigits = 7;
    if (!group.plain() || group.before.plus || group.digits.size() != kDigits) return false;
    FoldedWord word = read_word_before(raw_, group.span.start);
    if (word.size > 0 && lexicon().find(word.text()).sense == Sense::number_word)
      word = read_word_before(raw_, word.end);
    if (word.text() != "imo") return false;
    std::size_t sum = 0;
    for (std::size_t i = 0; i + 1 < kDigits; ++i)
      sum += (kDigits - i) * static_cast<std::size_t>(group.digits[i] - '0');
    return sum % 10 == static_cast<std::size_t>(group.digits.back() - '0');
  }
  // "DE0098712": a country whose letters pass for digits, which alone nobody disguises.
  static bool is_article(std::string_view token) {
    constexpr std::array<std::string_view, 8> kCountries = {"AT", "BE", "BG", "DE",
                                                            "EE", "ES", "LT", "SE"};
    const std::string_view country = token.substr(0, 2);
    return token.size() > kMinDigits &&
           std::ranges::find(kCountries, country) != kCountries.end() &&
           std::ranges::all_of(token.substr(country.size()), is_digit);
  }
  // "BE 0798.122.119", "BE0798.122.119" and "CHE-123.456.789": firms of Belgium and Switzerland.
  void mark_dotted_firm() {
    const std::size_t at = groups_.size() > 3 && cut(raw_, groups_[0].span) == "BE" ? 1 : 0;
    if (groups_.size() < at + 3) return;
    const auto firm = groups_.subspan(at, 3);
    const auto is_three = [](const Group& group) {
      return group.plain() && group.digits.size() == 3 && group.before.text == ".";
    };
    if (!std::ranges::all_of(firm.last(2), is_three)) return;
    const std::string_view before = raw_.substr(0, firm[0].span.start),
                           token = cut(raw_, firm[0].span);
    const bool is_belgian =
        (token.size() == 6 && token.starts_with("BE")) ||
        (token.size() == 4 && (before.ends_with("BE ") || before.ends_with("BE")));
    const bool is_swiss =
        token.size() == 3 && (before.ends_with("CHE-") || before.ends_with("CHE "));
    for (Group& group : firm) group.decoy |= is_belgian || is_swiss;
  }
  // "RCS Paris B 552 120 222": a firm of France.
  void mark_registered_firm() {
    constexpr std::size_t kParts = 3, kMostLookedAt = 40;
    std::size_t at = 0;
    while (at < groups_.size() && groups_[at].is_letters()) ++at;
    if (at + kParts > groups_.size()) return;
    const auto firm = groups_.subspan(at, kParts);
    const auto is_part = [](const Group& group) {
      return group.plain() && group.digits.size() == 3 && !group.before.plus;
    };
    if (!std::ranges::all_of(firm, is_part)) return;
    const std::string_view before = raw_.substr(0, firm[0].span.start);
    const std::string_view near =
        before.substr(before.size() - std::min(before.size(), kMostLookedAt));
    std::size_t found = near.rfind("RCS ");
    if (found == std::string_view::npos) found = near.rfind("R.C.S. ");
    if (found == std::string_view::npos) return;
    if (near.find_first_of("0123456789,;:!?\n", found) != std::string_view::npos) return;
    for (Group& group : firm) group.decoy = true;
  }
  // "J40/12345/2005": of a firm of Romania; the first part is no digits of the run.
  bool is_behind_a_register() const {
    constexpr std::size_t kYear = 4;
    const std::uint32_t start = groups_[0].span.start;
    return groups_.size() > 1 && groups_[0].plain() && groups_[1].plain() &&
           groups_[1].before.text == "/" && groups_[1].digits.size() == kYear &&
           (groups_[1].digits.starts_with("19") || groups_[1].digits.starts_with("20")) &&
           start > 1 && raw_[start - 1U] == '/' && is_digit(raw_[start - 2U]);
  }
  // "&#9999999999;": of HTML, to one that cannot be, or it would have been read.
  bool is_reference_to_a_character(const Group& group) const {
    return group.digits.size() >= kMinDigits && group.span.end < raw_.size() &&
           raw_[group.span.end] == ';' &&
           (raw_.substr(0, group.span.start).ends_with("&#") ||
            raw_.substr(0, group.span.start).ends_with("&#x"));
  }
  bool is_end_of_postcode(std::size_t at, std::string_view token) const {
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (token.size() != 3 || !is_digit(token[0]) || !is_capital(token[1]) || !is_capital(token[2]))
      return false;
    constexpr std::size_t kShortest = 2, kLongest = 4;  // "N1", "SW1A"
    if (at == 0 || raw_[at - 1] != ' ') return false;
    std::size_t start = at - 1;
    while (start > 0 && at - 1 - start <= kLongest && is_alnum(raw_[start - 1])) --start;
    const std::string_view area = raw_.substr(start, at - 1 - start);
    return area.size() >= kShortest && area.size() <= kLongest && is_capital(area[0]) &&
           std::ranges::any_of(area, is_digit);
  }

  std::string_view raw_;
  std::span<Group> groups_;
};

// "B12345678" and "DE123456789": the tax numbers of firms in Spain and other countries.
bool is_of_a_firm(std::string_view token) {
  struct Form {
    std::string_view country;
    std::size_t digits;
  };
  static constexpr Form kForms[] = {{"DE", 9},  {"GB", 9},  {"GB", 12}, {"IT", 11}, {"FR", 11},
                                    {"BE", 10}, {"PL", 10}, {"EL", 9},  {"SE", 12}, {"CZ", 8},
                                    {"CZ", 9},  {"CZ", 10}, {"SK", 10}, {"RO", 8},  {"RO", 7}};
  const auto digits = token.find_first_of("0123456789");
  const bool known = digits == 2 && std::ranges::any_of(kForms, [&](const Form& form) {
                       return token.starts_with(form.country) && token.size() == 2 + form.digits;
                     });
  const bool spanish = digits == 1 && token[0] >= 'A' && token[0] <= 'W' && token.size() == 9;
  return (known || spanish) &&
         token.find_first_not_of("0123456789", digits) == std::string_view::npos;
}

// "12345678Z": of a Spaniard; the letter follows from the digits.
bool is_of_a_spaniard(std::string_view token) {
  constexpr std::string_view kLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
  if (token.size() != 9 || token.find_first_not_of("0123456789") != 8) return false;
  std::uint32_t number = 0;
  for (const char digit : token.substr(0, 8))
    number = number * 10 + static_cast<std::uint32_t>(digit - '0');
  return token[8] == kLetters[number % kLetters.size()];
}
}  // namespace

bool is_of_a_register(std::string_view token) {
  return is_of_a_firm(token) || is_of_a_spaniard(token);
}

bool is_qq(std::string_view token) {
  return token.size() > 2 && (token[0] | 0x20) == 'q' && (token[1] | 0x20) == 'q' &&
         token.find_first_not_of("0123456789", 2) == std::string_view::npos;
}

void mark_codes(std::string_view raw, std::span<Group> groups) { CodeMarker(raw, groups).mark(); }

}  // namespace lodestar::text::internal
