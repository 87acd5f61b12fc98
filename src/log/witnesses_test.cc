// SPDX-License-Identifier: Apache-2.0
#include "log/witnesses.h"

#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <memory>

#include "support/log_scene.h"
#include "support/memory_witness.h"

namespace lodestar::log {
namespace {

using ledger::TreeHead;
using lodestar::testing::entry_of;
using lodestar::testing::MemoryWitness;
using lodestar::testing::root_of_first;
using lodestar::testing::test_log;

constexpr std::size_t kWitnesses = 3;

// The tiles of a tree of `size` entries, in memory.
class Tree {
 public:
  explicit Tree(std::uint64_t size, std::string_view unlike = "") {
    for (std::uint64_t i = 0; i < size; ++i)
      leaves_.push_back(ledger::hash_leaf(entry_of(i) + std::string(unlike)));
    ledger::Edge edge;
    for (const auto& leaf : leaves_) edge.add(leaf);
    head = {size, edge.root()};
  }
  ledger::TileReader tiles() const {
    return ledger::TileReader([this](const ledger::TileId& tile) {
      EXPECT_EQ(tile.level, 0U);  // no test needs more than 256 entries
      return Result<std::span<const ledger::Hash>>(
          std::span(leaves_).subspan(tile.index * ledger::kTileWidth, tile.width));
    });
  }
  TreeHead head;

 private:
  std::vector<ledger::Hash> leaves_;
};

// Three witnesses, of which two are a quorum, and a network that can silence or replace them.
struct WitnessedLog : ::testing::Test {
  WitnessedLog() {
    for (unsigned i = 0; i < kWitnesses; ++i) {
      all.push_back(std::make_unique<MemoryWitness>(i + 1));
      all[i]->know(signer.verifier());
      policy.witnesses.push_back({.name = "w" + std::to_string(i + 1),
                                  .key = all[i]->key(),
                                  .url = "http://w" + std::to_string(i + 1) + "/"});
    }
    policy.groups.push_back({.name = "two",
                             .least = 2,
                             .members = {{ledger::Voter::Kind::witness, 0},
                                         {ledger::Voter::Kind::witness, 1},
                                         {ledger::Voter::Kind::witness, 2}}});
    policy.quorum = ledger::Voter{ledger::Voter::Kind::group, 0};
  }

  using Instead = std::function<Result<ledger::WitnessAnswer>(const WitnessCall&)>;

  Network network() {
    return [this](const std::vector<WitnessCall>& calls, const WitnessHeard& heard,
                  const std::stop_token&) {
      std::deque<std::pair<std::size_t, WitnessCall>> open;
      for (std::size_t i = 0; i < calls.size(); ++i) open.emplace_back(i, calls[i]);
      bool is_enough = false;
      for (; !open.empty(); open.pop_front()) {
        const auto& [place, call] = open.front();
        asked.push_back(call);
        WitnessThen then =
            heard(place, is_enough && stops_when_enough
                             ? Result<ledger::WitnessAnswer>(Error{Code::cancelled, "enough"})
                             : answer(call));
        is_enough |= then.is_enough;
        if (then.ask) open.emplace_back(place, *std::move(then.ask));
      }
    };
  }
  Result<ledger::WitnessAnswer> answer(const WitnessCall& call) {
    const auto which = static_cast<std::size_t>(call.url.at(8) - '1');
    if (instead[which]) return instead[which](call);
    return all[which]->answer(std::string_view(call.url).substr(9), call.body);
  }
  static Result<ledger::WitnessAnswer> silence(const WitnessCall&) {
    return Error{Code::unavailable, "no answer within 5000 ms"};
  }

