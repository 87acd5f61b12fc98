// SPDX-License-Identifier: Apache-2.0
// Whole detection on one invented text in sixteen postings, with "{n}" filled by rotating names
// and "{t}" by towns.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "detect/analysis.h"
#include "support/lead_scene.h"

namespace lodestar::detect {

inline constexpr std::array<std::string_view, 8> kRotatingNames = {
    "Mark", "Elena", "Rita", "Pavel", "Anna", "Luis", "Maria", "Viktor"};

inline void replace_all(std::string& text, std::string_view mark, std::string_view with) {
  for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + with.size()))
    text.replace(at, mark.size(), with);
}

inline std::vector<Lead> leads_of_repeated(
    std::string_view told, std::span<const std::string_view> names = kRotatingNames) {
  constexpr std::array<std::string_view, 6> kTowns = {"Leeds", "York",      "Hull",
                                                      "Derby", "Leicester", "Lincoln"};
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 16; ++i) {
    texts.emplace_back(told);
    replace_all(texts.back(), "{n}", names[i % names.size()]);
    replace_all(texts.back(), "{t}", kTowns[i % kTowns.size()]);
  }
  Postings postings;
  const auto file = postings.add_file("f");
  for (const std::string& text : texts) postings.add(file, {.fields = {"", "", text}});
  auto found = analyse(postings, built_in_indicators(), {.parallel = {.threads = 1}});
  return found ? std::move(found->leads) : std::vector<Lead>();
}

// The same, with a number behind the text under which a name is asked for, or where it has "{n}".
inline std::vector<Lead> leads_asked_for(std::string_view told) {
  std::string text(told);
  if (text.find("{n}") == text.npos) text += " Ask for {n}";
  return leads_of_repeated(text + " 01632 960555");
}

inline const Evidence* find_evidence(const Lead& lead, std::string_view indicator) {
  const auto found = std::ranges::find(lead.evidence, indicator, &Evidence::indicator);
  return found == lead.evidence.end() ? nullptr : &*found;
}

// "names_to_one_contact 35; documents_kept 16; ", for a test that fails.
inline std::string evidence_of(const std::vector<Lead>& leads) {
  std::string all;
  for (const Lead& lead : leads) {
    for (const Evidence& one : lead.evidence)
      all += one.indicator + " " + std::to_string(one.points) + "; ";
  }
  return all;
}

}  // namespace lodestar::detect
