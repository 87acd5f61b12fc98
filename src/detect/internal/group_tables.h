// SPDX-License-Identifier: Apache-2.0
// The tables of a candidate that the measures read.
//
//   ties     (contact, row, group)   direct contacts only: no web address, no image, nothing that
//                                    the networks cut as too common
//   people   (row, name or age)      from cue words, and from slots that names fill. What is not
//                                    written as one ("ASK FOR MARK") takes both
//   stances  by group                hiring, selling, speaking for others: where at least half of
//                                    its postings do
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "detect/structure.h"

namespace lodestar::detect::internal {

struct ContactTie {
  std::uint32_t contact = 0, row = 0, group = 0;
  friend auto operator<=>(const ContactTie&, const ContactTie&) = default;
};

struct Person {
  std::uint32_t group = 0, row = 0;
  // 0: behind a cue; else the template piece whose slot it fills, or a number of its own for names
  // behind a word for people.
  std::uint32_t source = 0;
  std::uint64_t key = 0;  // the folded name's hash, or the age
  Quote quote;
};

// Reaches somebody: neither a web address nor an image.
bool is_direct(text::IdentifierKind kind);

struct GroupTables {
  GroupTables(const Candidate& candidate, const LeadContext& context);

  // The part of a table, ordered by group, that is this group's.
  template <typename T>
  static std::span<const T> of_group(const std::vector<T>& table, std::uint32_t group);

  std::vector<ContactTie> by_contact, by_group;       // distinct; ordered as they say, then by row
  std::vector<std::uint32_t> contacts;                // distinct, ascending
  std::vector<Person> names, ages;                    // ordered by group
  std::vector<bool> hires, sells, controls, coerces;  // by group

 private:
  void find_ties();
  void find_people();
  void find_stances();
  void add_name(std::uint32_t group, std::uint32_t source, const Quote& quote);
  void add_age(std::uint32_t group, const Quote& quote);
  std::string_view quoted(const Quote& quote) const;
  void find_names_in_slots(std::uint32_t group);
  void find_listed_names(std::uint32_t group);
  std::size_t cluster_of(std::uint32_t group) const {
    return static_cast<std::size_t>(candidate_.groups[group].cluster);
  }
  bool is_of_one_case(const Quote& quote) const;  // the field that it quotes
  // A slot of a group's template: its piece, and one posting that fills it.
  struct Slot {
    std::uint32_t group = 0, piece = 0;
    Quote filled;
    std::uint32_t cued = 0;  // postings in which a cue is beside what fills it
  };
  std::vector<Slot> slots_of(std::uint32_t group) const;
  enum class Named : std::uint8_t { no, with_a_capital, in_any_case };
  Named find_named(const Slot& slot) const;
  bool opens_its_field(const Quote& filled) const;
  bool is_named_behind(const TemplatePiece& before, bool is_sold) const;

  const Candidate& candidate_;
  const LeadContext& context_;
  std::unordered_set<std::uint64_t> places_;  // folded words of the candidate's places
};

template <typename T>
std::span<const T> GroupTables::of_group(const std::vector<T>& table, std::uint32_t group) {
  const auto found = std::ranges::equal_range(table, group, {}, &T::group);
  return {found.begin(), found.end()};
}

}  // namespace lodestar::detect::internal
