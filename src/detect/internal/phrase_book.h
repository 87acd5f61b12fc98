// SPDX-License-Identifier: Apache-2.0
// A book of phrases, and a reader that finds all of them in a text in one pass.
//
// Shapes   a phrase is a line such as "(fee|fees) ..4 before depart*" (docs/spec/indicators.md). It
//          belongs to a rule; several may share one. A match is the span from its first to its last
//          word, and the captured word where it has one.
// Units    spans in bytes of the text read.
// Errors   add() says what is wrong with a phrase, and what to write instead.
// Cost     one look-up a word in the reader's cache, and a comparison where the rarest word of a
//          phrase stands.
// Threads  a closed book is immutable; each worker has its own reader.
// Source   none; the shape is that of any rule tagger.
// Example  book.add(0, "en", "cash in hand"); book.close(); PhraseReader(book).read(text, found);
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "text/words.h"

namespace lodestar::detect::internal {

struct PhraseMatch {
  std::uint16_t rule = 0;
  text::Span span;
  text::Span name, number;        // the words at '@' and at '#'; empty without
  bool is_possible_name = false;  // not written as one: its place alone speaks for it
  bool own = false;               // the writer says it of themselves: "we keep", "guardamos"
};

// What the words around a match, or some inside it, do to it.
enum class Turn : std::uint8_t {
  guard,        // shortly before it or in a gap: it says the contrary ("never")
  condition,    // before it: what follows is supposed, not stated ("if")
  alternative,  // behind a comma: the condition before it goes on ("or")
  own,          // inside it: the writer speaks of what they do ("we"), asked or supposed or not
};
inline constexpr std::size_t kTurns = 4;

// What a rule asks of a match beside its words.
struct Demands {
  bool only_stated = false;    // not in a question, nor in a condition
  bool in_one_clause = false;  // a comma in a gap stands right before the word behind the gap
  bool every = false;          // each place counts, not only the first: who says it differs
};

class PhraseBook {
 public:
  // For phrases of one language.
  Status add_turn(Turn turn, const std::string& language, std::string_view word);
  void set_demands(std::uint16_t rule, Demands demands) { demands_[rule] = demands; }
  // A word that, near a match of this rule, explains it away; or a phrase that does where it
  // touches the match, or stands near it in one clause. After the turns and protected words.
  Status add_unless(std::uint16_t rule, const std::string& language, std::string_view phrase);
  // Words that '@' must not take for a name.
  Status add_no_name(std::string_view word);
  // Words before a surname, so that '@' does not take it for the name of a person: "Mr Brown".
  Status add_title(std::string_view word);
  // Words behind a number that is no age: "24 hours".
  Status add_behind_no_age(std::string_view word);
  // What a list of costs is made of, what binds it included: who pays for one pays for them all.
  Status add_listed(std::string_view word);
  // The rule whose phrases ask the reader, so that a question that holds one asks nothing else.
  void set_inviting(std::uint16_t rule) { inviting_ = rule; }
  // Words that no phrase may look for. The reader passes them over as if they were not there.
  Status add_protected(std::string_view word);
  // Words that belong to a protected one behind them: "Costa Rican", "South African".
  Status add_before_protected(std::string_view word);
  // Words that belong to a protected one before them: "Polish-speaking".
  Status add_behind_protected(std::string_view word);
  // After the turns, demands and protected words that concern it.
  Status add(std::uint16_t rule, const std::string& language, std::string_view phrase);
  void close();  // after the last add

  // Written as a name is ("Anna", not "NOW" nor "anna") and unknown to every phrase.
  bool is_unknown_name(std::string_view raw_word) const;
  // One word of letters that is unknown to every phrase, however it is written.
  bool is_unknown(std::string_view raw_word) const;
  bool is_no_name(std::string_view raw_word) const;
  bool is_title(std::string_view raw_word) const;
  bool is_protected(std::string_view raw_word) const;

 private:
  friend class PhraseReader;
  using AtomId = std::uint32_t;
  using SetId = std::uint32_t;
  static constexpr std::size_t kMostElements = 12;
  static constexpr AtomId kName = 0;    // '@'
  static constexpr AtomId kNoName = 1;  // what '@' refuses
  static constexpr AtomId kTitle = 2;   // behind what it refuses any
  static constexpr AtomId kProtected = 3, kBeforeProtected = 4;
  static constexpr AtomId kBehindNoAge = 5;
  static constexpr AtomId kBehindProtected = 6;
  static constexpr AtomId kListed = 7;
  static constexpr AtomId kFirstFree = 8;  // the phrases' own
  static constexpr AtomId kNoAtom = 0xFFFFFFFF;

  // What one place of a phrase accepts.
  struct Atom {
    std::vector<std::string> words;     // folded, sorted
    std::vector<std::string> prefixes;  // folded, sorted
    bool number = false;                // '#': two digits
    bool any_number = false;            // '##': digits, however many
  };
  using Turns = std::array<AtomId, kTurns>;
  struct Element {
    AtomId atom = 0;
    std::uint8_t gap = 0;  // words that may stand between this and the one before
  };
  struct Phrase {
    std::uint16_t rule = 0;
    std::uint8_t anchor = 0;  // its rarest element, by guess: the longest
    bool has_name = false;
    Turns turns{};
    Demands demands;
    std::vector<Element> elements;
  };
  struct Set {  // what a word is good for
    std::vector<AtomId> atoms;
    std::uint64_t sketch = 0;             // bit atom % 64: a quick no
    std::vector<std::uint32_t> anchored;  // phrases to try here
    bool has(AtomId atom) const;
    bool is_unknown() const;  // to every phrase
  };
  struct Part {  // a phrase while it is parsed
    std::vector<std::vector<std::string>> choices;
    std::uint8_t gap = 0;
  };

