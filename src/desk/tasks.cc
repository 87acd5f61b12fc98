// SPDX-License-Identifier: Apache-2.0
// Of Desk: what people have set themselves to do.
#include "desk/desk.h"
#include "desk/internal/acts.h"
#include "desk/internal/release.h"

namespace lodestar::desk {
namespace {

constexpr std::size_t kLongestTitle = 500;  // bytes

// Once what was asked of it is on the disk.
store::Database::Done given(store::Task task, Done<store::Task> done) {
  return [task = std::move(task), done = std::move(done)](Status written) mutable {
    if (written) {
      done(std::move(task));
    } else {
      done(written.error());
    }
  };
}

}  // namespace

void Desk::add_task(const Member& member, NewTask wanted, Done<store::Task> done) {
  const bool is_named = !wanted.once.empty();
  auto task = begin_task(member, std::move(wanted));
  if (!task) return done(task.error());
  auto permitted = permit(member, Action::change, Field::lead_decision, task->subject);
  if (!permitted) return done(permitted.error());
  if (is_named) {
    auto made = find_task(member, task->id);
    if (made && made->title.reveal() != task->title.reveal())
      return done(Error{Code::conflict, "Idempotency-Key: it has named another task before"});
    if (made) return give_again(member, *std::move(permitted), *std::move(made), std::move(done));
    if (made.error().code != Code::not_found) return done(std::move(made));
  }
  options_.database->write(
      [this, member, task = *task,
       permitted = *std::move(permitted)](store::Connection& connection) -> Status {
        const auto other =
            LODESTAR_TRY(store::find_account(connection, *options_.vault, task.assigned));
        if (!other || other->organisation.id != task.organisation) {
          return Error{Code::invalid, "assigned: there is nobody of that name here"};
        }
        LODESTAR_TRY(store::add_task(connection, *options_.vault, task));
        return record(connection, member, {"task/" + task.id, task.subject}, permitted);
      },
      given(*task, std::move(done)));
}

// It is looked at once more, and of its lead what is shown of that.
void Desk::give_again(const Member& member, Permit permitted, store::Task task,
                      Done<store::Task> done) {
  std::vector<Permit> permits;
  permits.push_back(std::move(permitted));
  if (!task.lead.empty()) {
    auto evidence = permit(member, Action::read, Field::lead_evidence, task.subject);
    if (!evidence) return done(evidence.error());
    permits.push_back(*std::move(evidence));
  }
  const About about{"task/" + task.id, task.subject};
  release<store::Task>(member, about, std::move(permits), std::move(task), std::move(done));
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

void Desk::list_tasks(const Member& member, Done<std::vector<store::Task>> done) {
  release_page<std::vector<store::Task>>(
      member, {Field::lead_decision, Field::lead_evidence},
      [&](store::Connection& connection) {
        return store::list_tasks(connection, *options_.vault, member.account.organisation.id);
      },
      std::move(done));
}

void Desk::finish_task(const Member& member, std::string_view id, bool is_done,
                       Done<store::Task> done) {
  auto task = find_task(member, id);
  if (!task) return done(task.error());
  auto permitted = permit(member, Action::change, Field::lead_decision, task->subject);
  if (!permitted) return done(permitted.error());
  task->done_s = is_done ? options_.now_s() : 0;
  options_.database->write(
      [this, member, task = *task,
       permitted = *std::move(permitted)](store::Connection& connection) -> Status {
        LODESTAR_TRY(store::finish_task(connection, task.id, task.done_s));
        return record(connection, member, {"task/" + task.id, task.subject}, permitted);
      },
      given(*task, std::move(done)));
}

Result<store::Task> Desk::find_task(const Member& member, std::string_view id) {
  store::Task task;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    task = LODESTAR_TRY(
        store::get_task(connection, *options_.vault, member.account.organisation.id, id));
    return {};
  }));
  return task;
}

}  // namespace lodestar::desk
