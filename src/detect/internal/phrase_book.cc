// SPDX-License-Identifier: Apache-2.0
// Every word of every phrase belongs to atoms ("places that accept it"). A word of the text is
// looked up once and gets the set of atoms that accept it; nearly all words get the empty set.
// Where a set anchors phrases, the rest of each phrase is compared to the left and right of it.
#include "detect/internal/phrase_book.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "text/utf8.h"

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
constexpr std::uint32_t kGuardReach = 3, kUnlessReach = 4, kConditionReach = 10;
constexpr std::uint32_t kExplanationReach = 16;  // one word more than a gap
constexpr std::size_t kMostGap = 15, kMostPhrases = 20'000;
constexpr std::size_t kKnownWords = 8192;

// "depart*" -> {"depart*"}; "don't" -> {"dont"}; "e-mail" -> {"e", "mail"}.
std::vector<std::string> fold_words(std::string_view raw) {
  const bool prefix = raw.ends_with('*');
  std::vector<text::Word> words;
  text::cut_words(raw, words);
  std::vector<std::string> folded;
  folded.reserve(words.size());
  for (const auto& word : words) folded.push_back(text::fold_word(text::cut(raw, word.span)));
  if (prefix && !folded.empty()) folded.back() += '*';
  return folded;
}

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c < 0x100) return c >= 0xC0 && c <= 0xDE && c != 0xD7;
  if (c < 0x180) return c % 2 == 0;
  return (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}

// One capital, then a small letter: "Anna", not "NOW" nor "anna". Scripts without capitals have
// none.
bool is_capitalised(std::string_view raw_word) {
  const auto first = text::decode_utf8(raw_word, 0);
  if (!is_upper(first.code_point) || raw_word.size() <= first.size) return false;
  const char32_t second = text::decode_utf8(raw_word, first.size).code_point;
  return !is_upper(second) && second >= 'a';
}

// A word of one letter says nothing: "I", "A".
enum class Case : std::uint8_t { none, small, large, mixed };
Case case_of(std::string_view raw_word) {
  const auto first = text::decode_utf8(raw_word, 0);
  if (raw_word.size() <= first.size) return Case::none;
  if (!is_upper(first.code_point)) return Case::small;
  return is_capitalised(raw_word) ? Case::mixed : Case::large;
}

Error wrong(std::string message) { return {Code::invalid, std::move(message)}; }

Result<std::uint8_t> parse_gap(std::string_view piece) {
  int number = 0;
  for (const char c : piece.substr(2)) {
    number = c >= '0' && c <= '9' && number < 100 ? number * 10 + (c - '0') : 100;
  }
  if (number < 1 || number > static_cast<int>(kMostGap)) {
    return wrong(fmt::format("\"{}\": write ..1 to ..{}", piece, kMostGap));
  }
  return static_cast<std::uint8_t>(number);
}

}  // namespace

// "passport|identity card|id" -> {{"passport"}, {"identity", "card"}, {"id"}}
Result<PhraseBook::Part> PhraseBook::parse_choices(std::string_view choices) {
  Part part;
  for (std::string_view rest = choices; rest.data() != nullptr;) {
    const std::size_t bar = rest.find('|');
    std::vector<std::string> choice;
    for (std::string_view words = rest.substr(0, bar); !words.empty();) {
      const std::size_t space = std::min(words.find(' '), words.size());
      const auto folded = fold_words(words.substr(0, space));
      choice.insert(choice.end(), folded.begin(), folded.end());
      words.remove_prefix(std::min(space + 1, words.size()));
    }
    if (choice.empty()) return wrong(fmt::format("\"{}\": a choice without a word", choices));
    part.choices.push_back(std::move(choice));
    rest = bar == rest.npos ? std::string_view() : rest.substr(bar + 1);
  }
  return part;
}

