// SPDX-License-Identifier: Apache-2.0
// What is personal is kept sealed, each subject's under a key of its own, and each such key under
// the organisation's, which is kept elsewhere: without it a copy of the database says nothing, and
// without a subject's key nothing of the subject can be read in any copy.
//
// Shapes   a subject is what is forgotten as one: an import, an account, a person. The name of a
//          value (for finding what is equal) is a keyed hash, another one in each organisation.
// Units    bytes.
// Errors   not_found: the subject was erased, or never was; corrupt: what is kept does not open.
// Cost     a row the first time a subject is met; then a look-up in memory.
// Threads  any.
// Source   XChaCha20-Poly1305 (crypto/sealed.h); BLAKE2b keyed; erasure by destroying the key, NIST
//          SP 800-88r1, 2.6.
// Example  auto sealed = LODESTAR_TRY(vault.seal(connection, import, "lead.line", line));
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "base/sensitive.h"
#include "crypto/blake2b.h"
#include "crypto/sealed.h"
#include "store/connection.h"

namespace lodestar::store {

class Vault {
 public:
  static constexpr std::size_t kMostKept = 65'536;  // keys in memory
  explicit Vault(Sensitive<crypto::SealingKey> key) : key_(key) {}

  // In a change, before anything else: that the key is the one that all was sealed with; in an
  // empty database, it is from now on. corrupt: it is another.
  Status check(Connection& connection);
  static Result<bool> has_key(Connection& connection);  // whether anything was sealed here
  // In a change: the same for a subject that may have its key already.
  Status make_sure(Connection& connection, std::string_view subject);
  // In a change: what the subject's key has not been made for, it is made for now.
  Status begin(Connection& connection, std::string_view subject);
  Result<std::string> seal(Connection& connection, std::string_view subject,
                           std::string_view context, const Sensitive<std::string>& bytes);
  Result<Sensitive<std::string>> open(Connection& connection, std::string_view subject,
                                      std::string_view context, std::string_view sealed);
  // In a change, behind which forget() is called: what was sealed for it opens nowhere again.
  static Status erase(Connection& connection, std::string_view subject);
  void forget(std::string_view subject);

  // 32 hexadecimal digits; of one value the same in one organisation, and nobody without the key
  // can try.
  std::string name_of(std::string_view organisation, std::string_view kind,
                      const Sensitive<std::string>& value) const;
  // A key for something else than sealing, made from the organisation's: the same each time.
  Sensitive<crypto::Digest> key_for(std::string_view purpose) const;

 private:
  using Key = Sensitive<crypto::SealingKey>;
  Result<Key> key_of(Connection& connection, std::string_view subject);

  Key key_;
  std::mutex mutex_;
  std::unordered_map<std::string, Key> known_;
};

}  // namespace lodestar::store
