// SPDX-License-Identifier: Apache-2.0
// What an organisation's people do with the service: who they are, the leads they look at, what
// they decide. Nothing of a person leaves before the record that it was looked at is on the disk.
//
// Shapes   a Member is who asks, from a session; each use-case takes one, and gives its answer to
//          `done`, from any thread. A lead is its documents (detect/lead_documents.h) and a state.
// Units    seconds since 1970.
// Errors   unauthenticated: no session; forbidden: not for this role; not_found: nowhere, or
//          another organisation's; conflict: changed by somebody meanwhile; invalid: says which
//          field.
// Cost     a reading connection for as long as the look-up takes, then a place in the next commit.
// Threads  any.
// Source   docs/adr/0018-desk.md.
// Example  desk.read_lead(member, id, [](Result<LeadPage> page) { ... });
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/sensitive.h"
#include "desk/access.h"
#include "desk/page.h"
#include "detect/lead_documents.h"
#include "store/database.h"
#include "store/leads.h"
#include "store/outbox.h"
#include "store/people.h"
#include "store/tasks.h"
#include "store/vault.h"

namespace lodestar::desk {

template <typename T>
using Done = std::move_only_function<void(Result<T>&&)>;

struct Member {
  store::Account account;
  EnumSet<Role> roles;
  std::string session;               // its hash
  std::string csrf;                  // hexadecimal
  std::uint64_t confirmed_at_s = 0;  // when she last proved to be there
};

struct SignedIn {
  Sensitive<std::string> token;  // for the cookie; kept nowhere
  Member member;
};

struct LeadPage {
  store::LeadLine lead;
  Sensitive<std::string> part;  // page or network
  std::vector<store::LeadContact> contacts;
  std::vector<store::Decision> decisions;
  std::optional<std::string> assigned_name;
};

struct LeadList {
  std::vector<store::LeadLine> leads;
  store::LeadCounts counts;
  std::optional<std::pair<std::int32_t, std::string>> next;  // where the next page begins
};

struct ImportList {
  std::vector<store::Import> imports;
  std::optional<std::string> next;
};

struct TaskList {
  std::vector<store::Task> tasks;
  std::optional<std::string> next;
};

struct Deciding {
  std::string kind, explanation, reason;
  std::optional<std::uint64_t> version{};  // of the lead that was looked at
  std::string once{};  // its key: what names this asking, however often it is sent; may be empty
};

struct NewTask {
  std::string title, lead, assigned;  // the last two may be empty: of none, one's own
  std::uint64_t due_s = 0;            // 0: whenever
  std::string once{};                 // its key, as above
};
// So begins the message of a conflict whose key has named something else before.
inline constexpr std::string_view kOfKey = "Idempotency-Key: ";

struct Demonstrated {
  store::Account account;
  std::string does;
};

class Desk {
 public:
  struct Options {
    store::Database* database = nullptr;
    store::Vault* vault = nullptr;
    std::uint32_t issuer = 0;
    std::function<std::uint64_t()> now_s;
    bool is_demonstration = false;
  };
  explicit Desk(const Options& options)
      : options_(options), outbox_(*options.vault, options.issuer) {}

  // Organisations and people who are invented; again it does nothing.
  Status set_up_demonstration();
  std::uint64_t now_s() const { return options_.now_s(); }
  bool is_demonstration() const { return options_.is_demonstration; }
  Result<std::vector<Demonstrated>> demonstrated();
  // `agent` is what a browser calls itself: of another it is no session.
  Result<SignedIn> enter_as(std::string_view account,
                            std::string_view agent = {});  // demonstration alone
  Result<Member> find_member(std::string_view token, std::string_view agent = {});
  Status leave(const Member& member);
  void forget(std::string_view subject);  // that was erased
  // Empty where there is none.
  std::string name_of_account(std::string_view account);
  std::string name_of_import(std::string_view import);  // of its file

  Result<store::Import> begin_import(const Member& member, const Sensitive<std::string>& name);
  Status end_import(const Member& member, const std::string& import, std::uint64_t postings,
                    std::span<const detect::LeadDocument> leads);
  Status fail_import(const std::string& import, std::string_view message);
  Status start_import(const std::string& import);  // its turn has come
  Status stop_import(const std::string& import);   // it ended early
  // Whoever may bring files in may cancel them; what she cancels is on record.
  Status may_cancel_imports(const Member& member);
  Status cancel_import(const Member& member, const std::string& import);
  Status fail_left_imports();  // of a service that has ended: once, before others begin
  void list_imports(const Member& member, const PageAsked& asked, Done<ImportList> done);

