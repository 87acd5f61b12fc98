// SPDX-License-Identifier: Apache-2.0
// The first request to add entries has none: the answer tells what is missing, and gives the ticket
// with which this checkpoint stays good while newer ones are added.
#include "mirror/push.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>

namespace lodestar::mirror {
namespace {

using ledger::kTileWidth;
using ledger::Range;
using ledger::TileId;

constexpr int kTries = 5;

class Upload {
 public:
  static Result<Upload> read(const PushOptions& options) {
    Upload upload(options);
    upload.note_ = LODESTAR_TRY(ledger::parse_note(LODESTAR_TRY(options.fetch("checkpoint"))));
    upload.pushed_.checkpoint = LODESTAR_TRY(ledger::parse_checkpoint(upload.note_.text));
    return upload;
  }

  Status announce();
  // None: the mirror has gone on to another checkpoint meanwhile.
  Result<std::optional<Pushed>> send();

 private:
  explicit Upload(const PushOptions& options) : options_(&options) {}
  std::uint64_t size() const { return pushed_.checkpoint.head.size; }
  ledger::TileReader tiles();
  Result<std::string> fetch(const TileId& tile) const;
  Result<std::string> packages_of(Range upload, ledger::TileReader& tiles);
  Status check_keys(const std::vector<ledger::SignatureLine>& lines) const;

  const PushOptions* options_;
  ledger::Note note_;
  Pushed pushed_;
  std::vector<ledger::Hash> hashes_;  // of the tile read last
  std::uint64_t read_to_ = 0;         // where packages_of() ended
};

Error newer(std::uint64_t known, std::uint64_t published) {
  return {Code::conflict,
          fmt::format("the mirror knows {} entries, and {} are published here", known, published)};
}

// A partial tile that is gone has become the full one.
Result<std::string> Upload::fetch(const TileId& tile) const {
  auto bytes = options_->fetch(to_path(tile));
  const bool is_gone = !bytes && bytes.error().code == Code::not_found;
  if (!is_gone || tile.width == kTileWidth) return bytes;
  return options_->fetch(to_path(TileId{tile.level, tile.index}));
}

ledger::TileReader Upload::tiles() {
  return ledger::TileReader([this](const TileId& tile) -> Result<std::span<const ledger::Hash>> {
    const std::string bytes = LODESTAR_TRY(fetch(tile));
    if (bytes.size() % sizeof(ledger::Hash) != 0)
      return Error{Code::corrupt, to_path(tile) + ": these are no hashes"};
    hashes_.resize(bytes.size() / sizeof(ledger::Hash));
    std::memcpy(hashes_.data(), bytes.data(), bytes.size());
    return std::span<const ledger::Hash>(hashes_);
  });
}

Status Upload::announce() {
  std::uint64_t known = 0;
  for (int i = 0; i < kTries; ++i) {
    ledger::AddCheckpoint request{
        .old_size = known, .proof = {}, .note = note_, .checkpoint = pushed_.checkpoint};
    ledger::TileReader reader = tiles();
    if (known != 0 && known < size())
      request.proof = LODESTAR_TRY(ledger::prove_consistency(known, size(), reader));
    const auto answer = LODESTAR_TRY(options_->post("/add-checkpoint", to_string(request)));
    if (answer.status == 200) return {};
    const auto read = ledger::read_answer(answer, note_.text, options_->keys);
    if (!read) {
      return Error{read.error().code,
                   fmt::format("the mirror does not take the checkpoint: it answers {} {}",
                               answer.status, answer.body.substr(0, answer.body.find('\n')))};
    }
    known = read->known_size.value_or(known);
    if (known > size()) return newer(known, size());
  }
  return Error{Code::unavailable, "the mirror knows another size at each question"};
}

// As many as a request may have.
Result<std::string> Upload::packages_of(Range upload, ledger::TileReader& tiles) {
  std::string packages;
  read_to_ = upload.start;
  const std::uint64_t count = std::min(ledger::kMostPackages, ledger::count_packages(upload));
  for (std::uint64_t i = 0; i < count; ++i) {
    const Range range = ledger::package_of(upload, i);
    const TileId tile = ledger::tile_of(TileId::kEntries, range.start / kTileWidth, upload.end);
    std::string bundle = LODESTAR_TRY(fetch(tile));
    // The full one, if it came in the partial one's place.
    auto entries = ledger::parse_bundle(bundle, tile.width);
    if (!entries) entries = ledger::parse_bundle(bundle, kTileWidth);
    if (!entries)
      return Error{Code::corrupt, fmt::format("{}: {}", to_path(tile), entries.error().message)};
    const auto some =
        std::span(*entries).subspan(range.start % kTileWidth, range.end - range.start);
    const auto proof = LODESTAR_TRY(
        ledger::prove_subtree_consistency(ledger::subtree_of(range), upload.end, tiles));
    if (i > 0 && packages.size() + bundle.size() > options_->most_bytes) break;
    ledger::append_package(packages, some, proof);
    read_to_ = range.end;
  }
  return packages;
}

Status Upload::check_keys(const std::vector<ledger::SignatureLine>& lines) const {
  for (const ledger::VerifierKey& key : options_->keys) {
    const bool has_signed = std::ranges::any_of(lines, [&](const ledger::SignatureLine& line) {
      return line.name == key.name && line.id == key.id;
    });
    if (!has_signed) {
      return Error{Code::forbidden,
                   fmt::format("the mirror has taken all, and its key {}+{:08x} has not signed",
                               key.name, key.id)};
    }
  }
  return {};
}

Result<std::optional<Pushed>> Upload::send() {
  ledger::TileReader reader = tiles();
  Range upload{size(), size()};
  std::string ticket;
  for (int idle = 0; idle < kTries;) {
    if (options_->stop.stop_requested()) return Error{Code::cancelled, "a stop was asked for"};
    const std::string packages = LODESTAR_TRY(packages_of(upload, reader));
    const ledger::AddEntries request{.origin = pushed_.checkpoint.origin,
                                     .upload = upload,
                                     .ticket = ticket,
                                     .packages = packages};
    const auto answer = LODESTAR_TRY(options_->post("/add-entries", to_string(request)));
    auto read = LODESTAR_TRY(ledger::read_mirror_answer(answer, note_.text, options_->keys));
    const std::uint64_t start = upload.start, end = read_to_;
    if (!read.info) {
      LODESTAR_TRY(check_keys(read.cosignatures));
      pushed_.sent += end - start;
      pushed_.cosignatures = std::move(read.cosignatures);
      return pushed_;
    }
    if (read.info->size != size()) return std::optional<Pushed>();
    if (answer.status == 202) pushed_.sent += end - start;
    upload.start = std::min(read.info->next, size());
    idle = upload.start == start ? idle + 1 : 0;
    ticket = std::move(read.info->ticket);
  }
  return Error{Code::unavailable,
               fmt::format("the mirror takes no entries from {} on", upload.start)};
}

}  // namespace

Result<Pushed> push(const PushOptions& options) {
  for (int i = 0; i < kTries; ++i) {
    Upload upload = LODESTAR_TRY(Upload::read(options));
    LODESTAR_TRY(upload.announce());
    auto pushed = LODESTAR_TRY(upload.send());
    if (pushed) return *std::move(pushed);
  }
  return Error{Code::unavailable, "the mirror has gone on to another checkpoint each time"};
}

}  // namespace lodestar::mirror
