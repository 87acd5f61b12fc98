// SPDX-License-Identifier: Apache-2.0
// Three witnesses for each group of 256 entries: their bundle, their tile, and their hash in the
// tile above (for the last group: the root in the checkpoint, over all). Where bundle and tile
// differ in a hash, the one that leads to the hash above is right.
#include "log/fsck.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>

#include "io/journal.h"
#include "ledger/tiles.h"
#include "log/internal/layout.h"
#include "log/internal/proven_tiles.h"
#include "log/internal/records.h"

namespace lodestar::log {
namespace {

using ledger::Hash;
using ledger::kTileWidth;
using ledger::TileId;
using ledger::TreeHead;
using Hashes = std::vector<Hash>;

constexpr std::uint64_t kNobodyKnows = std::numeric_limits<std::uint64_t>::max();  // entries

// Where what is checked lies.
struct Where {
  std::string open;     // the public files
  std::string said;     // how a finding begins that names one of them
  std::string journal;  // empty: a copy, which has none
};

Hash root_over(std::span<const Hash> hashes) {
  ledger::Edge edge;
  for (const Hash& hash : hashes) edge.add(hash);
  return edge.root();
}

// Of the partial tile of each level.
Hash root_of(const std::vector<Hashes>& edges) {
  std::vector<Hash> whole;
  for (std::size_t level = edges.size(); level-- > 0;) {
    std::span<const Hash> left = edges[level];
    for (std::size_t width = kTileWidth / 2; width > 0; width /= 2) {
      if ((left.size() & width) == 0) continue;
      whole.push_back(root_over(left.first(width)));
      left = left.subspan(width);
    }
  }
  return ledger::fold_whole(whole);
}

// How many entries the log may have files of.
std::uint64_t check_journal(io::Files& files, const std::string& journal, Checked& checked) {
  std::optional<std::uint64_t> next;
  const auto look = [&](std::string_view record, io::Journal::Place place) -> Status {
    const auto batch = internal::parse_batch(record);
    if (!batch && !internal::parse_head_record(record) && !internal::parse_shown_record(record))
      return Error{Code::corrupt, fmt::format("a record in segment {} is unknown", place.segment)};
    if (batch && next && batch->first != *next)
      return Error{Code::corrupt, fmt::format("entry {} is missing", *next)};
    if (batch) next = batch->end();
    return {};
  };
  const Status read = io::Journal::read(files, journal, look);
  const bool is_gone = !read && read.error().code == Code::not_found;
  if (!read && !is_gone) checked.findings.push_back({"private/journal", read.error().message});
  if ((read || is_gone) && !next && checked.head.size > 0) {
    checked.findings.push_back(
        {"private/journal",
         fmt::format("it is empty, and {} entries are published", checked.head.size)});
  }
  if (next && *next < checked.head.size) {
    checked.findings.push_back({"private/journal", fmt::format("it ends before entry {}, which "
                                                               "is published",
                                                               checked.head.size - 1)});
  }
  return read || is_gone ? std::max(next.value_or(0), checked.head.size) : kNobodyKnows;
}

class Checker {
 public:
  Checker(const Where& where, const FsckOptions& options, const TreeHead& head)
      : where_(where), options_(options), head_(head) {}

  Result<Checked> run() {
    Checked checked{.head = head_, .files = 1, .findings = {}, .foreign = {}};
    Hashes below = check_level(0, {}, checked);
    for (std::uint8_t level = 1; head_.size >> 8 * level > 0; ++level)
      below = check_level(level, below, checked);
    if (options_.parallel.stop.stop_requested()) return Error{Code::cancelled, "fsck was stopped"};
    check_root(checked);
    return checked;
  }

 private:
  struct Part {  // of a level, done by one thread
    std::vector<Finding> findings;
    Hashes roots;  // of its whole tiles
    Hashes edge;   // of its partial one
    std::uint64_t files = 0;
  };

  // The roots of the level's whole tiles, as those below make them.
  Hashes check_level(std::uint8_t level, const Hashes& below, Checked& checked) {
    const std::uint64_t nodes = head_.size >> 8 * level;
    const std::size_t tiles = (nodes + kTileWidth - 1) / kTileWidth;
    std::vector<Part> parts(tiles);
    for_blocks(options_.parallel, tiles, 16, [&](std::size_t begin, std::size_t end, unsigned) {
      for (std::size_t i = begin; i < end; ++i)
        check_tile(ledger::tile_of(level, i, head_.size), below, parts[i]);
    });
    Hashes roots;
    edges_.emplace_back();
    for (Part& part : parts) {
      std::ranges::move(part.findings, std::back_inserter(checked.findings));
      roots.insert(roots.end(), part.roots.begin(), part.roots.end());
      checked.files += part.files;
      if (!part.edge.empty()) edges_.back() = std::move(part.edge);
    }
    return roots;
  }

