// SPDX-License-Identifier: Apache-2.0
// The desk over HTTP: who asks is found out and checked in one place, then a request is decoded, a
// use-case called, its answer encoded.
//
// Shapes   paths, bodies and answers are docs/spec/openapi.yaml's; all that is not below /api or
//          /health is the page, from `page`.
// Units    none.
// Errors   application/problem+json, by the error's code; what happened inside is for the log.
// Cost     one of `threads` for a look-up; none while the disk is waited for.
// Threads  handle() may be called from any.
// Source   RFC 9110, RFC 9457; OWASP Cross-Site Request Forgery Prevention (token in a header, and
//          Origin).
// Example  [&](const http::Request& request, http::Reply reply) {
//            service.handle(request, std::move(reply)); }
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "api/events.h"
#include "desk/accounts.h"
#include "desk/desk.h"
#include "http/server.h"

namespace lodestar::api {

struct PageFile {
  std::string_view bytes, type;
  bool is_forever = false;  // its name changes with what it holds
};
// By path; "/" is what every path of a page is answered with.
using Page = std::map<std::string, PageFile, std::less<>>;

// Runs detection over a posted file, on a thread of its own: begins at once.
using StartImport = std::function<Result<store::Import>(
    const desk::Member& member, const Sensitive<std::string>& name, std::string_view bytes)>;

// How far one is that runs; empty: it does not.
struct ImportProgress {
  std::string stage;
  std::uint64_t done = 0, total = 0;  // of the stage; 0: it cannot tell
};
struct PackLine {
  std::string name, date;
  std::vector<std::pair<std::string, std::string>> indicators;  // id and label of each
};

// A request that was answered. Nothing of whose it was is in it.
struct Done {
  std::string_view method, route;  // the pattern: no value of a path
  int status = 0;
  std::chrono::nanoseconds took{};
  std::uint64_t number = 0;  // that the answer's X-Request-Id says
};

struct ServiceOptions {
  desk::Desk* desk = nullptr;
  desk::Accounts* accounts = nullptr;
  const Page* page = nullptr;
  Events* events = nullptr;
  StartImport start_import;
  std::function<Status(const desk::Member& member, std::string_view import)> cancel_import;
  std::function<ImportProgress(std::string_view import)> import_progress;
  std::vector<std::string> origins;  // http://localhost:8080: what Host and Origin may say
  bool is_secure = false;            // behind TLS: cookies say so
  bool is_behind_proxy = false;      // whose word it is that counts: X-Forwarded-Proto
  // What went wrong inside: nothing of a person is in it.
  std::function<void(std::string_view route, const Error& error)> tell;
  std::function<void(const Done& done)> note;  // from any thread
  unsigned threads = 2;
  std::string version;
  std::vector<PackLine> packs;  // that postings are read with
};

// How the server beneath refuses what is no request: as all else is refused here.
http::Response refused(int status, std::string_view words);

class Service {
 public:
  explicit Service(ServiceOptions options);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;
  void handle(const http::Request& request, http::Reply reply);
  // Given the head alone of a long body: 100 where it is a file, of somebody who has signed in.
  void admit(const http::Request& request, http::Reply reply);
  std::size_t in_flight() const { return in_flight_; }

 private:
  using Job = std::move_only_function<void()>;
  void take(const Done& done, http::Reply reply, std::move_only_function<void(http::Reply)> act);
  void work(const std::stop_token& stop);
  void note(const Done& done, http::Response& response, std::chrono::nanoseconds took);

  ServiceOptions options_;
  std::atomic<std::size_t> in_flight_ = 0;
  std::atomic<std::uint64_t> answered_ = 0;
  std::mutex mutex_;
  std::condition_variable_any more_;
  std::deque<Job> jobs_;
  std::vector<std::jthread> threads_;  // the last member: they end first
};

}  // namespace lodestar::api
