// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/redact.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/ascii.h"

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

bool is_of_word(char c) {
  return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z') || c < 0;
}

// A lone character gives nothing away, and would be found everywhere.
bool says_something(std::string_view part) {
  return part.size() > 1 && std::ranges::any_of(part, is_of_word);
}

// From the first letter or digit to the last: so far a word goes, where a template begins or ends
// with it.
std::string_view without_signs(std::string_view part) {
  while (!part.empty() && !is_of_word(part.front())) part.remove_prefix(1);
  while (!part.empty() && !is_of_word(part.back())) part.remove_suffix(1);
  return part;
}

std::string_view trimmed(std::string_view part) {
  while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
  while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
  return part;
}

// What stands in each slot, once a posting, counted after identifiers were replaced.
void count_fillers(const Found& found, const Cluster& cluster, std::vector<TemplatePiece>& pieces) {
  std::vector<std::map<std::string, std::uint32_t>> counts(pieces.size());
  for (const Member& member : found.run.clusters.members_of(cluster)) {
    for (const SlotSpan& slot : found.run.clusters.slots_of(member)) {
      std::string filler;
      const std::string_view raw = found.run.postings.get(slot.field, member.posting);
      append_shown(filler, found,
                   {member.posting, slot.field, shown_span(pieces[slot.piece], raw, slot.span)});
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

std::string masked(const Found& found, const FixedParts& parts, std::string_view words) {
  std::string out;
  std::uint32_t at = 0;
  for (const FixedParts::Place& place : parts.find_in(words)) {
    out += words.substr(at, place.span.start - at);
    append_tag(out, found, place.contact);
    at = place.span.end;
  }
  out += words.substr(at);
  return out;
}

}  // namespace

FixedParts::FixedParts(const RunView& run, const Cluster& cluster) : run_(run) {
  for (const Member& member : run.clusters.members_of(cluster)) {
    for (const Occurrence& occurrence : run.contacts.of(member.posting)) {
      add_outside_slots(member, occurrence);
    }
  }
}

void FixedParts::add_outside_slots(const Member& member, const Occurrence& occurrence) {
  std::uint32_t from = occurrence.span.start;
  for (const SlotSpan& slot : run_.clusters.slots_of(member)) {
    if (slot.field != occurrence.field || slot.span.end <= from) continue;
    add(occurrence, {from, std::min(slot.span.start, occurrence.span.end)});
    from = std::max(from, slot.span.end);
  }
  add(occurrence, {from, occurrence.span.end});
}

void FixedParts::add(const Occurrence& occurrence, text::Span span) {
  if (span.start >= span.end) return;
  const auto raw = run_.postings.get(occurrence.field, occurrence.posting);
  const std::string_view part = trimmed(text::cut(raw, span));
  for (const std::string_view one : {part, without_signs(part)})
    if (says_something(one)) parts_.try_emplace(one, occurrence.contact);
}

std::vector<FixedParts::Place> FixedParts::find_in(std::string_view words) const {
  std::vector<Place> places;
  for (const auto& [part, contact] : parts_) {
    for (auto at = words.find(part); at != std::string_view::npos; at = words.find(part, at + 1)) {
      const auto start = static_cast<std::uint32_t>(at);
      places.push_back({{start, start + static_cast<std::uint32_t>(part.size())}, contact});
    }
  }
  // The longest first, then what does not overlap it.
  std::ranges::sort(places, [](const Place& a, const Place& b) {
    const auto length = [](const Place& p) { return p.span.end - p.span.start; };
    return std::tuple(length(b), a.span.start) < std::tuple(length(a), b.span.start);
  });
  std::vector<Place> kept;
  for (const Place& place : places) {
    const bool is_free = std::ranges::none_of(kept, [&](const Place& other) {
      return place.span.start < other.span.end && other.span.start < place.span.end;
    });
    if (is_free) kept.push_back(place);
  }
  std::ranges::sort(kept, {}, [](const Place& place) { return place.span.start; });
  return kept;
}

std::string_view shown_value(const Found& found, std::uint32_t contact) {
  return found.pseudonyms.empty() ? std::string_view(found.run.contacts.all[contact].value)
                                  : std::string_view(found.pseudonyms[contact]);
}

std::string shown_id(const Found& found, std::uint32_t row) {
  const std::string_view id = found.run.postings.get(Field::id, row);
  const auto is_plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.' || c == '#';
  };
  const bool is_kept = found.key == nullptr || std::ranges::all_of(id, is_plain);
  return is_kept ? std::string(id) : make_pseudonym("id", id, *found.key);
}

std::string shown_source(const Found& found, std::uint32_t row) {
  const std::string_view source = found.run.postings.get(Field::source, row);
  const bool is_kept = found.key == nullptr || source.empty();
  return is_kept ? std::string(source) : make_pseudonym("source", source, *found.key);
}

std::string_view shown_file(const Found& found, std::uint32_t row) {
  const std::string& name = found.run.postings.file(row);
  if (found.files == nullptr) return name;
  const auto shown = found.files->find(name);
  return shown == found.files->end() ? name : shown->second;
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
  const FixedParts parts(found.run, cluster);
  for (TemplatePiece& piece : pieces) {
    if (!piece.is_slot) piece.words = masked(found, parts, piece.words);
  }
  count_fillers(found, cluster, pieces);
  return pieces;
}

}  // namespace lodestar::detect
