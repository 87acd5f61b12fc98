// SPDX-License-Identifier: Apache-2.0
// Whether a witness's folder is the one that it wrote last, and no copy of it.
//
// The file DIR/place says who it is itself (io::Files::identity), which no copy of it can: a copied
// or restored folder has another file there, or a file that tells of another. It is made before the
// witness's key, and anew at each start and at each orderly end, so that an older one put into its
// place is told too, and so is its absence. It also names the run, as the journal does: the one
// cannot be exchanged without the other.
//
//   place = "lodestar witness 1\n" "file " identity "\n" "run " run " " run "\n"
//
// The first run is what the journal had when this was written, the second what it was to have; both
// in hexadecimal, or "none".
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "io/files.h"

namespace lodestar::witness::internal {

struct Runs {
  std::string before, now;  // in hexadecimal, or "none"
};
// Whose folder it is, and what its keeper calls it: a witness or a mirror.
struct Home {
  std::string_view folder, word;
};
// The text of `place`. conflict: it is a copy, or there is none.
Result<std::string> read_place(io::Files& files, const Home& home);
// conflict: the journal is from another time.
Status check_run(const Home& home, std::string_view place, std::string_view run);
Status write_place(io::Files& files, const std::string& folder, const Runs& runs);

}  // namespace lodestar::witness::internal
