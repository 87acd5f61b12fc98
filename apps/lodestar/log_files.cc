// SPDX-License-Identifier: Apache-2.0
#include "log_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "base/printable.h"
#include "http/client.h"
#include "io/files.h"
#include "io/random.h"
#include "ledger/leaf.h"
#include "log/fsck.h"
#include "log/tile_files.h"
#include "log/witnesses.h"

namespace lodestar::app {
namespace {

std::string key_of(const std::string& folder) { return folder + "/private/key"; }
std::string next_key_of(const std::string& folder) { return folder + "/private/next-key"; }
std::string retired_of(const std::string& folder) { return folder + "/private/retired-keys"; }
std::string policy_of(const std::string& folder) { return folder + "/private/policy"; }

// What the format allows, and we cannot ask.
Status check_urls(const std::string& path, const ledger::Policy& policy) {
  for (const ledger::PolicyWitness& witness : policy.witnesses) {
    const Status fit = witness.url.empty() ? Status() : http::check_url(witness.url);
    if (!fit) {
      return Error{Code::invalid,
                   fmt::format("{}: line {}: witness {} cannot be asked: {}", path, witness.line,
                               to_printable(witness.name), fit.error().message)};
    }
  }
  return {};
}

// A log is under a policy so that others stand by what it signs.
Status check_asks(const ledger::Policy& policy) {
  if (policy.quorum) return log::check_askable(policy);
  return Error{Code::invalid,
               "its quorum is none, so that no witness would be asked for: name a witness or a "
               "group behind 'quorum', or leave the policy out"};
}

Result<ledger::Policy> parse_policy(const std::string& path, std::string_view bytes) {
  auto policy = ledger::parse_policy(bytes);
  Status fit = policy ? check_asks(*policy) : Status(policy.error());
  if (fit) return policy;
  return Error{fit.error().code, fmt::format("{}: {}", path, fit.error().message)};
}

std::string shape_of(const std::string& folder) { return folder + "/private/shape"; }

std::string words_of(const LogKind& kind) {
  return fmt::format("leaves {}\npolicy {}\n",
                     kind.leaves == LogKind::Leaves::records ? "private" : "any",
                     kind.has_policy ? "required" : "none");
}

std::optional<LogKind> find_kind(std::string_view words) {
  using enum LogKind::Leaves;
  for (const LogKind::Leaves leaves : {any, records}) {
    for (const bool has_policy : {false, true}) {
      const LogKind kind{.leaves = leaves, .has_policy = has_policy};
      if (words_of(kind) == words) return kind;
    }
  }
  return {};
}

Status put_new_key(const std::string& path, const std::string& origin, const LogKind& kind) {
  const auto seed = LODESTAR_TRY(io::random_bytes<32>());
  const auto line = ledger::Signer::write(origin, ledger::KeyKind::ed25519, seed);
  return io::put_durably(io::system_files(), path, line.reveal() + "\n" + words_of(kind));
}

// Of private logs alone.
constexpr std::array kOfPrivateLogs = {"shape",    "key-file", "payload-key",
                                       "waiting",  "payloads", "payload-keys",
                                       "incoming", "erased",   "map"};

// Such a file or folder, if one lies there.
Result<std::optional<std::string>> find_of_private_log(const std::string& folder) {
  const auto names = io::system_files().list(folder + "/private");
  if (!names && names.error().code == Code::not_found) return std::optional<std::string>();
  if (!names) return names.error();
  const auto found = std::ranges::find_first_of(*names, kOfPrivateLogs);
  if (found == names->end()) return std::optional<std::string>();
  return std::optional(folder + "/private/" + *found);
}

// Behind its key belong two lines, of which it names those that what lies there tells.
Error says_nothing(const std::string& folder, const std::string& path) {
  const auto of_private = find_of_private_log(folder);
  const bool is_private = !of_private || of_private->has_value();
  const bool has_policy = io::system_files().size(policy_of(folder)).has_value();
  return {Code::corrupt,
          fmt::format("{}: it does not say what the log is: restore it from its copy. Behind the "
                      "key belong two lines, {}, and {}",
                      path,
                      is_private ? "'leaves private', as private files are there"
                                 : "'leaves private' or 'leaves any'",
                      has_policy ? "'policy required', as there is one"
                                 : "'policy required' or 'policy none'")};
}

struct KeyFile {
  ledger::Signer signer;
  LogKind kind;
};
Result<KeyFile> parse_key_file(const std::string& folder, const std::string& path,
                               std::string bytes) {
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  const auto kind = find_kind(std::string_view(bytes).substr(std::min(end + 1, bytes.size())));
  bytes.resize(end);
  auto signer = ledger::Signer::parse(Sensitive(std::move(bytes)));
  if (!signer) return Error{Code::corrupt, fmt::format("{}: {}", path, signer.error().message)};
  if (kind) return KeyFile{*std::move(signer), *kind};
  return says_nothing(folder, path);
}

// A log that published under a policy has cosignatures beside its own: they tell their time, which
// no damage to a name makes of one of the log's.
Result<bool> is_cosigned(const std::string& folder, const std::string& origin) {
  const auto bytes = io::system_files().read(folder + "/public/checkpoint");
  if (!bytes && bytes.error().code == Code::not_found) return false;
  if (!bytes) return bytes.error();
  const auto note = ledger::parse_note(*bytes);
  if (!note) return false;  // which is found elsewhere
  return std::ranges::any_of(note->signatures, [&](const ledger::SignatureLine& line) {
    return line.name != origin && line.signature.size() != sizeof(crypto::Ed25519Signature);
  });
}

Error no_policy(const std::string& folder) {
  return {Code::corrupt,
          fmt::format("{}: the log is under a policy, and that file is gone: nothing is added or "
                      "signed without its witnesses. Bring it back from its copy, or write it "
                      "again from their keys",
                      policy_of(folder))};
}

// Whatever is lost, a log does not become one of another kind.
Status check_kind(const LogFiles& files) {
  const std::string& folder = files.folder;
  if (files.kind.leaves == LogKind::Leaves::any) {
    if (const auto found = LODESTAR_TRY(find_of_private_log(folder))) {
      return Error{Code::corrupt,
                   fmt::format("{}: a log of any leaves has no such file: the key and it are not "
                               "of one log, or the key's file was changed. Nothing is added: it "
                               "would be published for anybody to read",
                               *found)};
    }
  }
  if (files.policy) return {};
  if (files.kind.has_policy) return no_policy(folder);
  const bool was_under_one = LODESTAR_TRY(is_cosigned(folder, files.signer.verifier().name));
  return was_under_one ? Status(no_policy(folder)) : Status();
}

// Whether what is published is a private log's: all of the first bundle are leaves. Strangers may
// add one to a log of any leaves, before others do.
Result<bool> has_private_leaves(const std::string& folder) {
  const auto bytes = LODESTAR_TRY(io::system_files().read(folder + "/public/checkpoint"));
  const auto note = LODESTAR_TRY(ledger::parse_note(bytes));
  const auto size = LODESTAR_TRY(ledger::parse_checkpoint(note.text)).head.size;
  if (size == 0) return false;
  const auto entries = LODESTAR_TRY(log::read_bundle(folder + "/public", 0, size));
  return std::ranges::all_of(
      entries, [](const std::string& entry) { return ledger::parse_leaf(entry).has_value(); });
}

// Where the key that said it is lost: what the other files say, if nothing of them is lost too.
Result<LogKind> guess_kind(const std::string& folder, const std::string& origin) {
  io::Files& files = io::system_files();
  LogKind kind{.leaves = LogKind::Leaves::any,
               .has_policy = files.size(policy_of(folder)).has_value()};
  if (!kind.has_policy && LODESTAR_TRY(is_cosigned(folder, origin))) return no_policy(folder);
  if (files.size(shape_of(folder))) {
    kind.leaves = LogKind::Leaves::records;
    return kind;
  }
  const bool was_private = LODESTAR_TRY(find_of_private_log(folder)).has_value();
  if (!was_private && !LODESTAR_TRY(has_private_leaves(folder))) return kind;
  return Error{Code::corrupt, fmt::format("{}: this was a private log, and that file is gone "
                                          "too: bring it back from its copy first",
                                          shape_of(folder))};
}

// A log that cannot go on gets no new key: first what is lost has to come back.
Status check_rest(const std::string& folder, LogKind::Leaves leaves) {
  if (leaves == LogKind::Leaves::records && !io::system_files().size(shape_of(folder))) {
    return Error{Code::corrupt, fmt::format("{}: it is gone, and without it nothing is added to a "
                                            "private log or published: restore it from a copy",
                                            shape_of(folder))};
  }
  const log::FsckOptions options;
  const auto checked = log::fsck_journal(folder, options);
  if (!checked && checked.error().code == Code::not_found) return {};  // nothing is published yet
  if (!checked) return checked.error();
  if (checked->findings.empty()) return {};
  const log::Finding& first = checked->findings.front();
  return Error{Code::corrupt, fmt::format("{}/{}: {}: restore it from a copy, or look with fsck",
                                          folder, first.path, first.what)};
}

// None where there is no file.
Result<std::vector<ledger::VerifierKey>> read_retired(const std::string& folder) {
  const auto bytes = io::system_files().read(retired_of(folder));
  std::vector<ledger::VerifierKey> keys;
  if (!bytes && bytes.error().code == Code::not_found) return keys;
  if (!bytes) return bytes.error();
  for (std::string_view rest = *bytes; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    auto key = ledger::parse_verifier_key(rest.substr(0, end));
    if (!key) {
      return Error{Code::corrupt, fmt::format("{}: {}", retired_of(folder), key.error().message)};
    }
    keys.push_back(*std::move(key));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return keys;
}

Status retire(const std::string& folder, std::vector<ledger::VerifierKey> retired,
              const ledger::VerifierKey& key) {
  if (std::ranges::find(retired, key) != retired.end()) return {};  // a second try
  retired.push_back(key);
  std::string lines;
  for (const auto& one : retired) lines += to_string(one) + "\n";
  return io::put_durably(io::system_files(), retired_of(folder), lines);
}

// What an attempt to make a log that ended before there was a key may have left in private: the key
// comes last. Nothing is sealed or signed with it yet.
constexpr std::array kOfHalfMade = {"policy",          "policy.new", "payload-key",
                                    "payload-key.new", "key-file",   "key-file.new",
                                    "shape",           "shape.new",  "key.new"};
bool is_of_half_made(std::string_view name) {
  return std::ranges::find(kOfHalfMade, name) != kOfHalfMade.end();
}

Status clear_half_made(const std::string& folder) {
  for (const std::string_view name : kOfHalfMade) {
    const Status removed = io::system_files().remove(fmt::format("{}/private/{}", folder, name));
    if (!removed && removed.error().code != Code::not_found) return removed;
  }
  return {};
}

// A log that lost its key is a log still.
Error no_key(const std::string& folder) {
  if (!io::system_files().size(folder + "/public/checkpoint")) {
    return {Code::not_found,
            fmt::format("{}: no log is here: lodestar ledger init makes one", folder)};
  }
  return {Code::not_found,
          fmt::format("{}: the log's key is gone: bring private/key back from its copy, or, if "
                      "there is none, give it a new one: lodestar ledger rotate {} --lost, with "
                      "the old key's line",
                      folder, folder)};
}

// Held while keys change: whoever has the log open goes on signing with those that it read.
class Lock {
 public:
  static Result<Lock> hold(const std::string& folder) {
    auto handle = io::system_files().lock(folder + "/private/lock");
    if (handle) return Lock(*handle);
    return Error{
        handle.error().code,
        fmt::format("{}: stop what has this log open first, such as ledger serve", folder)};
  }
  Lock(Lock&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}
  Lock& operator=(Lock&&) = delete;
  ~Lock() {
    if (handle_ >= 0) io::system_files().close(handle_);
  }

 private:
  explicit Lock(io::Files::Handle handle) : handle_(handle) {}
  io::Files::Handle handle_;
};

}  // namespace

Status LogFiles::check_place(const std::string& folder) {
  io::Files& files = io::system_files();
  if (const auto known = files.read(key_of(folder)); known) {
    return Error{
        Code::conflict,
        fmt::format("{}: there is a log already: lodestar ledger key prints its key", folder)};
  } else if (known.error().code != Code::not_found) {
    return known.error();
  }
  for (const std::string inside : {"", "/private"}) {
    const auto names = files.list(folder + inside);
    if (!names && names.error().code == Code::not_found) return {};
    if (!names) return names.error();
    for (const std::string& name : *names) {
      if (inside.empty() ? name == "private" : is_of_half_made(name)) continue;
      return Error{Code::conflict,
                   fmt::format("{}: there is something else already, such as {}: a log is made in "
                               "a folder that is new or empty",
                               folder, to_printable((inside + "/" + name).substr(1)))};
    }
  }
  return {};
}

Status LogFiles::begin(const std::string& folder, const std::string& origin,
                       std::optional<std::string_view> policy) {
  if (!ledger::is_key_name(origin)) {
    return Error{Code::invalid, fmt::format("--origin {}: no spaces and no '+', please; such as "
                                            "log.example.org/evidence",
                                            origin)};
  }
  if (policy) {
    LODESTAR_TRY(check_urls("--policy", LODESTAR_TRY(parse_policy("--policy", *policy))));
  }
  io::Files& files = io::system_files();
  LODESTAR_TRY(check_place(folder));
  LODESTAR_TRY(io::make_folder_durably(files, folder, 0755));
  LODESTAR_TRY(io::make_folder_durably(files, folder + "/private", 0700));
  LODESTAR_TRY(clear_half_made(folder));
  return policy ? io::put_durably(files, policy_of(folder), *policy) : Status();
}

Result<LogFiles> LogFiles::make(const std::string& folder, const std::string& origin,
                                const LogKind& kind) {
  LODESTAR_TRY(put_new_key(key_of(folder), origin, kind));
  return read(folder);
}

Result<LogFiles> LogFiles::read(const std::string& folder) {
  auto bytes = io::system_files().read(key_of(folder));
  if (!bytes) {
    if (bytes.error().code != Code::not_found) return bytes.error();
    return no_key(folder);
  }
  warn_of_readers(key_of(folder));
  KeyFile key = LODESTAR_TRY(parse_key_file(folder, key_of(folder), *std::move(bytes)));
  LogFiles files{.folder = folder,
                 .signer = std::move(key.signer),
                 .kind = key.kind,
                 .next = {},
                 .retired = LODESTAR_TRY(read_retired(folder)),
                 .policy = {}};
  auto next = io::system_files().read(next_key_of(folder));
  if (next) {
    files.next.emplace(
        LODESTAR_TRY(parse_key_file(folder, next_key_of(folder), *std::move(next))).signer);
  } else if (next.error().code != Code::not_found) {
    return next.error();
  }
  const auto policy = io::system_files().read(policy_of(folder));
  if (policy) files.policy = LODESTAR_TRY(parse_policy(policy_of(folder), *policy));
  if (!policy && policy.error().code != Code::not_found) return policy.error();
  LODESTAR_TRY(check_kind(files));
  return files;
}

Status LogFiles::begin_rotation(const std::string& folder) {
  const Lock lock = LODESTAR_TRY(Lock::hold(folder));
  const LogFiles files = LODESTAR_TRY(read(folder));
  if (files.next) {
    return Error{Code::conflict,
                 fmt::format("{}: its key is changing already: --finish ends that", folder)};
  }
  LODESTAR_TRY(check_rest(folder, files.kind.leaves));
  return put_new_key(next_key_of(folder), files.signer.verifier().name, files.kind);
}

Status LogFiles::finish_rotation(const std::string& folder, const ledger::VerifierKey& next) {
  io::Files& disk = io::system_files();
  const Lock lock = LODESTAR_TRY(Lock::hold(folder));
  const LogFiles files = LODESTAR_TRY(read(folder));
  if (!files.next || files.next->verifier() != next) {
    return Error{Code::conflict, fmt::format("{}: somebody else changes its key", folder)};
  }
  LODESTAR_TRY(check_rest(folder, files.kind.leaves));
  LODESTAR_TRY(retire(folder, files.retired, files.signer.verifier()));
  LODESTAR_TRY(disk.rename(next_key_of(folder), key_of(folder)));
  return disk.sync_folder(folder + "/private");
}

Status LogFiles::replace_lost(const std::string& folder, const ledger::VerifierKey& old) {
  const Lock lock = LODESTAR_TRY(Lock::hold(folder));
  if (const auto known = io::system_files().read(key_of(folder)); known) {
    return Error{Code::conflict, fmt::format("{}: its key is not lost", folder)};
  } else if (known.error().code != Code::not_found) {
    return known.error();
  }
  const auto bytes = LODESTAR_TRY(read_published(folder));
  const auto note = LODESTAR_TRY(ledger::parse_note(bytes));
  LODESTAR_TRY(ledger::verify_note(note, std::span(&old, 1)));
  const LogKind kind = LODESTAR_TRY(guess_kind(folder, old.name));
  LODESTAR_TRY(check_rest(folder, kind.leaves));
  LODESTAR_TRY(retire(folder, LODESTAR_TRY(read_retired(folder)), old));
  return put_new_key(key_of(folder), old.name, kind);
}

std::string LogFiles::sign(const ledger::TreeHead& head) const {
  const std::string text =
      to_string(ledger::Checkpoint{.origin = signer.verifier().name, .head = head});
  ledger::Note note{.text = text, .signatures = {signer.sign(text)}};
  if (next) note.signatures.push_back(next->sign(text));
  return to_string(note);
}

Result<ledger::Checkpoint> LogFiles::verify(std::string_view checkpoint) const {
  const auto note = LODESTAR_TRY(ledger::parse_note(checkpoint));
  std::vector<ledger::VerifierKey> keys = retired;
  keys.push_back(signer.verifier());
  if (next) keys.push_back(next->verifier());
  LODESTAR_TRY(ledger::verify_note(note, keys));
  return ledger::parse_checkpoint(note.text);
}

std::vector<std::string> LogFiles::faults_of_cosignatures(std::string_view checkpoint) const {
  if (!policy) return {};
  const auto note = ledger::parse_note(checkpoint);
  if (!note) return {note.error().message};
  return ledger::faults_of_cosignatures(*policy, *note);
}

Result<std::string> LogFiles::policy_text() const {
  return io::system_files().read(policy_of(folder));
}

Result<std::string> LogFiles::published() const { return read_published(folder); }

Result<std::string> read_published(const std::string& folder) {
  const std::string path = folder + "/public/checkpoint";
  auto bytes = io::system_files().read(path);
  if (bytes || bytes.error().code != Code::not_found) return bytes;
  return Error{Code::not_found,
               fmt::format("{}: there is none: nothing is published yet, which 'lodestar ledger "
                           "publish' does once its witnesses stand by it; or it was lost",
                           path)};
}

void warn_of_readers(const std::string& path) {
  using std::filesystem::perms;
  std::error_code error;
  const auto mode = std::filesystem::status(path, error).permissions();
  if (error || (mode & (perms::group_all | perms::others_all)) == perms::none) return;
  fmt::print(stderr,
             "lodestar: {}: others than its owner have access to it: chmod 600, and change it if "
             "somebody may have used that\n",
             path);
}

}  // namespace lodestar::app
