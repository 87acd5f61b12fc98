// SPDX-License-Identifier: Apache-2.0
//   log <vkey> [<url>]                     fields are parted by spaces and tabs; # starts a comment
//   witness <name> <vkey> [<url>]          where it is the first character of a line that is none
//   group <name> all|any|<k> <name>...
//   quorum <name>|none                     exactly one
//
// Where the specification leaves room: a last line without a newline is refused, because a file cut
// off there could mean something else; "none" can be neither defined nor a member; k may start with
// zeroes; a log's key may be of any kind that we know, a witness's of one that tells its time.
#include "ledger/policy.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/assert.h"
#include "ledger/internal/lines.h"
#include "text/encoding.h"

namespace lodestar::ledger {
namespace {

using internal::shown;
using Fields = std::vector<std::string_view>;

bool is_allowed(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
}

Fields split(std::string_view line) {
  Fields fields;
  while (true) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (line.empty()) return fields;
    fields.push_back(line.substr(0, line.find_first_of(" \t")));
    line.remove_prefix(fields.back().size());
  }
}

std::optional<std::size_t> parse_count(std::string_view text) {
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(text.begin(), text.end(), count);
  if (error != std::errc() || end != text.end()) return {};
  return count;
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : lines_("reading a policy", bytes) {}

  Result<Policy> read() {
    for (auto line = lines_.next(); line; line = lines_.next()) {
      if (line->ends_with('\r'))
        return lines_.error("ends as lines of Windows do (CR LF): save it with LF alone");
      if (line->starts_with(text::kUtf8Mark))
        return lines_.error("begins with a byte order mark: save it as UTF-8 without one");
      if (!std::ranges::all_of(*line, is_allowed))
        return lines_.error("holds a control character: " + shown(*line));
      fields_ = split(*line);
      if (!fields_.empty() && !fields_[0].starts_with('#')) LODESTAR_TRY(take_line());
    }
    if (!lines_.rest().empty()) return lines_.error("does not end with a newline");
    if (!has_quorum_) return Error{Code::invalid, "reading a policy: it has no quorum line"};
    return std::move(policy_);
  }

 private:
  Error error(std::size_t field, std::string_view message) const {
    return lines_.error(fmt::format(
        "field {} {}{}", field + 1, message,
        field < fields_.size() ? fmt::format(": {}", shown(fields_[field])) : std::string()));
  }

  Status expect_fields(std::size_t least, std::size_t most) const {
    if (fields_.size() < least) return error(fields_.size(), "is missing");
    if (fields_.size() > most) return error(most, "is one too many");
    return {};
  }

  Status take_line() {
    if (fields_[0] == "log") return take_log();
    if (fields_[0] == "witness") return take_witness();
    if (fields_[0] == "group") return take_group();
    if (fields_[0] == "quorum") return take_quorum();
    return error(0, "is none of log, witness, group and quorum");
  }

  Result<VerifierKey> read_key(std::size_t field, std::set<std::string>& known) const {
    auto key = parse_verifier_key(fields_[field]);
    if (!key) return error(field, "is no key (" + key.error().message + ")");
    if (!known.insert(key->key).second) return error(field, "is a key for the second time");
    return key;
  }

  std::string url(std::size_t field) const {
    return field < fields_.size() ? std::string(fields_[field]) : std::string();
  }

  Status take_log() {
    LODESTAR_TRY(expect_fields(2, 3));
    VerifierKey key = LODESTAR_TRY(read_key(1, log_keys_));
    policy_.logs.push_back({std::move(key), url(2)});
    return {};
  }

  Status define(std::size_t field, Voter voter) {
    if (fields_[field] == "none") return error(field, "is a name that has its meaning already");
    if (!voters_.emplace(fields_[field], voter).second)
      return error(field, "is a name for the second time");
    return {};
  }

  Status take_witness() {
    LODESTAR_TRY(expect_fields(3, 4));
    VerifierKey key = LODESTAR_TRY(read_key(2, witness_keys_));
    if (key.kind == KeyKind::ed25519) return error(2, "is a key that makes no cosignatures");
    LODESTAR_TRY(define(1, {Voter::Kind::witness, policy_.witnesses.size()}));
    policy_.witnesses.push_back({std::string(fields_[1]), std::move(key), url(3), lines_.number()});
    return {};
  }

  Result<Voter> read_voter(std::size_t field) const {
    const auto voter = voters_.find(fields_[field]);
    if (voter == voters_.end()) return error(field, "is a name that no line before this defines");
    return voter->second;
  }

  Status take_group() {
    LODESTAR_TRY(expect_fields(4, fields_.size()));
    PolicyGroup group{.name = std::string(fields_[1])};
    group.members.reserve(fields_.size() - 3);
    for (std::size_t field = 3; field < fields_.size(); ++field) {
      group.members.push_back(LODESTAR_TRY(read_voter(field)));
      if (!members_.insert(fields_[field]).second)
        return error(field, "is a member for the second time");
    }
    const std::size_t all = group.members.size();
    const auto least = fields_[2] == "any"   ? std::optional<std::size_t>(1)
                       : fields_[2] == "all" ? std::optional(all)
                                             : parse_count(fields_[2]);
    if (!least || *least < 1 || *least > all)
      return error(2, fmt::format("is none of all, any and 1 to {}", all));
    group.least = *least;
    LODESTAR_TRY(define(1, {Voter::Kind::group, policy_.groups.size()}));
    policy_.groups.push_back(std::move(group));
    return {};
  }

  Status take_quorum() {
    LODESTAR_TRY(expect_fields(2, 2));
    if (has_quorum_) return error(0, "is there for the second time");
    has_quorum_ = true;
    if (fields_[1] != "none") policy_.quorum = LODESTAR_TRY(read_voter(1));
    return {};
  }

  internal::Lines lines_;
  Fields fields_;
  Policy policy_;
  bool has_quorum_ = false;
  std::map<std::string_view, Voter> voters_;
  std::set<std::string_view> members_;
  std::set<std::string> log_keys_, witness_keys_;
};

// Places of the verified signatures' keys: the policy's logs first, its witnesses behind them.
std::vector<VerifierKey> keys_of(const Policy& policy) {
  std::vector<VerifierKey> keys;
  keys.reserve(policy.logs.size() + policy.witnesses.size());
  for (const PolicyLog& log : policy.logs) keys.push_back(log.key);
  for (const PolicyWitness& witness : policy.witnesses) keys.push_back(witness.key);
  return keys;
}

std::string names_of(const Policy& policy, const std::vector<bool>& has_signed) {
  std::string names;
  for (std::size_t i = 0; i < has_signed.size(); ++i)
    if (has_signed[i]) names += (names.empty() ? "" : ", ") + shown(policy.witnesses[i].name);
  return names.empty() ? "nobody" : names;
}

}  // namespace

