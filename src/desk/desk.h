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
};

struct Deciding {
  std::string kind, explanation, reason;
  std::optional<std::uint64_t> version{};  // of the lead that was looked at
  std::string once{};  // what names this asking, however often it is sent; may be empty
};

struct NewTask {
  std::string title, lead, assigned;  // the last two may be empty: of none, one's own
  std::uint64_t due_s = 0;            // 0: whenever
};

// Each with the line of its lead; empty where there is none.
struct LeadTask {
  store::Task task;
  Sensitive<std::string> line;
};
struct Deed {
  store::Doing doing;
  Sensitive<std::string> line;
};

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
  bool is_demonstration() const { return options_.is_demonstration; }
  Result<std::vector<Demonstrated>> demonstrated();
  // `agent` is what a browser calls itself: of another it is no session.
  Result<SignedIn> enter_as(std::string_view account,
                            std::string_view agent = {});  // demonstration alone
  Result<Member> find_member(std::string_view token, std::string_view agent = {});
  Status leave(const Member& member);
  std::string name_of_account(std::string_view account);  // empty where there is nobody
  std::string name_of_import(std::string_view import);    // of its file

  Result<std::string> begin_import(const Member& member, const Sensitive<std::string>& name);
  Status end_import(const Member& member, const std::string& import, std::uint64_t postings,
                    std::span<const detect::LeadDocument> leads);
  Status fail_import(const std::string& import, std::string_view message);
  Status stop_import(const std::string& import);  // somebody cancelled it
  Result<std::vector<store::Import>> list_imports(const Member& member);

  // `typed` are words or a contact; empty: all of them.
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
  Result<LeadTask> add_task(const Member& member, NewTask wanted);
  Result<std::vector<LeadTask>> list_tasks(const Member& member);
  Result<LeadTask> finish_task(const Member& member, std::string_view id, bool is_done);
  Result<std::vector<Deed>> recent(const Member& member, std::uint64_t before_s);

 private:
  // What of which lead, or of the organisation's leads together.
  struct About {
    std::string what;     // "lead/ID"
    std::string subject;  // whose erasure takes the record with it
  };
  static About organisation_of(const Member& member);
  struct Ready {
    store::LeadLine lead;
    Permit permit;
  };
  Result<Ready> ready(const Member& member, std::string_view id, Action action,
                      std::optional<std::uint64_t> version);
  Result<std::optional<store::Decision>> made_before(const Member& member, std::string_view id,
                                                     const std::string& decision);
  Result<SignedIn> begin_session(store::Account account, std::string_view agent);
  // Whether she may, by desk/access.h, and in which of her roles.
  Result<Permit> permit(const Member& member, Action action, Field field,
                        std::string_view subject) const;
  Status record(store::Connection& connection, const Member& member, const About& about,
                const AccessRecord& access);
  template <typename T>
  void release(const Member& member, const About& about, std::vector<Permit> permits, T value,
               Done<T> done);
  Result<LeadPage> look(const Member& member, std::string_view id, store::LeadPart part);
  Result<store::LeadLine> line_of(const Member& member, std::string_view id);
  Result<Sensitive<std::string>> line_in(store::Connection& connection, const Member& member,
                                         std::string_view id);
  Result<std::vector<store::LeadLine>> leads_with(store::Connection& connection,
                                                  std::string_view organisation,
                                                  const Sensitive<std::string>& value);
  Result<std::vector<store::LeadLine>> search(store::Connection& connection, store::LeadQuery query,
                                              const Sensitive<std::string>& typed);

  Options options_;
  store::Outbox outbox_;
  std::mutex naming_;
  std::unordered_map<std::string, Sensitive<std::string>> names_, import_names_;
};

}  // namespace lodestar::desk
