// SPDX-License-Identifier: Apache-2.0
// Files that code may change and that stay as they are: what is written is kept in memory, over
// files that are only read. For whoever looks at a folder with the code that would mend it.
//
// Shapes   a Files over another one.
// Units    bytes.
// Errors   those of the files below. lock() holds the lock below where there is a file for it;
//          where there is none, nobody has ever held it.
// Cost     memory for each file that is written, all of it.
// Threads  any, each handle by one at a time.
// Source   none.
// Example  Overlay looking(system_files()); PrivateLog::open("log", {.log = {.files = &looking}})
#pragma once

#include <list>
#include <map>
#include <mutex>

#include "io/files.h"

namespace lodestar::io {

class Overlay final : public Files {
 public:
  explicit Overlay(Files& below) : below_(&below) {}

  Result<std::string> read(const std::string& path) override;
  Result<std::string> read_part(const std::string& path, std::uint64_t offset,
                                std::uint64_t length) override;
  Result<std::uint64_t> size(const std::string& path) override;
  Result<std::string> identity(const std::string& path) override;
  bool is_link(const std::string& path) override;
  Result<Handle> create(const std::string& path, unsigned mode) override;
  Result<Handle> create_direct(const std::string& path, unsigned mode) override;
  Result<Handle> write_over(const std::string& path) override;
  Result<Handle> write_over_direct(const std::string& path) override;
  Status allocate(Handle file, std::uint64_t length) override;
  Result<std::size_t> write(Handle file, std::uint64_t offset, std::string_view bytes) override;
  Status sync(Handle file) override;
  void close(Handle file) override;
  Status rename(const std::string& from, const std::string& to) override;
  Status remove(const std::string& path) override;
  Status make_folder(const std::string& path, unsigned mode) override;
  Result<std::vector<std::string>> list(const std::string& path) override;
  Status sync_folder(const std::string& path) override;
  Result<Handle> lock(const std::string& path) override;
  Status sync_all(Handle file) override;

 private:
  // Whoever has a file open has it under any name that it gets meanwhile.
  using Contents = std::list<std::string>::iterator;
  struct Node {
    enum class Kind { file, folder, gone } kind = Kind::gone;
    Contents contents;  // of a file
  };
  // Under the mutex.
  const Node* find(const std::string& path) const;
  bool is_there(const std::string& path) const;
  Result<Contents> load(const std::string& path);
  Contents keep(std::string bytes);
  Result<std::vector<std::string>> names_in(const std::string& path);
  Handle open(Contents contents);

  Files* below_;
  std::mutex mutex_;
  std::list<std::string> all_;         // contents, those of removed files too
  std::map<std::string, Node> nodes_;  // what is not as below
  std::map<Handle, Contents> handles_;
  Handle next_ = 1 << 30;  // above those of the files below
};

}  // namespace lodestar::io
