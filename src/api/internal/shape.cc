// SPDX-License-Identifier: Apache-2.0
#include "api/internal/shape.h"

#include <charconv>

#include "base/base64.h"
#include "text/words.h"

namespace lodestar::api::internal {

std::optional<std::size_t> digit_of(char letter) {
  constexpr std::string_view kDigits = "0123456789abcdef0123456789ABCDEF";
  const std::size_t at = kDigits.find(letter);
  if (at == std::string_view::npos) return {};
  return at % 16;
}

namespace {

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

std::int64_t characters_in(std::string_view text) {
  return std::ranges::count_if(
      text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; });
}

}  // namespace

JsonValue make_object(std::vector<JsonMember> members) { return {std::move(members)}; }
JsonValue make_text(std::string_view text) { return {std::string(text)}; }
JsonValue make_number(std::int64_t number) { return {number}; }
JsonValue make_type(std::string_view type) { return make_object({{"type", make_text(type)}}); }

JsonValue or_null(JsonValue schema) {
  auto& members = std::get<JsonValue::Object>(schema.value);
  if (members.size() == 1 && members[0].key == "type") {
    members[0].value = {JsonValue::Array{members[0].value, make_text("null")}};
    return schema;
  }
  return make_object({{"anyOf", {JsonValue::Array{std::move(schema), make_type("null")}}}});
}

JsonValue with_words(JsonValue schema, const Rule& rule) {
  if (!rule.says.empty()) {
    std::get<JsonValue::Object>(schema.value).push_back({"description", make_text(rule.says)});
  }
  return schema;
}

namespace {

Status check_shown(std::string_view text, std::string_view name, Shown shown) {
  if (shown == Shown::freely) return {};
  const auto amiss = shown == Shown::as_line ? text::find_unseen(text, text::Joiners::kept)
                                             : text::find_steering(text);
  if (amiss) {
    return Error{Code::invalid, fmt::format("{}: {}: others have to read what you typed: type it "
                                            "again without that",
                                            name, *amiss)};
  }
  if (text.find_first_not_of(" \t\r\n") != std::string_view::npos || text.empty()) return {};
  return wanted(name, "more than blanks");
}

}  // namespace

Error wanted(std::string_view name, std::string_view what) {
  return {Code::invalid, fmt::format("{}: {} is wanted", name, what)};
}

Result<std::string> read_text(const JsonValue& value, std::string_view name, const Rule& rule) {
  const auto* const text = value.as<std::string>();
  const std::int64_t length = text == nullptr ? -1 : characters_in(*text);
  // No database keeps a zero in a text, and nobody means one.
  if (length < rule.least || length > rule.most || text->contains('\0')) {
    return rule.most == Rule().most
               ? wanted(name, "a text")
               : wanted(name, fmt::format("a text of {} to {} characters", rule.least, rule.most));
  }
  LODESTAR_TRY(check_shown(*text, name, rule.shown));
  return *text;
}

Result<std::int64_t> read_number(const JsonValue& value, std::string_view name, const Rule& rule) {
  const auto* const number = value.as<std::int64_t>();
  if (number == nullptr || *number < rule.least || *number > rule.most) {
    return wanted(name, fmt::format("a number from {} to {}", rule.least, rule.most));
  }
  return *number;
}

JsonValue Wire<std::string>::schema(Components&, const Rule& rule) {
  std::vector<JsonMember> members{{"type", make_text("string")}};
  if (rule.least > 0) members.push_back({"minLength", make_number(rule.least)});
  if (rule.most < Rule().most) members.push_back({"maxLength", make_number(rule.most)});
  return make_object(std::move(members));
}

JsonValue Wire<Time>::schema(Components&, const Rule&) {
  return make_object({{"type", make_text("string")}, {"format", make_text("date-time")}});
}

JsonValue Wire<Due>::schema(Components&, const Rule&) {
  return make_object({{"type", make_text("string")},
                      {"pattern", make_text("^[0-9]{4}-[0-9]{2}-[0-9]{2}"
                                            "(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?$")}});
}

Result<Due> Wire<Due>::read(const JsonValue& value, std::string_view name, const Rule&) {
  constexpr std::size_t kDay = std::string_view("2026-11-28").size();
  const auto* const text = value.as<std::string>();
  if (text != nullptr && text->empty()) return Due{};
  std::string due = text == nullptr ? std::string() : *text;
  if (due.size() == kDay) due += "T23:59:59Z";
  const auto time = parse_time(due);
  if (!time) return wanted(name, "a day such as 2026-11-28");
  return Due{*time};
}

JsonValue Wire<Bytes>::schema(Components&, const Rule&) {
  return make_object({{"type", make_text("string")},
                      {"contentEncoding", make_text("base64url")},
                      {"pattern", make_text("^[A-Za-z0-9_-]*$")}});
}

void Wire<Bytes>::write(Json& json, const Bytes& value) { json.string(to_base64url(value.bytes)); }

Result<Bytes> Wire<Bytes>::read(const JsonValue& value, std::string_view name, const Rule&) {
  const auto* const text = value.as<std::string>();
  auto bytes = from_base64url(text == nullptr ? std::string_view("?") : std::string_view(*text));
  if (!bytes) return wanted(name, "base64url");
  return Bytes{*std::move(bytes)};
}

JsonValue SchemaFields::finish(bool is_open) {
  std::vector<JsonMember> members{{"type", make_text("object")}};
  if (!required_.empty()) members.push_back({"required", {std::move(required_)}});
  members.push_back({"properties", {std::move(properties_)}});
  if (!is_open) members.push_back({"additionalProperties", {false}});
  return make_object(std::move(members));
}

const JsonValue* ReadFields::take(std::string_view name) {
  taken_.push_back(name);
  return value_.find(name);
}

Status ReadFields::finish(bool is_open) const {
  LODESTAR_TRY(Status(outcome_));
  for (const JsonMember& member : *value_.as<JsonValue::Object>()) {
    if (!is_open && std::ranges::find(taken_, member.key) == taken_.end()) {
      return Error{Code::invalid, fmt::format("the body: it may have {}, and nothing else",
                                              fmt::join(taken_, ", "))};
    }
  }
  return {};
}

std::optional<std::string> QueryFields::take(std::string_view name) {
  const auto is_it = [&](const auto& pair) { return pair.first == name; };
  const auto found = std::ranges::find_if(pairs_, is_it);
  if (found == pairs_.end()) return {};
  std::string text = std::move(found->second);
  pairs_.erase(found);
  if (std::ranges::any_of(pairs_, is_it))
    outcome_ = Error{Code::invalid, "the query: each parameter once"};
  return text;
}

JsonValue QueryFields::number_of(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size() || text.empty()) return {};
  return {number};
}

Status QueryFields::finish() const {
  LODESTAR_TRY(Status(outcome_));
  if (pairs_.empty()) return {};
  return Error{Code::invalid, "the query: it has a parameter that is not known here"};
}

void ParameterFields::add(std::string_view name, JsonValue schema, const Rule& rule) {
  std::vector<JsonMember> members{{"name", make_text(name)}, {"in", make_text("query")}};
  if (!rule.says.empty()) members.push_back({"description", make_text(rule.says)});
  members.push_back({"schema", std::move(schema)});
  parameters_.push_back(make_object(std::move(members)));
}

std::vector<std::pair<std::string, std::string>> pairs_of(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    pairs.emplace_back(percent_decoded(pair.substr(0, equals)),
                       percent_decoded(pair.substr(std::min(equals + 1, pair.size()))));
  }
  return pairs;
}

}  // namespace lodestar::api::internal
