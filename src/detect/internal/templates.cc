// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/templates.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/ascii.h"
#include "base/hash.h"
#include "detect/internal/alignment.h"
#include "detect/internal/fillers.h"
#include "detect/internal/strangers.h"
#include "detect/internal/variation.h"

namespace lodestar::detect {
namespace {

constexpr std::size_t kMostFillers = 12;
constexpr std::uint16_t kUnmatched = 0xFFFF;
constexpr std::size_t kNearlyAll = 5;  // all but one in five

// A member against the consensus: for each column the word that matches it, or kUnmatched.
struct Aligned {
  std::vector<FieldWord> words;
  std::vector<std::uint16_t> at;
  std::uint32_t matched_bits = 0;
  bool votes = false;           // the first posting of its text: it speaks for the copies
  std::vector<Region> fillers;  // by slot
};

// A slot: columns [begin, end), begin == end for an insertion between two fixed columns. Where it
// runs from the title into the text it is two slots, one a field.
struct SlotColumns {
  std::size_t begin = 0, end = 0;
  std::optional<Field> only{};
};

class TemplateMaker {
 public:
  TemplateMaker(const Postings& postings, const Texts& texts, const GroupView& group)
      : postings_(postings), texts_(texts), group_(group) {}

  void align() {
    count_copies();
    consensus_ = find_consensus(texts_, {members_, weights_}, group_.medoid);
    align_all();
  }

  // The rows of strangers; none if there are none.
  std::vector<std::uint32_t> rows_of_strangers() const {
    std::vector<Explained> explained;
    explained.reserve(members_.size());
    for (const std::uint32_t text : members_) explained.push_back({.text = text, .postings = 0});
    for (std::size_t i = 0; i < aligned_.size(); ++i) {
      Explained& one = explained[index_of(texts_.text_of(group_.rows[i]))];
      one.bits = aligned_[i].matched_bits;
      ++one.postings;
    }
    const std::vector<std::uint32_t> strangers = find_strangers(texts_, explained, consensus_);
    std::vector<std::uint32_t> rows;
    for (const std::uint32_t row : group_.rows) {
      if (std::ranges::binary_search(strangers, texts_.text_of(row))) rows.push_back(row);
    }
    return rows;
  }

  Template make() {
    result_.medoid = group_.medoid;
    choose_slots();
    divide_slots();
    if (slots_.size() > 1000) slots_.clear();
    fill_slots();
    write_fixed_words();
    write_slots();
    return std::move(result_);
  }

 private:
  // A copy says less than a text of its own: a text weighs 1 + log2 of its postings.
  void count_copies() {
    std::vector<std::uint32_t> texts;
    for (const std::uint32_t row : group_.rows) texts.push_back(texts_.text_of(row));
    std::sort(texts.begin(), texts.end());
    for (std::size_t i = 0, end = 0; i < texts.size(); i = end) {
      while (end < texts.size() && texts[end] == texts[i]) ++end;
      members_.push_back(texts[i]);
      weights_.push_back(static_cast<std::uint32_t>(std::bit_width(end - i)));
    }
  }
  std::size_t index_of(std::uint32_t text) const {
    return static_cast<std::size_t>(std::lower_bound(members_.begin(), members_.end(), text) -
                                    members_.begin());
  }
  std::uint32_t weight_of(std::uint32_t text) const { return weights_[index_of(text)]; }

  std::size_t columns() const { return consensus_.words.size(); }
  std::string_view raw(std::size_t member, Field field) const {
    return postings_.get(field, group_.rows[member]);
  }

  void find_path(std::uint32_t text, Aligner& aligner, Path& path) const {
    const auto known = std::lower_bound(
        consensus_.paths.begin(), consensus_.paths.end(), text,
        [](const auto& entry, std::uint32_t wanted) { return entry.first < wanted; });
    if (known != consensus_.paths.end() && known->first == text) {
      path = known->second;
    } else {
      aligner.trace({texts_.words(text), texts_.bits(text), texts_.lone_bits(text)},
                    gap_of(consensus_.words), path);
    }
  }

