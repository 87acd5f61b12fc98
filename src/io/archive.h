// SPDX-License-Identifier: Apache-2.0
// Many files in one, which appears whole: a tar file that every system can open, with the sums of
// all that is in it as its last file.
//
// Shapes   names are relative paths of at most 250 bytes; SHA256SUMS is ours.
// Units    bytes.
// Errors   conflict: there is a file of the name already; corrupt: it is no such archive, was cut
//          short, or a sum is wrong (nothing of it is to be used); unavailable: the disk refuses,
//          or a file changed while it was read.
// Cost     a read and a write of everything, and its SHA-256.
// Threads  one at a time.
// Source   POSIX.1-1988 ustar; sizes from 8 GiB on as GNU tar writes them.
// Example  LODESTAR_TRY(archive.add_file("store.sqlite", path)); LODESTAR_TRY(archive.finish());
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "io/files.h"

namespace lodestar::io {

class ArchiveWriter {
 public:
  static Result<ArchiveWriter> create(const std::string& path);
  ArchiveWriter(ArchiveWriter&& other) noexcept;
  ArchiveWriter& operator=(ArchiveWriter&&) = delete;
  ~ArchiveWriter();  // without finish() nothing stays

  Status add(std::string_view name, std::string_view bytes);
  Status add_file(std::string_view name, const std::string& path);
  // All files below the folder; their names stand behind `name` and a slash.
  Status add_folder(std::string_view name, const std::string& folder);
  Status finish();

 private:
  ArchiveWriter(std::string path, Files::Handle file);
  Status begin(std::string_view name, std::uint64_t size);
  Status write(std::string_view bytes);
  Status end(std::string_view name, std::uint64_t size, std::string_view sum);

  std::string path_;
  Files::Handle file_;
  std::uint64_t offset_ = 0;
  std::string sums_;
};

// Into a folder that is there; files are mode 0600. Their names.
Result<std::vector<std::string>> extract_archive(const std::string& path,
                                                 const std::string& folder);

}  // namespace lodestar::io
