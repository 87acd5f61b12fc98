// SPDX-License-Identifier: Apache-2.0
#include "desk/internal/acts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "base/utc.h"
#include "crypto/session_token.h"
#include "crypto/sha256.h"
#include "desk/access_words.h"
#include "io/random.h"
#include "table/json_write.h"

namespace lodestar::desk::internal {
namespace {

constexpr std::uint64_t kSession_s = 12 * 3600;
constexpr std::size_t kLongestAgent = 200;  // bytes that are kept

std::string text_of(const crypto::Digest& digest) { return {digest.begin(), digest.end()}; }

// How many from the first on are of one decision, whatever their fields.
std::size_t count_alike(std::span<const AccessRecord> accesses) {
  const auto is_other = [&](AccessRecord access) {
    access.field = accesses[0].field;
    return access != accesses[0];
  };
  return static_cast<std::size_t>(std::ranges::find_if(accesses, is_other) - accesses.begin());
}

std::string access_body(const Member& member, std::span<const AccessRecord> accesses) {
  const AccessRecord& access = accesses[0];
  std::string body;
  table::Json json(body);
  json.begin_object().key("at").string(to_time(access.time_s));
  json.key("account").string(member.account.id);
  json.key("organisation").string(member.account.organisation.id);
  json.key("role").string(name_of(access.role)).key("action").string(name_of(access.action));
  json.key("purpose").string(name_of(access.purpose)).key("fields").begin_array();
  for (const AccessRecord& one : accesses) json.string(name_of(one.field));
  json.end_array();
  if (access.denial) {
    json.key("denied").string(say_denial(*access.denial));
  } else {
    json.key("basis").string(name_of(access.basis));
  }
  json.end_object();
  return body;
}

}  // namespace

std::string to_hex(std::span<const unsigned char> bytes) {
  std::string hex;
  for (const unsigned char byte : bytes) fmt::format_to(std::back_inserter(hex), "{:02x}", byte);
  return hex;
}

Result<std::string> new_id() {
  const auto random = LODESTAR_TRY(io::random_bytes<16>());
  return to_hex(random.reveal());
}

Result<std::string> id_once(const Member& member, std::string_view once) {
  if (once.empty()) return new_id();
  const crypto::Digest digest =
      crypto::sha256({"lodestar/once/v1", member.account.id, std::string_view("\0", 1), once});
  return to_hex(std::span(digest).first(16));
}

std::uint64_t number_of(std::string_view id) { return hash_bytes(id); }

EnumSet<Role> roles_in(std::string_view words) {
  EnumSet<Role> roles;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (const auto role = find_named<Role>(words.substr(0, end))) roles.add(*role);
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return roles;
}

Result<std::string> check_roles(std::string_view words) {
  const EnumSet<Role> roles = roles_in(words);
  if (roles.is_empty() || roles.has(Role::person)) {
    return Error{Code::invalid, "roles: one at least is wanted, of those that members have"};
  }
  std::string names;
  for_each(roles, [&](Role role) {
    names += names.empty() ? "" : " ";
    names += name_of(role);
  });
  if (std::ranges::count(words, ' ') != std::ranges::count(names, ' ')) {
    return Error{Code::invalid, "roles: there is no such role, or one stands there twice"};
  }
  if (!may_be_held_together(roles)) {
    return Error{Code::invalid,
                 "roles: nobody holds these together: care is kept from justice, and an "
                 "administrator or auditor is nothing else"};
  }
  return names;
}

Status require_confirmed(const Member& member, std::uint64_t now_s) {
  const bool is_fresh =
      member.confirmed_at_s <= now_s && now_s - member.confirmed_at_s < kConfirmationHoldsSeconds;
  return is_fresh ? Status() : Status(refused(Denial::confirm_again));
}

Error refused(Denial denial) {
  const Code code = denial == Denial::kept_apart ? Code::not_found : Code::forbidden;
  const std::string_view field = denial == Denial::confirm_again ? "confirm: " : "";
  return {code, fmt::format("{}{} {}", field, say_denial(denial), what_to_do(denial))};
}

Error no_session() { return {Code::unauthenticated, "sign in first"}; }

std::vector<ledger::Record> access_records(const Member& member, std::string_view what,
                                           std::span<const AccessRecord> accesses) {
  std::vector<ledger::Record> records;
  while (!accesses.empty()) {
    const std::size_t count = count_alike(accesses);
    records.push_back({.type = "access",
                       .subject = std::string(what),
                       .previous = {},
                       .body = access_body(member, accesses.first(count))});
    accesses = accesses.subspan(count);
  }
  return records;
}

ledger::Record account_record(std::string_view account, std::string_view what,
                              std::uint64_t now_s) {
  std::string body;
  table::Json(body).begin_object().key("at").string(to_time(now_s)).key("what").string(what);
  body += '}';
  return {.type = "account",
          .subject = fmt::format("account/{}", account),
          .previous = {},
          .body = std::move(body)};
}

std::string hash_of_browser(std::string_view agent) {
  return text_of(crypto::sha256({"lodestar/browser/v1", agent}));
}

std::string hash_of_token(std::string_view token) {
  const auto hash = crypto::session_hash(token);
  return hash ? text_of(*hash) : std::string();
}

Result<NewSession> new_session(std::string_view account, std::string_view agent,
                               std::uint64_t now_s) {
  NewSession session{.token = crypto::to_token(
                         LODESTAR_TRY(io::random_bytes<std::tuple_size_v<crypto::TokenBytes>>())),
                     .row = {}};
  const auto csrf = LODESTAR_TRY(io::random_bytes<32>());
  session.row = {.hash = hash_of_token(session.token.reveal()),
                 .id = LODESTAR_TRY(new_id()),
                 .csrf = to_hex(csrf.reveal()),
                 .account = std::string(account),
                 .browser = hash_of_browser(agent),
                 .device = Sensitive(std::string(agent.substr(0, kLongestAgent))),
                 .made_s = now_s,
                 .ends_s = now_s + kSession_s,
                 .confirmed_at_s = now_s};
  return session;
}

SignedIn signed_in(NewSession session, store::Account account) {
  const EnumSet<Role> roles = roles_in(account.roles);
  return {.token = std::move(session.token),
          .member = {.account = std::move(account),
                     .roles = roles,
                     .session = std::move(session.row.hash),
                     .csrf = std::move(session.row.csrf),
                     .confirmed_at_s = session.row.confirmed_at_s}};
}

}  // namespace lodestar::desk::internal
