// SPDX-License-Identifier: Apache-2.0
#include "detect/score.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace lodestar::detect {
namespace {

// Pair by pair, as the index is defined.
double plain_rand_index(const std::vector<std::int64_t>& truth,
                        const std::vector<std::int64_t>& found) {
  double both = 0, in_truth = 0, in_found = 0, all = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const bool t = truth[i] >= 0 && truth[i] == truth[j];
      const bool f = found[i] >= 0 && found[i] == found[j];
      both += t && f ? 1 : 0;
      in_truth += t ? 1 : 0;
      in_found += f ? 1 : 0;
      ++all;
    }
  }
  const double expected = all == 0 ? 0 : in_truth * in_found / all;
  const double most = (in_truth + in_found) / 2;
  return most == expected ? 1 : (both - expected) / (most - expected);
}

RC_GTEST_PROP(Score, CountingGroupsAgreesWithCountingPairs, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(0, 40);
  const auto label = rc::gen::inRange<std::int64_t>(-2, 6);
  auto truth = *rc::gen::container<std::vector<std::int64_t>>(size, label);
  auto found = *rc::gen::container<std::vector<std::int64_t>>(size, label);
  RC_ASSERT(std::abs(compare_groups(truth, found).rand_index - plain_rand_index(truth, found)) <
            1e-9);
}

TEST(Score, TheSameGroupsUnderOtherNamesAgreeFully) {
  const std::vector<std::int64_t> truth = {0, 0, 1, 1, -1}, found = {7, 7, 3, 3, -1};
  EXPECT_EQ(compare_groups(truth, found).rand_index, 1);
  EXPECT_EQ(compare_groups(truth, found).pairs.f1(), 1);
}

constexpr std::string_view kTruth =
    "id,cluster,network,kind,should_lead\n"
    "a,0,0,forced_labour,1\nb,0,0,forced_labour,1\nc,-1,-1,job,0\nd,-1,-1,decoy,0\n";
constexpr std::string_view kFound = "id,cluster,network\na,c1,n1\nb,c1,n1\nc,c1,-1\nd,-1,-1\n";

TEST(Score, ABoundaryIsRightAtTheVeryByte) {
  const auto score = score_result(
      {.postings = kFound,
       .clusters = R"({"members":[{"posting":"a","slots":[{"field":"text","start":4,"end":9}]},)"
                   R"({"posting":"c","slots":[{"field":"text","start":1,"end":2}]}]})"
                   "\n",
       .truth = kTruth,
       .truth_slots = "id,field,start,end\na,text,4,8\nb,text,4,8\nc,text,0,9\n"});
  ASSERT_TRUE(score.has_value());
  // c is in no campaign and does not count; of a's two found boundaries one is right.
  ASSERT_TRUE(score->slot_boundaries.has_value());
  EXPECT_EQ(score->slot_boundaries->right, 1U);
  EXPECT_EQ(score->slot_boundaries->found, 2U);
  EXPECT_EQ(score->slot_boundaries->wanted, 4U);
}

TEST(Score, AnIdentifierIsRightByValueAndPlace) {
  const auto score =
      score_result({.postings = kFound,
                    .identifiers = "posting,field,kind,value,surface,start,end,class,confidence\n"
                                   "a,text,phone,+12125550142,x,5,15,spaced,90\n"
                                   "b,text,phone,2125550143,x,5,15,plain,90\n"
                                   "c,text,phone,+12125550144,x,90,99,plain,90\n"
                                   "d,text,phone,+12125550145,x,5,15,plain,90\n",
                    .truth = kTruth,
                    .truth_identifiers = "id,field,kind,value,surface,start,end,class\n"
                                         "a,text,phone,+12125550142,x,5,15,leet\n"
                                         "b,text,phone,+12125550143,x,4,14,plain\n"
                                         "c,text,phone,+12125550144,x,5,15,plain\n"});
  ASSERT_TRUE(score.has_value());
  EXPECT_EQ(score->phones->right, 2U);
  EXPECT_EQ(score->phones->found, 4U);
  EXPECT_EQ(score->phones->wanted, 3U);
  EXPECT_EQ(score->decoys->found, 1U);
  EXPECT_EQ(score->decoys->right, 0U);
  // Of the truth's classes what is missed, of the findings' what is wrong.
  ASSERT_EQ(score->classes.size(), 3U);
  EXPECT_EQ(score->classes[0].name, "leet");
  EXPECT_EQ(score->classes[0].recall(), 1);
  EXPECT_EQ(score->classes[0].found, 0U);
  EXPECT_EQ(score->classes[1].name, "plain");
  EXPECT_EQ(score->classes[1].recall(), .5);
  EXPECT_EQ(score->classes[1].found, 3U);
  EXPECT_EQ(score->classes[1].right, 1U);
  EXPECT_EQ(score->classes[2].name, "spaced");
  EXPECT_EQ(score->classes[2].precision(), 1);
}

