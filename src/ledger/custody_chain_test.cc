// SPDX-License-Identifier: Apache-2.0
// Invented chains: one that is well kept raises nothing; whatever is planted is found.
#include "ledger/custody_chain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "support/custody_scene.h"

namespace lodestar::ledger {
namespace {

using lodestar::testing::CustodyScene;
using lodestar::testing::Dice;
using lodestar::testing::test_person;
using lodestar::testing::words_of;
using enum CustodyKind;
using Words = std::vector<std::string>;
using Kind = CustodyFinding::Kind;

constexpr std::uint64_t kDay = CustodyScene::kDay;

TEST(CustodyChain, a_well_kept_item_raises_nothing) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    Dice dice(seed);
    CustodyScene scene;
    scene.keep_well(dice, dice.below(12));
    if (seed % 3 == 0) {
      scene.now_s += 60;
      scene.act(seed % 2 == 0 ? disposed : returned);
      if (seed % 2 == 0) scene.act(noted);
    }
    const CustodyChain chain = scene.read();
    EXPECT_EQ(words_of(chain), Words()) << "seed " << seed;
    EXPECT_EQ(chain.holder, seed % 3 == 0 ? "" : test_person(scene.holder).verifier().name);
    EXPECT_EQ(chain.item, scene.item);
  }
}

TEST(CustodyChain, tells_who_held_it_and_when) {
  CustodyScene scene;
  scene.act(acquired);
  scene.now_s += kDay;
  scene.offer(1);
  scene.accept();
  scene.now_s += kDay;
  scene.act(examined);
  const std::uint64_t start = CustodyScene::kStart;
  const std::vector<Holding> expected = {{"desk-0.example", start, start + kDay, 1, 3},
                                         {"desk-1.example", start + kDay, start + 2 * kDay, 3, 4}};
  EXPECT_EQ(scene.read().holdings, expected);
  EXPECT_EQ(scene.read().steps[2].accepts, 2U);
}

TEST(CustodyChain, an_offer_that_nobody_accepts_is_a_gap) {
  CustodyScene scene;
  scene.act(acquired);
  scene.offer(1);
  EXPECT_EQ(words_of(scene.read()),
            Words{"event 2 is signed by one side only: desk-1.example has not signed"});
  EXPECT_EQ(scene.read().holder, "desk-0.example");
  EXPECT_EQ(scene.read().offer, 2U);
  scene.now_s += 2 * kDay;
  scene.holder = 1;
  scene.act(examined);
  EXPECT_EQ(words_of(scene.read()),
            (Words{"event 2 is signed by one side only: desk-1.example has not signed",
                   "between event 2 and event 3 nobody is known to have held it: 2 days"}));
  EXPECT_EQ(scene.read().holder, "desk-1.example");
  EXPECT_EQ(scene.read().offer, 0U);
}

TEST(CustodyChain, an_offer_leaves_the_item_with_its_giver_who_may_go_on) {
  CustodyScene scene;
  scene.act(acquired);
  scene.offer(1);
  scene.now_s += 5 * kDay;
  scene.act(examined);
  scene.act(noted);
  EXPECT_EQ(words_of(scene.read()),
            Words{"event 2 is signed by one side only: desk-1.example has not signed"});
  EXPECT_EQ(scene.read().holder, "desk-0.example");
  EXPECT_EQ(scene.read().offer, 2U);
  scene.accept();
  const CustodyChain chain = scene.read();
  EXPECT_EQ(words_of(chain), Words());  // it was examined that day
  EXPECT_EQ(chain.holder, "desk-1.example");
  ASSERT_EQ(chain.holdings.size(), 2U);
  EXPECT_EQ(chain.holdings[0].until_s, CustodyScene::kStart + 5 * kDay);
}

TEST(CustodyChain, a_stranger_does_not_end_an_offer) {
  CustodyScene scene;
  scene.act(acquired);
  scene.offer(1);
  scene.holder = 2;
  scene.act(examined);
  EXPECT_EQ(words_of(scene.read()),
            (Words{"event 2 is signed by one side only: desk-1.example has not signed",
                   "in event 3 desk-2.example acts, while by the record desk-0.example held it"}));
  EXPECT_EQ(scene.read().offer, 2U);
}

