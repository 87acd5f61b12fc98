// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/place_names.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "embedded/places.h"
#include "text/words.h"

namespace lodestar::detect::internal {
namespace {

// A line is "Porto|Oporto<tab>PT<tab>...".
std::unordered_set<std::string> read_names() {
  std::unordered_set<std::string> names;
  for (std::string_view rest = embedded::places(); !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    for (std::string_view left = line.substr(0, line.find('\t')); !left.empty();) {
      const std::string_view name = left.substr(0, left.find('|'));
      left.remove_prefix(std::min(name.size() + 1, left.size()));
      names.insert(text::fold_word(name));
    }
  }
  return names;
}

}  // namespace

bool is_place_name(std::string_view raw_word) {
  static const std::unordered_set<std::string> kNames = read_names();
  return kNames.contains(text::fold_word(raw_word));
}

}  // namespace lodestar::detect::internal
