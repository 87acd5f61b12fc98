// SPDX-License-Identifier: Apache-2.0
#include "desk/erasures.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "base/utc.h"
#include "desk/at_machine.h"
#include "io/files.h"
#include "io/turn.h"
#include "store/erasing.h"
#include "store/outbox.h"
#include "table/json_value.h"

namespace lodestar::desk {
namespace {

constexpr std::string_view kHead = "lodestar-erasures/v1\n";
constexpr std::string_view kErase = "erase", kEraseAgain = "erase-again";  // in the record

std::string end_of(std::size_t lines) { return fmt::format("end {}", lines); }

bool is_id(std::string_view subject) {
  constexpr std::size_t kLongest = 100;
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !subject.empty() && subject.size() <= kLongest && std::ranges::all_of(subject, is_letter);
}

// It is written whole, so that one without its end was cut by somebody.
std::optional<std::vector<ErasureLine>> parse_list(std::string_view bytes) {
  std::vector<ErasureLine> lines;
  if (!bytes.starts_with(kHead)) return {};
  bytes.remove_prefix(kHead.size());
  for (std::size_t end = 0; (end = bytes.find('\n')) != std::string_view::npos;) {
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    if (line == end_of(lines.size())) return bytes.empty() ? std::optional(lines) : std::nullopt;
    const std::size_t blank = line.find(' ');
    if (blank == std::string_view::npos || !is_id(line.substr(blank + 1))) return {};
    lines.push_back({std::string(line.substr(0, blank)), std::string(line.substr(blank + 1))});
  }
  return {};
}

bool is_among(const std::vector<ErasureLine>& lines, std::string_view subject) {
  return std::ranges::find(lines, subject, &ErasureLine::subject) != lines.end();
}

// What a record of an operation at the machine tells of an erasure.
std::optional<ErasureLine> erasure_in(const ledger::Record& record) {
  for (const std::string_view what : {kErase, kEraseAgain}) {
    const std::string before = fmt::format("{}/", what);
    if (!record.subject.starts_with(before)) continue;
    const auto body = table::parse_json_value(record.body);
    const auto* const at = body ? body->find("at") : nullptr;
    const auto* const time = at != nullptr ? at->as<std::string>() : nullptr;
    return ErasureLine{time != nullptr ? *time : to_time(0), record.subject.substr(before.size())};
  }
  return {};
}

}  // namespace

Result<std::vector<ErasureLine>> read_erasures(const std::string& path) {
  const auto bytes = io::system_files().read(path);
  if (!bytes && bytes.error().code == Code::not_found) return std::vector<ErasureLine>();
  if (!bytes) return bytes.error();
  if (auto lines = parse_list(*bytes)) return *std::move(lines);
  return Error{Code::corrupt,
               fmt::format("{}: this is no whole list of erasures: bring back its newest copy; "
                           "where there is none, move this one away: what is on record here is "
                           "written down again",
                           path)};
}

Result<std::vector<ErasureLine>> unlisted_erasures(store::Connection& connection,
                                                   store::Vault& vault,
                                                   const std::vector<ErasureLine>& lines) {
  constexpr std::size_t kTogether = 500;
  std::set<std::string, std::less<>> known;
  for (const ErasureLine& line : lines) known.insert(line.subject);
  std::vector<ErasureLine> unlisted;
  store::Outbox outbox(vault, 0);
  std::optional<std::uint64_t> before;
  if (!LODESTAR_TRY(store::is_kept(connection, kAtMachine))) return unlisted;
  while (true) {
    const auto records = LODESTAR_TRY(outbox.about(connection, kAtMachine, before, kTogether));
    for (const auto& [sequence, record] : records) {
      before = sequence;
      auto line = erasure_in(record);
      if (line && known.insert(line->subject).second) unlisted.push_back(*std::move(line));
    }
    if (records.size() < kTogether) break;
  }
  std::ranges::reverse(unlisted);
  return unlisted;
}

// An empty subject: none but those. How many were not there.
Result<std::uint64_t> Erasures::write_list(std::string_view subject, const std::stop_token& stop) {
  const auto turn = LODESTAR_TRY(io::Turn::take(options_.list + ".turn", stop));
  auto lines = LODESTAR_TRY(read_erasures(options_.list));
  const std::size_t before = lines.size();
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    std::ranges::move(LODESTAR_TRY(unlisted_erasures(connection, *options_.vault, lines)),
                      std::back_inserter(lines));
    return {};
  }));
  if (!subject.empty() && !is_among(lines, subject)) {
    lines.push_back({to_time(options_.now_s()), std::string(subject)});
  }
  if (lines.size() == before) return 0;
  std::string bytes(kHead);
  for (const auto& [at, erased] : lines) bytes += fmt::format("{} {}\n", at, erased);
  bytes += end_of(lines.size()) + '\n';
  LODESTAR_TRY(io::put_durably(io::system_files(), options_.list, bytes));
  return lines.size() - before;
}

Result<std::uint64_t> Erasures::complete(const std::stop_token& stop) {
  return write_list({}, stop);
}

Result<bool> Erasures::is_kept(std::string_view subject) {
  bool is_there = false;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    is_there = LODESTAR_TRY(store::is_kept(connection, subject));
    return {};
  }));
  return is_there;
}

Status Erasures::carry_out(std::string_view subject, std::string_view what) {
  const std::uint64_t now = options_.now_s();
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::erase_subject(connection, subject, now));
    return record_at_machine(connection, *options_.vault, options_.issuer, {what, subject}, now);
  }));
  options_.vault->forget(subject);
  return {};
}

Status Erasures::erase(std::string_view subject, const std::stop_token& stop) {
  if (!is_id(subject))
    return Error{Code::invalid, "the subject: an id is wanted, and this is none"};
  if (!LODESTAR_TRY(is_kept(subject))) {
    return Error{Code::not_found, "the subject was erased, or was never here"};
  }
  LODESTAR_TRY(write_list(subject, stop));
  LODESTAR_TRY(carry_out(subject, kErase));
  return options_.database->scrub();
}

Result<std::uint64_t> Erasures::replay() {
  std::uint64_t count = 0;
  for (const ErasureLine& line : LODESTAR_TRY(read_erasures(options_.list))) {
    if (!LODESTAR_TRY(is_kept(line.subject))) continue;
    LODESTAR_TRY(carry_out(line.subject, kEraseAgain));
    ++count;
  }
  if (count > 0) LODESTAR_TRY(options_.database->scrub());
  return count;
}

Result<std::vector<std::string>> Erasures::forget_others() {
  const auto lines = LODESTAR_TRY(read_erasures(options_.list));
  std::vector<std::string> subjects;
  for (; seen_ < lines.size(); ++seen_) {
    options_.vault->forget(lines[seen_].subject);
    subjects.push_back(lines[seen_].subject);
  }
  return subjects;
}

}  // namespace lodestar::desk
