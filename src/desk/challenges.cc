// SPDX-License-Identifier: Apache-2.0
#include "desk/challenges.h"

#include <algorithm>

#include "base/base64.h"
#include "crypto/sha256.h"
#include "io/random.h"
#include "table/json_value.h"

namespace lodestar::desk {
namespace {

constexpr std::size_t kTime = 8, kOpen = 16, kMark = 16;  // bytes

std::string_view text_of(const crypto::Digest& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::uint64_t Challenges::time_of(const crypto::Challenge& challenge) {
  std::uint64_t time = 0;
  for (std::size_t i = 0; i < kTime; ++i) time = time << 8 | challenge.at(i);
  return time;
}

crypto::Challenge Challenges::marked(std::string_view purpose, crypto::Challenge challenge) const {
  const std::string mark =
      crypto::keyed_name(key_.reveal(), "lodestar/challenge/v1 " + std::string(purpose),
                         text_of(challenge).substr(0, kOpen));
  // 32 digits, each four bits.
  for (std::size_t i = 0; i < kMark; ++i) {
    const auto digit = [&](std::size_t at) {
      const char letter = mark.at(at);
      return static_cast<unsigned>(letter <= '9' ? letter - '0' : letter - 'a' + 10);
    };
    challenge.at(kOpen + i) = static_cast<unsigned char>(digit(2 * i) << 4 | digit(2 * i + 1));
  }
  return challenge;
}

Result<crypto::Challenge> Challenges::make(std::string_view purpose, std::uint64_t now_s) const {
  crypto::Challenge challenge = LODESTAR_TRY(io::random_bytes<32>()).reveal();
  for (std::size_t i = 0; i < kTime; ++i) {
    challenge.at(i) = static_cast<unsigned char>(now_s >> (8 * (kTime - 1 - i)));
  }
  return marked(purpose, challenge);
}

bool Challenges::is_ours(std::string_view purpose, const crypto::Challenge& challenge,
                         std::uint64_t now_s) const {
  // Hashes are compared, which tells nobody how near a guess was.
  const bool is_marked =
      crypto::sha256({text_of(marked(purpose, challenge))}) == crypto::sha256({text_of(challenge)});
  const std::uint64_t made = time_of(challenge);
  return is_marked && made <= now_s && now_s - made < holds_s_;
}

bool Challenges::spend(const crypto::Challenge& challenge, std::uint64_t now_s) {
  const std::lock_guard lock(mutex_);
  while (!spent_.empty() && spent_.begin()->second <= now_s) spent_.erase(spent_.begin());
  return spent_.emplace(challenge, time_of(challenge) + holds_s_).second;
}

std::optional<crypto::Challenge> challenge_in(std::string_view client_data) {
  constexpr std::size_t kLongest = 8192;
  if (client_data.size() > kLongest) return {};
  const auto said = table::parse_json_value(client_data);
  if (!said) return {};
  const table::JsonValue* const member = said->find("challenge");
  const auto* const text = member == nullptr ? nullptr : member->as<std::string>();
  const auto bytes = text == nullptr ? std::nullopt : from_base64url(*text);
  crypto::Challenge challenge{};
  if (!bytes || bytes->size() != challenge.size()) return {};
  std::ranges::copy(*bytes, challenge.begin());
  return challenge;
}

}  // namespace lodestar::desk
