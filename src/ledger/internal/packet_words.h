// SPDX-License-Identifier: Apache-2.0
// The words of the page that a court reads. Another language is another value of PacketWords (and
// of to_words() in custody_chain.h).
#pragma once

#include <array>
#include <string_view>

namespace lodestar::ledger::internal {

struct PacketWords {
  std::string_view language, kicker, title, title_day, intro, holder, offered_to, nobody, events,
      open, none;
  std::string_view item, item_is, item_measured, gaps, gaps_none, gaps_intro, strip, strip_says;
  std::string_view history, history_says;
  std::array<std::string_view, 8> kinds;     // as enum CustodyKind
  std::array<std::string_view, 11> details;  // as enum Detail
  std::string_view offered, happened, as_told, logged, log_clock, by, to, signatures, holds,
      missing, false_, measured, same, differs, result, stamped, unchecked, files, unreadable,
      answers;
  std::string_view proves, proves_if, proves_not, check, check_says, words;
  std::array<std::string_view, 3> shown;
  std::string_view witnessed, whose_witness, unwitnessed;
  std::array<std::string_view, 6> not_shown;
  std::string_view waiting;
  std::string_view log_key, key_print, witness_key;
  std::string_view step_key, step_sums, step_item, step_commitments, step_tree, step_signatures,
      step_page, step_lodestar, step_stamps;
  std::array<std::array<std::string_view, 2>, 7> glossary;
};

inline constexpr PacketWords kEnglish{
    .language = "en",
    .kicker = "Record of custody of one item of evidence",
    .title = "Who held one file, from {} to {}",
    .title_day = "Who held one file, on {}",
    .intro =
        "This page tells where a file was and who was responsible for it, as the people who "
        "had it wrote it down and signed it. The other files in this folder prove that these "
        "notes are in a log that cannot be changed afterwards without it showing.",
    .holder = "Held now, by this record, by",
    .offered_to = "offered to {}, who has not accepted it",
    .nobody = "nobody is known",
    .events = "Events",
    .open = "Open questions",
    .none = "none found",
    .item = "The file",
    .item_is =
        "A file is known by its fingerprint (SHA-256), which is computed from each of its "
        "bytes. Whoever changes one byte gets another fingerprint. Any computer can compute "
        "it again.",
    .item_measured =
        "When this record was made, the file was there and was measured again: it is "
        "the same, byte for byte.",
    .gaps = "What does not add up",
    .gaps_none =
        "Nothing was found that does not add up. That is not a finding that nothing "
        "happened: see what this record does not show.",
    .gaps_intro = "These are questions to ask, not answers. Each may have a good reason.",
    .strip = "Who held it, and when",
    .strip_says =
        "From left to right, time. A full bar: somebody is known to have held it. A "
        "dashed one: nobody is.",
    .history = "What happened",
    .history_says =
        "Events are in the order of the log. Their time is the one that the person "
        "who acted gives; the log had the note at the latest at the second time.",
    .kinds = {"Acquired", "Handed over", "Examined", "Copied", "Sealed", "Returned", "Disposed of",
              "Noted"},
    .details = {"In the role of", "Received as", "Where", "Why", "Tool", "Source", "Method",
                "Clock", "Condition", "Seal", "Note"},
    .offered = "Offered for hand-over",
    .happened = "When",
    .as_told = "as told by who acted",
    .logged = "In the log by",
    .log_clock = "the log's own clock",
    .by = "Who",
    .to = "To",
    .signatures = "Signed",
    .holds = "the signature holds",
    .missing = "not signed",
    .false_ = "the signature does not hold",
    .measured = "Measured",
    .same = "the same file",
    .differs = "another file",
    .result = "A new file from it",
    .stamped = "Time stamp",
    .unchecked = "not checked here: no authority's certificate was given",
    .files = "Files",
    .unreadable = "This entry cannot be read as an event of this item.",
    .answers = "Accepts the offer of event {}.",
    .proves = "What this shows",
    .proves_if =
        "All of it rests on the log's key being the right one: compare it first, as told below.",
    .proves_not = "What this does not show",
    .check = "How to check it without us",
    .check_says =
        "No account, no network and no program of ours is needed. Steps 1 to 6 ask for coreutils, "
        "Python 3 and OpenSSL 3, in a terminal in this folder; step 7 for a browser.",
    .words = "Words",
    .shown = {"Each text here is in the log {}, unchanged since the log took it in: change a "
              "letter, and its proof fails.",
              "Each signature marked as holding was made with the key that is named beside it.",
              "A file with the fingerprint above is the file that these events speak of."},
    .witnessed = "{} signed this state of the log, on {} by its own clock.",
    .whose_witness =
        "Whether whoever runs a witness depends on the log's keeper: ask, and have its "
        "key from itself.",
    .unwitnessed =
        "No witness has signed this state of the log: that the log showed "
        "everybody the same rests on its keeper.",
    .not_shown = {"Who a key belongs to. Names are roles or pseudonyms; the organisation knows "
                  "who stands behind them, and can be asked.",
                  "That what was written is true. Times, places and reasons are as the person who "
                  "acted gave them.",
                  "What the file shows, or how it came to be before the first event.",
                  "That nothing happened between two events, or to a copy that was made unseen.",
                  "That there are no further events. Ask for a newer record, or follow the log.",
                  "That the time of the log is right, where no witness or authority confirms it."},
    .waiting = "{} further events of this file wait to be published and are not in this record.",
    .log_key = "The log's key",
    .key_print = "SHA-256 of log.key",
    .witness_key = "Key of the witness {}",
    .step_key =
        "The key. A packet brings its own keys along: whoever forges one forges those too, and "
        "everything below then holds for the forger's log. So get the log's key by another way: "
        "from its keeper in person or in print, from a witness, from a place where it was "
        "published before. It must be this one, and so must the witnesses' keys in policy. "
        "Without this, the packet shows only that it agrees with itself:",
    .step_sums =
        "The folder. The first command's number must be the one that was told apart from the "
        "packet, in minutes or by telephone, when it was handed over; then the second shows that "
        "the files are those of that day. Without such a number it shows only that no file was "
        "damaged by accident: whoever changes a file can write SHA256SUMS anew. The hidden "
        ".lodestar-output is no part of the packet: by it the program knows its own folder:",
    .step_item = "The file itself. The fingerprint must be the one at the top of this page:",
    .step_commitments =
        "That each event's text is what its entry in the log stands for. The numbers in "
        "commitments.sha256 are the last 32 bytes of the .leaf files:",
    .step_tree =
        "That each entry is in the log's tree (RFC 6962), that all are of one item and each "
        "follows the one before it, that the openings and case.jsonld say what the entries say, "
        "and that the texts, signatures and keys for the next step are those of the entries. A "
        "QUESTION that it asks must stand above too. check.py is short: read it, or have it read. "
        "KEY is the line that you got another way:",
    .step_signatures =
        "The signatures: of the log, of its witnesses, and of the people who acted. Each line has "
        "to end with \"Signature Verified Successfully\", and there have to be as many as "
        "step 5 counts. Those of kind ML-DSA-44 are for steps 7 and 8:",
    .step_page =
        "Or in a browser: open verify.html, which loads and sends nothing, and give it "
        "event-001.tlog-proof, event-001.opening and the key. Better a verify.html that you got "
        "from somebody else than this packet.",
    .step_lodestar = "Or with lodestar, which is free:",
    .step_stamps = "The time stamps, with OpenSSL:",
    .glossary = {{{"Fingerprint, hash, SHA-256",
                   "A number of 64 digits computed from a file. Nobody knows how to make two "
                   "files with the same one."},
                  {"Log",
                   "A list to which entries can be added, and in which nothing can be changed or "
                   "taken away without everybody who looks noticing."},
                  {"Entry, leaf",
                   "What the log publishes of an event: a fingerprint of its text and of a secret "
                   "number, which says nothing about anybody."},
                  {"Opening",
                   "The text of an event with its secret number: what shows what an "
                   "entry stands for."},
                  {"Checkpoint", "The log's signed statement of how long it is and what is in it."},
                  {"Witness",
                   "A program, run by somebody else than the log's keeper as a rule, that signs "
                   "checkpoints, and never two that contradict each other."},
                  {"Time stamp",
                   "A statement by an authority for time, signed, that a fingerprint "
                   "was there at a time."}}}};

}  // namespace lodestar::ledger::internal
