// SPDX-License-Identifier: Apache-2.0
#include "text/internal/twin_numbers.h"

namespace lodestar::text::internal {
namespace {

class TwinFinder {
 public:
  TwinFinder(std::string_view raw, std::uint32_t start, std::span<Group> groups)
      : raw_(raw), start_(start), groups_(groups) {}

  std::vector<Twin> take() {
    std::vector<Twin> twins;
    for (std::size_t area = 0; area + 2 < groups_.size(); ++area) {
      if (!is_area(area)) continue;
      const std::size_t behind = end_of_local(area + 1);
      const std::size_t size = behind - area - 1;
      for (std::size_t at = behind; is_like(area + 1, at, size); at += size) {
        twins.push_back({area, behind, at, at + size});
        for (Group& group : groups_.subspan(at, size)) group.decoy = true;
      }
    }
    for (std::size_t at = 2; at + 1 < groups_.size(); ++at)
      groups_[at].before.cut |= is_second_of_brazil(at);
    for (std::size_t at = 1; at < groups_.size(); ++at) {
      std::size_t behind = at;
      while (is_ending(behind, at)) {
        twins.push_back({behind - 1, behind, at, at + 1, true});
        groups_[at++].decoy = true;
      }
    }
    return twins;
  }

 private:
  // "98765-0020 / 98765-0021" without an area.
  bool is_second_of_brazil(std::size_t at) const {
    const auto is_mobile = [&](std::size_t i) {
      return groups_[i].plain() && groups_[i].digits.size() == 5 && groups_[i].digits[0] == '9' &&
             groups_[i + 1].plain() && groups_[i + 1].digits.size() == 4 &&
             groups_[i + 1].before.text == "-";
    };
    return is_between_twins(groups_[at].before) && is_mobile(at - 2) && is_mobile(at);
  }
  // "07700 900118/119": counted up by a few from the number that ends before `behind`.
  bool is_ending(std::size_t behind, std::size_t at) const {
    constexpr std::size_t kFewest = 3, kMost = 4, kLeastBefore = 9;
    constexpr int kMostUp = 9;
    if (at == groups_.size() || !groups_[at].plain() || groups_[at].before.text != "/")
      return false;
    const std::size_t size = groups_[at].digits.size();
    Group end = groups_[behind - 1];
    if (size < kFewest || size > kMost || !end.plain() || end.decoy || end.digits.size() < size)
      return false;
    end.digits = end.digits.substr(end.digits.size() - size);
    const int up = groups_[at].value() - end.value();
    if (up < 1 || up > kMostUp) return false;
    std::size_t digits = 0;
    for (std::size_t i = behind; i-- > 0 && !groups_[i].decoy;) {
      digits += groups_[i].digits.size();
      if (groups_[i].before.stops()) break;
    }
    return digits >= kLeastBefore &&
           (at + 1 == groups_.size() || groups_[at + 1].before.text != ".");
  }

  bool is_area(std::size_t at) const {
    const Group& group = groups_[at];
    return group.plain() && !group.decoy && group.digits.size() > 1 && group.digits.size() < 6 &&
           group.span.start > start_ && raw_[group.span.start - 1U] == '(' &&
           groups_[at + 1].before.text.starts_with(')');
  }

  static bool is_between_twins(const Gap& gap) {
    return gap.text == "/" || gap.text == " / " || gap.text == ", ";
  }

  // What is dialled within an area: with as many digits as are a whole number elsewhere it has the
  // form of one of Brazil.
  std::size_t end_of_local(std::size_t first) const {
    constexpr std::size_t kFewest = 6, kMost = 8, kMostGroups = 4;
    std::size_t last = first, digits = 0;
    while (last < groups_.size() && (last == first || !is_between_twins(groups_[last].before)))
      digits += groups_[last++].digits.size();
    const bool is_brazilian = last == first + 2 && groups_[first].digits.size() == 5 &&
                              groups_[first + 1].digits.size() == 4;
    const bool is_one = digits >= kFewest && (digits <= kMost || is_brazilian) &&
                        last - first <= kMostGroups && groups_[first].digits[0] != '0';
    return is_one ? last : first;
  }

  // Whether the groups from `at` on are so many as those from `first` on, and written as they are.
  bool is_like(std::size_t first, std::size_t at, std::size_t size) const {
    if (size == 0 || at + size > groups_.size() || !is_between_twins(groups_[at].before))
      return false;
    // "(212) 555-0147, 150-2000": behind a comma something else may stand.
    const bool begins_alike = groups_[first].digits.substr(0, 3) == groups_[at].digits.substr(0, 3);
    if (groups_[at].before.pause && !begins_alike) return false;
    for (std::size_t i = 0; i < size; ++i) {
      const Group &one = groups_[first + i], &other = groups_[at + i];
      if (!one.plain() || !other.plain() || other.decoy || one.digits.size() != other.digits.size())
        return false;
      if (i > 0 && one.before.text != other.before.text) return false;
    }
    const std::size_t end = at + size;
    return end == groups_.size() || groups_[end].before.cut ||
           is_between_twins(groups_[end].before);
  }

  std::string_view raw_;
  const std::uint32_t start_;
  std::span<Group> groups_;
};
}  // namespace

std::vector<Twin> take_twins(std::string_view raw, std::uint32_t start, std::span<Group> groups) {
  return TwinFinder(raw, start, groups).take();
}

}  // namespace lodestar::text::internal
