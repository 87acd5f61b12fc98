// SPDX-License-Identifier: Apache-2.0
#include "witness/log_list.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>

#include "base/hash.h"
#include "base/printable.h"

namespace lodestar::witness {
namespace {

constexpr std::size_t kMostBytes = std::numeric_limits<std::int32_t>::max();
constexpr std::string_view kBlank = " \t";

Error refused(std::size_t line, std::string_view what) {
  return {Code::invalid, fmt::format("line {}: {}", line, what)};
}

// The next field of a line, and the line without it.
std::string_view take_field(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(kBlank), line.size()));
  const std::string_view field = line.substr(0, line.find_first_of(kBlank));
  line.remove_prefix(field.size());
  return field;
}

bool is_other_line_of_a_policy(std::string_view word) {
  return word == "witness" || word == "group" || word == "quorum";
}

}  // namespace

Result<LogList> LogList::parse(std::string bytes) {
  if (bytes.size() > kMostBytes) return Error{Code::limited, "a list of logs has at most 2 GB"};
  LogList list;
  list.bytes_ = std::move(bytes);
  std::size_t number = 0;
  for (std::string_view rest = list.bytes_; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    ++number;
    // A file that was cut off there could mean something else.
    if (end == std::string_view::npos) return refused(number, "does not end with a newline");
    LODESTAR_TRY(list.take_line(rest.substr(0, end), number));
    rest.remove_prefix(end + 1);
  }
  if (list.lines_.empty()) return Error{Code::invalid, "no line names a log: write 'log KEY'"};
  list.lines_.shrink_to_fit();
  std::ranges::stable_sort(list.lines_, {}, &Line::origin);
  LODESTAR_TRY(list.refuse_repeated());
  return list;
}

Status LogList::take_line(std::string_view line, std::size_t number) {
  const std::string_view word = take_field(line);
  if (word.empty() || word.starts_with('#') || is_other_line_of_a_policy(word)) return {};
  if (word != "log" && ledger::holds_secret_key(word)) {
    return refused(number, "this is a secret key, which stays with who signs");
  }
  if (word != "log") {
    return refused(number, fmt::format("'{}' is no word of this list: write 'log KEY'",
                                       to_printable(word.substr(0, 40))));
  }
  const std::string_view text = take_field(line);
  const auto key = ledger::parse_verifier_key(text);
  if (!key) return refused(number, key.error().message);
  take_field(line);  // an address, which a witness does not need
  if (!take_field(line).empty()) return refused(number, "more follows than a key and an address");
  lines_.push_back({.origin = hash_bytes(key->name),
                    .start = static_cast<std::uint32_t>(text.data() - bytes_.data()),
                    .length = static_cast<std::uint32_t>(text.size())});
  return {};
}

// One key for two logs is an error of whoever wrote the list, and so is one line twice.
Status LogList::refuse_repeated() const {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> seen;
  seen.reserve(lines_.size());
  for (const Line& line : lines_) {
    const std::string_view text = key_of(line);
    const std::size_t key = text.find('+', text.find('+') + 1);  // base64 has that sign too
    seen.emplace_back(hash_bytes(text.substr(key)), line.start);
  }
  std::ranges::sort(seen);
  const auto twice = std::ranges::adjacent_find(
      seen, [](const auto& one, const auto& next) { return one.first == next.first; });
  if (twice == seen.end()) return {};
  const auto number_of = [&](std::uint32_t start) {
    return 1 + std::count(bytes_.begin(), bytes_.begin() + start, '\n');
  };
  return refused(static_cast<std::size_t>(number_of(std::next(twice)->second)),
                 fmt::format("this key stands in line {} too", number_of(twice->second)));
}

std::vector<ledger::VerifierKey> LogList::find(std::string_view origin) const {
  std::vector<ledger::VerifierKey> keys;
  for (const Line& line : std::ranges::equal_range(lines_, hash_bytes(origin), {}, &Line::origin)) {
    auto key = ledger::parse_verifier_key(key_of(line));
    if (key && key->name == origin) keys.push_back(*std::move(key));
  }
  return keys;
}

}  // namespace lodestar::witness
