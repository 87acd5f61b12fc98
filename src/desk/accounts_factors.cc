// SPDX-License-Identifier: Apache-2.0
// Of Accounts: another authenticator app, new recovery codes, and what is recorded about somebody.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "desk/accounts.h"
#include "desk/internal/acts.h"
#include "io/random.h"

namespace lodestar::desk {

using namespace internal;

namespace {

constexpr std::uint64_t kApp_s = 900;

}  // namespace

Result<NewApp> Accounts::begin_app(const Member& member) {
  LODESTAR_TRY(require_confirmed(member, options_.now_s()));
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    const auto kept =
        LODESTAR_TRY(store::find_credentials(connection, *options_.vault, member.account.id));
    if (kept && !kept->handle.empty()) return {};
    return Error{Code::not_found, "an invented person has no authenticator app"};
  }));
  const std::uint64_t now = options_.now_s();
  PendingApp pending{
      .totp = LODESTAR_TRY(io::random_bytes<std::tuple_size_v<crypto::TotpSecret>>()),
      .ends_s = now + kApp_s};
  NewApp app{.totp = crypto::to_base32(pending.totp),
             .totp_uri = crypto::totp_uri(pending.totp, "Lodestar", member.account.name.reveal())};
  const std::lock_guard lock(setting_up_);
  std::erase_if(apps_, [&](const auto& one) { return one.second.ends_s <= now; });
  apps_.insert_or_assign(member.account.id, std::move(pending));
  return app;
}

Status Accounts::finish_app(const Member& member, const Sensitive<std::string>& code) {
  LODESTAR_TRY(require_confirmed(member, options_.now_s()));
  std::optional<PendingApp> pending;
  {
    const std::lock_guard lock(setting_up_);
    const auto found = apps_.find(member.account.id);
    if (found != apps_.end() && found->second.ends_s > options_.now_s()) pending = found->second;
  }
  if (!pending) return Error{Code::not_found, "that took too long: begin again"};
  const auto step = crypto::accept_totp(pending->totp, code.reveal(), options_.now_s(), 0);
  if (!step) {
    return Error{Code::invalid,
                 "code: that is not the one: take the newest, and see that the clock is right"};
  }
  const auto& secret = pending->totp.reveal();
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::set_totp(connection, *options_.vault, member.account.id,
                                 Sensitive(std::string(secret.begin(), secret.end())), *step));
    return tell(connection, member.account.id, "app set up");
  }));
  const std::lock_guard lock(setting_up_);
  apps_.erase(member.account.id);
  return {};
}

Result<crypto::RecoveryCodes> Accounts::renew_codes(const Member& member) {
  LODESTAR_TRY(require_confirmed(member, options_.now_s()));
  crypto::RecoveryCodes codes = crypto::make_recovery_codes(
      LODESTAR_TRY(io::random_bytes<std::tuple_size_v<crypto::RecoveryRandomness>>()));
  std::vector<crypto::Digest> hashes;
  for (const Sensitive<std::string>& code : codes) {
    const auto hash = crypto::recovery_hash(code_key_, member.account.id, code);
    LODESTAR_ASSERT(hash.has_value());
    hashes.push_back(*hash);
  }
  LODESTAR_TRY(options_.database->write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::replace_codes(connection, member.account.id, hashes));
    return tell(connection, member.account.id, "recovery codes made anew");
  }));
  return codes;
}

// An import or a member of one's own organisation; of another it is not told whether it exists.
Status Accounts::check_subject(const Member& member, std::string_view subject) {
  const std::string& own = member.account.organisation.id;
  bool is_own = false;
  LODESTAR_TRY(options_.database->read([&](store::Connection& connection) -> Status {
    const auto account =
        LODESTAR_TRY(store::find_past_account(connection, *options_.vault, subject));
    if (account) {
      is_own = account->organisation.id == own && !account->name.reveal().empty();
      return {};
    }
    const auto imports = LODESTAR_TRY(store::list_imports(connection, *options_.vault, own));
    is_own = std::ranges::find(imports, subject, &store::Import::id) != imports.end();
    return {};
  }));
  if (!is_own) return Error{Code::not_found, "there is no such import or member here"};
  return {};
}

Result<Records> Accounts::read_records(const Member& member, const RecordsAsked& asked) {
  const bool is_own = asked.subject.empty() || asked.subject == member.account.id;
  const std::string& about = is_own ? member.account.id : asked.subject;
  std::optional<Permit> permitted;
  if (!is_own) {
    permitted = LODESTAR_TRY(permit(member, Action::read, Field::access_record));
    LODESTAR_TRY(check_subject(member, about));
  }
  Records records;
  const Change look = [&](store::Connection& connection) -> Status {
    records.records = LODESTAR_TRY(outbox_.about(connection, about, asked.before, asked.most + 1));
    return {};
  };
  LODESTAR_TRY(permitted ? act(member, {*permitted, "records/" + about}, look)
                         : options_.database->read(look));
  if (records.records.size() > asked.most) {
    records.records.pop_back();
    records.next = records.records.back().sequence;
  }
  return records;
}

}  // namespace lodestar::desk
