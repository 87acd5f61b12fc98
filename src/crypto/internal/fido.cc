// SPDX-License-Identifier: Apache-2.0
#include "crypto/internal/fido.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

#include <memory>

#include "crypto/internal/sodium.h"

namespace lodestar::crypto::internal {
namespace {

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* object) const {
    Free(&object);
  }
};
using Credential = std::unique_ptr<fido_cred_t, Freed<fido_cred_free>>;
using Assert = std::unique_ptr<fido_assert_t, Freed<fido_assert_free>>;
using Es256 = std::unique_ptr<es256_pk_t, Freed<es256_pk_free>>;
using Eddsa = std::unique_ptr<eddsa_pk_t, Freed<eddsa_pk_free>>;
using Rs256 = std::unique_ptr<rs256_pk_t, Freed<rs256_pk_free>>;

static_assert(static_cast<int>(PasskeyAlgorithm::es256) == COSE_ES256);
static_assert(static_cast<int>(PasskeyAlgorithm::eddsa) == COSE_EDDSA);
static_assert(static_cast<int>(PasskeyAlgorithm::rs256) == COSE_RS256);

constexpr std::size_t kEs256Bytes = 64;
constexpr std::size_t kEddsaBytes = 32;
constexpr std::size_t kRs256Bytes = 259;

// Calls use(key) with the key in libfido2's shape; false where there is none.
template <typename Use>
bool with_key(const PublicKey& key, const Use& use) {
  const auto read = [&](const auto& place, auto from, std::size_t size) {
    return key.bytes.size() == size && place != nullptr &&
           from(place.get(), key.bytes.data(), size) == FIDO_OK && use(place.get());
  };
  switch (key.algorithm) {
    case PasskeyAlgorithm::es256:
      return read(Es256(es256_pk_new()), es256_pk_from_ptr, kEs256Bytes);
    case PasskeyAlgorithm::eddsa:
      return read(Eddsa(eddsa_pk_new()), eddsa_pk_from_ptr, kEddsaBytes);
    case PasskeyAlgorithm::rs256:
      return read(Rs256(rs256_pk_new()), rs256_pk_from_ptr, kRs256Bytes);
  }
  return false;
}

Credential read_credential(std::string_view authenticator_data, PasskeyAlgorithm algorithm) {
  Credential read(fido_cred_new());
  if (read == nullptr || fido_cred_set_type(read.get(), static_cast<int>(algorithm)) != FIDO_OK ||
      fido_cred_set_authdata_raw(read.get(), bytes_of(authenticator_data),
                                 authenticator_data.size()) != FIDO_OK) {
    read.reset();
  }
  return read;
}

}  // namespace

std::optional<PublicKey> attested_key(std::string_view authenticator_data) {
  for (const PasskeyAlgorithm algorithm :
       {PasskeyAlgorithm::es256, PasskeyAlgorithm::eddsa, PasskeyAlgorithm::rs256}) {
    const Credential read = read_credential(authenticator_data, algorithm);
    if (read == nullptr) {
      continue;
    }
    const unsigned char* bytes = fido_cred_pubkey_ptr(read.get());
    if (bytes == nullptr) {
      continue;
    }
    PublicKey key{.algorithm = algorithm,
                  .bytes = std::string(text_of({bytes, fido_cred_pubkey_len(read.get())}))};
    if (with_key(key, [](const void*) { return true; })) {
      return key;
    }
  }
  return {};
}

bool holds_self(const Signed& it, PasskeyAlgorithm algorithm, UserVerification verification) {
  const Credential read = read_credential(it.authenticator_data, algorithm);
  return read != nullptr &&
         fido_cred_set_rp(read.get(), std::string(it.party_id).c_str(), nullptr) == FIDO_OK &&
         fido_cred_set_clientdata_hash(read.get(), it.client_data_hash.data(),
                                       it.client_data_hash.size()) == FIDO_OK &&
         (verification != UserVerification::required ||
          fido_cred_set_uv(read.get(), FIDO_OPT_TRUE) == FIDO_OK) &&
         fido_cred_set_fmt(read.get(), "packed") == FIDO_OK &&
         fido_cred_set_sig(read.get(), bytes_of(it.signature), it.signature.size()) == FIDO_OK &&
         fido_cred_verify_self(read.get()) == FIDO_OK;
}

bool holds_assertion(const Signed& it, const PublicKey& key, UserVerification verification) {
  const Assert read(fido_assert_new());
  return read != nullptr && fido_assert_set_count(read.get(), 1) == FIDO_OK &&
         fido_assert_set_rp(read.get(), std::string(it.party_id).c_str()) == FIDO_OK &&
         fido_assert_set_clientdata_hash(read.get(), it.client_data_hash.data(),
                                         it.client_data_hash.size()) == FIDO_OK &&
         fido_assert_set_up(read.get(), FIDO_OPT_TRUE) == FIDO_OK &&
         (verification != UserVerification::required ||
          fido_assert_set_uv(read.get(), FIDO_OPT_TRUE) == FIDO_OK) &&
         fido_assert_set_authdata_raw(read.get(), 0, bytes_of(it.authenticator_data),
                                      it.authenticator_data.size()) == FIDO_OK &&
         fido_assert_set_sig(read.get(), 0, bytes_of(it.signature), it.signature.size()) ==
             FIDO_OK &&
         with_key(key, [&](const void* shaped) {
           return fido_assert_verify(read.get(), 0, static_cast<int>(key.algorithm), shaped) ==
                  FIDO_OK;
         });
}

}  // namespace lodestar::crypto::internal
