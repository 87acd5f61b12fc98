// SPDX-License-Identifier: Apache-2.0
#include "api/service.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "api/internal/call.h"
#include "crypto/sha256.h"

namespace lodestar::api {
namespace internal {

namespace {

// A conflict is about the key or the tag that came with the request, where one did.
std::optional<int> status_of_conflict(const Route& route, const Error& error) {
  if (error.code != Code::conflict) return {};
  if (error.message.starts_with(desk::kOfKey)) return 422;
  return route.tag == Tag::needed ? std::optional(412) : std::nullopt;
}

}  // namespace

http::Response refusal(const ServiceOptions& options, const Route& route, const Error& error) {
  http::Response response = problem(error, status_of_conflict(route, error));
  const bool is_inside = response.status >= 500 || error.message.starts_with(store::kOfDatabase);
  if (is_inside && options.tell) options.tell(route.pattern, error);
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

std::string cookie_of(const ServiceOptions& options, const desk::SignedIn& signed_in) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}", session_cookie(options),
                     signed_in.token.reveal(), options.is_secure ? "; Secure" : "");
}

desk::PageAsked asked_of(const Paged& paged) {
  desk::PageAsked asked{.after = paged.after};
  if (paged.limit) asked.most = static_cast<std::size_t>(*paged.limit);
  return asked;
}

Result<JsonValue> body_of(const http::Request& request) {
  auto body = table::parse_json_value(request.body);
  if (!body) return Error{Code::invalid, "the body: " + body.error().message};
  return body;
}

// What a file is called is said in the header: it may be a person's, and addresses are written down
// by many.
Result<FileBody> file_of(const http::Request& request) {
  if (request.body.empty()) return Error{Code::invalid, "the body: send the file's bytes"};
  FileBody file{.name = Sensitive<std::string>(std::string("postings"))};
  if (!request.has(kFileHeader)) return file;
  auto name = name_of_file(request.header(kFileHeader));
  if (!name) return name.error();
  if (!name->reveal().empty()) file.name = *std::move(name);
  return file;
}

std::expected<std::uint64_t, http::Response> version_in(const Route& route,
                                                        const http::Request& request) {
  if (route.tag == Tag::none) return 0;
  std::string_view tag = request.header("If-Match");
  if (tag.empty()) {
    return std::unexpected(
        problem({Code::invalid, "If-Match: give the ETag that it was read with"}, 428));
  }
  if (tag.starts_with('"')) tag.remove_prefix(1);
  if (tag.ends_with('"')) tag.remove_suffix(1);
  std::uint64_t version = 0;
  const auto [end, failed] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
  // What no lead ever had as its version is matched by none: but first it is asked who may.
  return failed == std::errc() && end == tag.data() + tag.size() ? version : 0;
}

std::span<const Route* const> all_routes() {
  static const std::vector<const Route*> kAll = [] {
    std::vector<const Route*> all;
    for (const std::span<const Route> some :
         {lead_routes(), task_routes(), account_routes(), provider_routes(), oversight_routes()}) {
      for (const Route& one : some) all.push_back(&one);
    }
    return all;
  }();
  return kAll;
}

}  // namespace internal

