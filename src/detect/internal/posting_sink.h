// SPDX-License-Identifier: Apache-2.0
// Takes the rows of one source's table into PostingsRead.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "detect/internal/contents.h"
#include "detect/internal/key_set.h"
#include "detect/internal/times.h"
#include "detect/read_postings.h"
#include "detect/when.h"
#include "table/rows.h"

namespace lodestar::detect::internal {

class PostingSink final : public table::RowSink {
 public:
  // names_grow: columns may still come, so that a missing one is no error before finish() (JSON
  // Lines).
  struct About {
    std::uint16_t source = 0;
    std::uint64_t bytes = 0;         // as they are read
    std::uint64_t source_bytes = 0;  // as they came: what progress is told in
    bool names_grow = false;
    std::size_t kept_rows = 0;     // of the state; they come first
    bool is_kept = false;          // this is one of the state's own
    bool is_numbered = false;      // and its ids are row numbers
    Contents* contents = nullptr;  // where there is a state
    bool counts_days = false;  // a number in the time column is a day as spreadsheets count them
  };
  // keys: the ids so far of all sources of this name; it must outlive the sink.
  PostingSink(const About& about, const ReadOptions& options, KeySet& keys, PostingsRead& read);

  void take_header(const Header& header) override { header_ = header; }
  Status take_columns(std::span<const std::string_view> names) override;
  Status take_row(const table::Row& row) override;
  void take_bad_row(const table::BadRow& bad) override;
  void take_replaced(std::uint64_t characters) override { replaced_ += characters; }
  void take_quote_doubt(table::QuoteDoubt doubt, std::uint64_t line) override;
  void take_other_sheets(std::string_view names) override { other_sheets_ = names; }
  // After the last row: what was read, but of the times. how: what is known of the file's form.
  Status finish(ReadAs how);
  TimesSeen times_seen() const { return {orders_, first_row_, read_.postings.size()}; }

 private:
  Status check_columns() const;
  bool may_lack_header() const;
  bool may_stand_above() const;
  Status report_progress(std::uint64_t bytes_read);
  void expect_rows(std::uint64_t bytes_read);
  std::string_view number_row();
  std::optional<table::Fault> read_parts(const table::Row& row, Postings::Row& posting);
  bool read_html(Postings::Row& posting);
  std::string_view read_day(std::string_view time);
  bool take_id(Postings::Row& posting);
  table::Fault find_repeated(const Postings::Row& posting);
  // Why the row is no new posting; none where it is one, which then has its id.
  std::optional<table::Fault> find_known(Postings::Row& posting);

  const About about_;
  const std::size_t first_row_;
  const ReadOptions& options_;
  Header header_{};
  PostingsRead& read_;
  table::ColumnMap map_;
  std::vector<std::string> names_;
  std::vector<std::string> shown_names_;
  std::string other_sheets_;
  ReadAs::Doubtful stray_quotes_, holding_rows_;
  KeySet& keys_;
  std::unordered_map<std::string, std::uint32_t> reasons_;
  std::uint64_t rows_ = 0;  // bad ones included
  std::uint64_t next_guess_ = 4096;
  std::uint32_t last_repeated_ = 0;  // the row that has the id already
  std::uint64_t taken_ = 0;
  std::uint64_t skipped_ = 0;
  std::uint64_t replaced_ = 0;  // characters, by U+FFFD
  std::uint64_t other_texts_ = 0;
  std::uint64_t repeated_ids_ = 0;
  std::uint64_t html_postings_ = 0;
  std::uint64_t reported_bytes_ = 0;
  DateOrders orders_;
};

}  // namespace lodestar::detect::internal