Result<Policy> parse_policy(std::string_view bytes) {
  if (bytes.size() > kLongestPolicy) {
    return Error{Code::limited, fmt::format("reading a policy: {} bytes, at most {}", bytes.size(),
                                            kLongestPolicy)};
  }
  return Reader(bytes).read();
}

bool has_quorum(const Policy& policy, const std::vector<bool>& has_signed) {
  LODESTAR_ASSERT(has_signed.size() == policy.witnesses.size());
  std::vector<bool> holds;  // a group's, in their order
  const auto stands = [&](const Voter& voter) -> bool {
    return voter.kind == Voter::Kind::witness ? has_signed[voter.place] : holds[voter.place];
  };
  for (const PolicyGroup& group : policy.groups) {
    holds.push_back(
        std::cmp_greater_equal(std::ranges::count_if(group.members, stands), group.least));
  }
  return !policy.quorum || stands(*policy.quorum);
}

Result<Accepted> accept_checkpoint(const Policy& policy, const Note& note) {
  Accepted accepted{.checkpoint = LODESTAR_TRY(parse_checkpoint(note.text))};
  const std::string& origin = accepted.checkpoint.origin;
  std::set<std::size_t> logs;
  std::map<std::size_t, std::uint64_t> times;
  for (const Verified& line : LODESTAR_TRY(verify_note(note, keys_of(policy)))) {
    if (line.key >= policy.logs.size()) {
      std::uint64_t& time_s = times[line.key - policy.logs.size()];
      time_s = std::max(time_s, line.time_s);
    } else if (policy.logs[line.key].key.name == origin) {
      logs.insert(line.key);
    }
  }
  if (logs.empty()) {
    return Error{Code::forbidden,
                 fmt::format("accepting a checkpoint of {}: no key of that origin which the policy "
                             "knows has signed it",
                             shown(origin))};
  }
  std::vector<bool> has_signed(policy.witnesses.size());
  for (const auto& [witness, time_s] : times) has_signed[witness] = true;
  if (!has_quorum(policy, has_signed)) {
    return Error{Code::forbidden,
                 fmt::format("accepting a checkpoint of {}: the policy's quorum is not reached; "
                             "witnesses who stand by it: {}",
                             shown(origin), names_of(policy, has_signed))};
  }
  accepted.logs.assign(logs.begin(), logs.end());
  for (const auto& [witness, time_s] : times) accepted.witnesses.push_back({witness, time_s});
  return accepted;
}

std::vector<std::string> faults_of_cosignatures(const Policy& policy, const Note& note) {
  std::vector<std::string> faults;
  std::vector<bool> has_signed(policy.witnesses.size());
  auto line = static_cast<std::size_t>(std::ranges::count(note.text, '\n')) + 1;
  for (const SignatureLine& signature : note.signatures) {
    ++line;
    const Note alone{.text = note.text, .signatures = {signature}};
    for (std::size_t i = 0; i < policy.witnesses.size(); ++i) {
      const PolicyWitness& witness = policy.witnesses[i];
      if (witness.key.id != signature.id || witness.key.name != signature.name) continue;
      if (verify_note(alone, std::span(&witness.key, 1))) {
        has_signed[i] = true;
      } else {
        faults.push_back(fmt::format("line {}: the signature of witness {} does not hold", line,
                                     shown(witness.name)));
      }
    }
  }
  if (!has_quorum(policy, has_signed)) {
    faults.push_back(fmt::format(
        "the policy's quorum is not met by what stands there; witnesses who stand by it: {}",
        names_of(policy, has_signed)));
  }
  return faults;
}

}  // namespace lodestar::ledger
