// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/group_tables.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/hash.h"
#include "detect/internal/listed_names.h"
#include "detect/internal/place_names.h"

namespace lodestar::detect::internal {
namespace {

constexpr std::uint32_t kListed = 0xFFFFFFFF;  // source of names behind a word for people
constexpr int kYoungest = 16, kOldest = 60;    // ages beyond are years of something else

std::uint64_t fold_key(std::string_view word) { return hash_bytes(text::fold_word(word)); }

}  // namespace

bool is_direct(text::IdentifierKind kind) {
  return kind != text::IdentifierKind::url && kind != text::IdentifierKind::image_hash;
}

GroupTables::GroupTables(const Candidate& candidate, const LeadContext& context)
    : candidate_(candidate), context_(context) {
  find_ties();
  find_stances();
  find_people();
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
    if (sells[group]) find_listed_names(group);
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
  const auto& phrases = context_.indicators.phrases;
  const Cluster& cluster = clusters.all[cluster_of(group)];
  std::vector<Named> named(cluster.pieces.size(), Named::no);
  for (const Slot& slot : slots_of(group)) named[slot.piece] = find_named(slot);
  for (const Member& member : clusters.members_of(cluster)) {
    if (context_.signs.tells(member.posting, context_.indicators.rule_of_telling())) continue;
    for (const SlotSpan& slot : clusters.slots_of(member)) {
      if (named[slot.piece] == Named::no) continue;
      const Quote quote{member.posting, slot.field, slot.span};
      const bool any_case = named[slot.piece] == Named::in_any_case;
      if (any_case ? phrases.is_unknown(quoted(quote)) : phrases.is_unknown_name(quoted(quote)))
        add_name(group, slot.piece, quote);
    }
  }
}

// "new girls anna, kate and mia": no slot keeps three names that change places. They are names
// where they vary: several of them, none in nearly all postings, and not mostly towns.
void GroupTables::find_listed_names(std::uint32_t group) {
  constexpr std::size_t kLeastNames = 3;
  std::vector<Quote> listed;
  std::map<std::uint64_t, std::size_t> postings;
  std::size_t places = 0, rows = 0;
  for (const std::uint32_t row : candidate_.rows_of(candidate_.groups[group])) {
    const std::size_t before = listed.size();
    for (const Field field : {Field::title, Field::text}) {
      for (const text::Span name :
           find_names_behind_people(context_.indicators, context_.run.postings.get(field, row)))
        listed.push_back({row, field, name});
    }
    std::set<std::uint64_t> keys;
    for (const Quote& one : std::span(listed).subspan(before)) keys.insert(fold_key(quoted(one)));
    for (const std::uint64_t key : keys) ++postings[key];
    rows += !keys.empty();
  }
  for (const Quote& one : listed) places += is_place_name(quoted(one));
  const bool varies =
      std::ranges::all_of(postings, [&](const auto& name) { return name.second * 4 <= rows * 3; });
  if (postings.size() < kLeastNames || !varies || places * 2 >= listed.size()) return;
  for (const Quote& one : listed) add_name(group, kListed, one);
}

// Those with fillers enough to be names.
std::vector<GroupTables::Slot> GroupTables::slots_of(std::uint32_t group) const {
  constexpr std::uint32_t kLeastNames = 3;
  const Clusters& clusters = context_.run.clusters;
  const Cluster& cluster = clusters.all[cluster_of(group)];
  std::vector<Slot> slots;
  std::vector<std::size_t> index(cluster.pieces.size());
  for (std::uint32_t i = 0; i < cluster.pieces.size(); ++i) {
    if (!cluster.pieces[i].is_slot || cluster.pieces[i].distinct < kLeastNames) continue;
    slots.push_back({.group = group, .piece = i, .filled = {}});
    index[i] = slots.size();
  }
  if (slots.empty()) return slots;
  for (const Member& member : clusters.members_of(cluster)) {
    for (const SlotSpan& span : clusters.slots_of(member)) {
      if (index[span.piece] == 0 || span.span.start == span.span.end) continue;
      Slot& slot = slots[index[span.piece] - 1];
      if (slot.filled.span.end == 0) slot.filled = {member.posting, span.field, span.span};
      slot.cued += std::ranges::any_of(context_.signs.of(member.posting), [&](const Sign& sign) {
        return (sign.rule == context_.indicators.rule_of_possible_name() ||
                sign.rule == context_.indicators.rule_of_name()) &&
               sign.field == span.field && sign.span == span.span;
      });
    }
  }
  return slots;
}

// At least four in five fillers are unknown words, and the place is one for names. What opens a
// text that sells, "Lola, new in town", is one. Where the words are not written as names are, cues
// have to stand beside them, or the text that they open has no capitals that would tell. A
// slot that towns fill holds none.
GroupTables::Named GroupTables::find_named(const Slot& slot) const {
  const Cluster& cluster = context_.run.clusters.all[cluster_of(slot.group)];
  const auto& phrases = context_.indicators.phrases;
  std::uint64_t unknown = 0, capitalised = 0, places = 0, all = 0;
  for (const auto& filler : cluster.pieces[slot.piece].fillers) {
    all += filler.postings;
    if (phrases.is_unknown(filler.text)) unknown += filler.postings;
    if (phrases.is_unknown_name(filler.text)) capitalised += filler.postings;
    if (is_place_name(filler.text)) places += filler.postings;
  }
  const auto is_most = [&](std::uint64_t postings) { return postings * 5 >= all * 4; };
  if (all == 0 || !is_most(unknown) || places * 2 >= all) return Named::no;
  if (is_most(slot.cued)) return Named::in_any_case;
  const bool opens = sells[slot.group] && opens_its_field(slot.filled);
  if (opens && is_of_one_case(slot.filled)) return Named::in_any_case;
  if (!is_most(capitalised)) return Named::no;
  const bool is_behind_words =
      slot.piece > 0 && is_named_behind(cluster.pieces[slot.piece - 1], sells[slot.group]);
  return opens || is_behind_words ? Named::with_a_capital : Named::no;
}

bool GroupTables::opens_its_field(const Quote& filled) const {
  const auto before =
      context_.run.postings.get(filled.field, filled.posting).substr(0, filled.span.start);
  std::vector<text::Word> words;
  text::cut_words(before, words);
  return std::ranges::all_of(words, [&](const text::Word& word) {
    return word.kind == text::WordKind::symbol ||
           context_.indicators.phrases.is_protected(text::cut(before, word.span));
  });
}

bool GroupTables::is_of_one_case(const Quote& quote) const {
  const auto raw = context_.run.postings.get(quote.field, quote.posting);
  std::vector<text::Word> words;
  text::cut_words(raw, words);
  return internal::is_of_one_case(raw, words);
}

// What stands before is not the end of a sentence, no capital, and no word that stands before
// places, were it with two words between ("in lovely old ..."). A word that is no name may have its
// capital where somebody is sold: "Sexy Lola".
bool GroupTables::is_named_behind(const TemplatePiece& before, bool is_sold) const {
  if (before.is_slot) return false;
  const auto& phrases = context_.indicators.phrases;
  std::vector<text::Word> words;
  text::cut_words(before.words, words);
  std::erase_if(words, [&](const auto& word) {
    return word.kind == text::WordKind::symbol ||
           phrases.is_protected(text::cut(before.words, word.span));
  });
  if (words.empty()) return false;
  const auto behind = std::string_view(before.words).substr(words.back().span.end);
  if (behind.find_first_of(".!?:;\n|") != behind.npos) return false;
  const auto last = text::cut(before.words, words.back().span);
  const bool is_large = last[0] >= 'A' && last[0] <= 'Z';
  if (is_large && !(is_sold && phrases.is_no_name(last))) return false;
  if (phrases.is_title(last)) return false;
  const auto& before_place = context_.indicators.before_place;
  for (std::size_t i = words.size(), left = 3; i-- > 0 && left > 0; --left) {
    if (internal::is_parted(before.words, words[i].span.end, words.back().span.start,
                            internal::Parting::sentence)) {
      break;
    }
    const std::string word = text::fold_word(text::cut(before.words, words[i].span));
    if (std::ranges::find(before_place, word) != before_place.end()) return false;
  }
  return true;
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
        coerces_here |= indicators.words[seen.rule].binds();
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
