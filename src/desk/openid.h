// SPDX-License-Identifier: Apache-2.0
// Who somebody is, asked of a provider by way of her browser and back, where nobody else's answer
// and no other browser's fits the question.
//
// Shapes   a browser gets a cookie, "provider.purpose." and 256 random bits, and a state: a
//          challenge (challenges.h) that is marked for this cookie and for whoever asks (an account
//          in a session, an invitation, nobody yet). Nonce and PKCE verifier are made of both under
//          the service's key. So nothing is kept of questions that nobody answers, and an answer is
//          taken once, in the browser that asked.
// Units    seconds since 1970.
// Errors   unauthenticated: no question of this browser, answered before, or over; not_found: no
//          such provider; those of openid_provider.h.
// Cost     a thread a provider.
// Threads  any. `done` is called on the provider's.
// Source   docs/adr/0016-accounts.md; RFC 9700, 4.7 (login CSRF), 4.5 (injected codes), 4.4
//          (mix-up).
// Example  openid.begin({.provider = "agency", .purpose = OpenIdPurpose::enter}, done);
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "desk/challenges.h"
#include "desk/desk.h"
#include "desk/one_by_one.h"
#include "desk/openid_provider.h"

namespace lodestar::desk {

enum class OpenIdPurpose : std::uint8_t { enter, link, confirm };

class OpenId {
 public:
  struct Options {
    std::vector<OpenIdSettings> providers;
    std::string origin;  // of this service
    Sensitive<crypto::Digest> key;
    Fetch fetch;
    std::function<std::uint64_t()> now_s;
  };
  explicit OpenId(Options options);

  std::vector<const OpenIdSettings*> providers() const;
  const OpenIdSettings* find_provider(std::string_view id) const;

  struct Question {
    std::string_view provider;
    OpenIdPurpose purpose = OpenIdPurpose::enter;
    std::string_view asker;  // who has to come back; empty: nobody is known yet
  };
  struct Begun {
    Sensitive<std::string> url, cookie;
  };
  void begin(const Question& question, Done<Begun> done);

  struct Answer {
    std::string cookie, state, code;
    std::optional<std::string> issuer;
    std::string asker;
  };
  struct Identified {
    const OpenIdSettings* provider = nullptr;
    OpenIdPurpose purpose = OpenIdPurpose::enter;
    Sensitive<std::string> name;  // issuer and subject: hers at no other provider
    bool has_two_factors = false;
  };
  void finish(Answer answer, Done<Identified> done);
  // Of a cookie that may be anything.
  static std::optional<OpenIdPurpose> purpose_of(std::string_view cookie);

 private:
  struct Place {
    explicit Place(OpenIdProvider::Options options) : provider(std::move(options)) {}
    OpenIdProvider provider;
    OneByOne queue;  // the last member: it ends first
  };
  struct Secrets {
    std::string nonce, verifier;
  };
  Place* place_of(std::string_view id) const;
  Secrets secrets_of(std::string_view state, std::string_view cookie) const;
  template <typename T>
  void run(Place& place, Done<T> done, std::move_only_function<Result<T>()> work);

  Options options_;
  Challenges states_;
  std::vector<std::unique_ptr<Place>> places_;  // the last member: they end first
};

}  // namespace lodestar::desk
