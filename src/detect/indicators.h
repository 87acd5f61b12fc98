// SPDX-License-Identifier: Apache-2.0
// The indicator packs, read and compiled: what a posting's words can show, what a group's structure
// can show, and how much each weighs. Knowledge is data; this is its reader.
//
// Shapes   packs are JSON (docs/spec/indicator-pack.schema.json). A later pack replaces an entry of
//          the same id; strength 0 switches one off. Each worker has its own IndicatorReader.
// Units    strengths and points in tenths; spans in bytes of the named raw field.
// Errors   invalid: pack, entry and field, what is wrong and what to do. An entry that does not
//          find its own examples is refused, and one that looks for a nationality, an ethnicity or
//          a language (packs/indicators/protected_words.json).
// Cost     the packs of this repository: some 10 ms. A posting of 400 bytes: about 2 us.
// Threads  Indicators is immutable once parsed; a reader belongs to one worker.
// Source   packs/indicators: each entry names its own.
// Example  Indicators indicators = LODESTAR_TRY(parse_indicator_packs({{"mine.json", bytes}}));
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "detect/internal/phrase_book.h"
#include "detect/postings.h"

namespace lodestar::detect {

struct PackBytes {
  std::string name;  // for messages
  std::string_view bytes;
};

enum class HintClass : std::uint8_t { benign, spam, scam, business, trafficking_concern };
inline constexpr std::size_t kHintClasses = 5;

// What words and measures have in common: how an entry presents itself.
struct Indicator {
  std::string id, pack, family, label, title, why, benign, source;
  std::array<std::uint8_t, kHintClasses> hints{};
};

// What a posting is about, as far as an entry asks (`only_in`); offering is either of
// the two, or names a kind of work.
enum class Stance : std::uint8_t { any, hiring, selling, offering };

struct WordIndicator : Indicator {
  std::int32_t strength = 0;
  Stance only_in = Stance::any;
  bool tells = false;       // who says it tells what others do
  bool is_served = false;   // a consulate or a hostel says it too
  std::string yields_to{};  // id of the indicator beside which it does not count

  bool binds() const;             // strong enough to keep people from leaving
  bool speaks_of_people() const;  // who are offered, or who decides about them
  bool controls() const;          // strong enough to say that somebody else decides
};

// Structural indicators are computed (detect/structure.h); packs give their parameters and words.
enum class MeasureKind : std::uint8_t {
  names_per_contact,
  ages_per_contact,
  identities_per_template,
  places_in_days,
  recruits_and_sells,
  control_across_templates,
  coercion_across_templates,
  sectors_per_contact,
  disguised_contacts,
  burst,
  one_name_one_contact,
  company_email,
  wide_reach,
  told_by_others,
  one_account,
};
inline constexpr std::size_t kMeasureKinds = 15;

struct Measure : Indicator {
  MeasureKind kind = MeasureKind::names_per_contact;
  bool structural = false;  // can be the structural half of a lead
  bool supporting = false;  // adds points, but no family
  std::int32_t at_least = 1;
  std::int32_t base = 0, each = 0, most = 0;  // points = base + each * n, at most `most` either way
  std::int32_t days = 0, places_over = 0, phones_over = 0;
  std::string detail;  // figures, with {n} and {m}, and {n:one|many} for what agrees with them
};

struct Sector {
  std::string id, title;
  bool is_sold = false;  // what a group that sells can be about
};

class Indicators {
 public:
  std::vector<WordIndicator> words;  // rules 0 .. words.size() - 1
  std::vector<Measure> measures;
  std::vector<Sector> sectors;
  std::vector<std::string> free_mail;        // domains anybody can have an address at
  std::vector<std::string> before_place;     // folded words that stand before a place, not a name
  std::vector<std::string> before_person;    // before the name of somebody who is sold
  std::vector<std::string> between_persons;  // "and"
  internal::PhraseBook phrases;

