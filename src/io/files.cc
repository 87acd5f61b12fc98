// SPDX-License-Identifier: Apache-2.0
#include "io/files.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "io/internal/system_error.h"

namespace lodestar::io {
namespace {

using internal::system_error;

Error failed(std::string_view attempted, const std::string& path) {
  return system_error(fmt::format("{}: {}", path, attempted));
}

// Nobody waits for who writes into a pipe that stands in a file's place.
int open_to_read(const std::string& path) {
  return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

class SystemFiles final : public Files {
 public:
  Result<std::string> read(const std::string& path) override {
    const int file = open_to_read(path);
    if (file < 0) return failed("cannot open it", path);
    struct stat about{};
    std::string bytes;
    if (fstat(file, &about) == 0) {
      if (S_ISFIFO(about.st_mode)) {
        ::close(file);
        return Error{Code::unavailable, fmt::format("{}: it is a pipe, not a file", path)};
      }
      bytes.resize(static_cast<std::size_t>(about.st_size));
    }
    return read_and_close(file, path, 0, std::move(bytes));
  }
  Result<std::string> read_part(const std::string& path, std::uint64_t offset,
                                std::uint64_t length) override {
    const int file = open_to_read(path);
    if (file < 0) return failed("cannot open it", path);
    return read_and_close(file, path, offset, std::string(length, '\0'));
  }

  Result<std::uint64_t> size(const std::string& path) override {
    struct stat about{};
    if (stat(path.c_str(), &about) != 0) return failed("cannot look at it", path);
    return static_cast<std::uint64_t>(about.st_size);
  }

  // Numbers of files are given again, but not the moment of birth, which nobody can set.
  bool is_link(const std::string& path) override {
    std::error_code ignored;
    return std::filesystem::is_symlink(path, ignored);
  }
  Result<std::string> identity(const std::string& path) override {
    struct statx about{};
    if (statx(AT_FDCWD, path.c_str(), 0, STATX_INO | STATX_BTIME, &about) != 0)
      return failed("cannot look at it", path);
    const bool knows_birth = (about.stx_mask & STATX_BTIME) != 0;
    return fmt::format("{}b{}n{}", about.stx_ino, knows_birth ? about.stx_btime.tv_sec : 0,
                       knows_birth ? about.stx_btime.tv_nsec : 0);
  }

  Result<Handle> create(const std::string& path, unsigned mode) override {
    return create_with(path, mode, 0);
  }
  Result<Handle> create_direct(const std::string& path, unsigned mode) override {
    auto file = create_with(path, mode, O_DIRECT);
    return file ? std::move(file) : create_with(path, mode, 0);
  }

  Result<Handle> write_over(const std::string& path) override { return write_over_with(path, 0); }
  Result<Handle> write_over_direct(const std::string& path) override {
    auto file = write_over_with(path, O_DIRECT);
    return file ? std::move(file) : write_over_with(path, 0);
  }

  Status allocate(Handle file, std::uint64_t length) override {
    const int error = posix_fallocate(file, 0, static_cast<off_t>(length));
    if (error == 0) return {};
    errno = error;
    return system_error("cannot make room on the disk");
  }

  Result<std::size_t> write(Handle file, std::uint64_t offset, std::string_view bytes) override {
    const ssize_t count = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno != EINTR) return system_error("cannot write");
    return static_cast<std::size_t>(std::max<ssize_t>(count, 0));
  }

  Status sync(Handle file) override {
    return fdatasync(file) == 0 ? Status() : system_error("cannot write it to disk");
  }
  void close(Handle file) override { ::close(file); }

  Status rename(const std::string& from, const std::string& to) override {
    return ::rename(from.c_str(), to.c_str()) == 0 ? Status() : failed("cannot put it there", to);
  }
  Status remove(const std::string& path) override {
    return ::remove(path.c_str()) == 0 ? Status() : failed("cannot remove it", path);
  }
  Status make_folder(const std::string& path, unsigned mode) override {
    if (mkdir(path.c_str(), mode) != 0 && errno != EEXIST)
      return failed("cannot make the folder", path);
    struct stat here{};
    if (stat(path.c_str(), &here) != 0 || !S_ISDIR(here.st_mode)) {
      return Error{Code::conflict, fmt::format("{}: it exists and is no folder, nor a link to "
                                               "one: choose another, or remove it first",
                                               path)};
    }
    // A mode that is right is not set again, as that would change when the folder was changed.
    if ((here.st_mode & 07777U) == mode) return {};
    return chmod(path.c_str(), mode) == 0 ? Status() : failed("cannot set its mode", path);
  }
  Result<std::vector<std::string>> list(const std::string& path) override {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(path, error))
      names.push_back(entry.path().filename().string());
    errno = error.value();
    if (error) return failed("cannot list it", path);
    std::ranges::sort(names);
    return names;
  }
  Status sync_folder(const std::string& path) override {
    const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return failed("cannot open it", path);
    const bool is_synced = fsync(folder) == 0;
    const Error error = failed("cannot write it to disk", path);
    ::close(folder);
    return is_synced ? Status() : error;
  }

