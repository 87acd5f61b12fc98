// SPDX-License-Identifier: Apache-2.0
// What is read of a private log beside a process that has it open.
#include "log/internal/layout.h"
#include "log/internal/private_parts.h"
#include "log/internal/shape.h"
#include "log/private_log.h"
#include "log/tile_files.h"

namespace lodestar::log {

using internal::map_options;
using internal::padding_at;
using internal::read_shape;
using ledger::Leaf;
using ledger::Opening;

namespace {

struct Published {
  ledger::Note checkpoint;
  ledger::TreeHead head;
};
Result<Published> read_published(const std::string& folder, io::Files& files) {
  const std::string bytes = LODESTAR_TRY(files.read(internal::Layout{folder}.checkpoint()));
  Published published{.checkpoint = LODESTAR_TRY(ledger::parse_note(bytes))};
  published.head = LODESTAR_TRY(ledger::parse_checkpoint(published.checkpoint.text)).head;
  return published;
}

}  // namespace

Result<PrivateShape> shape_of(const std::string& folder, const PrivateOptions& options) {
  return LODESTAR_TRY(read_shape(*options.log.files, folder, options.key)).shape;
}

Result<ledger::Completeness> prove_completeness(const std::string& folder, std::string_view subject,
                                                const PrivateOptions& options) {
  io::Files& files = *options.log.files;
  LODESTAR_TRY(read_shape(files, folder, options.key));
  const std::string public_folder = internal::Layout{folder}.open();
  const Published published = LODESTAR_TRY(read_published(folder, files));
  const auto map = LODESTAR_TRY(RecordMap::read(map_options(folder, options), published.head.size));
  auto proof = LODESTAR_TRY(map->prove(subject));
  proof.record.checkpoint = published.checkpoint;
  proof.record.hashes =
      LODESTAR_TRY(prove_entry(public_folder, proof.record.index, published.head, files));
  return proof;
}

Result<ledger::MapLabels> read_map_labels(const std::string& folder,
                                          const PrivateOptions& options) {
  io::Files& files = *options.log.files;
  LODESTAR_TRY(read_shape(files, folder, options.key));
  const std::uint64_t size = LODESTAR_TRY(read_published(folder, files)).head.size;
  const auto map = LODESTAR_TRY(RecordMap::read(map_options(folder, options), size));
  // An auditor who gets another label, or another map's salt, finds the log false, and not a file
  // of it damaged.
  LODESTAR_TRY(map->load());
  auto labels = LODESTAR_TRY(map->labels());
  const auto leaf_at = leaves_of(internal::Layout{folder}.open(), size, files);
  for (std::uint64_t place = ledger::kMapEvery - 1; place < labels.slots.size();
       place += ledger::kMapEvery) {
    const ledger::ListEntry entry{.index = place, .leaf = LODESTAR_TRY(leaf_at(place))};
    LODESTAR_TRY(map->opening_at(entry));
  }
  return labels;
}

Result<Opening> read_opening(const std::string& folder, ledger::LeafOf entry,
                             const PrivateOptions& options) {
  io::Files& files = *options.log.files;
  LODESTAR_TRY(read_shape(files, folder, options.key));
  const internal::Layout layout{folder};
  const std::string bytes = LODESTAR_TRY(read_entry(layout.open(), entry, files));
  const Leaf leaf = LODESTAR_TRY(ledger::parse_leaf(bytes));
  if (ledger::is_map_place(entry.index)) {
    return LODESTAR_TRY(RecordMap::read(map_options(folder, options), entry.size))
        ->opening_at({entry.index, leaf});
  }
  if (Opening opening = padding_at(entry.index, options.issuer, options.key);
      leaf_of(opening) == leaf) {
    return opening;
  }
  return Payloads::read(files, layout.closed(), options.key).find(leaf.commitment);
}

}  // namespace lodestar::log
