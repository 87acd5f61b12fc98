// SPDX-License-Identifier: Apache-2.0
#include "api/openapi.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "api/internal/call.h"

namespace lodestar::api {
namespace {

using namespace internal;

constexpr std::string_view kAbout =
    "What the desk, and whoever else works with it, asks of `lodestar serve`. This file is made "
    "from the table that requests are dispatched by. What is wrong is told as "
    "application/problem+json. Besides what each operation lists, a path that has no such method "
    "answers 405, one that is none 404, an expectation other than 100-continue 417, and a transfer "
    "coding other than chunked 501. Parameters that are not listed are refused. HEAD answers as "
    "GET, without the body.";

bool is_plain(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char one) {
    return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || one == '-' || one == '_';
  });
}

void append_scalar(std::string& out, const JsonValue& value) {
  Json json(out);
  if (const auto* const text = value.as<std::string>()) {
    table::append_json_string(out, *text);
  } else if (const auto* const number = value.as<std::int64_t>()) {
    out += fmt::format("{}", *number);
  } else if (const auto* const is = value.as<bool>()) {
    out += *is ? "true" : "false";
  } else {
    out += "null";
  }
}

bool is_scalar(const JsonValue& value) {
  return value.as<JsonValue::Object>() == nullptr && value.as<JsonValue::Array>() == nullptr;
}

// Block style; texts in double quotes, as JSON has them.
void append_yaml(std::string& out, const JsonValue& value, std::size_t depth);

// Behind a key or a dash.
void append_behind(std::string& out, const JsonValue& value, std::size_t depth) {
  const auto* const object = value.as<JsonValue::Object>();
  const auto* const array = value.as<JsonValue::Array>();
  if (is_scalar(value)) {
    out += ' ';
    append_scalar(out, value);
    out += '\n';
  } else if ((object != nullptr && object->empty()) || (array != nullptr && array->empty())) {
    out += object != nullptr ? " {}\n" : " []\n";
  } else if (array != nullptr && std::ranges::all_of(*array, is_scalar)) {
    out += " [";
    for (std::size_t i = 0; i < array->size(); ++i) {
      out += i == 0 ? "" : ", ";
      append_scalar(out, (*array)[i]);
    }
    out += "]\n";
  } else {
    out += '\n';
    append_yaml(out, value, depth);
  }
}

void append_yaml(std::string& out, const JsonValue& value, std::size_t depth) {
  const std::string indent(2 * depth, ' ');
  if (const auto* const object = value.as<JsonValue::Object>()) {
    for (const auto& [key, member] : *object) {
      out += indent;
      if (is_plain(key)) {
        out += key;
      } else {
        table::append_json_string(out, key);
      }
      out += ':';
      append_behind(out, member, depth + 1);
    }
  } else if (const auto* const array = value.as<JsonValue::Array>()) {
    for (const JsonValue& one : *array) {
      out += indent + "-";
      append_behind(out, one, depth + 1);
    }
  }
}

JsonValue make_array(std::vector<JsonValue> values) { return {std::move(values)}; }
JsonValue make_reference(const std::string& to) {
  return make_object({{"$ref", make_text("#/components/" + to)}});
}

JsonValue make_parameter(std::string_view name, std::string_view in, std::string_view says,
                         bool is_required) {
  std::vector<JsonMember> members{{"name", make_text(name)}, {"in", make_text(in)}};
  if (is_required) members.push_back({"required", {true}});
  if (!says.empty()) members.push_back({"description", make_text(says)});
  std::vector<JsonMember> schema{{"type", make_text("string")}};
  if (in == "path") schema.push_back({"pattern", make_text("^[A-Za-z0-9._~-]{1,200}$")});
  members.push_back({"schema", make_object(std::move(schema))});
  return make_object(std::move(members));
}

std::vector<std::string> parts_of(std::string_view pattern) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t begin = pattern.find('{'), end = pattern.find('}');
    if (begin == std::string_view::npos || end == std::string_view::npos) return parts;
    parts.emplace_back(pattern.substr(begin + 1, end - begin - 1));
    pattern.remove_prefix(end + 1);
  }
}

bool is_change(const Route& route) { return route.method != "GET"; }

JsonValue::Array parameters_of(const Route& route, Components& components) {
  JsonValue::Array parameters;
  for (const std::string& part : parts_of(route.pattern)) {
    parameters.push_back(make_parameter(part, "path", "", true));
  }
  for (JsonValue& one : route.parameters(components)) parameters.push_back(std::move(one));
  if (route.tag == Tag::needed) {
    parameters.push_back(
        make_parameter("If-Match", "header", "The ETag that the lead was read with.", true));
  }
  if (route.body_type == kFileType) {
    parameters.push_back(make_parameter(
        std::string(kFileHeader), "header",
        "What the file is called, as attachment; filename*=UTF-8''NAME (RFC 6266, RFC 8187).",
        false));
  }
  if (route.once == Once::by_key) {
    parameters.push_back(make_parameter(
        "Idempotency-Key", "header",
        "Names this one deed: sent again, it is done once, and answered alike. Sent with "
        "another deed: 422.",
        false));
  }
  if (route.given_type == "text/event-stream") {
    parameters.push_back(make_parameter("Last-Event-ID", "header",
                                        "What came last: what came since is told first.", false));
  }
  return parameters;
}

