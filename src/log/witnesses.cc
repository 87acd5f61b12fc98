// SPDX-License-Identifier: Apache-2.0
// A round asks each witness for a cosignature. What it says then:
//
//   200  cosignatures                        it stands by the head
//   409  a size up to the head's             asked again, once, with the proof from there
//   409  a larger one, 422, 400              asked to show the checkpoint that it knows: a size
//                                            alone proves nothing, a note by the log's key does
//
// Looking is a round over the head that is published already, so nothing new is signed by it. It
// starts from 0, as a witness that is told of a larger tree than it remembers takes fright, and an
// older size is an answer, too; only who knows that size is asked for its root.
#include "log/witnesses.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "base/printable.h"
#include "crypto/sha256.h"

namespace lodestar::log {

using ledger::TreeHead;

namespace {

std::string under(std::string_view prefix, std::string_view path) {
  while (prefix.ends_with('/')) prefix.remove_suffix(1);
  return fmt::format("{}/{}", prefix, path);
}

Error in_conflict(std::string_view witness, const TreeHead& known, const TreeHead& head) {
  const bool is_larger = known.size > head.size;
  return {Code::conflict,
          fmt::format("witness {} shows a checkpoint of {} entries signed by this log, and {}: {}",
                      to_printable(witness), known.size,
                      is_larger ? fmt::format("here are only {}", head.size)
                                : "the entries here are others",
                      is_larger ? "was an old copy restored? Bring the newest journal here; never "
                                  "publish the smaller tree"
                                : "there are two logs of one name: keep both, and find out which "
                                  "one was published")};
}

// The text of a note, and those of its signature lines that are such: enough to know whose it is,
// and to have the rest signed anew.
std::optional<ledger::Note> read_damaged(std::string_view bytes) {
  const std::size_t end = bytes.rfind("\n\n");
  if (end == std::string_view::npos) return {};
  const std::string_view text = bytes.substr(0, end + 2);
  ledger::Note note{.text = std::string(bytes.substr(0, end + 1))};
  for (std::string_view rest = bytes.substr(end + 2);
       !rest.empty() && note.signatures.size() < ledger::kMostSignatures;) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    const auto alone = ledger::parse_note(fmt::format("{}{}\n", text, line));
    if (alone) note.signatures.push_back(alone->signatures.front());
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return note;
}

}  // namespace

Status check_askable(const ledger::Policy& policy) {
  std::vector<bool> can_be_asked;
  can_be_asked.reserve(policy.witnesses.size());
  for (const auto& witness : policy.witnesses) can_be_asked.push_back(!witness.url.empty());
  if (has_quorum(policy, can_be_asked)) return {};
  return Error{Code::invalid,
               "the policy's quorum cannot be reached: too few of its witnesses have a URL to ask"};
}

// One conversation with all witnesses about one head.
class Witnesses::Round {
 public:
  // Without tiles it only looks.
  Round(Witnesses& all, ledger::Note note, const TreeHead& head, ledger::TileReader* tiles)
      : all_(all),
        head_(head),
        tiles_(tiles),
        note_(std::move(note)),
        seats_(all.policy_.witnesses.size()) {}

  void hold(const std::stop_token& stop) {
    std::vector<WitnessCall> calls;
    for (std::size_t i = 0; i < seats_.size(); ++i) {
      if (url(i).empty()) {
        seats_[i].why = "the policy has no URL for it";
        continue;
      }
      auto call = add_checkpoint(i);
      const bool is_asked = std::ranges::any_of(places_, [&](auto j) { return are_one(i, j); });
      if (call && !is_asked) {
        places_.push_back(i);
        calls.push_back(*std::move(call));
      }
    }
    all_.network_(
        calls,
        [this](std::size_t place, Result<ledger::WitnessAnswer> answer) {
          return hear(places_[place], answer);
        },
        stop);
  }

  bool has_quorum() const {
    std::vector<bool> standing;
    standing.reserve(seats_.size());
    for (const Seat& seat : seats_) standing.push_back(seat.why.empty());
    return ledger::has_quorum(all_.policy_, standing);
  }

  std::string checkpoint() const {
    ledger::Note note = note_;
    for (const Seat& seat : seats_)
      note.signatures.insert(note.signatures.end(), seat.lines.begin(), seat.lines.end());
    return to_string(note);
  }

