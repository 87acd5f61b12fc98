// SPDX-License-Identifier: Apache-2.0
#include "ledger/map_audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/base64.h"
#include "ledger/internal/lines.h"

namespace lodestar::ledger {
namespace {

constexpr std::string_view kFirstLine = "lodestar-map-labels/v1";

std::string_view view_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::string header_of(const MapLabels& labels) {
  return fmt::format("{}\nissuer {:08x}\nkey {}\nblinding {}\nmaps {}\nslots {}\n\n", kFirstLine,
                     labels.issuer, to_base64(view_of(labels.key)),
                     to_base64(view_of(labels.blinding.reveal())), to_base64(view_of(labels.maps)),
                     labels.slots.size());
}

std::string_view value_of(internal::Lines& lines, std::string_view name) {
  const std::string_view line = lines.next().value_or("");
  return line.starts_with(name) ? line.substr(name.size()) : std::string_view();
}

Leaf leaf_of_map(const MapLabels& labels, const MapHead& head, const Salt& salt) {
  return leaf_of(Opening{.issuer = labels.issuer,
                         .salt = Sensitive(salt),
                         .record = Sensitive(to_string(record_of(head)).value())});
}

}  // namespace

Sensitive<std::string> to_string(const MapLabels& labels) {
  std::string bytes = header_of(labels);
  bytes.reserve(bytes.size() + labels.slots.size() * sizeof(Hash));
  for (const Hash& slot : labels.slots) bytes += view_of(slot);
  return Sensitive(std::move(bytes));
}

Result<MapLabels> parse_map_labels(std::string_view bytes) {
  internal::Lines lines("reading the labels of maps", bytes);
  if (lines.next() != kFirstLine) return lines.error(fmt::format("is not {}", kFirstLine));
  MapLabels labels;
  const std::string_view issuer = value_of(lines, "issuer ");
  std::from_chars(issuer.data(), issuer.data() + issuer.size(), labels.issuer, 16);
  const auto key = internal::parse_hash(value_of(lines, "key "));
  const auto blinding = internal::parse_hash(value_of(lines, "blinding "));
  const auto maps = internal::parse_hash(value_of(lines, "maps "));
  const auto slots = internal::parse_decimal(value_of(lines, "slots "));
  const std::string_view rest = lines.rest().substr(std::min<std::size_t>(1, lines.rest().size()));
  if (!key || !blinding || !maps || !slots || *slots != rest.size() / sizeof(Hash) ||
      rest.size() % sizeof(Hash) != 0) {
    return lines.error("or one before is not as it must be, or the labels are cut off");
  }
  labels.key = *key;
  labels.blinding = Sensitive(*blinding);
  labels.maps = *maps;
  labels.slots.resize(*slots);
  for (std::size_t i = 0; i < labels.slots.size(); ++i) {
    std::ranges::copy(rest.substr(i * sizeof(Hash), sizeof(Hash)), labels.slots[i].begin());
  }
  if (bytes.starts_with(header_of(labels))) return labels;
  return Error{Code::invalid, "reading the labels of maps: not written in the one way there is"};
}

Result<AuditedMaps> audit_maps(const MapLabels& labels, const ReadLeaf& read) {
  AuditedMaps audited;
  ListMap lists(labels.blinding);
  std::vector<Labelled> pending;
  for (std::uint64_t index = 0; index < labels.slots.size(); ++index) {
    const Leaf leaf = LODESTAR_TRY(read(index));
    const Hash& slot = labels.slots[index];
    if (!is_map_place(index)) {
      pending.push_back({.label = slot, .entry = {.index = index, .leaf = leaf}});
      continue;
    }
    lists.add(pending);
    pending = {{.label = labels.maps, .entry = {.index = index, .leaf = leaf}}};
    const MapHead head{.size = index, .root = lists.root(), .key = labels.key};
    if (leaf_of_map(labels, head, slot) != leaf) audited.findings.push_back(index);
    ++audited.maps;
  }
  audited.lists = lists.labels();
  return audited;
}

}  // namespace lodestar::ledger
