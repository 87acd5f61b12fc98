// SPDX-License-Identifier: Apache-2.0
#include "crypto/internal/authenticator_data.h"

#include <optional>
#include <string>

#include "base/big_endian.h"
#include "crypto/internal/cbor.h"

namespace lodestar::crypto::internal {
namespace {

constexpr std::size_t kLongestObject = 16'384;
constexpr std::size_t kHead = 37;
constexpr std::size_t kModel = 16;
constexpr std::size_t kLongestId = 1023;

Error refused(std::string_view what, std::string_view why) {
  return {Code::invalid, "reading " + std::string(what) + ": " + std::string(why)};
}

// False where it is no statement. What this does not know is passed over.
bool take_statement(Cbor& cbor, AttestationObject& object) {
  const auto pairs = cbor.take_map();
  if (!pairs) {
    return false;
  }
  object.is_empty = *pairs == 0;
  bool has_algorithm = false;
  bool has_signature = false;
  for (std::uint64_t i = 0; i < *pairs; ++i) {
    const auto name = cbor.take_text();
    if (name == "alg" && !has_algorithm) {
      const auto algorithm = cbor.take_integer();
      object.algorithm = algorithm.value_or(0);
      has_algorithm = algorithm.has_value();
      if (!has_algorithm) {
        return false;
      }
    } else if (name == "sig" && !has_signature) {
      const auto signature = cbor.take_bytes();
      object.signature = signature.value_or("");
      has_signature = signature.has_value();
      if (!has_signature) {
        return false;
      }
    } else if (!name || name == "alg" || name == "sig" || !cbor.take_any()) {
      return false;
    }
    object.has_certificates = object.has_certificates || name == "x5c";
  }
  return true;
}

}  // namespace

Result<AuthenticatorData> parse_authenticator_data(std::string_view bytes) {
  constexpr std::string_view kWhat = "what an authenticator says";
  if (bytes.size() < kHead) {
    return refused(kWhat, "shorter than 37 bytes");
  }
  AuthenticatorData data{.party_hash = bytes.substr(0, 32),
                         .flags = static_cast<std::uint8_t>(bytes[32]),
                         .sign_count = from_big_endian<std::uint32_t>(bytes.substr(33, 4))};
  std::string_view rest = bytes.substr(kHead);
  if (data.has(kAttested)) {
    if (rest.size() < kModel + 2) {
      return refused(kWhat, "no passkey in it");
    }
    const std::size_t size = from_big_endian<std::uint16_t>(rest.substr(kModel, 2));
    rest.remove_prefix(kModel + 2);
    if (size == 0 || size > kLongestId || size > rest.size()) {
      return refused(kWhat, "the passkey's id has not 1 to 1023 bytes");
    }
    data.id = rest.substr(0, size);
    Cbor cbor(rest.substr(size));
    const auto key = cbor.take_any();
    if (!key) {
      return refused(kWhat, "no public key");
    }
    data.key = *key;
    rest = cbor.rest();
  }
  if (data.has(kExtended)) {
    Cbor cbor(rest);
    if (!Cbor(rest).take_map() || !cbor.take_any()) {
      return refused(kWhat, "no map of extensions");
    }
    rest = cbor.rest();
  }
  if (!rest.empty()) {
    return refused(kWhat, "something stands after it");
  }
  return data;
}

Result<AttestationObject> parse_attestation_object(std::string_view bytes) {
  constexpr std::string_view kWhat = "an attestation";
  if (bytes.size() > kLongestObject) {
    return refused(kWhat, "longer than 16 kB");
  }
  Cbor cbor(bytes);
  if (cbor.take_map() != 3) {
    return refused(kWhat, "no map of three");
  }
  AttestationObject object;
  std::optional<std::string_view> format;
  std::optional<std::string_view> data;
  bool has_statement = false;
  for (int i = 0; i < 3; ++i) {
    const auto name = cbor.take_text();
    if (name == "fmt" && !format) {
      format = cbor.take_text();
    } else if (name == "authData" && !data) {
      data = cbor.take_bytes();
    } else if (name == "attStmt" && !has_statement) {
      has_statement = take_statement(cbor, object);
    }
  }
  if (!format || !data || !has_statement || !cbor.is_done()) {
    return refused(kWhat, "not fmt, attStmt and authData, each once and whole");
  }
  object.format = *format;
  object.authenticator_data = *data;
  return object;
}

}  // namespace lodestar::crypto::internal
