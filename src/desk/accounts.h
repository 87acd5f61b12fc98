// SPDX-License-Identifier: Apache-2.0
// Who may enter, and how it is known that it is she: invitations, passwords with a second factor,
// passkeys, sessions, and who belongs to an organisation.
//
// Shapes   an Asker is from where and with what somebody asks; Entered is a session with the
//          cookies that go with it. A login is compared without case. Links are the origin's, with
//          a token of 256 bits of which a hash is kept.
// Units    seconds since 1970; milliseconds of a clock that does not go back for the throttle.
// Errors   unauthenticated: one message for all that is wrong at the door; forbidden: not for this
//          role, or "confirm: " where a fresh proof is wanted; invalid: "FIELD: what is wrong";
//          not_found: nowhere, another's or another organisation's; unavailable: too many passwords
//          wait to be checked.
// Cost     80 ms and 64 MiB for a password, one at a time; else some look-ups and a commit.
// Threads  any. `done` is called on any, too.
// Source   docs/adr/0016-accounts.md.
// Example  accounts.sign_in({login, password, code}, asker, [](Result<Door> door) { ... });
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "crypto/recovery_codes.h"
#include "crypto/throttle.h"
#include "crypto/totp.h"
#include "desk/challenges.h"
#include "desk/desk.h"
#include "desk/one_by_one.h"
#include "desk/openid.h"
#include "store/credentials.h"
#include "store/identities.h"
#include "store/invitations.h"

namespace lodestar::desk {

struct Asker {
  std::string source;  // an address
  std::string agent;   // what the browser calls itself
  std::string device;  // its cookie
  std::string token;   // of the session it has, which ends where another begins
};
struct Entered {
  SignedIn session;
  Sensitive<std::string> device;   // a cookie, for a browser that had none for this login
  bool is_passkey_copied = false;  // its counter went back: there may be two of it
};
struct TryLater {
  std::uint64_t wait_s = 0;
};
using Door = std::variant<Entered, TryLater>;

// The provider knows her; here, a second factor is wanted, too.
struct CodeWanted {
  Sensitive<std::string> ticket;
};
using ProviderDoor = std::variant<Entered, CodeWanted, TryLater>;
// What a browser brings back from a provider.
struct ProviderAnswer {
  std::string cookie, state, code;
  std::optional<std::string> issuer;
};

struct Typed {
  Sensitive<std::string> login, password, code;
};
// What a browser gives of a passkey, out of base64url.
struct PasskeyAnswer {
  std::string id, client_data;
  std::string authenticator_data, signature, user;  // of a known one
  std::string attestation_object;                   // of a new one
};

struct Link {
  std::string id;
  Sensitive<std::string> url;
};
struct SetUpAsked {
  Sensitive<std::string> login, password, name;
  std::string organisation, kind;  // for the first invitation alone
};
// Shown once, and kept nowhere as it is shown.
struct SetUp {
  std::string id;
  Sensitive<std::string> totp, totp_uri;
  crypto::RecoveryCodes codes;
};

struct Creation {  // of a passkey
  crypto::Challenge challenge{};
  std::string handle, name;
  std::vector<std::string> known;  // ids of those there are
};
struct Account {
  bool has_totp = false;
  bool is_password_known = false;  // to somebody who has tried codes with it
  std::uint64_t codes = 0;
  std::vector<store::KeptPasskey> passkeys;
  std::vector<store::Identity> identities;  // with providers
};
struct NewApp {  // shown once
  Sensitive<std::string> totp, totp_uri;
};
struct Records {  // the newest first
  std::vector<store::Outbox::Opened> records;
  std::optional<std::uint64_t> next;  // before which there are more
};
struct NewMembership {
  std::string roles;  // with a blank between
  bool is_ended = false;
};

class Accounts {
 public:
  struct Options {
    store::Database* database = nullptr;
    store::Vault* vault = nullptr;
    std::uint32_t issuer = 0;
    std::function<std::uint64_t()> now_s;
    std::function<std::uint64_t()> now_ms;
    std::string origin;  // of links, and of passkeys where it is a name: http://localhost:8080
    std::vector<OpenIdSettings> providers{};
    Fetch fetch{};  // wanted where there are providers
  };
  explicit Accounts(const Options& options);

  struct Added {
    store::Organisation organisation;
    Link link;  // for its administrator
  };

