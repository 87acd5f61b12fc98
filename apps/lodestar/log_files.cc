// SPDX-License-Identifier: Apache-2.0
#include "log_files.h"

#include <fmt/format.h>

#include "io/files.h"
#include "io/random.h"
#include "log/witnesses.h"

namespace lodestar::app {
namespace {

std::string key_of(const std::string& folder) { return folder + "/private/key"; }
std::string policy_of(const std::string& folder) { return folder + "/private/policy"; }

Result<ledger::Policy> parse_policy(const std::string& path, std::string_view bytes) {
  auto policy = ledger::parse_policy(bytes);
  Status fit = policy ? log::check_askable(*policy) : Status(policy.error());
  if (fit) return policy;
  return Error{fit.error().code, fmt::format("{}: {}", path, fit.error().message)};
}

Status put(const std::string& path, std::string_view bytes) {
  return io::put_file(
      io::system_files(),
      {.path = path, .by_way_of = path + ".new", .durably = io::Put::Durably::bytes_and_name},
      bytes);
}

}  // namespace

Result<LogFiles> LogFiles::make(const std::string& folder, const std::string& origin,
                                std::optional<std::string_view> policy) {
  if (!ledger::is_key_name(origin)) {
    return Error{Code::invalid, fmt::format("--origin {}: no spaces and no '+', please; such as "
                                            "log.example.org/evidence",
                                            origin)};
  }
  if (policy) LODESTAR_TRY(parse_policy("--policy", *policy));
  io::Files& files = io::system_files();
  if (const auto known = files.read(key_of(folder)); known) {
    return Error{Code::conflict, fmt::format("{}: there is a log already", folder)};
  } else if (known.error().code != Code::not_found) {
    return known.error();
  }
  LODESTAR_TRY(io::make_folder_durably(files, folder, 0755));
  LODESTAR_TRY(io::make_folder_durably(files, folder + "/private", 0700));
  if (policy) LODESTAR_TRY(put(policy_of(folder), *policy));
  const auto seed = LODESTAR_TRY(io::random_bytes<32>());
  const auto line = ledger::Signer::write(origin, ledger::KeyKind::ed25519, seed);
  LODESTAR_TRY(put(key_of(folder), line.reveal() + "\n"));
  return read(folder);
}

Result<LogFiles> LogFiles::read(const std::string& folder) {
  auto bytes = io::system_files().read(key_of(folder));
  if (!bytes) {
    if (bytes.error().code != Code::not_found) return bytes.error();
    return Error{Code::not_found,
                 fmt::format("{}: no log is here: lodestar ledger init makes one", folder)};
  }
  while (bytes->ends_with('\n')) bytes->pop_back();
  auto signer = ledger::Signer::parse(Sensitive(*std::move(bytes)));
  if (!signer) {
    return Error{Code::corrupt, fmt::format("{}: {}", key_of(folder), signer.error().message)};
  }
  LogFiles files{.folder = folder, .signer = *std::move(signer), .policy = {}};
  const auto policy = io::system_files().read(policy_of(folder));
  if (policy) files.policy = LODESTAR_TRY(parse_policy(policy_of(folder), *policy));
  if (!policy && policy.error().code != Code::not_found) return policy.error();
  return files;
}

std::string LogFiles::sign(const ledger::TreeHead& head) const {
  const std::string text =
      to_string(ledger::Checkpoint{.origin = signer.verifier().name, .head = head});
  return to_string(ledger::Note{.text = text, .signatures = {signer.sign(text)}});
}

Result<ledger::Checkpoint> LogFiles::verify(std::string_view checkpoint) const {
  const auto note = LODESTAR_TRY(ledger::parse_note(checkpoint));
  LODESTAR_TRY(ledger::verify_note(note, std::span(&signer.verifier(), 1)));
  return ledger::parse_checkpoint(note.text);
}

Result<std::string> LogFiles::published() const {
  return io::system_files().read(folder + "/public/checkpoint");
}

}  // namespace lodestar::app