// One who calls herself as the holder does is somebody else.
TEST(CustodyChain, who_acts_is_a_key_and_not_a_name) {
  const Signer other = lodestar::testing::test_signer("desk-0.example", KeyKind::ed25519, 99);
  const auto id_of = [](const Signer& signer) {
    return fmt::format("desk-0.example (key {:08x})", signer.verifier().id);
  };
  const std::string first = id_of(test_person(0)), second = id_of(other);
  CustodyScene scene;
  scene.act(acquired);
  EXPECT_EQ(scene.read().holder, "desk-0.example");
  CustodyEvent event = scene.event(examined);
  event.by = other.verifier();
  scene.log(to_record(sign_event(event, other).value(), event, scene.last()));
  const CustodyChain chain = scene.read();
  const std::string shared =
      fmt::format("event 2 names {}, and event 1 names {}: one name, two keys", second, first);
  EXPECT_EQ(words_of(chain), (Words{shared, fmt::format("in event 2 {} acts, while by the record "
                                                        "{} held it",
                                                        second, first)}));
  EXPECT_EQ(chain.holder, first);
  EXPECT_EQ(chain.holder_key, test_person(0).verifier());
  scene.act(examined);  // it is asked once
  EXPECT_EQ(words_of(scene.read()).size(), 2U);
}

TEST(CustodyChain, a_hand_over_to_another_key_of_a_known_name_is_a_question) {
  const Signer other = lodestar::testing::test_signer("desk-0.example", KeyKind::ed25519, 99);
  CustodyScene scene;
  scene.act(acquired);
  CustodyEvent event = scene.event(handed_over);
  event.to = other.verifier();
  Note note = sign_event(event, test_person(0)).value();
  note.signatures.push_back(other.sign(note.text));
  scene.log(to_record(note, event, scene.last()));
  const CustodyChain chain = scene.read();
  ASSERT_EQ(chain.findings.size(), 1U);
  EXPECT_EQ(chain.findings[0].kind, Kind::name_shared);
  EXPECT_EQ(chain.holder_key, other.verifier());
  ASSERT_EQ(chain.holdings.size(), 2U);
  EXPECT_NE(chain.holdings[0].holder, chain.holdings[1].holder);
}

TEST(CustodyChain, a_further_offer_a_return_and_a_disposal_end_an_offer) {
  for (const CustodyKind kind : {handed_over, returned, disposed, acquired}) {
    CustodyScene scene;
    scene.act(acquired);
    scene.offer(1);
    if (kind == handed_over) {
      scene.offer(2);
      scene.accept();
    } else {
      scene.act(kind);
    }
    const Words words = words_of(scene.read());
    ASSERT_FALSE(words.empty());
    EXPECT_EQ(words[0],
              "event 2 offered it to desk-1.example, who did not accept; event 3 ended the offer");
    EXPECT_EQ(words.size(), kind == acquired ? 2U : 1U);
    EXPECT_EQ(scene.read().offer, 0U);
    const std::string holder = kind == handed_over ? "desk-2.example"
                               : kind == acquired  ? "desk-0.example"
                                                   : "";
    EXPECT_EQ(scene.read().holder, holder);
  }
}

TEST(CustodyChain, who_acquires_what_was_disposed_of_holds_it_and_that_is_asked) {
  CustodyScene scene;
  scene.act(acquired);
  scene.act(disposed);
  scene.act(acquired);
  scene.act(examined);
  const CustodyChain chain = scene.read();
  EXPECT_EQ(chain.holder, "desk-0.example");
  ASSERT_EQ(chain.findings.size(), 1U) << words_of(chain).back();
  EXPECT_EQ(chain.findings[0].kind, Kind::behind_disposal);
  EXPECT_EQ(chain.findings[0].second, 3U);
}

TEST(CustodyChain, a_late_acceptance_is_a_gap) {
  CustodyScene scene;
  scene.act(acquired);
  scene.offer(1);
  scene.now_s += 2 * kDay;
  scene.accept();
  const CustodyChain chain = scene.read();
  EXPECT_EQ(words_of(chain),
            Words{"between event 2 and event 3 nobody is known to have held it: 2 days"});
  ASSERT_EQ(chain.holdings.size(), 3U);
  EXPECT_EQ(chain.holdings[1].holder, "");
  EXPECT_EQ(chain.holder, "desk-1.example");
}

TEST(CustodyChain, a_receiver_alone_is_one_side) {
  CustodyScene scene;
  scene.act(acquired);
  CustodyEvent event = scene.event(handed_over);
  event.to = test_person(1).verifier();
  scene.log(event, {1});
  EXPECT_EQ(words_of(scene.read()),
            Words{"event 2 is signed by one side only: desk-0.example has not signed"});
}

