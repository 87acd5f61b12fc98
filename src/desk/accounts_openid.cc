// SPDX-License-Identifier: Apache-2.0
// Who comes by way of her organisation's provider. A provider says who somebody is, never who may
// enter: that is what accounts are for, and they are linked by their owners.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/base64.h"
#include "crypto/device_cookie.h"
#include "desk/accounts.h"
#include "desk/internal/acts.h"

namespace lodestar::desk {

using namespace internal;

namespace {

constexpr std::size_t kMostIdentities = 10;  // an account

Error not_linked() {
  return {Code::unauthenticated,
          "no account here is linked to that sign-in: sign in as before, and link it on the page "
          "of your account"};
}
Error no_provider() { return {Code::not_found, "your organisation has no such provider"}; }

// Whoever comes back has to be whoever went.
std::string asker_in(const Member& member) {
  return fmt::format("{} {}", member.account.id,
                     to_hex(std::span(reinterpret_cast<const unsigned char*>(member.session.data()),
                                      member.session.size())));
}

OpenId::Answer answer_from(ProviderAnswer answer, std::string asker) {
  return {.cookie = std::move(answer.cookie),
          .state = std::move(answer.state),
          .code = std::move(answer.code),
          .issuer = std::move(answer.issuer),
          .asker = std::move(asker)};
}

// Who has a session is known: what she brings does not fit, and her session stays.
Error as_known(Error error) {
  if (error.code == Code::unauthenticated) error.code = Code::forbidden;
  return error;
}

bool is_for(const OpenIdSettings* provider, const Member& member) {
  return provider != nullptr && provider->organisation == member.account.organisation.id;
}

// ticket = identity "." challenge: that the provider knew her, a moment ago.
struct Ticket {
  std::string identity;
  crypto::Challenge challenge{};
};
std::optional<Ticket> read_ticket(std::string_view text) {
  const std::size_t dot = std::min(text.find('.'), text.size());
  const auto bytes = from_base64url(text.substr(std::min(dot + 1, text.size())));
  Ticket ticket{.identity = std::string(text.substr(0, dot))};
  if (!bytes || bytes->size() != ticket.challenge.size()) return {};
  std::ranges::copy(*bytes, ticket.challenge.begin());
  return ticket;
}
std::string purpose_of(const Ticket& ticket) { return "second factor/" + ticket.identity; }

}  // namespace

std::string Accounts::identity_of(const OpenId::Identified& known) const {
  return options_.vault->name_of("", "openid", known.name);
}

void Accounts::begin_provider_sign_in(std::string_view provider, Done<OpenId::Begun> done) {
  openid_.begin({.provider = provider, .purpose = OpenIdPurpose::enter, .asker = {}},
                std::move(done));
}

void Accounts::sign_in_by_provider(ProviderAnswer answer, Asker asker, Done<ProviderDoor> done) {
  if (OpenId::purpose_of(answer.cookie) != OpenIdPurpose::enter) answer.cookie.clear();
  const std::string bucket = bucket_of({}, asker).key;
  {
    const std::lock_guard lock(throttling_);
    if (const auto wait_ms = throttle_.take(bucket, options_.now_ms())) {
      return done(ProviderDoor(TryLater{.wait_s = *wait_ms / 1000 + 1}));
    }
  }
  openid_.finish(answer_from(std::move(answer), {}),
                 [this, bucket, asker = std::move(asker),
                  done = std::move(done)](Result<OpenId::Identified>&& known) mutable {
                   if (!known) return done(known.error());
                   {
                     const std::lock_guard lock(throttling_);
                     throttle_.give_back(bucket, options_.now_ms());
                   }
                   done(enter_by(*known, asker));
                 });
}

// None: nobody's, of an account that has ended, or of one elsewhere.
Result<Accounts::Entering> Accounts::entering_by(std::string_view identity) {
  std::optional<store::Identity> found;
  std::optional<store::Credentials> kept;
  std::optional<store::Account> account;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    found = LODESTAR_TRY(store::find_identity(connection, identity));
    if (!found) return {};
    kept = LODESTAR_TRY(store::find_credentials(connection, *options_.vault, found->account));
    account = LODESTAR_TRY(store::find_account(connection, *options_.vault, found->account));
    return {};
  }));
  if (!found || !kept || !account) return not_linked();
  const OpenIdSettings* const provider = openid_.find_provider(found->provider);
  if (provider == nullptr || provider->organisation != account->organisation.id) {
    return not_linked();
  }
  return Entering{.account = kept->account,
                  .login = kept->login,
                  .factor = {},
                  .rehashed = {},
                  .passkey = {},
                  .identity = std::string(identity)};
}

Result<ProviderDoor> Accounts::enter_by(const OpenId::Identified& known, const Asker& asker) {
  Ticket ticket{.identity = identity_of(known)};
  const Entering entering = LODESTAR_TRY(entering_by(ticket.identity));
  if (known.has_two_factors) return ProviderDoor(LODESTAR_TRY(enter(entering, asker)));
  ticket.challenge = LODESTAR_TRY(challenges_.make(purpose_of(ticket), options_.now_s()));
  return ProviderDoor(
      CodeWanted{.ticket = Sensitive(fmt::format(
                     "{}.{}", ticket.identity,
                     to_base64url({reinterpret_cast<const char*>(ticket.challenge.data()),
                                   ticket.challenge.size()})))});
}

