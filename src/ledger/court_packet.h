// SPDX-License-Identifier: Apache-2.0
// What a court is given of an item of evidence: files that say who had it and when, prove that the
// log says so, and can be checked without us.
//
// Shapes   files with plain names for one folder: custody.html for people, case.jsonld for forensic
//          tools, per event its text, opening, leaf, proof and time stamps, what OpenSSL needs to
//          check each signature (NAME.text, NAME.by.sig, NAME.by.pem), check.py, the page that
//          checks proofs, a draft of a certificate, and SHA256SUMS. The same input gives the same
//          bytes.
// Units    bytes; seconds since 1970, UTC.
// Errors   forbidden: the policy does not accept the checkpoint, an entry is not where its proof
//          says, a time stamp is for something else or, where certificates are given, does not
//          hold; not_found: there is no event.
// Cost     that of the signatures: 0.5 ms an event.
// Threads  pure.
// Source   Berkeley Protocol, chapter VI; c2sp.org/tlog-proof; CASE 1.3 / UCO 1.3; RFC 3161; RFC
//          8410 (keys as PEM); Federal Rules of Evidence 902(11), (13) and (14).
// Example  for (const PacketFile& file : LODESTAR_TRY(make_court_packet(input))) write(file);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/sensitive.h"
#include "crypto/timestamp.h"
#include "ledger/custody_chain.h"
#include "ledger/policy.h"

namespace lodestar::ledger {

struct PacketEvent {
  CustodyEntry entry;
  std::vector<Hash> proof;          // that its leaf is in the checkpoint's tree
  std::vector<std::string> stamps;  // answers of authorities, for its commitment
};

struct PacketInput {
  Hash item{};
  std::vector<PacketEvent> events;  // in the order of their index, all in the tree
  Note checkpoint;
  std::string policy;        // whom to believe, as text
  std::string certificates;  // of authorities; empty: stamps are passed on unchecked
  std::string verify_page;   // which checks proofs in a browser, as a file
  std::size_t waiting = 0;   // further events of the item, not yet in the tree
  bool is_measured = false;  // the file was measured for this packet and is the item
};

struct PacketFile {
  std::string name;
  Sensitive<std::string> bytes;
};
// Sorted by name, SHA256SUMS first. Its own SHA-256 is what stands for the whole packet.
Result<std::vector<PacketFile>> make_court_packet(const PacketInput& input);

// What the page and the JSON-LD are written from.
struct PacketStamp {
  crypto::Stamp stamp;
  std::string file;
  bool is_checked = false;
};
struct Packet {
  const PacketInput* input = nullptr;
  CustodyChain chain;
  Accepted accepted;
  Policy policy;
  std::vector<std::vector<PacketStamp>> stamps;  // of each event
  const VerifierKey& log_key() const { return policy.logs[accepted.logs.front()].key; }
};
std::string custody_page(const Packet& packet);
std::string case_json(const Packet& packet);
std::string certificate_draft(const Packet& packet);
std::string key_file(const VerifierKey& key);  // log.key, as the log's keeper has it
std::string event_name(std::size_t number);    // "event-001"

}  // namespace lodestar::ledger
