// SPDX-License-Identifier: Apache-2.0
// Invented postings with truth: campaigns, networks, circuits, lone postings, and what only looks
// like them. Nobody in them exists.
//
// Shapes   posting `row` of a Simulation is a function of options and row alone, so that any part
//          of a corpus can be made at any time; write_simulated() streams the whole.
// Units    spans in bytes of the named field; time in seconds since 1970 UTC.
// Errors   invalid: a language there is no pack for, a pack that cannot be read; those of a sink.
// Cost     about 3 microseconds a posting; 16 bytes a posting and 64 a campaign are held.
// Threads  make() may be called by many threads; the same bytes for any thread count.
// Source   docs/guide/simulate.md says what is invented and how truth is defined; words and
//          sentences are packs/simulate.
// Example  Simulation s = LODESTAR_TRY(Simulation::plan({.postings = 20'000, .seed = 7}));
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/parallel.h"
#include "base/result.h"
#include "detect/postings.h"
#include "text/identifiers.h"
#include "text/span.h"

namespace lodestar::detect {

// What a corpus is for.
enum class Preset : std::uint8_t {
  realistic,    // a quarter in campaigns, several languages, everything below in some measure
  clusters,     // half in campaigns of every noise level
  benign,       // nothing that should be a lead; indicators at their published base rates
  short_texts,  // 4-12 words
  phones,       // every posting has a telephone number, in every disguise alike
  decoys,       // figures that are no contact, beside some contacts
};
Result<Preset> parse_preset(std::string_view name);

struct SimulateOptions {
  std::uint64_t postings = 0;
  std::uint64_t seed = 1;
  Preset preset = Preset::realistic;
  std::vector<std::string> languages{};  // as "en"; empty: all there are
};

// What an invented posting is. Closed list; kinds after `decoy` are of campaigns.
enum class Kind : std::uint8_t {
  job,
  adult,
  flat,
  sale,
  spam,
  notice,
  decoy,
  forced_labour,     // recruits with fees, debt, kept documents ...; should be a lead
  exploitation,      // one contact sells many people's services, moves them; should be a lead
  recruit_and_sell,  // one contact hires for one thing and sells another; should be a lead
  agency,            // an honest employer's repeated text
  touring,           // one person, one contact, several towns
  shared_flat,       // two or three people who share a number
  trader,            // repeated sales and flats
  bulk,              // spam campaigns
};
std::string_view to_string(Kind kind);

struct InventedPosting {
  struct Slot {
    Field field = Field::text;
    text::Span span;
  };
  struct Contact {
    Field field = Field::text;
    text::Span span;
    text::IdentifierKind kind = text::IdentifierKind::phone;
    text::Obfuscation disguise = text::Obfuscation::plain;
    std::string value;
  };
  std::string title, text, place, source, author;
  std::int64_t time = 0;
  std::int32_t cluster = -1, network = -1;
  Kind kind = Kind::job;
  std::string_view language;  // as "en"
  bool should_lead = false;
  std::uint32_t indicators = 0;  // sentences put in because they hold one
  std::vector<Slot> slots;       // empty for lone postings
  std::vector<Contact> contacts;
};

class Simulation {
 public:
  static Result<Simulation> plan(const SimulateOptions& options);
  ~Simulation();
  Simulation(Simulation&&) noexcept;
  Simulation& operator=(Simulation&&) noexcept;

  std::size_t size() const;
  std::size_t campaigns() const;
  void make(std::size_t row, InventedPosting& posting) const;

 private:
  struct World;
  explicit Simulation(std::unique_ptr<const World> world);
  std::unique_ptr<const World> world_;
};

struct SimulatedSinks {
  std::function<Status(std::string_view)> postings, truth, slots, identifiers;
};

// postings.csv, truth.csv, truth_slots.csv and truth_identifiers.csv (docs/guide/simulate.md).
Status write_simulated(const Simulation& simulation, const Parallel& parallel,
                       const SimulatedSinks& sinks);

}  // namespace lodestar::detect
