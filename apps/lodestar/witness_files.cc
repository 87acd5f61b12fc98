// SPDX-License-Identifier: Apache-2.0
#include "witness_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "io/files.h"
#include "io/random.h"
#include "mirror/mirror.h"
#include "trust.h"
#include "witness/witness.h"

namespace lodestar::app {
namespace {

using ledger::KeyKind;
using ledger::Signer;

std::string key_of(Cosigner cosigner, const std::string& folder) {
  return folder + (cosigner == Cosigner::witness ? "/key" : "/mirror-key");
}

// What lies there without a key: nothing, or a witness's or mirror's whose key is gone.
Status check_keyless(Cosigner cosigner, const std::string& folder) {
  const bool is_witness = cosigner == Cosigner::witness;
  const std::string memory = folder + (is_witness ? "/journal" : "/pending/journal");
  const auto names = io::system_files().list(memory);
  if (names ? names->empty() : names.error().code == Code::not_found) return {};
  if (!names) return names.error();
  return Error{Code::corrupt,
               fmt::format("{}: this file is gone, and with it the {}'s keys: bring it back from a "
                           "copy of it. Where there is none, make a new {} with a new name in a "
                           "new folder, and give its keys to those who have the old ones",
                           key_of(cosigner, folder), to_word(cosigner), to_word(cosigner))};
}

// Made, and as its line in the file.
Result<Sensitive<std::string>> make_line(const std::string& name, KeyKind kind) {
  const auto seed = LODESTAR_TRY(io::random_bytes<32>());
  return Signer::write(name, kind, seed);
}

Status make_keys(Cosigner cosigner, const std::string& folder, const std::string& name) {
  for (const KeyKind kind : {KeyKind::cosignature, KeyKind::ml_dsa_44}) {
    if (!ledger::is_key_name(name) || !ledger::is_name_of(kind, name)) {
      return Error{Code::invalid,
                   fmt::format("--name {}: no spaces, no '+' and at most {} bytes, please; such as "
                               "{}.example.org/harbour",
                               name, ledger::kLongestCosignedName, to_word(cosigner))};
    }
  }
  LODESTAR_TRY(check_shown_whole("--name", name));
  // A mirror's copies are for a web server too.
  const unsigned mode = cosigner == Cosigner::witness ? 0700 : 0755;
  LODESTAR_TRY(io::make_folder_durably(io::system_files(), folder, mode));
  // The memory first: a key without one does not start.
  LODESTAR_TRY(cosigner == Cosigner::witness ? witness::Witness::make(folder, io::system_files())
                                             : mirror::Mirror::make(folder, io::system_files()));
  const auto ed25519 = LODESTAR_TRY(make_line(name, KeyKind::cosignature));
  const auto ml_dsa = LODESTAR_TRY(make_line(name, KeyKind::ml_dsa_44));
  return io::put_durably(io::system_files(), key_of(cosigner, folder),
                         ed25519.reveal() + "\n" + ml_dsa.reveal() + "\n");
}

// One line a key: Ed25519's, and after it ML-DSA-44's if there is one, both of one name.
Result<std::vector<Signer>> parse_keys(std::string_view bytes) {
  std::vector<Signer> signers;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.find('\n'), bytes.size() - 1) + 1)) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    signers.push_back(LODESTAR_TRY(Signer::parse(Sensitive(std::string(line)))));
    const auto& key = signers.back().verifier();
    const KeyKind due = signers.size() == 1 ? KeyKind::cosignature : KeyKind::ml_dsa_44;
    if (signers.size() > 2 || key.kind != due || key.name != signers.front().verifier().name)
      return Error{Code::corrupt, "these are not its keys"};
  }
  if (signers.empty()) return Error{Code::corrupt, "there is no key in it"};
  return signers;
}

}  // namespace

std::string_view to_word(Cosigner cosigner) {
  return cosigner == Cosigner::witness ? "witness" : "mirror";
}

Result<Keys> find_keys(Cosigner cosigner, const std::string& folder, const std::string& name) {
  Keys keys;
  const std::string path = key_of(cosigner, folder);
  const std::string_view word = to_word(cosigner);
  auto bytes = io::system_files().read(path);
  if (!bytes && bytes.error().code == Code::not_found)
    LODESTAR_TRY(check_keyless(cosigner, folder));
  if (!bytes && bytes.error().code == Code::not_found && !name.empty()) {
    LODESTAR_TRY(make_keys(cosigner, folder, name));
    keys.are_new = true;
    bytes = io::system_files().read(path);
  }
  if (!bytes && bytes.error().code == Code::not_found) {
    return Error{Code::not_found,
                 fmt::format("{}: no {} is here: --name NAME makes its keys, such as --name "
                             "{}.example.org/harbour",
                             folder, word, word)};
  }
  if (!bytes) return bytes.error();
  auto signers = parse_keys(*bytes);
  if (!signers) return Error{Code::corrupt, fmt::format("{}: {}", path, signers.error().message)};
  const std::string& own = signers->front().verifier().name;
  if (!name.empty() && name != own) {
    return Error{Code::conflict, fmt::format("--name {}: the {} here is called {}, and that "
                                             "cannot be changed: leave --name out",
                                             name, word, own)};
  }
  keys.signers = *std::move(signers);
  return keys;
}

