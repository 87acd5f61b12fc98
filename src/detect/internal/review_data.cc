// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/review_data.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "detect/internal/group_tables.h"
#include "detect/internal/redact.h"
#include "detect/internal/tally.h"
#include "detect/weights.h"
#include "detect/write_review.h"

namespace lodestar::detect {
namespace {

constexpr std::size_t kFullLeads = 50;    // with kMostSamples postings each
constexpr std::size_t kFewSamples = 8;    // of each further lead
constexpr std::size_t kMostPlaces = 40;   // rows of the time and place chart
constexpr std::size_t kMostSteps = 62;    // its columns
constexpr std::size_t kMostBytes = 1500;  // of a posting's text
constexpr std::size_t kMostCuts = 200;
constexpr std::size_t kMostOthers = 50;                // networks, and templates, that are no lead
constexpr std::size_t kEnough = std::size_t{8} << 20;  // bytes of data, then no more samples
constexpr std::int64_t kDay = 86400;
// A lead, and what is none.
constexpr ReviewData::Bounds kLeadBounds = {
    .samples = kMostSamples, .templates = 8, .groups = 120, .contacts = 120, .ids = 500};
constexpr ReviewData::Bounds kOtherBounds = {
    .samples = 2, .templates = 3, .groups = 40, .contacts = 40, .ids = 100};

// Text of at most kMostBytes that does not cut a character.
std::string_view beginning(std::string_view text) {
  if (text.size() <= kMostBytes) return text;
  std::size_t end = kMostBytes;
  while (end > kMostBytes - 4 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

void ReviewData::append() {
  json_.begin_object();
  append_run();
  out_ += ",\n";
  json_.key("leads_found").number(found_.leads.size());
  json_.key("leads").begin_array();
  for (std::size_t i = 0; i < std::min(found_.leads.size(), kMostLeads); ++i) {
    if (i > 0) out_ += ",\n";
    append_lead(i);
  }
  json_.end_array();
  out_ += ",\n";
  append_others();
  out_ += ",\n";
  json_.key("contacts").begin_array();
  for (const std::uint32_t contact : contacts_) {
    const Contact& known = run_.contacts.all[contact];
    json_.begin_object().key("kind").string(text::to_string(known.kind));
    json_.key("value").string(shown_value(found_, contact));
    json_.key("postings").number(known.postings);
    if (cut_[contact] != nullptr) json_.key("cut").string(to_string(cut_[contact]->reason));
    json_.end_object();
  }
  json_.end_array().end_object();
  out_ += '\n';
}

std::vector<const Cut*> ReviewData::cuts_by_contact(const RunView& run) {
  std::vector<const Cut*> cuts(run.contacts.all.size());
  for (const Cut& cut : run.networks.cuts) {
    if (discredits(cut.reason)) cuts[cut.contact] = &cut;
  }
  return cuts;
}

// What is no lead: the largest networks, then templates that are in none, as units of the same
// shape with no evidence.
void ReviewData::append_others() {
  std::vector<bool> is_led(run_.networks.all.size()), is_taken(run_.clusters.all.size());
  for (const Lead& lead : found_.leads) (lead.is_network ? is_led : is_taken)[lead.index] = true;
  std::vector<Lead> networks, clusters;
  for (std::uint32_t i = 0; i < run_.networks.all.size(); ++i) {
    const Network& network = run_.networks.all[i];
    const bool is_one_text = network.clusters.size() + network.lone.size() < 2;  // a template
    if (is_one_text && !is_led[i]) continue;
    if (!is_led[i])
      networks.push_back({.is_network = true, .index = i, .postings = network.postings});
    for (const std::uint32_t cluster : network.clusters) is_taken[cluster] = true;
  }
  for (std::uint32_t i = 0; i < is_taken.size(); ++i) {
    if (is_taken[i]) continue;
    clusters.push_back({.index = i, .postings = run_.clusters.all[i].member_count});
  }
  json_.key("other_networks_found").number(networks.size());
  json_.key("other_clusters_found").number(clusters.size());
  json_.key("others").begin_array();
  bool is_first = true;
  for (std::vector<Lead>* units : {&networks, &clusters}) {
    std::ranges::stable_sort(*units, std::greater{}, &Lead::postings);
    if (units->size() > kMostOthers) units->resize(kMostOthers);
    for (const Lead& unit : *units) {
      if (!std::exchange(is_first, false)) out_ += ",\n";
      json_.begin_object().key("id").string(lead_id(run_, unit).substr(1));
      append_unit(unit, kOtherBounds);
      json_.end_object();
    }
  }
  json_.end_array();
}

// Contacts that reach somebody and were not cut.
std::uint32_t ReviewData::count_ties(const Scope& scope) const {
  std::set<std::uint32_t> contacts;
  for (const std::uint32_t row : scope.rows) {
    for (const auto& seen : run_.contacts.of(row)) {
      const auto kind = run_.contacts.all[seen.contact].kind;
      if (internal::is_direct(kind) && cut_[seen.contact] == nullptr) contacts.insert(seen.contact);
    }
  }
  return static_cast<std::uint32_t>(contacts.size());
}

void ReviewData::append_run() {
  json_.key("run");
  out_ += '\n';
  append_run_json(out_, record_, found_, kMostCuts);
  out_.back() = ',';  // its newline
  out_ += '\n';
  append_read_as();
  json_.key("cuts_made").number(run_.networks.cuts.size());
  json_.key("cut_reasons").begin_object();
  for (const CutCount& cut : count_cuts(run_.networks))
    json_.key(to_string(cut.reason)).number(cut.contacts);
  json_.end_object().key("skipped").begin_array();
  for (const auto& row : record_.skipped) {
    json_.begin_object().key("file").string(row.file).key("line").number(row.line);
    json_.key("column").number(row.column).key("reason").string(row.reason.words);
    json_.key("code").string(row.reason.code).key("found").number(row.reason.found);
    json_.key("due").number(row.reason.due).end_object();
  }
  json_.end_array();
}

// How each input was understood, in the order of run.inputs.
void ReviewData::append_read_as() {
  json_.key("read_as").begin_array();
  for (const auto& input : record_.inputs) {
    const ReadAs& read = input.read_as;
    json_.begin_object().key("format").string(read.format).key("encoding").string(read.encoding);
    json_.key("delimiter").string(read.delimiter).key("replaced").number(read.replaced);
    json_.key("has_backslashes").boolean(read.has_backslashes);
    json_.key("postings").number(read.postings).key("skipped").number(read.skipped);
    json_.key("columns").begin_array();
    for (const auto& [column, name] : read.columns) {
      json_.begin_array().string(column).string(name).end_array();
    }
    const std::size_t named = std::min(ReadAs::kMostNamed, read.unused.size());
    json_.end_array().key("unused").begin_array();
    for (const std::string& name : std::span(read.unused).first(named)) {
      json_.string(name);
    }
    json_.end_array().key("unused_columns").number(read.unused.size()).key("date_order");
    if (read.date_order) {
      json_.string(*read.date_order == DateOrder::day_first ? "day_first" : "month_first");
    } else {
      json_.null();
    }
    json_.key("is_order_told").boolean(read.is_order_told);
    json_.key("other_texts").number(read.other_texts);
    json_.key("may_lack_header").boolean(read.may_lack_header);
    json_.key("has_days").boolean(read.has_days);
    json_.key("html_postings").number(read.html_postings);
    json_.key("is_encoding_guess").boolean(read.is_encoding_guess);
    json_.key("likelier_encoding").string(read.likelier_encoding);
    json_.key("other_order_dates").number(read.other_order_dates);
    json_.key("stray_quotes").number(read.stray_quotes.rows);
    json_.key("holding_rows").number(read.holding_rows.rows);
    json_.key("other_sheets").string(read.other_sheets);
    json_.key("unknown_times").number(read.unknown_times).end_object();
  }
  json_.end_array();
}

ReviewData::Scope ReviewData::scope_of(const Lead& lead) const {
  Scope scope;
  const auto add_cluster = [&](std::uint32_t index) {
    const Cluster& cluster = run_.clusters.all[index];
    scope.groups.push_back({true, index, cluster.member_count});
    for (const Member& member : run_.clusters.members_of(cluster)) {
      scope.rows.push_back(member.posting);
    }
  };
  if (lead.is_network) {
    scope.network = &run_.networks.all[lead.index];
    for (const std::uint32_t index : scope.network->clusters) add_cluster(index);
    for (const std::uint32_t row : scope.network->lone) {
      scope.groups.push_back({false, row, 1});
      scope.rows.push_back(row);
    }
  } else {
    add_cluster(lead.index);
  }
  std::ranges::sort(scope.rows);
  std::ranges::stable_sort(scope.groups, std::greater{}, &Group::postings);
  return scope;
}

std::uint32_t ReviewData::local(std::uint32_t contact) {
  const auto [place, is_new] =
      locals_.try_emplace(contact, static_cast<std::uint32_t>(contacts_.size()));
  if (is_new) contacts_.push_back(contact);
  return place->second;
}

void ReviewData::append_lead(std::size_t index) {
  const Lead& lead = found_.leads[index];
  json_.begin_object().key("id").string(lead_id(run_, lead));
  if (!found_.standing.empty()) json_.key("standing").string(to_string(found_.standing[index]));
  Bounds bounds = kLeadBounds;
  if (index >= kFullLeads) bounds.samples = kFewSamples;
  if (out_.size() - began_ > kEnough) bounds.samples = 1;
  append_unit(lead, bounds);
  json_.end_object();
}

void ReviewData::append_unit(const Lead& lead, const Bounds& bounds) {
  const Scope scope = scope_of(lead);
  json_.key("is_network").boolean(lead.is_network);
  json_.key("subject").begin_array();
  for (const std::string& sector : lead.subject) json_.string(sector);
  json_.end_array();
  json_.key("contacts_tying").number(count_ties(scope));
  json_.key("title").string(lead.title).key("summary").string(lead.summary);
  json_.key("score").number(lead.score).key("postings").number(lead.postings);
  json_.key("hints").begin_object().key("benign").number(unsigned{lead.hints.benign});
  json_.key("spam").number(unsigned{lead.hints.spam});
  json_.key("scam").number(unsigned{lead.hints.scam});
  json_.key("business").number(unsigned{lead.hints.business});
  json_.key("trafficking_concern").number(unsigned{lead.hints.trafficking_concern}).end_object();
  append_evidence(lead);
  append_contacts_of(scope, bounds.contacts);
  append_templates(scope, bounds.templates);
  append_graph(scope, bounds.groups);
  append_sightings(scope);
  append_routes(scope);
  append_samples(lead, scope, bounds.samples);
  append_ids(scope, bounds.ids);
}

void ReviewData::append_figures(const Figures& figures) {
  json_.key("figures").begin_object().key("n").number(figures.n).key("m").number(figures.m);
  json_.key("days").number(figures.days).key("places").begin_array();
  for (const std::string& place : figures.places) json_.string(beginning(place));
  json_.end_array().end_object();
}

void ReviewData::append_evidence(const Lead& lead) {
  json_.key("evidence").begin_array();
  for (const Evidence& evidence : lead.evidence) {
    json_.begin_object().key("indicator").string(evidence.indicator);
    json_.key("family").string(evidence.family).key("structural").boolean(evidence.structural);
    json_.key("label").string(evidence.label).key("title").string(evidence.title);
    json_.key("detail").string(evidence.detail);
    append_figures(evidence.figures);
    json_.key("why").string(evidence.why).key("benign").string(evidence.benign);
    json_.key("source").string(evidence.source).key("points").number(evidence.points);
    if (evidence.percent != kUnweighted) json_.key("percent").number(evidence.percent);
    json_.key("postings").number(evidence.postings).key("quotes").begin_array();
    for (const Quote& quote : evidence.quotes) {
      std::string quoted;
      append_shown(quoted, found_, quote);
      json_.begin_object().key("posting").string(shown_id(found_, quote.posting));
      json_.key("text").string(beginning(quoted)).end_object();
    }
    json_.end_array().end_object();
  }
  json_.end_array();
}

void ReviewData::append_contacts_of(const Scope& scope, std::size_t most) {
  std::vector<std::uint32_t> held;
  for (const std::uint32_t row : scope.rows) {
    std::vector<std::uint32_t> own;
    for (const auto& occurrence : run_.contacts.of(row)) own.push_back(occurrence.contact);
    std::ranges::sort(own);
    own.erase(std::ranges::unique(own).begin(), own.end());
    held.insert(held.end(), own.begin(), own.end());
  }
  const auto counted = count_runs(held);
  json_.key("contacts_found").number(counted.size()).key("contacts").begin_array();
  for (std::size_t i = 0; i < std::min(counted.size(), most); ++i) {
    json_.begin_object().key("contact").number(local(counted[i].first));
    json_.key("postings").number(counted[i].second).end_object();
  }
  json_.end_array();
}

void ReviewData::append_templates(const Scope& scope, std::size_t most) {
  std::size_t clusters = 0;
  json_.key("templates").begin_array();
  for (const Group& group : scope.groups) {
    if (!group.is_cluster || ++clusters > most) continue;
    const Cluster& cluster = run_.clusters.all[group.index];
    json_.begin_object().key("id").string(cluster_id(cluster));
    json_.key("postings").number(cluster.member_count);
    json_.key("bits_alone").number(cluster.bits_alone);
    json_.key("bits_saved").number(cluster.bits_saved);
    append_pieces(cluster);
    json_.end_object();
  }
  json_.end_array().key("templates_found").number(clusters);
}

void ReviewData::append_pieces(const Cluster& cluster) {
  const auto pieces = shown_pieces(found_, cluster);
  const FixedParts parts(run_, cluster);
  json_.key("pieces").begin_array();
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const TemplatePiece& piece = pieces[i];
    json_.begin_object();
    if (!piece.is_slot) {
      std::vector<Mark> marks;
      if (found_.pseudonyms.empty()) {
        for (const auto& place : parts.find_in(piece.words)) {
          marks.push_back({place.span, Mark::Sort::contact, local(place.contact)});
        }
      }
      json_.key("words");
      append_runs(json_, piece.words, 0, marks);
    } else {
      json_.key("distinct").number(piece.distinct).key("fillers").begin_array();
      for (const auto& filler : piece.fillers) {
        json_.begin_object().key("postings").number(filler.postings).key("text");
        append_filler_runs(cluster, static_cast<std::uint16_t>(i), filler);
        json_.end_object();
      }
      json_.end_array();
    }
    json_.end_object();
  }
  json_.end_array();
}

// The first member that fills the slot so shows which part is an identifier.
void ReviewData::append_filler_runs(const Cluster& cluster, std::uint16_t piece,
                                    const TemplatePiece::Filler& filler) {
  std::vector<Mark> marks;
  std::uint32_t from = 0;
  if (found_.pseudonyms.empty()) {
    for (const Member& member : run_.clusters.members_of(cluster)) {
      const auto slots = run_.clusters.slots_of(member);
      const auto slot = std::ranges::find(slots, piece, &SlotSpan::piece);
      if (slot == slots.end()) continue;
      const auto raw = run_.postings.get(slot->field, member.posting);
      const text::Span span = shown_span(cluster.pieces[piece], raw, slot->span);
      if (text::cut(raw, span) != filler.text) continue;
      from = span.start;
      for (const auto& occurrence : run_.contacts.of(member.posting)) {
        if (occurrence.field != slot->field) continue;
        if (occurrence.span.start >= slot->span.end || occurrence.span.end <= from) continue;
        marks.push_back({occurrence.span, Mark::Sort::contact, local(occurrence.contact)});
      }
      break;
    }
  }
  append_runs(json_, filler.text, from, marks);
}

// Groups by their place in the list, ties between a group and a contact.
void ReviewData::append_graph(const Scope& scope, std::size_t most) {
  if (scope.network == nullptr) return;
  const std::size_t shown = std::min(scope.groups.size(), most);
  std::map<std::pair<bool, std::uint32_t>, std::size_t> place;
  json_.key("groups_found").number(scope.groups.size()).key("groups").begin_array();
  for (std::size_t i = 0; i < shown; ++i) {
    const Group& group = scope.groups[i];
    place[{group.is_cluster, group.index}] = i;
    json_.begin_object();
    if (group.is_cluster) {
      json_.key("cluster").string(cluster_id(run_.clusters.all[group.index]));
    } else {
      json_.key("posting").string(shown_id(found_, group.index));
    }
    json_.key("postings").number(group.postings).end_object();
  }
  json_.end_array().key("ties").begin_array();
  for (const NetworkEdge& edge : scope.network->edges) {
    const auto found = place.find({edge.from_cluster, edge.from});
    if (found == place.end()) continue;
    json_.begin_array().number(found->second).number(local(edge.contact)).number(edge.postings);
    json_.number(edge.weight).end_array();
  }
  json_.end_array();
}

// Postings by place (in order of first sight) and step of days.
void ReviewData::append_sightings(const Scope& scope) {
  struct Seen {
    std::int64_t first = kNoTime;
    std::uint32_t postings = 0;
  };
  std::map<std::string_view, Seen> places;
  std::int64_t first = kNoTime, last = kNoTime;
  for (const std::uint32_t row : scope.rows) {
    const std::int64_t time = run_.postings.time(row);
    Seen& seen = places[run_.postings.get(Field::place, row)];
    ++seen.postings;
    if (time == kNoTime) continue;
    seen.first = seen.first == kNoTime ? time : std::min(seen.first, time);
    first = first == kNoTime ? time : std::min(first, time);
    last = std::max(last, time);
  }
  append_time("first", first);
  append_time("last", last);
  std::vector<std::pair<std::string_view, Seen>> order(places.begin(), places.end());
  std::ranges::stable_sort(order, std::greater{}, [](const auto& p) { return p.second.postings; });
  json_.key("places_found").number(order.size() - std::min(order.size(), places.count("")));
  if (order.size() > kMostPlaces) order.resize(kMostPlaces);
  std::ranges::stable_sort(order, {}, [](const auto& p) {
    return std::pair(p.second.first == kNoTime, p.second.first);
  });
  std::map<std::string_view, std::size_t> number;
  json_.key("places").begin_array();
  for (const auto& [name, seen] : order) {
    number[name] = number.size();
    json_.begin_object().key("place").string(beginning(name));
    json_.key("postings").number(seen.postings).end_object();
  }
  json_.end_array();
  const auto day = [](std::int64_t time) { return (time - ((time % kDay) + kDay) % kDay) / kDay; };
  const std::int64_t days = first == kNoTime ? 0 : day(last) - day(first) + 1;
  const std::int64_t step = std::max<std::int64_t>(1, (days + kMostSteps - 1) / kMostSteps);
  std::map<std::pair<std::size_t, std::int64_t>, std::uint32_t> cells;
  for (const std::uint32_t row : scope.rows) {
    const std::int64_t time = run_.postings.time(row);
    const auto found = number.find(run_.postings.get(Field::place, row));
    if (time == kNoTime || found == number.end()) continue;
    ++cells[{found->second, (day(time) - day(first)) / step}];
  }
  json_.key("step_days").number(step).key("cells").begin_array();
  for (const auto& [cell, postings] : cells) {
    json_.begin_array().number(cell.first).number(cell.second).number(postings).end_array();
  }
  json_.end_array();
}

void ReviewData::append_routes(const Scope& scope) {
  if (scope.network == nullptr) return;
  json_.key("circuits").begin_array();
  for (const Circuit& circuit : scope.network->circuits) {
    json_.begin_object().key("days").number(circuit.days).key("places").begin_array();
    for (const auto& stop : circuit.stops) json_.string(stop.place);
    json_.end_array().end_object();
  }
  json_.end_array().key("bursts").begin_array();
  for (const Burst& burst : scope.network->bursts) {
    json_.begin_object();
    append_time("start", burst.start);
    append_time("end", burst.end);
    json_.key("postings").number(burst.postings).key("expected").real(burst.expected, 2);
    json_.end_object();
  }
  json_.end_array();
}

// The postings that are quoted, then some of every group in turn.
void ReviewData::append_samples(const Lead& lead, const Scope& scope, std::size_t most) {
  std::vector<std::uint32_t> chosen;
  const auto choose = [&](std::uint32_t row) {
    if (chosen.size() >= most || std::ranges::find(chosen, row) != chosen.end()) return;
    chosen.push_back(row);
  };
  for (const Evidence& evidence : lead.evidence) {
    for (const Quote& quote : evidence.quotes) choose(quote.posting);
  }
  for (std::size_t turn = 0; turn < most && chosen.size() < std::min(most, scope.rows.size());
       ++turn) {
    for (const Group& group : scope.groups) {
      if (!group.is_cluster && turn == 0) choose(group.index);
      if (!group.is_cluster || turn >= group.postings) continue;
      // Spread over the cluster: its members are in input order.
      const auto members = run_.clusters.members_of(run_.clusters.all[group.index]);
      choose(members[turn * group.postings / std::min<std::size_t>(most, group.postings)].posting);
    }
  }
  json_.key("samples").begin_array();
  for (const std::uint32_t row : chosen) append_sample(lead, row);
  json_.end_array();
}

void ReviewData::append_sample(const Lead& lead, std::uint32_t row) {
  json_.begin_object().key("posting").string(shown_id(found_, row));
  if (record_.inputs.size() > 1) json_.key("file").string(shown_file(found_, row));
  if (run_.clusters.of[row] != kNoCluster) {
    const auto cluster = static_cast<std::size_t>(run_.clusters.of[row]);
    json_.key("cluster").string(cluster_id(run_.clusters.all[cluster]));
  }
  append_day_or_time(row);
  const auto place = run_.postings.get(Field::place, row);
  if (!place.empty()) json_.key("place").string(beginning(place));
  const std::string source = shown_source(found_, row);
  if (!source.empty()) json_.key("source").string(beginning(source));
  for (const Field field : {Field::title, Field::text, Field::phone}) {
    append_field(lead, row, field);
  }
  json_.end_object();
}

void ReviewData::append_field(const Lead& lead, std::uint32_t row, Field field) {
  const std::string_view raw = run_.postings.get(field, row);
  if (raw.empty()) return;
  const std::string_view shown = beginning(raw);
  json_.key(to_string(field));
  if (!found_.pseudonyms.empty()) {
    std::string masked;
    append_shown(masked, found_, {row, field, {0, static_cast<std::uint32_t>(shown.size())}});
    json_.begin_array().string(masked).end_array();
  } else {
    std::vector<Mark> marks;
    for (std::uint32_t i = 0; i < lead.evidence.size(); ++i) {
      for (const Quote& quote : lead.evidence[i].quotes) {
        if (quote.posting != row || quote.field != field) continue;
        marks.push_back({quote.span, Mark::Sort::quote, i});
      }
    }
    for (const auto& occurrence : run_.contacts.of(row)) {
      if (occurrence.field != field) continue;
      marks.push_back({occurrence.span, Mark::Sort::contact, local(occurrence.contact)});
    }
    append_slot_marks(row, field, marks);
    append_runs(json_, shown, 0, marks);
  }
  if (shown.size() < raw.size()) {
    json_.key(field == Field::text ? "text_left_out" : "left_out")
        .number(raw.size() - shown.size());
  }
}

void ReviewData::append_slot_marks(std::uint32_t row, Field field, std::vector<Mark>& marks) const {
  if (run_.clusters.of[row] == kNoCluster) return;
  const Cluster& cluster = run_.clusters.all[static_cast<std::size_t>(run_.clusters.of[row])];
  const auto members = run_.clusters.members_of(cluster);
  const auto member = std::ranges::find(members, row, &Member::posting);
  if (member == members.end()) return;
  const std::string_view raw = run_.postings.get(field, row);
  for (const SlotSpan& slot : run_.clusters.slots_of(*member)) {
    if (slot.field != field) continue;
    text::Span span = slot.span;
    const bool has_plus = span.start > 0 && span.start < span.end && raw[span.start - 1] == '+' &&
                          is_digit(raw[span.start]);
    if (has_plus) --span.start;
    marks.push_back({span, Mark::Sort::slot, slot.piece});
  }
}

void ReviewData::append_ids(const Scope& scope, std::size_t most) {
  json_.key("ids").begin_array();
  for (std::size_t i = 0; i < std::min(scope.rows.size(), most); ++i) {
    json_.string(shown_id(found_, scope.rows[i]));
  }
  json_.end_array();
}

// Whether no posting names an hour: databases write days as "2026-11-17 00:00:00".
bool ReviewData::has_only_days(const Postings& postings) {
  for (std::size_t row = 0; row < postings.size(); ++row) {
    if (postings.time(row) != kNoTime && postings.time(row) % kDay != 0) return false;
  }
  return true;
}

// A day where no hour was told; "00:00" would be one that nobody told.
void ReviewData::append_day_or_time(std::uint32_t row) {
  const std::int64_t seconds = run_.postings.time(row);
  const bool is_midnight = seconds != kNoTime && seconds % kDay == 0;
  const bool has_clock = run_.postings.get(Field::time, row).find(':') != std::string_view::npos;
  if (!is_midnight || (has_clock && !has_only_days_)) {
    append_time("time", seconds);
    return;
  }
  std::string day;
  append_utc(day, seconds);
  json_.key("time").string(std::string_view(day).substr(0, day.find('T')));
}

void ReviewData::append_time(std::string_view name, std::int64_t seconds) {
  json_.key(name);
  if (seconds == kNoTime) {
    json_.null();
    return;
  }
  std::string time;
  append_utc(time, seconds);
  json_.string(time);
}

}  // namespace lodestar::detect
