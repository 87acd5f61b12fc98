// SPDX-License-Identifier: Apache-2.0
// Handles: names on messengers and networks, written beside the service's name.
//
// Shapes   find_handle looks behind a service's name, find_handle_before before it; find_mention
//          looks around "@name".
// Units    positions are bytes of the raw text.
// Errors   nothing where no handle is meant.
// Cost     linear in the handle; a mention looks at a few words on either side.
// Threads  pure.
// Source   the services' own rules for names, narrowed to the common ones.
// Example  find_handle("telegram: @some_name", 8, telegram)->value == "some_name"
#pragma once

#include <optional>
#include <string_view>

#include "text/identifiers.h"
#include "text/internal/service_names.h"

namespace lodestar::text::internal {

std::optional<Identifier> find_handle(std::string_view raw, std::size_t behind,
                                      IdentifierKind kind);

// "some_name on telegram": the service's name begins at `service`; nothing before `from` is taken.
std::optional<Identifier> find_handle_before(std::string_view raw, std::size_t service,
                                             IdentifierKind kind, std::size_t from);

// sign: "@", of whatever width.
std::optional<Identifier> find_mention(std::string_view raw, Span sign);

}  // namespace lodestar::text::internal