  // Where there is no account yet: how the first administrator gets one.
  Result<std::optional<Link>> invite_first();
  Result<Link> invite(const Member& member, const Sensitive<std::string>& name,
                      std::string_view roles);
  // By whoever runs the machine, which is told to all members; an empty id: the organisation that
  // runs the service. not_found: there is none of that id.
  Result<Added> invite_at_machine(std::string_view organisation);
  // Those of her organisation that nobody has followed.
  Result<std::vector<store::Invitation>> list_invitations(const Member& member);
  Status withdraw_invitation(const Member& member, std::string_view id);
  Result<store::Invitation> read_invitation(std::string_view token);
  void set_up(std::string_view token, SetUpAsked asked, Done<SetUp> done);
  Result<Creation> begin_set_up_passkey(std::string_view token, std::string_view set_up);
  // The first code, or a new passkey, and there is an account.
  struct Proof {
    Sensitive<std::string> code;
    std::optional<PasskeyAnswer> passkey;
  };
  Result<Entered> finish_set_up(std::string_view token, std::string_view set_up, const Proof& proof,
                                const Asker& asker);

  void sign_in(Typed typed, Asker asker, Done<Door> done);
  const std::optional<crypto::RelyingParty>& party() const { return party_; }
  Result<crypto::Challenge> begin_passkey_sign_in();
  Result<Entered> sign_in_by_passkey(const PasskeyAnswer& answer, const Asker& asker);

  // With a provider of her organisation, to which an account is linked by its owner alone. Where it
  // does not show two factors, the second one is asked for here.
  std::vector<const OpenIdSettings*> providers() const { return openid_.providers(); }
  void begin_provider_sign_in(std::string_view provider, Done<OpenId::Begun> done);
  void sign_in_by_provider(ProviderAnswer answer, Asker asker, Done<ProviderDoor> done);
  Result<Door> finish_provider_sign_in(std::string_view ticket, const Sensitive<std::string>& code,
                                       const Asker& asker);
  void begin_provider_confirmation(const Member& member, std::string_view provider,
                                   Done<OpenId::Begun> done);
  void confirm_by_provider(const Member& member, ProviderAnswer answer, Done<std::monostate> done);
  void begin_link(const Member& member, std::string_view provider, Done<OpenId::Begun> done);
  void link(const Member& member, ProviderAnswer answer, Done<std::monostate> done);
  Status unlink(const Member& member, std::string_view identity);

  // That she who has the session is there.
  void confirm(const Member& member, Sensitive<std::string> password, Done<TryLater> done);
  Result<crypto::Challenge> begin_confirmation(const Member& member);
  Status confirm_by_passkey(const Member& member, const PasskeyAnswer& answer);

  Result<Account> read_account(const Member& member);
  void change_password(const Member& member, Sensitive<std::string> password,
                       Done<std::monostate> done);
  // In the place of the app before it, once a code of it was seen.
  Result<NewApp> begin_app(const Member& member);
  Status finish_app(const Member& member, const Sensitive<std::string>& code);
  // Those before open nothing any more.
  Result<crypto::RecoveryCodes> renew_codes(const Member& member);
  // What is recorded about a subject; empty: oneself. Of others for auditors alone.
  struct RecordsAsked {
    std::string subject;
    std::optional<std::uint64_t> before{};
    std::size_t most = 50;
  };
  Result<Records> read_records(const Member& member, const RecordsAsked& asked);
  Result<std::vector<store::Session>> list_sessions(const Member& member);
  Status end_session(const Member& member, std::string_view id);
  Status end_other_sessions(const Member& member);
  Result<Creation> begin_passkey(const Member& member);
  Status add_passkey(const Member& member, const PasskeyAnswer& answer,
                     const Sensitive<std::string>& name);
  Status remove_passkey(const Member& member, std::string_view id);

  Result<std::vector<store::MemberLine>> list_members(const Member& member);
  Status change_member(const Member& member, std::string_view account,
                       const NewMembership& membership);
  Result<std::vector<store::Organisation>> list_organisations(const Member& member);
  Result<Added> add_organisation(const Member& member, std::string_view name,
                                 std::string_view kind);

