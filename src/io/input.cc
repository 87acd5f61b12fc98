// SPDX-License-Identifier: Apache-2.0
#include "io/input.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <utility>

#include "base/printable.h"
#include "io/internal/cut_files.h"
#include "io/internal/system_error.h"
#include "table/inflate.h"

namespace lodestar::io {
namespace {

constexpr std::string_view kGzipMagic = "\x1f\x8b";
constexpr std::string_view kZstdMagic = "\x28\xb5\x2f\xfd";
constexpr std::size_t kAlwaysAllowed = std::size_t{1} << 30;
constexpr std::size_t kLargestRatio = 200;
constexpr std::size_t kUnpackedAtOnce = std::size_t{16} << 20;
constexpr std::size_t kStartBytes = 4096;  // what tells a text
constexpr int kPatienceMs = 100;           // between two looks at whether to stop

class Descriptor {
 public:
  explicit Descriptor(int file) : file_(file) {}
  ~Descriptor() {
    if (file_ > STDERR_FILENO) close(file_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return file_; }

 private:
  int file_;
};

Status check_size(std::size_t unpacked, std::size_t packed) {
  if (unpacked <= std::max(kAlwaysAllowed, packed * kLargestRatio)) return {};
  return Error{Code::limited,
               fmt::format("it unpacks to more than {} times its size: unpack it yourself if you "
                           "trust it",
                           kLargestRatio)};
}

Error named(const std::string& path, const Error& error) {
  return {error.code, fmt::format("{}: {}", path == "-" ? "standard input" : path, error.message)};
}

Error stopped() { return {Code::cancelled, "reading was stopped"}; }

// Unpacks member after member with step(input, room) -> Result<Inflater::Step>, until the input is
// used up.
template <typename StepOnce>
Result<Bytes> unpack(std::string_view input, const std::stop_token& stop, StepOnce step_once) {
  Bytes output;
  const std::size_t packed = input.size();
  LODESTAR_TRY(output.grow_room(packed * 4));
  bool ended = false;
  while (!input.empty() || !ended) {
    if (stop.stop_requested()) return stopped();
    if (output.room().empty()) LODESTAR_TRY(output.grow_room(output.view().size()));
    const std::span<char> room = output.room();
    const table::Inflater::Step step =
        LODESTAR_TRY(step_once(input, room.first(std::min(room.size(), kUnpackedAtOnce))));
    input.remove_prefix(step.consumed);
    output.took(step.produced);
    LODESTAR_TRY(check_size(output.view().size(), packed));
    ended = step.ended;
    if (step.consumed == 0 && step.produced == 0 && !step.ended) {
      return Error{Code::corrupt, "the compressed data ends too early"};
    }
  }
  return output;
}

Result<Bytes> unpack_gzip(std::string_view input, const std::stop_token& stop) {
  table::Inflater inflater(table::Inflater::Wrapping::gzip);
  const auto step_once = [&](std::string_view rest,
                             std::span<char> room) -> Result<table::Inflater::Step> {
    auto step = LODESTAR_TRY(inflater.step(rest, room));
    if (!step.ended) return step;
    inflater.reset();
    const auto after = rest.substr(step.consumed);
    // Zeros after the last member are padding (RFC 1952 leaves them to us; gzip accepts them).
    if (after.find_first_not_of('\0') == std::string_view::npos) step.consumed = rest.size();
    return step;
  };
  return unpack(input, stop, step_once);
}

Result<Bytes> unpack_zstd(std::string_view input, const std::stop_token& stop) {
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(),
                                                                          &ZSTD_freeDStream);
  const auto step_once = [&](std::string_view rest,
                             std::span<char> room) -> Result<table::Inflater::Step> {
    ZSTD_inBuffer in{rest.data(), rest.size(), 0};
    ZSTD_outBuffer out{room.data(), room.size(), 0};
    const std::size_t outcome = ZSTD_decompressStream(stream.get(), &out, &in);
    if (ZSTD_isError(outcome) != 0) {
      return Error{Code::corrupt,
                   fmt::format("the compressed data is damaged ({})", ZSTD_getErrorName(outcome))};
    }
    return table::Inflater::Step{in.pos, out.pos, outcome == 0};
  };
  return unpack(input, stop, step_once);
}

// A pipe may have nothing to say for hours, and a named one nobody who writes into it.
Status wait_for_bytes(int file, const std::stop_token& stop) {
  pollfd wanted{.fd = file, .events = POLLIN, .revents = 0};
  while (true) {
    if (stop.stop_requested()) return stopped();
    const int ready = poll(&wanted, 1, kPatienceMs);
    if (ready > 0) return {};
    if (ready < 0 && errno != EINTR) return internal::system_error("cannot wait for it");
  }
}

Result<Bytes> read_to_end(int file, const std::stop_token& stop) {
  Bytes bytes;
  while (true) {
    LODESTAR_TRY(wait_for_bytes(file, stop));
    if (bytes.room().empty()) {
      LODESTAR_TRY(bytes.grow_room(std::max<std::size_t>(bytes.view().size(), 1 << 20)));
    }
    const ssize_t count = read(file, bytes.room().data(), bytes.room().size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count < 0) return internal::system_error("cannot read");
    if (count == 0) return bytes;
    bytes.took(static_cast<std::size_t>(count));
  }
}

Result<Bytes> load(int file, const std::stop_token& stop) {
  struct stat about{};
  if (fstat(file, &about) != 0) return internal::system_error("cannot look at it");
  if (S_ISDIR(about.st_mode)) return Error{Code::invalid, "it is a folder, not a file"};
  if (!S_ISREG(about.st_mode)) return read_to_end(file, stop);
  if (about.st_size == 0) return Bytes();
  return Bytes::map(file, static_cast<std::size_t>(about.st_size));
}

Status check_kind(int file) {
  struct stat about{};
  if (fstat(file, &about) != 0) return internal::system_error("cannot look at it");
  if (S_ISDIR(about.st_mode)) return Error{Code::invalid, "it is a folder, not a file"};
  return {};
}

// One byte more than there may be tells what is too long.
Result<std::string> read_small_unnamed(const std::string& path, const Small& small,
                                       const std::stop_token& stop) {
  const Descriptor file(path == "-" ? STDIN_FILENO
                                    : open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return internal::system_error("cannot open it");
  LODESTAR_TRY(check_kind(file.get()));
  constexpr std::size_t kFirst = std::size_t{64} << 10;  // holds a key in one piece
  std::string bytes(std::min(kFirst, small.most_bytes + 1), '\0');
  std::size_t done = 0;
  while (true) {
    LODESTAR_TRY(wait_for_bytes(file.get(), stop));
    if (done == bytes.size()) bytes.resize(std::min(2 * done, small.most_bytes + 1));
    const ssize_t count = read(file.get(), bytes.data() + done, bytes.size() - done);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count < 0) return internal::system_error("cannot read");
    done += static_cast<std::size_t>(count);
    if (done > small.most_bytes) {
      return Error{Code::limited, fmt::format("it is longer than {} may be, {} bytes", small.what,
                                              small.most_bytes)};
    }
    if (count == 0) break;
  }
  bytes.resize(done);
  return bytes;
}

// A name that promises packed bytes, and bytes that are neither that nor a text.
Status check_name(std::string_view path, std::string_view stored) {
  for (const auto& [ending, magic, format] :
       {std::tuple(".gz", kGzipMagic, "gzip"), std::tuple(".zst", kZstdMagic, "Zstandard")}) {
    if (!path.ends_with(ending) || stored.starts_with(magic)) continue;
    const bool is_other = stored.starts_with(kGzipMagic) || stored.starts_with(kZstdMagic);
    if (is_other || !looks_binary(stored.substr(0, kStartBytes))) continue;
    return Error{Code::corrupt,
                 fmt::format("its name ends with {}, but it is no {} file: it may be damaged",
                             ending, format)};
  }
  return {};
}

// Opened without waiting: a named pipe that nobody writes into must not hold the program.
Result<Input> open_unnamed(const std::string& path, const std::stop_token& stop) {
  const Descriptor file(path == "-" ? STDIN_FILENO
                                    : open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return internal::system_error("cannot open it");
  Input input{.path = path, .file = LODESTAR_TRY(load(file.get(), stop)), .unpacked = {}};
  const std::string_view stored = input.file.view();
  if (stored.starts_with(kGzipMagic)) input.unpacked = LODESTAR_TRY(unpack_gzip(stored, stop));
  if (stored.starts_with(kZstdMagic)) input.unpacked = LODESTAR_TRY(unpack_zstd(stored, stop));
  LODESTAR_TRY(check_name(path, stored));
  input.is_packed = stored.starts_with(kGzipMagic) || stored.starts_with(kZstdMagic);
  return input;
}

// What comes through a pipe need not end: the system grants more memory than there is, and then
// kills whom it likes.
std::size_t installed_memory() {
  const auto pages = static_cast<std::size_t>(std::max(1L, sysconf(_SC_PHYS_PAGES)));
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

// The same file twice, under whatever names, would double each of its rows.
Status check_inputs_differ(std::span<const std::string> paths) {
  std::map<std::pair<dev_t, ino_t>, const std::string*> files;
  std::set<std::string_view> seen;
  for (const std::string& path : paths) {
    if (!seen.insert(path).second) {
      return Error{Code::invalid, fmt::format("{}: it is named twice", path)};
    }
    struct stat about{};
    const int failed = path == "-" ? fstat(STDIN_FILENO, &about) : stat(path.c_str(), &about);
    if (failed != 0 || !S_ISREG(about.st_mode)) continue;
    const auto [other, is_new] = files.try_emplace({about.st_dev, about.st_ino}, &path);
    if (is_new) continue;
    return Error{Code::invalid,
                 fmt::format("{}: it is the same file as {}: name it once", path, *other->second)};
  }
  return {};
}

std::string last_parts(const std::string& path, std::size_t parts) {
  std::size_t cut = path.size();
  while (parts-- > 0 && cut != std::string::npos && cut != 0) cut = path.rfind('/', cut - 1);
  std::string name = cut == std::string::npos || cut == 0 ? path : path.substr(cut + 1);
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (name.size() <= packed.size() || !name.ends_with(packed)) continue;
    const std::string_view inner = std::string_view(name).substr(0, name.size() - packed.size());
    if (!inner.ends_with(".tar")) name.resize(inner.size());  // "a.tar.gz" is one thing
  }
  return name == "-" ? "stdin" : name;
}

}  // namespace

Bytes& Bytes::operator=(Bytes&& other) noexcept {
  if (this == &other) return *this;
  release();
  data_ = std::exchange(other.data_, nullptr);
  size_ = std::exchange(other.size_, 0);
  capacity_ = std::exchange(other.capacity_, 0);
  is_mapped_ = other.is_mapped_;
  return *this;
}

bool Bytes::was_cut() const { return is_mapped_ && internal::was_mapping_cut(data_); }

void Bytes::release() {
  if (is_mapped_ && data_ != nullptr) {
    internal::forget_mapping(data_);
    munmap(data_, capacity_);
  }
  if (!is_mapped_) std::free(data_);
}

Result<Bytes> Bytes::map(int file, std::size_t length) {
  void* const start = mmap(nullptr, length, PROT_READ, MAP_PRIVATE, file, 0);
  if (start == MAP_FAILED) return internal::system_error("cannot map it");
  if (!internal::watch_mapping(start, length)) {
    munmap(start, length);
    return Error{Code::limited, "too many files at once: give fewer, or join them"};
  }
  madvise(start, length, MADV_SEQUENTIAL);
  madvise(start, length, MADV_WILLNEED);
  Bytes bytes;
  bytes.data_ = static_cast<char*>(start);
  bytes.size_ = bytes.capacity_ = length;
  bytes.is_mapped_ = true;
  return bytes;
}

// realloc moves large blocks by remapping their pages: growing costs no copy and no second peak.
Status Bytes::grow_room(std::size_t at_least) {
  const std::size_t most = installed_memory();
  const std::size_t wanted = std::min(most, size_ + std::max<std::size_t>(at_least, 1 << 16));
  void* const moved = wanted > size_ ? std::realloc(data_, wanted) : nullptr;
  if (moved == nullptr) {
    return Error{Code::limited,
                 fmt::format("it is larger than this machine's memory of {} MB: cut it into "
                             "smaller files",
                             most >> 20)};
  }
  data_ = static_cast<char*>(moved);
  capacity_ = wanted;
  return {};
}

Result<Input> open_input(const std::string& path, const std::stop_token& stop) {
  auto input = open_unnamed(path, stop);
  return input ? std::move(input) : named(path, input.error());
}

Result<std::string> read_small(const std::string& path, const Small& small,
                               const std::stop_token& stop) {
  auto bytes = read_small_unnamed(path, small, stop);
  return bytes ? std::move(bytes) : named(path, bytes.error());
}

Result<std::vector<std::string>> name_inputs(std::span<const std::string> paths) {
  LODESTAR_TRY(check_inputs_differ(paths));
  std::vector<std::string> names;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    std::size_t parts = 1;
    const auto is_shared = [&](const std::string& other) {
      return &other != &paths[i] && last_parts(other, parts) == last_parts(paths[i], parts);
    };
    while (std::ranges::any_of(paths, is_shared) && last_parts(paths[i], parts) != paths[i] &&
           last_parts(paths[i], parts) != last_parts(paths[i], parts + 1)) {
      ++parts;
    }
    if (std::ranges::any_of(paths, is_shared)) parts = 1;
    const std::string name = last_parts(paths[i], parts);
    std::string numbered = name;  // "a.csv" and "a.csv.gz" of one folder
    for (int n = 2; std::ranges::count(names, numbered) > 0; ++n)
      numbered = fmt::format("{}#{}", name, n);
    names.push_back(std::move(numbered));
  }
  return names;
}

}  // namespace lodestar::io
