// SPDX-License-Identifier: Apache-2.0
// Of Desk: what people have set themselves to do.
#include "desk/desk.h"
#include "desk/internal/acts.h"

namespace lodestar::desk {
namespace {

constexpr std::size_t kLongestTitle = 500;  // bytes

}  // namespace

Result<store::Task> Desk::add_task(const Member& member, NewTask wanted) {
  if (wanted.title.empty() || wanted.title.size() > kLongestTitle) {
    return Error{Code::invalid, "title: say what is to be done, in 1 to 500 bytes"};
  }
  store::Task task{.id = LODESTAR_TRY(internal::new_id()),
                   .organisation = member.account.organisation.id,
                   .subject = member.account.id,
                   .lead = std::move(wanted.lead),
                   .assigned = wanted.assigned.empty() ? member.account.id : wanted.assigned,
                   .title = Sensitive(std::move(wanted.title)),
                   .due_s = wanted.due_s,
                   .made_s = options_.now_s()};
  if (!task.lead.empty()) task.subject = LODESTAR_TRY(line_of(member, task.lead)).import;
  const Permit permitted =
      LODESTAR_TRY(permit(member, Action::change, Field::lead_decision, task.subject));
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    const auto other =
        LODESTAR_TRY(store::find_account(connection, *options_.vault, task.assigned));
    if (!other || other->organisation.id != task.organisation) {
      return Error{Code::invalid, "assigned: there is nobody of that name here"};
    }
    LODESTAR_TRY(store::add_task(connection, *options_.vault, task));
    return record(connection, member, {"task/" + task.id, task.subject}, permitted.record());
  }));
  return task;
}

Result<std::vector<store::Task>> Desk::list_tasks(const Member& member) {
  LODESTAR_TRY(permit(member, Action::read, Field::lead_decision, {}));
  std::vector<store::Task> tasks;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    tasks = LODESTAR_TRY(
        store::list_tasks(connection, *options_.vault, member.account.organisation.id));
    return {};
  }));
  return tasks;
}

Result<store::Task> Desk::finish_task(const Member& member, std::string_view id, bool is_done) {
  store::Task task;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    task = LODESTAR_TRY(
        store::get_task(connection, *options_.vault, member.account.organisation.id, id));
    return {};
  }));
  const Permit permitted =
      LODESTAR_TRY(permit(member, Action::change, Field::lead_decision, task.subject));
  task.done_s = is_done ? options_.now_s() : 0;
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::finish_task(connection, id, task.done_s));
    return record(connection, member, {"task/" + task.id, task.subject}, permitted.record());
  }));
  return task;
}

}  // namespace lodestar::desk
