// SPDX-License-Identifier: Apache-2.0
#include "detect/find.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "base/ascii.h"
#include "detect/contacts.h"
#include "detect/internal/countries.h"
#include "detect/internal/markup.h"
#include "table/csv.h"
#include "table/csv_write.h"
#include "table/json_value.h"

namespace lodestar::detect {
namespace {

using table::JsonValue;
using Names = std::vector<std::string_view>;
using RowUse = std::function<void(const Names& fields)>;

struct Table {
  std::string_view file, csv;
};

constexpr std::string_view kNone = "-1";  // a posting in no group

// With several inputs only; empty elsewhere.
constexpr std::string_view kOptional = "file";

// Hands on the named columns of a CSV file, in that order.
class NamedRows final : public table::RowSink {
 public:
  NamedRows(std::string_view file, Names wanted, RowUse use)
      : file_(file), wanted_(std::move(wanted)), use_(std::move(use)) {}
  Status take_columns(std::span<const std::string_view> names) override {
    for (const std::string_view name : wanted_) {
      const auto place = std::ranges::find(names, name);
      if (place == names.end() && name != kOptional) return lacks(name);
      places_.push_back(static_cast<std::size_t>(place - names.begin()));
    }
    return {};
  }
  Status take_row(const table::Row& row) override {
    fields_.clear();
    for (const std::size_t place : places_) {
      fields_.push_back(place < row.fields.size() ? table::unguard(row.fields[place])
                                                  : std::string_view());
    }
    use_(fields_);
    return {};
  }
  void take_bad_row(const table::BadRow& bad) override {
    if (!bad_.empty()) return;
    bad_ = fmt::format("{}: line {}: {}", file_, bad.line, bad.fault.words);
  }
  // After the last row.
  Status finish() const {
    const auto is_needed = [](std::string_view name) { return name != kOptional; };
    if (places_.empty()) return lacks(*std::ranges::find_if(wanted_, is_needed));
    return bad_.empty() ? Status() : Error{Code::corrupt, bad_};
  }

 private:
  Error lacks(std::string_view column) const {
    return {Code::corrupt, fmt::format("{}: there is no column '{}': it is not as detect wrote it",
                                       file_, column)};
  }

  std::string_view file_;
  Names wanted_, fields_;
  RowUse use_;
  std::vector<std::size_t> places_;
  std::string bad_;
};

Status for_rows(const Table& table, Names wanted, RowUse use) {
  if (!table.csv.empty() && table.csv.back() != '\n') {
    return Error{Code::corrupt, fmt::format("{}: its end is missing", table.file)};
  }
  Arena arena;
  NamedRows rows(table.file, std::move(wanted), std::move(use));
  LODESTAR_TRY(table::read_csv(table.csv, {}, arena, rows));
  return rows.finish();
}

// With several inputs a posting is known by its file and its id.
std::string posting_name(std::string_view file, std::string_view id) {
  return file.empty() ? std::string(id) : fmt::format("{}:{}", file, id);
}

std::string text_of(const table::JsonValue& json, std::string_view key) {
  const table::JsonValue* member = json.find(key);
  const auto* text = member == nullptr ? nullptr : member->as<std::string>();
  return text == nullptr ? std::string() : *text;
}
double number_of(const table::JsonValue& json, std::string_view key) {
  const table::JsonValue* member = json.find(key);
  if (member == nullptr) return 0;
  if (const auto* whole = member->as<std::int64_t>()) return static_cast<double>(*whole);
  const auto* number = member->as<double>();
  return number == nullptr ? 0 : *number;
}

// The lines of a JSON Lines file whose first field, the id (or with `key` another), is wanted. Only
// those are parsed.
Status for_lines(std::string_view file, std::string_view lines, std::string_view key,
                 const std::set<std::string>& wanted,
                 const std::function<void(const table::JsonValue&)>& use) {
  const std::string before = fmt::format("\"{}\":\"", key);
  for (std::size_t number = 1; !lines.empty(); ++number) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const std::size_t at = line.substr(0, 200).find(before);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = line.substr(at + before.size());
    if (!wanted.contains(std::string(rest.substr(0, rest.find('"'))))) continue;
    const auto json = table::parse_json_value(line);
    if (!json) {
      return Error{Code::corrupt,
                   fmt::format("{}: line {}: {}", file, number, json.error().message)};
    }
    use(*json);
  }
  return {};
}

std::string template_text(const table::JsonValue& cluster) {
  std::string text;
  const table::JsonValue* pieces = cluster.find("template");
  const auto* list = pieces == nullptr ? nullptr : pieces->as<table::JsonValue::Array>();
  if (list == nullptr) return text;
  for (const table::JsonValue& piece : *list) {
    const std::string words = text_of(piece, "words");
    text += (text.empty() ? "" : " ") +
            (words.empty()
                 ? fmt::format("[{}]", static_cast<std::int64_t>(number_of(piece, "distinct")))
                 : words);
  }
  // The title stands on a line of its own.
  for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at))
    text.replace(at, 1, " / ");
  return text;
}

