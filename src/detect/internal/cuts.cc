// SPDX-License-Identifier: Apache-2.0
// What a contact may not tie together, and why:
//
//   generic          it belongs to nobody (detect/internal/generic_contacts.h)
//   too_common       more than one group in thirty-two holds it, or more than a person can review,
//                    and many have a contact of their own besides; where it is all that most of
//                    them have, more than one sender would write; for a web site without a page,
//                    far fewer
//   hijacked         very many groups hold it, and most have a contact of their own besides
//   coincidence      numbers of its kind are spread over single postings as draws from a small pool
//   giant_component  a tie in a chain of more than a person can review; the weakest go first
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "base/hash.h"
#include "detect/internal/generic_contacts.h"
#include "detect/internal/ties.h"
#include "graph/union_find.h"

namespace lodestar::detect {

namespace {

constexpr std::uint32_t kCommonAtLeast = 32;
constexpr std::uint32_t kHijackedAtLeast = 24;
constexpr std::uint32_t kOfOneSender = 1000;  // texts of their own that one sender would write
constexpr std::uint32_t kGiantAtLeast = 64;

std::uint32_t root_of(std::size_t count, double times) {
  return static_cast<std::uint32_t>(times * std::sqrt(static_cast<double>(count)));
}

// Groups that a person can still review together.
std::uint32_t review_bound(std::size_t groups) {
  return std::max(kGiantAtLeast, root_of(groups, 8));
}

// A web address that names no page: many may quote it who have nothing else in common.
bool is_site(const Contact& contact) {
  if (contact.kind != text::IdentifierKind::url) return false;
  std::string_view rest = contact.value;
  if (const std::size_t scheme = rest.find("://"); scheme != std::string_view::npos)
    rest.remove_prefix(scheme + 3);
  return rest.find_first_of("/?#") >= rest.size() - 1;
}

// What people also name whom it does not belong to: pages, and profiles that are looked at more
// than written to.
bool is_quoted(text::IdentifierKind kind) {
  using Kind = text::IdentifierKind;
  static constexpr std::array kQuoted = {Kind::url,    Kind::instagram, Kind::facebook,
                                         Kind::tiktok, Kind::x,         Kind::vk};
  return std::ranges::find(kQuoted, kind) != kQuoted.end();
}

bool is_single(const ContactTie& tie) { return tie.postings == 1; }

// How many holders of a contact have a contact that none of the other holders has.
class OwnContacts {
 public:
  explicit OwnContacts(const TieGraph& graph)
      : graph_(graph), holders_(graph.first_of_contact.size(), 0) {}

  std::size_t operator()(std::uint32_t contact) {
    each_other(contact, [&](const ContactTie& other) { ++holders_[other.contact]; });
    std::size_t own = 0;
    for (const std::uint32_t i : graph_.ties_of_contact(contact)) {
      const auto others = graph_.ties_of_group(graph_.ties[i].group);
      own += std::ranges::any_of(others, [&](const ContactTie& other) {
        return other.contact != contact && holders_[other.contact] == 1 &&
               other.postings >= graph_.ties[i].postings;
      });
    }
    each_other(contact, [&](const ContactTie& other) { holders_[other.contact] = 0; });
    return own;
  }

 private:
  template <typename Visit>
  void each_other(std::uint32_t contact, Visit visit) const {
    for (const std::uint32_t i : graph_.ties_of_contact(contact))
      for (const ContactTie& other : graph_.ties_of_group(graph_.ties[i].group)) visit(other);
  }

  const TieGraph& graph_;
  std::vector<std::uint32_t> holders_;
};

// Whether so many hold a contact that it ties nobody.
class Overuse {
 public:
  Overuse(const TieGraph& graph, const Contacts& contacts)
      : graph_(graph), contacts_(contacts), own_(graph) {}

  std::optional<CutReason> operator()(std::uint32_t c) {
    const std::size_t holders = graph_.ties_of_contact(c).size();
    if (is_site(contacts_.all[c]) && holders > common_site_) return CutReason::too_common;
    if (holders < std::min(hijacked_, common_)) return std::nullopt;
    const std::size_t own = own_(c);
    const bool is_of_one_sender = own * 2 <= holders && !is_quoted(contacts_.all[c].kind);
    if (holders > (is_of_one_sender ? of_one_sender_ : common_)) return CutReason::too_common;
    if (holders >= hijacked_ && own * 5 > holders * 3) return CutReason::hijacked;
    return std::nullopt;
  }

