// SPDX-License-Identifier: Apache-2.0
// A file that a user has named for what a command makes: it appears whole, and nothing that is
// there is replaced.
//
// Shapes   what is no regular file (a pipe, a terminal, /dev/null, /dev/stdout) is written into;
//          so is a file that standard output or error was redirected to. A link counts as what it
//          leads to.
// Units    bytes.
// Errors   conflict: a file is there, or a link that leads nowhere; invalid: a folder, or no name;
//          not_found: its folder is missing; unavailable, forbidden: the disk refuses.
// Cost     one write; waits until the disk has bytes and name. A named pipe is waited for until
//          somebody reads it.
// Threads  any.
// Source   renameat2(2) RENAME_NOREPLACE.
// Example  LODESTAR_TRY(write_new_file(typed.out, to_string(proof), 0644));
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace lodestar::io {

// Whether it can be written, asked before what cannot be taken back.
Status check_new_file(const std::string& path);
Status write_new_file(const std::string& path, std::string_view bytes, unsigned mode = 0600);

}  // namespace lodestar::io
