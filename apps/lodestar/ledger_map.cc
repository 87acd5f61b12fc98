// SPDX-License-Identifier: Apache-2.0
#include "ledger_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/printable.h"
#include "io/files.h"
#include "io/input.h"
#include "io/new_file.h"
#include "ledger/completeness.h"
#include "ledger/map_audit.h"
#include "ledger/tiles.h"
#include "ledger_private.h"
#include "log/private_log.h"
#include "text/encoding.h"

namespace lodestar::app {
namespace {

// One line; the newline at its end is none of the subject's, nor is the mark that some editors put
// before UTF-8.
Result<Sensitive<std::string>> read_subject(const std::string& file) {
  constexpr std::size_t kLongest = 2048;  // bytes; a subject has 1024
  std::string subject = LODESTAR_TRY(io::read_small(file, {"a subject", kLongest}));
  if (subject.ends_with('\n')) subject.pop_back();
  if (subject.ends_with('\r')) subject.pop_back();
  if (subject.starts_with(text::kUtf8Mark)) subject.erase(0, text::kUtf8Mark.size());
  if (subject.empty() || subject.contains('\n')) {
    return Error{Code::invalid, fmt::format("{}: it must hold the subject, one line, as it stands "
                                            "in the records",
                                            file)};
  }
  auto parsed = ledger::parse_subject(subject);
  if (parsed) return Sensitive(*std::move(parsed));
  return Error{Code::invalid, fmt::format("{}: {}", file, parsed.error().message)};
}

// The leaves of the tree, all of them, if they make its root.
Result<std::vector<ledger::Leaf>> read_leaves(const std::string& folder,
                                              const ledger::TreeHead& head) {
  const auto leaf_at = log::leaves_of(folder, head.size, io::system_files());
  std::vector<ledger::Leaf> leaves;
  ledger::Edge edge;
  for (std::uint64_t index = 0; index < head.size; ++index) {
    leaves.push_back(LODESTAR_TRY(leaf_at(index)));
    edge.add(ledger::hash_leaf(to_string(leaves.back())));
  }
  if (edge.root() == head.root) return leaves;
  return Error{Code::corrupt,
               fmt::format("{}: the entries are not those of its checkpoint", folder)};
}

}  // namespace

Status prove_all(const LogFiles& files, const std::string& subject_file, const std::string& out) {
  const auto subject = LODESTAR_TRY(read_subject(subject_file));
  LODESTAR_TRY(files.verify(LODESTAR_TRY(files.published())));
  const auto options = LODESTAR_TRY(private_options(files, {}));
  const auto proof = LODESTAR_TRY(log::prove_completeness(files.folder, subject.reveal(), options));
  LODESTAR_TRY(io::write_new_file(out, to_string(proof)));
  fmt::print(stderr, "lodestar: {} entries of the first {}\n", proof.entries.size(),
             proof.record.index);
  return {};
}

Status write_map_labels(const LogFiles& files, const std::string& out) {
  const auto options = LODESTAR_TRY(private_options(files, {}));
  const auto labels = LODESTAR_TRY(log::read_map_labels(files.folder, options));
  LODESTAR_TRY(io::write_new_file(out, to_string(labels).reveal()));
  fmt::print(stderr,
             "lodestar: {}: it shows which of {} entries share a subject, and which are padding, "
             "but no subject and no word of an entry: give it to an auditor and to nobody else\n",
             out, labels.slots.size());
  return {};
}

Status audit_maps(const std::string& public_folder, const std::string& labels_file,
                  const Trust& trust) {
  const ledger::Policy policy = LODESTAR_TRY(policy_of(trust));
  const io::Input input = LODESTAR_TRY(io::open_input(labels_file));
  const auto labels = LODESTAR_TRY(ledger::parse_map_labels(input.bytes()));
  const std::string checkpoint =
      LODESTAR_TRY(io::system_files().read(public_folder + "/checkpoint"));
  const auto note = LODESTAR_TRY(ledger::parse_note(checkpoint));
  const auto accepted = LODESTAR_TRY(ledger::accept_checkpoint(policy, note));
  const auto leaves = LODESTAR_TRY(read_leaves(public_folder, accepted.checkpoint.head));
  if (labels.slots.size() > leaves.size()) {
    return Error{
        Code::conflict,
        fmt::format("{}: it has labels of {} entries, and the checkpoint in {} has {}: get "
                    "a newer copy of the log",
                    labels_file, labels.slots.size(), public_folder, leaves.size())};
  }
  const auto leaf_at = [&](std::uint64_t index) -> Result<ledger::Leaf> { return leaves[index]; };
  const auto audited = LODESTAR_TRY(ledger::audit_maps(labels, leaf_at));
  constexpr std::size_t kShown = 10;
  for (std::size_t i = 0; i < std::min(audited.findings.size(), kShown); ++i) {
    fmt::print("entry {}: it is not the map that the labels make of the entries before it\n",
               audited.findings[i]);
  }
  if (audited.findings.size() > kShown) {
    fmt::print("and {} more, the last is entry {}\n", audited.findings.size() - kShown,
               audited.findings.back());
  }
  if (!audited.findings.empty()) {
    return Error{Code::corrupt, fmt::format("{}: {} of {} maps are not what the labels make",
                                            public_folder, audited.findings.size(), audited.maps)};
  }
  fmt::print(
      "{} maps, the last of the first {} of {} entries of {}: each entry is in one of {} "
      "lists, and each map is the one that they make\n",
      audited.maps, audited.maps * ledger::kMapEvery - (audited.maps > 0 ? 1 : 0), leaves.size(),
      to_printable(accepted.checkpoint.origin), audited.lists);
  print_witnesses(policy, accepted);
  return {};
}

Status verify_all(const std::string& proof_file, const std::string& subject_file,
                  const ledger::Policy& policy) {
  const auto bytes = LODESTAR_TRY(
      io::read_small(proof_file, {"a proof of completeness", ledger::kLongestCompleteness}));
  const auto subject = LODESTAR_TRY(read_subject(subject_file));
  const auto proof = LODESTAR_TRY(ledger::parse_completeness(bytes));
  const auto covered = LODESTAR_TRY(ledger::verify_completeness(policy, proof, subject.reveal()));
  const std::string among = fmt::format("the first {} of {}", covered.size,
                                        to_printable(covered.accepted.checkpoint.origin));
  if (proof.entries.empty()) {
    fmt::print("there is nothing about the subject among {}\n", among);
  } else {
    fmt::print("these are all {} entries about the subject among {}:\n", proof.entries.size(),
               among);
  }
  for (const ledger::ListEntry& entry : proof.entries) fmt::print("{}\n", entry.index);
  print_witnesses(policy, covered.accepted);
  return {};
}

}  // namespace lodestar::app
