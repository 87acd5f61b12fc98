// SPDX-License-Identifier: Apache-2.0
// A folder of output files that appears whole or not at all.
//
// Shapes   create() makes a hidden sibling folder, open() its files; commit() puts the folder in
//          its place in one step. Without commit() everything is removed again. What a killed run
//          left is removed by the next.
// Units    bytes.
// Errors   invalid: no usable name; not_found: its parent is missing; conflict: there is something
//          at that place that lodestar did not write, which is never replaced, or the place is
//          inside another output; unavailable: the disk refuses (full, read-only), told at the
//          latest by close() or commit().
// Cost     one write call a megabyte; commit waits until the disk has everything.
// Threads  one a folder; each file by one thread at a time.
// Source   rename(2), renameat2(2) RENAME_EXCHANGE, fsync(2).
// Example  OutputFolder out = LODESTAR_TRY(OutputFolder::create("found", "run.json"));
//
// Folders are mode 0700, files 0600: they hold personal data. ".lodestar-output" inside lists the
// files written; a folder that has it and no other file is one of ours and may be replaced by
// the same kind of output. A link to a folder stands for that folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lodestar::io {

class OutputFile {
 public:
  OutputFile(int file, std::string path);
  ~OutputFile();
  OutputFile(OutputFile&& other) noexcept;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  // Append here what comes next, then offer() it: written when a megabyte has come together.
  std::string& buffer() { return buffer_; }
  Status offer() { return buffer_.size() < kBlock ? Status() : flush(); }
  Status append(std::string_view bytes);
  // Writes the rest and waits for the disk.
  Status close();

 private:
  static constexpr std::size_t kBlock = 1 << 20;
  Status flush();
  int file_;
  std::string path_;
  std::string buffer_;
};

// For what is never replaced: conflict where there is anything at that place but an empty folder.
Status check_free(const std::string& path);

class OutputFolder {
 public:
  // main_file tells this kind of output from others: what has none is not replaced.
  static Result<OutputFolder> create(const std::string& path, const std::string& main_file);
  ~OutputFolder();
  OutputFolder(OutputFolder&&) = default;
  OutputFolder& operator=(OutputFolder&&) = delete;

  // Each name once.
  Result<OutputFile> open(const std::string& name);
  // A small file at once.
  Status write(const std::string& name, std::string_view bytes);
  // From commit() on each file says that it was written then, so that the same content is the same
  // folder.
  void set_time(std::int64_t time_s) { time_s_ = time_s; }
  // All files must have been closed.
  Status commit();

 private:
  OutputFolder(std::filesystem::path place, std::filesystem::path partial, std::string main_file);
  std::filesystem::path place_;
  std::string main_file_;
  std::unique_ptr<std::filesystem::path> partial_;  // null once committed or moved from
  std::vector<std::string> names_;
  std::optional<std::int64_t> time_s_;  // none: as it happens
};

}  // namespace lodestar::io
