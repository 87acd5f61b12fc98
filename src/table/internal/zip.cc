// SPDX-License-Identifier: Apache-2.0
//   file    = *(local name data) *(central name) end
//   local   = "PK" 03 04 ... name length at 26, extra length at 28, 30 bytes in all
//   central = "PK" 01 02 ... flags 8, method 10, packed 20, name 28, extra 30, comment 32,
//             local header's place 42, 46 bytes in all
//   end     = "PK" 05 06 ... number of entries 10, place of the first central 16, 22 bytes and a
//             comment of up to 64 kB
#include "table/internal/zip.h"

#include <fmt/core.h>

#include <vector>

#include "table/inflate.h"

namespace lodestar::table::internal {
namespace {

constexpr std::size_t kLocalSize = 30, kCentralSize = 46, kEndSize = 22;
constexpr std::uint16_t kStored = 0, kDeflated = 8;
constexpr std::size_t kPiece = 1 << 16;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint32_t value = 0;
  for (std::size_t i = width; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

Error damaged() {
  return Error{Code::corrupt, "the workbook is damaged: its ZIP file is cut or wrong"};
}

Status limited(std::uint64_t max_bytes) {
  return Error{Code::limited,
               fmt::format("a part of it unpacks to more than {} MB", max_bytes >> 20)};
}

}  // namespace

Result<Zip> Zip::open(std::string_view bytes) {
  const std::size_t tail = bytes.size() - std::min<std::size_t>(bytes.size(), kEndSize + 0xffff);
  const std::size_t end = bytes.rfind("PK\x05\x06");
  if (end == std::string_view::npos || end < tail || bytes.size() - end < kEndSize)
    return damaged();
  Zip zip;
  zip.bytes_ = bytes;
  std::size_t at = number(bytes, end + 16, 4);
  for (std::uint32_t left = number(bytes, end + 10, 2); left > 0; --left) {
    if (at + kCentralSize > end || bytes.substr(at, 4) != "PK\x01\x02") return damaged();
    const std::size_t name_size = number(bytes, at + 28, 2);
    if (at + kCentralSize + name_size > end) return damaged();
    const std::string_view name = bytes.substr(at + kCentralSize, name_size);
    zip.entries_[std::string(name)] = {
        .header = number(bytes, at + 42, 4),
        .packed = number(bytes, at + 20, 4),
        .method = static_cast<std::uint16_t>(number(bytes, at + 10, 2)),
        .is_encrypted = (number(bytes, at + 8, 2) & 1) != 0};
    at += kCentralSize + name_size + number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
  }
  return zip;
}

std::uint64_t Zip::packed_size(const std::string& name) const {
  const auto found = entries_.find(name);
  return found == entries_.end() ? 0 : found->second.packed;
}

Result<std::string_view> Zip::packed_bytes(const Entry& entry) const {
  if (entry.is_encrypted) return Error{Code::limited, "it is protected by a password"};
  if (entry.method != kStored && entry.method != kDeflated) {
    return Error{Code::limited, "it is packed in a way that workbooks are not"};
  }
  if (entry.header + kLocalSize > bytes_.size()) return damaged();
  const std::size_t data = entry.header + kLocalSize + number(bytes_, entry.header + 26, 2) +
                           number(bytes_, entry.header + 28, 2);
  if (data + entry.packed > bytes_.size()) return damaged();
  return bytes_.substr(data, entry.packed);
}

Status Zip::unpack(const std::string& name, std::uint64_t max_bytes, const Take& take) const {
  const auto found = entries_.find(name);
  if (found == entries_.end()) {
    return Error{Code::corrupt, fmt::format("the workbook has no part '{}'", name)};
  }
  std::string_view packed = LODESTAR_TRY(packed_bytes(found->second));
  if (found->second.method == kStored) {
    if (packed.size() > max_bytes) return limited(max_bytes);
    return take({.bytes = packed, .packed_read = packed.size()});
  }
  Inflater inflater(Inflater::Wrapping::none);
  std::vector<char> room(kPiece);
  std::uint64_t unpacked = 0, packed_read = 0;
  while (true) {
    const auto step = LODESTAR_TRY(inflater.step(packed, room));
    packed.remove_prefix(step.consumed);
    packed_read += step.consumed;
    unpacked += step.produced;
    if (unpacked > max_bytes) return limited(max_bytes);
    LODESTAR_TRY(take({.bytes = {room.data(), step.produced}, .packed_read = packed_read}));
    if (step.ended) return {};
    if (step.consumed == 0 && step.produced == 0) return damaged();
  }
}

}  // namespace lodestar::table::internal