Result<std::vector<PhraseBook::Part>> PhraseBook::parse(std::string_view phrase) {
  std::vector<Part> parts;
  std::uint8_t gap = 0;
  for (std::size_t at = 0; at < phrase.size();) {
    if (phrase[at] == ' ') {
      ++at;
      continue;
    }
    const bool group = phrase[at] == '(';
    const std::size_t end = std::min(phrase.find(group ? ')' : ' ', at), phrase.size());
    if (group && end == phrase.size()) return wrong("a '(' without its ')'");
    const std::string_view piece = phrase.substr(at, end - at);
    at = end + (group ? 1 : 0);
    if (piece.starts_with("..")) {
      if (parts.empty()) return wrong("a gap at the start: it needs a word before it");
      gap = LODESTAR_TRY(parse_gap(piece));
      continue;
    }
    Part part;
    if (piece == "@" || piece == "#" || piece == "##") {
      part.choices = {{std::string(piece)}};
    } else {
      part = LODESTAR_TRY(parse_choices(piece.substr(group ? 1 : 0)));
    }
    part.gap = std::exchange(gap, std::uint8_t{0});
    parts.push_back(std::move(part));
  }
  if (gap != 0) return wrong("a gap at the end: it needs a word behind it");
  if (parts.empty()) return wrong("an empty phrase");
  return parts;
}

Status PhraseBook::check_unprotected(const std::vector<Part>& parts) const {
  const auto refused = [&](const std::string& word) {
    const std::size_t size = word.size() - word.ends_with('*');
    const std::string_view stem = std::string_view(word).substr(0, size);
    for (std::size_t i = 1; i <= size; ++i) {
      if (protected_prefixes_.contains(stem.substr(0, i))) return true;
    }
    if (size == word.size()) return protected_words_.contains(stem);
    const auto reaches = [&](const auto& list) {  // a prefix that some protected word begins with
      const auto at = list.lower_bound(stem);
      return at != list.end() && at->starts_with(stem);
    };
    return reaches(protected_words_) || reaches(protected_prefixes_);
  };
  for (const Part& part : parts) {
    for (const auto& choice : part.choices) {
      for (const std::string& word : choice) {
        if (!refused(word)) continue;
        return wrong(
            fmt::format("looks for \"{}\": words for a nationality, an ethnicity or a "
                        "language never count; leave the word out",
                        word));
      }
    }
  }
  return {};
}

Status PhraseBook::add(std::uint16_t rule, const std::string& language, std::string_view phrase) {
  return add_variants(rule, language, phrase, phrases_);
}

Status PhraseBook::add_variants(std::uint16_t rule, const std::string& language,
                                std::string_view phrase, std::vector<Phrase>& to) {
  const auto parts = LODESTAR_TRY(parse(phrase));
  if (Status allowed = check_unprotected(parts); !allowed) return allowed;
  Phrase parsed{.rule = rule, .demands = demands_[rule], .elements = {}};
  const auto turns = turns_.find(language);
  parsed.turns.fill(kNoAtom);
  if (turns != turns_.end()) parsed.turns = turns->second;
  return add_variant(std::move(parsed), parts, 0, to);
}

// "@", "#", "##", "word" or "pre*", as one more thing that the atom accepts.
void PhraseBook::accept(const std::string& word, Atom& atom) {
  if (word == "#") {
    atom.number = true;
  } else if (word == "##") {
    atom.any_number = true;
  } else if (word != "@") {
    const bool is_prefix = word.ends_with('*');
    (is_prefix ? atom.prefixes : atom.words).push_back(word.substr(0, word.size() - is_prefix));
  }
}

