// SPDX-License-Identifier: Apache-2.0
#include "ledger/custody_chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/assert.h"

namespace lodestar::ledger {
namespace {

using Kind = CustodyFinding::Kind;

std::uint64_t from_to(std::uint64_t from_s, std::uint64_t to_s) {
  return to_s > from_s ? to_s - from_s : 0;
}

std::optional<SignedEvent> read_event(const Hash& item, const Opening& opening) {
  const auto record = parse_record(opening.record.reveal());
  if (!record) return {};
  auto read = parse_custody(*record);
  if (!read || read->event.item.hash != item) return {};
  return *std::move(read);
}

void add_once(std::vector<VerifierKey>& keys, const VerifierKey& key) {
  if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
}

// Goes through the events in the log's order and keeps what is known between two of them.
class ChainReader {
 public:
  ChainReader(const Hash& item, std::span<const CustodyEntry> entries, const CustodyLimits& limits)
      : limits_(limits) {
    chain_.item.hash = item;
    for (const CustodyEntry& entry : entries) {
      const auto read = read_event(item, entry.opening);
      if (!read) continue;
      add_once(chain_.keys, read->event.by);
      if (read->event.to) add_once(chain_.keys, read->event.receiver());
    }
  }

  void take(const CustodyEntry& entry) {
    CustodyStep step{.index = entry.index,
                     .logged_s = entry.logged_s,
                     .commitment = leaf_of(entry.opening).commitment};
    const auto record = parse_record(entry.opening.record.reveal());
    step.read = read_event(chain_.item.hash, entry.opening);
    chain_.steps.push_back(std::move(step));
    if (!record || !now().read) return find({.kind = Kind::unreadable, .first = number()});
    find_offer();
    check_pointer(record->previous);
    check_names();
    check_times(entry.stamped_s);
    check_file();
    check_signatures();
    check_seal();
    move();
    last_ = number();
  }

  CustodyChain finish() {
    if (offer_ > 0) {
      find({.kind = Kind::one_sided, .first = offer_, .who = called(event(offer_).receiver())});
    }
    if (!chain_.holdings.empty() && last_ > 0) {
      Holding& open = chain_.holdings.back();
      open.until_s = std::max(open.from_s, event(last_).at_s);
      open.last = std::max(open.last, last_);
    }
    chain_.holder = holder_;
    chain_.holder_key = key_;
    chain_.offer = offer_;
    std::ranges::stable_sort(chain_.findings, {}, [](const CustodyFinding& finding) {
      return std::max(finding.first, finding.second);
    });
    return std::move(chain_);
  }

 private:
  CustodyStep& now() { return chain_.steps.back(); }
  std::size_t number() const { return chain_.steps.size(); }
  const SignedEvent& read(std::size_t number) const {
    return chain_.steps[number - 1].signed_event();
  }
  const CustodyEvent& event(std::size_t number) const { return read(number).event; }
  const CustodyEvent& event() const { return event(number()); }
  const Note& note() const { return read(number()).note; }
  std::string called(const VerifierKey& key) const { return chain_.called(key); }
  void find(CustodyFinding finding) { chain_.findings.push_back(std::move(finding)); }

  // An acceptance is a hand-over that says what an earlier one said.
  void find_offer() {
    if (event().kind != CustodyKind::handed_over) return;
    for (std::size_t earlier = number() - 1; earlier > 0; --earlier) {
      const auto& read = chain_.steps[earlier - 1].read;
      if (read && read->note.text == note().text) {
        now().accepts = earlier;
        return;
      }
    }
  }

  void check_pointer(const std::optional<Commitment>& previous) {
    if (now().accepts == 0 && previous != event().previous) {
      return find({.kind = Kind::wrong_previous, .first = number(), .second = number()});
    }
    if (number() == 1) {
      if (previous) find({.kind = Kind::unknown_previous, .first = 1});
      return;
    }
    if (!previous) return find({.kind = Kind::no_previous, .first = number()});
    for (std::size_t earlier = 1; earlier < number(); ++earlier) {
      if (chain_.steps[earlier - 1].commitment != *previous) continue;
      if (earlier + 1 < number()) {
        find({.kind = Kind::wrong_previous, .first = number(), .second = earlier});
      }
      return;
    }
    find({.kind = Kind::unknown_previous, .first = number()});
  }

