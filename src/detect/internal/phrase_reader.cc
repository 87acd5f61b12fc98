// SPDX-License-Identifier: Apache-2.0
// Each word of a text is looked up once; where one anchors phrases, the rest of each is compared
// to the left and right of it, and then what stands around the match.
#include <algorithm>
#include <utility>

#include "detect/internal/phrase_book.h"

namespace lodestar::detect::internal {
namespace {

using Marks = std::array<bool, 256>;
constexpr Marks marks_of(std::string_view characters) {
  Marks marks{};
  for (const char c : characters) marks[static_cast<unsigned char>(c)] = true;
  return marks;
}
constexpr Marks kSentence = marks_of(".!?;\n|");
constexpr Marks kClause = marks_of(".!?;\n|,:()");
constexpr Marks kComma = marks_of(",");
// A full stop counts before a space, a comma not before a digit.
bool has_mark(std::string_view raw, std::uint32_t from, std::uint32_t to, const Marks& marks) {
  for (std::uint32_t i = from; i < to; ++i) {
    if (!marks[static_cast<unsigned char>(raw[i])]) continue;
    const char next = i + 1 < raw.size() ? raw[i + 1] : ' ';
    if (raw[i] == '.' && next != ' ' && next != '\n') continue;
    if (raw[i] == ',' && next >= '0' && next <= '9') continue;
    return true;
  }
  return false;
}
// '¿' says where a question begins.
bool opens_question(std::string_view raw, std::uint32_t from, std::size_t end) {
  return raw.substr(from, end - from).find("\u00bf") != std::string_view::npos;
}
constexpr std::uint32_t kGuardReach = 3, kUnlessReach = 4, kConditionReach = 10;
constexpr std::uint32_t kExplanationReach = 16;  // one word more than a gap
constexpr std::size_t kKnownWords = 8192;

}  // namespace

bool is_parted(std::string_view raw, std::uint32_t from, std::uint32_t to, Parting by) {
  return has_mark(raw, from, to, by == Parting::clause ? kClause : kSentence);
}

PhraseReader::PhraseReader(const PhraseBook& book) : book_(book), known_(kKnownWords) {
  std::uint16_t most = 0;
  for (const auto& phrase : book.phrases_) most = std::max(most, phrase.rule);
  seen_.resize(most + 1U);
}

// Words are known again by hash, length and three bytes: two that agree in all of it and differ are
// beyond what happens.
PhraseBook::SetId PhraseReader::set_of(const text::Word& word) {
  const std::uint32_t size = word.span.end - word.span.start;
  const auto byte = [&](std::uint32_t i) -> std::uint32_t {
    return static_cast<unsigned char>(raw_[word.span.start + i]);
  };
  const std::uint32_t form =
      byte(0) << 24U | byte(size / 2) << 16U | byte(size - 1) << 8U | (size & 0xFF);
  const std::uint64_t key = std::uint64_t{word.hash} << 32 | form;
  Known& known = known_[word.hash % kKnownWords];
  if (known.key != key) known = {key, book_.find_set(text::fold_word(text::cut(raw_, word.span)))};
  return known.set;
}

namespace {
// "@easy_money_now" is what somebody is called, not what a posting says.
class Handle {
 public:
  bool takes(std::string_view raw, text::Span word) {
    const char before = word.start > 0 ? raw[word.start - 1] : ' ';
    const bool goes_on = inside_ && before == '_' && word.start == end_ + 1;
    inside_ = before == '@' || goes_on;
    end_ = word.end;
    return inside_;
  }

