// SPDX-License-Identifier: Apache-2.0
// review.html: one file an analyst opens in a browser, with no network: leads, reasons for and
// against, templates, networks, time, place and sample postings.
//
// Shapes   the page of web/review, bundled into the program, and the run's data as JSON inside it.
// Units    texts come as runs with what each is part of, so the page needs no byte positions.
// Errors   those of the sink.
// Cost     bounded: at most kMostLeads leads in full, kMostSamples postings a lead, long texts cut;
//          the page says what was left out.
// Threads  pure.
// Source   design in web/review/README.md; Content-Security-Policy: nothing may load, only the two
//          inlined hashes may run.
// Example  write_review(found, record, sink);
#pragma once

#include "detect/outputs.h"
#include "detect/run_record.h"

namespace lodestar::detect {

inline constexpr std::size_t kMostLeads = 200;
inline constexpr std::size_t kMostSamples = 25;

Status write_review(const Found& found, const RunRecord& record, const Sink& sink);

}  // namespace lodestar::detect