  // A name stands for one key; told when the second one comes.
  void check_names() {
    check_name(event().by);
    if (event().to) check_name(event().receiver());
  }
  void check_name(const VerifierKey& key) {
    for (const auto& [known, first] : names_) {
      if (known == key) return;
    }
    for (const auto& [known, first] : names_) {
      if (known.name != key.name) continue;
      find({.kind = Kind::name_shared,
            .first = number(),
            .second = first,
            .who = called(key),
            .other = called(known)});
      break;
    }
    names_.emplace_back(key, number());
  }

  void check_times(const std::optional<std::uint64_t>& stamped_s) {
    const std::uint64_t at_s = event().at_s, logged_s = now().logged_s;
    if (at_s > logged_s + limits_.slack_s) {
      find({.kind = Kind::before_event, .first = number(), .span_s = at_s - logged_s});
    }
    if (stamped_s && at_s > *stamped_s + limits_.slack_s) {
      find({.kind = Kind::stamped_before, .first = number(), .span_s = at_s - *stamped_s});
    }
    if (now().accepts > 0) return;  // it tells the offer's time
    if (from_to(at_s, logged_s) > limits_.delay_s) {
      find({.kind = Kind::late_entry, .first = number(), .span_s = logged_s - at_s});
    }
    if (last_ == 0) return;
    const std::uint64_t before_s = event(last_).at_s;
    if (at_s < before_s) {
      find({.kind = Kind::time_backward,
            .first = last_,
            .second = number(),
            .span_s = before_s - at_s});
    }
    const bool is_gap = returned_ > 0 || acts_on_offer();  // told as one
    if (!is_gap && from_to(before_s, at_s) > limits_.silence_s) {
      find({.kind = Kind::silence,
            .first = last_,
            .second = number(),
            .span_s = at_s - before_s,
            .who = holder_});
    }
  }

  void check_file() {
    if (last_ == 0) chain_.item = event().item;
    if (event().item.length_bytes != chain_.item.length_bytes) {
      find({.kind = Kind::other_length, .first = number()});
    }
    const std::optional<Item>& measured = event().measured;
    if (!measured || *measured == event().item) return;
    const bool is_copy = event().kind == CustodyKind::copied;
    find({.kind = is_copy ? Kind::copy_differs : Kind::hash_differs, .first = number()});
  }

  void check_signature(Signed how, const std::string& who) {
    if (how == Signed::wrongly) {
      find({.kind = Kind::false_signature, .first = number(), .who = who});
    }
  }
  void check_signatures() {
    now().by = is_signed_by(note(), event().by);
    check_signature(now().by, called(event().by));
    if (event().to) {
      now().to = is_signed_by(note(), event().receiver());
      check_signature(now().to, called(event().receiver()));
    }
    const bool by_nobody = now().by == Signed::no && now().to != Signed::yes;
    if (by_nobody) {
      find({.kind = Kind::unsigned_act, .first = number(), .who = called(event().by)});
    }
  }

  void check_seal() {
    const std::string& seal = event().detail(Detail::seal);
    const CustodyKind kind = event().kind;
    if (kind == CustodyKind::sealed) {
      seal_ = seal.empty() ? 0 : number();
      return;
    }
    if (seal_ > 0 && !seal.empty() && seal != event(seal_).detail(Detail::seal)) {
      find({.kind = Kind::seal_differs, .first = number(), .second = seal_});
    }
    if (kind == CustodyKind::examined || kind == CustodyKind::copied) seal_ = 0;  // it was opened
  }

  void change_holder(const std::optional<VerifierKey>& holder, std::uint64_t from_s,
                     std::size_t first) {
    if (!chain_.holdings.empty()) {
      Holding& ended = chain_.holdings.back();
      ended.until_s = std::max(ended.from_s, from_s);
      ended.last = first;
    }
    key_ = holder;
    holder_ = holder ? called(*holder) : "";
    chain_.holdings.push_back(
        {.holder = holder_, .from_s = from_s, .until_s = from_s, .first = first, .last = first});
  }

  void find_nobody(std::size_t from, std::uint64_t span_s) {
    find({.kind = Kind::nobody_held, .first = from, .second = number(), .span_s = span_s});
  }