Status add_ml_dsa_key(const std::string& folder) {
  const auto signers = LODESTAR_TRY(find_keys(Cosigner::witness, folder, "")).signers;
  if (signers.size() > 1) return {};
  const std::string& name = signers.front().verifier().name;
  if (!ledger::is_name_of(KeyKind::ml_dsa_44, name)) {
    return Error{Code::invalid, fmt::format("an ML-DSA-44 key has a name of at most {} bytes, and "
                                            "this witness's is longer: make a new one",
                                            ledger::kLongestCosignedName)};
  }
  io::Files& files = io::system_files();
  const auto lock = files.lock(folder + "/lock");
  if (!lock) {
    return Error{lock.error().code,
                 lock.error().message + ": stop the witness first; it reads its keys at its start"};
  }
  const std::string path = key_of(Cosigner::witness, folder);
  const auto add = [&]() -> Status {
    std::string lines = LODESTAR_TRY(files.read(path));
    if (LODESTAR_TRY(parse_keys(lines)).size() > 1) return {};  // somebody was quicker
    const auto line = LODESTAR_TRY(make_line(name, KeyKind::ml_dsa_44));
    if (!lines.ends_with('\n')) lines += '\n';
    return io::put_durably(files, path, lines + line.reveal() + "\n");
  };
  Status added = add();
  files.close(*lock);
  return added;
}

std::string to_lines(const std::vector<Signer>& signers) {
  std::string lines;
  for (const Signer& signer : signers) lines += to_string(signer.verifier()) + "\n";
  return lines;
}

std::string to_words(Cosigner cosigner, const Keys& keys) {
  if (keys.are_new) return to_lines(keys.signers);
  std::string which;
  for (const Signer& signer : keys.signers) {
    const auto& key = signer.verifier();
    which += fmt::format("{}{:08x} ({})", which.empty() ? "" : " and ", key.id,
                         key.kind == KeyKind::ml_dsa_44 ? "ML-DSA-44" : "Ed25519");
  }
  const auto& name = keys.signers.front().verifier().name;
  return fmt::format("{}: keys {}; 'lodestar {} key' prints them whole\n", name, which,
                     to_word(cosigner));
}

Result<witness::LogList> LogsFile::read() {
  read_ = seen_ = look();
  auto bytes = LODESTAR_TRY(io::system_files().read(path_));
  auto list = witness::LogList::parse(std::move(bytes));
  if (list) return list;
  return Error{list.error().code, fmt::format("{}: {}", path_, list.error().message)};
}

bool LogsFile::wait_for_change(const std::stop_token& stop, std::chrono::milliseconds most) {
  const bool is_closed = watch_.wait(stop, most) == io::FileWatch::Woken::by_file;
  const std::string now = look();
  const bool is_at_rest = now == std::exchange(seen_, now);
  return (is_closed || is_at_rest) && now != read_;
}

std::string LogsFile::look() const {
  std::error_code error;
  const auto size = std::filesystem::file_size(path_, error);
  if (error) return {};
  const auto time = std::filesystem::last_write_time(path_, error);
  return error ? std::string() : fmt::format("{} {}", size, time.time_since_epoch().count());
}

Status watch(const Watched& watched, LogsFile& logs, const std::stop_token& stop) {
  bool has_warned = false;
  const std::string_view word = to_word(watched.cosigner);
  while (true) {
    const bool has_changed = logs.wait_for_change(stop, std::chrono::seconds(1));
    if (stop.stop_requested()) return {};
    if (const auto failure = watched.failure()) return *failure;
    if (has_changed) {
      if (auto list = logs.read()) {
        fmt::print("the list of logs was read again: {} keys\n", list->keys());
        watched.set_logs(*std::move(list));
      } else {
        fmt::print(stderr, "lodestar: {}; the list read before stays in force\n",
                   list.error().message);
      }
      std::fflush(stdout);
    }
    if (const auto origin = watched.doubt(); origin && !has_warned) {
      has_warned = true;
      fmt::print(stderr,
                 "lodestar: {} says that it was given a later cosignature than this {} "
                 "remembers. If DIR comes from a backup, stop, and make a new {}\n",
                 *origin, word, word);
    }
  }
}

}  // namespace lodestar::app