  struct Hashed {
    std::string path;  // below the public files
    Hashes hashes;     // all that the file has: more than were asked for where it is the full one
  };

  void check_tile(const TileId& tile, const Hashes& below, Part& part) {
    const std::optional<Hashed> stored = read_tile(tile, part);
    Hashed made;
    if (tile.level == 0) {
      if (auto hashed = hash_bundle(tile, part)) made = *std::move(hashed);
    } else {
      const auto first = below.begin() + static_cast<std::ptrdiff_t>(tile.index * kTileWidth);
      made.hashes.assign(first, first + tile.width);
    }
    const bool goes_on_stored = stored && is_stored_right(tile, *stored, made, part);
    const Hashes& all = goes_on_stored ? stored->hashes : made.hashes;
    const auto right = std::span(all).first(std::min<std::size_t>(all.size(), tile.width));
    if (tile.width == kTileWidth) {
      part.roots.push_back(right.empty() ? Hash{} : root_over(right));
    } else {
      part.edge.assign(right.begin(), right.end());
    }
    check_narrower(tile, right, part);
  }

  // Whether to go on with what is stored, not with what is made; tells where the other differs.
  bool is_stored_right(const TileId& tile, const Hashed& stored, const Hashed& made, Part& part) {
    const std::size_t both = std::min(stored.hashes.size(), made.hashes.size());
    if (std::ranges::equal(std::span(stored.hashes).first(both),
                           std::span(made.hashes).first(both)))
      return true;
    const bool is_made_wrong = tile.level == 0 && is_confirmed(tile, stored.hashes);
    for (std::size_t i = 0; i < both && i < tile.width; ++i) {
      if (stored.hashes[i] == made.hashes[i]) continue;
      const std::uint64_t entry = tile.index * kTileWidth + i;
      if (is_made_wrong) {
        tell(part, made.path, fmt::format("entry {} has not the hash that the tree has", entry));
      } else {
        tell(part, stored.path,
             fmt::format("{} is not that of {}", name_of_hash(i),
                         tile.level == 0 ? fmt::format("entry {}", entry) : "the tile below"));
      }
    }
    check_unpublished(tile, stored, made, part);
    return is_made_wrong;
  }

  static std::string name_of_hash(std::size_t i) {
    return fmt::format("hash {} (bytes {} to {})", i, 32 * i, 32 * i + 31);
  }

  // What a full tile and bundle have behind a partial one in whose place they are read. Where no
  // tile above says which of them is right, the tile is named.
  void check_unpublished(const TileId& tile, const Hashed& stored, const Hashed& made,
                         Part& part) const {
    const std::size_t both = std::min(stored.hashes.size(), made.hashes.size());
    std::optional<bool> is_made_wrong;
    for (std::size_t i = tile.width; i < both; ++i) {
      if (stored.hashes[i] == made.hashes[i]) continue;
      if (!is_made_wrong) is_made_wrong = find_root_above(tile) == root_over(stored.hashes);
      if (*is_made_wrong) {
        tell(part, made.path,
             "it differs from its tile behind the published entries, and the tile above has that");
        return;
      }
      tell(part, stored.path,
           name_of_hash(i) + ", of what is not published, is not that of the bundle");
    }
  }

  // Whether the tile above has their root; for a partial one, whether they lead to the root of all.
  bool is_confirmed(const TileId& tile, const Hashes& hashes) const {
    if (hashes.size() == kTileWidth) {
      const auto root = find_root_above(tile);
      if (root || tile.width == kTileWidth) return root == root_over(hashes);
    }
    std::vector<Hashes> edges{{hashes.begin(), hashes.begin() + tile.width}};
    Part ignored;
    for (std::uint8_t level = 1; head_.size >> 8 * level > 0; ++level) {
      const std::uint64_t nodes = head_.size >> 8 * level;
      const TileId last = ledger::tile_of(level, nodes / kTileWidth, head_.size);
      const auto read = last.width == 0 ? std::nullopt : read_tile(last, ignored);
      edges.push_back(read ? read->hashes : Hashes());
      if (read) edges.back().resize(last.width);
    }
    return root_of(edges) == head_.root;
  }

  // Of a full tile. One that stands for a partial tile of this tree has it in a larger tree alone.
  std::optional<Hash> find_root_above(const TileId& tile) const {
    const auto level = static_cast<std::uint8_t>(tile.level + 1);
    const std::uint64_t place = tile.index % kTileWidth;
    TileId above = ledger::tile_of(level, tile.index / kTileWidth, head_.size);
    for (const TileId& wider : partial_tiles(level, above.index))
      if (wider.width > above.width) above = wider;
    if (above.width <= place) above.width = kTileWidth;
    Part ignored;
    const auto read = read_tile(above, ignored);
    return read ? std::optional(read->hashes[place]) : std::nullopt;
  }

