// SPDX-License-Identifier: Apache-2.0
// Near-duplicate micro-clusters of postings and their templates: fixed words and slots, every
// member aligned.
//
// Shapes   Clusters.of[row] is the cluster of a posting or kNoCluster; members and slot spans lie
//          in flat arrays.
// Units    bits of information; bits_saved = bits of the posting alone less its bits given the
//          template.
// Errors   none: every list of postings has clusters (perhaps zero). Where options.parallel.stop
//          was asked for, the answer is empty or partial and means nothing.
// Cost     near-linear in words (docs/adr/0002).
// Threads  find_clusters runs on options.parallel; the same answer for any thread count. progress
//          is called from any of them.
// Source   minimum description length (Rissanen 1978); InfoShield (Lee et al., ICDE 2021) for the
//          idea of templates with slots; the candidate and alignment steps are ours
//          (docs/adr/0002).
// Example  Clusters c = find_clusters(postings, {.parallel = {.threads = 2}});
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/parallel.h"
#include "detect/contacts.h"
#include "detect/postings.h"
#include "text/span.h"

namespace lodestar::detect {

inline constexpr std::int32_t kNoCluster = -1;

// A run of template: fixed words, or a slot with what was found in it (most frequent first).
struct TemplatePiece {
  struct Filler {
    std::string text;
    std::uint32_t postings = 0;
  };
  bool is_slot = false;
  std::string words;            // fixed: the words as the medoid writes them; empty for a slot
  std::uint32_t distinct = 0;   // slot: number of distinct fillers
  std::vector<Filler> fillers;  // slot: at most 12
  bool takes_plus = false;      // slot: the plus before a number is shown in it, not in the words
};

struct SlotSpan {
  text::Span span;  // empty (start == end) where the posting leaves the slot out
  Field field = Field::text;
  std::uint16_t piece = 0;  // index into Cluster::pieces
};

// What a slot shows of a posting's field: slots begin with a letter or digit, numbers with a plus.
inline text::Span shown_span(const TemplatePiece& piece, std::string_view raw, text::Span span) {
  const bool has_plus = piece.takes_plus && span.start < span.end && span.start > 0 &&
                        span.start <= raw.size() && raw[span.start - 1] == '+';
  return {span.start - (has_plus ? 1 : 0), span.end};
}

struct Member {
  std::uint32_t posting = 0;
  std::uint32_t bits_saved = 0;
  std::uint32_t first_slot = 0;  // into Clusters::slots
  std::uint32_t slot_count = 0;
};

struct Cluster {
  std::uint32_t medoid = 0;        // posting row
  std::uint32_t first_member = 0;  // into Clusters::members
  std::uint32_t member_count = 0;
  std::uint64_t bits_alone = 0;
  std::uint64_t bits_saved = 0;
  std::uint64_t birth = 0;  // smallest member key hash: the id is given from it
  std::vector<TemplatePiece> pieces;
};

struct Clusters {
  std::vector<std::int32_t> of;
  std::vector<Cluster> all;  // ordered by smallest member row
  std::vector<Member> members;
  std::vector<SlotSpan> slots;

  std::span<const Member> members_of(const Cluster& cluster) const {
    return std::span(members).subspan(cluster.first_member, cluster.member_count);
  }
  std::span<const SlotSpan> slots_of(const Member& member) const {
    return std::span(slots).subspan(member.first_slot, member.slot_count);
  }
};

struct ClusterOptions {
  Parallel parallel{};
  // Where known, a contact is read as one word, however it is written, and never as a word that two
  // texts share: a number in five disguises is no difference, and equal numbers are no likeness.
  const Contacts* contacts = nullptr;
  // Told how much more is done; all calls together come to 1.
  std::function<void(double share)> progress{};
};

Clusters find_clusters(const Postings& postings, const ClusterOptions& options);

}  // namespace lodestar::detect
