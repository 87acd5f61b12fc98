// SPDX-License-Identifier: Apache-2.0
#include "detect/find.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/numbering_plan.h"

namespace lodestar::detect {
namespace {

using Names = std::vector<std::string>;

// Two postings of one cluster share a number; a third is in their network; a fourth is alone.
struct Results {
  std::string postings =
      "id,cluster,network\n"
      "a,c01,n01\n"
      "b,c01,n01\n"
      "'=c,-1,n01\n"
      "d,-1,-1\n";
  std::string identifiers =
      "posting,field,kind,value,surface,start,end,class,confidence\n"
      "a,text,phone,+447700900118,+44 7700 900118,0,15,separated,95\n"
      "b,text,phone,+447700900118,00447700900118,0,14,plain,90\n"
      "'=c,text,email,x@mail.example,x (at) mail.example,0,19,at_dot,90\n"
      "b,text,email,x@mail.example,x@mail.example,20,34,plain,99\n"
      "d,text,email,y@mail.example,y@mail.example,0,14,plain,99\n";
  std::string clusters = R"({"id":"c01","postings":2,"template":[{"words":"Cooks wanted in"},)"
                         R"({"slot":0,"distinct":2}]})"
                         "\n";
  std::string networks = R"({"id":"n01","postings":3})"
                         "\n";
  std::string leads = R"({"id":"ln01","of":"n01","title":"Kitchen work","score":4.3})"
                      "\n";

  std::string run = R"({"pseudonyms":false,"inputs":[{"name":"jobs.csv"}]})"
                    "\n";

