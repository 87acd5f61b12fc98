// SPDX-License-Identifier: Apache-2.0
#include "io/measure.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "crypto/sha256.h"
#include "io/internal/system_error.h"

namespace lodestar::io {
namespace {

using internal::system_error;

Error named(const std::string& path, Error error) {
  error.message = fmt::format("{}: {}", path, error.message);
  return error;
}

Result<Measured> measure(int file, const std::stop_token& stop, Progress* progress) {
  constexpr std::size_t kBlock = 1U << 20U;
  std::vector<char> block(kBlock);
  crypto::Sha256 hash;
  Measured measured;
  while (true) {
    if (stop.stop_requested()) return Error{Code::cancelled, "stopped while it was read"};
    const ssize_t length = ::read(file, block.data(), block.size());
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) return system_error("cannot read");
    if (length == 0) break;
    hash.add({block.data(), static_cast<std::size_t>(length)});
    measured.length_bytes += static_cast<std::uint64_t>(length);
    if (progress != nullptr) progress->add(static_cast<std::uint64_t>(length));
  }
  measured.sha256 = hash.finish();
  return measured;
}

}  // namespace

Result<Measured> measure_file(const std::string& path, const std::stop_token& stop,
                              Progress* progress) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return named(path, system_error("cannot open it"));
  struct stat about{};
  const bool is_known = fstat(file, &about) == 0;
  if (is_known && S_ISDIR(about.st_mode)) {
    ::close(file);
    return Error{Code::invalid,
                 fmt::format("{}: a folder: pack it into one file first, such as with tar", path)};
  }
  posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL);
  if (progress != nullptr) {
    progress->begin("measuring", is_known ? static_cast<std::uint64_t>(about.st_size) : 0,
                    Unit::bytes);
  }
  auto measured = measure(file, stop, progress);
  if (progress != nullptr) progress->end();
  ::close(file);
  if (!measured) return named(path, measured.error());
  return measured;
}

}  // namespace lodestar::io
