// SPDX-License-Identifier: Apache-2.0
// An input file's bytes: mapped where it is plain, unpacked where it is gzip or Zstandard (told by
// its first bytes).
//
// Shapes   Input owns the bytes until it goes; moving it keeps views good.
// Units    bytes.
// Errors   not_found, forbidden, unavailable: it cannot be read; corrupt: the packed data is
//          damaged; limited: it unpacks to more than 1 GB and more than 200 times its size, or is
//          larger than the machine's memory; cancelled: stop was asked for while waiting for a
//          pipe or unpacking. Messages name the file.
// Cost     plain: the pages touched; packed: the unpacked size, gzip about 400 MB/s, Zstandard
//          about 1 GB/s.
// Threads  open from any; share the bytes freely.
// Source   RFC 1952 (several members make one stream), RFC 8878.
// Example  Input input = LODESTAR_TRY(open_input("postings.csv.gz")); // "-" is standard input
#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lodestar::io {

// A block of memory or a private, read-only mapping of a file.
class Bytes {
 public:
  Bytes() = default;
  ~Bytes() { release(); }
  Bytes(Bytes&& other) noexcept { *this = std::move(other); }
  Bytes& operator=(Bytes&& other) noexcept;

  // Maps length bytes of an open file; limited where too many are mapped already.
  static Result<Bytes> map(int file, std::size_t length);
  // Whether another program cut the mapped file short and somebody read what was gone, as zeros.
  bool was_cut() const;

  std::string_view view() const { return {data_, size_}; }
  std::span<char> room() { return {data_ + size_, capacity_ - size_}; }
  Status grow_room(std::size_t at_least);  // of owned memory
  void took(std::size_t count) { size_ += count; }

 private:
  void release();
  char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  bool is_mapped_ = false;
};

struct Input {
  std::string path;
  Bytes file;      // as stored
  Bytes unpacked;  // empty where the file is plain
  bool is_packed = false;
  std::string_view bytes() const { return is_packed ? unpacked.view() : file.view(); }
};

// A small file as it is stored, from whatever can be read: at most the bytes that such a file may
// have are asked for. Limited: it has more.
struct Small {
  std::string_view what;  // "a proof"
  std::size_t most_bytes = 0;
};
Result<std::string> read_small(const std::string& path, const Small& small,
                               const std::stop_token& stop = {});

Result<Input> open_input(const std::string& path, const std::stop_token& stop = {});

// Names for posting keys: the file's name without its folders and without .gz or .zst; where two
// inputs would have the same name, as many folders as tell them apart, and where none do, "#2",
// "#3" ... behind it. Invalid: the same file twice, under whatever names.
Result<std::vector<std::string>> name_inputs(std::span<const std::string> paths);

}  // namespace lodestar::io
