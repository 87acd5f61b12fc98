// SPDX-License-Identifier: Apache-2.0
#include "support/sample_run.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "base/hash.h"

namespace lodestar::test {
namespace {

using detect::Field;
using text::IdentifierKind;
using text::Obfuscation;
using Words = std::vector<std::string_view>;

constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kStart = 1794873600;  // Tuesday 17 November 2026, 00:00 UTC

// An identifier as somebody wrote it.
struct Known {
  std::string_view surface;
  IdentifierKind kind;
  std::string_view value;
  Obfuscation obfuscation = Obfuscation::plain;
};

constexpr std::array kKnown = {
    Known{"+44 7700 900118", IdentifierKind::phone, "+447700900118", Obfuscation::separated},
    Known{"plus forty four 7 7 0 0 nine hundred 204", IdentifierKind::phone, "+447700900204",
          Obfuscation::mixed},
    Known{"+44 7700 900204", IdentifierKind::phone, "+447700900204", Obfuscation::separated},
    Known{"@harvest_marta", IdentifierKind::telegram, "harvest_marta"},
    Known{"+33 6 39 98 04 41", IdentifierKind::phone, "+33639980441", Obfuscation::separated},
    Known{"O6.39.98.O4.4I", IdentifierKind::phone, "+33639980441", Obfuscation::leet},
    Known{"care dot north at example dot com", IdentifierKind::email, "care.north@example.com",
          Obfuscation::at_dot},
    Known{"@bluehour_studio", IdentifierKind::instagram, "bluehour_studio"},
    Known{"+49 30 23125 077", IdentifierKind::phone, "+493023125077", Obfuscation::separated},
    Known{"４９ ３０ ２３１２５ ０７７", IdentifierKind::phone, "+493023125077",
          Obfuscation::unicode},
    Known{"+1 202 555 0143", IdentifierKind::whatsapp, "+12025550143", Obfuscation::separated},
    Known{"+61 491 570 156", IdentifierKind::phone, "+61491570156", Obfuscation::separated},
    Known{"=HYPERLINK(\"http://x.invalid\")", IdentifierKind::url, "=HYPERLINK(x.invalid)"},
};

struct Campaign {
  std::string_view pattern;  // {} is a slot, filled from slots in turn
  std::vector<Words> slots;  // fillers of each
  Words places;              // one after another
  Words titles{};
  unsigned postings = 0;  // at scale 1
  unsigned days = 6;      // over which it runs through the places
  unsigned starts = 0;    // days after the first
};

class Builder {
 public:
  explicit Builder(unsigned scale) : scale_(scale) {
    run_.postings.add_file("jobs \"north\".csv");
    run_.contacts.first_of.push_back(0);
  }

  // Returns the cluster's index.
  std::uint32_t add_campaign(const Campaign& campaign) {
    detect::Cluster cluster;
    cluster.first_member = static_cast<std::uint32_t>(run_.clusters.members.size());
    cluster.medoid = static_cast<std::uint32_t>(run_.postings.size());
    cluster.pieces = fixed_pieces(campaign);
    std::vector<std::map<std::string_view, std::uint32_t>> counts(campaign.slots.size());
    const unsigned total = campaign.postings * scale_;
    for (unsigned i = 0; i < total; ++i) {
      const unsigned stop = i * static_cast<unsigned>(campaign.places.size()) / total;
      const std::int64_t seconds = static_cast<std::int64_t>(campaign.starts) * kDay +
                                   static_cast<std::int64_t>(i) * campaign.days * kDay / total +
                                   (i * 7919) % 30000;
      std::vector<std::string_view> fillers;
      for (std::size_t k = 0; k < campaign.slots.size(); ++k) {
        const Words& words = campaign.slots[k];
        fillers.push_back(words[(i * (2 * k + 1) + i / words.size()) % words.size()]);
        ++counts[k][fillers.back()];
      }
      add_member(cluster, campaign, fillers);
      const auto title = campaign.titles.empty() ? std::string_view{}
                                                 : campaign.titles[i % campaign.titles.size()];
      add_posting(title, texts_back(), campaign.places[stop], kStart + seconds);
    }
    count_fillers(cluster, counts);
    cluster.member_count = total;
    cluster.bits_alone = total * campaign.pattern.size() * 2;
    cluster.bits_saved = cluster.bits_alone * 7 / 10;
    cluster.birth = mix(cluster.medoid + 1);
    run_.clusters.all.push_back(cluster);
    return static_cast<std::uint32_t>(run_.clusters.all.size() - 1);
  }

