// SPDX-License-Identifier: Apache-2.0
// Of Desk: what people have set themselves to do.
#include "desk/desk.h"
#include "desk/internal/acts.h"

namespace lodestar::desk {
namespace {

constexpr std::size_t kLongestTitle = 500;  // bytes

}  // namespace

Result<LeadTask> Desk::add_task(const Member& member, NewTask wanted) {
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
  Sensitive<std::string> line;
  if (!task.lead.empty()) {
    store::LeadLine lead = LODESTAR_TRY(line_of(member, task.lead));
    task.subject = std::move(lead.import);
    line = std::move(lead.line);
  }
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
  return LeadTask{.task = std::move(task), .line = std::move(line)};
}

Result<std::vector<LeadTask>> Desk::list_tasks(const Member& member) {
  LODESTAR_TRY(permit(member, Action::read, Field::lead_decision, {}));
  const Permit permitted = LODESTAR_TRY(permit(member, Action::read, Field::lead_evidence, {}));
  std::vector<LeadTask> tasks;
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    for (store::Task& task : LODESTAR_TRY(
             store::list_tasks(connection, *options_.vault, member.account.organisation.id))) {
      auto line = LODESTAR_TRY(line_in(connection, member, task.lead));
      tasks.push_back({.task = std::move(task), .line = std::move(line)});
    }
    return record(connection, member, organisation_of(member), permitted.record());
  }));
  return tasks;
}

Result<LeadTask> Desk::finish_task(const Member& member, std::string_view id, bool is_done) {
  LeadTask found;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    found.task = LODESTAR_TRY(
        store::get_task(connection, *options_.vault, member.account.organisation.id, id));
    found.line = LODESTAR_TRY(line_in(connection, member, found.task.lead));
    return {};
  }));
  store::Task& task = found.task;
  const Permit permitted =
      LODESTAR_TRY(permit(member, Action::change, Field::lead_decision, task.subject));
  task.done_s = is_done ? options_.now_s() : 0;
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::finish_task(connection, id, task.done_s));
    return record(connection, member, {"task/" + task.id, task.subject}, permitted.record());
  }));
  return found;
}

}  // namespace lodestar::desk
