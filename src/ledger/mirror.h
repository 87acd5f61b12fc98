// SPDX-License-Identifier: Apache-2.0
// What a log and a mirror say to each other, without the network between: entries in packages, each
// with the proof that it belongs to a checkpoint, what a mirror finds out before it takes them, and
// what the log makes of its answer.
//
// Shapes   an upload is the entries [start, end) of a log, end being the size of a checkpoint that
//          the mirror knows as pending. It is cut at the multiples of 256 into a sequence of
//          packages that nobody chooses; a request holds the first of them, as many as it likes.
//          A package that is cut off, and what lies behind the last one, is left unread.
// Units    sizes and indexes count entries.
// Errors   invalid: not a request, not such an answer; of an answer, as in witness.h, and corrupt:
//          202 without what the mirror has.
// Cost     a hash (0.2 us) an entry, and some 20 a package.
// Threads  pure. Packages and requests point into the body they were read from.
// Source   c2sp.org/tlog-mirror, July 2026: add-entries. What it leaves open: excess entries are
//          too many above kMostExcess; a request of more than kMostPackages is read so far, and
//          answered as if it ended there; a proof of more than 63 hashes does not hold (422).
// Example  const auto request = LODESTAR_TRY(parse_add_entries(body));
//          if (admit(state, request).status == 200) authenticate(request, head, before);
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/merkle.h"
#include "ledger/tiles.h"
#include "ledger/witness.h"

namespace lodestar::ledger {

inline constexpr std::uint64_t kMostPackages = 32;                        // read of a request
inline constexpr std::uint64_t kMostExcess = kMostPackages * kTileWidth;  // sent though it is here
inline constexpr std::size_t kMostPackageHashes = 63;
inline constexpr std::size_t kLongestTicket = 65535;  // bytes
inline constexpr std::string_view kMirrorInfoType = "text/x.tlog.mirror-info";

struct AddEntries {
  std::string_view origin;
  Range upload;
  std::string_view ticket;
  std::string_view packages;  // the rest of the body
};
Result<AddEntries> parse_add_entries(std::string_view body);
std::string to_string(const AddEntries& request);  // origin and ticket <= 65535 bytes

// The canonical sequence: how many packages, and the entries of each.
std::uint64_t count_packages(Range upload);
Range package_of(Range upload, std::uint64_t number);
// The entries whose hash a package's proof is about: from the multiple of 256 before it.
inline Range subtree_of(Range package) {
  return {package.start / kTileWidth * kTileWidth, package.end};
}

struct Package {
  Range range;
  std::vector<std::string_view> entries;
  std::vector<Hash> proof;
};
void append_package(std::string& body, std::span<const std::string_view> entries,
                    std::span<const Hash> proof);

// What a mirror has of the log that a request is about.
struct MirrorState {
  bool is_known = false;
  std::optional<TreeHead> pending;   // none: the log never sent a checkpoint
  std::optional<TreeHead> mirrored;  // none: nothing is cosigned yet
  std::optional<TreeHead> ticketed;  // was pending once, as the request's ticket proves
  std::uint64_t next = 0;            // the first entry that is missing
};
// 200: read the packages, against `head`. 404, 422; 409: tell the size, and what is next.
struct Admission {
  int status = 0;
  TreeHead head;  // of 200 the upload's, of 409 the one to tell
};
Admission admit(const MirrorState& state, const AddEntries& request);

// The packages that were proven to belong to the tree, as far as they stand in the request.
struct Authenticated {
  std::vector<Package> packages;
  int status =
      0;  // 200: all of the upload; 202: some; 400: none, though some are due; 422: refused
};
// `before` are the hashes of the entries before the first package that share its subtree.
Authenticated authenticate(const AddEntries& request, const TreeHead& head,
                           std::span<const Hash> before);

// What a mirror tells with 202 and 409.
struct MirrorInfo {
  std::uint64_t size = 0;  // of a pending checkpoint
  std::uint64_t next = 0;
  std::string ticket;
  friend bool operator==(const MirrorInfo&, const MirrorInfo&) = default;
};
Result<MirrorInfo> parse_mirror_info(std::string_view body);
std::string to_string(const MirrorInfo& info);

// What an answer to add-entries is worth to the log whose checkpoint's text that was: cosignatures
// that hold, by keys of its mirror, or how to go on.
struct Mirrored {
  std::vector<SignatureLine> cosignatures;
  std::optional<MirrorInfo> info;
};
Result<Mirrored> read_mirror_answer(const WitnessAnswer& answer, std::string_view text,
                                    std::span<const VerifierKey> mirror);

}  // namespace lodestar::ledger
