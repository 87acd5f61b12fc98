// SPDX-License-Identifier: Apache-2.0
// The door: passwords with a second factor, and what begins behind it.
#include "desk/accounts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "crypto/device_cookie.h"
#include "crypto/password.h"
#include "desk/internal/acts.h"
#include "io/random.h"
#include "text/typed.h"

namespace lodestar::desk {

using namespace internal;

namespace {

constexpr std::uint64_t kMostWrongCodes = 10, kAnyNumber = 1'000'000'000;
constexpr std::uint64_t kMillisecondsInASecond = 1000;

// One message for all reasons.
Error not_she() {
  return {Code::unauthenticated, "that did not fit together: check login, password and code"};
}

// A network of IPv6 is one household or office, and has more addresses than there are buckets.
std::string place_of(std::string_view source) {
  constexpr int kGroups = 4;  // of an IPv6 /64
  if (source.starts_with("::ffff:")) source.remove_prefix(std::string_view("::ffff:").size());
  if (!source.contains(':')) return "address:" + std::string(source);
  std::size_t end = 0;
  for (int group = 0; group < kGroups && end < source.size(); ++group) {
    if (source.substr(end).starts_with(':')) break;  // "::": all that follows in it is zero
    end = std::min(source.find(':', end), source.size() - 1) + 1;
  }
  return "network:" + std::string(source.substr(0, end));
}

Sensitive<crypto::TotpSecret> secret_of(const Sensitive<std::string>& bytes) {
  crypto::TotpSecret secret{};
  std::copy_n(bytes.reveal().begin(), std::min(bytes.reveal().size(), secret.size()),
              secret.begin());
  return Sensitive(secret);
}

bool is_six_digits(std::string_view code) {
  constexpr std::size_t kDigits = 6;
  return code.size() == kDigits &&
         std::ranges::all_of(code, [](char one) { return one >= '0' && one <= '9'; });
}

}  // namespace

Accounts::Accounts(const Options& options)
    : options_(options),
      outbox_(*options.vault, options.issuer),
      device_key_(options.vault->key_for("device cookies")),
      code_key_(options.vault->key_for("recovery codes")),
      challenges_(options.vault->key_for("passkey challenges")),
      throttle_({}, options.vault->key_for("throttle")),
      openid_({.providers = options.providers,
               .origin = options.origin,
               .key = options.vault->key_for("openid"),
               .fetch = options.fetch,
               .now_s = options.now_s}) {
  const auto party = crypto::parse_relying_party(options.origin);
  if (party) party_ = *party;
}

// Who has signed in here before is counted by herself, wherever she is.
Accounts::Bucket Accounts::bucket_of(const Sensitive<std::string>& login,
                                     const Asker& asker) const {
  const std::string name = options_.vault->name_of("", "login", login);
  const auto device = crypto::known_device(device_key_, name, asker.device);
  return {.key = device.value_or(place_of(asker.source)), .is_known_device = device.has_value()};
}

void Accounts::sign_in(Typed typed, Asker asker, Done<Door> done) {
  typed.login = Sensitive(text::to_casefold(typed.login.reveal()).value_or(std::string()));
  typed.password = Sensitive(text::to_nfc(typed.password.reveal()).value_or(std::string()));
  const Bucket bucket = bucket_of(typed.login, asker);
  {
    const std::lock_guard lock(throttling_);
    if (const auto wait_ms = throttle_.take(bucket.key, options_.now_ms())) {
      return done(Door(TryLater{.wait_s = *wait_ms / kMillisecondsInASecond + 1}));
    }
  }
  auto told = std::make_unique<Done<Door>>(std::move(done));
  Done<Door>& answer = *told;
  OneByOne::Job job = [this, typed = std::move(typed), asker = std::move(asker), bucket,
                       told = std::move(told)] { (*told)(check(typed, asker, bucket)); };
  if (passwords_.add(job)) return;
  answer(Error{Code::unavailable, "many are signing in just now: come again in a moment"});
}

// Takes the same time whoever the login is, and whether there is one.
Result<Door> Accounts::check(const Typed& typed, const Asker& asker, const Bucket& bucket) {
  std::optional<store::Credentials> kept;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    kept = LODESTAR_TRY(store::find_login(connection, *options_.vault, typed.login));
    return {};
  }));
  if (!kept || kept->password.empty()) {
    LODESTAR_TRY(crypto::verify_nothing(typed.password));
    return not_she();
  }
  if (!LODESTAR_TRY(crypto::verify_password(typed.password, kept->password))) return not_she();
  Entering entering{.account = kept->account,
                    .login = kept->login,
                    .factor = LODESTAR_TRY(second_factor(*kept, typed, bucket.is_known_device)),
                    .rehashed = {},
                    .passkey = {}};
  if (!entering.factor.is_right()) return not_she();
  if (crypto::needs_rehash(kept->password)) {
    const auto salt = LODESTAR_TRY(io::random_bytes<std::tuple_size_v<crypto::PasswordSalt>>());
    entering.rehashed = LODESTAR_TRY(crypto::hash_password(typed.password, salt.reveal()));
  }
  auto entered = LODESTAR_TRY(enter(entering, asker));
  const std::lock_guard lock(throttling_);
  throttle_.give_back(bucket.key, options_.now_ms());
  return Door(std::move(entered));
}

