// SPDX-License-Identifier: Apache-2.0
// Where a slot's filler begins and ends in a posting whose words beside it were edited.
//
//   template   sweet escort in [slot] .
//   others                     Riga      one word, nearly always
//   this one   sweet escort ember Ghent  which word replaced "in", and which fills the slot?
//
// Between two words that match, the template has a few slots and fixed words that this posting
// lacks. Each way to deal out the posting's words among them costs bits: a dropped, exchanged or
// inserted word what an edit costs; a filler what its length and its words cost among the fillers
// that the others have. The cheapest way is found by dynamic programming.
//
// Cost: O(elements * words^2) for a stretch between matches, of at most kLongestStretch words.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "detect/internal/texts.h"

namespace lodestar::detect {

// What stands between two fixed words, as word numbers [begin, end) of the posting.
struct Region {
  std::size_t begin = 0, end = 0;
};

class Fillers {
 public:
  static constexpr std::size_t kLongestStretch = 24;
  static constexpr std::uint32_t kFixed = ~0U;

  // A slot, or a fixed word that the posting lacks.
  struct Element {
    std::uint32_t slot = kFixed;
    std::uint32_t word = 0;  // fixed: its hash
    bool has_field = false;  // slot: only words of `field`
    Field field = Field::text;
  };
  struct Stretch {
    std::span<const Element> elements;
    std::span<const FieldWord> words;
    std::span<const std::uint8_t> bits;
    bool learned = false;  // its words were learned as the filler of its only slot
  };

  Fillers(std::size_t slots, std::uint32_t bits_of_an_edit)
      : slots_(slots), bits_of_an_edit_(bits_of_an_edit) {}

  void learn(std::uint32_t slot, std::span<const FieldWord> words);
  // Words are numbered from the beginning of the stretch; regions by element, fixed ones too.
  void explain(const Stretch& stretch, std::vector<Region>& regions) const;
  // The number of words that most fillers of a slot have.
  bool is_usual_length(std::uint32_t slot, std::size_t words) const;

 private:
  struct Known {
    std::vector<std::uint32_t> lengths;  // fillers by number of words
    std::uint32_t fillers = 0, words = 0, numbers = 0;
  };
  std::uint32_t length_bits(const Stretch& stretch, std::uint32_t slot, std::size_t length) const;
  std::uint32_t word_bits(const Stretch& stretch, std::uint32_t slot, std::size_t word) const;
  std::uint32_t count(std::uint32_t slot, std::uint32_t word) const;
  std::vector<Known> slots_;
  std::unordered_map<std::uint64_t, std::uint32_t> counts_;    // of a word in a slot
  std::unordered_map<std::uint32_t, std::uint32_t> anywhere_;  // of a word in any slot
  std::uint32_t bits_of_an_edit_;
};

}  // namespace lodestar::detect
