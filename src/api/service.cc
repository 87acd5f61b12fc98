// SPDX-License-Identifier: Apache-2.0
#include "api/service.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "api/internal/call.h"
#include "crypto/sha256.h"
#include "table/json_write.h"

namespace lodestar::api {
namespace internal {

// A conflict is about the tag that came with the request.
http::Response refusal(const ServiceOptions& options, std::string_view route, const Error& error) {
  const bool is_stale = error.code == Code::conflict;
  http::Response response = problem(error, is_stale ? std::optional(412) : std::nullopt);
  if (response.status >= 500 && options.tell) options.tell(route, error);
  return response;
}

std::string_view cookie_in(std::string_view cookies, std::string_view name) {
  while (!cookies.empty()) {
    const std::size_t end = std::min(cookies.find(';'), cookies.size());
    std::string_view one = cookies.substr(0, end);
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=') {
      return one.substr(name.size() + 1);
    }
  }
  return {};
}

std::string_view session_cookie(const ServiceOptions& options) {
  return options.is_secure ? "__Host-lodestar" : "lodestar";
}

std::string_view device_cookie(const ServiceOptions& options) {
  return options.is_secure ? "__Host-lodestar-device" : "lodestar-device";
}

http::Response with_session(const desk::SignedIn& signed_in, const ServiceOptions& options) {
  http::Response response =
      json(200, session_json(signed_in.member, options.desk->is_demonstration()));
  response.headers.emplace_back(
      "Set-Cookie",
      fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}", session_cookie(options),
                  signed_in.token.reveal(), options.is_secure ? "; Secure" : ""));
  return response;
}

}  // namespace internal

namespace {

using namespace internal;
using http::Reply;
using http::Request;
using http::Response;

constexpr std::size_t kMostWaiting = 4096;  // requests
constexpr std::size_t kPage = 50;           // leads

// The lead's version is its tag.
std::string tag_of(const store::LeadLine& lead) { return fmt::format("\"{}\"", lead.version); }

Result<std::optional<std::uint64_t>> version_in(const Request& request) {
  std::string_view tag = request.header("If-Match");
  if (tag.empty()) return std::optional<std::uint64_t>();
  if (tag.starts_with('"')) tag.remove_prefix(1);
  if (tag.ends_with('"')) tag.remove_suffix(1);
  std::uint64_t version = 0;
  const auto [end, failed] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
  if (failed != std::errc() || end != tag.data() + tag.size()) {
    return Error{Code::invalid, "If-Match: give the ETag as it was given"};
  }
  return std::optional(version);
}

void get_health(const Call& call, Reply reply) {
  reply(json(200, fmt::format(R"({{"status":"ready","version":"{}"}})", call.options.version)));
}

void get_people(const Call& call, Reply reply) {
  const auto people = call.desk().demonstrated();
  reply(people ? json(200, people_json(*people))
               : refusal(call.options, call.route, people.error()));
}

void enter(const Call& call, Reply reply) {
  const auto body = body_of(call.request);
  if (!body) return reply(refusal(call.options, call.route, body.error()));
  const auto person = string_in(*body, "person");
  if (!person) return reply(refusal(call.options, call.route, person.error()));
  const auto signed_in = call.desk().enter_as(*person, call.request.header("User-Agent"));
  reply(signed_in ? with_session(*signed_in, call.options)
                  : refusal(call.options, call.route, signed_in.error()));
}

void get_session(const Call& call, Reply reply) {
  reply(json(200, session_json(*call.member, call.desk().is_demonstration())));
}

void leave(const Call& call, Reply reply) {
  const Status left = call.desk().leave(*call.member);
  if (!left) return reply(refusal(call.options, call.route, left.error()));
  reply({.status = 204,
         .headers = {{"Clear-Site-Data", "\"cache\", \"storage\""},
                     {"Set-Cookie", fmt::format("{}=; Path=/; Max-Age=0; HttpOnly; "
                                                "SameSite=Strict{}",
                                                session_cookie(call.options),
                                                call.options.is_secure ? "; Secure" : "")}}});
}

void list_leads(const Call& call, Reply reply) {
  using Which = store::LeadQuery::Which;
  const std::string state = parameter(call.request.query, "state");
  store::LeadQuery query{.which = state == "decided" ? Which::decided
                                  : state == "mine"  ? Which::mine
                                  : state == "fresh" ? Which::fresh
                                  : state == "all"   ? Which::all
                                                     : Which::open,
                         .after = parse_cursor(parameter(call.request.query, "after")),
                         .most = kPage};
  const Sensitive<std::string> typed(parameter(call.request.query, "q"));
  call.desk().list_leads(*call.member, query, typed,
                         answer<desk::LeadList>(call, std::move(reply),
                                                [names = call.names](const desk::LeadList& list) {
                                                  return json(200, leads_json(list, names, kPage));
                                                }));
}

void read_lead(const Call& call, Reply reply) {
  call.desk().read_lead(
      *call.member, call.parts[0], store::LeadPart::page,
      answer<desk::LeadPage>(call, std::move(reply),
                             [names = call.names](const desk::LeadPage& page) {
                               Response response = json(200, page_json(page, names));
                               response.headers.emplace_back("ETag", tag_of(page.lead));
                               return response;
                             }));
}

void read_network(const Call& call, Reply reply) {
  call.desk().read_lead(
      *call.member, call.parts[0], store::LeadPart::network,
      answer<desk::LeadPage>(call, std::move(reply), [](const desk::LeadPage& page) {
        return json(200, network_json(page));
      }));
}

void reveal(const Call& call, Reply reply) {
  std::uint32_t number = 0;
  const std::string& text = call.parts[1];
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size()) {
    return reply(
        refusal(call.options, call.route, Error{Code::not_found, "the lead has no such contact"}));
  }
  call.desk().reveal_contact(*call.member, call.parts[0], number,
                             answer<Sensitive<std::string>>(
                                 call, std::move(reply), [](const Sensitive<std::string>& value) {
                                   std::string body = R"({"value":)";
                                   table::append_json_string(body, value.reveal());
                                   return json(200, body + "}");
                                 }));
}

