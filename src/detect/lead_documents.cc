// SPDX-License-Identifier: Apache-2.0
#include "detect/lead_documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "detect/internal/json_lines.h"
#include "table/json_value.h"

namespace lodestar::detect {
namespace {

using internal::JsonLines;
using table::Json;

constexpr std::size_t kMostTemplates = 8, kMostGroups = 500, kMostDays = 4000, kMostPlaces = 40;
constexpr std::size_t kMostReasons = 3;
constexpr std::size_t kMostWords = 160;  // bytes of what names a group
constexpr std::int64_t kDay = 86400;

struct Group {
  bool is_cluster = true;
  std::uint32_t index = 0;
  std::uint32_t postings = 1;
};

// What a lead is of.
struct Scope {
  std::vector<Group> groups;  // most postings first
  std::vector<NetworkEdge> edges;
  std::vector<std::uint32_t> rows;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> contacts;  // and postings; most first
  Tally sums;
};

std::vector<std::uint32_t> rows_of(const RunView& run, const Group& group) {
  if (!group.is_cluster) return {group.index};
  std::vector<std::uint32_t> rows;
  for (const Member& member : run.clusters.members_of(run.clusters.all[group.index])) {
    rows.push_back(member.posting);
  }
  return rows;
}

Scope of_cluster(const RunView& run, std::uint32_t index) {
  const Cluster& cluster = run.clusters.all[index];
  Scope scope{.sums = tally(run, cluster)};
  scope.groups.push_back({.index = index, .postings = cluster.member_count});
  scope.contacts = scope.sums.contacts;
  for (const auto& [contact, postings] : scope.contacts) {
    scope.edges.push_back({.from = index, .contact = contact, .postings = postings, .weight = 1});
  }
  return scope;
}

Scope of_network(const RunView& run, const Network& network) {
  Scope scope;
  for (const std::uint32_t index : network.clusters) {
    scope.groups.push_back({.index = index, .postings = run.clusters.all[index].member_count});
  }
  for (const std::uint32_t row : network.lone) scope.groups.push_back({false, row, 1});
  std::ranges::stable_sort(scope.groups, std::greater{}, &Group::postings);
  scope.edges = network.edges;
  std::map<std::uint32_t, std::uint32_t> postings;
  for (const NetworkEdge& edge : network.edges) postings[edge.contact] += edge.postings;
  scope.contacts.assign(postings.begin(), postings.end());
  std::ranges::stable_sort(scope.contacts, std::greater{}, [](const auto& c) { return c.second; });
  scope.sums.first = network.first;
  scope.sums.last = network.last;
  for (const PlaceCount& count : network.places) {
    scope.sums.places.emplace_back(count.place, count.postings);
  }
  return scope;
}

Scope scope_of(const RunView& run, const Lead& lead) {
  Scope scope =
      lead.is_network ? of_network(run, run.networks.all[lead.index]) : of_cluster(run, lead.index);
  for (const Group& group : scope.groups) {
    const auto rows = rows_of(run, group);
    scope.rows.insert(scope.rows.end(), rows.begin(), rows.end());
  }
  return scope;
}

class Writing {
 public:
  Writing(const Found& found, const Scope& scope) : found_(found), scope_(scope) {}

  std::string line(std::size_t index) {
    begin();
    const Lead& lead = found_.leads[index];
    std::int32_t speaks_for = 0, against = 0;
    for (const Evidence& evidence : lead.evidence) {
      (evidence.points < 0 ? against : speaks_for) += evidence.points;
    }
    json_.key("title").string(lead.title).key("summary").string(lead.summary);
    json_.key("subject").begin_array();
    for (const std::string& sector : lead.subject) json_.string(sector);
    json_.end_array();
    append_reasons(lead);
    json_.key("postings").number(lead.postings).key("score").real(lead.score / 10.0, 1);
    json_.key("for").real(speaks_for / 10.0, 1).key("against").real(against / 10.0, 1);
    json_.key("standing");
    if (found_.standing.empty()) {
      json_.null();
    } else {
      json_.string(to_string(found_.standing[index]));
    }
    lines_.append_time("first", scope_.sums.first);
    lines_.append_time("last", scope_.sums.last);
    lines_.append_places(
        std::span(scope_.sums.places).first(std::min(scope_.sums.places.size(), kMostPlaces)));
    return end();
  }

