// SPDX-License-Identifier: Apache-2.0
// Checkpoints: what a log says that it holds, as the text of a signed note.
//
// Shapes   origin, size, root, each a line; extension lines are kept but promise nothing.
// Units    sizes count entries.
// Errors   invalid: not a checkpoint (which line, and what is wrong).
// Cost     linear.
// Threads  pure.
// Source   c2sp.org/tlog-checkpoint v1.0.0. Whether the empty tree has the empty root is not asked
//          here; a witness asks (witness.h).
// Example  Checkpoint head = LODESTAR_TRY(parse_checkpoint(note.text));
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/merkle.h"

namespace lodestar::ledger {

struct Checkpoint {
  std::string origin;
  TreeHead head;
  std::vector<std::string> extensions;
};
Result<Checkpoint> parse_checkpoint(std::string_view text);
std::string to_string(const Checkpoint& checkpoint);

// Some entries of a log and the root of the tree that they make; a checkpoint's start at zero.
struct Subtree {
  std::string origin;
  Range range;
  Hash root{};
};

}  // namespace lodestar::ledger
