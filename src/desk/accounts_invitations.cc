// SPDX-License-Identifier: Apache-2.0
// How somebody who has no account gets one: a link, a login and a password, a second factor that is
// seen to work. Nothing is kept in the database before that.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/session_token.h"
#include "desk/access_words.h"
#include "desk/accounts.h"
#include "desk/at_machine.h"
#include "desk/internal/acts.h"
#include "io/random.h"
#include "text/typed.h"

namespace lodestar::desk {

using namespace internal;

namespace {

constexpr std::uint64_t kInvitation_s = 24 * 3600;
constexpr std::uint64_t kSetUp_s = 900;
constexpr std::size_t kMostPending = 1000;
constexpr std::size_t kLongestName = 200;  // bytes

Error no_invitation() {
  return {Code::not_found, "this link was used, or is over: ask for another one"};
}

// Three to 64 bytes without blanks and what does not print.
Result<Sensitive<std::string>> login_in(const Sensitive<std::string>& typed) {
  constexpr std::size_t kShortest = 3, kLongest = 64;
  const auto login = text::to_casefold(typed.reveal());
  const bool fits = login && login->size() >= kShortest && login->size() <= kLongest &&
                    std::ranges::none_of(*login, [](char one) {
                      return static_cast<unsigned char>(one) <= ' ' || one == '\x7f';
                    });
  if (!fits) {
    return Error{Code::invalid, "login: three to 64 letters, digits and signs without a blank"};
  }
  return Sensitive(*login);
}

Result<std::string> name_in(std::string_view typed, std::string_view field) {
  const auto name = text::to_nfc(typed);
  if (!name || name->empty() || name->size() > kLongestName) {
    return Error{Code::invalid, fmt::format("{}: a name of 1 to 200 bytes is wanted", field)};
  }
  return *name;
}

}  // namespace

Result<Accounts::NewInvitation> Accounts::new_invitation(
    std::optional<store::Organisation> organisation, const Sensitive<std::string>& name,
    std::string_view roles) const {
  const Sensitive<std::string> token =
      crypto::to_token(LODESTAR_TRY(io::random_bytes<std::tuple_size_v<crypto::TokenBytes>>()));
  const std::string id = LODESTAR_TRY(new_id());
  const std::uint64_t now = options_.now_s();
  return NewInvitation{
      .row = {.hash = hash_of_token(token.reveal()),
              .id = id,
              .organisation = std::move(organisation),
              .name = name,
              .roles = std::string(roles),
              .made_s = now,
              .ends_s = now + kInvitation_s},
      .link = {.id = id,
               .url = Sensitive(fmt::format("{}/invitation#{}", options_.origin, token.reveal()))}};
}

Result<std::optional<Link>> Accounts::invite_first() {
  const NewInvitation made =
      LODESTAR_TRY(new_invitation({}, Sensitive<std::string>(), name_of(Role::administrator)));
  bool is_first = false;
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    is_first = LODESTAR_TRY(store::count_accounts(connection)) == 0;
    if (!is_first) return {};
    return store::add_invitation(connection, *options_.vault, made.row);
  }));
  return is_first ? std::optional(made.link) : std::nullopt;
}

Result<Accounts::Added> Accounts::invite_at_machine(std::string_view organisation) {
  std::vector<store::Organisation> all;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    all = LODESTAR_TRY(store::all_organisations(connection));
    return {};
  }));
  const auto found = std::ranges::find_if(all, [&](const store::Organisation& one) {
    return organisation.empty() ? one.runs_service : one.id == organisation;
  });
  if (found == all.end()) {
    std::string known;
    for (const auto& one : all) {
      known += fmt::format("{}{} ({})", known.empty() ? "" : ", ", one.id, one.name);
    }
    if (known.empty()) known = "none yet, and 'lodestar serve' prints the first link";
    return Error{Code::not_found,
                 fmt::format("there is no such organisation: known are {}", known)};
  }
  const NewInvitation made =
      LODESTAR_TRY(new_invitation(*found, Sensitive<std::string>(), name_of(Role::administrator)));
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::add_invitation(connection, *options_.vault, made.row));
    for (const store::Account& one :
         LODESTAR_TRY(store::all_accounts(connection, *options_.vault, found->id))) {
      LODESTAR_TRY(tell(connection, one.id, "an administrator was invited at the machine"));
    }
    return record_at_machine(connection, *options_.vault, options_.issuer, {"invite", found->id},
                             options_.now_s());
  }));
  return Added{.organisation = *found, .link = made.link};
}

