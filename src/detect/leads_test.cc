// SPDX-License-Identifier: Apache-2.0
#include "detect/leads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <numeric>
#include <random>
#include <set>
#include <string>

#include "support/lead_scene.h"
#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

const std::vector<std::string> kNames = {"Anna",  "Berta", "Clara", "Dora", "Edith",
                                         "Flora", "Greta", "Helga", "Irma"};

// One text under nine names, one number; the text itself is the caller's.
LeadScene nine_names(const std::string& text) {
  LeadScene scene;
  for (int i = 0; i < 18; ++i) {
    scene.post(
        {.text = text + " Ask for " + kNames[static_cast<std::size_t>(i % 9)] + " when you call",
         .contacts = {"15550100"},
         .cluster = 0,
         .network = 0});
  }
  return scene;
}

std::int32_t sum_of(const Lead& lead) {
  return std::accumulate(lead.evidence.begin(), lead.evidence.end(), 0,
                         [](std::int32_t sum, const Evidence& one) { return sum + one.points; });
}

const Evidence* find(const Lead& lead, std::string_view indicator) {
  const auto at = std::ranges::find(lead.evidence, indicator, &Evidence::indicator);
  return at == lead.evidence.end() ? nullptr : &*at;
}

TEST(Leads, PackingWorkUnderNineNamesWithTravelTakenFromWages) {
  auto leads = nine_names(
                   "We look for packers, housing included. The ticket is advanced and taken from "
                   "the first two wages.")
                   .leads();
  ASSERT_EQ(leads.size(), 1U);
  EXPECT_EQ(leads[0].title, "Packing work, one contact under nine names");
  EXPECT_EQ(leads[0].score, sum_of(leads[0]));
  EXPECT_EQ(leads[0].postings, 18U);
  ASSERT_NE(find(leads[0], "names_to_one_contact"), nullptr);
  EXPECT_EQ(find(leads[0], "names_to_one_contact")->detail, "9 names, 1 contact");
  ASSERT_NE(find(leads[0], "costs_taken_from_wages"), nullptr);
  EXPECT_EQ(find(leads[0], "costs_taken_from_wages")->quotes.size(), 5U);
}

// Nobody is named and nobody moves, but whatever the contact posts binds people.
TEST(Leads, OneContactWhoseSeveralTextsBindPeopleIsSeen) {
  const auto texts_of = [](std::string_view first, std::string_view second) {
    LeadScene scene;
    for (int i = 0; i < 8; ++i) {
      scene.post({.text = std::string(i < 4 ? first : second),
                  .contacts = {"15550100"},
                  .cluster = i / 4,
                  .network = 0});
    }
    return scene;
  };
  auto both = texts_of("Farm work. Passports are kept at the office. A placement fee is due.",
                       "Cooks wanted. The wages are paid at the end of the season.");
  const auto leads = both.leads();
  ASSERT_EQ(leads.size(), 1U);
  EXPECT_TRUE(leads[0].is_network);
  ASSERT_NE(find(leads[0], "binding_conditions_in_several_texts"), nullptr);
  auto one = texts_of("Farm work. Passports are kept at the office. A placement fee is due.",
                      "Cooks wanted. Come on Friday.");
  EXPECT_TRUE(one.leads().empty());
}

TEST(Leads, OneFamilyAloneIsNoLead) {
  EXPECT_TRUE(nine_names("A sunny day in the mountains.").leads().empty());
}

// A team that one posting lists, or the same in all: what changes from posting to posting tells.
TEST(Leads, NamesThatOnePostingListsAreNoStructure) {
  const auto scene_of = [](int naming) {
    LeadScene scene;
    for (int i = 0; i < 9; ++i) {
      std::string text = "Farm work. Passports are kept at the office. Come on Friday.";
      for (std::size_t n = 0; n < 6 && i < naming; ++n) text += " Ask for " + kNames[n] + ".";
      scene.post({.text = text, .contacts = {"15550100"}, .cluster = 0, .network = 0});
    }
    return scene.leads();
  };
  EXPECT_TRUE(scene_of(1).empty());
  EXPECT_TRUE(scene_of(2).empty());
  EXPECT_TRUE(scene_of(9).empty());
}

