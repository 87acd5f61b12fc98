// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/redact.h"

#include <algorithm>
#include <map>
#include <set>

namespace lodestar::detect {
namespace {

constexpr std::size_t kMostFillers = 12;

void append_tag(std::string& out, const Found& found, std::uint32_t contact) {
  out += '[';
  out += text::to_string(found.run.contacts.all[contact].kind);
  out += ':';
  out += found.pseudonyms[contact];
  out += ']';
}

bool touches(const Occurrence& occurrence, const Quote& place) {
  return occurrence.field == place.field && occurrence.span.start < place.span.end &&
         occurrence.span.end > place.span.start;
}

bool says_something(std::string_view part) {
  return std::ranges::any_of(part, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c < 0;
  });
}

std::string_view trimmed(std::string_view part) {
  while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
  while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
  return part;
}

// The parts of members' identifiers that stand in fixed words, each with its contact; the longest
// first.
class FixedParts {
 public:
  FixedParts(const Found& found, const Cluster& cluster) : found_(found) {
    for (const Member& member : found.run.clusters.members_of(cluster)) {
      for (const Occurrence& occurrence : found.run.contacts.of(member.posting)) {
        add_outside_slots(member, occurrence);
      }
    }
  }

  std::string masked(std::string words) const {
    for (const auto& [length, part, contact] : parts_) {
      for (std::size_t at = words.find(part); at != std::string::npos; at = words.find(part, at)) {
        std::string tag;
        append_tag(tag, found_, contact);
        words.replace(at, part.size(), tag);
        at += tag.size();
      }
    }
    return words;
  }

 private:
  void add_outside_slots(const Member& member, const Occurrence& occurrence) {
    std::uint32_t from = occurrence.span.start;
    for (const SlotSpan& slot : found_.run.clusters.slots_of(member)) {
      if (slot.field != occurrence.field || slot.span.end <= from) continue;
      add(occurrence, {from, std::min(slot.span.start, occurrence.span.end)});
      from = std::max(from, slot.span.end);
    }
    add(occurrence, {from, occurrence.span.end});
  }
  void add(const Occurrence& occurrence, text::Span span) {
    if (span.start >= span.end) return;
    const auto raw = found_.run.postings.get(occurrence.field, occurrence.posting);
    const std::string_view part = trimmed(text::cut(raw, span));
    if (says_something(part))
      parts_.emplace(-static_cast<long>(part.size()), part, occurrence.contact);
  }

  const Found& found_;
  std::set<std::tuple<long, std::string, std::uint32_t>> parts_;
};

// What stands in each slot, once a posting, counted after identifiers were replaced.
void count_fillers(const Found& found, const Cluster& cluster, std::vector<TemplatePiece>& pieces) {
  std::vector<std::map<std::string, std::uint32_t>> counts(pieces.size());
  for (const Member& member : found.run.clusters.members_of(cluster)) {
    for (const SlotSpan& slot : found.run.clusters.slots_of(member)) {
      std::string filler;
      append_shown(filler, found, {member.posting, slot.field, slot.span});
      ++counts[slot.piece][filler];
    }
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (!pieces[i].is_slot) continue;
    pieces[i].distinct = static_cast<std::uint32_t>(counts[i].size());
    pieces[i].fillers.clear();
    for (const auto& [text, postings] : counts[i]) pieces[i].fillers.push_back({text, postings});
    std::ranges::stable_sort(pieces[i].fillers, std::greater{}, &TemplatePiece::Filler::postings);
    if (pieces[i].fillers.size() > kMostFillers) pieces[i].fillers.resize(kMostFillers);
  }
}

}  // namespace

std::string_view shown_value(const Found& found, std::uint32_t contact) {
  return found.pseudonyms.empty() ? std::string_view(found.run.contacts.all[contact].value)
                                  : std::string_view(found.pseudonyms[contact]);
}

void append_shown(std::string& out, const Found& found, const Quote& place) {
  const std::string_view raw = found.run.postings.get(place.field, place.posting);
  const auto size = static_cast<std::uint32_t>(raw.size());
  std::uint32_t at = std::min(place.span.start, size);
  const std::uint32_t end = std::clamp(place.span.end, at, size);
  if (!found.pseudonyms.empty()) {
    for (const Occurrence& occurrence : found.run.contacts.of(place.posting)) {
      if (!touches(occurrence, {place.posting, place.field, {at, end}})) continue;
      if (occurrence.span.start > at) out += raw.substr(at, occurrence.span.start - at);
      append_tag(out, found, occurrence.contact);
      at = std::min(occurrence.span.end, end);
    }
  }
  out += raw.substr(at, end - at);
}

std::vector<TemplatePiece> shown_pieces(const Found& found, const Cluster& cluster) {
  std::vector<TemplatePiece> pieces = cluster.pieces;
  if (found.pseudonyms.empty()) return pieces;
  const FixedParts parts(found, cluster);
  for (TemplatePiece& piece : pieces) {
    if (!piece.is_slot) piece.words = parts.masked(std::move(piece.words));
  }
  count_fillers(found, cluster, pieces);
  return pieces;
}

}  // namespace lodestar::detect
