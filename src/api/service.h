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

// Runs detection over a posted file, on a thread of its own: begins at once and returns the id.
using StartImport = std::function<Result<std::string>(
    const desk::Member& member, const Sensitive<std::string>& name, std::string_view bytes)>;

struct PackLine {
  std::string name, date;
};

struct ServiceOptions {
  desk::Desk* desk = nullptr;
  desk::Accounts* accounts = nullptr;
  const Page* page = nullptr;
  Events* events = nullptr;
  StartImport start_import;
  std::function<Status(const desk::Member& member, std::string_view import)> cancel_import;
  std::vector<std::string> origins;  // http://localhost:8080: what Host and Origin may say
  bool is_secure = false;            // behind TLS: cookies say so
  // What went wrong inside: nothing of a person is in it.
  std::function<void(std::string_view route, const Error& error)> tell;
  unsigned threads = 2;
  std::string version;
  std::vector<PackLine> packs;  // that postings are read with
};

class Service {
 public:
  explicit Service(ServiceOptions options);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;
  void handle(const http::Request& request, http::Reply reply);

 private:
  using Job = std::move_only_function<void()>;
  void work(const std::stop_token& stop);

  ServiceOptions options_;
  std::mutex mutex_;
  std::condition_variable_any more_;
  std::deque<Job> jobs_;
  std::vector<std::jthread> threads_;  // the last member: they end first
};

}  // namespace lodestar::api