TEST(Leads, ManyNamesInManyPlacesWithNothingSaidAreABusyTrader) {
  const auto scene_of = [](const std::string& words) {
    LeadScene scene;
    for (std::size_t i = 0; i < 9; ++i) {
      scene.post({.text = "Garden chairs for sale" + words + ". Ask for " + kNames[i],
                  .place = "Town" + std::to_string(i / 2),
                  .contacts = {"15550100"},
                  .cluster = 0,
                  .network = 0,
                  .day = 100 + static_cast<int>(i)});
    }
    return scene.leads();
  };
  EXPECT_TRUE(scene_of("").empty());
  EXPECT_TRUE(scene_of(", no experience needed").empty());
  EXPECT_EQ(scene_of(" and jobs, passports are kept by the manager").size(), 1U);
}

TEST(Leads, WordsAloneAreNoLead) {
  LeadScene scene;
  for (int i = 0; i < 20; ++i) {
    scene.post(
        {.text = "Job abroad. Passports are kept by the manager. Fee to be paid before departure. "
                 "You are not allowed to leave the house. Wages are paid at the end of the season.",
         .contacts = {"15550100"},
         .cluster = 0,
         .network = 0});
  }
  EXPECT_TRUE(scene.leads().empty());
}

TEST(Leads, CounterEvidenceIsShownAndSubtracted) {
  const std::string work =
      "We look for packers. The ticket is advanced and taken from the first two wages.";
  const auto without = nine_names(work).leads();
  const auto with = nine_names(work + " Written contract and registration number given.").leads();
  ASSERT_EQ(without.size(), 1U);
  ASSERT_EQ(with.size(), 1U);
  EXPECT_LT(with[0].score, without[0].score);
  ASSERT_NE(find(with[0], "registered_employer"), nullptr);
  EXPECT_LT(find(with[0], "registered_employer")->points, 0);
  EXPECT_EQ(with[0].score, sum_of(with[0]));
}

TEST(Leads, AWordInFewPostingsCountsForNothing) {
  auto scene = nine_names("We look for packers. The ticket is advanced and taken from the wages.");
  auto& all = scene.all();
  for (int i = 0; i < 4; ++i)
    all[static_cast<std::size_t>(i)].text += ". Passports are kept in the office";
  const auto leads = scene.leads();
  ASSERT_EQ(leads.size(), 1U);
  EXPECT_EQ(find(leads[0], "documents_kept"), nullptr);
  for (int i = 4; i < 14; ++i)
    all[static_cast<std::size_t>(i)].text += ". Passports are kept in the office";
  const auto more = scene.leads();
  ASSERT_NE(find(more[0], "documents_kept"), nullptr);
  EXPECT_EQ(find(more[0], "documents_kept")->postings, 14U);
  EXPECT_EQ(find(more[0], "documents_kept")->points, 16);  // 14 of 18 is over three quarters
}

TEST(Leads, OneContactThatHiresAndSells) {
  LeadScene scene;
  for (int i = 0; i < 6; ++i) {
    scene.post({.text = "Hostesses wanted for a club, apartment and ticket given, good salary",
                .contacts = {"15550100"},
                .cluster = 0,
                .network = 0});
    scene.post({.text = "Escort and companion, available any time day or night",
                .contacts = {"15550100"},
                .cluster = 1,
                .network = 0});
  }
  const auto leads = scene.leads();
  ASSERT_EQ(leads.size(), 1U);
  EXPECT_TRUE(leads[0].is_network);
  EXPECT_EQ(leads[0].title, "Hostess work and companionship, one contact hires and sells");
  EXPECT_EQ(leads[0].subject, (std::vector<std::string>{"nightlife", "companionship"}));
  EXPECT_EQ(find(leads[0], "recruits_and_sells")->detail, "1 group hires, 1 sells, 1 contact");
}

