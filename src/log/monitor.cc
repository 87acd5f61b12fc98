// SPDX-License-Identifier: Apache-2.0
//   state = "lodestar-monitor/v1" LF "since" SP seconds LF "read" SP entries LF checkpoint
//
// A look: the checkpoint is fetched and its signatures are checked. Whatever this log's key has
// signed, here or at a witness, is held against the tree that is known: of two heads the smaller
// must be the beginning of the larger, which is computed from tiles that were proven to be the
// larger one's (internal/proven_tiles.h). So a fork is told from a log that merely fails to show
// its files: the former is proven by two notes alone and for good, the latter may pass.
#include "log/monitor.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/assert.h"
#include "base/printable.h"
#include "base/utc.h"
#include "crypto/sha256.h"
#include "ledger/checkpoint.h"
#include "ledger/leaf.h"
#include "ledger/note.h"
#include "log/internal/proven_tiles.h"

namespace lodestar::log {

using internal::FetchFile;
using ledger::Hash;
using ledger::TreeHead;
using Finding = Sighting::Finding;

namespace {

constexpr std::string_view kForm = "lodestar-monitor/v1";
constexpr std::size_t kMostUnproven = 16;
constexpr std::string_view kForkFiles[] = {"fork-1", "fork-2"};
constexpr std::size_t kMostFindings = 100;
constexpr std::size_t kKeptTileBytes = std::size_t{4} << 20;
constexpr std::uint64_t kEntriesASave = std::uint64_t{64} << 10;
constexpr std::uint64_t kMostSecondsBehind = 600;  // a log behind what its witnesses have seen

// "name number LF"
std::optional<std::uint64_t> take_number(std::string_view& bytes, std::string_view name) {
  const std::string_view line = bytes.substr(0, bytes.find('\n'));
  if (line.size() == bytes.size() || !line.starts_with(name)) return {};
  std::uint64_t number = 0;
  for (const char digit : line.substr(name.size())) {
    if (digit < '0' || digit > '9' || number > (UINT64_MAX - 9) / 10) return {};
    number = 10 * number + static_cast<std::uint64_t>(digit - '0');
  }
  bytes.remove_prefix(line.size() + 1);
  return number;
}

// What a log's key has signed, and who stood by it.
struct Signed {
  std::string note;
  ledger::Accepted accepted;
  const TreeHead& head() const { return accepted.checkpoint.head; }
};

// Tiles that were proven to be a head's, and nodes out of them.
struct Tree {
  Tree(internal::ProvenTiles proven, const TreeHead& of) : tiles(std::move(proven)), head(of) {}
  internal::ProvenTiles tiles;
  TreeHead head;
  ledger::TileReader nodes{[this](const ledger::TileId& tile) { return tiles(tile); },
                           kKeptTileBytes};

  Result<Hash> root_of_first(std::uint64_t entries) {
    std::vector<Hash> whole;
    std::uint64_t before = 0;
    for (unsigned bit = 64; bit-- > 0;) {
      if ((entries >> bit & 1) == 0) continue;
      const ledger::Node node{static_cast<std::uint8_t>(bit), before >> bit};
      whole.push_back(LODESTAR_TRY(nodes.node(node, head.size)));
      before += std::uint64_t{1} << bit;
    }
    return whole.empty() ? ledger::empty_root() : ledger::fold_whole(whole);
  }
};

}  // namespace

bool is_alarm(Oddity oddity) {
  return oddity != Oddity::witness_missing && oddity != Oddity::witness_unhelpful;
}

bool Sighting::has(Oddity oddity) const {
  return std::ranges::any_of(findings, [&](const Finding& one) { return one.oddity == oddity; });
}

bool Sighting::is_alarming() const {
  return std::ranges::any_of(findings, [](const Finding& one) { return is_alarm(one.oddity); });
}

// One look at the log and its witnesses.
class Monitor::Look {
 public:
  Look(Monitor& monitor, std::uint64_t now_s)
      : monitor_(monitor), options_(monitor.options_), state_(monitor.state_), now_s_(now_s) {
    any_quorum_ = options_.policy;
    any_quorum_.quorum.reset();
  }