  Witnesses witnesses() { return {policy, signer, network()}; }
  static Result<std::string> cosign(Witnesses& by, const Tree& tree) {
    auto tiles = tree.tiles();
    return by.cosign(tree.head, tiles, {});
  }
  std::vector<TreeHead> look(Witnesses& by, const TreeHead& published = {}) const {
    const std::string text =
        to_string(ledger::Checkpoint{.origin = signer.verifier().name, .head = published});
    return by
        .look(published.size == 0 ? "" : to_string(ledger::Note{text, {signer.sign(text)}}), {})
        .value();
  }
  // A published checkpoint is accepted by who holds the policy and the log's key.
  std::size_t standing_by(const Result<std::string>& checkpoint, const TreeHead& head) {
    ledger::Policy believed = policy;
    believed.logs.push_back({.key = signer.verifier(), .url = ""});
    EXPECT_TRUE(checkpoint) << checkpoint.error().message;
    if (!checkpoint) return 0;
    const auto accepted =
        ledger::accept_checkpoint(believed, ledger::parse_note(*checkpoint).value());
    EXPECT_TRUE(accepted) << accepted.error().message;
    if (!accepted) return 0;
    EXPECT_EQ(accepted->checkpoint.head, head);
    return accepted->witnesses.size();
  }
  // The log, elsewhere, has had this tree witnessed.
  void witness_elsewhere(const Tree& tree) {
    Witnesses elsewhere = witnesses();
    EXPECT_TRUE(cosign(elsewhere, tree));
    asked.clear();
  }

  ledger::Signer signer = test_log();
  ledger::Policy policy;
  std::vector<std::unique_ptr<MemoryWitness>> all;
  std::array<Instead, kWitnesses> instead;
  bool stops_when_enough = false;
  std::vector<WitnessCall> asked;
};

TEST_F(WitnessedLog, publishes_what_its_witnesses_stand_by) {
  Witnesses by = witnesses();
  EXPECT_TRUE(look(by).empty());
  for (const std::uint64_t size : {0, 1, 7, 7, 200}) {
    const Tree tree(size);
    EXPECT_EQ(standing_by(cosign(by, tree), tree.head), kWitnesses);
  }
}

TEST_F(WitnessedLog, asks_each_witness_once_when_it_remembers_what_they_know) {
  Witnesses by = witnesses();
  look(by);
  for (const std::uint64_t size : {5, 9}) {
    asked.clear();
    EXPECT_TRUE(cosign(by, Tree(size)));
    EXPECT_EQ(asked.size(), kWitnesses);
  }
}

// As a policy names an Ed25519 key and one of ML-DSA-44 that a witness has, and asks for both.
TEST_F(WitnessedLog, asks_a_witness_of_two_keys_once_and_takes_both_cosignatures) {
  ledger::Signer second =
      lodestar::testing::test_signer("witness.example/w1", ledger::KeyKind::ml_dsa_44, 9);
  policy.witnesses.push_back(
      {.name = "w1-ml-dsa", .key = second.verifier(), .url = "http://w1"});  // without a slash
  policy.quorum = ledger::Voter{ledger::Voter::Kind::witness, kWitnesses};
  {
    Witnesses by = witnesses();
    const auto refused = cosign(by, Tree(3));
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("w1-ml-dsa: "), std::string::npos);
  }
  all[0]->sign_also_with(std::move(second));
  Witnesses by = witnesses();
  look(by, Tree(2).head);
  for (const std::uint64_t size : {5, 9}) {
    const Tree tree(size);
    EXPECT_EQ(standing_by(cosign(by, tree), tree.head), kWitnesses + 1);
  }
  asked.clear();
  EXPECT_TRUE(cosign(by, Tree(12)));
  EXPECT_EQ(asked.size(), kWitnesses);
}

TEST_F(WitnessedLog, goes_on_from_where_a_witness_says_it_is) {
  witness_elsewhere(Tree(3));
  instead[1] = silence;
  witness_elsewhere(Tree(6));
  instead[1] = {};
  Witnesses by = witnesses();
  const Tree tree(9);
  EXPECT_EQ(standing_by(cosign(by, tree), tree.head), kWitnesses);
}

TEST_F(WitnessedLog, needs_a_quorum_and_no_more) {
  Witnesses by = witnesses();
  instead[1] = silence;
  const Tree tree(5);
  EXPECT_EQ(standing_by(cosign(by, tree), tree.head), 2U);
  instead[2] = silence;
  const auto refused = cosign(by, Tree(6));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::unavailable);
  EXPECT_EQ(refused.error().message,
            "2 of 3 witnesses do not stand by the tree of 6: w2: no answer within 5000 ms; "
            "w3: no answer within 5000 ms");
  instead = {};
  const Tree larger(8);
  EXPECT_EQ(standing_by(cosign(by, larger), larger.head), kWitnesses);
}

