// SPDX-License-Identifier: Apache-2.0
#include "detect/outputs.h"

#include <gtest/gtest.h>

#include "detect/pseudonym.h"
#include "detect/run_record.h"
#include "detect/write_review.h"
#include "support/golden.h"
#include "support/sample_run.h"

namespace lodestar::detect {
namespace {

using Writer = Status (*)(const Found&, const Sink&);

std::string written(Writer writer, const Found& found) {
  std::string out;
  const Status status = writer(found, [&](std::string_view bytes) {
    out += bytes;
    return Status();
  });
  EXPECT_TRUE(status.has_value());
  return out;
}

constexpr std::array<std::pair<const char*, Writer>, 5> kWriters = {
    {{"postings.csv", write_postings_csv},
     {"identifiers.csv", write_identifiers_csv},
     {"clusters.jsonl", write_clusters_jsonl},
     {"networks.jsonl", write_networks_jsonl},
     {"leads.jsonl", write_leads_jsonl}}};

TEST(Outputs, AreAsReviewed) {
  const auto sample = test::make_sample_run(1);
  const RunView view = sample.view();
  const Found found{.run = view, .leads = sample.leads, .standing = sample.standing};
  for (const auto& [name, writer] : kWriters) test::expect_golden(name, written(writer, found));
  std::string run;
  append_run_json(run, sample.record, found);
  test::expect_golden("run.json", run);
}

TEST(Outputs, AnErrorOfTheSinkComesBack) {
  const auto sample = test::make_sample_run(1);
  const RunView view = sample.view();
  const Found found{.run = view, .leads = sample.leads};
  for (const auto& [name, writer] : kWriters) {
    const Status status = writer(found, [](std::string_view) -> Status {
      return Error{Code::unavailable, "the disk is full"};
    });
    ASSERT_FALSE(status.has_value()) << name;
    EXPECT_EQ(status.error().code, Code::unavailable);
  }
}

TEST(Outputs, ARunThatFoundNothingStillHasItsHeaders) {
  const test::SampleRun none{.contacts = {.first_of = {0}}};
  const RunView view = none.view();
  const Found found{.run = view};
  EXPECT_EQ(written(write_postings_csv, found), "id,cluster,network\n");
  EXPECT_EQ(written(write_identifiers_csv, found),
            "posting,field,kind,value,surface,start,end,class,confidence\n");
  EXPECT_EQ(written(write_clusters_jsonl, found), "");
}

TEST(Outputs, SeveralFilesAreNamedBecauseIdsRepeat) {
  test::SampleRun run{.contacts = {.first_of = {0}}};
  for (const auto* name : {"a.csv", "b.csv"}) {
    const auto file = run.postings.add_file(name);
    Postings::Row row;
    row.fields[0] = "1";
    run.postings.add(file, row);
    run.clusters.of.push_back(kNoCluster);
    run.networks.of_posting.push_back(kNoNetwork);
  }
  const RunView view = run.view();
  EXPECT_EQ(written(write_postings_csv, {.run = view}),
            "id,cluster,network,file\n1,-1,-1,a.csv\n1,-1,-1,b.csv\n");
}

TEST(Outputs, HoldNoIdentifierUnderPseudonyms) {
  const auto sample = test::make_sample_run(3);
  const RunView view = sample.view();
  const auto key = parse_pseudonym_key("an invented key of some length\n");
  ASSERT_TRUE(key.has_value());
  const auto pseudonyms = make_pseudonyms(sample.contacts, *key);
  const Found found{.run = view, .leads = sample.leads, .pseudonyms = pseudonyms};
  for (const auto& [name, writer] : kWriters) {
    const std::string out = written(writer, found);
    for (const auto& occurrence : sample.contacts.occurrences) {
      const auto surface =
          text::cut(sample.postings.get(occurrence.field, occurrence.posting), occurrence.span);
      EXPECT_EQ(out.find(surface), std::string::npos) << name << " holds " << surface;
    }
    for (const auto& contact : sample.contacts.all) {
      EXPECT_EQ(out.find(contact.value), std::string::npos) << name << " holds " << contact.value;
    }
  }
  EXPECT_NE(written(write_clusters_jsonl, found).find("[telegram:"), std::string::npos);
}

TEST(Outputs, AnIdentifierThatIsPartSlotIsMaskedInBothParts) {
  test::SampleRun run{.contacts = {.first_of = {0}}};
  const auto file = run.postings.add_file("a.csv");
  const std::array<std::string_view, 2> texts = {"call 44 7700 900 118 now",
                                                 "call 44 7700 900 204 now"};
  Cluster cluster{
      .member_count = 2,
      .pieces = {
          {.words = "call 44 7700 900"}, {.is_slot = true, .distinct = 2}, {.words = "now"}}};
  for (std::uint32_t i = 0; i < 2; ++i) {
    Postings::Row row;
    row.fields[static_cast<std::size_t>(Field::text)] = texts[i];
    run.postings.add(file, row);
    run.clusters.of.push_back(0);
    run.networks.of_posting.push_back(kNoNetwork);
    run.clusters.members.push_back({.posting = i, .first_slot = i, .slot_count = 1});
    run.clusters.slots.push_back({.span = {17, 20}, .piece = 1});
    run.contacts.all.push_back({.value = i == 0 ? "447700900118" : "447700900204", .postings = 1});
    run.contacts.occurrences.push_back(
        {.posting = i, .contact = i, .span = {5, 20}, .field = Field::text});
    run.contacts.first_of.push_back(i + 1);
    cluster.pieces[1].fillers.push_back({i == 0 ? "118" : "204", 1});
  }
  run.clusters.all.push_back(cluster);
  const std::vector<std::string> pseudonyms = {"aa", "bb"};
  const RunView view = run.view();
  const std::string out = written(write_clusters_jsonl, {.run = view, .pseudonyms = pseudonyms});
  EXPECT_NE(out.find(R"({"words":"call [phone:aa]"},{"slot":0,"distinct":2,"fillers":)"
                     R"([{"text":"[phone:aa]","postings":1},{"text":"[phone:bb]","postings":1}])"),
            std::string::npos)
      << out;
}

// A cluster of two texts, "call +351 ... now" and another number; the slots begin behind the plus.
test::SampleRun two_numbers() {
  test::SampleRun run{.contacts = {.first_of = {0}}};
  const auto file = run.postings.add_file("a.csv");
  constexpr std::array<std::string_view, 2> kTexts = {"call +351210000118 now",
                                                      "call +351210000204 now"};
  Cluster cluster{.member_count = 2,
                  .pieces = {{.words = "call"},
                             {.is_slot = true, .distinct = 2, .takes_plus = true},
                             {.words = "now"}}};
  for (std::uint32_t i = 0; i < 2; ++i) {
    Postings::Row row;
    row.fields[static_cast<std::size_t>(Field::text)] = kTexts[i];
    run.postings.add(file, row);
    run.clusters.of.push_back(0);
    run.networks.of_posting.push_back(kNoNetwork);
    run.clusters.members.push_back({.posting = i, .first_slot = i, .slot_count = 1});
    run.clusters.slots.push_back({.span = {6, 18}, .piece = 1});
    run.contacts.all.push_back({.value = std::string(kTexts[i].substr(5, 13)), .postings = 1});
    run.contacts.occurrences.push_back(
        {.posting = i, .contact = i, .span = {5, 18}, .field = Field::text});
    run.contacts.first_of.push_back(i + 1);
    cluster.pieces[1].fillers.push_back({std::string(kTexts[i].substr(5, 13)), 1});
  }
  run.clusters.all.push_back(cluster);
  return run;
}

std::string review_of(const test::SampleRun& run) {
  const RunView view = run.view();
  std::string out;
  EXPECT_TRUE(write_review({.run = view}, run.record, [&](std::string_view bytes) {
    out += bytes;
    return Status();
  }));
  return out;
}

TEST(Review, ThePlusOfANumberStandsInTheSlot) {
  const std::string page = review_of(two_numbers());
  EXPECT_NE(page.find(R"({"words":["call"]})"), std::string::npos);
  EXPECT_NE(page.find(R"({"postings":1,"text":[{"t":"+351210000118","c":0}]})"), std::string::npos);
  EXPECT_NE(page.find(R"("text":["call ",{"t":"+351210000118","c":0,"s":1}," now"])"),
            std::string::npos);
}

TEST(Review, ADayHasNoHourThatNobodyTold) {
  auto run = two_numbers();
  run.postings.set_time(0, 1794873600);
  run.postings.set_time(1, 1794873600 + 3600);
  const std::string page = review_of(run);
  EXPECT_NE(page.find(R"("time":"2026-11-17",)"), std::string::npos);
  EXPECT_NE(page.find(R"("time":"2026-11-17T01:00:00Z",)"), std::string::npos);
}

TEST(Review, WithoutLeadsHasWhatWasFound) {
  const std::string page = review_of(two_numbers());
  EXPECT_NE(page.find(R"("leads":[],)"), std::string::npos);
  EXPECT_NE(page.find(R"("others":[{"id":"c)"), std::string::npos);
}

TEST(Review, BesideLeadsHasWhatIsNone) {
  const auto run = test::make_sample_run(1);
  ASSERT_GT(run.leads.size(), 1U);
  const RunView view = run.view();
  const auto others_beside = [&](std::span<const Lead> leads) {
    std::string out;
    EXPECT_TRUE(
        write_review({.run = view, .leads = leads}, run.record, [&](std::string_view bytes) {
          out += bytes;
          return Status();
        }));
    return out.substr(out.find("\"others\":["));
  };
  const std::string id = lead_id(view, run.leads[1]).substr(1);
  const std::string quoted = "{\"id\":\"" + id + "\",";
  EXPECT_EQ(others_beside(run.leads).find(quoted), std::string::npos) << "a lead";
  EXPECT_NE(others_beside(std::span(run.leads).first(1)).find(quoted), std::string::npos);
}

TEST(Pseudonyms, AShortKeyIsRefused) {
  EXPECT_FALSE(parse_pseudonym_key("15 bytes, no 16\n\n").has_value());
  EXPECT_TRUE(parse_pseudonym_key("16 bytes are 16.").has_value());
}

TEST(Pseudonyms, TheSameValueHasTheSameNameInEveryRun) {
  const Contacts contacts{.all = {{.value = "+447700900118"}}};
  const auto key = parse_pseudonym_key("an invented key of some length");
  const auto same = parse_pseudonym_key("an invented key of some length\r\n");
  const auto other = parse_pseudonym_key("another invented key of some length");
  ASSERT_TRUE(key && same && other);
  EXPECT_EQ(make_pseudonyms(contacts, *key), make_pseudonyms(contacts, *same));
  EXPECT_NE(make_pseudonyms(contacts, *key), make_pseudonyms(contacts, *other));
}

}  // namespace
}  // namespace lodestar::detect
