// SPDX-License-Identifier: Apache-2.0
#include "import_jobs.h"

#include <algorithm>
#include <filesystem>
#include <future>
#include <utility>
#include <vector>

#include "detect/analysis.h"
#include "detect/lead_documents.h"
#include "detect/read_postings.h"
#include "io/files.h"
#include "io/input.h"

namespace lodestar::app {
namespace {

void remove_quietly(const std::string& path) {
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
}

// The import's id is random, and no posting that is read knows it.
std::string mark_of(std::string_view import) { return std::string(import) + "."; }

Result<detect::Weights> learned(desk::Desk& desk, const desk::Member& member) {
  std::promise<Result<detect::Weights>> told;
  desk.learned(member,
               [&](Result<detect::Weights>&& weights) { told.set_value(std::move(weights)); });
  return told.get_future().get();
}

// The stages of a run, told when they begin and for each twentieth that is done.
class Stages {
 public:
  using Tell = std::function<void(std::string_view stage, std::uint64_t percent)>;
  explicit Stages(Tell tell) : tell_(std::move(tell)) {}
  void begin(std::string_view stage) {
    stage_ = stage;
    share_ = 0;
    told_ = 0;
    tell_(stage_, 0);
  }
  void add(double share) {
    constexpr std::uint64_t kStep = 5, kAll = 100;
    share_ += share;
    const std::uint64_t percent = std::min(kAll, static_cast<std::uint64_t>(share_ * kAll));
    if (percent < told_ + kStep) return;
    told_ = percent;
    tell_(stage_, percent);
  }

 private:
  Tell tell_;
  std::string stage_;
  double share_ = 0;
  std::uint64_t told_ = 0;
};

}  // namespace

ImportJobs::ImportJobs(desk::Desk& desk, const detect::Indicators& indicators, std::string folder,
                       const detect::PseudonymKey& key, Tell tell)
    : desk_(&desk),
      indicators_(&indicators),
      folder_(std::move(folder)),
      key_(key),
      tell_(std::move(tell)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

Status ImportJobs::clear(desk::Desk& desk, const std::string& folder) {
  for (const std::string& name : LODESTAR_TRY(io::system_files().list(folder))) {
    LODESTAR_TRY(io::system_files().remove(folder + "/" + name));
  }
  return desk.fail_left_imports();
}

ImportJobs::~ImportJobs() {
  const std::lock_guard lock(mutex_);
  stopping_.request_stop();
}

Result<store::Import> ImportJobs::begin(const desk::Member& member,
                                        const Sensitive<std::string>& name,
                                        std::string_view bytes) {
  {
    const std::lock_guard lock(mutex_);
    if (jobs_.size() >= kMostWaiting) {
      return Error{Code::limited, "20 files wait already: come again when one is done"};
    }
  }
  store::Import import = LODESTAR_TRY(desk_->begin_import(member, name));
  Job job{.member = member,
          .import = import.id,
          .path = folder_ + "/" + import.id,
          .name = name.reveal()};
  if (const Status kept = io::put_durably(io::system_files(), job.path, bytes); !kept) {
    (void)desk_->fail_import(import.id, "there is no room for the file");
    return kept.error();
  }
  tell_(member, import.id, "queued", {});
  const std::lock_guard lock(mutex_);
  jobs_.push_back(std::move(job));
  changed_.notify_all();
  return import;
}

// Whoever does not work there is told of none.
bool ImportJobs::is_of(const Job& job, const desk::Member& member, std::string_view import) {
  return job.import == import &&
         job.member.account.organisation.id == member.account.organisation.id;
}

Status ImportJobs::cancel(const desk::Member& member, std::string_view import) {
  LODESTAR_TRY(desk_->may_cancel_imports(member));
  const std::lock_guard lock(mutex_);
  if (running_ && is_of(*running_, member, import)) {
    LODESTAR_TRY(desk_->cancel_import(member, running_->import));
    stopping_.request_stop();
    return {};
  }
  const auto waiting =
      std::ranges::find_if(jobs_, [&](const Job& job) { return is_of(job, member, import); });
  if (waiting == jobs_.end()) {
    return Error{Code::not_found, "there is no such import to cancel"};
  }
  LODESTAR_TRY(desk_->cancel_import(member, waiting->import));
  remove_quietly(waiting->path);
  tell_(member, import, "cancelled", {});
  jobs_.erase(waiting);
  return {};
}

ImportJobs::Progress ImportJobs::progress(std::string_view import) const {
  const std::lock_guard lock(mutex_);
  return running_ && running_->import == import ? progress_ : Progress();
}

void ImportJobs::note(const Job& job, Progress progress) {
  {
    const std::lock_guard lock(mutex_);
    progress_ = progress;
  }
  tell_(job.member, job.import, "running", progress);
}

std::size_t ImportJobs::waiting() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size() + (running_ ? 1 : 0);
}

void ImportJobs::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return jobs_.empty() && !running_; });
}