  // Partial tiles of sizes before may be there still.
  void check_narrower(const TileId& tile, std::span<const Hash> hashes, Part& part) {
    for (const std::uint8_t level : {tile.level, TileId::kEntries}) {
      if (level == TileId::kEntries && tile.level != 0) continue;
      for (const TileId& found : partial_tiles(level, tile.index)) {
        if (found.width >= tile.width || found.width > hashes.size()) continue;
        Part own;
        const auto stored =
            level == TileId::kEntries ? hash_bundle(found, own) : read_tile(found, own);
        if (stored && !std::ranges::equal(std::span(stored->hashes).first(found.width),
                                          hashes.first(found.width)))
          tell(own, stored->path, "it differs from the wider tile");
        std::ranges::move(own.findings, std::back_inserter(part.findings));
        part.files += own.files;
      }
    }
  }

  std::vector<TileId> partial_tiles(std::uint8_t level, std::uint64_t index) const {
    const TileId full{level, index};
    std::vector<TileId> tiles;
    const auto names = options_.files->list(where_.open + "/" + to_path(full) + ".p");
    if (!names) return tiles;  // none
    for (const std::string& name : *names) {
      if (const auto found = ledger::parse_path(to_path(full) + ".p/" + name))
        tiles.push_back(*found);
    }
    return tiles;
  }

  // A partial tile that is gone has become the full one, as for every reader of tiles.
  std::optional<internal::FoundTile> read(const TileId& tile, Part& part) const {
    ++part.files;
    const auto fetch = [this](const std::string& path) {
      return options_.files->read(where_.open + "/" + path);
    };
    auto found = internal::fetch_tile(fetch, tile);
    if (found) return *std::move(found);
    tell(part, to_path(tile), "it cannot be read: " + found.error().message);
    return {};
  }

  std::optional<Hashed> read_tile(const TileId& tile, Part& part) const {
    const auto found = read(tile, part);
    if (!found) return {};
    Hashes hashes(found->width);
    if (found->bytes.size() != hashes.size() * sizeof(Hash)) {
      tell(part, found->path,
           fmt::format("it has {} bytes and must have {}", found->bytes.size(),
                       hashes.size() * sizeof(Hash)));
      return {};
    }
    std::memcpy(hashes.data(), found->bytes.data(), found->bytes.size());
    return Hashed{found->path, std::move(hashes)};
  }

  std::optional<Hashed> hash_bundle(const TileId& tile, Part& part) const {
    const auto found = read({TileId::kEntries, tile.index, tile.width}, part);
    if (!found) return {};
    const auto entries = ledger::parse_bundle(found->bytes, found->width);
    if (!entries) {
      tell(part, found->path,
           fmt::format("{}, the first being {}: the length of an entry is damaged",
                       entries.error().message, tile.index * kTileWidth));
      return {};
    }
    Hashes hashes;
    hashes.reserve(found->width);
    for (const std::string_view entry : *entries) hashes.push_back(ledger::hash_leaf(entry));
    return Hashed{found->path, std::move(hashes)};
  }

  void check_root(Checked& checked) const {
    if (root_of(edges_) == head_.root) return;
    checked.findings.push_back({where_.said + "checkpoint",
                                fmt::format("its root is not that of the {} entries", head_.size)});
  }

  void tell(Part& part, const std::string& path, std::string what) const {
    part.findings.push_back({where_.said + path, std::move(what)});
  }

  const Where& where_;
  const FsckOptions& options_;
  TreeHead head_;
  std::vector<Hashes> edges_;  // the partial tile of each level
};

// Nodes of its level, in a tree of that size.
std::uint64_t nodes_beside(const TileId& tile, std::uint64_t size) {
  const unsigned level = tile.level == TileId::kEntries ? 0 : tile.level;
  return level < 8 ? size >> 8 * level : 0;
}

bool is_in_tree(const TileId& tile, std::uint64_t size) {
  const std::uint64_t nodes = nodes_beside(tile, size);
  return tile.index < nodes / kTileWidth ||
         (tile.index == nodes / kTileWidth && tile.width <= nodes % kTileWidth);
}

// What lies among the public files and may be none of the log's.
class Strangers {
 public:
  Strangers(const Where& where, const FsckOptions& options, std::uint64_t published)
      : where_(where), options_(options), published_(published) {
    look("");
  }

