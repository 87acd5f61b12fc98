// SPDX-License-Identifier: Apache-2.0
// A node of the tree lies in the tile of level/8, or is made of 2^(level mod 8) neighbours there:
//
//   in-tile level  8                    one node: the tile above has it
//                  4   16 nodes ------- kept of the lowest tiles, with all above: 31
//                  0  256 hashes ------ the file
#include "ledger/tiles.h"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <charconv>

#include "base/assert.h"

namespace lodestar::ledger {
namespace {

constexpr unsigned kTileLevels = 8;  // of the tree in one of tiles
constexpr unsigned kSixteenths = 4;  // the in-tile level of 16 nodes

std::uint64_t nodes_at(std::uint8_t tile_level, std::uint64_t size) {
  const unsigned level = tile_level == TileId::kEntries ? 0 : tile_level * kTileLevels;
  return level > 63 ? 0 : size >> level;
}

// Digits only, no leading zero.
std::optional<std::uint64_t> parse_decimal(std::string_view text, std::uint64_t most) {
  std::uint64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size() || number > most) return {};
  if (text[0] == '0' && text.size() > 1) return {};
  return number;
}

// "x001/x234/067", of which no more elements than needed.
std::optional<std::uint64_t> parse_index(std::string_view text) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 56;
  const bool is_one = text.size() == 3;
  std::uint64_t index = 0;
  for (bool is_first = true;; is_first = false) {
    const bool is_last = text.size() == 3;
    if (!is_last && (text.size() < 8 || text[0] != 'x' || text[4] != '/')) return {};
    const std::string_view digits = text.substr(is_last ? 0 : 1, 3);
    if (!std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })) return {};
    if (is_first && !is_one && digits == "000") return {};
    if (index > kMost / 1000) return {};
    for (const char digit : digits) index = index * 10 + static_cast<unsigned char>(digit - '0');
    if (is_last) return index;
    text.remove_prefix(5);
  }
}

// The level above: each two neighbours one node; one without a right sibling has no parent here.
std::vector<Hash> parents_of(std::span<const Hash> hashes) {
  std::vector<Hash> parents(hashes.size() / 2);
  for (std::size_t i = 0; i < parents.size(); ++i)
    parents[i] = hash_node(hashes[2 * i], hashes[2 * i + 1]);
  return parents;
}

Hash root_of_whole(std::span<const Hash> hashes) {
  if (hashes.size() == 1) return hashes[0];
  std::vector<Hash> level = parents_of(hashes);
  while (level.size() > 1) level = parents_of(level);
  return level[0];
}

// Where the nodes of an in-tile level start among those kept from `lowest` upward.
std::size_t place_of(unsigned in_tile_level, unsigned lowest) {
  return (std::size_t{512} >> lowest) - (std::size_t{512} >> in_tile_level);
}

std::uint64_t name_of(const TileId& tile) { return tile.index << 6 | tile.level; }

std::uint64_t split_of(std::uint64_t size) { return std::bit_floor(size - 1); }

// The root of the entries [start, end) where start is a multiple of a power of two not below their
// number: whole subtrees, the largest first, folded from the right.
Result<Hash> root_of_range(Range range, std::uint64_t size, TileReader& tiles) {
  std::vector<Hash> whole;
  while (range.start < range.end) {
    const std::uint64_t width = std::bit_floor(range.end - range.start);
    const auto level = static_cast<std::uint8_t>(std::countr_zero(width));
    whole.push_back(LODESTAR_TRY(tiles.node({level, range.start >> level}, size)));
    range.start += width;
  }
  return fold_whole(whole);
}

}  // namespace

Hash fold_whole(std::span<const Hash> whole) {
  if (whole.empty()) return empty_root();
  Hash root = whole.back();
  for (std::size_t i = whole.size() - 1; i-- > 0;) root = hash_node(whole[i], root);
  return root;
}

std::string to_path(const TileId& tile) {
  std::string path =
      tile.level == TileId::kEntries ? "tile/entries/" : fmt::format("tile/{}/", tile.level);
  std::uint64_t power = 1;
  while (tile.index / power >= 1000) power *= 1000;
  for (; power > 1; power /= 1000) path += fmt::format("x{:03}/", tile.index / power % 1000);
  path += fmt::format("{:03}", tile.index % 1000);
  if (tile.width < kTileWidth) path += fmt::format(".p/{}", tile.width);
  return path;
}

