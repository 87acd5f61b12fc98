// SPDX-License-Identifier: Apache-2.0
// An empty service, its first administrator, and whom she invites.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "desk/accounts.h"
#include "support/answer.h"
#include "support/stores.h"

namespace lodestar::desk::test {

using lodestar::test::Answer;

inline constexpr std::string_view kOrigin = "http://localhost:8080";
inline constexpr std::string_view kPassword = "gravel onion lantern ferry";

inline Sensitive<std::string> secret(std::string_view text) { return Sensitive(std::string(text)); }

inline Sensitive<crypto::TotpSecret> from_base32(std::string_view text) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  crypto::TotpSecret secret{};
  std::size_t bits = 0, at = 0;
  std::uint64_t held = 0;
  for (const char letter : text) {
    held = held << 5 | kLetters.find(letter);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    secret.at(at++) = static_cast<unsigned char>(held >> bits);
  }
  return Sensitive(secret);
}

struct Person {
  std::string login;
  Sensitive<crypto::TotpSecret> totp;
  crypto::RecoveryCodes codes;
  std::string device;
  Member member;
};

struct AccountsScene : ::testing::Test {
  AccountsScene() {
    crypto::SealingKey key{};
    key.fill(9);
    vault.emplace(Sensitive(key));
    auto opened = store::Database::open(store.connect(), 2);
    EXPECT_TRUE(opened);
    database = *std::move(opened);
    desk_.emplace(
        Desk::Options{.database = database.get(), .vault = &*vault, .issuer = 77, .now_s = [this] {
                        return now_s;
                      }});
    open();
  }

  // As after a restart with other settings.
  void open(std::vector<OpenIdSettings> providers = {}, Fetch fetch = {}) {
    accounts.emplace(Accounts::Options{.database = database.get(),
                                       .vault = &*vault,
                                       .issuer = 77,
                                       .now_s = [this] { return now_s; },
                                       .now_ms = [this] { return now_s * 1000; },
                                       .origin = std::string(kOrigin),
                                       .providers = std::move(providers),
                                       .fetch = std::move(fetch)});
  }

  std::string code_of(const Person& person) const {
    return crypto::totp_code(person.totp, now_s / crypto::kTotpStepSeconds).reveal();
  }
  static std::string token_of(const Link& link) {
    const std::string& url = link.url.reveal();
    return url.substr(url.rfind('#') + 1);
  }
  Result<desk::SetUp> set_up(std::string_view token, std::string_view login,
                             std::string_view password = kPassword) {
    Answer<desk::SetUp> answer;
    accounts->set_up(token,
                     {.login = secret(login),
                      .password = secret(password),
                      .name = secret(fmt::format("Invented {}", login)),
                      .organisation = "Harbour hotline",
                      .kind = "hotline"},
                     answer.done());
    return answer.get();
  }
  Person join(const Link& link, std::string_view login) {
    const std::string token = token_of(link);
    auto begun = set_up(token, login);
    EXPECT_TRUE(begun) << begun.error().message;
    Person person{.login = std::string(login),
                  .totp = from_base32(begun->totp.reveal()),
                  .codes = begun->codes,
                  .device = {},
                  .member = {}};
    auto entered = accounts->finish_set_up(
        token, begun->id, {.code = secret(code_of(person)), .passkey = {}}, home());
    EXPECT_TRUE(entered) << entered.error().message;
    person.device = entered->device.reveal();
    person.member = entered->session.member;
    now_s += crypto::kTotpStepSeconds;
    return person;
  }
  Person first() { return join(**accounts->invite_first(), "lena.virta"); }
  Person invited(const Person& by, std::string_view login, std::string_view roles) {
    const auto link = accounts->invite(fresh(by.member), secret("somebody"), roles);
    EXPECT_TRUE(link) << link.error().message;
    return join(*link, login);
  }
  Member fresh(Member member) const {
    member.confirmed_at_s = now_s;
    return member;
  }

  static Asker home() { return {.source = "192.0.2.7", .agent = "A browser"}; }
  static Asker elsewhere() { return {.source = "203.0.113.9", .agent = "A script"}; }
  static Asker known(const Person& person) {
    Asker asker = home();
    asker.device = person.device;
    return asker;
  }
  Result<Door> try_to_enter(std::string_view login, std::string_view password,
                            std::string_view code, const Asker& asker) {
    Answer<Door> answer;
    accounts->sign_in({secret(login), secret(password), secret(code)}, asker, answer.done());
    return answer.get();
  }
  bool enters(const Person& person, std::string_view code, const Asker& asker) {
    const auto door = try_to_enter(person.login, kPassword, code, asker);
    return door && std::holds_alternative<Entered>(*door);
  }
  Result<Creation> begin_passkey(const Person& person) {
    return accounts->begin_passkey(fresh(person.member));
  }

  std::uint64_t now_s = 1'800'000'000;
  lodestar::test::StoreUnderTest store{lodestar::test::StoreKind::sqlite};
  std::unique_ptr<store::Database> database;
  std::optional<store::Vault> vault;
  std::optional<Desk> desk_;
  std::optional<Accounts> accounts;
};

}  // namespace lodestar::desk::test
