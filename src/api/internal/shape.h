// SPDX-License-Identifier: Apache-2.0
// What travels, described once. A struct names its members in fields(); from that one list its JSON
// is written, read with errors that name the member, and put into the schema.
//
// Shapes   struct NewTask {
//            static constexpr std::string_view kName = "NewTask";
//            std::string title;
//            static void fields(auto& it, auto& each) { each("title", it.title, {.most = 500}); }
//          };
// Units    lengths in characters.
// Errors   invalid: "MEMBER: what is wanted".
// Cost     a copy of each text.
// Threads  pure.
// Source   JSON Schema 2020-12, as OpenAPI 3.1 has it.
// Example  const auto task = LODESTAR_TRY(read<NewTask>(body));
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/sensitive.h"
#include "base/utc.h"
#include "table/json_value.h"
#include "table/json_write.h"

namespace lodestar::api::internal {

using table::Json;
using table::JsonMember;
using table::JsonValue;

// The parts of a schema that have names of their own, by these.
using Components = std::map<std::string, JsonValue, std::less<>>;

// How others see what somebody types: as anything; as one line, or several, in which nothing is
// hidden and nothing turns the direction of what stands beside it.
enum class Shown : std::uint8_t { freely, as_line, as_lines };

// What is said of a member beside its type.
struct Rule {
  std::string_view says{};
  std::int64_t least = 0;  // characters, items, or the number itself
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  bool is_left_out = false;  // where there is none, instead of null
  Shown shown = Shown::freely;
};

// Members in their order, for schemas.
JsonValue make_object(std::vector<JsonMember> members);
JsonValue make_text(std::string_view text);
JsonValue make_number(std::int64_t number);
JsonValue make_type(std::string_view type);
JsonValue or_null(JsonValue schema);
// With the rule's words; a reference has room for nothing else.
JsonValue with_words(JsonValue schema, const Rule& rule);

Error wanted(std::string_view name, std::string_view what);
Result<std::string> read_text(const JsonValue& value, std::string_view name, const Rule& rule);
Result<std::int64_t> read_number(const JsonValue& value, std::string_view name, const Rule& rule);

// Seconds; a time of RFC 3339 in JSON.
struct Time {
  std::uint64_t s = 0;
};
// A day or a time, which asks for the end of that day.
struct Due {
  std::uint64_t s = 0;
};
// Bytes; base64url in JSON.
struct Bytes {
  std::string bytes;
};
// One of a closed list.
template <const auto& kWords>
struct OneOf {
  std::string word{kWords[0]};
};
// An object that lies ready as text, whose members stand among those of the one it is in; `Shape`
// tells what they are.
template <typename Shape>
struct Spliced {
  std::string_view text;
};
struct Nothing {};  // no body, no parameter

template <typename T>
struct Wire;
template <typename T>
concept Described = requires { &T::template fields<T, int>; };

template <>
struct Wire<bool> {
  static JsonValue schema(Components&, const Rule&) { return make_type("boolean"); }
  static void write(Json& json, bool value) { json.boolean(value); }
  static Result<bool> read(const JsonValue& value, std::string_view name, const Rule&) {
    const bool* const is = value.as<bool>();
    if (is == nullptr) return wanted(name, "true or false");
    return *is;
  }
};

template <std::integral T>
struct Wire<T> {
  static JsonValue schema(Components&, const Rule& rule) {
    std::vector<JsonMember> members{{"type", make_text("integer")},
                                    {"minimum", make_number(rule.least)}};
    if (rule.most < Rule().most) members.push_back({"maximum", make_number(rule.most)});
    return make_object(std::move(members));
  }
  static void write(Json& json, T value) { json.number(value); }
  static Result<T> read(const JsonValue& value, std::string_view name, const Rule& rule) {
    return static_cast<T>(LODESTAR_TRY(read_number(value, name, rule)));
  }
};

template <>
struct Wire<double> {  // tenths are enough
  static JsonValue schema(Components&, const Rule&) { return make_type("number"); }
  static void write(Json& json, double value) { json.real(value, 1); }
};

template <>
struct Wire<std::string> {
  static JsonValue schema(Components&, const Rule& rule);
  static void write(Json& json, std::string_view value) { json.string(value); }
  static Result<std::string> read(const JsonValue& value, std::string_view name, const Rule& rule) {
    return read_text(value, name, rule);
  }
};

template <>
struct Wire<Sensitive<std::string>> {
  static JsonValue schema(Components& components, const Rule& rule) {
    return Wire<std::string>::schema(components, rule);
  }
  static void write(Json& json, const Sensitive<std::string>& value) {
    json.string(value.reveal());
  }
  static Result<Sensitive<std::string>> read(const JsonValue& value, std::string_view name,
                                             const Rule& rule) {
    return Sensitive(LODESTAR_TRY(read_text(value, name, rule)));
  }
};

template <>
struct Wire<Time> {
  static JsonValue schema(Components&, const Rule&);
  static void write(Json& json, Time time) { json.string(to_time(time.s)); }
};

template <>
struct Wire<Due> {
  static JsonValue schema(Components&, const Rule&);
  static Result<Due> read(const JsonValue& value, std::string_view name, const Rule& rule);
};

template <>
struct Wire<Bytes> {
  static JsonValue schema(Components&, const Rule&);
  static void write(Json& json, const Bytes& value);
  static Result<Bytes> read(const JsonValue& value, std::string_view name, const Rule& rule);
};

template <const auto& kWords>
struct Wire<OneOf<kWords>> {
  static JsonValue schema(Components&, const Rule&) {
    JsonValue::Array words;
    for (const std::string_view word : kWords) words.push_back(make_text(word));
    return make_object({{"type", make_text("string")}, {"enum", {std::move(words)}}});
  }
  static void write(Json& json, const OneOf<kWords>& value) { json.string(value.word); }
  static Result<OneOf<kWords>> read(const JsonValue& value, std::string_view name, const Rule&) {
    const auto* const word = value.as<std::string>();
    if (word != nullptr && std::ranges::find(kWords, *word) != std::end(kWords)) {
      return OneOf<kWords>{*word};
    }
    return wanted(name, fmt::format("one of {}", fmt::join(kWords, ", ")));
  }
};

template <typename T>
struct Wire<std::optional<T>> {
  static JsonValue schema(Components& components, const Rule& rule) {
    JsonValue schema = Wire<T>::schema(components, rule);
    return rule.is_left_out ? schema : or_null(std::move(schema));
  }
  static void write(Json& json, const std::optional<T>& value) {
    if (value) {
      Wire<T>::write(json, *value);
    } else {
      json.null();
    }
  }
  static Result<std::optional<T>> read(const JsonValue& value, std::string_view name,
                                       const Rule& rule) {
    if (value.as<std::monostate>() != nullptr) return std::optional<T>();
    return std::optional(LODESTAR_TRY(Wire<T>::read(value, name, rule)));
  }
};

template <typename T>
struct Wire<std::vector<T>> {
  static JsonValue schema(Components& components, const Rule& rule) {
    std::vector<JsonMember> members{{"type", make_text("array")},
                                    {"items", Wire<T>::schema(components, {})}};
    if (rule.most < Rule().most) members.push_back({"maxItems", make_number(rule.most)});
    return make_object(std::move(members));
  }
  static void write(Json& json, const std::vector<T>& values) {
    json.begin_array();
    for (const T& value : values) Wire<T>::write(json, value);
    json.end_array();
  }
  static Result<std::vector<T>> read(const JsonValue& value, std::string_view name,
                                     const Rule& rule) {
    const auto* const array = value.as<JsonValue::Array>();
    if (array == nullptr || array->size() > static_cast<std::uint64_t>(rule.most)) {
      return wanted(name, "an array");
    }
    std::vector<T> values;
    for (const JsonValue& one : *array) {
      values.push_back(LODESTAR_TRY(Wire<T>::read(one, name, {.least = 1, .most = 200})));
    }
    return values;
  }
};

template <typename T>
constexpr bool kIsOptional = false;
template <typename T>
constexpr bool kIsOptional<std::optional<T>> = true;

// What goes out may have a member that is null; what comes in may leave it out as well.
enum class Way : std::uint8_t { in, out };

class SchemaFields {
 public:
  SchemaFields(Components& components, Way way) : components_(components), way_(way) {}
  template <typename T>
  void operator()(std::string_view name, const T&, const Rule& rule = {}) {
    properties_.push_back(
        {std::string(name), with_words(Wire<T>::schema(components_, rule), rule)});
    const bool is_required = !kIsOptional<T> || (way_ == Way::out && !rule.is_left_out);
    if (is_required) required_.push_back(make_text(name));
  }
  template <typename Shape>
  void operator()(const Spliced<Shape>&) {
    Shape shape{};
    Shape::fields(shape, *this);
  }
  JsonValue finish(bool is_open);

