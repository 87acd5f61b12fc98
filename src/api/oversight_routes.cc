// SPDX-License-Identifier: Apache-2.0
// Who did what, for those whom it is about and for auditors; with what postings are read.
#include <array>
#include <charconv>

#include "api/internal/call.h"
#include "table/json_value.h"
#include "table/json_write.h"

namespace lodestar::api::internal {
namespace {

using http::Reply;

// {"at":...,"what":...} of an account, or an access with who, as what, why and which field.
Status append_record(table::Json& json, const ledger::Record& record, const Names& names) {
  const auto body = LODESTAR_TRY(table::parse_json_value(record.body));
  const std::string account = LODESTAR_TRY(string_in(body, "account"));
  const std::string what = LODESTAR_TRY(string_in(body, "what"));
  json.begin_object().key("at").string(LODESTAR_TRY(string_in(body, "at")));
  json.key("what").string(what.empty() ? record.subject : what);
  if (!account.empty()) {
    json.key("by").begin_object().key("id").string(account);
    json.key("name").string(names.name_of(account)).end_object();
    for (const std::string_view field : {"role", "action", "purpose", "field"}) {
      json.key(field).string(LODESTAR_TRY(string_in(body, field)));
    }
  }
  json.end_object();
  return {};
}

Result<std::string> records_json(const desk::Records& records, const Names& names) {
  std::string body;
  table::Json json(body);
  json.begin_object().key("items").begin_array();
  for (const auto& one : records.records) LODESTAR_TRY(append_record(json, one.record, names));
  json.end_array().key("next");
  if (records.next) {
    json.string(std::to_string(*records.next));
  } else {
    json.null();
  }
  json.end_object();
  return body;
}

Result<std::optional<std::uint64_t>> before_in(const http::Request& request) {
  const std::string text = parameter(request.query, "before");
  if (text.empty()) return std::optional<std::uint64_t>();
  std::uint64_t before = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), before);
  if (failed != std::errc() || end != text.data() + text.size()) {
    return Error{Code::invalid, "before: give `next` as it was given"};
  }
  return std::optional(before);
}

void list_accesses(const Call& call, Reply reply) {
  const auto body = [&]() -> Result<std::string> {
    const auto before = LODESTAR_TRY(before_in(call.request));
    const auto records = LODESTAR_TRY(call.accounts().read_records(
        *call.member, parameter(call.request.query, "subject"), before));
    return records_json(records, call.names);
  }();
  reply(body ? json(200, *body) : refusal(call.options, call.route, body.error()));
}

void list_packs(const Call& call, Reply reply) {
  std::string body;
  table::Json writer(body);
  writer.begin_object().key("items").begin_array();
  for (const PackLine& pack : call.options.packs) {
    writer.begin_object().key("name").string(pack.name).key("date").string(pack.date).end_object();
  }
  writer.end_array().end_object();
  reply(json(200, std::move(body)));
}

constexpr std::array kOversightRoutes{
    Route{"GET", "/api/accesses", Who::member, list_accesses},
    Route{"GET", "/api/packs", Who::member, list_packs},
};

}  // namespace

std::span<const Route> oversight_routes() { return kOversightRoutes; }

}  // namespace lodestar::api::internal
