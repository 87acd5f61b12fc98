// SPDX-License-Identifier: Apache-2.0
// What an operator may do to a witness's folder: 1,000 scenes of older copies brought back, copies
// run beside it, second starts. Logs meanwhile try to have two pasts signed; the key's signatures
// are counted wherever they were made.
#include <gtest/gtest.h>

#include "support/two_pasts.h"

namespace lodestar::witness {
namespace {

using lodestar::testing::ask_for_one;
using lodestar::testing::Dice;
using lodestar::testing::lying_logs;
using lodestar::testing::options_on;
using lodestar::testing::Signatures;
using lodestar::testing::SimulatedFiles;
using lodestar::testing::test_witness;
using lodestar::testing::TwoPasts;

using Bytes = std::map<std::string, std::string>;  // by name below the folder

std::string why(const Witness& witness) {
  return witness.failure().value_or(Error{Code::internal, "it signs"}).message;
}

class Scene {
 public:
  explicit Scene(std::uint32_t seed) : files(seed), dice(seed) {
    EXPECT_TRUE(Witness::make("w", files));
  }

  Result<std::unique_ptr<Witness>> open(const std::string& folder = "w", bool was_moved = false) {
    return Witness::open(folder, options_on(files, was_moved));
  }
  // The witness runs for some requests, and ends: orderly, or killed.
  void run(std::size_t requests, const std::string& folder = "w") {
    auto witness = open(folder);
    ASSERT_TRUE(witness) << witness.error().message;
    ask(**witness, requests);
    if (dice.below(2) == 0) files.fail_at(0, lodestar::testing::Fault::kill);
    witness->reset();
    files.restart();
  }
  void ask(Witness& witness, std::size_t requests) {
    for (std::size_t i = 0; i < requests; ++i) {
      ASSERT_TRUE(ask_for_one(witness, dice, signatures)) << why(witness);
    }
  }

  Bytes copy(const std::string& folder = "w") {
    Bytes copied;
    for (const std::string& path : files.paths()) {
      if (path.starts_with(folder + "/")) {
        copied[path.substr(folder.size() + 1)] = files.bytes_of(path);
      }
    }
    return copied;
  }
  void remove(const std::string& folder) {
    for (const std::string& path : files.paths()) {
      if (path.starts_with(folder + "/")) files.remove(path).value();
    }
  }
  // As cp does: what is there keeps its number, what is not is new.
  void put(const Bytes& bytes, const std::string& folder = "w") {
    ASSERT_TRUE(files.make_folder(folder, 0700));
    ASSERT_TRUE(files.make_folder(folder + "/journal", 0700));
    for (const auto& [name, contents] : bytes) {
      const auto file = files.create(fmt::format("{}/{}", folder, name), 0600);
      ASSERT_TRUE(file);
      ASSERT_TRUE(files.write(*file, 0, contents));
      files.close(*file);
    }
  }
  void expect_refused(const std::string& folder = "w") {
    const auto witness = open(folder);
    ASSERT_FALSE(witness);
    EXPECT_EQ(witness.error().code, Code::conflict) << witness.error().message;
    EXPECT_TRUE(witness.error().message.contains("make a new witness") ||
                witness.error().message.contains("somebody writes"));
  }

