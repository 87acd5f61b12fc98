// SPDX-License-Identifier: Apache-2.0
// token = [ count / word ] number *2( ( cue / "or" ) number ) [ word ]
// count = 1*4DIGIT unit
// word  = cue / any
#include "text/internal/glued_numbers.h"

#include <algorithm>

#include "text/identifiers.h"
#include "text/internal/characters.h"
#include "text/internal/lexicon.h"

namespace lodestar::text::internal {
namespace {

constexpr std::size_t kMinDigits = 7, kMinAmongWords = 9, kMaxDigits = 15, kLongestCount = 4;
constexpr std::size_t kShortestCue = 2, kShortestWord = 3;

bool is_joining(std::string_view raw, Span span, Sense sense) {
  const std::string_view word = cut(raw, span);
  return sense == Sense::connector || word == "or" || word == "ou" || word == "oder" ||
         word == "o" || word == "или";
}

bool is_cue(const Meaning& meaning) {
  const auto kind = static_cast<IdentifierKind>(meaning.value);
  const bool is_reached_by_number =
      kind == IdentifierKind::whatsapp || kind == IdentifierKind::viber ||
      kind == IdentifierKind::kakaotalk || kind == IdentifierKind::telegram;
  return meaning.sense == Sense::phone_cue ||
         (meaning.sense == Sense::service && is_reached_by_number);
}

std::uint32_t end_of_digits(std::string_view raw, Span token) {
  std::uint32_t at = token.start;
  while (at < token.end && is_digit(raw[at])) ++at;
  return at;
}

// Where a count and its unit at the token's start end: "25ans"; else its start.
std::uint32_t end_of_count(std::string_view raw, Span token) {
  const std::uint32_t unit = end_of_digits(raw, token);
  if (unit == token.start || unit == token.end || unit - token.start > kLongestCount)
    return token.start;
  const FoldedWord word = read_word(raw, unit);
  const bool counts =
      word.size > 0 && word.end < token.end && lexicon().find(word.text()).sense == Sense::amount;
  return counts ? word.end : token.start;
}
}  // namespace

GluedNumbers read_glued_numbers(std::string_view raw, Span token) {
  GluedNumbers numbers;
  if (token.end - token.start < kMinDigits + kShortestCue) return {};
  bool has_cue = false;
  const std::uint32_t start = end_of_count(raw, token);
  for (std::uint32_t at = start; at < token.end;) {
    if (is_digit(raw[at])) {
      const std::uint32_t end = end_of_digits(raw, {at, token.end});
      const bool among_words = numbers.among_words || start > token.start;
      const std::size_t least = among_words ? kMinAmongWords : kMinDigits;
      if (end - at < least || end - at > kMaxDigits || numbers.count == numbers.spans.size())
        return {};
      numbers.spans[numbers.count++] = {at, end};
      at = end;
      continue;
    }
    const FoldedWord word = read_word(raw, at);
    if (word.size == 0 || word.end > token.end) return {};
    const Meaning meaning = lexicon().find(word.text());
    const bool between = numbers.count > 0 && word.end < token.end;
    const bool cue = word.size >= kShortestCue && is_cue(meaning);
    has_cue |= cue;
    if (!cue && !(between && is_joining(raw, {at, word.end}, meaning.sense))) {
      const bool is_outside = at == token.start || word.end == token.end;
      const std::size_t shortest = has_cue ? kShortestCue : kShortestWord;
      const bool unit = at == token.start && meaning.sense == Sense::amount;  // "25 ans06..."
      if (!is_outside || word.size < shortest || (!unit && meaning.sense != Sense::none)) return {};
      numbers.among_words |= !has_cue;
    }
    at = word.end;
  }
  return numbers.count > 0 ? numbers : GluedNumbers{};
}

}  // namespace lodestar::text::internal