std::optional<TileId> parse_path(std::string_view path) {
  if (!path.starts_with("tile/")) return {};
  path.remove_prefix(5);
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return {};
  TileId tile;
  const std::string_view level = path.substr(0, slash);
  const auto number = parse_decimal(level, 63);
  if (level != "entries" && !number) return {};
  tile.level = number ? static_cast<std::uint8_t>(*number) : TileId::kEntries;
  path.remove_prefix(slash + 1);
  if (const std::size_t dot = path.find(".p/"); dot != std::string_view::npos) {
    const auto width = parse_decimal(path.substr(dot + 3), kTileWidth - 1);
    if (!width || *width == 0) return {};
    tile.width = static_cast<std::uint32_t>(*width);
    path = path.substr(0, dot);
  }
  const auto index = parse_index(path);
  if (!index) return {};
  tile.index = *index;
  return tile;
}

TileId tile_of(std::uint8_t level, std::uint64_t index, std::uint64_t size) {
  const std::uint64_t nodes = nodes_at(level, size);
  LODESTAR_ASSERT(index <= nodes / kTileWidth);
  const bool is_whole = index < nodes / kTileWidth;
  return {level, index, static_cast<std::uint32_t>(is_whole ? kTileWidth : nodes % kTileWidth)};
}

std::vector<TileId> new_tiles(std::uint64_t from, std::uint64_t size) {
  std::vector<TileId> tiles;
  const auto add_level = [&](std::uint8_t level) {
    const std::uint64_t before = nodes_at(level, from), nodes = nodes_at(level, size);
    for (std::uint64_t i = before / kTileWidth; before < nodes && i * kTileWidth < nodes; ++i)
      tiles.push_back(tile_of(level, i, size));
  };
  add_level(TileId::kEntries);
  for (std::uint8_t level = 0; nodes_at(level, size) > 0; ++level) add_level(level);
  return tiles;
}

void append_entry(std::string& bundle, std::string_view entry) {
  LODESTAR_ASSERT(entry.size() <= kLongestEntry);
  bundle += static_cast<char>(entry.size() >> 8);
  bundle += static_cast<char>(entry.size() & 0xff);
  bundle += entry;
}

Result<std::vector<std::string_view>> parse_bundle(std::string_view bytes, std::uint32_t entries) {
  std::vector<std::string_view> found;
  found.reserve(entries);
  const auto byte_at = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  for (std::uint32_t i = 0; i < entries; ++i) {
    const std::size_t length = bytes.size() < 2 ? 0 : byte_at(0) << 8 | byte_at(1);
    if (bytes.size() < 2 + length)
      return Error{Code::invalid, fmt::format("the bundle ends within entry {} of {}", i, entries)};
    found.push_back(bytes.substr(2, length));
    bytes.remove_prefix(2 + length);
  }
  if (!bytes.empty()) {
    return Error{Code::invalid, fmt::format("the bundle has {} bytes behind its {} entries",
                                            bytes.size(), entries)};
  }
  return found;
}

Result<std::span<const Hash>> TileReader::read(const TileId& tile) {
  if (last_ == tile) return last_hashes_;
  last_.reset();
  const std::span<const Hash> hashes = LODESTAR_TRY(read_(tile));
  if (hashes.size() < tile.width) {
    return Error{Code::corrupt, fmt::format("{}: it has {} hashes and must have {}", to_path(tile),
                                            hashes.size(), tile.width)};
  }
  last_ = tile;
  return last_hashes_ = hashes.first(tile.width);
}

// The nodes of a tile from in-tile level `lowest` to its root, level after level.
Result<std::span<const Hash>> TileReader::upper_nodes(const TileId& tile, unsigned lowest) {
  auto& kept = tile.width == kTileWidth ? kept_ : kept_partial_;
  if (const auto found = kept.find(name_of(tile)); found != kept.end()) return found->second;
  const std::span<const Hash> hashes = LODESTAR_TRY(read(tile));
  std::vector<Hash> nodes(place_of(kTileLevels + 1, lowest));
  std::vector<Hash> level(hashes.begin(), hashes.end());
  for (unsigned at = 0; at <= kTileLevels; ++at) {
    if (at >= lowest) std::ranges::copy(level, nodes.begin() + place_of(at, lowest));
    level = parents_of(level);
  }
  const std::size_t bytes = nodes.size() * sizeof(Hash);
  if (kept_bytes_ + bytes > most_kept_) kept_.clear(), kept_bytes_ = 0;
  if (tile.width == kTileWidth) kept_bytes_ += bytes;
  return kept.emplace(name_of(tile), std::move(nodes)).first->second;
}

