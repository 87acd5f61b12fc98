// SPDX-License-Identifier: Apache-2.0
#include "ledger_fsck.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "base/printable.h"
#include "crypto/sha256.h"
#include "io/journal.h"
#include "io/overlay.h"
#include "ledger_private.h"
#include "log/fsck.h"
#include "open_log.h"
#include "witness_files.h"

namespace lodestar::app {
namespace {

using Verify = std::function<Result<ledger::TreeHead>(std::string_view checkpoint)>;

log::FsckOptions options_with(Verify verify, const std::stop_token& stop) {
  return {.parallel = {.threads = std::max(1U, std::thread::hardware_concurrency()), .stop = stop},
          .verify = std::move(verify)};
}

// No damage, but whoever serves the folder serves it too.
void tell_foreign(const std::string& path, std::string_view whose) {
  fmt::print("{}: it is no file of the {}, and can be fetched by anybody: should it be here?\n",
             to_printable(path), whose);
}

// `below` is what a finding's path is below, `name` whose files they are where there are several.
Status say(const log::Checked& checked, const std::string& folder, const std::string& below,
           const std::string& name) {
  for (const log::Finding& finding : checked.findings)
    fmt::print("{}{}: {}\n", below, finding.path, finding.what);
  for (const std::string& path : checked.foreign) tell_foreign(below + path, "log");
  if (!checked.findings.empty()) {
    return Error{Code::corrupt, fmt::format("{}: {} findings in {} files", folder,
                                            checked.findings.size(), checked.files)};
  }
  fmt::print("{}{} published entries in {} files: every hash is right\n", name, checked.head.size,
             checked.files);
  return {};
}

// A copy's checkpoint, under the mirror's own signature, and of the log that its folder is named
// for.
Result<ledger::Checkpoint> verify_copy(std::string_view bytes, const std::string& name,
                                       const std::vector<ledger::Signer>& signers) {
  std::vector<ledger::VerifierKey> keys;
  keys.reserve(signers.size());
  for (const ledger::Signer& signer : signers) keys.push_back(signer.verifier());
  const auto note = LODESTAR_TRY(ledger::parse_note(bytes));
  LODESTAR_TRY(ledger::verify_note(note, keys));
  auto checkpoint = LODESTAR_TRY(ledger::parse_checkpoint(note.text));
  if (crypto::to_hex(crypto::sha256({checkpoint.origin})) == name) return checkpoint;
  return Error{Code::corrupt, "it is another log's: " + to_printable(checkpoint.origin)};
}

Status check_copy(const std::string& folder, const std::string& name,
                  const std::vector<ledger::Signer>& signers, const std::stop_token& stop) {
  const std::string below = "public/" + name + "/";
  std::string origin;
  const auto verify = [&](std::string_view bytes) -> Result<ledger::TreeHead> {
    const auto checkpoint = LODESTAR_TRY(verify_copy(bytes, name, signers));
    origin = to_printable(checkpoint.origin) + ": ";
    return checkpoint.head;
  };
  const auto checked = log::fsck_copy(folder + "/" + below, options_with(verify, stop));
  if (!checked && checked.error().code == Code::not_found) {
    fmt::print("{}: nothing is signed yet\n", below);
    return {};
  }
  if (!checked) return checked.error();
  return say(*checked, folder, below, origin);
}

// Before a first publication is tried a log under a policy has no public file; later it has tiles.
bool has_published_nothing(const LogFiles& files) {
  io::Files& disk = io::system_files();
  const auto is_absent = [](const auto& found) {
    return !found && found.error().code == Code::not_found;
  };
  return files.policy && is_absent(disk.size(files.folder + "/public/checkpoint")) &&
         is_absent(disk.list(files.folder + "/public/tile")) &&
         is_absent(disk.size(files.folder + "/private/settled"));
}

// Nothing tells a first publication that witnesses held back from a checkpoint that was lost.
Error has_no_checkpoint(const std::string& folder) {
  return {
      Code::not_found,
      fmt::format("{0}: there is no checkpoint. If no quorum of the policy's witnesses has stood "
                  "by this log so far, nothing is published yet, and what was added is kept: see "
                  "that they have its key (lodestar ledger key {0}), then lodestar ledger publish "
                  "{0}. If it was published before, restore public/checkpoint from a copy",
                  folder)};
}

Status check_published(const LogFiles& files, io::Files& disk, const std::stop_token& stop) {
  const auto verify = [&](std::string_view bytes) -> Result<ledger::TreeHead> {
    return LODESTAR_TRY(files.verify(bytes)).head;
  };
  if (has_published_nothing(files)) {
    fmt::print("nothing is published yet: a quorum of the policy's witnesses has to stand by it\n");
    return {};
  }
  log::FsckOptions options = options_with(verify, stop);
  options.files = &disk;
  options.find_faults = [&files](std::string_view bytes) {
    std::vector<std::string> faults = files.faults_of_cosignatures(bytes);
    for (std::string& fault : faults) fault += ": lodestar ledger publish asks the witnesses anew";
    return faults;
  };
  const auto checked = log::fsck(files.folder, options);
  if (!checked && checked.error().code == Code::not_found && files.policy) {
    return has_no_checkpoint(files.folder);
  }
  if (!checked) return checked.error();
  return say(*checked, files.folder, "", "");
}

// No damage by itself, as a loss of power may leave the like.
void tell_marks(const std::string& folder) {
  for (const char* journal : {"private/journal", "private/waiting"}) {
    if (io::Journal::is_marked(io::system_files(), fmt::format("{}/{}", folder, journal))) continue;
    fmt::print(
        "{}/durable: it is gone or damaged: whether the newest record there is damaged or missing "
        "cannot be told. Whoever opens the log next writes it again\n",
        journal);
  }
}

// The memory of what logs have shown the mirror; without it, it does not start.
Status check_pending(const std::string& folder) {
  const Status read = io::Journal::read(io::system_files(), folder + "/pending/journal",
                                        [](auto, auto) { return Status(); });
  if (read) return {};
  fmt::print("pending/journal: {}\n", read.error().message);
  return Error{Code::corrupt, fmt::format("{}: its memory of what logs have shown it is damaged: "
                                          "begin a new mirror under a new key",
                                          folder)};
}

}  // namespace

// Only opening a private log tells what is in it; what that mends, it mends in memory.
Status check_log(const LogFiles& files, const std::stop_token& stop) {
  Status published = check_published(files, io::system_files(), stop);
  tell_marks(files.folder);
  const bool is_checked = published || published.error().code == Code::not_found;
  if (!is_checked || !is_private(files)) return published;
  io::Overlay mended(io::system_files());
  const OpenLog open = LODESTAR_TRY(open_private(files, {.disk = &mended}, stop));
  if (const auto older = open.closed->set_back_to()) {
    fmt::print(
        "public/checkpoint: it shows the tree of {} entries, and that of {} had been published, "
        "or signed to be: was an older copy restored? The next command that opens the log puts "
        "the newer one there again, and with that:\n",
        *older, open.closed->published().size);
    Status again = check_published(files, mended, stop);
    if (published || published.error().code == Code::not_found) published = std::move(again);
  }
  LODESTAR_TRY(print_tally(files, *open.closed));
  return published;
}

bool is_mirror(const std::string& folder) {
  return io::system_files().size(folder + "/mirror-key").has_value();
}

Status check_mirror(const std::string& folder, const std::stop_token& stop) {
  const auto keys = LODESTAR_TRY(find_keys(Cosigner::mirror, folder, ""));
  Status all = check_pending(folder);
  for (const std::string& name : LODESTAR_TRY(io::system_files().list(folder + "/public"))) {
    if (!crypto::from_hex(name)) {
      tell_foreign("public/" + name, "mirror");
      continue;
    }
    Status one = check_copy(folder, name, keys.signers, stop);
    if (!one && one.error().code != Code::corrupt) return one;
    if (!one) all = std::move(one);
  }
  return all;
}

}  // namespace lodestar::app
