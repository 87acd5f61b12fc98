// SPDX-License-Identifier: Apache-2.0
// Of Desk: what people have set themselves to do.
#include "desk/desk.h"
#include "desk/internal/acts.h"
#include "desk/internal/release.h"

namespace lodestar::desk {
namespace {

constexpr std::size_t kLongestTitle = 500;  // bytes

// Of what was sent: when it came, and by whom, its id tells.
bool is_same_task(const store::Task& left, const store::Task& right) {
  return left.title.reveal() == right.title.reveal() && left.lead == right.lead &&
         left.assigned == right.assigned && left.due_s == right.due_s;
}

}  // namespace

// One of no lead is its writer's.
Desk::About Desk::subject_of(const store::Task& task) {
  if (!task.lead.empty()) return import_of(task.subject);
  return {"account/" + task.subject, task.subject};
}

void Desk::add_task(const Member& member, NewTask wanted, Done<store::Task> done) {
  const bool is_named = !wanted.once.empty();
  auto task = begin_task(member, std::move(wanted));
  if (!task) return done(task.error());
  auto made = deed_of(member, Action::change, *task);
  if (!made) return done(made.error());
  auto again = deed_of(member, Action::read, *task);
  if (!again) return done(again.error());
  make_once<store::Task>(
      member,
      {.wanted = *std::move(task),
       .is_named = is_named,
       .made = *std::move(made),
       .shown_again = *std::move(again),
       .find =
           [this](store::Connection& connection, const store::Task& one) {
             return store::find_task(connection, *options_.vault, one.organisation, one.id);
           },
       .is_same = is_same_task,
       .make = [this](store::Connection& connection, const store::Task& one) -> Status {
         const auto other =
             LODESTAR_TRY(store::find_account(connection, *options_.vault, one.assigned));
         if (!other || other->organisation.id != one.organisation) {
           return Error{Code::invalid, "assigned: there is nobody of that name here"};
         }
         return store::add_task(connection, *options_.vault, one);
       }},
      std::move(done));
}

// Who does something with a task is shown it, and of its lead the line, which is evidence.
Result<Desk::Deed> Desk::deed_of(const Member& member, Action action, const store::Task& task) {
  const About of = subject_of(task);
  Deed deed{.about = {"task/" + task.id, task.subject}, .permits = {}};
  deed.permits.push_back(LODESTAR_TRY(permit(member, action, Field::lead_decision, of)));
  if (task.lead.empty()) return deed;
  deed.permits.push_back(LODESTAR_TRY(permit(member, Action::read, Field::lead_evidence, of)));
  return deed;
}

Result<store::Task> Desk::begin_task(const Member& member, NewTask wanted) {
  if (wanted.title.empty() || wanted.title.size() > kLongestTitle) {
    return Error{Code::invalid, "title: say what is to be done, in 1 to 500 bytes"};
  }
  store::Task task{.id = LODESTAR_TRY(internal::id_once(member, wanted.once)),
                   .organisation = member.account.organisation.id,
                   .subject = member.account.id,
                   .lead = std::move(wanted.lead),
                   .assigned = wanted.assigned.empty() ? member.account.id : wanted.assigned,
                   .title = Sensitive(std::move(wanted.title)),
                   .due_s = wanted.due_s,
                   .made_s = options_.now_s()};
  if (!task.lead.empty()) {
    store::LeadLine lead = LODESTAR_TRY(line_of(member, task.lead));
    task.subject = std::move(lead.import);
    task.line = std::move(lead.line);
  }
  return task;
}

void Desk::list_tasks(const Member& member, const PageAsked& asked, Done<TaskList> done) {
  release_page<TaskList>(
      member,
      {.fields = {Field::lead_decision, Field::lead_evidence},
       .look = [&](store::Connection& connection) -> Result<TaskList> {
         const auto all = LODESTAR_TRY(
             store::list_tasks(connection, *options_.vault, member.account.organisation.id));
         const auto page = LODESTAR_TRY(page_of(std::span(all), asked, &store::Task::id));
         return TaskList{.tasks = {page.items.begin(), page.items.end()}, .next = page.next};
       },
       .shown =
           [](const TaskList& list) {
             std::vector<About> all;
             for (const store::Task& one : list.tasks) all.push_back(subject_of(one));
             return all;
           }},
      std::move(done));
}

void Desk::finish_task(const Member& member, std::string_view id, bool is_done,
                       Done<store::Task> done) {
  auto task = get_task(member, id);
  if (!task) return done(task.error());
  auto deed = deed_of(member, Action::change, *task);
  if (!deed) return done(deed.error());
  task->done_s = is_done ? options_.now_s() : 0;
  options_.database->write(
      [this, member, task = *task,
       deed = *std::move(deed)](store::Connection& connection) -> Status {
        LODESTAR_TRY(store::finish_task(connection, task.id, task.done_s));
        return record(connection, member, deed);
      },
      given(*task, std::move(done)));
}

Result<store::Task> Desk::get_task(const Member& member, std::string_view id) {
  std::optional<store::Task> task;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    task = LODESTAR_TRY(
        store::find_task(connection, *options_.vault, member.account.organisation.id, id));
    return {};
  }));
  if (!task) return Error{Code::not_found, "there is no such task here"};
  return *std::move(task);
}

}  // namespace lodestar::desk
