// SPDX-License-Identifier: Apache-2.0
// Whether a piece of a run would be cut out of a series of groups that are all of one number.
//
// Shapes   groups are a run's, [first, last) a piece of them.
// Units    indices of groups.           Errors   none.
// Cost     linear in the piece.         Threads  pure; what it is made from must outlive it.
// Source   ours.
// Example  cuts(4, 0, 4) for "06 83 47 19 52": the fifth pair is joined as the others are
#pragma once

#include <span>
#include <string_view>

#include "text/internal/dialled_countries.h"
#include "text/internal/groups.h"
#include "text/internal/number_reader.h"

namespace lodestar::text::internal {

class Series {
 public:
  Series(std::string_view raw, std::span<const Group> groups, const Surroundings& surroundings,
         const NumberReader& numbers, const DialledCountries& countries)
      : raw_(raw),
        groups_(groups),
        surroundings_(surroundings),
        numbers_(numbers),
        countries_(countries) {}

  // "flat 5 07481 227 940", "25 06 83 47 19 52": a count, then the zero that begins a number.
  bool is_count(std::size_t at) const;
  // Whether the gap before group `at` looks like those inside the piece.
  bool cuts(std::size_t at, std::size_t first, std::size_t last) const;
  bool ends_in_brackets(std::size_t last) const;

 private:
  static bool stands_apart(std::string_view gap);
  bool is_five_pairs(std::size_t at) const;
  // "0 7481227940": the zero that a number begins with at home, and nothing else does.
  bool is_trunk_apart(std::size_t first) const;
  // "07481 227 94(0)"
  bool is_last_in_brackets(std::size_t last) const;
  // "since 2024 | 0 6 7 7 2 5 6 7 8 5", "Calle Mayor 14 | 6 0 9 5 4 6 1 1 1"
  bool is_before_digits_apart(std::size_t first, std::size_t last) const;
  static bool all_digits_apart(const Group& a, const Group& b);
  // "9OO l l | 8": behind two letters by themselves that pass for digits, a digit by itself.
  bool goes_on_in_letters(std::size_t first, std::size_t last) const;
  // "six one 3 7 zero 1 0 eight five": one digit at a time, now as a word and now as a figure; or
  // so at the edge: "07481 227 nine four 0".
  bool words_and_digits(std::size_t first, std::size_t last, const Group& outside) const;
  bool lacks_a_digit(std::span<const Group> piece) const;
  // "07481 227 940 24 hours": what is counted is no part of the series.
  bool is_counted(std::size_t at, std::size_t first) const;
  // "730 555 0142 730 555 0199": each ends where it should.
  bool whole_number_in_threes(std::size_t first, std::size_t last) const;

  std::string_view raw_;
  std::span<const Group> groups_;
  const Surroundings& surroundings_;
  const NumberReader& numbers_;
  const DialledCountries& countries_;
};

}  // namespace lodestar::text::internal
