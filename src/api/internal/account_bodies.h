// SPDX-License-Identifier: Apache-2.0
// Of accounts: what requests ask with and answers hold. Passkeys are as W3C Web Authentication,
// Level 3, has them in JSON (5.1.8 and 5.1.9: bytes in base64url).
#pragma once

#include "api/internal/bodies.h"

namespace lodestar::api::internal {

constexpr Rule kSecret{.least = 1, .most = 1000};

struct SigningIn {
  static constexpr std::string_view kName = "SigningIn";
  static constexpr bool kIsAsked = true;
  Sensitive<std::string> login, password;
  std::optional<Sensitive<std::string>> code;
  static void fields(auto& it, auto& each) {
    each("login", it.login, kSecret);
    each("password", it.password, kSecret);
    each("code", it.code, {.says = "Six digits, or a recovery code.", .most = 200});
  }
};

struct PasskeyResponse {
  static constexpr std::string_view kName = "PasskeyResponse";
  static constexpr bool kIsAsked = true;
  static constexpr bool kIsOpen = true;
  Bytes client_data;
  std::optional<Bytes> authenticator_data, signature, user, attestation_object;
  static void fields(auto& it, auto& each) {
    each("clientDataJSON", it.client_data);
    each("authenticatorData", it.authenticator_data);
    each("signature", it.signature);
    each("userHandle", it.user);
    each("attestationObject", it.attestation_object);
  }
};
struct PasskeyCredential {
  static constexpr std::string_view kName = "PasskeyCredential";
  static constexpr bool kIsAsked = true;
  static constexpr bool kIsOpen = true;
  Bytes id;
  PasskeyResponse response;
  static void fields(auto& it, auto& each) {
    each("rawId", it.id);
    each("response", it.response);
  }
};
struct NewPasskey {
  static constexpr std::string_view kName = "NewPasskey";
  static constexpr bool kIsAsked = true;
  static constexpr bool kIsOpen = true;
  std::optional<Sensitive<std::string>> name;
  PasskeyCredential credential;
  static void fields(auto& it, auto& each) {
    each("name", it.name,
         {.says = "How its owner calls it.", .most = kLongestName, .shown = Shown::as_line});
    PasskeyCredential::fields(it.credential, each);
  }
};
// With the password, or with a passkey's answer.
struct Confirmation {
  static constexpr std::string_view kName = "Confirmation";
  static constexpr bool kIsAsked = true;
  static constexpr bool kIsOpen = true;
  std::optional<Sensitive<std::string>> password;
  std::optional<Bytes> id;
  std::optional<PasskeyResponse> response;
  static void fields(auto& it, auto& each) {
    each("password", it.password, kSecret);
    each("rawId", it.id);
    each("response", it.response);
  }
};

inline constexpr Words<1> kPublicKey{"public-key"};
inline constexpr Words<1> kRequired{"required"};
inline constexpr Words<1> kNone{"none"};

struct KnownCredential {
  static constexpr std::string_view kName = "KnownCredential";
  OneOf<kPublicKey> type;
  Bytes id;
  static void fields(auto& it, auto& each) {
    each("type", it.type);
    each("id", it.id);
  }
};
struct PasskeyAsking {  // PublicKeyCredentialRequestOptionsJSON
  static constexpr std::string_view kName = "PasskeyAsking";
  Bytes challenge;
  int timeout_ms = 0;
  std::optional<std::string> party;
  std::vector<KnownCredential> allowed;
  OneOf<kRequired> verification;
  static void fields(auto& it, auto& each) {
    each("challenge", it.challenge);
    each("timeout", it.timeout_ms);
    each("rpId", it.party, {.is_left_out = true});
    each("allowCredentials", it.allowed);
    each("userVerification", it.verification);
  }
};
struct PasskeyParty {
  static constexpr std::string_view kName = "PasskeyParty";
  std::optional<std::string> id;
  std::string name;
  static void fields(auto& it, auto& each) {
    each("id", it.id, {.is_left_out = true});
    each("name", it.name);
  }
};
struct PasskeyUser {
  static constexpr std::string_view kName = "PasskeyUser";
  Bytes id;
  std::string name;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("name", it.name);
    each("displayName", it.name);
  }
};
struct PasskeyParameters {
  static constexpr std::string_view kName = "PasskeyParameters";
  OneOf<kPublicKey> type;
  std::int32_t algorithm = 0;
  static void fields(auto& it, auto& each) {
    each("type", it.type);
    each("alg", it.algorithm, {.least = -65536});
  }
};
struct PasskeySelection {
  static constexpr std::string_view kName = "PasskeySelection";
  OneOf<kRequired> resident, verification;
  bool needs_resident = true;
  static void fields(auto& it, auto& each) {
    each("residentKey", it.resident);
    each("requireResidentKey", it.needs_resident);
    each("userVerification", it.verification);
  }
};
struct PasskeyMaking {  // PublicKeyCredentialCreationOptionsJSON
  static constexpr std::string_view kName = "PasskeyMaking";
  PasskeyParty party;
  PasskeyUser user;
  Bytes challenge;
  std::vector<PasskeyParameters> parameters;
  int timeout_ms = 0;
  std::vector<KnownCredential> excluded;
  PasskeySelection selection;
  OneOf<kNone> attestation;
  static void fields(auto& it, auto& each) {
    each("rp", it.party);
    each("user", it.user);
    each("challenge", it.challenge);
    each("pubKeyCredParams", it.parameters);
    each("timeout", it.timeout_ms);
    each("excludeCredentials", it.excluded);
    each("authenticatorSelection", it.selection);
    each("attestation", it.attestation);
  }
};

