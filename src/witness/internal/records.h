// SPDX-License-Identifier: Apache-2.0
// What the journal of a witness holds.
//
//   record     = 1*(cosigned / run)
//   cosigned   = "c" length:u32 bytes     big-endian; a checkpoint as monitors are given it
//   run        = "r" 16*byte              the witness was started: a name for this run
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/checkpoint.h"

namespace lodestar::witness::internal {

inline constexpr std::size_t kRunBytes = 16;

void append_cosigned(std::string& record, std::string_view checkpoint);
void append_run(std::string& record, std::string_view run);

struct Visitor {
  // `offset` in the record.
  std::function<Status(std::string_view checkpoint, std::size_t offset)> cosigned;
  std::function<void(std::string_view run)> run;
};
Status visit(std::string_view record, const Visitor& visitor);

// What a note's text says, whoever signed it.
Result<ledger::Checkpoint> read_text(std::string_view note);

}  // namespace lodestar::witness::internal
