// SPDX-License-Identifier: Apache-2.0
// Any bytes as a request to a mirror to take entries, and as its answer: what is read is written
// and read again the same, no package is taken that is not the upload's, and whatever it admits of
// a tree that nobody has is refused.
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "ledger/mirror.h"

namespace {

namespace ledger = lodestar::ledger;

// Entries 0, 1, 2, ... as decimals: the log of the corpus.
ledger::TreeHead head_of(std::uint64_t size) {
  ledger::Edge edge;
  for (std::uint64_t i = 0; i < size; ++i) edge.add(ledger::hash_leaf(std::to_string(i)));
  return {size, edge.root()};
}

void check_sequence(ledger::Range upload) {
  const std::uint64_t count = ledger::count_packages(upload);
  if (count == 0) return;
  LODESTAR_ASSERT(ledger::package_of(upload, 0).start == upload.start);
  LODESTAR_ASSERT(ledger::package_of(upload, count - 1).end == upload.end);
  for (const std::uint64_t i : {std::uint64_t{0}, count / 2, count - 1}) {
    const ledger::Range range = ledger::package_of(upload, i);
    LODESTAR_ASSERT(range.start < range.end && range.end - range.start <= ledger::kTileWidth);
    LODESTAR_ASSERT(ledger::is_subtree(ledger::subtree_of(range)));
  }
}

void ask(std::string_view bytes) {
  const auto request = ledger::parse_add_entries(bytes);
  if (!request) return;
  LODESTAR_ASSERT(to_string(*request) == bytes);
  check_sequence(request->upload);
  static const ledger::TreeHead kPending = head_of(300), kMirrored = head_of(100);
  const ledger::MirrorState state{
      .is_known = true, .pending = kPending, .mirrored = kMirrored, .ticketed = {}, .next = 256};
  const auto admission = admit(state, *request);
  LODESTAR_ASSERT(admission.status == 200 || admission.status == 409);
  LODESTAR_ASSERT(admission.status == 409 || admission.head.size == request->upload.end);
  if (admission.status != 200) return;
  std::vector<ledger::Hash> before;
  for (std::uint64_t i = ledger::subtree_of(request->upload).start; i < request->upload.start; ++i)
    before.push_back(ledger::hash_leaf(std::to_string(i)));
  const auto done = authenticate(*request, admission.head, before);
  std::uint64_t at = request->upload.start;
  for (const ledger::Package& package : done.packages) {
    for (const std::string_view entry : package.entries)
      LODESTAR_ASSERT(entry == std::to_string(at++));
  }
  LODESTAR_ASSERT((done.status == 200) == (at == request->upload.end));
}

void hear(std::string_view bytes) {
  const auto info = ledger::parse_mirror_info(bytes);
  // Spare bits of a ticket's last letter are read over, and written as zeros.
  if (info) LODESTAR_ASSERT(ledger::parse_mirror_info(to_string(*info)).value() == *info);
  for (const int status : {200, 202, 409}) {
    const ledger::WitnessAnswer answer{status, std::string(ledger::kMirrorInfoType),
                                       std::string(bytes)};
    const auto read = ledger::read_mirror_answer(answer, "o\n1\nr\n", {});
    LODESTAR_ASSERT(read.has_value() == (status != 200 && info.has_value()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ask(bytes);
  hear(bytes);
  return 0;
}
