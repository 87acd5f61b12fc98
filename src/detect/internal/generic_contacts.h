// SPDX-License-Identifier: Apache-2.0
// Contacts that belong to nobody: placeholders (1234567, name@example.com), freephone hotlines, the
// bare address of a platform.
//
// Shapes   a kind and its normal form (text/identifiers.h).     Units   none.
// Errors   none.            Cost   some tens of nanoseconds.    Threads pure.
// Source   RFC 2606 and 6761 (reserved names); ITU-T E.169.1 and national plans (freephone); the
//          lists of platforms and placeholders are ours.
// Example  is_generic(text::IdentifierKind::phone, "+18883737888")
#pragma once

#include <string_view>

#include "text/identifiers.h"

namespace lodestar::detect {

bool is_generic(text::IdentifierKind kind, std::string_view value);

}  // namespace lodestar::detect
