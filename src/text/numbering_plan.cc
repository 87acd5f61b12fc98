// SPDX-License-Identifier: Apache-2.0
// The pack's grammar stands in tools/make_numbering_pack.py. Reading a number goes as
// libphonenumber does it, with its exceptions, because written numbers must compare equal with
// those that other tools normalised.
#include "text/numbering_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <span>
#include <vector>

#include "base/assert.h"
#include "embedded/numbering_plans.h"
#include "text/internal/digit_pattern.h"

namespace lodestar::text {
namespace {
using internal::DigitPattern;

constexpr std::size_t kMinNational = 2, kMaxNational = 17, kMaxDialled = 40;
constexpr std::size_t kCountryCodes = 1000;
constexpr std::uint16_t kNowhere = 0xFFFF;

// A set of digit counts, a bit each.
using Lengths = std::uint32_t;

struct Plan {
  std::string region;
  std::uint16_t country_code = 0;
  DigitPattern international{}, national{}, leading{};
  std::string insert;       // goes before what the national prefix's last group caught
  bool transforms = false;  // false: the prefix is only cut off
  Lengths lengths = 0, local = 0;
  std::uint16_t general = 0, valid = 0;  // nodes
};

struct Node {
  std::array<std::uint16_t, 10> next;
  bool ends = false;  // a number may end here
};

Node empty_node() {
  Node node{.next = {}};
  node.next.fill(kNowhere);
  return node;
}

enum class Fit { possible, local_only, too_short, too_long, no_such_length };

Fit fit_of(const Plan& plan, std::size_t length) {
  const Lengths bit = length < 32 ? Lengths{1} << length : 0;
  if ((plan.local & bit) != 0) return Fit::local_only;
  if ((plan.lengths & bit) != 0) return Fit::possible;
  if (length < static_cast<std::size_t>(std::countr_zero(plan.lengths))) return Fit::too_short;
  return bit == 0 || bit > plan.lengths ? Fit::too_long : Fit::no_such_length;
}

// A national number with the country code it belongs to.
struct Split {
  std::uint16_t country_code = 0;  // 0: none was written
  std::string national;
};
}  // namespace

struct NumberingPlan::Facts {
  std::vector<Plan> plans;  // by country code; within one, in the order to be tried
  std::vector<Node> nodes;
  std::array<std::uint16_t, kCountryCodes + 1> first_of{};  // into plans

  std::span<const Plan> of(std::uint16_t country_code) const {
    const auto first = first_of[country_code];
    return std::span(plans).subspan(first, first_of[country_code + 1U] - first);
  }
  const Plan* find(std::string_view region) const {
    const auto found = std::ranges::find(plans, region, &Plan::region);
    return found == plans.end() || region == "001" ? nullptr : &*found;
  }
  bool matches(std::uint16_t node, std::string_view digits) const {
    for (const char digit : digits) {
      node = nodes[node].next[static_cast<std::size_t>(digit - '0')];
      if (node == kNowhere) return false;
    }
    return nodes[node].ends;
  }

  Status add_line(std::string_view line);
  Status finish();

  std::optional<Split> split_country_code(std::string_view digits) const;
  std::optional<Split> split_dialled(std::string_view digits, const Plan* home) const;
  std::optional<Split> split_written(std::string_view digits, bool has_plus,
                                     const Plan* home) const;
  std::string without_national_prefix(std::string_view digits, const Plan& plan) const;
  std::string_view without_mobile_prefix(std::uint16_t country_code,
                                         std::string_view national) const;
  const Plan* claims(std::uint16_t country_code, std::string_view national) const;
};

// The digits after a plus or an international prefix.
std::optional<Split> NumberingPlan::Facts::split_country_code(std::string_view digits) const {
  if (digits.size() <= kMinNational || digits[0] == '0') return std::nullopt;
  std::uint16_t code = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    code = static_cast<std::uint16_t>(code * 10 + (digits[i] - '0'));
    if (!of(code).empty()) return Split{code, std::string(digits.substr(i + 1))};
  }
  return std::nullopt;
}

// Digits without a plus, as somebody in the home region would dial them.
std::optional<Split> NumberingPlan::Facts::split_dialled(std::string_view digits,
                                                         const Plan* home) const {
  if (home == nullptr) return Split{};
  if (const auto prefix = home->international.match(digits)) {
    const std::string_view rest = digits.substr(prefix->end);
    if (rest.empty() || rest[0] != '0') return split_country_code(rest);
  }
  const std::string own_code = std::to_string(home->country_code);
  if (!digits.starts_with(own_code)) return Split{};
  std::string rest = without_national_prefix(digits.substr(own_code.size()), *home);
  const bool better = !matches(home->general, digits) && matches(home->general, rest);
  if (better || fit_of(*home, digits.size()) == Fit::too_long)
    return Split{home->country_code, std::move(rest)};
  return Split{};
}