  Result<Sighting> run() {
    if (monitor_.is_forked_) {
      tell(Oddity::fork, fmt::format("the log was caught with two pasts before: {0}/fork-1 and "
                                     "{0}/fork-2 prove it",
                                     monitor_.folder_));
      return std::move(seen_);
    }
    if (!state_.note.empty()) {
      known_ = LODESTAR_TRY(read_known());
      seen_.head = known().head();
      seen_.read = state_.read;
    }
    std::string note = LODESTAR_TRY(options_.fetch("checkpoint"));
    auto shown = find_signed(std::move(note));
    if (shown) {
      LODESTAR_TRY(follow(*shown));
    } else {
      tell(Oddity::not_signed, fmt::format("the log shows a checkpoint that is none of its own: {}",
                                           shown.error().message));
    }
    if (known_ && !monitor_.is_forked_) LODESTAR_TRY(ask_witnesses());
    if (known_ && !monitor_.is_forked_ && !is_blind_) LODESTAR_TRY(settle_unproven());
    if (known_ && !monitor_.is_forked_) LODESTAR_TRY(look_inside());
    return std::move(seen_);
  }

 private:
  const Signed& known() const {
    LODESTAR_ASSERT(known_.has_value());
    return *known_;
  }

  void tell(Oddity oddity, std::string what) {
    Finding finding{oddity, std::move(what)};
    const bool is_told = std::ranges::find(seen_.findings, finding) != seen_.findings.end();
    if (!is_told && seen_.findings.size() < kMostFindings) {
      seen_.findings.push_back(std::move(finding));
    }
  }

  // A file of the log could not be read.
  Status tell_file(const Error& error, std::string_view while_doing) {
    if (error.code == Code::cancelled) return error;
    const Oddity oddity = error.code == Code::not_found ? Oddity::missing
                          : error.code == Code::corrupt ? Oddity::wrong
                                                        : Oddity::unreachable;
    tell(oddity, fmt::format("{}: {}", while_doing, error.message));
    is_blind_ = true;
    return {};
  }

  // Whether enough witnesses stand by it, is not asked here.
  Result<Signed> find_signed(std::string bytes) const {
    const auto note = LODESTAR_TRY(ledger::parse_note(bytes));
    Signed found{std::move(bytes), LODESTAR_TRY(ledger::accept_checkpoint(any_quorum_, note))};
    const std::string& origin = found.accepted.checkpoint.origin;
    if (known_ && origin != known().accepted.checkpoint.origin) {
      return Error{Code::forbidden,
                   fmt::format("it is of {}, and here {} is watched", to_printable(origin),
                               to_printable(known().accepted.checkpoint.origin))};
    }
    return found;
  }

  Result<Signed> read_known() const {
    auto known = find_signed(state_.note);
    if (known) return known;
    return Error{
        Code::corrupt,
        fmt::format("{}/state: the checkpoint in it is not believed under this policy "
                    "({}): keep a log's old key in the policy, also after it has a new one",
                    monitor_.folder_, known.error().message)};
  }

  // None where the tiles do not allow it, which is told.
  Result<Tree*> tree_of(const TreeHead& head) {
    if (!tree_ || tree_->head != head) {
      auto tiles = internal::ProvenTiles::read(head, options_.fetch);
      if (!tiles) {
        LODESTAR_TRY(tell_file(tiles.error(), fmt::format("the tree of {}", head.size)));
        return nullptr;
      }
      tree_ = std::make_unique<Tree>(*std::move(tiles), head);
    }
    return tree_.get();
  }

  enum class Fit : std::uint8_t { fits, forked, unknown };
  Result<Fit> compare(const TreeHead& one, const TreeHead& other) {
    const bool is_other_larger = other.size > one.size;
    const TreeHead& small = is_other_larger ? one : other;
    const TreeHead& large = is_other_larger ? other : one;
    if (small.size == large.size) return small.root == large.root ? Fit::fits : Fit::forked;
    if (small.size == 0) return small.root == ledger::empty_root() ? Fit::fits : Fit::forked;
    Tree* const tree = LODESTAR_TRY(tree_of(large));
    if (tree == nullptr) return Fit::unknown;
    const auto root = tree->root_of_first(small.size);
    if (root) return *root == small.root ? Fit::fits : Fit::forked;
    LODESTAR_TRY(tell_file(root.error(), fmt::format("that the tree of {} begins with that of {}, "
                                                     "is not shown",
                                                     large.size, small.size)));
    return Fit::unknown;
  }

