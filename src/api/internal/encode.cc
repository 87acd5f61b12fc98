// SPDX-License-Identifier: Apache-2.0
#include "api/internal/encode.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace lodestar::api::internal {
namespace {

Person person_of(std::string_view id, desk::Desk& desk) {
  return {.id = std::string(id), .name = desk.name_of_account(id)};
}

std::optional<Person> anybody_of(std::string_view id, desk::Desk& desk) {
  if (id.empty()) return {};
  return person_of(id, desk);
}

std::vector<Contact> contacts_of(std::span<const store::LeadContact> kept) {
  std::vector<Contact> contacts;
  for (const store::LeadContact& one : kept) {
    contacts.push_back({.index = one.number,
                        .kind = one.kind,
                        .masked = masked(one.kind, one.value.reveal()),
                        .postings = one.postings});
  }
  return contacts;
}

}  // namespace

Session session_of(const desk::Member& member, bool is_demonstration) {
  const store::Account& account = member.account;
  return {.account = {.id = account.id,
                      .name = account.name.reveal(),
                      .roles = words_of(account.roles),
                      .organisation = organisation_of(account.organisation)},
          .csrf = member.csrf,
          .demonstration = is_demonstration,
          .notices = {}};
}

InventedPeople people_of(std::span<const desk::Demonstrated> people) {
  InventedPeople all;
  for (const auto& [account, does] : people) {
    all.people.push_back({.id = account.id,
                          .name = account.name.reveal(),
                          .role = account.roles,
                          .organisation = account.organisation.name,
                          .does = does});
  }
  return all;
}

Organisation organisation_of(const store::Organisation& organisation) {
  return {.id = organisation.id,
          .name = organisation.name,
          .kind = organisation.kind,
          .runs_service = organisation.runs_service};
}

LeadLine line_of(const store::LeadLine& lead, desk::Desk& desk) {
  return {.id = lead.id,
          .state = {lead.state},
          .version = lead.version,
          .assigned = anybody_of(lead.assigned, desk),
          .import = {.id = lead.import, .name = desk.name_of_import(lead.import)},
          .seen = lead.version > 1,
          .document = {lead.line.reveal()}};
}

LeadList leads_of(const desk::LeadList& list, desk::Desk& desk) {
  LeadList leads;
  for (const store::LeadLine& lead : list.leads) leads.items.push_back(line_of(lead, desk));
  if (list.next) leads.next = cursor_of(list.next->first, list.next->second);
  leads.counts = {.open = list.counts.open,
                  .mine = list.counts.mine,
                  .fresh = list.counts.fresh,
                  .decided = list.counts.decided};
  return leads;
}

Lead lead_of(const desk::LeadPage& page, desk::Desk& desk) {
  Lead lead{.line = line_of(page.lead, desk),
            .document = {page.part.reveal()},
            .contacts = contacts_of(page.contacts),
            .decisions = {}};
  for (const store::Decision& one : page.decisions) {
    lead.decisions.push_back(decision_of(one, desk));
  }
  return lead;
}

Network network_of(const desk::LeadPage& page) {
  return {.document = {page.part.reveal()}, .contacts = contacts_of(page.contacts)};
}

Decision decision_of(const store::Decision& decision, desk::Desk& desk) {
  Decision given{.id = decision.id,
                 .kind = {decision.kind},
                 .explanation = {},
                 .reason = decision.words.reveal(),
                 .by = person_of(decision.account, desk),
                 .at = {decision.at_s}};
  if (!decision.explanation.empty()) {
    given.explanation = OneOf<kExplanations>{decision.explanation};
  }
  return given;
}

Import import_of(const store::Import& import, const ServiceOptions& options) {
  const ImportProgress progress =
      import.state == "running" ? options.import_progress(import.id) : ImportProgress{};
  return {.id = import.id,
          .name = import.name,
          .state = {import.state},
          .stage = progress.stage.empty() ? std::nullopt : std::optional(progress.stage),
          .done = progress.done,
          .total = progress.total,
          .postings = import.postings,
          .leads = import.leads,
          .message = import.state == "failed" && import.message.reveal().empty()
                         ? "the service ended meanwhile: send the file again"
                         : import.message.reveal(),
          .by = person_of(import.account, *options.desk),
          .at = {import.made_s}};
}

Deed deed_of(const store::Doing& doing, desk::Desk& desk) {
  return {.at = {doing.decision.at_s},
          .by = person_of(doing.decision.account, desk),
          .what = doing.decision.kind,
          .about = {.id = doing.decision.lead, .document = {doing.line.reveal()}}};
}

Weights weights_of(const detect::Weights& weights, std::uint64_t made_s) {
  Weights given{.format = {},
                .made = {made_s},
                .accepted = weights.accepted,
                .benign = weights.benign,
                .weights = {}};
  for (const detect::Weight& one : weights.all) {
    given.weights.push_back({.indicator = one.indicator,
                             .percent = one.percent,
                             .accepted = one.accepted,
                             .benign = one.benign});
  }
  return given;
}

Task task_of(const store::Task& task, desk::Desk& desk) {
  Task given{.id = task.id,
             .title = task.title,
             .lead = {},
             .assigned = anybody_of(task.assigned, desk),
             .due = {},
             .done = task.done_s != 0};
  if (!task.lead.empty()) given.lead = NamedLead{.id = task.lead, .document = {task.line.reveal()}};
  if (task.due_s != 0) given.due = Time{task.due_s};
  return given;
}

std::vector<std::string> words_of(std::string_view words) {
  std::vector<std::string> all;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    all.emplace_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return all;
}

std::string words_of(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

std::string masked(std::string_view kind, std::string_view value) {
  constexpr std::string_view kDots = "\u2022\u2022\u2022";
  constexpr std::size_t kShown = 3, kLeast = 9;
  if (kind == "phone" || kind == "whatsapp" || kind == "viber" || kind == "signal") {
    if (value.size() < kLeast) return std::string(kDots);
    return fmt::format("{} {} {}", value.substr(0, kShown), kDots,
                       value.substr(value.size() - kShown));
  }
  // Of what people write in any script, the first character at most.
  std::size_t end = std::min<std::size_t>(1, value.size());
  while (end < value.size() && (static_cast<unsigned char>(value[end]) & 0xc0) == 0x80) ++end;
  return fmt::format("{}{}", value.substr(0, end), kDots);
}

std::string cursor_of(std::int64_t number, std::string_view id) {
  return fmt::format("{}.{}", number, id);
}

Result<std::optional<Place>> place_in(const std::optional<std::string>& cursor) {
  if (!cursor) return std::optional<Place>();
  const char* const last = cursor->data() + cursor->size();
  Place place;
  const auto [end, failed] = std::from_chars(cursor->data(), last, place.number);
  // Within what any list counts by: times and tenths of points.
  constexpr std::int64_t kMost = 1'000'000'000'000;
  if (failed != std::errc() || end == last || *end != '.' || place.number > kMost ||
      place.number < -kMost) {
    return wanted("after", "the next of a page that was given");
  }
  place.id.assign(end + 1, last);
  return std::optional(std::move(place));
}

}  // namespace lodestar::api::internal
