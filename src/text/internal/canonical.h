// SPDX-License-Identifier: Apache-2.0
// One value for what leads to one place: a mailbox written in several ways, a page with and without
// what only says where its link was clicked.
//
// Shapes   values as text::Identifier has them, in lower case.
// Units    none.
// Errors   none: what is no such address stays as it is.
// Cost     linear; a host beyond ASCII, or in Punycode, goes through ICU.
// Threads  pure.
// Source   Google: "Dots don't matter in Gmail addresses"; RFC 5233 for the part behind "+", where
//          the provider is known to have it; UTS #46 for hosts.
// Example  canonical_mail("lola.pt+porto@googlemail.com") == "lolapt@gmail.com"
#pragma once

#include <string>
#include <string_view>

namespace lodestar::text::internal {

std::string canonical_mail(std::string_view address);
std::string canonical_link(std::string_view link);

}  // namespace lodestar::text::internal