  Status tell_fork(const Signed& other, std::string_view where) {
    return tell_fork(known(), fmt::format("known since {}", say_time(state_.since_s)), other,
                     where);
  }

  Status tell_fork(const Signed& one, std::string_view whence, const Signed& other,
                   std::string_view where) {
    LODESTAR_TRY(monitor_.keep(kForkFiles[0], one.note));
    LODESTAR_TRY(monitor_.keep(kForkFiles[1], other.note));
    monitor_.is_forked_ = true;
    tell(Oddity::fork,
         fmt::format("the log has signed two pasts: its tree of {} entries, {}, and the one of {} "
                     "that {} cannot both be true; {}/fork-1 and fork-2 prove it",
                     one.head().size, whence, other.head().size, where, monitor_.folder_));
    return {};
  }

  // A signed head that is not taken: it may be half of a fork, whose other half is shown later.
  // None that came before gives way to it, so that no further head can hide the half.
  Status remember(const Signed& shown) {
    std::size_t free = 0;
    std::vector<Signed> before;
    for (std::size_t number = kMostUnproven; number > 0; --number) {
      auto kept = read_unproven(number);
      if (!kept) {
        free = number;
      } else if (kept->head() == shown.head()) {
        return {};
      } else {
        before.push_back(*std::move(kept));
      }
    }
    for (const Signed& kept : before) {
      const Fit fit = LODESTAR_TRY(compare(kept.head(), shown.head()));
      if (fit == Fit::forked) return tell_fork(kept, "shown before", shown, "it shows now");
    }
    return free == 0 ? Status() : monitor_.keep(unproven(free), shown.note);
  }

  static std::string unproven(std::size_t number) {
    return number == 1 ? "unproven" : fmt::format("unproven-{}", number);
  }

  Result<Signed> read_unproven(std::size_t number) const {
    return find_signed(LODESTAR_TRY(
        options_.files->read(fmt::format("{}/{}", monitor_.folder_, unproven(number)))));
  }

  // From what is known to what is shown.
  Status follow(Signed& shown) {
    const bool is_backed = tell_witnesses(shown);
    Fit fit = Fit::fits;
    if (known_) fit = LODESTAR_TRY(compare(known().head(), shown.head()));
    if (fit == Fit::forked) return tell_fork(shown, "it shows now");
    const bool is_smaller = known_ && shown.head().size < known().head().size;
    if (is_smaller) {
      tell(Oddity::shrank,
           fmt::format("the log shows a tree of {} entries, and had signed one of "
                       "{} by {}",
                       shown.head().size, known().head().size, say_time(state_.since_s)));
    }
    if (fit == Fit::unknown) return remember(shown);
    if (is_smaller) return {};
    if (options_.private_log && shown.head().size % options_.private_log->increment != 0) {
      tell(Oddity::off_step, fmt::format("the tree has {} entries, which is no multiple of {}: its "
                                         "growth tells of what happened",
                                         shown.head().size, options_.private_log->increment));
    }
    const bool is_new = !known_ || known().head() != shown.head();
    if (is_backed && is_new) {
      // Its tiles must be there before it counts as seen.
      if (LODESTAR_TRY(tree_of(shown.head())) == nullptr) return remember(shown);
      state_.since_s = now_s_;
      state_.note = shown.note;
      LODESTAR_TRY(monitor_.save());
      seen_.head = shown.head();
      known_ = std::move(shown);
    }
    tell_silence();
    return is_backed || !is_new ? Status() : remember(shown);
  }

  // Whether a quorum stands by it.
  bool tell_witnesses(const Signed& shown) {
    const auto& witnesses = options_.policy.witnesses;
    std::vector<bool> has_signed(witnesses.size());
    for (const ledger::Standing& one : shown.accepted.witnesses) has_signed[one.witness] = true;
    const bool is_backed = has_quorum(options_.policy, has_signed);
    std::string missing;
    for (std::size_t i = 0; i < witnesses.size(); ++i) {
      if (has_signed[i]) continue;
      missing += fmt::format("{}{}", missing.empty() ? "" : ", ", to_printable(witnesses[i].name));
    }
    if (missing.empty()) return is_backed;
    tell(is_backed ? Oddity::witness_missing : Oddity::no_quorum,
         fmt::format("witnesses that do not stand by the tree of {}: {}{}", shown.head().size,
                     missing, is_backed ? "" : "; those who do are not enough for the policy"));
    return is_backed;
  }