  SimulatedFiles files;
  Dice dice;
  Signatures signatures;
};

void older_copy_brought_back(Scene& scene) {
  scene.run(5);
  const Bytes old = scene.copy();
  scene.run(10);
  scene.remove("w");
  scene.put(old);
  scene.expect_refused();
}

void copy_from_before_the_first_start_brought_back(Scene& scene) {
  const Bytes old = scene.copy();
  scene.run(10);
  scene.remove("w");
  scene.put(old);
  scene.expect_refused();
}

// The key alone is there, which is not this library's.
void memory_lost(Scene& scene) {
  scene.run(10);
  scene.remove("w");
  scene.expect_refused();
}

void journal_lost_after_the_first_run_was_killed(Scene& scene) {
  {
    auto witness = scene.open();
    ASSERT_TRUE(witness);
    scene.ask(**witness, 5);
    scene.files.fail_at(0, lodestar::testing::Fault::kill);
  }
  scene.files.restart();
  for (const auto& [name, bytes] : scene.copy()) {
    if (name.starts_with("journal/")) scene.files.remove("w/" + name).value();
  }
  scene.expect_refused();
}

void older_copy_written_over(Scene& scene) {
  scene.run(5);
  const Bytes old = scene.copy();
  scene.run(10);
  scene.put(old);
  scene.expect_refused();
}

void copy_made_while_it_runs_written_over(Scene& scene) {
  Bytes old;
  {
    auto witness = scene.open();
    ASSERT_TRUE(witness);
    scene.ask(**witness, 5);
    old = scene.copy();
    scene.ask(**witness, 5);
  }
  scene.put(old);
  scene.expect_refused();
}

// All but `place`, which a restoring program leaves alone where it looks unchanged.
void older_journal_put_in(Scene& scene) {
  scene.run(5);
  Bytes old = scene.copy();
  old.erase("place");
  scene.run(10);
  for (const auto& [name, bytes] : scene.copy()) {
    if (name.starts_with("journal/")) scene.files.remove("w/" + name).value();
  }
  scene.put(old);
  EXPECT_FALSE(scene.open());  // of another run, or no journal at all
}

void part_lost(Scene& scene) {
  scene.run(10);
  const std::string part = scene.dice.below(2) == 0 ? "journal/" : "place";
  for (const auto& [name, bytes] : scene.copy()) {
    if (name.starts_with(part)) scene.files.remove("w/" + name).value();
  }
  scene.expect_refused();
}

void clone_run_beside(Scene& scene) {
  scene.run(5);
  auto first = scene.open();
  ASSERT_TRUE(first);
  scene.ask(**first, 3);
  scene.put(scene.copy(), "clone");
  scene.expect_refused("clone");
  scene.ask(**first, 5);
  first->reset();
  scene.expect_refused("clone");
  scene.run(3);
}

void second_start(Scene& scene) {
  auto first = scene.open();
  ASSERT_TRUE(first);
  scene.ask(**first, 5);
  scene.expect_refused();
  scene.ask(**first, 5);
}

void moved_as_it_should_be(Scene& scene) {
  scene.run(8);
  const Bytes newest = scene.copy();
  scene.remove("w");
  scene.put(newest, "moved");
  scene.expect_refused("moved");
  {
    const auto moved = scene.open("moved", true);
    ASSERT_TRUE(moved) << moved.error().message;
    scene.ask(**moved, 5);
  }
  scene.run(5, "moved");
}

// The operator says --moved of an old copy, and whoever first comes shows what was signed: the log,
// or one who asks for a subtree of it.
using Show = int (*)(Witness& witness, const ledger::Note& cosigned);  // the answer's status
void find_lie(Scene& scene, Show show) {
  const TwoPasts& log = lying_logs()[0];
  const auto sign = [&](Witness& witness, std::size_t old_size, std::size_t size) {
    const auto answer = witness.add_checkpoint(log.request(0, old_size, size));
    ASSERT_EQ(answer.status, 200) << answer.body;
    scene.signatures.add(0, ledger::parse_checkpoint(log.checkpoint(0, size).text)->head);
  };
  Bytes old;
  ledger::Note cosigned = log.checkpoint(0, 9);
  {
    auto witness = scene.open();
    ASSERT_TRUE(witness);
    ASSERT_NO_FATAL_FAILURE(sign(**witness, 0, 6));
    old = scene.copy();
    ASSERT_NO_FATAL_FAILURE(sign(**witness, 6, 9));
    cosigned = ledger::parse_note(*(*witness)->checkpoint(crypto::sha256({log.origin()}))).value();
  }
  scene.remove("w");
  scene.put(old);
  {
    auto witness = scene.open("w", true);
    ASSERT_TRUE(witness) << witness.error().message;
    EXPECT_EQ(show(**witness, cosigned), 500);
    EXPECT_EQ((*witness)->add_checkpoint(log.request(1, 4, 9)).status, 500);
    EXPECT_TRUE(why(**witness).contains("does not remember it"));
  }
  for (const bool was_moved : {false, true}) {
    const auto again = scene.open("w", was_moved);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, Code::conflict);
  }
}

void lie_found_by_an_own_signature(Scene& scene) {
  find_lie(scene, [](Witness& witness, const ledger::Note& cosigned) {
    auto request = ledger::parse_add_checkpoint(lying_logs()[0].request(0, 6, 9)).value();
    request.note = cosigned;
    return witness.add_checkpoint(to_string(request)).status;
  });
}

void lie_found_by_a_subtree(Scene& scene) {
  find_lie(scene, [](Witness& witness, const ledger::Note& cosigned) {
    const ledger::SignSubtree request{
        .range = {0, 9},
        .root = ledger::parse_checkpoint(cosigned.text)->head.root,
        .note = cosigned,
        .checkpoint = ledger::parse_checkpoint(cosigned.text).value()};
    return witness.sign_subtree(to_string(request)).status;
  });
}

TEST(Copies, no_scene_of_a_thousand_makes_a_witness_sign_two_pasts) {
  constexpr std::array kScenes = {older_copy_brought_back,
                                  copy_from_before_the_first_start_brought_back,
                                  memory_lost,
                                  journal_lost_after_the_first_run_was_killed,
                                  older_copy_written_over,
                                  copy_made_while_it_runs_written_over,
                                  older_journal_put_in,
                                  part_lost,
                                  clone_run_beside,
                                  second_start,
                                  moved_as_it_should_be,
                                  lie_found_by_an_own_signature,
                                  lie_found_by_a_subtree};
  for (std::uint32_t seed = 0; seed < 1000; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}, scene {}", seed, seed % kScenes.size()));
    Scene scene(seed);
    ASSERT_NO_FATAL_FAILURE(kScenes[seed % kScenes.size()](scene));
    ASSERT_FALSE(scene.signatures.has_fork());
    ASSERT_FALSE(::testing::Test::HasFailure());
  }
}

}  // namespace
}  // namespace lodestar::witness
