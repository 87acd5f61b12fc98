// SPDX-License-Identifier: Apache-2.0
#include "detect/score.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/counted.h"
#include "table/csv.h"
#include "table/csv_write.h"
#include "table/json_value.h"

namespace lodestar::detect {
namespace {

using table::JsonValue;

std::uint64_t pairs_of(std::uint64_t n) { return n * (n - (n > 0 ? 1 : 0)) / 2; }

// Pairs within equal keys; the keys come sorted.
template <typename Key>
std::uint64_t pairs_within(std::vector<Key>& keys) {
  std::ranges::sort(keys);
  std::uint64_t sum = 0;
  for (std::size_t i = 0, j = 0; i < keys.size(); i = j) {
    while (j < keys.size() && keys[j] == keys[i]) ++j;
    sum += pairs_of(j - i);
  }
  return sum;
}

// Hands on the named columns of every row, in the order of the names.
class Columns final : public table::RowSink {
 public:
  using Take = std::function<Status(std::span<const std::string_view>)>;
  Columns(std::string_view file, std::vector<std::string_view> names, Take take)
      : file_(file), names_(std::move(names)), take_(std::move(take)), values_(names_.size()) {}

  Status take_columns(std::span<const std::string_view> columns) override {
    for (const std::string_view name : names_) {
      const auto found = std::ranges::find(columns, name);
      if (found == columns.end()) {
        return Error{Code::invalid, fmt::format("{}: there is no column {}", file_, name)};
      }
      at_.push_back(static_cast<std::size_t>(found - columns.begin()));
    }
    return {};
  }
  Status take_row(const table::Row& row) override {
    for (std::size_t i = 0; i < at_.size(); ++i) {
      values_[i] = at_[i] < row.fields.size() ? row.fields[at_[i]] : std::string_view{};
    }
    return take_(values_);
  }
  void take_bad_row(const table::BadRow& bad) override {
    if (bad_.empty()) bad_ = fmt::format("{}: line {}: {}", file_, bad.line, bad.fault.words);
  }
  // After the last row: these files are our own and hold no bad ones.
  Status finish() const {
    if (at_.empty()) return Error{Code::invalid, fmt::format("{}: the file is empty", file_)};
    return bad_.empty() ? Status() : Error{Code::corrupt, bad_};
  }

 private:
  std::string_view file_;
  std::string bad_;
  std::vector<std::string_view> names_;
  Take take_;
  std::vector<std::size_t> at_;
  std::vector<std::string_view> values_;
};

Status each_row(std::string_view file, std::string_view bytes, Arena& arena,
                std::vector<std::string_view> names, Columns::Take take) {
  Columns columns(file, std::move(names), std::move(take));
  LODESTAR_TRY(table::read_csv(bytes, {}, arena, columns));
  return columns.finish();
}

std::uint32_t to_number(std::string_view digits) {
  std::uint32_t number = 0;
  for (const char digit : digits) number = number * 10 + static_cast<std::uint32_t>(digit - '0');
  return number;
}

// Names to numbers from 0; "-1" and "" are alone.
class Names {
 public:
  std::int64_t number(std::string_view name) {
    if (name.empty() || name == "-1") return -1;
    return number_.emplace(std::string(name), static_cast<std::int64_t>(number_.size()))
        .first->second;
  }
  std::int64_t find(std::string_view name) const {
    const auto found = number_.find(std::string(name));
    return found == number_.end() ? -1 : found->second;
  }
  std::size_t size() const { return number_.size(); }

 private:
  std::unordered_map<std::string, std::int64_t> number_;
};

struct Boundary {
  std::uint32_t row, at;
  bool in_title;
  friend auto operator<=>(const Boundary&, const Boundary&) = default;
};

struct Identifier {
  std::uint32_t row, start, end;
  bool in_title;
  std::string_view kind, value, disguise;
  auto place() const { return std::tuple(row, in_title, start); }
  auto whole_place() const { return std::tuple(row, in_title, start, end); }
};

// Numbers written without their country are right when they are the end of the true one.
bool same_value(const Identifier& truth, const Identifier& found) {
  if (truth.kind != found.kind) return false;
  if (truth.value == found.value) return true;
  if (truth.kind != "phone" || found.value.starts_with('+')) return false;
  std::string_view digits = found.value;
  if (digits.starts_with('0')) digits.remove_prefix(1);  // a trunk prefix
  return digits.size() >= 7 && truth.value.ends_with(digits);
}

// Ids that are row numbers are the same in all corpora, identifiers are not. No result of the same
// corpus is that bad.
Status check_same_corpus(std::string_view file, std::string_view what, const Ratio& shared) {
  constexpr std::uint64_t kHardly = 20;  // one in so many
  const std::uint64_t most = std::min(shared.found, shared.wanted);
  if (shared.right * kHardly >= most) return {};
  return Error{Code::invalid,
               fmt::format("{}: of {} {} agree with the truth, which is of another corpus", file,
                           counted(shared.found, what, std::string(what) + "s"), shared.right)};
}

class Scorer {
 public:
  explicit Scorer(const ScoredFiles& files) : files_(files) {}

