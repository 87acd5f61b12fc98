// SPDX-License-Identifier: Apache-2.0
// What a run was: program, parameters, inputs, packs, counts, cuts and times, so that its results
// can be judged and made again.
//
// Shapes   RunRecord is filled by who ran the steps; counts and cuts come from the results.
// Units    milliseconds, bytes; started in seconds since 1970 UTC.
// Errors   none.
// Cost     linear in cuts.
// Threads  pure.
// Source   docs/spec/run.schema.json.
// Example  append_run_json(out, record, found);
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "detect/outputs.h"
#include "detect/read_postings.h"

namespace lodestar::detect {

struct RunRecord {
  struct Input {
    std::string name;
    std::uint64_t bytes = 0;
    std::string digest;  // BLAKE2b-256, hexadecimal, of the file as stored
    std::string note;    // how it was understood
    ReadAs read_as{};    // the same, for who translates
  };
  struct Pack {
    std::string name;
    std::string date;
    std::string digest;
  };
  struct Step {
    std::string name;
    std::uint64_t milliseconds = 0;
  };
  // A row left out: what the review page shows of skipped.jsonl.
  struct Skipped {
    std::string file;
    std::uint64_t line = 0, column = 0;
    SkipReason reason{};
  };
  // With --state: an id that is no more (merged into the elder), or was divided (split).
  struct IdentityChange {
    std::string kind, from, to;
  };
  std::string version;
  std::int64_t started = kNoTime;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::vector<Input> inputs;
  std::vector<Pack> packs;
  std::vector<Step> steps;
  std::uint64_t skipped_rows = 0;
  std::uint64_t unknown_times = 0;
  std::uint64_t html_postings = 0;
  std::vector<IdentityChange> identity;
  std::vector<Skipped> skipped;  // the first ones, at most kMostSkipped
};

inline constexpr std::size_t kMostSkipped = 200;

// One JSON object, a line for each of its parts. out must be empty or end with a newline.
void append_run_json(std::string& out, const RunRecord& record, const Found& found,
                     std::size_t most_cuts = SIZE_MAX);

}  // namespace lodestar::detect