void decide(const Call& call, Reply reply) {
  const auto decoded = [&]() -> Result<desk::Deciding> {
    const auto body = LODESTAR_TRY(body_of(call.request));
    return desk::Deciding{.kind = LODESTAR_TRY(string_in(body, "kind")),
                          .explanation = LODESTAR_TRY(string_in(body, "explanation")),
                          .reason = LODESTAR_TRY(string_in(body, "reason")),
                          .version = LODESTAR_TRY(version_in(call.request)),
                          .once = std::string(call.request.header("Idempotency-Key"))};
  }();
  if (!decoded) return reply(refusal(call.options, call.route, decoded.error()));
  call.desk().decide_lead(
      *call.member, call.parts[0], *decoded,
      answer<store::Decision>(
          call, std::move(reply),
          [names = call.names, events = call.options.events,
           organisation = call.member->account.organisation.id](const store::Decision& decision) {
            std::string data = R"({"lead":)";
            table::append_json_string(data, decision.lead);
            events->tell(organisation, "decision", data + "}");
            return json(201, decision_json(decision, names));
          }));
}

void assign(const Call& call, Reply reply) {
  const auto version = version_in(call.request);
  if (!version) return reply(refusal(call.options, call.route, version.error()));
  const auto body = body_of(call.request);
  if (!body) return reply(refusal(call.options, call.route, body.error()));
  auto account = string_in(*body, "account");
  if (!account) return reply(refusal(call.options, call.route, account.error()));
  call.desk().assign(*call.member, call.parts[0], *std::move(account), *version,
                     answer<store::LeadLine>(
                         call, std::move(reply), [names = call.names](const store::LeadLine& lead) {
                           Response response = json(200, lead_json(lead, names));
                           response.headers.emplace_back("ETag", tag_of(lead));
                           return response;
                         }));
}

void find_linked(const Call& call, Reply reply) {
  const Sensitive<std::string> value(parameter(call.request.query, "value"));
  if (value.reveal().empty()) {
    return reply(refusal(call.options, call.route,
                         Error{Code::invalid, "value: a number or handle is wanted"}));
  }
  call.desk().find_linked(*call.member, value,
                          answer<desk::LeadList>(call, std::move(reply),
                                                 [names = call.names](const desk::LeadList& list) {
                                                   std::string body = R"({"postings":[],"leads":[)";
                                                   for (const store::LeadLine& lead : list.leads) {
                                                     if (body.back() == '}') body += ',';
                                                     body += lead_json(lead, names);
                                                   }
                                                   return json(200, body + "]}");
                                                 }));
}

void list_imports(const Call& call, Reply reply) {
  const auto imports = call.desk().list_imports(*call.member);
  reply(imports ? json(200, imports_json(*imports, call.names))
                : refusal(call.options, call.route, imports.error()));
}

