// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/fillers.h"

#include <algorithm>
#include <limits>

namespace lodestar::detect {
namespace {

constexpr std::size_t kLongest = Fillers::kLongestStretch;
constexpr std::uint32_t kImpossible = 1U << 24;
// Eighths of a bit.
constexpr std::uint32_t kKnownWord = 16;      // seen in this slot
constexpr std::uint32_t kElsewhereWord = 28;  // seen in another slot
constexpr std::uint32_t kNumber = 40;         // a new number where numbers stand
constexpr std::uint32_t kNewWord = 8;         // over its own bits
constexpr std::uint32_t kNewLength = 8;

std::uint64_t key(std::uint32_t slot, std::uint32_t word) {
  return (std::uint64_t{slot} << 32) | word;
}

}  // namespace

void Fillers::learn(std::uint32_t slot, std::span<const FieldWord> words) {
  if (words.size() > kLongest) return;
  Known& known = slots_[slot];
  if (known.lengths.size() <= words.size()) known.lengths.resize(words.size() + 1);
  ++known.lengths[words.size()];
  ++known.fillers;
  for (const FieldWord& word : words) {
    ++known.words;
    known.numbers += word.word.kind == text::WordKind::digits ? 1U : 0U;
    ++counts_[key(slot, word.word.hash)];
    ++anywhere_[word.word.hash];
  }
}

std::uint32_t Fillers::count(std::uint32_t slot, std::uint32_t word) const {
  const auto found = counts_.find(key(slot, word));
  return found == counts_.end() ? 0 : found->second;
}

bool Fillers::is_usual_length(std::uint32_t slot, std::size_t words) const {
  const Known& known = slots_[slot];
  return words < known.lengths.size() && 2 * known.lengths[words] > known.fillers;
}

std::uint32_t Fillers::length_bits(const Stretch& stretch, std::uint32_t slot,
                                   std::size_t length) const {
  const Known& known = slots_[slot];
  std::uint32_t seen = length < known.lengths.size() ? known.lengths[length] : 0;
  std::uint32_t all = known.fillers;
  if (stretch.learned) {
    --all;
    seen -= length == stretch.words.size() ? 1U : 0U;
  }
  const std::uint32_t bits = log2_eighths(4 * all + 4) - log2_eighths(4 * seen + 1);
  return seen > 0 ? bits : bits + kNewLength;
}

std::uint32_t Fillers::word_bits(const Stretch& stretch, std::uint32_t slot,
                                 std::size_t word) const {
  const FieldWord& one = stretch.words[word];
  const std::uint32_t own = stretch.bits[word];
  std::uint32_t here = 0;  // its own share of what was learned
  if (stretch.learned) {
    here = static_cast<std::uint32_t>(std::ranges::count_if(
        stretch.words, [&](const FieldWord& other) { return other.word.hash == one.word.hash; }));
  }
  const auto least = [own](std::uint32_t bits) { return std::min(own, bits); };
  if (count(slot, one.word.hash) > here) return least(kKnownWord);
  const auto found = anywhere_.find(one.word.hash);
  if (found != anywhere_.end() && found->second > here) return least(kElsewhereWord);
  const Known& known = slots_[slot];
  if (one.word.kind == text::WordKind::digits && 2 * known.numbers > known.words)
    return least(kNumber);
  return own + kNewWord;
}

void Fillers::explain(const Stretch& stretch, std::vector<Region>& regions) const {
  const std::size_t elements = stretch.elements.size(), words = stretch.words.size();
  const std::size_t width = words + 1;
  struct Cell {
    std::uint32_t bits = kImpossible;
    std::uint16_t taken = 0;    // words of the element that ends here
    std::uint16_t skipped = 0;  // words inserted behind it
  };
  thread_local std::vector<Cell> cells;
  cells.assign((elements + 1) * width, Cell{});
  const auto insert = [&](std::size_t row) {  // words that nothing in the template stands for
    for (std::size_t word = 0; word < words; ++word) {
      const Cell& from = cells[row * width + word];
      Cell& to = cells[row * width + word + 1];
      const std::uint32_t bits = from.bits + bits_of_an_edit_ + stretch.bits[word];
      if (bits < to.bits) to = {bits, from.taken, static_cast<std::uint16_t>(from.skipped + 1)};
    }
  };
  cells[0].bits = 0;
  insert(0);
  for (std::size_t i = 0; i < elements; ++i) {
    const Element& element = stretch.elements[i];
    for (std::size_t begin = 0; begin <= words; ++begin) {
      const std::uint32_t before = cells[i * width + begin].bits;
      if (before >= kImpossible) continue;
      const auto reach = [&](std::size_t end, std::uint32_t bits) {
        Cell& to = cells[(i + 1) * width + end];
        if (before + bits < to.bits)
          to = {before + bits, static_cast<std::uint16_t>(end - begin), 0};
      };
      if (element.slot == kFixed) {
        reach(begin, bits_of_an_edit_);
        if (begin == words) continue;
        const bool same = stretch.words[begin].word.hash == element.word;
        reach(begin + 1, same ? 0 : bits_of_an_edit_ + stretch.bits[begin]);
        continue;
      }
      std::uint32_t filler = 0;
      for (std::size_t end = begin;; ++end) {
        reach(end, filler + length_bits(stretch, element.slot, end - begin));
        if (end == words) break;
        const Field field = stretch.words[end].field;
        if (element.has_field ? field != element.field : field != stretch.words[begin].field) break;
        filler += word_bits(stretch, element.slot, end);
      }
    }
    insert(i + 1);
  }
  regions.resize(elements);
  std::size_t at = words;
  for (std::size_t i = elements; i-- > 0;) {
    const Cell& cell = cells[(i + 1) * width + at];
    const std::size_t end = at - cell.skipped;
    regions[i] = {end - cell.taken, end};
    at = regions[i].begin;
  }
}

}  // namespace lodestar::detect