void ImportJobs::work(const std::stop_token& stop) {
  const std::stop_callback with_it(stop, [this] { stopping_.request_stop(); });
  while (true) {
    std::optional<Job> job;
    std::stop_token own;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, stop, [&] { return !jobs_.empty(); });
      if (jobs_.empty() || stop.stop_requested()) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
      running_ = *job;
      progress_ = {};
      stopping_ = std::stop_source();
      own = stopping_.get_token();
    }
    const Status ended = run(*job, own);
    const bool is_cancelled = !ended && own.stop_requested();
    if (is_cancelled) {
      (void)desk_->stop_import(job->import);
    } else if (!ended) {
      (void)desk_->fail_import(job->import, ended.error().message);
    }
    remove_quietly(job->path);
    tell_(job->member, job->import, ended ? "done" : is_cancelled ? "cancelled" : "failed", {});
    const std::lock_guard lock(mutex_);
    running_.reset();
    changed_.notify_all();
  }
}

Status ImportJobs::run(const Job& job, const std::stop_token& stop) {
  LODESTAR_TRY(desk_->start_import(job.import));
  const io::Input input = LODESTAR_TRY(io::open_input(job.path, stop));
  const std::vector<detect::Source> sources{{.name = job.name, .bytes = input.bytes()}};
  Stages stages([&](std::string_view stage, std::uint64_t percent) {
    note(job, {.stage = std::string(stage), .percent = percent});
  });
  stages.begin("reading");
  detect::ReadOptions options;
  options.stop = stop;
  options.progress = [&](std::uint64_t bytes) {
    stages.add(static_cast<double>(bytes) /
               static_cast<double>(std::max<std::size_t>(1, input.bytes().size())));
  };
  const detect::PostingsRead read = LODESTAR_TRY(detect::read_postings(sources, options));
  const detect::Weights weights = LODESTAR_TRY(learned(*desk_, job.member));
  const detect::Analysis analysis =
      LODESTAR_TRY(detect::analyse(read.postings, *indicators_,
                                   {.parallel = {.threads = 1, .stop = stop},
                                    .weights = &weights,
                                    .begin = [&](std::string_view stage) { stages.begin(stage); },
                                    .progress = [&](double share) { stages.add(share); }}));
  const std::vector<std::string> numbers =
      detect::number_contacts(analysis.contacts, mark_of(job.import));
  const detect::RunView view = analysis.view(read.postings);
  const detect::Found found{
      .run = view, .leads = analysis.leads, .pseudonyms = numbers, .key = &key_};
  stages.begin("writing");
  std::vector<detect::LeadDocument> documents;
  for (std::size_t i = 0; i < analysis.leads.size(); ++i) {
    documents.push_back(detect::document_of(found, i));
  }
  if (stop.stop_requested()) return Error{Code::cancelled, "cancelled"};
  return desk_->end_import(job.member, job.import, read.postings.size(), documents);
}

}  // namespace lodestar::app
