// SPDX-License-Identifier: Apache-2.0
// Who posts what in an invented corpus: organisers with their campaigns and contacts, and which row
// is whose.
//
// Shapes   Plan::rows says for each row its campaign and which member it is; kLone for the others.
// Units    times in seconds since 1970 UTC; noise in thousandths of words.
// Errors   none.
// Cost     8 bytes a row, 64 a campaign; 20 ns a row.
// Threads  pure.
// Source   docs/guide/simulate.md.
// Example  Plan plan = plan_corpus(options, {{60, 40}});
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "detect/internal/dice.h"
#include "detect/internal/tongue.h"
#include "detect/simulate.h"

namespace lodestar::detect::internal {

inline constexpr std::uint32_t kLone = UINT32_MAX;
inline constexpr std::int64_t kFirstDay = 1'704'067'200;  // 2024-01-01
inline constexpr std::int64_t kDay = 86'400;

inline constexpr std::uint32_t kCommonPhones = 2;

struct Campaign {
  std::uint64_t seed = 0;
  std::uint32_t network = 0;
  std::uint32_t size = 0;
  std::uint32_t first_contact = 0;  // of its network: a run of numbers of one form
  std::uint16_t contacts = 1;
  std::uint16_t main_contact = 0;
  std::uint16_t noise = 0;
  Kind kind = Kind::agency;
  Form form = Form::job;
  ContactForm contact_form = ContactForm::phone;
  std::uint8_t language = 0;
  std::uint8_t stops = 0;  // places one after another; 0: anywhere
  bool is_copy = false;    // nothing varies
  bool is_stock = false;   // made of sentences that unrelated postings use too
  std::int64_t start = 0, length = 0;
};

struct Plan {
  struct Row {
    std::uint32_t campaign = kLone;
    std::uint32_t member = 0;  // of the campaign; for a lone posting, the number of its contact
  };
  std::vector<Campaign> campaigns;
  std::vector<Row> rows;
  std::uint32_t networks = 0;
  std::uint32_t first_common_phone = 0;  // numbers that unrelated organisers all show
  std::uint32_t first_lone_phone = 0;    // lone postings have the numbers from here on
};

// languages: the share of each.
Plan plan_corpus(const SimulateOptions& options, std::span<const std::uint32_t> languages);

}  // namespace lodestar::detect::internal
