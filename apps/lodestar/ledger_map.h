// SPDX-License-Identifier: Apache-2.0
// What the commands about completeness do: all entries about a subject, proven, verified, audited.
// The subject is personal: it comes from a file or standard input, never from the command line.
#pragma once

#include <string>

#include "base/result.h"
#include "ledger/policy.h"
#include "log_files.h"
#include "trust.h"

namespace lodestar::app {

Status prove_all(const LogFiles& files, const std::string& subject_file, const std::string& out);
// For an auditor; it shows which entries share a subject, and says so.
Status write_map_labels(const LogFiles& files, const std::string& out);
// `public_folder` is what the log publishes, or a copy of it.
Status audit_maps(const std::string& public_folder, const std::string& labels_file,
                  const Trust& trust);
Status verify_all(const std::string& proof_file, const std::string& subject_file,
                  const ledger::Policy& policy);

}  // namespace lodestar::app
