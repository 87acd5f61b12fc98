// SPDX-License-Identifier: Apache-2.0
#include "log/internal/records.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "base/big_endian.h"
#include "crypto/blake2b.h"
#include "ledger/checkpoint.h"
#include "ledger/tiles.h"

namespace lodestar::log::internal {
namespace {

constexpr std::size_t kBatchHead = 1 + 8 + 4;
constexpr std::string_view kSettled = "lodestar log 1\n";

// Up to the next newline, which is taken away too.
std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return {};
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return size;
}

}  // namespace

void Batch::add(std::string_view entry) {
  if (record_.empty()) record_.resize(kBatchHead);
  ledger::append_entry(record_, entry);
  ++entries_;
}

std::string Batch::take(std::uint64_t first) {
  record_[0] = 'e';
  record_.replace(1, 8, to_big_endian(first));
  record_.replace(9, 4, to_big_endian(entries_));
  entries_ = 0;
  return std::exchange(record_, {});
}

std::optional<BatchView> parse_batch(std::string_view record) {
  if (record.size() < kBatchHead || record[0] != 'e') return {};
  return BatchView{.first = from_big_endian<std::uint64_t>(record.substr(1)),
                   .entries = from_big_endian<std::uint32_t>(record.substr(9)),
                   .bundle = record.substr(kBatchHead)};
}

std::string head_record(const ledger::TreeHead& head) {
  std::string record = 'h' + to_big_endian(head.size);
  return record.append(reinterpret_cast<const char*>(head.root.data()), head.root.size());
}

std::optional<ledger::TreeHead> parse_head_record(std::string_view record) {
  ledger::TreeHead head;
  if (record.size() != 9 + head.root.size() || record[0] != 'h') return {};
  head.size = from_big_endian<std::uint64_t>(record.substr(1));
  std::ranges::copy(record.substr(9), head.root.begin());
  return head;
}

std::string shown_record(std::string_view checkpoint) { return 'c' + std::string(checkpoint); }

std::optional<std::string_view> parse_shown_record(std::string_view record) {
  if (!record.starts_with('c')) return {};
  return record.substr(1);
}

std::string settled_text(const ledger::TreeHead& head) {
  return fmt::format("{}{}\n{}\n", kSettled, head.size, crypto::to_hex(head.root));
}

std::optional<ledger::TreeHead> parse_settled(std::string_view text) {
  if (!text.starts_with(kSettled)) return {};
  std::string_view rest = text.substr(kSettled.size());
  const auto size = parse_size(take_line(rest).value_or(""));
  const auto root = crypto::from_hex(take_line(rest).value_or(""));
  if (!size || !root || !rest.empty()) return {};
  const ledger::TreeHead head{*size, *root};
  return settled_text(head) == text ? std::optional(head) : std::nullopt;
}

std::optional<ledger::TreeHead> find_head(std::string_view checkpoint) {
  const std::string_view text = checkpoint.substr(0, checkpoint.rfind("\n\n") + 1);
  const auto parsed = ledger::parse_checkpoint(text);
  return parsed ? std::optional(parsed->head) : std::nullopt;
}

}  // namespace lodestar::log::internal
