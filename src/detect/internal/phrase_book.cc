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

constexpr std::size_t kMostGap = 15, kMostPhrases = 20'000;

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

bool is_capitalised(std::string_view raw_word) {
  const auto first = text::decode_utf8(raw_word, 0);
  if (!is_upper(first.code_point) || raw_word.size() <= first.size) return false;
  const char32_t second = text::decode_utf8(raw_word, first.size).code_point;
  return !is_upper(second) && second >= 'a';
}

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

Status PhraseBook::add_listed(std::string_view word) { return extend(kListed, word); }

bool PhraseBook::Set::has(AtomId atom) const {
  if ((sketch >> (atom % 64) & 1) == 0) return false;

  return std::ranges::find(atoms, atom) != atoms.end();
}

bool PhraseBook::Set::is_unknown() const {
  return std::ranges::all_of(atoms, [](AtomId atom) {
    return atom == kBeforeProtected || atom == kBehindProtected || atom == kBehindNoAge ||
           atom == kListed;
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
    if (phrases_[i].rule == inviting_) invitations_.push_back(i);
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

}  // namespace lodestar::detect::internal