  void align_all() {
    Aligner aligner;
    aligner.set_rows({consensus_.words, consensus_.bits, consensus_.lone_bits});
    Path path;
    std::uint32_t traced = kNoText;
    aligned_.resize(group_.rows.size());
    for (std::size_t i = 0; i < aligned_.size(); ++i) {
      Aligned& member = aligned_[i];
      const std::uint32_t text = texts_.text_of(group_.rows[i]);
      member.votes = texts_.first_row(text) == group_.rows[i];
      cut_posting(postings_, texts_.contacts(), group_.rows[i], member.words);
      if (text != traced) {
        find_path(text, aligner, path);
        traced = text;
      }
      member.at.assign(columns(), kUnmatched);
      for (const auto& [column, word] : path) member.at[column] = word;
      member.matched_bits = explained_bits(texts_, text, path);
    }
  }

  // The contact that a member's word is of, or null.
  const Occurrence* contact_at(std::size_t member, const FieldWord& word) const {
    if (texts_.contacts() == nullptr) return nullptr;
    for (const Occurrence& one : texts_.contacts()->of(group_.rows[member])) {
      if (one.field == word.field && one.span.start < word.word.span.end &&
          word.word.span.start < one.span.end)
        return &one;
    }
    return nullptr;
  }
  std::size_t start_of_contact(std::size_t member, const FieldWord& word) const {
    const Occurrence* const contact = contact_at(member, word);
    return contact == nullptr ? word.word.span.start
                              : std::min(contact->span.start, word.word.span.start);
  }
  // What stands there of a contact or a long number, which are all equal as words: its parts alone,
  // but of a contact, whose every sign counts.
  std::string writing_of(std::size_t member, const FieldWord& word) const {
    const std::string_view written = text::cut(raw(member, word.field), word.word.span);
    const bool is_ascii = std::ranges::all_of(written, [](char c) { return c >= 0; });
    return contact_at(member, word) != nullptr || !is_ascii ? std::string(written)
                                                            : parts_of(written);
  }
  // "8.350 - 12.700" is " 8 350 12 700 ".
  static std::string parts_of(std::string_view number) {
    std::string parts = " ";
    for (const char c : number) {
      if (is_digit(c)) parts += c;
      if (!is_digit(c) && parts.back() != ' ') parts += ' ';
    }
    if (parts.back() != ' ') parts += ' ';
    return parts;
  }
  // Whether parts are what an edit left of a number: " 000 000 " of " 000 000 000 ".
  static bool is_rest(std::string_view parts, std::string_view number) {
    if (!parts.starts_with(' ') || !number.starts_with(' ')) return false;
    while (parts.size() > 1) {
      const std::size_t end = parts.find(' ', 1);
      const std::size_t at = number.find(parts.substr(0, end + 1));
      if (at == std::string_view::npos) return false;
      number.remove_prefix(at + end);
      parts.remove_prefix(end);
    }
    return true;
  }
  bool is_rest_of_number(std::size_t column, std::size_t member, std::size_t from,
                         std::size_t to) const {
    std::string parts = " ";
    for (std::size_t word = from; word < to; ++word) {
      const FieldWord& one = aligned_[member].words[word];
      if (one.word.kind != text::WordKind::digits) return false;
      parts += parts_of(text::cut(raw(member, one.field), one.word.span)).substr(1);
    }
    return from < to && is_rest(parts, numbers_[column]);
  }

