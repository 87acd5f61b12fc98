// SPDX-License-Identifier: Apache-2.0
#include "log_source.h"

#include <fmt/format.h>

#include <filesystem>

#include "io/files.h"
#include "ledger/tiles.h"

namespace lodestar::app {
namespace {

constexpr std::size_t kLongestBundle = ledger::kTileWidth * (ledger::kLongestEntry + 2);

}  // namespace

Result<std::string> body_of(Result<http::Response> answer, const std::string& url) {
  if (!answer)
    return Error{answer.error().code, fmt::format("{}: {}", url, answer.error().message)};
  if (answer->status == 200) return std::move(answer->body);
  const bool is_missing = answer->status == 404 || answer->status == 410;
  return Error{is_missing ? Code::not_found : Code::unavailable,
               fmt::format("{}: answers {}", url, answer->status)};
}

std::string source_of(const std::string& where) {
  std::error_code ignored;
  const std::string inside = where + "/public";
  return std::filesystem::is_directory(inside, ignored) ? inside : where;
}

FetchFile fetch_from(std::string where, const std::stop_token& stop) {
  while (where.ends_with('/')) where.pop_back();
  if (!where.starts_with("http://") && !where.starts_with("https://")) {
    return [where](const std::string& path) {
      return io::system_files().read(fmt::format("{}/{}", where, path));
    };
  }
  return [where, stop](const std::string& path) {
    const std::string url = fmt::format("{}/{}", where, path);
    const http::ClientOptions options{
        .deadline = kFileDeadline, .longest_body = kLongestBundle, .stop = stop};
    return body_of(http::ask({.url = url}, options), url);
  };
}

}  // namespace lodestar::app
