// SPDX-License-Identifier: Apache-2.0
#include "desk/erasures.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/utc.h"
#include "desk/at_machine.h"
#include "io/files.h"
#include "io/turn.h"
#include "store/erasing.h"

namespace lodestar::desk {
namespace {

constexpr std::string_view kHead = "lodestar-erasures/v1\n";

bool is_id(std::string_view subject) {
  constexpr std::size_t kLongest = 100;
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !subject.empty() && subject.size() <= kLongest && std::ranges::all_of(subject, is_letter);
}

Result<std::string> read_list(const std::string& path) {
  auto bytes = io::system_files().read(path);
  if (!bytes && bytes.error().code == Code::not_found) return std::string();
  return bytes;
}

Result<std::vector<ErasureLine>> parse_list(const std::string& path, std::string_view bytes) {
  std::vector<ErasureLine> lines;
  if (bytes.empty()) return lines;
  const Error wrong{
      Code::corrupt,
      fmt::format("{}: this is no list of erasures: bring it back from its copy", path)};
  if (!bytes.starts_with(kHead)) return wrong;
  bytes.remove_prefix(kHead.size());
  for (std::size_t end = 0; (end = bytes.find('\n')) != std::string_view::npos;) {
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    const std::size_t blank = line.find(' ');
    if (blank == std::string_view::npos || !is_id(line.substr(blank + 1))) return wrong;
    lines.push_back({std::string(line.substr(0, blank)), std::string(line.substr(blank + 1))});
  }
  return lines;
}

}  // namespace

Result<std::vector<ErasureLine>> read_erasures(const std::string& path) {
  return parse_list(path, LODESTAR_TRY(read_list(path)));
}

Status Erasures::note(std::string_view subject, const std::stop_token& stop) {
  const auto turn = LODESTAR_TRY(io::Turn::take(options_.list + ".turn", stop));
  std::string bytes = LODESTAR_TRY(read_list(options_.list));
  const auto lines = LODESTAR_TRY(parse_list(options_.list, bytes));
  if (std::ranges::find(lines, subject, &ErasureLine::subject) != lines.end()) return {};
  if (bytes.empty()) bytes = kHead;
  bytes.resize(bytes.rfind('\n') + 1);
  bytes += fmt::format("{} {}\n", to_time(options_.now_s()), subject);
  return io::put_durably(io::system_files(), options_.list, bytes);
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
  LODESTAR_TRY(note(subject, stop));
  LODESTAR_TRY(carry_out(subject, "erase"));
  return options_.database->scrub();
}

Result<std::uint64_t> Erasures::replay() {
  std::uint64_t count = 0;
  for (const ErasureLine& line : LODESTAR_TRY(read_erasures(options_.list))) {
    if (!LODESTAR_TRY(is_kept(line.subject))) continue;
    LODESTAR_TRY(carry_out(line.subject, "erase-again"));
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
