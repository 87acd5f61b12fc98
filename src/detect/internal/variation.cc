// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/variation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <unordered_map>

#include "detect/internal/texts.h"

namespace lodestar::detect {
namespace {

// One setting for all data, found on invented corpora. Eighths of a bit: that a slot begins, goes
// on or ends, column by column; one where nothing fixed gives way is rarer, one of contacts
// likelier.
constexpr std::uint64_t kBeginSlot = 16, kStaySlot = 12, kEndSlot = 5, kStayFixed = 1;
constexpr std::uint64_t kBeginContact = 10, kGapSlot = 40;
constexpr std::int64_t kLeftOut = 26;      // over an edit that leaves a word out
constexpr std::int64_t kMostSpelled = 96;  // long stretches that recur are strangers, not fillers
// How far words scatter around the rate of edits, as Beta's a + b; the same for contacts and their
// own rate; and Beta's b for a slot.
constexpr double kScatter = 20, kContactEdits = 0.0005, kContactScatter = 2000, kVaried = 3;
// What two in five of so many do not write is not fixed.
constexpr std::uint64_t kMany = 30, kNever = std::uint64_t{1} << 40;
constexpr int kRounds = 3;

struct Place {
  std::uint64_t all = 0, differing = 0;  // weights
  std::uint64_t rewritten = 0;           // contacts
  std::int64_t for_slot = 0;             // bits that what differs saves as a slot
  std::uint64_t slot = 0;                // bits as a slot
};

std::uint64_t in_eighths(double nats) {
  return static_cast<std::uint64_t>(std::max(0LL, std::llround(nats * std::numbers::log2e * kBit)));
}
// Not std::lgamma: it writes the sign to a global.
double log_gamma(double x) {
  int sign = 0;
  return ::lgamma_r(x, &sign);
}
double log_beta(double a, double b) { return log_gamma(a) + log_gamma(b) - log_gamma(a + b); }

class Chooser {
 public:
  explicit Chooser(Variation variation) : variation_(std::move(variation)) { weigh_places(); }

  Varying choose() {
    varying_.columns.assign(variation_.columns, false);
    varying_.gaps.assign(variation_.columns + 1, false);
    for (std::size_t column = 0; column < variation_.columns; ++column)
      varying_.columns[column] = 2 * (at(column).differing + at(column).rewritten) > at(column).all;
    for (int round = 0; round < kRounds; ++round) {
      estimate_edits();
      choose_columns();
      choose_gaps();
    }
    varying_.bits_of_an_edit = static_cast<std::uint32_t>(in_eighths(-std::log(edits_)));
    return std::move(varying_);
  }

 private:
  bool is_contact(std::size_t place) const {
    return place % 2 == 1 && variation_.contacts[place / 2] > 0;
  }
  const Place& at(std::size_t column) const { return places_[2 * column + 1]; }

  void weigh_places() {
    places_.resize(2 * variation_.columns + 1);
    for (std::size_t place = 0; place < places_.size(); ++place) {
      places_[place].all = is_contact(place) ? variation_.contacts[place / 2] : variation_.weight;
    }
    auto& all = variation_.differences;
    std::ranges::sort(all, [](const Difference& x, const Difference& y) {
      return x.place != y.place ? x.place < y.place : x.filler < y.filler;
    });
    count_words();
    for (std::size_t i = 0, end = 0; i < all.size(); i = end) {
      std::uint32_t weight = 0, texts = 0;
      for (; end < all.size() && all[end].place == all[i].place && all[end].filler == all[i].filler;
           ++end) {
        weight += all[end].weight;
        ++texts;
      }
      places_[all[i].place].differing += weight;
      places_[all[i].place].for_slot += bits_for_slot(all[i], texts);
    }
    for (std::size_t place = 0; place < places_.size(); ++place) {
      Place& at = places_[place];
      at.differing = std::min(at.differing, at.all);
      if (is_contact(place)) {
        at.rewritten =
            std::min<std::uint64_t>(variation_.rewritten[place / 2], at.all - at.differing);
      }
      if (place % 2 == 0)
        at.for_slot -= kLeftOut * static_cast<std::int64_t>(at.all - at.differing);
      at.slot = slot_bits(at);
    }
  }

  void count_words() {
    for (const Difference& one : variation_.differences) {
      if (one.filler != kNoFiller && one.bits > 0) ++seen_[one.filler], ++all_seen_;
    }
  }

  // Half of all edits leave a word out, and hardly a slot does. An edit's word is spelled out each
  // time, by how often edits use it; a filler that recurs points to the one before.
  std::int64_t bits_for_slot(const Difference& one, std::uint32_t texts) const {
    if (one.place % 2 == 0) return 0;
    if (one.filler == kNoFiller && one.is_whole) return -kLeftOut * std::int64_t{texts};
    if (one.bits == 0) return 0;
    const std::uint32_t elsewhere = seen_.at(one.filler) - texts;
    const std::int64_t spelled =
        elsewhere == 0
            ? one.bits
            : std::min(one.bits, log2_eighths(2 * all_seen_) - log2_eighths(2 * elsewhere + 1));
    const std::int64_t pointed = log2_eighths(std::uint64_t{2} * variation_.weight);
    return std::max(std::int64_t{0}, std::min(spelled, kMostSpelled) - pointed) *
           (std::int64_t{texts} - 1);
  }

