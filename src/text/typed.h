// SPDX-License-Identifier: Apache-2.0
// What people type, as one text whatever keyboard wrote it.
//
// Shapes   UTF-8 in, UTF-8 out.
// Units    none.
// Errors   nothing where it is no UTF-8.
// Cost     linear; short texts take about 1 us.
// Threads  pure.
// Source   Unicode Standard Annex 15 (NFC), and NFKC_Casefold of its chapter 3.13, through ICU.
// Example  to_casefold("Ana.Lima") == "ana.lima"
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lodestar::text {

std::optional<std::string> to_nfc(std::string_view typed);
// Upper and lower case, wide and narrow letters are the same.
std::optional<std::string> to_casefold(std::string_view typed);

}  // namespace lodestar::text
