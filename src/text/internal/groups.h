// SPDX-License-Identifier: Apache-2.0
// A run of digit symbols as a reader sees it: groups of digits, and the gaps between them.
//
// Shapes   one Group a symbol; symbols without a gap between them stay separate groups.
// Units    spans are bytes of the raw text.
// Errors   none.
// Cost     linear in the run.
// Threads  pure.
// Source   none.
// Example  read_groups("(730) 555.01", run) has gaps ") " and "."
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/internal/symbols.h"

namespace lodestar::text::internal {

struct Gap {
  std::string_view text;
  // The one sign in it besides spaces and brackets; ' ' if none, '?' if odd and no bar.
  char separator = 0;
  bool cut = false;    // too much stands here for one number to go on
  bool plus = false;   // a number with a country code starts behind it
  bool odd = false;    // signs that nobody needs to write a number
  bool pause = false;  // a comma, or a full stop and a space: a sentence may go on or end
  bool priced =
      false;  // "50€ ...", "18+ ...": a sign directly behind the group before says what it counts

  bool stops() const { return cut || plus; }  // any number
  bool breaks() const { return cut || pause || odd || plus; }
};

struct Group {
  Span span;
  std::string_view digits;
  std::uint8_t marks = 0;
  Gap before{};
  bool decoy = false;  // part of a date, a price, a measure ...

  bool plain() const { return (marks & (kDisguises | kWeak)) == 0; }
  bool is_letters() const { return (marks & kLeet) != 0 && (marks & kHasDigit) == 0; }
  // The number that the digits are, up to 9,999; -1 above.
  int value() const {
    if (digits.size() > 4) return -1;
    int number = 0;
    for (const char digit : digits) number = number * 10 + (digit - '0');
    return number;
  }
};

std::vector<Group> read_groups(std::string_view raw, const Run& run);

// Takes kWeak from groups whose neighbours vouch for them: letters alone ("SSS") beside a token
// that mixes letters and digits ("43S"), and a number word that is also an article where it goes on
// with digits named one by one.
void settle_weak(std::string_view raw, std::span<Group> groups);

bool is_currency_sign(char32_t c);
bool is_plus_sign(char32_t c);  // of any form: "＋", "➕"

// What the words just before and after say about a number.
struct Surroundings {
  bool cue = false;               // "call", "tel", "whatsapp number"
  bool weak_cue = false;          // "number" alone
  bool cue_after = false;         // "(whatsapp)"
  bool reference = false;         // "order no", "passport"
  bool reference_is_far = false;  // "passport needed", and more than the number may follow
  bool currency_before = false;
  bool item = false;          // the reference is of an offer, a room ..., or a permit
  bool amount_after = false;  // "EUR", "kg", "%"
  bool wage_after = false;    // "la hora", "a night"
  bool priced = false;        // by a sign directly behind
  bool rated = false;         // "18+", "5*": by such a sign
  // "euros 80": the word may as well belong to the number behind it.
  bool amount_may_be_next = false;
  std::uint8_t reference_digits = 0;  // as many has the reference: "NHS 943 476 5919"
  bool row = false;                   // "buses", "sizes": of which there are many
  bool firm_after = false;            // "ИНН 7707083893 ОГРН ...": the numbers of a firm go on
};

Surroundings read_surroundings(std::string_view raw, Span run);

}  // namespace lodestar::text::internal
