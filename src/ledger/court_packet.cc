// SPDX-License-Identifier: Apache-2.0
#include "ledger/court_packet.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "crypto/sha256.h"
#include "ledger/proof.h"

namespace lodestar::ledger {
namespace {

using Files = std::vector<PacketFile>;

void put(Files& files, std::string name, std::string bytes) {
  files.push_back({.name = std::move(name), .bytes = Sensitive(std::move(bytes))});
}

Status put_stamps(Files& files, Packet& packet, std::size_t number) {
  const PacketEvent& event = packet.input->events[number - 1];
  const Commitment commitment = leaf_of(event.entry.opening).commitment;
  std::vector<PacketStamp> stamps;
  for (std::size_t i = 0; i < event.stamps.size(); ++i) {
    const std::string& answer = event.stamps[i];
    PacketStamp stamp{.file = fmt::format("{}.{}.tsr", event_name(number), i + 1),
                      .is_checked = !packet.input->certificates.empty()};
    stamp.stamp =
        stamp.is_checked
            ? LODESTAR_TRY(crypto::check_stamp(answer, commitment, packet.input->certificates))
            : LODESTAR_TRY(crypto::read_stamp(answer, commitment));
    put(files, stamp.file, answer);
    stamps.push_back(std::move(stamp));
  }
  packet.stamps.push_back(std::move(stamps));
  return {};
}

Status put_event(Files& files, Packet& packet, std::size_t number) {
  const PacketEvent& event = packet.input->events[number - 1];
  const Opening& opening = event.entry.opening;
  const std::string leaf = to_string(leaf_of(opening)), name = event_name(number);
  const LogProof proof{
      .index = event.entry.index, .hashes = event.proof, .checkpoint = packet.input->checkpoint};
  packet.accepted = LODESTAR_TRY(verify_proof(packet.policy, proof, hash_leaf(leaf)));
  put(files, name + ".opening", to_string(opening).reveal());
  put(files, name + ".committed", committed_bytes(opening).reveal());
  put(files, name + ".leaf", leaf);
  put(files, name + ".tlog-proof", to_string(proof));
  const auto record = LODESTAR_TRY(parse_record(opening.record.reveal()));
  put(files, name + ".note", record.body);
  return put_stamps(files, packet, number);
}

// As `sha256sum` writes and checks them.
std::string sum_line(const crypto::Digest& digest, std::string_view name) {
  return fmt::format("{}  {}\n", crypto::to_hex(digest), name);
}

}  // namespace

std::string event_name(std::size_t number) { return fmt::format("event-{:03}", number); }

Result<std::vector<PacketFile>> make_court_packet(const PacketInput& input) {
  if (input.events.empty()) {
    return Error{Code::not_found, "no event of this item is in the published log"};
  }
  Packet packet{.input = &input, .policy = LODESTAR_TRY(parse_policy(input.policy))};
  Files files;
  std::vector<CustodyEntry> entries;
  std::string commitments;
  for (std::size_t number = 1; number <= input.events.size(); ++number) {
    LODESTAR_TRY(put_event(files, packet, number));
    entries.push_back(input.events[number - 1].entry);
    commitments +=
        sum_line(leaf_of(entries.back().opening).commitment, event_name(number) + ".committed");
  }
  packet.chain = CustodyChain::read(input.item, entries);
  put(files, "checkpoint", to_string(input.checkpoint));
  put(files, "policy", input.policy);
  put(files, "commitments.sha256", commitments);
  if (!input.certificates.empty()) put(files, "authorities.pem", input.certificates);
  put(files, "custody.html", custody_page(packet));
  put(files, "case.jsonld", case_json(packet));
  std::ranges::sort(files, {}, &PacketFile::name);
  std::string sums;
  for (const PacketFile& file : files) {
    sums += sum_line(crypto::sha256({file.bytes.reveal()}), file.name);
  }
  files.insert(files.begin(), {.name = "SHA256SUMS", .bytes = Sensitive(std::move(sums))});
  return files;
}

}  // namespace lodestar::ledger
