// SPDX-License-Identifier: Apache-2.0
// A row sink that remembers everything it was given.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

#include "table/rows.h"

namespace lodestar::test {

struct RowLog : table::RowSink {
  void take_header(const Header& told) override { header = told; }
  Status take_columns(std::span<const std::string_view> all) override {
    names.assign(all.begin(), all.end());
    return {};
  }
  Status take_row(const table::Row& row) override {
    rows.emplace_back(row.fields.begin(), row.fields.end());
    lines.push_back(row.line);
    return {};
  }
  void take_bad_row(const table::BadRow& row) override {
    bad.push_back(fmt::format("{}:{}: {}", row.line, row.column, row.fault.words));
  }

  void take_replaced(std::uint64_t characters) override { replaced += characters; }

  void take_quote_doubt(table::QuoteDoubt doubt, std::uint64_t line) override {
    auto& seen = doubt == table::QuoteDoubt::holds_rows ? holding_rows : stray_quotes;
    seen.push_back(line);
  }

  void take_other_sheets(std::string_view all) override { other_sheets = all; }

  std::uint64_t replaced = 0;
  std::vector<std::uint64_t> stray_quotes, holding_rows;  // lines
  std::string other_sheets;
  Header header;
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::uint64_t> lines;
  std::vector<std::string> bad;
};

}  // namespace lodestar::test