  std::uint32_t add_lone(std::string_view text, std::string_view place, unsigned day) {
    keep(std::string(text));
    add_posting("", texts_back(), place, kStart + day * kDay + 40000);
    return static_cast<std::uint32_t>(run_.postings.size() - 1);
  }

  std::uint32_t add_network(std::vector<std::uint32_t> clusters, std::vector<std::uint32_t> lone);
  detect::Lead& add_lead(bool is_network, std::uint32_t index, std::string title,
                         std::string summary, detect::Hints hints);
  SampleRun finish();

 private:
  std::vector<detect::TemplatePiece> fixed_pieces(const Campaign& campaign) {
    std::vector<detect::TemplatePiece> pieces;
    std::string_view rest = campaign.pattern;
    while (true) {
      const std::size_t slot = rest.find("{}");
      std::string_view words = rest.substr(0, slot);
      while (words.starts_with(' ')) words.remove_prefix(1);
      while (words.ends_with(' ')) words.remove_suffix(1);
      if (!words.empty()) pieces.push_back({.words = std::string(words)});
      if (slot == std::string_view::npos) return pieces;
      pieces.push_back({.is_slot = true});
      rest.remove_prefix(slot + 2);
    }
  }

  void add_member(const detect::Cluster& cluster, const Campaign& campaign,
                  std::span<const std::string_view> fillers) {
    detect::Member member{.posting = static_cast<std::uint32_t>(run_.postings.size()),
                          .bits_saved = static_cast<std::uint32_t>(campaign.pattern.size()),
                          .first_slot = static_cast<std::uint32_t>(run_.clusters.slots.size()),
                          .slot_count = static_cast<std::uint32_t>(fillers.size())};
    std::string text;
    std::string_view rest = campaign.pattern;
    std::size_t piece = 0;
    for (const std::string_view filler : fillers) {
      const std::size_t slot = rest.find("{}");
      text += rest.substr(0, slot);
      while (!cluster.pieces[piece].is_slot) ++piece;
      const auto start = static_cast<std::uint32_t>(text.size());
      text += filler;
      run_.clusters.slots.push_back({.span = {start, static_cast<std::uint32_t>(text.size())},
                                     .piece = static_cast<std::uint16_t>(piece++)});
      rest.remove_prefix(slot + 2);
    }
    text += rest;
    keep(std::move(text));
    run_.clusters.members.push_back(member);
    pending_cluster_ = static_cast<std::int32_t>(run_.clusters.all.size());
  }

  void add_posting(std::string_view title, std::string_view text, std::string_view place,
                   std::int64_t time) {
    detect::Postings::Row row{.time = time};
    const std::size_t number = run_.postings.size();
    row.fields[static_cast<std::size_t>(Field::id)] =
        keep(number == 1 ? "=1+1,\"x\"" : "post-" + std::to_string(1000 + number));
    row.fields[static_cast<std::size_t>(Field::title)] = title;
    row.fields[static_cast<std::size_t>(Field::text)] = text;
    row.fields[static_cast<std::size_t>(Field::place)] = place;
    run_.postings.add(0, row);
    run_.clusters.of.push_back(std::exchange(pending_cluster_, detect::kNoCluster));
    find_known(text);
  }

  void find_known(std::string_view text) {
    const auto posting = static_cast<std::uint32_t>(run_.postings.size() - 1);
    std::vector<detect::Occurrence> found;
    for (const Known& known : kKnown) {
      const std::size_t at = text.find(known.surface);
      if (at == std::string_view::npos) continue;
      const std::uint32_t contact = contact_of(known);
      ++run_.contacts.all[contact].postings;
      const auto start = static_cast<std::uint32_t>(at);
      found.push_back({.posting = posting,
                       .contact = contact,
                       .span = {start, start + static_cast<std::uint32_t>(known.surface.size())},
                       .kind = known.kind,
                       .obfuscation = known.obfuscation,
                       .confidence = 90});
    }
    std::ranges::sort(found, {}, [](const auto& o) { return o.span.start; });
    auto& all = run_.contacts.occurrences;
    all.insert(all.end(), found.begin(), found.end());
    run_.contacts.first_of.push_back(static_cast<std::uint32_t>(all.size()));
  }