  Result<Score> score() {
    LODESTAR_TRY(read_truth());
    LODESTAR_TRY(read_postings());
    LODESTAR_TRY(check_same_corpus("postings.csv", "id", {matched_, found_rows_, cluster_.size()}));
    Score score{.postings = cluster_.size(),
                .not_found = cluster_.size() - matched_,
                .not_in_truth = found_rows_ - matched_};
    score.clusters = compare_groups(cluster_, found_cluster_);
    score.networks = compare_groups(network_, found_network_);
    if (!files_.clusters.empty() && !files_.truth_slots.empty()) {
      score.slot_boundaries = LODESTAR_TRY(score_slots());
    }
    if (!files_.identifiers.empty() && !files_.truth_identifiers.empty()) {
      LODESTAR_TRY(score_identifiers(score));
    }
    if (!files_.leads.empty()) score.leads = LODESTAR_TRY(score_leads());
    return score;
  }

 private:
  std::int64_t find_row(std::string_view id) const {
    const auto found = row_of_.find(table::as_it_was(id));
    return found == row_of_.end() ? -1 : found->second;
  }

  Status read_truth() {
    return each_row("truth.csv", files_.truth, arena_,
                    {"id", "cluster", "network", "kind", "should_lead"}, [this](auto values) {
                      const auto row = static_cast<std::int64_t>(cluster_.size());
                      row_of_.emplace(table::as_it_was(values[0]), row);
                      cluster_.push_back(true_clusters_.number(values[1]));
                      network_.push_back(true_networks_.number(values[2]));
                      is_decoy_.push_back(values[3] == "decoy");
                      should_lead_.push_back(values[4] == "1");
                      return Status();
                    });
  }

  Status read_postings() {
    found_cluster_.assign(cluster_.size(), -1);
    found_network_.assign(cluster_.size(), -1);
    return each_row("postings.csv", files_.postings, arena_, {"id", "cluster", "network"},
                    [this](auto values) -> Status {
                      const std::int64_t row = find_row(values[0]);
                      ++found_rows_;
                      if (row < 0) return {};
                      ++matched_;
                      const auto at = static_cast<std::size_t>(row);
                      found_cluster_[at] = clusters_.number(values[1]);
                      found_network_[at] = networks_.number(values[2]);
                      return {};
                    });
  }

