// SPDX-License-Identifier: Apache-2.0
// What a word that the lexicon does not list says by its stem or its end: "odalar", "маршрутки" and
// "Buslinien" name rows, "identidad" and "идентификационный" a document, and so does every compound
// of "number" that is none of a telephone: "Steueridentifikationsnummer", "handynummer".
//
// Shapes   words are folded as read_word gives them.
// Units    none.
// Errors   a word that says nothing has Sense::none.
// Cost     a comparison of a few letters a stem.
// Threads  the stems are folded once, then immutable.
// Source   ours; English, Spanish, French, German, Portuguese, Russian, Italian, Dutch, Polish,
//          Romanian, Turkish.
// Example  find_by_stem("burgerservicenummer").sense == Sense::reference
#pragma once

#include <string_view>

#include "text/internal/lexicon.h"

namespace lodestar::text::internal {

Meaning find_by_stem(std::string_view folded);

// "buses", "kamers", "размеры": rows of small numbers stand behind them.
// A word behind which a number is a citizen's own: "cédula 1020304050", "cartão de cidadão ...".
bool names_a_citizen(std::string_view folded, bool behind_citizenship);
// What may stand between the two: "cédula de ciudadanía 1020304050".
bool names_citizenship(std::string_view folded);
bool names_a_row(std::string_view folded);

}  // namespace lodestar::text::internal
