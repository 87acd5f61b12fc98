// SPDX-License-Identifier: Apache-2.0
#include "support/virtual_authenticator.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

#include <array>
#include <cstdlib>
#include <vector>

#include "base/assert.h"
#include "base/base64.h"
#include "base/big_endian.h"
#include "crypto/sha256.h"

namespace lodestar::testing {
namespace {

using crypto::PasskeyAlgorithm;

std::string head(unsigned major, std::size_t value) {
  if (value < 24) {
    return {static_cast<char>(major << 5U | value)};
  }
  if (value < 256) {
    return {static_cast<char>(major << 5U | 24U), static_cast<char>(value)};
  }
  return static_cast<char>(major << 5U | 25U) + to_big_endian(static_cast<std::uint16_t>(value));
}

std::string text_of(const crypto::Digest& digest) { return {digest.begin(), digest.end()}; }

std::string number_of(EVP_PKEY* key, const char* name, std::size_t size) {
  BIGNUM* number = nullptr;
  LODESTAR_ASSERT(EVP_PKEY_get_bn_param(key, name, &number) == 1);
  std::vector<unsigned char> bytes(size);
  LODESTAR_ASSERT(BN_bn2binpad(number, bytes.data(), static_cast<int>(size)) >= 0);
  BN_free(number);
  return {bytes.begin(), bytes.end()};
}

EVP_PKEY* make_key(PasskeyAlgorithm algorithm) {
  switch (algorithm) {
    case PasskeyAlgorithm::es256:
      return EVP_EC_gen("P-256");
    case PasskeyAlgorithm::eddsa:
      return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    case PasskeyAlgorithm::rs256:
      return EVP_RSA_gen(2048);
  }
  return nullptr;
}

}  // namespace

struct VirtualAuthenticator::Key {
  explicit Key(EVP_PKEY* made) : key(made) { LODESTAR_ASSERT(key != nullptr); }
  ~Key() { EVP_PKEY_free(key); }
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;
  EVP_PKEY* key;
};

std::string client_data_of(std::string_view type, const crypto::Challenge& challenge,
                           std::string_view origin) {
  std::string json = R"({"type":")";
  json += type;
  json += R"(","challenge":")";
  json += to_base64url({reinterpret_cast<const char*>(challenge.data()), challenge.size()});
  json += R"(","origin":")";
  json += origin;
  json += R"(","crossOrigin":false})";
  return json;
}

std::string cbor_bytes(std::string_view bytes) {
  return head(2, bytes.size()) + std::string(bytes);
}
std::string cbor_text(std::string_view text) { return head(3, text.size()) + std::string(text); }
std::string cbor_map(std::size_t pairs) { return head(5, pairs); }

VirtualAuthenticator::VirtualAuthenticator(PasskeyAlgorithm algorithm)
    : key_(std::make_shared<const Key>(make_key(algorithm))), algorithm_(algorithm) {
  std::array<unsigned char, 32> bytes{};
  LODESTAR_ASSERT(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
  id_.assign(bytes.begin(), bytes.end());
}

std::string VirtualAuthenticator::cose_key() const {
  EVP_PKEY* key = key_->key;
  // kty, alg, then the curve (-1) and x (-2), y (-3), or n (-1) and e (-2).
  switch (algorithm_) {
    case PasskeyAlgorithm::es256:
      return "\xa5\x01\x02\x03\x26\x20\x01\x21" +
             cbor_bytes(number_of(key, OSSL_PKEY_PARAM_EC_PUB_X, 32)) + "\x22" +
             cbor_bytes(number_of(key, OSSL_PKEY_PARAM_EC_PUB_Y, 32));
    case PasskeyAlgorithm::eddsa: {
      std::array<unsigned char, 32> bytes{};
      std::size_t size = bytes.size();
      LODESTAR_ASSERT(EVP_PKEY_get_raw_public_key(key, bytes.data(), &size) == 1);
      return "\xa4\x01\x01\x03\x27\x20\x06\x21" +
             cbor_bytes({reinterpret_cast<const char*>(bytes.data()), size});
    }
    case PasskeyAlgorithm::rs256:
      return std::string("\xa4\x01\x03\x03\x39\x01\x00\x20", 8) +
             cbor_bytes(number_of(key, OSSL_PKEY_PARAM_RSA_N, 256)) + "\x21" +
             cbor_bytes(number_of(key, OSSL_PKEY_PARAM_RSA_E, 3));
  }
  return {};
}

std::string VirtualAuthenticator::authenticator_data(const Said& said) {
  return text_of(crypto::sha256({said.party_id})) + static_cast<char>(said.flags) +
         to_big_endian(said.sign_count) + said.attested + said.extensions;
}

std::string VirtualAuthenticator::attested_passkey(std::string_view cose_key) const {
  return std::string(16, '\0') + to_big_endian(static_cast<std::uint16_t>(id_.size())) + id_ +
         std::string(cose_key);
}

std::string VirtualAuthenticator::sign(std::string_view authenticator_data,
                                       std::string_view client_data) const {
  const std::string message =
      std::string(authenticator_data) + text_of(crypto::sha256({client_data}));
  const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  const EVP_MD* hash = algorithm_ == PasskeyAlgorithm::eddsa ? nullptr : EVP_sha256();
  LODESTAR_ASSERT(EVP_DigestSignInit(context, nullptr, hash, nullptr, key_->key) == 1);
  std::array<unsigned char, 512> signature{};
  std::size_t size = signature.size();
  LODESTAR_ASSERT(EVP_DigestSign(context, signature.data(), &size, bytes, message.size()) == 1);
  EVP_MD_CTX_free(context);
  return {reinterpret_cast<const char*>(signature.data()), size};
}

std::string VirtualAuthenticator::attest_none(std::string_view authenticator_data) {
  return cbor_map(3) + cbor_text("fmt") + cbor_text("none") + cbor_text("attStmt") + cbor_map(0) +
         cbor_text("authData") + cbor_bytes(authenticator_data);
}

std::string VirtualAuthenticator::attest_self(std::string_view authenticator_data,
                                              std::string_view client_data) const {
  const auto number = static_cast<std::size_t>(-1 - static_cast<std::int32_t>(algorithm_));
  return cbor_map(3) + cbor_text("fmt") + cbor_text("packed") + cbor_text("attStmt") + cbor_map(2) +
         cbor_text("alg") + head(1, number) + cbor_text("sig") +
         cbor_bytes(sign(authenticator_data, client_data)) + cbor_text("authData") +
         cbor_bytes(authenticator_data);
}

}  // namespace lodestar::testing
