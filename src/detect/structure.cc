// SPDX-License-Identifier: Apache-2.0
#include "detect/structure.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "detect/internal/group_tables.h"

namespace lodestar::detect {
namespace {

using internal::GroupTables, internal::Person, internal::ContactTie;
using text::IdentifierKind;

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kShortestMove = kDay / 2;  // sooner is posting, not travelling
constexpr std::size_t kMostQuotes = 5;

struct Found {
  std::int64_t n = 0, m = 0;  // {n} and {m} in the texts
  std::int64_t weight = 0;    // what points grow with; n unless it says otherwise
  std::uint32_t postings = 0;
  std::vector<Quote> quotes;
  std::int64_t days = 0;
  std::vector<std::string> places;
  std::string who;
  std::vector<int> subject;  // hostess work and companionship, where the whole would say less
};

// Whether half of the postings show one of the rules.
bool mostly_show(std::span<const std::uint32_t> rows, std::span<const std::uint16_t> rules,
                 const LeadContext& context) {
  const auto shows = [&](std::uint32_t row) {
    return std::ranges::any_of(context.signs.of(row), [&](const Sign& sign) {
      return std::ranges::find(rules, sign.rule) != rules.end();
    });
  };
  return std::ranges::count_if(rows, shows) * 2 >= std::ssize(rows);
}

// Whether half of the postings sell, and fewer hire.
bool mostly_sells(std::span<const std::uint32_t> rows, const LeadContext& context) {
  const std::array selling = {context.indicators.rule_of_stance(Stance::selling)};
  const std::array hiring = {context.indicators.rule_of_stance(Stance::hiring)};
  return mostly_show(rows, selling, context) && !mostly_show(rows, hiring, context);
}

class Measurer {
 public:
  Measurer(const Candidate& candidate, const LeadContext& context)
      : candidate_(candidate), context_(context), run_(context.run), tables_(candidate, context) {}

  std::optional<Found> measure(const Measure& measure) const {
    switch (measure.kind) {
      case MeasureKind::names_per_contact:
        return people_per_contact(tables_.names);
      case MeasureKind::ages_per_contact:
        return people_per_contact(tables_.ages);
      case MeasureKind::identities_per_template:
        return identities_per_template();
      case MeasureKind::places_in_days:
        return places_in_days(measure);
      case MeasureKind::recruits_and_sells:
        return recruits_and_sells();
      case MeasureKind::control_across_templates:
        return across_templates(tables_.controls);
      case MeasureKind::coercion_across_templates:
        return across_templates(tables_.coerces);
      case MeasureKind::sectors_per_contact:
        return sectors_per_contact();
      case MeasureKind::disguised_contacts:
        return disguised_contacts();
      case MeasureKind::burst:
        return burst();
      case MeasureKind::one_name_one_contact:
        return one_name_one_contact();
      case MeasureKind::company_email:
        return company_email();
      case MeasureKind::wide_reach:
        return wide_reach(measure);
      case MeasureKind::told_by_others:
        return told_by_others();
      case MeasureKind::one_account:
        return one_account();
    }
    return {};
  }

 private:
  // The contact with most people. Names behind cues and names in each slot are counted apart: one
  // posting often holds both, of two people. Quotes show one posting for each.
  std::optional<Found> people_per_contact(const std::vector<Person>& people) const {
    std::map<std::uint32_t, std::multimap<std::uint32_t, const Person*>> by_source;
    for (const Person& person : people) by_source[person.source].emplace(person.row, &person);
    Found best;
    for_each_contact([&](std::span<const ContactTie> ties) {
      for (const auto& [source, by_row] : by_source) {
        Found found = count_people(ties, by_row);
        if (found.n > best.n) best = std::move(found);
      }
    });
    return best;
  }