 private:
  const TieGraph& graph_;
  const Contacts& contacts_;
  OwnContacts own_;
  std::size_t groups_ = graph_.groups.size();
  std::uint32_t common_ = std::max(
      kCommonAtLeast, std::min(static_cast<std::uint32_t>(groups_ / 32), review_bound(groups_)));
  std::uint32_t of_one_sender_ = std::max(kOfOneSender, review_bound(groups_));
  std::uint32_t common_site_ = std::max(kCommonAtLeast, root_of(groups_, .5));
  std::uint32_t hijacked_ = std::max(kHijackedAtLeast, root_of(groups_, .5));
};

// How many contacts are held by exactly d single postings (a lone one, or one of a cluster).
constexpr std::size_t kMostHolders = 64;
using Counts = std::array<double, kMostHolders + 1>;

double tail(const Counts& counts, std::size_t d) {
  return std::accumulate(counts.begin() + static_cast<std::ptrdiff_t>(d), counts.end(), 0.0);
}

// The largest d for which chance explains most contacts that d single postings or more hold; 0
// where chance does not fit. Draws from a pool give Poisson counts: ones and twos tell the mean,
// and threes and more must then be as many as that mean foretells, within what ones and twos can
// tell. People who share on purpose leave a heavier tail; where there is too little to tell,
// nothing is cut.
std::size_t explained_by_chance(const Counts& seen) {
  constexpr double kEnoughTwos = 400, kEnoughTail = 36;
  const double ones = seen[1];
  const double twos = seen[2];
  if (twos < kEnoughTwos || ones <= 0) return 0;
  const double mean = 2 * twos / ones;
  Counts expected{};
  expected[1] = ones;
  for (std::size_t d = 2; d < expected.size(); ++d)
    expected[d] = expected[d - 1] * mean / static_cast<double>(d);
  const double more = tail(expected, 3);
  const double deviation = std::sqrt(more + 2.5 * more * 2.5 * more * (1 / ones + 1 / twos));
  if (more < kEnoughTail || std::abs(tail(seen, 3) - more) > 3 * deviation) return 0;
  std::size_t most = 2;
  while (most + 1 < expected.size() && 2 * tail(expected, most + 1) > tail(seen, most + 1) &&
         tail(seen, most + 1) > 0)
    ++most;
  return most;
}

// Contacts that would come from one pool: of a kind, a length and, for phones, a country.
std::uint64_t pool_of(const Contact& contact) {
  const bool has_country = contact.value.starts_with('+');
  const std::string_view country = std::string_view(contact.value).substr(0, has_country ? 3 : 0);
  return hash_bytes(country, mix(static_cast<std::uint64_t>(contact.kind), contact.value.size()));
}

// Ties from the strongest down, bit by bit. Where the ties of a level would chain more groups than
// the bound, none of them is taken, and what they would have joined takes no weaker ones either.
// All who hold one contact and no other count as one: they chain nothing, and one look covers them.
class GiantGuard {
 public:
  explicit GiantGuard(TieGraph& graph)
      : graph_(graph),
        nodes_(static_cast<std::uint32_t>(graph.groups.size() + graph.first_of_contact.size())),
        bound_(review_bound(graph.groups.size())),
        chains_(find_chaining(graph)) {}

  // The ties that were cut.
  std::vector<std::uint32_t> run() {
    std::vector<std::vector<std::uint32_t>> levels = ties_in_giants();
    if (levels.empty()) return {};
    graph::UnionFind kept(nodes_);
    std::vector<std::uint32_t> size = sizes();  // under a root of kept
    std::vector<std::uint8_t> closed(nodes_, 0);
    std::vector<std::uint32_t> cut;
    for (auto level = levels.rbegin(); level != levels.rend(); ++level) {
      graph::UnionFind trial = kept;
      std::vector<std::uint32_t> trial_size = size;
      std::vector<std::uint8_t> blocked = closed;
      for (const std::uint32_t i : *level) join(trial, trial_size, blocked, i);
      for (const std::uint32_t i : *level) {
        const std::uint32_t root = trial.find(graph_.ties[i].group);
        if (trial_size[root] <= bound_ && blocked[root] == 0) continue;
        cut.push_back(i);
        closed[kept.find(graph_.ties[i].group)] = 1;
        closed[kept.find(contact_node(i))] = 1;
      }
      for (const std::uint32_t i : *level) {
        const std::uint32_t root = trial.find(graph_.ties[i].group);
        if (trial_size[root] <= bound_ && blocked[root] == 0) join(kept, size, closed, i);
      }
    }
    return cut;
  }

 private:
  std::uint32_t contact_node(std::uint32_t tie) const {
    return static_cast<std::uint32_t>(graph_.groups.size()) + graph_.ties[tie].contact;
  }

  void join(graph::UnionFind& sets, std::vector<std::uint32_t>& size,
            std::vector<std::uint8_t>& marks, std::uint32_t tie) const {
    const std::uint32_t a = sets.find(graph_.ties[tie].group);
    const std::uint32_t b = sets.find(contact_node(tie));
    if (a == b) return;
    const std::uint32_t sum = size[a] + size[b];
    const auto mark = static_cast<std::uint8_t>(marks[a] | marks[b]);
    const std::uint32_t root = sets.join(a, b);
    size[root] = sum;
    marks[root] = mark;
  }

