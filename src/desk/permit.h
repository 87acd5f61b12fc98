// SPDX-License-Identifier: Apache-2.0
// Recorded before the value leaves, by type: decide() alone makes a Permit, record_access() alone
// makes a RecordedPermit of it, once what it was given has committed the record; and a Guarded
// value opens for nothing else.
//
// Shapes   Permit -> (committed record) -> RecordedPermit -> Guarded<T>::open(). Permits move and
//          are not copied: one decision, one record.
// Units    seconds since 1970 in UTC.
// Errors   what the commit says, and then no value; a permit for another field, subject, or for an
//          action that shows nothing, is a fault of the program and ends it.
// Cost     some 80 bytes, no allocation; many at once take one vector.
// Threads  values.
// Source   none.
// Example  auto recorded = LODESTAR_TRY(record_access(*std::move(permit), commit));
//          show(phone.open(recorded));
#pragma once

#include <expected>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "base/result.h"
#include "base/sensitive.h"
#include "desk/access_terms.h"

namespace lodestar::desk {

// What is recorded of an access, allowed or refused.
struct AccessRecord {
  std::uint64_t time_s = 0;
  AccountId account{};
  OrganisationId organisation{};
  OrganisationId holder{};
  SubjectId subject{};
  OrganisationId recipient{};  // of a share, else none
  AccountId approved_by{};     // of an emergency, else none
  Role role{};
  Action action{};
  Purpose purpose{};
  Field field{};
  Space space{};
  Basis basis{};                    // of an access that was allowed
  EnumSet<Obligation> obligations;  // likewise; notify_person: the notice is committed with this
  std::optional<Denial> denial;
  friend bool operator==(const AccessRecord&, const AccessRecord&) = default;
};

// The record of an attempt that was refused.
AccessRecord record_denial(const Request& request, Denial denial);

class Permit;
using Decision = std::expected<Permit, Denial>;
Decision decide(const Request& request);  // access.h

class Permit {
 public:
  Permit(Permit&&) = default;
  Permit& operator=(Permit&&) = default;
  Permit(const Permit&) = delete;
  Permit& operator=(const Permit&) = delete;
  ~Permit() = default;
  const AccessRecord& record() const { return record_; }

 private:
  friend Decision decide(const Request&);
  explicit Permit(const AccessRecord& record) : record_(record) {}
  AccessRecord record_;
};

class RecordedPermit {
 public:
  const AccessRecord& record() const { return record_; }

 private:
  template <typename Commit>
  friend Result<RecordedPermit> record_access(Permit permit, Commit commit);
  template <typename Commit>
  friend Result<std::vector<RecordedPermit>> record_accesses(std::vector<Permit> permits,
                                                             Commit commit);
  explicit RecordedPermit(const AccessRecord& record) : record_(record) {}
  AccessRecord record_;
};

// `commit`: Status(const AccessRecord&). It returns when the record is durable, together with the
// notice to the person where the record asks for one; what need not be recorded is not given to it.
template <typename Commit>
Result<RecordedPermit> record_access(Permit permit, Commit commit) {
  if (permit.record().obligations.has(Obligation::record)) {
    const Status committed = commit(permit.record());
    if (!committed) return committed.error();
  }
  return RecordedPermit(permit.record());
}

// The same for a page of values, in one commit: `commit` is Status(std::span<const AccessRecord>).
template <typename Commit>
Result<std::vector<RecordedPermit>> record_accesses(std::vector<Permit> permits, Commit commit) {
  const std::vector<Permit> taken = std::move(permits);
  std::vector<AccessRecord> records;
  std::vector<RecordedPermit> recorded;
  for (const Permit& permit : taken) {
    if (permit.record().obligations.has(Obligation::record)) records.push_back(permit.record());
    recorded.push_back(RecordedPermit(permit.record()));
  }
  if (!records.empty()) {
    const Status committed = commit(std::span<const AccessRecord>(records));
    if (!committed) return committed.error();
  }
  return recorded;
}

// Whether an action shows the value to somebody.
constexpr bool shows(Action action) {
  using enum Action;
  return !EnumSet<Action>{change, decide, erase}.has(action);
}

// A value that was read from a store for somebody. Only a recorded permit for this field of this
// subject opens it.
template <typename T>
class Guarded {
 public:
  Guarded(T value, Field field, SubjectId subject)
      : value_(std::move(value)), field_(field), subject_(subject) {}
  const T& open(const RecordedPermit& permit) const {
    const AccessRecord& record = permit.record();
    LODESTAR_ASSERT(record.field == field_ && record.subject == subject_ && shows(record.action));
    return value_.reveal();
  }

 private:
  Sensitive<T> value_;
  Field field_;
  SubjectId subject_;
};

}  // namespace lodestar::desk
