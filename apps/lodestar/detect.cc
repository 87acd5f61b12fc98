// SPDX-License-Identifier: Apache-2.0
// lodestar detect: read, analyse, write.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "base/counted.h"
#include "base/printable.h"
#include "cli.h"
#include "commands.h"
#include "detect/analysis.h"
#include "detect/graphml.h"
#include "detect/outputs.h"
#include "detect/pseudonym.h"
#include "detect/read_postings.h"
#include "detect/run_record.h"
#include "detect/weights.h"
#include "detect/write_review.h"
#include "io/digest.h"
#include "io/input.h"
#include "io/output.h"
#include "io/progress.h"
#include "packs.h"
#include "region.h"
#include "state.h"

namespace lodestar::app {
namespace {

// The options as typed; nothing is checked yet.
struct Typed {
  std::vector<std::string> files;
  std::string out, state, packs, weights, pseudonyms;
  std::vector<std::string> columns;
  std::string format, delimiter, encoding, sheet, region;
  bool has_no_header = false;
  std::uint64_t header_row = 0;  // 0: to be found
  bool is_quiet = false;
  unsigned threads = std::max(1U, std::thread::hardware_concurrency());
};

// The inputs and the postings that point into them.
struct Loaded {
  std::vector<io::Input> inputs;
  std::vector<detect::Source> sources;
  std::vector<std::string> digests;  // of the files as stored, in the order of sources
  detect::PostingsRead read;
  std::size_t kept = 0;  // sources of the state; they come first
  std::uint64_t milliseconds = 0;
};

using Clock = std::chrono::steady_clock;

std::uint64_t milliseconds_since(Clock::time_point began) {
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began);
  return static_cast<std::uint64_t>(took.count());
}

// Another program may write to a file that is being read. What was gone when it was wanted came as
// zeros: nothing made from them may be kept.
Status check_whole(const Loaded& loaded) {
  for (const auto& input : loaded.inputs) {
    if (!input.file.was_cut()) continue;
    return Error{Code::conflict,
                 fmt::format("{}: another program cut this file short while it was read; nothing "
                             "was written: wait until the file is whole, then run again",
                             to_printable(input.path))};
  }
  return {};
}

Result<char> parse_delimiter(const std::string& typed) {
  if (typed == "tab" || typed == "\\t") return '\t';
  if (typed.size() == 1 && typed != "\"" && typed != "\n" && typed != "\r") return typed[0];
  return Error{Code::invalid,
               fmt::format("--delimiter {}: it must be one character, or 'tab'", typed)};
}

Result<table::ToldColumn> parse_told(const std::string& typed) {
  const std::size_t equals = typed.find('=');
  if (equals == std::string::npos || equals + 1 == typed.size()) {
    return Error{Code::invalid, fmt::format("--column {}: write it as text=NAME", typed)};
  }
  auto column = table::parse_column(typed.substr(0, equals));
  if (!column) {
    return Error{Code::invalid, fmt::format("--column {}: {}", typed, column.error().message)};
  }
  return table::ToldColumn{.column = *column, .name = typed.substr(equals + 1)};
}

Result<detect::ReadOptions> parse_read_options(const Typed& typed) {
  detect::ReadOptions options;
  if (!typed.format.empty()) options.format = LODESTAR_TRY(detect::parse_format(typed.format));
  if (!typed.delimiter.empty()) options.delimiter = LODESTAR_TRY(parse_delimiter(typed.delimiter));
  if (!typed.encoding.empty()) {
    options.encoding = LODESTAR_TRY(text::parse_encoding(typed.encoding));
  }
  for (const auto& column : typed.columns) {
    const auto told = LODESTAR_TRY(parse_told(column));
    const auto other = std::ranges::find(options.columns, told.column, &table::ToldColumn::column);
    if (other != options.columns.end()) {
      return Error{Code::invalid,
                   fmt::format("--column {0}={1} and {0}={2}: {0} is read from one column",
                               table::to_string(told.column), other->name, told.name)};
    }
    options.columns.push_back(told);
  }
  options.sheet = typed.sheet;
  options.has_header = !typed.has_no_header;
  if (typed.header_row > 0) options.header_row = typed.header_row;
  return options;
}

Error stopped() { return {Code::cancelled, "stopped; nothing was written"}; }

// How each new input was read; where nothing is to be said, the warnings only.
void tell_notes(const Loaded& loaded, bool is_quiet) {
  for (std::size_t i = loaded.kept; i < loaded.read.notes.size(); ++i) {
    if (is_quiet && !loaded.read.read_as[i].warns()) continue;
    const std::string line = to_printable(loaded.read.notes[i]) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);  // fmt would throw where nobody listens
  }
}