  // What a member writes where it does not match.
  void add_differences(std::size_t member, Variation& variation) const {
    const Aligned& aligned = aligned_[member];
    const auto text = texts_.text_of(group_.rows[member]);
    const auto words = texts_.words(text);
    const auto bits = texts_.bits(text);
    Difference one{.weight = weight_of(text)};
    const auto spell = [&](std::size_t from, std::size_t to) {
      one.filler = kNoFiller;
      one.bits = 0;
      for (std::size_t word = from; word < to; ++word) {
        one.filler = static_cast<std::uint32_t>(mix(one.filler, words[word])) | 1U;
        one.bits += bits[word];
      }
    };
    std::size_t column = 0, word = 0;
    for (std::size_t end = 0; end <= columns(); ++end) {
      if (end < columns() && aligned.at[end] == kUnmatched) continue;
      const std::size_t last = end == columns() ? words.size() : aligned.at[end];
      const std::size_t said = last - word, stand = end - column;
      const bool opposite = said == stand;
      one.is_whole = opposite || said == 0;
      if (column == end && last > word) {
        spell(word, last);
        one.place = static_cast<std::uint32_t>(2 * column);
        variation.differences.push_back(one);
      }
      for (std::size_t c = column; c < end; ++c) {
        // Words stand opposite columns if there are as many; else they are told apart as a whole.
        if (opposite) spell(word + (c - column), word + (c - column) + 1);
        if (!opposite && c == column) spell(word, last);
        if (stand == 1 && is_rest_of_number(c, member, word, last)) {
          one.filler = kNoFiller;
          one.bits = 0;
          one.is_whole = true;
        }
        if (!opposite && c > column) one.bits = 0;
        one.place = static_cast<std::uint32_t>(2 * c + 1);
        variation.differences.push_back(one);
      }
      column = end + 1;
      word = last + 1;
    }
  }

  // Contacts and long numbers are all equal as words: here their writing counts.
  void add_writings(std::size_t column, Variation& variation) {
    std::unordered_map<std::string, std::uint32_t> writings;
    std::uint32_t weight = 0, written = 0;
    for (std::size_t i = 0; i < aligned_.size(); ++i) {
      if (aligned_[i].at[column] == kUnmatched) {
        if (aligned_[i].votes) weight += weight_of(texts_.text_of(group_.rows[i]));
        continue;
      }
      const FieldWord& word = aligned_[i].words[aligned_[i].at[column]];
      if (!stands_for_contact(word)) return;
      ++writings[writing_of(i, word)];
      ++written;
    }
    if (writings.empty()) return;
    const auto most = std::ranges::max_element(writings, [](const auto& x, const auto& y) {
      return x.second != y.second ? x.second < y.second : x.first > y.first;
    });
    numbers_[column] = most->first;
    std::uint32_t rewritten = 0;
    for (const auto& [writing, count] : writings)
      rewritten += is_rest(writing, most->first) || writing == most->first ? 0 : count;
    if (rewritten == 0) return;
    variation.contacts[column] = weight + written;
    variation.rewritten[column] = rewritten;
    variation.is_number[column] = most->first.starts_with(' ');
  }

  // Copies weigh little when slots are chosen, so that few texts of other words can outweigh one
  // that hundreds of postings hold: what so many write is no slot.
  void keep_what_nearly_all_write(std::span<const std::uint32_t> contacts, Varying& varying) const {
    for (std::size_t column = 0; column < columns(); ++column) {
      if (!varying.columns[column] || contacts[column] > 0) continue;
      const auto writes = [&](const Aligned& member) { return member.at[column] != kUnmatched; };
      const auto writing = static_cast<std::size_t>(std::ranges::count_if(aligned_, writes));
      if (kNearlyAll * (aligned_.size() - writing) < aligned_.size())
        varying.columns[column] = false;
    }
  }

  void choose_slots() {
    Variation variation{.columns = columns(),
                        .contacts = std::vector<std::uint32_t>(columns()),
                        .rewritten = std::vector<std::uint32_t>(columns()),
                        .is_number = std::vector<bool>(columns())};
    for (const std::uint32_t weight : weights_) variation.weight += weight;
    numbers_.resize(columns());
    for (std::size_t column = 0; column < columns(); ++column) add_writings(column, variation);
    for (std::size_t i = 0; i < aligned_.size(); ++i) {
      if (aligned_[i].votes) add_differences(i, variation);
    }
    Varying varying = find_varying(variation);
    keep_what_nearly_all_write(variation.contacts, varying);
    bits_of_an_edit_ = varying.bits_of_an_edit;
    fixed_ = varying.columns;
    fixed_.flip();
    for (std::size_t column = 0; column <= columns(); ++column) {
      std::size_t end = column;
      while (end < columns() && !fixed_[end]) ++end;
      if (end > column || varying.gaps[column]) slots_.push_back({column, end});
      column = end;
    }
  }