  // What the event does to who holds it.
  void move() {
    const CustodyKind kind = event().kind;
    if (disposed_ > 0 && kind != CustodyKind::noted) {
      find({.kind = Kind::behind_disposal, .first = disposed_, .second = number()});
      if (kind != CustodyKind::acquired) return;
      disposed_ = 0;  // whatever became of it, it is held again
    }
    if (kind == CustodyKind::acquired) return acquire();
    if (last_ == 0) begin_elsewhere();
    if (kind == CustodyKind::noted) return;
    if (offer_ > 0 && now().accepts == offer_) return accept();
    if (acts_on_offer()) take_unsigned();
    check_holder();
    if (offer_ > 0 && event().by == event(offer_).by) {
      since_ = number();
      if (ends_offer(kind)) end_offer();
    }
    if (kind == CustodyKind::handed_over) return hand_over();
    if (kind == CustodyKind::returned) returned_ = number();
    if (kind == CustodyKind::disposed) disposed_ = number();
    if (returned_ > 0 || disposed_ > 0) change_holder({}, event().at_s, number());
  }

  void acquire() {
    if (offer_ > 0) end_offer();
    if (key_) find({.kind = Kind::acquired_again, .first = number(), .who = holder_});
    if (returned_ > 0) find_nobody(returned_, from_to(event(returned_).at_s, event().at_s));
    returned_ = 0;
    change_holder(event().by, event().at_s, number());
  }

  void begin_elsewhere() {
    find({.kind = Kind::begins_elsewhere, .first = number()});
    change_holder(event().by, event().at_s, number());
  }

  // The offer was signed; whether the acceptance is by both is asked here.
  void accept() {
    offer_ = 0;
    if (now().by != Signed::yes || now().to != Signed::yes) {
      find({.kind = Kind::one_sided,
            .first = number(),
            .who = called(now().to == Signed::yes ? event().by : event().receiver())});
    }
    const std::uint64_t held_s = chain_.steps[since_ - 1].logged_s;
    std::uint64_t from_s = std::max(event().at_s, event(since_).at_s);
    if (const auto span_s = from_to(held_s, now().logged_s); span_s > limits_.handover_s) {
      find_nobody(since_, span_s);
      change_holder({}, from_s, since_);
      from_s = now().logged_s;
    }
    change_holder(event().receiver(), from_s, number());
  }

  // Whoever was offered it acts, and not to accept.
  bool acts_on_offer() const { return offer_ > 0 && event().by == event(offer_).receiver(); }

  // By what they do it is theirs; from when on, nothing says.
  void take_unsigned() {
    const std::size_t offer = std::exchange(offer_, 0);
    find({.kind = Kind::one_sided, .first = offer, .who = called(event(offer).receiver())});
    find_nobody(since_, from_to(event(since_).at_s, event().at_s));
    change_holder({}, event(since_).at_s, since_);
    change_holder(event().by, event().at_s, number());
  }

  static bool ends_offer(CustodyKind kind) {
    using enum CustodyKind;
    return kind == handed_over || kind == returned || kind == disposed;
  }
  void end_offer() {
    const std::size_t offer = std::exchange(offer_, 0);
    find({.kind = Kind::offer_ended,
          .first = offer,
          .second = number(),
          .who = called(event(offer).receiver())});
  }

  void check_holder() {
    const std::string who = called(event().by);
    if (!key_) {
      find({.kind = Kind::no_holder, .first = number(), .who = who});
    } else if (*key_ != event().by) {
      find({.kind = Kind::not_holder, .first = number(), .who = who, .other = holder_});
    }
  }

  void hand_over() {
    if (now().to == Signed::yes) {
      if (now().by != Signed::yes) {
        find({.kind = Kind::one_sided, .first = number(), .who = called(event().by)});
      }
      change_holder(event().receiver(), event().at_s, number());
    } else if (now().by == Signed::yes) {
      offer_ = since_ = number();
    }
  }