// A choice of several words cannot share an atom with others: it becomes a phrase of its own.
Status PhraseBook::add_variant(Phrase phrase, const std::vector<Part>& parts, std::size_t from,
                               std::vector<Phrase>& to) {
  for (; from < parts.size(); ++from) {
    const Part& part = parts[from];
    Atom single;
    bool any_single = false;
    for (const auto& choice : part.choices) {
      if (choice.size() == 1) {
        accept(choice[0], single);
        any_single = true;
        continue;
      }
      Phrase variant = phrase;
      std::uint8_t gap = part.gap;
      for (const std::string& word : choice) {
        Atom atom;
        accept(word, atom);
        variant.elements.push_back({intern(atom), std::exchange(gap, std::uint8_t{0})});
      }
      if (Status added = add_variant(std::move(variant), parts, from + 1, to); !added) return added;
    }
    if (!any_single) return {};
    const bool is_name = part.choices[0][0] == "@";
    phrase.elements.push_back({is_name ? kName : intern(single), part.gap});
    phrase.has_name |= is_name;
  }
  if (phrase.elements.size() > kMostElements) {
    return wrong(fmt::format("more than {} words", kMostElements));
  }
  choose_anchor(phrase);
  if (phrase.anchor == phrase.elements.size()) {
    return wrong("'@' or '##' alone: it needs a word beside it");
  }
  if (to.size() == kMostPhrases) return wrong("more phrases than fit");
  to.push_back(std::move(phrase));
  return {};
}

// The longest word is taken for the rarest; a number serves where there is no word. A phrase
// without either has its anchor past the end.
void PhraseBook::choose_anchor(Phrase& phrase) const {
  phrase.anchor = static_cast<std::uint8_t>(phrase.elements.size());
  std::size_t best = 0;
  for (std::size_t i = 0; i < phrase.elements.size(); ++i) {
    const Atom& atom = atoms_[phrase.elements[i].atom];
    if (phrase.elements[i].atom == kName || atom.any_number) continue;
    std::size_t shortest = atom.number ? 1 : SIZE_MAX;
    for (const auto& word : atom.words) shortest = std::min(shortest, word.size() + 2);
    for (const auto& word : atom.prefixes) shortest = std::min(shortest, word.size() + 1);
    if (shortest <= best) continue;
    best = shortest;
    phrase.anchor = static_cast<std::uint8_t>(i);
  }
}

PhraseBook::AtomId PhraseBook::intern(Atom atom) {
  std::ranges::sort(atom.words);
  std::ranges::sort(atom.prefixes);
  std::string key = atom.any_number ? "##" : atom.number ? "#" : "";
  for (const auto& word : atom.words) key += ' ' + word;
  for (const auto& word : atom.prefixes) key += ' ' + word + '*';
  const auto [at, is_new] = atom_ids_.try_emplace(key, static_cast<AtomId>(atoms_.size()));
  if (is_new) atoms_.push_back(std::move(atom));
  return at->second;
}

Status PhraseBook::extend(AtomId atom, std::string_view word) {
  const auto folded = fold_words(word);
  if (folded.size() != 1) return wrong(fmt::format("\"{}\" is not one word", word));
  const bool prefix = folded[0].ends_with('*');
  (prefix ? atoms_[atom].prefixes : atoms_[atom].words)
      .push_back(folded[0].substr(0, folded[0].size() - prefix));
  return {};
}

Status PhraseBook::add_turn(Turn turn, const std::string& language, std::string_view word) {
  const auto [at, is_new] = turns_.try_emplace(language);
  if (is_new) at->second.fill(kNoAtom);
  AtomId& atom = at->second[static_cast<std::size_t>(turn)];
  if (atom == kNoAtom) {
    atom = static_cast<AtomId>(atoms_.size());
    atoms_.emplace_back();
  }
  return extend(atom, word);
}

Status PhraseBook::add_unless(std::uint16_t rule, const std::string& language,
                              std::string_view phrase) {
  if (phrase.find_first_of(" (") != phrase.npos) {
    return add_variants(rule, language, phrase, explanations_[rule]);
  }
  const auto [at, is_new] = unless_.try_emplace(rule, static_cast<AtomId>(atoms_.size()));
  if (is_new) atoms_.emplace_back();
  return extend(at->second, phrase);
}

Status PhraseBook::add_no_name(std::string_view word) { return extend(kNoName, word); }

Status PhraseBook::add_title(std::string_view word) { return extend(kTitle, word); }

Status PhraseBook::add_behind_no_age(std::string_view word) { return extend(kBehindNoAge, word); }