  // Rules after the words: what cues and sectors are numbered.
  std::uint16_t rule_of_name() const { return count(); }
  std::uint16_t rule_of_age() const { return count() + 1; }
  std::uint16_t rule_of_stance(Stance stance) const {
    return static_cast<std::uint16_t>(count() + 1 + static_cast<int>(stance));
  }
  std::uint16_t rule_of_recruiting() const { return count() + 4; }
  // A word at the place of a name that is not written as one.
  std::uint16_t rule_of_possible_name() const { return count() + 5; }
  // Who speaks (detect/internal/voice.h): help, advice, research or a report is offered; others are
  // who does it; the writer's own terms are named.
  std::uint16_t rule_of_helping() const { return count() + 6; }
  std::uint16_t rule_of_others() const { return count() + 7; }
  std::uint16_t rule_of_terms() const { return count() + 8; }
  // Papers, journeys or lodging are a service: passport photographs, visas, a hostel.
  std::uint16_t rule_of_serving() const { return count() + 9; }
  // Somebody warns of others, or tells what was done to them.
  std::uint16_t rule_of_warning() const { return count() + 10; }
  // The posting tells of others and offers nothing: its first sign; what speaks against may follow.
  std::uint16_t rule_of_telling() const { return count() + 11; }
  // The reader is asked: "are you interested?"
  std::uint16_t rule_of_inviting() const { return count() + 12; }
  // Sport, dance or a class is what people come for.
  std::uint16_t rule_of_playing() const { return count() + 13; }
  std::uint16_t rule_of_sector(std::size_t i) const {
    return static_cast<std::uint16_t>(count() + 14 + i);
  }
  std::size_t rule_count() const { return count() + 14U + sectors.size(); }

 private:
  std::uint16_t count() const { return static_cast<std::uint16_t>(words.size()); }
};

// What one posting shows: a rule, and the words it was seen in (the name or the age itself for
// names, possible ones too, and ages).
struct Sign {
  std::uint32_t posting = 0;
  std::uint16_t rule = 0;
  Field field = Field::text;
  text::Span span;
  friend bool operator==(const Sign&, const Sign&) = default;
};

class IndicatorReader {
 public:
  explicit IndicatorReader(const Indicators& indicators)
      : indicators_(indicators), phrases_(indicators.phrases) {}
  // Appends what the title and the text of a posting show, at most one sign of a rule and field
  // (names, ages: each). Ages, and names known by the age behind them, only where the posting
  // sells. What stands in the text from own_end on is a board's: only what binds counts there.
  // A posting that warns or reports and offers nothing shows that, and what speaks
  // against a lead.
  void read(const Postings& postings, std::uint32_t row, std::vector<Sign>& seen,
            std::uint32_t own_end = UINT32_MAX);

 private:
  bool is_of_an_advertised_person(const internal::PhraseMatch& match) const;
  bool binds(const internal::PhraseMatch& match) const;
  void add_signs(std::uint32_t row, Field field, std::span<const internal::PhraseMatch> matches,
                 std::size_t first, std::vector<Sign>& seen);

  const Indicators& indicators_;
  internal::PhraseReader phrases_;
  std::array<std::vector<internal::PhraseMatch>, 2> matches_;  // of the title, of the text
  std::vector<Sign> advertised_;
};

// One of the closed list of families (docs/spec/evidence.md), and what its words imply.
struct EvidenceFamily {
  std::string_view name;
  bool shows_others = false;  // somebody speaks to or for others: no use to who travels alone
  bool binds = false;         // keeps people from leaving (ILO 2009, coercion at destination)
};
const EvidenceFamily* find_evidence_family(std::string_view name);  // nullptr: no such family

Result<Indicators> parse_indicator_packs(std::span<const PackBytes> packs);

// The packs of this repository, as they are built into the program.
std::vector<PackBytes> built_in_packs();
std::string built_in_packs_date();

// The date in the manifest (pack.json) among them; empty where there is none.
std::string find_packs_date(std::span<const PackBytes> packs);

}  // namespace lodestar::detect
