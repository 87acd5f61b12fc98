// SPDX-License-Identifier: Apache-2.0
// An invented item with a story, in a log of its own, as a court packet is made from it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "ledger/court_packet.h"
#include "support/custody_scene.h"
#include "support/oracle/merkle.h"

namespace lodestar::testing {

// The events of the scene alone in a log, which one witness has seen.
inline ledger::PacketInput packet_of(CustodyScene& scene) {
  std::vector<ledger::Hash> leaves;
  for (ledger::CustodyEntry& entry : scene.entries) {
    entry.index = leaves.size();
    leaves.push_back(ledger::hash_leaf(to_string(leaf_of(entry.opening))));
  }
  const ledger::Signer log = test_log(), witness = test_witness(1);
  ledger::PacketInput input{
      .item = scene.item.hash,
      .policy = fmt::format("log {}\nwitness w {}\nquorum none\n", to_string(log.verifier()),
                            to_string(witness.verifier())),
      .verify_page = "<!DOCTYPE html>\n"};
  input.checkpoint.text = to_string(ledger::Checkpoint{
      .origin = log.verifier().name, .head = {leaves.size(), ledger::oracle::root_of(leaves)}});
  input.checkpoint.signatures.push_back(log.sign(input.checkpoint.text));
  input.checkpoint.signatures.push_back(witness.cosign(input.checkpoint.text, scene.now_s));
  for (const ledger::CustodyEntry& entry : scene.entries) {
    input.events.push_back(
        {.entry = entry, .proof = ledger::oracle::prove_inclusion(entry.index, leaves)});
  }
  return input;
}

inline CustodyScene told_scene() {
  using enum ledger::CustodyKind;
  CustodyScene scene;
  scene.act(acquired);
  ledger::CustodyEvent event = scene.event(examined);
  event.set(ledger::Detail::where, "room 4");
  event.set(ledger::Detail::tool, "looker 3.2");
  event.set(ledger::Detail::note, "<script>alert('\xE2\x80\xAE')</script>");
  event.result = ledger::Item{crypto::sha256({"report"}), 7};
  scene.log(event, {0});
  scene.offer(1);
  scene.accept();
  return scene;
}

}  // namespace lodestar::testing
