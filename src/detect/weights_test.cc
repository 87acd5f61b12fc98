// SPDX-License-Identifier: Apache-2.0
#include "detect/weights.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace lodestar::detect {
namespace {

Judgement judged(bool is_accepted, std::vector<Judgement::Part> evidence) {
  return {.evidence = std::move(evidence), .is_accepted = is_accepted};
}

// Leads that show "names" and "fee": who also show "agency" were benign.
std::vector<Judgement> an_agency_is_benign(int count) {
  std::vector<Judgement> all;
  for (int i = 0; i < count; ++i) {
    all.push_back(judged(true, {{"names", 20}, {"fee", 15}}));
    all.push_back(judged(false, {{"names", 20}, {"fee", 15}, {"agency", 12}}));
  }
  return all;
}

TEST(Weights, what_goes_with_benign_leads_counts_less_and_the_more_decisions_the_less) {
  const Weights few = learn_weights(an_agency_is_benign(4));
  const Weights many = learn_weights(an_agency_is_benign(100));
  EXPECT_LT(few.percent_of("agency"), kUnweighted);
  EXPECT_LT(many.percent_of("agency"), few.percent_of("agency"));
  EXPECT_GE(many.percent_of("agency"), kLightest);
  EXPECT_EQ(many.accepted, 100U);
  const auto agency = std::ranges::find(many.all, "agency", &Weight::indicator);
  EXPECT_EQ(agency->accepted, 0U);
  EXPECT_EQ(agency->benign, 100U);
}

TEST(Weights, what_was_never_decided_on_counts_as_its_pack_says) {
  EXPECT_EQ(learn_weights(an_agency_is_benign(50)).percent_of("passport"), kUnweighted);
  EXPECT_EQ(Weights().percent_of("names"), kUnweighted);
}

TEST(Weights, a_handful_of_decisions_or_those_of_one_kind_teach_nothing) {
  EXPECT_TRUE(learn_weights({}).all.empty());
  EXPECT_TRUE(learn_weights(an_agency_is_benign(2)).all.empty());
  const std::vector<Judgement> one_kind(40, judged(false, {{"names", 20}}));
  EXPECT_TRUE(learn_weights(one_kind).all.empty());
  EXPECT_EQ(learn_weights(one_kind).benign, 40U);
}

// Evidence against a lead that does not keep it from being accepted weighs less, and stays against.
TEST(Weights, counter_evidence_is_weighed_too) {
  std::vector<Judgement> all;
  for (int i = 0; i < 60; ++i) {
    all.push_back(judged(true, {{"fee", 15}, {"rights", -10}}));
    all.push_back(judged(false, {{"fee", 15}}));
  }
  const Weights weights = learn_weights(all);
  EXPECT_LT(weights.percent_of("rights"), kUnweighted);
  EXPECT_LT(weigh(-10, weights.percent_of("rights")), 0);
}

TEST(Weights, the_order_of_decisions_does_not_matter) {
  std::mt19937 dice(7);
  std::vector<Judgement> all;
  for (int i = 0; i < 300; ++i) {
    Judgement one{.evidence = {}, .is_accepted = dice() % 3 == 0};
    for (const std::string_view id : {"a", "b", "c", "d", "e", "f"}) {
      if (dice() % 2 == 0) one.evidence.push_back({std::string(id), std::int32_t(dice() % 40) - 8});
    }
    all.push_back(one);
  }
  const Weights before = learn_weights(all);
  for (int i = 0; i < 5; ++i) {
    std::ranges::shuffle(all, dice);
    EXPECT_EQ(learn_weights(all), before);
  }
}

// The mode is where no step of a hundredth lessens what is to be least; here by a plain search in
// two weights, the intercept searched for each.
TEST(Weights, they_are_the_mode_of_the_posterior) {
  std::vector<Judgement> all;
  for (int i = 0; i < 30; ++i) {
    all.push_back(judged(true, {{"a", 20}}));
    all.push_back(judged(i % 3 == 0, {{"a", 10}, {"b", 15}}));
  }
  const auto loss = [&](double a, double b, double intercept) {
    double sum = 8 * (a - 1) * (a - 1) + 8 * (b - 1) * (b - 1) + intercept * intercept / 200;
    for (const Judgement& one : all) {
      double odds = intercept;
      for (const auto& part : one.evidence)
        odds += (part.indicator == "a" ? a : b) * part.points / 10;
      sum += std::log1p(std::exp(one.is_accepted ? -odds : odds));
    }
    return sum;
  };
  double least = 1e9;
  std::int32_t best_a = 0, best_b = 0;
  for (std::int32_t a = 50; a <= 200; a += 2) {
    for (std::int32_t b = 50; b <= 200; b += 2) {
      for (double intercept = -6; intercept <= 6; intercept += 0.05) {
        const double here = loss(a / 100.0, b / 100.0, intercept);
        if (here < least) std::tie(least, best_a, best_b) = std::tuple(here, a, b);
      }
    }
  }
  const Weights weights = learn_weights(all);
  EXPECT_NEAR(weights.percent_of("a"), best_a, 3);
  EXPECT_NEAR(weights.percent_of("b"), best_b, 3);
}

TEST(Weights, points_keep_their_side_and_never_vanish) {
  for (std::int32_t points = -60; points <= 60; ++points) {
    for (std::int32_t percent = kLightest; percent <= kHeaviest; ++percent) {
      const std::int32_t weighed = weigh(points, percent);
      EXPECT_EQ(weighed > 0, points > 0);
      EXPECT_EQ(weighed < 0, points < 0);
    }
    EXPECT_EQ(weigh(points, kUnweighted), points);
  }
  EXPECT_EQ(weigh(15, 50), 8);
}

TEST(Weights, a_file_is_read_in_any_order_of_its_entries) {
  const auto parsed = parse_weights("weights.json", R"({"format":"lodestar-weights-1","made":"",
    "accepted":4,"benign":5,"weights":[
      {"indicator":"fee","percent":130,"accepted":4,"benign":1},
      {"indicator":"agency","percent":75,"accepted":0,"benign":5}]})");
  ASSERT_TRUE(parsed) << parsed.error().message;
  EXPECT_EQ(parsed->accepted, 4U);
  EXPECT_EQ(parsed->percent_of("agency"), 75);
  EXPECT_EQ(parsed->percent_of("fee"), 130);
}

