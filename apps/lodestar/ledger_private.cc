// SPDX-License-Identifier: Apache-2.0
#include "ledger_private.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <utility>
#include <vector>

#include "base/utc.h"
#include "io/files.h"
#include "io/new_file.h"
#include "log/log.h"
#include "open_log.h"
#include "payload_key.h"
#include "text/encoding.h"

namespace lodestar::app {
namespace {

std::string key_file_note(const std::string& folder) { return folder + "/private/key-file"; }

Result<Sensitive<crypto::SealingKey>> key_of(const LogFiles& files) {
  std::string path = LODESTAR_TRY(io::system_files().read(key_file_note(files.folder)));
  while (path.ends_with('\n')) path.pop_back();
  warn_of_readers(path);
  auto key = read_payload_key(path);
  if (key || key.error().code != Code::not_found) return key;
  return Error{Code::not_found,
               fmt::format("{}: the key of this log's payloads is not there; {} says where it is "
                           "looked for",
                           path, key_file_note(files.folder))};
}

// The file may be named from anywhere later.
std::string key_path(const std::string& folder, const PrivateMaking& making) {
  std::error_code error;
  const std::string path =
      making.key_file.empty() ? folder + "/private/payload-key" : making.key_file;
  return std::filesystem::absolute(path, error).string();
}

// As people's editors leave them: without the space behind "subject" or "previous" where nothing
// follows.
std::string with_spaces(std::string_view bytes) {
  std::string record;
  for (int line = 0; line < 3; ++line) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view text = bytes.substr(0, end);
    record += text;
    if (text == "subject" || text == "previous") record += ' ';
    bytes.remove_prefix(end);
    if (bytes.empty()) break;
    record += '\n';
    bytes.remove_prefix(1);
  }
  return record.append(bytes);
}

Result<ledger::Record> record_of(std::string_view bytes, const std::string& type, bool is_record) {
  if (is_record && bytes.starts_with(text::kUtf8Mark))
    return Error{Code::invalid, "it begins with a byte order mark: save it as UTF-8 without one"};
  if (is_record && bytes.substr(0, bytes.find('\n')).ends_with('\r'))
    return Error{Code::invalid, "its lines end in CR LF: save it with LF alone"};
  if (is_record) return ledger::parse_record(with_spaces(bytes));
  return ledger::Record{.type = type, .body = std::string(bytes)};
}

}  // namespace

std::uint64_t now_s() {
  // Not system_clock, whose nanoseconds end in the year 2262 and begin anew in the past.
  return static_cast<std::uint64_t>(std::max<std::time_t>(std::time(nullptr), 0));
}

Result<std::uint64_t> read_clock() {
  if (const std::uint64_t now = now_s(); now > 0) return now;
  return Error{Code::conflict, "this machine's clock is before 1970: set it first"};
}

Status check_making(const PrivateMaking& making) {
  LODESTAR_TRY(read_clock());  // by which it is to publish
  return log::PrivateLog::check({.period_s = making.period_s, .increment = making.increment});
}

Status make_private(const std::string& folder, const PrivateMaking& making) {
  const std::string path = key_path(folder, making);
  const auto key = LODESTAR_TRY(make_payload_key(path));
  LODESTAR_TRY(io::put_durably(io::system_files(), key_file_note(folder), path + "\n"));
  // From the last whole period on, so that publications fall on the clock's own hours.
  const std::uint64_t now = now_s();
  const std::uint64_t period = std::max<std::uint64_t>(making.period_s, 1);
  LODESTAR_TRY(log::PrivateLog::make(
      folder,
      {.begins_s = now - now % period, .period_s = making.period_s, .increment = making.increment},
      key, io::system_files()));
  fmt::print(stderr,
             "lodestar: payloads are sealed with {}{}: whoever has it can open them all, and "
             "without it nobody opens one. Keep a copy elsewhere, and never beside copies of {}\n",
             path, making.key_file.empty() ? " (--key-file puts it elsewhere)" : "", folder);
  return {};
}

bool is_private(const LogFiles& files) { return files.kind.leaves == LogKind::Leaves::records; }

Result<log::PrivateOptions> private_options(const LogFiles& files, log::LogOptions options) {
  return log::PrivateOptions{.log = std::move(options),
                             .issuer = files.issuer(),
                             .key = LODESTAR_TRY(key_of(files)),
                             .now_s = now_s};
}

