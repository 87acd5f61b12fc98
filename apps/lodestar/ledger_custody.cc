// SPDX-License-Identifier: Apache-2.0
#include "ledger_custody.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/printable.h"
#include "base/utc.h"
#include "cli.h"
#include "court_packet.h"
#include "custody_files.h"
#include "io/input.h"
#include "io/new_file.h"

namespace lodestar::app {
namespace {

using ledger::CustodyChain;
using ledger::CustodyEvent;
using ledger::CustodyKind;
using ledger::Signed;

struct Typed : PacketTyped {
  std::string signer, at, to, details, result, signed_note, name, request, answer, authority;
  std::size_t event = 0;
  bool anyway = false;
};

constexpr io::Small kDetailsFile{"a file of details", std::size_t{1} << 20};

// What a command found in the log about its item.
struct Known {
  CustodyLog log;
  NamedItem item;
  std::vector<ledger::CustodyEntry> entries;
  CustodyChain chain;
  std::optional<ledger::Commitment> last() const {
    if (chain.steps.empty()) return {};
    return chain.steps.back().commitment;
  }
};

Result<Known> know(const Typed& typed, const std::stop_token& stop) {
  NamedItem item = LODESTAR_TRY(find_item(typed.item, stop));
  if (!typed.file.empty()) item.measured = LODESTAR_TRY(measure_item(typed.file, stop));
  Known known{.log = LODESTAR_TRY(CustodyLog::open(typed.folder, stop)), .item = item};
  known.entries = LODESTAR_TRY(known.log.entries_of(item.hash));
  known.chain = CustodyChain::read(item.hash, known.entries);
  return known;
}

Status must_be_known(const Known& known, const Typed& typed) {
  if (!known.chain.steps.empty()) return {};
  return Error{Code::not_found,
               fmt::format("{}: no event of {} is here: acquire it first; if the file has changed "
                           "since, give the hash that it had (--item HASH --file FILE)",
                           typed.folder, typed.item)};
}

Result<std::uint64_t> time_of(const Typed& typed) {
  if (typed.at.empty()) {
    const auto now = read_clock();
    if (now) return now;
    return Error{now.error().code,
                 now.error().message + "; or tell the time: --at 2026-11-28T09:30:00Z"};
  }
  const auto at = parse_time(typed.at);
  if (at) return *at;
  return Error{Code::invalid,
               fmt::format("--at {}: write a time of UTC such as 2026-11-28T09:30:00Z", typed.at)};
}

Result<CustodyEvent> make_event(const Typed& typed, const Known& known,
                                const ledger::Signer& signer, CustodyKind kind,
                                const std::stop_token& stop) {
  CustodyEvent event{.kind = kind,
                     .item = known.chain.item,
                     .at_s = LODESTAR_TRY(time_of(typed)),
                     .by = signer.verifier(),
                     .previous = known.last(),
                     .measured = known.item.measured};
  if (known.chain.steps.empty() && event.measured) event.item = *event.measured;
  if (kind == CustodyKind::handed_over) event.to = LODESTAR_TRY(read_verifier(typed.to));
  if (!typed.result.empty()) event.result = LODESTAR_TRY(measure_item(typed.result, stop));
  if (!typed.details.empty()) {
    LODESTAR_TRY(
        ledger::read_details(LODESTAR_TRY(io::read_small(typed.details, kDetailsFile)), event));
  }
  return event;
}

Status log_event(Known& known, const ledger::Note& note, const CustodyEvent& event) {
  const ledger::Record record = ledger::to_record(note, event, known.last());
  const std::uint64_t index = LODESTAR_TRY(known.log.log().add({&record, 1}));
  fmt::print("{}\nevent {} ({}), entry {}; it can be proven from {} on\n",
             crypto::to_hex(event.item.hash), known.chain.steps.size() + 1, to_string(event.kind),
             index, to_time(known.log.logged_s(index)));
  return {};
}

const ledger::SignedEvent* find_offer(const Known& known) {
  const std::size_t offer = known.chain.offer;
  return offer == 0 ? nullptr : &known.chain.steps[offer - 1].signed_event();
}

Error refuse(const std::string& why) {
  return {Code::conflict,
          why + ". If it happened all the same: --anyway logs it, as an open question"};
}

// A key that is new to the record, under a name that it knows.
Status check_names(const CustodyChain& known, const CustodyChain& with, const CustodyEvent& event) {
  for (const ledger::VerifierKey* key : {&event.by, event.to ? &*event.to : nullptr}) {
    if (key == nullptr || std::ranges::find(known.keys, *key) != known.keys.end()) continue;
    const auto other = std::ranges::find(known.keys, key->name, &ledger::VerifierKey::name);
    if (other == known.keys.end()) continue;
    return refuse(
        fmt::format("{} and {} are two keys of one name: is it the one whom the record "
                    "means by it?",
                    with.called(*other), with.called(*key)));
  }
  return {};
}

// A time that has not come, or that lies before the act that it follows.
Status check_time(const Known& known, const CustodyEvent& event) {
  constexpr std::uint64_t kSlack = ledger::CustodyLimits{}.slack_s;
  const std::uint64_t now = now_s();
  if (event.at_s > now + kSlack) {
    return refuse(fmt::format("{} has not come yet: by this machine's clock it is {}",
                              to_time(event.at_s), to_time(now)));
  }
  for (std::size_t number = known.chain.steps.size(); number > 0; --number) {
    const auto& read = known.chain.steps[number - 1].read;
    if (!read) continue;
    if (event.at_s >= read->event.at_s) return {};
    return refuse(fmt::format("{} lies before the act that it follows: event {} was on {}",
                              to_time(event.at_s), number, to_time(read->event.at_s)));
  }
  return {};
}

// What people may do by mistake. The log takes it if they mean it, and shows it as a question.
Status check_sense(const Typed& typed, const Known& known, const CustodyEvent& event) {
  if (typed.anyway) return {};
  LODESTAR_TRY(check_time(known, event));
  if (event.kind == CustodyKind::noted) return {};
  // Of the record as it would be with this event.
  CustodyChain chain = known.chain;
  for (const ledger::VerifierKey* key : {&event.by, event.to ? &*event.to : nullptr}) {
    if (key != nullptr) chain.keys.push_back(*key);
  }
  const std::string holder = chain.holder_key ? chain.called(*chain.holder_key) : "";
  if (event.kind == CustodyKind::acquired) {
    if (holder.empty()) return check_names(known.chain, chain, event);
    return refuse(fmt::format("by the record {} holds it: hand-over passes it on", holder));
  }
  if (event.measured && *event.measured != event.item) {
    return refuse("the file is not the item: its hash or length differs");
  }
  if (holder.empty()) {
    return refuse("by the record nobody holds it: acquire it again");
  }
  const ledger::SignedEvent* offer = find_offer(known);
  if (offer != nullptr && offer->event.receiver() == event.by) {
    return refuse(
        fmt::format("event {} offers it to {}: accept it first", known.chain.offer, event.by.name));
  }
  if (chain.holder_key != event.by) {
    return refuse(
        fmt::format("by the record {} holds it and not {}", holder, chain.called(event.by)));
  }
  return check_names(known.chain, chain, event);
}

Status act(const Typed& typed, CustodyKind kind, const std::stop_token& stop) {
  const auto signer = LODESTAR_TRY(read_signer(typed.signer));
  Known known = LODESTAR_TRY(know(typed, stop));
  if (kind != CustodyKind::acquired) LODESTAR_TRY(must_be_known(known, typed));
  if (kind == CustodyKind::acquired && !known.item.measured) {
    return Error{Code::invalid, "an item is acquired by its file: --item FILE, which is measured"};
  }
  const CustodyEvent event = LODESTAR_TRY(make_event(typed, known, signer, kind, stop));
  LODESTAR_TRY(check_sense(typed, known, event));
  if (!typed.out.empty()) LODESTAR_TRY(io::check_new_file(typed.out));
  const ledger::Note note = LODESTAR_TRY(ledger::sign_event(event, signer));
  LODESTAR_TRY(log_event(known, note, event));
  if (kind != CustodyKind::handed_over) return {};
  if (const ledger::SignedEvent* before = find_offer(known);
      before != nullptr && before->event.by == event.by) {
    fmt::print(stderr, "lodestar: it replaces the offer of event {} to {}\n", known.chain.offer,
               before->event.receiver().name);
  }
  fmt::print(stderr, "lodestar: it is an offer until {} accepts it, and stays with {} until then\n",
             event.receiver().name, event.by.name);
  if (typed.out.empty()) return {};
  return io::write_new_file(typed.out, to_string(note));
}

Result<ledger::Note> read_offer(const std::string& path) {
  return ledger::parse_note(
      LODESTAR_TRY(io::read_small(path, {"a signed offer", ledger::kLongestNote})));
}

// Both signatures, whether the receiver signs here or has signed elsewhere.
Result<ledger::Note> both_sides(const Typed& typed, const ledger::SignedEvent& offer) {
  ledger::Note note = offer.note;
  if (typed.signed_note.empty()) {
    const auto signer = LODESTAR_TRY(read_signer(typed.signer));
    if (signer.verifier() != offer.event.receiver()) {
      return Error{Code::forbidden,
                   fmt::format("the offer is to {} and its key, not to {}",
                               offer.event.receiver().name, signer.verifier().name)};
    }
    note.signatures.push_back(signer.sign(note.text));
    return note;
  }
  const auto answer = LODESTAR_TRY(read_offer(typed.signed_note));
  if (answer.text != note.text) {
    return Error{Code::conflict,
                 fmt::format("{}: signed is another text than the offer's", typed.signed_note)};
  }
  if (ledger::is_signed_by(answer, offer.event.receiver()) != Signed::yes) {
    return Error{Code::forbidden, fmt::format("{}: {} has not signed it", typed.signed_note,
                                              offer.event.receiver().name)};
  }
  for (const ledger::SignatureLine& line : answer.signatures) {
    if (line.name == offer.event.receiver().name && line.id == offer.event.receiver().id) {
      note.signatures.push_back(line);
    }
  }
  return note;
}

Status accept(const Typed& typed, const std::stop_token& stop) {
  Known known = LODESTAR_TRY(know(typed, stop));
  LODESTAR_TRY(must_be_known(known, typed));
  const ledger::SignedEvent* found = find_offer(known);
  if (found == nullptr) {
    return Error{Code::conflict, "there is no offer to accept: the giver logs one with hand-over"};
  }
  const ledger::SignedEvent offer = *found;
  if (known.item.measured && *known.item.measured != known.chain.item) {
    return Error{Code::conflict,
                 "the file is not the item that was handed over: nothing was "
                 "signed. Write down with note what you were given"};
  }
  return log_event(known, LODESTAR_TRY(both_sides(typed, offer)), offer.event);
}

// For a receiver who has no access to the log: signs what was sent.
Status sign(const Typed& typed) {
  const auto signer = LODESTAR_TRY(read_signer(typed.signer));
  auto note = LODESTAR_TRY(read_offer(typed.folder));
  const auto event = LODESTAR_TRY(ledger::parse_custody_text(note.text));
  if (!event.to || signer.verifier() != *event.to) {
    return Error{Code::forbidden, fmt::format("{}: no offer to {} and its key", typed.folder,
                                              signer.verifier().name)};
  }
  if (ledger::is_signed_by(note, event.by) != Signed::yes) {
    return Error{Code::forbidden,
                 fmt::format("{}: {} has not signed it", typed.folder, event.by.name)};
  }
  fmt::print("{}", to_printable_lines(note.text));
  note.signatures.push_back(signer.sign(note.text));
  return io::write_new_file(typed.out, to_string(note));
}

std::string signers_of(const CustodyChain& chain, const ledger::CustodyStep& step,
                       const CustodyEvent& event) {
  const auto mark = [](Signed how) {
    return how == Signed::yes ? "signed" : how == Signed::no ? "NOT SIGNED" : "FALSE SIGNATURE";
  };
  std::string words = fmt::format("{} ({})", to_printable(chain.called(event.by)), mark(step.by));
  if (event.to) {
    words +=
        fmt::format(" to {} ({})", to_printable(chain.called(event.receiver())), mark(step.to));
  }
  return words;
}

void print_step(const CustodyChain& chain, std::size_t number) {
  const ledger::CustodyStep& step = chain.steps[number - 1];
  if (!step.read) {
    fmt::print("{}  entry {} cannot be read as an event of this item\n", number, step.index);
    return;
  }
  const CustodyEvent& event = step.read->event;
  fmt::print("{}  {}  {}  {}\n   entry {}, in the log by {}\n", number, to_time(event.at_s),
             to_string(event.kind), signers_of(chain, step, event), step.index,
             to_time(step.logged_s));
  for (std::size_t i = 0; i < ledger::kDetails; ++i) {
    const std::string& value = event.details[i].reveal();
    if (value.empty()) continue;
    fmt::print("   {}: {}\n", to_string(static_cast<ledger::Detail>(i)), to_printable(value));
  }
}

Status show(const Typed& typed, const std::stop_token& stop) {
  const Known known = LODESTAR_TRY(know(typed, stop));
  LODESTAR_TRY(must_be_known(known, typed));
  const CustodyChain& chain = known.chain;
  fmt::print("{}\n{} bytes\n", crypto::to_hex(chain.item.hash), chain.item.length_bytes);
  for (std::size_t i = 1; i <= chain.steps.size(); ++i) print_step(chain, i);
  fmt::print("held by {}\n",
             chain.holder.empty() ? "nobody that is known" : to_printable(chain.holder));
  if (const ledger::SignedEvent* offer = find_offer(known)) {
    fmt::print("event {} offers it to {}, who has not accepted it\n", chain.offer,
               to_printable(chain.called(offer->event.receiver())));
  }
  for (const ledger::CustodyFinding& finding : chain.findings) {
    fmt::print("open: {}\n", to_printable(to_words(finding)));
  }
  const std::uint64_t size = known.log.log().published().size;
  const auto waiting = std::ranges::count_if(
      chain.steps, [&](const ledger::CustodyStep& step) { return step.index >= size; });
  if (waiting > 0) fmt::print("{} events wait to be published\n", waiting);
  return {};
}

// The stamp of an authority: asked for at once; or first the request for it, then its answer, which
// may come days later and from another machine.
Status stamp(const Typed& typed, const std::stop_token& stop) {
  const int given = (typed.authority.empty() ? 0 : 1) + (typed.request.empty() ? 0 : 1) +
                    (typed.answer.empty() ? 0 : 1);
  if (given != 1) {
    return Error{Code::invalid,
                 "either --authority URL, which is asked now; or --request FILE, which you send to "
                 "an authority for time (curl -H 'Content-Type: application/timestamp-query' "
                 "--data-binary @FILE URL), and later --answer FILE with what it said"};
  }
  Known known = LODESTAR_TRY(know(typed, stop));
  LODESTAR_TRY(must_be_known(known, typed));
  const std::size_t number = typed.event == 0 ? known.chain.steps.size() : typed.event;
  if (number > known.chain.steps.size()) {
    return Error{Code::not_found, fmt::format("--event {}: the item has {} events", number,
                                              known.chain.steps.size())};
  }
  const ledger::Commitment& commitment = known.chain.steps[number - 1].commitment;
  if (!typed.request.empty()) return write_request(commitment, typed.request);
  return attach_stamp(known.log,
                      {.item = known.item.hash,
                       .commitment = commitment,
                       .authority = typed.authority,
                       .answer = typed.answer,
                       .authorities = typed.authorities},
                      stop);
}

struct Verb {
  const char* name;
  CustodyKind kind;
  const char* says;
};
constexpr Verb kVerbs[] = {
    {"acquire", CustodyKind::acquired, "First contact: measure a file and take it into custody"},
    {"hand-over", CustodyKind::handed_over, "Offer it to somebody, who then accepts it"},
    {"examine", CustodyKind::examined, "Write down that it was examined, and what came out of it"},
    {"copy", CustodyKind::copied, "Write down that it was copied; --file is the copy"},
    {"seal", CustodyKind::sealed, "Write down a seal that was put on"},
    {"return", CustodyKind::returned, "Write down that it went back to whom it came from"},
    {"dispose", CustodyKind::disposed, "Write down that it was destroyed or given up"},
    {"note", CustodyKind::noted, "Write down anything else, whoever holds it"},
};

using Act = std::function<Status(const Typed&, const std::stop_token&)>;

CLI::App* add_verb(CLI::App& custody, const auto& typed, Run& run,
                   const std::pair<const char*, const char*>& name_says, const Act& act) {
  CLI::App* verb = custody.add_subcommand(name_says.first, name_says.second);
  verb->callback([typed, &run, act] {
    run = [typed, act](const std::stop_token& stop) { return act(*typed, stop); };
  });
  return verb;
}

void add_item(CLI::App* verb, Typed& typed) {
  verb->add_option("folder", typed.folder, "The log's folder")->required();
  verb->add_option("--item", typed.item, "The file, or its SHA-256 as it was acquired")->required();
  verb->add_option("--file", typed.file, "The file as it is now, if --item is a SHA-256");
}

void add_acting(CLI::App* verb, Typed& typed) {
  verb->add_option("--signer", typed.signer, "The key file of who acts")->required();
  verb->add_option("--at", typed.at, "When, if not now: 2026-11-28T09:30:00Z");
  verb->add_option("--details", typed.details,
                   "A file of lines 'where ...', 'why ...', 'tool ...'; - for standard input");
  verb->add_option("--result", typed.result, "A file that came out of it; its hash is logged");
  verb->add_flag("--anyway", typed.anyway, "Log it although it does not fit the record");
}

void add_others(CLI::App& custody, const auto& typed, Run& run) {
  CLI::App* verb = add_verb(custody, typed, run,
                            {"accept", "Take what was offered: the second signature"}, accept);
  add_item(verb, *typed);
  verb->add_option("--signer", typed->signer, "The receiver's key file");
  verb->add_option("--signed", typed->signed_note, "Or the offer as the receiver has signed it");
  verb = add_verb(custody, typed, run, {"sign", "Sign an offer that was sent, without the log"},
                  [](const Typed& given, const std::stop_token&) { return sign(given); });
  verb->add_option("offer", typed->folder, "The offer, as hand-over --out wrote it")->required();
  verb->add_option("--signer", typed->signer, "The receiver's key file")->required();
  verb->add_option("--out", typed->out, "Where the signed offer goes")->required();
  verb = add_verb(custody, typed, run, {"show", "Who held it, and what does not add up"}, show);
  add_item(verb, *typed);
  verb = add_verb(custody, typed, run, {"stamp", "Have an authority for time confirm an event"},
                  stamp);
  add_item(verb, *typed);
  verb->add_option("--event", typed->event, "Its number; the last, unless told");
  verb->add_option("--authority", typed->authority, "The URL of an authority, which is asked now");
  verb->add_option("--request", typed->request, "Write the request (.tsq) here");
  verb->add_option("--answer", typed->answer, "The authority's answer (.tsr), to be kept");
  verb->add_option("--authorities", typed->authorities, "Certificates (PEM) to check it against");
  verb = add_verb(custody, typed, run, {"key", "Make the key of a person who signs"},
                  [](const Typed& given, const std::stop_token&) {
                    return make_signer(given.name, given.out);
                  });
  verb->add_option("--name", typed->name, "A role or a pseudonym, never a name")->required();
  verb->add_option("--out", typed->out, "The key file; keep it to yourself")->required();
}

}  // namespace

void add_custody(CLI::App& ledger, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* custody = ledger.add_subcommand("custody", "Who held an item of evidence, and when");
  custody->require_subcommand(1);
  for (const Verb& verb : kVerbs) {
    CLI::App* command =
        add_verb(*custody, typed, run, {verb.name, verb.says},
                 [kind = verb.kind](const Typed& given, const std::stop_token& stop) {
                   return act(given, kind, stop);
                 });
    add_item(command, *typed);
    add_acting(command, *typed);
    if (verb.kind != CustodyKind::handed_over) continue;
    command->add_option("--to", typed->to, "A file with the receiver's verifier key line")
        ->required();
    command->add_option("--out", typed->out, "The offer, for a receiver without the log");
  }
  add_others(*custody, typed, run);
  CLI::App* packet = add_verb(ledger, typed, run,
                              {"court-packet", "A folder for a court: custody, proofs, a page"},
                              [](const Typed& given, const std::stop_token& stop) {
                                return write_court_packet(given, stop);
                              });
  add_item(packet, *typed);
  packet->add_option("--out", typed->out, "The folder, which appears whole or not at all")
      ->required();
  packet->add_option("--authorities", typed->authorities,
                     "Certificates (PEM) that time stamps are checked against");
}

}  // namespace lodestar::app
