// SPDX-License-Identifier: Apache-2.0
#include "custody_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "crypto/timestamp.h"
#include "io/input.h"
#include "io/measure.h"
#include "io/new_file.h"
#include "io/progress.h"
#include "io/random.h"
#include "text/encoding.h"
#include "trust.h"

namespace lodestar::app {
namespace {

Result<std::string> read_line(const std::string& path) {
  constexpr std::size_t kLongest = std::size_t{64} << 10;  // bytes
  std::string line = LODESTAR_TRY(io::read_small(path, {"a key", kLongest}));
  if (line.starts_with(text::kUtf8Mark)) line.erase(0, text::kUtf8Mark.size());
  while (line.ends_with('\n') || line.ends_with('\r')) line.pop_back();
  return line;
}

// Events are numbered as they are found: an erased one leaves no number free.
void say_erased(const std::vector<std::uint64_t>& erased) {
  if (erased.empty()) return;
  fmt::print(stderr,
             "lodestar: erased of what the log had about this item: entry {}. Events behind it may "
             "have had larger numbers before, in an earlier packet too: name them by their entry\n",
             fmt::join(erased, ", "));
}

// The time that a stamp tells, to the entry that it is of, which stands before it.
void put_time(std::vector<ledger::CustodyEntry>& entries, const ledger::Record& stamp) {
  for (ledger::CustodyEntry& entry : entries) {
    const ledger::Commitment commitment = leaf_of(entry.opening).commitment;
    if (stamp.previous != commitment) continue;
    const auto read = crypto::read_stamp(stamp.body, commitment);
    if (read) entry.stamped_s = std::min(read->time_s, entry.stamped_s.value_or(read->time_s));
  }
}

}  // namespace

Result<CustodyLog> CustodyLog::open(const std::string& folder, const std::stop_token& stop) {
  CustodyLog log{.files = std::make_unique<const LogFiles>(LODESTAR_TRY(LogFiles::read(folder)))};
  if (!is_private(*log.files)) {
    return Error{Code::conflict,
                 fmt::format("{}: custody needs a private log, whose entries say nothing: "
                             "lodestar ledger init makes one without --leaves any",
                             folder)};
  }
  auto opened = open_private(*log.files, {}, stop);
  if (!opened) return opened.error();
  log.opened = *std::move(opened);
  return log;
}

std::uint64_t CustodyLog::logged_s(std::uint64_t index) const {
  return log().shape().published_s(index);
}

Result<std::vector<ledger::CustodyEntry>> CustodyLog::entries_of(const ledger::Hash& item) const {
  const std::string subject = crypto::to_hex(item);
  auto found = LODESTAR_TRY(
      log::find_records(log(), files->folder, {.type = "custody", .subject = subject}));
  say_erased(LODESTAR_TRY(log().erased_about(subject)));
  std::vector<ledger::CustodyEntry> entries;
  entries.reserve(found.size());
  for (log::FoundRecord& one : found) {
    if (one.record.type == kStampType) put_time(entries, one.record);
    if (!one.record.type.starts_with(kEventType)) continue;
    entries.push_back(
        {.index = one.index, .opening = std::move(one.opening), .logged_s = logged_s(one.index)});
  }
  return entries;
}

Result<ledger::Item> measure_item(const std::string& path, const std::stop_token& stop) {
  std::error_code unknown;
  constexpr std::uintmax_t kSoonDone = std::uintmax_t{64} << 20U;  // bytes
  const bool is_long = std::filesystem::file_size(path, unknown) > kSoonDone && !unknown;
  io::Progress progress(is_long ? io::Progress::fitting() : io::Progress::Shown::quiet);
  const auto measured = LODESTAR_TRY(io::measure_file(path, stop, &progress));
  return ledger::Item{measured.sha256, measured.length_bytes};
}

Result<NamedItem> find_item(const std::string& named, const std::stop_token& stop) {
  if (const auto hash = crypto::from_hex(named)) return NamedItem{.hash = *hash};
  const auto item = measure_item(named, stop);
  if (item) return NamedItem{.hash = item->hash, .measured = *item};
  if (item.error().code != Code::not_found) return item.error();
  return Error{
      Code::not_found,
      fmt::format("--item {}: no such file, nor a SHA-256 of 64 small hexadecimal digits", named)};
}

Result<ledger::Signer> read_signer(const std::string& path) {
  if (path.empty()) {
    return Error{Code::invalid,
                 "who acts has to sign: --signer FILE; lodestar ledger custody key makes one"};
  }
  auto signer = ledger::Signer::parse(Sensitive(LODESTAR_TRY(read_line(path))));
  if (!signer || signer->verifier().kind != ledger::KeyKind::ed25519) {
    return Error{Code::invalid,
                 fmt::format("{}: not the key of a person who signs: lodestar ledger custody key "
                             "makes one",
                             path)};
  }
  return signer;
}

Result<ledger::VerifierKey> read_verifier(const std::string& path) {
  if (path.empty()) {
    return Error{Code::invalid,
                 "to whom: --to FILE with the verifier key line that the receiver has given you"};
  }
  auto key = ledger::parse_verifier_key(LODESTAR_TRY(read_line(path)));
  if (key && key->kind == ledger::KeyKind::ed25519) return key;
  return Error{Code::invalid,
               fmt::format("{}: not the verifier key line of a person who signs; the receiver "
                           "gets it from lodestar ledger custody key",
                           path)};
}

Status make_signer(const std::string& name, const std::string& path) {
  if (!ledger::is_key_name(name)) {
    return Error{Code::invalid, fmt::format("--name {}: a role or a pseudonym without spaces and "
                                            "without '+', such as intake-2.example.org",
                                            name)};
  }
  LODESTAR_TRY(check_shown_whole("--name", name));
  const auto seed = LODESTAR_TRY(io::random_bytes<32>());
  const auto line = ledger::Signer::write(name, ledger::KeyKind::ed25519, seed);
  LODESTAR_TRY(io::write_new_file(path, line.reveal() + "\n"));
  const auto signer = LODESTAR_TRY(ledger::Signer::parse(line));
  fmt::print("{}\n", to_string(signer.verifier()));
  return {};
}

}  // namespace lodestar::app