  // Those that half of the contact's postings or more name count as one: what a text always says
  // does not vary. Nor does a posting that lists a team: as many postings as people name one.
  static Found count_people(std::span<const ContactTie> ties,
                            const std::multimap<std::uint32_t, const Person*>& by_row) {
    std::map<std::uint64_t, std::set<std::uint32_t>> rows_of;
    Found found;
    for (const ContactTie& tie : ties) {
      const auto [first, last] = by_row.equal_range(tie.row);
      found.postings += first != last;
      for (auto at = first; at != last; ++at) {
        auto& rows = rows_of[at->second->key];
        if (rows.empty() && found.quotes.size() < kMostQuotes) {
          found.quotes.push_back(at->second->quote);
        }
        rows.insert(tie.row);
      }
    }
    const auto is_usual = [&](const auto& one) { return one.second.size() * 2 >= ties.size(); };
    const std::int64_t usual = std::ranges::count_if(rows_of, is_usual);
    found.n = std::ssize(rows_of) - std::max<std::int64_t>(0, usual - 1);
    found.n = found.weight = std::min<std::int64_t>(found.n, found.postings);
    return found;
  }

  // Identities beyond one a contact: that each has a contact of its own is how copied texts look.
  // What offers nothing and has no contact is passed on, by people who warn or ask.
  std::optional<Found> identities_per_template() const {
    const std::array offering = {context_.indicators.rule_of_recruiting(),
                                 context_.indicators.rule_of_stance(Stance::selling)};
    Found best;
    for (std::uint32_t g = 0; g < candidate_.groups.size(); ++g) {
      const auto& group = candidate_.groups[g];
      if (group.cluster == kNoCluster) continue;
      const auto authors = distinct_values(group, Field::author);
      Found found{.m = contacts_of(g), .postings = group.last - group.first};
      std::map<std::uint32_t, std::set<std::uint64_t>> by_source;
      for (const Person& name : GroupTables::of_group(tables_.names, g)) {
        const bool is_new = by_source[name.source].insert(name.key).second;
        if (is_new && found.quotes.size() < kMostQuotes) found.quotes.push_back(name.quote);
      }
      std::set<std::uint64_t> names;
      for (auto& [source, keys] : by_source) {
        if (keys.size() > names.size()) names = std::move(keys);
      }
      const bool by_name = names.size() >= authors.size();
      if (by_name && found.m <= 1) continue;  // names_per_contact says it
      if (!by_name && found.m == 0 && !mostly_show(candidate_.rows_of(group), offering, context_))
        continue;
      if (!by_name) found.quotes.clear();
      found.who = by_name ? "names" : "accounts";
      found.n = static_cast<std::int64_t>(std::max(names.size(), authors.size()));
      found.weight = found.n - std::max<std::int64_t>(1, found.m);
      if (found.weight > best.weight) best = std::move(found);
    }
    return best;
  }

  std::set<std::string_view> distinct_values(const Candidate::Group& group, Field field) const {
    std::set<std::string_view> values;
    for (const std::uint32_t row : candidate_.rows_of(group)) {
      const auto value = run_.postings.get(field, row);
      if (!value.empty()) values.insert(value);
    }
    return values;
  }

  // Distinct contacts of a group; of one kind where it is named.
  std::int64_t contacts_of(std::uint32_t group, std::optional<IdentifierKind> kind = {}) const {
    std::int64_t count = 0;
    const ContactTie* before = nullptr;
    for (const ContactTie& tie : GroupTables::of_group(tables_.by_group, group)) {
      if (kind && run_.contacts.all[tie.contact].kind != *kind) continue;
      count += before == nullptr || before->contact != tie.contact;
      before = &tie;
    }
    return count;
  }