TEST(CustodyChain, a_return_and_a_second_acquisition_leave_a_gap) {
  CustodyScene scene;
  scene.act(acquired);
  scene.act(returned);
  scene.now_s += 12 * kDay;
  scene.act(acquired);
  EXPECT_EQ(words_of(scene.read()),
            Words{"between event 2 and event 3 nobody is known to have held it: 12 days"});
}

TEST(CustodyChain, another_seal_than_was_put_on_is_told) {
  CustodyScene scene;
  scene.act(acquired);
  CustodyEvent event = scene.event(sealed);
  event.set(Detail::seal, "A-100");
  scene.log(event, {0});
  event = scene.event(noted);
  event.set(Detail::seal, "A-101");
  scene.log(event, {0});
  EXPECT_EQ(words_of(scene.read()),
            Words{"event 3 tells another seal than the one put on in event 2"});
}

// Each changes a chain that is well kept and says what must be found.
struct Planted {
  const char* name;
  Kind kind;
  std::function<void(CustodyScene&, Dice&)> plant;
};

void add(CustodyScene& scene, CustodyKind kind, const std::function<void(CustodyEvent&)>& change) {
  CustodyEvent event = scene.event(kind);
  change(event);
  scene.log(event, {scene.holder});
}

std::vector<Planted> planted_acts() {
  return {
      {"a stranger acts", Kind::not_holder,
       [](CustodyScene& scene, Dice&) {
         scene.holder = (scene.holder + 1) % 5;
         scene.act(examined);
       }},
      {"acquired while held", Kind::acquired_again,
       [](CustodyScene& scene, Dice&) { scene.act(acquired); }},
      {"examined behind a return", Kind::no_holder,
       [](CustodyScene& scene, Dice&) {
         scene.act(returned);
         scene.act(examined);
       }},
      {"examined behind disposal", Kind::behind_disposal,
       [](CustodyScene& scene, Dice&) {
         scene.act(disposed);
         scene.act(examined);
       }},
      {"an offer", Kind::one_sided, [](CustodyScene& scene, Dice&) { scene.offer(5); }},
      {"an accepting hand-over signed by nobody but a stranger", Kind::unsigned_act,
       [](CustodyScene& scene, Dice&) { scene.log(scene.event(examined), {6}); }},
      {"a signature that does not hold", Kind::false_signature,
       [](CustodyScene& scene, Dice&) {
         CustodyEvent event = scene.event(examined);
         Note note = sign_event(event, test_person(scene.holder)).value();
         event.at_s += 1;
         note.text = to_text(event).value();
         scene.log(to_record(note, event, scene.last()));
       }},
  };
}

std::vector<Planted> planted_files_and_times() {
  return {
      {"another hash", Kind::hash_differs,
       [](CustodyScene& scene, Dice&) {
         add(scene, examined,
             [](CustodyEvent& event) { event.measured = Item{crypto::sha256({"x"}), 1234}; });
       }},
      {"another length measured", Kind::hash_differs,
       [](CustodyScene& scene, Dice&) {
         add(scene, examined, [](CustodyEvent& event) {
           event.measured = event.item;
           event.measured->length_bytes += 1;
         });
       }},
      {"a copy that differs", Kind::copy_differs,
       [](CustodyScene& scene, Dice&) {
         add(scene, copied,
             [](CustodyEvent& event) { event.measured = Item{crypto::sha256({"y"}), 1234}; });
       }},
      {"another length", Kind::other_length,
       [](CustodyScene& scene, Dice&) {
         scene.item.length_bytes += 1;
         scene.act(examined);
       }},
      {"an earlier time", Kind::time_backward,
       [](CustodyScene& scene, Dice& dice) {
         scene.now_s -= 2 * CustodyScene::kHour + dice.below(1000);
         scene.act(examined);
       }},
      {"a long silence", Kind::silence,
       [](CustodyScene& scene, Dice& dice) {
         scene.now_s += 30 * kDay + 1 + dice.below(1000);
         scene.act(examined);
       }},
      {"a late entry", Kind::late_entry,
       [](CustodyScene& scene, Dice&) {
         scene.act(examined);
         scene.entries.back().logged_s += 8 * kDay;
       }},
      {"an entry before its event", Kind::before_event,
       [](CustodyScene& scene, Dice&) {
         scene.act(examined);
         scene.entries.back().logged_s -= 2 * CustodyScene::kHour;
       }},
  };
}

