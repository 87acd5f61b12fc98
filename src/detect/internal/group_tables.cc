// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/group_tables.h"

#include <algorithm>
#include <tuple>

#include "base/hash.h"

namespace lodestar::detect::internal {
namespace {

constexpr int kYoungest = 16, kOldest = 60;  // ages beyond are years of something else

constexpr std::int32_t kBinding = 12;  // strength from which a condition binds

bool binds(const WordIndicator& word) {
  return word.strength >= kBinding && find_evidence_family(word.family)->binds;
}

std::uint64_t fold_key(std::string_view word) { return hash_bytes(text::fold_word(word)); }

}  // namespace

bool is_direct(text::IdentifierKind kind) {
  return kind != text::IdentifierKind::url && kind != text::IdentifierKind::image_hash;
}

GroupTables::GroupTables(const Candidate& candidate, const LeadContext& context)
    : candidate_(candidate), context_(context) {
  find_ties();
  find_people();
  find_stances();
}

void GroupTables::find_ties() {
  const Contacts& seen = context_.run.contacts;
  for (std::uint32_t group = 0; group < candidate_.groups.size(); ++group) {
    for (const std::uint32_t row : candidate_.rows_of(candidate_.groups[group])) {
      for (const Occurrence& one : seen.of(row)) {
        if (!is_direct(seen.all[one.contact].kind) || context_.weak_contact[one.contact]) continue;
        by_contact.push_back({one.contact, row, group});
      }
    }
  }
  std::ranges::sort(by_contact);
  by_contact.erase(std::ranges::unique(by_contact).begin(), by_contact.end());
  by_group = by_contact;
  std::ranges::stable_sort(by_group, {}, &ContactTie::group);
  for (const ContactTie& tie : by_contact) {
    if (contacts.empty() || contacts.back() != tie.contact) contacts.push_back(tie.contact);
  }
}

void GroupTables::find_people() {
  const Indicators& indicators = context_.indicators;
  std::vector<text::Word> words;
  for (const std::uint32_t row : candidate_.rows) {
    const auto place = context_.run.postings.get(Field::place, row);
    words.clear();
    text::cut_words(place, words);
    for (const text::Word& word : words) places_.insert(fold_key(text::cut(place, word.span)));
  }
  for (std::uint32_t group = 0; group < candidate_.groups.size(); ++group) {
    for (const std::uint32_t row : candidate_.rows_of(candidate_.groups[group])) {
      for (const Sign& sign : context_.signs.of(row)) {
        const Quote quote{row, sign.field, sign.span};
        if (sign.rule == indicators.rule_of_name()) add_name(group, 0, quote);
        if (sign.rule == indicators.rule_of_age()) add_age(group, quote);
      }
    }
    if (candidate_.groups[group].cluster != kNoCluster) find_names_in_slots(group);
  }
}

std::string_view GroupTables::quoted(const Quote& quote) const {
  return text::cut(context_.run.postings.get(quote.field, quote.posting), quote.span);
}

void GroupTables::add_name(std::uint32_t group, std::uint32_t source, const Quote& quote) {
  const std::uint64_t key = fold_key(quoted(quote));
  if (places_.contains(key)) return;
  names.push_back({group, quote.posting, source, key, quote});
}

void GroupTables::add_age(std::uint32_t group, const Quote& quote) {
  const std::string folded = text::fold_word(quoted(quote));
  const int age = (folded[0] - '0') * 10 + (folded[1] - '0');
  if (age < kYoungest || age > kOldest) return;
  ages.push_back({group, quote.posting, 0, static_cast<std::uint64_t>(age), quote});
}

void GroupTables::find_names_in_slots(std::uint32_t group) {
  const Clusters& clusters = context_.run.clusters;
  const auto index = static_cast<std::size_t>(candidate_.groups[group].cluster);
  const Cluster& cluster = clusters.all[index];
  std::vector<bool> holds_names(cluster.pieces.size());
  for (std::size_t i = 1; i < cluster.pieces.size(); ++i) {
    holds_names[i] = slot_holds_names(cluster.pieces[i - 1], cluster.pieces[i]);
  }
  if (std::ranges::find(holds_names, true) == holds_names.end()) return;
  for (const Member& member : clusters.members_of(cluster)) {
    for (const SlotSpan& slot : clusters.slots_of(member)) {
      const Quote quote{member.posting, slot.field, slot.span};
      if (!holds_names[slot.piece]) continue;
      if (!context_.indicators.phrases.is_unknown_name(quoted(quote))) continue;
      add_name(group, slot.piece, quote);
    }
  }
}

// At least four in five fillers are unknown capitalised words. What stands before the slot is not
// the end of a sentence, no capital, and no word that stands before places, were it with two words
// between ("in lovely old ...").
bool GroupTables::slot_holds_names(const TemplatePiece& before, const TemplatePiece& slot) const {
  if (!slot.is_slot || before.is_slot || slot.distinct < 3) return false;
  std::vector<text::Word> words;
  text::cut_words(before.words, words);
  if (words.empty()) return false;
  const auto behind = std::string_view(before.words).substr(words.back().span.end);
  if (behind.find_first_of(".!?:;\n|") != behind.npos) return false;
  const char initial = before.words[words.back().span.start];
  if (initial >= 'A' && initial <= 'Z') return false;
  const auto last = text::cut(before.words, words.back().span);
  if (context_.indicators.phrases.is_title(last)) return false;
  const auto& before_place = context_.indicators.before_place;
  for (std::size_t i = words.size() - std::min<std::size_t>(words.size(), 3); i < words.size();
       ++i) {
    const std::string word = text::fold_word(text::cut(before.words, words[i].span));
    if (std::ranges::find(before_place, word) != before_place.end()) return false;
  }
  std::uint64_t capitalised = 0, all = 0;
  for (const auto& filler : slot.fillers) {
    all += filler.postings;
    if (context_.indicators.phrases.is_unknown_name(filler.text)) capitalised += filler.postings;
  }
  return all > 0 && capitalised * 5 >= all * 4;
}

void GroupTables::find_stances() {
  const Indicators& indicators = context_.indicators;
  const auto hiring = indicators.rule_of_stance(Stance::hiring);
  const auto selling = indicators.rule_of_stance(Stance::selling);
  for (const auto& group : candidate_.groups) {
    std::uint32_t hire = 0, sell = 0, control = 0, coerce = 0;
    for (const std::uint32_t row : candidate_.rows_of(group)) {
      bool hires_here = false, sells_here = false, controls_here = false, coerces_here = false;
      for (const Sign& seen : context_.signs.of(row)) {
        hires_here |= seen.rule == hiring;
        sells_here |= seen.rule == selling;
        if (seen.rule >= indicators.words.size()) continue;
        controls_here |= indicators.words[seen.rule].family == "control";
        coerces_here |= binds(indicators.words[seen.rule]);
      }
      hire += hires_here;
      sell += sells_here;
      control += controls_here;
      coerce += coerces_here;
    }
    const std::uint32_t half = (group.last - group.first + 1) / 2;
    // A text that does both says which work it is for, "companions for seniors": neither is clear.
    sells.push_back(sell >= half && hire < half);
    hires.push_back(hire >= half && sell < half);
    controls.push_back(control >= half);
    coerces.push_back(coerce >= half);
  }
}

}  // namespace lodestar::detect::internal
