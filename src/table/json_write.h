// SPDX-License-Identifier: Apache-2.0
// Writes JSON that stays harmless wherever it is put, inside a script element included.
//
// Shapes   append_json_string(out, text) appends "text" with its quotes; Json appends a value
//          piece by piece and puts the commas.
// Units    none.
// Errors   none: bytes that are no UTF-8 become U+FFFD.
// Cost     about 1 GB/s where nothing needs escaping.
// Threads  pure.
// Source   RFC 8259; < > & and U+2028/U+2029 are escaped as HTML and JavaScript would misread
//          them, and control, zero-width and bidirectional characters as they would misread the
//          reader: the value is kept, the trick is gone.
// Example  Json(line).begin_object().key("id").string("a\"b").end_object();   {"id":"a\"b"}
#pragma once

#include <concepts>
#include <iterator>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace lodestar::table {

void append_json_string(std::string& out, std::string_view text);

// The last character written tells whether a comma is due, so there is no state to get wrong: a
// value starts in an empty string or after a newline.
class Json {
 public:
  explicit Json(std::string& out) : out_(out) {}

  Json& begin_object() { return open('{'); }
  Json& end_object() { return close('}'); }
  Json& begin_array() { return open('['); }
  Json& end_array() { return close(']'); }
  // Names are ours: they need no escape.
  Json& key(std::string_view name) {
    separate();
    out_ += '"';
    out_ += name;
    out_ += "\":";
    return *this;
  }
  Json& string(std::string_view text) {
    separate();
    append_json_string(out_, text);
    return *this;
  }
  template <std::integral T>
  Json& number(T value) {
    separate();
    const fmt::format_int digits(value);
    out_.append(digits.data(), digits.size());
    return *this;
  }
  Json& real(double value, int decimals) {
    separate();
    fmt::format_to(std::back_inserter(out_), "{:.{}f}", value, decimals);
    return *this;
  }
  Json& boolean(bool value) { return literal(value ? "true" : "false"); }
  Json& null() { return literal("null"); }
  // The members of an object that is text already.
  Json& members_of(std::string_view object) {
    if (object.size() <= 2) return *this;
    separate();
    out_ += object.substr(1, object.size() - 2);
    return *this;
  }

 private:
  void separate() {
    if (!out_.empty() && out_.back() != '{' && out_.back() != '[' && out_.back() != ':' &&
        out_.back() != '\n') {
      out_ += ',';
    }
  }
  Json& open(char bracket) {
    separate();
    out_ += bracket;
    return *this;
  }
  Json& close(char bracket) {
    out_ += bracket;
    return *this;
  }
  Json& literal(std::string_view word) {
    separate();
    out_ += word;
    return *this;
  }
  std::string& out_;
};

}  // namespace lodestar::table