std::vector<Planted> planted_pointers() {
  return {
      {"the first event is gone", Kind::begins_elsewhere,
       [](CustodyScene& scene, Dice&) {
         scene.act(examined);
         scene.entries.erase(scene.entries.begin());
       }},
      {"an event is gone", Kind::unknown_previous,
       [](CustodyScene& scene, Dice&) {
         scene.act(noted);
         scene.act(examined);
         scene.entries.erase(scene.entries.end() - 2);
       }},
      {"an event that follows nothing", Kind::no_previous,
       [](CustodyScene& scene, Dice&) {
         CustodyEvent event = scene.event(examined);
         event.previous.reset();
         const Note note = sign_event(event, test_person(scene.holder)).value();
         scene.log(to_record(note, event, {}));
       }},
      {"an event that follows an earlier one", Kind::wrong_previous,
       [](CustodyScene& scene, Dice&) {
         const CustodyEvent early = scene.event(examined);
         scene.act(noted);
         scene.log(to_record(sign_event(early, test_person(scene.holder)).value(), early,
                             early.previous));
       }},
      {"signed behind one event and logged behind another", Kind::wrong_previous,
       [](CustodyScene& scene, Dice&) {
         const CustodyEvent early = scene.event(examined);
         scene.act(noted);
         scene.log(early, {scene.holder});
       }},
      {"a record of another item", Kind::unreadable,
       [](CustodyScene& scene, Dice&) {
         Record record = parse_record(scene.entries.back().opening.record.reveal()).value();
         record.subject = std::string(64, '0');
         record.previous = scene.last();
         scene.log(record);
       }},
      {"a body of any bytes", Kind::unreadable,
       [](CustodyScene& scene, Dice&) {
         scene.log(Record{.type = "custody/noted",
                          .subject = crypto::to_hex(scene.item.hash),
                          .previous = scene.last(),
                          .body = "moved to room 4"});
       }},
  };
}

void expect_found(const std::vector<Planted>& all) {
  for (const Planted& planted : all) {
    for (unsigned seed = 0; seed < 100; ++seed) {
      Dice dice(seed);
      CustodyScene scene;
      scene.keep_well(dice, dice.below(10));
      scene.now_s += 60;
      planted.plant(scene, dice);
      const CustodyChain chain = scene.read();
      const bool is_found = std::ranges::any_of(chain.findings, [&](const CustodyFinding& finding) {
        return finding.kind == planted.kind;
      });
      EXPECT_TRUE(is_found) << planted.name << ", seed " << seed;
      for (const std::string& words : words_of(chain)) {
        EXPECT_NE(words.find("event "), std::string::npos) << words;
      }
    }
  }
}

TEST(CustodyChain, asks_how_an_authority_saw_it_before_it_happened) {
  CustodyScene scene;
  scene.act(acquired);
  const std::uint64_t at_s = scene.read().steps[0].signed_event().event.at_s;
  scene.entries[0].stamped_s = at_s - 300;  // clocks differ
  EXPECT_EQ(words_of(scene.read()), Words());
  scene.entries[0].stamped_s = at_s - 3 * CustodyScene::kDay;
  EXPECT_EQ(words_of(scene.read()),
            Words{"event 1 has a time stamp of 3 days before the time that it gives"});
}

TEST(CustodyChain, planted_acts_are_found) { expect_found(planted_acts()); }
TEST(CustodyChain, planted_files_and_times_are_found) { expect_found(planted_files_and_times()); }
TEST(CustodyChain, planted_pointers_are_found) { expect_found(planted_pointers()); }

// Any one event that is taken out or exchanged with its neighbour leaves a trace, the last apart.
TEST(CustodyChain, no_event_can_be_taken_out_or_moved_unseen) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    Dice dice(seed);
    CustodyScene scene;
    scene.keep_well(dice, 6);
    for (std::size_t i = 0; i + 1 < scene.entries.size(); ++i) {
      CustodyScene less = scene, moved = scene;
      less.entries.erase(less.entries.begin() + static_cast<std::ptrdiff_t>(i));
      EXPECT_FALSE(less.read().findings.empty()) << "seed " << seed << ", event " << i + 1;
      std::swap(moved.entries[i].opening, moved.entries[i + 1].opening);
      EXPECT_FALSE(moved.read().findings.empty()) << "seed " << seed << ", event " << i + 1;
    }
  }
}

}  // namespace
}  // namespace lodestar::ledger
