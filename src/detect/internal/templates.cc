// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/templates.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "detect/internal/alignment.h"

namespace lodestar::detect {
namespace {

constexpr std::uint32_t kMildGap = 8;
constexpr std::size_t kMostFillers = 12;
constexpr std::uint16_t kUnmatched = 0xFFFF;

// A member against the consensus: for each column the word that matches it, or kUnmatched.
struct Aligned {
  std::vector<FieldWord> words;
  std::vector<std::uint16_t> at;
  std::uint32_t matched_bits = 0;
  bool votes = false;  // the first posting of its text: repeats have no voice of their own
};

// A slot: columns [begin, end), begin == end for an insertion between two fixed columns. Where it
// runs from the title into the text it is two slots, one a field.
struct SlotColumns {
  std::size_t begin = 0, end = 0;
  std::optional<Field> only{};
};

// What stands between two fixed words, as word numbers [begin, end) of the member.
struct Region {
  std::size_t begin = 0, end = 0;
};

class TemplateMaker {
 public:
  TemplateMaker(const Postings& postings, const Texts& texts, const GroupView& group)
      : postings_(postings), texts_(texts), group_(group) {}

  Template make() {
    for (const std::uint32_t row : group_.rows) members_.push_back(texts_.text_of(row));
    std::sort(members_.begin(), members_.end());
    members_.erase(std::unique(members_.begin(), members_.end()), members_.end());
    consensus_ = find_consensus(texts_, members_, group_.medoid);
    align_all();
    choose_slots();
    divide_slots();
    if (slots_.size() > 1000) slots_.clear();
    write_fixed_words();
    write_slots();
    return std::move(result_);
  }

 private:
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
      aligner.trace({texts_.words(text), texts_.bits(text), texts_.lone_bits(text)}, kMildGap,
                    path);
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
      std::uint32_t gaps = 0;
      for (std::size_t k = 0; k < path.size(); ++k) {
        member.at[path[k].first] = path[k].second;
        member.matched_bits += texts_.bits(text)[path[k].second];
        gaps += k > 0 && (path[k].first != path[k - 1].first + 1 ||
                          path[k].second != path[k - 1].second + 1);
      }
      member.matched_bits -= std::min(member.matched_bits, gaps * kGap);
    }
  }

  // A column of contacts or long numbers is fixed only if all write the same: as words they are all
  // equal.
  bool same_writing(std::size_t column) const {
    std::string_view first;
    for (std::size_t i = 0; i < aligned_.size(); ++i) {
      if (aligned_[i].at[column] == kUnmatched) continue;
      const FieldWord& word = aligned_[i].words[aligned_[i].at[column]];
      if (!stands_for_contact(word)) return true;
      const std::string_view written = text::cut(raw(i, word.field), word.word.span);
      if (first.empty()) first = written;
      if (written != first) return false;
    }
    return true;
  }

  void choose_slots() {
    const std::size_t voters = members_.size();
    fixed_.assign(columns(), false);
    for (std::size_t column = 0; column < columns(); ++column) {
      std::size_t votes = 0;
      for (const Aligned& member : aligned_) {
        votes += member.votes && member.at[column] != kUnmatched;
      }
      fixed_[column] = 2 * votes > voters && same_writing(column);
    }
    std::vector<std::size_t> inserted(columns() +
                                      1);  // members with words of their own before this column
    for (const Aligned& member : aligned_) {
      for (std::size_t column = 0; member.votes && column <= columns(); ++column) {
        const bool left =
            column == 0 || (fixed_[column - 1] && member.at[column - 1] != kUnmatched);
        const bool right =
            column == columns() || (fixed_[column] && member.at[column] != kUnmatched);
        if (!left || !right) continue;
        const std::size_t from = column == 0 ? 0 : member.at[column - 1] + 1U;
        const std::size_t to = column == columns() ? member.words.size() : member.at[column];
        inserted[column] += to > from;
      }
    }
    for (std::size_t column = 0; column <= columns(); ++column) {
      std::size_t end = column;
      while (end < columns() && !fixed_[end]) ++end;
      if (end > column || 2 * inserted[column] > voters) slots_.push_back({column, end});
      column = end;
    }
  }

