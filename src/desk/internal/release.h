// SPDX-License-Identifier: Apache-2.0
// How what a desk keeps leaves it: the records are on the disk before the value is given, and where
// they cannot be, it stays.
#pragma once

#include <utility>
#include <vector>

#include "desk/desk.h"

namespace lodestar::desk {

template <typename T>
void Desk::release(const Member& member, const About& about, std::vector<Permit> permits, T value,
                   Done<T> done) {
  std::vector<AccessRecord> accesses;
  for (const Permit& permit : permits) accesses.push_back(permit.record());
  options_.database->write(
      [this, member, about, accesses = std::move(accesses)](store::Connection& connection) {
        return record(connection, member, about, accesses);
      },
      [value = std::move(value), done = std::move(done)](Status logged) mutable {
        if (logged) {
          done(std::move(value));
        } else {
          done(logged.error());
        }
      });
}

template <typename T>
void Desk::release_page(const Member& member, std::initializer_list<Field> fields,
                        const std::function<Result<T>(store::Connection&)>& look, Done<T> done) {
  std::vector<Permit> permits;
  for (const Field field : fields) {
    auto permitted = permit(member, Action::read, field, {});
    if (!permitted) return done(permitted.error());
    permits.push_back(*std::move(permitted));
  }
  T page;
  const Status looked = options_.database->read([&](store::Connection& connection) -> Status {
    page = LODESTAR_TRY(look(connection));
    return {};
  });
  if (!looked) return done(looked.error());
  release<T>(member, organisation_of(member), std::move(permits), std::move(page), std::move(done));
}

}  // namespace lodestar::desk
