// SPDX-License-Identifier: Apache-2.0
// A route, and a request on its way to a use-case. What a route takes and gives is in the type of
// the function that it calls, so that nothing is asked or answered which the table does not tell.
//
// Example  void add_task(const Call& call, Ask<Nothing, NewTask> asked, Answer<Task> answer);
//          route<add_task>({.method = "POST", .pattern = "/api/tasks", .status = 201, ...})
#pragma once

#include <concepts>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/internal/bodies.h"
#include "api/internal/problem.h"
#include "api/service.h"
#include "desk/page.h"

namespace lodestar::api::internal {

enum class Who : std::uint8_t { anybody, member };
enum class Tag : std::uint8_t { none, needed };   // If-Match: the ETag that was read
enum class Once : std::uint8_t { none, by_key };  // Idempotency-Key
enum class Step : std::uint8_t { none, up };      // whoever asks has proved lately to be there

struct Call;
using Act = void (*)(const Call& call, http::Reply reply);
struct Told {
  std::string_view method, pattern;  // with {what stands there}
  std::string_view name, says;
  Who who = Who::member;
  int status = 200;                 // where it is done
  std::span<const int> problems{};  // further ones, of its own
  Tag tag = Tag::none;
  Once once = Once::none;
  Step step = Step::none;
};
struct Route : Told {
  Act act = nullptr;
  // What it takes and gives.
  JsonValue::Array (*parameters)(Components& components) = nullptr;
  std::optional<JsonValue> (*body)(Components& components) = nullptr;
  std::optional<JsonValue> (*given)(Components& components) = nullptr;
  std::string_view body_type, given_type;
};
inline constexpr std::string_view kFileType = "application/octet-stream";
std::span<const Route* const> all_routes();
std::span<const Route> lead_routes();
std::span<const Route> account_routes();
std::span<const Route> provider_routes();
std::span<const Route> task_routes();
std::span<const Route> oversight_routes();

// What a route has at hand.
struct Call {
  const ServiceOptions& options;
  const Route& route;
  const http::Request& request;
  const desk::Member* member;      // none where the route is open to all
  std::vector<std::string> parts;  // of the path, where the pattern has {}
  std::uint64_t version = 0;       // of If-Match, where it is needed
  desk::Desk& desk() const { return *options.desk; }
  desk::Accounts& accounts() const { return *options.accounts; }
};

template <typename Query, typename Body = Nothing>
struct Ask {
  Query query;
  Body body;
};

// What went wrong inside is for whoever runs the service.
http::Response refusal(const ServiceOptions& options, const Route& route, const Error& error);

// The answer of a route that gives a `Given`, by now or from another thread later.
template <typename Given>
class Answer {
 public:
  using Headers = std::vector<std::pair<std::string, std::string>>;
  Answer(const Call& call, http::Reply reply)
      : options_(&call.options), route_(&call.route), reply_(std::move(reply)) {}

  void operator()(const Given& given, Headers headers = {}) {
    http::Response response{.status = route_->status};
    if constexpr (!std::same_as<Given, Nothing>) response = json(route_->status, to_json(given));
    std::ranges::move(headers, std::back_inserter(response.headers));
    reply_(std::move(response));
  }
  void refuse(const Error& error) { reply_(refusal(*options_, *route_, error)); }
  void refuse_as(http::Response response) { reply_(std::move(response)); }
  // A use-case's that gives its own at once.
  template <typename T, typename Encode>
  void give(const Result<T>& result, const Encode& encode) {
    if (!result) return refuse(result.error());
    (*this)(encode(*result));
  }
  void give(const Status& status)
    requires std::same_as<Given, Nothing>
  {
    if (!status) return refuse(status.error());
    (*this)({});
  }
  http::Reply take_reply() { return std::move(reply_); }
  const ServiceOptions& options() const { return *options_; }