TEST(Score, ALeadIsRightWhenMostOfItsPostingsShouldLead) {
  const auto score = score_result(
      {.postings = kFound, .leads = "{\"of\":\"c1\"}\n{\"of\":\"n2\"}\n", .truth = kTruth});
  ASSERT_TRUE(score.has_value());
  EXPECT_EQ(score->leads->leads, 2U);
  EXPECT_EQ(score->leads->right, 1U);
  EXPECT_EQ(score->leads->benign, 2U);
  EXPECT_EQ(score->leads->false_per_thousand(), 500);
  EXPECT_EQ(score->leads->networks, 1U);
  EXPECT_EQ(score->leads->seen, 1U);
}

TEST(Score, TheTruthOfAnotherCorpusIsRefused) {
  const auto other =
      score_result({.postings = "id,cluster,network\nx,c1,n1\ny,c1,n1\n", .truth = kTruth});
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().code, Code::invalid);
  EXPECT_EQ(other.error().message,
            "postings.csv: of 2 ids 0 agree with the truth, which is of another corpus");
}

constexpr std::string_view kIdentifierColumns =
    "posting,field,kind,value,surface,start,end,class,confidence\n";
constexpr std::string_view kTrueIdentifiers =
    "id,field,kind,value,surface,start,end,class\n"
    "a,text,phone,+12125550142,x,5,15,plain\n";

TEST(Score, RowNumbersAloneDoNotMakeItTheSameCorpus) {
  const auto scored = [](std::string_view row) {
    return score_result({.postings = kFound,
                         .identifiers = std::string(kIdentifierColumns).append(row),
                         .truth = kTruth,
                         .truth_identifiers = kTrueIdentifiers});
  };
  const auto other = scored("a,text,phone,+12125550199,x,40,52,plain,90\n");
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().message,
            "identifiers.csv: of 1 identifier 0 agree with the truth, which is of another corpus");
  EXPECT_TRUE(scored("a,text,phone,0f3c,x,5,15,plain,90\n"));          // a pseudonym
  EXPECT_TRUE(scored("a,text,phone,+12125550142,x,3,15,plain,90\n"));  // "tel" included
  EXPECT_TRUE(scored(""));                                             // nothing found
}

TEST(Score, IdsOfOneSideAloneAreCounted) {
  const auto score = score_result(
      {.postings = "id,cluster,network\na,c1,n1\nb,c1,n1\nz,-1,-1\n", .truth = kTruth});
  ASSERT_TRUE(score.has_value());
  EXPECT_EQ(score->not_found, 2U);
  EXPECT_EQ(score->not_in_truth, 1U);
  EXPECT_NE(score_as_text(*score).find(
                "\n2 postings of the truth without a result, 1 of the result without a truth\n"),
            std::string::npos);
  const auto whole = score_result({.postings = kFound, .truth = kTruth});
  ASSERT_TRUE(whole.has_value());
  EXPECT_EQ(score_as_text(*whole).find("without"), std::string::npos);
}

TEST(Score, AFileWithoutItsColumnsIsRefused) {
  const auto score = score_result({.postings = "id,group\n", .truth = kTruth});
  ASSERT_FALSE(score.has_value());
  EXPECT_EQ(score.error().message, "postings.csv: there is no column cluster");
}

}  // namespace
}  // namespace lodestar::detect