// A file and its copy, packed or not: read twice, each of its postings would count double.
bool is_copy(const io::Input& input, std::span<const io::Input> before) {
  const auto copied = std::ranges::find(before, input.bytes(), &io::Input::bytes);
  if (copied == before.end()) return false;
  const std::string line =
      fmt::format("{}: warning: it is a copy of {}, byte for byte, and was not read again\n",
                  to_printable(input.path), to_printable(copied->path));
  std::fwrite(line.data(), 1, line.size(), stderr);
  return true;
}

Result<Loaded> load(const Typed& typed, detect::ReadOptions options,
                    std::span<const detect::Source> kept, io::Progress& progress) {
  Loaded loaded;
  const auto began = Clock::now();
  loaded.sources.assign(kept.begin(), kept.end());
  loaded.kept = kept.size();
  const auto names = LODESTAR_TRY(io::name_inputs(typed.files));
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < typed.files.size(); ++i) {
    io::Input input = LODESTAR_TRY(io::open_input(typed.files[i], options.stop));
    if (is_copy(input, loaded.inputs)) continue;
    loaded.sources.push_back({.name = names[i], .bytes = input.bytes()});
    bytes += input.bytes().size();
    loaded.inputs.push_back(std::move(input));
  }
  // On a thread of its own, the digests cost no time that reading would not take anyway.
  auto digests = std::async(std::launch::async, [&inputs = loaded.inputs, stop = options.stop] {
    std::vector<std::string> hex;
    hex.reserve(inputs.size());
    for (const auto& input : inputs) hex.push_back(io::digest_hex(input.file.view(), stop));
    return hex;
  });
  progress.begin("reading", bytes, io::Unit::bytes);
  options.progress = [&](std::uint64_t more) { progress.add(more); };
  auto read = detect::read_postings(loaded.sources, options);
  loaded.digests = digests.get();
  progress.end();
  LODESTAR_TRY(check_whole(loaded));
  if (!read) return std::move(read).error();
  if (options.stop.stop_requested()) return stopped();
  loaded.read = *std::move(read);
  loaded.milliseconds = milliseconds_since(began);
  tell_notes(loaded, typed.is_quiet);
  return loaded;
}

using Writer = Status (*)(const detect::Found&, const detect::Sink&);

// Files of the output folder, written as long as nobody asks to stop.
class Files {
 public:
  Files(io::OutputFolder& folder, const std::stop_token& stop) : folder_(folder), stop_(stop) {}

  Result<io::OutputFile> open(const char* name) { return folder_.open(name); }
  detect::Sink into(io::OutputFile& file) const {
    return [this, &file](std::string_view bytes) {
      return stop_.stop_requested() ? Status(stopped()) : file.append(bytes);
    };
  }
  Status write(const char* name, const std::function<Status(const detect::Sink&)>& write) {
    auto file = LODESTAR_TRY(open(name));
    LODESTAR_TRY(write(into(file)));
    return file.close();
  }

 private:
  io::OutputFolder& folder_;
  const std::stop_token& stop_;
};

// What of the input is shown otherwise under pseudonyms: places are while results are made and
// written, names of files where they are written.
struct Sharing {
  HugeVector<std::string_view> places;  // what the input says while others are shown
  detect::ShownNames files;             // of all sources
};