 private:
  const ServiceOptions* options_;
  const Route* route_;
  http::Reply reply_;
};

// A use-case's that gives its own later: `encode` answers with it.
template <typename T, typename Given, typename Encode>
desk::Done<T> later(Answer<Given> answer, Encode encode) {
  return [answer = std::move(answer), encode = std::move(encode)](Result<T>&& result) mutable {
    if (!result) return answer.refuse(result.error());
    encode(answer, *std::move(result));
  };
}

struct EventStream {};  // what is given is events, for as long as somebody listens

Result<JsonValue> body_of(const http::Request& request);
constexpr std::string_view kFileHeader = "Content-Disposition";
// attachment; filename*=UTF-8''NAME, and nothing else.
Result<Sensitive<std::string>> name_of_file(std::string_view disposition);
Result<FileBody> file_of(const http::Request& request);

template <typename Body>
Result<Body> read_body(const http::Request& request) {
  if constexpr (std::same_as<Body, Nothing>) {
    return Body{};
  } else if constexpr (std::same_as<Body, FileBody>) {
    return file_of(request);
  } else {
    return Wire<Body>::read(LODESTAR_TRY(body_of(request)), "the body", {});
  }
}

Status check_type(const Route& route, const http::Request& request);
// The tag, where the route needs one and it is right; else what is answered.
std::expected<std::uint64_t, http::Response> version_in(const Route& route,
                                                        const http::Request& request);

template <typename>
struct Signature;
template <typename Query, typename Body, typename Given>
struct Signature<void (*)(const Call&, Ask<Query, Body>, Answer<Given>)> {
  template <auto kAct>
  static void act(const Call& call, http::Reply reply) {
    Answer<Given> answer(call, std::move(reply));
    auto query = read_query<Query>(call.request.query);
    if (!query) return answer.refuse(query.error());
    auto body = read_body<Body>(call.request);
    if (!body) return answer.refuse(body.error());
    auto version = version_in(call.route, call.request);
    if (!version) return answer.refuse_as(std::move(version).error());
    Call versioned = call;
    versioned.version = *version;
    kAct(versioned, {*std::move(query), *std::move(body)}, std::move(answer));
  }
  static JsonValue::Array parameters(Components& components) {
    ParameterFields fields(components);
    Query query{};
    if constexpr (Described<Query>) Query::fields(query, fields);
    return fields.finish();
  }
  static std::optional<JsonValue> body(Components& components) {
    if constexpr (std::same_as<Body, FileBody>) return make_object({});
    if constexpr (Described<Body>) return Wire<Body>::schema(components, {});
    return {};
  }
  static std::optional<JsonValue> given(Components& components) {
    if constexpr (std::same_as<Given, EventStream>) return make_type("string");
    if constexpr (Described<Given>) return Wire<Given>::schema(components, {});
    return {};
  }
  static constexpr std::string_view kBodyType = std::same_as<Body, Nothing>    ? ""
                                                : std::same_as<Body, FileBody> ? kFileType
                                                                               : "application/json";
  static constexpr std::string_view kGivenType = std::same_as<Given, Nothing> ? ""
                                                 : std::same_as<Given, EventStream>
                                                     ? "text/event-stream"
                                                     : "application/json";
};

template <auto kAct>
constexpr Route route(const Told& told) {
  using Typed = Signature<decltype(kAct)>;
  return {told,         Typed::template act<kAct>, Typed::parameters, Typed::body,
          Typed::given, Typed::kBodyType,          Typed::kGivenType};
}

desk::PageAsked asked_of(const Paged& paged);
template <typename T, typename Id>
Result<desk::PageOf<T>> page_of(const std::vector<T>& all, const Paged& paged, Id id) {
  return desk::page_of(std::span(all), asked_of(paged), id);
}

std::string_view cookie_in(std::string_view cookies, std::string_view name);
// Of the session; the device's has another name.
std::string_view session_cookie(const ServiceOptions& options);
std::string_view device_cookie(const ServiceOptions& options);
std::string cookie_of(const ServiceOptions& options, const desk::SignedIn& signed_in);

}  // namespace lodestar::api::internal