TEST(Leads, ABurstWhereNoneWasExpectedSaysLessThanOne) {
  constexpr std::int64_t kDay = 86'400;
  Postings postings;
  const auto file = postings.add_file("f");
  std::deque<std::string> texts;
  const auto post = [&](std::string text, std::int64_t time) {
    postings.add(file, {.fields = {"", "", texts.emplace_back(std::move(text))}, .time = time});
  };
  const auto offer = [&](std::size_t i, std::int64_t time) {
    post(
        "Packers wanted, passports are kept at the office, travel is deducted from wages. Nobody "
        "may leave the house. You work 14 hours a day. Ask for " +
            std::string(kRotatingNames[i % kRotatingNames.size()]) + " 01632 960555",
        time);
  };
  for (std::int64_t day = 1; day <= 60; ++day) {
    if (day % 8 == 1) offer(static_cast<std::size_t>(day / 8), day * kDay);
    for (std::int64_t i = 0; i < 12; ++i)
      post("lost cat " + std::to_string(day * 100 + i), day * kDay + i * 3600);
  }
  for (std::size_t i = 0; i < 12; ++i) offer(i, 30 * kDay + 600 * static_cast<std::int64_t>(i));
  const auto found = analyse(postings, built_in_indicators(), {.parallel = {.threads = 1}});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->leads.size(), 1U);
  const Evidence* burst = find_evidence(found->leads[0], "burst_of_postings");
  ASSERT_NE(burst, nullptr);
  EXPECT_TRUE(burst->detail.ends_with(" postings, less than one expected")) << burst->detail;
}

TEST(Leads, PlacesOneAfterAnotherAreMovementPlacesAtOnceAreNot) {
  const auto scene_of = [](int stay, int step) {
    LeadScene scene;
    const std::vector<std::string> places = {"Porto", "Leiria", "Beja", "Faro", "Huelva"};
    for (int p = 0; p < 5; ++p) {
      for (int d = 0; d < stay; ++d) {
        scene.post(
            {.text =
                 "Escort, new in town, our girls arrived, without condom, any time day or night",
             .place = places[static_cast<std::size_t>(p)],
             .contacts = {"15550100"},
             .cluster = 0,
             .network = 0,
             .day = 100 + p * step + d});
      }
    }
    return scene;
  };
  auto moving = scene_of(2, 2);
  const auto leads = moving.leads();
  ASSERT_EQ(leads.size(), 1U);
  ASSERT_NE(find(leads[0], "places_in_days"), nullptr);
  EXPECT_EQ(find(leads[0], "places_in_days")->detail, "Porto, Leiria, Beja, Faro, Huelva");
  EXPECT_EQ(leads[0].title, "Companionship, five places in ten days");
  auto everywhere = scene_of(10, 0);
  EXPECT_TRUE(everywhere.leads().empty());
}

// One name, one contact, town after town: whatever services are named, this may be one person who
// works alone. Somebody else must show before it is a structure.
TEST(Leads, OnePersonWhoTravelsIsNoLead) {
  const auto scene_of = [](const std::string& words) {
    LeadScene scene;
    const std::vector<std::string> places = {"Porto", "Leiria", "Beja", "Faro", "Huelva"};
    for (int i = 0; i < 10; ++i) {
      scene.post({.text = "Escort, my name is Anna, 24 years old, new in town, no limits, "
                          "everything is possible, without condom, just turned 18" +
                          words,
                  .place = places[static_cast<std::size_t>(i) / 2],
                  .contacts = {"15550100"},
                  .cluster = 0,
                  .network = 0,
                  .day = 100 + i,
                  .disguised = true});
    }
    return scene.leads();
  };
  EXPECT_TRUE(scene_of("").empty());
  EXPECT_EQ(scene_of(". Our girls are waiting, the manager answers").size(), 1U);
}

TEST(Leads, OneJourneyHasOneCountOfDays) {
  LeadScene scene;
  const std::vector<std::string> places = {"Porto", "Leiria", "Beja", "Faro"};
  for (int i = 0; i < 8; ++i) {
    scene.post({.text = "Packers wanted, passports are kept by the manager",
                .place = places[static_cast<std::size_t>(i) / 2],
                .contacts = {"15550100"},
                .cluster = 0,
                .network = 0,
                .day = 100 + i});
  }
  const auto leads = scene.leads();
  ASSERT_EQ(leads.size(), 1U);
  const Figures& figures = find(leads[0], "places_in_days")->figures;
  EXPECT_EQ(figures.days, 8);  // as the circuit's: days_between its first and last sighting
  EXPECT_EQ(figures.places, places);
  EXPECT_EQ(find(leads[0], "places_in_days")->title, "four places in eight days");
}