TEST_F(WitnessedLog, waits_for_no_more_than_a_quorum) {
  Witnesses by = witnesses();
  look(by);
  stops_when_enough = true;
  const Tree tree(5);
  EXPECT_EQ(standing_by(cosign(by, tree), tree.head), 2U);
}

TEST_F(WitnessedLog, signs_nothing_new_before_a_quorum_has_told_what_it_knows) {
  instead[0] = instead[1] = silence;
  Witnesses by = witnesses();
  look(by);
  const auto refused = cosign(by, Tree(6));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::unavailable);
  EXPECT_TRUE(refused.error().message.starts_with(
      "2 of 3 witnesses do not tell what they know of this log: w1: no answer"));
  for (const WitnessCall& call : asked) {
    const auto request = ledger::parse_add_checkpoint(call.body);
    if (request) {
      EXPECT_EQ(request->checkpoint.head.size, 0U);
    }
  }
  instead = {};
  EXPECT_TRUE(cosign(by, Tree(6)));
}

TEST_F(WitnessedLog, is_told_at_its_opening_what_a_witness_can_show) {
  const Tree newer(20);
  witness_elsewhere(newer);
  instead[0] = silence;
  Witnesses by = witnesses();
  const auto known = look(by, Tree(10).head);
  EXPECT_EQ(known, (std::vector<TreeHead>{newer.head, newer.head}));
}

TEST_F(WitnessedLog, is_told_of_another_tree_of_its_size) {
  const Tree other(10, "other");
  witness_elsewhere(other);
  Witnesses by = witnesses();
  const auto known = look(by, Tree(10).head);
  EXPECT_EQ(known, std::vector<TreeHead>(kWitnesses, other.head));
}

TEST_F(WitnessedLog, stops_for_good_where_a_witness_shows_a_larger_tree_later) {
  instead[0] = instead[1] = silence;
  Witnesses by = witnesses();
  look(by, Tree(10).head);
  instead = {};
  witness_elsewhere(Tree(20));
  const auto refused = cosign(by, Tree(11));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::conflict);
  EXPECT_NE(refused.error().message.find("w1 shows a checkpoint of 20 entries signed by this log, "
                                         "and here are only 11: was an old copy restored?"),
            std::string::npos)
      << refused.error().message;
}

TEST_F(WitnessedLog, stops_for_good_where_a_witness_shows_other_entries) {
  Witnesses by = witnesses();
  look(by);
  witness_elsewhere(Tree(10, "other"));
  const auto refused = cosign(by, Tree(11));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::conflict);
  EXPECT_NE(refused.error().message.find("the entries here are others"), std::string::npos);
}

// A size alone is a claim, and a note of somebody else's key no proof.
TEST_F(WitnessedLog, cannot_be_stopped_by_a_witness_that_lies) {
  const ledger::Signer stranger =
      lodestar::testing::test_signer(signer.verifier().name, ledger::KeyKind::ed25519, 77);
  const std::string text =
      to_string(ledger::Checkpoint{.origin = signer.verifier().name, .head = Tree(99).head});
  const std::string forged = to_string(ledger::Note{text, {stranger.sign(text)}});
  TreeHead before{0, ledger::empty_root()};
  for (const std::string& shown : {std::string("nonsense"), forged}) {
    instead[0] = [&](const WitnessCall& call) {
      return call.body.empty()
                 ? ledger::WitnessAnswer{200, "text/plain", shown}
                 : ledger::WitnessAnswer{409, std::string(ledger::kSizeType), "1000\n"};
    };
    Witnesses by = witnesses();
    for (const TreeHead& known : look(by, before)) EXPECT_LE(known.size, before.size);
    const Tree tree(before.size + 10);
    before = tree.head;
    EXPECT_EQ(standing_by(cosign(by, tree), tree.head), 2U);
    instead[1] = silence;
    const auto refused = cosign(by, tree);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find(
                  "w1: it claims to know a tree of 1000 entries, and does not show it"),
              std::string::npos)
        << refused.error().message;
    instead = {};
  }
}

