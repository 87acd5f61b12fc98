// SPDX-License-Identifier: Apache-2.0
#include "desk/internal/line_words.h"

#include <algorithm>
#include <array>

#include "table/json_value.h"
#include "text/typed.h"

namespace lodestar::desk::internal {
namespace {

using table::JsonValue;

constexpr std::array<std::string_view, 6> kShown{"title",   "summary", "subject",
                                                 "reasons", "places",  "place"};

// All that is shown, a line each, so that no word is found across two.
void append_shown(std::string& out, const JsonValue& value) {
  if (const auto* const text = value.as<std::string>()) {
    out += *text + "\n";
  } else if (const auto* const array = value.as<JsonValue::Array>()) {
    for (const JsonValue& one : *array) append_shown(out, one);
  } else if (const auto* const object = value.as<JsonValue::Object>()) {
    for (const auto& [key, member] : *object) {
      if (std::ranges::find(kShown, key) != kShown.end()) append_shown(out, member);
    }
  }
}

}  // namespace

Result<LineWords> LineWords::parse(std::string_view typed) {
  const auto folded = text::to_casefold(typed);
  if (!folded) return Error{Code::invalid, "q: words are wanted"};
  LineWords all;
  std::string_view rest = *folded;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (end > 0) all.words_.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return all;
}

bool LineWords::are_in(const Sensitive<std::string>& line) const {
  if (words_.empty()) return true;
  const auto document = table::parse_json_value(line.reveal());
  if (!document) return false;
  std::string shown;
  append_shown(shown, *document);
  const auto folded = text::to_casefold(shown);
  return folded && std::ranges::all_of(
                       words_, [&](const std::string& word) { return folded->contains(word); });
}

}  // namespace lodestar::desk::internal
