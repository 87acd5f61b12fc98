// SPDX-License-Identifier: Apache-2.0
// Who speaks in a posting: somebody who offers, or somebody who tells what others do.
//
//   They keep your passport until the debt is paid. We have helped 300 pickers.     told
//   Workers wanted, passports are kept at the office. Free helpline.                 offered
//
// A posting tells where it offers help, advice, research or a report, and nothing in it is an offer
// of the writer's own: workers asked for, terms named (a sum, a bed, work), services sold, or what
// binds in the first person ("we keep"). What stands in one clause with help, or behind others as
// those who do it ("they offer jobs"), is no such offer. Where services are sold without a price,
// and where all workers asked for are to help ("caseworker wanted, 2000 a month"), only what binds
// and is said of others is told.
//
// Who warns of others, misses somebody, or says what is done to them, tells likewise.
//
//   07481 227 940 is dangerous, my friend Ella was locked in. Police know        told
//   The boss keeps my passport, please help                                      told
//
// So a line about help buys nothing for who offers; and who helps may name what they help against.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "detect/internal/phrase_book.h"

namespace lodestar::detect {
class Indicators;
}

namespace lodestar::detect::internal {

struct FieldMatches {
  std::string_view raw;
  std::vector<PhraseMatch>* matches = nullptr;
};

// Whether the posting warns or reports and offers nothing, and the first words that show it.
struct Telling {
  bool tells = false;
  std::size_t field = 0;  // of the fields heard
  text::Span cue;
};

// Takes out what is told about others; where a posting that helps still offers, adds a match of
// recruiting, so that its line about help is weighed as an offer's.
Telling hear(const Indicators& indicators, std::span<const FieldMatches> fields);

}  // namespace lodestar::detect::internal
