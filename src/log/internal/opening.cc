// SPDX-License-Identifier: Apache-2.0
#include "log/internal/opening.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "log/tile_files.h"

namespace lodestar::log::internal {
namespace {

using ledger::TreeHead;

// The journal's entries behind the settled tree, and the root of every tree that may have been
// published: one at the end of each batch.
class Past {
 public:
  Past(const TreeHead& settled, ledger::Edge edge, std::string folder)
      : edge_(std::move(edge)), folder_(std::move(folder)) {
    roots_[settled.size] = settled.root;
  }

  Status add(std::string_view record) {
    if (const auto head = parse_head_record(record)) {
      published_.push_back(*head);
      return {};
    }
    if (const auto checkpoint = parse_shown_record(record)) {
      shown_ = *checkpoint;
      return {};
    }
    const auto batch = parse_batch(record);
    if (!batch) return corrupt("a record is neither entries nor a head");
    if (next_ ? batch->first != *next_ : batch->first > edge_.size()) {
      return corrupt(fmt::format("entries begin at {} and must begin at {}", batch->first,
                                 next_.value_or(edge_.size())));
    }
    next_ = batch->end();
    if (batch->end() <= edge_.size()) return {};
    if (batch->first != edge_.size())
      return corrupt(fmt::format("a batch has the settled size {} in its middle", edge_.size()));
    for (const auto entry : LODESTAR_TRY(ledger::parse_bundle(batch->bundle, batch->entries)))
      edge_.add(ledger::hash_leaf(entry));
    roots_[edge_.size()] = edge_.root();
    return {};
  }

  TreeHead head() const { return {edge_.size(), edge_.root()}; }
  const std::vector<TreeHead>& published() const { return published_; }
  const std::string& shown() const { return shown_; }  // the last; empty: none
  std::uint64_t journal_end() const { return next_.value_or(0); }
  // None where no batch ended there.
  std::optional<ledger::Hash> find_root(std::uint64_t size) const {
    const auto found = roots_.find(size);
    return found == roots_.end() ? std::nullopt : std::optional(found->second);
  }
  Error corrupt(std::string_view what) const {
    return {Code::corrupt, fmt::format("{}: {}", folder_, what)};
  }

 private:
  ledger::Edge edge_;
  std::string folder_;
  std::optional<std::uint64_t> next_;
  std::map<std::uint64_t, ledger::Hash> roots_;
  std::vector<TreeHead> published_;
  std::string shown_;
};

Result<TreeHead> read_settled(io::Files& files, const Layout& layout) {
  const auto text = files.read(layout.settled());
  if (!text && text.error().code == Code::not_found) return TreeHead{0, ledger::empty_root()};
  if (!text) return text.error();
  if (const auto head = parse_settled(*text)) return *head;
  return Error{Code::corrupt,
               fmt::format("{}: it is damaged: restore it from a copy", layout.settled())};
}

Result<std::optional<TreeHead>> read_checkpoint(io::Files& files, const Layout& layout) {
  const auto text = files.read(layout.checkpoint());
  if (!text && text.error().code == Code::not_found) return std::optional<TreeHead>();
  if (!text) return text.error();
  if (const auto head = find_head(*text)) return head;
  return Error{Code::corrupt, fmt::format("{}: it is no checkpoint: restore it from a copy, or "
                                          "move it away if a witness knows this log",
                                          layout.checkpoint())};
}

Error shrunk(std::string_view whose, const TreeHead& head, const TreeHead& durable) {
  return {
      Code::conflict,
      fmt::format("{} has {} entries, and the journal only {}: the log would go back: was an old "
                  "copy restored? Bring the newest journal here; never publish the smaller tree",
                  whose, head.size, durable.size)};
}

Status check_head(std::string_view whose, const TreeHead& head, const Past& past,
                  const TreeHead& settled, ledger::TileReader& tiles) {
  if (head.size > past.head().size) return shrunk(whose, head, past.head());
  auto root = past.find_root(head.size);
  if (head.size < settled.size) {
    // In the settled tree: that it continues the head's is what a consistency proof says.
    const auto proof = LODESTAR_TRY(prove_consistency(head.size, settled.size, tiles));
    if (head.size == 0 || holds_consistency(head, settled, proof)) return {};
    root.reset();
  }
  if (root == head.root) return {};
  return Error{Code::conflict,
               fmt::format("{} and the entries here disagree about the tree of {}: there are two "
                           "logs of one name: keep both, and find out which one was published",
                           whose, head.size)};
}

}  // namespace

Result<Found> look(io::Files& files, const Layout& layout, std::span<const TreeHead> known) {
  Found found{.settled = LODESTAR_TRY(read_settled(files, layout)),
              .durable = {},
              .published = {},
              .checkpoint = LODESTAR_TRY(read_checkpoint(files, layout)),
              .unshown = {}};
  ledger::TileReader tiles(read_tiles(layout.open(), files));
  auto edge = LODESTAR_TRY(ledger::Edge::read(found.settled.size, tiles));
  if (edge.root() != found.settled.root) {
    return Error{Code::corrupt, fmt::format("{}: the tiles of {} entries have not the root of {}: "
                                            "look with fsck, restore them from a copy",
                                            layout.open(), found.settled.size, layout.settled())};
  }
  Past past(found.settled, std::move(edge), layout.journal());
  Status read = io::Journal::read(files, layout.journal(),
                                  [&](auto record, auto) { return past.add(record); });
  if (!read && read.error().code == Code::corrupt)
    read.error().message += ": restore it from a copy, or look with fsck";
  LODESTAR_TRY(std::move(read));
  found.durable = past.head();
  if (past.journal_end() < found.settled.size)
    return shrunk(layout.settled(), found.settled, {past.journal_end(), {}});
  if (found.checkpoint) {
    LODESTAR_TRY(check_head("the checkpoint", *found.checkpoint, past, found.settled, tiles));
    found.published.push_back(found.checkpoint->size);
  }
  if (!past.shown().empty()) {
    const auto head = find_head(past.shown());
    if (!head) return past.corrupt("a record is no checkpoint");
    LODESTAR_TRY(check_head("the journal's own checkpoint", *head, past, found.settled, tiles));
    if (!found.checkpoint || head->size > found.checkpoint->size) found.unshown = past.shown();
  }
  for (const TreeHead& head : known)
    LODESTAR_TRY(check_head("a witness's checkpoint", head, past, found.settled, tiles));
  for (const TreeHead& head : past.published()) {
    if (head.size < found.settled.size) continue;
    LODESTAR_TRY(check_head("the journal's own head", head, past, found.settled, tiles));
    found.published.push_back(head.size);
  }
  return found;
}

Result<Taken> take_up(io::Files& files, const Layout& layout, const Found& found,
                      const TakeOptions& options) {
  auto publisher = LODESTAR_TRY(Publisher::open(files, layout, found.settled));
  if (options.keeps_public) publisher.keep_what_is_right();
  auto journal =
      LODESTAR_TRY(io::Journal::open(files, layout.journal(), options.journal,
                                     [&](std::string_view record, io::Journal::Place place) {
                                       const auto batch = parse_batch(record);
                                       return batch && batch->end() > publisher.size()
                                                  ? publisher.add(*batch, place.segment)
                                                  : Status();
                                     }));
  for (const std::uint64_t size : found.published) LODESTAR_TRY(publisher.write_edge_of(size));
  return Taken{std::move(publisher), std::move(journal)};
}

}  // namespace lodestar::log::internal
