// SPDX-License-Identifier: Apache-2.0
#include "api/internal/wire.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/utc.h"
#include "table/json_write.h"

namespace lodestar::api::internal {
namespace {

using table::Json;

struct Kind {
  int status;
  std::string_view title;
};
Kind kind_of(Code code) {
  switch (code) {
    case Code::invalid:
      return {400, "The request is not right"};
    case Code::unauthenticated:
      return {401, "Sign in first"};
    case Code::forbidden:
      return {403, "Not for this role"};
    case Code::not_found:
      return {404, "There is no such thing here"};
    case Code::conflict:
      return {409, "It has changed meanwhile"};
    case Code::limited:
      return {503, "Too much at once"};
    case Code::unavailable:
      return {503, "Not now"};
    case Code::corrupt:
    case Code::cancelled:
    case Code::internal:
      break;
  }
  return {500, "Something went wrong here"};
}

// "password: twelve characters at least are wanted" is about the field password.
std::string_view field_in(const Error& error) {
  if (error.code != Code::invalid && error.code != Code::forbidden) return {};
  const std::string_view message = error.message;
  const std::size_t end = std::min(message.find(": "), message.size());
  const bool is_name = end < message.size() &&
                       std::ranges::all_of(
                           message.substr(0, end),
                           [](char one) { return (one >= 'a' && one <= 'z') || one == '_'; });
  return is_name ? message.substr(0, end) : std::string_view();
}

std::optional<int> digit_of(char letter) {
  int value = 0;
  const auto [end, failed] = std::from_chars(&letter, &letter + 1, value, 16);
  if (failed != std::errc() || end != &letter + 1) return std::nullopt;
  return value;
}

std::string percent_decoded(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_code = text[at] == '%' && at + 2 < text.size();
    const auto high = is_code ? digit_of(text[at + 1]) : std::nullopt;
    const auto low = is_code ? digit_of(text[at + 2]) : std::nullopt;
    if (high && low) {
      plain += static_cast<char>(*high * 16 + *low);
      at += 2;
    } else {
      plain += text[at] == '+' ? ' ' : text[at];
    }
  }
  return plain;
}

void append_person(Json& json, std::string_view id, const Names& names) {
  json.begin_object().key("id").string(id).key("name").string(names.name_of(id)).end_object();
}

// What the lead's document has, behind what its row has: both are objects.
void append_members(std::string& out, std::string_view document) {
  if (document.size() <= 2) return;
  out += ',';
  out += document.substr(1, document.size() - 2);
}

void append_lead(std::string& out, const store::LeadLine& lead, const Names& names) {
  Json json(out);
  json.begin_object().key("id").string(lead.id).key("state").string(lead.state);
  json.key("version").number(lead.version).key("assigned");
  if (lead.assigned.empty()) {
    json.null();
  } else {
    append_person(json, lead.assigned, names);
  }
  json.key("import")
      .begin_object()
      .key("id")
      .string(lead.import)
      .key("name")
      .string(names.name_of_import(lead.import))
      .end_object();
  json.key("seen").boolean(lead.version > 1);
  append_members(out, lead.line.reveal());
}

void append_decision(Json& json, const store::Decision& decision, const Names& names) {
  json.begin_object().key("id").string(decision.id).key("kind").string(decision.kind);
  if (!decision.explanation.empty()) json.key("explanation").string(decision.explanation);
  json.key("reason").string(decision.words.reveal()).key("by");
  append_person(json, decision.account, names);
  json.key("at").string(to_time(decision.at_s)).end_object();
}

void append_contacts(std::string& out, std::span<const store::LeadContact> contacts) {
  Json json(out);
  json.key("contacts").begin_array();
  for (const store::LeadContact& contact : contacts) {
    json.begin_object().key("index").number(contact.number).key("kind").string(contact.kind);
    json.key("masked").string(masked(contact.kind, contact.value.reveal()));
    json.key("postings").number(contact.postings).end_object();
  }
  json.end_array();
}

void append_import(Json& json, const store::Import& import, const Names& names) {
  json.begin_object().key("id").string(import.id).key("name").string(import.name.reveal());
  json.key("state").string(import.state).key("stage").string(import.state);
  json.key("done").number(import.postings).key("total").number(import.postings);
  json.key("postings").number(import.postings).key("leads").number(import.leads);
  json.key("message").string(import.message).key("by");
  append_person(json, import.account, names);
  json.key("at").string(to_time(import.made_s)).end_object();
}

}  // namespace

http::Response json(int status, std::string body) {
  return {.status = status,
          .content_type = "application/json",
          .body = std::move(body),
          .headers = {{"Cache-Control", "no-store"}}};
}

http::Response problem(const Error& error, std::optional<int> status) {
  Kind kind = kind_of(error.code);
  kind.status = status.value_or(kind.status);
  std::string body;
  Json writer(body);
  writer.begin_object().key("type").string("about:blank").key("title").string(kind.title);
  writer.key("status").number(kind.status).key("detail");
  writer.string(kind.status == 500 ? "it was noted for whoever runs this service, and nothing "
                                     "that was accepted is lost"
                                   : std::string_view(error.message));
  if (const std::string_view field = field_in(error); !field.empty()) {
    writer.key("field").string(field);
  }
  writer.end_object();
  http::Response response = json(kind.status, std::move(body));
  response.content_type = "application/problem+json";
  if (kind.status == 503) response.headers.emplace_back("Retry-After", "1");
  return response;
}