TEST(Leads, CountTheContactsThatTieAndNotThoseThatWereCut) {
  auto scene = nine_names(
      "We look for packers, housing included. The ticket is advanced and taken from the first two "
      "wages.");
  for (Drawn& one : scene.all()) one.contacts.push_back("15559000");
  EXPECT_EQ(scene.leads().at(0).contacts, 2U);
  scene.cut("15559000");
  const auto leads = scene.leads();
  ASSERT_EQ(leads.size(), 1U);
  EXPECT_EQ(leads[0].contacts, 1U);
  EXPECT_NE(leads[0].summary.find("18 postings with one contact. Why look: "), std::string::npos)
      << leads[0].summary;
}

TEST(Leads, ASummaryNamesThreeReasonsOfEachSide) {
  auto leads = nine_names(
                   "We look for packers. The ticket is taken from the wages. Passports are kept. A "
                   "fee must be paid before departure. Wages are paid at the end of the season.")
                   .leads();
  ASSERT_EQ(leads.size(), 1U);
  ASSERT_GT(leads[0].evidence.size(), 3U);
  EXPECT_EQ(std::ranges::count(leads[0].summary, ';'), 2) << leads[0].summary;
}

TEST(Leads, ANetworkThatIsALeadTakesItsClustersAlong) {
  LeadScene scene;
  for (int g = 0; g < 2; ++g) {
    for (int i = 0; i < 9; ++i) {
      scene.post(
          {.text = "Packers wanted, the ticket is advanced and taken from the wages, ask for " +
                   kNames[static_cast<std::size_t>(i)],
           .contacts = {"15550100"},
           .cluster = g,
           .network = 0});
    }
  }
  const auto leads = scene.leads();
  ASSERT_EQ(leads.size(), 1U);
  EXPECT_TRUE(leads[0].is_network);
  EXPECT_EQ(leads[0].postings, 18U);
}

TEST(Leads, AreTheSameForAnyThreadCount) {
  LeadScene scene;
  for (int g = 0; g < 60; ++g) {
    for (int i = 0; i < 9; ++i) {
      scene.post(
          {.text = "Packers wanted, the ticket is advanced and taken from the wages, ask for " +
                   kNames[static_cast<std::size_t>(i % (3 + g % 7))],
           .contacts = {"1555" + std::to_string(1000 + g)},
           .cluster = g,
           .network = g});
    }
  }
  const auto one = scene.leads(1), two = scene.leads(2);
  ASSERT_EQ(one.size(), two.size());
  ASSERT_GT(one.size(), 20U);
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].index, two[i].index);
    EXPECT_EQ(one[i].score, two[i].score);
    EXPECT_EQ(one[i].title, two[i].title);
    EXPECT_GE(one[i == 0 ? 0 : i - 1].score, one[i].score);
  }
}

// Random runs out of sentences that show things, in every structure.
LeadScene random_scene(std::uint64_t seed) {
  std::mt19937_64 dice(seed);
  const auto roll = [&](std::size_t sides) { return static_cast<std::size_t>(dice() % sides); };
  const std::vector<std::string> sentences = {"Packers wanted",
                                              "The ticket is advanced and taken from the wages",
                                              "Passports are kept by the manager",
                                              "A fee must be paid before departure",
                                              "No fees are charged",
                                              "Written contract",
                                              "Escort, incall",
                                              "Our girls arrived",
                                              "Llama a la encargada",
                                              "Registration number given",
                                              "New in town",
                                              "Available day and night",
                                              "Работа без выходных",
                                              "Interdit de sortir",
                                              "Hostesses wanted, apartment given"};
  const std::vector<std::string> places = {"Porto", "Leiria", "Beja", "Faro"};
  LeadScene scene;
  for (int network = 0; network < 40; ++network) {
    const auto groups = 1 + roll(3), contacts = 1 + roll(3), names = 1 + roll(9);
    for (std::size_t g = 0; g < groups; ++g) {
      std::string text;
      for (auto left = 1 + roll(7); left > 0; --left)
        text += sentences[roll(sentences.size())] + ". ";
      for (auto left = 1 + roll(12); left > 0; --left) {
        scene.post({.text = text + "Ask for " + kNames[roll(names)] + ", " +
                            std::to_string(20 + roll(names)) + " years old",
                    .author = "account" + std::to_string(roll(names)),
                    .place = places[roll(4)],
                    .contacts = {std::to_string(15'550'000 + network * 10 +
                                                static_cast<int>(roll(contacts)))},
                    .cluster = network * 4 + static_cast<int>(g),
                    .network = network,
                    .day = static_cast<int>(roll(12)),
                    .disguised = roll(2) == 0});
      }
    }
  }
  return scene;
}