namespace {

Result<std::vector<ledger::Record>> records_of(std::span<const std::string_view> files,
                                               const std::string& type, bool are_records) {
  std::vector<ledger::Record> records;
  for (const std::string_view bytes : files) {
    auto record = record_of(bytes, type, are_records);
    if (!record) {
      return Error{record.error().code,
                   fmt::format("the {}. entry: {}", records.size() + 1, record.error().message)};
    }
    LODESTAR_TRY(to_string(*record));
    auto subject = ledger::parse_subject(record->subject);
    if (!subject) {
      return Error{subject.error().code,
                   fmt::format("the {}. entry: {}", records.size() + 1, subject.error().message)};
    }
    record->subject = *std::move(subject);
    records.push_back(*std::move(record));
  }
  return records;
}

struct Turn {
  std::size_t done = 0;  // entries
  Status ended;
};

// As many as a turn has time for, and their indexes printed.
Turn add_in_a_turn(log::PrivateLog& log, std::span<const ledger::Record> records,
                   const std::stop_token& stop) {
  constexpr std::size_t kAtOnce = 2048;  // share their syncs of the disk
  constexpr std::chrono::seconds kTurn{2};
  const auto end = std::chrono::steady_clock::now() + kTurn;
  Turn turn;
  while (turn.done < records.size() && !stop.stop_requested()) {
    const auto some = records.subspan(turn.done, std::min(kAtOnce, records.size() - turn.done));
    const auto first = log.add(some);
    if (!first) return {turn.done, first.error()};
    std::string said;
    for (std::size_t i = 0; i < some.size(); ++i)
      said += fmt::format("{}\n", log::index_behind(*first, i));
    fmt::print("{}", said);
    turn.done += some.size();
    if (std::chrono::steady_clock::now() >= end) break;
  }
  return turn;
}

// The log is open only meanwhile.
Turn take_a_turn(const std::string& folder, std::span<const ledger::Record> records,
                 std::chrono::seconds patience, const std::stop_token& stop) {
  const auto files = LogFiles::read(folder);
  if (!files) return {0, files.error()};
  const auto open = open_private(*files, {.patience = patience}, stop);
  if (!open) return {0, open.error()};
  return add_in_a_turn(*open->closed, records, stop);
}

// What ends it says how much is in the log.
Error added_only(std::size_t done, std::size_t all, Error why) {
  if (done > 0) {
    why.message += fmt::format("; {} of {} entries are in the log, those whose indexes are printed",
                               done, all);
  } else if (why.code == Code::cancelled) {
    why.message += "; nothing was added";
  }
  return why;
}

}  // namespace

// Whoever waits for the log, such as a publication that is due, gets it between two turns.
Status add_records(const std::string& folder, std::span<const std::string_view> entries,
                   const RecordKind& kind, const std::stop_token& stop) {
  constexpr std::chrono::milliseconds kPause{60};  // others look each 20 ms
  constexpr std::chrono::hours kLongTurn{1};       // of a publication, whose witnesses may be slow
  const auto records = LODESTAR_TRY(records_of(entries, kind.type, kind.are_records));
  std::size_t done = 0;
  while (done < records.size()) {
    if (done > 0) log::every(kPause)(stop);
    Turn turn{.ended = Error{Code::cancelled, "a stop was asked for"}};
    if (!stop.stop_requested()) {
      const std::chrono::seconds patience = done > 0 ? kLongTurn : kPatience;
      turn = take_a_turn(folder, std::span(records).subspan(done), patience, stop);
    }
    done += turn.done;
    if (!turn.ended) return added_only(done, records.size(), turn.ended.error());
  }
  return {};
}

Status write_opening(const LogFiles& files, ledger::LeafOf entry, const std::string& out) {
  const auto options = LODESTAR_TRY(private_options(files, {}));
  if (entry.index >= entry.size) {
    const auto shape = LODESTAR_TRY(log::shape_of(files.folder, options));
    return Error{Code::not_found,
                 fmt::format("{}: no entry {}: the published tree has {}. If it was added, it is "
                             "published on {}, and opens from then on",
                             files.folder, entry.index, entry.size,
                             say_time(shape.published_s(entry.index)))};
  }
  const auto opening = LODESTAR_TRY(log::read_opening(files.folder, entry, options));
  return io::write_new_file(out, to_string(opening).reveal());
}

Status print_tally(const LogFiles& files, const log::PrivateLog& log) {
  const auto tally = LODESTAR_TRY(log.check());
  for (const std::uint64_t index : tally.missing) {
    fmt::print("entry {}: its payload is missing, and no erasure says why\n", index);
  }
  for (const std::string& damage : tally.damaged) fmt::print("{}\n", damage);
  const std::size_t findings = tally.missing.size() + tally.damaged.size();
  if (findings > 0) {
    return Error{Code::corrupt, fmt::format("{}: {} findings among the payloads and maps",
                                            files.folder, findings)};
  }
  fmt::print(
      "payloads: {} open, {} erased, {} kept elsewhere; {} leaves are padding; {} wait, the "
      "next publication is due on {}\n",
      tally.held, tally.erased, tally.elsewhere, tally.padding, log.waiting(),
      say_time(log.next_publication_s(now_s())));
  if (!log.is_bound()) {
    const log::PrivateShape& shape = log.shape();
    fmt::print(
        "shape: {} entries each {} seconds since {}: it was made before a check vouched for it; "
        "see that it is right, the next publication adds one\n",
        shape.increment, shape.period_s, say_time(shape.begins_s));
  }
  if (!tally.other_subjects.empty()) {
    fmt::print(
        "subjects: those of {} records are not written as they are asked for, as a version before "
        "took them; prove-all does not find these, add them again: entry {}\n",
        tally.other_subjects.size(), fmt::join(tally.other_subjects, ", "));
  }
  fmt::print(
      "maps: {}, each the one of the entries before it; every record is in the list of its "
      "subject\n",
      tally.maps);
  return {};
}

}  // namespace lodestar::app
