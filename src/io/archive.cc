// SPDX-License-Identifier: Apache-2.0
//   archive = *(header bytes zeros-to-512) header-of-SHA256SUMS sums zeros-to-512 1024-zeros
//   header  = name[100] mode[8] uid[8] gid[8] size[12] mtime[12] sum[8] type[1] link[100]
//             "ustar\0" "00" user[32] group[32] major[8] minor[8] prefix[155] zeros[12]
#include "io/archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "crypto/sha256.h"

namespace lodestar::io {
namespace {

constexpr std::size_t kBlock = 512;
constexpr std::uint64_t kPiece = 1 << 20;
constexpr std::string_view kSums = "SHA256SUMS";
using Header = std::array<char, kBlock>;

struct Field {
  std::size_t at, length;
};
constexpr Field kName{0, 100}, kMode{100, 8}, kUser{108, 8}, kGroup{116, 8}, kSize{124, 12},
    kTime{136, 12}, kSum{148, 8}, kMagic{257, 8}, kPrefix{345, 155};
constexpr std::size_t kType = 156;

std::string partial_of(const std::string& path) { return path + ".partial"; }
std::uint64_t padding(std::uint64_t size) { return (kBlock - size % kBlock) % kBlock; }

void put(Header& header, Field field, std::string_view text) {
  std::copy_n(text.begin(), std::min(text.size(), field.length), header.begin() + long(field.at));
}
void put_octal(Header& header, Field field, std::uint64_t value) {
  put(header, field, fmt::format("{:0{}o}", value, field.length - 1));
}
std::string_view get(const Header& header, Field field) {
  const std::string_view all(header.data() + field.at, field.length);
  return all.substr(0, all.find('\0'));
}

// Where 11 octal digits do not hold it: bytes, the highest bit of the first one set.
void put_size(Header& header, std::uint64_t size) {
  if (size < std::uint64_t{1} << 33) return put_octal(header, kSize, size);
  header[kSize.at] = '\x80';
  for (std::size_t i = 0; i < 8; ++i) {
    header[kSize.at + kSize.length - 1 - i] = static_cast<char>(size >> (8 * i) & 0xff);
  }
}
std::optional<std::uint64_t> get_octal(const Header& header, Field field) {
  std::uint64_t value = 0;
  for (const char digit : get(header, field)) {
    if (digit == ' ') break;
    if (digit < '0' || digit > '7') return std::nullopt;
    value = value * 8 + static_cast<std::uint64_t>(digit - '0');
  }
  return value;
}
std::optional<std::uint64_t> get_size(const Header& header) {
  if (header[kSize.at] != '\x80') return get_octal(header, kSize);
  std::uint64_t value = 0;
  for (std::size_t i = 4; i < kSize.length; ++i) {
    value = value << 8 | static_cast<unsigned char>(header[kSize.at + i]);
  }
  return value;
}

std::uint64_t sum_of(Header header) {
  std::fill_n(header.begin() + kSum.at, kSum.length, ' ');
  std::uint64_t sum = 0;
  for (const char byte : header) sum += static_cast<unsigned char>(byte);
  return sum;
}

// A name of more than 100 bytes is cut at a slash.
std::optional<std::size_t> cut_of(std::string_view name) {
  if (name.size() <= kName.length) return 0;
  const std::size_t slash = name.find('/', name.size() - kName.length - 1);
  if (slash == std::string_view::npos || slash > kPrefix.length) return std::nullopt;
  return slash;
}

// No absolute path, no way out of the folder.
bool is_below(std::string_view name) {
  const std::filesystem::path path(name);
  return !name.empty() && path.is_relative() && path.lexically_normal() == path &&
         *path.begin() != "..";
}

Error not_whole(const std::string& path, std::string_view why) {
  return {Code::corrupt,
          fmt::format("{}: {}: this is no whole archive: take another copy", path, why)};
}

class Reader {
 public:
  Reader(const std::string& path, std::string folder) : path_(path), folder_(std::move(folder)) {}
  Result<std::vector<std::string>> extract();

