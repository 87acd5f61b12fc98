// SPDX-License-Identifier: Apache-2.0
#include "store/vault.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "crypto/blake2b.h"
#include "io/random.h"

namespace lodestar::store {
namespace {

constexpr std::string_view kOwn = "the key itself";
constexpr std::string_view kOfKeys = "lodestar/subject-key/v1 ";

std::string context_of(std::string_view subject) { return std::string(kOfKeys).append(subject); }

Error erased() { return {Code::not_found, "what it is about was erased, or was never here"}; }

}  // namespace

Status Vault::check(Connection& connection) { return make_sure(connection, kOwn); }

Result<bool> Vault::has_key(Connection& connection) {
  bool is_there = false;
  LODESTAR_TRY(connection.query("select 1 from subject_key where subject = $1", {kOwn},
                                [&](const Row&) { is_there = true; }));
  return is_there;
}

Status Vault::make_sure(Connection& connection, std::string_view subject) {
  const auto known = key_of(connection, subject);
  if (known) return {};
  if (known.error().code != Code::not_found) return known.error();
  return begin(connection, subject);
}

Status Vault::begin(Connection& connection, std::string_view subject) {
  forget(subject);  // the key of a change that was dropped, or run before
  const Key key = LODESTAR_TRY(io::random_bytes<std::tuple_size_v<crypto::SealingKey>>());
  const auto nonce = LODESTAR_TRY(io::random_bytes<std::tuple_size_v<crypto::SealingNonce>>());
  const Sensitive<std::string> plain(std::string(key.reveal().begin(), key.reveal().end()));
  const std::string sealed = crypto::seal(key_, nonce.reveal(), plain, context_of(subject));
  LODESTAR_TRY(connection.execute("insert into subject_key (subject, sealed) values ($1, $2)",
                                  {subject, bytes(sealed)}));
  return {};
}

Result<Vault::Key> Vault::key_of(Connection& connection, std::string_view subject) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = known_.find(std::string(subject)); known != known_.end()) {
      return known->second;
    }
  }
  std::optional<Sensitive<std::string>> plain;
  bool is_there = false;
  LODESTAR_TRY(connection.query(
      "select sealed from subject_key where subject = $1", {subject}, [&](const Row& row) {
        is_there = true;
        plain = crypto::open_sealed(key_, row.as_bytes(0), context_of(subject));
      }));
  if (!is_there) return erased();
  crypto::SealingKey key{};
  if (!plain || plain->reveal().size() != key.size()) {
    return Error{Code::corrupt,
                 "the key of a subject does not open: the key file is another organisation's, or "
                 "the database was changed"};
  }
  std::ranges::copy(plain->reveal(), key.begin());
  const std::lock_guard lock(mutex_);
  if (known_.size() >= kMostKept) known_.clear();
  return known_.insert_or_assign(std::string(subject), Key(key)).first->second;
}

Result<std::string> Vault::seal(Connection& connection, std::string_view subject,
                                std::string_view context, const Sensitive<std::string>& bytes) {
  const Key key = LODESTAR_TRY(key_of(connection, subject));
  const auto nonce = LODESTAR_TRY(io::random_bytes<std::tuple_size_v<crypto::SealingNonce>>());
  return crypto::seal(key, nonce.reveal(), bytes, context);
}

Result<Sensitive<std::string>> Vault::open(Connection& connection, std::string_view subject,
                                           std::string_view context, std::string_view sealed) {
  const Key key = LODESTAR_TRY(key_of(connection, subject));
  auto plain = crypto::open_sealed(key, sealed, context);
  if (!plain) {
    return Error{Code::corrupt,
                 fmt::format("a kept {} does not open: the database was changed", context)};
  }
  return *std::move(plain);
}

Status Vault::erase(Connection& connection, std::string_view subject) {
  const std::uint64_t gone =
      LODESTAR_TRY(connection.execute("delete from subject_key where subject = $1", {subject}));
  if (gone == 0) return erased();
  return {};
}

void Vault::forget(std::string_view subject) {
  const std::lock_guard lock(mutex_);
  known_.erase(std::string(subject));
}

std::string Vault::name_of(std::string_view organisation, std::string_view kind,
                           const Sensitive<std::string>& value) const {
  // Lengths stand before what they measure, so that no two pairs read alike.
  const std::string domain = fmt::format("lodestar/name/v1 {}:{} {}:{}", organisation.size(),
                                         organisation, kind.size(), kind);
  return crypto::keyed_name(key_.reveal(), domain, value.reveal());
}

Sensitive<crypto::Digest> Vault::key_for(std::string_view purpose) const {
  const auto& key = key_.reveal();
  crypto::Blake2b256 hash;
  hash.add({reinterpret_cast<const char*>(key.data()), key.size()});  // of one length: no mark
  hash.add(" lodestar/key-for/v1 ");
  hash.add(purpose);
  return Sensitive(hash.finish());
}

}  // namespace lodestar::store