  Result<Links> find(std::string_view asked, std::string_view region = {}) const {
    static const text::IdentifierFinder kFinder(text::built_in_numbering_plan());
    return find_links({postings, identifiers, clusters, networks, leads, run}, asked, region,
                      kFinder);
  }
};

TEST(Find, AValueInAnyWritingNamesItsPostings) {
  for (const char* asked : {"+447700900118", "0044 7700 900 118", "+44 (7700) 900-118"}) {
    const auto links = Results{}.find(asked);
    ASSERT_TRUE(links) << asked << ": " << links.error().message;
    EXPECT_EQ(links->asked, "phone +447700900118");
    EXPECT_EQ(links->direct, (Names{"a", "b"}));
  }
  EXPECT_EQ(Results{}.find("07700 900118", "GB")->direct, (Names{"a", "b"}));
}

TEST(Find, ABareHandleIsLookedForOnEveryService) {
  Results results;
  results.identifiers +=
      "a,text,telegram,sofia_dxb_jobs,@sofia_dxb_jobs,40,55,plain,90\n"
      "d,text,instagram,sofia_dxb_jobs,sofia_dxb_jobs,20,34,plain,60\n"
      "b,text,telegram,AbCdEf123,t.me/+AbCdEf123,40,55,plain,97\n";
  for (const char* asked :
       {"@sofia_dxb_jobs", "sofia_dxb_jobs", "SOFIA_DXB_JOBS", " @Sofia_Dxb_Jobs ",
        "＠sofia_dxb_jobs", "sofia_\u200Bdxb_jobs", "sоfia_dxb_jobs"}) {
    const auto links = results.find(asked);
    ASSERT_TRUE(links) << asked << ": " << links.error().message;
    EXPECT_EQ(links->direct, (Names{"a", "d"})) << asked;
    EXPECT_EQ(links->asked, "telegram sofia_dxb_jobs, instagram sofia_dxb_jobs") << asked;
  }
  EXPECT_EQ(results.find("telegram: @sofia_dxb_jobs")->direct, (Names{"a"}));
  EXPECT_EQ(results.find("AbCdEf123")->direct, (Names{"b"}));
  EXPECT_FALSE(results.find("@sofia_dxb"));
  EXPECT_FALSE(results.find("sofia dxb jobs"));
}

TEST(Find, MarkupInWhatIsAskedForIsReadAsDetectReadsIt) {
  Results results;
  results.identifiers += "d,text,telegram,lola_88,@lola_88,20,28,plain,90\n";
  EXPECT_EQ(results.find("&#64;lola_88")->direct, (Names{"d"}));
  EXPECT_EQ(results.find("y&commat;mail.example")->direct, (Names{"d"}));
  EXPECT_EQ(results.find("+44&nbsp;7700&nbsp;900118")->direct, (Names{"a", "b"}));
  EXPECT_EQ(results.find("<a href=\"tel:+447700900118\">call</a>")->direct, (Names{"a", "b"}));
  results.postings += "q&amp;a,-1,-1\n";
  EXPECT_EQ(results.find("q&amp;a")->direct, (Names{"q&amp;a"})) << "ids are as they are written";
}

TEST(Find, ANumberIsLookedForAsDetectJoinedIt) {
  Results results;
  results.identifiers +=
      "a,text,phone,+33639980142,06 39 98 01 42,40,54,separated,95\n"
      "d,text,whatsapp,+33639980142,wa.me/33639980142,20,37,plain,95\n";
  for (const char* asked : {"+33639980142", "06 39 98 01 42", "0639980142", "639980142",
                            "wa.me/33639980142", "WhatsApp: 0639 98 01 42"}) {
    const auto links = results.find(asked);
    ASSERT_TRUE(links) << asked << ": " << links.error().message;
    EXPECT_EQ(links->direct, (Names{"a", "d"})) << asked;
  }
  results.identifiers += "b,text,phone,+34639980142,+34 639 980 142,40,55,separated,95\n";
  EXPECT_FALSE(results.find("639980142")) << "two numbers fit";
}

TEST(Find, ANumberOfTheResultsWithoutItsCountryIsLookedForInAnyWriting) {
  Results results;
  results.identifiers += "d,text,phone,07481227940,07481 227 940,20,33,separated,80\n";
  for (const char* asked :
       {"07481 227 940", "07481227940", "+447481227940", "00447481227940", "447481227940",
        "7481227940", "wa.me/447481227940", "https://wa.me/447481227940"}) {
    for (const char* region : {"", "GB", "ES"}) {
      const auto links = results.find(asked, region);
      ASSERT_TRUE(links) << asked << " in " << region << ": " << links.error().message;
      EXPECT_EQ(links->asked, "phone 07481227940");
      EXPECT_EQ(links->direct, (Names{"d"}));
    }
  }
  for (const char* other : {"+447481227941", "+34748122794", "481227940", "1227940", "227940"})
    EXPECT_FALSE(results.find(other)) << other;
  // The one with its country is meant first: the other may be of any.
  results.identifiers += "a,text,phone,+447481227940,+447481227940,40,53,plain,95\n";
  EXPECT_EQ(results.find("+447481227940")->direct, (Names{"a"}));
}

TEST(Find, ALeadIsThePostingsOfWhatItIsOf) {
  const auto links = Results{}.find("ln01");
  ASSERT_TRUE(links) << links.error().message;
  EXPECT_EQ(links->asked, "lead ln01");
  EXPECT_EQ(links->direct, (Names{"a", "b", "=c"}));
  ASSERT_EQ(links->leads.size(), 1U);
  EXPECT_EQ(links->leads[0].id, "ln01");
  EXPECT_FALSE(Results{}.find("lc01")) << "a cluster that is no lead";
}

TEST(Find, APostingOfTheOnlyInputMayBeNamedWithItsFile) {
  EXPECT_EQ(Results{}.find("jobs.csv:d")->direct, (Names{"d"}));
  EXPECT_EQ(Results{}.find("jobs.csv:d")->asked, "posting jobs.csv:d");
  EXPECT_FALSE(Results{}.find("other.csv:d"));
  EXPECT_FALSE(Results{}.find("jobs.csv:"));
}

TEST(Find, WhereNothingIsFoundTheMessageSaysWhatCanBeAskedFor) {
  Results results;
  const auto nothing = results.find("nobody");
  ASSERT_FALSE(nothing);
  for (const char* word : {"telephone number", "--region", "FILE:ID", "lead", "network", "cluster"})
    EXPECT_NE(nothing.error().message.find(word), std::string::npos) << word;
  EXPECT_EQ(nothing.error().message.find("pseudonyms"), std::string::npos);
  results.run = R"({"pseudonyms":true})";
  EXPECT_NE(results.find("nobody").error().message.find("pseudonyms"), std::string::npos);
}

TEST(Find, GroupsLeadToFurtherPostingsContactsAndLeads) {
  const auto links = Results{}.find("+447700900118");
  ASSERT_TRUE(links);
  EXPECT_EQ(links->linked, (Names{"=c"}));
  ASSERT_EQ(links->clusters.size(), 1U);
  EXPECT_EQ(links->clusters[0].text, "Cooks wanted in [2]");
  ASSERT_EQ(links->networks.size(), 1U);
  EXPECT_EQ(links->networks[0].postings, 3U);
  ASSERT_EQ(links->contacts.size(), 2U);
  EXPECT_EQ(links->contacts[0].value, "x@mail.example");
  EXPECT_EQ(links->contacts[0].postings, 2U);
  ASSERT_EQ(links->leads.size(), 1U);
  EXPECT_EQ(links->leads[0].title, "Kitchen work");
}

TEST(Find, APostingAClusterAndANetworkAreFoundByName) {
  EXPECT_EQ(Results{}.find("d")->direct, (Names{"d"}));
  EXPECT_EQ(Results{}.find("d")->asked, "posting d");
  EXPECT_EQ(Results{}.find("=c")->direct, (Names{"=c"}));
  EXPECT_EQ(Results{}.find("c01")->direct, (Names{"a", "b"}));
  EXPECT_EQ(Results{}.find("n01")->direct, (Names{"a", "b", "=c"}));
}

TEST(Find, WithSeveralFilesAPostingIsKnownByFileAndId) {
  Results results;
  results.postings = "id,cluster,network,file\n1,-1,-1,a.csv\n1,-1,-1,b.csv\n";
  results.identifiers =
      "posting,field,kind,value,surface,start,end,class,confidence,file\n"
      "1,text,email,x@mail.example,x@mail.example,0,14,plain,99,b.csv\n";
  EXPECT_EQ(results.find("x@mail.example")->direct, (Names{"b.csv:1"}));
  EXPECT_EQ(results.find("a.csv:1")->direct, (Names{"a.csv:1"}));
  EXPECT_EQ(results.find("1")->direct, (Names{"a.csv:1", "b.csv:1"}));
}

TEST(Find, WhatIsNotThereIsNotFound) {
  for (const char* asked : {"+447700900119", "nobody", "", "-1", "c02"}) {
    const auto links = Results{}.find(asked);
    ASSERT_FALSE(links) << asked;
    EXPECT_EQ(links.error().code, Code::not_found) << asked;
  }
}

TEST(Find, DamagedFilesAreSaidByNameAndLine) {
  const auto complaint = [](auto damage) {
    Results results;
    damage(results);
    const auto links = results.find("+447700900118");
    if (links) return std::string("no complaint");
    EXPECT_EQ(links.error().code, Code::corrupt);
    return links.error().message;
  };
  EXPECT_EQ(complaint([](Results& r) { r.postings = "id,clus\n"; }),
            "postings.csv: there is no column 'cluster': it is not as detect wrote it");
  EXPECT_EQ(complaint([](Results& r) { r.postings.clear(); }),
            "postings.csv: there is no column 'id': it is not as detect wrote it");
  EXPECT_EQ(complaint([](Results& r) { r.postings.resize(r.postings.size() - 3); }),
            "postings.csv: its end is missing");
  EXPECT_EQ(complaint([](Results& r) { r.postings += "e\n"; }),
            "postings.csv: line 6: 1 field where there are 3 columns");
  EXPECT_EQ(complaint([](Results& r) { r.identifiers += "a,text,\"pho\n"; }),
            "identifiers.csv: line 7: a quote opens here and never closes");
  EXPECT_TRUE(
      complaint([](Results& r) { r.clusters.resize(40); }).starts_with("clusters.jsonl: line 1: "));
  EXPECT_TRUE(
      complaint([](Results& r) { r.networks.resize(20); }).starts_with("networks.jsonl: line 1: "));
  EXPECT_EQ(complaint([](Results& r) { r.clusters.clear(); }),
            "clusters.jsonl: there is no c01, which postings.csv names");
  EXPECT_EQ(complaint([](Results& r) { r.networks.clear(); }),
            "networks.jsonl: there is no n01, which postings.csv names");
}

}  // namespace
}  // namespace lodestar::detect