 private:
  Result<std::string> take(std::uint64_t length);
  Status extract_one(const std::string& name, std::uint64_t size);
  Status check_sums(std::string_view sums) const;

  const std::string& path_;
  std::string folder_;
  std::uint64_t offset_ = 0;
  std::map<std::string, std::string> found_;  // names and sums
};

Result<std::string> Reader::take(std::uint64_t length) {
  std::string bytes = LODESTAR_TRY(system_files().read_part(path_, offset_, length));
  if (bytes.size() != length) return not_whole(path_, "it was cut short");
  offset_ += length;
  return bytes;
}

Status Reader::extract_one(const std::string& name, std::uint64_t size) {
  const std::string to = folder_ + "/" + name;
  std::error_code failed;
  std::filesystem::create_directories(std::filesystem::path(to).parent_path(), failed);
  if (failed) return Error{Code::unavailable, fmt::format("{}: {}", to, failed.message())};
  Files& files = system_files();
  const auto file = LODESTAR_TRY(files.create(to, 0600));
  crypto::Sha256 hash;
  Status written;
  for (std::uint64_t done = 0; written && done < size;) {
    auto piece = take(std::min(kPiece, size - done));
    if (piece) {
      hash.add(*piece);
      written = write_whole(files, file, done, *piece);
      done += piece->size();
    } else {
      written = piece.error();
    }
  }
  if (written) written = files.sync(file);
  files.close(file);
  LODESTAR_TRY(written);
  LODESTAR_TRY(take(padding(size)));
  found_.emplace(name, crypto::to_hex(hash.finish()));
  return {};
}

Status Reader::check_sums(std::string_view sums) const {
  std::string wanted;
  for (const auto& [name, sum] : found_) wanted += fmt::format("{}  {}\n", sum, name);
  std::vector<std::string_view> said, are;
  const auto lines = [](std::string_view text, std::vector<std::string_view>& into) {
    for (std::size_t end = 0; (end = text.find('\n')) != std::string_view::npos;) {
      into.push_back(text.substr(0, end));
      text.remove_prefix(end + 1);
    }
    std::ranges::sort(into);
  };
  lines(sums, said);
  lines(wanted, are);
  if (said == are) return {};
  return not_whole(path_, "a sum in it is wrong");
}

Result<std::vector<std::string>> Reader::extract() {
  while (true) {
    const std::string block = LODESTAR_TRY(take(kBlock));
    Header header{};
    std::ranges::copy(block, header.begin());
    if (!get(header, kMagic).starts_with("ustar") || get_octal(header, kSum) != sum_of(header) ||
        (header[kType] != '0' && header[kType] != '\0')) {
      return not_whole(path_, fmt::format("what stands at byte {} is no file's head", offset_));
    }
    const std::string_view prefix = get(header, kPrefix);
    const std::string name =
        fmt::format("{}{}{}", prefix, prefix.empty() ? "" : "/", get(header, kName));
    const auto size = get_size(header);
    constexpr std::uint64_t kMostSums = std::uint64_t{256} << 20;
    if (!size || !is_below(name)) return not_whole(path_, "a file's name or size is wrong");
    if (name == kSums) {
      if (*size > kMostSums) return not_whole(path_, "a file's size is wrong");
      LODESTAR_TRY(check_sums(LODESTAR_TRY(take(*size))));
      break;
    }
    LODESTAR_TRY(extract_one(name, *size));
  }
  std::vector<std::string> names;
  for (const auto& [name, sum] : found_) names.push_back(name);
  return names;
}

}  // namespace

ArchiveWriter::ArchiveWriter(std::string path, Files::Handle file)
    : path_(std::move(path)), file_(file) {}
ArchiveWriter::ArchiveWriter(ArchiveWriter&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, -1)),
      offset_(other.offset_),
      sums_(std::move(other.sums_)) {}

ArchiveWriter::~ArchiveWriter() {
  if (file_ < 0) return;
  system_files().close(file_);
  (void)system_files().remove(partial_of(path_));
}

