// SPDX-License-Identifier: Apache-2.0
// One JSON object a line.
//
// Shapes   the names of the columns are the objects' keys in the order they first come, told to the
//          sink anew whenever a row brings new ones. Strings are given without quotes and escapes,
//          numbers, true and false as written, null as empty, lists and objects as their JSON.
//          A row says which of its fields are lists and objects; join_parts reads a text that comes
//          in parts. Blank lines are no rows. Fields are views into the input; only strings with
//          escapes are copied, into the arena.
// Units    bytes.
// Errors   a line that is no JSON object is a bad row; invalid: the input is one JSON list.
// Cost     about 1 GB/s. Keys after the first thousand different ones are left out.
// Threads  pure.
// Source   RFC 8259; jsonlines.org. Of a key that comes twice in an object, the last counts.
// Example  read_json_lines("{\"id\":1,\"text\":\"hello\"}\n", arena, sink)
#pragma once

#include <optional>
#include <string_view>

#include "base/arena.h"
#include "base/result.h"
#include "table/rows.h"

namespace lodestar::table {

Status read_json_lines(std::string_view utf8, Arena& arena, RowSink& sink);

// The text of a list of strings and of objects whose "text" is a string, as exports of Telegram
// hold it: one behind the other, a line each where all are strings; behind the words of a link
// stands where it leads ("href"). Nothing where the JSON is another list, or an object.
std::optional<std::string_view> join_parts(std::string_view json, Arena& arena);

}  // namespace lodestar::table