  std::uint32_t contact_of(const Known& known) {
    auto& all = run_.contacts.all;
    const auto found = std::ranges::find_if(
        all, [&](const auto& c) { return c.kind == known.kind && c.value == known.value; });
    const auto index = static_cast<std::uint32_t>(found - all.begin());
    if (found == all.end()) all.push_back({known.kind, std::string(known.value), 0});
    return index;
  }

  static void count_fillers(detect::Cluster& cluster,
                            const std::vector<std::map<std::string_view, std::uint32_t>>& counts) {
    std::size_t slot = 0;
    for (auto& piece : cluster.pieces) {
      if (!piece.is_slot) continue;
      for (const auto& [text, postings] : counts[slot]) {
        piece.fillers.push_back({std::string(text), postings});
      }
      piece.distinct = static_cast<std::uint32_t>(piece.fillers.size());
      std::ranges::stable_sort(piece.fillers, std::greater{},
                               &detect::TemplatePiece::Filler::postings);
      if (piece.fillers.size() > 12) piece.fillers.resize(12);
      ++slot;
    }
  }

  std::string_view keep(std::string text) { return run_.bytes.emplace_back(std::move(text)); }
  std::string_view texts_back() const { return run_.bytes.back(); }

  SampleRun run_;
  unsigned scale_;
  std::int32_t pending_cluster_ = detect::kNoCluster;
};

std::uint32_t Builder::add_network(std::vector<std::uint32_t> clusters,
                                   std::vector<std::uint32_t> lone) {
  detect::Network network{.clusters = clusters, .lone = lone};
  std::vector<std::pair<bool, std::uint32_t>> groups;
  for (const std::uint32_t i : clusters) groups.emplace_back(true, i);
  for (const std::uint32_t i : lone) groups.emplace_back(false, i);
  std::map<std::string, std::uint32_t> places;
  std::map<std::string, detect::Circuit::Stop> stops;
  for (const auto& [is_cluster, index] : groups) {
    std::map<std::uint32_t, std::uint32_t> held;
    std::vector<std::uint32_t> rows{index};
    if (is_cluster) {
      rows.clear();
      for (const auto& m : run_.clusters.members_of(run_.clusters.all[index])) {
        rows.push_back(m.posting);
      }
    }
    for (const std::uint32_t row : rows) {
      for (const auto& occurrence : run_.contacts.of(row)) ++held[occurrence.contact];
      const std::string place(run_.postings.get(Field::place, row));
      const std::int64_t time = run_.postings.time(row);
      if (!place.empty()) {
        ++places[place];
        auto [stop, is_first] = stops.try_emplace(place, detect::Circuit::Stop{place, time, time});
        stop->second.first = std::min(stop->second.first, time);
        stop->second.last = std::max(stop->second.last, time);
        ++stop->second.postings;
      }
      network.first = network.postings == 0 ? time : std::min(network.first, time);
      network.last = std::max(network.last, time);
      ++network.postings;
    }
    for (const auto& [contact, postings] : held) {
      network.edges.push_back({.from_cluster = is_cluster,
                               .from = index,
                               .contact = contact,
                               .postings = postings,
                               .weight = 2000 + 900 * std::min(postings, 9U)});
      if (std::ranges::find(network.contacts, contact) == network.contacts.end()) {
        network.contacts.push_back(contact);
      }
    }
  }
  std::ranges::sort(network.contacts);
  for (const auto& [place, postings] : places) network.places.push_back({place, postings});
  std::ranges::stable_sort(network.places, std::greater{}, &detect::PlaceCount::postings);
  if (stops.size() > 2) {
    detect::Circuit circuit;
    for (const auto& [place, stop] : stops) circuit.stops.push_back(stop);
    std::ranges::sort(circuit.stops, {}, &detect::Circuit::Stop::first);
    circuit.days = static_cast<std::uint32_t>(
        (circuit.stops.back().first - circuit.stops.front().first) / kDay + 1);
    network.circuits.push_back(circuit);
    network.bursts.push_back({network.first, network.first + kDay, network.postings / 3, 1.25});
  }
  network.birth = mix(run_.networks.all.size() + 77);
  run_.networks.all.push_back(network);
  return static_cast<std::uint32_t>(run_.networks.all.size() - 1);
}

detect::Lead& Builder::add_lead(bool is_network, std::uint32_t index, std::string title,
                                std::string summary, detect::Hints hints) {
  detect::Lead lead{.is_network = is_network,
                    .index = index,
                    .title = std::move(title),
                    .summary = std::move(summary),
                    .hints = hints};
  lead.postings =
      is_network ? run_.networks.all[index].postings : run_.clusters.all[index].member_count;
  run_.leads.push_back(std::move(lead));
  return run_.leads.back();
}

SampleRun Builder::finish() {
  auto& [bytes, postings, clusters, contacts, networks, leads, standing, record] = run_;
  networks.of_posting.assign(postings.size(), detect::kNoNetwork);
  for (std::size_t n = 0; n < networks.all.size(); ++n) {
    for (const auto i : networks.all[n].clusters) {
      for (const auto& member : clusters.members_of(clusters.all[i])) {
        networks.of_posting[member.posting] = static_cast<std::int32_t>(n);
      }
    }
    for (const auto row : networks.all[n].lone) {
      networks.of_posting[row] = static_cast<std::int32_t>(n);
    }
  }
  for (std::size_t i = 0; i < leads.size(); ++i) {
    standing.push_back(i % 3 == 0   ? detect::Standing::fresh
                       : i % 3 == 1 ? detect::Standing::grown
                                    : detect::Standing::unchanged);
  }
  if (!contacts.all.empty()) {
    networks.cuts.push_back({.contact = static_cast<std::uint32_t>(contacts.all.size() - 1),
                             .reason = detect::CutReason::generic,
                             .groups = 57});
  }
  record = {
      .version = "0.1.0",
      .started = kStart + 9 * kDay,
      .parameters = {{"region", "GB"}, {"threads", "2"}},
      .inputs = {{"jobs \"north\".csv",
                  90412,
                  std::string(64, 'a'),
                  "csv, UTF-8, comma between fields",
                  {.format = "csv",
                   .encoding = "UTF-8",
                   .delimiter = "comma",
                   .replaced = 1,
                   .postings = postings.size(),
                   .skipped = 2,
                   .columns = {{"text", "body"}, {"time", "posted"}},
                   .date_order = detect::DateOrder::day_first,
                   .unknown_times = 1}}},
      .packs = {{"indicators/structure", "2026-11-01", std::string(64, 'b')}},
      .steps =
          {{"reading", 12}, {"clusters", 48}, {"identifiers", 20}, {"networks", 5}, {"leads", 9}},
      .skipped_rows = 2,
      .unknown_times = 1,
      .skipped = {
          {"jobs \"north\".csv", 41, 7, {"unclosed_quote", "a quote opens here and never closes"}},
          {"jobs \"north\".csv",
           77,
           1,
           {"field_count", "3 fields where there are 5 columns", 3, 5}}}};
  return std::move(run_);
}

struct Sign {
  std::string_view indicator, family;
  bool structural;
  std::string_view label, detail;
  std::int32_t points;
  std::string_view quote{};  // looked for in the lead's postings
  std::string_view why = "One hand behind many offers is how recruiters who hide work.";
  std::string_view benign = "Agencies and larger employers post one text for many places.";
  detect::Figures figures{};
};

std::vector<std::uint32_t> rows_of(const SampleRun& run, const detect::Lead& lead) {
  std::vector<std::uint32_t> rows;
  const auto add = [&](const detect::Cluster& cluster) {
    for (const auto& member : run.clusters.members_of(cluster)) rows.push_back(member.posting);
  };
  if (!lead.is_network) {
    add(run.clusters.all[lead.index]);
    return rows;
  }
  for (const auto i : run.networks.all[lead.index].clusters) add(run.clusters.all[i]);
  for (const auto row : run.networks.all[lead.index].lone) rows.push_back(row);
  return rows;
}

void add_signs(SampleRun& run, detect::Lead& lead, std::span<const Sign> signs) {
  const auto rows = rows_of(run, lead);
  for (const Sign& sign : signs) {
    detect::Evidence evidence{.indicator = std::string(sign.indicator),
                              .family = std::string(sign.family),
                              .structural = sign.structural,
                              .label = std::string(sign.label),
                              .title = std::string(sign.label),
                              .detail = std::string(sign.detail),
                              .why = std::string(sign.why),
                              .benign = std::string(sign.benign),
                              .source = "ILO operational indicators (2009)",
                              .points = sign.points,
                              .figures = sign.figures};
    for (const auto row : rows) {
      const auto at = sign.quote.empty() ? std::string_view::npos
                                         : run.postings.get(Field::text, row).find(sign.quote);
      if (at == std::string_view::npos) continue;
      ++evidence.postings;
      const auto start = static_cast<std::uint32_t>(at);
      const text::Span span{start, start + static_cast<std::uint32_t>(sign.quote.size())};
      if (evidence.quotes.size() < 5) evidence.quotes.push_back({row, Field::text, span});
    }
    if (sign.quote.empty()) evidence.postings = lead.postings;
    lead.evidence.push_back(std::move(evidence));
  }
}

struct Groups {
  std::uint32_t packing = 0, cleaning = 0, kitchen = 0, care = 0, hostess = 0, housekeeping = 0,
                fishing = 0, building = 0, domestic = 0, studio = 0, hostile = 0;
  std::vector<std::uint32_t> lone;
};

void add_farm_work(Builder& builder, Groups& groups) {
  groups.packing = builder.add_campaign(
      {.pattern = "We look for {} for {}, housing included. The ticket is advanced and taken from "
                  "the first {} wages. Bring your passport, it is kept at the office. Write to {} "
                  "{}",
       .slots = {{"packers", "pickers", "sorters", "greenhouse hands"},
                 {"Beja", "Porto", "Leiria", "Faro", "Huelva"},
                 {"two", "three", "2"},
                 {"Marta", "Ana", "Lucia", "Rosa", "Ines", "Clara", "Vera", "Joana", "Dina"},
                 {"+44 7700 900118", "plus forty four 7 7 0 0 nine hundred 204",
                  "+44 7700 900204"}},
       .places = {"Porto", "Leiria", "Beja", "Faro", "Huelva"},
       .titles = {"Packing work", "Greenhouse work, start now", "Packers wanted"},
       .postings = 8});
  groups.cleaning = builder.add_campaign(
      {.pattern = "Cleaning and laundry in {}, bed in shared room, {} euro. Ask for {} on telegram "
                  "@harvest_marta",
       .slots = {{"hotels", "villas"}, {"600", "650", "700"}, {"Marta", "Lena"}},
       .places = {"Faro", "Sevilla"},
       .postings = 4,
       .days = 3,
       .starts = 2});
  groups.kitchen = builder.add_campaign(
      {.pattern =
           "Kitchen help for {} wanted at once, meals and bed given, papers arranged by us. {}",
       .slots = {{"a hotel", "a camp site"}, {"+44 7700 900204", "+44 7700 900118"}},
       .places = {"Faro", "Huelva"},
       .postings = 2,
       .days = 2,
       .starts = 3});
  groups.lone = {builder.add_lone(
                     "Driver wanted with own van for farm teams. Marta, telegram @harvest_marta or "
                     "+44 7700 900118",
                     "Huelva", 5),
                 builder.add_lone("Two beds free for pickers, ask @harvest_marta", "Faro", 4),
                 builder.add_lone("Strawberry season, start Monday, +44 7700 900204", "Huelva", 6)};
  groups.care = builder.add_campaign(
      {.pattern =
           "Care for elderly people in {}, live in, no language needed. Fee of {} euro before "
           "departure, returned after {} months. care dot north at example dot com",
       .slots = {{"Berlin", "Hamburg", "Wien"}, {"450", "500", "380"}, {"3", "6", "three"}},
       .places = {"Warszawa", "Kraków"},
       .titles = {"Carer, live in"},
       .postings = 5,
       .days = 4});
}

void add_tour(Builder& builder, Groups& groups) {
  groups.hostess = builder.add_campaign(
      {.pattern = "New in {}, {}, {} and friends, available day and night, only few days. {}",
       .slots = {{"Lyon", "Genève", "Milano", "München", "Praha", "Wien"},
                 {"Mila", "Sofi", "Kira", "Nela"},
                 {"Dana", "Yana"},
                 {"+33 6 39 98 04 41", "O6.39.98.O4.4I"}},
       .places = {"Lyon", "Genève", "Milano", "München", "Praha", "Wien"},
       .postings = 6,
       .days = 14});
  groups.housekeeping = builder.add_campaign(
      {.pattern = "Housekeeping and hostess work for young women, room given, high pay, no papers "
                  "asked. Call {} {}",
       .slots = {{"Boris", "Madame Ida"}, {"+33 6 39 98 04 41", "O6.39.98.O4.4I"}},
       .places = {"Lyon", "Milano", "Wien"},
       .titles = {"Hostess (f), 18-25"},
       .postings = 3,
       .days = 10,
       .starts = 1});
}

void add_others(Builder& builder, Groups& groups) {
  groups.fishing = builder.add_campaign(
      {.pattern = "Tripulantes para barco en {}, contrato de {} meses, el agente guarda la "
                  "documentación. WhatsApp {}",
       .slots = {{"Vigo", "Las Palmas", "A Coruña"}, {"6", "9"}, {"+1 202 555 0143"}},
       .places = {"Vigo", "Las Palmas", "Muelle Nueve"},
       .postings = 4,
       .days = 9});
  groups.building = builder.add_campaign(
      {.pattern = "Требуются разнорабочие на стройку в {}, паспорт сдаётся бригадиру, аванс за "
                  "дорогу вычитается. Звоните {}",
       .slots = {{"Тбилиси", "Батуми", "Ереван"},
                 {"+49 30 23125 077", "４９ ３０ ２３１２５ ０７７"}},
       .places = {"Тбилиси", "Батуми", "Ереван"},
       .postings = 4,
       .days = 7});
  groups.domestic = builder.add_campaign(
      {.pattern =
           "مطلوب عاملة منزلية في {}، السكن داخل المنزل، تذكرة السفر تخصم من الراتب. اتصل على {}",
       .slots = {{"عمان", "بيروت", "دبي"}, {"+61 491 570 156"}},
       .places = {"Amman", "Beirut", "Dubai"},
       .postings = 3,
       .days = 8});
  groups.studio = builder.add_campaign(
      {.pattern = "Blue Hour studio in {}: massage by appointment, registered, price list and team "
                  "on our page @bluehour_studio",
       .slots = {{"Porto", "Braga", "Lisboa", "Coimbra"}},
       .places = {"Porto", "Braga", "Lisboa", "Coimbra"},
       .postings = 4,
       .days = 12});
  groups.hostile = builder.add_campaign(
      {.pattern = "</script><script>alert(1)</script><img src=x onerror=alert(2)> {} \u202egnp.exe"
                  "\u202c &amp; \xff\xfe ]]> =HYPERLINK(\"http://x.invalid\")",
       .slots = {{"=1+1", "<b>bold</b>"}},
       .places = {"=cmd|' /C calc'!A0", "<i>Nowhere</i>"},
       .titles = {"\u202etitle <svg onload=alert(3)>", "-2+3"},
       .postings = 2,
       .days = 1});
}

void add_leads(Builder& builder, const Groups& groups) {
  const auto farm =
      builder.add_network({groups.packing, groups.cleaning, groups.kitchen}, groups.lone);
  const auto tour = builder.add_network({groups.hostess, groups.housekeeping}, {});
  const auto studios = builder.add_network({groups.studio}, {});
  builder.add_lead(
      true, farm, "Packing work, one text under nine names",
      "The same text offers packing and greenhouse work in five places under nine first "
      "names, but leads to three contacts. It promises a paid ticket and names a "
      "deduction for it.",
      {.benign = 15, .spam = 5, .scam = 20, .business = 25, .trafficking_concern = 60});
  builder.add_lead(
      true, tour, "Hostess and housekeeping, one contact in six places",
      "One number recruits for housekeeping and advertises several people who move every "
      "two or three days.",
      {.benign = 10, .spam = 15, .business = 30, .trafficking_concern = 55});
  builder.add_lead(false, groups.care, "Care work with a fee before departure",
                   "One text asks people to pay before they travel and promises the money back.",
                   {.benign = 10, .scam = 55, .business = 10, .trafficking_concern = 30});
  builder.add_lead(false, groups.fishing, "Fishing crew, documents kept by the agent",
                   "Crews are sought for three ports; the agent keeps the documents.",
                   {.benign = 20, .scam = 10, .business = 20, .trafficking_concern = 45});
  builder.add_lead(false, groups.building, "Building work, passport handed to the foreman",
                   "One text in three cities; travel is deducted and passports are handed over.",
                   {.benign = 15, .scam = 10, .business = 15, .trafficking_concern = 50});
  builder.add_lead(false, groups.domestic, "Domestic work, ticket deducted from wages",
                   "One text in three cities, living in, the ticket is deducted.",
                   {.benign = 25, .scam = 10, .business = 20, .trafficking_concern = 40});
  builder.add_lead(true, studios, "Massage studio chain, usual business likely",
                   "One text for four branches, with a price list and a public page.",
                   {.benign = 40, .business = 80, .trafficking_concern = 5});
  builder.add_lead(false, groups.hostile, "</script><b>Hostile</b> \u202etext",
                   "\"><img src=x onerror=alert(4)>", {.spam = 90});
}

std::vector<std::vector<Sign>> signs_of_leads() {
  return {
      {{.indicator = "one_text_many_identities",
        .family = "structure",
        .structural = true,
        .label = "One template under nine identities",
        .detail = "9 names, 3 contacts",
        .points = 39,
        .figures = {.n = 9, .m = 3}},
       {"costs_taken_from_wages", "debt_and_fees", false, "Cost of travel taken from wages", "", 27,
        "The ticket is advanced and taken from"},
       {.indicator = "places_in_days",
        .family = "movement",
        .structural = true,
        .label = "Five places within six days",
        .detail = "Porto, Leiria, Beja, Faro, Huelva",
        .points = 21,
        .figures = {.n = 5, .days = 6, .places = {"Porto", "Leiria", "Beja", "Faro", "Huelva"}}},
       {"documents_kept", "documents", false, "Documents are kept", "", 18,
        "Bring your passport, it is kept at the office"},
       {"housing_named", "counter", false, "Housing is offered openly", "", -9,
        "housing included"}},
      {{"one_contact_many_names", "structure", true, "Six names, one number", "6 names, 1 contact",
        34},
       {"many_places_in_days", "movement", true, "Six places within fourteen days", "", 26},
       {"two_trades_one_contact", "structure", true, "Recruits and sells by one number", "", 22},
       {"few_days", "movement", false, "Stays only days", "", 8, "only few days"},
       {"registered", "counter", false, "Agency touring is usual", "", -24, "and friends"}},
      {{"fee_before_departure", "debt_and_fees", false, "Fee before departure", "", 31,
        "euro before departure"},
       {"one_template_many_names", "structure", true, "One template, many places", "", 24},
       {"refund_named", "counter", false, "A refund is promised in writing", "", -4,
        "returned after"}},
      {{"documents_kept", "documents", false, "Documents are kept by the agent", "", 30,
        "el agente guarda la documentación"},
       {"one_template_many_names", "structure", true, "One template in three ports", "", 22},
       {"contract_named", "counter", false, "A contract is named", "", -7, "contrato de"}},
      {{"documents_kept", "documents", false, "Passport handed over", "", 28, "паспорт сдаётся"},
       {"one_template_many_names", "structure", true, "One template in three cities", "", 20},
       {"travel_cost_deducted", "debt_and_fees", false, "Cost of travel taken from wages", "", 12,
        "вычитается"}},
      {{"travel_cost_deducted", "debt_and_fees", false, "Cost of travel taken from wages", "", 24,
        "تخصم من الراتب"},
       {"one_template_many_names", "structure", true, "One template in three cities", "", 20}},
      {{"one_template_many_names", "structure", true, "One template, four places", "", 28},
       {"many_places_in_days", "movement", true, "Four places within twelve days", "", 9},
       {"registered", "counter", false, "Registered, with price list and page", "", -29,
        "registered, price list and team"}},
      {{"<svg onload=alert(5)>", "structure", true, "<b>label</b>", "\u202edetail", 20, "alert(1)"},
       {"x", "control", false, "=1+1", "", 6, "&amp;"}}};
}

}  // namespace

SampleRun make_sample_run(unsigned scale, unsigned copies) {
  Builder builder(scale);
  Groups groups;
  add_farm_work(builder, groups);
  add_tour(builder, groups);
  add_others(builder, groups);
  add_leads(builder, groups);
  for (unsigned copy = 1; copy < copies; ++copy) {
    Groups more;
    add_farm_work(builder, more);
    add_tour(builder, more);
    add_others(builder, more);
  }
  SampleRun run = builder.finish();
  const auto signs = signs_of_leads();
  for (std::size_t i = 0; i < signs.size(); ++i) add_signs(run, run.leads[i], signs[i]);
  for (auto& lead : run.leads) {
    lead.score = 0;
    if (lead.title.starts_with("Packing work")) lead.subject = {"packing"};
    for (const auto& evidence : lead.evidence) lead.score += evidence.points;
  }
  std::ranges::stable_sort(run.leads, std::greater{}, &detect::Lead::score);
  return run;
}

}  // namespace lodestar::test