std::optional<Split> NumberingPlan::Facts::split_written(std::string_view digits, bool has_plus,
                                                         const Plan* home) const {
  if (!has_plus) return split_dialled(digits, home);
  if (digits.size() <= kMinNational) return std::nullopt;
  if (auto split = split_country_code(digits)) return split;
  auto split = split_dialled(digits, home);  // "+" before what is no country code: forget it
  return split && split->country_code == 0 ? std::nullopt : split;
}

std::string NumberingPlan::Facts::without_national_prefix(std::string_view digits,
                                                          const Plan& plan) const {
  const auto prefix = plan.national.match(digits);
  if (!prefix) return std::string(digits);
  std::string rest;
  if (plan.transforms && prefix->last_group) rest.append(plan.insert).append(*prefix->last_group);
  rest += digits.substr(prefix->end);
  const bool worse = matches(plan.general, digits) && !matches(plan.general, rest);
  return worse ? std::string(digits) : rest;
}

// Mexico's mobiles had a 1 behind the country until 2019, and 044, 045 or 01 before them at home.
// People still write them so, and links of WhatsApp too; libphonenumber no longer knows these.
std::string_view NumberingPlan::Facts::without_mobile_prefix(std::uint16_t country_code,
                                                             std::string_view national) const {
  constexpr std::uint16_t kMexico = 52;
  constexpr std::size_t kWhole = 10;
  if (country_code != kMexico || national.size() <= kWhole) return national;
  const std::string_view rest = national.substr(national.size() - kWhole);
  const std::string_view prefix = national.substr(0, national.size() - kWhole);
  const bool is_known = prefix == "1" || prefix == "01" || prefix == "044" || prefix == "045";
  return is_known && matches(of(kMexico).front().valid, rest) ? rest : national;
}

// The plan of the region whose number this is: of several that share a code, the first that fits.
const Plan* NumberingPlan::Facts::claims(std::uint16_t country_code,
                                         std::string_view national) const {
  const auto sharing = of(country_code);
  if (sharing.size() == 1) return &sharing.front();
  for (const Plan& plan : sharing) {
    const bool fits = plan.leading.empty() ? matches(plan.valid, national)
                                           : plan.leading.match(national).has_value();
    if (fits) return &plan;
  }
  return nullptr;
}

NumberingPlan::NumberingPlan(std::unique_ptr<const Facts> facts) : facts_(std::move(facts)) {}
NumberingPlan::NumberingPlan(NumberingPlan&&) noexcept = default;
NumberingPlan& NumberingPlan::operator=(NumberingPlan&&) noexcept = default;
NumberingPlan::~NumberingPlan() = default;

bool NumberingPlan::knows(std::string_view region) const { return facts_->find(region) != nullptr; }

std::optional<PhoneNumber> NumberingPlan::parse(std::string_view digits, bool has_plus,
                                                std::string_view region) const {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (digits.size() < kMinNational || digits.size() > kMaxDialled ||
      !std::ranges::all_of(digits, is_digit))
    return std::nullopt;
  const Plan* plan = region.empty() ? nullptr : facts_->find(region);
  if (plan == nullptr && !has_plus) return std::nullopt;
  auto split = facts_->split_written(digits, has_plus, plan);
  if (!split) return std::nullopt;
  if (split->country_code != 0) {
    plan = &facts_->of(split->country_code).front();
  } else {
    *split = {plan->country_code, std::string(digits)};
  }
  if (split->national.size() < kMinNational) return std::nullopt;
  std::string stripped = facts_->without_national_prefix(split->national, *plan);
  const Fit fit = fit_of(*plan, stripped.size());
  if (fit == Fit::possible || fit == Fit::too_long) split->national = std::move(stripped);
  split->national = facts_->without_mobile_prefix(split->country_code, split->national);
  const std::string& national = split->national;
  if (national.size() < kMinNational || national.size() > kMaxNational) return std::nullopt;

  const Fit length = fit_of(facts_->of(split->country_code).front(), national.size());
  const Plan* owner = facts_->claims(split->country_code, national);
  return PhoneNumber{.e164 = fmt::format("+{}{}", split->country_code, national),
                     .country_code = split->country_code,
                     .region = owner != nullptr ? owner->region : "",
                     .possible = length == Fit::possible || length == Fit::local_only,
                     .valid = owner != nullptr && facts_->matches(owner->valid, national)};
}

