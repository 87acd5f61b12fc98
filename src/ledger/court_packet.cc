// SPDX-License-Identifier: Apache-2.0
#include "ledger/court_packet.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/base64.h"
#include "base/printable.h"
#include "crypto/sha256.h"
#include "embedded/packet_check.h"
#include "ledger/proof.h"

namespace lodestar::ledger {
namespace {

using Files = std::vector<PacketFile>;

void put(Files& files, std::string name, std::string bytes) {
  files.push_back({.name = std::move(name), .bytes = Sensitive(std::move(bytes))});
}

// The certificates that were given may be those of another authority.
Error about_stamp(const Error& error, std::size_t number, const Result<crypto::Stamp>& said) {
  return {error.code,
          fmt::format("event {}, its time stamp{}: {}", number,
                      said ? " by " + to_printable(said->authority) : "", error.message)};
}

Status put_stamps(Files& files, Packet& packet, std::size_t number) {
  const PacketEvent& event = packet.input->events[number - 1];
  const Commitment commitment = leaf_of(event.entry.opening).commitment;
  std::vector<PacketStamp> stamps;
  for (std::size_t i = 0; i < event.stamps.size(); ++i) {
    const std::string& answer = event.stamps[i];
    PacketStamp stamp{.file = fmt::format("{}.{}.tsr", event_name(number), i + 1),
                      .is_checked = !packet.input->certificates.empty()};
    auto read = stamp.is_checked
                    ? crypto::check_stamp(answer, commitment, packet.input->certificates)
                    : crypto::read_stamp(answer, commitment);
    if (!read) return about_stamp(read.error(), number, crypto::read_stamp(answer, commitment));
    stamp.stamp = *std::move(read);
    put(files, stamp.file, answer);
    stamps.push_back(std::move(stamp));
  }
  packet.stamps.push_back(std::move(stamps));
  return {};
}

// RFC 8410: the twelve bytes say "Ed25519" and how long the key is.
std::string to_pem(const VerifierKey& key) {
  constexpr std::string_view kBefore("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 12);
  return fmt::format("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n",
                     to_base64(std::string(kBefore) + key.key));
}

// What `openssl pkeyutl -verify -rawin` asks for, of a signature that holds and that OpenSSL 3.0
// knows: what was signed, the signature, the key.
void put_signature(Files& files, const std::string& name, std::string_view role, const Note& note,
                   const VerifierKey& key) {
  constexpr std::size_t kEd25519 = 64;  // bytes; a cosignature has its time before them
  if (key.kind == KeyKind::ml_dsa_44) return;
  const auto held = verify_note(note, {&key, 1});
  if (!held) return;
  const std::string& signature = note.signatures[held->front().line].signature;
  const auto message = find_message(key, note.text, held->front().time_s);
  const std::string text = name + ".text";
  if (std::ranges::find(files, text, &PacketFile::name) == files.end()) {
    put(files, text, message.value_or(note.text));
  }
  put(files, fmt::format("{}.{}.sig", name, role), signature.substr(signature.size() - kEd25519));
  put(files, fmt::format("{}.{}.pem", name, role), to_pem(key));
}

void put_checkpoint(Files& files, const Packet& packet) {
  const Note& checkpoint = packet.input->checkpoint;
  put(files, "checkpoint", to_string(checkpoint));
  put(files, "policy", packet.input->policy);
  put(files, "log.key", key_file(packet.log_key()));
  put_signature(files, "checkpoint", "by", checkpoint, packet.log_key());
  for (std::size_t i = 0; i < packet.accepted.witnesses.size(); ++i) {
    const std::size_t witness = packet.accepted.witnesses[i].witness;
    put_signature(files, fmt::format("witness-{:03}", i + 1), "by", checkpoint,
                  packet.policy.witnesses[witness].key);
  }
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
  if (const auto read = parse_custody(record)) {
    put(files, name + ".text", read->note.text);
    put_signature(files, name, "by", read->note, read->event.by);
    if (read->event.to) put_signature(files, name, "to", read->note, *read->event.to);
  }
  return put_stamps(files, packet, number);
}

// As `sha256sum` writes and checks them.
std::string sum_line(const crypto::Digest& digest, std::string_view name) {
  return fmt::format("{}  {}\n", crypto::to_hex(digest), name);
}

}  // namespace

std::string key_file(const VerifierKey& key) { return to_string(key) + "\n"; }

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
  put_checkpoint(files, packet);
  put(files, "check.py", std::string(embedded::packet_check()));
  put(files, "verify.html", input.verify_page);
  put(files, "commitments.sha256", commitments);
  if (!input.certificates.empty()) {
    put(files, "authorities.pem", LODESTAR_TRY(crypto::read_certificates(input.certificates)));
  }
  put(files, "custody.html", custody_page(packet));
  put(files, "case.jsonld", case_json(packet));
  put(files, "certificate-draft.txt", certificate_draft(packet));
  std::ranges::sort(files, {}, &PacketFile::name);
  std::string sums;
  for (const PacketFile& file : files) {
    sums += sum_line(crypto::sha256({file.bytes.reveal()}), file.name);
  }
  files.insert(files.begin(), {.name = "SHA256SUMS", .bytes = Sensitive(std::move(sums))});
  return files;
}

}  // namespace lodestar::ledger
