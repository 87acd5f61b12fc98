// SPDX-License-Identifier: Apache-2.0
#include "store/tasks.h"

#include <utility>

#include "store/leads.h"

namespace lodestar::store {
namespace {

constexpr std::string_view kTitle = "task.title";

Value time_or_null(std::uint64_t time_s) { return time_s == 0 ? Value{} : number(time_s); }

// Columns 0 to 9; title and line sealed.
Task task_in(const Row& row) {
  return {.id = std::string(row.text(0)),
          .organisation = std::string(row.text(1)),
          .subject = std::string(row.text(2)),
          .lead = std::string(row.text(3)),
          .assigned = std::string(row.text(4)),
          .title = Sensitive(std::string(row.as_bytes(5))),
          .line = Sensitive(std::string(row.as_bytes(9))),
          .due_s = static_cast<std::uint64_t>(row.number(6)),
          .done_s = static_cast<std::uint64_t>(row.number(7)),
          .made_s = static_cast<std::uint64_t>(row.number(8))};
}

// The subject of a lead's task is its import.
Status open(Connection& connection, Vault& vault, Task& task) {
  task.title = LODESTAR_TRY(vault.open(connection, task.subject, kTitle, task.title.reveal()));
  if (task.lead.empty()) return {};
  task.line = LODESTAR_TRY(open_line(connection, vault, task.subject, task.line.reveal()));
  return {};
}

}  // namespace

Status add_task(Connection& connection, Vault& vault, const Task& task) {
  const std::string title = LODESTAR_TRY(vault.seal(connection, task.subject, kTitle, task.title));
  LODESTAR_TRY(connection.execute(
      "insert into task (id, organisation, subject, lead, assigned, title, due_s, done_s, made_s) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {std::string_view(task.id), std::string_view(task.organisation),
       std::string_view(task.subject), text_or_null(task.lead), text_or_null(task.assigned),
       bytes(title), time_or_null(task.due_s), time_or_null(task.done_s), number(task.made_s)}));
  return {};
}

Result<std::vector<Task>> list_tasks(Connection& connection, Vault& vault,
                                     std::string_view organisation) {
  std::vector<Task> tasks;
  LODESTAR_TRY(connection.query(
      "select t.id, t.organisation, t.subject, t.lead, t.assigned, t.title, t.due_s, t.done_s, "
      "t.made_s, l.line from task t left join lead l on l.id = t.lead "
      "where t.organisation = $1 order by case when t.done_s is null then 0 else 1 end, "
      "case when t.due_s is null then 1 else 0 end, t.due_s, t.made_s, t.id",
      {organisation}, [&](const Row& row) { tasks.push_back(task_in(row)); }));
  for (Task& task : tasks) LODESTAR_TRY(open(connection, vault, task));
  return tasks;
}

Result<std::optional<Task>> find_task(Connection& connection, Vault& vault,
                                      std::string_view organisation, std::string_view id) {
  std::optional<Task> task;
  LODESTAR_TRY(connection.query(
      "select t.id, t.organisation, t.subject, t.lead, t.assigned, t.title, t.due_s, t.done_s, "
      "t.made_s, l.line from task t left join lead l on l.id = t.lead "
      "where t.organisation = $1 and t.id = $2",
      {organisation, id}, [&](const Row& row) { task = task_in(row); }));
  if (task) LODESTAR_TRY(open(connection, vault, *task));
  return task;
}

Status finish_task(Connection& connection, std::string_view id, std::uint64_t done_s) {
  LODESTAR_TRY(
      connection.execute("update task set done_s = $1 where id = $2", {time_or_null(done_s), id}));
  return {};
}

}  // namespace lodestar::store