Result<Hash> TileReader::node(Node node, std::uint64_t size) {
  LODESTAR_ASSERT(node.level < 64 && node.index < size >> node.level);
  if (size != partial_size_) kept_partial_.clear(), partial_size_ = size;
  const auto tile_level = static_cast<std::uint8_t>(node.level / kTileLevels);
  const unsigned level = node.level % kTileLevels;
  const std::uint64_t first = node.index << level;  // among the hashes of that level of tiles
  const TileId tile = tile_of(tile_level, first / kTileWidth, size);
  const unsigned lowest = tile_level == 0 ? kSixteenths : 0;
  if (level >= lowest) {
    const std::span<const Hash> nodes = LODESTAR_TRY(upper_nodes(tile, lowest));
    return nodes[place_of(level, lowest) + (first % kTileWidth >> level)];
  }
  const std::span<const Hash> hashes = LODESTAR_TRY(read(tile));
  return root_of_whole(hashes.subspan(first % kTileWidth, std::size_t{1} << level));
}

Result<Hash> root_of(std::uint64_t size, TileReader& tiles) {
  return root_of_range({0, size}, size, tiles);
}

Result<std::vector<Hash>> prove_inclusion(LeafOf leaf, TileReader& tiles) {
  if (leaf.index >= leaf.size) {
    return Error{Code::invalid,
                 fmt::format("entry {} is not in a tree of {}", leaf.index, leaf.size)};
  }
  std::vector<Hash> proof;
  Range in{0, leaf.size};
  while (in.end - in.start > 1) {
    const std::uint64_t middle = in.start + split_of(in.end - in.start);
    const bool is_left = leaf.index < middle;
    const Range other = is_left ? Range{middle, in.end} : Range{in.start, middle};
    proof.push_back(LODESTAR_TRY(root_of_range(other, leaf.size, tiles)));
    in = is_left ? Range{in.start, middle} : Range{middle, in.end};
  }
  std::ranges::reverse(proof);
  return proof;
}

Result<std::vector<Hash>> prove_subtree_consistency(Range subtree, std::uint64_t size,
                                                    TileReader& tiles) {
  const bool is_empty = subtree.start == subtree.end;  // of which there is nothing to prove
  if (subtree.end > size || !(is_empty || is_subtree(subtree))) {
    return Error{Code::invalid, fmt::format("[{}, {}) is no subtree of a tree of {}", subtree.start,
                                            subtree.end, size)};
  }
  std::vector<Hash> proof;
  if (is_empty) return proof;
  Range in{0, size};
  bool is_known = true;  // who verifies has the root of what is left
  while (subtree.start != in.start || subtree.end != in.end) {
    const std::uint64_t middle = in.start + split_of(in.end - in.start);
    const bool is_left = subtree.end <= middle;
    const Range other = is_left ? Range{middle, in.end} : Range{in.start, middle};
    proof.push_back(LODESTAR_TRY(root_of_range(other, size, tiles)));
    in = is_left ? Range{in.start, middle} : Range{middle, in.end};
    if (!is_left && subtree.start < middle) subtree.start = middle, is_known = false;
  }
  if (!is_known) proof.push_back(LODESTAR_TRY(root_of_range(in, size, tiles)));
  std::ranges::reverse(proof);
  return proof;
}

Result<std::vector<Hash>> prove_consistency(std::uint64_t older, std::uint64_t newer,
                                            TileReader& tiles) {
  return prove_subtree_consistency({0, older}, newer, tiles);
}

Result<Edge> Edge::read(std::uint64_t size, TileReader& tiles) {
  Edge edge;
  while (edge.size_ < size) {
    const std::uint64_t width = std::bit_floor(size - edge.size_);
    const auto level = static_cast<std::uint8_t>(std::countr_zero(width));
    edge.whole_.push_back(LODESTAR_TRY(tiles.node({level, edge.size_ >> level}, size)));
    edge.size_ += width;
  }
  return edge;
}

void Edge::add(const Hash& leaf) {
  Hash hash = leaf;
  for (std::uint64_t left = size_++; (left & 1) != 0; left >>= 1) {
    hash = hash_node(whole_.back(), hash);
    whole_.pop_back();
  }
  whole_.push_back(hash);
}

Hash Edge::root() const { return fold_whole(whole_); }

}  // namespace lodestar::ledger