  // Whether most members that fill the slot begin it in the title and end it in the text.
  bool crosses_fields(const SlotColumns& slot) const {
    std::size_t filled = 0, crossing = 0;
    for (const Aligned& member : aligned_) {
      const Region region = region_of(member, slot);
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
  // to the next word.
  std::string shown(std::size_t column) const {
    for (std::size_t i = 0; i < aligned_.size(); ++i) {
      const Aligned& member = aligned_[i];
      if (member.at[column] == kUnmatched) continue;
      const FieldWord& word = member.words[member.at[column]];
      const std::string_view text = raw(i, word.field);
      const std::size_t next = member.at[column] + 1U;
      const bool more = next < member.words.size() && member.words[next].field == word.field;
      const std::size_t end = more ? member.words[next].word.span.start : text.size();
      std::string out(text.substr(word.word.span.start, end - word.word.span.start));
      if (out.empty() || !more) out += ' ';
      return out;
    }
    return {};
  }

  void add_fixed(std::size_t begin, std::size_t end) {
    if (begin == end) return;
    TemplatePiece piece;
    for (std::size_t column = begin; column < end; ++column) {
      piece.words += shown(column);
    }
    while (!piece.words.empty() && (piece.words.back() == ' ' || piece.words.back() == '\n'))
      piece.words.pop_back();
    result_.pieces.push_back(std::move(piece));
  }

  void write_fixed_words() {
    std::size_t column = 0;
    for (const SlotColumns& slot : slots_) {
      add_fixed(column, slot.begin);
      piece_of_slot_.push_back(static_cast<std::uint16_t>(result_.pieces.size()));
      result_.pieces.push_back({.is_slot = true});
      column = slot.end;
    }
    add_fixed(column, columns());
  }

  // Words a member puts in a slot. Fixed neighbours it edited take their share of words first.
  Region region_of(const Aligned& member, const SlotColumns& slot) const {
    std::size_t left = slot.begin, right = slot.end;
    while (left > 0 && member.at[left - 1] == kUnmatched) --left;
    while (right < columns() && member.at[right] == kUnmatched) ++right;
    Region region{.begin = left == 0 ? 0 : member.at[left - 1] + 1U,
                  .end = right == columns() ? member.words.size() : member.at[right]};
    std::size_t before = fixed_between(left, slot.begin), after = fixed_between(slot.end, right);
    while (before + after > 0 &&
           region.end > region.begin) {  // trim in turn, so that a short region is shared fairly
      if (before > 0) ++region.begin, --before;
      if (after > 0 && region.end > region.begin) --region.end, --after;
    }
    const auto is_other = [&](std::size_t word) {
      return slot.only && member.words[word].field != *slot.only;
    };
    while (region.begin < region.end && is_other(region.begin)) ++region.begin;
    while (region.begin < region.end && is_other(region.end - 1)) --region.end;
    return region;
  }
  std::size_t fixed_between(std::size_t from, std::size_t to) const {
    return static_cast<std::size_t>(std::count(fixed_.begin() + static_cast<std::ptrdiff_t>(from),
                                               fixed_.begin() + static_cast<std::ptrdiff_t>(to),
                                               true));
  }

  // From the first to the last word of the filler, inside one field; empty behind the word before
  // where there is none.
  SlotSpan span_of(const Aligned& member, std::size_t slot) const {
    const std::vector<FieldWord>& words = member.words;
    const Region region = region_of(member, slots_[slot]);
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
        result_.slots.push_back(span_of(aligned_[i], slot));
        ++fillers[slot][text::cut(raw(i, result_.slots.back().field), result_.slots.back().span)];
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
  std::vector<std::uint32_t> members_;
  Consensus consensus_;
  std::vector<Aligned> aligned_;
  std::vector<bool> fixed_;
  std::vector<SlotColumns> slots_;
  std::vector<std::uint16_t> piece_of_slot_;
  Template result_;
};

}  // namespace

Template make_template(const Postings& postings, const Texts& texts, const GroupView& group) {
  return TemplateMaker(postings, texts, group).make();
}

}  // namespace lodestar::detect
