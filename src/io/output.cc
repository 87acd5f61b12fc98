// SPDX-License-Identifier: Apache-2.0
#include "io/output.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <set>
#include <system_error>
#include <utility>

#include "base/assert.h"
#include "io/internal/system_error.h"

namespace lodestar::io {
namespace {

namespace fs = std::filesystem;
using internal::system_error;

constexpr std::string_view kMarker = ".lodestar-output";
constexpr std::string_view kPartial = ".partial-";

Error named(const fs::path& path, Error error) {
  error.message = fmt::format("{}: {}", path.string(), error.message);
  return error;
}

std::set<std::string> names_in_marker(const fs::path& folder) {
  std::set<std::string> ours;
  std::ifstream marker(folder / kMarker);
  for (std::string name; std::getline(marker, name);) ours.insert(name);
  return ours;
}

// The first entry that keeps a folder from being replaced; empty if it is ours or empty.
std::string find_foreign(const fs::path& folder) {
  std::set<std::string> ours = names_in_marker(folder);
  ours.insert(std::string(kMarker));
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    const std::string name = entry.path().filename().string();
    if (!ours.contains(name) || !entry.is_regular_file(failed)) return name;
  }
  return failed ? std::string(".") : std::string();
}

// The folder itself, where a link stands for it.
Result<fs::path> find_place(const std::string& path) {
  std::error_code failed;
  fs::path place = fs::absolute(path, failed).lexically_normal();
  if (place.filename().empty()) place = place.parent_path();  // a trailing slash
  if (fs::is_symlink(place, failed)) {
    const fs::path link = std::exchange(place, fs::canonical(place, failed));
    if (failed) {
      return Error{Code::conflict, fmt::format("{}: it is a link that leads nowhere: remove it "
                                               "first, or choose another --out",
                                               link.string())};
    }
  }
  if (!path.empty() && !place.filename().empty()) return place;
  return Error{Code::invalid, fmt::format("'{}' cannot be an output folder: name a new one", path)};
}

// A folder of ours holds what it lists and nothing else, or it is never replaced again, and no
// packet for a court.
Status check_around(const fs::path& place) {
  std::error_code failed;
  fs::path around = fs::weakly_canonical(place.parent_path(), failed);
  for (bool is_last = failed.operator bool(); !is_last; around = around.parent_path()) {
    if (fs::exists(around / kMarker, failed)) {
      return Error{Code::conflict,
                   fmt::format("{}: it would lie inside {}, an output of lodestar's that must hold "
                               "its own files alone: choose another --out",
                               place.string(), around.string())};
    }
    is_last = around == around.root_path();
  }
  return {};
}

Status check_place(const fs::path& place, const std::string& main_file) {
  std::error_code failed;
  const auto status = fs::symlink_status(place, failed);
  if (status.type() == fs::file_type::not_found) return {};
  if (failed) {
    errno = failed.value();
    return named(place, system_error("cannot look at it"));
  }
  if (status.type() != fs::file_type::directory) {
    return Error{Code::conflict, fmt::format("{}: it exists and is no folder: choose another --out",
                                             place.string())};
  }
  const std::string foreign = find_foreign(place);
  if (foreign.empty()) {
    const std::set<std::string> ours = names_in_marker(place);
    if (ours.empty() || ours.contains(main_file)) return {};
    return Error{Code::conflict,
                 fmt::format("{}: it holds another kind of lodestar output (there is no '{}'), so "
                             "it will not be replaced: choose another folder or move it away",
                             place.string(), main_file)};
  }
  return Error{
      Code::conflict,
      fmt::format("{}: the folder holds '{}', which lodestar did not write, so it will not "
                  "be replaced: choose another --out or move that away",
                  place.string(), foreign)};
}

// Removes what runs that are no more (killed, power cut) left beside the place.
void sweep(const fs::path& place) {
  const std::string prefix = fmt::format(".{}{}", place.filename().string(), kPartial);
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(place.parent_path(), failed)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix)) continue;
    pid_t process = 0;
    std::from_chars(name.data() + prefix.size(), name.data() + name.size(), process);
    const bool is_running = process > 0 && (kill(process, 0) == 0 || errno != ESRCH);
    if (!is_running) fs::remove_all(entry.path(), failed);
  }
}

Status set_times(const fs::path& path, std::int64_t time_s) {
  const timespec times[2] = {{.tv_sec = time_s, .tv_nsec = 0}, {.tv_sec = time_s, .tv_nsec = 0}};
  if (utimensat(AT_FDCWD, path.c_str(), times, 0) == 0) return {};
  return named(path, system_error("cannot set its time"));
}

