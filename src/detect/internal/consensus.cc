// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "base/hash.h"
#include "detect/internal/alignment.h"
#include "detect/internal/templates.h"

namespace lodestar::detect {
namespace {

constexpr std::size_t kSample = 64;  // members that vote
constexpr std::size_t kLongestInsert = 8;
constexpr int kRounds = 4;

// Votes of the sample about one state of the consensus.
struct Votes {
  struct Choice {
    std::uint32_t votes = 0, text = 0;
    std::uint16_t from = 0, size = 0;  // words of `text`
    std::uint16_t columns = 0;         // that they stand for, where these are not as many
  };
  std::vector<std::uint32_t> same, gone;                 // by column
  std::vector<std::map<std::uint32_t, Choice>> instead;  // by column: another word
  std::vector<std::map<std::uint64_t, Choice>> between;  // by gap before column: words that stand
                                                         // there, or for the columns behind it
  std::size_t same_at(std::size_t column) const { return column < same.size() ? same[column] : 0; }
};

struct Voter {
  std::uint32_t text = 0, weight = 1;
};

// What one member says between two matches: columns [c0, c1) stand against words [w0, w1).
void vote_region(Votes& votes, const Texts& texts, const Voter& voter, std::size_t c0,
                 std::size_t c1, std::size_t w0, std::size_t w1) {
  const auto [text, weight] = voter;
  const auto words = texts.words(text);
  if (c1 - c0 == w1 - w0) {
    for (std::size_t i = 0; i < c1 - c0; ++i) {
      Votes::Choice& choice = votes.instead[c0 + i][words[w0 + i]];
      if (choice.votes == 0) {
        choice = {
            .text = text, .from = static_cast<std::uint16_t>(w0 + i), .size = 1, .columns = 1};
      }
      choice.votes += weight;
    }
  } else if (w0 == w1) {
    for (std::size_t c = c0; c < c1; ++c) votes.gone[c] += weight;
  } else if (w1 - w0 <= kLongestInsert && c1 - c0 <= kLongestInsert) {
    const auto vote = [&](std::size_t gap, std::size_t from, std::size_t size,
                          std::size_t columns) {
      Votes::Choice& choice = votes.between[gap][mix(hash_of(words.subspan(from, size)), columns)];
      if (choice.votes == 0) {
        choice = {.text = text,
                  .from = static_cast<std::uint16_t>(from),
                  .size = static_cast<std::uint16_t>(size),
                  .columns = static_cast<std::uint16_t>(columns)};
      }
      choice.votes += weight;
    };
    vote(c0, w0, w1 - w0, c1 - c0);
    // Where what stands there varies, its first or last word may still be what most write:
    // "Riga, 21 years old" against "Oslo, 30".
    if (c1 > c0 && w1 - w0 > c1 - c0) {
      vote(c0, w0, 1, 0);
      vote(c1, w1 - 1, 1, 0);
    }
  }
}

Votes take_votes(const Texts& texts, std::span<const Voter> sample, Consensus& consensus) {
  consensus.paths.clear();
  const std::size_t columns = consensus.words.size();
  Votes votes{.same = std::vector<std::uint32_t>(columns),
              .gone = std::vector<std::uint32_t>(columns),
              .instead = std::vector<std::map<std::uint32_t, Votes::Choice>>(columns),
              .between = std::vector<std::map<std::uint64_t, Votes::Choice>>(columns + 1)};
  Aligner aligner;
  aligner.set_rows({consensus.words, consensus.bits, consensus.lone_bits});
  Path path;
  const std::uint32_t gap = gap_of(consensus.words);
  for (const Voter& voter : sample) {
    const std::uint32_t text = voter.text;
    aligner.trace({texts.words(text), texts.bits(text), texts.lone_bits(text)}, gap, path);
    std::size_t c = 0, w = 0;
    for (const auto& [column, word] : path) {
      vote_region(votes, texts, voter, c, column, w, word);
      votes.same[column] += voter.weight;
      c = column + 1U, w = word + 1U;
    }
    vote_region(votes, texts, voter, c, columns, w, texts.words(text).size());
    consensus.paths.emplace_back(text, path);
  }
  return votes;
}

// What more than half say, or so many more than say what stands there that this is an edit of it.
template <typename Map>
const Votes::Choice* majority(const Map& choices, std::size_t voters, std::size_t same) {
  for (const auto& [key, choice] : choices) {
    const bool is_far_ahead =
        choice.columns > 0 && choice.votes > 2 * same && 3 * choice.votes > voters;
    if (2 * choice.votes > voters || is_far_ahead) return &choice;
  }
  return nullptr;
}

void append(Consensus& to, const Texts& texts, const Votes::Choice& choice) {
  for (std::size_t i = choice.from; i < std::size_t{choice.from} + choice.size; ++i) {
    to.words.push_back(texts.words(choice.text)[i]);
    to.bits.push_back(texts.bits(choice.text)[i]);
  }
}

// Returns whether anything changed.
bool revise(Consensus& consensus, const Texts& texts, const Votes& votes, std::size_t voters) {
  Consensus next;
  bool changed = false;
  for (std::size_t column = 0; column <= consensus.words.size(); ++column) {
    if (const auto* insert = majority(votes.between[column], voters, votes.same_at(column));
        insert != nullptr) {
      append(next, texts, *insert), changed = true;
      column += insert->columns;
    }
    if (column == consensus.words.size()) break;
    if (std::size_t{2} * votes.gone[column] > voters) {
      changed = true;
    } else if (const auto* other = majority(votes.instead[column], voters, votes.same_at(column));
               other != nullptr) {
      append(next, texts, *other), changed = true;
    } else {
      next.words.push_back(consensus.words[column]);
      next.bits.push_back(consensus.bits[column]);
    }
  }
  for (const std::uint8_t bits : next.bits) next.lone_bits += bits;
  if (changed) consensus = std::move(next);
  return changed;
}

}  // namespace

Consensus find_consensus(const Texts& texts, const Voters& voters, std::uint32_t medoid) {
  const auto words = texts.words(medoid);
  const auto bits = texts.bits(medoid);
  Consensus consensus{.words = {words.begin(), words.end()},
                      .bits = {bits.begin(), bits.end()},
                      .lone_bits = texts.lone_bits(medoid)};
  const auto members = voters.texts;
  const auto weight_of = [&](std::size_t i) {
    return voters.weights.empty() ? 1 : voters.weights[i];
  };
  const bool is_one_heavier = members.size() == 2 && weight_of(0) != weight_of(1);
  if (members.size() < 3 && !is_one_heavier) return consensus;  // no majority against the medoid
  std::vector<Voter> sample;
  std::uint32_t votes = 0;
  const std::size_t size = std::min(kSample, members.size());
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t at = i * members.size() / size;
    sample.push_back({members[at], weight_of(at)});
    votes += sample.back().weight;
  }
  for (int round = 0; round < kRounds; ++round) {
    if (!revise(consensus, texts, take_votes(texts, sample, consensus), votes)) break;
  }
  return consensus;
}

Consensus fixed_words(const Consensus& consensus, std::uint32_t gap) {
  std::vector<std::size_t> writers(consensus.words.size(), 0);
  for (const auto& [text, path] : consensus.paths) {
    for (const auto& [column, word] : path) ++writers[column];
  }
  Consensus fixed;
  const auto add = [&](std::uint32_t word, std::uint8_t bits) {
    fixed.words.push_back(word);
    fixed.bits.push_back(bits);
    fixed.lone_bits += bits;
  };
  for (std::size_t column = 0; column < writers.size(); ++column) {
    if (consensus.paths.empty() || 2 * writers[column] > consensus.paths.size()) {
      add(consensus.words[column], consensus.bits[column]);
    } else if (fixed.words.empty() || fixed.words.back() != gap) {
      add(gap, 0);
    }
  }
  return fixed;
}

}  // namespace lodestar::detect
