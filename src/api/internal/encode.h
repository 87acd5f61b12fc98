// SPDX-License-Identifier: Apache-2.0
// From values of the desk to what travels.
#pragma once

#include <string>
#include <string_view>

#include "api/internal/account_bodies.h"
#include "api/internal/bodies.h"
#include "api/service.h"
#include "desk/accounts.h"
#include "desk/desk.h"

namespace lodestar::api::internal {

Session session_of(const desk::Member& member, bool is_demonstration);
InventedPeople people_of(std::span<const desk::Demonstrated> people);
Organisation organisation_of(const store::Organisation& organisation);
// Views of what they are made from.
LeadLine line_of(const store::LeadLine& lead, desk::Desk& desk);
LeadList leads_of(const desk::LeadList& list, desk::Desk& desk);
Lead lead_of(const desk::LeadPage& page, desk::Desk& desk);
Network network_of(const desk::LeadPage& page);
Decision decision_of(const store::Decision& decision, desk::Desk& desk);
Import import_of(const store::Import& import, const ServiceOptions& options);
Deed deed_of(const store::Doing& doing, desk::Desk& desk);
Weights weights_of(const detect::Weights& weights, std::uint64_t made_s);
Task task_of(const store::Task& task, desk::Desk& desk);
std::vector<std::string> words_of(std::string_view words);  // with a blank between
std::string words_of(const std::vector<std::string>& words);

// +351 ... 118: enough to tell two apart, too little to call.
std::string masked(std::string_view kind, std::string_view value);

// The place of the last one seen, as the cursor of the next page.
std::string cursor_of(std::int64_t number, std::string_view id);
struct Place {
  std::int64_t number = 0;
  std::string id;
};
Result<std::optional<Place>> place_in(const std::optional<std::string>& cursor);

}  // namespace lodestar::api::internal
