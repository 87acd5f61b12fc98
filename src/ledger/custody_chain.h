// SPDX-License-Identifier: Apache-2.0
// The events of one item read together: who held it when, and what does not add up.
//
// Shapes   entries come in the order of their index; they are numbered from 1 on, and a finding
//          names those numbers. A finding says what is there or missing; it is never a verdict, and
//          no finding does not mean that nothing happened. An offer leaves the item with its giver,
//          who may go on acting, until it is accepted or the giver ends it: by a further hand-over,
//          a return or a disposal. Where the receiver acts without having signed, or signs late,
//          nobody is known to have held it since the giver last acted. Who acts is a key: where two
//          keys bear one name, they are called by the name and the key's id.
// Units    seconds since 1970, UTC; spans in seconds.
// Errors   none: what cannot be read is a finding.
// Cost     two signature checks (75 us each) an entry.
// Threads  pure.
// Source   Berkeley Protocol, chapter VI; ISO/IEC 27037, 6.1.
// Example  for (const auto& f : CustodyChain::read(hash, entries).findings) print(to_words(f));
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/assert.h"
#include "ledger/custody.h"

namespace lodestar::ledger {

struct CustodyEntry {
  std::uint64_t index = 0;
  Opening opening;
  std::uint64_t logged_s = 0;  // when the log had it, as is known from elsewhere than its writer
  std::optional<std::uint64_t> stamped_s;  // the earliest time at which an authority says it was
};

// From when on a span is worth a finding.
struct CustodyLimits {
  std::uint64_t handover_s = 86400;                     // between offer and acceptance, as logged
  std::uint64_t silence_s = std::uint64_t{30} * 86400;  // between two events
  std::uint64_t delay_s = std::uint64_t{7} * 86400;     // from an event until the log had it
  std::uint64_t slack_s = 300;                          // of clocks
};

struct CustodyFinding {
  enum class Kind : std::uint8_t {
    unreadable,        // first
    begins_elsewhere,  // first: it is not `acquired`
    acquired_again,    // first, while it was held
    unknown_previous,  // first: names an event that is not here
    wrong_previous,    // first names `second` as the one before, which it is not
    no_previous,       // first
    other_length,      // first says another length than event 1
    hash_differs,      // first
    copy_differs,      // first
    unsigned_act,      // first, by `who`
    false_signature,   // first, of `who`
    one_sided,         // first: `who` has not signed
    offer_ended,       // first, to `who`, who had not signed, by second
    nobody_held,       // from first to second, for span_s
    not_holder,        // first: `who` acts, `other` holds it
    no_holder,         // first: `who` acts, nobody is known to hold it
    time_backward,     // from first to second, by span_s
    silence,           // from first to second, for span_s
    late_entry,        // first, by span_s
    before_event,      // first: logged span_s before it happened
    stamped_before,    // first: an authority had it span_s before it happened
    behind_disposal,   // second comes behind first
    seal_differs,      // first: another seal than the one put on in second
    name_shared,       // first names `who`, whose name another key, `other`, bears in second
  };
  Kind kind = Kind::unreadable;
  std::size_t first = 0, second = 0;  // numbers of events, from 1 on
  std::uint64_t span_s = 0;
  std::string who, other;  // what keys are called
  friend bool operator==(const CustodyFinding&, const CustodyFinding&) = default;
};
std::string to_words(const CustodyFinding& finding);
std::string span_in_words(std::uint64_t span_s);  // "2 days", "3 hours"

struct CustodyStep {
  std::uint64_t index = 0, logged_s = 0;
  Commitment commitment{};
  std::optional<SignedEvent> read;  // none: unreadable
  Signed by = Signed::no, to = Signed::no;
  std::size_t accepts = 0;  // the number of the offer that this is the acceptance of

  const SignedEvent& signed_event() const {  // where it could be read
    LODESTAR_ASSERT(read.has_value());
    return *read;
  }
};

// An unbroken time in which one key is known to have held it; an empty name: nobody is.
struct Holding {
  std::string holder;
  std::uint64_t from_s = 0, until_s = 0;
  std::size_t first = 0, last = 0;  // numbers of events
  friend bool operator==(const Holding&, const Holding&) = default;
};

struct CustodyChain {
  Item item;  // as the first readable event has it
  std::vector<CustodyStep> steps;
  std::vector<Holding> holdings;
  std::vector<CustodyFinding> findings;  // by the events that they name
  std::string holder;                    // now; empty: nobody is known to hold it
  std::optional<VerifierKey> holder_key;
  std::vector<VerifierKey> keys;  // of those who act and receive, each once, as they come
  std::size_t offer = 0;          // the number of the hand-over that waits to be accepted

  // The key's name, with its id where another key of the chain bears it too.
  std::string called(const VerifierKey& key) const;
  static CustodyChain read(const Hash& item, std::span<const CustodyEntry> entries,
                           const CustodyLimits& limits = {});
};

}  // namespace lodestar::ledger
