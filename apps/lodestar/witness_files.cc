// SPDX-License-Identifier: Apache-2.0
#include "witness_files.h"

#include <fmt/format.h>

#include <filesystem>

#include "io/files.h"
#include "io/random.h"

namespace lodestar::app {
namespace {

using ledger::KeyKind;
using ledger::Signer;

std::string key_of(const std::string& folder) { return folder + "/key"; }

Result<Signer> make_key(const std::string& folder, const std::string& name) {
  if (!ledger::is_key_name(name)) {
    return Error{Code::invalid, fmt::format("--name {}: no spaces and no '+', please; such as "
                                            "witness.example.org/harbour",
                                            name)};
  }
  io::Files& files = io::system_files();
  LODESTAR_TRY(io::make_folder_durably(files, folder, 0700));
  const auto seed = LODESTAR_TRY(io::random_bytes<32>());
  const auto line = Signer::write(name, KeyKind::cosignature, seed);
  LODESTAR_TRY(io::put_file(files,
                            {.path = key_of(folder),
                             .by_way_of = key_of(folder) + ".new",
                             .durably = io::Put::Durably::bytes_and_name},
                            line.reveal() + "\n"));
  return Signer::parse(line);
}

}  // namespace

Result<Signer> find_witness_key(const std::string& folder, const std::string& name) {
  auto bytes = io::system_files().read(key_of(folder));
  if (!bytes && bytes.error().code != Code::not_found) return bytes.error();
  if (!bytes && !name.empty()) return make_key(folder, name);
  if (!bytes) {
    return Error{Code::not_found,
                 fmt::format("{}: no witness is here: --name NAME makes its key, such as --name "
                             "witness.example.org/harbour",
                             folder)};
  }
  while (bytes->ends_with('\n')) bytes->pop_back();
  auto signer = Signer::parse(Sensitive(*std::move(bytes)));
  if (!signer) {
    return Error{Code::corrupt, fmt::format("{}: {}", key_of(folder), signer.error().message)};
  }
  if (signer->verifier().kind != KeyKind::cosignature) {
    return Error{Code::corrupt, fmt::format("{}: this is no witness's key", key_of(folder))};
  }
  if (!name.empty() && name != signer->verifier().name) {
    return Error{Code::conflict, fmt::format("--name {}: the witness here is called {}, and that "
                                             "cannot be changed: leave --name out",
                                             name, signer->verifier().name)};
  }
  return signer;
}

Result<witness::LogList> LogsFile::read() {
  read_ = seen_ = look();
  auto bytes = LODESTAR_TRY(io::system_files().read(path_));
  auto list = witness::LogList::parse(std::move(bytes));
  if (list) return list;
  return Error{list.error().code, fmt::format("{}: {}", path_, list.error().message)};
}

bool LogsFile::has_changed() {
  const std::string now = look();
  const bool is_at_rest = now == std::exchange(seen_, now);
  return is_at_rest && now != read_;
}

std::string LogsFile::look() const {
  std::error_code error;
  const auto size = std::filesystem::file_size(path_, error);
  if (error) return {};
  const auto time = std::filesystem::last_write_time(path_, error);
  return error ? std::string() : fmt::format("{} {}", size, time.time_since_epoch().count());
}

}  // namespace lodestar::app