Status PhraseBook::add_protected(std::string_view word) {
  if (Status added = extend(kProtected, word); !added) return added;
  const std::string folded = fold_words(word)[0];
  const bool is_prefix = folded.ends_with('*');
  (is_prefix ? protected_prefixes_ : protected_words_)
      .insert(folded.substr(0, folded.size() - is_prefix));
  return {};
}

Status PhraseBook::add_before_protected(std::string_view word) {
  return extend(kBeforeProtected, word);
}

Status PhraseBook::add_behind_protected(std::string_view word) {
  return extend(kBehindProtected, word);
}

bool PhraseBook::Set::has(AtomId atom) const {
  if ((sketch >> (atom % 64) & 1) == 0) return false;

  return std::ranges::find(atoms, atom) != atoms.end();
}

bool PhraseBook::Set::is_unknown() const {
  return std::ranges::all_of(atoms, [](AtomId atom) {
    return atom == kBeforeProtected || atom == kBehindProtected || atom == kBehindNoAge;
  });
}

PhraseBook::SetId PhraseBook::intern_set(std::vector<AtomId> atoms) {
  std::ranges::sort(atoms);
  atoms.erase(std::ranges::unique(atoms).begin(), atoms.end());
  const auto [at, is_new] = set_ids_.try_emplace(atoms, static_cast<SetId>(sets_.size()));
  if (!is_new) return at->second;
  Set set{.atoms = std::move(atoms)};
  for (const AtomId atom : set.atoms) set.sketch |= std::uint64_t{1} << (atom % 64);
  sets_.push_back(std::move(set));
  return at->second;
}

void PhraseBook::close() {
  ByWord<std::vector<AtomId>> words, prefixes;
  for (AtomId id = 0; id < atoms_.size(); ++id) {
    for (const auto& word : atoms_[id].words) words[word].push_back(id);
    for (const auto& word : atoms_[id].prefixes) prefixes[word].push_back(id);
  }
  intern_set({});  // set 0: good for nothing
  for (const auto& [word, atoms] : prefixes) prefixes_.push_back({.word = word});
  std::ranges::sort(prefixes_, {}, &Prefix::word);
  const auto with_prefixes = [&](std::uint32_t longest, std::vector<AtomId> atoms) {
    for (; longest != kNoPrefix; longest = prefixes_[longest].within) {
      const auto& more = prefixes[prefixes_[longest].word];
      atoms.insert(atoms.end(), more.begin(), more.end());
    }
    return intern_set(std::move(atoms));
  };
  for (std::uint32_t i = 0; i < prefixes_.size(); ++i) {
    std::uint32_t within = i == 0 ? kNoPrefix : i - 1;
    while (within != kNoPrefix && !prefixes_[i].word.starts_with(prefixes_[within].word))
      within = prefixes_[within].within;
    prefixes_[i].within = within;
    prefixes_[i].set = with_prefixes(i, {});
  }
  for (const auto& [word, atoms] : words) exact_[word] = with_prefixes(find_prefix(word), atoms);

  std::vector<std::vector<std::uint32_t>> anchored(atoms_.size());
  for (std::uint32_t i = 0; i < phrases_.size(); ++i) {
    const AtomId anchor = phrases_[i].elements[phrases_[i].anchor].atom;
    (atoms_[anchor].number ? at_number_ : anchored[anchor]).push_back(i);
  }
  for (Set& set : sets_) {
    for (const AtomId atom : set.atoms) {
      set.anchored.insert(set.anchored.end(), anchored[atom].begin(), anchored[atom].end());
    }
  }
}

// The longest that the word starts with. It is the last one before the word in order, or one that
// that one starts with.
std::uint32_t PhraseBook::find_prefix(std::string_view folded) const {
  const auto after =
      std::ranges::upper_bound(prefixes_, folded, std::ranges::less(),
                               [](const Prefix& it) -> std::string_view { return it.word; });
  auto at = after == prefixes_.begin() ? kNoPrefix
                                       : static_cast<std::uint32_t>(after - prefixes_.begin()) - 1;
  while (at != kNoPrefix && !folded.starts_with(prefixes_[at].word)) at = prefixes_[at].within;
  return at;
}

