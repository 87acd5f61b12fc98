// SPDX-License-Identifier: Apache-2.0
#include "table/internal/workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <span>

namespace lodestar::table::internal {
namespace {

constexpr std::uint64_t kAlwaysAllowed = std::uint64_t{1} << 30;
constexpr std::uint64_t kLargestRatio = 200;
constexpr std::string_view kOldExcelMagic = "\xd0\xcf\x11\xe0";

bool is_true(const std::optional<std::string_view>& value) {
  return value && (*value == "1" || *value == "true");
}

template <typename T>
T to_number(const std::optional<std::string_view>& text) {
  T value = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), value);
  return value;
}

struct Sheet {
  std::string name, id;
  bool is_hidden = false;
};

struct SheetList final : XmlHandler {
  Status start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") counts_from_1904 = is_true(attributes.find("date1904"));
    if (name != "sheet") return {};
    sheets.push_back({.name = std::string(attributes.find("name").value_or("")),
                      .id = std::string(attributes.find("id").value_or("")),
                      .is_hidden = attributes.find("state").value_or("visible") != "visible"});
    return {};
  }
  Status end(std::string_view) override { return {}; }
  void text(std::string_view) override {}
  std::vector<Sheet> sheets;
  bool counts_from_1904 = false;
};

struct Relations final : XmlHandler {
  Status start(std::string_view name, const XmlAttributes& attributes) override {
    const auto id = attributes.find("Id"), target = attributes.find("Target");
    if (name != "Relationship" || !id || !target) return {};
    target_of[std::string(*id)] =
        target->starts_with('/') ? std::string(target->substr(1)) : fmt::format("xl/{}", *target);
    return {};
  }
  Status end(std::string_view) override { return {}; }
  void text(std::string_view) override {}
  std::map<std::string, std::string> target_of;
};

struct SharedStrings final : XmlHandler {
  explicit SharedStrings(Arena& kept) : arena(kept) {}
  Status start(std::string_view name, const XmlAttributes&) override {
    if (name == "si") whole.clear();
    is_phonetic |= name == "rPh";
    is_text = name == "t" && !is_phonetic;
    return {};
  }
  Status end(std::string_view name) override {
    is_text = false;
    if (name == "rPh") is_phonetic = false;
    if (name == "si") strings.push_back(arena.copy(undo_escapes(whole)));
    return {};
  }
  void text(std::string_view piece) override {
    if (is_text) whole += piece;
  }
  Arena& arena;
  std::vector<std::string_view> strings;
  std::string whole;
  bool is_text = false, is_phonetic = false;
};

// The formats that Excel knows by number alone.
bool is_date_number(unsigned format) {
  return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) ||
         (format >= 45 && format <= 47) || (format >= 50 && format <= 58);
}

struct Styles final : XmlHandler {
  Status start(std::string_view name, const XmlAttributes& attributes) override {
    const auto format = to_number<unsigned>(attributes.find("numFmtId"));
    if (name == "numFmt")
      custom[format] = is_date_format(attributes.find("formatCode").value_or(""));
    if (name == "cellXfs") is_cell = true;
    if (name != "xf" || !is_cell) return {};
    const auto found = custom.find(format);
    is_date.push_back(found == custom.end() ? is_date_number(format) : found->second);
    return {};
  }
  Status end(std::string_view name) override {
    if (name == "cellXfs") is_cell = false;
    return {};
  }
  void text(std::string_view) override {}
  std::map<unsigned, bool> custom;
  std::vector<bool> is_date;
  bool is_cell = false;
};

std::string list_names(std::span<const Sheet> sheets) {
  constexpr std::size_t kMostNamed = 20;
  std::string names;
  for (const auto& sheet : sheets.first(std::min(kMostNamed, sheets.size()))) {
    names += fmt::format("{}'{}'", names.empty() ? "" : ", ", sheet.name);
  }
  if (sheets.size() > kMostNamed) names += fmt::format(" and {} more", sheets.size() - kMostNamed);
  return names;
}

