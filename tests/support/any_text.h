// SPDX-License-Identifier: Apache-2.0
// Any valid text for a property: plain letters, and often what some format treats specially.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace lodestar::test {

inline rc::Gen<std::string> any_text() {
  const auto piece = rc::gen::element<std::string>(
      "a", "B", "7", " ", "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", "'", "=", "+", "-", "@",
      "\\", "/", "<", ">", "&", "{", "}", std::string(1, '\0'), "\x01", "\x1b", "\x7f", "\u0085",
      "\u00ad", "é", "Ж", "中", "\u200b", "\u202e", "\u2028", "\ufeff", "\ufffd", "\uff1d",
      "\U000e0041", "\U0001f600");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const auto& pieces) {
    std::string text;
    for (const auto& one : pieces) text += one;
    return text;
  });
}

}  // namespace lodestar::test
