// SPDX-License-Identifier: Apache-2.0
// Invented chains of custody, for tests: people with keys that everybody knows, and a builder that
// keeps the pointers right unless it is told otherwise.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/custody_chain.h"
#include "support/dice.h"
#include "support/ledger_scene.h"

namespace lodestar::testing {

inline ledger::Signer test_person(unsigned number) {
  return test_signer(fmt::format("desk-{}.example", number), ledger::KeyKind::ed25519,
                     static_cast<unsigned char>(50 + number));
}

class CustodyScene {
 public:
  static constexpr std::uint64_t kStart = 1'790'000'000, kHour = 3600, kDay = 86400;

  explicit CustodyScene(std::uint64_t start_s = kStart) : now_s(start_s) {}

  ledger::Item item{crypto::sha256({"an invented film"}), 1234};
  std::uint64_t now_s;
  unsigned holder = 0;
  std::vector<ledger::CustodyEntry> entries;

  ledger::CustodyEvent event(ledger::CustodyKind kind) const {
    return {.kind = kind,
            .item = item,
            .at_s = now_s,
            .by = test_person(holder).verifier(),
            .previous = last()};
  }
  std::optional<ledger::Commitment> last() const {
    if (entries.empty()) return {};
    return leaf_of(entries.back().opening).commitment;
  }
  // The log has it an hour later.
  void log(const ledger::Record& record) {
    ledger::CustodyEntry entry{.index = 7 + 3 * entries.size(), .logged_s = now_s + kHour};
    entry.opening = {.issuer = 7,
                     .salt = Sensitive(crypto::sha256({"salt", std::to_string(entries.size())})),
                     .record = Sensitive(to_string(record).value())};
    entries.push_back(std::move(entry));
  }
  void log(const ledger::CustodyEvent& event, std::vector<unsigned> signers) {
    ledger::Note note{.text = to_text(event).value()};
    for (const unsigned signer : signers) {
      note.signatures.push_back(test_person(signer).sign(note.text));
    }
    log(ledger::to_record(note, event, last()));
  }
  void act(ledger::CustodyKind kind) { log(event(kind), {holder}); }
  void offer(unsigned receiver) {
    offered_ = event(ledger::CustodyKind::handed_over);
    offered_.to = test_person(receiver).verifier();
    log(offered_, {holder});
    receiver_ = receiver;
  }
  void accept() {
    log(offered_, {holder, receiver_});
    holder = receiver_;
  }
  ledger::CustodyChain read() const { return ledger::CustodyChain::read(item.hash, entries); }

  // Whatever may happen to an item that is well kept, `most` events or so.
  void keep_well(Dice& dice, unsigned most) {
    using enum ledger::CustodyKind;
    act(acquired);
    for (unsigned i = 0; i < most; ++i) {
      now_s += 60 + dice.below(5 * kDay);
      constexpr std::array kActs = {examined, copied, sealed, noted};
      const unsigned what = dice.below(6);
      if (what >= kActs.size()) {
        offer((holder + 1 + dice.below(3)) % 5);
        if (what == 5) now_s += dice.below(kHour);
        accept();
      } else {
        ledger::CustodyEvent acting = event(kActs.at(what));
        if (dice.below(2) == 0) acting.measured = item;
        acting.set(ledger::Detail::why, "an invented reason");
        log(acting, {holder});
      }
    }
  }

 private:
  ledger::CustodyEvent offered_;
  unsigned receiver_ = 0;
};

inline std::vector<std::string> words_of(const ledger::CustodyChain& chain) {
  std::vector<std::string> words;
  for (const auto& finding : chain.findings) words.push_back(to_words(finding));
  return words;
}

}  // namespace lodestar::testing