// Who tries codes has the password, and is no stranger: from unknown devices she gets ten, and then
// the password opens nothing there. Codes on paper and known devices still do.
Result<Accounts::Factor> Accounts::second_factor(const store::Credentials& kept, const Typed& typed,
                                                 bool is_known_device) {
  Factor factor{.most_wrong = is_known_device ? kAnyNumber : kMostWrongCodes};
  const std::string& code = typed.code.reveal();
  if (code.empty()) return factor;
  if (is_six_digits(code)) {
    if (kept.wrong_codes < factor.most_wrong && !kept.totp.reveal().empty()) {
      factor.step =
          crypto::accept_totp(secret_of(kept.totp), code, options_.now_s(), kept.totp_step);
    }
  } else if (const auto hash = crypto::recovery_hash(code_key_, kept.account, typed.code)) {
    LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
      if (LODESTAR_TRY(store::has_code(connection, kept.account, *hash))) factor.code = *hash;
      return {};
    }));
  }
  if (!factor.is_right() && !is_known_device) {
    // Nobody waits for it: how long the answer takes would tell that the password was right.
    options_.database->write(
        [account = kept.account](store::Connection& connection) {
          return store::count_wrong_code(connection, account);
        },
        [](const Status&) {});
  }
  return factor;
}

Result<Entered> Accounts::enter(const Entering& entering, const Asker& asker) {
  NewSession session = LODESTAR_TRY(new_session(entering.account, asker.agent, options_.now_s()));
  std::optional<store::Account> account;
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    account = LODESTAR_TRY(store::find_account(connection, *options_.vault, entering.account));
    if (!account) return not_she();
    return enter_in(connection, entering, session.row, asker);
  }));
  Entered entered{.session = signed_in(std::move(session), *std::move(account)), .device = {}};
  if (!entering.login.empty() && !crypto::known_device(device_key_, entering.login, asker.device)) {
    const auto nonce = LODESTAR_TRY(io::random_bytes<std::tuple_size_v<crypto::DeviceNonce>>());
    entered.device = crypto::make_device_cookie(device_key_, entering.login, nonce.reveal());
  }
  return entered;
}

Status Accounts::enter_in(store::Connection& connection, const Entering& entering,
                          const store::Session& session, const Asker& asker) {
  const Factor& factor = entering.factor;
  const std::string& account = entering.account;
  if (factor.step &&
      !LODESTAR_TRY(store::accept_step(connection, account, *factor.step, factor.most_wrong))) {
    return not_she();
  }
  if (factor.code && !LODESTAR_TRY(store::strike_code(connection, account, *factor.code))) {
    return not_she();
  }
  if (entering.passkey && !LODESTAR_TRY(store::use_passkey(connection, *entering.passkey))) {
    return not_she();
  }
  if (!entering.identity.empty() &&
      !LODESTAR_TRY(store::use_identity(connection, entering.identity, options_.now_s()))) {
    return not_she();
  }
  if (!entering.rehashed.empty()) {
    LODESTAR_TRY(
        store::set_password(connection, account, entering.rehashed, store::PasswordChange::same));
  }
  if (const std::string before = hash_of_token(asker.token); !before.empty()) {
    LODESTAR_TRY(store::end_session(connection, before));
  }
  LODESTAR_TRY(store::add_session(connection, *options_.vault, session));
  std::string_view by = "entered by code";
  if (entering.passkey) by = "entered by passkey";
  if (!entering.identity.empty()) {
    by = factor.step ? "entered by provider and code" : "entered by provider";
  }
  if (factor.code) by = "entered by recovery code";
  return tell(connection, account, by);
}

