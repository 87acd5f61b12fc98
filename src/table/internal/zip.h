// SPDX-License-Identifier: Apache-2.0
// The entries of a ZIP file in memory.
//
// Errors   corrupt: it is no ZIP file or a part of it lies outside; limited: an entry is packed in
// a way that spreadsheets do not use. Source   APPNOTE.TXT 6.3.10; ZIP64 is not read: no workbook
// needs 4 GB.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lodestar::table::internal {

class Zip {
 public:
  static Result<Zip> open(std::string_view bytes);

  bool has(const std::string& name) const { return entries_.contains(name); }
  // How much of the file an entry takes, packed.
  std::uint64_t packed_size(const std::string& name) const;
  struct Piece {
    std::string_view bytes;
    std::uint64_t packed_read = 0;  // of the entry, this piece included
  };
  using Take = std::function<Status(const Piece& piece)>;
  // Unpacks an entry piece by piece, no more than max_bytes in all (limited).
  Status unpack(const std::string& name, std::uint64_t max_bytes, const Take& take) const;

 private:
  struct Entry {
    std::uint32_t header = 0;  // where its local header is
    std::uint32_t packed = 0;
    std::uint16_t method = 0;
    bool is_encrypted = false;
  };
  Result<std::string_view> packed_bytes(const Entry& entry) const;
  std::string_view bytes_;
  std::map<std::string, Entry> entries_;
};

}  // namespace lodestar::table::internal
