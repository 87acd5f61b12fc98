// SPDX-License-Identifier: Apache-2.0
// lodestar ledger: a transparency log in a folder.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/utc.h"
#include "cli.h"
#include "commands.h"
#include "io/input.h"
#include "io/new_file.h"
#include "ledger/proof.h"
#include "ledger_custody.h"
#include "ledger_fsck.h"
#include "ledger_map.h"
#include "ledger_monitor.h"
#include "ledger_private.h"
#include "ledger_push.h"
#include "ledger_rotate.h"
#include "ledger_serve.h"
#include "log/tile_files.h"
#include "log_files.h"
#include "open_log.h"
#include "payload_key.h"
#include "trust.h"

namespace lodestar::app {
namespace {

struct Typed {
  std::string folder, origin, policy, leaves = "private", lines, out, index,
                                      listen = "127.0.0.1:8080", type = "document", reason;
  std::string key, subject_file, labels;
  std::vector<std::string> files;
  bool are_records = false, catches_up = false;
  PrivateMaking making;
  Rotation rotation;
};

Status init(const Typed& typed, const std::stop_token& stop) {
  std::string text;
  std::optional<std::string_view> policy;
  if (!typed.policy.empty()) policy = text = LODESTAR_TRY(read_policy_text(typed.policy));
  LODESTAR_TRY(check_shown_whole("--origin", typed.origin));
  // First what may fail, so that a second try finds nothing half made.
  LODESTAR_TRY(LogFiles::check_place(typed.folder));
  const bool is_closed = typed.leaves == "private";
  if (is_closed) LODESTAR_TRY(check_making(typed.making));
  if (!is_closed && typed.making != PrivateMaking{}) {
    return Error{Code::invalid,
                 "--period, --increment and --key-file are for private logs; a log of any leaves "
                 "publishes at once and encrypts nothing"};
  }
  if (is_closed && !typed.making.key_file.empty()) {
    LODESTAR_TRY(make_payload_key(typed.making.key_file));
  }
  LODESTAR_TRY(LogFiles::begin(typed.folder, typed.origin, policy));
  if (is_closed) LODESTAR_TRY(make_private(typed.folder, typed.making));
  const auto leaves = is_closed ? LogKind::Leaves::records : LogKind::Leaves::any;
  const LogFiles files =
      LODESTAR_TRY(LogFiles::make(typed.folder, typed.origin, {leaves, policy.has_value()}));
  // Witnesses cannot know the key before it is printed.
  if (!files.policy) LODESTAR_TRY(open_log(files, {}, stop));
  fmt::print("{}\n", to_string(files.signer.verifier()));
  if (!files.policy) return {};
  fmt::print(stderr,
             "give this key to its witnesses: nothing is published before a quorum of them stands "
             "by it\n");
  return {};
}

// For whoever lost what init printed.
Status print_keys(const Typed& typed) {
  const LogFiles files = LODESTAR_TRY(LogFiles::read(typed.folder));
  fmt::print("{}\n", to_string(files.signer.verifier()));
  if (files.next) fmt::print("{}\n", to_string(files.next->verifier()));
  return {};
}

// Entries that come together are acknowledged together.
Status add_entries(log::Log& log, std::span<const std::string_view> entries) {
  constexpr std::size_t kAtOnce = 4096;
  for (std::size_t i = 0; i < entries.size(); i += kAtOnce) {
    const auto some = entries.subspan(i, std::min(kAtOnce, entries.size() - i));
    const std::uint64_t first = LODESTAR_TRY(log.add(some));
    std::string said;
    for (std::size_t k = 0; k < some.size(); ++k)
      fmt::format_to(std::back_inserter(said), "{}\n", first + k);
    fmt::print("{}", said);
  }
  return {};
}

// What one command adds is held until the disk has it, so that all of it is measured before any of
// it is added.
constexpr std::size_t kMostLines = 1'000'000, kMostLineBytes = std::size_t{1} << 30;

Result<std::vector<std::string_view>> lines_of(std::string_view bytes, const std::string& file,
                                               std::size_t longest) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const auto place = [&] { return fmt::format("{}:{}", file, lines.size() + 1); };
    if (end - at > longest) {
      return Error{Code::invalid,
                   fmt::format("{}: an entry of {} bytes; at most {} fit: log its hash instead",
                               place(), end - at, longest)};
    }
    if (lines.size() == kMostLines || end > kMostLineBytes) {
      return Error{Code::limited,
                   fmt::format("{}: at most {} lines and {} bytes are added at once, and nothing "
                               "was: divide the file before this line",
                               place(), kMostLines, kMostLineBytes)};
    }
    lines.push_back(bytes.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

Status publish(const Typed& typed, const std::stop_token& stop) {
  const LogFiles files = LODESTAR_TRY(LogFiles::read(typed.folder));
  if (is_private(files)) {
    const OpenLog open = LODESTAR_TRY(open_private(files, {.asks = Asks::witnesses}, stop));
    const auto most = typed.catches_up ? log::CatchUp::all : log::CatchUp::a_month;
    const std::uint64_t before = open.closed->published().size;
    const ledger::TreeHead head = LODESTAR_TRY(open.closed->publish(now_s(), stop, most));
    fmt::print("{}\n", head.size);
    if (head.size == before) {
      fmt::print(stderr, "lodestar: nothing is due before {}\n",
                 say_time(open.closed->next_publication_s(now_s())));
    }
    return {};
  }
  const OpenLog open = LODESTAR_TRY(open_log(files, {}, stop));
  const ledger::TreeHead head = LODESTAR_TRY(open.log->publish(stop));
  fmt::print("{}\n", head.size);
  return {};
}

// The numbers that were printed are for good only where this is the log's newest copy. `witnesses`
// is null for a log that asks none.
Error not_published(const std::string& folder, const log::Witnesses* witnesses, const Error& why) {
  const std::string_view numbers =
      witnesses == nullptr || witnesses->is_clear()
          ? "keep their numbers"
          : "their numbers hold if this is the log's newest copy, which too few witnesses can say";
  return Error{why.code, fmt::format("the entries are in the log, but not published yet: {}; they "
                                     "are on the disk, and {}: lodestar ledger publish {} tries "
                                     "again",
                                     why.message, numbers, folder)};
}

struct Entries {
  std::vector<std::string> files;  // of their bytes
  io::Input lines;
  std::vector<std::string_view> all;
};

// As they are stored, packed or not: those are the bytes that a proof is for.
Result<Entries> read_entries(const Typed& typed, std::size_t longest, const std::stop_token& stop) {
  const io::Small entry{"an entry", longest};
  Entries entries;
  for (const std::string& name : typed.files) {
    auto bytes = io::read_small(name, entry, stop);
    if (!bytes && bytes.error().code == Code::limited) {
      return Error{Code::invalid, bytes.error().message + ": log its hash instead"};
    }
    entries.files.push_back(LODESTAR_TRY(std::move(bytes)));
  }
  entries.all.assign(entries.files.begin(), entries.files.end());
  if (typed.lines.empty()) return entries;
  entries.lines = LODESTAR_TRY(io::open_input(typed.lines, stop));
  const auto lines = LODESTAR_TRY(lines_of(entries.lines.bytes(), typed.lines, longest));
  entries.all.insert(entries.all.end(), lines.begin(), lines.end());
  return entries;
}

// Whoever stops it wants to know what is in the log.
Error not_added(Error why) {
  if (why.code == Code::cancelled) why.message += "; nothing was added";
  return why;
}

Status add(const Typed& typed, const std::stop_token& stop) {
  if (typed.files.empty() && typed.lines.empty()) {
    return Error{Code::invalid,
                 "nothing to add: name files, or --lines FILE; '-' is standard input"};
  }
  if (std::ranges::count(typed.files, "-") + (typed.lines == "-" ? 1 : 0) > 1) {
    return Error{Code::invalid, "'-' twice: standard input can be read once"};
  }
  const LogFiles files = LODESTAR_TRY(LogFiles::read(typed.folder));
  const bool is_closed = is_private(files);
  const auto entries =
      read_entries(typed, is_closed ? ledger::kLongestRecord : ledger::kLongestEntry, stop);
  if (!entries) return not_added(entries.error());
  if (is_closed) {
    return add_records(typed.folder, entries->all, {typed.type, typed.are_records}, stop);
  }
  if (typed.are_records) {
    return Error{Code::invalid, "--records is for private logs; this one takes any bytes"};
  }
  const auto open = open_log(files, {}, stop);
  if (!open) return not_added(open.error());
  LODESTAR_TRY(add_entries(*open->log, entries->all));
  const auto published = open->log->publish(stop);
  if (published) return {};
  return not_published(typed.folder, open->witnesses.get(), published.error());
}

Status print_checkpoint(const Typed& typed) {
  const LogFiles files = LODESTAR_TRY(LogFiles::read(typed.folder));
  const std::string bytes = LODESTAR_TRY(files.published());
  LODESTAR_TRY(files.verify(bytes));
  fmt::print("{}", bytes);
  return {};
}

Result<std::uint64_t> parse_index(const std::string& text) {
  std::uint64_t index = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error == std::errc() && end == text.data() + text.size()) return index;
  return Error{Code::invalid, fmt::format("'{}' is no index: give a number from 0 on", text)};
}

Result<ledger::LeafOf> find_entry(const std::string& folder, const std::string& typed,
                                  std::uint64_t size) {
  const std::uint64_t index = LODESTAR_TRY(parse_index(typed));
  if (index < size) return ledger::LeafOf{.index = index, .size = size};
  return Error{Code::not_found,
               fmt::format("{}: no entry {}: the published tree has {}, and grows when it is "
                           "published next",
                           folder, index, size)};
}

// Of what is public alone, so that who proves need not be who can sign.
Status prove(const Typed& typed) {
  const std::string folder = typed.folder + "/public";
  const std::string bytes = LODESTAR_TRY(read_published(typed.folder));
  ledger::LogProof proof{.checkpoint = LODESTAR_TRY(ledger::parse_note(bytes))};
  const auto head = LODESTAR_TRY(ledger::parse_checkpoint(proof.checkpoint.text)).head;
  proof.index = LODESTAR_TRY(find_entry(typed.folder, typed.index, head.size)).index;
  proof.hashes = LODESTAR_TRY(log::prove_entry(folder, proof.index, head));
  return io::write_new_file(typed.out, to_string(proof), 0644);
}

Result<LogFiles> read_private(const std::string& folder) {
  LogFiles files = LODESTAR_TRY(LogFiles::read(folder));
  if (is_private(files)) return files;
  return Error{Code::invalid,
               fmt::format("{}: a log of any leaves keeps nothing behind its entries", folder)};
}

Status open_entry(const Typed& typed) {
  const LogFiles files = LODESTAR_TRY(read_private(typed.folder));
  const std::string bytes = LODESTAR_TRY(files.published());
  const auto head = LODESTAR_TRY(files.verify(bytes)).head;
  const std::uint64_t index = LODESTAR_TRY(parse_index(typed.index));
  return write_opening(files, {.index = index, .size = head.size}, typed.out);
}

Status erase(const Typed& typed, const std::stop_token& stop) {
  const LogFiles files = LODESTAR_TRY(read_private(typed.folder));
  const std::uint64_t index = LODESTAR_TRY(parse_index(typed.index));
  const OpenLog open = LODESTAR_TRY(open_private(files, {}, stop));
  const std::uint64_t receipt = LODESTAR_TRY(open.closed->erase(index, typed.reason));
  fmt::print("{}\n", receipt);
  return {};
}

Status check(const Typed& typed, const std::stop_token& stop) {
  if (is_mirror(typed.folder)) return check_mirror(typed.folder, stop);
  return check_log(LODESTAR_TRY(LogFiles::read(typed.folder)), stop);
}

Status serve(const Typed& typed, const std::stop_token& stop) {
  return serve_log(LODESTAR_TRY(LogFiles::read(typed.folder)), typed.listen, stop);
}

// Completeness of private logs (ledger_map.h).
void add_map_verbs(Typed& typed, const auto& verb) {
  CLI::App* proving =
      verb("prove-all", "Write the proof of all entries about a subject, or that there are none",
           [](const Typed& t) -> Status {
             return prove_all(LODESTAR_TRY(read_private(t.folder)), t.subject_file, t.out);
           });
  proving->add_option("--subject-file", typed.subject_file, "The subject; - for standard input")
      ->required();
  proving->add_option("--out", typed.out, "Where, such as case.completeness")->required();
  CLI::App* labelling =
      verb("map-labels", "Write what an auditor of the maps needs", [](const Typed& t) -> Status {
        return write_map_labels(LODESTAR_TRY(read_private(t.folder)), t.out);
      });
  labelling->add_option("--out", typed.out, "Where, such as labels.bin")->required();
  CLI::App* auditing =
      verb("audit-maps", "Check that every entry is in one list of each map", [](const Typed& t) {
        return audit_maps(t.folder + "/public", t.labels, {.key = t.key, .policy = t.policy});
      });
  auditing->add_option("--labels", typed.labels, "What map-labels wrote")->required();
  auditing->add_option("--key", typed.key, "The log's verifier key, as init printed it");
  auditing->add_option("--policy", typed.policy, "Logs and witnesses to believe");
}

Status change_key(const Typed& typed) {
  Rotation rotation = typed.rotation;
  rotation.folder = typed.folder;
  return rotate(rotation);
}

void add_openings(Typed& typed, const auto& verb) {
  CLI::App* opening =
      verb("open", "Write what opens an entry of a private log: its record and salt", open_entry);
  opening->add_option("index", typed.index, "The entry's index")->required();
  opening->add_option("--out", typed.out, "Where, such as entry.opening")->required();
  CLI::App* erasing =
      verb("erase", "Destroy what an entry of a private log stands for; print the receipt's index",
           erase);
  erasing->add_option("index", typed.index, "The entry's index")->required();
  erasing->add_option("--reason", typed.reason, "Kept in the receipt: name nobody here");
}

void add_rotation(Typed& typed, const auto& verb) {
  CLI::App* rotating =
      verb("rotate", "Make the log's next key, and sign with both for a while", change_key);
  rotating->add_flag("--finish", typed.rotation.finishes,
                     "Drop the old key, once witnesses and verifiers know the new one");
  rotating->add_option("--lost", typed.rotation.lost_key,
                       "The verifier key of a key that is lost: a new one takes its place");
}

}  // namespace

void add_ledger(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* ledger = app.add_subcommand("ledger", "Keep a transparency log in a folder");
  ledger->require_subcommand(1);
  const auto verb = [&](const char* name, const char* says, auto act) {
    CLI::App* command = ledger->add_subcommand(name, says);
    command->add_option("folder", typed->folder, "The log's folder")->required();
    command->callback([typed, &run, act] {
      run = [typed, act](const std::stop_token& stop) -> Status {
        if constexpr (std::is_invocable_v<decltype(act), const Typed&, const std::stop_token&>) {
          return act(*typed, stop);
        } else {
          return act(*typed);
        }
      };
    });
    return command;
  };
  CLI::App* making = verb("init", "Make a log, and print the key that verifies it", init);
  making->add_option("--origin", typed->origin, "Its name, such as log.example.org/evidence")
      ->required();
  making->add_option("--policy", typed->policy,
                     "Publish only what a quorum of this policy's witnesses stands by");
  making
      ->add_option("--leaves", typed->leaves,
                   "private: entries say nothing, and what they stand for lies encrypted beside "
                   "the log; any: entries are the bytes that are added, for anybody to read")
      ->check(CLI::IsMember({"private", "any"}))
      ->capture_default_str();
  making->add_option("--key-file", typed->making.key_file,
                     "Private: the key of what is encrypted; made if it is not there. Keep it "
                     "outside the log's folder and its copies");
  making
      ->add_option("--period", typed->making.period_s,
                   "Private: seconds from one publication to the next")
      ->capture_default_str();
  making
      ->add_option("--increment", typed->making.increment,
                   "Private: entries that each publication adds, padding among them")
      ->capture_default_str();
  verb("key", "Print the key that verifies it again; while it changes, both", print_keys);
  CLI::App* adding =
      verb("add", "Add entries, and print their indexes once the disk has them", add);
  adding->add_option("files", typed->files, "Each an entry; - for standard input");
  adding->add_option("--lines", typed->lines,
                     "A file whose lines are entries, at most a million and 1 GiB; - likewise");
  adding->add_option("--type", typed->type, "Private: what each is, a word such as document")
      ->capture_default_str();
  adding->add_flag("--records", typed->are_records,
                   "Private: each begins with its own lines 'type', 'subject', 'previous'");
  verb("publish", "Publish what was added and is not yet, and print the size", publish)
      ->add_flag("--catch-up", typed->catches_up,
                 "Private: also where more than a month is due, as the clock is right");
  verb("checkpoint", "Print the published checkpoint", print_checkpoint);
  CLI::App* proving = verb("prove", "Write the proof that an entry is in the log", prove);
  proving->add_option("index", typed->index, "The entry's index")->required();
  proving->add_option("--out", typed->out, "Where, such as entry.tlog-proof")->required();
  add_openings(*typed, verb);
  CLI::App* serving = verb("serve", "Serve the log over HTTP until stopped", serve);
  serving->add_option("--listen", typed->listen, "ADDRESS:PORT; port 0: any that is free")
      ->capture_default_str();
  add_map_verbs(*typed, verb);
  verb("fsck", "Compute everything again and say what differs", check);
  add_rotation(*typed, verb);
  add_ledger_monitor(*ledger, run);
  add_ledger_push(*ledger, run);
  add_custody(*ledger, run);
}

}  // namespace lodestar::app
