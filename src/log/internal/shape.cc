// SPDX-License-Identifier: Apache-2.0
//   shape = "lodestar private log 2\n" "begins " seconds "\n" "period " seconds "\n"
//           "increment " leaves "\n" "key " check "\n" "all " check "\n"
// The last vouches for all lines before it. One of before says 1 and has no last line.
#include "log/internal/shape.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "base/utc.h"
#include "crypto/blake2b.h"

namespace lodestar::log {
namespace internal {
namespace {

constexpr std::string_view kShape = "lodestar private log 2",
                           kShapeBefore = "lodestar private log 1";
constexpr std::string_view kShapeCheck = "lodestar/shape-check/v1";
constexpr std::uint64_t kMostIncrement = 65536, kLongestPeriod = std::uint64_t{366} * 86400;

// Tells a key from others, and nothing of it.
std::string check_of(const Sensitive<crypto::SealingKey>& key) {
  return crypto::keyed_name(key.reveal(), "lodestar/key-check/v1", "");
}

std::string shape_lines(std::string_view version, const PrivateShape& shape,
                        std::string_view key_check) {
  return fmt::format("{}\nbegins {}\nperiod {}\nincrement {}\nkey {}\n", version, shape.begins_s,
                     shape.period_s, shape.increment, key_check);
}

std::optional<std::uint64_t> number_behind(std::string_view text, std::string_view name) {
  const std::size_t at = text.find(fmt::format("\n{} ", name));
  if (at == std::string_view::npos) return std::nullopt;
  const char* const begin = text.data() + at + name.size() + 2;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

bool is_sound(const PrivateShape& shape) {
  return shape.period_s > 0 && shape.period_s <= kLongestPeriod && shape.increment > 0 &&
         shape.increment <= kMostIncrement;
}

}  // namespace

std::string shape_path(const std::string& folder) { return folder + "/private/shape"; }

std::string shape_text(const PrivateShape& shape, const Sensitive<crypto::SealingKey>& key) {
  const std::string lines = shape_lines(kShape, shape, check_of(key));
  return fmt::format("{}all {}\n", lines, crypto::keyed_name(key.reveal(), kShapeCheck, lines));
}

Result<ReadShape> read_shape(io::Files& files, const std::string& folder,
                             const Sensitive<crypto::SealingKey>& key) {
  const auto read = files.read(shape_path(folder));
  if (!read && read.error().code == Code::not_found) {
    return Error{Code::corrupt,
                 fmt::format("{}: it is gone, and without it nothing is added to a private log or "
                             "published: restore it from a copy",
                             shape_path(folder))};
  }
  if (!read) return read.error();
  const std::string& text = *read;
  const PrivateShape shape{.begins_s = number_behind(text, "begins").value_or(0),
                           .period_s = number_behind(text, "period").value_or(0),
                           .increment = number_behind(text, "increment").value_or(0)};
  const std::size_t at = text.find("\nkey ");
  const std::string_view key_check =
      at == std::string::npos ? "" : std::string_view(text).substr(at + 5, 32);
  const std::string lines = shape_lines(kShape, shape, key_check);
  const bool is_old = text == shape_lines(kShapeBefore, shape, key_check);
  // The last line is made with the key, too: where that is right, it is the line "key" that is not.
  const std::string right = shape_text(shape, key);
  const bool is_own_key =
      key_check == check_of(key) || text.ends_with(right.substr(right.rfind("\nall ")));
  if (is_own_key && is_sound(shape) && (is_old || text == right)) {
    return ReadShape{.shape = shape, .is_bound = !is_old};
  }
  if (is_own_key || !is_sound(shape) || !(is_old || text.starts_with(lines))) {
    return Error{Code::corrupt, fmt::format("{}: it is damaged, or not the shape of a private log: "
                                            "restore it from a copy; nothing is added or published "
                                            "meanwhile",
                                            shape_path(folder))};
  }
  return Error{Code::forbidden,
               fmt::format("{}: the key is not the one that its payloads are sealed with{}", folder,
                           is_old ? ", or the line 'key' of private/shape is damaged" : "")};
}

}  // namespace internal

std::uint64_t PrivateShape::size_at(std::uint64_t now_s) const {
  return now_s < begins_s ? 0 : (now_s - begins_s) / period_s * increment;
}

std::uint64_t PrivateShape::next_after(std::uint64_t now_s) const {
  if (now_s < begins_s) return begins_s + period_s;
  return begins_s + ((now_s - begins_s) / period_s + 1) * period_s;
}

std::uint64_t PrivateShape::published_s(std::uint64_t index) const {
  const std::uint64_t periods = index / increment + 1;
  return periods > kLastTime / period_s ? kLastTime : begins_s + periods * period_s;
}

Status PrivateLog::check(const PrivateShape& shape) {
  if (internal::is_sound(shape)) return {};
  return Error{Code::invalid,
               fmt::format("a private log grows by 1 to {} leaves each 1 to {} seconds",
                           internal::kMostIncrement, internal::kLongestPeriod)};
}

}  // namespace lodestar::log