std::set<int> problems_of(const Route& route) {
  std::set<int> problems{400, 403, 413, 431, 500, 503};
  problems.insert(route.problems.begin(), route.problems.end());
  if (route.who == Who::member) problems.insert(401);
  if (route.pattern.contains('{')) problems.insert(404);
  if (!route.body_type.empty()) problems.insert(415);
  if (route.tag == Tag::needed) problems.insert({412, 428});
  if (route.once == Once::by_key) problems.insert(422);
  return problems;
}

JsonValue responses_of(const Route& route, Components& components) {
  std::vector<JsonMember> done{{"description", make_text("Done.")}};
  if (auto given = route.given(components)) {
    done.push_back({"content", make_object({{std::string(route.given_type),
                                             make_object({{"schema", *std::move(given)}})}})});
  }
  std::vector<JsonMember> responses{{std::to_string(route.status), make_object(std::move(done))}};
  for (const int status : problems_of(route)) {
    const std::string name = std::to_string(status);
    responses.push_back({name, make_reference("responses/" + name)});
  }
  return make_object(std::move(responses));
}

JsonValue operation_of(const Route& route, Components& components) {
  std::vector<JsonMember> members{{"operationId", make_text(route.name)},
                                  {"summary", make_text(route.says)}};
  if (route.step == Step::up) {
    members.push_back({"description", make_text("Wants a recent proof that one is there: else 403, "
                                                "its field is confirm.")});
  }
  JsonValue::Array needs;
  if (route.who == Who::member) {
    std::vector<JsonMember> schemes{{"session", make_array({})}};
    if (is_change(route)) schemes.push_back({"csrf", make_array({})});
    needs.push_back(make_object(std::move(schemes)));
  }
  members.push_back({"security", {std::move(needs)}});
  if (auto parameters = parameters_of(route, components); !parameters.empty()) {
    members.push_back({"parameters", {std::move(parameters)}});
  }
  if (auto body = route.body(components)) {
    members.push_back(
        {"requestBody",
         make_object({{"required", {true}},
                      {"content", make_object({{std::string(route.body_type),
                                                make_object({{"schema", *std::move(body)}})}})}})});
  }
  members.push_back({"responses", responses_of(route, components)});
  return make_object(std::move(members));
}

JsonValue problem_responses() {
  std::vector<JsonMember> responses;
  for (const int status :
       {400, 401, 403, 404, 405, 409, 412, 413, 415, 417, 422, 428, 429, 431, 500, 501, 503}) {
    responses.push_back(
        {std::to_string(status),
         make_object(
             {{"description", make_text(title_of(status))},
              {"content",
               make_object({{"application/problem+json",
                             make_object({{"schema", make_reference("schemas/Problem")}})}})}})});
  }
  return make_object(std::move(responses));
}

JsonValue key_of(std::string_view in, std::string_view name, std::string_view says) {
  return make_object({{"type", make_text("apiKey")},
                      {"in", make_text(in)},
                      {"name", make_text(name)},
                      {"description", make_text(says)}});
}

}  // namespace

std::string openapi() {
  Components components;
  (void)Wire<Problem>::schema(components, {});
  std::vector<JsonMember> paths;
  for (const Route* const route : all_routes()) {
    const auto is_same = [&](const JsonMember& one) { return one.key == route->pattern; };
    auto path = std::ranges::find_if(paths, is_same);
    if (path == paths.end()) {
      path = paths.insert(path, {std::string(route->pattern), make_object({})});
    }
    std::string method(route->method);
    std::ranges::transform(method, method.begin(),
                           [](char one) { return static_cast<char>(one - 'A' + 'a'); });
    std::get<JsonValue::Object>(path->value.value)
        .push_back({std::move(method), operation_of(*route, components)});
  }
  std::vector<JsonMember> schemas;
  for (auto& [name, schema] : components) schemas.push_back({name, std::move(schema)});
  const JsonValue whole = make_object(
      {{"openapi", make_text("3.1.0")},
       {"info", make_object({{"title", make_text("Lodestar")},
                             {"version", make_text("1")},
                             {"description", make_text(kAbout)},
                             {"license", make_object({{"name", make_text("Apache-2.0")},
                                                      {"identifier", make_text("Apache-2.0")}})}})},
       {"paths", make_object(std::move(paths))},
       {"components",
        make_object({{"securitySchemes",
                      make_object({{"session", key_of("cookie", "lodestar",
                                                      "Behind TLS its name is __Host-lodestar.")},
                                   {"csrf", key_of("header", "X-Lodestar-CSRF",
                                                   "The session's csrf, with each change.")}})},
                     {"responses", problem_responses()},
                     {"schemas", make_object(std::move(schemas))}})}});
  std::string text =
      "# SPDX-License-Identifier: Apache-2.0\n"
      "# Made from src/api by its test: UPDATE_GOLDEN=1 rewrites it.\n";
  append_yaml(text, whole, 0);
  return text;
}

}  // namespace lodestar::api