TEST_F(WitnessedLog, counts_no_cosignature_that_does_not_hold) {
  instead[0] = [&](const WitnessCall& call) {
    return all[1]->answer(std::string_view(call.url).substr(9), call.body);  // w2's
  };
  instead[1] = silence;
  Witnesses by = witnesses();
  EXPECT_EQ(cosign(by, Tree(4)).error().code, Code::unavailable);
}

TEST_F(WitnessedLog, asks_no_witness_for_ever) {
  for (const int status : {200, 302, 400, 403, 404, 409, 422, 429, 500}) {
    instead[0] = [&](const WitnessCall& call) {
      return ledger::WitnessAnswer{
          status, std::string(call.body.empty() ? "text/plain" : ledger::kSizeType), "1\n"};
    };
    Witnesses by = witnesses();
    look(by, Tree(2).head);
    asked.clear();
    EXPECT_TRUE(cosign(by, Tree(300 - 100)));
    EXPECT_LE(std::ranges::count_if(
                  asked, [](const auto& call) { return call.url.starts_with("http://w1/"); }),
              2);
  }
}

TEST_F(WitnessedLog, shows_its_witnesses_what_it_has_published_as_it_stands) {
  Witnesses before = witnesses();
  const std::string published = cosign(before, Tree(5)).value();
  asked.clear();
  Witnesses by = witnesses();
  ASSERT_TRUE(by.look(published, {}));
  EXPECT_EQ(to_string(ledger::parse_add_checkpoint(asked.at(0).body).value().note), published);
  EXPECT_EQ(by.look("nonsense", {}).error().code, Code::corrupt);
  const std::string own = to_string(lodestar::testing::test_checkpoint(3));
  EXPECT_TRUE(by.look(own + "more", {}));
  EXPECT_EQ(by.look(own.substr(0, own.size() - 2) + "!\n", {}).error().code, Code::corrupt)
      << "nobody knows whose it is";
}

TEST_F(WitnessedLog, has_a_damaged_cosignature_made_again) {
  Witnesses before = witnesses();
  const Tree tree(5);
  ledger::Note note = ledger::parse_note(cosign(before, tree).value()).value();
  for (auto& line : note.signatures) {
    if (line.name == all[0]->key().name)
      line.signature.back() = static_cast<char>(line.signature.back() ^ 1);
  }
  EXPECT_EQ(faults_of_cosignatures(policy, note),
            std::vector<std::string>{"line 6: the signature of witness w1 does not hold"});
  std::string no_line = to_string(note);
  no_line.replace(no_line.size() - 5, 4, "!!!!");  // the last one
  for (const std::string& damaged : {to_string(note), no_line}) {
    Witnesses by = witnesses();
    ASSERT_TRUE(by.look(damaged, {}));
    EXPECT_EQ(standing_by(cosign(by, tree), tree.head), kWitnesses);
  }
}

TEST_F(WitnessedLog, needs_witnesses_that_can_be_asked) {
  EXPECT_TRUE(check_askable(policy));
  policy.witnesses[0].url.clear();
  EXPECT_TRUE(check_askable(policy));
  const Tree tree(5);
  Witnesses by = witnesses();
  EXPECT_EQ(standing_by(cosign(by, tree), tree.head), 2U);
  policy.witnesses[2].url.clear();
  EXPECT_EQ(check_askable(policy).error().code, Code::invalid);
}

}  // namespace
}  // namespace lodestar::log