  // Whether most members that fill the slot begin it in the title and end it in the text.
  bool crosses_fields(const SlotColumns& slot) const {
    std::size_t filled = 0, crossing = 0;
    for (const Aligned& member : aligned_) {
      std::size_t left = slot.begin, right = slot.end;
      const Region region = stretch_around(member, left, right);
      if (region.begin == region.end) continue;
      ++filled;
      crossing += member.words[region.begin].field != member.words[region.end - 1].field;
    }
    return 2 * crossing > filled;
  }

  void divide_slots() {
    std::vector<SlotColumns> divided;
    for (const SlotColumns& slot : slots_) {
      if (!crosses_fields(slot)) {
        divided.push_back(slot);
        continue;
      }
      for (const Field field : {Field::title, Field::text}) {
        divided.push_back({slot.begin, slot.end, field});
      }
    }
    slots_ = std::move(divided);
  }

  // Fixed words as the first member that has them writes them, each with what stands behind it up
  // to the next word; of contacts and numbers, as most write them.
  std::string shown(std::size_t column, bool is_first) const {
    for (std::size_t i = 0; i < aligned_.size(); ++i) {
      const Aligned& member = aligned_[i];
      if (member.at[column] == kUnmatched) continue;
      const FieldWord& word = member.words[member.at[column]];
      if (!numbers_[column].empty() && writing_of(i, word) != numbers_[column]) continue;
      const std::string_view text = raw(i, word.field);
      const std::size_t next = member.at[column] + 1U;
      const bool more = next < member.words.size() && member.words[next].field == word.field;
      const std::size_t end = more ? member.words[next].word.span.start : text.size();
      // The "+" of a number stands behind the word before it; here there is none.
      const std::size_t start = is_first ? start_of_contact(i, word) : word.word.span.start;
      std::string out(text.substr(start, end - start));
      if (out.empty() || !more) out += more ? ' ' : '\n';
      return out;
    }
    return {};
  }

  void add_fixed(std::size_t begin, std::size_t end) {
    if (begin == end) return;
    TemplatePiece piece;
    for (std::size_t column = begin; column < end; ++column) {
      piece.words += shown(column, column == begin);
    }
    while (!piece.words.empty() && (piece.words.back() == ' ' || piece.words.back() == '\n'))
      piece.words.pop_back();
    result_.pieces.push_back(std::move(piece));
  }

  void write_fixed_words() {
    std::size_t column = 0;
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
      add_fixed(column, slots_[slot].begin);
      piece_of_slot_.push_back(static_cast<std::uint16_t>(result_.pieces.size()));
      const bool takes_plus = take_plus(slot);
      result_.pieces.push_back({.is_slot = true, .takes_plus = takes_plus});
      column = slots_[slot].end;
    }
    add_fixed(column, columns());
  }

  // The plus of a number belongs to what varies: takes it from the words before the slot.
  bool take_plus(std::size_t slot) {
    if (result_.pieces.empty() || !result_.pieces.back().words.ends_with('+')) return false;
    bool is_of_number = false;
    for (std::size_t i = 0; i < aligned_.size() && !is_of_number; ++i) {
      const Region& filler = aligned_[i].fillers[slot];
      if (filler.begin == filler.end) continue;
      const FieldWord& word = aligned_[i].words[filler.begin];
      const std::size_t start = word.word.span.start;
      is_of_number = stands_for_contact(word) && start > 0 && raw(i, word.field)[start - 1] == '+';
    }
    if (is_of_number) {
      std::string& words = result_.pieces.back().words;
      words.erase(words.find_last_not_of("+ \n") + 1);
    }
    return is_of_number;
  }

  // The words between the nearest fixed words on both sides that match; left and right become the
  // columns in between.
  Region stretch_around(const Aligned& member, std::size_t& left, std::size_t& right) const {
    const auto holds = [&](std::size_t column) {
      return fixed_[column] && member.at[column] != kUnmatched;
    };
    while (left > 0 && !holds(left - 1)) --left;
    while (right < columns() && !holds(right)) ++right;
    return {.begin = left == 0 ? 0 : member.at[left - 1] + 1U,
            .end = right == columns() ? member.words.size() : member.at[right]};
  }

