// SPDX-License-Identifier: Apache-2.0
#include "detect/weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/printable.h"
#include "table/json_value.h"

namespace lodestar::detect {
namespace {

constexpr std::string_view kFormat = "lodestar-weights-1";
// The fewer the decisions, the nearer a weight stays to its pack's.
constexpr double kPriorDeviation = 0.25;
constexpr double kInterceptDeviation = 10;
constexpr int kMostSteps = 50;
constexpr double kStill = 1e-9;

using Vector = std::vector<double>;

// Sparse: the columns of a row that are not zero, the last being the intercept's.
struct Rows {
  struct Row {
    std::vector<std::pair<std::size_t, double>> entries;
    bool is_accepted = false;
  };
  std::vector<Row> all;
  std::size_t columns = 0;
};

double mean_of_prior(const Rows& rows, std::size_t column) {
  return column + 1 == rows.columns ? 0 : 1;
}
double precision_of_prior(const Rows& rows, std::size_t column) {
  const double deviation = column + 1 == rows.columns ? kInterceptDeviation : kPriorDeviation;
  return 1 / (deviation * deviation);
}

// a x = b where a is symmetric and positive definite, which the prior makes it; a is used up.
Vector solve(std::vector<Vector>& a, Vector b) {
  const std::size_t n = b.size();
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t k = 0; k < j; ++k) a[j][j] -= a[j][k] * a[j][k];
    a[j][j] = std::sqrt(a[j][j]);
    for (std::size_t i = j + 1; i < n; ++i) {
      for (std::size_t k = 0; k < j; ++k) a[i][j] -= a[i][k] * a[j][k];
      a[i][j] /= a[j][j];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) b[i] -= a[k][i] * b[k];
    b[i] /= a[i][i];
  }
  return b;
}

double log_odds(const Rows::Row& row, const Vector& weights) {
  double sum = 0;
  for (const auto& [column, value] : row.entries) sum += weights[column] * value;
  return sum;
}

// What is to be least: the negative logarithm of the posterior.
double loss(const Rows& rows, const Vector& weights) {
  double sum = 0;
  for (std::size_t j = 0; j < rows.columns; ++j) {
    const double off = weights[j] - mean_of_prior(rows, j);
    sum += precision_of_prior(rows, j) * off * off / 2;
  }
  for (const Rows::Row& row : rows.all) {
    const double odds = log_odds(row, weights) * (row.is_accepted ? -1 : 1);
    sum += odds > 0 ? odds + std::log1p(std::exp(-odds)) : std::log1p(std::exp(odds));
  }
  return sum;
}

// Newton's step from here.
Vector step_from(const Rows& rows, const Vector& weights) {
  Vector slope(rows.columns);
  std::vector<Vector> curve(rows.columns, Vector(rows.columns));
  for (std::size_t j = 0; j < rows.columns; ++j) {
    slope[j] = precision_of_prior(rows, j) * (mean_of_prior(rows, j) - weights[j]);
    curve[j][j] = precision_of_prior(rows, j);
  }
  for (const Rows::Row& row : rows.all) {
    const double chance = 1 / (1 + std::exp(-log_odds(row, weights)));
    for (const auto& [i, a] : row.entries) {
      slope[i] += a * ((row.is_accepted ? 1 : 0) - chance);
      for (const auto& [j, b] : row.entries) {
        if (j <= i) curve[i][j] += a * b * chance * (1 - chance);
      }
    }
  }
  return solve(curve, std::move(slope));
}

// The loss is convex: a step that does not lessen it is halved.
Vector find_mode(const Rows& rows) {
  Vector weights(rows.columns);
  for (std::size_t j = 0; j < rows.columns; ++j) weights[j] = mean_of_prior(rows, j);
  double least = loss(rows, weights);
  for (int i = 0; i < kMostSteps; ++i) {
    Vector step = step_from(rows, weights);
    Vector next(rows.columns);
    double reached = least;
    for (int halvings = 0; halvings < kMostSteps; ++halvings) {
      for (std::size_t j = 0; j < rows.columns; ++j) next[j] = weights[j] + step[j];
      reached = loss(rows, next);
      if (reached <= least) break;
      for (double& one : step) one /= 2;
    }
    if (!(reached < least - kStill)) break;
    weights = std::move(next);
    least = reached;
  }
  return weights;
}

// In an order that is not that in which they came: sums of fractions depend on it.
std::vector<Judgement> sorted(std::span<const Judgement> judgements) {
  std::vector<Judgement> all(judgements.begin(), judgements.end());
  const auto key = [](const Judgement::Part& part) {
    return std::tie(part.indicator, part.points);
  };
  for (Judgement& one : all) {
    std::ranges::sort(one.evidence, {}, key);
  }
  std::ranges::sort(all, [&](const Judgement& a, const Judgement& b) {
    if (a.is_accepted != b.is_accepted) return a.is_accepted;
    return std::ranges::lexicographical_compare(a.evidence, b.evidence, {}, key, key);
  });
  return all;
}

Error wrong(std::string_view name, std::string_view what) {
  return {Code::invalid, fmt::format("{}: {}", to_printable(name), what)};
}

struct Range {
  std::int64_t least, most;
};

