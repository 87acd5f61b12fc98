// SPDX-License-Identifier: Apache-2.0
// Public test vectors that lie beside the project (../shared/data) and are not part of it: a test
// that reads them skips where they are absent.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace lodestar::testing {

inline std::filesystem::path public_data(const std::string& path) {
  return std::filesystem::path(LODESTAR_SOURCE_DIR) / "../shared/data" / path;
}

inline std::string read_whole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Every file below a folder with that ending, in order of name.
inline std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder,
                                                      const std::string& ending) {
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::exists(folder)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ending)
      files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

}  // namespace lodestar::testing
