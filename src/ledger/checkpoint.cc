// SPDX-License-Identifier: Apache-2.0
//   checkpoint = origin LF size LF base64(root[32]) LF *(extension LF)     none of them empty
#include "ledger/checkpoint.h"

#include "ledger/internal/lines.h"

namespace lodestar::ledger {

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  if (!text.ends_with('\n'))
    return Error{Code::invalid, "reading a checkpoint: its last line does not end"};
  internal::Lines lines("reading a checkpoint", text);
  const auto origin = lines.next();
  if (!origin || origin->empty()) return lines.error("names no origin");
  const auto size_line = lines.next();
  const auto size = size_line ? internal::parse_decimal(*size_line) : std::nullopt;
  if (!size) return lines.error("is no tree size: " + internal::shown(size_line.value_or("")));
  const auto root_line = lines.next();
  const auto root = root_line ? internal::parse_hash(*root_line) : std::nullopt;
  if (!root) return lines.error("is no root hash: " + internal::shown(root_line.value_or("")));
  Checkpoint checkpoint{.origin = std::string(*origin), .head = {*size, *root}};
  for (auto line = lines.next(); line; line = lines.next()) {
    if (line->empty()) return lines.error("is empty, and an extension line must not be");
    checkpoint.extensions.emplace_back(*line);
  }
  return checkpoint;
}

std::string to_string(const Checkpoint& checkpoint) {
  std::string text = fmt::format("{}\n{}\n{}", checkpoint.origin, checkpoint.head.size,
                                 internal::to_line(checkpoint.head.root));
  for (const std::string& line : checkpoint.extensions) text += line + '\n';
  return text;
}

}  // namespace lodestar::ledger
