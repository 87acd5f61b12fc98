// SPDX-License-Identifier: Apache-2.0
// What may be shown of postings when identifiers go under pseudonyms.
//
//   raw        call +351 210 000 118 now
//   occurrence      [--------------)
//   redacted   call [phone:5f3a...] now
//
// A template's fixed words may hold part of an identifier whose rest is a slot: every part of an
// identifier that stands outside a member's slots is found in the words of its cluster.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "detect/outputs.h"

namespace lodestar::detect {

// Where identifiers of members, or parts of them, stand in the fixed words of a cluster's template.
class FixedParts {
 public:
  struct Place {
    text::Span span;
    std::uint32_t contact = 0;
  };
  FixedParts(const RunView& run, const Cluster& cluster);
  std::vector<Place> find_in(std::string_view words) const;  // by start, not overlapping

 private:
  void add_outside_slots(const Member& member, const Occurrence& occurrence);
  void add(const Occurrence& occurrence, text::Span span);

  const RunView& run_;
  std::map<std::string_view, std::uint32_t> parts_;  // views into the postings
};

// A contact as it is written out: value, or pseudonym where there are pseudonyms.
std::string_view shown_value(const Found& found, std::uint32_t contact);

// A posting's id. Under pseudonyms one that can be a link, an address or a sentence (it holds
// anything but ASCII letters, digits and "-_.#") is a keyed name.
std::string shown_id(const Found& found, std::uint32_t row);

// Where a posting is from. Under pseudonyms always a keyed name: it may be somebody's page.
std::string shown_source(const Found& found, std::uint32_t row);

// The name of a posting's file.
std::string_view shown_file(const Found& found, std::uint32_t row);

// The bytes of span, each identifier that touches it replaced by [kind:pseudonym]; as they are
// where there are no pseudonyms.
void append_shown(std::string& out, const Found& found, const Quote& place);

// A cluster's pieces as they may be shown.
std::vector<TemplatePiece> shown_pieces(const Found& found, const Cluster& cluster);

}  // namespace lodestar::detect