  // Edits a fixed word, as if one in fifty had been seen before.
  void estimate_edits() {
    double differing = 1, all = 50;
    for (std::size_t column = 0; column < variation_.columns; ++column) {
      if (varying_.columns[column] || variation_.contacts[column] > 0) continue;
      differing += static_cast<double>(at(column).differing);
      all += static_cast<double>(at(column).all);
    }
    edits_ = std::min(differing / all, 0.5);
    kept_.clear();
  }

  // Beta-binomial: the rates of single words scatter around the template's own.
  std::uint64_t fixed_bits(std::size_t place) {
    const Place& at = places_[place];
    if (place % 2 == 1 && at.all >= kMany && 5 * at.differing > 2 * at.all) return kNever;
    if (!is_contact(place)) return edit_bits(at.differing);
    const bool is_number = variation_.is_number[place / 2];
    return in_eighths(edit_nats(edits_, kScatter, at.differing, at.all) +
                      edit_nats(is_number ? edits_ : kContactEdits,
                                is_number ? kScatter : kContactScatter, at.rewritten,
                                at.all - at.differing));
  }
  // Of all texts; kept, as most places are alike.
  std::uint64_t edit_bits(std::uint64_t differing) {
    const auto [kept, is_new] = kept_.try_emplace(differing, 0);
    if (is_new) {
      kept->second = in_eighths(edit_nats(edits_, kScatter, differing, variation_.weight));
    }
    return kept->second;
  }
  static double edit_nats(double rate, double scatter, std::uint64_t edited, std::uint64_t all) {
    const double a = scatter * rate, b = scatter * (1 - rate);
    return log_beta(a, b) -
           log_beta(a + static_cast<double>(edited), b + static_cast<double>(all - edited));
  }
  static std::uint64_t slot_bits(const Place& at) {
    const auto all = static_cast<double>(at.all);
    const auto differing = static_cast<double>(at.differing + at.rewritten);
    const double nats = log_beta(1, kVaried) - log_beta(1 + all - differing, kVaried + differing);
    const std::int64_t bits = static_cast<std::int64_t>(in_eighths(nats)) - at.for_slot;
    return static_cast<std::uint64_t>(std::max(std::int64_t{0}, bits));
  }

  bool gap_is_cheaper_as_slot(std::size_t gap) {
    const Place& at = places_[2 * gap];
    return at.differing > 0 && at.slot + kGapSlot < fixed_bits(2 * gap);
  }

  void choose_columns() {
    const std::size_t columns = variation_.columns;
    std::vector<bool> from_slot_fixed(columns), from_slot_slot(columns);
    std::uint64_t fixed = 0, slot = kBeginSlot;  // before the first column
    for (std::size_t column = 0; column < columns; ++column) {
      const std::size_t place = 2 * column + 1;
      const std::uint64_t begin = is_contact(place) ? kBeginContact : kBeginSlot;
      from_slot_fixed[column] = slot + kEndSlot < fixed + kStayFixed;
      from_slot_slot[column] = slot + kStaySlot < fixed + begin;
      const std::uint64_t to_fixed = std::min(slot + kEndSlot, fixed + kStayFixed);
      const std::uint64_t to_slot = std::min(slot + kStaySlot, fixed + begin);
      fixed = to_fixed + fixed_bits(place);
      slot = to_slot + places_[place].slot;
    }
    bool varies = slot < fixed;
    for (std::size_t column = columns; column-- > 0;) {
      varying_.columns[column] = varies;
      varies = varies ? from_slot_slot[column] : from_slot_fixed[column];
    }
  }

  void choose_gaps() {
    for (std::size_t gap = 0; gap <= variation_.columns; ++gap) {
      const bool beside = (gap > 0 && varying_.columns[gap - 1]) ||
                          (gap < variation_.columns && varying_.columns[gap]);
      varying_.gaps[gap] = !beside && gap_is_cheaper_as_slot(gap);
    }
  }

  Variation variation_;
  std::vector<Place> places_;
  Varying varying_;
  double edits_ = 0;
  std::unordered_map<std::uint64_t, std::uint64_t> kept_;  // bits of edits, by what differs
  std::unordered_map<std::uint32_t, std::uint32_t> seen_;  // differing words
  std::uint64_t all_seen_ = 0;
};

}  // namespace

Varying find_varying(Variation variation) { return Chooser(std::move(variation)).choose(); }

}  // namespace lodestar::detect