Sharing share(Loaded& loaded, const std::string& region,
              const std::optional<detect::PseudonymKey>& key) {
  Sharing sharing;
  for (const auto& source : loaded.sources) {
    sharing.files[source.name] =
        key ? detect::without_identifiers(source.name, region, *key) : source.name;
  }
  if (!key) return sharing;
  detect::PostingsRead& read = loaded.read;
  sharing.places = detect::places_without_identifiers(read.postings, region, *key, read.arena);
  read.postings.exchange(detect::Field::place, sharing.places);
  return sharing;
}

Status write_skipped(const Loaded& loaded, const detect::ShownNames& names, Files& files) {
  return files.write("skipped.jsonl", [&](const detect::Sink& sink) -> Status {
    std::string line;
    for (const auto& row : loaded.read.skipped) {
      line.clear();
      const std::string& name = names.at(loaded.sources[row.file].name);
      detect::append_skipped(line, {.name = name, .bytes = {}}, loaded.read, row);
      LODESTAR_TRY(sink(line));
    }
    return {};
  });
}

// Every file on a thread of its own, the long ones first.
Status write_results(const detect::Found& found, Files& files, const Parallel& parallel) {
  static constexpr std::pair<const char*, Writer> kFiles[] = {
      {"clusters.jsonl", detect::write_clusters_jsonl},
      {"identifiers.csv", detect::write_identifiers_csv},
      {"graph.graphml", detect::write_graphml},
      {"networks.jsonl", detect::write_networks_jsonl},
      {"postings.csv", detect::write_postings_csv},
      {"leads.jsonl", detect::write_leads_jsonl},
  };
  std::vector<io::OutputFile> opened;
  for (const auto& [name, write] : kFiles) opened.push_back(LODESTAR_TRY(files.open(name)));
  std::vector<Status> ended(opened.size());
  for_blocks(parallel, opened.size(), 1, [&](std::size_t i, std::size_t, unsigned) {
    ended[i] = kFiles[i].second(found, files.into(opened[i]));
    if (ended[i]) ended[i] = opened[i].close();
  });
  for (const Status& status : ended) LODESTAR_TRY(status);
  if (parallel.stop.stop_requested()) return stopped();
  return {};
}

// Steps and how long each took, for the person waiting and for run.json.
class Steps {
 public:
  Steps(io::Progress& progress, std::uint64_t postings)
      : progress_(progress), postings_(postings) {}
  void begin(std::string_view name) {
    end();
    progress_.begin(name, postings_);
    told_ = 0;
    steps_.push_back({.name = std::string(name)});
    began_ = Clock::now();
  }
  // So much more of the step is done; from any thread.
  void add(double share) {
    const auto more = static_cast<std::uint64_t>(share * static_cast<double>(postings_));
    told_ += more;
    progress_.add(more);
  }
  std::vector<detect::RunRecord::Step> end() {
    if (!steps_.empty()) {
      progress_.add(postings_ - std::min<std::uint64_t>(postings_, told_));
      progress_.end();
      steps_.back().milliseconds = milliseconds_since(began_);
    }
    return steps_;
  }

 private:
  io::Progress& progress_;
  std::uint64_t postings_;
  std::atomic<std::uint64_t> told_{0};
  std::vector<detect::RunRecord::Step> steps_;
  Clock::time_point began_{};
};

// What an organisation's decisions taught, and how run.json names it.
struct LearnedWeights {
  detect::Weights weights;
  std::string digest;
};
Result<std::optional<LearnedWeights>> read_weights(const std::string& path) {
  if (path.empty()) return std::optional<LearnedWeights>();
  constexpr std::size_t kLongest = std::size_t{4} << 20;  // bytes
  const std::string bytes =
      LODESTAR_TRY(io::read_small(path, {"weights that a desk has learned", kLongest}));
  return std::optional(LearnedWeights{.weights = LODESTAR_TRY(detect::parse_weights(path, bytes)),
                                      .digest = io::digest_hex(bytes)});
}

