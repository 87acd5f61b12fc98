// SPDX-License-Identifier: Apache-2.0
// Detection over files that are posted to the service, one after the other, on a thread of their
// own.
//
// Shapes   a job is an import of the desk; its bytes wait in FOLDER until it is done.
// Units    none.
// Errors   of a job: told in its import; limited: too many wait.
// Cost     that of lodestar detect, one thread.
// Threads  any.
// Source   none.
// Example  jobs.begin(member, name, bytes)
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "desk/desk.h"
#include "detect/indicators.h"
#include "detect/pseudonym.h"

namespace lodestar::app {

class ImportJobs {
 public:
  static constexpr std::size_t kMostWaiting = 20;
  struct Progress {
    std::string stage;
    std::uint64_t percent = 0;  // of the stage; 0: it cannot tell
  };
  // Told of each change of a job; progress is of one that runs.
  using Tell = std::function<void(const desk::Member& member, std::string_view import,
                                  std::string_view state, const Progress& progress)>;
  // The key names what looks like a contact and is none, in what is kept.
  ImportJobs(desk::Desk& desk, const detect::Indicators& indicators, std::string folder,
             const detect::PseudonymKey& key, Tell tell);
  ~ImportJobs();  // what runs is stopped
  ImportJobs(const ImportJobs&) = delete;
  ImportJobs& operator=(const ImportJobs&) = delete;

  // What a service that was killed has left: before the first begins.
  static Status clear(desk::Desk& desk, const std::string& folder);

  Result<store::Import> begin(const desk::Member& member, const Sensitive<std::string>& name,
                              std::string_view bytes);
  Status cancel(const desk::Member& member, std::string_view import);
  Progress progress(std::string_view import) const;  // empty where it does not run
  std::size_t waiting() const;                       // and running
  void wait();                                       // until nothing is left

 private:
  struct Job {
    desk::Member member;
    std::string import, path, name;
  };
  static bool is_of(const Job& job, const desk::Member& member, std::string_view import);
  void note(const Job& job, Progress progress);
  void work(const std::stop_token& stop);
  Status run(const Job& job, const std::stop_token& stop);

  desk::Desk* desk_;
  const detect::Indicators* indicators_;
  std::string folder_;
  detect::PseudonymKey key_;
  Tell tell_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Job> jobs_;
  std::optional<Job> running_;
  Progress progress_;  // of that
  std::stop_source stopping_;
  std::jthread thread_;  // the last member: it ends first
};

}  // namespace lodestar::app
