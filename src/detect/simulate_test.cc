// SPDX-License-Identifier: Apache-2.0
#include "detect/simulate.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "detect/internal/invented_contacts.h"
#include "text/numbering_plan.h"

namespace lodestar::detect {
namespace {

Simulation plan(const SimulateOptions& options) {
  auto simulation = Simulation::plan(options);
  EXPECT_TRUE(simulation.has_value());
  return *std::move(simulation);
}

std::string written(const Simulation& simulation, unsigned threads) {
  std::string all;
  const auto into = [&all](std::string_view bytes) {
    all += bytes;
    return Status();
  };
  EXPECT_TRUE(write_simulated(simulation, {.threads = threads}, {into, into, into, into}));
  return all;
}

TEST(Simulate, TheSameSeedGivesTheSameBytes) {
  const std::string once = written(plan({.postings = 9000, .seed = 3}), 1);
  EXPECT_EQ(once, written(plan({.postings = 9000, .seed = 3}), 1));
  EXPECT_NE(once, written(plan({.postings = 9000, .seed = 4}), 1));
}

TEST(Simulate, PostingsAreTheSameHoweverManyThreadsMakeThem) {
  std::string postings[2];
  for (const unsigned threads : {1U, 2U}) {
    const auto drop = [](std::string_view) { return Status(); };
    const auto keep = [&](std::string_view bytes) {
      postings[threads - 1] += bytes;
      return Status();
    };
    ASSERT_TRUE(write_simulated(plan({.postings = 20'000, .seed = 9}), {.threads = threads},
                                {keep, drop, drop, drop}));
  }
  EXPECT_EQ(postings[0], postings[1]);
}

TEST(Simulate, ContactsStandWhereTheTruthSaysTheyDo) {
  const Simulation simulation = plan({.postings = 3000, .seed = 5});
  InventedPosting posting;
  std::size_t seen = 0;
  for (std::size_t row = 0; row < simulation.size(); ++row) {
    simulation.make(row, posting);
    for (const auto& contact : posting.contacts) {
      const std::string& field = contact.field == Field::title ? posting.title : posting.text;
      ASSERT_LE(contact.span.end, field.size());
      const std::string_view surface = text::cut(field, contact.span);
      ASSERT_FALSE(surface.empty());
      if (contact.kind == text::IdentifierKind::phone &&
          contact.disguise == text::Obfuscation::separated) {
        std::string digits;
        for (const char c : surface) {
          if (c >= '0' && c <= '9') digits += c;
        }
        const std::size_t dialled = digits.find_first_not_of('0');  // behind "0" or "00"
        EXPECT_TRUE(contact.value.ends_with(digits.substr(dialled))) << surface;
      }
      ++seen;
    }
  }
  EXPECT_GT(seen, 1500U);
}

// As people write them every day, and not only as a program would.
TEST(Simulate, ContactsAreWrittenInEverydayForms) {
  const Simulation simulation = plan({.postings = 20'000, .seed = 12});
  const std::pair<text::IdentifierKind, std::string_view> forms[] = {
      {text::IdentifierKind::phone, "0044-"},         {text::IdentifierKind::phone, "0 (zero)"},
      {text::IdentifierKind::phone, "0, "},           {text::IdentifierKind::email, "＠"},
      {text::IdentifierKind::email, "_at_example_"},  {text::IdentifierKind::email, " собака "},
      {text::IdentifierKind::email, "[arroba]"},      {text::IdentifierKind::telegram, "t.me/"},
      {text::IdentifierKind::telegram, "t (dot) me"}, {text::IdentifierKind::telegram, "hxxps"}};
  std::map<std::string_view, std::size_t> written;
  std::size_t wages = 0, wechat = 0;
  InventedPosting posting;
  for (std::size_t row = 0; row < simulation.size(); ++row) {
    simulation.make(row, posting);
    for (const auto& contact : posting.contacts) {
      const std::string& field = contact.field == Field::title ? posting.title : posting.text;
      const std::string_view surface = text::cut(field, contact.span);
      for (const auto& [kind, form] : forms)
        written[form] += contact.kind == kind && surface.find(form) != surface.npos ? 1U : 0U;
      const std::string_view behind = std::string_view(field).substr(contact.span.end);
      wages += behind.substr(0, 16).find(" an hour") != behind.npos ? 1U : 0U;
      const std::string_view before = std::string_view(field).substr(0, contact.span.start);
      wechat += before.ends_with("V信: ") ? 1U : 0U;
    }
  }
  for (const auto& [form, count] : written) EXPECT_GT(count, 2U) << form;
  EXPECT_GT(wages, 2U);
  EXPECT_GT(wechat, 0U);
}

// Boards' own contacts, and a number written under everything: hard negatives for whoever ties
// postings by what they share.
TEST(Simulate, AFewContactsStandInHundredsOfUnrelatedPostings) {
  const Simulation simulation = plan({.postings = 20'000, .seed = 5});
  std::map<std::string, std::set<std::int64_t>> organisers;  // of a value; lone ones each
  InventedPosting posting;
  for (std::size_t row = 0; row < simulation.size(); ++row) {
    simulation.make(row, posting);
    const std::int64_t who =
        posting.network >= 0 ? posting.network : -1 - static_cast<std::int64_t>(row);
    for (const auto& contact : posting.contacts) organisers[contact.value].insert(who);
  }
  std::size_t common = 0;
  for (const auto& [value, by] : organisers) {
    EXPECT_TRUE(by.size() == 1 || by.size() > 200) << value << " " << by.size();
    common += by.size() > 200 ? 1U : 0U;
  }
  EXPECT_EQ(common, 4U);
}

TEST(Simulate, SlotsLieInTheirFieldsAndDifferInsideACampaign) {
  const Simulation simulation = plan({.postings = 3000, .seed = 6, .preset = Preset::clusters});
  InventedPosting posting;
  // By cluster and number of the slot: what filled it.
  std::map<std::pair<std::int32_t, std::size_t>, std::set<std::string>> fillers;
  std::map<std::int32_t, std::size_t> sizes;
  for (std::size_t row = 0; row < simulation.size(); ++row) {
    simulation.make(row, posting);
    if (posting.cluster < 0) {
      EXPECT_TRUE(posting.slots.empty());
      continue;
    }
    ++sizes[posting.cluster];
    for (std::size_t i = 0; i < posting.slots.size(); ++i) {
      const auto& [field_name, span] = posting.slots[i];
      const std::string& field = field_name == Field::title ? posting.title : posting.text;
      ASSERT_LE(span.start, span.end);
      ASSERT_LE(span.end, field.size());
      fillers[{posting.cluster, i}].insert(std::string(text::cut(field, span)));
    }
  }
  for (const auto& [cluster, size] : sizes) EXPECT_GE(size, 3U);
  std::size_t constant = 0;
  for (const auto& [slot, texts] : fillers) constant += texts.size() < 2 ? 1U : 0U;
  EXPECT_LE(constant * 200, fillers.size()) << constant << " of " << fillers.size();
}

TEST(Simulate, SlotsBeginAndEndWithAWordInEveryScript) {
  const Simulation simulation = plan({.postings = 6000, .seed = 9, .preset = Preset::clusters});
  InventedPosting posting;
  for (std::size_t row = 0; row < simulation.size(); ++row) {
    simulation.make(row, posting);
    for (const auto& [field_name, span] : posting.slots) {
      const std::string& field = field_name == Field::title ? posting.title : posting.text;
      const std::string_view slot = text::cut(field, span);
      for (const std::string_view sign : {" ", ".", ",", "«", "»", "，", "、"}) {
        EXPECT_FALSE(slot.starts_with(sign) || slot.ends_with(sign)) << slot;
      }
    }
  }
}

TEST(Simulate, LanguagesHaveTheirShares) {
  const Simulation simulation = plan({.postings = 40'000, .seed = 2});
  InventedPosting posting;
  std::map<std::string_view, double> postings;
  for (std::size_t row = 0; row < simulation.size(); ++row) {
    simulation.make(row, posting);
    postings[posting.language] += 1.0 / 40'000;
  }
  const std::map<std::string_view, double> wanted = {{"en", .50}, {"es", .15}, {"fr", .11},
                                                     {"ru", .10}, {"pt", .07}, {"de", .05},
                                                     {"zh", .01}, {"th", .01}};
  EXPECT_EQ(postings.size(), wanted.size());
  for (const auto& [language, share] : wanted) EXPECT_NEAR(postings[language], share, .04);
}

TEST(Simulate, OnlyTheLanguagesAskedForAreSpoken) {
  const Simulation simulation = plan({.postings = 500, .seed = 2, .languages = {"ru", "fr"}});
  InventedPosting posting;
  for (std::size_t row = 0; row < simulation.size(); ++row) {
    simulation.make(row, posting);
    EXPECT_TRUE(posting.language == "ru" || posting.language == "fr") << posting.language;
  }
  EXPECT_FALSE(Simulation::plan({.postings = 5, .languages = {"xx"}}));
}

TEST(Simulate, IndicatorsInOrdinaryPostingsHaveThePublishedRates) {
  const Simulation simulation = plan({.postings = 40'000, .seed = 8, .preset = Preset::benign});
  InventedPosting posting;
  double jobs = 0, with_one = 0, with_five = 0, adult = 0, adult_by[4] = {};
  for (std::size_t row = 0; row < simulation.size(); ++row) {
    simulation.make(row, posting);
    EXPECT_FALSE(posting.should_lead);
    if (posting.cluster >= 0) continue;
    if (posting.kind == Kind::job) {
      ++jobs;
      with_one += posting.indicators >= 1 ? 1 : 0;
      with_five += posting.indicators >= 5 ? 1 : 0;
    } else if (posting.kind == Kind::adult) {
      ++adult;
      ++adult_by[std::min(posting.indicators, 3U)];
    }
  }
  EXPECT_NEAR(with_one / jobs, .984, .005);
  EXPECT_NEAR(with_five / jobs, .15, .015);
  EXPECT_NEAR(adult_by[0] / adult, .19, .02);
  EXPECT_NEAR(adult_by[1] / adult, .583, .025);
  EXPECT_NEAR(adult_by[2] / adult, .213, .02);
  EXPECT_NEAR(adult_by[3] / adult, .017, .008);
}

TEST(Simulate, InventedPhonesAreAllDifferentAndPossible) {
  const auto& numbering = text::built_in_numbering_plan();
  std::set<std::string> values;
  std::size_t possible = 0;
  for (std::uint32_t i = 0; i < internal::invented_phones(); ++i) {
    std::string value;
    internal::append_value({.number = i}, value);
    if (i % 97 == 0) {
      const auto phone = numbering.parse(value.substr(1), true, "");
      possible += phone && phone->possible && phone->e164 == value ? 1U : 0U;
    }
    values.insert(std::move(value));
  }
  EXPECT_EQ(values.size(), internal::invented_phones());
  EXPECT_EQ(possible, (internal::invented_phones() + 96) / 97);
}

TEST(Simulate, LonePostingsNeverShareAContactOfTheirOwn) {
  const Simulation simulation = plan({.postings = 30'000, .seed = 12});
  InventedPosting posting;
  std::map<std::string, std::size_t> in_lone;
  std::set<std::string> in_campaigns;
  for (std::size_t row = 0; row < simulation.size(); ++row) {
    simulation.make(row, posting);
    for (const auto& contact : posting.contacts) {
      if (posting.cluster >= 0) in_campaigns.insert(contact.value);
      if (posting.cluster < 0) ++in_lone[contact.value];
    }
  }
  std::size_t common = 0;
  for (const auto& [value, postings] : in_lone) {
    common += postings > 200 ? 1U : 0U;
    if (postings > 200) continue;
    EXPECT_EQ(postings, 1U) << value;
    EXPECT_FALSE(in_campaigns.contains(value)) << value;
  }
  EXPECT_EQ(common, 4U);
}

}  // namespace
}  // namespace lodestar::detect