  std::string page(const Lead& lead) {
    begin();
    json_.key("evidence").begin_array();
    for (const Evidence& evidence : lead.evidence)
      lines_.append_evidence(evidence, JsonLines::With::figures);
    json_.end_array();
    lines_.append_hints(lead.hints);
    append_templates();
    append_days();
    return end();
  }

  std::string network(const Lead& lead) {
    begin();
    json_.key("groups").begin_array();
    const std::size_t shown = std::min(scope_.groups.size(), kMostGroups);
    for (const Group& group : std::span(scope_.groups).first(shown)) append_group(group);
    json_.end_array().key("groups_left_out").number(scope_.groups.size() - shown);
    json_.key("edges").begin_array();
    for (const NetworkEdge& edge : scope_.edges) append_edge(edge);
    json_.end_array().key("circuits").begin_array();
    if (lead.is_network) {
      for (const Circuit& circuit : found_.run.networks.all[lead.index].circuits) {
        json_.begin_object().key("days").number(circuit.days).key("places").begin_array();
        for (const Circuit::Stop& stop : circuit.stops) json_.string(stop.place);
        json_.end_array().end_object();
      }
    }
    json_.end_array();
    return end();
  }

 private:
  void begin() {
    out_.clear();
    json_.begin_object();
  }
  std::string end() {
    json_.end_object();
    return std::exchange(out_, {});
  }

  void append_reasons(const Lead& lead) {
    json_.key("reasons").begin_array();
    for (std::size_t i = 0; i < std::min(lead.evidence.size(), kMostReasons); ++i) {
      const Evidence& evidence = lead.evidence[i];
      json_.begin_object().key("indicator").string(evidence.indicator);
      json_.key("title").string(evidence.title).key("points").real(evidence.points / 10.0, 1);
      lines_.append_figures(evidence.figures);
      json_.end_object();
    }
    json_.end_array();
  }

  std::string name_of(bool is_cluster, std::uint32_t index) const {
    return is_cluster ? cluster_id(found_.run.clusters.all[index]) : fmt::format("p{}", index);
  }

  void append_templates() {
    json_.key("templates").begin_array();
    std::size_t left = kMostTemplates;
    for (const Group& group : scope_.groups) {
      if (!group.is_cluster || left-- == 0) break;
      const Cluster& cluster = found_.run.clusters.all[group.index];
      const Tally sums = tally(found_.run, cluster);
      json_.begin_object().key("cluster").string(cluster_id(cluster));
      json_.key("postings").number(group.postings);
      lines_.append_template(cluster, "pieces");
      lines_.append_time("first", sums.first);
      lines_.append_time("last", sums.last);
      json_.end_object();
    }
    json_.end_array();
  }

  void append_days() {
    std::map<std::pair<std::int64_t, std::string_view>, std::uint32_t> seen;
    const Postings& postings = found_.run.postings;
    for (const std::uint32_t row : scope_.rows) {
      if (postings.time(row) == kNoTime) continue;
      const std::int64_t time = postings.time(row);
      const std::int64_t day = time - ((time % kDay) + kDay) % kDay;
      seen[{day, postings.get(Field::place, row)}]++;
    }
    json_.key("days").begin_array();
    std::size_t left = kMostDays;
    for (const auto& [when, count] : seen) {
      if (left-- == 0) break;
      std::string day;
      append_utc(day, when.first);
      day.resize(day.find('T'));
      json_.begin_object()
          .key("day")
          .string(day)
          .key("place")
          .string(when.second)
          .key("postings")
          .number(count)
          .end_object();
    }
    json_.end_array();
  }