Result<Sheet> choose_sheet(const std::vector<Sheet>& sheets, const std::string& told) {
  if (sheets.empty()) return Error{Code::corrupt, "the workbook has no sheet"};
  if (told.empty()) {
    const auto visible = std::ranges::find(sheets, false, &Sheet::is_hidden);
    return visible == sheets.end() ? sheets.front() : *visible;
  }
  const auto named = std::ranges::find(sheets, told, &Sheet::name);
  if (named != sheets.end()) return *named;
  const std::size_t place =
      told.starts_with('#') ? to_number<std::size_t>(std::string_view(told).substr(1)) : 0;
  if (place >= 1 && place <= sheets.size()) return sheets[place - 1];
  return Error{Code::invalid,
               fmt::format("no sheet is called '{}': there are {}", told, list_names(sheets))};
}

}  // namespace

Status read_part(const Workbook& book, const std::string& part, XmlHandler& handler) {
  XmlReader reader(handler);
  LODESTAR_TRY(book.zip.unpack(part, book.max_part_bytes,
                               [&](const Zip::Piece& piece) { return reader.take(piece.bytes); }));
  return reader.finish();
}

Result<Workbook> open_workbook(std::string_view bytes, const std::string& sheet, Arena& arena) {
  if (bytes.starts_with(kOldExcelMagic)) {
    return Error{Code::invalid,
                 "it is an old Excel file, or one with a password: save it as .xlsx without one"};
  }
  Workbook book;
  book.zip = LODESTAR_TRY(Zip::open(bytes));
  book.max_part_bytes = std::max(kAlwaysAllowed, kLargestRatio * bytes.size());
  if (!book.zip.has("xl/workbook.xml")) {
    return Error{Code::invalid, "it is a ZIP file but no Excel workbook: unpack it first"};
  }
  SheetList list;
  LODESTAR_TRY(read_part(book, "xl/workbook.xml", list));
  book.counts_from_1904 = list.counts_from_1904;
  const Sheet chosen = LODESTAR_TRY(choose_sheet(list.sheets, sheet));
  book.sheet_name = chosen.name;
  std::erase_if(list.sheets,
                [&](const Sheet& other) { return other.is_hidden || other.name == chosen.name; });
  book.other_sheets = list_names(list.sheets);
  Relations relations;
  LODESTAR_TRY(read_part(book, "xl/_rels/workbook.xml.rels", relations));
  book.sheet_part = relations.target_of[chosen.id];
  if (book.zip.has("xl/styles.xml")) {
    Styles styles;
    LODESTAR_TRY(read_part(book, "xl/styles.xml", styles));
    book.is_date_style = std::move(styles.is_date);
  }
  if (book.zip.has("xl/sharedStrings.xml")) {
    SharedStrings shared(arena);
    LODESTAR_TRY(read_part(book, "xl/sharedStrings.xml", shared));
    book.strings = std::move(shared.strings);
  }
  return book;
}

std::string undo_escapes(std::string_view text) {
  std::string plain;
  while (true) {
    const std::size_t at = text.find("_x");
    plain += text.substr(0, at);
    if (at == std::string_view::npos) return plain;
    text.remove_prefix(at);
    unsigned code = 0;
    const char* const digits = text.data() + 2;
    const bool is_escape = text.size() >= 7 && text[6] == '_' &&
                           std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4;
    // Only ASCII is escaped so by Excel; anything else stays as it is.
    plain += is_escape && code < 0x80 ? std::string_view() : text.substr(0, 2);
    if (is_escape && code < 0x80) plain += static_cast<char>(code);
    text.remove_prefix(is_escape && code < 0x80 ? 7 : 2);
  }
}

bool is_date_format(std::string_view code) {
  for (std::size_t i = 0; i < code.size(); ++i) {
    switch (code[i]) {
      case '"':
        i = std::min(code.find('"', i + 1), code.size());
        break;
      case '[':  // a colour, a currency, a condition; but [h]:mm is a time
        if (i + 2 < code.size() && (code[i + 2] == ']' || code[i + 2] == code[i + 1])) break;
        i = std::min(code.find(']', i + 1), code.size());
        break;
      case '\\':
      case '_':
      case '*':
        ++i;
        break;
      default:
        if (std::string_view("dmyhsDMYHS").find(code[i]) != std::string_view::npos) return true;
    }
  }
  return false;
}

}  // namespace lodestar::table::internal
