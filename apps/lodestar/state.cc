// SPDX-License-Identifier: Apache-2.0
//   DIR/kept.jsonl             which file holds which source's postings
//   DIR/postings-0001.jsonl    the postings of one source file
//   DIR/known.txt              ids of clusters and networks, leads of the last run
//   DIR.lock                   held while a run works on DIR
#include "state.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <map>

#include "io/output.h"
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

Result<State> State::open(const std::string& path) {
  std::string place = path;
  while (place.size() > 1 && place.back() == '/') place.pop_back();
  const std::string lock = place + ".lock";
  const int file = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0)
    return Error{Code::unavailable, fmt::format("{}: the state cannot be locked here", lock)};
  auto held = std::make_shared<Lock>(file);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    return Error{Code::conflict,
                 fmt::format("{}: another run is using this state; wait for it to end", path)};
  }
  State state(place, std::move(held));
  LODESTAR_TRY(state.read());
  return state;
}

Status State::read() {
  if (!std::filesystem::exists(path_)) return {};
  const auto corrupt = [&](const Error& error) {
    return Error{error.code, fmt::format("state {}: {}", path_, error.message)};
  };
  const io::Input list = LODESTAR_TRY(io::open_input(path_ + "/kept.jsonl"));
  const auto files = detect::parse_kept_list(list.bytes());
  if (!files) return corrupt(files.error());
  for (const auto& kept : *files) {
    inputs_.push_back(LODESTAR_TRY(io::open_input(path_ + "/" + kept.file)));
    sources_.push_back({.name = kept.source, .bytes = inputs_.back().bytes(), .is_kept = true});
  }
  const io::Input known = LODESTAR_TRY(io::open_input(path_ + "/known.txt"));
  auto parsed = detect::parse_known(known.bytes());
  if (!parsed) return corrupt(parsed.error());
  known_ = *std::move(parsed);
  return {};
}

Result<detect::Removed> State::save(const detect::Postings& postings,
                                    const detect::Forgetting& forgetting) const {
  auto folder = LODESTAR_TRY(io::OutputFolder::create(path_));
  std::map<std::string, std::vector<std::uint32_t>> rows;
  for (std::uint32_t row = 0; row < postings.size(); ++row) rows[postings.file(row)].push_back(row);
  const text::IdentifierFinder finder(text::built_in_numbering_plan());
  detect::Removed removed;
  detect::Known known = known_;
  std::vector<detect::KeptFile> kept;
  for (const auto& [source, of_source] : rows) {
    kept.push_back({fmt::format("postings-{:04}.jsonl", kept.size() + 1), source});
    auto file = LODESTAR_TRY(folder.open(kept.back().file));
    const std::uint64_t before = removed.postings;
    for (const std::uint32_t row : of_source) {
      detect::append_kept(file.buffer(), postings, row, forgetting, finder, removed);
      if (detect::is_forgotten(postings, row, forgetting))
        known.of_key.erase(postings.key_hash(row));
      LODESTAR_TRY(file.offer());
    }
    LODESTAR_TRY(file.close());
    if (removed.postings - before == of_source.size()) {
      kept.back().source.clear();  // nothing is left of it, not even its name
    }
  }
  std::erase_if(kept, [](const detect::KeptFile& file) { return file.source.empty(); });
  LODESTAR_TRY(folder.write("kept.jsonl", detect::to_text(kept)));
  LODESTAR_TRY(folder.write("known.txt", detect::to_text(known)));
  LODESTAR_TRY(folder.commit());
  return removed;
}

}  // namespace lodestar::app