  // Whether she may be told that leads and imports change: nothing is shown by that.
  static bool may_read_leads(const Member& member);
  // Care reads leads as they came, and not what was decided about them: each is shown as open, its
  // first version and nobody's work.
  static bool may_read_decisions(const Member& member);
  // Where something is typed: the leads whose line has all of its words, or that hold the contact
  // that it is, of as many as are looked at at once.
  void list_leads(const Member& member, const store::LeadQuery& query,
                  const Sensitive<std::string>& typed, Done<LeadList> done);
  void read_lead(const Member& member, std::string_view id, store::LeadPart part,
                 Done<LeadPage> done);
  void reveal_contact(const Member& member, std::string_view id, std::uint32_t number,
                      Done<Sensitive<std::string>> done);
  void find_linked(const Member& member, const Sensitive<std::string>& value, Done<LeadList> done);
  void decide_lead(const Member& member, std::string_view id, Deciding deciding,
                   Done<store::Decision> done);
  void assign(const Member& member, std::string_view id, std::string account,
              std::optional<std::uint64_t> version, Done<store::LeadLine> done);
  void add_task(const Member& member, NewTask wanted, Done<store::Task> done);
  void list_tasks(const Member& member, const PageAsked& asked, Done<TaskList> done);
  void finish_task(const Member& member, std::string_view id, bool is_done, Done<store::Task> done);
  // What the organisation's decisions teach (detect/weights.h), of the latest 2,000.
  void learned(const Member& member, Done<detect::Weights> done);
  struct Before {
    std::uint64_t at_s = 0;
    std::string decision;  // the last one seen of that second
  };
  // The newest first.
  void recent(const Member& member, const std::optional<Before>& before, std::size_t most,
              Done<std::vector<store::Doing>> done);

 private:
  // What of which lead, of an import, or of the organisation's leads together.
  struct About {
    std::string what;     // "lead/ID"
    std::string subject;  // whose erasure takes the record with it
    friend bool operator==(const About&, const About&) = default;
  };
  static About organisation_of(const Member& member);
  static About import_of(std::string_view import);
  static About subject_of(const store::Task& task);
  // What is seen or done, and by which right.
  struct Deed {
    About about;
    std::vector<Permit> permits;
  };
  // What there is under a key is given again; else it is made.
  template <typename T>
  struct Making {
    T wanted;
    bool is_named = false;  // by a key
    Deed made, shown_again;
    std::function<Result<std::optional<T>>(store::Connection&, const T&)> find;
    bool (*is_same)(const T&, const T&);
    std::function<Status(store::Connection&, const T&)> make;
  };
  // A page of what the organisation has, of these fields, and whose of it is shown.
  template <typename T>
  struct Looking {
    EnumSet<Field> fields;
    std::function<Result<T>(store::Connection&)> look;
    std::function<std::vector<About>(const T&)> shown;
  };
  struct Ready {
    store::LeadLine lead;
    Permit permit;
  };
  Result<Ready> ready(const Member& member, std::string_view id, Action action,
                      std::optional<std::uint64_t> version);
  Result<store::Task> begin_task(const Member& member, NewTask wanted);
  Result<store::Task> get_task(const Member& member, std::string_view id);
  Result<Deed> deed_of(const Member& member, Action action, const store::Task& task);
  Result<SignedIn> begin_session(store::Account account, std::string_view agent);
  // Whether she may, by desk/access.h, and in which of her roles. That she may not is on record,
  // where `about` is empty as the organisation's.
  Result<Permit> permit(const Member& member, Action action, Field field, const About& about);
  // To read all of these.
  Result<std::vector<Permit>> permits(const Member& member, EnumSet<Field> fields,
                                      const About& about);
  Status record(store::Connection& connection, const Member& member, const About& about,
                std::span<const AccessRecord> accesses);
  Status record(store::Connection& connection, const Member& member, const About& about,
                const Permit& permit) {
    return record(connection, member, about, std::span(&permit.record(), 1));
  }
  Status record(store::Connection& connection, const Member& member, const Deed& deed);
  template <typename T>
  void release(const Member& member, std::vector<Deed> deeds, T value, Done<T> done);
  template <typename T>
  void release_page(const Member& member, const Looking<T>& looking, Done<T> done);
  void release_leads(const Member& member,
                     const std::function<Result<LeadList>(store::Connection&)>& look,
                     Done<LeadList> done);
  template <typename T>
  void make_once(const Member& member, Making<T> making, Done<T> done);
  Result<LeadPage> look(const Member& member, std::string_view id, store::LeadPart part);
  Result<store::LeadLine> line_of(const Member& member, std::string_view id);
  Result<std::vector<store::LeadLine>> leads_with(store::Connection& connection,
                                                  const Member& member,
                                                  const Sensitive<std::string>& typed);
  using Name = Sensitive<std::string>;
  std::string name_from(std::string_view id,
                        const std::function<Result<Name>(store::Connection&)>& look);

  Options options_;
  store::Outbox outbox_;
  std::mutex naming_;
  std::unordered_map<std::string, Name> names_;
};

}  // namespace lodestar::desk
