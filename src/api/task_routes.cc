// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "api/internal/call.h"
#include "api/internal/encode.h"

namespace lodestar::api::internal {
namespace {

void list_tasks(const Call& call, Ask<Paged> asked, Answer<TaskList> answer) {
  const auto tasks = call.desk().list_tasks(*call.member);
  if (!tasks) return answer.refuse(tasks.error());
  const auto page = page_of(*tasks, asked.query, [](const auto& one) { return one.id; });
  answer.give(page, [&](const auto& some) {
    TaskList list{.items = {}, .next = some.next};
    for (const store::Task& one : some.items) list.items.push_back(task_of(one, call.desk()));
    return list;
  });
}

void add_task(const Call& call, Ask<Nothing, NewTask> asked, Answer<Task> answer) {
  NewTask& wanted = asked.body;
  const auto added = call.desk().add_task(*call.member, {.title = std::move(wanted.title),
                                                         .lead = wanted.lead.value_or(""),
                                                         .assigned = wanted.assigned.value_or(""),
                                                         .due_s = wanted.due.value_or(Due{}).s});
  answer.give(added, [&](const store::Task& task) { return task_of(task, call.desk()); });
}

void finish_task(const Call& call, Ask<Nothing, TaskChange> asked, Answer<Task> answer) {
  answer.give(call.desk().finish_task(*call.member, call.parts[0], asked.body.done),
              [&](const store::Task& task) { return task_of(task, call.desk()); });
}

constexpr std::array kLeadMayBeGone{404};
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
                     .problems = kLeadMayBeGone}),
    route<finish_task>({.method = "PUT",
                        .pattern = "/api/tasks/{task}",
                        .name = "finish_task",
                        .says = "Whether it is done"}),
};

}  // namespace

std::span<const Route> task_routes() { return kRoutes; }

}  // namespace lodestar::api::internal
