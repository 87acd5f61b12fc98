// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "api/internal/call.h"
#include "base/utc.h"
#include "table/json_write.h"

namespace lodestar::api::internal {
namespace {

using http::Reply;

void append_task(std::string& out, const desk::LeadTask& one, const Names& names) {
  const store::Task& task = one.task;
  table::Json json(out);
  const auto person = [&](std::string_view id) {
    json.begin_object().key("id").string(id).key("name").string(names.name_of(id)).end_object();
  };
  json.begin_object().key("id").string(task.id).key("title").string(task.title.reveal());
  json.key("lead");
  if (task.lead.empty()) {
    json.null();
  } else {
    out += lead_named(task.lead, one.line);
  }
  json.key("assigned");
  person(task.assigned);
  json.key("due");
  if (task.due_s == 0) {
    json.null();
  } else {
    json.string(to_time(task.due_s));
  }
  json.key("done").boolean(task.done_s != 0).end_object();
}

// A day, or a time.
Result<std::uint64_t> due_in(const table::JsonValue& body) {
  std::string due = LODESTAR_TRY(string_in(body, "due"));
  if (due.empty()) return std::uint64_t{0};
  constexpr std::size_t kDay = std::string_view("2026-11-28").size();
  if (due.size() == kDay) due += "T23:59:59Z";
  const auto time = parse_time(due);
  if (!time) return Error{Code::invalid, "due: a day such as 2026-11-28 is wanted"};
  return *time;
}

void list_tasks(const Call& call, Reply reply) {
  const auto tasks = call.desk().list_tasks(*call.member);
  if (!tasks) return reply(refusal(call.options, call.route, tasks.error()));
  std::string body = R"({"items":[)";
  for (const desk::LeadTask& one : *tasks) append_task(body, one, call.names);
  reply(json(200, body + "]}"));
}

void add_task(const Call& call, Reply reply) {
  const auto added = [&]() -> Result<desk::LeadTask> {
    const auto body = LODESTAR_TRY(body_of(call.request));
    return call.desk().add_task(*call.member,
                                {.title = LODESTAR_TRY(string_in(body, "title")),
                                 .lead = LODESTAR_TRY(string_in(body, "lead")),
                                 .assigned = LODESTAR_TRY(string_in(body, "assigned")),
                                 .due_s = LODESTAR_TRY(due_in(body))});
  }();
  if (!added) return reply(refusal(call.options, call.route, added.error()));
  std::string body;
  append_task(body, *added, call.names);
  reply(json(201, std::move(body)));
}

void finish_task(const Call& call, Reply reply) {
  const auto finished = [&]() -> Result<desk::LeadTask> {
    const auto body = LODESTAR_TRY(body_of(call.request));
    const table::JsonValue* const done = body.find("done");
    const bool* const is_done = done == nullptr ? nullptr : done->as<bool>();
    if (is_done == nullptr) return Error{Code::invalid, "done: true or false is wanted"};
    return call.desk().finish_task(*call.member, call.parts[0], *is_done);
  }();
  if (!finished) return reply(refusal(call.options, call.route, finished.error()));
  std::string body;
  append_task(body, *finished, call.names);
  reply(json(200, std::move(body)));
}

constexpr std::array kTaskRoutes{
    Route{"GET", "/api/tasks", Who::member, list_tasks},
    Route{"POST", "/api/tasks", Who::member, add_task},
    Route{"PUT", "/api/tasks/*", Who::member, finish_task},
};

}  // namespace

std::span<const Route> task_routes() { return kTaskRoutes; }

}  // namespace lodestar::api::internal
