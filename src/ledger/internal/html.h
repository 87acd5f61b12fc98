// SPDX-License-Identifier: Apache-2.0
// Text as HTML shows it, in an element or between the quotes of an attribute.
#pragma once

#include <string>
#include <string_view>

#include "base/printable.h"

namespace lodestar::ledger::internal {

inline std::string to_html(std::string_view text) {
  std::string html;
  for (const char letter : to_printable(text)) {
    switch (letter) {
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '&':
        html += "&amp;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += letter;
    }
  }
  return html;
}

}  // namespace lodestar::ledger::internal
