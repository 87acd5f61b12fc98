// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/templates.h"

#include <algorithm>
#include <map>
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
};

// A slot: columns [begin, end), begin == end for an insertion between two fixed columns. Where members put the same punctuation
// at the same places in it ("Ruby, 21"), or it runs from the title into the text, it is several slots, one a part.
struct SlotColumns {
  std::size_t begin = 0, end = 0;
  std::size_t part = 0;
  std::vector<std::string_view> cuts{};  // what divides the parts
};

// A division that is no punctuation: one field ends and the next begins.
constexpr std::string_view kFieldEnds = "\x1f";

// What stands between two fixed words, as word numbers [begin, end) of the member.
struct Region {
  std::size_t begin = 0, end = 0;
  bool exact = false;  // both fixed neighbours matched
};

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// What a stretch between two words divides by, whichever sign of its kind a member prefers; empty
// where it divides nothing.
std::string_view division_of(std::string_view between) {
  const auto has = [&](std::string_view signs) {
    return between.find_first_of(signs) != std::string_view::npos;
  };
  if (!has(" \n\t")) return {};
  if (has(".!?;\n")) return ".";
  if (has(",")) return ",";
  if (has(":")) return ":";
  return has("-") ? "-" : std::string_view{};
}

// A filler without the signs that end or begin a sentence around it.
std::string_view bare(std::string_view filler) {
  constexpr std::string_view kSigns = " \n\t\r.,;:!?-";
  const auto is_sign = [&](char c) { return kSigns.find(c) != std::string_view::npos; };
  while (!filler.empty() && is_sign(filler.front())) filler.remove_prefix(1);
  while (!filler.empty() && is_sign(filler.back())) filler.remove_suffix(1);
  return filler;
}

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
      cut_posting(postings_, group_.rows[i], member.words);
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

  // A number column is fixed only if all write the same number: as words all long numbers are
  // equal.
  bool same_number(std::size_t column) const {
    std::string first;
    for (std::size_t i = 0; i < aligned_.size(); ++i) {
      if (aligned_[i].at[column] == kUnmatched) continue;
      const FieldWord& word = aligned_[i].words[aligned_[i].at[column]];
      std::string digits;
      for (const char c : text::cut(raw(i, word.field), word.word.span)) {
        if (static_cast<unsigned char>(c - '0') < 10 || static_cast<unsigned char>(c) >= 0x80)
          digits += c;
      }
      if (first.empty())
        first = digits;
      else if (digits != first)
        return false;
    }
    return true;
  }

  void choose_slots() {
    const std::size_t rows = aligned_.size();
    fixed_.assign(columns(), false);
    for (std::size_t column = 0; column < columns(); ++column) {
      std::size_t votes = 0;
      for (const Aligned& member : aligned_) votes += member.at[column] != kUnmatched;
      fixed_[column] = 2 * votes > rows && same_number(column);
    }
    std::vector<std::size_t> inserted(columns() +
                                      1);  // members with words of their own before this column
    for (const Aligned& member : aligned_) {
      for (std::size_t column = 0; column <= columns(); ++column) {
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
      if (end > column || 2 * inserted[column] > rows) slots_.push_back({column, end});
      column = end;
    }
  }

  struct Separator {
    std::size_t word;  // stands before this word
    std::string_view text;
  };
  // Punctuation with a blank between the words of a region, and the end of a field.
  std::vector<Separator> separators_in(std::size_t member, const Region& region) const {
    std::vector<Separator> found;
    const std::vector<FieldWord>& words = aligned_[member].words;
    for (std::size_t i = region.begin + 1; i < region.end; ++i) {
      if (words[i - 1].field != words[i].field) {
        found.push_back({i, kFieldEnds});
        continue;
      }
      const std::uint32_t end = words[i - 1].word.span.end;
      const std::string_view between =
          raw(member, words[i].field).substr(end, words[i].word.span.start - end);
      const std::string_view sign = division_of(between);
      if (!sign.empty()) found.push_back({i, sign});
    }
    return found;
  }

  // The divisions that three of four members that fill the slot agree on.
  std::vector<std::string_view> cuts_of(const SlotColumns& slot) const {
    std::map<std::vector<std::string_view>, std::size_t> votes;
    std::size_t filled = 0;
    for (std::size_t i = 0; i < aligned_.size(); ++i) {
      const Region region = region_of(i, slot);
      if (!region.exact || region.begin == region.end) continue;
      ++filled;
      std::vector<std::string_view> cuts;
      for (const Separator& separator : separators_in(i, region)) cuts.push_back(separator.text);
      ++votes[cuts];
    }
    for (const auto& [cuts, count] : votes) {
      if (4 * count >= 3 * filled) return cuts;
    }
    return {};
  }

  void divide_slots() {
    std::vector<SlotColumns> divided;
    for (SlotColumns& slot : slots_) {
      const std::vector<std::string_view> cuts = cuts_of(slot);
      for (std::size_t part = 0; part <= cuts.size(); ++part)
        divided.push_back({slot.begin, slot.end, part, cuts});
    }
    slots_ = std::move(divided);
  }

  // The words of one part. A member that lacks a division leaves the parts after it empty.
  Region part_of(std::size_t member, const SlotColumns& slot, Region region) const {
    if (slot.cuts.empty()) return region;
    const std::vector<Separator> separators = separators_in(member, region);
    region.exact = region.exact && separators.size() == slot.cuts.size();
    std::size_t next = 0, begin = region.begin;
    for (std::size_t part = 0;; ++part) {
      std::size_t end = region.end;
      if (part < slot.cuts.size()) {
        while (next < separators.size() && separators[next].text != slot.cuts[part]) ++next;
        if (next < separators.size())
          end = separators[next++].word;
        else
          region.exact = false;
      }
      if (part == slot.part) return {.begin = begin, .end = end, .exact = region.exact};
      begin = end;
    }
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

  void add_division(std::string_view cut) {
    while (!cut.empty() && is_blank(cut.front())) cut.remove_prefix(1);
    while (!cut.empty() && is_blank(cut.back())) cut.remove_suffix(1);
    if (!cut.empty() && cut != kFieldEnds) result_.pieces.push_back({.words = std::string(cut)});
  }

  void write_fixed_words() {
    std::size_t column = 0;
    for (const SlotColumns& slot : slots_) {
      if (slot.part == 0)
        add_fixed(column, slot.begin);
      else
        add_division(slot.cuts[slot.part - 1]);
      piece_of_slot_.push_back(static_cast<std::uint16_t>(result_.pieces.size()));
      result_.pieces.push_back({.is_slot = true});
      column = slot.end;
    }
    add_fixed(column, columns());
  }

  // Words a member puts in a slot. Fixed neighbours it edited take their share of words first.
  Region region_of(std::size_t number, const SlotColumns& slot) const {
    const Aligned& member = aligned_[number];
    std::size_t left = slot.begin, right = slot.end;
    while (left > 0 && member.at[left - 1] == kUnmatched) --left;
    while (right < columns() && member.at[right] == kUnmatched) ++right;
    Region region{.begin = left == 0 ? 0 : member.at[left - 1] + 1U,
                  .end = right == columns() ? member.words.size() : member.at[right],
                  .exact = left == slot.begin && right == slot.end};
    std::size_t before = fixed_between(left, slot.begin), after = fixed_between(slot.end, right);
    while (before + after > 0 &&
           region.end > region.begin) {  // trim in turn, so that a short region is shared fairly
      if (before > 0) ++region.begin, --before;
      if (after > 0 && region.end > region.begin) --region.end, --after;
    }
    return region;
  }
  std::size_t fixed_between(std::size_t from, std::size_t to) const {
    return static_cast<std::size_t>(std::count(fixed_.begin() + static_cast<std::ptrdiff_t>(from),
                                               fixed_.begin() + static_cast<std::ptrdiff_t>(to),
                                               true));
  }

  // Bytes from the end of the word before to the start of the word after, in the field of the
  // region's first word.
  SlotSpan gap_of(std::size_t member, const Region& region) const {
    const std::vector<FieldWord>& words = aligned_[member].words;
    const bool none = region.begin == region.end;
    Field field = Field::text;
    if (!none)
      field = words[region.begin].field;
    else if (region.begin > 0)
      field = words[region.begin - 1].field;
    else if (!words.empty())
      field = words[0].field;
    SlotSpan slot{.field = field};
    if (region.begin > 0 && words[region.begin - 1].field == field)
      slot.span.start = words[region.begin - 1].word.span.end;
    slot.span.end = static_cast<std::uint32_t>(raw(member, field).size());
    if (region.end < words.size() && words[region.end].field == field)
      slot.span.end = words[region.end].word.span.start;
    slot.span.end = std::max(slot.span.end, slot.span.start);
    return slot;
  }

  // Punctuation before and after the filler that all members share.
  struct Frame {
    std::string_view before, after;
    bool known = false;
  };
  Frame frame_of(std::size_t slot) const {
    Frame frame;
    for (std::size_t i = 0; i < aligned_.size(); ++i) {
      const Region region = part_of(i, slots_[slot], region_of(i, slots_[slot]));
      if (!region.exact || region.begin == region.end) continue;
      const SlotSpan gap = gap_of(i, region);
      const std::string_view text = raw(i, gap.field);
      const std::vector<FieldWord>& words = aligned_[i].words;
      std::size_t last = region.end - 1;
      while (last > region.begin && words[last].field != gap.field) --last;
      const std::string_view before =
          text.substr(gap.span.start, words[region.begin].word.span.start - gap.span.start);
      const std::uint32_t filler_end = words[last].word.span.end;
      const std::string_view after = filler_end <= gap.span.end
                                         ? text.substr(filler_end, gap.span.end - filler_end)
                                         : std::string_view{};
      if (!frame.known) {
        frame = {before, after, true};
        continue;
      }
      const auto [b, unused_b] =
          std::mismatch(frame.before.begin(), frame.before.end(), before.begin(), before.end());
      frame.before = frame.before.substr(0, static_cast<std::size_t>(b - frame.before.begin()));
      const auto [a, unused_a] =
          std::mismatch(frame.after.rbegin(), frame.after.rend(), after.rbegin(), after.rend());
      frame.after = frame.after.substr(frame.after.size() -
                                       static_cast<std::size_t>(a - frame.after.rbegin()));
    }
    return frame;
  }

  SlotSpan span_of(std::size_t member, std::size_t slot, const Frame& frame) const {
    const Region region = part_of(member, slots_[slot], region_of(member, slots_[slot]));
    SlotSpan found = gap_of(member, region);
    found.piece = piece_of_slot_[slot];
    const std::string_view text = raw(member, found.field);
    if (region.begin == region.end) {
      found.span.end = found.span.start;
      return found;
    }
    std::string_view filler = text::cut(text, found.span);
    if (filler.starts_with(frame.before)) filler.remove_prefix(frame.before.size());
    if (filler.ends_with(frame.after)) filler.remove_suffix(frame.after.size());
    filler = bare(filler);
    const auto start = static_cast<std::uint32_t>(filler.data() - text.data());
    const bool plus = !filler.empty() && static_cast<unsigned char>(filler[0] - '0') < 10 &&
                      start > found.span.start && text[start - 1] == '+';
    found.span = {start - (plus ? 1 : 0),
                  start + static_cast<std::uint32_t>(filler.size())};  // a number's plus is its own
    return found;
  }

  void write_slots() {
    std::vector<Frame> frames;
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) frames.push_back(frame_of(slot));
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
        result_.slots.push_back(span_of(i, slot, frames[slot]));
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