detect::RunRecord record_of(const Typed& typed, const std::string& region, const Loaded& loaded,
                            const Packs& packs, const std::optional<LearnedWeights>& learned,
                            const detect::ShownNames& names) {
  detect::RunRecord record{.version = LODESTAR_VERSION, .started = std::time(nullptr)};
  record.parameters = {{"region", region}, {"threads", std::to_string(typed.threads)}};
  if (learned) record.parameters.emplace_back("weights", "sha256:" + learned->digest);
  for (std::size_t i = 0; i < loaded.inputs.size(); ++i) {
    const std::string& name = loaded.sources[loaded.kept + i].name;
    const std::string& note = loaded.read.notes[loaded.kept + i];  // begins with the name
    record.inputs.push_back({.name = names.at(name),
                             .bytes = loaded.inputs[i].file.view().size(),
                             .digest = loaded.digests[i],
                             .note = names.at(name) + note.substr(name.size()),
                             .read_as = loaded.read.read_as[loaded.kept + i]});
  }
  for (std::size_t i = 0; i < packs.all.size(); ++i) {
    record.packs.push_back({.name = packs.all[i].name,
                            .date = packs.dates[i],
                            .digest = io::digest_hex(packs.all[i].bytes)});
  }
  record.skipped_rows = loaded.read.skipped.size();
  record.unknown_times = loaded.read.unknown_times;
  record.html_postings = loaded.read.html_postings;
  for (const auto& row : std::span(loaded.read.skipped)
                             .first(std::min(detect::kMostSkipped, loaded.read.skipped.size()))) {
    record.skipped.push_back({.file = names.at(loaded.sources[row.file].name),
                              .line = row.line,
                              .column = row.column,
                              .reason = loaded.read.reasons[row.reason]});
  }
  return record;
}

// None where no key file was named.
Result<std::optional<detect::PseudonymKey>> read_pseudonym_key(const std::string& path) {
  if (path.empty()) return std::optional<detect::PseudonymKey>();
  constexpr std::size_t kLongest = std::size_t{1} << 20;  // bytes
  const auto file = io::read_small(path, {"a key for pseudonyms", kLongest});
  if (!file) {
    return Error{file.error().code,
                 fmt::format("{}; a key is made with: head -c 32 /dev/urandom > {}",
                             file.error().message, path)};
  }
  return std::optional(LODESTAR_TRY(detect::parse_pseudonym_key(*file)));
}

std::vector<detect::RunRecord::IdentityChange> told(
    std::span<const detect::IdentityChange> changes) {
  std::vector<detect::RunRecord::IdentityChange> told;
  for (const auto& change : changes) {
    const char sort = change.is_network ? 'n' : 'c';
    const bool merged = change.kind == detect::IdentityChange::Kind::merged;
    told.push_back({merged ? "merged" : "split", fmt::format("{}{:016x}", sort, change.from),
                    fmt::format("{}{:016x}", sort, change.to)});
  }
  return told;
}

// What might have tied postings together, and why it does not; empty where nothing was cut.
std::string tell_cuts(const detect::Networks& networks) {
  std::string told;
  for (const auto& [reason, contacts] : detect::count_cuts(networks)) {
    std::string name(detect::to_string(reason));
    std::ranges::replace(name, '_', ' ');
    told += fmt::format("{}{} {}", told.empty() ? "" : ", ", contacts, name);
  }
  if (told.empty()) return {};
  return fmt::format(
      "contacts whose ties were cut: {}; review.html lists them under \"About this run\"\n", told);
}

// The finder of identifiers cannot replace what it does not see.
constexpr std::string_view kStaysReadable =
    "pseudonyms: a contact that was not recognised (wx: lola, a disguise of its own) and names of "
    "people stay readable in texts; look through them before you share\n";