  struct Place {  // of a stretch
    Region words;
    std::size_t first_slot = 0, last_slot = 0;
    std::vector<Fillers::Element> elements;
  };
  // The stretches of a member that hold slots, in order.
  void each_stretch(const Aligned& member, auto take) const {
    Place place;
    for (std::size_t slot = 0; slot < slots_.size(); slot = place.last_slot) {
      std::size_t left = slots_[slot].begin, right = slots_[slot].end;
      place.words = stretch_around(member, left, right);
      place.first_slot = place.last_slot = slot;
      place.elements.clear();
      for (std::size_t column = left; column <= right;) {
        const std::size_t begin = column;
        while (place.last_slot < slots_.size() && slots_[place.last_slot].begin == begin) {
          const SlotColumns& at = slots_[place.last_slot];
          place.elements.push_back({.slot = static_cast<std::uint32_t>(place.last_slot++),
                                    .has_field = at.only.has_value(),
                                    .field = at.only.value_or(Field::text)});
          column = at.end;
        }
        if (column > begin) continue;
        if (column < right) place.elements.push_back({.word = consensus_.words[column]});
        ++column;
      }
      take(place);
    }
  }

  static std::span<const FieldWord> words_of(const Aligned& member, const Region& region) {
    return std::span(member.words).subspan(region.begin, region.end - region.begin);
  }

  void fill_slots() {
    Fillers fillers(slots_.size(), bits_of_an_edit_);
    for (const Aligned& member : aligned_) {
      if (!member.votes) continue;
      each_stretch(member, [&](const Place& place) {
        if (place.elements.size() == 1) {
          fillers.learn(place.elements[0].slot, words_of(member, place.words));
        }
      });
    }
    for (std::size_t i = 0; i < aligned_.size(); ++i) {
      Aligned& member = aligned_[i];
      member.fillers.resize(slots_.size());
      each_stretch(member, [&](const Place& place) { fill(i, place, fillers); });
    }
  }

  void fill(std::size_t i, const Place& place, const Fillers& fillers) {
    Aligned& member = aligned_[i];
    const auto words = words_of(member, place.words);
    thread_local std::vector<Region> regions;
    const bool alone = place.elements.size() == 1;
    if (words.size() > Fillers::kLongestStretch ||
        (alone && fillers.is_usual_length(place.elements[0].slot, words.size()))) {
      regions.assign(place.elements.size(), {words.size(), words.size()});
      regions[0] = {0, words.size()};
    } else {
      const auto bits = texts_.bits(texts_.text_of(group_.rows[i]));
      fillers.explain(
          {.elements = place.elements,
           .words = words,
           .bits = bits.subspan(place.words.begin, words.size()),
           .learned = alone && texts_.first_row(texts_.text_of(group_.rows[i])) == group_.rows[i]},
          regions);
    }
    for (std::size_t k = 0; k < regions.size(); ++k) {
      if (place.elements[k].slot == Fillers::kFixed) continue;
      member.fillers[place.elements[k].slot] = {place.words.begin + regions[k].begin,
                                                place.words.begin + regions[k].end};
    }
  }

  // From the first to the last word of the filler, inside one field; empty behind the word before
  // where there is none.
  SlotSpan span_of(const Aligned& member, std::size_t slot) const {
    const std::vector<FieldWord>& words = member.words;
    const Region region = member.fillers[slot];
    SlotSpan found{.field = slots_[slot].only.value_or(Field::text), .piece = piece_of_slot_[slot]};
    if (region.begin < region.end) {
      found.field = words[region.begin].field;
      std::size_t last = region.end - 1;
      while (words[last].field != found.field) --last;
      found.span = {words[region.begin].word.span.start, words[last].word.span.end};
    } else if (region.begin > 0 && words[region.begin - 1].field == found.field) {
      found.span.start = found.span.end = words[region.begin - 1].word.span.end;
    } else if (region.begin > 0 && !slots_[slot].only) {
      found.field = words[region.begin - 1].field;
      found.span.start = found.span.end = words[region.begin - 1].word.span.end;
    }
    return found;
  }

