// SPDX-License-Identifier: Apache-2.0
#include "witness/internal/records.h"

#include "base/assert.h"
#include "base/big_endian.h"

namespace lodestar::witness::internal {
namespace {

constexpr char kCosigned = 'c', kRun = 'r';
constexpr std::size_t kLength = 4;

}  // namespace

void append_cosigned(std::string& record, std::string_view checkpoint) {
  record += kCosigned;
  record += to_big_endian(static_cast<std::uint32_t>(checkpoint.size()));
  record += checkpoint;
}

void append_run(std::string& record, std::string_view run) {
  LODESTAR_ASSERT(run.size() == kRunBytes);
  record += kRun;
  record += run;
}

Status visit(std::string_view record, const Visitor& visitor) {
  const Error torn{Code::corrupt, "a record of the witness cannot be read"};
  for (std::size_t at = 0; at < record.size();) {
    const char kind = record[at++];
    const std::string_view rest = record.substr(at);
    std::size_t length = kRunBytes;
    if (kind == kCosigned) {
      if (rest.size() < kLength) return torn;
      length = from_big_endian<std::uint32_t>(rest);
      at += kLength;
    } else if (kind != kRun) {
      return torn;
    }
    if (length > record.size() - at) return torn;
    if (kind == kRun) visitor.run(record.substr(at, length));
    if (kind == kCosigned) LODESTAR_TRY(visitor.cosigned(record.substr(at, length), at));
    at += length;
  }
  return {};
}

Result<ledger::Checkpoint> read_text(std::string_view note) {
  const std::size_t end = note.find("\n\n");
  if (end == std::string_view::npos) return Error{Code::corrupt, "a checkpoint without signatures"};
  return ledger::parse_checkpoint(note.substr(0, end + 1));
}

}  // namespace lodestar::witness::internal
