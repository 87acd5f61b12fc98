// SPDX-License-Identifier: Apache-2.0
// The file operations that a store needs which must survive a crash, and no more: the system's, or
// a test's, which fails where it is told to and forgets what was not synced.
//
// Shapes   a handle is a file open for writing or a held lock. Modes are exact whatever the umask.
// Units    bytes.
// Errors   as the system gives them, told with the path: not_found, forbidden, conflict (somebody
//          holds the lock), unavailable (full, broken).
// Cost     a system call each, two at most.
// Threads  any, each handle by one at a time.
// Source   POSIX; fallocate(2), flock(2), syncfs(2), O_DIRECT of open(2).
// Example  auto file = LODESTAR_TRY(files.create(path, 0600));
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lodestar::io {

class Files {
 public:
  using Handle = int;
  Files() = default;
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;
  virtual ~Files() = default;

  virtual Result<std::string> read(const std::string& path) = 0;
  // As many of those bytes as there are.
  virtual Result<std::string> read_part(const std::string& path, std::uint64_t offset,
                                        std::uint64_t length) = 0;
  virtual Result<std::uint64_t> size(const std::string& path) = 0;
  // Who the file is, whatever its name and bytes: no copy of it has the same, nor does a later file
  // in its place. Letters and digits.
  virtual Result<std::string> identity(const std::string& path) = 0;
  virtual bool is_link(const std::string& path) = 0;  // to a file or a folder somewhere
  // Makes the file, or empties it.
  virtual Result<Handle> create(const std::string& path, unsigned mode) = 0;
  // The same for writes whose address, place and length are multiples of 4096: they pass by the
  // page cache where the file system can.
  virtual Result<Handle> create_direct(const std::string& path, unsigned mode) = 0;
  // An existing file, for writing over the bytes that it has.
  virtual Result<Handle> write_over(const std::string& path) = 0;
  virtual Result<Handle> write_over_direct(const std::string& path) = 0;
  virtual Status allocate(Handle file, std::uint64_t length) = 0;
  // How much of it was written: less than all is no error.
  virtual Result<std::size_t> write(Handle file, std::uint64_t offset, std::string_view bytes) = 0;
  virtual Status sync(Handle file) = 0;  // its bytes, not its name
  virtual void close(Handle file) = 0;

  virtual Status rename(const std::string& from, const std::string& to) = 0;
  virtual Status remove(const std::string& path) = 0;  // a file, or an empty folder
  virtual Status make_folder(const std::string& path, unsigned mode) = 0;      // or it is there
  virtual Result<std::vector<std::string>> list(const std::string& path) = 0;  // sorted names
  virtual Status sync_folder(const std::string& path) = 0;                     // the names in it

  virtual Result<Handle> lock(const std::string& path) = 0;  // until closed, or the process ends
  // Everything of the file system that holds the file. Errors since its opening are told.
  virtual Status sync_all(Handle file) = 0;
};

Files& system_files();

// Makes the folder, and waits until the disk has its name.
Status make_folder_durably(Files& files, const std::string& path, unsigned mode);
std::string parent_of(const std::string& path);

// Where it is an error of what was done with a handle, its message names the file.
Status with_path(const std::string& path, Status status);

Status write_whole(Files& files, Files::Handle file, std::uint64_t offset, std::string_view bytes);

// A file that appears whole: written beside its place and renamed. `by_way_of` is on the same file
// system.
struct Put {
  std::string path, by_way_of;
  unsigned mode = 0600;
  enum class Durably { no, bytes, bytes_and_name } durably = Durably::no;
};
Status put_file(Files& files, const Put& put, std::string_view bytes);
// Mode 0600, by way of PATH.new, and the disk has bytes and name when it returns.
Status put_durably(Files& files, const std::string& path, std::string_view bytes);

}  // namespace lodestar::io
