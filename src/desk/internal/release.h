// SPDX-License-Identifier: Apache-2.0
// How what a desk keeps leaves it: the records are on the disk before the value is given, and where
// they cannot be, it stays.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "desk/desk.h"

namespace lodestar::desk {

// A value that is given once its change is on the disk.
template <typename T>
store::Database::Done given(T value, Done<T> done) {
  return [value = std::move(value), done = std::move(done)](Status written) mutable {
    if (written) {
      done(std::move(value));
    } else {
      done(written.error());
    }
  };
}

template <typename T>
void Desk::release(const Member& member, std::vector<Deed> deeds, T value, Done<T> done) {
  options_.database->write(
      [this, member, deeds = std::move(deeds)](store::Connection& connection) -> Status {
        for (const Deed& deed : deeds) LODESTAR_TRY(record(connection, member, deed));
        return {};
      },
      given(std::move(value), std::move(done)));
}

// Whoever asks who has seen something of an import finds the pages that showed it: each whose is on
// the page has a record, in one commit. A page that shows nobody's is the organisation's.
template <typename T>
void Desk::release_page(const Member& member, const Looking<T>& looking, Done<T> done) {
  auto of_all = permits(member, looking.fields, {});
  if (!of_all) return done(of_all.error());
  T page;
  const Status looked = options_.database->read([&](store::Connection& connection) -> Status {
    page = LODESTAR_TRY(looking.look(connection));
    return {};
  });
  if (!looked) return done(looked.error());
  std::vector<Deed> deeds;
  for (About& about : looking.shown(page)) {
    if (std::ranges::find(deeds, about, &Deed::about) != deeds.end()) continue;
    auto permitted = permits(member, looking.fields, about);
    if (!permitted) return done(permitted.error());
    deeds.push_back({.about = std::move(about), .permits = *std::move(permitted)});
  }
  if (deeds.empty()) {
    deeds.push_back({.about = organisation_of(member), .permits = *std::move(of_all)});
  }
  release<T>(member, std::move(deeds), std::move(page), std::move(done));
}

// What is there already is looked for in the change itself, beside which there is no other: of
// those who ask at the same time the first makes it, and all get that.
template <typename T>
void Desk::make_once(const Member& member, Making<T> making, Done<T> done) {
  // Of the change, which may be run again, and of whoever hears what became of it.
  const auto given = std::make_shared<T>();
  options_.database->write(
      [this, member, given, making = std::move(making)](store::Connection& connection) -> Status {
        std::optional<T> before;
        if (making.is_named) before = LODESTAR_TRY(making.find(connection, making.wanted));
        if (!before) {
          LODESTAR_TRY(making.make(connection, making.wanted));
          *given = making.wanted;
          return record(connection, member, making.made);
        }
        if (!making.is_same(*before, making.wanted)) {
          return Error{Code::conflict, std::string(kOfKey) +
                                           "it has named something else before: give each deed a "
                                           "key of its own"};
        }
        *given = *std::move(before);
        return record(connection, member, making.shown_again);
      },
      [given, done = std::move(done)](Status written) mutable {
        if (written) {
          done(std::move(*given));
        } else {
          done(written.error());
        }
      });
}

}  // namespace lodestar::desk
