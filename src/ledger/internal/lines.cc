// SPDX-License-Identifier: Apache-2.0
#include "ledger/internal/lines.h"

#include <algorithm>
#include <charconv>

#include "base/base64.h"
#include "base/printable.h"
#include "ledger/note.h"

namespace lodestar::ledger::internal {

std::optional<std::string_view> Lines::next() {
  ++number_;
  const std::size_t end = rest_.find('\n');
  if (end == std::string_view::npos) return {};
  const std::string_view line = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  return line;
}

Error Lines::error(std::string_view message) const {
  return {Code::invalid, fmt::format("{}: line {} {}", what_, number_, message)};
}

std::optional<std::uint64_t> parse_decimal(std::string_view text) {
  if (text.empty() || (text[0] == '0' && text.size() > 1)) return {};
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.begin(), text.end(), number);
  if (error != std::errc() || end != text.end()) return {};
  return number;
}

std::optional<Hash> parse_hash(std::string_view text) {
  Hash hash{};
  const auto bytes = from_base64(text);
  if (!bytes || bytes->size() != hash.size()) return {};
  std::ranges::copy(*bytes, hash.begin());
  return hash;
}

std::string to_line(const Hash& hash) {
  return to_base64({reinterpret_cast<const char*>(hash.data()), hash.size()}) + '\n';
}

Result<std::vector<Hash>> read_hashes(Lines& lines, std::size_t most) {
  std::vector<Hash> hashes;
  while (true) {
    const auto line = lines.next();
    if (!line) return lines.error("is missing: an empty line ends the hashes");
    if (line->empty()) return hashes;
    if (hashes.size() == most) return lines.error(fmt::format("is one hash more than {}", most));
    const auto hash = parse_hash(*line);
    if (!hash) return lines.error("is no hash of 32 bytes in base64: " + shown(*line));
    hashes.push_back(*hash);
  }
}

std::string shown(std::string_view value) {
  constexpr std::size_t kMost = 80;
  if (holds_secret_key(value)) return "a secret key, which is not repeated here";
  return to_printable(value.substr(0, kMost)) + (value.size() > kMost ? "..." : "");
}

}  // namespace lodestar::ledger::internal
