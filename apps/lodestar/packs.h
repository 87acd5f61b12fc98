// SPDX-License-Identifier: Apache-2.0
// The indicator packs of a run: those built in, then those of the user's folder.
//
// Shapes   Packs owns the files; an entry of a later pack replaces one of the same id.
// Units    none.
// Errors   not_found: no such folder, or no .json in it; those of reading a file.
// Cost     a few milliseconds.
// Threads  any.
// Source   docs/spec/indicators.md.
// Example  const Packs packs = LODESTAR_TRY(read_packs("my-packs"));
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "detect/indicators.h"
#include "io/input.h"

namespace lodestar::app {

struct Packs {
  std::vector<io::Input> files;  // the bytes that `all` points into
  std::vector<detect::PackBytes> all;
  std::vector<std::string> dates;  // of each: as the pack.json beside it says
};

// No folder: the built-in ones alone. The files of the folder come in order of their names.
Result<Packs> read_packs(const std::string& folder);

}  // namespace lodestar::app
