// SPDX-License-Identifier: Apache-2.0
// The text of a field that holds HTML, as scrapes do, in place of its markup.
//
// Shapes   an inline tag is a space, a block tag a line break, and nothing around the signs of an
//          e-mail address; the target of a link stands behind the link's words, whom another tag
//          leads to (href, data-phone, onclick) before its own; comments, scripts and styles are
//          gone; character references are the characters they name.
// Units    bytes of UTF-8.
// Errors   none: what is no tag that HTML knows, and no reference, stays as it is.
// Cost     linear; a field without "<" and "&" is looked at and not copied.
// Threads  pure.
// Source   the tags, references and the numbers 128 to 159 as the WHATWG HTML standard has them.
// Example  if (auto text = internal::find_plain_text("07481<br>227940")) ...
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lodestar::detect::internal {

// None where the field holds no HTML: "3 < 5", "<3" and "<anna@example.org>" are plain text.
std::optional<std::string> find_plain_text(std::string_view field);

}  // namespace lodestar::detect::internal