class Finding {
 public:
  Finding(const ResultFiles& files, Links& links) : files_(files), links_(links) {}

  // `plain` is what is asked for without its markup.
  Status run(std::string_view asked, std::string_view plain, std::vector<text::Identifier> values,
             const text::NumberingPlan& plan) {
    LODESTAR_TRY(join(values, plan));
    LODESTAR_TRY(hold_by_value(plain, values));
    LODESTAR_TRY(hold_by_handle(plain));
    LODESTAR_TRY(hold_without_country(values, plan));
    LODESTAR_TRY(hold_by_name(asked));
    if (direct_.empty()) return Error{Code::not_found, why_nothing()};
    LODESTAR_TRY(collect_groups());
    LODESTAR_TRY(collect_postings());
    LODESTAR_TRY(collect_contacts());
    return describe();
  }

 private:
  // A number without its country is the one with it that detect made of it.
  Status join(std::vector<text::Identifier>& values, const text::NumberingPlan& plan) {
    internal::Countries countries(plan);
    for (const text::Identifier& value : values) countries.want(value.value);
    const Names columns = {"file", "posting", "kind", "value"};
    LODESTAR_TRY(for_rows(identifiers_, columns, [&](const Names& row) {
      if (is_phone(row[2], row[3])) countries.learn(row[3]);
    }));
    for (text::Identifier& value : values) {
      value.kind = tying_kind(value.kind, value.value);
      if (value.kind == text::IdentifierKind::phone) countries.complete(value.value);
    }
    return {};
  }
  static bool is_phone(std::string_view kind, std::string_view value) {
    const auto parsed = text::parse_identifier_kind(kind);
    return parsed && tying_kind(*parsed, value) == text::IdentifierKind::phone;
  }
  Status hold_by_value(std::string_view asked, const std::vector<text::Identifier>& values) {
    return for_rows(identifiers_, {"file", "posting", "kind", "value"}, [&](const Names& row) {
      const bool is_it = row[3] == asked || std::ranges::any_of(values, [&](const auto& value) {
                           if (row[3] != value.value) return false;
                           return value.kind == text::IdentifierKind::phone
                                      ? is_phone(row[2], row[3])
                                      : row[2] == to_string(value.kind);
                         });
      if (is_it) hold(row);
    });
  }
  // "@Some_Name" is that name on every service.
  Status hold_by_handle(std::string_view asked) {
    const auto name = text::read_bare_handle(asked);
    if (!name) return {};
    return for_rows(identifiers_, {"file", "posting", "kind", "value"}, [&](const Names& row) {
      const auto kind = text::parse_identifier_kind(row[2]);
      if (kind && text::is_of_a_service(*kind) && is_same_name(row[3], *name)) hold(row);
    });
  }
  static bool is_same_name(std::string_view one, std::string_view other) {
    return std::ranges::equal(one, other, {}, to_lower, to_lower);
  }
  void hold(const Names& row) {
    direct_.insert(posting_name(row[0], row[1]));
    std::string what = fmt::format("{} {}", row[2], row[3]);
    if (!understood_.insert(what).second) return;
    links_.asked += (links_.asked.empty() ? "" : ", ") + std::move(what);
  }
  // The results hold the number as dialled at home, or with no trunk prefix: "07481 227 940" for
  // +447481227940 and for 7481227940.
  Status hold_without_country(const std::vector<text::Identifier>& values,
                              const text::NumberingPlan& plan) {
    if (!direct_.empty()) return {};
    const Names columns = {"file", "posting", "kind", "value"};
    internal::Countries countries(plan);
    LODESTAR_TRY(for_rows(identifiers_, columns, [&](const Names& row) {
      if (is_phone(row[2], row[3])) countries.want(row[3]);
    }));
    for (const text::Identifier& value : values) countries.learn(value.value);
    return for_rows(identifiers_, columns, [&](const Names& row) {
      if (row[3].starts_with('+') || !is_phone(row[2], row[3])) return;
      std::string whole(row[3]);
      countries.complete(whole);
      const bool is_it = std::ranges::any_of(values, [&](const text::Identifier& value) {
        return value.kind == text::IdentifierKind::phone &&
               (whole == value.value || differ_by_trunk(row[3], value.value));
      });
      if (is_it) hold(row);
    });
  }
  // "07481227940" and "7481227940"
  static bool differ_by_trunk(std::string_view one, std::string_view other) {
    constexpr std::size_t kLeast = 9;  // digits behind it: fewer may be a number of anywhere
    if (one.size() < other.size()) std::swap(one, other);
    return other.size() >= kLeast && one.size() == other.size() + 1 && one[0] == '0' &&
           one.substr(1) == other;
  }
  // A posting, a cluster or a network; a lead is all postings of what it is of.
  Status hold_by_name(std::string_view asked) {
    if (!direct_.empty()) return {};
    const std::string of = LODESTAR_TRY(find_of(asked));
    const std::string_view own = LODESTAR_TRY(without_file(asked));
    const std::string_view group = asked == kNone ? "" : of.empty() ? asked : of;
    return for_rows(postings_, {"file", "id", "cluster", "network"}, [&](const Names& row) {
      const bool is_posting = row[1] == asked || posting_name(row[0], row[1]) == asked ||
                              (row[0].empty() && row[1] == own);
      const char* what = is_posting        ? "posting"
                         : row[2] == group ? "cluster"
                         : row[3] == group ? "network"
                                           : nullptr;
      if (what == nullptr) return;
      direct_.insert(posting_name(row[0], row[1]));
      if (!links_.asked.empty()) return;
      links_.asked = fmt::format("{} {}", of.empty() || is_posting ? what : "lead", asked);
    });
  }
  // The cluster or network that the lead of this id is of; empty where there is no such lead.
  Result<std::string> find_of(std::string_view asked) const {
    std::string of;
    LODESTAR_TRY(for_lines("leads.jsonl", files_.leads, "id", {std::string(asked)},
                           [&](const table::JsonValue& lead) { of = text_of(lead, "of"); }));
    return of;
  }
  // "jobs.csv:17" where jobs.csv is the only input: there the rows do not name it. Empty elsewhere.
  Result<std::string_view> without_file(std::string_view asked) const {
    if (files_.run.empty() || asked.find(':') == std::string_view::npos) return std::string_view();
    const auto run = table::parse_json_value(files_.run);
    if (!run) return Error{Code::corrupt, fmt::format("run.json: {}", run.error().message)};
    const table::JsonValue* inputs = run->find("inputs");
    const auto* list = inputs == nullptr ? nullptr : inputs->as<table::JsonValue::Array>();
    if (list == nullptr) return std::string_view();
    for (const table::JsonValue& input : *list) {
      const std::string before = text_of(input, "name") + ":";
      if (asked.starts_with(before)) return asked.substr(before.size());
    }
    return std::string_view();
  }
  std::string why_nothing() const {
    std::string why =
        "nothing in these results is called that; ask for a telephone number, e-mail address, link "
        "or handle in any writing (a number without its country code may need --region), for a "
        "posting by its id or FILE:ID, or for the id of a lead (l...), network (n...) or cluster "
        "(c...)";
    const auto run = table::parse_json_value(files_.run);
    const table::JsonValue* pseudonyms = run ? run->find("pseudonyms") : nullptr;
    const bool* is_true = pseudonyms == nullptr ? nullptr : pseudonyms->as<bool>();
    if (is_true != nullptr && *is_true) {
      why += "; these results are under pseudonyms: numbers and addresses have keyed names here";
    }
    return why;
  }
  Status collect_groups() {
    return for_rows(postings_, {"file", "id", "cluster", "network"}, [&](const Names& row) {
      if (!direct_.contains(posting_name(row[0], row[1]))) return;
      if (row[2] != kNone) clusters_.emplace(row[2]);
      if (row[3] != kNone) networks_.emplace(row[3]);
    });
  }
  Status collect_postings() {
    return for_rows(postings_, {"file", "id", "cluster", "network"}, [&](const Names& row) {
      const std::string name = posting_name(row[0], row[1]);
      const bool is_direct = direct_.contains(name);
      const bool is_linked =
          clusters_.contains(std::string(row[2])) || networks_.contains(std::string(row[3]));
      if (!is_direct && !is_linked) return;
      (is_direct ? links_.direct : links_.linked).push_back(name);
      all_.insert(name);
      if (row[2] != kNone) clusters_.emplace(row[2]);
    });
  }
  Status collect_contacts() {
    std::map<std::pair<std::string, std::string>, std::set<std::string>> held;
    LODESTAR_TRY(
        for_rows(identifiers_, {"file", "posting", "kind", "value"}, [&](const Names& row) {
          const std::string name = posting_name(row[0], row[1]);
          if (all_.contains(name)) held[{std::string(row[2]), std::string(row[3])}].insert(name);
        }));
    for (const auto& [contact, postings] : held)
      links_.contacts.push_back({contact.first, contact.second, postings.size()});
    std::ranges::stable_sort(links_.contacts, std::greater(), &Links::ContactCount::postings);
    return {};
  }
  Status describe() {
    const auto add = [](std::vector<Links::Group>& to, const table::JsonValue& json,
                        std::string text) {
      to.push_back({text_of(json, "id"), std::move(text),
                    static_cast<std::uint64_t>(number_of(json, "postings"))});
    };
    LODESTAR_TRY(for_lines(
        "clusters.jsonl", files_.clusters, "id", clusters_,
        [&](const table::JsonValue& json) { add(links_.clusters, json, template_text(json)); }));
    LODESTAR_TRY(expect_all("clusters.jsonl", clusters_, links_.clusters));
    LODESTAR_TRY(for_lines("networks.jsonl", files_.networks, "id", networks_,
                           [&](const table::JsonValue& json) { add(links_.networks, json, {}); }));
    LODESTAR_TRY(expect_all("networks.jsonl", networks_, links_.networks));
    std::set<std::string> groups(clusters_);
    groups.insert(networks_.begin(), networks_.end());
    return for_lines("leads.jsonl", files_.leads, "of", groups, [&](const table::JsonValue& json) {
      links_.leads.push_back(
          {text_of(json, "id"), text_of(json, "title"), number_of(json, "score")});
    });
  }

