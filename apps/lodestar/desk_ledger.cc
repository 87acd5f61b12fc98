// SPDX-License-Identifier: Apache-2.0
#include "desk_ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

#include "desk/sequencer.h"
#include "io/turn.h"
#include "ledger_private.h"
#include "open_log.h"

namespace lodestar::app {
namespace {

void keep_publishing(log::PrivateLog& log, const std::string& turn_file,
                     const std::stop_token& stop) {
  constexpr std::uint64_t kRetry_s = 60;
  while (!stop.stop_requested()) {
    bool is_published = false;
    if (const auto turn = io::Turn::take(turn_file, stop)) {
      is_published = log.publish(now_s(), stop).has_value();
    }
    const std::uint64_t now = now_s();
    const std::uint64_t next = log.shape().next_after(now);
    const std::uint64_t pause_s = is_published ? next - std::min(next, now) + 1 : kRetry_s;
    log::every(std::chrono::seconds(pause_s))(stop);
  }
}

}  // namespace

// Opened and closed in turn, too: both write.
struct DeskLedger::Open {
  Open(OpenLog opened, store::Database& database, std::string its_turn)
      : turn_file(std::move(its_turn)),
        log(std::move(opened)),
        sequencer(std::in_place, database, *log.closed, turn_file),
        publishing([this](const std::stop_token& over) {
          keep_publishing(*log.closed, turn_file, over);
        }) {}
  ~Open() {
    publishing = {};
    sequencer.reset();
    if (auto taken = io::Turn::take(turn_file, {})) turn.emplace(*std::move(taken));
  }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  Status last_outcome() const { return sequencer ? sequencer->last_outcome() : Status(); }

  std::string turn_file;
  std::optional<io::Turn> turn;  // goes behind the log
  OpenLog log;
  std::optional<desk::Sequencer> sequencer;
  std::jthread publishing;
};

DeskLedger::DeskLedger(const DeskFiles& files, store::Database& database, LogFiles log_files)
    : files_(files), database_(&database), log_files_(std::move(log_files)) {}
DeskLedger::~DeskLedger() = default;

Result<std::unique_ptr<DeskLedger::Open>> DeskLedger::open_log(const std::stop_token& stop) {
  OpenLog log = LODESTAR_TRY(open_private(log_files_, {}, stop));
  LODESTAR_TRY(desk::check_log(*database_, *log.closed, to_string(log_files_.signer.verifier())));
  return std::make_unique<Open>(std::move(log), *database_, files_.turn());
}

Result<std::unique_ptr<DeskLedger>> DeskLedger::open(const DeskFiles& files,
                                                     store::Database& database,
                                                     const std::stop_token& stop) {
  LogFiles log_files = LODESTAR_TRY(ledger_of(files, database));
  std::unique_ptr<DeskLedger> made(new DeskLedger(files, database, std::move(log_files)));
  made->open_ = LODESTAR_TRY(made->open_log(stop));
  return made;
}

// What is acknowledged waits in the database meanwhile.
Status DeskLedger::look_after(const std::stop_token& stop) {
  const auto leads = desk::try_lead(*database_);
  if (leads && !*leads) {
    return Error{Code::conflict,
                 "the connection to the database was lost, and another service works on it now"};
  }
  Status handed = open_ ? open_->last_outcome() : Status();
  is_refused_ = !open_ || !handed;
  if (open_ && handed) return tell({});
  if (!handed && handed.error().code == Code::conflict) return handed;
  // Opened anew, it may go on: the next look says whether it does.
  open_.reset();
  auto again = open_log(stop);
  if (!again) return again.error().code == Code::conflict ? again.error() : tell(again.error());
  open_ = *std::move(again);
  return tell(handed);
}

// Once, however often it is met.
Status DeskLedger::tell(const Status& outcome) {
  const std::string now = outcome ? std::string() : outcome.error().message;
  if (now == told_) return {};
  told_ = now;
  if (told_.empty()) fmt::print(stderr, "lodestar: the ledger: it goes on\n");
  if (!told_.empty()) {
    fmt::print(stderr, "lodestar: the ledger: {}; what is recorded waits in the database\n", told_);
  }
  return {};
}

}  // namespace lodestar::app
