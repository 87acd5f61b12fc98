// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "api/internal/call.h"
#include "base/utc.h"
#include "table/json_write.h"

namespace lodestar::api::internal {
namespace {

using http::Reply;

void append_task(std::string& out, const store::Task& task, const Names& names) {
  table::Json json(out);
  const auto person = [&](std::string_view id) {
    json.begin_object().key("id").string(id).key("name").string(names.name_of(id)).end_object();
  };
  json.begin_object().key("id").string(task.id).key("title").string(task.title.reveal());
  json.key("lead");
  if (task.lead.empty()) {
    json.null();
  } else {
    json.begin_object().key("id").string(task.lead).key("title").string("").end_object();
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
  using Tasks = std::vector<store::Task>;
  call.desk().list_tasks(
      *call.member, answer<Tasks>(call, std::move(reply), [names = call.names](const Tasks& tasks) {
        std::string body = R"({"items":[)";
        for (const store::Task& task : tasks) {
          append_task(body, task, names);
        }
        return json(200, body + "]}");
      }));
}

desk::Done<store::Task> answer_task(const Call& call, Reply reply, int status) {
  return answer<store::Task>(call, std::move(reply),
                             [names = call.names, status](const store::Task& task) {
                               std::string body;
                               append_task(body, task, names);
                               return json(status, std::move(body));
                             });
}

void add_task(const Call& call, Reply reply) {
  const auto wanted = [&]() -> Result<desk::NewTask> {
    const auto body = LODESTAR_TRY(body_of(call.request));
    return desk::NewTask{.title = LODESTAR_TRY(string_in(body, "title")),
                         .lead = LODESTAR_TRY(string_in(body, "lead")),
                         .assigned = LODESTAR_TRY(string_in(body, "assigned")),
                         .due_s = LODESTAR_TRY(due_in(body))};
  }();
  if (!wanted) return reply(refusal(call.options, call.route, wanted.error()));
  call.desk().add_task(*call.member, *wanted, answer_task(call, std::move(reply), 201));
}

void finish_task(const Call& call, Reply reply) {
  const auto is_done = [&]() -> Result<bool> {
    const auto body = LODESTAR_TRY(body_of(call.request));
    const table::JsonValue* const done = body.find("done");
    const bool* const said = done == nullptr ? nullptr : done->as<bool>();
    if (said == nullptr) return Error{Code::invalid, "done: true or false is wanted"};
    return *said;
  }();
  if (!is_done) return reply(refusal(call.options, call.route, is_done.error()));
  call.desk().finish_task(*call.member, call.parts[0], *is_done,
                          answer_task(call, std::move(reply), 200));
}

constexpr std::array kTaskRoutes{
    Route{"GET", "/api/tasks", Who::member, list_tasks},
    Route{"POST", "/api/tasks", Who::member, add_task},
    Route{"PUT", "/api/tasks/*", Who::member, finish_task},
};

}  // namespace

std::span<const Route> task_routes() { return kTaskRoutes; }

}  // namespace lodestar::api::internal