TEST(Leads, EveryScoreIsTheSumOfWhatIsShownAndTakesTwoFamiliesOneStructural) {
  std::size_t leads = 0, with_counter = 0;
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    for (const Lead& lead : random_scene(seed).leads()) {
      ++leads;
      EXPECT_EQ(lead.score, sum_of(lead));
      std::set<std::string> families;
      bool structural = false;
      for (const Evidence& one : lead.evidence) {
        EXPECT_NE(one.points, 0);
        EXPECT_LE(one.quotes.size(), 5U);
        EXPECT_LE(one.postings, lead.postings);
        EXPECT_FALSE(one.why.empty() || one.benign.empty() || one.source.empty() ||
                     one.label.empty());
        with_counter += one.points < 0;
        if (one.points < 0) continue;
        families.insert(one.family);
        structural |= one.structural;
      }
      EXPECT_TRUE(structural && families.size() >= 2) << lead.title;
    }
  }
  EXPECT_GT(leads, 200U);
  EXPECT_GT(with_counter, 50U);
}

// The packs' own list, each word in place of XX in every posting of a run that shows all it can.
TEST(Leads, SwappingNationalityEthnicityAndLanguageWordsChangesNothing) {
  const auto scene_with = [](const std::vector<std::string>& words) {
    LeadScene scene = random_scene(7);
    std::size_t next = 0;
    for (Drawn& one : scene.all()) {
      const auto word = [&] { return words[next++ % words.size()]; };
      one.text = "A " + word() + " team. " + one.text + ". Call me " + word() + ", ask for " +
                 word() + ", our colleague " + word() + " speaks " + word();
    }
    for (int i = 0; i < 12; ++i) {
      scene.post({.text = "Packers wanted, passports are kept, with our [" +
                          words[next++ % words.size()] + "] colleagues",
                  .contacts = {"15559999"},
                  .cluster = 900,
                  .network = 900});
    }
    return scene.leads();
  };
  const auto plain = scene_with({"Thai"});
  ASSERT_GT(plain.size(), 5U);
  for (const auto& words : std::vector<std::vector<std::string>>{
           {"Romanian", "Nigerian", "Chinese", "Vietnamese", "Latina", "Slavic"},
           {"Filipina", "Rusa", "Roumaine", "Украинка", "Black", "White", "Asian", "Roma"},
           {"English", "French", "Spanish", "Mandarin", "Arabic", "Tagalog"},
           {"Congolese", "Checa", "Чешка", "Togolaise", "Uruguaia", "Kroatin", "Estin"}}) {
    const auto swapped = scene_with(words);
    ASSERT_EQ(swapped.size(), plain.size());
    for (std::size_t i = 0; i < plain.size(); ++i) {
      EXPECT_EQ(swapped[i].score, plain[i].score);
      EXPECT_EQ(swapped[i].title, plain[i].title);
      EXPECT_EQ(swapped[i].index, plain[i].index);
    }
  }
}

