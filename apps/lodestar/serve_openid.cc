// SPDX-License-Identifier: Apache-2.0
#include "serve_openid.h"

#include <fmt/format.h>

#include <filesystem>

#include "http/client.h"
#include "io/input.h"

namespace lodestar::app {
namespace {

// What stands for the service at the provider is nobody else's to read.
Status check_closed(const std::string& path) {
  using std::filesystem::perms;
  std::error_code failed;
  const auto mode = std::filesystem::status(path, failed).permissions();
  if (failed || (mode & (perms::group_all | perms::others_all)) == perms::none) return {};
  return Error{Code::forbidden,
               fmt::format("{}: others on this machine have access to it: chmod 600, and have the "
                           "provider make another secret if somebody may have read it",
                           path)};
}

}  // namespace

Result<std::vector<desk::OpenIdSettings>> read_openid(const std::string& path) {
  constexpr std::size_t kLongestSettings = std::size_t{64} << 10, kLongestSecret = 4096;
  if (path.empty()) return std::vector<desk::OpenIdSettings>();
  const std::string text =
      LODESTAR_TRY(io::read_small(path, {"settings of providers", kLongestSettings}));
  auto read = desk::parse_openid_settings(text);
  if (!read) return Error{Code::invalid, fmt::format("{}: {}", path, read.error().message)};
  for (desk::OpenIdSettings& one : *read) {
    if (one.secret_file.empty()) continue;
    const std::string place =
        (std::filesystem::path(path).parent_path() / one.secret_file).string();
    LODESTAR_TRY(check_closed(place));
    std::string secret =
        LODESTAR_TRY(io::read_small(place, {"a provider's secret", kLongestSecret}));
    while (secret.ends_with('\n')) secret.pop_back();
    if (secret.empty()) return Error{Code::invalid, fmt::format("{}: it is empty", place)};
    one.secret = Sensitive(std::move(secret));
  }
  return *std::move(read);
}

desk::Fetch fetch_by_http() {
  return [](const desk::WebQuestion& question) -> Result<desk::WebAnswer> {
    constexpr std::chrono::milliseconds kDeadline{5000};
    constexpr std::size_t kLongest = std::size_t{256} << 10;
    const bool has_form = !question.form.empty();
    auto answer =
        LODESTAR_TRY(http::ask({.url = question.url,
                                .body = question.form,
                                .content_type = has_form ? "application/x-www-form-urlencoded" : "",
                                .authorization = question.authorization},
                               {.deadline = kDeadline, .longest_body = kLongest}));
    return desk::WebAnswer{.status = answer.status, .body = std::move(answer.body)};
  };
}

}  // namespace lodestar::app