TEST(Weights, a_file_that_is_none_is_refused_with_what_is_wrong) {
  const auto why = [](std::string_view bytes) {
    const auto parsed = parse_weights("w.json", bytes);
    return parsed ? std::string() : parsed.error().message;
  };
  EXPECT_NE(why("{").find("w.json: "), std::string::npos);
  EXPECT_NE(why("{}").find("format"), std::string::npos);
  const std::string begin = R"({"format":"lodestar-weights-1","accepted":1,"benign":1)";
  EXPECT_NE(why(begin + "}").find("weights: a list"), std::string::npos);
  const auto entry = [&](std::string_view of) {
    return begin + R"(,"weights":[)" + std::string(of) + "]}";
  };
  EXPECT_NE(why(entry(R"({"percent":100})")).find("weights[0].indicator"), std::string::npos);
  for (const std::string_view percent : {"0", "49", "201", "-100", "1.5", "\"90\""}) {
    EXPECT_NE(why(entry(std::string(R"({"indicator":"a","accepted":1,"benign":1,"percent":)") +
                        std::string(percent) + "}"))
                  .find("weights[0].percent"),
              std::string::npos)
        << percent;
  }
  const std::string_view one = R"({"indicator":"a","percent":90,"accepted":1,"benign":1})";
  EXPECT_NE(why(entry(std::string(one) + "," + std::string(one))).find("twice"), std::string::npos);
}

}  // namespace
}  // namespace lodestar::detect
