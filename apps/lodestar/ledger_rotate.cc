// SPDX-License-Identifier: Apache-2.0
#include "ledger_rotate.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/assert.h"
#include "base/printable.h"
#include "crypto/sha256.h"
#include "http/client.h"
#include "log_files.h"
#include "trust.h"

namespace lodestar::app {
namespace {

bool has_signed(const ledger::Note& note, const ledger::VerifierKey& key) {
  return ledger::verify_note(note, std::span(&key, 1)).has_value();
}

// A witness keeps those of a checkpoint's signatures whose keys it knows.
std::vector<bool> find_who_knows(const ledger::Policy& policy, const ledger::VerifierKey& key) {
  const std::string hash = crypto::to_hex(crypto::sha256({key.name}));
  std::vector<http::Call> calls;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < policy.witnesses.size(); ++i) {
    std::string url = policy.witnesses[i].url;
    if (url.empty()) continue;
    while (url.ends_with('/')) url.pop_back();
    calls.push_back({.url = fmt::format("{}/{}/checkpoint", url, hash)});
    places.push_back(i);
  }
  const auto answers = http::ask_all(calls, {.longest_body = ledger::kLongestNote});
  std::vector<bool> knows(policy.witnesses.size());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (!answers[i] || answers[i]->status != 200) continue;
    const auto note = ledger::parse_note(answers[i]->body);
    knows[places[i]] = note && has_signed(*note, key);
  }
  return knows;
}

// Otherwise nothing could be published any more, or followed.
Status check_known(const LogFiles& files, const ledger::VerifierKey& key) {
  const std::string bytes = LODESTAR_TRY(files.published());
  const auto note = LODESTAR_TRY(ledger::parse_note(bytes));
  if (!has_signed(note, key)) {
    return Error{Code::conflict,
                 fmt::format("{}: the new key has not signed what is published: ledger publish, "
                             "and give others the time to see it",
                             files.folder)};
  }
  if (!files.policy) return {};
  const auto knows = find_who_knows(*files.policy, key);
  if (has_quorum(*files.policy, knows)) return {};
  std::string who;
  for (std::size_t i = 0; i < knows.size(); ++i) {
    if (knows[i]) continue;
    who +=
        fmt::format("{}{}", who.empty() ? "" : ", ", to_printable(files.policy->witnesses[i].name));
  }
  return Error{
      Code::conflict,
      fmt::format("{}: too few witnesses know the new key: give it to them, and the next "
                  "entry that is published shows it to them. These do not show a checkpoint "
                  "signed by it: {}",
                  files.folder, who)};
}

Status finish(const LogFiles& files) {
  if (!files.next) {
    return Error{Code::conflict,
                 fmt::format("{}: no change of its key has begun: ledger rotate without --finish",
                             files.folder)};
  }
  const ledger::VerifierKey& key = files.next->verifier();
  LODESTAR_TRY(check_known(files, key));
  LODESTAR_TRY(LogFiles::finish_rotation(files.folder, key));
  fmt::print("{}\n", to_string(key));
  return {};
}

Status replace(const Rotation& rotation) {
  const auto old = LODESTAR_TRY(parse_typed_key(rotation.lost_key));
  LODESTAR_TRY(LogFiles::replace_lost(rotation.folder, old));
  const LogFiles files = LODESTAR_TRY(LogFiles::read(rotation.folder));
  fmt::print("{}\n", to_string(files.signer.verifier()));
  return {};
}

}  // namespace

Status rotate(const Rotation& rotation) {
  if (!rotation.lost_key.empty()) return replace(rotation);
  if (rotation.finishes) return finish(LODESTAR_TRY(LogFiles::read(rotation.folder)));
  LODESTAR_TRY(LogFiles::begin_rotation(rotation.folder));
  const LogFiles now = LODESTAR_TRY(LogFiles::read(rotation.folder));
  LODESTAR_ASSERT(now.next.has_value());
  fmt::print("{}\n", to_string(now.next->verifier()));
  fmt::print(stderr,
             "both keys sign from now on. Give this one to the witnesses and to all who verify or "
             "watch the log, beside the old one; then: ledger rotate --finish\n");
  return {};
}

}  // namespace lodestar::app
