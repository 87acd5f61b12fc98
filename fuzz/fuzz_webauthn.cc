// SPDX-License-Identifier: Apache-2.0
// Any bytes as what a browser says of a passkey, as an attestation, and as what an authenticator
// says: what is accepted holds together, and JSON that is accepted is so by another reader, too.
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "base/assert.h"
#include "crypto/internal/authenticator_data.h"
#include "crypto/internal/client_data.h"
#include "crypto/webauthn.h"

namespace {

using lodestar::Code;
namespace crypto = lodestar::crypto;

constexpr std::string_view kNew =
    R"({"type":"webauthn.create","challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",)"
    R"("origin":"https://desk.example","crossOrigin":false})";
constexpr std::string_view kKnown =
    R"({"type":"webauthn.get","challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",)"
    R"("origin":"https://desk.example","crossOrigin":false})";

crypto::Ceremony ceremony() {
  return {.party = {.origin = "https://desk.example", .id = "desk.example"},
          .verification = crypto::UserVerification::preferred};
}

// Whether a number may stand in it that the other reader holds for infinite, and refuses.
bool may_have_huge_number(std::string_view bytes) {
  std::size_t digits = 0;
  for (const char letter : bytes) {
    if (letter >= '0' && letter <= '9') {
      ++digits;
    } else if (digits != 0 && (letter == 'e' || letter == 'E')) {
      return true;
    } else {
      digits = 0;
    }
    if (digits > 300) {
      return true;
    }
  }
  return false;
}

void read_client_data(std::string_view bytes) {
  const auto data = crypto::internal::parse_client_data(bytes);
  if (!data) {
    LODESTAR_ASSERT(data.error().code == Code::invalid);
    return;
  }
  const auto json = nlohmann::json::parse(bytes, nullptr, false);
  if (json.is_discarded() && may_have_huge_number(bytes)) {
    return;
  }
  LODESTAR_ASSERT(json.is_object());
  LODESTAR_ASSERT(json.at("type") == data->type && json.at("challenge") == data->challenge);
  LODESTAR_ASSERT(json.at("origin") == data->origin);
  LODESTAR_ASSERT(json.value("crossOrigin", false) == data->cross_origin);
  LODESTAR_ASSERT(json.value("topOrigin", "") == data->top_origin);
}

void read_attestation(std::string_view bytes) {
  const auto passkey =
      verify_registration({.client_data = kNew, .attestation_object = bytes}, ceremony());
  if (!passkey) {
    LODESTAR_ASSERT(passkey.error().code == Code::invalid ||
                    passkey.error().code == Code::forbidden);
    return;
  }
  const auto object = crypto::internal::parse_attestation_object(bytes);
  const auto data = crypto::internal::parse_authenticator_data(object->authenticator_data);
  LODESTAR_ASSERT(data->id == passkey->id && !passkey->id.empty());
  LODESTAR_ASSERT(!passkey->public_key.empty());
  LODESTAR_ASSERT(!passkey->is_backed_up || passkey->may_be_backed_up);
}

// With a key that has signed none of these.
void read_answer(std::string_view bytes) {
  const crypto::Passkey passkey{.id = "i",
                                .algorithm = crypto::PasskeyAlgorithm::eddsa,
                                .public_key = std::string(31, 'k') + '\x01'};
  const std::string signature(64, 's');
  const auto sign_in = verify_assertion(
      {.id = "i", .client_data = kKnown, .authenticator_data = bytes, .signature = signature},
      passkey, ceremony());
  LODESTAR_ASSERT(!sign_in);
  LODESTAR_ASSERT(sign_in.error().code == Code::invalid || sign_in.error().code == Code::forbidden);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_client_data(bytes);
  read_attestation(bytes);
  read_answer(bytes);
  return 0;
}
