// SPDX-License-Identifier: Apache-2.0
// What happened to an item of evidence: one event a record of a private log, signed by who acted.
//
// Shapes   an item is the SHA-256 and length that it had at first contact. An event is a signed
//          note: lines of a name and a value in a fixed order (custody.cc has them). Its record has
//          type custody/EVENT, the item's hash as subject, and as previous the item's event before.
//          Who acts is a verifier key, whose name is a role or a pseudonym. A hand-over that both
//          have signed stands as one note; with the giver's signature alone it is an offer, which
//          leaves the item with the giver, and the record of its acceptance holds the same text and
//          follows the event before it.
// Units    bytes; seconds since 1970, UTC.
// Errors   invalid: not an event (which line, what is wrong), or one whose record says otherwise;
//          limited: longer than this reads. A message never shows a value.
// Cost     linear.
// Threads  pure.
// Source   Berkeley Protocol (2022), chapter VI; ISO/IEC 27037; c2sp.org/signed-note.
// Example  Record record = to_record(sign_event(event, {&signer, 1}), event, event.previous);
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/result.h"
#include "base/sensitive.h"
#include "ledger/leaf.h"
#include "ledger/note.h"

namespace lodestar::ledger {

inline constexpr std::size_t kLongestCustodyValue = 2000;       // bytes
inline constexpr std::size_t kLongestCustodyText = 24U << 10U;  // bytes

enum class CustodyKind : std::uint8_t {
  acquired,
  handed_over,
  examined,
  copied,
  sealed,
  returned,  // to whom it came from; the item is in nobody's custody from then on
  disposed,
  noted,
};
std::string_view to_string(CustodyKind kind);  // "handed-over"
std::optional<CustodyKind> parse_custody_kind(std::string_view word);

struct Item {
  Hash hash{};
  std::uint64_t length_bytes = 0;
  friend bool operator==(const Item&, const Item&) = default;
};

// What is said in free words, each on one line. Nothing here is needed.
enum class Detail : std::uint8_t {
  role,     // of who acts
  to_role,  // of who receives
  where,
  why,
  tool,    // with its version
  source,  // where it was acquired: a device, an address
  method,
  clock,  // what the time was read from
  condition,
  seal,  // the number of the seal that was put on, or found
  note,
};
inline constexpr std::size_t kDetails = 11;
std::string_view to_string(Detail detail);  // "to-role"
std::optional<Detail> parse_detail(std::string_view name);

struct CustodyEvent {
  CustodyKind kind = CustodyKind::noted;
  Item item;
  std::uint64_t at_s = 0;  // when it happened, as who acts says
  VerifierKey by;
  std::optional<VerifierKey> to;       // of a hand-over, and only there
  std::optional<Commitment> previous;  // the item's event before, as who signs knows it
  std::optional<Item> measured;        // the file as it was on that occasion; of `copied` the copy
  std::optional<Item> result;          // a file that came out of it
  std::array<Sensitive<std::string>, kDetails> details;

  const std::string& detail(Detail which) const {
    return details[static_cast<std::size_t>(which)].reveal();
  }
  // Of a hand-over.
  const VerifierKey& receiver() const {
    LODESTAR_ASSERT(to.has_value());
    return *to;
  }
  void set(Detail which, std::string value) {
    details[static_cast<std::size_t>(which)] = Sensitive(std::move(value));
  }
  friend bool operator==(const CustodyEvent&, const CustodyEvent&) = default;
};

// The text that is signed. Invalid: a detail is not one line of text, a hand-over has no receiver.
Result<std::string> to_text(const CustodyEvent& event);
Result<CustodyEvent> parse_custody_text(std::string_view text);
Result<Note> sign_event(const CustodyEvent& event, const Signer& signer);

enum class Signed : std::uint8_t { yes, no, wrongly };
Signed is_signed_by(const Note& note, const VerifierKey& key);

// previous: that of the event, or of an acceptance the event before it.
Record to_record(const Note& note, const CustodyEvent& event,
                 const std::optional<Commitment>& previous);
struct SignedEvent {
  CustodyEvent event;
  Note note;
};
// Whether previous is the event's own is the chain's question.
Result<SignedEvent> parse_custody(const Record& record);

// "name value" lines, as people write them into a file: any order, none twice, empty lines and
// those that begin with '#' left out.
Status read_details(std::string_view bytes, CustodyEvent& event);

}  // namespace lodestar::ledger
