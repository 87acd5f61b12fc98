// SPDX-License-Identifier: Apache-2.0
// The whole of detection over one set of postings: clusters, contacts, networks, leads.
//
// Shapes   Analysis refers to the postings by row; view() lends all parts together.
// Units    as in each part.
// Errors   cancelled: the stop was asked for. Nothing else can fail: postings and packs were
//          checked.
// Cost     linear in words; see each part. About 20 microseconds of two cores a posting.
// Threads  runs on parallel; the same answer for any thread count.
// Source   none.
// Example  Analysis a = LODESTAR_TRY(analyse(postings, indicators, {.region = "PT"}));
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "base/parallel.h"
#include "base/result.h"
#include "detect/clusters.h"
#include "detect/contacts.h"
#include "detect/indicators.h"
#include "detect/leads.h"
#include "detect/networks.h"
#include "detect/postings.h"

namespace lodestar::detect {

struct Analysis {
  Clusters clusters;
  Contacts contacts;
  Networks networks;
  std::vector<Lead> leads;
  RunView view(const Postings& postings) const { return {postings, clusters, contacts, networks}; }
};

struct AnalyseOptions {
  Parallel parallel{};
  std::string_view region{};                           // for numbers without a country code
  const Weights* weights = nullptr;                    // what decisions taught; none: the packs'
  std::function<void(std::string_view step)> begin{};  // told before each step
  // Within a step that can tell: how much more of it is done. From any thread.
  std::function<void(double share)> progress{};
};

Result<Analysis> analyse(const Postings& postings, const Indicators& indicators,
                         const AnalyseOptions& options);

}  // namespace lodestar::detect
