// SPDX-License-Identifier: Apache-2.0
//   DIR/kept.jsonl             which file holds which source's postings
//   DIR/postings-0001.jsonl    postings of one source file: those with ids of their own, or those
//                              whose ids are row numbers; apart, too, where their times are read
//                              in other ways
//   DIR/known.txt              ids of clusters and networks, leads of the last run
//   DIR.lock                   held while a run works on DIR
#include "state.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>
#include <system_error>
#include <tuple>

#include "text/numbering_plan.h"

namespace lodestar::app {

class State::Lock {
 public:
  explicit Lock(int file) : file_(file) {}
  ~Lock() { ::close(file_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  int file_;
};

State::State(std::string path, std::unique_ptr<Lock> lock)
    : path_(std::move(path)), lock_(std::move(lock)) {}
State::State(State&& other) noexcept = default;
State::~State() = default;

Result<State> State::open(const std::string& path) {
  std::string place = path;
  while (place.size() > 1 && place.back() == '/') place.pop_back();
  const std::string lock = place + ".lock";
  const int file = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    const int number = errno;
    return Error{number == ENOENT ? Code::not_found : Code::unavailable,
                 fmt::format("--state {}: cannot make {}: {}", path, lock,
                             std::generic_category().message(number))};
  }
  auto held = std::make_unique<Lock>(file);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    return Error{Code::conflict,
                 fmt::format("{}: another run is using this state; wait for it to end", path)};
  }
  State state(place, std::move(held));
  LODESTAR_TRY(state.read());
  return state;
}

// A file of the state that is not there was removed by somebody: the state is not whole.
Result<io::Input> State::open_kept(const std::string& name) const {
  auto file = io::open_input(path_ + "/" + name);
  if (file) return file;
  const Code code = file.error().code == Code::not_found ? Code::corrupt : file.error().code;
  return damaged({code, file.error().message});
}

Error State::damaged(const Error& error) const {
  if (error.code != Code::corrupt) return error;
  return {Code::corrupt,
          fmt::format("the state in {} is damaged: {}; restore it from a copy, or move it away and "
                      "start anew",
                      path_, error.message)};
}

// A list that was cut at the end of a line reads well: what it no longer names is still there.
Status State::check_listed(std::span<const detect::KeptFile> files) const {
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(path_, failed)) {
    const std::string name = entry.path().filename();
    const bool is_kept = name.starts_with("postings-") && name.ends_with(".jsonl");
    if (!is_kept || std::ranges::count(files, name, &detect::KeptFile::file) > 0) continue;
    if (entry.file_size(failed) == 0) continue;  // all of it was forgotten
    return damaged({Code::corrupt, fmt::format("kept.jsonl does not name {}", name)});
  }
  return {};
}

Status State::read() {
  std::error_code failed;
  const auto place = std::filesystem::status(path_, failed);
  if (place.type() == std::filesystem::file_type::not_found) return {};
  if (place.type() != std::filesystem::file_type::directory) {
    return Error{Code::conflict, fmt::format("--state {}: it exists and is no folder", path_)};
  }
  if (std::filesystem::is_empty(path_, failed)) return {};
  const auto has = [&](const char* name) {
    std::error_code unseen;
    return std::filesystem::exists(std::filesystem::path(path_) / name, unseen);
  };
  if (!has("kept.jsonl") && has("run.json") && has("postings.csv")) {
    return Error{Code::conflict,
                 fmt::format("--state {}: it holds the results of detect (--out), no state: name "
                             "another folder",
                             path_)};
  }
  if (!has("kept.jsonl") && !has("known.txt") && !has("postings-0001.jsonl")) {
    return Error{Code::conflict,
                 fmt::format("--state {}: it holds other files, no state: name a folder that an "
                             "earlier --state made, or a new or empty one",
                             path_)};
  }
  const io::Input list = LODESTAR_TRY(open_kept("kept.jsonl"));
  const auto files = detect::parse_kept_list(list.bytes());
  if (!files) return damaged({Code::corrupt, "kept.jsonl: " + files.error().message});
  LODESTAR_TRY(check_listed(*files));
  for (const auto& kept : *files) {
    inputs_.push_back(LODESTAR_TRY(open_kept(kept.file)));
    sources_.push_back({.name = kept.source,
                        .bytes = inputs_.back().bytes(),
                        .is_kept = true,
                        .kept_postings = kept.postings,
                        .is_numbered = kept.is_numbered,
                        .times = kept.times});
  }
  const io::Input known = LODESTAR_TRY(open_kept("known.txt"));
  auto parsed = detect::parse_known(known.bytes());
  if (!parsed) return damaged({Code::corrupt, "known.txt: " + parsed.error().message});
  known_ = *std::move(parsed);
  return {};
}

Result<State::Next> State::write_next(const detect::Postings& postings,
                                      const detect::Forgetting& forgetting,
                                      const std::stop_token& stop) const {
  Next next(LODESTAR_TRY(io::OutputFolder::create(path_, "kept.jsonl")));
  // What was decided on a file's times is kept with it: the dates that told may be forgotten.
  using Kind = std::tuple<std::string, bool, std::optional<detect::TimeReading>>;
  std::map<Kind, std::vector<std::uint32_t>> rows;
  for (std::uint32_t row = 0; row < postings.size(); ++row) {
    rows[{postings.file(row), postings.is_numbered(row), postings.time_reading(row)}].push_back(
        row);
  }
  const text::IdentifierFinder finder(text::built_in_numbering_plan());
  detect::Removed& removed = next.removed_;
  detect::Known known = known_;
  std::vector<detect::KeptFile> kept;
  for (const auto& [source, of_source] : rows) {
    const auto& [name, is_numbered, times] = source;
    kept.push_back({.file = fmt::format("postings-{:04}.jsonl", kept.size() + 1),
                    .source = name,
                    .is_numbered = is_numbered,
                    .times = times});
    auto file = LODESTAR_TRY(next.folder_.open(kept.back().file));
    const std::uint64_t before = removed.postings;
    for (const std::uint32_t row : of_source) {
      if (stop.stop_requested()) return Error{Code::cancelled, "stopped; nothing was changed"};
      detect::append_kept(file.buffer(), postings, row, forgetting, finder, removed);
      if (detect::is_forgotten(postings, row, forgetting))
        known.of_key.erase(postings.key_hash(row));
      LODESTAR_TRY(file.offer());
    }
    LODESTAR_TRY(file.close());
    kept.back().postings = of_source.size() - (removed.postings - before);
    if (kept.back().postings == 0U) {
      kept.back().source.clear();  // nothing is left of it, not even its name
    }
  }
  std::erase_if(kept, [](const detect::KeptFile& file) { return file.source.empty(); });
  LODESTAR_TRY(next.folder_.write("kept.jsonl", detect::to_text(kept)));
  LODESTAR_TRY(next.folder_.write("known.txt", detect::to_text(known)));
  return next;
}

}  // namespace lodestar::app
