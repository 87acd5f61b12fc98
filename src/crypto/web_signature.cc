// SPDX-License-Identifier: Apache-2.0
#include "crypto/web_signature.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "base/assert.h"
#include "crypto/internal/openssl.h"

namespace lodestar::crypto {
namespace {

using internal::ErrorsForgotten;
using internal::Owned;
using Number = Owned<BIGNUM, BN_free>;
using Builder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = Owned<OSSL_PARAM, OSSL_PARAM_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using Digesting = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Pair = Owned<ECDSA_SIG, ECDSA_SIG_free>;

constexpr std::size_t kCoordinate = 32;  // bytes

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Number number_of(std::string_view big_endian) {
  return Number(BN_bin2bn(bytes_of(big_endian), static_cast<int>(big_endian.size()), nullptr));
}

Error no_key() { return {Code::invalid, "the key is none for RS256 or ES256"}; }
Error does_not_hold() { return {Code::forbidden, "the signature does not hold"}; }

Result<Key> key_from(const char* kind, const Builder& builder) {
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  LODESTAR_ASSERT(parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1);
  EVP_PKEY* made = nullptr;
  if (EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    return no_key();
  }
  Key key(made);
  const KeyContext checked(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
  if (!checked || EVP_PKEY_public_check(checked.get()) != 1) return no_key();
  return key;
}

Result<Key> key_of(const RsaKey& key) {
  constexpr std::size_t kLongestModulus = 1024, kLongestExponent = 4;  // bytes
  constexpr int kFewestBits = 2048;
  if (key.n.size() > kLongestModulus || key.e.size() > kLongestExponent) return no_key();
  const Number n = number_of(key.n), e = number_of(key.e);
  LODESTAR_ASSERT(n && e);
  if (BN_num_bits(n.get()) < kFewestBits || BN_is_odd(e.get()) == 0 || BN_is_one(e.get()) != 0) {
    return no_key();
  }
  const Builder builder(OSSL_PARAM_BLD_new());
  LODESTAR_ASSERT(builder &&
                  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 1 &&
                  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 1);
  return key_from("RSA", builder);
}

Result<Key> key_of(const EcKey& key) {
  if (key.x.size() != kCoordinate || key.y.size() != kCoordinate) return no_key();
  const std::string point = '\x04' + key.x + key.y;
  const Builder builder(OSSL_PARAM_BLD_new());
  LODESTAR_ASSERT(
      builder &&
      OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) == 1 &&
      OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                       point.size()) == 1);
  return key_from("EC", builder);
}

// OpenSSL reads r and s in DER, where tokens have them one behind the other.
Result<std::string> in_der(std::string_view signature) {
  if (signature.size() != 2 * kCoordinate) return does_not_hold();
  const Pair pair(ECDSA_SIG_new());
  Number r = number_of(signature.substr(0, kCoordinate));
  Number s = number_of(signature.substr(kCoordinate));
  LODESTAR_ASSERT(pair && r && s && ECDSA_SIG_set0(pair.get(), r.release(), s.release()) == 1);
  unsigned char* der = nullptr;
  const int length = i2d_ECDSA_SIG(pair.get(), &der);
  LODESTAR_ASSERT(length > 0);
  std::string bytes(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
  OPENSSL_free(der);
  return bytes;
}

}  // namespace

Status verify_web_signature(const WebKey& key, std::string_view message,
                            std::string_view signature) {
  const ErrorsForgotten forgotten;
  const Key read = LODESTAR_TRY(std::visit([](const auto& one) { return key_of(one); }, key));
  std::string bytes(signature);
  if (std::holds_alternative<EcKey>(key)) bytes = LODESTAR_TRY(in_der(signature));
  const Digesting digesting(EVP_MD_CTX_new());
  LODESTAR_ASSERT(digesting);
  const bool holds = EVP_DigestVerifyInit_ex(digesting.get(), nullptr, "SHA256", nullptr, nullptr,
                                             read.get(), nullptr) == 1 &&
                     EVP_DigestVerify(digesting.get(), bytes_of(bytes), bytes.size(),
                                      bytes_of(message), message.size()) == 1;
  return holds ? Status() : Status(does_not_hold());
}

}  // namespace lodestar::crypto
