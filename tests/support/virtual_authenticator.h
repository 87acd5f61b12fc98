// SPDX-License-Identifier: Apache-2.0
// A browser and an authenticator in one, for tests: passkeys of random keys, and whatever is to be
// said and signed with them, right or wrong.
//
// Example  VirtualAuthenticator key(PasskeyAlgorithm::es256);
//          auto data = key.authenticator_data({.party_id = "desk.example"});
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "crypto/webauthn.h"

namespace lodestar::testing {

// {"type":...,"challenge":...,"origin":...,"crossOrigin":false}
std::string client_data_of(std::string_view type, const crypto::Challenge& challenge,
                           std::string_view origin);

std::string cbor_bytes(std::string_view bytes);
std::string cbor_text(std::string_view text);
std::string cbor_map(std::size_t pairs);  // which follow

class VirtualAuthenticator {
 public:
  explicit VirtualAuthenticator(crypto::PasskeyAlgorithm algorithm);

  const std::string& id() const { return id_; }
  std::string cose_key() const;

  struct Said {
    std::string_view party_id = "desk.example";
    std::uint8_t flags = 0x05;  // somebody is there, and it is the one
    std::uint32_t sign_count = 0;
    std::string attested;    // attested_passkey(), with the flag 0x40
    std::string extensions;  // CBOR, with the flag 0x80
  };
  static std::string authenticator_data(const Said& said);
  std::string attested_passkey() const { return attested_passkey(cose_key()); }
  std::string attested_passkey(std::string_view cose_key) const;

  // Over the data and the hash of what the browser says.
  std::string sign(std::string_view authenticator_data, std::string_view client_data) const;

  static std::string attest_none(std::string_view authenticator_data);
  std::string attest_self(std::string_view authenticator_data, std::string_view client_data) const;

 private:
  struct Key;
  std::shared_ptr<const Key> key_;  // an authenticator that is copied is a clone: it has one key
  crypto::PasskeyAlgorithm algorithm_;
  std::string id_;
};

}  // namespace lodestar::testing
