// SPDX-License-Identifier: Apache-2.0
// lodestar verify: whether an entry is in a log, or which are all about a subject, offline; or the
// page with which others find out.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>

#include "base/printable.h"
#include "cli.h"
#include "commands.h"
#include "embedded/verify_page.h"
#include "io/input.h"
#include "io/new_file.h"
#include "ledger/custody.h"
#include "ledger/leaf.h"
#include "ledger/proof.h"
#include "ledger/tiles.h"
#include "ledger_map.h"

namespace lodestar::app {
namespace {

struct Typed {
  std::string proof, entry, subject_file, page;
  Trust trust;
};

Status write_page(const Typed& typed) {
  if (!(typed.proof + typed.trust.key + typed.trust.policy + typed.entry + typed.subject_file)
           .empty()) {
    return Error{Code::invalid, "--page writes the page and verifies nothing: give it alone"};
  }
  return io::write_new_file(typed.page, embedded::verify_page(), 0644);
}

// Of an opening whose form is right and which does not open the entry.
std::string what_is_wrong(const ledger::Opening& opening) {
  const auto record = ledger::parse_record(opening.record.reveal());
  if (record && record->type.starts_with("custody/")) {
    const auto read = ledger::parse_custody(*record);
    if (!read) return fmt::format("its text was cut short or changed: {}", read.error().message);
    if (ledger::is_signed_by(read->note, read->event.by) == ledger::Signed::yes) {
      return "its text is whole and signed: it opens another entry, or its head was changed";
    }
  }
  return "it opens another entry, or was cut short or changed";
}

// The entry is the bytes of the file or, of a private log, the leaf that the file opens.
struct Proven {
  ledger::Accepted accepted;
  bool is_opened = false;
};
Result<Proven> verify_entry(const ledger::Policy& policy, const ledger::LogProof& proof,
                            std::string_view bytes) {
  auto accepted = ledger::verify_proof(policy, proof, ledger::hash_leaf(bytes));
  if (accepted) return Proven{*std::move(accepted)};
  if (!ledger::accept_checkpoint(policy, proof.checkpoint)) return accepted.error();
  const auto not_it = [&](const std::string& why) {
    return Error{accepted.error().code, fmt::format("{}; {}", accepted.error().message, why)};
  };
  const auto opening = ledger::parse_opening(bytes);
  if (!opening && bytes.starts_with("lodestar-opening")) return not_it(opening.error().message);
  if (!opening) return accepted.error();
  const std::string leaf = to_string(leaf_of(*opening));
  auto opened = ledger::verify_proof(policy, proof, ledger::hash_leaf(leaf));
  if (opened) return Proven{*std::move(opened), true};
  return not_it(what_is_wrong(*opening));
}

// What an entry may be, or what opens one: its head is two lines.
constexpr std::size_t kLongestOpening = ledger::kLongestRecord + 200;  // bytes
constexpr io::Small kProof{"a proof", ledger::kLongestProof};
constexpr io::Small kEntry{"an entry, or what opens one,",
                           std::max(ledger::kLongestEntry, kLongestOpening)};

Status verify(const Typed& typed, const std::stop_token& stop) {
  if (!typed.page.empty()) return write_page(typed);
  if (typed.proof.empty() || typed.entry.empty() == typed.subject_file.empty()) {
    return Error{Code::invalid,
                 "say what to verify: a proof, and --entry FILE, or --subject-file FILE"};
  }
  const ledger::Policy policy = LODESTAR_TRY(policy_of(typed.trust));
  if (!typed.subject_file.empty()) return verify_all(typed.proof, typed.subject_file, policy);
  const std::string bytes = LODESTAR_TRY(io::read_small(typed.proof, kProof, stop));
  const std::string entry = LODESTAR_TRY(io::read_small(typed.entry, kEntry, stop));
  const auto proof = LODESTAR_TRY(ledger::parse_log_proof(bytes));
  const auto [accepted, is_opened] = LODESTAR_TRY(verify_entry(policy, proof, entry));
  fmt::print("{} is number {} of {} in {}\n", is_opened ? "the entry that this opens" : "the entry",
             proof.index, accepted.checkpoint.head.size, to_printable(accepted.checkpoint.origin));
  print_witnesses(policy, accepted);
  return {};
}

}  // namespace

void add_verify(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command = app.add_subcommand("verify", "Check a proof of an entry, or of completeness");
  command->add_option("proof", typed->proof, "The proof, a .tlog-proof or completeness file");
  command->add_option("--key", typed->trust.key, "The log's verifier key, as init printed it");
  command->add_option("--policy", typed->trust.policy, "Logs and witnesses to believe");
  command->add_option("--entry", typed->entry, "The entry, or what opens it; - for standard input");
  command->add_option("--subject-file", typed->subject_file,
                      "What all entries are proven about, a file of one line; - likewise");
  command->add_option("--page", typed->page,
                      "Write the page that verifies proofs in a browser, and stop");
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) { return verify(*typed, stop); };
  });
}

}  // namespace lodestar::app