void Accounts::confirm(const Member& member, Sensitive<std::string> password, Done<TryLater> done) {
  const std::string bucket =
      "session:" + to_hex(std::span(reinterpret_cast<const unsigned char*>(member.session.data()),
                                    member.session.size()));
  {
    const std::lock_guard lock(throttling_);
    if (const auto wait_ms = throttle_.take(bucket, options_.now_ms())) {
      return done(TryLater{.wait_s = *wait_ms / kMillisecondsInASecond + 1});
    }
  }
  password = Sensitive(text::to_nfc(password.reveal()).value_or(std::string()));
  const auto check = [this, member, bucket, password = std::move(password)]() -> Result<TryLater> {
    std::optional<store::Credentials> kept;
    LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
      kept = LODESTAR_TRY(store::find_credentials(connection, *options_.vault, member.account.id));
      return {};
    }));
    const bool is_right = kept && !kept->password.empty() &&
                          LODESTAR_TRY(crypto::verify_password(password, kept->password));
    if (!is_right) return Error{Code::forbidden, "password: that is not it"};
    LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
      LODESTAR_TRY(store::confirm_session(connection, member.session, options_.now_s()));
      return tell(connection, member.account.id, "confirmed by password");
    }));
    const std::lock_guard lock(throttling_);
    throttle_.give_back(bucket, options_.now_ms());
    return TryLater{};
  };
  auto told = std::make_unique<Done<TryLater>>(std::move(done));
  Done<TryLater>& answer = *told;
  OneByOne::Job job = [check, told = std::move(told)] { (*told)(check()); };
  if (passwords_.add(job)) return;
  answer(Error{Code::unavailable, "many are signing in just now: come again in a moment"});
}

Result<std::string> Accounts::make_password(const Sensitive<std::string>& password,
                                            std::span<const std::string_view> names) const {
  using enum crypto::PasswordFault;
  const auto typed = text::to_nfc(password.reveal());
  if (!typed) return Error{Code::invalid, "password: that is no text"};
  const Sensitive<std::string> one(*typed);
  if (const auto fault = crypto::find_fault(one, names)) {
    const std::string_view why = *fault == too_short  ? "twelve characters at least are wanted"
                                 : *fault == too_long ? "256 characters at most are taken"
                                 : *fault == not_text ? "that is no text"
                                                      : "it is too easy to guess: several "
                                                        "unconnected words make a good one";
    return Error{Code::invalid, fmt::format("password: {}", why)};
  }
  const auto salt = LODESTAR_TRY(io::random_bytes<std::tuple_size_v<crypto::PasswordSalt>>());
  return crypto::hash_password(one, salt.reveal());
}

void Accounts::change_password(const Member& member, Sensitive<std::string> password,
                               Done<std::monostate> done) {
  const auto change = [this, member, password = std::move(password)]() -> Result<std::monostate> {
    LODESTAR_TRY(require_confirmed(member, options_.now_s()));
    const std::array<std::string_view, 2> names{member.account.name.reveal(),
                                                member.account.organisation.name};
    const std::string kept = LODESTAR_TRY(make_password(password, names));
    LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
      LODESTAR_TRY(
          store::set_password(connection, member.account.id, kept, store::PasswordChange::another));
      LODESTAR_TRY(store::end_other_sessions(connection, member.account.id, member.session));
      return tell(connection, member.account.id, "password changed");
    }));
    return std::monostate();
  };
  auto told = std::make_unique<Done<std::monostate>>(std::move(done));
  Done<std::monostate>& answer = *told;
  OneByOne::Job job = [change, told = std::move(told)] { (*told)(change()); };
  if (passwords_.add(job)) return;
  answer(Error{Code::unavailable, "many are signing in just now: come again in a moment"});
}

Result<Account> Accounts::read_account(const Member& member) {
  Account account;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    const auto kept =
        LODESTAR_TRY(store::find_credentials(connection, *options_.vault, member.account.id));
    account.has_totp = kept && !kept->totp.reveal().empty();
    account.is_password_known = kept && kept->wrong_codes >= kMostWrongCodes;
    account.codes = LODESTAR_TRY(store::count_codes(connection, member.account.id));
    account.passkeys =
        LODESTAR_TRY(store::passkeys_of(connection, *options_.vault, member.account.id));
    account.identities = LODESTAR_TRY(store::identities_of(connection, member.account.id));
    return {};
  }));
  return account;
}

Result<std::vector<store::Session>> Accounts::list_sessions(const Member& member) {
  std::vector<store::Session> sessions;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    sessions = LODESTAR_TRY(
        store::sessions_of(connection, *options_.vault, member.account.id, options_.now_s()));
    return {};
  }));
  return sessions;
}

Status Accounts::end_session(const Member& member, std::string_view id) {
  return options_.database->write([&](store::Connection& connection) -> Status {
    if (!LODESTAR_TRY(store::end_session_of(connection, member.account.id, id))) {
      return Error{Code::not_found, "you have no such session"};
    }
    return tell(connection, member.account.id, "session ended");
  });
}

Status Accounts::end_other_sessions(const Member& member) {
  return options_.database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::end_other_sessions(connection, member.account.id, member.session));
    return tell(connection, member.account.id, "other sessions ended");
  });
}

Status Accounts::tell(store::Connection& connection, std::string_view account,
                      std::string_view what) {
  return outbox_.append(connection, account, account_record(account, what, options_.now_s()));
}

}  // namespace lodestar::desk