  // A file cut off at the end of a line is whole to look at.
  static Status expect_all(std::string_view file, std::set<std::string> wanted,
                           const std::vector<Links::Group>& found) {
    for (const Links::Group& group : found) wanted.erase(group.id);
    if (wanted.empty()) return {};
    return Error{Code::corrupt, fmt::format("{}: there is no {}, which postings.csv names", file,
                                            *wanted.begin())};
  }

  const ResultFiles& files_;
  const Table postings_{"postings.csv", files_.postings};
  const Table identifiers_{"identifiers.csv", files_.identifiers};
  Links& links_;
  std::set<std::string> direct_, all_, clusters_, networks_;
  std::set<std::string> understood_;  // what the asked value is, as told
};

}  // namespace

Result<Links> find_links(const ResultFiles& files, std::string_view asked, std::string_view region,
                         const text::IdentifierFinder& finder) {
  std::vector<text::Identifier> values;
  // As detect reads a field: whoever copies a number out of a page copies its markup too.
  const std::string plain = internal::find_plain_text(asked).value_or(std::string(asked));
  finder.find(plain, {.region = region, .expect_phone = true}, values);
  finder.find(plain, {.expect_phone = true}, values);
  Links links;
  LODESTAR_TRY(Finding(files, links).run(asked, plain, std::move(values), finder.plan()));
  return links;
}

}  // namespace lodestar::detect
