// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <utility>

#include "detect/clusters.h"
#include "detect/postings.h"
#include "support/dice.h"

namespace lodestar::testing {

// Postings with texts, and words enough to make unrelated ones.
class WordedCorpus {
 public:
  std::uint32_t add(std::string text, std::string title = {}) {
    if (postings.size() == 0) file_ = postings.add_file("invented.csv");
    detect::Postings::Row row;
    row.fields[static_cast<std::size_t>(detect::Field::id)] =
        strings_.emplace_back(std::to_string(postings.size()));
    row.fields[static_cast<std::size_t>(detect::Field::text)] =
        strings_.emplace_back(std::move(text));
    row.fields[static_cast<std::size_t>(detect::Field::title)] =
        strings_.emplace_back(std::move(title));
    postings.add(file_, row);
    return static_cast<std::uint32_t>(postings.size() - 1);
  }
  std::string word() { return "w" + std::to_string(dice.below(4000)); }
  std::string words(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? " " : "") + word();
    return text;
  }
  void add_unrelated(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) add(words(40));
  }
  detect::Clusters find(unsigned threads = 1) const {
    return detect::find_clusters(postings, {.parallel = {.threads = threads}});
  }
  std::string slot(const detect::Clusters& found, std::uint32_t row, std::size_t n) const {
    for (const detect::Member& member : found.members) {
      if (member.posting == row) {
        const detect::SlotSpan& slot = found.slots_of(member)[n];
        return std::string(text::cut(postings.get(slot.field, row), slot.span));
      }
    }
    return "not a member";
  }

  detect::Postings postings;
  Dice dice{1};

 private:
  std::deque<std::string> strings_;
  std::uint16_t file_ = 0;
};

}  // namespace lodestar::testing