Result<ArchiveWriter> ArchiveWriter::create(const std::string& path) {
  if (std::filesystem::exists(std::filesystem::symlink_status(path))) {
    return Error{Code::conflict, fmt::format("{}: it is there already: name a new file", path)};
  }
  return ArchiveWriter(path, LODESTAR_TRY(system_files().create(partial_of(path), 0600)));
}

Status ArchiveWriter::write(std::string_view bytes) {
  LODESTAR_TRY(write_whole(system_files(), file_, offset_, bytes));
  offset_ += bytes.size();
  return {};
}

Status ArchiveWriter::begin(std::string_view name, std::uint64_t size) {
  const auto cut = cut_of(name);
  if (!cut || !is_below(name)) {
    return Error{Code::invalid, fmt::format("{}: no name for a file in an archive", name)};
  }
  Header header{};
  put(header, kName, *cut == 0 ? name : name.substr(*cut + 1));
  put(header, kPrefix, name.substr(0, *cut));
  put_octal(header, kMode, 0600);
  put_octal(header, kUser, 0);
  put_octal(header, kGroup, 0);
  put_octal(header, kTime, 0);
  put_size(header, size);
  header[kType] = '0';
  put(header, kMagic, std::string_view("ustar\00000", 8));
  put(header, kSum, fmt::format("{:06o}", sum_of(header)));
  header[kSum.at + 7] = ' ';
  return write({header.data(), header.size()});
}

Status ArchiveWriter::end(std::string_view name, std::uint64_t size, std::string_view sum) {
  sums_ += fmt::format("{}  {}\n", sum, name);
  return write(std::string(padding(size), '\0'));
}

Status ArchiveWriter::add(std::string_view name, std::string_view bytes) {
  LODESTAR_TRY(begin(name, bytes.size()));
  LODESTAR_TRY(write(bytes));
  return end(name, bytes.size(), crypto::to_hex(crypto::sha256({bytes})));
}

Status ArchiveWriter::add_file(std::string_view name, const std::string& path) {
  Files& files = system_files();
  const std::uint64_t size = LODESTAR_TRY(files.size(path));
  LODESTAR_TRY(begin(name, size));
  crypto::Sha256 hash;
  for (std::uint64_t done = 0; done < size;) {
    const std::string piece =
        LODESTAR_TRY(files.read_part(path, done, std::min(kPiece, size - done)));
    if (piece.empty()) {
      return Error{Code::unavailable, fmt::format("{}: it became shorter while it was read", path)};
    }
    hash.add(piece);
    LODESTAR_TRY(write(piece));
    done += piece.size();
  }
  return end(name, size, crypto::to_hex(hash.finish()));
}

Status ArchiveWriter::add_folder(std::string_view name, const std::string& folder) {
  for (const std::string& entry : LODESTAR_TRY(system_files().list(folder))) {
    const std::string path = folder + "/" + entry, inside = fmt::format("{}/{}", name, entry);
    if (system_files().is_link(path)) continue;
    std::error_code failed;
    if (std::filesystem::is_directory(path, failed)) {
      LODESTAR_TRY(add_folder(inside, path));
    } else if (std::filesystem::is_regular_file(path, failed)) {
      LODESTAR_TRY(add_file(inside, path));
    }
  }
  return {};
}

Status ArchiveWriter::finish() {
  const std::string sums = sums_;
  LODESTAR_TRY(begin(kSums, sums.size()));
  LODESTAR_TRY(write(sums));
  LODESTAR_TRY(write(std::string(padding(sums.size()) + 2 * kBlock, '\0')));
  Files& files = system_files();
  LODESTAR_TRY(files.sync(file_));
  files.close(std::exchange(file_, -1));
  LODESTAR_TRY(files.rename(partial_of(path_), path_));
  return files.sync_folder(parent_of(path_));
}

Result<std::vector<std::string>> extract_archive(const std::string& path,
                                                 const std::string& folder) {
  LODESTAR_TRY(system_files().size(path));
  return Reader(path, folder).extract();
}

}  // namespace lodestar::io
