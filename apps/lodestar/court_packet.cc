// SPDX-License-Identifier: Apache-2.0
#include "court_packet.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

#include "base/printable.h"
#include "base/utc.h"
#include "crypto/sha256.h"
#include "embedded/verify_page.h"
#include "http/client.h"
#include "io/input.h"
#include "io/new_file.h"
#include "io/output.h"
#include "io/random.h"
#include "ledger/tiles.h"
#include "log/tile_files.h"

namespace lodestar::app {
namespace {

// The first that archives of any kind can tell; the content decides, not when it was written.
constexpr std::int64_t kTime = 315532800;      // 1980-01-01
constexpr std::chrono::seconds kPatience{30};  // with an authority

constexpr io::Small kStampFile{"a time stamp", std::size_t{1} << 20};

Result<std::string> read_authorities(const std::string& path) {
  if (path.empty()) return std::string();
  constexpr std::size_t kLongest = std::size_t{16} << 20;  // bytes; a system's all have 0.3 MB
  const std::string bytes =
      LODESTAR_TRY(io::read_small(path, {"a file of certificates", kLongest}));
  auto certificates = crypto::read_certificates(bytes);
  if (certificates) return certificates;
  return Error{certificates.error().code,
               fmt::format("--authorities {}: {}", path, certificates.error().message)};
}

Status put_stamps(const CustodyLog& log, ledger::PacketInput& input) {
  const std::string subject = crypto::to_hex(input.item);
  for (const log::FoundRecord& found : LODESTAR_TRY(log::find_records(
           log.log(), log.files->folder, {.type = kStampType, .subject = subject}))) {
    for (ledger::PacketEvent& event : input.events) {
      if (found.record.previous != leaf_of(event.entry.opening).commitment) continue;
      event.stamps.push_back(found.record.body);
    }
  }
  return {};
}

Result<std::string> ask_authority(const std::string& url, const ledger::Commitment& commitment,
                                  const std::stop_token& stop) {
  crypto::StampNonce nonce{};
  LODESTAR_TRY(io::fill_random(nonce));
  const auto ask = [&](const std::string& where,
                       const std::string& request) -> Result<std::string> {
    http::Response answer = LODESTAR_TRY(
        http::ask({.url = where, .body = request, .content_type = "application/timestamp-query"},
                  {.deadline = kPatience, .stop = stop}));
    if (answer.status == 200) return std::move(answer.body);
    return Error{Code::unavailable,
                 fmt::format("{}: the authority answers with {}", where, answer.status)};
  };
  return crypto::ask_for_stamp(url, commitment, nonce, ask);
}

// Whom a court is to believe: the log's key, and the witnesses of its policy.
Result<std::string> policy_of(const LogFiles& files) {
  const std::string key = fmt::format("log {}\n", to_string(files.signer.verifier()));
  if (!files.policy) return key + "quorum none\n";
  const std::string policy = LODESTAR_TRY(files.policy_text());
  const auto is_key = [&](const ledger::PolicyLog& log) {
    return log.key == files.signer.verifier();
  };
  return std::ranges::any_of(files.policy->logs, is_key) ? policy : key + policy;
}

// Nothing is published here: the same log gives the same packet.
Status put_proofs(const CustodyLog& log, ledger::PacketInput& input) {
  auto entries = LODESTAR_TRY(log.entries_of(input.item));
  const std::string bytes = LODESTAR_TRY(log.files->published());
  const ledger::TreeHead head = LODESTAR_TRY(log.files->verify(bytes)).head;
  input.checkpoint = LODESTAR_TRY(ledger::parse_note(bytes));
  for (ledger::CustodyEntry& entry : entries) {
    if (entry.index >= head.size) {
      ++input.waiting;
      continue;
    }
    ledger::PacketEvent event{.entry = std::move(entry)};
    event.proof =
        LODESTAR_TRY(log::prove_entry(log.files->folder + "/public", event.entry.index, head));
    input.events.push_back(std::move(event));
  }
  if (!input.events.empty() || input.waiting == 0) return {};
  return Error{
      Code::unavailable,
      fmt::format("its {} events wait to be published, which is due at {}: lodestar ledger publish "
                  "does it, where no server does",
                  input.waiting, to_time(log.log().next_publication_s(now_s())))};
}

}  // namespace

std::string to_printable_lines(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines += to_printable(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Status write_request(const ledger::Commitment& commitment, const std::string& path) {
  crypto::StampNonce nonce{};
  LODESTAR_TRY(io::fill_random(nonce));
  return io::write_new_file(path, crypto::stamp_request(commitment, nonce));
}

namespace {

Status must_be_new(const CustodyLog& log, const StampTyped& typed, const std::string& answer) {
  for (const log::FoundRecord& found : LODESTAR_TRY(
           log::find_records(log.log(), log.files->folder,
                             {.type = kStampType, .subject = crypto::to_hex(typed.item)}))) {
    if (found.record.previous != typed.commitment || found.record.body != answer) continue;
    return Error{Code::conflict, fmt::format("{}: entry {} of the log is this answer already",
                                             typed.answer, found.index)};
  }
  return {};
}

}  // namespace

Status attach_stamp(CustodyLog& log, const StampTyped& typed, const std::stop_token& stop) {
  const bool asks = !typed.authority.empty();
  const std::string answer =
      LODESTAR_TRY(asks ? ask_authority(typed.authority, typed.commitment, stop)
                        : io::read_small(typed.answer, kStampFile, stop));
  const std::string certificates = LODESTAR_TRY(read_authorities(typed.authorities));
  const auto stamp = certificates.empty()
                         ? crypto::read_stamp(answer, typed.commitment)
                         : crypto::check_stamp(answer, typed.commitment, certificates);
  if (!stamp) {
    return Error{stamp.error().code, fmt::format("{}: {}", asks ? typed.authority : typed.answer,
                                                 stamp.error().message)};
  }
  LODESTAR_TRY(must_be_new(log, typed, answer));
  const ledger::Record record{.type = std::string(kStampType),
                              .subject = crypto::to_hex(typed.item),
                              .previous = typed.commitment,
                              .body = answer};
  LODESTAR_TRY(log.log().add({&record, 1}));
  fmt::print("{}: {}{}\n", to_time(stamp->time_s), stamp->authority,
             certificates.empty() ? " (not checked: --authorities was not given)" : "");
  return {};
}

Status write_court_packet(const PacketTyped& typed, const std::stop_token& stop) {
  NamedItem item = LODESTAR_TRY(find_item(typed.item, stop));
  if (!typed.file.empty()) item.measured = LODESTAR_TRY(measure_item(typed.file, stop));
  if (item.measured && item.measured->hash != item.hash) {
    return Error{Code::conflict, fmt::format("{}: this file is not the item: its hash is {}",
                                             typed.file, crypto::to_hex(item.measured->hash))};
  }
  // One that was made may be filled in, and its sum be in the minutes.
  LODESTAR_TRY(io::check_free(typed.out));
  const CustodyLog log = LODESTAR_TRY(CustodyLog::open(typed.folder, stop));
  ledger::PacketInput input{.item = item.hash,
                            .policy = LODESTAR_TRY(policy_of(*log.files)),
                            .certificates = LODESTAR_TRY(read_authorities(typed.authorities)),
                            .verify_page = std::string(embedded::verify_page()),
                            .is_measured = item.measured.has_value()};
  LODESTAR_TRY(put_proofs(log, input));
  LODESTAR_TRY(put_stamps(log, input));
  const auto files = LODESTAR_TRY(ledger::make_court_packet(input));
  auto folder = LODESTAR_TRY(io::OutputFolder::create(typed.out, "custody.html"));
  folder.set_time(kTime);
  for (const ledger::PacketFile& file : files) {
    LODESTAR_TRY(folder.write(file.name, file.bytes.reveal()));
  }
  LODESTAR_TRY(folder.commit());
  fmt::print(
      "{} events in {}: open custody.html\n"
      "write this down elsewhere, it stands for the whole packet: SHA-256 of SHA256SUMS\n{}\n",
      input.events.size(), typed.out,
      crypto::to_hex(crypto::sha256({files.front().bytes.reveal()})));
  if (input.waiting > 0) {
    fmt::print(stderr, "lodestar: {} further events wait to be published and are not in it\n",
               input.waiting);
  }
  return {};
}

}  // namespace lodestar::app
