// SPDX-License-Identifier: Apache-2.0
#include "table/internal/xml.h"

#include <expat.h>
#include <fmt/core.h>

#include "base/assert.h"

namespace lodestar::table::internal {
namespace {

constexpr std::size_t kMostAtOnce = std::size_t{1} << 30;  // expat counts in int

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (without_prefix(*pair) == name) return pair[1];
  }
  return std::nullopt;
}

struct XmlReader::State {
  explicit State(XmlHandler& told) : handler(told), parser(XML_ParserCreate(nullptr)) {
    LODESTAR_ASSERT(parser != nullptr);
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, &State::on_start, &State::on_end);
    XML_SetCharacterDataHandler(parser, &State::on_text);
    XML_SetStartDoctypeDeclHandler(parser, &State::on_doctype);
  }
  ~State() { XML_ParserFree(parser); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void note(Status told) {
    if (told || !status) return;
    status = std::move(told);
    XML_StopParser(parser, XML_FALSE);
  }
  static void on_start(void* self, const XML_Char* name, const XML_Char** pairs) {
    auto& state = *static_cast<State*>(self);
    state.note(state.handler.start(without_prefix(name), XmlAttributes(pairs)));
  }
  static void on_end(void* self, const XML_Char* name) {
    auto& state = *static_cast<State*>(self);
    if (state.status) state.note(state.handler.end(without_prefix(name)));
  }
  static void on_text(void* self, const XML_Char* text, int size) {
    static_cast<State*>(self)->handler.text({text, static_cast<std::size_t>(size)});
  }
  static void on_doctype(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<State*>(self)->note(Error{Code::corrupt, "its XML declares a document type"});
  }
  Status parse(std::string_view piece, bool is_last) {
    const auto outcome =
        XML_Parse(parser, piece.data(), static_cast<int>(piece.size()), is_last ? 1 : 0);
    if (!status) return status;
    if (outcome == XML_STATUS_OK) return {};
    return Error{Code::corrupt,
                 fmt::format("its XML is broken at line {}: {}", XML_GetCurrentLineNumber(parser),
                             XML_ErrorString(XML_GetErrorCode(parser)))};
  }

  XmlHandler& handler;
  XML_Parser parser;
  Status status;
};

XmlReader::XmlReader(XmlHandler& handler) : state_(std::make_unique<State>(handler)) {}
XmlReader::~XmlReader() = default;

Status XmlReader::take(std::string_view piece) {
  while (piece.size() > kMostAtOnce) {
    LODESTAR_TRY(state_->parse(piece.substr(0, kMostAtOnce), false));
    piece.remove_prefix(kMostAtOnce);
  }
  return state_->parse(piece, false);
}

Status XmlReader::finish() { return state_->parse({}, true); }

}  // namespace lodestar::table::internal