  std::vector<std::pair<std::size_t, TreeHead>> shown() const {
    std::vector<std::pair<std::size_t, TreeHead>> heads;
    for (std::size_t i = 0; i < seats_.size(); ++i) {
      if (const auto& head = seats_[i].shown) heads.emplace_back(i, *head);
    }
    return heads;
  }

  // Who is not among those that are needed, and why.
  Error missing(std::string_view what) const {
    std::string who;
    std::size_t count = 0;
    for (std::size_t i = 0; i < seats_.size(); ++i) {
      if (seats_[i].why.empty()) continue;
      ++count;
      who += fmt::format("{}{}: {}", who.empty() ? "" : "; ", name(i), to_printable(seats_[i].why));
    }
    return {Code::unavailable,
            fmt::format("{} of {} witnesses do not {}: {}", count, seats_.size(), what, who)};
  }

 private:
  struct Seat {
    std::string why = "it was not asked";  // it does not stand by the head; empty: it does
    std::vector<ledger::SignatureLine> lines;
    std::optional<TreeHead> shown;  // a checkpoint of this log that it knows instead
    int asked = 0;
    bool is_showing = false;
  };

  const std::string& url(std::size_t i) const { return all_.policy_.witnesses[i].url; }
  // Lines of the policy with one address are one witness's keys: it is asked once for all of them.
  bool are_one(std::size_t i, std::size_t j) const {
    return under(url(i), "") == under(url(j), "");
  }
  std::string name(std::size_t i) const { return to_printable(all_.policy_.witnesses[i].name); }

  // None where the tiles are not there for a proof.
  std::optional<WitnessCall> add_checkpoint(std::size_t i) {
    ++seats_[i].asked;
    const std::uint64_t size = all_.sizes_[i];
    const std::uint64_t looked = size == head_.size ? size : 0;
    ledger::AddCheckpoint request{
        .old_size = tiles_ == nullptr ? looked : std::min(size, head_.size),
        .proof = {},
        .note = note_,
        .checkpoint = {}};
    if (request.old_size > 0 && request.old_size < head_.size) {
      auto proof = ledger::prove_consistency(request.old_size, head_.size, *tiles_);
      if (!proof) {
        seats_[i].why = "it cannot be given a proof: " + proof.error().message;
        return {};
      }
      request.proof = *std::move(proof);
    }
    return WitnessCall{.url = under(url(i), "add-checkpoint"), .body = to_string(request)};
  }

  WitnessCall show(std::size_t i) {
    seats_[i].is_showing = true;
    const auto hash = crypto::to_hex(crypto::sha256({all_.signer_->verifier().name}));
    return {.url = under(url(i), hash + "/checkpoint"), .body = {}};
  }

  WitnessThen hear(std::size_t asked, const Result<ledger::WitnessAnswer>& answer) {
    WitnessThen then;
    for (std::size_t i = 0; i < seats_.size(); ++i) {
      if (!are_one(i, asked)) continue;
      Seat& seat = seats_[i];
      if (!answer) {
        if (!seat.is_showing) seat.why = answer.error().message;
      } else if (seat.is_showing) {
        take_shown(i, *answer);
      } else {
        then.ask = take(i, *answer);
      }
    }
    then.is_enough = tiles_ != nullptr && has_quorum();
    return then;
  }

  // An answer to add-checkpoint, and what to ask next.
  std::optional<WitnessCall> take(std::size_t i, const ledger::WitnessAnswer& answer) {
    Seat& seat = seats_[i];
    auto said =
        ledger::read_answer(answer, note_.text, std::span(&all_.policy_.witnesses[i].key, 1));
    if (!said) {
      seat.why = said.error().message;
      const bool is_refused = answer.status == 422 || answer.status == 400;
      return is_refused ? std::optional(show(i)) : std::nullopt;
    }
    const std::optional<std::uint64_t> known_size = said->known_size;
    if (!known_size) {
      all_.sizes_[i] = head_.size;
      seat.lines = std::move(said->cosignatures);
      seat.why.clear();
      return {};
    }
    const std::uint64_t size = *known_size;
    if (size > head_.size) {
      seat.why = fmt::format("it claims to know a tree of {} entries, and does not show it", size);
      return show(i);
    }
    all_.sizes_[i] = size;
    if (tiles_ == nullptr && size < head_.size) {
      seat.why.clear();
      return {};
    }
    if (seat.asked < 2) return add_checkpoint(i);
    seat.why = fmt::format("it goes on to answer that it knows a tree of {} entries", size);
    return {};
  }

