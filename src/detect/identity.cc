// SPDX-License-Identifier: Apache-2.0
//   run 3
//   lines 1207                  how many follow
//   born c 00c5... 1            cluster id, run of its birth; n: network
//   lead lc00c5... 17           lead id, postings
//   key 9f31... 00c5... 0       posting key, cluster id, network id (0: none)
#include "detect/identity.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <optional>
#include <unordered_set>

#include "base/counted.h"
#include "base/hash.h"

namespace lodestar::detect {
namespace {

using Born = std::unordered_map<std::uint64_t, std::uint32_t>;

// A group of this run: its postings' keys, and where its id is to be written.
struct Group {
  std::vector<std::uint64_t> keys;
  std::uint64_t* id = nullptr;
};

// How much of each old id a group holds.
struct Claim {
  std::uint64_t old = 0;
  std::size_t group = 0;
  std::size_t shared = 0;
};

class Naming {
 public:
  Naming(std::vector<Group>& groups, Born& born, std::uint32_t run, bool is_network)
      : groups_(groups), born_(born), run_(run), is_network_(is_network), name_(groups.size(), 0) {}

  template <typename OldId>
  std::vector<IdentityChange> give(OldId old_id) {
    const std::vector<Claim> claims = collect(old_id);
    settle(claims);
    name_the_new();
    tell_splits(claims);
    Born alive;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      *groups_[i].id = name_[i];
      const auto known = born_.find(name_[i]);
      alive[name_[i]] = known == born_.end() ? run_ : known->second;
    }
    born_ = std::move(alive);
    return std::move(changes_);
  }

 private:
  template <typename OldId>
  std::vector<Claim> collect(OldId old_id) const {
    std::vector<Claim> claims;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      std::map<std::uint64_t, std::size_t> shared;
      for (const std::uint64_t key : groups_[i].keys) {
        if (const std::uint64_t old = old_id(key); old != 0) ++shared[old];
      }
      for (const auto& [old, count] : shared) claims.push_back({old, i, count});
    }
    return claims;
  }

  // Each old id goes to the group that holds most of it; a group keeps the eldest that came to it.
  void settle(const std::vector<Claim>& claims) {
    std::map<std::uint64_t, Claim> best;
    for (const Claim& claim : claims) {
      Claim& held = best[claim.old];
      if (claim.shared > held.shared) held = claim;
    }
    const auto elder = [&](std::uint64_t a, std::uint64_t b) {
      const auto run = [&](std::uint64_t id) {
        const auto known = born_.find(id);
        return known == born_.end() ? run_ : known->second;
      };
      return std::pair(run(a), a) < std::pair(run(b), b);
    };
    for (const auto& [old, claim] : best) {
      std::uint64_t& name = name_[claim.group];
      if (name == 0 || elder(old, name)) name = old;
    }
    for (const auto& [old, claim] : best) {
      if (name_[claim.group] != old) {
        changes_.push_back({IdentityChange::Kind::merged, is_network_, old, name_[claim.group]});
      }
    }
  }

  // From the smallest key, as at the first run; hashed on where that id is taken.
  void name_the_new() {
    std::unordered_set<std::uint64_t> taken(name_.begin(), name_.end());
    for (const auto& [id, run] : born_) taken.insert(id);
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      if (name_[i] != 0) continue;
      name_[i] = *groups_[i].id;
      while (name_[i] == 0 || !taken.insert(name_[i]).second) name_[i] = mix(name_[i], run_);
    }
  }

  void tell_splits(const std::vector<Claim>& claims) {
    for (const Claim& claim : claims) {
      const bool is_new = !born_.contains(name_[claim.group]);
      if (is_new && born_.contains(claim.old)) {
        changes_.push_back(
            {IdentityChange::Kind::split, is_network_, claim.old, name_[claim.group]});
      }
    }
  }

  std::vector<Group>& groups_;
  Born& born_;
  std::uint32_t run_;
  bool is_network_;
  std::vector<std::uint64_t> name_;
  std::vector<IdentityChange> changes_;
};

std::vector<Group> groups_of(const Postings& postings, Clusters& clusters) {
  std::vector<Group> groups(clusters.all.size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    groups[i].id = &clusters.all[i].birth;
    for (const Member& member : clusters.members_of(clusters.all[i])) {
      groups[i].keys.push_back(postings.key_hash(member.posting));
    }
  }
  return groups;
}

std::vector<Group> groups_of(const Postings& postings, Networks& networks) {
  std::vector<Group> groups(networks.all.size());
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i].id = &networks.all[i].birth;
  for (std::size_t row = 0; row < postings.size(); ++row) {
    const std::int32_t network = networks.of_posting[row];
    if (network >= 0) {
      groups[static_cast<std::size_t>(network)].keys.push_back(postings.key_hash(row));
    }
  }
  return groups;
}

