// SPDX-License-Identifier: Apache-2.0
#include "payload_key.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/base64.h"
#include "crypto/wipe.h"
#include "io/files.h"
#include "io/input.h"
#include "io/random.h"

namespace lodestar::app {
namespace {

constexpr std::string_view kHead = "lodestar-payload-key/v1 ";

}  // namespace

Result<Sensitive<crypto::SealingKey>> read_payload_key(const std::string& path) {
  std::string line = LODESTAR_TRY(io::read_small(path, {"a key for payloads", 4096}));
  while (line.ends_with('\n')) line.pop_back();
  crypto::SealingKey key{};
  auto bytes = line.starts_with(kHead) ? from_base64(std::string_view(line).substr(kHead.size()))
                                       : std::nullopt;
  crypto::wipe(line);
  if (!bytes || bytes->size() != key.size()) {
    return Error{Code::corrupt,
                 fmt::format("{}: not a key for payloads: restore it from its copy", path)};
  }
  std::ranges::copy(*bytes, key.begin());
  crypto::wipe(*bytes);
  return Sensitive(key);
}

Result<Sensitive<crypto::SealingKey>> make_payload_key(const std::string& path) {
  auto known = read_payload_key(path);
  if (known || known.error().code != Code::not_found) return known;
  const auto key = LODESTAR_TRY(io::random_bytes<32>());
  const std::string_view bytes(reinterpret_cast<const char*>(key.reveal().data()),
                               key.reveal().size());
  std::string line = std::string(kHead) + to_base64(bytes) + "\n";
  const Status put = io::put_durably(io::system_files(), path, line);
  crypto::wipe(line);
  LODESTAR_TRY(put);
  return key;
}

}  // namespace lodestar::app