// Invitations.

struct NewInvitation {
  static constexpr std::string_view kName = "NewInvitation";
  static constexpr bool kIsAsked = true;
  Sensitive<std::string> name;
  std::vector<std::string> roles;
  static void fields(auto& it, auto& each) {
    each("name", it.name, kCalled);
    each("roles", it.roles, {.most = 20});
  }
};
struct Invited {
  static constexpr std::string_view kName = "Invited";
  std::string id;
  Sensitive<std::string> link;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("link", it.link);
  }
};
struct Invitation {
  static constexpr std::string_view kName = "Invitation";
  Sensitive<std::string> name;
  std::vector<std::string> roles;
  std::optional<Organisation> organisation;
  Time ends;
  static void fields(auto& it, auto& each) {
    each("name", it.name);
    each("roles", it.roles);
    each("organisation", it.organisation, {.says = "null: a new one, which is asked for."});
    each("ends", it.ends);
  }
};
struct OpenInvitation {
  static constexpr std::string_view kName = "OpenInvitation";
  std::string id;
  Sensitive<std::string> name;
  std::vector<std::string> roles;
  Time made, ends;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("name", it.name);
    each("roles", it.roles);
    each("made", it.made);
    each("ends", it.ends);
  }
};
struct InvitationList {
  static constexpr std::string_view kName = "InvitationList";
  std::vector<OpenInvitation> items;
  std::optional<std::string> next;
  static void fields(auto& it, auto& each) {
    each("items", it.items);
    each("next", it.next, kNext);
  }
};
// The link's token travels in bodies alone: paths are written into logs.
constexpr Rule kToken{.says = "What the link has behind its #.", .least = 1, .most = 200};
struct InvitationShown {
  static constexpr std::string_view kName = "InvitationShown";
  static constexpr bool kIsAsked = true;
  Sensitive<std::string> token;
  static void fields(auto& it, auto& each) { each("token", it.token, kToken); }
};
struct SettingUp {
  static constexpr std::string_view kName = "SettingUp";
  static constexpr bool kIsAsked = true;
  Sensitive<std::string> token, login, password, name;
  std::optional<std::string> organisation, kind;
  static void fields(auto& it, auto& each) {
    each("token", it.token, kToken);
    each("login", it.login, kSecret);
    each("password", it.password, kSecret);
    each("name", it.name, kCalled);
    each("organisation", it.organisation, kCalled);
    each("kind", it.kind, kCalled);
  }
};
struct Totp {
  static constexpr std::string_view kName = "Totp";
  Sensitive<std::string> secret, uri;
  static void fields(auto& it, auto& each) {
    each("secret", it.secret);
    each("uri", it.uri);
  }
};
struct SetUp {
  static constexpr std::string_view kName = "SetUp";
  std::string set_up;
  Totp totp;
  std::vector<Sensitive<std::string>> recovery_codes;
  static void fields(auto& it, auto& each) {
    each("set_up", it.set_up);
    each("totp", it.totp);
    each("recovery_codes", it.recovery_codes);
  }
};
struct SetUpNamed {
  static constexpr std::string_view kName = "SetUpNamed";
  static constexpr bool kIsAsked = true;
  Sensitive<std::string> token;
  std::string set_up;
  static void fields(auto& it, auto& each) {
    each("token", it.token, kToken);
    each("set_up", it.set_up, kNamed);
  }
};
struct FinishingSetUp {
  static constexpr std::string_view kName = "FinishingSetUp";
  static constexpr bool kIsAsked = true;
  Sensitive<std::string> token;
  std::string set_up;
  std::optional<Sensitive<std::string>> code;
  std::optional<PasskeyCredential> passkey;
  static void fields(auto& it, auto& each) {
    each("token", it.token, kToken);
    each("set_up", it.set_up, kNamed);
    each("code", it.code, {.most = kLongestName});
    each("passkey", it.passkey);
  }
};

