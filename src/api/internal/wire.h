// SPDX-License-Identifier: Apache-2.0
// Values as the JSON of docs/spec/openapi.yaml, and requests' bodies as values.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "desk/desk.h"
#include "http/server.h"
#include "table/json_value.h"

namespace lodestar::api::internal {

http::Response json(int status, std::string body);
// application/problem+json; an error from inside is not told to strangers.
http::Response problem(const Error& error, std::optional<int> status = {});

// A member that has to be a string; empty where it is not there.
Result<std::string> string_in(const table::JsonValue& body, std::string_view name);
Result<table::JsonValue> body_of(const http::Request& request);
// The value of a parameter of the query, percent-decoded; empty where it is not there.
std::string parameter(std::string_view query, std::string_view name);

std::string session_json(const desk::Member& member, bool is_demonstration);
std::string people_json(std::span<const desk::Demonstrated> people);
struct Names {  // of accounts, by id
  std::function<std::string(std::string_view account)> name_of;
  std::function<std::string(std::string_view import)> name_of_import;
};
std::string lead_json(const store::LeadLine& lead, const Names& names);
std::string leads_json(const desk::LeadList& list, const Names& names, std::size_t most);
std::string page_json(const desk::LeadPage& page, const Names& names);
std::string network_json(const desk::LeadPage& page);
std::string decision_json(const store::Decision& decision, const Names& names);
std::string import_json(const store::Import& import, const Names& names);
std::string imports_json(std::span<const store::Import> imports, const Names& names);
std::string activity_json(std::span<const desk::Deed> deeds, const Names& names);
// {"id":...} with the members of the line behind it.
std::string lead_named(std::string_view id, const Sensitive<std::string>& line);

// +351 ... 118: enough to tell two apart, too little to call.
std::string masked(std::string_view kind, std::string_view value);

// Tenths and id of the last one seen, as the cursor of the next page.
std::string cursor_of(const store::LeadLine& lead);
std::optional<std::pair<std::int32_t, std::string>> parse_cursor(std::string_view text);

}  // namespace lodestar::api::internal