void begin_import(const Call& call, Reply reply) {
  Sensitive<std::string> name(parameter(call.request.query, "name"));
  if (name.reveal().empty()) name = Sensitive<std::string>(std::string("postings"));
  if (call.request.body.empty()) {
    return reply(
        refusal(call.options, call.route, Error{Code::invalid, "the body: send the file's bytes"}));
  }
  const auto id = call.options.start_import(*call.member, name, call.request.body);
  if (!id) return reply(refusal(call.options, call.route, id.error()));
  const auto imports = call.desk().list_imports(*call.member);
  if (!imports) return reply(refusal(call.options, call.route, imports.error()));
  const auto found = std::ranges::find(*imports, *id, &store::Import::id);
  if (found == imports->end())
    return reply(
        refusal(call.options, call.route, Error{Code::internal, "the import is not there"}));
  reply(json(202, import_json(*found, call.names)));
}

void cancel_import(const Call& call, Reply reply) {
  const Status cancelled = call.options.cancel_import(*call.member, call.parts[0]);
  reply(cancelled ? Response{.status = 204} : refusal(call.options, call.route, cancelled.error()));
}

void wait_for_events(const Call& call, Reply reply) {
  call.options.events->wait(call.member->account.organisation.id,
                            call.request.header("Last-Event-ID"), std::move(reply));
}

void list_activity(const Call& call, Reply reply) {
  constexpr std::uint64_t kNow = ~std::uint64_t{0} >> 1;
  const auto doings = call.desk().recent(*call.member, kNow);
  reply(doings ? json(200, activity_json(*doings, call.names))
               : refusal(call.options, call.route, doings.error()));
}

constexpr std::array kRoutes{
    Route{"GET", "/health", Who::anybody, get_health},
    Route{"GET", "/api/demonstration", Who::anybody, get_people},
    Route{"POST", "/api/demonstration/session", Who::anybody, enter},
    Route{"GET", "/api/session", Who::member, get_session},
    Route{"DELETE", "/api/session", Who::member, leave},
    Route{"GET", "/api/leads", Who::member, list_leads},
    Route{"GET", "/api/leads/*", Who::member, read_lead},
    Route{"GET", "/api/leads/*/network", Who::member, read_network},
    Route{"POST", "/api/leads/*/contacts/*/reveal", Who::member, reveal},
    Route{"POST", "/api/leads/*/decisions", Who::member, decide},
    Route{"PUT", "/api/leads/*/assignment", Who::member, assign},
    Route{"GET", "/api/linked", Who::member, find_linked},
    Route{"GET", "/api/imports", Who::member, list_imports},
    Route{"POST", "/api/imports", Who::member, begin_import},
    Route{"DELETE", "/api/imports/*", Who::member, cancel_import},
    Route{"GET", "/api/events", Who::member, wait_for_events},
    Route{"GET", "/api/activity", Who::member, list_activity},
};

// What stands where the pattern has *, each between two slashes.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
  std::vector<std::string> parts;
  while (!pattern.empty() && !path.empty()) {
    if (pattern[0] == '*') {
      const std::size_t end = std::min(path.find('/'), path.size());
      if (end == 0) return {};
      parts.emplace_back(path.substr(0, end));
      pattern.remove_prefix(1);
      path.remove_prefix(end);
    } else {
      if (pattern[0] != path[0]) return {};
      pattern.remove_prefix(1);
      path.remove_prefix(1);
    }
  }
  if (!pattern.empty() || !path.empty()) return {};
  return parts;
}

// How long it takes tells of hashes, and nothing of what they are of.
bool are_equal(std::string_view left, std::string_view right) {
  return crypto::sha256({left}) == crypto::sha256({right});
}

// Another site's page must not write, nor a name that leads here by a trick read (DNS rebinding).
Status check_origin(const Request& request, const ServiceOptions& options) {
  const auto is_ours = [&](std::string_view origin) {
    return std::ranges::find(options.origins, origin) != options.origins.end();
  };
  const std::string scheme = options.is_secure ? "https://" : "http://";
  if (!is_ours(scheme + std::string(request.header("Host")))) {
    return Error{Code::forbidden, "this service has another name: see where it says it is served"};
  }
  const std::string_view origin = request.header("Origin");
  const std::string_view site = request.header("Sec-Fetch-Site");
  const bool is_reading = request.method == "GET" || request.method == "HEAD";
  if (!origin.empty() && !is_ours(origin)) {
    return Error{Code::forbidden, "a page of another site asks; that is not allowed"};
  }
  if (!is_reading && !site.empty() && site != "same-origin") {
    return Error{Code::forbidden, "a page of another site asks; that is not allowed"};
  }
  for (const std::string_view forwarded : {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host"}) {
    if (options.desk->is_demonstration() && !request.header(forwarded).empty()) {
      return Error{Code::forbidden, "a demonstration is for the machine that it runs on"};
    }
  }
  return {};
}

Response page_of(const Page& page, std::string_view path) {
  const auto exact = page.find(path);
  const bool is_file = path.find('.', path.rfind('/')) != std::string_view::npos;
  if (exact == page.end() && is_file) return problem({Code::not_found, "there is no such file"});
  const auto found = exact == page.end() ? page.find("/") : exact;
  if (found == page.end()) return problem({Code::not_found, "this build has no page"});
  const PageFile& file = found->second;
  return {.status = 200,
          .content_type = std::string(file.type),
          .body = std::string(file.bytes),
          .headers = {{"Cache-Control",
                       file.is_forever ? "public, max-age=31536000, immutable" : "no-cache"}}};
}

// On each answer, whatever it is.
void harden(Response& response) {
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; script-src 'self'; style-src 'self'; "
                                "img-src 'self' data:; connect-src 'self'; font-src 'self'; "
                                "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  response.headers.emplace_back("Permissions-Policy",
                                "camera=(), microphone=(), geolocation=(), interest-cohort=()");
}

