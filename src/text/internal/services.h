// SPDX-License-Identifier: Apache-2.0
// Links to the pages of messengers and networks: which service, and whose page.
//
// Shapes   read_service_link takes a host and what follows it.   Units  none.
// Errors   nothing where the host is no such service, or the page is nobody's.
// Cost     linear in the path.   Threads  pure.   Source  the services' own link forms.
// Example  read_service_link("t.me", "/some_name") is {telegram, "some_name"}
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/identifiers.h"

namespace lodestar::text::internal {

struct ServiceLink {
  IdentifierKind kind;
  std::string value;
};

bool is_service_host(std::string_view host);
std::optional<ServiceLink> read_service_link(std::string_view host, std::string_view path);

// "viber", "skype" ...: rest is what stands behind the colon.
bool is_service_scheme(std::string_view scheme);
std::optional<ServiceLink> read_service_scheme(std::string_view scheme, std::string_view rest);

}  // namespace lodestar::text::internal
