// SPDX-License-Identifier: Apache-2.0
#include "open_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "http/client.h"
#include "ledger_private.h"
#include "log/tile_files.h"

namespace lodestar::app {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kDeadline{5000};
constexpr milliseconds kGrace{50};  // for the others, besides as long as the quorum took
constexpr std::string_view kType = "text/plain; charset=utf-8";

http::Call call_of(const log::WitnessCall& call) {
  return {.url = call.url,
          .body = call.body,
          .content_type = std::string(call.body.empty() ? "" : kType)};
}

// Witnesses over HTTP.
void ask_witnesses(const std::vector<log::WitnessCall>& calls, const log::WitnessHeard& heard,
                   const std::stop_token& stop) {
  std::vector<http::Call> asked;
  std::ranges::transform(calls, std::back_inserter(asked), call_of);
  const auto start = std::chrono::steady_clock::now();
  http::ask_all(
      asked, {.deadline = kDeadline, .longest_body = ledger::kLongestRequest, .stop = stop},
      [&](std::size_t place, Result<http::Response> answer) {
        log::WitnessThen then =
            answer ? heard(place, ledger::WitnessAnswer{answer->status, answer->content_type,
                                                        std::move(answer->body)})
                   : heard(place, answer.error());
        http::Then next;
        if (then.ask) next.ask = call_of(*then.ask);
        if (then.is_enough) {
          next.remaining = kGrace + std::chrono::duration_cast<milliseconds>(
                                        std::chrono::steady_clock::now() - start);
        }
        return next;
      });
}

// Empty before the first.
Result<std::string> find_checkpoint(const LogFiles& files) {
  auto bytes = files.published();
  if (!bytes && bytes.error().code == Code::not_found) return std::string();
  return bytes;
}

// Waiting for whoever has the log open, which is said after a second.
class Turn {
 public:
  Turn(const LogFiles& files, std::chrono::seconds patience, const std::stop_token& stop)
      : files_(files), patience_(patience), stop_(stop) {}

  bool goes_on() {
    using std::chrono::steady_clock;
    if (!since_) since_ = steady_clock::now();
    const auto waited = steady_clock::now() - *since_;
    gave_up_ = waited >= patience_;
    if (gave_up_ || stop_.stop_requested()) return false;
    if (waited >= std::chrono::seconds(1) && !has_told_) {
      has_told_ = true;
      fmt::print(stderr, "lodestar: {}: another process has this log open: waiting for it\n",
                 files_.folder);
    }
    log::every(milliseconds(20))(stop_);
    return true;
  }
  bool gave_up() const { return gave_up_; }
  // Why the log did not open: a stop ends the waiting.
  Error why_not(const Error& error) const {
    const bool is_stopped = error.code == Code::conflict && since_ && stop_.stop_requested();
    return is_stopped ? Error{Code::cancelled, "a stop was asked for"} : error;
  }
  // Keys do not change while a log is open, but may have while it was waited for.
  Status check() const {
    if (!since_) return {};
    const LogFiles now = LODESTAR_TRY(LogFiles::read(files_.folder));
    const auto key_of = [](const auto& signer) { return to_string(signer->verifier()); };
    const bool is_same = now.signer.verifier() == files_.signer.verifier() &&
                         now.next.has_value() == files_.next.has_value() &&
                         (!now.next || key_of(now.next) == key_of(files_.next));
    if (is_same) return {};
    return Error{Code::conflict,
                 fmt::format("{}: its key has changed meanwhile: try again", files_.folder)};
  }

 private:
  const LogFiles& files_;
  std::chrono::seconds patience_;
  std::stop_token stop_;
  std::optional<std::chrono::steady_clock::time_point> since_;
  bool has_told_ = false, gave_up_ = false;
};

// Whether each key that signs now has signed it: of a log whose key changes, that comes to be with
// its next checkpoint, also where nothing is added. What no key of it has signed is told elsewhere.
bool is_signed_by_all(const LogFiles& files, std::string_view checkpoint) {
  const auto note = ledger::parse_note(checkpoint);
  if (!note || !files.verify(checkpoint)) return true;
  const auto has_signed = [&](const ledger::Signer& signer) {
    return ledger::verify_note(*note, std::span(&signer.verifier(), 1)).has_value();
  };
  return has_signed(files.signer) && (!files.next || has_signed(*files.next));
}

// Who signs; and what others hold, where they are asked.
Status prepare(const LogFiles& files, Asks asks, const std::stop_token& stop, OpenLog& open,
               log::LogOptions& options) {
  options.stands = [&files](std::string_view bytes) {
    return is_signed_by_all(files, bytes) && files.faults_of_cosignatures(bytes).empty();
  };
  if (files.policy) {
    open.witnesses = std::make_unique<log::Witnesses>(
        *files.policy, files.signer, ask_witnesses,
        log::OtherKeys{.next = files.next ? &*files.next : nullptr, .retired = files.retired});
    if (asks == Asks::witnesses) {
      const std::string checkpoint = LODESTAR_TRY(find_checkpoint(files));
      options.known = LODESTAR_TRY(open.witnesses->look(checkpoint, stop));
    }
    if (stop.stop_requested()) return Error{Code::cancelled, "a stop was asked for"};
    options.sign = [&files, witnesses = open.witnesses.get()](const ledger::TreeHead& head,
                                                              const std::stop_token& stopping) {
      ledger::TileReader tiles(log::read_tiles(files.folder + "/public"));
      return witnesses->cosign(head, tiles, stopping);
    };
  } else {
    options.sign = [&files](const ledger::TreeHead& head, const std::stop_token&) {
      return Result<std::string>(files.sign(head));
    };
  }
  return {};
}

}  // namespace

Result<OpenLog> open_log(const LogFiles& files, log::LogOptions options,
                         const std::stop_token& stop) {
  OpenLog open;
  Turn turn(files, kPatience, stop);
  LODESTAR_TRY(prepare(files, Asks::witnesses, stop, open, options));
  options.waits_for_others = [&turn] { return turn.goes_on(); };
  auto opened = log::Log::open(files.folder, std::move(options));
  if (!opened && turn.gave_up()) {
    // Whoever serves such a log has it open for good.
    return Error{opened.error().code,
                 opened.error().message +
                     ". Where that is 'lodestar ledger serve', add through it: curl --data-binary "
                     "@FILE http://ADDRESS:PORT/add, with the address that it printed"};
  }
  if (!opened) return turn.why_not(opened.error());
  open.log = *std::move(opened);
  LODESTAR_TRY(turn.check());
  return open;
}

Result<OpenLog> open_private(const LogFiles& files, const Opening& opening,
                             const std::stop_token& stop) {
  OpenLog open;
  Turn turn(files, opening.patience, stop);
  log::LogOptions options{.segment_bytes = std::uint64_t{4} << 20,  // it grows slowly
                          .files = opening.disk};
  LODESTAR_TRY(prepare(files, opening.asks, stop, open, options));
  options.waits_for_others = [&turn] { return turn.goes_on(); };
  const auto settings = LODESTAR_TRY(private_options(files, std::move(options)));
  auto opened = log::PrivateLog::open(files.folder, settings);
  if (!opened) return turn.why_not(opened.error());
  open.closed = *std::move(opened);
  LODESTAR_TRY(turn.check());
  return open;
}

}  // namespace lodestar::app
