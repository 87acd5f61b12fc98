// SPDX-License-Identifier: Apache-2.0
#include "detect/analysis.h"

#include "text/identifiers.h"
#include "text/numbering_plan.h"

namespace lodestar::detect {

Result<Analysis> analyse(const Postings& postings, const Indicators& indicators,
                         const AnalyseOptions& options) {
  const Error stopped{Code::cancelled, "stopped; nothing was written"};
  const auto goes_on = [&](std::string_view step) {
    if (options.parallel.stop.stop_requested()) return false;
    if (options.begin) options.begin(step);
    return true;
  };
  Analysis found;
  if (!goes_on("contacts")) return stopped;
  const text::IdentifierFinder finder(text::built_in_numbering_plan());
  found.contacts =
      find_contacts(postings, finder, {.parallel = options.parallel, .region = options.region});
  if (!goes_on("clusters")) return stopped;
  found.clusters = find_clusters(
      postings,
      {.parallel = options.parallel, .contacts = &found.contacts, .progress = options.progress});
  if (!goes_on("networks")) return stopped;
  found.networks =
      find_networks(postings, found.clusters, found.contacts, {.stop = options.parallel.stop});
  if (!goes_on("leads")) return stopped;
  found.leads = find_leads(found.view(postings), indicators,
                           {.parallel = options.parallel, .weights = options.weights});
  if (options.parallel.stop.stop_requested()) return stopped;
  return found;
}

}  // namespace lodestar::detect