// Who may be asked for by surname is a firm's staff, not several people behind one contact.
TEST(Leads, SurnamesBehindATitleAreNoFurtherNames) {
  const auto names_told = [](const std::string& before) {
    LeadScene scene;
    for (int i = 0; i < 18; ++i) {
      scene.post({.text = "Packers wanted, passports are kept. Contact " + before + " " +
                          kNames[static_cast<std::size_t>(i % 9)] + " for an interview",
                  .contacts = {"15550100"},
                  .cluster = i % 2,
                  .network = 0});
    }
    bool told = false;
    for (const Lead& lead : scene.leads()) {
      for (const Evidence& one : lead.evidence) told |= one.indicator == "names_to_one_contact";
    }
    return told;
  };
  EXPECT_TRUE(names_told("with"));
  for (const char* title : {"Mr", "Mrs.", "Ms", "Sr.", "Sra", "Herr", "Frau", "Mme", "Monsieur",
                            "Dr.", "г-н", "г-ну", "госпожу"})
    EXPECT_FALSE(names_told(title)) << title;
}

TEST(Leads, NamesAreFoundInASlotWithoutACue) {
  const auto scene_of = [](const std::string& before) {
    LeadScene scene;
    for (int i = 0; i < 18; ++i) {
      scene.post({.text = "Packers wanted, passports are kept, " + before + " [" +
                          kNames[static_cast<std::size_t>(i % 9)] + "] in our house",
                  .contacts = {"15550100"},
                  .cluster = 0,
                  .network = 0});
    }
    return scene.leads();
  };
  ASSERT_EQ(scene_of("our dear colleague").size(), 1U);
  EXPECT_TRUE(scene_of("come and live in").empty());  // so written, it may be a place
}

TEST(Leads, TwoPeopleWhoShareAFlatAreNoStructure) {
  LeadScene scene;
  for (int i = 0; i < 12; ++i) {
    scene.post({.text = std::string("Escort, without condom, no limits, any time day or night, "
                                    "just turned 18, ask for ") +
                        (i % 2 == 0 ? "Anna, 24 years old" : "Berta, 29 years old"),
                .contacts = {"15550100"},
                .cluster = 0,
                .network = 0});
  }
  EXPECT_TRUE(scene.leads().empty());
}

TEST(Leads, ATextThatEachUsesWithAContactOfTheirOwnIsCopiedNotOrganised) {
  const auto scene_of = [](int contacts) {
    LeadScene scene;
    for (int i = 0; i < 18; ++i) {
      scene.post({.text = "Packers wanted, passports are kept",
                  .author = kNames[static_cast<std::size_t>(i % 9)],
                  .contacts = {std::to_string(15'550'100 + i % contacts)},
                  .cluster = 0,
                  .network = 0});
    }
    return scene.leads();
  };
  EXPECT_TRUE(scene_of(9).empty());
  const auto leads = scene_of(2);
  ASSERT_EQ(leads.size(), 1U);
  EXPECT_EQ(leads[0].title, "Packing work, one text under nine accounts");
}

TEST(Leads, WhatManyAccountsPassOnWithoutAContactIsNoStructure) {
  const auto leads_of = [](const std::string& text) {
    LeadScene scene;
    for (std::size_t i = 0; i < 12; ++i) {
      scene.post({.text = text, .author = kNames[i % 9] + std::to_string(i), .cluster = 0});
    }
    return scene.leads();
  };
  EXPECT_TRUE(leads_of("Sunny Staff in Leeds: passport kept in the office, flight deducted from "
                       "wages, not allowed out. Please share!")
                  .empty());
  EXPECT_TRUE(leads_of("My cousin worked for a cleaning firm. Passport kept in the office, flight "
                       "deducted from wages, not allowed out.")
                  .empty());
  // Those who write through the board itself
  EXPECT_EQ(leads_of("Packers wanted, passport kept in the office, flight deducted from wages, not "
                     "allowed out. Write to this account")
                .size(),
            1U);
}

TEST(Leads, NeverUseWordsThatJudgeAPerson) {
  auto leads =
      nine_names("We look for packers. The ticket is taken from the wages. Passports are kept.")
          .leads();
  ASSERT_EQ(leads.size(), 1U);
  std::string all = leads[0].title + leads[0].summary;
  for (const Evidence& one : leads[0].evidence)
    all += one.label + one.detail + one.why + one.benign;
  for (const auto* word : {"suspect", "victim", "target", "risk score", "trafficker"}) {
    EXPECT_EQ(all.find(word), std::string::npos) << word;
  }
}

}  // namespace
}  // namespace lodestar::detect
