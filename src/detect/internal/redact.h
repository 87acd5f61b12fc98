// SPDX-License-Identifier: Apache-2.0
// What may be shown of postings when identifiers go under pseudonyms.
//
//   raw        call +351 210 000 118 now
//   occurrence      [--------------)
//   redacted   call [phone:5f3a...] now
//
// A template's fixed words may hold part of an identifier whose rest is a slot: every part of an
// identifier that stands outside a member's slots is masked in the words of its cluster.
#pragma once

#include <string>
#include <vector>

#include "detect/outputs.h"

namespace lodestar::detect {

// A contact as it is written out: value, or pseudonym where there are pseudonyms.
std::string_view shown_value(const Found& found, std::uint32_t contact);

// The bytes of span, each identifier that touches it replaced by [kind:pseudonym]; as they are
// where there are no pseudonyms.
void append_shown(std::string& out, const Found& found, const Quote& place);

// A cluster's pieces as they may be shown.
std::vector<TemplatePiece> shown_pieces(const Found& found, const Cluster& cluster);

}  // namespace lodestar::detect