  void append_group(const Group& group) {
    json_.begin_object().key("id").string(name_of(group.is_cluster, group.index));
    json_.key("postings").number(group.postings);
    json_.key("words").string(words_of(group));
    const Postings& postings = found_.run.postings;
    std::int64_t first = kNoTime, last = kNoTime;
    std::vector<std::string_view> places;
    for (const std::uint32_t row : rows_of(found_.run, group)) {
      if (const auto place = postings.get(Field::place, row); !place.empty()) {
        places.push_back(place);
      }
      const std::int64_t time = postings.time(row);
      if (time == kNoTime) continue;
      first = first == kNoTime ? time : std::min(first, time);
      last = last == kNoTime ? time : std::max(last, time);
    }
    lines_.append_time("first", first);
    lines_.append_time("last", last);
    json_.key("places").begin_array();
    std::size_t left = kMostPlaces;
    for (const auto& [place, count] : count_runs(places)) {
      if (left-- == 0) break;
      json_.string(place);
    }
    json_.end_array().end_object();
  }

  std::string words_of(const Group& group) const {
    std::string words;
    if (group.is_cluster) {
      for (const auto& piece : shown_pieces(found_, found_.run.clusters.all[group.index])) {
        words += piece.is_slot ? std::string("\u2026") : piece.words;
        if (words.size() >= kMostWords) break;
      }
    } else {
      const Field field =
          found_.run.postings.get(Field::title, group.index).empty() ? Field::text : Field::title;
      const auto length = found_.run.postings.get(field, group.index).size();
      append_shown(words, found_,
                   {.posting = group.index,
                    .field = field,
                    .span = {0, static_cast<std::uint32_t>(std::min(length, kMostWords))}});
    }
    std::size_t end = std::min(words.size(), kMostWords);
    while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xc0) == 0x80) --end;
    words.resize(end);
    return words;
  }

  void append_edge(const NetworkEdge& edge) {
    json_.begin_object().key("group").string(name_of(edge.from_cluster, edge.from));
    json_.key("contact").number(edge.contact).key("postings").number(edge.postings);
    json_.key("weight").number(edge.weight).end_object();
  }

  const Found& found_;
  const Scope& scope_;
  std::string out_;
  Json json_{out_};
  JsonLines lines_{found_, out_};
};

}  // namespace

std::vector<std::string> number_contacts(const Contacts& contacts, std::string_view mark) {
  std::vector<std::string> numbers;
  for (std::size_t i = 0; i < contacts.all.size(); ++i) {
    numbers.push_back(fmt::format("{}{}", mark, i));
  }
  return numbers;
}

LeadDocument document_of(const Found& found, std::size_t index) {
  const Lead& lead = found.leads[index];
  const Scope scope = scope_of(found.run, lead);
  Writing writing(found, scope);
  LeadDocument document{.id = lead_id(found.run, lead),
                        .tenths = lead.score,
                        .line = Sensitive(writing.line(index)),
                        .page = Sensitive(writing.page(lead)),
                        .network = Sensitive(writing.network(lead))};
  for (const auto& [number, postings] : scope.contacts) {
    const Contact& contact = found.run.contacts.all[number];
    document.contacts.push_back({.number = number,
                                 .kind = std::string(text::to_string(contact.kind)),
                                 .value = Sensitive(std::string(contact.value)),
                                 .postings = postings});
  }
  return document;
}

Result<Judgement> judgement_of(std::string_view page, bool is_accepted) {
  constexpr double kTenths = 10;
  const Error none{Code::invalid, "a lead's page: its evidence does not read"};
  const auto parsed = table::parse_json_value(page);
  const table::JsonValue* const list = parsed ? parsed->find("evidence") : nullptr;
  const auto* const entries = list == nullptr ? nullptr : list->as<table::JsonValue::Array>();
  if (entries == nullptr) return none;
  Judgement judgement{.evidence = {}, .is_accepted = is_accepted};
  for (const table::JsonValue& entry : *entries) {
    const table::JsonValue* const id = entry.find("indicator");
    const table::JsonValue* const points = entry.find("points");
    const table::JsonValue* const percent = entry.find("percent");
    const auto* const name = id == nullptr ? nullptr : id->as<std::string>();
    const auto* const real = points == nullptr ? nullptr : points->as<double>();
    const auto* const weight = percent == nullptr ? nullptr : percent->as<std::int64_t>();
    if (name == nullptr || real == nullptr) return none;
    const double factor = weight == nullptr ? 1 : double(*weight) / kUnweighted;
    judgement.evidence.push_back(
        {.indicator = *name,
         .points = static_cast<std::int32_t>(std::lround(*real * kTenths / factor))});
  }
  return judgement;
}

}  // namespace lodestar::detect
