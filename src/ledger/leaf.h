// SPDX-License-Identifier: Apache-2.0
// Leaves that say nothing: what the entries of a private log are, and what opens one.
//
// Shapes   a leaf is 37 bytes: version 1, the issuer's key id, a commitment to a record. A record
//          is three lines (type, subject, previous) and, behind an empty one, a body of any bytes.
//          An opening is the record, its salt and its issuer: who holds it can prove what the leaf
//          says; who does not, cannot even try a guess.
// Units    bytes.
// Errors   invalid: not a leaf, not an opening (which line, what is wrong); limited: longer than
//          this reads. A message never shows what stands in a record.
// Cost     a hash of the record.
// Threads  pure.
// Source   commitment = SHA-256("lodestar/commitment/v1" 0x00 issuer:u32 salt:32 record): hiding
//          and binding as far as SHA-256 is a random function. EDPB Guidelines 02/2025 ask for no
//          more than that in a log that cannot forget. Byte by byte: docs/spec/private-leaf.md.
// Example  Leaf leaf = leaf_of(opening); log.add(to_string(leaf));
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/sensitive.h"
#include "ledger/merkle.h"

namespace lodestar::ledger {

inline constexpr std::size_t kLeafBytes = 37;
inline constexpr std::size_t kLongestRecord = std::size_t{16} << 20;  // bytes

using Commitment = Hash;
using Salt = std::array<unsigned char, 32>;

struct Leaf {
  std::uint32_t issuer = 0;  // the id of its verifier key (note.h)
  Commitment commitment{};
  friend bool operator==(const Leaf&, const Leaf&) = default;
};
std::string to_string(const Leaf& leaf);
// A commitment in which bytes repeat or read as text is refused too: a salted hash has no such
// thing (but once in 30,000), and a name written in its place has.
Result<Leaf> parse_leaf(std::string_view bytes);

struct Record {
  std::string type;                    // of small letters, digits, '-', '.', '/'
  std::string subject;                 // one line, may be empty: whom or what it is about
  std::optional<Commitment> previous;  // the leaf that told the state before this one
  std::string body;
};
Result<std::string> to_string(const Record& record);
// A subject as people type it, in Unicode's NFC and without joiners that change nothing that is
// seen: what looks the same is the same, whatever keyboard or file system wrote it. Whoever reads
// it can write it again: no character that is not seen, blanks only single and between words. The
// error says which character.
Result<std::string> parse_subject(std::string_view typed);
Result<Record> parse_record(std::string_view bytes);

struct Opening {
  std::uint32_t issuer = 0;
  Sensitive<Salt> salt;
  Sensitive<std::string> record;  // as to_string() wrote it
};
Leaf leaf_of(const Opening& opening);
// The bytes whose SHA-256 is the commitment.
Sensitive<std::string> committed_bytes(const Opening& opening);
// "lodestar-opening/v1", issuer, salt, each a line, and the record.
Sensitive<std::string> to_string(const Opening& opening);
Result<Opening> parse_opening(std::string_view bytes);

}  // namespace lodestar::ledger