PhraseBook::SetId PhraseBook::find_set(std::string_view folded) const {
  if (const auto at = exact_.find(folded); at != exact_.end()) return at->second;
  const std::uint32_t prefix = find_prefix(folded);
  return prefix == kNoPrefix ? 0 : prefixes_[prefix].set;
}

bool PhraseBook::is_unknown_name(std::string_view raw_word) const {
  return is_capitalised(raw_word) && is_unknown(raw_word);
}

bool PhraseBook::is_unknown(std::string_view raw_word) const {
  std::vector<text::Word> words;
  text::cut_words(raw_word, words);
  if (words.size() != 1 || words[0].kind != text::WordKind::letters) return false;
  return sets_[find_set(text::fold_word(raw_word))].is_unknown();
}

bool PhraseBook::is_no_name(std::string_view raw_word) const {
  return sets_[find_set(text::fold_word(raw_word))].has(kNoName);
}

bool PhraseBook::is_title(std::string_view raw_word) const {
  return sets_[find_set(text::fold_word(raw_word))].has(kTitle);
}

bool PhraseBook::is_protected(std::string_view raw_word) const {
  return sets_[find_set(text::fold_word(raw_word))].has(kProtected);
}

bool is_of_one_case(std::string_view raw, std::span<const text::Word> words) {
  constexpr std::size_t kOneInSo = 10;
  const std::size_t others = words.size() / kOneInSo;
  std::size_t not_small = 0, not_large = 0;
  for (const text::Word& word : words) {
    if (word.kind != text::WordKind::letters) continue;
    const Case written = case_of(text::cut(raw, word.span));
    not_small += written == Case::large || written == Case::mixed;
    not_large += written == Case::small || written == Case::mixed;
    if (not_small > others && not_large > others) return false;
  }
  return true;
}

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
bool PhraseReader::stated(const PhraseBook::Phrase& phrase) const {
  return is_own(phrase) || (!asked(phrase) && !supposed(phrase));
}

bool PhraseReader::is_own(const PhraseBook::Phrase& phrase) const {
  for (std::uint32_t at = place_[0]; at <= place_[phrase.elements.size() - 1]; ++at) {
    if (fits(phrase, Turn::own, at)) return true;
  }
  return false;
}

// "Did they take your passport?" Not with a word hung on ("passports are kept here, ok?"), nor
// before the " ??" that an export makes of a picture.
bool PhraseReader::asked(const PhraseBook::Phrase& phrase) const {
  std::uint32_t at = place_[phrase.elements.size() - 1], since_comma = UINT32_MAX;
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
  return !is_lost_picture && since_comma != 0;
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

// Whether the explanation's anchor stands at the word, and it touches the match or is near it.
bool PhraseReader::explains(const PhraseBook::Phrase& explanation, std::uint32_t at,
                            std::uint32_t first, std::uint32_t last) {
  if (!fits(explanation.elements[explanation.anchor].atom, at)) return false;
  place_[explanation.anchor] = at;
  if (!match_back(explanation, explanation.anchor) || !match_on(explanation, explanation.anchor))
    return false;
  if (negated(explanation)) return false;
  const std::uint32_t begin = place_[0], end = place_[explanation.elements.size() - 1];
  if (begin <= last && first <= end) return true;
  const std::uint32_t before = std::min(end, last), behind = std::max(begin, first);
  return behind - before <= kUnlessReach && !parted(before, behind, kClause);
}

bool PhraseReader::parted(std::uint32_t from, std::uint32_t to, const Marks& marks) const {
  for (std::uint32_t at = from; at < to; ++at) {
    if (has_mark(raw_, words_[at].span.end, words_[at + 1].span.start, marks)) return true;
  }
  return false;
}

}  // namespace lodestar::detect::internal
