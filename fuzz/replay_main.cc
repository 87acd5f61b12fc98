// SPDX-License-Identifier: Apache-2.0
// Gives a fuzz target every file of a folder, so that what once was found is tried by every test
// run: each file whole, then without its last byte, its last quarter, half and three quarters. An
// empty folder is an error: a corpus that went missing must not look like a success.
#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void give(const std::string& input, std::size_t size) {
  // A copy of exactly this size, so that a read past the end is seen by the sanitizers.
  const std::vector<std::uint8_t> bytes(input.begin(),
                                        input.begin() + static_cast<std::ptrdiff_t>(size));
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> inputs;
  for (int i = 1; i < argc; ++i) {
    std::error_code missing;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i], missing)) {
      if (entry.is_regular_file()) inputs.push_back(entry.path());
    }
  }
  std::ranges::sort(inputs);
  for (const auto& path : inputs) {
    fmt::print("{}\n", path.string());
    const std::string input = read_file(path);
    const std::size_t size = input.size();
    for (const std::size_t part :
         {size, size - std::min<std::size_t>(size, 1), size * 3 / 4, size / 2, size / 4}) {
      give(input, part);
    }
  }
  fmt::print("{} inputs replayed\n", inputs.size());
  return inputs.empty() ? 1 : 0;
}