  // By whole bits of weight; empty where no component is too large.
  std::vector<std::vector<std::uint32_t>> ties_in_giants() const {
    graph::UnionFind sets(nodes_);
    std::vector<std::uint32_t> size = sizes();
    std::vector<std::uint8_t> marks(nodes_, 0);
    for (std::uint32_t i = 0; i < graph_.ties.size(); ++i)
      if (graph_.ties[i].weight > 0) join(sets, size, marks, i);
    std::vector<std::vector<std::uint32_t>> levels;
    for (std::uint32_t i = 0; i < graph_.ties.size(); ++i) {
      const ContactTie& tie = graph_.ties[i];
      if (tie.weight == 0 || size[sets.find(tie.group)] <= bound_) continue;
      if (chains_[tie.group] == 0 || !ties_anything(tie.contact)) continue;
      const std::size_t level = tie.weight / 1000;
      if (level >= levels.size()) levels.resize(level + 1);
      levels[level].push_back(i);
    }
    return levels;
  }

  // By group: whether it holds more than one contact whose ties are live.
  static std::vector<std::uint8_t> find_chaining(const TieGraph& graph) {
    const auto is_live = [](const ContactTie& tie) { return tie.weight > 0; };
    std::vector<std::uint8_t> chains(graph.groups.size());
    for (std::uint32_t g = 0; g < chains.size(); ++g)
      chains[g] = std::ranges::count_if(graph.ties_of_group(g), is_live) > 1 ? 1 : 0;
    return chains;
  }

  // One for each group that chains, and one for all others of a contact.
  std::vector<std::uint32_t> sizes() const {
    std::vector<std::uint32_t> size(chains_.begin(), chains_.end());
    size.resize(nodes_, 0);
    for (std::uint32_t i = 0; i < graph_.ties.size(); ++i) {
      if (graph_.ties[i].weight > 0 && chains_[graph_.ties[i].group] == 0)
        size[contact_node(i)] = 1;
    }
    return size;
  }

  // What only one group holds joins nothing, so that there is nothing to cut.
  bool ties_anything(std::uint32_t contact) const {
    const auto is_live = [&](std::uint32_t i) { return graph_.ties[i].weight > 0; };
    return std::ranges::count_if(graph_.ties_of_contact(contact), is_live) > 1;
  }

  TieGraph& graph_;
  std::uint32_t nodes_;
  std::uint32_t bound_;
  std::vector<std::uint8_t> chains_;
};

}  // namespace

void cut_contacts(TieGraph& graph, const Contacts& contacts, std::vector<Cut>& cuts) {
  Overuse overuse(graph, contacts);
  for (std::uint32_t c = 0; c < contacts.all.size(); ++c) {
    const auto ties = graph.ties_of_contact(c);
    if (ties.empty()) continue;
    const bool generic = is_generic(contacts.all[c].kind, contacts.all[c].value);
    const auto reason = generic ? CutReason::generic : overuse(c);
    if (!reason) continue;
    cuts.push_back({c, *reason, static_cast<std::uint32_t>(ties.size())});
    for (const std::uint32_t i : ties) graph.ties[i].weight = 0;
  }
}

void cut_coincidences(TieGraph& graph, const Contacts& contacts, std::vector<Cut>& cuts) {
  const auto count = static_cast<std::uint32_t>(contacts.all.size());
  std::vector<std::uint32_t> singles(count, 0);
  for (const ContactTie& tie : graph.ties)
    if (is_single(tie) && tie.weight > 0) ++singles[tie.contact];
  struct Pool {
    Counts seen{};
    std::size_t by_chance = 0;
  };
  std::unordered_map<std::uint64_t, Pool> pools;
  std::vector<const Pool*> pool_of_contact(count);
  for (std::uint32_t c = 0; c < count; ++c) {
    Pool& pool = pools[pool_of(contacts.all[c])];
    pool_of_contact[c] = &pool;
    ++pool.seen[std::min<std::size_t>(kMostHolders, singles[c])];
  }
  for (auto& [_, pool] : pools) pool.by_chance = explained_by_chance(pool.seen);

  for (std::uint32_t c = 0; c < count; ++c) {
    const auto ties = graph.ties_of_contact(c);
    if (ties.size() < 2 || singles[c] == 0 || singles[c] > pool_of_contact[c]->by_chance) continue;
    cuts.push_back({c, CutReason::coincidence, singles[c]});
    for (const std::uint32_t i : ties)
      if (is_single(graph.ties[i])) graph.ties[i].weight = 0;
  }
}

void cut_giants(TieGraph& graph, std::vector<Cut>& cuts) {
  std::vector<std::uint32_t> cut = GiantGuard(graph).run();
  std::ranges::sort(cut, {}, [&](std::uint32_t i) { return graph.ties[i].contact; });
  for (std::size_t i = 0; i < cut.size();) {
    const std::uint32_t contact = graph.ties[cut[i]].contact;
    const std::size_t start = i;
    for (; i < cut.size() && graph.ties[cut[i]].contact == contact; ++i)
      graph.ties[cut[i]].weight = 0;
    cuts.push_back({contact, CutReason::giant_component, static_cast<std::uint32_t>(i - start)});
  }
}

}  // namespace lodestar::detect
