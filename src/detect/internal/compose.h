// SPDX-License-Identifier: Apache-2.0
// From a grammar to a template, and from a template to the text of one posting.
//
// Shapes   a Draft is fixed words, slots, the contact and ends of sentences, in order; render()
//          fills it in. What a template settles comes from the template's dice, what a posting
//          draws from the posting's.
// Units    bytes of the text that is made.
// Errors   none.
// Cost     a microsecond each.
// Threads  a Draft by one thread at a time.
// Source   none.
// Example  Draft draft(tongue, sector);
//          draft.add(rule, dice);
//          render(draft, filling, Field::text, posting);
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "detect/internal/dice.h"
#include "detect/internal/invented_contacts.h"
#include "detect/internal/tongue.h"

namespace lodestar::detect::internal {

class Draft {
 public:
  enum class Part : std::uint8_t { words, slot, contact, end };
  struct Run {
    Part part = Part::words;
    RuleId rule = kNoRule;              // of a slot
    std::uint32_t first = 0, last = 0;  // of words
  };
  Draft(const Tongue& tongue, std::uint32_t sector) : tongue_(tongue), sector_(sector) {}

  // One sentence. rare: puts a rare word into it, if it has a place for one.
  void add(RuleId sentence, Dice& dice, bool rare = false, std::uint64_t rare_seed = 0);

  const Tongue& tongue() const { return tongue_; }
  std::uint32_t sector() const { return sector_; }
  const std::vector<Run>& runs() const { return runs_; }
  std::string_view words(const Run& run) const {
    return std::string_view(words_).substr(run.first, run.last - run.first);
  }

 private:
  void expand(RuleId rule, Dice& dice);
  void put(Part part, RuleId rule);
  const Tongue& tongue_;
  std::uint32_t sector_;
  std::string words_;
  std::vector<Run> runs_;
  const std::uint64_t* rare_seed_ = nullptr;  // of the sentence, until it has its rare word
};

// Appends what a rule without slots says.
void append_expanded(const Tongue& tongue, std::uint32_t sector, RuleId rule,
                     std::uint32_t alternative, Dice& dice, std::string& out);
Written append_contact(const Tongue& tongue, InventedContact contact, text::Obfuscation disguise,
                       std::uint64_t seed, std::string& out);
void append_proper_name(const Tongue& tongue, Dice& dice, std::string& out);

struct Filling {
  // The alternative of a slot's rule, whether it differs inside the campaign, and the dice for what
  // it leaves open.
  struct Choice {
    std::uint32_t alternative = 0;
    bool varies = false;
    std::uint64_t seed = 0;
  };
  std::function<Choice(const Tongue& tongue, RuleId rule)> choose;
  InventedContact contact{};
  text::Obfuscation disguise = text::Obfuscation::plain;
  bool contact_varies = false;
  bool wage_behind = false;         // the contact
  std::uint64_t contact_seed = 0;   // how the contact is written
  std::uint64_t seed = 0;           // the posting's
  std::uint32_t noise = 0;          // words edited, in a thousand
  std::string_view between = ". ";  // sentences
  std::string_view at_end = ".";
};

void render(const Draft& draft, const Filling& filling, Field field, InventedPosting& posting);

// Writes a contact as it is usually written at the end of the text, and notes it.
void append_contact(const Tongue& tongue, InventedContact contact, std::uint64_t seed,
                    InventedPosting& posting);

}  // namespace lodestar::detect::internal
