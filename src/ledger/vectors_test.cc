// SPDX-License-Identifier: Apache-2.0
// The vectors of tests/vectors/ledger: one test a file, each case judged as it says.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "ledger/completeness.h"
#include "ledger/internal/lines.h"
#include "ledger/leaf.h"
#include "ledger/mirror.h"
#include "ledger/proof.h"
#include "ledger/witness.h"
#include "support/hex.h"
#include "support/public_data.h"

namespace lodestar::ledger {
namespace {

using nlohmann::json;

std::string name_of(Code code) {
  static const std::map<Code, std::string> kNames = {
      {Code::invalid, "invalid"},     {Code::forbidden, "forbidden"},
      {Code::not_found, "not_found"}, {Code::conflict, "conflict"},
      {Code::limited, "limited"},     {Code::unavailable, "unavailable"},
      {Code::corrupt, "corrupt"},     {Code::internal, "internal"}};
  return kNames.at(code);
}

std::string input_of(const json& c) {
  return c.contains("input") ? c["input"].get<std::string>()
                             : from_base64(c["input_base64"].get<std::string>()).value_or("");
}

std::string text_of(const Hash& hash) {
  const std::string line = internal::to_line(hash);
  return line.substr(0, line.size() - 1);
}
Hash hash_of(const json& text) {
  return internal::parse_hash(text.get<std::string>()).value_or(Hash{});
}

std::vector<VerifierKey> keys_of(const json& lines) {
  std::vector<VerifierKey> keys;
  for (const auto& line : lines) {
    const auto parts = line.get<std::string>();
    const std::size_t first = parts.find('+'), second = parts.find('+', first + 1);
    const std::string key = from_base64(parts.substr(second + 1)).value_or("");
    const auto kind = static_cast<KeyKind>(key[0]);
    const std::string name = parts.substr(0, first);
    keys.push_back({name, key_id(name, kind, key.substr(1)), kind, key.substr(1)});
  }
  return keys;
}

// Judges every case of a file; `check` looks closer at what was accepted.
void judge(const std::string& file, const auto& judge_input, const auto& check) {
  const auto path = std::string(LODESTAR_SOURCE_DIR) + "/tests/vectors/ledger/" + file + ".json";
  const json vectors = json::parse(lodestar::testing::read_whole(path));
  EXPECT_GE(vectors["cases"].size(), 14U);
  for (const json& c : vectors["cases"]) {
    SCOPED_TRACE(file + ": " + c["name"].get<std::string>() + ": " + c["why"].get<std::string>());
    const auto result = judge_input(c);
    EXPECT_EQ(result.has_value(), c["accepted"].get<bool>())
        << (result ? "" : result.error().message);
    if (result && c["accepted"]) check(c, *result);
    if (!result && c.contains("error")) {
      EXPECT_EQ(json(name_of(result.error().code)), c["error"]);
    }
  }
}

TEST(Vectors, verifier_keys) {
  judge(
      "verifier_keys", [](const json& c) { return parse_verifier_key(input_of(c)); },
      [](const json& c, const VerifierKey& key) {
        const json read = {{"name", key.name},
                           {"id", fmt::format("{:08x}", key.id)},
                           {"kind", static_cast<int>(key.kind)},
                           {"key", to_base64(key.key)}};
        EXPECT_EQ(read, c["key"]);
        EXPECT_EQ(to_string(key), input_of(c));
      });
}

TEST(Vectors, signer_keys) {
  judge(
      "signer_keys", [](const json& c) { return Signer::parse(Sensitive(input_of(c))); },
      [](const json& c, const Signer& signer) {
        EXPECT_EQ(json(to_string(signer.verifier())), c["verifier"]);
      });
}

TEST(Vectors, notes) {
  judge(
      "notes", [](const json& c) { return parse_note(input_of(c)); },
      [](const json& c, const Note& note) {
        EXPECT_EQ(json(note.text), c["text"]);
        json read = json::array();
        for (const SignatureLine& line : note.signatures) {
          read.push_back({{"name", line.name},
                          {"id", fmt::format("{:08x}", line.id)},
                          {"signature", to_base64(line.signature)}});
        }
        EXPECT_EQ(read, c["signatures"]);
      });
}

void judge_signatures(const std::string& file) {
  judge(
      file,
      [](const json& c) -> Result<std::vector<Verified>> {
        const Note note = LODESTAR_TRY(parse_note(input_of(c)));
        return verify_note(note, keys_of(c["keys"]));
      },
      [](const json& c, const std::vector<Verified>& verified) {
        json read = json::array();
        for (const Verified& v : verified) {
          read.push_back({{"line", v.line}, {"key", v.key}, {"time_s", std::to_string(v.time_s)}});
        }
        EXPECT_EQ(read, c["verified"]);
      });
}
TEST(Vectors, signatures) { judge_signatures("signatures"); }
TEST(Vectors, cosignatures) { judge_signatures("cosignatures"); }
TEST(Vectors, ml_dsa_cosignatures) { judge_signatures("ml_dsa_cosignatures"); }

TEST(Vectors, checkpoints) {
  judge(
      "checkpoints", [](const json& c) { return parse_checkpoint(input_of(c)); },
      [](const json& c, const Checkpoint& checkpoint) {
        EXPECT_EQ(json(checkpoint.origin), c["origin"]);
        EXPECT_EQ(json(std::to_string(checkpoint.head.size)), c["size"]);
        EXPECT_EQ(json(text_of(checkpoint.head.root)), c["root"]);
        EXPECT_EQ(json(checkpoint.extensions), c["extensions"]);
        EXPECT_EQ(to_string(checkpoint), input_of(c));
      });
}

// Whether the witnesses of that set, one letter each, are enough.
bool is_enough(const Policy& policy, const std::string& set) {
  std::vector<bool> has_signed;
  has_signed.reserve(policy.witnesses.size());
  for (const PolicyWitness& witness : policy.witnesses)
    has_signed.push_back(witness.name.size() == 1 && set.contains(witness.name));
  return has_quorum(policy, has_signed);
}

TEST(Vectors, policies) {
  judge(
      "policies",
      [](const json& c) {
        auto policy = parse_policy(input_of(c));
        if (!policy && c.value("line", 0) != 0) {
          EXPECT_NE(policy.error().message.find(fmt::format("line {} ", c["line"].get<int>())),
                    std::string::npos)
              << policy.error().message;
        }
        return policy;
      },
      [](const json& c, const Policy& policy) {
        EXPECT_EQ(policy.logs.size(), c["logs"]);
        EXPECT_EQ(policy.witnesses.size(), c["witnesses"]);
        EXPECT_EQ(policy.groups.size(), c["groups"]);
        for (const json& set : c["enough"]) EXPECT_TRUE(is_enough(policy, set)) << set;
        for (const json& set : c["not_enough"]) EXPECT_FALSE(is_enough(policy, set)) << set;
      });
}

TEST(Vectors, accepted) {
  judge(
      "accepted",
      [](const json& c) -> Result<Accepted> {
        const Policy policy = LODESTAR_TRY(parse_policy(c["policy"].get<std::string>()));
        return accept_checkpoint(policy, LODESTAR_TRY(parse_note(input_of(c))));
      },
      [](const json& c, const Accepted& accepted) {
        json read = json::array();
        for (const Standing& s : accepted.witnesses)
          read.push_back({{"witness", s.witness}, {"time_s", std::to_string(s.time_s)}});
        EXPECT_EQ(read, c["witnesses"]);
        EXPECT_EQ(json(accepted.logs), c["logs"]);
      });
}

TEST(Vectors, proof_forms) {
  judge(
      "proof_forms", [](const json& c) { return parse_log_proof(input_of(c)); },
      [](const json& c, const LogProof& proof) {
        EXPECT_EQ(json(std::to_string(proof.index)), c["index"]);
        EXPECT_EQ(proof.hashes.size(), c["hashes"]);
        EXPECT_EQ(json(to_base64(proof.extra)), c["extra_base64"]);
        EXPECT_EQ(to_string(proof), input_of(c));
      });
}

TEST(Vectors, proofs) {
  judge(
      "proofs",
      [](const json& c) -> Result<Accepted> {
        const Policy policy = LODESTAR_TRY(parse_policy(c["policy"].get<std::string>()));
        const LogProof proof = LODESTAR_TRY(parse_log_proof(input_of(c)));
        return verify_proof(policy, proof, hash_of(c["leaf_hash"]));
      },
      [](const json& c, const Accepted& accepted) {
        std::vector<std::size_t> read;
        read.reserve(accepted.witnesses.size());
        for (const Standing& standing : accepted.witnesses) read.push_back(standing.witness);
        EXPECT_EQ(json(read), c["witnesses"]);
      });
}

TEST(Vectors, completeness) {
  judge(
      "completeness",
      [](const json& c) -> Result<Covered> {
        const Policy policy = LODESTAR_TRY(parse_policy(c["policy"].get<std::string>()));
        const Completeness proof = LODESTAR_TRY(parse_completeness(input_of(c)));
        return verify_completeness(policy, proof, c["subject"].get<std::string>());
      },
      [](const json& c, const Covered& covered) {
        EXPECT_EQ(json(covered.size), c["size"]);
        const Completeness proof = parse_completeness(input_of(c)).value();
        std::vector<std::uint64_t> indexes;
        for (const ListEntry& entry : proof.entries) indexes.push_back(entry.index);
        EXPECT_EQ(json(indexes), c["entries"]);
        EXPECT_EQ(to_string(proof), input_of(c));
      });
}

TEST(Vectors, witness_requests) {
  judge(
      "witness_requests", [](const json& c) { return parse_add_checkpoint(input_of(c)); },
      [](const json& c, const AddCheckpoint& request) {
        EXPECT_EQ(json(std::to_string(request.old_size)), c["old_size"]);
        EXPECT_EQ(request.proof.size(), c["proof"]);
        EXPECT_EQ(to_string(request), input_of(c));
      });
}

Result<Decision> decide_case(const json& c) {
  const AddCheckpoint request = LODESTAR_TRY(parse_add_checkpoint(input_of(c)));
  const Signer signer = LODESTAR_TRY(Signer::parse(Sensitive(c["signer"].get<std::string>())));
  const std::vector<VerifierKey> keys = keys_of(c["known"]["keys"]);
  const std::uint64_t size = std::stoull(c["known"]["size"].get<std::string>());
  const KnownLog known{keys, {size, hash_of(c["known"]["root"])}};
  Decision decision =
      decide(known, request, std::span(&signer, 1), std::stoull(c["time_s"].get<std::string>()));
  EXPECT_EQ(decision.answer.status, c["status"]);
  if (c.contains("body")) {
    EXPECT_EQ(json(decision.answer.body), c["body"]);
  }
  if (c.contains("content_type")) {
    EXPECT_EQ(json(decision.answer.content_type), c["content_type"]);
  }
  EXPECT_EQ(decision.latest.has_value(), c.contains("latest"));
  if (decision.answer.status != 200) return Error{Code::internal, decision.answer.body};
  return decision;
}

TEST(Vectors, witness_decisions) {
  judge("witness_decisions", decide_case, [](const json& c, const Decision& decision) {
    EXPECT_EQ(json(std::to_string(decision.latest->size)), c["latest"]["size"]);
    EXPECT_EQ(json(text_of(decision.latest->root)), c["latest"]["root"]);
  });
}

TEST(Vectors, subtree_requests) {
  judge(
      "subtree_requests", [](const json& c) { return parse_sign_subtree(input_of(c)); },
      [](const json& c, const SignSubtree& request) {
        EXPECT_EQ(json(std::to_string(request.range.start)), c["start"]);
        EXPECT_EQ(json(std::to_string(request.range.end)), c["end"]);
        EXPECT_EQ(json(text_of(request.root)), c["root"]);
        EXPECT_EQ(request.proof.size(), c["proof"]);
        EXPECT_EQ(to_string(request), input_of(c));
      });
}

Result<WitnessAnswer> decide_subtree(const json& c) {
  const SignSubtree request = LODESTAR_TRY(parse_sign_subtree(input_of(c)));
  std::vector<Signer> signers;
  for (const json& line : c["signers"])
    signers.push_back(LODESTAR_TRY(Signer::parse(Sensitive(line.get<std::string>()))));
  const std::vector<VerifierKey> keys = keys_of(c["known"]["keys"]);
  WitnessAnswer answer = decide(KnownLog{keys, {}}, request, signers);
  EXPECT_EQ(answer.status, c["status"]);
  if (answer.status != 200) return Error{Code::internal, answer.body};
  return answer;
}

TEST(Vectors, subtree_decisions) {
  judge("subtree_decisions", decide_subtree, [](const json& c, const WitnessAnswer& answer) {
    EXPECT_EQ(json(answer.body), c["body"]);
  });
}

TEST(Vectors, witness_answers) {
  judge(
      "witness_answers",
      [](const json& c) {
        const WitnessAnswer answer{c["status"], c["content_type"], input_of(c)};
        return read_answer(answer, c["text"].get<std::string>(), keys_of(c["keys"]));
      },
      [](const json& c, const Witnessed& witnessed) {
        json read = json::array();
        for (const SignatureLine& line : witnessed.cosignatures) read.push_back(to_string(line));
        EXPECT_EQ(read, c.value("cosignatures", json::array()));
        EXPECT_EQ(witnessed.known_size ? std::to_string(*witnessed.known_size) : "",
                  c.value("known_size", ""));
      });
}

TEST(Vectors, mirror_requests) {
  const auto read = [](const json& c, const std::string& body) {
    auto request = parse_add_entries(body);
    if (!request) return request;
    const json told = {{"origin", std::string(request->origin)},
                       {"start", std::to_string(request->upload.start)},
                       {"end", std::to_string(request->upload.end)},
                       {"packages", std::to_string(count_packages(request->upload))},
                       {"ticket", to_base64(request->ticket)},
                       {"rest", request->packages.size()}};
    const json due = {{"origin", c.value("origin", "")},
                      {"start", c.value("start", "")},
                      {"end", c.value("end", "")},
                      {"packages", c.value("packages", "")},
                      {"ticket", c.value("ticket_base64", "")},
                      {"rest", c.value("rest", 0)}};
    EXPECT_EQ(told, due);
    EXPECT_EQ(to_string(*request), body);
    return request;
  };
  judge(
      "mirror_requests", [&](const json& c) { return read(c, input_of(c)); },
      [](const json&, const AddEntries&) {});
}

std::optional<TreeHead> head_in(const json& c, const char* name) {
  if (!c.contains(name)) return {};
  return TreeHead{std::stoull(c[name]["size"].get<std::string>()), hash_of(c[name]["root"])};
}

struct Judged {
  int status = 0;
  std::size_t packages = 0;
  std::string tell;
};
Judged judge_upload(const json& c, std::string_view body) {
  const auto request = parse_add_entries(body);
  if (!request) return {.status = 400, .tell = ""};
  const MirrorState state{.is_known = c["is_known"],
                          .pending = head_in(c, "pending"),
                          .mirrored = head_in(c, "mirrored"),
                          .ticketed = head_in(c, "ticketed"),
                          .next = std::stoull(c["next"].get<std::string>())};
  const Admission admission = admit(state, *request);
  if (admission.status == 409) return {409, 0, std::to_string(admission.head.size)};
  if (admission.status != 200) return {admission.status, 0, ""};
  std::vector<Hash> before;
  for (const json& hash : c["before"]) before.push_back(hash_of(hash));
  const Authenticated done = authenticate(*request, admission.head, before);
  return {done.status, done.packages.size(), ""};
}

TEST(Vectors, mirror_uploads) {
  judge(
      "mirror_uploads",
      [](const json& c) -> Result<Judged> {
        const std::string body = input_of(c);
        const Judged judged = judge_upload(c, body);
        EXPECT_EQ(judged.status, c["status"]);
        EXPECT_EQ(judged.packages, c["packages"]);
        EXPECT_EQ(judged.tell, c.value("tell", ""));
        if (judged.status != 200) return Error{Code::internal, std::to_string(judged.status)};
        return judged;
      },
      [](const json&, const Judged&) {});
}

void expect_info(const MirrorInfo& info, const json& size, const json& next, const json& ticket) {
  EXPECT_EQ(json(std::to_string(info.size)), size);
  EXPECT_EQ(json(std::to_string(info.next)), next);
  EXPECT_EQ(json(to_base64(info.ticket)), ticket);
}

TEST(Vectors, mirror_infos) {
  judge(
      "mirror_infos", [](const json& c) { return parse_mirror_info(input_of(c)); },
      [](const json& c, const MirrorInfo& info) {
        expect_info(info, c["size"], c["next"], c["ticket_base64"]);
        EXPECT_EQ(to_string(info), input_of(c));
      });
}

TEST(Vectors, mirror_answers) {
  judge(
      "mirror_answers",
      [](const json& c) {
        const WitnessAnswer answer{c["status"], c["content_type"], input_of(c)};
        return read_mirror_answer(answer, c["text"].get<std::string>(), keys_of(c["keys"]));
      },
      [](const json& c, const Mirrored& mirrored) {
        json read = json::array();
        for (const SignatureLine& line : mirrored.cosignatures) read.push_back(to_string(line));
        EXPECT_EQ(read, c.value("cosignatures", json::array()));
        ASSERT_EQ(mirrored.info.has_value(), c.contains("info"));
        if (mirrored.info)
          expect_info(*mirrored.info, c["info"]["size"], c["info"]["next"], c["info"]["ticket"]);
      });
}

std::string id_of(std::uint32_t issuer) { return fmt::format("{:08x}", issuer); }
std::string base64_of(const std::array<unsigned char, 32>& bytes) {
  return to_base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

TEST(Vectors, leaves) {
  judge(
      "leaves", [](const json& c) { return parse_leaf(input_of(c)); },
      [](const json& c, const Leaf& leaf) {
        EXPECT_EQ(json(id_of(leaf.issuer)), c["issuer"]);
        EXPECT_EQ(json(base64_of(leaf.commitment)), c["commitment"]);
        EXPECT_EQ(to_string(leaf), input_of(c));
      });
}

// How a message calls each line.
std::string called(int line) {
  static const std::array<const char*, 8> kNames = {"",     "first",   "issuer",   "salt",
                                                    "type", "subject", "previous", "empty"};
  return fmt::format("its {} line", kNames.at(static_cast<std::size_t>(line)));
}

TEST(Vectors, openings) {
  const auto whole = [](const json& c) {
    return input_of(c) + std::string(c.value("padding", std::size_t{0}), 'x');
  };
  judge(
      "openings",
      [&](const json& c) {
        auto opening = parse_opening(whole(c));
        if (!opening && c.value("line", 0) != 0) {
          EXPECT_NE(opening.error().message.find(called(c["line"])), std::string::npos)
              << opening.error().message;
        }
        return opening;
      },
      [&](const json& c, const Opening& opening) {
        EXPECT_EQ(json(id_of(opening.issuer)), c["issuer"]);
        EXPECT_EQ(json(base64_of(opening.salt.reveal())), c["salt"]);
        const Record record = parse_record(opening.record.reveal()).value();
        EXPECT_EQ(json(record.type), c["type"]);
        EXPECT_EQ(json(to_base64(record.subject)), c["subject_base64"]);
        EXPECT_EQ(json(record.previous ? base64_of(*record.previous) : ""), c["previous"]);
        EXPECT_EQ(json(record.body.size()), c["body_size"]);
        const std::string leaf = to_string(leaf_of(opening));
        EXPECT_EQ(json(to_base64(leaf)), c["leaf"]);
        EXPECT_EQ(json(text_of(hash_leaf(leaf))), c["leaf_hash"]);
        EXPECT_EQ(to_string(opening).reveal(), whole(c));
      });
}

TEST(Vectors, of_the_specification_of_openings_are_what_is_read) {
  const std::string text = lodestar::testing::read_whole(std::string(LODESTAR_SOURCE_DIR) +
                                                         "/docs/spec/private-leaf.md");
  const std::size_t begin = text.find("```\nlodestar-opening/v1\n") + 4;
  const auto opening = parse_opening(text.substr(begin, text.find("```\n", begin) - begin));
  ASSERT_TRUE(opening) << opening.error().message;
  const std::string leaf = to_string(leaf_of(*opening));
  const std::string hex =
      lodestar::testing::to_hex(std::vector<unsigned char>(leaf.begin(), leaf.end()));
  EXPECT_NE(text.find("| leaf | `" + hex + "` |"), std::string::npos) << hex;
  EXPECT_NE(text.find("`" + text_of(hash_leaf(leaf)) + "`"), std::string::npos);
}

}  // namespace
}  // namespace lodestar::ledger