  void take_shown(std::size_t i, const ledger::WitnessAnswer& answer) {
    if (answer.status != 200) return;
    const auto note = ledger::parse_note(answer.body);
    if (!note) return;
    const auto checkpoint = all_.verify(*note);
    if (!checkpoint) return;
    seats_[i].shown = checkpoint->head;
    if (tiles_ == nullptr) seats_[i].why.clear();
  }

  Witnesses& all_;
  const TreeHead head_;
  ledger::TileReader* tiles_;
  const ledger::Note note_;
  std::vector<Seat> seats_;
  std::vector<std::size_t> places_;  // who is asked, in that order; of one witness's keys the first
};

ledger::Note Witnesses::sign(const TreeHead& head) const {
  ledger::Note note{
      .text = to_string(ledger::Checkpoint{.origin = signer_->verifier().name, .head = head})};
  note.signatures.push_back(signer_->sign(note.text));
  if (others_.next != nullptr) note.signatures.push_back(others_.next->sign(note.text));
  return note;
}

// Only what a key of the log's own has signed counts.
Result<ledger::Checkpoint> Witnesses::verify(const ledger::Note& note) const {
  std::vector<ledger::VerifierKey> keys = others_.retired;
  keys.push_back(signer_->verifier());
  if (others_.next != nullptr) keys.push_back(others_.next->verifier());
  auto checkpoint = LODESTAR_TRY(ledger::parse_checkpoint(note.text));
  LODESTAR_TRY(ledger::verify_note(note, keys));
  if (checkpoint.origin == signer_->verifier().name) return checkpoint;
  return Error{Code::forbidden, "it is another log's"};
}

// The checkpoint goes as it was published: a witness that sees its own signature under a tree
// larger than it remembers learns that it forgot something.
Result<std::vector<TreeHead>> Witnesses::look(std::string_view published,
                                              const std::stop_token& stop) {
  if (!published.empty()) {
    auto note = ledger::parse_note(published);
    if (auto rest = note ? std::nullopt : read_damaged(published)) note = *std::move(rest);
    auto checkpoint = note ? verify(*note) : Result<ledger::Checkpoint>(note.error());
    if (!checkpoint) {
      return Error{Code::corrupt, fmt::format("the published checkpoint is none of this log's: {}: "
                                              "restore it from a copy, or move it away: a new one "
                                              "is signed then, if the witnesses know this log",
                                              checkpoint.error().message)};
    }
    published_ = checkpoint->head;
    published_note_ = *note;
  }
  Round round(*this, published_note_, published_, nullptr);
  round.hold(stop);
  is_clear_ = round.has_quorum();
  std::vector<TreeHead> heads;
  for (const auto& [witness, head] : round.shown()) heads.push_back(head);
  return heads;
}

// Every head that the log has signed must be a beginning of this one.
Status Witnesses::check(const Round& round, const TreeHead& head, ledger::TileReader& tiles) const {
  for (const auto& [witness, known] : round.shown()) {
    bool is_beginning = known.size == 0 || known == head;
    if (!is_beginning && known.size < head.size) {
      const auto proof = ledger::prove_consistency(known.size, head.size, tiles);
      if (!proof) return Error{Code::unavailable, proof.error().message};
      is_beginning = holds_consistency(known, head, *proof);
    }
    if (!is_beginning) return in_conflict(policy_.witnesses[witness].name, known, head);
  }
  return {};
}

Result<std::string> Witnesses::cosign(const TreeHead& head, ledger::TileReader& tiles,
                                      const std::stop_token& stop) {
  if (!is_clear_) {
    Round looking(*this, published_note_, published_, nullptr);
    looking.hold(stop);
    LODESTAR_TRY(check(looking, head, tiles));
    if (!looking.has_quorum()) return looking.missing("tell what they know of this log");
    is_clear_ = true;
  }
  Round round(*this, sign(head), head, &tiles);
  round.hold(stop);
  LODESTAR_TRY(check(round, head, tiles));
  if (round.has_quorum()) return round.checkpoint();
  if (stop.stop_requested()) return Error{Code::cancelled, "a stop was asked for"};
  return round.missing(fmt::format("stand by the tree of {}", head.size));
}

}  // namespace lodestar::log
