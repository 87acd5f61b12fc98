// SPDX-License-Identifier: Apache-2.0
// Writes strings as JSON that stays harmless wherever it is put, inside a script element included.
//
// Shapes   append_json_string(out, text) appends "text" with its quotes.
// Units    none.
// Errors   none: bytes that are no UTF-8 become U+FFFD by text/encoding.h before they come here.
// Cost     about 1 GB/s where nothing needs escaping.
// Threads  pure.
// Source   RFC 8259; < > & and U+2028/U+2029 are escaped too, as HTML and JavaScript would misread
//          them.
// Example  append_json_string(line, "a\"b") appends "a\"b"
#pragma once

#include <string>
#include <string_view>

namespace lodestar::table {

void append_json_string(std::string& out, std::string_view text);

}  // namespace lodestar::table