  static Status each_line(std::string_view file, std::string_view bytes, auto take) {
    for (std::size_t line = 1; !bytes.empty(); ++line) {
      const std::size_t end = std::min(bytes.find('\n'), bytes.size());
      auto value = table::parse_json_value(bytes.substr(0, end));
      if (!value) {
        return Error{Code::invalid,
                     fmt::format("{}, line {}: {}", file, line, value.error().message)};
      }
      take(*value);
      bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return {};
  }

  static std::string_view text_of(const table::JsonValue& object, std::string_view key) {
    const table::JsonValue* member = object.find(key);
    const auto* text = member == nullptr ? nullptr : member->as<std::string>();
    return text == nullptr ? std::string_view{} : std::string_view(*text);
  }
  static std::uint32_t number_of(const table::JsonValue& object, std::string_view key) {
    const table::JsonValue* member = object.find(key);
    const auto* number = member == nullptr ? nullptr : member->as<std::int64_t>();
    return number == nullptr ? 0 : static_cast<std::uint32_t>(*number);
  }
  static std::span<const table::JsonValue> list_of(const table::JsonValue& object,
                                                   std::string_view key) {
    const table::JsonValue* member = object.find(key);
    const auto* list = member == nullptr ? nullptr : member->as<table::JsonValue::Array>();
    return list == nullptr ? std::span<const table::JsonValue>{}
                           : std::span<const table::JsonValue>(*list);
  }

  bool counts_for_slots(std::int64_t row) const {
    const auto at = static_cast<std::size_t>(row);
    return row >= 0 && cluster_[at] >= 0 && found_cluster_[at] >= 0;
  }
  static void add_boundaries(std::vector<Boundary>& list, std::int64_t row, bool in_title,
                             std::uint32_t start, std::uint32_t end) {
    list.push_back({static_cast<std::uint32_t>(row), start, in_title});
    list.push_back({static_cast<std::uint32_t>(row), end, in_title});
  }
  static void make_set(std::vector<Boundary>& list) {
    std::ranges::sort(list);
    const auto rest = std::ranges::unique(list);
    list.erase(rest.begin(), rest.end());
  }

  Result<Ratio> score_slots() {
    std::vector<Boundary> truth, found, both;
    LODESTAR_TRY(each_row("truth_slots.csv", files_.truth_slots, arena_,
                          {"id", "field", "start", "end"}, [&](auto values) -> Status {
                            const std::int64_t row = find_row(values[0]);
                            if (counts_for_slots(row)) {
                              add_boundaries(truth, row, values[1] == "title", to_number(values[2]),
                                             to_number(values[3]));
                            }
                            return {};
                          }));
    LODESTAR_TRY(each_line("clusters.jsonl", files_.clusters, [&](const table::JsonValue& cluster) {
      for (const table::JsonValue& member : list_of(cluster, "members")) {
        const std::int64_t row = find_row(text_of(member, "posting"));
        if (!counts_for_slots(row)) continue;
        for (const table::JsonValue& slot : list_of(member, "slots")) {
          add_boundaries(found, row, text_of(slot, "field") == "title", number_of(slot, "start"),
                         number_of(slot, "end"));
        }
      }
    }));
    make_set(truth);
    make_set(found);
    std::ranges::set_intersection(truth, found, std::back_inserter(both));
    return Ratio{both.size(), found.size(), truth.size()};
  }

  Result<std::vector<Identifier>> read_identifiers(std::string_view file, std::string_view bytes,
                                                   std::string_view id) {
    std::vector<Identifier> list;
    LODESTAR_TRY(each_row(file, bytes, arena_,
                          {id, "field", "kind", "value", "start", "end", "class"},
                          [&](auto values) -> Status {
                            const std::int64_t row = find_row(values[0]);
                            if (row < 0) return {};
                            list.push_back({static_cast<std::uint32_t>(row), to_number(values[4]),
                                            to_number(values[5]), values[1] == "title", values[2],
                                            table::unguard(values[3]), values[6]});
                            return {};
                          }));
    std::ranges::sort(list, {}, &Identifier::whole_place);
    return list;
  }

  static Score::OfClass& class_of(Score& score, std::string_view name) {
    const auto found = std::ranges::find(score.classes, name, &Score::OfClass::name);
    if (found != score.classes.end()) return *found;
    return score.classes.emplace_back(Score::OfClass{.name = std::string(name)});
  }

  // Two lists in order of place; a finding is right where it overlaps a true one of its value that
  // no other finding took.
  Status score_identifiers(Score& score) {
    const auto truth =
        LODESTAR_TRY(read_identifiers("truth_identifiers.csv", files_.truth_identifiers, "id"));
    const auto found =
        LODESTAR_TRY(read_identifiers("identifiers.csv", files_.identifiers, "posting"));
    Ratio all, phones, decoys;
    const auto count = [&](const Identifier& one, auto add) {
      add(all);
      if (one.kind == "phone") add(phones);
      if (is_decoy_[one.row]) add(decoys);
    };
    std::vector<bool> taken(truth.size());
    std::size_t from = 0;
    for (const Identifier& one : found) {
      const auto same_field = [&](const Identifier& t) {
        return std::pair(t.row, t.in_title) == std::pair(one.row, one.in_title);
      };
      while (from < truth.size() &&
             (std::pair(truth[from].row, truth[from].in_title) < std::pair(one.row, one.in_title) ||
              (same_field(truth[from]) && truth[from].end <= one.start))) {
        ++from;
      }
      bool right = false;
      for (std::size_t i = from;
           !right && i < truth.size() && same_field(truth[i]) && truth[i].start < one.end; ++i) {
        right = !taken[i] && same_value(truth[i], one);
        if (!right) continue;
        taken[i] = true;
        if (one.kind == "phone") ++class_of(score, truth[i].disguise).seen;
      }
      if (one.kind == "phone") {
        Score::OfClass& named = class_of(score, one.disguise);
        ++named.found;
        named.right += right ? 1U : 0U;
      }
      count(one, [right](Ratio& ratio) {
        ++ratio.found;
        ratio.right += right ? 1U : 0U;
      });
    }
    for (const Identifier& one : truth) {
      count(one, [](Ratio& ratio) { ++ratio.wanted; });
      if (one.kind == "phone") ++class_of(score, one.disguise).wanted;
    }
    std::ranges::sort(score.classes, {}, &Score::OfClass::name);
    score.identifiers = all;
    score.phones = phones;
    score.decoys = decoys;
    // Where values were replaced by pseudonyms, places still tell.
    Ratio shared = all;
    std::vector<Identifier> both;
    std::ranges::set_intersection(truth, found, std::back_inserter(both), {},
                                  &Identifier::whole_place, &Identifier::whole_place);
    shared.right = std::max<std::uint64_t>(shared.right, both.size());
    return check_same_corpus("identifiers.csv", "identifier", shared);
  }

  struct Members {
    std::uint64_t all = 0, should = 0;
    std::vector<std::int64_t> networks;  // true ones that should lead
  };
  std::vector<Members> tally(std::span<const std::int64_t> groups, std::size_t count) const {
    std::vector<Members> members(count);
    for (std::size_t row = 0; row < groups.size(); ++row) {
      if (groups[row] < 0) continue;
      Members& group = members[static_cast<std::size_t>(groups[row])];
      ++group.all;
      if (!should_lead_[row]) continue;
      ++group.should;
      group.networks.push_back(network_[row]);
    }
    return members;
  }

  Result<Score::Leads> score_leads() const {
    const auto of_cluster = tally(found_cluster_, clusters_.size());
    const auto of_network = tally(found_network_, networks_.size());
    Score::Leads score;
    std::vector<bool> should(true_networks_.size()), seen(true_networks_.size());
    for (std::size_t row = 0; row < should_lead_.size(); ++row) {
      score.benign += should_lead_[row] ? 0U : 1U;
      if (should_lead_[row] && network_[row] >= 0)
        should[static_cast<std::size_t>(network_[row])] = true;
    }
    constexpr std::array<std::uint64_t, 7> kAt = {10, 20, 50, 100, 200, 500, 1000};
    LODESTAR_TRY(each_line("leads.jsonl", files_.leads, [&](const table::JsonValue& lead) {
      const std::string_view of = text_of(lead, "of");
      const bool is_network = of.starts_with('n');
      const std::int64_t index = is_network ? networks_.find(of) : clusters_.find(of);
      ++score.leads;
      if (index >= 0) {
        const Members& members =
            (is_network ? of_network : of_cluster)[static_cast<std::size_t>(index)];
        if (2 * members.should > members.all) ++score.right;
        for (const std::int64_t network : members.networks) {
          if (network >= 0) seen[static_cast<std::size_t>(network)] = true;
        }
      }
      if (std::ranges::find(kAt, score.leads) != kAt.end())
        score.at.push_back({score.leads, score.right});
    }));
    score.networks = static_cast<std::uint64_t>(std::ranges::count(should, true));
    for (std::size_t i = 0; i < seen.size(); ++i) score.seen += seen[i] && should[i] ? 1U : 0U;
    return score;
  }

  const ScoredFiles& files_;
  Arena arena_;
  std::unordered_map<std::string, std::int64_t> row_of_;
  std::vector<std::int64_t> cluster_, network_, found_cluster_, found_network_;
  std::uint64_t found_rows_ = 0, matched_ = 0;  // of postings.csv; those that the truth has
  std::vector<bool> is_decoy_, should_lead_;
  Names true_clusters_, true_networks_, clusters_, networks_;
};

}  // namespace

Agreement compare_groups(std::span<const std::int64_t> truth, std::span<const std::int64_t> found) {
  std::vector<std::int64_t> in_truth, in_found;
  std::vector<std::pair<std::int64_t, std::int64_t>> in_both;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    if (truth[i] >= 0) in_truth.push_back(truth[i]);
    if (found[i] >= 0) in_found.push_back(found[i]);
    if (truth[i] >= 0 && found[i] >= 0) in_both.emplace_back(truth[i], found[i]);
  }
  Agreement agreement{
      .pairs = {pairs_within(in_both), pairs_within(in_found), pairs_within(in_truth)}};
  const auto& [right, found_pairs, wanted] = agreement.pairs;
  const auto all = static_cast<double>(pairs_of(truth.size()));
  const double expected =
      all == 0 ? 0 : static_cast<double>(found_pairs) * static_cast<double>(wanted) / all;
  const double most = static_cast<double>(found_pairs + wanted) / 2;
  if (most != expected) {
    agreement.rand_index = (static_cast<double>(right) - expected) / (most - expected);
  }
  return agreement;
}

Result<Score> score_result(const ScoredFiles& files) { return Scorer(files).score(); }

}  // namespace lodestar::detect