// The fields of a line, cut at blanks.
class Line {
 public:
  explicit Line(std::string_view text) : rest_(text) {}
  std::string_view word() {
    const std::size_t end = std::min(rest_.find(' '), rest_.size());
    const std::string_view word = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return word;
  }
  std::uint64_t number(int base) {
    const std::string_view digits = word();
    std::uint64_t value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    good_ &= error == std::errc() && end == digits.data() + digits.size() && !digits.empty();
    return value;
  }
  bool is_good() const { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

// left: how many lines are still to come, once that is known.
bool take(Line& line, Known& known, std::optional<std::uint64_t>& left) {
  const std::string_view sort = line.word();
  if (left && (*left)-- == 0) return false;
  if (sort == "run") {
    known.run = static_cast<std::uint32_t>(line.number(10));
  } else if (sort == "lines") {
    left = line.number(10);
  } else if (sort == "born") {
    Born& born = line.word() == "n" ? known.born_networks : known.born_clusters;
    const std::uint64_t id = line.number(16);
    born[id] = static_cast<std::uint32_t>(line.number(10));
  } else if (sort == "lead") {
    const std::string id(line.word());
    known.leads[id] = static_cast<std::uint32_t>(line.number(10));
  } else if (sort == "key") {
    const std::uint64_t key = line.number(16), cluster = line.number(16);
    known.of_key[key] = {cluster, line.number(16)};
  } else {
    return false;
  }
  return line.is_good();
}

}  // namespace

std::vector<IdentityChange> keep_identities(const Postings& postings, Clusters& clusters,
                                            Networks& networks, Known& known) {
  ++known.run;
  std::vector<Group> groups = groups_of(postings, clusters);
  auto changes = Naming(groups, known.born_clusters, known.run, false).give([&](std::uint64_t key) {
    const auto place = known.of_key.find(key);
    return place == known.of_key.end() ? 0 : place->second.cluster;
  });
  groups = groups_of(postings, networks);
  const auto more =
      Naming(groups, known.born_networks, known.run, true).give([&](std::uint64_t key) {
        const auto place = known.of_key.find(key);
        return place == known.of_key.end() ? 0 : place->second.network;
      });
  changes.insert(changes.end(), more.begin(), more.end());
  known.of_key.clear();
  for (std::size_t row = 0; row < postings.size(); ++row) {
    const std::int32_t cluster = clusters.of[row], network = networks.of_posting[row];
    if (cluster < 0 && network < 0) continue;
    known.of_key[postings.key_hash(row)] = {
        cluster < 0 ? 0 : clusters.all[static_cast<std::size_t>(cluster)].birth,
        network < 0 ? 0 : networks.all[static_cast<std::size_t>(network)].birth};
  }
  return changes;
}

std::vector<Standing> find_standing(const RunView& run, std::span<const Lead> leads, Known& known) {
  std::vector<Standing> standing;
  std::unordered_map<std::string, std::uint32_t> present;
  for (const Lead& lead : leads) {
    const std::string id = lead_id(run, lead);
    const auto before = known.leads.find(id);
    if (before == known.leads.end()) {
      standing.push_back(Standing::fresh);
    } else if (lead.postings == before->second) {
      standing.push_back(Standing::unchanged);
    } else {
      standing.push_back(lead.postings > before->second ? Standing::grown : Standing::shrunk);
    }
    present[id] = lead.postings;
  }
  known.leads = std::move(present);
  return standing;
}

std::string to_text(const Known& known) {
  std::vector<std::string> lines;
  lines.reserve(known.leads.size() + known.born_clusters.size() + known.born_networks.size() +
                known.of_key.size());
  for (const auto& [id, postings] : known.leads)
    lines.push_back(fmt::format("lead {} {}\n", id, postings));
  for (const auto& [id, run] : known.born_clusters)
    lines.push_back(fmt::format("born c {:016x} {}\n", id, run));
  for (const auto& [id, run] : known.born_networks)
    lines.push_back(fmt::format("born n {:016x} {}\n", id, run));
  for (const auto& [key, place] : known.of_key) {
    lines.push_back(
        fmt::format("key {:016x} {:016x} {:016x}\n", key, place.cluster, place.network));
  }
  std::sort(lines.begin(), lines.end());
  std::string text = fmt::format("run {}\nlines {}\n", known.run, lines.size());
  for (const std::string& line : lines) text += line;
  return text;
}

Result<Known> parse_known(std::string_view text) {
  Known known;
  std::optional<std::uint64_t> left;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    Line line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!take(line, known, left)) {
      return Error{Code::corrupt, fmt::format("line {} is not as it was written", number)};
    }
  }
  if (const std::uint64_t missing = left.value_or(0); missing > 0) {
    return Error{Code::corrupt,
                 fmt::format("at its end {} missing", counted(missing, "line is", "lines are"))};
  }
  return known;
}

}  // namespace lodestar::detect
