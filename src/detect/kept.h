// SPDX-License-Identifier: Apache-2.0
// Postings as a state keeps them, and what forgetting removes from them.
//
// Shapes   a kept posting is one line of JSON with our field names; a source file's rows make one
//          kept file. A kept file is read back by read_postings with Source::is_kept.
// Units    times in seconds since 1970 UTC.
// Errors   parse_kept_list: corrupt, with the line; parse_forgetting: invalid, what to write
//          instead.
// Cost     linear.
// Threads  pure.
// Source   docs/adr/0003.
// Example  append_kept(out, postings, row, forgetting)
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "detect/postings.h"
#include "text/identifiers.h"

namespace lodestar::detect {

inline constexpr std::string_view kRemoved = "[removed]";  // where a forgotten value stood

// Which kept file holds which source's postings.
struct KeptFile {
  std::string file;
  std::string source;
  std::optional<std::uint64_t> postings{};  // how many; unknown where an old version wrote it
  bool is_numbered = false;                 // their ids are row numbers
  std::optional<TimeReading> times{};       // how their times are read, where that was told
};
std::string to_text(std::span<const KeptFile> files);
Result<std::vector<KeptFile>> parse_kept_list(std::string_view text);

// What is to be forgotten, for good.
struct Forgetting {
  struct Posting {
    std::string file, id;
  };
  // One reading or writing of what was typed.
  struct Value {
    text::Identifier identifier;  // kind and value only
    std::size_t typed = 0;        // which of the typed values it is of
  };
  std::vector<Posting> postings;
  std::vector<Value> values;
  std::optional<std::int64_t> before;  // postings of earlier times; unknown times stay
  std::vector<std::string> digits;     // of the numbers, without their country; from add_writings
  std::vector<std::string> names;      // and of all else, in letters; from add_writings
  std::string region;  // the country of numbers without one, as it was told to detect
};

Result<Forgetting::Posting> parse_posting_name(std::string_view typed);  // FILE:ID
// A value as people write it: every reading the identifier finder has of it.
Result<std::vector<text::Identifier>> parse_value(std::string_view typed, std::string_view region,
                                                  const text::IdentifierFinder& finder);

// Adds what these postings write for the same numbers: without the country, or with the one that
// detect takes them to have; and the digits and letters that may stand where neither is read as the
// value: in an id, a link, or by itself.
void add_writings(const Postings& postings, const text::IdentifierFinder& finder,
                  Forgetting& forgetting);

bool is_forgotten(const Postings& postings, std::size_t row, const Forgetting& forgetting);

struct Removed {
  using Posting = Forgetting::Posting;
  std::uint64_t postings = 0;            // rows left out
  std::uint64_t values = 0;              // places where a value stood, now [removed]
  std::vector<Posting> inside;           // still there, with a value's digits or letters in a field
  std::set<std::size_t> found_postings;  // which of Forgetting::postings were there
  std::set<std::size_t> found_values;    // which of the typed values stood somewhere
};

// Appends the posting as a line, forgotten values replaced; nothing for a forgotten posting.
void append_kept(std::string& out, const Postings& postings, std::size_t row,
                 const Forgetting& forgetting, const text::IdentifierFinder& finder,
                 Removed& removed);

}  // namespace lodestar::detect