struct Found {
  const Route* route = nullptr;
  std::vector<std::string> parts;
  std::string allowed;  // methods, where the path is known and the method is not
};
Found find_route(const Request& request) {
  Found found;
  const std::string_view method = request.method == "HEAD" ? "GET" : request.method;
  for (const std::span<const Route> routes :
       {std::span<const Route>(kRoutes), account_routes(), task_routes(), oversight_routes()}) {
    for (const Route& route : routes) {
      auto parts = match(route.pattern, request.path);
      if (!parts) continue;
      if (route.method == method) {
        found.route = &route;
        found.parts = *std::move(parts);
        return found;
      }
      found.allowed += (found.allowed.empty() ? "" : ", ") + std::string(route.method);
    }
  }
  return found;
}

Names names_from(desk::Desk& desk) {
  return {.name_of = [&desk](std::string_view account) { return desk.name_of_account(account); },
          .name_of_import = [&desk](std::string_view one) { return desk.name_of_import(one); }};
}

// Who asks, where that is needed, and that it is she who asks.
Result<std::optional<desk::Member>> member_of(const Route& route, const Request& request,
                                              const ServiceOptions& options) {
  if (route.who == Who::anybody) return std::optional<desk::Member>();
  const std::string_view token = cookie_in(request.header("Cookie"), session_cookie(options));
  if (token.empty()) return Error{Code::unauthenticated, "sign in first"};
  desk::Member member =
      LODESTAR_TRY(options.desk->find_member(token, request.header("User-Agent")));
  const bool is_reading = request.method == "GET" || request.method == "HEAD";
  if (!is_reading && !are_equal(request.header("X-Lodestar-CSRF"), member.csrf)) {
    return Error{Code::forbidden, "the page's token is missing or old: load the page again"};
  }
  return std::optional(std::move(member));
}

void answer_one(const ServiceOptions& options, const Request& request, Reply reply) {
  if (const Status own = check_origin(request, options); !own) return reply(problem(own.error()));
  Found found = find_route(request);
  if (found.route == nullptr) {
    if (!found.allowed.empty()) {
      Response response = problem({Code::invalid, "this path has no such method"}, 405);
      response.headers.emplace_back("Allow", found.allowed);
      return reply(std::move(response));
    }
    if (request.path.starts_with("/api/") || (request.method != "GET" && request.method != "HEAD"))
      return reply(problem({Code::not_found, "there is no such path"}));
    return reply(page_of(*options.page, request.path));
  }
  const auto member = member_of(*found.route, request, options);
  if (!member) return reply(refusal(options, found.route->pattern, member.error()));
  const Call call{.options = options,
                  .route = found.route->pattern,
                  .request = request,
                  .member = *member ? &**member : nullptr,
                  .parts = std::move(found.parts),
                  .names = names_from(*options.desk)};
  found.route->act(call, std::move(reply));
}

}  // namespace

Service::Service(ServiceOptions options) : options_(std::move(options)) {
  for (unsigned i = 0; i < options_.threads; ++i) {
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
}

Service::~Service() = default;

void Service::handle(const Request& request, Reply reply) {
  Reply hardened([reply = std::move(reply)](Response response) mutable {
    harden(response);
    reply(std::move(response));
  });
  {
    const std::lock_guard lock(mutex_);
    if (jobs_.size() < kMostWaiting) {
      jobs_.emplace_back([this, request, reply = std::move(hardened)]() mutable {
        answer_one(options_, request, std::move(reply));
      });
      more_.notify_one();
      return;
    }
  }
  hardened(problem({Code::limited, "too much is asked at once: come again in a moment"}));
}

void Service::work(const std::stop_token& stop) {
  while (true) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      more_.wait(lock, stop, [&] { return !jobs_.empty(); });
      if (jobs_.empty()) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job();
  }
}

}  // namespace lodestar::api
