// SPDX-License-Identifier: Apache-2.0
// Holds a result of `detect` against the truth of `simulate` (or of anybody who writes such files).
//
// Shapes   files as bytes; an empty one is a file that is not there, and what needs it is left out.
// Units    counts; ratios 0..1.
// Errors   invalid: a file without the columns it must have, a line that is no JSON, or hardly a
//          posting or an identifier that both sides have: the truth of another corpus.
// Cost     O(n log n).
// Threads  pure.
// Source   adjusted Rand index: Hubert, Arabie 1985. Definitions: docs/guide/simulate.md.
// Example  Score score = LODESTAR_TRY(score_result({.postings = ..., .truth = ...}));
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lodestar::detect {

// How many were found, how many there were, and how many found ones were there.
struct Ratio {
  std::uint64_t right = 0, found = 0, wanted = 0;
  // Nothing found: nothing wrong. Nothing wanted: nothing missed.
  double precision() const { return found == 0 ? 1 : static_cast<double>(right) / found_as_real(); }
  double recall() const {
    return wanted == 0 ? 1 : static_cast<double>(right) / static_cast<double>(wanted);
  }
  double f1() const {
    const double sum = precision() + recall();
    return sum == 0 ? 0 : 2 * precision() * recall() / sum;
  }

 private:
  double found_as_real() const { return static_cast<double>(found); }
};

// Two groupings of the same things; a negative label is alone.
struct Agreement {
  double rand_index = 1;  // adjusted
  Ratio pairs;
};
Agreement compare_groups(std::span<const std::int64_t> truth, std::span<const std::int64_t> found);

struct ScoredFiles {
  std::string_view postings, identifiers, clusters, leads;  // of detect
  std::string_view truth, truth_slots, truth_identifiers;   // of simulate
};

struct Score {
  // Telephone numbers of a class. What is missed goes by the class that the truth names, what is
  // wrong by the one that the finding names.
  struct OfClass {
    std::string name;
    std::uint64_t seen = 0, wanted = 0;  // true ones of the class, and those found under any name
    std::uint64_t right = 0, found = 0;  // findings of the class, and those true of any class
    double precision() const { return Ratio{right, found, 0}.precision(); }
    double recall() const { return Ratio{seen, 0, wanted}.recall(); }
    double f1() const {
      const double sum = precision() + recall();
      return sum == 0 ? 0 : 2 * precision() * recall() / sum;
    }
  };
  struct AtK {
    std::uint64_t k = 0, right = 0;
  };
  struct Leads {
    std::uint64_t leads = 0, right = 0;
    std::vector<AtK> at;                   // 10, 20, 50, 100 ... as far as there are leads
    std::uint64_t benign = 0;              // postings that should be in no lead
    std::uint64_t networks = 0, seen = 0;  // true ones that should lead, and those some lead is of
    double false_per_thousand() const {
      return benign == 0 ? 0
                         : 1000 * static_cast<double>(leads - right) / static_cast<double>(benign);
    }
  };
  std::uint64_t postings = 0;
  std::uint64_t not_found = 0, not_in_truth = 0;  // ids that only the other side has
  Agreement clusters, networks;
  std::optional<Ratio> slot_boundaries;
  std::optional<Ratio> identifiers, phones, decoys;  // decoys: in postings of kind decoy
  std::vector<OfClass> classes;                      // of phones
  std::optional<Leads> leads;
};

Result<Score> score_result(const ScoredFiles& files);

// A table for people, and one JSON object.
std::string score_as_text(const Score& score);
std::string score_as_json(const Score& score);

}  // namespace lodestar::detect