  Result<Handle> lock(const std::string& path) override {
    int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    // Who may only read can hold it too.
    if (file < 0 && (errno == EACCES || errno == EROFS)) file = open_to_read(path);
    if (file < 0) return failed("cannot open it", path);
    if (flock(file, LOCK_EX | LOCK_NB) == 0) return file;
    const Error error =
        errno == EWOULDBLOCK
            ? Error{Code::conflict, fmt::format("{}: another process writes here: end it first, "
                                                "or choose another folder",
                                                path)}
            : failed("cannot lock it", path);
    ::close(file);
    return error;
  }
  Status sync_all(Handle file) override {
    return syncfs(file) == 0 ? Status() : system_error("cannot write everything to disk");
  }

 private:
  // Fills the bytes, or as many as there are.
  static Result<std::string> read_and_close(int file, const std::string& path, std::uint64_t offset,
                                            std::string bytes) {
    std::size_t done = 0;
    ssize_t count = 1;
    while (done < bytes.size() && count > 0) {
      count = ::pread(file, bytes.data() + done, bytes.size() - done,
                      static_cast<off_t>(offset + done));
      if (count > 0) done += static_cast<std::size_t>(count);
    }
    const Error error = failed("cannot read it", path);
    ::close(file);
    if (count < 0) return error;
    bytes.resize(done);
    return bytes;
  }
  static Result<Handle> write_over_with(const std::string& path, int flags) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | flags);
    if (file < 0) return failed("cannot open it", path);
    return file;
  }
  static Result<Handle> create_with(const std::string& path, unsigned mode, int flags) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | flags, mode);
    if (file < 0) return failed("cannot make it", path);
    if (fchmod(file, mode) == 0) return file;
    const Error error = failed("cannot set its mode", path);
    ::close(file);
    return error;
  }
};

Status write_and_sync(Files& files, Files::Handle file, const Put& put, std::string_view bytes) {
  LODESTAR_TRY(write_whole(files, file, 0, bytes));
  return put.durably == Put::Durably::no ? Status() : files.sync(file);
}

}  // namespace

Files& system_files() {
  static SystemFiles files;  // holds nothing
  return files;
}

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

Status make_folder_durably(Files& files, const std::string& path, unsigned mode) {
  LODESTAR_TRY(files.make_folder(path, mode));
  return files.sync_folder(parent_of(path));
}

Status with_path(const std::string& path, Status status) {
  if (status) return status;
  return Error{status.error().code, fmt::format("{}: {}", path, status.error().message)};
}

Status write_whole(Files& files, Files::Handle file, std::uint64_t offset, std::string_view bytes) {
  constexpr int kPatience = 100;  // calls in a row that write nothing
  for (int idle = 0; !bytes.empty();) {
    const std::size_t written = LODESTAR_TRY(files.write(file, offset, bytes));
    idle = written == 0 ? idle + 1 : 0;
    if (idle == kPatience) return Error{Code::unavailable, "cannot write: nothing is taken"};
    offset += written;
    bytes.remove_prefix(written);
  }
  return {};
}

Status put_file(Files& files, const Put& put, std::string_view bytes) {
  const Files::Handle file = LODESTAR_TRY(files.create(put.by_way_of, put.mode));
  const Status written = write_and_sync(files, file, put, bytes);
  files.close(file);
  LODESTAR_TRY(with_path(put.path, written));
  LODESTAR_TRY(files.rename(put.by_way_of, put.path));
  if (put.durably != Put::Durably::bytes_and_name) return {};
  return files.sync_folder(parent_of(put.path));
}

Status put_durably(Files& files, const std::string& path, std::string_view bytes) {
  return put_file(
      files, {.path = path, .by_way_of = path + ".new", .durably = Put::Durably::bytes_and_name},
      bytes);
}

}  // namespace lodestar::io
