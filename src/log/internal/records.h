// SPDX-License-Identifier: Apache-2.0
// What the journal of a log holds, and the small texts beside it.
//
//   batch   = "e" first-index:u64 entries:u32 {length:u16 bytes}     entries as in a bundle
//   head    = "h" size:u64 root:32                                   big-endian, as bundles are
//   shown   = "c" checkpoint                                         signed, about to be shown
//   settled = "lodestar log 1\n" size "\n" root in hexadecimal "\n"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/merkle.h"

namespace lodestar::log::internal {

// Entries on their way into the journal.
class Batch {
 public:
  void add(std::string_view entry);
  std::uint32_t entries() const { return entries_; }
  std::size_t bytes() const { return record_.size(); }
  std::string take(std::uint64_t first);  // the record; the batch is empty then

 private:
  std::string record_;
  std::uint32_t entries_ = 0;
};

struct BatchView {
  std::uint64_t first = 0;
  std::uint32_t entries = 0;
  std::string_view bundle;
  std::uint64_t end() const { return first + entries; }
};
std::optional<BatchView> parse_batch(std::string_view record);

std::string head_record(const ledger::TreeHead& head);
std::optional<ledger::TreeHead> parse_head_record(std::string_view record);

std::string shown_record(std::string_view checkpoint);
std::optional<std::string_view> parse_shown_record(std::string_view record);

std::string settled_text(const ledger::TreeHead& head);
std::optional<ledger::TreeHead> parse_settled(std::string_view text);

// Of a published checkpoint, whose signatures are others' business.
std::optional<ledger::TreeHead> find_head(std::string_view checkpoint);

}  // namespace lodestar::log::internal