  // The longest chain of stays of which each ends before the next begins; it must hold most of the
  // circuit's postings, or it is an office that posts everywhere at once.
  std::optional<Found> places_in_days(const Measure& measure) const {
    Found best;
    if (candidate_.network == nullptr) return best;
    for (const Circuit& circuit : candidate_.network->circuits) {
      if (measure.places_over > 0 && std::ssize(circuit.stops) > measure.places_over) continue;
      std::vector<const Circuit::Stop*> stops;
      std::uint32_t all = 0;
      for (const auto& stop : circuit.stops) {
        if (is_only_told(stop)) continue;
        stops.push_back(&stop);
        all += stop.postings;
      }
      std::ranges::stable_sort(stops, {}, [](const Circuit::Stop* stop) { return stop->last; });
      std::vector<const Circuit::Stop*> chain;
      std::uint32_t chained = 0;
      for (const auto* stop : stops) {
        if (!chain.empty() && stop->first - chain.back()->last < kShortestMove) continue;
        chain.push_back(stop);
        chained += stop->postings;
      }
      if (chained * 3 < all * 2) continue;
      keep_densest(chain, measure.days, best);
    }
    return best;
  }

  // A place that only those who tell of the others name.
  bool is_only_told(const Circuit::Stop& stop) const {
    return !candidate_.told.empty() &&
           std::ranges::none_of(candidate_.rows, [&](std::uint32_t row) {
             return run_.postings.get(Field::place, row) == stop.place;
           });
  }

  static void keep_densest(const std::vector<const Circuit::Stop*>& chain, std::int64_t days,
                           Found& best) {
    for (std::size_t first = 0, last = 0; last < chain.size(); ++last) {
      while (first < last && days_between(chain[first]->first, chain[last]->last) > days) ++first;
      std::set<std::string_view> places;
      for (std::size_t i = first; i <= last; ++i) places.insert(chain[i]->place);
      const std::int64_t n = std::ssize(places);
      if (n <= best.n) continue;
      best = {.n = n, .weight = n};
      for (std::size_t i = first; i <= last; ++i) {
        best.places.push_back(chain[i]->place);
        best.postings += chain[i]->postings;
      }
      best.days = days_between(chain[first]->first, chain[last]->last);
    }
  }

  // Groups of one contact for which `counts` is true.
  template <typename Counts>
  static std::int64_t groups_of(std::span<const ContactTie> ties, Counts counts) {
    std::set<std::uint32_t> groups;
    for (const ContactTie& tie : ties) {
      if (counts(tie.group)) groups.insert(tie.group);
    }
    return std::ssize(groups);
  }

  template <typename Judge>
  void for_each_contact(Judge judge) const {
    for (std::size_t first = 0; first < tables_.by_contact.size();) {
      std::size_t last = first;
      while (last < tables_.by_contact.size() &&
             tables_.by_contact[last].contact == tables_.by_contact[first].contact)
        ++last;
      judge(std::span<const ContactTie>(tables_.by_contact).subspan(first, last - first));
      first = last;
    }
  }

  std::optional<Found> recruits_and_sells() const {
    Found best;
    for_each_contact([&](std::span<const ContactTie> ties) {
      Found found{.n = groups_of(ties, [&](std::uint32_t g) { return tables_.hires[g]; }),
                  .m = groups_of(ties, [&](std::uint32_t g) { return tables_.sells[g]; })};
      found.weight = std::min(found.n, found.m);
      if (found.weight <= best.weight) return;
      for (const ContactTie& tie : ties) {
        if (!tables_.hires[tie.group] && !tables_.sells[tie.group]) continue;
        ++found.postings;
        quote_stance(tie, found);
      }
      found.subject = two_sectors(ties);
      best = std::move(found);
    });
    return best;
  }

  // What one of the hiring groups and one of the selling groups are about.
  std::vector<int> two_sectors(std::span<const ContactTie> ties) const {
    const auto sector_of = [&](const std::vector<bool>& groups) {
      for (const ContactTie& tie : ties) {
        if (!groups[tie.group]) continue;
        const int sector = find_sector(candidate_.rows_of(candidate_.groups[tie.group]), context_);
        if (sector >= 0) return sector;
      }
      return -1;
    };
    const int hired = sector_of(tables_.hires), sold = sector_of(tables_.sells);
    if (hired < 0 || sold < 0) return {};
    return {hired, sold};
  }