 private:
  bool inside_ = false;
  std::uint32_t end_ = 0;
};
}  // namespace

// Protected words and symbols take no part in anything, not even in the distance between two
// others: whichever of them a text uses, or none, it reads the same.
void PhraseReader::cut(std::string_view raw) {
  raw_ = raw;
  words_.clear();
  sets_.clear();
  text::cut_words(raw, words_);
  std::size_t kept = 0;
  Handle handle;
  bool is_behind_protected = false;
  for (const text::Word& word : words_) {
    if (handle.takes(raw, word.span)) continue;
    const PhraseBook::SetId set = set_of(word);
    const auto has = [&](auto atom) { return set != 0 && book_.sets_[set].has(atom); };
    if (is_behind_protected && has(PhraseBook::kBehindProtected)) continue;
    const bool is_protected = is_behind_protected = has(PhraseBook::kProtected);
    while (is_protected && kept > 0 &&
           book_.sets_[sets_.back()].has(PhraseBook::kBeforeProtected)) {
      sets_.pop_back();
      --kept;
    }
    if (is_protected || (set == 0 && word.kind == text::WordKind::symbol)) continue;
    words_[kept++] = word;
    sets_.push_back(set);
  }
  words_.resize(kept);
}

void PhraseReader::read(std::string_view raw, std::vector<PhraseMatch>& found) {
  ++reads_;
  cut(raw);
  for (std::size_t at = 0; at < sets_.size(); ++at) {
    if (words_[at].kind == text::WordKind::digits) {
      for (const std::uint32_t phrase : book_.at_number_) {
        if (is_number(at)) try_phrase(book_.phrases_[phrase], at, found);
      }
    }
    if (sets_[at] == 0) continue;
    for (const std::uint32_t phrase : book_.sets_[sets_[at]].anchored) {
      try_phrase(book_.phrases_[phrase], at, found);
    }
  }
}

void PhraseReader::try_phrase(const PhraseBook::Phrase& phrase, std::size_t at,
                              std::vector<PhraseMatch>& found) {
  if (seen_[phrase.rule] == reads_ && !phrase.demands.every) return;
  place_[phrase.anchor] = static_cast<std::uint32_t>(at);
  const auto matches = [&] {
    return match_back(phrase, phrase.anchor) && match_on(phrase, phrase.anchor);
  };
  takes_possible_names_ = false;  // what is written as a name comes first: "contact either Anna"
  if (!matches()) {
    takes_possible_names_ = phrase.has_name;
    if (!takes_possible_names_ || !matches()) return;
  }
  if (negated(phrase) || explained_away(phrase) || explained_by_phrase(phrase)) return;
  if (phrase.demands.only_stated && !stated(phrase)) return;
  PhraseMatch match{
      .rule = phrase.rule,
      .span = {words_[place_[0]].span.start, words_[place_[phrase.elements.size() - 1]].span.end},
      .name = {},
      .number = {},
      .own = is_own(phrase)};
  for (std::size_t i = 0; i < phrase.elements.size(); ++i) {
    const auto atom = phrase.elements[i].atom;
    if (atom == PhraseBook::kName) {
      match.name = words_[place_[i]].span;
      match.is_possible_name = !is_capitalised(text::cut(raw_, match.name));
    }
    if (book_.atoms_[atom].number) match.number = words_[place_[i]].span;
  }
  if (match.name.end + match.number.end == 0) seen_[phrase.rule] = reads_;
  found.push_back(match);
}

// What fits is looked for first: it is rarer than a mark between the words on the way.
bool PhraseReader::match_back(const PhraseBook::Phrase& phrase, std::size_t element) {
  if (element == 0) return true;
  const std::uint32_t from = place_[element];
  const std::uint32_t last =
      from - std::min<std::uint32_t>(from, phrase.elements[element].gap + 1U);
  for (std::uint32_t at = from; at-- > last;) {
    if (!fits(phrase.elements[element - 1].atom, at)) continue;
    if (parted(at, from, kSentence) || out_of_clause(phrase, at, from)) return false;
    place_[element - 1] = at;
    if (match_back(phrase, element - 1)) return true;
  }
  return false;
}

bool PhraseReader::match_on(const PhraseBook::Phrase& phrase, std::size_t element) {
  if (element + 1 == phrase.elements.size()) return true;
  const std::uint32_t from = place_[element];
  const auto end =
      std::min<std::size_t>(words_.size(), from + 2U + phrase.elements[element + 1].gap);
  for (std::uint32_t at = from + 1; at < end; ++at) {
    if (!fits(phrase.elements[element + 1].atom, at)) continue;
    if (parted(from, at, kSentence) || out_of_clause(phrase, from, at)) return false;
    place_[element + 1] = at;
    if (match_on(phrase, element + 1)) return true;
  }
  return false;
}

bool PhraseReader::fits(PhraseBook::AtomId atom, std::size_t at) const {
  if (atom == PhraseBook::kName) return is_name(at);
  const auto& accepts = book_.atoms_[atom];
  if (accepts.number && is_number(at)) return true;
  if (accepts.any_number && words_[at].kind == text::WordKind::digits) return true;
  return sets_[at] != 0 && book_.sets_[sets_[at]].has(atom);
}

// An age, not "24 hours" nor "24/7".
bool PhraseReader::is_number(std::size_t at) const {
  if (words_[at].kind != text::WordKind::digits) return false;
  if (text::fold_word(text::cut(raw_, words_[at].span)).size() != 2) return false;
  const std::uint32_t end = words_[at].span.end;
  const auto behind = raw_.substr(end, 2);
  if (behind.size() == 2 && behind[0] == '/' && behind[1] >= '0' && behind[1] <= '9') return false;
  return at + 1 == words_.size() || !book_.sets_[sets_[at + 1]].has(PhraseBook::kBehindNoAge);
}

bool PhraseReader::is_name(std::size_t at) const {
  if (at > 0 && book_.sets_[sets_[at - 1]].has(PhraseBook::kTitle)) return false;
  if (is_capitalised(text::cut(raw_, words_[at].span)))
    return !book_.sets_[sets_[at]].has(PhraseBook::kNoName);
  return takes_possible_names_ && is_possible_name(at);
}

// "ASK FOR MARK", "ask for mark": any word that no phrase knows.
bool PhraseReader::is_possible_name(std::size_t at) const {
  return words_[at].kind == text::WordKind::letters && book_.sets_[sets_[at]].is_unknown();
}

bool PhraseReader::negated(const PhraseBook::Phrase& phrase) const {
  for (std::uint32_t at = place_[0], reach = kGuardReach; at > 0 && reach > 0; --reach) {
    if (parted(at - 1, at, kClause)) break;
    if (fits(phrase, Turn::guard, --at)) return true;
  }
  for (std::size_t i = 0; i + 1 < phrase.elements.size(); ++i) {
    for (std::uint32_t at = place_[i] + 1; at < place_[i + 1]; ++at) {
      if (fits(phrase, Turn::guard, at)) return true;
    }
  }
  return false;
}

// "Wages, passport is kept at the office": what is kept is not the wages.
bool PhraseReader::out_of_clause(const PhraseBook::Phrase& phrase, std::uint32_t from,
                                 std::uint32_t to) const {
  return phrase.demands.in_one_clause && to > from + 1 && parted(from, to - 1, kComma);
}

// What is asked about others or supposed of them is said to whom it happened, not offered.
bool PhraseReader::stated(const PhraseBook::Phrase& phrase) {
  return is_own(phrase) || (!asked(phrase) && !supposed(phrase));
}

bool PhraseReader::is_own(const PhraseBook::Phrase& phrase) const {
  for (std::uint32_t at = place_[0]; at <= place_[phrase.elements.size() - 1]; ++at) {
    if (fits(phrase, Turn::own, at)) return true;
  }
  return false;
}

// "Did they take your passport?" Not with a word hung on ("passports are kept here, ok?"), nor
// where the question begins behind it or asks the reader ("..., are you interested?"), nor behind
// such a question, nor before the " ??" that an export makes of a picture.
bool PhraseReader::asked(const PhraseBook::Phrase& phrase) {
  const std::uint32_t last = place_[phrase.elements.size() - 1];
  std::uint32_t at = last, since_comma = UINT32_MAX;
  for (; at + 1 < words_.size() && !parted(at, at + 1, kSentence); ++at) {
    if (since_comma != UINT32_MAX) ++since_comma;
    if (parted(at, at + 1, kComma)) since_comma = 0;
  }
  const std::size_t start = words_[at].span.end;
  const std::size_t end = at + 1 < words_.size() ? words_[at + 1].span.start : raw_.size();
  const std::string_view marks = raw_.substr(start, end - start);
  const std::size_t mark = marks.find_first_of(".!?;\n|");
  if (mark == std::string_view::npos || marks[mark] != '?') return false;
  const bool is_lost_picture = mark > 0 && marks[mark - 1] == ' ' && marks.substr(mark, 2) == "??";
  if (is_lost_picture || since_comma == 0) return false;
  return !opens_question(raw_, words_[last].span.end, start) && !invites(last + 1, at + 1) &&
         !follows_invitation();
}

// "Want to join us, the passport is kept here?": the comma ends what is asked, and the match begins
// behind it or behind an article; "..., is your passport kept?" asks on.
bool PhraseReader::follows_invitation() {
  std::uint32_t clause = place_[0];
  if (clause > 0 && !parted(clause - 1, clause, kClause)) --clause;
  if (clause == 0 || !parted(clause - 1, clause, kComma)) return false;
  const std::uint32_t before = words_[clause - 1].span.end;
  if (opens_question(raw_, before, words_[place_[0]].span.start)) return false;
  std::uint32_t start = clause;
  while (start > 0 && !parted(start - 1, start, kSentence)) --start;
  return invites(start, clause);
}

// Whether words from one place up to another ask the reader to come or to answer.
bool PhraseReader::invites(std::uint32_t from, std::uint32_t end) {
  const auto matched = place_;
  bool found = false;
  for (std::uint32_t at = from; at < end && !found; ++at) {
    found = std::ranges::any_of(book_.invitations_, [&](std::uint32_t invitation) {
      const PhraseBook::Phrase& phrase = book_.phrases_[invitation];
      return stands_at(phrase, at) && place_[0] >= from &&
             place_[phrase.elements.size() - 1] < end && !negated(phrase);
    });
  }
  place_ = matched;
  return found;
}

// "If an employer keeps your passport, or takes it from your wages": from the word that opens the
// condition to the next comma, and on where an alternative follows. A match over a comma is more
// than the condition: "if you leave early, you pay a fine".
bool PhraseReader::supposed(const PhraseBook::Phrase& phrase) const {
  if (parted(place_[0], place_[phrase.elements.size() - 1], kComma)) return false;
  bool goes_on = false;
  for (std::uint32_t at = place_[0], reach = kConditionReach; at > 0 && reach > 0; --at, --reach) {
    const bool is_alternative = fits(phrase, Turn::alternative, at);
    if (is_alternative) reach = kConditionReach;
    if (parted(at - 1, at, kSentence)) return false;
    if (!goes_on && parted(at - 1, at, kClause)) {
      if (!is_alternative) return false;
      goes_on = true;
    }
    const std::uint32_t start = words_[at - 1].span.start;
    const bool is_hung_on = start > 0 && raw_[start - 1] == '-';  // "guarda-se"
    if (fits(phrase, Turn::condition, at - 1) && !is_hung_on) return true;
  }
  return false;
}

bool PhraseReader::fits(const PhraseBook::Phrase& phrase, Turn turn, std::size_t at) const {
  const PhraseBook::AtomId atom = phrase.turns[static_cast<std::size_t>(turn)];
  return atom != PhraseBook::kNoAtom && fits(atom, at);
}

bool PhraseReader::explained_away(const PhraseBook::Phrase& phrase) const {
  const auto unless = book_.unless_.find(phrase.rule);
  if (unless == book_.unless_.end()) return false;
  std::uint32_t first = place_[0], last = place_[phrase.elements.size() - 1];
  for (auto reach = kUnlessReach; first > 0 && reach > 0; --reach, --first) {
    if (parted(first - 1, first, kSentence)) break;
  }
  for (auto reach = kUnlessReach; last + 1 < words_.size() && reach > 0; --reach, ++last) {
    if (parted(last, last + 1, kSentence)) break;
  }
  for (std::uint32_t at = first; at <= last; ++at) {
    if (fits(unless->second, at)) return true;
  }
  return false;
}

bool PhraseReader::explained_by_phrase(const PhraseBook::Phrase& phrase) {
  const auto explanations = book_.explanations_.find(phrase.rule);
  if (explanations == book_.explanations_.end()) return false;
  const auto matched = place_;
  const std::uint32_t first = place_[0], last = place_[phrase.elements.size() - 1];
  const std::uint32_t from = first - std::min(first, kExplanationReach);
  const auto to = std::min(static_cast<std::uint32_t>(words_.size()), last + kExplanationReach);
  bool explained = false;
  for (std::uint32_t at = from; at < to && !explained; ++at) {
    explained = std::ranges::any_of(explanations->second, [&](const auto& explanation) {
      return explains(explanation, at, first, last);
    });
  }
  place_ = matched;
  return explained;
}

// Whether the explanation's anchor stands at the word, and it touches the match, is near it, or
// speaks of a list that reaches from one to the other: "we cover visas, fees and flights".
bool PhraseReader::explains(const PhraseBook::Phrase& explanation, std::uint32_t at,
                            std::uint32_t first, std::uint32_t last) {
  if (!stands_at(explanation, at) || negated(explanation)) return false;
  const std::uint32_t begin = place_[0], end = place_[explanation.elements.size() - 1];
  if (begin <= last && first <= end) return true;
  const std::uint32_t before = std::min(end, last), behind = std::max(begin, first);
  if (behind - before <= kUnlessReach && !parted(before, behind, kClause)) return true;
  return !parted(before, behind, kSentence) &&
         (end < first ? is_list(end + 1, last + 1) : is_list(first, begin));
}

// Whether a phrase stands in the text with its anchor at a word; its places are then known.
bool PhraseReader::stands_at(const PhraseBook::Phrase& phrase, std::uint32_t at) {
  if (!fits(phrase.elements[phrase.anchor].atom, at)) return false;
  place_[phrase.anchor] = at;
  return match_back(phrase, phrase.anchor) && match_on(phrase, phrase.anchor);
}

bool PhraseReader::is_list(std::uint32_t from, std::uint32_t end) const {
  for (std::uint32_t at = from; at < end; ++at) {
    if (!fits(PhraseBook::kListed, at)) return false;
  }
  return true;
}

bool PhraseReader::parted(std::uint32_t from, std::uint32_t to, const Marks& marks) const {
  for (std::uint32_t at = from; at < to; ++at) {
    if (has_mark(raw_, words_[at].span.end, words_[at + 1].span.start, marks)) return true;
  }
  return false;
}

}  // namespace lodestar::detect::internal
