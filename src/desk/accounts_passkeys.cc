// SPDX-License-Identifier: Apache-2.0
// Passkeys: taken in, removed, and asked who is here.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "desk/accounts.h"
#include "desk/internal/acts.h"

namespace lodestar::desk {

using namespace internal;

namespace {

constexpr std::size_t kMostPasskeys = 20;  // an account
constexpr std::size_t kLongestName = 100;  // bytes

Error not_she() { return {Code::unauthenticated, "that passkey opens nothing here"}; }

}  // namespace

// The challenge that the browser says it was given, where it is one of ours and for this.
Result<crypto::Ceremony> Accounts::ceremony_of(std::string_view purpose,
                                               std::string_view client_data) const {
  if (!party_) {
    return Error{Code::unavailable,
                 "passkeys want this service to be served under a name, as localhost or by TLS"};
  }
  const auto challenge = challenge_in(client_data);
  if (!challenge || !challenges_.is_ours(purpose, *challenge, options_.now_s())) return not_she();
  return crypto::Ceremony{.party = *party_, .challenge = *challenge};
}

Result<crypto::Passkey> Accounts::new_passkey(std::string_view purpose, const PasskeyAnswer& answer,
                                              std::string_view handle) {
  const auto ceremony = LODESTAR_TRY(ceremony_of(purpose, answer.client_data));
  const auto passkey = crypto::verify_registration({.client_data = answer.client_data,
                                                    .attestation_object = answer.attestation_object,
                                                    .user = handle},
                                                   ceremony);
  if (!passkey || !challenges_.spend(ceremony.challenge, options_.now_s())) {
    return Error{Code::invalid, "passkey: the browser's answer does not hold: try again"};
  }
  return *passkey;
}

Result<Accounts::Known> Accounts::known_passkey(std::string_view purpose,
                                                const PasskeyAnswer& answer) {
  const auto ceremony = LODESTAR_TRY(ceremony_of(purpose, answer.client_data));
  std::optional<store::KeptPasskey> kept;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    kept = LODESTAR_TRY(store::find_passkey(connection, *options_.vault, answer.id));
    return {};
  }));
  if (!kept) return not_she();
  const auto sign_in = crypto::verify_assertion({.id = answer.id,
                                                 .client_data = answer.client_data,
                                                 .authenticator_data = answer.authenticator_data,
                                                 .signature = answer.signature,
                                                 .user = answer.user},
                                                kept->passkey, ceremony);
  if (!sign_in || !challenges_.spend(ceremony.challenge, options_.now_s())) return not_she();
  return Known{.kept = *std::move(kept), .sign_in = *sign_in};
}

Result<crypto::Challenge> Accounts::begin_passkey_sign_in() {
  return challenges_.make("sign in", options_.now_s());
}

Result<Entered> Accounts::sign_in_by_passkey(const PasskeyAnswer& answer, const Asker& asker) {
  const Known known = LODESTAR_TRY(known_passkey("sign in", answer));
  std::optional<store::Credentials> kept;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    kept = LODESTAR_TRY(store::find_credentials(connection, *options_.vault, known.kept.account));
    return {};
  }));
  if (!kept) return not_she();
  const Entering entering{
      .account = kept->account,
      .login = kept->login,
      .factor = {},
      .rehashed = {},
      .passkey = store::PasskeyUse{
          .kept = &known.kept, .sign_in = known.sign_in, .at_s = options_.now_s()}};
  Entered entered = LODESTAR_TRY(enter(entering, asker));
  entered.is_passkey_copied = known.sign_in.counter_went_back;
  return entered;
}

Result<crypto::Challenge> Accounts::begin_confirmation(const Member& member) {
  return challenges_.make("confirm/" + member.account.id, options_.now_s());
}

Status Accounts::confirm_by_passkey(const Member& member, const PasskeyAnswer& answer) {
  const Known known = LODESTAR_TRY(known_passkey("confirm/" + member.account.id, answer));
  if (known.kept.account != member.account.id) return not_she();
  const store::PasskeyUse use{
      .kept = &known.kept, .sign_in = known.sign_in, .at_s = options_.now_s()};
  return options_.database->write([&](store::Connection& connection) -> Status {
    if (!LODESTAR_TRY(store::use_passkey(connection, use))) return not_she();
    LODESTAR_TRY(store::confirm_session(connection, member.session, options_.now_s()));
    return tell(connection, member.account.id, "confirmed by passkey");
  });
}

Result<Creation> Accounts::begin_passkey(const Member& member) {
  LODESTAR_TRY(require_confirmed(member, options_.now_s()));
  Creation creation{.challenge = LODESTAR_TRY(
                        challenges_.make("register/" + member.account.id, options_.now_s())),
                    .handle = {},
                    .name = member.account.name.reveal(),
                    .known = {}};
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    const auto kept =
        LODESTAR_TRY(store::find_credentials(connection, *options_.vault, member.account.id));
    if (!kept || kept->handle.empty()) {
      return Error{Code::not_found, "an invented person has no passkey"};
    }
    creation.handle = kept->handle;
    for (const store::KeptPasskey& one :
         LODESTAR_TRY(store::passkeys_of(connection, *options_.vault, member.account.id))) {
      creation.known.push_back(one.passkey.id);
    }
    return {};
  }));
  return creation;
}

Status Accounts::add_passkey(const Member& member, const PasskeyAnswer& answer,
                             const Sensitive<std::string>& name) {
  if (name.reveal().size() > kLongestName) {
    return Error{Code::invalid, "name: 100 bytes at most are taken"};
  }
  const Creation known = LODESTAR_TRY(begin_passkey(member));
  if (known.known.size() >= kMostPasskeys) {
    return Error{Code::limited, "twenty passkeys are enough: remove one first"};
  }
  const store::KeptPasskey added{
      .passkey = LODESTAR_TRY(new_passkey("register/" + member.account.id, answer, known.handle)),
      .account = member.account.id,
      .name = name,
      .made_s = options_.now_s(),
      .used_s = {}};
  const Status kept = options_.database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::add_passkey(connection, *options_.vault, added));
    return tell(connection, member.account.id, "passkey added");
  });
  if (!kept && kept.error().code == Code::conflict) {
    return Error{Code::invalid, "passkey: it belongs to an account already"};
  }
  return kept;
}

Status Accounts::remove_passkey(const Member& member, std::string_view id) {
  LODESTAR_TRY(require_confirmed(member, options_.now_s()));
  return options_.database->write([&](store::Connection& connection) -> Status {
    if (!LODESTAR_TRY(store::remove_passkey(connection, member.account.id, id))) {
      return Error{Code::not_found, "you have no such passkey"};
    }
    const auto kept =
        LODESTAR_TRY(store::find_credentials(connection, *options_.vault, member.account.id));
    const bool has_another =
        (kept && !kept->totp.reveal().empty()) ||
        !LODESTAR_TRY(store::passkeys_of(connection, *options_.vault, member.account.id)).empty();
    if (!has_another) {
      return Error{Code::forbidden,
                   "it is the last that opens this account: add another one first"};
    }
    return tell(connection, member.account.id, "passkey removed");
  });
}

}  // namespace lodestar::desk