namespace {
std::vector<std::string_view> cut_fields(std::string_view line) {
  std::vector<std::string_view> fields;
  while (!line.empty()) {
    const auto end = std::min(line.find(' '), line.size());
    fields.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return fields;
}

std::optional<std::uint16_t> parse_number(std::string_view text) {
  std::uint16_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string_view or_none(std::string_view field) { return field == "-" ? "" : field; }

std::optional<Lengths> parse_lengths(std::string_view field) {
  Lengths lengths = 0;
  for (std::string_view rest = or_none(field); !rest.empty();) {
    const auto end = std::min(rest.find(','), rest.size());
    const auto length = parse_number(rest.substr(0, end));
    if (!length || *length > kMaxNational) return std::nullopt;
    lengths |= Lengths{1} << *length;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lengths;
}

Result<Plan> parse_plan(std::span<const std::string_view> fields) {
  if (fields.size() != 11) return Error{Code::invalid, "a plan has 11 fields"};
  const auto country_code = parse_number(fields[2]);
  const auto lengths = parse_lengths(fields[7]), local = parse_lengths(fields[8]);
  const auto general = parse_number(fields[9]), valid = parse_number(fields[10]);
  if (!country_code || *country_code == 0 || *country_code >= kCountryCodes || !lengths ||
      *lengths == 0 || !local || !general || !valid)
    return Error{Code::invalid, "a number of the plan is wrong"};
  Plan plan{.region = std::string(fields[1]),
            .country_code = *country_code,
            .insert = std::string(fields[5] == "+" ? "" : or_none(fields[5])),
            .transforms = fields[5] != "-",
            .lengths = *lengths,
            .local = *local,
            .general = *general,
            .valid = *valid};
  plan.international = LODESTAR_TRY(internal::parse_digit_pattern(or_none(fields[3])));
  plan.national = LODESTAR_TRY(internal::parse_digit_pattern(or_none(fields[4])));
  plan.leading = LODESTAR_TRY(internal::parse_digit_pattern(or_none(fields[6])));
  return plan;
}

// `2-46>17`: on 2, 3, 4 and 6 go to node 17, which must be an earlier one.
bool parse_edge(std::string_view edge, std::size_t nodes, Node& node) {
  const auto arrow = edge.find('>');
  if (arrow == std::string_view::npos) return false;
  const auto target = parse_number(edge.substr(arrow + 1));
  if (!target || *target >= nodes) return false;
  const std::string_view digits = edge.substr(0, arrow);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const bool range = i + 2 < digits.size() && digits[i + 1] == '-';
    const char low = digits[i], high = range ? digits[i + 2] : low;
    if (low < '0' || high > '9' || high < low) return false;
    for (char c = low; c <= high; ++c) node.next[static_cast<std::size_t>(c - '0')] = *target;
    i += range ? 2 : 0;
  }
  return true;
}

Result<Node> parse_node(std::span<const std::string_view> fields, std::size_t nodes) {
  Node node = empty_node();
  for (const std::string_view field : fields.subspan(1)) {
    if (field == "*") {
      node.ends = true;
    } else if (!parse_edge(field, nodes, node)) {
      return Error{Code::invalid, fmt::format("cannot read the edge '{}'", field)};
    }
  }
  if (nodes >= kNowhere) return Error{Code::limited, "more nodes than 65,535"};
  return node;
}
}  // namespace

Status NumberingPlan::Facts::add_line(std::string_view line) {
  const auto fields = cut_fields(line);
  if (fields.empty()) return {};
  if (fields[0] == "plan") {
    Plan plan = LODESTAR_TRY(parse_plan(fields));
    if (!plans.empty() && plan.country_code < plans.back().country_code)
      return Error{Code::invalid, "plans are not in the order of their country codes"};
    plans.push_back(std::move(plan));
    return {};
  }
  if (fields[0] != "node") return Error{Code::invalid, "neither a plan nor a node"};
  nodes.push_back(LODESTAR_TRY(parse_node(fields, nodes.size())));
  return {};
}

Status NumberingPlan::Facts::finish() {
  if (plans.size() >= kNowhere) return Error{Code::limited, "more plans than 65,534"};
  for (const Plan& plan : plans) {
    if (std::max(plan.general, plan.valid) >= nodes.size())
      return Error{Code::invalid, fmt::format("plan {} names no node", plan.region)};
  }
  for (std::size_t code = 0, at = 0; code <= kCountryCodes; ++code) {
    first_of[code] = static_cast<std::uint16_t>(at);
    while (at < plans.size() && plans[at].country_code == code) ++at;
  }
  return {};
}

Result<NumberingPlan> parse_numbering_plan(std::string_view pack) {
  auto facts = std::make_unique<NumberingPlan::Facts>();
  facts->nodes.push_back(empty_node());
  facts->nodes[0].ends = true;
  for (std::size_t line = 1; !pack.empty(); ++line) {
    const auto end = std::min(pack.find('\n'), pack.size());
    const Status added = facts->add_line(pack.substr(0, end));
    if (!added) {
      const auto& [code, message] = added.error();
      return Error{code, fmt::format("numbering pack: line {}: {}", line, message)};
    }
    pack.remove_prefix(std::min(end + 1, pack.size()));
  }
  const Status finished = facts->finish();
  if (!finished) return Error{finished.error().code, "numbering pack: " + finished.error().message};
  return NumberingPlan(std::move(facts));
}

const NumberingPlan& built_in_numbering_plan() {
  static const NumberingPlan kPlan = [] {
    auto parsed = parse_numbering_plan(embedded::numbering_plans());
    LODESTAR_ASSERT(parsed.has_value());
    return *std::move(parsed);
  }();
  return kPlan;
}

}  // namespace lodestar::text
