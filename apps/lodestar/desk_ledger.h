// SPDX-License-Identifier: Apache-2.0
// The ledger of a running desk: handed over to, published, and opened again where the disk had
// refused and does not any more.
#pragma once

#include <atomic>
#include <memory>
#include <stop_token>
#include <string>

#include "base/result.h"
#include "desk_files.h"
#include "log_files.h"
#include "store/database.h"

namespace lodestar::app {

class DeskLedger {
 public:
  static Result<std::unique_ptr<DeskLedger>> open(const DeskFiles& files, store::Database& database,
                                                  const std::stop_token& stop);
  ~DeskLedger();
  DeskLedger(const DeskLedger&) = delete;
  DeskLedger& operator=(const DeskLedger&) = delete;

  std::uint32_t issuer() const { return log_files_.issuer(); }
  bool is_refused() const { return is_refused_; }  // at the last look; from any thread
  // Now and then. conflict: this service must end, as another has taken its place.
  Status look_after(const std::stop_token& stop);

 private:
  struct Open;
  DeskLedger(const DeskFiles& files, store::Database& database, LogFiles log_files);
  Result<std::unique_ptr<Open>> open_log(const std::stop_token& stop);
  Status tell(const Status& outcome);

  DeskFiles files_;
  store::Database* database_;
  LogFiles log_files_;
  std::string told_;  // what is wrong and was said; empty: nothing is
  std::atomic<bool> is_refused_ = false;
  std::unique_ptr<Open> open_;
};

}  // namespace lodestar::app