  static Result<std::vector<Part>> parse(std::string_view phrase);
  static Result<Part> parse_choices(std::string_view choices);
  Status check_unprotected(const std::vector<Part>& parts) const;
  void choose_anchor(Phrase& phrase) const;
  static void accept(const std::string& word, Atom& atom);
  Status add_variants(std::uint16_t rule, const std::string& language, std::string_view phrase,
                      std::vector<Phrase>& to);
  Status add_variant(Phrase phrase, const std::vector<Part>& parts, std::size_t from,
                     std::vector<Phrase>& to);
  Status extend(AtomId atom, std::string_view word);
  AtomId intern(Atom atom);
  SetId intern_set(std::vector<AtomId> atoms);
  std::uint32_t find_prefix(std::string_view folded) const;
  SetId find_set(std::string_view folded) const;

  std::vector<Atom> atoms_{kFirstFree};
  std::map<std::string, AtomId> atom_ids_;
  std::map<std::string, Turns> turns_;  // by language
  std::map<std::uint16_t, Demands> demands_;
  std::map<std::uint16_t, AtomId> unless_;                     // by rule: words
  std::map<std::uint16_t, std::vector<Phrase>> explanations_;  // by rule: phrases
  std::uint16_t inviting_ = 0xFFFF;                            // a rule
  std::vector<std::uint32_t> invitations_;                     // its phrases
  std::set<std::string, std::less<>> protected_words_, protected_prefixes_;
  std::vector<Phrase> phrases_;
  std::vector<Set> sets_;
  std::map<std::vector<AtomId>, SetId> set_ids_;
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  template <typename T>
  using ByWord = std::unordered_map<std::string, T, Hash, std::equal_to<>>;
  struct Prefix {
    std::string word;
    SetId set = 0;
    std::uint32_t within = kNoPrefix;  // the longest other prefix that this one starts with
  };
  static constexpr std::uint32_t kNoPrefix = 0xFFFFFFFF;
  ByWord<SetId> exact_;
  std::vector<Prefix> prefixes_;          // sorted
  std::vector<std::uint32_t> at_number_;  // phrases that nothing but a number can anchor
};

// One capital, then a small letter: "Anna", not "NOW" nor "anna". Scripts without capitals have
// none.
bool is_capitalised(std::string_view raw_word);

// Whether a text is written wholly in capitals or wholly in small letters: there a name has no
// capital of its own. One word in ten may be written otherwise.
bool is_of_one_case(std::string_view raw, std::span<const text::Word> words);

// Whether what stands between two words ends a clause, or a sentence.
enum class Parting : std::uint8_t { clause, sentence };
bool is_parted(std::string_view raw, std::uint32_t from, std::uint32_t to, Parting by);

class PhraseReader {
 public:
  explicit PhraseReader(const PhraseBook& book);
  // Appends at most one match a rule, unless it demands every one, and one for each captured word.
  void read(std::string_view raw, std::vector<PhraseMatch>& found);

 private:
  struct Known {
    std::uint64_t key = 0;
    PhraseBook::SetId set = 0;
  };
  PhraseBook::SetId set_of(const text::Word& word);
  void cut(std::string_view raw);
  void try_phrase(const PhraseBook::Phrase& phrase, std::size_t at,
                  std::vector<PhraseMatch>& found);
  bool match_back(const PhraseBook::Phrase& phrase, std::size_t element);
  bool match_on(const PhraseBook::Phrase& phrase, std::size_t element);
  bool fits(PhraseBook::AtomId atom, std::size_t at) const;
  bool is_name(std::size_t at) const;
  bool is_possible_name(std::size_t at) const;
  bool is_number(std::size_t at) const;
  bool negated(const PhraseBook::Phrase& phrase) const;
  bool explained_away(const PhraseBook::Phrase& phrase) const;
  bool explained_by_phrase(const PhraseBook::Phrase& phrase);
  bool explains(const PhraseBook::Phrase& explanation, std::uint32_t at, std::uint32_t first,
                std::uint32_t last);
  bool stands_at(const PhraseBook::Phrase& phrase, std::uint32_t at);
  bool is_list(std::uint32_t from, std::uint32_t end) const;
  bool stated(const PhraseBook::Phrase& phrase);
  bool asked(const PhraseBook::Phrase& phrase);
  bool invites(std::uint32_t from, std::uint32_t end);
  bool follows_invitation();
  bool supposed(const PhraseBook::Phrase& phrase) const;
  bool fits(const PhraseBook::Phrase& phrase, Turn turn, std::size_t at) const;
  bool out_of_clause(const PhraseBook::Phrase& phrase, std::uint32_t from, std::uint32_t to) const;
  // Whether one of the marks stands between two words (a full stop counts before a space, a comma
  // not before a digit).
  bool parted(std::uint32_t from, std::uint32_t to, const std::array<bool, 256>& marks) const;
  bool is_own(const PhraseBook::Phrase& phrase) const;

  const PhraseBook& book_;
  std::vector<Known> known_;
  std::vector<std::uint32_t> seen_;  // by rule: the read that saw it last
  std::uint32_t reads_ = 0;
  bool takes_possible_names_ = false;  // while one phrase is tried
  std::string_view raw_;
  std::vector<text::Word> words_;
  std::vector<PhraseBook::SetId> sets_;
  std::array<std::uint32_t, PhraseBook::kMostElements> place_{};  // word of each element
};

}  // namespace lodestar::detect::internal