Status sync_folder(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return system_error("cannot open it");
  const int outcome = fsync(file);
  Status status;
  if (outcome != 0) status = system_error("cannot write it to disk");
  ::close(file);
  return status;
}

}  // namespace

OutputFile::OutputFile(int file, std::string path) : file_(file), path_(std::move(path)) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      path_(std::move(other.path_)),
      buffer_(std::move(other.buffer_)) {}

OutputFile::~OutputFile() {
  if (file_ >= 0) ::close(file_);
}

Status OutputFile::append(std::string_view bytes) {
  buffer_ += bytes;
  return offer();
}

Status OutputFile::flush() {
  std::string_view left = buffer_;
  while (!left.empty()) {
    const ssize_t written = ::write(file_, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return named(path_, system_error("cannot write"));
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
  return {};
}

Status OutputFile::close() {
  LODESTAR_TRY(flush());
  if (fsync(file_) != 0) return named(path_, system_error("cannot write it to disk"));
  if (::close(std::exchange(file_, -1)) != 0) return named(path_, system_error("cannot close it"));
  return {};
}

OutputFolder::OutputFolder(fs::path place, fs::path partial, std::string main_file)
    : place_(std::move(place)),
      main_file_(std::move(main_file)),
      partial_(std::make_unique<fs::path>(std::move(partial))) {}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  if (partial_) fs::remove_all(*partial_, ignored);
}

Status check_free(const std::string& path) {
  const fs::path place = LODESTAR_TRY(find_place(path));
  std::error_code failed;
  const auto status = fs::symlink_status(place, failed);
  const bool is_free = status.type() == fs::file_type::not_found ||
                       (status.type() == fs::file_type::directory && fs::is_empty(place, failed));
  if (is_free && status.type() != fs::file_type::none) return {};
  return Error{Code::conflict,
               fmt::format("{}: something is there already, and is not replaced: choose another "
                           "--out",
                           path)};
}

Result<OutputFolder> OutputFolder::create(const std::string& path, const std::string& main_file) {
  fs::path place = LODESTAR_TRY(find_place(path));
  LODESTAR_TRY(check_place(place, main_file));
  LODESTAR_TRY(check_around(place));
  sweep(place);
  fs::path partial = place.parent_path() / fmt::format(".{}{}{}", place.filename().string(),
                                                       kPartial, static_cast<long>(getpid()));
  if (mkdir(partial.c_str(), S_IRWXU) != 0) {
    return named(place.parent_path(), system_error("cannot make an output folder here"));
  }
  return OutputFolder(std::move(place), std::move(partial), main_file);
}

Result<OutputFile> OutputFolder::open(const std::string& name) {
  LODESTAR_ASSERT(partial_ != nullptr && std::ranges::find(names_, name) == names_.end());
  const fs::path path = *partial_ / name;
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return named(place_ / name, system_error("cannot make it"));
  names_.push_back(name);
  return OutputFile(file, (place_ / name).string());
}

Status OutputFolder::write(const std::string& name, std::string_view bytes) {
  auto file = LODESTAR_TRY(open(name));
  LODESTAR_TRY(file.append(bytes));
  return file.close();
}

Status OutputFolder::commit() {
  std::string list;
  for (const auto& name : names_) list += name + "\n";
  LODESTAR_TRY(write(std::string(kMarker), list));
  if (time_s_) {
    for (const auto& name : names_) LODESTAR_TRY(set_times(*partial_ / name, *time_s_));
    LODESTAR_TRY(set_times(*partial_, *time_s_));
  }
  if (const auto synced = sync_folder(*partial_); !synced) return named(place_, synced.error());
  LODESTAR_TRY(check_place(place_, main_file_));  // somebody may have put something there meanwhile
  std::error_code failed;
  if (!fs::exists(place_, failed)) {
    if (rename(partial_->c_str(), place_.c_str()) != 0) {
      return named(place_, system_error("cannot put the output in place"));
    }
    partial_.reset();
  } else if (renameat2(AT_FDCWD, partial_->c_str(), AT_FDCWD, place_.c_str(), RENAME_EXCHANGE) ==
             0) {
    fs::remove_all(*partial_, failed);  // now the old output
    partial_.reset();
  } else {
    return named(place_, system_error("cannot replace the earlier output"));
  }
  if (const auto synced = sync_folder(place_.parent_path()); !synced) {
    return named(place_, synced.error());
  }
  return {};
}

}  // namespace lodestar::io