  void tell_silence() {
    const std::uint64_t most = options_.most_silent_s;
    if (most == 0 || now_s_ <= state_.since_s || now_s_ - state_.since_s <= most) return;
    tell(Oddity::silent,
         fmt::format("no new checkpoint since {}, {} seconds ago; at most {} are expected",
                     say_time(state_.since_s), now_s_ - state_.since_s, most));
  }

  Status ask_witnesses() {
    if (!options_.ask) return {};
    const auto hash = crypto::to_hex(crypto::sha256({known().accepted.checkpoint.origin}));
    std::vector<std::string> urls;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < options_.policy.witnesses.size(); ++i) {
      std::string url = options_.policy.witnesses[i].url;
      if (url.empty()) continue;
      while (url.ends_with('/')) url.pop_back();
      urls.push_back(fmt::format("{}/{}/checkpoint", url, hash));
      places.push_back(i);
    }
    if (urls.empty()) return {};
    auto answers = options_.ask(urls);
    for (std::size_t i = 0; i < answers.size() && !monitor_.is_forked_; ++i) {
      LODESTAR_TRY(hear(places[i], std::move(answers[i])));
    }
    return {};
  }

  Status hear(std::size_t place, Result<std::string> answer) {
    const std::string name = to_printable(options_.policy.witnesses[place].name);
    auto other = answer ? find_signed(*std::move(answer)) : Result<Signed>(answer.error());
    if (!other) {
      tell(Oddity::witness_unhelpful,
           fmt::format("witness {} shows nothing of this log: {}", name, other.error().message));
      return {};
    }
    const Fit fit = LODESTAR_TRY(compare(known().head(), other->head()));
    if (fit == Fit::forked) return tell_fork(*other, fmt::format("witness {} shows", name));
    if (fit == Fit::unknown) {
      tell(Oddity::hidden, fmt::format("witness {} has seen a tree of {} entries, and the log does "
                                       "not show how it fits",
                                       name, other->head().size));
      return remember(*other);
    }
    std::uint64_t time_s = 0;
    for (const ledger::Standing& one : other->accepted.witnesses) {
      time_s = std::max(time_s, one.time_s);
    }
    const bool is_late = now_s_ > time_s && now_s_ - time_s > kMostSecondsBehind;
    if (other->head().size > known().head().size && is_late) {
      tell(Oddity::hidden,
           fmt::format("witness {} has seen a tree of {} entries by {}, and the "
                       "log shows only {}",
                       name, other->head().size, say_time(time_s), known().head().size));
    }
    return {};
  }

  // What could not be held against the known tree before, may be now.
  Status settle_unproven() {
    for (std::size_t number = 1; number <= kMostUnproven; ++number) {
      const auto other = read_unproven(number);
      if (!other || other->head().size > known().head().size) continue;
      const Fit fit = LODESTAR_TRY(compare(known().head(), other->head()));
      if (fit == Fit::forked) return tell_fork(*other, "was shown before");
      if (fit == Fit::unknown) return {};  // the known tree's files are not there
      LODESTAR_TRY(
          options_.files->remove(fmt::format("{}/{}", monitor_.folder_, unproven(number))));
    }
    return {};
  }

  // New entries, in order; where one bundle cannot be had, the next look begins with it.
  Status look_inside() {
    if (!options_.reads_entries || state_.read >= known().head().size) return {};
    Tree* const tree = LODESTAR_TRY(tree_of(known().head()));
    if (tree == nullptr) return {};
    const std::uint64_t size = known().head().size;
    std::uint64_t saved = state_.read;
    Status ended;
    while (ended && state_.read < size && !is_stuck_) {
      if (options_.stop.stop_requested()) {
        ended = Error{Code::cancelled, "a stop was asked for"};
      } else {
        ended = read_bundle(*tree, state_.read / ledger::kTileWidth);
      }
      if (state_.read - saved >= kEntriesASave) {
        LODESTAR_TRY(monitor_.save());
        saved = state_.read;
      }
    }
    if (state_.read != saved) LODESTAR_TRY(monitor_.save());
    seen_.read = state_.read;
    return ended;
  }

