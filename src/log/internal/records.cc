// SPDX-License-Identifier: Apache-2.0
#include "log/internal/records.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "crypto/blake2b.h"
#include "ledger/checkpoint.h"
#include "ledger/tiles.h"

namespace lodestar::log::internal {
namespace {

constexpr std::size_t kBatchHead = 1 + 8 + 4;
constexpr std::string_view kSettled = "lodestar log 1\n";

void put_number(char* at, std::uint64_t number, int bytes) {
  for (int i = bytes; i-- > 0; number >>= 8) at[i] = static_cast<char>(number & 0xff);
}
std::uint64_t number_at(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

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
  put_number(record_.data() + 1, first, 8);
  put_number(record_.data() + 9, entries_, 4);
  entries_ = 0;
  return std::exchange(record_, {});
}

std::optional<BatchView> parse_batch(std::string_view record) {
  if (record.size() < kBatchHead || record[0] != 'e') return {};
  return BatchView{.first = number_at(record.substr(1, 8)),
                   .entries = static_cast<std::uint32_t>(number_at(record.substr(9, 4))),
                   .bundle = record.substr(kBatchHead)};
}

std::string head_record(const ledger::TreeHead& head) {
  std::string record(9, 'h');
  put_number(record.data() + 1, head.size, 8);
  return record.append(reinterpret_cast<const char*>(head.root.data()), head.root.size());
}

std::optional<ledger::TreeHead> parse_head_record(std::string_view record) {
  ledger::TreeHead head;
  if (record.size() != 9 + head.root.size() || record[0] != 'h') return {};
  head.size = number_at(record.substr(1, 8));
  std::ranges::copy(record.substr(9), head.root.begin());
  return head;
}

std::string settled_text(const ledger::TreeHead& head) {
  return fmt::format("{}{}\n{}\n", kSettled, head.size, crypto::to_hex(head.root));
}

std::optional<ledger::TreeHead> parse_settled(std::string_view text) {
  if (!text.starts_with(kSettled)) return {};
  std::string_view rest = text.substr(kSettled.size());
  const auto size = parse_size(take_line(rest).value_or(""));
  const auto root = take_line(rest);
  if (!size || !root || root->size() != 64 || !rest.empty()) return {};
  ledger::TreeHead head{*size, {}};
  for (std::size_t i = 0; i < head.root.size(); ++i)
    std::from_chars(root->data() + 2 * i, root->data() + 2 * i + 2, head.root[i], 16);
  return settled_text(head) == text ? std::optional(head) : std::nullopt;
}

std::optional<ledger::TreeHead> find_head(std::string_view checkpoint) {
  const std::string_view text = checkpoint.substr(0, checkpoint.rfind("\n\n") + 1);
  const auto parsed = ledger::parse_checkpoint(text);
  return parsed ? std::optional(parsed->head) : std::nullopt;
}

}  // namespace lodestar::log::internal
