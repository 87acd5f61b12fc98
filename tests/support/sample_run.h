// SPDX-License-Identifier: Apache-2.0
// A finished run, invented from beginning to end and made by hand: what writers are tested on and
// what the review page is looked at with. Hostile postings included. Phone numbers are from ranges
// kept for fiction.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "detect/run_record.h"

namespace lodestar::test {

struct SampleRun {
  std::deque<std::string> bytes;  // what postings point into
  detect::Postings postings;
  detect::Clusters clusters;
  detect::Contacts contacts;
  detect::Networks networks;
  std::vector<detect::Lead> leads;
  std::vector<detect::Standing> standing;
  detect::RunRecord record;

  detect::RunView view() const { return {postings, clusters, contacts, networks}; }
};

// scale multiplies the postings of each campaign; 1 is small enough to read. copies adds the same
// campaigns again, as clusters of their own that are no leads.
SampleRun make_sample_run(unsigned scale, unsigned copies = 1);

}  // namespace lodestar::test
