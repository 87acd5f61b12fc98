// SPDX-License-Identifier: Apache-2.0
// cookie = provider "." purpose "." token
#include "desk/openid.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/base64.h"
#include "crypto/session_token.h"
#include "io/random.h"

namespace lodestar::desk {
namespace {

constexpr std::uint64_t kHolds_s = 900;  // a person looks for her telephone meanwhile
constexpr std::array<std::string_view, 3> kPurposes{"enter", "link", "confirm"};

std::string_view name_of(OpenIdPurpose purpose) {
  return kPurposes.at(static_cast<std::size_t>(purpose));
}

Error no_question() {
  return {Code::unauthenticated,
          "this browser did not ask, or too long ago, or was answered already: begin again"};
}

struct Cookie {
  std::string_view provider, purpose, token;
};
std::optional<Cookie> read_cookie(std::string_view cookie) {
  const std::size_t first = cookie.find('.'), last = cookie.rfind('.');
  if (first == std::string_view::npos || first == last) return {};
  const Cookie read{.provider = cookie.substr(0, first),
                    .purpose = cookie.substr(first + 1, last - first - 1),
                    .token = cookie.substr(last + 1)};
  if (!crypto::session_hash(read.token)) return {};
  return read;
}

// For this browser and whoever asks in it.
std::string mark_of(std::string_view cookie, std::string_view asker) {
  return fmt::format("openid {} {}", cookie, asker);
}

std::optional<crypto::Challenge> challenge_of(std::string_view state) {
  const auto bytes = from_base64url(state);
  crypto::Challenge challenge{};
  if (!bytes || bytes->size() != challenge.size()) return {};
  std::ranges::copy(*bytes, challenge.begin());
  return challenge;
}

}  // namespace

OpenId::OpenId(Options options) : options_(std::move(options)), states_(options_.key, kHolds_s) {
  for (const OpenIdSettings& settings : options_.providers) {
    places_.push_back(
        std::make_unique<Place>(OpenIdProvider::Options{.settings = settings,
                                                        .redirect = options_.origin + "/openid",
                                                        .fetch = options_.fetch,
                                                        .now_s = options_.now_s}));
  }
}

std::vector<const OpenIdSettings*> OpenId::providers() const {
  std::vector<const OpenIdSettings*> all;
  for (const auto& place : places_) all.push_back(&place->provider.settings());
  return all;
}

OpenId::Place* OpenId::place_of(std::string_view id) const {
  const auto found = std::ranges::find_if(
      places_, [&](const auto& one) { return one->provider.settings().id == id; });
  return found == places_.end() ? nullptr : found->get();
}

const OpenIdSettings* OpenId::find_provider(std::string_view id) const {
  const Place* const place = place_of(id);
  return place == nullptr ? nullptr : &place->provider.settings();
}

std::optional<OpenIdPurpose> OpenId::purpose_of(std::string_view cookie) {
  const auto read = read_cookie(cookie);
  if (!read) return {};
  const auto* const found = std::ranges::find(kPurposes, read->purpose);
  if (found == kPurposes.end()) return {};
  return static_cast<OpenIdPurpose>(found - kPurposes.begin());
}

OpenId::Secrets OpenId::secrets_of(std::string_view state, std::string_view cookie) const {
  const auto made = [&](std::string_view what) {
    return crypto::keyed_name(options_.key.reveal(), fmt::format("lodestar/openid/v1 {}", what),
                              fmt::format("{} {}", state, cookie));
  };
  return {.nonce = made("nonce"), .verifier = made("verifier, 1") + made("verifier, 2")};
}

template <typename T>
void OpenId::run(Place& place, Done<T> done, std::move_only_function<Result<T>()> work) {
  auto told = std::make_unique<Done<T>>(std::move(done));
  Done<T>& answer = *told;
  OneByOne::Job job = [work = std::move(work), told = std::move(told)]() mutable {
    (*told)(work());
  };
  if (place.queue.add(job)) return;
  answer(Error{Code::unavailable, "many are signing in just now: come again in a moment"});
}

void OpenId::begin(const Question& question, Done<Begun> done) {
  Place* const place = place_of(question.provider);
  if (place == nullptr) return done(Error{Code::not_found, "there is no such provider"});
  const auto random = io::random_bytes<std::tuple_size_v<crypto::TokenBytes>>();
  if (!random) return done(random.error());
  std::string cookie = fmt::format("{}.{}.{}", question.provider, name_of(question.purpose),
                                   crypto::to_token(*random).reveal());
  const auto challenge = states_.make(mark_of(cookie, question.asker), options_.now_s());
  if (!challenge) return done(challenge.error());
  std::string state =
      to_base64url({reinterpret_cast<const char*>(challenge->data()), challenge->size()});
  run<Begun>(*place, std::move(done),
             [this, place, cookie = std::move(cookie), state = std::move(state),
              is_anew = question.purpose != OpenIdPurpose::enter]() -> Result<Begun> {
               const Secrets secrets = secrets_of(state, cookie);
               std::string url = LODESTAR_TRY(place->provider.url_for({.state = state,
                                                                       .nonce = secrets.nonce,
                                                                       .verifier = secrets.verifier,
                                                                       .is_anew = is_anew}));
               return Begun{.url = Sensitive(std::move(url)), .cookie = Sensitive(cookie)};
             });
}

void OpenId::finish(Answer answer, Done<Identified> done) {
  constexpr std::size_t kLongestCode = 4096;
  const auto cookie = read_cookie(answer.cookie);
  const auto purpose = purpose_of(answer.cookie);
  Place* const place = cookie ? place_of(cookie->provider) : nullptr;
  const auto state = challenge_of(answer.state);
  const std::uint64_t now = options_.now_s();
  const bool is_asked = place != nullptr && purpose && state &&
                        states_.is_ours(mark_of(answer.cookie, answer.asker), *state, now);
  // Used up before the provider is asked: what was tried once is not tried again.
  if (!is_asked || !states_.spend(*state, now)) return done(no_question());
  if (answer.code.empty() || answer.code.size() > kLongestCode) return done(no_question());
  const std::uint64_t asked_s = Challenges::time_of(*state);
  run<Identified>(
      *place, std::move(done),
      [this, place, purpose = *purpose, asked_s,
       answer = std::move(answer)]() -> Result<Identified> {
        OpenIdProvider& provider = place->provider;
        const OpenIdSettings& settings = provider.settings();
        const Secrets secrets = secrets_of(answer.state, answer.cookie);
        const std::uint64_t age_s =
            purpose == OpenIdPurpose::enter ? std::min(settings.max_age_s, asked_s) : 0;
        const IdToken token = LODESTAR_TRY(provider.redeem({.code = answer.code,
                                                            .verifier = secrets.verifier,
                                                            .nonce = secrets.nonce,
                                                            .issuer = answer.issuer,
                                                            .proved_since_s = asked_s - age_s}));
        return Identified{
            .provider = &settings,
            .purpose = purpose,
            .name = Sensitive(fmt::format("{}\n{}", settings.issuer, token.subject.reveal())),
            .has_two_factors = provider.shows_two_factors(token)};
      });
}

}  // namespace lodestar::desk