// As behind a right password: from unknown devices, ten wrong codes and six digits open nothing.
Result<Door> Accounts::finish_provider_sign_in(std::string_view text,
                                               const Sensitive<std::string>& code,
                                               const Asker& asker) {
  const auto ticket = read_ticket(text);
  const std::uint64_t now = options_.now_s();
  if (!ticket || !challenges_.is_ours(purpose_of(*ticket), ticket->challenge, now)) {
    return Error{Code::unauthenticated, "that took too long: sign in with the provider again"};
  }
  Entering entering = LODESTAR_TRY(entering_by(ticket->identity));
  std::optional<store::Credentials> kept;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    kept = LODESTAR_TRY(store::find_credentials(connection, *options_.vault, entering.account));
    return {};
  }));
  if (!kept) return not_linked();
  const auto device = crypto::known_device(device_key_, kept->login, asker.device);
  const std::string bucket = device.value_or(bucket_of({}, asker).key);
  {
    const std::lock_guard lock(throttling_);
    if (const auto wait_ms = throttle_.take(bucket, options_.now_ms())) {
      return Door(TryLater{.wait_s = *wait_ms / 1000 + 1});
    }
  }
  entering.factor = LODESTAR_TRY(
      second_factor(*kept, {.login = {}, .password = {}, .code = code}, device.has_value()));
  if (!entering.factor.is_right() || !challenges_.spend(ticket->challenge, now)) {
    return Error{Code::unauthenticated,
                 "code: that is not the one: take the newest, or one of those on paper"};
  }
  auto entered = LODESTAR_TRY(enter(entering, asker));
  const std::lock_guard lock(throttling_);
  throttle_.give_back(bucket, options_.now_ms());
  return Door(std::move(entered));
}

void Accounts::begin_provider_confirmation(const Member& member, std::string_view provider,
                                           Done<OpenId::Begun> done) {
  if (!is_for(openid_.find_provider(provider), member)) return done(no_provider());
  openid_.begin(
      {.provider = provider, .purpose = OpenIdPurpose::confirm, .asker = asker_in(member)},
      std::move(done));
}

void Accounts::confirm_by_provider(const Member& member, ProviderAnswer answer,
                                   Done<std::monostate> done) {
  if (OpenId::purpose_of(answer.cookie) != OpenIdPurpose::confirm) answer.cookie.clear();
  openid_.finish(
      answer_from(std::move(answer), asker_in(member)),
      [this, member, done = std::move(done)](Result<OpenId::Identified>&& known) mutable {
        if (!known) return done(as_known(known.error()));
        if (const Status confirmed = confirm_as(member, *known); !confirmed) {
          return done(confirmed.error());
        }
        done(std::monostate());
      });
}

Status Accounts::confirm_as(const Member& member, const OpenId::Identified& known) {
  const std::string identity = identity_of(known);
  return options_.database->write([&](store::Connection& connection) -> Status {
    const auto found = LODESTAR_TRY(store::find_identity(connection, identity));
    if (!found || found->account != member.account.id || !is_for(known.provider, member)) {
      return Error{Code::forbidden, "that is not who you are here: sign in there as yourself"};
    }
    LODESTAR_TRY(store::use_identity(connection, identity, options_.now_s()));
    LODESTAR_TRY(store::confirm_session(connection, member.session, options_.now_s()));
    return tell(connection, member.account.id, "confirmed by provider");
  });
}

void Accounts::begin_link(const Member& member, std::string_view provider,
                          Done<OpenId::Begun> done) {
  if (const Status fresh = require_confirmed(member, options_.now_s()); !fresh) {
    return done(fresh.error());
  }
  if (!is_for(openid_.find_provider(provider), member)) return done(no_provider());
  openid_.begin({.provider = provider, .purpose = OpenIdPurpose::link, .asker = asker_in(member)},
                std::move(done));
}

void Accounts::link(const Member& member, ProviderAnswer answer, Done<std::monostate> done) {
  if (OpenId::purpose_of(answer.cookie) != OpenIdPurpose::link) answer.cookie.clear();
  openid_.finish(
      answer_from(std::move(answer), asker_in(member)),
      [this, member, done = std::move(done)](Result<OpenId::Identified>&& known) mutable {
        if (!known) return done(as_known(known.error()));
        if (const Status linked = link_as(member, *known); !linked) return done(linked.error());
        done(std::monostate());
      });
}

Status Accounts::link_as(const Member& member, const OpenId::Identified& known) {
  if (!is_for(known.provider, member)) return no_provider();
  const store::Identity added{.name = identity_of(known),
                              .account = member.account.id,
                              .provider = known.provider->id,
                              .made_s = options_.now_s(),
                              .used_s = {}};
  const Status linked = options_.database->write([&](store::Connection& connection) -> Status {
    const auto kept =
        LODESTAR_TRY(store::find_credentials(connection, *options_.vault, member.account.id));
    if (!kept) return Error{Code::not_found, "this account has ended"};
    if (LODESTAR_TRY(store::identities_of(connection, member.account.id)).size() >=
        kMostIdentities) {
      return Error{Code::limited, "ten are enough: remove one first"};
    }
    LODESTAR_TRY(store::add_identity(connection, added));
    return tell(connection, member.account.id, "provider linked");
  });
  if (!linked && linked.error().code == Code::conflict) {
    return Error{Code::conflict, "that sign-in is linked to an account already"};
  }
  return linked;
}

// No account is opened by a provider alone: each began with a password and a second factor.
Status Accounts::unlink(const Member& member, std::string_view identity) {
  LODESTAR_TRY(require_confirmed(member, options_.now_s()));
  return options_.database->write([&](store::Connection& connection) -> Status {
    if (!LODESTAR_TRY(store::remove_identity(connection, member.account.id, identity))) {
      return Error{Code::not_found, "you have no such sign-in"};
    }
    return tell(connection, member.account.id, "provider removed");
  });
}

}  // namespace lodestar::desk