Result<table::JsonValue> body_of(const http::Request& request) {
  if (!request.type.starts_with("application/json")) {
    return Error{Code::invalid, "the body: send JSON, and say Content-Type: application/json"};
  }
  auto body = table::parse_json_value(request.body);
  if (!body) return Error{Code::invalid, "the body: " + body.error().message};
  if (body->as<table::JsonValue::Object>() == nullptr) {
    return Error{Code::invalid, "the body: an object is wanted"};
  }
  return body;
}

Result<std::string> string_in(const table::JsonValue& body, std::string_view name) {
  const table::JsonValue* const member = body.find(name);
  if (member == nullptr || member->as<std::monostate>() != nullptr) return std::string();
  const auto* const text = member->as<std::string>();
  if (text == nullptr) return Error{Code::invalid, fmt::format("{}: a string is wanted", name)};
  return *text;
}

std::string parameter(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (pair.substr(0, equals) == name && equals < pair.size()) {
      return percent_decoded(pair.substr(equals + 1));
    }
  }
  return {};
}

std::string session_json(const desk::Member& member, bool is_demonstration) {
  const store::Account& account = member.account;
  std::string body;
  Json writer(body);
  writer.begin_object().key("account").begin_object().key("id").string(account.id);
  writer.key("name").string(account.name.reveal()).key("roles").begin_array();
  std::string_view roles = account.roles;
  while (!roles.empty()) {
    const std::size_t end = std::min(roles.find(' '), roles.size());
    writer.string(roles.substr(0, end));
    roles.remove_prefix(std::min(end + 1, roles.size()));
  }
  writer.end_array().key("organisation").begin_object();
  writer.key("id").string(account.organisation.id);
  writer.key("name").string(account.organisation.name);
  writer.key("kind").string(account.organisation.kind).end_object().end_object();
  writer.key("csrf").string(member.csrf).key("demonstration").boolean(is_demonstration);
  writer.end_object();
  return body;
}

std::string people_json(std::span<const desk::Demonstrated> people) {
  std::string body;
  Json writer(body);
  writer.begin_object().key("people").begin_array();
  for (const auto& [account, does] : people) {
    writer.begin_object().key("id").string(account.id);
    writer.key("name").string(account.name.reveal()).key("role").string(account.roles);
    writer.key("organisation").string(account.organisation.name);
    writer.key("does").string(does).end_object();
  }
  writer.end_array().end_object();
  return body;
}

std::string lead_json(const store::LeadLine& lead, const Names& names) {
  std::string body;
  append_lead(body, lead, names);
  return body += '}';
}

std::string leads_json(const desk::LeadList& list, const Names& names, std::size_t most) {
  std::string body = R"({"items":[)";
  for (const store::LeadLine& lead : list.leads) {
    if (body.back() == '}') body += ',';
    body += lead_json(lead, names);
  }
  body += ']';
  Json writer(body);
  writer.key("next");
  if (list.leads.size() == most && most > 0) {
    writer.string(cursor_of(list.leads.back()));
  } else {
    writer.null();
  }
  writer.key("counts").begin_object().key("open").number(list.counts.open);
  writer.key("mine").number(list.counts.mine).key("decided").number(list.counts.decided);
  writer.key("fresh").number(list.counts.fresh);
  writer.end_object().end_object();
  return body;
}

std::string page_json(const desk::LeadPage& page, const Names& names) {
  std::string body;
  append_lead(body, page.lead, names);
  append_members(body, page.part.reveal());
  append_contacts(body, page.contacts);
  Json writer(body);
  writer.key("decisions").begin_array();
  for (const store::Decision& decision : page.decisions) append_decision(writer, decision, names);
  writer.end_array().end_object();
  return body;
}

std::string network_json(const desk::LeadPage& page) {
  std::string body(page.part.reveal().substr(0, page.part.reveal().size() - 1));
  append_contacts(body, page.contacts);
  return body += '}';
}

std::string decision_json(const store::Decision& decision, const Names& names) {
  std::string body;
  Json writer(body);
  append_decision(writer, decision, names);
  return body;
}

std::string import_json(const store::Import& import, const Names& names) {
  std::string body;
  Json writer(body);
  append_import(writer, import, names);
  return body;
}

std::string imports_json(std::span<const store::Import> imports, const Names& names) {
  std::string body;
  Json writer(body);
  writer.begin_object().key("items").begin_array();
  for (const store::Import& import : imports) append_import(writer, import, names);
  writer.end_array().end_object();
  return body;
}

std::string lead_named(std::string_view id, const Sensitive<std::string>& line) {
  std::string body;
  Json(body).begin_object().key("id").string(id);
  append_members(body, line.reveal());
  return body += '}';
}

std::string activity_json(std::span<const desk::Deed> deeds, const Names& names) {
  std::string body = R"({"items":[)";
  for (const auto& [doing, line] : deeds) {
    Json writer(body);
    writer.begin_object().key("at").string(to_time(doing.decision.at_s)).key("by");
    append_person(writer, doing.decision.account, names);
    writer.key("what").string(doing.decision.kind).key("about");
    body += lead_named(doing.decision.lead, line);
    body.back() = ',';
    body += R"("kind":"lead"}})";
  }
  return body += R"(],"next":null})";
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

std::string cursor_of(const store::LeadLine& lead) {
  return fmt::format("{}.{}", lead.tenths, lead.id);
}

std::optional<std::pair<std::int32_t, std::string>> parse_cursor(std::string_view text) {
  std::int32_t tenths = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), tenths);
  if (failed != std::errc() || end == text.data() + text.size() || *end != '.') return {};
  return std::pair(tenths, std::string(end + 1, text.data() + text.size()));
}

}  // namespace lodestar::api::internal