// Rows left out because an id came again, where so many that the column may be none of ids.
std::string tell_repeated(const Loaded& loaded) {
  std::uint64_t repeated = 0;
  for (const auto& read : loaded.read.read_as)
    repeated += read.is_id_doubtful() ? read.repeated_ids : 0;
  if (repeated == 0) return {};
  return fmt::format(" ({} because an earlier row has the same id: see the warning above)",
                     repeated);
}

void summarise(const detect::Analysis& found, const Loaded& loaded, const std::string& out) {
  const std::uint64_t html = loaded.read.html_postings;
  const std::string told_html =
      html == 0 ? "" : fmt::format(", HTML of {} read as plain text", html);
  fmt::print(
      "{}, {} skipped{}{}\n{}, {}, {}, {} for review\n{}"
      "Open {}/review.html in a browser. A lead is a reason to look, not a finding.\n",
      counted(loaded.read.postings.size(), "posting", "postings"),
      counted(loaded.read.skipped.size(), "row", "rows"), tell_repeated(loaded), told_html,
      counted(found.clusters.all.size(), "cluster", "clusters"),
      counted(found.contacts.all.size(), "contact", "contacts"),
      counted(found.networks.all.size(), "network", "networks"),
      counted(found.leads.size(), "lead", "leads"), tell_cuts(found.networks), to_printable(out));
}

// Neither may hold the other: each is replaced whole.
Status check_folders(const Typed& typed) {
  if (typed.state.empty()) return {};
  const auto named = [](const std::string& path) {
    std::error_code failed;
    const auto place = std::filesystem::weakly_canonical(std::filesystem::absolute(path), failed);
    return (place.filename().empty() ? place.parent_path() : place).string() + "/";
  };
  const std::string out = named(typed.out), state = named(typed.state);
  if (!out.starts_with(state) && !state.starts_with(out)) return {};
  return Error{Code::invalid,
               fmt::format("--out {} and --state {}: each needs a folder of its own, "
                           "and neither may lie in the other",
                           typed.out, typed.state)};
}

Status detect_all(const Typed& typed, const std::stop_token& stop) {
  auto options = LODESTAR_TRY(parse_read_options(typed));
  const std::string region = LODESTAR_TRY(parse_region(typed.region));
  options.stop = stop;
  options.has_state = !typed.state.empty();
  const Packs packs = LODESTAR_TRY(read_packs(typed.packs));
  const auto indicators = LODESTAR_TRY(detect::parse_indicator_packs(packs.all));
  const auto learned = LODESTAR_TRY(read_weights(typed.weights));
  const auto key = LODESTAR_TRY(read_pseudonym_key(typed.pseudonyms));
  LODESTAR_TRY(check_folders(typed));
  auto folder = LODESTAR_TRY(io::OutputFolder::create(typed.out, "run.json"));
  io::Progress progress(typed.is_quiet ? io::Progress::Shown::quiet : io::Progress::fitting());
  std::optional<State> state;
  if (!typed.state.empty()) state.emplace(LODESTAR_TRY(State::open(typed.state)));
  const auto kept = state ? state->sources() : std::vector<detect::Source>();
  Loaded loaded = LODESTAR_TRY(load(typed, options, kept, progress));
  const detect::Postings& postings = loaded.read.postings;
  Sharing sharing = share(loaded, region, key);
  const Parallel parallel{.threads = typed.threads, .stop = stop};
  Steps steps(progress, postings.size());
  detect::Analysis analysis =
      LODESTAR_TRY(detect::analyse(postings, indicators,
                                   {.parallel = parallel,
                                    .region = region,
                                    .weights = learned ? &learned->weights : nullptr,
                                    .begin = [&](std::string_view step) { steps.begin(step); },
                                    .progress = [&](double share) { steps.add(share); }}));
  const detect::RunView view = analysis.view(postings);
  const auto pseudonyms =
      key ? detect::make_pseudonyms(analysis.contacts, *key) : std::vector<std::string>();
  std::vector<detect::IdentityChange> changes;
  std::vector<detect::Standing> standing;
  if (state) {
    changes =
        detect::keep_identities(postings, analysis.clusters, analysis.networks, state->known());
    standing = detect::find_standing(view, analysis.leads, state->known());
  }
  const detect::Found found{.run = view,
                            .leads = analysis.leads,
                            .standing = standing,
                            .pseudonyms = pseudonyms,
                            .key = key ? &*key : nullptr,
                            .files = &sharing.files};
  steps.begin("writing");
  Files files(folder, stop);
  LODESTAR_TRY(write_skipped(loaded, sharing.files, files));
  LODESTAR_TRY(write_results(found, files, parallel));
  detect::RunRecord record = record_of(typed, region, loaded, packs, learned, sharing.files);
  record.steps = steps.end();
  record.steps.insert(record.steps.begin(), {"reading", loaded.milliseconds});
  record.identity = told(changes);
  LODESTAR_TRY(files.write("review.html", [&](const detect::Sink& sink) {
    return detect::write_review(found, record, sink);
  }));
  std::string run;
  detect::append_run_json(run, record, found);
  LODESTAR_TRY(folder.write("run.json", run));
  if (key) loaded.read.postings.exchange(detect::Field::place, sharing.places);
  std::optional<State::Next> next;
  if (state) next.emplace(LODESTAR_TRY(state->write_next(postings, {}, stop)));
  if (stop.stop_requested()) return stopped();
  LODESTAR_TRY(check_whole(loaded));
  LODESTAR_TRY(folder.commit());
  if (next) LODESTAR_TRY(next->commit());
  if (!typed.is_quiet) {
    summarise(analysis, loaded, typed.out);
    if (key) fmt::print("{}", kStaysReadable);
  }
  return {};
}

}  // namespace

