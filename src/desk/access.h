// SPDX-License-Identifier: Apache-2.0
// The one decision of the service: who may do what with which field, for what purpose, when. What
// no rule of access_rules.h allows is refused; nobody can override it.
//
// Shapes   a Request in, a Permit (permit.h) or the first reason why not out. A consent, a marking
//          and an emergency grant are values that the caller has read from its store; which of them
//          matter is decided here and nowhere else.
// Units    seconds since 1970 in UTC.
// Errors   total: any bytes give a decision, and an enumerator that does not exist is refused.
// Cost     well below a microsecond, no allocation; linear in consents and named recipients.
// Threads  pure: the time is an argument.
// Source   the rules: access_rules.h; for people: docs/guide/access.md; why so: docs/adr/0015.
// Example  if (auto permit = decide(request); !permit) show(what_to_do(permit.error()));
#pragma once

#include <optional>

#include "desk/access_terms.h"
#include "desk/permit.h"

namespace lodestar::desk {

[[nodiscard]] Decision decide(const Request& request);

// The first of the roles that has a rule for it at all: the one to act as.
std::optional<Role> find_role(EnumSet<Role> roles, Space space, Action action, Purpose purpose,
                              Field field);

}  // namespace lodestar::desk
