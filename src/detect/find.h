// SPDX-License-Identifier: Apache-2.0
// Everything linked to a number, an address, a posting, a lead, a cluster or a network, out of a
// run's own output files.
//
// Shapes   what is asked for names postings; these name clusters and networks; these name further
//          contacts, postings and leads. Lists keep the order of the files.
// Units    score in points, as in the files and on the page.
// Errors   not_found: nothing in these outputs is called that; the message says what can be asked
//          for. corrupt: the file and line that is not as it was written.
// Cost     one pass over each file.
// Threads  pure.
// Source   docs/spec/outputs.md.
// Example  Links links = LODESTAR_TRY(find_links(files, "+351 912 345 678", finder));
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/identifiers.h"

namespace lodestar::detect {

// The bytes of a result folder's files.
struct ResultFiles {
  std::string_view postings, identifiers, clusters, networks, leads;
  std::string_view run{};  // may be missing: then one input's FILE:ID is not known
};

struct Links {
  struct ContactCount {
    std::string kind, value;
    std::uint64_t postings = 0;  // of those listed
  };
  struct Group {
    std::string id, text;  // text: a cluster's template
    std::uint64_t postings = 0;
  };
  struct LeadLine {
    std::string id, title;
    double score = 0;
  };
  std::string asked;                // what it was understood as; ", " between several
  std::vector<std::string> direct;  // postings that hold it, or are it
  std::vector<std::string> linked;  // further postings of the same clusters and networks
  std::vector<Group> clusters;
  std::vector<Group> networks;
  std::vector<ContactCount> contacts;  // of all these postings, most first
  std::vector<LeadLine> leads;
};

Result<Links> find_links(const ResultFiles& files, std::string_view asked, std::string_view region,
                         const text::IdentifierFinder& finder);

}  // namespace lodestar::detect
