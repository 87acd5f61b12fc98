// SPDX-License-Identifier: Apache-2.0
#include "log/internal/private_parts.h"

#include <fmt/format.h>

#include "crypto/sha256.h"

namespace lodestar::log::internal {
namespace {

constexpr std::string_view kPaddingDomain{"lodestar/padding/v1\0", 20};

}  // namespace

ledger::Opening padding_at(std::uint64_t index, std::uint32_t issuer,
                           const Sensitive<crypto::SealingKey>& key) {
  const std::string_view secret(reinterpret_cast<const char*>(key.reveal().data()),
                                key.reveal().size());
  const std::string record = to_string(ledger::Record{.type = std::string(kPadding)}).value();
  ledger::Opening opening{.issuer = issuer, .record = Sensitive(record)};
  for (int attempt = 0;; ++attempt) {
    const std::string place = fmt::format("{:020} {}", index, attempt);
    opening.salt = Sensitive(crypto::sha256({kPaddingDomain, secret, place}));
    if (ledger::parse_leaf(to_string(leaf_of(opening)))) return opening;
  }
}

RecordMapOptions map_options(const std::string& folder, const PrivateOptions& options) {
  return {
      .folder = folder, .issuer = options.issuer, .key = options.key, .files = options.log.files};
}

}  // namespace lodestar::log::internal
