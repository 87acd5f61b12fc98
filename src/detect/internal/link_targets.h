// SPDX-License-Identifier: Apache-2.0
// Whom or what a tag of HTML leads to: the target of a link, and the number, address or messenger
// that other tags hold in their attributes.
//
// Shapes   attributes are what stands between a tag's name and its ">".
// Units    none.
// Errors   none: empty where it leads nowhere outside the page's own site.
// Cost     linear.
// Threads  pure.
// Source   RFC 3966 and RFC 6068 for what may stand behind "tel:" and "mailto:".
// Example  target_of_tag("href='tel:+44%207700900118'", true) == "+44 7700900118"
#pragma once

#include <string>
#include <string_view>

namespace lodestar::detect::internal {

std::string target_of_tag(std::string_view attributes, bool is_link);

}  // namespace lodestar::detect::internal