namespace {

using namespace internal;
using http::Reply;
using http::Request;
using http::Response;
using std::chrono::steady_clock;

constexpr std::size_t kMostWaiting = 4096;  // requests
// What proxies say of whom they ask for.
constexpr std::array<std::string_view, 10> kForwarded{"Forwarded",        "X-Forwarded",
                                                      "X-Forwarded-For",  "X-Forwarded-Host",
                                                      "X-Forwarded-Port", "X-Forwarded-Proto",
                                                      "X-Real-IP",        "X-Forwarded-Server",
                                                      "X-Client-IP",      "Via"};

// Of a path: what ids are made of, so that nothing has to be unpacked.
bool is_part(std::string_view part) {
  constexpr std::size_t kLongest = 200;
  return !part.empty() && part.size() <= kLongest && std::ranges::all_of(part, [](char one) {
    return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') ||
           std::string_view("._~-").contains(one);
  });
}

// What stands where the pattern has {}, each between two slashes.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
  std::vector<std::string> parts;
  while (!pattern.empty() && !path.empty()) {
    if (pattern[0] == '{') {
      const std::size_t end = std::min(path.find('/'), path.size());
      if (end == 0) return {};
      parts.emplace_back(path.substr(0, end));
      pattern.remove_prefix(pattern.find('}') + 1);
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
  if (!is_ours(scheme + std::string(request.host))) {
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
  if (options.is_behind_proxy && request.header("X-Forwarded-Proto") == "http") {
    return Error{Code::forbidden, "ask by https: what is sent in the clear may be read by others"};
  }
  if (options.desk->is_demonstration() &&
      std::ranges::any_of(kForwarded, [&](auto header) { return request.has(header); })) {
    return Error{Code::forbidden, "a demonstration is for the machine that it runs on"};
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
  for (const Route* const route : all_routes()) {
    auto parts = match(route->pattern, request.path);
    if (!parts) continue;
    if (route->method == method) {
      found.route = route;
      found.parts = *std::move(parts);
      return found;
    }
    found.allowed += (found.allowed.empty() ? "" : ", ") + std::string(route->method);
  }
  return found;
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

Response answer_unrouted(const ServiceOptions& options, const Request& request,
                         const Found& found) {
  if (!found.allowed.empty()) {
    Response response = problem({Code::invalid, "this path has no such method"}, 405);
    response.headers.emplace_back("Allow", found.allowed);
    return response;
  }
  if (request.path.starts_with("/api/") || (request.method != "GET" && request.method != "HEAD")) {
    return problem({Code::not_found, "there is no such path"});
  }
  return page_of(*options.page, request.path);
}

bool is_json(std::string_view type) {
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  return type == "application/json";
}

// What a body is packed in, or is of, that nobody here reads.
std::optional<Response> refusal_of_body(const Route& route, const Request& request) {
  if (route.body_type.empty()) return {};
  if (!request.encoding.empty() && request.encoding != "identity") {
    return problem({Code::invalid, "the body: send it as it is, not packed"}, 415);
  }
  if (route.body_type == "application/json" && !is_json(request.type)) {
    return problem({Code::invalid, "the body: send JSON, and say Content-Type: application/json"},
                   415);
  }
  return {};
}

void answer_one(const ServiceOptions& options, const Request& request, Found found, Reply reply) {
  if (const Status own = check_origin(request, options); !own) return reply(problem(own.error()));
  if (found.route == nullptr) return reply(answer_unrouted(options, request, found));
  const auto member = member_of(*found.route, request, options);
  if (!member) return reply(refusal(options, *found.route, member.error()));
  if (!std::ranges::all_of(found.parts, is_part)) {
    return reply(problem({Code::not_found, "there is no such thing here"}));
  }
  if (auto refusal = refusal_of_body(*found.route, request)) return reply(*std::move(refusal));
  const Call call{.options = options,
                  .route = *found.route,
                  .request = request,
                  .member = *member ? &**member : nullptr,
                  .parts = std::move(found.parts)};
  found.route->act(call, std::move(reply));
}

// Nobody who is not known makes this service hold much.
void admit_one(const ServiceOptions& options, const Request& request, const Found& found,
               Reply reply) {
  if (const Status own = check_origin(request, options); !own) return reply(problem(own.error()));
  if (found.route == nullptr) return reply(answer_unrouted(options, request, found));
  if (found.route->body_type != kFileType) {
    return reply(problem({Code::invalid, "the body is longer than this path takes"}, 413));
  }
  const auto member = member_of(*found.route, request, options);
  if (!member) return reply(refusal(options, *found.route, member.error()));
  reply({.status = http::kGoOn});
}

// As no path: what was asked for may be a person's.
std::string_view template_of(const Found& found, const Request& request) {
  if (found.route != nullptr) return found.route->pattern;
  return request.path.starts_with("/api/") || !found.allowed.empty() ? "(none)" : "(page)";
}

// Closed, so that who asks cannot make the lists of figures longer.
std::string_view method_of(const Request& request) {
  for (const std::string_view method : {"GET", "HEAD", "POST", "PUT", "DELETE"}) {
    if (request.method == method) return method;
  }
  return "OTHER";
}

}  // namespace

Response refused(int status, std::string_view words) {
  Response response = problem({Code::invalid, std::string(words)}, status);
  harden(response);
  return response;
}

Service::Service(ServiceOptions options) : options_(std::move(options)) {
  for (unsigned i = 0; i < options_.threads; ++i) {
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
}

Service::~Service() = default;

void Service::handle(const Request& request, Reply reply) {
  Found found = find_route(request);
  take({.method = method_of(request), .route = template_of(found, request)}, std::move(reply),
       [this, request, found = std::move(found)](Reply answer) mutable {
         answer_one(options_, request, std::move(found), std::move(answer));
       });
}

void Service::admit(const Request& request, Reply reply) {
  const Found found = find_route(request);
  take({.method = method_of(request), .route = template_of(found, request)}, std::move(reply),
       [this, request, found](Reply answer) {
         admit_one(options_, request, found, std::move(answer));
       });
}

void Service::take(const Done& done, Reply reply, std::move_only_function<void(Reply)> act) {
  ++in_flight_;
  Reply hardened([this, done, began = steady_clock::now(),
                  reply = std::move(reply)](Response response) mutable {
    if (response.status == http::kGoOn) {  // the answer is still to come
      --in_flight_;
      return reply(std::move(response));
    }
    harden(response);
    note(done, response, steady_clock::now() - began);
    reply(std::move(response));
  });
  {
    const std::lock_guard lock(mutex_);
    if (jobs_.size() < kMostWaiting) {
      jobs_.emplace_back(
          [act = std::move(act), reply = std::move(hardened)]() mutable { act(std::move(reply)); });
      more_.notify_one();
      return;
    }
  }
  hardened(problem({Code::limited, "too much is asked at once: come again in a moment"}));
}

void Service::note(const Done& done, Response& response, std::chrono::nanoseconds took) {
  Done noted = done;
  noted.status = response.status;
  noted.took = took;
  noted.number = ++answered_;
  --in_flight_;
  response.headers.emplace_back("X-Request-Id", std::to_string(noted.number));
  if (options_.note) options_.note(noted);
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