void add_detect(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command = app.add_subcommand("detect", "Find campaigns and networks in postings");
  command
      ->add_option("files", typed->files,
                   "CSV, JSON Lines or XLSX, plain, .gz or .zst; - is standard input")
      ->required();
  command->add_option("-o,--out", typed->out, "Folder for the results")->required();
  command->add_option("--state", typed->state,
                      "Folder that keeps what is known: today's files join what was found before");
  command->add_option("--packs", typed->packs,
                      "Folder of indicator packs that add to the built-in ones or replace entries");
  command->add_option("--weights", typed->weights,
                      "weights.json of a desk: what its people's decisions taught");
  command->add_option("--pseudonyms", typed->pseudonyms,
                      "For sharing: a key file; numbers, addresses and handles become keyed names");
  command
      ->add_option("--column", typed->columns,
                   "Which column is which, as text=NAME or text=#3; may be repeated. Known: id, "
                   "title, text, time, place, source, author, phone, image_hash")
      ->allow_extra_args(false);
  command->add_option("--format", typed->format, "csv, jsonl or xlsx (else recognised)");
  command->add_option("--delimiter", typed->delimiter, "Between CSV fields (else found out)");
  CLI::Option* no_header =
      command->add_flag("--no-header", typed->has_no_header,
                        "The first row is a posting: columns are called 1, 2, 3 ...");
  command
      ->add_option("--header-row", typed->header_row,
                   "The line of a CSV file, or row of a sheet, with the names (else found out)")
      ->check(CLI::Range(1, 100000))
      ->excludes(no_header);
  command->add_option("--encoding", typed->encoding,
                      "utf-8, utf-16le, utf-16be, windows-1250, windows-1251 or windows-1252 (else "
                      "recognised)");
  command->add_option("--sheet", typed->sheet, "Of an XLSX file (else the first)");
  command->add_option("--region", typed->region,
                      "Country of numbers without a country code, as PT");
  command->add_option("--threads", typed->threads, "Default: all processors")
      ->check(CLI::Range(1, 1024));
  command->add_flag("-q,--quiet", typed->is_quiet, "Say nothing but errors and warnings");
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) { return detect_all(*typed, stop); };
  });
}

}  // namespace lodestar::app
