// SPDX-License-Identifier: Apache-2.0
// Erasing a subject for good, in copies that come back too.
//
// Shapes   the list of erasures lies outside of the data and of its backups, and only grows: first
//          the line, then the erasure, then its record in the ledger. What a line says and the
//          database does not, is done when the list is met again: after a crash, or a restoring.
//          What is on record here and in no line, as the list was lost, is written there again.
//            list = "lodestar-erasures/v1" LF, *(TIME " " SUBJECT LF), "end " COUNT LF
//          A subject is an id that says nothing by itself.
// Units    seconds since 1970.
// Errors   not_found: it was erased, or was never here; invalid: no id; corrupt: no such list, or
//          one that is cut; unavailable: the disk refuses. What was begun goes on at the next
//          replay().
// Cost     the list is written anew each time; erasing scrubs the database. The record of them is
//          read whole.
// Threads  any; the list by one process at a time, which waits for the others.
// Source   docs/adr/0010-private-logs.md ("writes its decision first"), 0017-store.md.
// Example  LODESTAR_TRY(erasures.erase(import));
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/database.h"
#include "store/vault.h"

namespace lodestar::desk {

struct ErasureLine {
  std::string at, subject;
  friend bool operator==(const ErasureLine&, const ErasureLine&) = default;
};
// Nothing where there is no file.
Result<std::vector<ErasureLine>> read_erasures(const std::string& path);
// Those on record that are in none of the lines, the oldest first.
Result<std::vector<ErasureLine>> unlisted_erasures(store::Connection& connection,
                                                   store::Vault& vault,
                                                   const std::vector<ErasureLine>& lines);

class Erasures {
 public:
  struct Options {
    store::Database* database = nullptr;
    store::Vault* vault = nullptr;
    std::uint32_t issuer = 0;
    std::function<std::uint64_t()> now_s;
    std::string list;  // the file
  };
  explicit Erasures(Options options) : options_(std::move(options)) {}

  Status erase(std::string_view subject, const std::stop_token& stop = {});
  // Writes down what is on record and not in the list. How many that were.
  Result<std::uint64_t> complete(const std::stop_token& stop = {});
  // What the list says and is still kept. How many that were.
  Result<std::uint64_t> replay();
  // Where somebody else has erased: their keys are in memory no more. Which they are.
  Result<std::vector<std::string>> forget_others();

 private:
  Result<std::uint64_t> write_list(std::string_view subject, const std::stop_token& stop);
  Status carry_out(std::string_view subject, std::string_view what);
  Result<bool> is_kept(std::string_view subject);

  Options options_;
  std::size_t seen_ = 0;  // lines
};

}  // namespace lodestar::desk
