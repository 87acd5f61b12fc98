// SPDX-License-Identifier: Apache-2.0
#include "table/json_value.h"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace lodestar::table {
namespace {

constexpr std::size_t kMostDepth = 32;

// Receives the parser's events and builds our value on a stack; a refusal stops the parser.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return put({}); }
  bool boolean(bool value) override { return put({value}); }
  bool number_integer(number_integer_t value) override { return put({std::int64_t{value}}); }
  bool number_unsigned(number_unsigned_t value) override {
    return put({static_cast<std::int64_t>(std::min<number_unsigned_t>(value, INT64_MAX))});
  }
  bool number_float(number_float_t value, const string_t& /*raw*/) override { return put({value}); }
  bool string(string_t& value) override { return put({std::move(value)}); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return open({JsonValue::Object{}}); }
  bool start_array(std::size_t /*size*/) override { return open({JsonValue::Array{}}); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (open_.back().json.find(name) != nullptr) {
      return refuse(fmt::format("the name \"{}\" stands twice in one object", name));
    }
    open_.back().key = std::move(name);
    return true;
  }
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                   const nlohmann::json::exception& failure) override {
    const std::string_view text =
        failure.what();  // "[json.exception.parse_error.101] parse error at ..."
    const std::size_t start = text.find("at line");
    const std::string_view why = start == text.npos ? text : text.substr(start);
    return refuse(std::string(why.substr(0, why.find("; last read:"))));  // a person's words
  }

  JsonValue root;
  std::string error;

 private:
  struct Open {
    JsonValue json;
    std::string key;  // of the member being read
  };
  bool refuse(std::string why) {
    error = std::move(why);
    return false;
  }
  bool open(JsonValue container) {
    if (open_.size() == kMostDepth) return refuse(fmt::format("nested deeper than {}", kMostDepth));
    open_.push_back({std::move(container), {}});
    return true;
  }
  bool close() {
    JsonValue done = std::move(open_.back().json);
    open_.pop_back();
    return put(std::move(done));
  }
  bool put(JsonValue json) {
    if (open_.empty()) {
      root = std::move(json);
    } else if (auto* array = std::get_if<JsonValue::Array>(&open_.back().json.value)) {
      array->push_back(std::move(json));
    } else {
      auto& object = std::get<JsonValue::Object>(open_.back().json.value);
      object.push_back({std::move(open_.back().key), std::move(json)});
    }
    return true;
  }

  std::vector<Open> open_;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
  const auto* object = as<Object>();
  if (object == nullptr) return nullptr;
  const auto at = std::ranges::find(*object, key, &JsonMember::key);
  return at == object->end() ? nullptr : &at->value;
}

Result<JsonValue> parse_json_value(std::string_view bytes) {
  Builder builder;
  bool read = false;
  try {
    read = nlohmann::json::sax_parse(bytes, &builder);
  } catch (const nlohmann::json::exception& thrown) {  // none known; the adapter's last line
    builder.error = thrown.what();
  }
  if (!read) {
    return Error{Code::invalid, builder.error.empty() ? "not JSON" : builder.error};
  }
  return std::move(builder.root);
}

}  // namespace lodestar::table
