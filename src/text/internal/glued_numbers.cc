// SPDX-License-Identifier: Apache-2.0
// token = [ cue ] number *2( ( cue / "or" ) number ) [ cue ]  /  name number
#include "text/internal/glued_numbers.h"

#include <algorithm>

#include "text/identifiers.h"
#include "text/internal/characters.h"
#include "text/internal/lexicon.h"

namespace lodestar::text::internal {
namespace {

constexpr std::size_t kMinDigits = 7, kMinBehindAName = 9, kMaxDigits = 15;
constexpr std::size_t kShortestCue = 2, kShortestName = 3;

bool is_joining(std::string_view raw, Span span, Sense sense) {
  const std::string_view word = cut(raw, span);
  return sense == Sense::connector || word == "or" || word == "ou" || word == "oder" ||
         word == "o" || word == "или";
}

bool is_cue(const Meaning& meaning) {
  const auto kind = static_cast<IdentifierKind>(meaning.value);
  const bool is_reached_by_number = kind == IdentifierKind::whatsapp ||
                                    kind == IdentifierKind::viber ||
                                    kind == IdentifierKind::telegram;
  return meaning.sense == Sense::phone_cue ||
         (meaning.sense == Sense::service && is_reached_by_number);
}
}  // namespace

GluedNumbers read_glued_numbers(std::string_view raw, Span token) {
  GluedNumbers numbers;
  if (token.end - token.start < kMinDigits + kShortestCue) return {};
  for (std::uint32_t at = token.start; at < token.end;) {
    if (is_digit(raw[at])) {
      std::uint32_t end = at;
      while (end < token.end && is_digit(raw[end])) ++end;
      const std::size_t least = numbers.behind_a_name ? kMinBehindAName : kMinDigits;
      if (end - at < least || end - at > kMaxDigits || numbers.count == numbers.spans.size())
        return {};
      numbers.spans[numbers.count++] = {at, end};
      at = end;
      continue;
    }
    const FoldedWord word = read_word(raw, at);
    if (word.size == 0 || word.end > token.end || numbers.behind_a_name) return {};
    const Meaning meaning = lexicon().find(word.text());
    const bool between = numbers.count > 0 && word.end < token.end;
    const bool cue = word.size >= kShortestCue && is_cue(meaning);
    if (!cue && !(between && is_joining(raw, {at, word.end}, meaning.sense))) {
      const bool name = at == token.start && word.size >= kShortestName;
      if (!name || meaning.sense != Sense::none) return {};
      numbers.behind_a_name = true;
    }
    at = word.end;
  }
  return numbers.count > 0 ? numbers : GluedNumbers{};
}

}  // namespace lodestar::text::internal
