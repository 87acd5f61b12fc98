// SPDX-License-Identifier: Apache-2.0
// packed = *( name SP length LF bytes ), as tools/pack_folder.py writes it
#include "desk_page.h"

#include <array>
#include <charconv>
#include <utility>

#include "base/assert.h"
#include "embedded/desk_files.h"

namespace lodestar::app {
namespace {

std::string_view type_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kTypes{
      {{".html", "text/html; charset=utf-8"},
       {".js", "text/javascript; charset=utf-8"},
       {".css", "text/css; charset=utf-8"},
       {".txt", "text/plain; charset=utf-8"},
       {".svg", "image/svg+xml"}}};
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

}  // namespace

api::Page desk_page() {
  api::Page page;
  std::string_view packed = embedded::desk_files();
  while (!packed.empty()) {
    const std::size_t blank = packed.find(' '), line = packed.find('\n');
    LODESTAR_ASSERT(blank < line && line != std::string_view::npos);
    std::size_t length = 0;
    std::from_chars(packed.data() + blank + 1, packed.data() + line, length);
    const std::string_view name = packed.substr(0, blank);
    LODESTAR_ASSERT(length <= packed.size() - line - 1);
    const bool is_index = name == "index.html";
    page[is_index ? "/" : "/" + std::string(name)] = {
        .bytes = packed.substr(line + 1, length), .type = type_of(name), .is_forever = !is_index};
    packed.remove_prefix(line + 1 + length);
  }
  return page;
}

}  // namespace lodestar::app
