// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "api/internal/call.h"
#include "api/internal/encode.h"

namespace lodestar::api::internal {
namespace {

void list_tasks(const Call& call, Ask<Paged> asked, Answer<TaskList> answer) {
  call.desk().list_tasks(
      *call.member, asked_of(asked.query),
      later<desk::TaskList>(std::move(answer), [desk = &call.desk()](Answer<TaskList>& given,
                                                                     const desk::TaskList& some) {
        TaskList list{.items = {}, .next = some.next};
        for (const store::Task& one : some.tasks) list.items.push_back(task_of(one, *desk));
        given(list);
      }));
}

desk::Done<store::Task> later_task(const Call& call, Answer<Task> answer) {
  return later<store::Task>(std::move(answer),
                            [desk = &call.desk()](Answer<Task>& given, const store::Task& task) {
                              given(task_of(task, *desk));
                            });
}

void add_task(const Call& call, Ask<Nothing, NewTask> asked, Answer<Task> answer) {
  NewTask& wanted = asked.body;
  call.desk().add_task(*call.member,
                       {.title = std::move(wanted.title),
                        .lead = wanted.lead.value_or(""),
                        .assigned = wanted.assigned.value_or(""),
                        .due_s = wanted.due.value_or(Due{}).s,
                        .once = std::string(call.request.header("Idempotency-Key"))},
                       later_task(call, std::move(answer)));
}

void finish_task(const Call& call, Ask<Nothing, TaskChange> asked, Answer<Task> answer) {
  call.desk().finish_task(*call.member, call.parts[0], asked.body.done,
                          later_task(call, std::move(answer)));
}

constexpr std::array kLeadMayBeGone{404, 409};
constexpr std::array kRoutes{
    route<list_tasks>({.method = "GET",
                       .pattern = "/api/tasks",
                       .name = "tasks",
                       .says = "What is to be done: open ones first, the next due before others"}),
    route<add_task>({.method = "POST",
                     .pattern = "/api/tasks",
                     .name = "add_task",
                     .says = "Write down what is to be done",
                     .status = 201,
                     .problems = kLeadMayBeGone,
                     .once = Once::by_key}),
    route<finish_task>({.method = "PUT",
                        .pattern = "/api/tasks/{task}",
                        .name = "finish_task",
                        .says = "Whether it is done"}),
};

}  // namespace

std::span<const Route> task_routes() { return kRoutes; }

}  // namespace lodestar::api::internal