  std::vector<std::string> of(std::uint64_t size) {
    for (const auto& [path, tile] : beyond_) {
      if (size != kNobodyKnows && !is_in_tree(tile, size) && !is_read(tile)) tell(path);
    }
    std::ranges::sort(foreign_);
    return std::move(foreign_);
  }

 private:
  // A folder that no tile could be in is told as one file, as is a link to one.
  void look(const std::string& folder) {  // "" or one with a slash behind it
    std::string listed = where_.open + "/" + folder;
    listed.pop_back();
    const auto names = options_.files->list(listed);
    if (!names) return;  // files of the log that cannot be read have been told
    for (const std::string& name : *names) {
      const std::string path = folder + name, whole = where_.open + "/" + path;
      if (path == "checkpoint") continue;
      if (const auto tile = ledger::parse_path(path)) {
        const bool is_beyond = !is_in_tree(*tile, published_);
        if (options_.files->list(whole)) {  // a folder in its place
          tell(path);
        } else if (is_beyond && beyond_.size() < options_.most_findings) {
          beyond_.emplace_back(path, *tile);
        }
        continue;
      }
      const bool may_have_tiles =
          path == "tile" || ledger::parse_path(path + "/000") || ledger::parse_path(path + "/1");
      if (may_have_tiles && !options_.files->is_link(whole)) {
        look(path + "/");
      } else {
        tell(path);
      }
    }
  }

  // A full tile in the place of a partial one of the published tree, which is gone.
  bool is_read(const TileId& tile) const {
    const std::uint64_t nodes = nodes_beside(tile, published_);
    const auto width = static_cast<std::uint32_t>(nodes % kTileWidth);
    if (tile.width != kTileWidth || tile.index != nodes / kTileWidth || width == 0) return false;
    const auto found =
        options_.files->size(where_.open + "/" + to_path(TileId{tile.level, tile.index, width}));
    return !found && found.error().code == Code::not_found;
  }

  void tell(const std::string& path) {
    if (foreign_.size() < options_.most_findings) foreign_.push_back(where_.said + path);
  }

  const Where& where_;
  const FsckOptions& options_;
  std::uint64_t published_;
  std::vector<std::string> foreign_;
  std::vector<std::pair<std::string, TileId>> beyond_;  // the published tree
};

struct Begun {
  Checked checked;              // what the checkpoint says, or what is wrong with it
  std::vector<Finding> faults;  // what else is
};
Result<Begun> begin(const Where& where, const FsckOptions& options) {
  const std::string checkpoint = LODESTAR_TRY(options.files->read(where.open + "/checkpoint"));
  auto head = options.verify ? options.verify(checkpoint) : Result<TreeHead>();
  if (!options.verify) {
    const auto found = internal::find_head(checkpoint);
    head = found ? Result<TreeHead>(*found) : Error{Code::corrupt, "it is no checkpoint"};
  }
  Begun begun{.checked = {.head = {}, .files = 1, .findings = {}, .foreign = {}}, .faults = {}};
  const std::string path = where.said + "checkpoint";
  if (head) begun.checked.head = *head;
  if (!head) begun.checked.findings.push_back({path, head.error().message});
  if (head && options.find_faults) {
    for (std::string& fault : options.find_faults(checkpoint))
      begun.faults.push_back({path, std::move(fault)});
  }
  return begun;
}

Result<Checked> check(const Where& where, const FsckOptions& options) {
  auto [begun, faults] = LODESTAR_TRY(begin(where, options));
  if (!begun.findings.empty()) return begun;
  auto checked = LODESTAR_TRY(Checker(where, options, begun.head).run());
  std::ranges::move(faults, std::back_inserter(checked.findings));
  // Files are looked for before the journal is read, which has each entry before a file has it.
  Strangers strangers(where, options, begun.head.size);
  const std::uint64_t size =
      where.journal.empty() ? kNobodyKnows : check_journal(*options.files, where.journal, checked);
  checked.foreign = strangers.of(size);
  if (checked.findings.size() > options.most_findings)
    checked.findings.resize(options.most_findings);
  return checked;
}

}  // namespace

Result<Checked> fsck(const std::string& folder, const FsckOptions& options) {
  const internal::Layout layout{folder};
  return check({.open = layout.open(), .said = "public/", .journal = layout.journal()}, options);
}

Result<Checked> fsck_journal(const std::string& folder, const FsckOptions& options) {
  const internal::Layout layout{folder};
  auto checked =
      LODESTAR_TRY(begin({.open = layout.open(), .said = "public/", .journal = {}}, options))
          .checked;
  if (checked.findings.empty()) (void)check_journal(*options.files, layout.journal(), checked);
  return checked;
}

Result<Checked> fsck_copy(const std::string& folder, const FsckOptions& options) {
  return check({.open = folder, .said = "", .journal = ""}, options);
}

}  // namespace lodestar::log