Result<std::int64_t> number_in(const table::JsonValue& object, std::string_view key, Range range,
                               std::string_view name, std::string_view where) {
  const table::JsonValue* const member = object.find(key);
  const auto* const number = member == nullptr ? nullptr : member->as<std::int64_t>();
  if (number == nullptr || *number < range.least || *number > range.most) {
    return wrong(name, fmt::format("{}{}: a whole number from {} to {} is wanted", where, key,
                                   range.least, range.most));
  }
  return *number;
}

constexpr Range kCounts{0, 1'000'000'000};

Result<Weight> weight_in(const table::JsonValue& entry, std::string_view name, std::size_t index) {
  const std::string where = fmt::format("weights[{}].", index);
  const table::JsonValue* const indicator = entry.find("indicator");
  const auto* const id = indicator == nullptr ? nullptr : indicator->as<std::string>();
  if (id == nullptr || id->empty()) {
    return wrong(name, where + "indicator: the id of an entry of a pack is wanted");
  }
  const auto number = [&](std::string_view key, Range range) {
    return number_in(entry, key, range, name, where);
  };
  return Weight{
      .indicator = *id,
      .percent = static_cast<std::int32_t>(LODESTAR_TRY(number("percent", {kLightest, kHeaviest}))),
      .accepted = static_cast<std::uint32_t>(LODESTAR_TRY(number("accepted", kCounts))),
      .benign = static_cast<std::uint32_t>(LODESTAR_TRY(number("benign", kCounts)))};
}

}  // namespace

std::int32_t Weights::percent_of(std::string_view indicator) const {
  const auto found = std::ranges::lower_bound(all, indicator, {}, &Weight::indicator);
  return found != all.end() && found->indicator == indicator ? found->percent : kUnweighted;
}

Weights learn_weights(std::span<const Judgement> judgements) {
  constexpr double kTenths = 10;
  Weights weights;
  std::map<std::string, Weight, std::less<>> known;
  const std::vector<Judgement> all = sorted(judgements);
  for (const Judgement& one : all) {
    ++(one.is_accepted ? weights.accepted : weights.benign);
    for (const auto& part : one.evidence) {
      Weight& weight = known.try_emplace(part.indicator).first->second;
      ++(one.is_accepted ? weight.accepted : weight.benign);
    }
  }
  if (std::min(weights.accepted, weights.benign) < kLeastJudged) return weights;
  std::map<std::string_view, std::size_t> column_of;
  for (const auto& [indicator, weight] : known) column_of.emplace(indicator, column_of.size());
  Rows rows{.all = {}, .columns = known.size() + 1};
  for (const Judgement& one : all) {
    Rows::Row row{.entries = {}, .is_accepted = one.is_accepted};
    for (const auto& part : one.evidence) {
      row.entries.emplace_back(column_of.at(part.indicator), part.points / kTenths);
    }
    row.entries.emplace_back(known.size(), 1);
    rows.all.push_back(std::move(row));
  }
  const Vector mode = find_mode(rows);
  for (auto& [indicator, weight] : known) {
    const double percent = std::round(mode[column_of.at(indicator)] * kUnweighted);
    weight.indicator = indicator;
    weight.percent =
        static_cast<std::int32_t>(std::clamp(percent, double{kLightest}, double{kHeaviest}));
    weights.all.push_back(weight);
  }
  return weights;
}

std::int32_t weigh(std::int32_t points, std::int32_t percent) {
  if (points == 0) return 0;
  const std::int32_t half = points < 0 ? -kUnweighted / 2 : kUnweighted / 2;
  const std::int32_t weighed = (points * percent + half) / kUnweighted;
  if (weighed == 0) return points < 0 ? -1 : 1;
  return weighed;
}

Result<Weights> parse_weights(std::string_view name, std::string_view bytes) {
  const auto parsed = table::parse_json_value(bytes);
  if (!parsed) return wrong(name, parsed.error().message);
  const table::JsonValue* const format = parsed->find("format");
  const auto* const version = format == nullptr ? nullptr : format->as<std::string>();
  if (version == nullptr || *version != kFormat) {
    return wrong(name, fmt::format("format: \"{}\" is wanted: a desk writes such a file", kFormat));
  }
  const auto count = [&](std::string_view key) {
    return number_in(*parsed, key, kCounts, name, "");
  };
  Weights weights{.accepted = static_cast<std::uint32_t>(LODESTAR_TRY(count("accepted"))),
                  .benign = static_cast<std::uint32_t>(LODESTAR_TRY(count("benign"))),
                  .all = {}};
  const table::JsonValue* const list = parsed->find("weights");
  const auto* const entries = list == nullptr ? nullptr : list->as<table::JsonValue::Array>();
  if (entries == nullptr) return wrong(name, "weights: a list is wanted");
  for (std::size_t i = 0; i < entries->size(); ++i) {
    weights.all.push_back(LODESTAR_TRY(weight_in((*entries)[i], name, i)));
  }
  std::ranges::sort(weights.all, {}, &Weight::indicator);
  const auto twice = std::ranges::adjacent_find(weights.all, {}, &Weight::indicator);
  if (twice != weights.all.end()) {
    return wrong(name,
                 fmt::format("weights: '{}' stands there twice", to_printable(twice->indicator)));
  }
  return weights;
}

}  // namespace lodestar::detect
