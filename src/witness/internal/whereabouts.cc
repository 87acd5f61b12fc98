// SPDX-License-Identifier: Apache-2.0
#include "witness/internal/whereabouts.h"

#include <fmt/core.h>

namespace lodestar::witness::internal {
namespace {

constexpr std::string_view kMagic = "lodestar witness 1\n";

std::string path_of(std::string_view folder) { return fmt::format("{}/place", folder); }

std::string text_of(std::string_view identity, const Runs& runs) {
  return fmt::format("{}file {}\nrun {} {}\n", kMagic, identity, runs.before, runs.now);
}

Error copied(const Home& home, std::string_view what) {
  return {Code::conflict,
          fmt::format("{0}: {1}. A {2} that has forgotten what it signed can be made to sign a "
                      "second past. If this is the {2}'s newest state, moved here while it was "
                      "stopped, and no other copy will ever run, add --moved. If it comes from a "
                      "backup, or you cannot tell: make a new {2} in a new folder, and give the "
                      "logs its key",
                      home.folder, what, home.word)};
}

Error lost(const Home& home) {
  return {Code::conflict,
          fmt::format("{0}: there is a key, and no memory of what it signed: the file place is "
                      "missing. Only if this key has never signed anything, or if this is the "
                      "{1}'s newest state, add --moved. If it has, or you cannot tell: make a "
                      "new {1} in a new folder, and give the logs its key",
                      home.folder, home.word)};
}

}  // namespace

Result<std::string> read_place(io::Files& files, const Home& home) {
  auto text = files.read(path_of(home.folder));
  if (!text && text.error().code == Code::not_found) return lost(home);
  if (!text) return text;
  const std::string identity = LODESTAR_TRY(files.identity(path_of(home.folder)));
  if (!text->starts_with(fmt::format("{}file {}\nrun ", kMagic, identity))) {
    return copied(home,
                  fmt::format("this folder was copied or restored since the {} ran", home.word));
  }
  return text;
}

Status check_run(const Home& home, std::string_view place, std::string_view run) {
  for (const char behind : {' ', '\n'}) {
    if (place.contains(fmt::format(" {}{}", run, behind))) return {};
  }
  return copied(home, "its journal is not the one that was written last");
}

Status write_place(io::Files& files, const std::string& folder, const Runs& runs) {
  const std::string fresh = path_of(folder) + ".new";
  const io::Files::Handle file = LODESTAR_TRY(files.create(fresh, 0600));
  const auto identity = files.identity(fresh);
  Status written;
  if (identity) written = io::write_whole(files, file, 0, text_of(*identity, runs));
  if (identity && written) written = files.sync(file);
  files.close(file);
  if (!identity) return identity.error();
  LODESTAR_TRY(io::with_path(fresh, written));
  LODESTAR_TRY(files.rename(fresh, path_of(folder)));
  return files.sync_folder(folder);
}

}  // namespace lodestar::witness::internal
