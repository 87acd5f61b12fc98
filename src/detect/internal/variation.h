// SPDX-License-Identifier: Apache-2.0
// Which places of a template vary: the choice between "fixed, with edits" and "slot" that takes
// fewer bits.
//
//   place      0   1   2   3   4   5   6         2c + 1 = column c, 2c = the gap before it
//   template     for   two     months
//   texts        for   two     months
//                for   three   months            3: "three" once: an edit, or a slot?
//
//   fixed   each posting that differs costs by how often the template's other fixed words are
//           edited: edits fall on all words alike. Beta-binomial, as single words scatter around
//           that rate. Contacts are hardly ever edited: written otherwise, they are others.
//           What two in five of thirty texts or more do not write is not fixed at all.
//   slot    most postings differ: Beta(1, 3). What one recurs to is cheaper than spelling it again;
//           leaving a slot out is dearer than leaving out an edited word. And a slot has to begin.
//
// The cheapest sequence of fixed and varying columns is found by dynamic programming; then the rate
// of edits is estimated again, twice. Costs are rounded to eighths of a bit before they are added.
//
// Source: minimum description length (Rissanen 1978). Cost: O(n log n) in what differs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lodestar::detect {

inline constexpr std::uint32_t kNoFiller = 0;  // the place was left out

// What a text writes at a place instead of the consensus.
struct Difference {
  std::uint32_t place = 0;
  std::uint32_t filler = kNoFiller;  // hash
  std::uint32_t weight = 1;          // copies of the text count a little more than one
  std::uint32_t bits = 0;            // to spell it, in eighths; 0 if it is not alone
  // Whether just this stands at just this place; else it is part of a longer stretch of words that
  // stand for more columns or fewer, and the first place of it has the bits of all.
  bool is_whole = true;
};

struct Variation {
  std::size_t columns = 0;
  std::uint32_t weight = 0;  // of all texts
  // By column, if contacts stand there: how many postings say one, as copies may name others.
  // And how many of these do not write what most write: nobody edits a contact by accident, as
  // somebody may a long number that is none.
  std::vector<std::uint32_t> contacts, rewritten;
  std::vector<bool> is_number;
  std::vector<Difference> differences;  // in any order; at most one a text and place
};

struct Varying {
  std::vector<bool> columns;          // by column
  std::vector<bool> gaps;             // by column + 1: a slot between two fixed columns
  std::uint32_t bits_of_an_edit = 0;  // what one edit costs to announce, in eighths
};
Varying find_varying(Variation variation);

}  // namespace lodestar::detect