  void quote_stance(const ContactTie& tie, Found& found) const {
    if (found.quotes.size() == kMostQuotes) return;
    const auto rule = context_.indicators.rule_of_stance(
        tables_.hires[tie.group] ? Stance::hiring : Stance::selling);
    for (const Sign& seen : context_.signs.of(tie.row)) {
      if (seen.rule != rule) continue;
      found.quotes.push_back({tie.row, seen.field, seen.span});
      return;
    }
  }

  std::optional<Found> across_templates(const std::vector<bool>& shows) const {
    Found best;
    for_each_contact([&](std::span<const ContactTie> ties) {
      Found found{.n = groups_of(ties, [&](std::uint32_t g) { return shows[g]; })};
      found.weight = found.n;
      if (found.n <= best.n) return;
      for (const ContactTie& tie : ties) found.postings += shows[tie.group];
      best = std::move(found);
    });
    return best;
  }

  std::optional<Found> sectors_per_contact() const {
    Found best;
    std::vector<int> sectors;
    sectors.reserve(candidate_.groups.size());
    for (const auto& group : candidate_.groups) {
      sectors.push_back(find_sector(candidate_.rows_of(group), context_));
    }
    for_each_contact([&](std::span<const ContactTie> ties) {
      std::set<int> distinct;
      for (const ContactTie& tie : ties) {
        if (sectors[tie.group] >= 0 && tables_.hires[tie.group])
          distinct.insert(sectors[tie.group]);
      }
      const std::int64_t n = std::ssize(distinct);
      if (n > best.n)
        best = {.n = n, .weight = n, .postings = static_cast<std::uint32_t>(ties.size())};
    });
    return best;
  }

  std::optional<Found> disguised_contacts() const {
    using enum text::Obfuscation;
    Found found;
    for (const std::uint32_t row : candidate_.rows) {
      bool any = false, disguised = false;
      for (const Occurrence& seen : run_.contacts.of(row)) {
        if (!internal::is_direct(run_.contacts.all[seen.contact].kind)) continue;
        any = true;
        disguised |= seen.obfuscation != plain && seen.obfuscation != separated;
      }
      found.m += any;
      found.n += disguised;
    }
    found.postings = static_cast<std::uint32_t>(found.n);
    found.weight = found.n * 3 >= found.m * 2 ? found.n : 0;
    return found;
  }

  std::optional<Found> burst() const {
    Found best;
    if (candidate_.network == nullptr) return best;
    for (const Burst& one : candidate_.network->bursts) {
      if (one.postings <= best.n || one.postings < 4 * one.expected) continue;
      best = {.n = one.postings,
              .m = std::llround(one.expected),
              .weight = one.postings,
              .postings = one.postings};
    }
    return best;
  }

  std::optional<Found> one_name_one_contact() const {
    std::set<std::uint32_t> named;
    for (const Person& name : tables_.names) {
      if (name.key != tables_.names[0].key) return {};
      named.insert(name.row);
    }
    if (tables_.contacts.size() != 1 || named.size() * 2 < candidate_.rows.size()) return {};
    return Found{.n = 1, .weight = 1, .postings = static_cast<std::uint32_t>(named.size())};
  }

  std::optional<Found> company_email() const {
    std::string_view domain;
    std::size_t others = 0;
    std::size_t rows = 0;
    for (const std::uint32_t contact : tables_.contacts) {
      const Contact& one = run_.contacts.all[contact];
      if (one.kind != IdentifierKind::email) {
        ++others;
        continue;
      }
      const auto here = std::string_view(one.value).substr(one.value.find('@') + 1);
      const auto& free = context_.indicators.free_mail;
      if (std::ranges::find(free, here) != free.end()) return {};
      if (!domain.empty() && domain != here) return {};
      domain = here;
    }
    for (const ContactTie& tie : tables_.by_contact) {
      rows += run_.contacts.all[tie.contact].kind == IdentifierKind::email;
    }
    if (domain.empty() || others > 1 || rows * 2 < candidate_.rows.size()) return {};
    return Found{.n = 1, .weight = 1, .postings = static_cast<std::uint32_t>(rows)};
  }