  void write_slots() {
    std::vector<std::unordered_map<std::string_view, std::uint32_t>> fillers(slots_.size());
    for (std::size_t i = 0; i < aligned_.size(); ++i) {
      const std::uint32_t alone = texts_.lone_bits(texts_.text_of(group_.rows[i]));
      Member member{.posting = group_.rows[i],
                    .bits_saved = std::min(alone, aligned_[i].matched_bits) / kBit,
                    .first_slot = static_cast<std::uint32_t>(result_.slots.size()),
                    .slot_count = static_cast<std::uint32_t>(slots_.size())};
      result_.bits_alone += alone / kBit;
      result_.bits_saved += member.bits_saved;
      for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
        const SlotSpan& filler = result_.slots.emplace_back(span_of(aligned_[i], slot));
        const std::string_view field = raw(i, filler.field);
        const TemplatePiece& piece = result_.pieces[piece_of_slot_[slot]];
        ++fillers[slot][text::cut(field, shown_span(piece, field, filler.span))];
      }
      result_.members.push_back(member);
    }
    for (std::size_t slot = 0; slot < slots_.size(); ++slot)
      write_fillers(result_.pieces[piece_of_slot_[slot]], fillers[slot]);
  }

  static void write_fillers(TemplatePiece& piece,
                            const std::unordered_map<std::string_view, std::uint32_t>& counts) {
    std::vector<std::pair<std::string_view, std::uint32_t>> sorted(counts.begin(), counts.end());
    const std::size_t keep = std::min(kMostFillers, sorted.size());
    std::partial_sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(keep),
                      sorted.end(), [](const auto& x, const auto& y) {
                        return x.second != y.second ? x.second > y.second : x.first < y.first;
                      });
    piece.distinct = static_cast<std::uint32_t>(sorted.size());
    for (std::size_t i = 0; i < keep; ++i)
      piece.fillers.push_back({std::string(sorted[i].first), sorted[i].second});
  }

  const Postings& postings_;
  const Texts& texts_;
  const GroupView& group_;
  std::vector<std::uint32_t> members_, weights_;  // texts
  std::uint32_t bits_of_an_edit_ = 0;
  Consensus consensus_;
  std::vector<Aligned> aligned_;
  std::vector<std::string> numbers_;  // by column, of contacts and long numbers: what most write
  std::vector<bool> fixed_;
  std::vector<SlotColumns> slots_;
  std::vector<std::uint16_t> piece_of_slot_;
  Template result_;
};

}  // namespace

std::uint32_t gap_of(std::span<const std::uint32_t> words) {
  return is_of_ideographs(words) ? kCharacterGap : kMildGap;
}

std::uint32_t explained_bits(const Texts& texts, std::uint32_t text, const Path& path) {
  std::uint32_t bits = 0, gaps = 0;
  for (std::size_t k = 0; k < path.size(); ++k) {
    bits += texts.bits(text)[path[k].second];
    gaps += k > 0 &&
            (path[k].first != path[k - 1].first + 1 || path[k].second != path[k - 1].second + 1);
  }
  return bits - std::min(bits, gaps * kGap);
}

std::vector<Template> make_templates(const Postings& postings, const Texts& texts,
                                     const GroupView& group) {
  TemplateMaker maker(postings, texts, group);
  maker.align();
  const std::vector<std::uint32_t> strangers = maker.rows_of_strangers();
  std::vector<Template> made;
  if (strangers.empty()) {
    made.push_back(maker.make());
    return made;
  }
  std::vector<std::uint32_t> rest;
  std::ranges::set_difference(group.rows, strangers, std::back_inserter(rest));
  for (const std::vector<std::uint32_t>& rows : {rest, strangers}) {
    const auto is_medoid = [&](std::uint32_t row) { return texts.text_of(row) == group.medoid; };
    const std::uint32_t medoid =
        std::ranges::any_of(rows, is_medoid) ? group.medoid : texts.text_of(rows.front());
    for (Template& one : make_templates(postings, texts, {.rows = rows, .medoid = medoid}))
      made.push_back(std::move(one));
  }
  return made;
}

}  // namespace lodestar::detect
