// SPDX-License-Identifier: Apache-2.0
//   request = u16 origin u64 u64 u16 ticket *package         all numbers big-endian
//   package = *(u16 entry) u8 *63(hash[32])
//   info    = decimal LF decimal LF [base64(ticket)] LF
//
// The checks stand in the specification's order.
#include "ledger/mirror.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>

#include "base/assert.h"
#include "base/base64.h"
#include "base/big_endian.h"
#include "ledger/internal/lines.h"

namespace lodestar::ledger {
namespace {

// Bytes taken from the front; none where fewer are left.
std::optional<std::string_view> take(std::string_view& bytes, std::size_t count) {
  if (bytes.size() < count) return {};
  const std::string_view taken = bytes.substr(0, count);
  bytes.remove_prefix(count);
  return taken;
}

template <typename Number>
std::optional<Number> take_number(std::string_view& bytes) {
  const auto taken = take(bytes, sizeof(Number));
  if (!taken) return {};
  return from_big_endian<Number>(*taken);
}

std::optional<std::string_view> take_counted(std::string_view& bytes) {
  const auto length = take_number<std::uint16_t>(bytes);
  return length ? take(bytes, *length) : std::nullopt;
}

void append_counted(std::string& bytes, std::string_view text) {
  LODESTAR_ASSERT(text.size() <= kLongestEntry);
  bytes += to_big_endian(static_cast<std::uint16_t>(text.size()));
  bytes += text;
}

// None where the bytes end within it.
std::optional<Package> take_package(std::string_view& bytes, Range range) {
  Package package{.range = range, .entries = {}, .proof = {}};
  for (std::uint64_t i = range.start; i < range.end; ++i) {
    const auto entry = take_counted(bytes);
    if (!entry) return {};
    package.entries.push_back(*entry);
  }
  const auto count = take_number<std::uint8_t>(bytes);
  if (!count) return {};
  const auto hashes = take(bytes, *count * sizeof(Hash));
  if (!hashes) return {};
  package.proof.resize(*count);
  if (*count > 0) std::memcpy(package.proof.data(), hashes->data(), hashes->size());
  return package;
}

bool holds(const Package& package, const TreeHead& head, std::span<const Hash> before) {
  if (package.proof.size() > kMostPackageHashes) return false;
  Edge subtree;
  for (const Hash& hash : before) subtree.add(hash);
  for (const std::string_view entry : package.entries) subtree.add(hash_leaf(entry));
  return holds_subtree_consistency(subtree_of(package.range), subtree.root(), head, package.proof);
}

}  // namespace

Result<AddEntries> parse_add_entries(std::string_view body) {
  const Error cut{Code::invalid, "reading a request to add entries: it ends before its entries"};
  const auto origin = take_counted(body);
  if (!origin) return cut;
  const auto start = take_number<std::uint64_t>(body), end = take_number<std::uint64_t>(body);
  const auto ticket = take_counted(body);
  if (!start || !end || !ticket) return cut;
  if (*start > *end) {
    return Error{Code::invalid, fmt::format("reading a request to add entries: it starts at {} and "
                                            "ends at {}",
                                            *start, *end)};
  }
  return AddEntries{
      .origin = *origin, .upload = {*start, *end}, .ticket = *ticket, .packages = body};
}

std::string to_string(const AddEntries& request) {
  std::string body;
  append_counted(body, request.origin);
  body += to_big_endian(request.upload.start) + to_big_endian(request.upload.end);
  append_counted(body, request.ticket);
  body += request.packages;
  return body;
}

std::uint64_t count_packages(Range upload) {
  if (upload.start == upload.end) return 0;
  return (upload.end - 1) / kTileWidth - upload.start / kTileWidth + 1;
}

Range package_of(Range upload, std::uint64_t number) {
  const std::uint64_t first = (upload.start / kTileWidth + number) * kTileWidth;
  return {std::max(upload.start, first), first + std::min(kTileWidth, upload.end - first)};
}

void append_package(std::string& body, std::span<const std::string_view> entries,
                    std::span<const Hash> proof) {
  LODESTAR_ASSERT(proof.size() <= kMostPackageHashes);
  for (const std::string_view entry : entries) append_counted(body, entry);
  body += static_cast<char>(proof.size());
  for (const Hash& hash : proof) body.append(reinterpret_cast<const char*>(hash.data()), 32);
}

Admission admit(const MirrorState& state, const AddEntries& request) {
  if (!state.is_known) return {.status = 404, .head = {}};
  if (!state.pending) return {.status = 422, .head = {}};
  const Range upload = request.upload;
  std::optional<TreeHead> head;
  for (const auto& known : {state.pending, state.ticketed, state.mirrored}) {
    if (!head && known && known->size == upload.end) head = known;
  }
  if (!head || (state.mirrored && upload.end < state.mirrored->size))
    return {.status = 409, .head = *state.pending};
  if (upload.start > state.next) return {.status = 409, .head = *head};
  const std::uint64_t excess = std::min(upload.end, state.next) - upload.start;
  return {.status = excess > kMostExcess ? 409 : 200, .head = *head};
}

Authenticated authenticate(const AddEntries& request, const TreeHead& head,
                           std::span<const Hash> before) {
  Authenticated done{.packages = {}, .status = 200};
  const std::uint64_t count = count_packages(request.upload);
  std::string_view rest = request.packages;
  for (std::uint64_t i = 0; i < count; ++i) {
    auto package = i < kMostPackages ? take_package(rest, package_of(request.upload, i))
                                     : std::optional<Package>();
    if (!package) {
      done.status = i == 0 ? 400 : 202;
      break;
    }
    if (!holds(*package, head, i == 0 ? before : std::span<const Hash>())) {
      done.status = 422;
      break;
    }
    done.packages.push_back(*std::move(package));
  }
  return done;
}

Result<MirrorInfo> parse_mirror_info(std::string_view body) {
  internal::Lines lines("reading what a mirror has", body);
  const auto size = internal::parse_decimal(lines.next().value_or(""));
  if (!size) return lines.error("is no size");
  const auto next = internal::parse_decimal(lines.next().value_or(""));
  if (!next) return lines.error("is no index");
  const auto line = lines.next();
  auto ticket = line ? from_base64(*line) : std::nullopt;
  if (!ticket || ticket->size() > kLongestTicket) return lines.error("is no ticket in base64");
  if (!lines.rest().empty()) return lines.error("is not the last one");
  return MirrorInfo{.size = *size, .next = *next, .ticket = *std::move(ticket)};
}

std::string to_string(const MirrorInfo& info) {
  return fmt::format("{}\n{}\n{}\n", info.size, info.next, to_base64(info.ticket));
}

Result<Mirrored> read_mirror_answer(const WitnessAnswer& answer, std::string_view text,
                                    std::span<const VerifierKey> mirror) {
  if (answer.status != 202 && answer.status != 409) {
    auto witnessed = LODESTAR_TRY(read_answer(answer, text, mirror));
    return Mirrored{.cosignatures = std::move(witnessed.cosignatures), .info = {}};
  }
  auto info = answer.content_type == kMirrorInfoType
                  ? parse_mirror_info(answer.body)
                  : Error{Code::invalid, "not of the type " + std::string(kMirrorInfoType)};
  if (info) return Mirrored{.cosignatures = {}, .info = *std::move(info)};
  return Error{answer.status == 409 ? Code::conflict : Code::corrupt,
               fmt::format("asking a mirror to take entries: it answers {}, but {}", answer.status,
                           info.error().message)};
}

}  // namespace lodestar::ledger