Result<Link> Accounts::invite(const Member& member, const Sensitive<std::string>& name,
                              std::string_view roles) {
  const Permit permitted = LODESTAR_TRY(permit(member, Action::change, Field::account_data));
  const std::string checked = LODESTAR_TRY(check_roles(roles));
  const std::string called = LODESTAR_TRY(name_in(name.reveal(), "name"));
  const NewInvitation made =
      LODESTAR_TRY(new_invitation(member.account.organisation, Sensitive(called), checked));
  const std::string of = "invitation/" + made.row.id;
  LODESTAR_TRY(act(member, {permitted, of}, [&](store::Connection& connection) {
    return store::add_invitation(connection, *options_.vault, made.row);
  }));
  return made.link;
}

Result<std::vector<store::Invitation>> Accounts::list_invitations(const Member& member) {
  const Permit permitted = LODESTAR_TRY(permit(member, Action::read, Field::account_data));
  const std::string& own = member.account.organisation.id;
  std::vector<store::Invitation> invitations;
  const std::string of = fmt::format("organisation/{}/invitations", own);
  LODESTAR_TRY(act(member, {permitted, of}, [&](store::Connection& connection) -> Status {
    invitations =
        LODESTAR_TRY(store::invitations_of(connection, *options_.vault, own, options_.now_s()));
    return {};
  }));
  return invitations;
}

Status Accounts::withdraw_invitation(const Member& member, std::string_view id) {
  const Permit permitted = LODESTAR_TRY(permit(member, Action::change, Field::account_data));
  const std::string of = fmt::format("invitation/{}", id);
  LODESTAR_TRY(act(member, {permitted, of}, [&](store::Connection& connection) -> Status {
    if (!LODESTAR_TRY(store::withdraw_invitation(connection, member.account.organisation.id, id))) {
      return Error{Code::not_found, "there is no such invitation, or it was used"};
    }
    return {};
  }));
  options_.vault->forget(id);
  return {};
}

Result<store::Invitation> Accounts::read_invitation(std::string_view token) {
  std::optional<store::Invitation> invitation;
  const std::string hash = hash_of_token(token);
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    invitation =
        LODESTAR_TRY(store::find_invitation(connection, *options_.vault, hash, options_.now_s()));
    return {};
  }));
  if (!invitation) return no_invitation();
  return *std::move(invitation);
}

void Accounts::set_up(std::string_view token, SetUpAsked asked, Done<SetUp> done) {
  auto invitation = read_invitation(token);
  if (!invitation) return done(invitation.error());
  auto told = std::make_unique<Done<SetUp>>(std::move(done));
  Done<SetUp>& answer = *told;
  OneByOne::Job job = [this, invitation = *std::move(invitation), asked = std::move(asked),
                       told = std::move(told)] { (*told)(prepare(invitation, asked)); };
  if (passwords_.add(job)) return;
  answer(Error{Code::unavailable, "many are signing in just now: come again in a moment"});
}

Result<SetUp> Accounts::prepare(store::Invitation invitation, const SetUpAsked& asked) {
  Pending pending{.invitation = std::move(invitation), .ends_s = options_.now_s() + kSetUp_s};
  if (pending.invitation.organisation) {
    pending.organisation = *pending.invitation.organisation;
  } else {
    pending.organisation = {.id = LODESTAR_TRY(new_id()),
                            .name = LODESTAR_TRY(name_in(asked.organisation, "organisation")),
                            .kind = LODESTAR_TRY(name_in(asked.kind, "kind")),
                            .runs_service = true};
  }
  pending.account = {.id = LODESTAR_TRY(new_id()),
                     .organisation = pending.organisation.id,
                     .name = Sensitive(LODESTAR_TRY(name_in(asked.name.reveal(), "name"))),
                     .login = LODESTAR_TRY(login_in(asked.login)),
                     .roles = pending.invitation.roles,
                     .password = {}};
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    if (!LODESTAR_TRY(store::is_login_taken(connection, *options_.vault, pending.account.login))) {
      return {};
    }
    return Error{Code::invalid, "login: somebody has it already: choose another one"};
  }));
  const std::array<std::string_view, 3> names{
      pending.account.login.reveal(), pending.account.name.reveal(), pending.organisation.name};
  pending.account.password = LODESTAR_TRY(make_password(asked.password, names));
  pending.totp = LODESTAR_TRY(io::random_bytes<std::tuple_size_v<crypto::TotpSecret>>());
  const auto handle = LODESTAR_TRY(io::random_bytes<32>());
  pending.handle = std::string(handle.reveal().begin(), handle.reveal().end());
  SetUp told{.id = LODESTAR_TRY(new_id()),
             .totp = crypto::to_base32(pending.totp),
             .totp_uri = crypto::totp_uri(pending.totp, "Lodestar", pending.account.login.reveal()),
             .codes = crypto::make_recovery_codes(
                 LODESTAR_TRY(io::random_bytes<std::tuple_size_v<crypto::RecoveryRandomness>>()))};
  for (const Sensitive<std::string>& code : told.codes) {
    const auto hash = crypto::recovery_hash(code_key_, pending.account.id, code);
    LODESTAR_ASSERT(hash.has_value());
    pending.codes.push_back(*hash);
  }
  keep_pending(told.id, std::move(pending));
  return told;
}