 private:
  struct Pending {  // a set-up that waits for its proof
    store::Invitation invitation;
    store::NewAccount account;
    store::Organisation organisation;
    Sensitive<crypto::TotpSecret> totp;
    std::vector<crypto::Digest> codes;
    std::string handle;
    std::uint64_t ends_s = 0;
  };
  struct PendingApp {  // an app that waits for its first code
    Sensitive<crypto::TotpSecret> totp;
    std::uint64_t ends_s = 0;
  };
  struct Factor {                  // the second one; neither is none
    std::uint64_t most_wrong = 0;  // codes, before the six digits open nothing
    std::optional<std::uint64_t> step;
    std::optional<crypto::Digest> code;
    bool is_right() const { return step.has_value() || code.has_value(); }
  };
  struct Bucket {
    std::string key;
    bool is_known_device = false;
  };
  struct Entering {
    std::string account, login;
    Factor factor;
    std::string rehashed;  // the password, at today's cost; may be empty
    std::optional<store::PasskeyUse> passkey;
    std::string identity{};  // its name; empty: none
  };

  Result<std::string> make_password(const Sensitive<std::string>& password,
                                    std::span<const std::string_view> names) const;
  Result<SetUp> prepare(store::Invitation invitation, const SetUpAsked& asked);
  void keep_pending(const std::string& id, Pending pending);
  Result<Pending> get_pending(std::string_view token, std::string_view set_up);
  struct Proven {
    std::uint64_t step = 0;  // of the code; 0: none was given
    std::optional<crypto::Passkey> passkey;
  };
  Result<Proven> prove(const Pending& pending, std::string_view set_up, const Proof& proof);
  Status add_all(store::Connection& connection, const Pending& pending, const Proven& proven);
  struct NewInvitation {
    store::Invitation row;
    Link link;
  };
  Result<NewInvitation> new_invitation(std::optional<store::Organisation> organisation,
                                       const Sensitive<std::string>& name,
                                       std::string_view roles) const;

  Bucket bucket_of(const Sensitive<std::string>& login, const Asker& asker) const;
  Result<Door> check(const Typed& typed, const Asker& asker, const Bucket& bucket);
  Result<Factor> second_factor(const store::Credentials& kept, const Typed& typed,
                               bool is_known_device);
  Result<Entered> enter(const Entering& entering, const Asker& asker);
  // Whatever of it can be used once is used up in the commit that begins the session.
  Status enter_in(store::Connection& connection, const Entering& entering,
                  const store::Session& session, const Asker& asker);

  Result<crypto::Ceremony> ceremony_of(std::string_view purpose,
                                       std::string_view client_data) const;
  Result<crypto::Passkey> new_passkey(std::string_view purpose, const PasskeyAnswer& answer,
                                      std::string_view handle);
  struct Known {
    store::KeptPasskey kept;
    crypto::SignIn sign_in;
  };
  Result<Known> known_passkey(std::string_view purpose, const PasskeyAnswer& answer);

  Result<ProviderDoor> enter_by(const OpenId::Identified& known, const Asker& asker);
  Result<Entering> entering_by(std::string_view identity);
  Status confirm_as(const Member& member, const OpenId::Identified& known);
  Status link_as(const Member& member, const OpenId::Identified& known);
  std::string identity_of(const OpenId::Identified& known) const;

  Status check_subject(const Member& member, std::string_view subject);
  Result<Permit> permit(const Member& member, Action action, Field field);
  // What was permitted, and its record, in one change, which begins with a look at whether the
  // session is still there: with roles that change, and with an account, it ends.
  struct Act {
    const Permit& permitted;
    std::string_view of;
  };
  using Change = std::function<Status(store::Connection&)>;
  Status act(const Member& member, const Act& that, const Change& change);
  Status end_links(store::Connection& connection, const Member& member, std::string_view account,
                   std::string_view roles);
  Status record(store::Connection& connection, const Member& member, std::string_view what,
                const AccessRecord& access);
  Status tell(store::Connection& connection, std::string_view account, std::string_view what);

  Options options_;
  store::Outbox outbox_;
  std::optional<crypto::RelyingParty> party_;
  Sensitive<crypto::Digest> device_key_, code_key_;
  Challenges challenges_;
  std::mutex throttling_;
  crypto::Throttle throttle_;
  std::mutex setting_up_;
  std::map<std::string, Pending, std::less<>> pending_;
  std::map<std::string, PendingApp, std::less<>> apps_;  // by account
  OneByOne passwords_;                                   // the last members: they end first
  OpenId openid_;
};

}  // namespace lodestar::desk