// One's own account, and who belongs where.

struct Passkey {
  static constexpr std::string_view kName = "Passkey";
  Bytes id;
  Sensitive<std::string> name;
  Time made;
  bool backed_up = false;
  std::optional<Time> used;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("name", it.name);
    each("made", it.made);
    each("backed_up", it.backed_up);
    each("used", it.used);
  }
};
struct Account {
  static constexpr std::string_view kName = "Account";
  bool totp = false;
  std::uint64_t recovery_codes = 0;
  bool password_known = false;
  std::vector<Passkey> passkeys;
  static void fields(auto& it, auto& each) {
    each("totp", it.totp);
    each("recovery_codes", it.recovery_codes, {.says = "How many are left."});
    each("password_known", it.password_known, {.says = "To somebody who has tried codes with it."});
    each("passkeys", it.passkeys);
  }
};
struct NewPassword {
  static constexpr std::string_view kName = "NewPassword";
  static constexpr bool kIsAsked = true;
  Sensitive<std::string> password;
  static void fields(auto& it, auto& each) { each("password", it.password, kSecret); }
};
struct RecoveryCodes {
  static constexpr std::string_view kName = "RecoveryCodes";
  std::vector<Sensitive<std::string>> codes;
  static void fields(auto& it, auto& each) {
    each("recovery_codes", it.codes, {.says = "Each opens once; shown once."});
  }
};
struct TotpShown {
  static constexpr std::string_view kName = "TotpShown";
  static constexpr bool kIsAsked = true;
  Sensitive<std::string> code;
  static void fields(auto& it, auto& each) {
    each("code", it.code, {.says = "Six digits of the new app.", .least = 1, .most = 200});
  }
};
struct OpenSession {
  static constexpr std::string_view kName = "OpenSession";
  std::string id;
  Sensitive<std::string> device;
  Time at, ends;
  bool current = false;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("device", it.device);
    each("at", it.at);
    each("ends", it.ends);
    each("current", it.current);
  }
};
struct SessionList {
  static constexpr std::string_view kName = "SessionList";
  std::vector<OpenSession> items;
  std::optional<std::string> next;
  static void fields(auto& it, auto& each) {
    each("items", it.items);
    each("next", it.next, kNext);
  }
};
struct Member {
  static constexpr std::string_view kName = "Member";
  std::string id;
  Sensitive<std::string> name;
  std::vector<std::string> roles;
  std::optional<Time> last;
  bool ended = false;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("name", it.name);
    each("roles", it.roles);
    each("last", it.last);
    each("ended", it.ended);
  }
};
struct MemberList {
  static constexpr std::string_view kName = "MemberList";
  std::vector<Member> items;
  std::optional<std::string> next;
  static void fields(auto& it, auto& each) {
    each("items", it.items);
    each("next", it.next, kNext);
  }
};
struct MemberChange {
  static constexpr std::string_view kName = "MemberChange";
  static constexpr bool kIsAsked = true;
  std::vector<std::string> roles;
  bool ended = false;
  static void fields(auto& it, auto& each) {
    each("roles", it.roles, {.most = 20});
    each("ended", it.ended);
  }
};
struct OrganisationList {
  static constexpr std::string_view kName = "OrganisationList";
  std::vector<Organisation> items;
  std::optional<std::string> next;
  static void fields(auto& it, auto& each) {
    each("items", it.items);
    each("next", it.next, kNext);
  }
};
struct NewOrganisation {
  static constexpr std::string_view kName = "NewOrganisation";
  static constexpr bool kIsAsked = true;
  std::string name, kind;
  static void fields(auto& it, auto& each) {
    each("name", it.name, kCalled);
    each("kind", it.kind, kCalled);
  }
};
struct AddedOrganisation {
  static constexpr std::string_view kName = "AddedOrganisation";
  Organisation organisation;
  Sensitive<std::string> link;
  static void fields(auto& it, auto& each) {
    Organisation::fields(it.organisation, each);
    each("link", it.link, {.says = "For its first administrator, once."});
  }
};

}  // namespace lodestar::api::internal