  CustodyLimits limits_;
  CustodyChain chain_;
  std::string holder_;
  std::optional<VerifierKey> key_;                          // of the holder
  std::vector<std::pair<VerifierKey, std::size_t>> names_;  // keys, and the event that names them
  // Numbers of events; 0: none. since_: the giver's last act since the offer, or the offer.
  std::size_t last_ = 0, offer_ = 0, since_ = 0, returned_ = 0, disposed_ = 0, seal_ = 0;
};

std::string plural(std::uint64_t count, std::string_view unit) {
  return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
}

std::string about_time(const CustodyFinding& finding) {
  const std::string span = span_in_words(finding.span_s);
  const std::size_t first = finding.first, second = finding.second;
  switch (finding.kind) {
    case Kind::nobody_held:
      return fmt::format("between event {} and event {} nobody is known to have held it: {}", first,
                         second, span);
    case Kind::time_backward:
      return fmt::format("event {} comes behind event {} in the log and gives a time {} earlier",
                         second, first, span);
    case Kind::silence:
      return fmt::format("between event {} and event {} nothing was written for {}{}", first,
                         second, span,
                         finding.who.empty() ? "" : "; by the record " + finding.who + " held it");
    case Kind::late_entry:
      return fmt::format("event {} was logged {} after the time that it gives", first, span);
    case Kind::stamped_before:
      return fmt::format("event {} has a time stamp of {} before the time that it gives", first,
                         span);
    default:
      return fmt::format("event {} was logged {} before the time that it gives", first, span);
  }
}

std::string about_place(const CustodyFinding& finding) {
  const std::size_t first = finding.first, second = finding.second;
  switch (finding.kind) {
    case Kind::begins_elsewhere:
      return fmt::format("event {} is the first here and does not say how the item was acquired",
                         first);
    case Kind::acquired_again:
      return fmt::format("event {} acquires the item although {} held it", first, finding.who);
    case Kind::unknown_previous:
      return fmt::format(
          "event {} follows an event that is not here (it was erased, or is not "
          "shown)",
          first);
    case Kind::wrong_previous:
      if (first == second) {
        return fmt::format(
            "event {} was signed as following another event than it is logged "
            "behind",
            first);
      }
      return fmt::format("event {} says that it follows event {}, and event {} stands between",
                         first, second, second + 1);
    case Kind::no_previous:
      return fmt::format("event {} does not say which event it follows", first);
    default:
      return fmt::format("event {} comes behind event {}, which disposed of the item", second,
                         first);
  }
}

std::string about_file(const CustodyFinding& finding) {
  switch (finding.kind) {
    case Kind::other_length:
      return fmt::format("event {} gives the item another length", finding.first);
    case Kind::hash_differs:
      return fmt::format(
          "at event {} the file was measured and is another: its hash or length "
          "differs from the item's",
          finding.first);
    case Kind::copy_differs:
      return fmt::format(
          "the copy made in event {} is not the same file: its hash or length "
          "differs",
          finding.first);
    default:
      return fmt::format("event {} tells another seal than the one put on in event {}",
                         finding.first, finding.second);
  }
}

}  // namespace

std::string span_in_words(std::uint64_t span_s) {
  if (span_s >= 2 * 86400ULL) return plural(span_s / 86400, "day");
  if (span_s >= 2 * 3600ULL) return plural(span_s / 3600, "hour");
  if (span_s >= 2 * 60ULL) return plural(span_s / 60, "minute");
  return plural(span_s, "second");
}

std::string to_words(const CustodyFinding& finding) {
  const std::size_t first = finding.first;
  switch (finding.kind) {
    case Kind::unreadable:
      return fmt::format("event {} cannot be read as an event of this item", first);
    case Kind::unsigned_act:
      return fmt::format("event {} is not signed by {}, who it says acted", first, finding.who);
    case Kind::false_signature:
      return fmt::format("event {} has a signature of {} that does not hold", first, finding.who);
    case Kind::one_sided:
      return fmt::format("event {} is signed by one side only: {} has not signed", first,
                         finding.who);
    case Kind::offer_ended:
      return fmt::format("event {} offered it to {}, who did not accept; event {} ended the offer",
                         first, finding.who, finding.second);
    case Kind::not_holder:
      return fmt::format("in event {} {} acts, while by the record {} held it", first, finding.who,
                         finding.other);
    case Kind::name_shared:
      return fmt::format("event {} names {}, and event {} names {}: one name, two keys", first,
                         finding.who, finding.second, finding.other);
    case Kind::no_holder:
      return fmt::format("in event {} {} acts, while nobody is known to have held it", first,
                         finding.who);
    case Kind::nobody_held:
    case Kind::time_backward:
    case Kind::silence:
    case Kind::late_entry:
    case Kind::before_event:
    case Kind::stamped_before:
      return about_time(finding);
    case Kind::other_length:
    case Kind::hash_differs:
    case Kind::copy_differs:
    case Kind::seal_differs:
      return about_file(finding);
    default:
      return about_place(finding);
  }
}

std::string CustodyChain::called(const VerifierKey& key) const {
  const bool is_shared = std::ranges::any_of(
      keys, [&](const VerifierKey& other) { return other.name == key.name && other != key; });
  return is_shared ? fmt::format("{} (key {:08x})", key.name, key.id) : key.name;
}

CustodyChain CustodyChain::read(const Hash& item, std::span<const CustodyEntry> entries,
                                const CustodyLimits& limits) {
  ChainReader reader(item, entries, limits);
  for (const CustodyEntry& entry : entries) reader.take(entry);
  return reader.finish();
}

}  // namespace lodestar::ledger
