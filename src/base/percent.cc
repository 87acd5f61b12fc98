// SPDX-License-Identifier: Apache-2.0
#include "base/percent.h"

#include <fmt/format.h>

#include <iterator>

#include "base/ascii.h"

namespace lodestar {

std::string to_percent(std::string_view text) {
  std::string escaped;
  for (const char one : text) {
    if (is_letter(one) || is_digit(one) || std::string_view("-._~").contains(one)) {
      escaped += one;
    } else {
      fmt::format_to(std::back_inserter(escaped), "%{:02X}", static_cast<unsigned char>(one));
    }
  }
  return escaped;
}

}  // namespace lodestar
