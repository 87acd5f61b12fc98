// SPDX-License-Identifier: Apache-2.0
#include "io/new_file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "io/files.h"
#include "io/internal/system_error.h"

namespace lodestar::io {
namespace {

using internal::system_error;

Error named(const std::string& path, const Error& error) {
  return {error.code, fmt::format("{}: {}", path, error.message)};
}

Error is_there(const std::string& path) {
  return {Code::conflict,
          fmt::format("{}: it is there already, and no file is replaced: choose another name, or "
                      "remove it first",
                      path)};
}

enum class Place { free, stream, standard_output, standard_error };

bool is_same(const struct stat& about, int file) {
  struct stat other{};
  return fstat(file, &other) == 0 && other.st_dev == about.st_dev && other.st_ino == about.st_ino;
}

Result<Place> look_at(const std::string& path) {
  if (path.empty()) return Error{Code::invalid, "'' is no name of a file"};
  struct stat about{};
  if (stat(path.c_str(), &about) == 0) {
    if (S_ISDIR(about.st_mode)) {
      return Error{Code::invalid, fmt::format("{}: it is a folder: name a file in it", path)};
    }
    if (!S_ISREG(about.st_mode)) return Place::stream;
    if (is_same(about, STDOUT_FILENO)) return Place::standard_output;
    if (is_same(about, STDERR_FILENO)) return Place::standard_error;
    return is_there(path);
  }
  if (errno != ENOENT) return named(path, system_error("cannot look at it"));
  if (lstat(path.c_str(), &about) != 0) return Place::free;
  return Error{Code::conflict,
               fmt::format("{}: it is a link that leads nowhere: remove it first", path)};
}

Status write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_error("cannot write");
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

Status write_stream(const std::string& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return system_error("cannot open it");
  Status written = write_all(file, bytes);
  ::close(file);
  return written;
}

Status write_aside(const std::string& aside, std::string_view bytes, unsigned mode) {
  const int file = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) return system_error("cannot make a file here");
  Status written = write_all(file, bytes);
  if (written && fchmod(file, mode) != 0) written = system_error("cannot set its mode");
  if (written && fsync(file) != 0) written = system_error("cannot write it to disk");
  if (::close(file) != 0 && written) written = system_error("cannot close it");
  return written;
}

// Some file systems cannot be told not to replace: there the look before has to do.
Status move_into_place(const std::string& aside, const std::string& path) {
  if (renameat2(AT_FDCWD, aside.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0) return {};
  if (errno == EINVAL && ::rename(aside.c_str(), path.c_str()) == 0) return {};
  return system_error("cannot put it in place");
}

Status write_whole_file(const std::string& path, std::string_view bytes, unsigned mode) {
  const std::string aside =
      fmt::format("{}/.lodestar.partial-{}", parent_of(path), static_cast<long>(getpid()));
  Status written = write_aside(aside, bytes, mode);
  if (written) written = move_into_place(aside, path);
  if (!written) ::unlink(aside.c_str());
  // The name too, where the folder may be read.
  if (written) static_cast<void>(system_files().sync_folder(parent_of(path)));
  return written;
}

}  // namespace

Status check_new_file(const std::string& path) {
  LODESTAR_TRY(look_at(path));
  return {};
}

Status write_new_file(const std::string& path, std::string_view bytes, unsigned mode) {
  const Place place = LODESTAR_TRY(look_at(path));
  const Status written =
      place == Place::free ? write_whole_file(path, bytes, mode)
      : place == Place::stream
          ? write_stream(path, bytes)
          : write_all(place == Place::standard_output ? STDOUT_FILENO : STDERR_FILENO, bytes);
  return written ? Status() : named(path, written.error());
}

}  // namespace lodestar::io