  std::optional<Found> wide_reach(const Measure& measure) const {
    Found best;
    for (std::uint32_t g = 0; g < candidate_.groups.size(); ++g) {
      const auto& group = candidate_.groups[g];
      if (group.cluster == kNoCluster) continue;
      const std::int64_t places = std::ssize(distinct_values(group, Field::place));
      const std::int64_t phones = contacts_of(g, IdentifierKind::phone);
      if (places <= measure.places_over && phones <= measure.phones_over) continue;
      best = {.n = std::max(best.n, places),
              .m = std::max(best.m, phones),
              .weight = 1,
              .postings = best.postings + group.last - group.first};
    }
    return best;
  }

  std::optional<Found> told_by_others() const {
    Found found{.n = std::ssize(candidate_.told), .weight = std::ssize(candidate_.told)};
    found.postings = static_cast<std::uint32_t>(candidate_.told.size());
    for (const std::uint32_t row : candidate_.told) {
      if (found.quotes.size() == kMostQuotes) break;
      const Sign& sign = context_.signs.of(row).front();
      found.quotes.push_back({row, sign.field, sign.span});
    }
    return found;
  }

  // One account sells through one contact, no more names are given than one person may use, and
  // fewer than half of the postings speak for others.
  std::optional<Found> one_account() const {
    constexpr std::size_t kMostNames = 3;
    std::set<std::string_view> accounts;
    std::set<std::uint64_t> names;
    for (const std::uint32_t row : candidate_.rows)
      accounts.insert(run_.postings.get(Field::author, row));
    for (const Person& name : tables_.names) names.insert(name.key);
    const bool is_one = accounts.size() == 1 && !accounts.begin()->empty();
    if (!is_one || tables_.contacts.size() != 1 || names.size() > kMostNames) return {};
    const auto speaks_for_others = [&](std::uint32_t row) {
      return std::ranges::any_of(context_.signs.of(row), [&](const Sign& sign) {
        const auto& words = context_.indicators.words;
        return sign.rule < words.size() && words[sign.rule].controls();
      });
    };
    const auto others = std::ranges::count_if(candidate_.rows, speaks_for_others);
    if (others * 2 >= std::ssize(candidate_.rows)) return {};
    if (!mostly_sells(candidate_.rows, context_)) return {};
    return Found{
        .n = 1, .weight = 1, .postings = static_cast<std::uint32_t>(candidate_.rows.size())};
  }

  const Candidate& candidate_;
  const LeadContext& context_;
  const RunView& run_;
  internal::GroupTables tables_;
};

// "{n:group|groups}": the first where the number is 1, else the second.
void choose_forms(std::string& text, std::string_view mark, std::int64_t number) {
  for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at)) {
    const auto bar = text.find('|', at), end = text.find('}', at);
    if (end == text.npos || bar >= end) return;
    const auto from = number == 1 ? at + mark.size() : bar + 1, to = number == 1 ? bar : end;
    text.replace(at, end + 1 - at, std::string(text, from, to - from));
  }
}

std::string join(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& one : list) text += (text.empty() ? "" : ", ") + one;
  return text;
}

// "{n} seen, about {m} expected|{n} seen, less than one expected": the second where {m} is 0.
std::string choose_text(const std::string& text, std::int64_t m) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    depth += (text[at] == '{') - (text[at] == '}');
    if (text[at] == '|' && depth == 0) return m == 0 ? text.substr(at + 1) : text.substr(0, at);
  }
  return text;
}