 private:
  Components& components_;
  Way way_;
  std::vector<JsonMember> properties_;
  JsonValue::Array required_;
};

class WriteFields {
 public:
  explicit WriteFields(Json& json) : json_(json) {}
  template <typename T>
  void operator()(std::string_view name, const T& value, const Rule& rule = {}) {
    if constexpr (kIsOptional<T>) {
      if (rule.is_left_out && !value) return;
    }
    json_.key(name);
    Wire<T>::write(json_, value);
  }
  template <typename Shape>
  void operator()(const Spliced<Shape>& spliced) {
    json_.members_of(spliced.text);
  }

 private:
  Json& json_;
};

class ReadFields {
 public:
  explicit ReadFields(const JsonValue& value) : value_(value) {}
  template <typename T>
  void operator()(std::string_view name, T& member, const Rule& rule = {}) {
    const JsonValue* const found = take(name);
    if (!outcome_) return;
    if (found == nullptr && kIsOptional<T>) return;
    auto read = Wire<T>::read(found == nullptr ? JsonValue{} : *found, name, rule);
    if (read) {
      member = *std::move(read);
    } else {
      outcome_ = read.error();
    }
  }
  // What is not described is told, unless the object is somebody else's.
  Status finish(bool is_open) const;

 private:
  const JsonValue* take(std::string_view name);
  const JsonValue& value_;
  std::vector<std::string_view> taken_;
  Status outcome_;
};

// kIsOpen: a standard's object, of which there may be more than is read here.
template <typename T>
constexpr bool is_open() {
  if constexpr (requires { T::kIsOpen; }) return true;
  return false;
}

template <typename T>
JsonValue object_schema(Components& components, Way way) {
  T it{};
  SchemaFields fields(components, way);
  T::fields(it, fields);
  return fields.finish(way == Way::out || is_open<T>());
}

template <Described T>
struct Wire<T> {
  static constexpr Way way() {
    if constexpr (requires { T::kIsAsked; }) return Way::in;
    return Way::out;
  }
  static JsonValue schema(Components& components, const Rule&) {
    if constexpr (requires { T::kName; }) {
      const std::string name(T::kName);
      if (!components.contains(name)) {
        components[name];  // so that what names itself ends
        components[name] = object_schema<T>(components, way());
      }
      return make_object({{"$ref", make_text("#/components/schemas/" + name)}});
    } else {
      return object_schema<T>(components, way());
    }
  }
  static void write(Json& json, const T& value) {
    json.begin_object();
    WriteFields fields(json);
    T::fields(value, fields);
    json.end_object();
  }
  static Result<T> read(const JsonValue& value, std::string_view name, const Rule&) {
    if (value.as<JsonValue::Object>() == nullptr) return wanted(name, "an object");
    T it{};
    ReadFields fields(value);
    T::fields(it, fields);
    LODESTAR_TRY(fields.finish(is_open<T>()));
    return it;
  }
};

template <typename T>
std::string to_json(const T& value) {
  std::string body;
  Json json(body);
  Wire<T>::write(json, value);
  return body;
}

// A query's parameters, as an object of texts; a number stays one.
class QueryFields {
 public:
  explicit QueryFields(std::vector<std::pair<std::string, std::string>> pairs)
      : pairs_(std::move(pairs)) {}
  template <typename T>
  void operator()(std::string_view name, std::optional<T>& member, const Rule& rule = {}) {
    const auto text = take(name);
    if (!text || !outcome_) return;
    auto read = Wire<T>::read(std::integral<T> ? number_of(*text) : JsonValue{*text}, name, rule);
    if (read) {
      member = *std::move(read);
    } else {
      outcome_ = read.error();
    }
  }
  Status finish() const;

 private:
  std::optional<std::string> take(std::string_view name);
  static JsonValue number_of(const std::string& text);
  std::vector<std::pair<std::string, std::string>> pairs_;
  Status outcome_;
};

class ParameterFields {
 public:
  explicit ParameterFields(Components& components) : components_(components) {}
  template <typename T>
  void operator()(std::string_view name, const std::optional<T>&, const Rule& rule = {}) {
    add(name, Wire<T>::schema(components_, rule), rule);
  }
  JsonValue::Array finish() { return std::move(parameters_); }

 private:
  void add(std::string_view name, JsonValue schema, const Rule& rule);
  Components& components_;
  JsonValue::Array parameters_;
};

std::optional<std::size_t> digit_of(char letter);  // hexadecimal
// name=value&..., percent-decoded.
std::vector<std::pair<std::string, std::string>> pairs_of(std::string_view query);

template <typename T>
Result<T> read_query(std::string_view query) {
  T it{};
  QueryFields fields(pairs_of(query));
  if constexpr (Described<T>) T::fields(it, fields);
  LODESTAR_TRY(fields.finish());
  return it;
}

}  // namespace lodestar::api::internal
