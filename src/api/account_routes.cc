// SPDX-License-Identifier: Apache-2.0
// Accounts over HTTP.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "api/internal/call.h"
#include "api/internal/door.h"
#include "api/internal/encode.h"

namespace lodestar::api::internal {
namespace {

using http::Response;

constexpr int kPasskeyTimeout_ms = 300'000;

std::string text_of(const crypto::Challenge& bytes) { return {bytes.begin(), bytes.end()}; }

void give_session(Answer<Session>& answer, const desk::Entered& entered) {
  answer(session_of(answer.options(), entered), cookies_of(answer.options(), entered));
}
void give_session(Answer<Session>& answer, const Result<desk::Entered>& entered) {
  if (!entered) return answer.refuse(entered.error());
  give_session(answer, *entered);
}

desk::PasskeyAnswer passkey_of(const Bytes& id, const PasskeyResponse& response) {
  const auto bytes = [](const std::optional<Bytes>& some) {
    return some ? some->bytes : std::string();
  };
  return {.id = id.bytes,
          .client_data = response.client_data.bytes,
          .authenticator_data = bytes(response.authenticator_data),
          .signature = bytes(response.signature),
          .user = bytes(response.user),
          .attestation_object = bytes(response.attestation_object)};
}
desk::PasskeyAnswer passkey_of(const PasskeyCredential& credential) {
  return passkey_of(credential.id, credential.response);
}

std::optional<Time> time_of(const std::optional<std::uint64_t>& time_s) {
  if (!time_s) return {};
  return Time{*time_s};
}

// Any passkey of this place.
PasskeyAsking asking(const Call& call, const crypto::Challenge& challenge) {
  const auto& party = call.accounts().party();
  return {.challenge = {text_of(challenge)},
          .timeout_ms = kPasskeyTimeout_ms,
          .party = party ? std::optional(party->id) : std::nullopt,
          .allowed = {},
          .verification = {}};
}

PasskeyMaking making(const Call& call, const desk::Creation& creation) {
  const auto& party = call.accounts().party();
  PasskeyMaking made{
      .party = {.id = party ? std::optional(party->id) : std::nullopt, .name = "Lodestar"},
      .user = {.id = {creation.handle}, .name = creation.name},
      .challenge = {text_of(creation.challenge)},
      .parameters = {},
      .timeout_ms = kPasskeyTimeout_ms,
      .excluded = {},
      .selection = {},
      .attestation = {}};
  using enum crypto::PasskeyAlgorithm;
  for (const auto algorithm : {eddsa, es256, rs256}) {
    made.parameters.push_back({.type = {}, .algorithm = static_cast<std::int32_t>(algorithm)});
  }
  for (const std::string& id : creation.known) {
    made.excluded.push_back({.type = {}, .id = {id}});
  }
  return made;
}

// The door.

void sign_in(const Call& call, Ask<Nothing, SigningIn> asked, Answer<Session> answer) {
  SigningIn& typed = asked.body;
  call.accounts().sign_in(
      {.login = std::move(typed.login),
       .password = std::move(typed.password),
       .code = typed.code.value_or(Sensitive<std::string>())},
      asker_of(call),
      later<desk::Door>(std::move(answer), [](Answer<Session>& given, const desk::Door& door) {
        if (const auto* const wait = std::get_if<desk::TryLater>(&door)) {
          given.refuse_as(try_later(*wait));
        } else {
          give_session(given, std::get<desk::Entered>(door));
        }
      }));
}

void begin_passkey_sign_in(const Call& call, Ask<Nothing>, Answer<PasskeyAsking> answer) {
  answer.give(call.accounts().begin_passkey_sign_in(),
              [&](const crypto::Challenge& challenge) { return asking(call, challenge); });
}

void sign_in_by_passkey(const Call& call, Ask<Nothing, PasskeyCredential> asked,
                        Answer<Session> answer) {
  give_session(answer, call.accounts().sign_in_by_passkey(passkey_of(asked.body), asker_of(call)));
}

void begin_confirmation(const Call& call, Ask<Nothing>, Answer<PasskeyAsking> answer) {
  answer.give(call.accounts().begin_confirmation(*call.member),
              [&](const crypto::Challenge& challenge) { return asking(call, challenge); });
}

void confirm(const Call& call, Ask<Nothing, Confirmation> asked, Answer<Nothing> answer) {
  Confirmation& shown = asked.body;
  if (shown.response) {
    return answer.give(call.accounts().confirm_by_passkey(
        *call.member, passkey_of(shown.id.value_or(Bytes{}), *shown.response)));
  }
  if (!shown.password) return answer.refuse(wanted("password", "it or a passkey's answer"));
  call.accounts().confirm(*call.member, *std::move(shown.password),
                          later<desk::TryLater>(std::move(answer), [](Answer<Nothing>& given,
                                                                      const desk::TryLater& wait) {
                            if (wait.wait_s > 0) return given.refuse_as(try_later(wait));
                            given({});
                          }));
}

// Invitations.

void invite(const Call& call, Ask<Nothing, NewInvitation> asked, Answer<Invited> answer) {
  answer.give(call.accounts().invite(*call.member, asked.body.name, words_of(asked.body.roles)),
              [](const desk::Link& made) { return Invited{.id = made.id, .link = made.url}; });
}

void list_invitations(const Call& call, Ask<Paged> asked, Answer<InvitationList> answer) {
  const auto all = call.accounts().list_invitations(*call.member);
  if (!all) return answer.refuse(all.error());
  const auto page = page_of(*all, asked.query, [](const auto& one) { return one.id; });
  answer.give(page, [&](const auto& some) {
    InvitationList list{.items = {}, .next = some.next};
    for (const store::Invitation& one : some.items) {
      list.items.push_back({.id = one.id,
                            .name = one.name,
                            .roles = words_of(one.roles),
                            .made = {one.made_s},
                            .ends = {one.ends_s}});
    }
    return list;
  });
}

void withdraw_invitation(const Call& call, Ask<Nothing>, Answer<Nothing> answer) {
  answer.give(call.accounts().withdraw_invitation(*call.member, call.parts[0]));
}

void read_invitation(const Call& call, Ask<Nothing, InvitationShown> asked,
                     Answer<Invitation> answer) {
  const auto kept = call.accounts().read_invitation(asked.body.token.reveal());
  answer.give(kept, [](const store::Invitation& one) {
    Invitation invitation{
        .name = one.name, .roles = words_of(one.roles), .organisation = {}, .ends = {one.ends_s}};
    if (one.organisation) invitation.organisation = organisation_of(*one.organisation);
    return invitation;
  });
}

void set_up(const Call& call, Ask<Nothing, SettingUp> asked, Answer<SetUp> answer) {
  SettingUp& typed = asked.body;
  call.accounts().set_up(
      typed.token.reveal(),
      {.login = std::move(typed.login),
       .password = std::move(typed.password),
       .name = std::move(typed.name),
       .organisation = typed.organisation.value_or(""),
       .kind = typed.kind.value_or("")},
      later<desk::SetUp>(std::move(answer), [](Answer<SetUp>& given, const desk::SetUp& made) {
        given({.set_up = made.id,
               .totp = {.secret = made.totp, .uri = made.totp_uri},
               .recovery_codes = {made.codes.begin(), made.codes.end()}});
      }));
}

void begin_set_up_passkey(const Call& call, Ask<Nothing, SetUpNamed> asked,
                          Answer<PasskeyMaking> answer) {
  answer.give(call.accounts().begin_set_up_passkey(asked.body.token.reveal(), asked.body.set_up),
              [&](const desk::Creation& creation) { return making(call, creation); });
}

void finish_set_up(const Call& call, Ask<Nothing, FinishingSetUp> asked, Answer<Session> answer) {
  desk::Accounts::Proof proof{.code = asked.body.code.value_or(Sensitive<std::string>()),
                              .passkey = {}};
  if (asked.body.passkey) proof.passkey = passkey_of(*asked.body.passkey);
  give_session(answer, call.accounts().finish_set_up(asked.body.token.reveal(), asked.body.set_up,
                                                     proof, asker_of(call)));
}

// One's own account.

void read_account(const Call& call, Ask<Nothing>, Answer<Account> answer) {
  answer.give(call.accounts().read_account(*call.member), [](const desk::Account& kept) {
    Account account{.totp = kept.has_totp,
                    .recovery_codes = kept.codes,
                    .password_known = kept.is_password_known,
                    .passkeys = {}};
    for (const store::KeptPasskey& one : kept.passkeys) {
      account.passkeys.push_back({.id = {one.passkey.id},
                                  .name = one.name,
                                  .made = {one.made_s},
                                  .backed_up = one.passkey.is_backed_up,
                                  .used = time_of(one.used_s)});
    }
    return account;
  });
}

void change_password(const Call& call, Ask<Nothing, NewPassword> asked, Answer<Nothing> answer) {
  call.accounts().change_password(
      *call.member, std::move(asked.body.password),
      later<std::monostate>(std::move(answer),
                            [](Answer<Nothing>& given, std::monostate) { given({}); }));
}

void renew_codes(const Call& call, Ask<Nothing>, Answer<RecoveryCodes> answer) {
  answer.give(call.accounts().renew_codes(*call.member), [](const crypto::RecoveryCodes& made) {
    return RecoveryCodes{.codes = {made.begin(), made.end()}};
  });
}

void begin_app(const Call& call, Ask<Nothing>, Answer<Totp> answer) {
  answer.give(call.accounts().begin_app(*call.member), [](const desk::NewApp& app) {
    return Totp{.secret = app.totp, .uri = app.totp_uri};
  });
}

void finish_app(const Call& call, Ask<Nothing, TotpShown> asked, Answer<Nothing> answer) {
  answer.give(call.accounts().finish_app(*call.member, asked.body.code));
}

void list_sessions(const Call& call, Ask<Paged> asked, Answer<SessionList> answer) {
  const auto sessions = call.accounts().list_sessions(*call.member);
  if (!sessions) return answer.refuse(sessions.error());
  const auto page = page_of(*sessions, asked.query, [](const auto& one) { return one.id; });
  answer.give(page, [&](const auto& some) {
    SessionList list{.items = {}, .next = some.next};
    for (const store::Session& one : some.items) {
      list.items.push_back({.id = one.id,
                            .device = one.device,
                            .at = {one.made_s},
                            .ends = {one.ends_s},
                            .current = one.hash == call.member->session});
    }
    return list;
  });
}

void end_session(const Call& call, Ask<Nothing>, Answer<Nothing> answer) {
  const Status ended = call.accounts().end_session(*call.member, call.parts[0]);
  call.options.events->look_again();
  answer.give(ended);
}

void end_other_sessions(const Call& call, Ask<Nothing>, Answer<Nothing> answer) {
  const Status ended = call.accounts().end_other_sessions(*call.member);
  call.options.events->look_again();
  answer.give(ended);
}

void begin_passkey(const Call& call, Ask<Nothing>, Answer<PasskeyMaking> answer) {
  answer.give(call.accounts().begin_passkey(*call.member),
              [&](const desk::Creation& creation) { return making(call, creation); });
}

void add_passkey(const Call& call, Ask<Nothing, NewPasskey> asked, Answer<Nothing> answer) {
  answer.give(call.accounts().add_passkey(*call.member, passkey_of(asked.body.credential),
                                          asked.body.name.value_or(Sensitive<std::string>())));
}

void remove_passkey(const Call& call, Ask<Nothing>, Answer<Nothing> answer) {
  const auto id = Wire<Bytes>::read(make_text(call.parts[0]), "passkey", {});
  answer.give(call.accounts().remove_passkey(*call.member, id ? id->bytes : std::string()));
}

// Members and organisations.

void list_members(const Call& call, Ask<Paged> asked, Answer<MemberList> answer) {
  const auto members = call.accounts().list_members(*call.member);
  if (!members) return answer.refuse(members.error());
  const auto page = page_of(*members, asked.query, [](const auto& one) { return one.account.id; });
  answer.give(page, [&](const auto& some) {
    MemberList list{.items = {}, .next = some.next};
    for (const store::MemberLine& one : some.items) {
      list.items.push_back({.id = one.account.id,
                            .name = one.account.name,
                            .roles = words_of(one.account.roles),
                            .last = time_of(one.last_s),
                            .ended = one.ended_s.has_value()});
    }
    return list;
  });
}

void change_member(const Call& call, Ask<Nothing, MemberChange> asked, Answer<Nothing> answer) {
  const Status changed = call.accounts().change_member(
      *call.member, call.parts[0],
      {.roles = words_of(asked.body.roles), .is_ended = asked.body.ended});
  call.options.events->look_again();
  answer.give(changed);
}

void list_organisations(const Call& call, Ask<Paged> asked, Answer<OrganisationList> answer) {
  const auto all = call.accounts().list_organisations(*call.member);
  if (!all) return answer.refuse(all.error());
  const auto page = page_of(*all, asked.query, [](const auto& one) { return one.id; });
  answer.give(page, [&](const auto& some) {
    OrganisationList list{.items = {}, .next = some.next};
    for (const store::Organisation& one : some.items) {
      list.items.push_back(organisation_of(one));
    }
    return list;
  });
}

void add_organisation(const Call& call, Ask<Nothing, NewOrganisation> asked,
                      Answer<AddedOrganisation> answer) {
  answer.give(call.accounts().add_organisation(*call.member, asked.body.name, asked.body.kind),
              [](const desk::Accounts::Added& added) {
                return AddedOrganisation{.organisation = organisation_of(added.organisation),
                                         .link = added.link.url};
              });
}

constexpr std::array kDoor{401, 429};
constexpr std::array kUnknown{401};
constexpr std::array kTooOften{429};
constexpr std::array kTaken{409};
constexpr std::array kNone{404};  // invented people have none; a link that is over
constexpr std::array kNoneOrTaken{404, 409};

constexpr std::array kRoutes{
    route<sign_in>({.method = "POST",
                    .pattern = "/api/session",
                    .name = "sign_in",
                    .says = "Sign in with a password and a second factor",
                    .who = Who::anybody,
                    .problems = kDoor}),
    route<begin_passkey_sign_in>({.method = "POST",
                                  .pattern = "/api/session/passkey/challenge",
                                  .name = "begin_passkey_sign_in",
                                  .says = "What a passkey has to sign",
                                  .who = Who::anybody}),
    route<sign_in_by_passkey>({.method = "POST",
                               .pattern = "/api/session/passkey",
                               .name = "sign_in_by_passkey",
                               .says = "Sign in with a passkey",
                               .who = Who::anybody,
                               .problems = kUnknown}),
    route<begin_confirmation>({.method = "POST",
                               .pattern = "/api/session/confirm/challenge",
                               .name = "begin_confirmation",
                               .says = "What a passkey has to sign, to show that one is there"}),
    route<confirm>({.method = "POST",
                    .pattern = "/api/session/confirm",
                    .name = "confirm",
                    .says = "Show that one is there, by password or passkey",
                    .status = 204,
                    .problems = kTooOften}),
    route<list_invitations>({.method = "GET",
                             .pattern = "/api/invitations",
                             .name = "invitations",
                             .says = "Who is invited and has not come yet"}),
    route<invite>({.method = "POST",
                   .pattern = "/api/invitations",
                   .name = "invite",
                   .says = "Invite somebody into the organisation",
                   .status = 201,
                   .step = Step::up}),
    route<read_invitation>({.method = "POST",
                            .pattern = "/api/invitation",
                            .name = "invitation",
                            .says = "What one is invited to",
                            .who = Who::anybody,
                            .problems = kNone}),
    route<withdraw_invitation>({.method = "DELETE",
                                .pattern = "/api/invitations/{invitation}",
                                .name = "withdraw_invitation",
                                .says = "Withdraw an invitation; its link opens nothing any more",
                                .status = 204,
                                .step = Step::up}),
    route<set_up>({.method = "POST",
                   .pattern = "/api/invitation/set_up",
                   .name = "set_up",
                   .says = "Begin an account: what to sign in with is made",
                   .who = Who::anybody,
                   .status = 201,
                   .problems = kNoneOrTaken}),
    route<begin_set_up_passkey>({.method = "POST",
                                 .pattern = "/api/invitation/challenge",
                                 .name = "begin_set_up_passkey",
                                 .says = "How the new account's passkey is made",
                                 .who = Who::anybody,
                                 .problems = kNone}),
    route<finish_set_up>({.method = "POST",
                          .pattern = "/api/invitation/account",
                          .name = "finish_set_up",
                          .says = "With the first code or a passkey there is an account",
                          .who = Who::anybody,
                          .problems = kNoneOrTaken}),
    route<read_account>({.method = "GET",
                         .pattern = "/api/account",
                         .name = "account",
                         .says = "What one signs in with"}),
    route<change_password>({.method = "PUT",
                            .pattern = "/api/account/password",
                            .name = "change_password",
                            .says = "Another password",
                            .status = 204,
                            .step = Step::up}),
    route<renew_codes>({.method = "POST",
                        .pattern = "/api/account/recovery_codes",
                        .name = "renew_codes",
                        .says = "New recovery codes; those before open nothing any more",
                        .status = 201,
                        .problems = kNone,
                        .step = Step::up}),
    route<begin_app>({.method = "POST",
                      .pattern = "/api/account/totp",
                      .name = "begin_app",
                      .says = "Another authenticator app: its secret is made",
                      .status = 201,
                      .problems = kNone,
                      .step = Step::up}),
    route<finish_app>({.method = "PUT",
                       .pattern = "/api/account/totp",
                       .name = "finish_app",
                       .says = "With its first code the new app takes the place of the one before",
                       .status = 204,
                       .problems = kNone,
                       .step = Step::up}),
    route<list_sessions>({.method = "GET",
                          .pattern = "/api/sessions",
                          .name = "sessions",
                          .says = "One's own sessions"}),
    route<end_other_sessions>({.method = "DELETE",
                               .pattern = "/api/sessions",
                               .name = "end_other_sessions",
                               .says = "End all but this one",
                               .status = 204}),
    route<end_session>({.method = "DELETE",
                        .pattern = "/api/sessions/{session}",
                        .name = "end_session",
                        .says = "End one of one's own",
                        .status = 204}),
    route<begin_passkey>({.method = "POST",
                          .pattern = "/api/passkeys/challenge",
                          .name = "begin_passkey",
                          .says = "How a passkey is made",
                          .problems = kNone,
                          .step = Step::up}),
    route<add_passkey>({.method = "POST",
                        .pattern = "/api/passkeys",
                        .name = "add_passkey",
                        .says = "Keep a passkey that was made",
                        .status = 204,
                        .problems = kNoneOrTaken,
                        .step = Step::up}),
    route<remove_passkey>({.method = "DELETE",
                           .pattern = "/api/passkeys/{passkey}",
                           .name = "remove_passkey",
                           .says = "Forget a passkey",
                           .status = 204,
                           .step = Step::up}),
    route<list_members>({.method = "GET",
                         .pattern = "/api/members",
                         .name = "members",
                         .says = "Who belongs to the organisation"}),
    route<change_member>({.method = "PUT",
                          .pattern = "/api/members/{member}",
                          .name = "change_member",
                          .says = "Roles of a member, and whether the account has ended",
                          .status = 204,
                          .step = Step::up}),
    route<list_organisations>({.method = "GET",
                               .pattern = "/api/organisations",
                               .name = "organisations",
                               .says = "Organisations: all to the one that runs the service"}),
    route<add_organisation>({.method = "POST",
                             .pattern = "/api/organisations",
                             .name = "add_organisation",
                             .says = "Add an organisation",
                             .status = 201,
                             .problems = kTaken,
                             .step = Step::up}),
};

}  // namespace

std::span<const Route> account_routes() { return kRoutes; }

}  // namespace lodestar::api::internal