std::string fill_in(std::string text, const Found& found, bool in_words) {
  text = choose_text(text, found.m);
  choose_forms(text, "{n:", found.n);
  choose_forms(text, "{m:", found.m);
  const auto number = [&](std::int64_t n) {
    return in_words ? number_in_words(n) : std::to_string(n);
  };
  for (const auto& [mark, value] :
       {std::pair<std::string_view, std::string>{"{n}", number(found.n)},
        {"{m}", number(found.m)},
        {"{places}", join(found.places)},
        {"{days}", found.days == 1 ? "one day" : number_in_words(found.days) + " days"},
        {"{who}", found.who}}) {
    for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + value.size())) {
      text.replace(at, mark.size(), value);
    }
  }
  return text;
}

}  // namespace

std::string with_initial(std::string text, Initial initial) {
  if (text.empty()) return text;
  char& first = text[0];
  const bool is_large = first >= 'A' && first <= 'Z', is_small = first >= 'a' && first <= 'z';
  if (initial == Initial::large && is_small) first = static_cast<char>(first - 'a' + 'A');
  if (initial == Initial::small && is_large) first = static_cast<char>(first - 'A' + 'a');
  return text;
}

std::string number_in_words(std::int64_t number) {
  static constexpr std::array<std::string_view, 13> kWords = {
      "no",    "one",   "two",  "three", "four",   "five",  "six",
      "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  const bool small = number >= 0 && number < std::ssize(kWords);
  return small ? std::string(kWords[static_cast<std::size_t>(number)]) : std::to_string(number);
}

int find_sector(std::span<const std::uint32_t> rows, const LeadContext& context) {
  const auto& indicators = context.indicators;
  std::vector<std::uint32_t> postings(indicators.sectors.size());
  std::vector<std::uint32_t> last(indicators.sectors.size(), UINT32_MAX);
  for (const std::uint32_t row : rows) {
    for (const Sign& seen : context.signs.of(row)) {
      if (seen.rule < indicators.rule_of_sector(0)) continue;
      const std::size_t sector = seen.rule - indicators.rule_of_sector(0);
      if (std::exchange(last[sector], row) != row) ++postings[sector];
    }
  }
  const bool is_sold = mostly_sells(rows, context);
  int most = -1;
  for (std::size_t i = 0; i < postings.size(); ++i) {
    if (postings[i] == 0 || (is_sold && !indicators.sectors[i].is_sold)) continue;
    if (most < 0 || postings[i] > postings[static_cast<std::size_t>(most)])
      most = static_cast<int>(i);
  }
  if (is_sold || most < 0) return most;
  return std::size_t{postings[static_cast<std::size_t>(most)]} * 3 < rows.size() ? -1 : most;
}

std::vector<Shown> measure_structure(const Candidate& candidate, const LeadContext& context) {
  const Measurer measurer(candidate, context);
  std::vector<Shown> shown;
  for (const Measure& measure : context.indicators.measures) {
    auto found = measurer.measure(measure);
    if (!found || found->weight < measure.at_least) continue;
    const std::int64_t points = std::clamp<std::int64_t>(
        measure.base + measure.each * found->weight, -measure.most, measure.most);
    if (points == 0) continue;
    std::string title = fill_in(measure.title, *found, true);
    std::string detail = fill_in(measure.detail, *found, false);
    shown.push_back({.evidence = {.indicator = measure.id,
                                  .family = measure.family,
                                  .structural = measure.structural,
                                  .label = measure.label,
                                  .detail = std::move(detail),
                                  .why = measure.why,
                                  .benign = measure.benign,
                                  .source = measure.source,
                                  .points = static_cast<std::int32_t>(points),
                                  .postings = found->postings,
                                  .figures = {.n = found->n,
                                              .m = found->m,
                                              .days = found->days,
                                              .places = std::move(found->places)},
                                  .quotes = std::move(found->quotes)},
                     .indicator = &measure,
                     .is_supporting = measure.supporting,
                     .is_no_line = measure.kind == MeasureKind::one_account,
                     .title = std::move(title),
                     .subject = std::move(found->subject)});
  }
  return shown;
}

}  // namespace lodestar::detect