// One an invitation: beginning again forgets what was begun.
void Accounts::keep_pending(const std::string& id, Pending pending) {
  const std::uint64_t now = options_.now_s();
  const std::lock_guard lock(setting_up_);
  std::erase_if(pending_, [&](const auto& one) {
    return one.second.ends_s <= now || one.second.invitation.hash == pending.invitation.hash;
  });
  if (pending_.size() >= kMostPending) {
    pending_.erase(
        std::ranges::min_element(pending_, {}, [](const auto& one) { return one.second.ends_s; }));
  }
  pending_.insert_or_assign(id, std::move(pending));
}

Result<Accounts::Pending> Accounts::get_pending(std::string_view token, std::string_view set_up) {
  const store::Invitation invitation = LODESTAR_TRY(read_invitation(token));
  const std::lock_guard lock(setting_up_);
  const auto found = pending_.find(set_up);
  if (found == pending_.end() || found->second.ends_s <= options_.now_s() ||
      found->second.invitation.hash != invitation.hash) {
    return Error{Code::not_found, "that took too long: begin again with the link"};
  }
  return found->second;
}

Result<Creation> Accounts::begin_set_up_passkey(std::string_view token, std::string_view set_up) {
  const Pending pending = LODESTAR_TRY(get_pending(token, set_up));
  return Creation{.challenge = LODESTAR_TRY(
                      challenges_.make(fmt::format("set up/{}", set_up), options_.now_s())),
                  .handle = pending.handle,
                  .name = pending.account.name.reveal(),
                  .known = {}};
}

Result<Accounts::Proven> Accounts::prove(const Pending& pending, std::string_view set_up,
                                         const Proof& proof) {
  Proven proven;
  if (proof.passkey) {
    proven.passkey =
        LODESTAR_TRY(new_passkey(fmt::format("set up/{}", set_up), *proof.passkey, pending.handle));
    return proven;
  }
  const auto step = crypto::accept_totp(pending.totp, proof.code.reveal(), options_.now_s(), 0);
  if (!step) {
    return Error{Code::invalid,
                 "code: that is not the one: take the newest, and see that the clock is right"};
  }
  proven.step = *step;
  return proven;
}

Status Accounts::add_all(store::Connection& connection, const Pending& pending,
                         const Proven& proven) {
  if (!LODESTAR_TRY(store::use_invitation(connection, pending.invitation))) {
    return no_invitation();
  }
  const std::uint64_t now = options_.now_s();
  if (!pending.invitation.organisation) {
    if (LODESTAR_TRY(store::count_accounts(connection)) > 0) return no_invitation();
    LODESTAR_TRY(store::add_organisation(connection, pending.organisation, now));
  }
  LODESTAR_TRY(store::add_account(connection, *options_.vault, pending.account, now));
  const auto& secret = pending.totp.reveal();
  // A secret of which no code was seen is kept by nobody.
  const bool has_totp = proven.step > 0;
  LODESTAR_TRY(store::add_credentials(
      connection, *options_.vault,
      {.account = pending.account.id,
       .totp = Sensitive(has_totp ? std::string(secret.begin(), secret.end()) : std::string()),
       .totp_step = proven.step,
       .handle = pending.handle,
       .codes = pending.codes}));
  if (proven.passkey) {
    LODESTAR_TRY(store::add_passkey(connection, *options_.vault,
                                    {.passkey = *proven.passkey,
                                     .account = pending.account.id,
                                     .name = Sensitive<std::string>(),
                                     .made_s = now,
                                     .used_s = {}}));
  }
  return tell(connection, pending.account.id,
              fmt::format("begun with invitation {}, as {} of {}", pending.invitation.id,
                          pending.account.roles, pending.organisation.id));
}

Result<Entered> Accounts::finish_set_up(std::string_view token, std::string_view set_up,
                                        const Proof& proof, const Asker& asker) {
  const Pending pending = LODESTAR_TRY(get_pending(token, set_up));
  const Proven proven = LODESTAR_TRY(prove(pending, set_up, proof));
  const Status added = options_.database->write(
      [&](store::Connection& connection) { return add_all(connection, pending, proven); });
  if (!added && added.error().code == Code::conflict) {
    return Error{Code::invalid, "login: somebody has it already: choose another one"};
  }
  LODESTAR_TRY(added);
  options_.vault->forget(pending.invitation.id);
  {
    const std::lock_guard lock(setting_up_);
    pending_.erase(std::string(set_up));
  }
  const Entering entering{.account = pending.account.id,
                          .login = options_.vault->name_of("", "login", pending.account.login),
                          .factor = {},
                          .rehashed = {},
                          .passkey = {}};
  return enter(entering, asker);
}

}  // namespace lodestar::desk
