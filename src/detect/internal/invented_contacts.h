// SPDX-License-Identifier: Apache-2.0
// Contacts that belong to nobody: telephone numbers of ranges kept free for fiction, addresses at
// example domains, handles with "example" in them; and every way people write them.
//
// Shapes   a contact is a number below how_many(kind); each stands for another value.
// Units    none.
// Errors   none.
// Cost     about 100 ns to write one.
// Threads  pure.
// Source   NANP 555-0100..0199; Ofcom, numbers for drama; ARCEP decision 2018-0881; ACMA, fictional
//          numbers; BNetzA, numbers for film; RFC 2606. Classes: text/identifiers.h.
// Example  append_value(contact, out);
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "detect/internal/dice.h"
#include "text/identifiers.h"

namespace lodestar::detect::internal {

struct InventedContact {
  text::IdentifierKind kind = text::IdentifierKind::phone;
  std::uint32_t number = 0;
};

// Phone numbers there are; addresses and handles have no end.
std::uint32_t invented_phones();

// The normal form (text::Identifier::value).
void append_value(InventedContact contact, std::string& out);

// The words before it that say what it is ("telegram "), then what was written of it, and what
// often stands behind a number ("24/7").
struct Written {
  std::size_t start = 0, end = 0;  // in out
  text::Obfuscation disguise = text::Obfuscation::plain;
};
struct ContactWords {
  std::span<const std::string_view, 10> digits;
  std::span<const std::string_view, 2> signs;  // "at" and "dot"
};
// Asks for a disguise; a kind that does not know it gets the nearest. A handle is always written
// alike.
Written append_surface(InventedContact contact, text::Obfuscation wanted, const ContactWords& words,
                       Dice& dice, std::string& out);

}  // namespace lodestar::detect::internal
