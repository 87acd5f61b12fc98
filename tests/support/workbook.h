// SPDX-License-Identifier: Apache-2.0
// Small workbooks for tests: ZIP files whose entries are stored, not packed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lodestar::test {

using Parts = std::vector<std::pair<std::string, std::string>>;  // name, content

inline void append_number(std::string& out, std::size_t value, int width) {
  for (; width > 0; --width, value >>= 8) out += static_cast<char>(value & 0xff);
}

inline std::string zip(const Parts& parts) {
  std::string file, central;
  for (const auto& [name, content] : parts) {
    const std::size_t place = file.size();
    for (std::string* out : {&file, &central}) {
      const bool is_central = out == &central;
      *out += is_central ? std::string("PK\1\2\24\0", 6) : std::string("PK\3\4", 4);
      append_number(*out, 20, 2);
      append_number(*out, 0, 2 + 2 + 4 + 4);  // flags, method, time, checksum (which is not read)
      append_number(*out, content.size(), 4);
      append_number(*out, content.size(), 4);
      append_number(*out, name.size(), 2);
      append_number(*out, 0, is_central ? 2 + 2 + 2 + 2 + 4 : 2);
      if (is_central) append_number(*out, place, 4);
      *out += name;
    }
    file += content;
  }
  const std::size_t start = file.size();
  file += central;
  file += std::string("PK\5\6\0\0\0\0", 8);
  append_number(file, parts.size(), 2);
  append_number(file, parts.size(), 2);
  append_number(file, central.size(), 4);
  append_number(file, start, 4);
  append_number(file, 0, 2);
  return file;
}

struct Book {
  std::string rows;     // of the first sheet: <row>...</row>
  std::string strings;  // <si>...</si>
  std::string formats;  // <numFmts>...</numFmts><cellXfs>...</cellXfs>
  std::string workbook =
      "<workbook xmlns:r='r'><sheets><sheet name='Jobs' sheetId='1' r:id='a'/>"
      "<sheet name='Other' sheetId='2' r:id='b'/></sheets></workbook>";
};

inline std::string workbook(const Book& book) {
  return zip({{"xl/workbook.xml", book.workbook},
              {"xl/_rels/workbook.xml.rels",
               "<Relationships><Relationship Id='a' Target='worksheets/sheet1.xml'/>"
               "<Relationship Id='b' Target='/xl/worksheets/sheet2.xml'/></Relationships>"},
              {"xl/sharedStrings.xml", "<sst>" + book.strings + "</sst>"},
              {"xl/styles.xml", "<styleSheet>" + book.formats + "</styleSheet>"},
              {"xl/worksheets/sheet1.xml",
               "<worksheet><sheetData>" + book.rows + "</sheetData></worksheet>"},
              {"xl/worksheets/sheet2.xml",
               "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>"}});
}

}  // namespace lodestar::test
