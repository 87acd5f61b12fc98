// SPDX-License-Identifier: Apache-2.0
#include "crypto/webauthn.h"

#include <algorithm>
#include <charconv>

#include "base/base64.h"
#include "crypto/internal/authenticator_data.h"
#include "crypto/internal/client_data.h"
#include "crypto/internal/fido.h"
#include "crypto/internal/sodium.h"
#include "crypto/sha256.h"

namespace lodestar::crypto {
namespace {

using internal::AuthenticatorData;
using internal::text_of;

Error refused(std::string_view why) {
  return {Code::forbidden, "checking a passkey: " + std::string(why)};
}

Status check_client_data(std::string_view json, std::string_view type, const Ceremony& ceremony) {
  const internal::ClientData data = LODESTAR_TRY(internal::parse_client_data(json));
  if (data.type != type) {
    return refused("the answer is of another kind of ceremony");
  }
  if (!internal::is_same(data.challenge, to_base64url(text_of(ceremony.challenge)))) {
    return refused("the answer is to another challenge");
  }
  if (data.origin != ceremony.party.origin) {
    return refused("the page is of another origin");
  }
  if (data.cross_origin || !data.top_origin.empty()) {
    return refused("the page stands inside one of another origin");
  }
  return {};
}

Status check_authenticator(const AuthenticatorData& data, const Ceremony& ceremony) {
  using enum internal::AuthenticatorFlag;
  if (!internal::is_same(data.party_hash, text_of(sha256({ceremony.party.id})))) {
    return refused("it was made for another relying party");
  }
  if (!data.has(kPresent)) {
    return refused("nobody was present");
  }
  if (ceremony.verification == UserVerification::required && !data.has(kVerified)) {
    return refused("the authenticator did not verify who was present");
  }
  if (data.has(kBackedUp) && !data.has(kMayBeBackedUp)) {
    return refused("it is backed up and may not be");
  }
  return {};
}

bool is_name(std::string_view host) {
  const bool has_letters = std::ranges::all_of(host, [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-' ||
           letter == '.';
  });
  const std::string_view last = host.substr(host.rfind('.') + 1);
  return has_letters && !host.starts_with('.') && host.find("..") == std::string_view::npos &&
         !last.empty() && !(last[0] >= '0' && last[0] <= '9');  // an address ends in a number
}

}  // namespace

Result<RelyingParty> parse_relying_party(std::string_view origin) {
  const auto bad = [](std::string_view why) {
    return Error{Code::invalid, "reading an origin: " + std::string(why)};
  };
  constexpr std::string_view kSecure = "https://";
  constexpr std::string_view kPlain = "http://";
  const bool is_secure = origin.starts_with(kSecure);
  if (!is_secure && !origin.starts_with(kPlain)) {
    return bad("it starts neither with https:// nor with http://");
  }
  std::string_view host = origin.substr(is_secure ? kSecure.size() : kPlain.size());
  const std::size_t colon = host.find(':');
  if (colon != std::string_view::npos) {
    const std::string_view port = host.substr(colon + 1);
    std::uint16_t number = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (error != std::errc() || end != port.data() + port.size() || port.starts_with('0') ||
        number == (is_secure ? 443 : 80)) {
      return bad("its port is none, or the one that need not be told");
    }
    host = host.substr(0, colon);
  }
  if (!is_name(host)) {
    return bad("a passkey needs a name in lower case, and no address");
  }
  if (!is_secure && host != "localhost" && !host.ends_with(".localhost")) {
    return bad("a passkey needs https://, but for localhost");
  }
  return RelyingParty{.origin = std::string(origin), .id = std::string(host)};
}

Result<Passkey> verify_registration(const Registration& answer, const Ceremony& ceremony) {
  LODESTAR_TRY(check_client_data(answer.client_data, "webauthn.create", ceremony));
  const internal::AttestationObject object =
      LODESTAR_TRY(internal::parse_attestation_object(answer.attestation_object));
  const AuthenticatorData data =
      LODESTAR_TRY(internal::parse_authenticator_data(object.authenticator_data));
  LODESTAR_TRY(check_authenticator(data, ceremony));
  if (!data.has(internal::kAttested)) {
    return refused("there is no passkey in the answer");
  }
  auto key = internal::attested_key(object.authenticator_data);
  if (!key) {
    return refused("its key is none of ES256, EdDSA, RS256");
  }
  if (object.format == "packed" && !object.has_certificates) {
    const internal::Signed it{.party_id = ceremony.party.id,
                              .authenticator_data = object.authenticator_data,
                              .client_data_hash = sha256({answer.client_data}),
                              .signature = object.signature};
    if (object.algorithm != static_cast<std::int64_t>(key->algorithm) ||
        !holds_self(it, key->algorithm, ceremony.verification)) {
      return refused("the attestation's signature does not hold");
    }
  } else if (object.format != "none" || !object.is_empty) {
    return refused("an attestation that was not asked for");
  }
  return Passkey{.id = std::string(data.id),
                 .user = std::string(answer.user),
                 .algorithm = key->algorithm,
                 .public_key = std::move(key->bytes),
                 .sign_count = data.sign_count,
                 .may_be_backed_up = data.has(internal::kMayBeBackedUp),
                 .is_backed_up = data.has(internal::kBackedUp)};
}

Result<SignIn> verify_assertion(const Assertion& answer, const Passkey& passkey,
                                const Ceremony& ceremony) {
  if (answer.id != passkey.id) {
    return refused("the answer is of another passkey");
  }
  if (!answer.user.empty() && answer.user != passkey.user) {
    return refused("the passkey says that it is another account's");
  }
  LODESTAR_TRY(check_client_data(answer.client_data, "webauthn.get", ceremony));
  const AuthenticatorData data =
      LODESTAR_TRY(internal::parse_authenticator_data(answer.authenticator_data));
  LODESTAR_TRY(check_authenticator(data, ceremony));
  if (data.has(internal::kAttested)) {
    return refused("a new passkey in an answer of a known one");
  }
  if (data.has(internal::kMayBeBackedUp) != passkey.may_be_backed_up) {
    return refused("whether it may be backed up has changed");
  }
  const internal::Signed it{.party_id = ceremony.party.id,
                            .authenticator_data = answer.authenticator_data,
                            .client_data_hash = sha256({answer.client_data}),
                            .signature = answer.signature};
  if (!holds_assertion(it, {.algorithm = passkey.algorithm, .bytes = passkey.public_key},
                       ceremony.verification)) {
    return refused("its signature does not hold");
  }
  const bool counts = data.sign_count != 0 || passkey.sign_count != 0;
  return SignIn{.sign_count = data.sign_count,
                .counter_went_back = counts && data.sign_count <= passkey.sign_count,
                .is_user_verified = data.has(internal::kVerified),
                .is_backed_up = data.has(internal::kBackedUp)};
}

}  // namespace lodestar::crypto
