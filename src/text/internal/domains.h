// SPDX-License-Identifier: Apache-2.0
// Domain names as people write them: "example.org", "example [dot] org", "example punto com".
//
// Shapes   read_domain reads forwards from the start of a label.
// Units    positions are bytes of the raw text.
// Errors   nothing where no listed suffix ends it, or none that could be one.
// Cost     linear in the name.    Threads  pure.
// Source   countries as in ISO 3166; other suffixes in common use in postings, from IANA's list of
//          top-level domains.
// Example  read_domain("gmail dot com now", 0)->name == "gmail.com"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lodestar::text::internal {

struct Domain {
  std::string name;  // lower case, real dots
  std::size_t end = 0;
  int labels = 0;
  bool spoken = false;    // a dot was not just a dot
  bool doubtful = false;  // the suffix is also a word, or looks like the start of a sentence
  bool unusual = false;   // the suffix is not listed
};

// Whether a domain ends in a suffix that is listed, or, behind a plain "@", in any that may be one.
enum class Endings : std::uint8_t { listed, any };

std::optional<Domain> read_domain(std::string_view raw, std::size_t at,
                                  Endings endings = Endings::listed);

// One that gives anybody a mailbox: gmail.com, yahoo.co.uk.
bool is_mail_provider(std::string_view domain);

// A "." between labels, in any writing: where it ends, and whether it was just a dot.
struct Dot {
  std::size_t end = 0;
  bool spoken = false;
};
std::optional<Dot> read_dot(std::string_view raw, std::size_t at);

}  // namespace lodestar::text::internal
