// SPDX-License-Identifier: Apache-2.0
// Who did what, for those whom it is about and for auditors; with what postings are read.
#include <array>
#include <charconv>

#include "api/internal/call.h"
#include "api/internal/encode.h"

namespace lodestar::api::internal {
namespace {

std::optional<std::string> text_in(const JsonValue& body, std::string_view name) {
  const JsonValue* const value = body.find(name);
  const auto* const text = value == nullptr ? nullptr : value->as<std::string>();
  return text == nullptr ? std::nullopt : std::optional(*text);
}

// {"at":...,"what":...} of an account, or an access with who, as what, why and which fields.
Result<Access> access_of(const ledger::Record& record, desk::Desk& desk) {
  const JsonValue body = LODESTAR_TRY(table::parse_json_value(record.body));
  Access access{.at = {parse_time(text_in(body, "at").value_or("")).value_or(0)},
                .what = text_in(body, "what").value_or(record.subject),
                .by = {},
                .role = text_in(body, "role"),
                .action = text_in(body, "action"),
                .purpose = text_in(body, "purpose"),
                .fields_seen = {},
                .denied = text_in(body, "denied")};
  if (const auto account = text_in(body, "account")) {
    access.by = Person{.id = *account, .name = desk.name_of_account(*account)};
  }
  if (const JsonValue* const fields = body.find("fields")) {
    access.fields_seen = LODESTAR_TRY(Wire<std::vector<std::string>>::read(*fields, "fields", {}));
  }
  return access;
}

Result<std::optional<std::uint64_t>> sequence_in(const std::optional<std::string>& cursor) {
  if (!cursor) return std::optional<std::uint64_t>();
  const auto place = LODESTAR_TRY(place_in(*cursor + ".x"));
  if (place->number < 0) return wanted("after", "the next of a page that was given");
  return std::optional(static_cast<std::uint64_t>(place->number));
}

Result<AccessList> accesses_of(const desk::Records& records, desk::Desk& desk) {
  AccessList list;
  for (const auto& one : records.records) {
    list.items.push_back(LODESTAR_TRY(access_of(one.record, desk)));
  }
  if (records.next) list.next = std::to_string(*records.next);
  return list;
}

void list_accesses(const Call& call, Ask<AccessesAsked> asked, Answer<AccessList> answer) {
  const auto list = [&]() -> Result<AccessList> {
    const Paged& page = asked.query.page;
    desk::Accounts::RecordsAsked wanted{.subject = asked.query.subject.value_or(""),
                                        .before = LODESTAR_TRY(sequence_in(page.after))};
    if (page.limit) wanted.most = static_cast<std::size_t>(*page.limit);
    return accesses_of(LODESTAR_TRY(call.accounts().read_records(*call.member, wanted)),
                       call.desk());
  }();
  answer.give(list, [](const AccessList& given) { return given; });
}

void list_packs(const Call& call, Ask<Paged> asked, Answer<PackList> answer) {
  const auto page =
      page_of(call.options.packs, asked.query, [](const auto& one) { return one.name; });
  answer.give(page, [](const auto& some) {
    PackList list{.items = {}, .next = some.next};
    for (const PackLine& one : some.items) {
      Pack& pack =
          list.items.emplace_back(Pack{.name = one.name, .date = one.date, .indicators = {}});
      for (const auto& [id, label] : one.indicators) pack.indicators.push_back({id, label});
    }
    return list;
  });
}

constexpr std::array kNotFound{404};
constexpr std::array kRoutes{
    route<list_accesses>({.method = "GET",
                          .pattern = "/api/accesses",
                          .name = "accesses",
                          .says = "What is recorded about oneself; for auditors, about others",
                          .problems = kNotFound}),
    route<list_packs>({.method = "GET",
                       .pattern = "/api/packs",
                       .name = "packs",
                       .says = "The packs that postings are read with"}),
};

}  // namespace

std::span<const Route> oversight_routes() { return kRoutes; }

}  // namespace lodestar::api::internal
