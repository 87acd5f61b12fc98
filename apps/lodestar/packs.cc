// SPDX-License-Identifier: Apache-2.0
#include "packs.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <span>

namespace lodestar::app {

Result<Packs> read_packs(const std::string& folder) {
  Packs packs{.files = {}, .all = detect::built_in_packs(), .dates = {}};
  const std::size_t built_in = packs.all.size();
  packs.dates.assign(built_in, detect::built_in_packs_date());
  if (folder.empty()) return packs;
  std::vector<std::filesystem::path> paths;
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(folder, missing)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  if (missing) return Error{Code::not_found, fmt::format("--packs {}: no such folder", folder)};
  if (paths.empty()) {
    return Error{Code::not_found, fmt::format("--packs {}: there is no .json in it", folder)};
  }
  std::ranges::sort(paths);
  for (const auto& path : paths) {
    packs.files.push_back(LODESTAR_TRY(io::open_input(path.string())));
    packs.all.push_back({path.filename().string(), packs.files.back().bytes()});
  }
  packs.dates.resize(packs.all.size(),
                     detect::find_packs_date(std::span(packs.all).subspan(built_in)));
  return packs;
}

}  // namespace lodestar::app