  Status read_bundle(Tree& tree, std::uint64_t index) {
    const auto bundle = ledger::tile_of(ledger::TileId::kEntries, index, tree.head.size);
    const auto hashes = tree.tiles(ledger::tile_of(0, index, tree.head.size));
    const auto found = hashes ? internal::fetch_tile(options_.fetch, bundle)
                              : Result<internal::FoundTile>(hashes.error());
    if (!found) {
      is_stuck_ = true;
      return tell_file(found.error(), fmt::format("entries from {}", index * ledger::kTileWidth));
    }
    const auto entries = ledger::parse_bundle(found->bytes, found->width);
    if (!entries) {
      is_stuck_ = true;
      tell(Oddity::wrong, fmt::format("{}: {}", found->path, entries.error().message));
      return {};
    }
    const std::uint64_t first = state_.read % ledger::kTileWidth;
    for (std::uint64_t i = first; i < bundle.width; ++i) {
      check_entry(index * ledger::kTileWidth + i, (*entries)[i], (*hashes)[i], found->path);
    }
    if (!is_stuck_) state_.read = index * ledger::kTileWidth + bundle.width;
    return {};
  }

  void check_entry(std::uint64_t index, std::string_view entry, const Hash& hash,
                   const std::string& path) {
    if (ledger::hash_leaf(entry) != hash) {
      is_stuck_ = true;
      tell(Oddity::wrong, fmt::format("{}: entry {} is not the one that was signed", path, index));
    } else if (options_.private_log && !ledger::parse_leaf(entry)) {
      tell(Oddity::not_a_leaf, fmt::format("entry {} is no leaf of a private log: it may say "
                                           "something about somebody",
                                           index));
    }
  }

  Monitor& monitor_;
  const MonitorOptions& options_;
  State& state_;
  ledger::Policy any_quorum_;
  std::uint64_t now_s_;
  std::optional<Signed> known_;
  std::unique_ptr<Tree> tree_;
  bool is_blind_ = false;  // to some of the tree
  bool is_stuck_ = false;  // behind a bundle
  Sighting seen_;
};

Result<std::unique_ptr<Monitor>> Monitor::open(const std::string& folder, MonitorOptions options) {
  io::Files& files = *options.files;
  LODESTAR_TRY(io::make_folder_durably(files, folder, 0700));
  const io::Files::Handle lock = LODESTAR_TRY(files.lock(folder + "/lock"));
  std::unique_ptr<Monitor> monitor(new Monitor(folder, std::move(options), lock));
  LODESTAR_TRY(monitor->load());
  return monitor;
}

Monitor::~Monitor() { options_.files->close(lock_); }

Status Monitor::load() {
  const auto evidence = options_.files->read(fmt::format("{}/{}", folder_, kForkFiles[1]));
  if (!evidence && evidence.error().code != Code::not_found) return evidence.error();
  is_forked_ = evidence.has_value();
  const auto bytes = options_.files->read(folder_ + "/state");
  if (!bytes && bytes.error().code == Code::not_found) return {};
  if (!bytes) return bytes.error();
  std::string_view rest = *bytes;
  const bool is_known = rest.starts_with(kForm) && rest.substr(kForm.size()).starts_with('\n');
  if (is_known) rest.remove_prefix(kForm.size() + 1);
  const auto since_s = is_known ? take_number(rest, "since ") : std::nullopt;
  const auto read = since_s ? take_number(rest, "read ") : std::nullopt;
  if (!read) return Error{Code::corrupt, folder_ + "/state: this is no monitor's memory"};
  state_ = {.since_s = *since_s, .read = *read, .note = std::string(rest)};
  return {};
}

Status Monitor::save() {
  return keep("state", fmt::format("{}\nsince {}\nread {}\n{}", kForm, state_.since_s, state_.read,
                                   state_.note));
}

Status Monitor::keep(std::string_view name, std::string_view note) {
  return io::put_durably(*options_.files, fmt::format("{}/{}", folder_, name), note);
}

Result<Sighting> Monitor::look(std::uint64_t now_s) { return Look(*this, now_s).run(); }

}  // namespace lodestar::log
