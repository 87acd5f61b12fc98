// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "api/internal/call.h"
#include "api/internal/encode.h"

namespace lodestar::api::internal {
namespace {

constexpr std::int64_t kUsual = 50;  // items of a page

// The lead's version is its tag.
std::pair<std::string, std::string> tag_of(const store::LeadLine& lead) {
  return {"ETag", fmt::format("\"{}\"", lead.version)};
}

void get_health(const Call& call, Ask<Nothing>, Answer<Health> answer) {
  answer({.status = {}, .version = call.options.version});
}

void get_people(const Call& call, Ask<Nothing>, Answer<InventedPeople> answer) {
  answer.give(call.desk().demonstrated(), [](const auto& people) { return people_of(people); });
}

void enter(const Call& call, Ask<Nothing, Entering> asked, Answer<Session> answer) {
  const auto signed_in = call.desk().enter_as(asked.body.person, call.request.header("User-Agent"));
  if (!signed_in) return answer.refuse(signed_in.error());
  answer(session_of(signed_in->member, call.desk().is_demonstration()),
         {{"Set-Cookie", cookie_of(call.options, *signed_in)}});
}

void get_session(const Call& call, Ask<Nothing>, Answer<Session> answer) {
  answer(session_of(*call.member, call.desk().is_demonstration()));
}

void leave(const Call& call, Ask<Nothing>, Answer<Nothing> answer) {
  const Status left = call.desk().leave(*call.member);
  if (!left) return answer.refuse(left.error());
  call.options.events->look_again();
  answer({}, {{"Clear-Site-Data", "\"cache\", \"storage\""},
              {"Set-Cookie", fmt::format("{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict{}",
                                         session_cookie(call.options),
                                         call.options.is_secure ? "; Secure" : "")}});
}

store::LeadQuery::Which which_of(const std::optional<OneOf<kWhich>>& state) {
  using Which = store::LeadQuery::Which;
  const std::string_view word = state ? std::string_view(state->word) : "open";
  if (word == "decided") return Which::decided;
  if (word == "mine") return Which::mine;
  if (word == "fresh") return Which::fresh;
  return word == "all" ? Which::all : Which::open;
}

void look_for(const Call& call, const LeadsAsked& asked, const Sensitive<std::string>& typed,
              Answer<LeadList> answer) {
  const auto place = place_in(asked.page.after);
  if (!place) return answer.refuse(place.error());
  store::LeadQuery query{.which = which_of(asked.state),
                         .most = static_cast<std::size_t>(asked.page.limit.value_or(kUsual))};
  if (*place) query.after = {static_cast<std::int32_t>((*place)->number), (*place)->id};
  call.desk().list_leads(
      *call.member, query, typed,
      later<desk::LeadList>(std::move(answer), [desk = &call.desk()](Answer<LeadList>& given,
                                                                     const desk::LeadList& list) {
        given(leads_of(list, *desk));
      }));
}

void list_leads(const Call& call, Ask<LeadsAsked> asked, Answer<LeadList> answer) {
  look_for(call, asked.query, {}, std::move(answer));
}

void search_leads(const Call& call, Ask<Nothing, LeadsSought> asked, Answer<LeadList> answer) {
  look_for(call, asked.body.among, asked.body.q, std::move(answer));
}

void read_lead(const Call& call, Ask<Nothing>, Answer<Lead> answer) {
  call.desk().read_lead(
      *call.member, call.parts[0], store::LeadPart::page,
      later<desk::LeadPage>(std::move(answer),
                            [desk = &call.desk()](Answer<Lead>& given, const desk::LeadPage& page) {
                              given(lead_of(page, *desk), {tag_of(page.lead)});
                            }));
}

void read_network(const Call& call, Ask<Nothing>, Answer<Network> answer) {
  call.desk().read_lead(*call.member, call.parts[0], store::LeadPart::network,
                        later<desk::LeadPage>(std::move(answer), [](Answer<Network>& given,
                                                                    const desk::LeadPage& page) {
                          given(network_of(page));
                        }));
}

void reveal(const Call& call, Ask<Nothing> /*asked*/, Answer<Revealed> answer) {
  std::uint32_t number = 0;
  const std::string& text = call.parts[1];
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size()) {
    return answer.refuse({Code::not_found, "the lead has no such contact"});
  }
  call.desk().reveal_contact(
      *call.member, call.parts[0], number,
      later<Sensitive<std::string>>(std::move(answer),
                                    [](Answer<Revealed>& given, Sensitive<std::string> value) {
                                      given({.value = std::move(value)});
                                    }));
}

void decide(const Call& call, Ask<Nothing, NewDecision> asked, Answer<Decision> answer) {
  desk::Deciding deciding{.kind = asked.body.kind.word,
                          .explanation = asked.body.explanation ? asked.body.explanation->word : "",
                          .reason = std::move(asked.body.reason),
                          .version = call.version,
                          .once = std::string(call.request.header("Idempotency-Key"))};
  call.desk().decide_lead(
      *call.member, call.parts[0], std::move(deciding),
      later<store::Decision>(std::move(answer),
                             [desk = &call.desk(), events = call.options.events,
                              organisation = call.member->account.organisation.id](
                                 Answer<Decision>& given, const store::Decision& decision) {
                               events->tell(organisation, "leads", "{}");
                               given(decision_of(decision, *desk));
                             }));
}

void assign(const Call& call, Ask<Nothing, Assignment> asked, Answer<LeadLine> answer) {
  call.desk().assign(
      *call.member, call.parts[0], asked.body.account.value_or(""), call.version,
      later<store::LeadLine>(std::move(answer),
                             [desk = &call.desk(), events = call.options.events,
                              organisation = call.member->account.organisation.id](
                                 Answer<LeadLine>& given, const store::LeadLine& lead) {
                               events->tell(organisation, "leads", "{}");
                               given(line_of(lead, *desk), {tag_of(lead)});
                             }));
}

void find_linked(const Call& call, Ask<Nothing, LinkedAsked> asked, Answer<Linked> answer) {
  call.desk().find_linked(
      *call.member, asked.body.value,
      later<desk::LeadList>(std::move(answer), [desk = &call.desk()](Answer<Linked>& given,
                                                                     const desk::LeadList& list) {
        Linked linked;
        for (const store::LeadLine& lead : list.leads) linked.leads.push_back(line_of(lead, *desk));
        given(linked);
      }));
}

void list_imports(const Call& call, Ask<Paged> asked, Answer<ImportList> answer) {
  call.desk().list_imports(
      *call.member, asked_of(asked.query),
      later<desk::ImportList>(
          std::move(answer),
          [options = &call.options](Answer<ImportList>& given, const desk::ImportList& some) {
            ImportList list{.items = {}, .next = some.next};
            for (const store::Import& one : some.imports) {
              list.items.push_back(import_of(one, *options));
            }
            given(list);
          }));
}

void begin_import(const Call& call, Ask<Nothing, FileBody> asked, Answer<Import> answer) {
  answer.give(call.options.start_import(*call.member, asked.body.name, call.request.body),
              [&](const store::Import& import) { return import_of(import, call.options); });
}

void cancel_import(const Call& call, Ask<Nothing>, Answer<Nothing> answer) {
  answer.give(call.options.cancel_import(*call.member, call.parts[0]));
}

void listen(const Call& call, Ask<Nothing>, Answer<EventStream> answer) {
  // It ends when the session does, wherever that is ended.
  auto is_live =
      [desk = &call.desk(),
       token = std::string(cookie_in(call.request.header("Cookie"), session_cookie(call.options))),
       agent = std::string(call.request.header("User-Agent"))] {
        return desk->find_member(token, agent).has_value();
      };
  Events::Names hears;
  if (desk::Desk::may_read_leads(*call.member)) hears.insert("import");
  if (desk::Desk::may_read_decisions(*call.member)) hears.insert("leads");
  call.options.events->listen({.organisation = call.member->account.organisation.id,
                               .session = call.member->session,
                               .hears = std::move(hears),
                               .last_seen = std::string(call.request.header("Last-Event-ID")),
                               .is_live = std::move(is_live)},
                              answer.take_reply());
}

using Doings = std::vector<store::Doing>;

void list_activity(const Call& call, Ask<Paged> asked, Answer<Activity> answer) {
  const auto place = place_in(asked.query.after);
  if (!place) return answer.refuse(place.error());
  const auto most = static_cast<std::size_t>(asked.query.limit.value_or(kUsual));
  std::optional<desk::Desk::Before> before;
  if (*place)
    before = {static_cast<std::uint64_t>(std::max<std::int64_t>((*place)->number, 0)),
              (*place)->id};
  call.desk().recent(
      *call.member, before, most,
      later<Doings>(std::move(answer),
                    [desk = &call.desk(), most](Answer<Activity>& given, const Doings& doings) {
                      Activity activity;
                      for (const store::Doing& one : doings)
                        activity.items.push_back(deed_of(one, *desk));
                      if (doings.size() == most) {
                        const store::Decision& last = doings.back().decision;
                        activity.next = cursor_of(static_cast<std::int64_t>(last.at_s), last.id);
                      }
                      given(activity);
                    }));
}

void get_weights(const Call& call, Ask<Nothing>, Answer<Weights> answer) {
  call.desk().learned(
      *call.member, later<detect::Weights>(
                        std::move(answer), [desk = &call.desk()](Answer<Weights>& given,
                                                                 const detect::Weights& weights) {
                          given(weights_of(weights, desk->now_s()),
                                {{"Content-Disposition", "attachment; filename=\"weights.json\""}});
                        }));
}

constexpr std::array kNotFound{404};
constexpr std::array kNotFoundNorRoom{404, 503};
constexpr std::array kFull{429};

constexpr std::array kRoutes{
    route<get_health>({.method = "GET",
                       .pattern = "/health",
                       .name = "health",
                       .says = "Whether the service is ready",
                       .who = Who::anybody}),
    route<get_people>({.method = "GET",
                       .pattern = "/api/demonstration",
                       .name = "demonstration",
                       .says = "The invented people of a demonstration",
                       .who = Who::anybody,
                       .problems = kNotFound}),
    route<enter>({.method = "POST",
                  .pattern = "/api/demonstration/session",
                  .name = "enter_as",
                  .says = "Enter a demonstration as one of them",
                  .who = Who::anybody,
                  .problems = kNotFound}),
    route<get_session>({.method = "GET",
                        .pattern = "/api/session",
                        .name = "session",
                        .says = "Who is at the desk"}),
    route<leave>({.method = "DELETE",
                  .pattern = "/api/session",
                  .name = "leave",
                  .says = "End one's session",
                  .status = 204}),
    route<list_leads>({.method = "GET",
                       .pattern = "/api/leads",
                       .name = "leads",
                       .says = "Leads, the highest score first"}),
    route<search_leads>({.method = "POST",
                         .pattern = "/api/leads/search",
                         .name = "search_leads",
                         .says = "Leads by words, or by a number or handle that they hold"}),
    route<read_lead>({.method = "GET",
                      .pattern = "/api/leads/{lead}",
                      .name = "lead",
                      .says = "A lead with its reasons, and its ETag"}),
    route<read_network>({.method = "GET",
                         .pattern = "/api/leads/{lead}/network",
                         .name = "network",
                         .says = "What the lead ties together"}),
    route<reveal>({.method = "POST",
                   .pattern = "/api/leads/{lead}/contacts/{contact}/reveal",
                   .name = "reveal",
                   .says = "One contact as it was written; it is recorded"}),
    route<decide>({.method = "POST",
                   .pattern = "/api/leads/{lead}/decisions",
                   .name = "decide",
                   .says = "Decide about the lead as it was read",
                   .status = 201,
                   .tag = Tag::needed,
                   .once = Once::by_key,
                   .step = Step::up}),
    route<assign>({.method = "PUT",
                   .pattern = "/api/leads/{lead}/assignment",
                   .name = "assign",
                   .says = "Whose work the lead is",
                   .tag = Tag::needed}),
    route<find_linked>({.method = "POST",
                        .pattern = "/api/linked",
                        .name = "linked",
                        .says = "All that holds a number or handle"}),
    route<list_imports>({.method = "GET",
                         .pattern = "/api/imports",
                         .name = "imports",
                         .says = "Files that detection read, the newest first"}),
    route<begin_import>({.method = "POST",
                         .pattern = "/api/imports",
                         .name = "begin_import",
                         .says = "Send a file of postings; detection begins",
                         .status = 202,
                         .problems = kNotFoundNorRoom}),
    route<cancel_import>({.method = "DELETE",
                          .pattern = "/api/imports/{import}",
                          .name = "cancel_import",
                          .says = "Stop detection over it",
                          .status = 204}),
    route<listen>({.method = "GET",
                   .pattern = "/api/events",
                   .name = "events",
                   .says = "What happens, as server-sent events: import, leads",
                   .problems = kFull}),
    route<list_activity>({.method = "GET",
                          .pattern = "/api/activity",
                          .name = "activity",
                          .says = "What was decided, the newest first"}),
    route<get_weights>({.method = "GET",
                        .pattern = "/api/weights",
                        .name = "weights",
                        .says = "What decisions taught, as lodestar detect --weights reads it"}),
};

}  // namespace

std::span<const Route> lead_routes() { return kRoutes; }

}  // namespace lodestar::api::internal
