// SPDX-License-Identifier: Apache-2.0
#include "desk/desk.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <semaphore>
#include <set>

#include "desk/access_words.h"
#include "desk/sequencer.h"
#include "store/erasing.h"
#include "store/people.h"
#include "support/answer.h"
#include "support/stores.h"

namespace lodestar::desk {
namespace {

using test::Answer;

detect::LeadDocument invented_lead(std::string id, std::int32_t tenths) {
  return {.id = std::move(id),
          .tenths = tenths,
          .line = Sensitive<std::string>(std::string(R"({"title":"Packing work"})")),
          .page = Sensitive<std::string>(
              std::string(R"({"evidence":[{"indicator":"fee","points":1.5},{"indicator":"agency",)"
                          R"("points":1.2,"percent":80}]})")),
          .network = Sensitive<std::string>(std::string(R"({"groups":[]})")),
          .contacts = {{.number = 7,
                        .kind = "phone",
                        .value = Sensitive<std::string>(std::string("+447700900118")),
                        .postings = 4}}};
}

struct DeskTest : testing::Test {
  DeskTest() {
    crypto::SealingKey key{};
    key.fill(9);
    vault.emplace(Sensitive(key));
    auto opened = store::Database::open(store.connect(), 2);
    EXPECT_TRUE(opened);
    database = *std::move(opened);
    desk.emplace(Desk::Options{.database = database.get(),
                               .vault = &*vault,
                               .issuer = 77,
                               .now_s = [this] { return now_s; },
                               .is_demonstration = true});
    EXPECT_TRUE(desk->set_up_demonstration());
  }

  Member enter(std::string_view who) {
    auto signed_in = desk->enter_as(who);
    EXPECT_TRUE(signed_in);
    auto member = desk->find_member(signed_in->token.reveal());
    EXPECT_TRUE(member);
    return *std::move(member);
  }
  // The ids of the leads, the highest score first.
  std::vector<std::string> import(const Member& member) {
    const auto id = desk->begin_import(member, Sensitive<std::string>(std::string("a.csv")));
    EXPECT_TRUE(id) << id.error().message;
    const std::vector<detect::LeadDocument> leads{invented_lead("ln0000000000000001", 31),
                                                  invented_lead("ln0000000000000002", 90)};
    EXPECT_TRUE(desk->end_import(member, id->id, 12, leads));
    const std::string mark = id->id.substr(0, 8);
    return {mark + "ln0000000000000002", mark + "ln0000000000000001"};
  }
  Result<LeadPage> read(const Member& member, std::string_view id) {
    Answer<LeadPage> answer;
    desk->read_lead(member, id, store::LeadPart::page, answer.done());
    return answer.get();
  }
  Result<store::Decision> decide(const Member& member, std::string_view id, Deciding deciding) {
    Answer<store::Decision> answer;
    desk->decide_lead(member, id, std::move(deciding), answer.done());
    return answer.get();
  }
  Result<store::Task> add(const Member& member, NewTask wanted) {
    Answer<store::Task> answer;
    desk->add_task(member, std::move(wanted), answer.done());
    return answer.get();
  }
  std::vector<store::Outbox::Opened> told_about(std::string_view subject) {
    std::vector<store::Outbox::Opened> opened;
    store::Outbox outbox(*vault, 77);
    EXPECT_TRUE(database->read([&](store::Connection& connection) -> Status {
      opened = LODESTAR_TRY(outbox.about(connection, subject, {}, 1000));
      return {};
    }));
    return opened;
  }

  std::uint64_t now_s = 1'800'000'000;
  test::StoreUnderTest store{test::StoreKind::sqlite};
  std::unique_ptr<store::Database> database;
  std::optional<store::Vault> vault;
  std::optional<Desk> desk;
};

TEST_F(DeskTest, LeadsComeWithTheHighestScoreFirstAndNothingOfThemLiesOpenOnTheDisk) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  Answer<LeadList> answer;
  desk->list_leads(ana, {}, {}, answer.done());
  const auto list = answer.get();
  ASSERT_TRUE(list) << list.error().message;
  ASSERT_EQ(list->leads.size(), 2U);
  EXPECT_EQ(list->leads[0].id, ids[0]);
  EXPECT_EQ(list->leads[0].line.reveal(), R"({"title":"Packing work"})");
  EXPECT_EQ(list->counts.open, 2U);
  bool is_open = false;
  ASSERT_TRUE(database->read([&](store::Connection& connection) {
    return connection.query("select line, page, network from lead", {}, [&](const auto& row) {
      for (int i = 0; i < 3; ++i) {
        is_open |= row.as_bytes(i).find("Packing") != std::string_view::npos ||
                   row.as_bytes(i).find("{\"") != std::string_view::npos;
      }
    });
  }));
  EXPECT_FALSE(is_open);
}

TEST_F(DeskTest, WhatIsLookedAtIsOnRecordBeforeItIsSeen) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  const auto page = read(ana, ids[0]);
  ASSERT_TRUE(page) << page.error().message;
  const auto told = told_about(page->lead.import);
  ASSERT_GE(told.size(), 2U);
  EXPECT_EQ(told[0].record.subject, "lead/" + ids[0]);
  EXPECT_NE(
      told[0].record.body.find(R"("fields":["posting_text","lead_evidence","lead_decision"])"),
      std::string::npos)
      << told[0].record.body;
  EXPECT_NE(told[0].record.body.find("\"account\":\"demo-ana\""), std::string::npos);
  EXPECT_NE(told[0].record.body.find("\"purpose\":\"find_networks\""), std::string::npos);
}

// Where nothing can be put on record, nothing is shown.
TEST_F(DeskTest, WithoutARecordNothingIsSeen) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  ASSERT_TRUE(database->write([](store::Connection& connection) {
    return connection.run_script("drop index outbox_subject; alter table outbox rename to gone");
  }));
  const auto page = read(ana, ids[0]);
  EXPECT_FALSE(page);
}

TEST_F(DeskTest, AContactIsShownWhenAskedForAndThatIsOnRecord) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  Answer<Sensitive<std::string>> answer;
  desk->reveal_contact(ana, ids[0], 7, answer.done());
  const auto value = answer.get();
  ASSERT_TRUE(value) << value.error().message;
  EXPECT_EQ(value->reveal(), "+447700900118");
  const auto told = told_about(read(ana, ids[0])->lead.import);
  const auto is_reveal = [&](const auto& one) {
    return one.record.subject == fmt::format("lead/{}/contact/7", ids[0]);
  };
  EXPECT_EQ(std::ranges::count_if(told, is_reveal), 1);
  for (const auto& one : told) {
    EXPECT_EQ(one.record.body.find("7700900118"), std::string::npos);
  }
  Answer<Sensitive<std::string>> other;
  desk->reveal_contact(ana, ids[0], 8, other.done());
  EXPECT_EQ(other.get().error().code, Code::not_found);
}

TEST_F(DeskTest, AnotherOrganisationsLeadIsNowhere) {
  const auto ids = import(enter("demo-ana"));
  const Member noor = enter("demo-noor");
  EXPECT_EQ(read(noor, ids[0]).error().code, Code::not_found);
  EXPECT_EQ(decide(noor, ids[0], {.kind = "accept", .reason = "x"}).error().code, Code::not_found);
  Answer<LeadList> list;
  desk->list_leads(noor, {}, {}, list.done());
  EXPECT_TRUE(list.get()->leads.empty());
  Answer<LeadList> linked;
  desk->find_linked(noor, Sensitive<std::string>(std::string("+447700900118")), linked.done());
  EXPECT_TRUE(linked.get()->leads.empty());
}

TEST_F(DeskTest, AnAdministratorSeesNoContent) {
  const auto ids = import(enter("demo-ana"));
  const Member lena = enter("demo-lena");
  EXPECT_EQ(read(lena, ids[0]).error().code, Code::forbidden);
  Answer<LeadList> list;
  desk->list_leads(lena, {}, {}, list.done());
  EXPECT_EQ(list.get().error().code, Code::forbidden);
  EXPECT_EQ(desk->begin_import(lena, {}).error().code, Code::forbidden);
}

TEST_F(DeskTest, WhatIsRefusedIsOnRecordToo) {
  const Member lena = enter("demo-lena");
  Answer<LeadList> list;
  desk->list_leads(lena, {}, {}, list.done());
  ASSERT_FALSE(list.get());
  const auto told = told_about("demo-lena");
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told[0].record.type, "access");
  EXPECT_NE(told[0].record.body.find("\"denied\":"), std::string::npos) << told[0].record.body;
}

TEST_F(DeskTest, ListsAreOnRecordBeforeTheyAreSeen) {
  const Member ana = enter("demo-ana");
  import(ana);
  Answer<store::Task> added;
  desk->add_task(ana, {.title = "Call back", .lead = {}, .assigned = {}}, added.done());
  ASSERT_TRUE(added.get());
  const auto count = [&] {
    std::int64_t rows = 0;
    EXPECT_TRUE(database->read([&](store::Connection& connection) {
      return connection.query("select count(*) from outbox", {},
                              [&](const auto& row) { rows = row.number(0); });
    }));
    return rows;
  };
  const std::int64_t before = count();
  Answer<ImportList> imports;
  desk->list_imports(ana, {}, imports.done());
  EXPECT_EQ(imports.get()->imports.size(), 1U);
  Answer<TaskList> tasks;
  desk->list_tasks(ana, {}, tasks.done());
  EXPECT_EQ(tasks.get()->tasks.size(), 1U);
  Answer<std::vector<store::Doing>> doings;
  desk->recent(ana, {}, 50, doings.done());
  EXPECT_TRUE(doings.get());
  EXPECT_EQ(count(), before + 3);
}

TEST_F(DeskTest, ADecisionIsMadeOnWhatWasLookedAt) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  const auto version = read(ana, ids[0])->lead.version;
  const auto decided = decide(
      ana, ids[0],
      {.kind = "benign", .explanation = "agency", .reason = "known to me", .version = version});
  ASSERT_TRUE(decided) << decided.error().message;
  EXPECT_EQ(decide(ana, ids[0], {.kind = "accept", .reason = "x", .version = version}).error().code,
            Code::conflict);
  const auto page = read(ana, ids[0]);
  EXPECT_EQ(page->lead.state, "benign");
  ASSERT_EQ(page->decisions.size(), 1U);
  EXPECT_EQ(page->decisions[0].words.reveal(), "known to me");
  Answer<std::vector<store::Doing>> doings;
  desk->recent(ana, {}, 50, doings.done());
  EXPECT_EQ(doings.get()->size(), 1U);
}

TEST_F(DeskTest, ADecisionNeedsAReasonAndAKindThatIsKnown) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  for (const Deciding& wrong : {Deciding{.kind = "accept"}, Deciding{.kind = "burn", .reason = "x"},
                                Deciding{.kind = "benign", .reason = "x"},
                                Deciding{.kind = "accept", .reason = std::string(4001, 'x')}}) {
    EXPECT_EQ(decide(ana, ids[0], wrong).error().code, Code::invalid);
  }
  EXPECT_EQ(read(ana, ids[0])->lead.state, "open");
}

TEST_F(DeskTest, WhatIsDecidedTeachesWeightsToTheOrganisationAlone) {
  const Member ana = enter("demo-ana");
  const auto weights_for = [&](const Member& member) {
    Answer<detect::Weights> answer;
    desk->learned(member, answer.done());
    return answer.get();
  };
  for (int i = 0; i < 3; ++i) {
    const auto ids = import(ana);
    ASSERT_TRUE(decide(ana, ids[0], {.kind = "accept", .reason = "x"}));
    ASSERT_TRUE(
        decide(ana, ids[1], {.kind = "benign", .explanation = "agency", .reason = "known"}));
  }
  const auto weights = weights_for(ana);
  ASSERT_TRUE(weights) << weights.error().message;
  EXPECT_EQ(weights->accepted, 3U);
  EXPECT_EQ(weights->benign, 3U);
  ASSERT_EQ(weights->all.size(), 2U);
  EXPECT_EQ(weights->all[0].indicator, "agency");
  EXPECT_EQ(weights->all[0].benign, 3U);
  EXPECT_TRUE(weights_for(enter("demo-noor"))->all.empty());
  EXPECT_EQ(weights_for(enter("demo-lena")).error().code, Code::forbidden);
}

TEST_F(DeskTest, ANumberLeadsToAllLeadsThatHoldIt) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  Answer<LeadList> answer;
  desk->find_linked(ana, Sensitive<std::string>(std::string("+447700900118")), answer.done());
  EXPECT_EQ(answer.get()->leads.size(), 2U);
  Answer<LeadList> other;
  desk->find_linked(ana, Sensitive<std::string>(std::string("+447700900119")), other.done());
  EXPECT_TRUE(other.get()->leads.empty());
}

TEST_F(DeskTest, ASessionEndsAndOnlyItsTokenOpensIt) {
  auto signed_in = desk->enter_as("demo-ana");
  ASSERT_TRUE(signed_in);
  EXPECT_EQ(desk->find_member("").error().code, Code::unauthenticated);
  EXPECT_EQ(desk->find_member(signed_in->token.reveal() + "0").error().code, Code::unauthenticated);
  ASSERT_TRUE(desk->find_member(signed_in->token.reveal()));
  now_s += 13 * 3600;
  EXPECT_EQ(desk->find_member(signed_in->token.reveal()).error().code, Code::unauthenticated);
  now_s -= 13 * 3600;
  const auto member = desk->find_member(signed_in->token.reveal());
  ASSERT_TRUE(desk->leave(*member));
  EXPECT_EQ(desk->find_member(signed_in->token.reveal()).error().code, Code::unauthenticated);
}

TEST_F(DeskTest, OutsideADemonstrationNobodyEntersByName) {
  Desk other({.database = database.get(),
              .vault = &*vault,
              .issuer = 77,
              .now_s = [this] { return now_s; },
              .is_demonstration = false});
  EXPECT_EQ(other.enter_as("demo-ana").error().code, Code::not_found);
  EXPECT_EQ(other.demonstrated().error().code, Code::not_found);
}

// Somebody with an account of her own signs in, in a demonstration too.
TEST_F(DeskTest, ADemonstrationLetsTheInventedInAlone) {
  const auto add = [&](std::string_view id) {
    ASSERT_TRUE(database->write([&](store::Connection& c) {
      const store::NewAccount account{.id = std::string(id),
                                      .organisation = "demo-hotline",
                                      .name = Sensitive(std::string("Mara")),
                                      .login = Sensitive(std::string("mara")),
                                      .roles = "administrator",
                                      .password = {}};
      return store::add_account(c, *vault, account, now_s);
    }));
  };
  add("mara");
  EXPECT_EQ(desk->enter_as("mara", "a browser").error().code, Code::not_found);
  EXPECT_TRUE(desk->set_up_demonstration()) << "she was invited there";
  ASSERT_TRUE(database->write([&](store::Connection& c) -> Status {
    for (const auto* const table : {"session", "outbox"})
      LODESTAR_TRY(c.execute(fmt::format("delete from {}", table), {}));
    LODESTAR_TRY(c.execute("delete from account where id <> 'mara'", {}));
    return {};
  }));
  EXPECT_EQ(desk->set_up_demonstration().error().code, Code::conflict);
}

TEST_F(DeskTest, WhyAnImportFailedIsReadableWithTheKeyAlone) {
  const Member ana = enter("demo-ana");
  const auto import = desk->begin_import(ana, Sensitive<std::string>(std::string("a.csv")));
  ASSERT_TRUE(import);
  ASSERT_TRUE(desk->fail_import(import->id, "the columns are 'Maria Invented'"));
  Answer<ImportList> listed;
  desk->list_imports(ana, {}, listed.done());
  EXPECT_EQ(listed.get()->imports.front().message.reveal(), "the columns are 'Maria Invented'");
  std::string kept;
  ASSERT_TRUE(database->read([&](store::Connection& c) {
    return c.query("select message from import", {}, [&](const auto& row) { kept = row.text(0); });
  }));
  EXPECT_FALSE(kept.empty());
  EXPECT_EQ(kept.find("Maria"), std::string::npos);
}

TEST_F(DeskTest, WithAnErasedImportItsLeadsCanNoLongerBeRead) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  const std::string subject = read(ana, ids[0])->lead.import;
  ASSERT_TRUE(database->write([&](store::Connection& connection) {
    return store::erase_subject(connection, subject, now_s);
  }));
  vault->forget(subject);
  EXPECT_EQ(read(ana, ids[0]).error().code, Code::not_found);
  import(ana);
  Answer<LeadList> list;
  desk->list_leads(ana, {}, {}, list.done());
  EXPECT_EQ(list.get()->leads.size(), 2U);
  Answer<ImportList> imports;
  desk->list_imports(ana, {}, imports.done());
  EXPECT_EQ(imports.get()->imports.size(), 1U);
}

TEST_F(DeskTest, LeadsAreFoundByWordsAndByContactsHoweverTheyAreWritten) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  const auto find = [&](std::string_view typed) {
    Answer<LeadList> answer;
    desk->list_leads(ana, {}, Sensitive(std::string(typed)), answer.done());
    return answer.get()->leads.size();
  };
  EXPECT_EQ(find("PACKING"), 2U);
  EXPECT_EQ(find("work packing"), 2U);
  EXPECT_EQ(find("packing harvest"), 0U);
  EXPECT_EQ(find("title"), 0U) << "names of members are no words of a lead";
  EXPECT_EQ(find("+44 7700 900118"), 2U);
  EXPECT_EQ(find("+44 7700 900119"), 0U);
  Answer<LeadList> linked;
  desk->find_linked(ana, Sensitive<std::string>(std::string("+44 (7700) 900-118")), linked.done());
  EXPECT_EQ(linked.get()->leads.size(), 2U);
  EXPECT_EQ(desk->name_of_import(read(ana, ids[0])->lead.import), "a.csv");
}

TEST_F(DeskTest, FreshAreOpenLeadsOfTheLastDay) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  const auto fresh = [&] {
    Answer<LeadList> answer;
    desk->list_leads(ana, {.which = store::LeadQuery::Which::fresh}, {}, answer.done());
    const auto list = answer.get();
    EXPECT_EQ(list->leads.size(), list->counts.fresh);
    return list->leads.size();
  };
  EXPECT_EQ(fresh(), 2U);
  ASSERT_TRUE(decide(ana, ids[0], {.kind = "accept", .explanation = {}, .reason = "clear"}));
  EXPECT_EQ(fresh(), 1U);
  now_s += 86400;
  EXPECT_EQ(fresh(), 0U);
}

TEST_F(DeskTest, ATaskThatIsSentAgainUnderItsKeyIsOne) {
  const Member ana = enter("demo-ana"), noor = enter("demo-noor");
  const NewTask wanted{.title = "Call back", .lead = {}, .assigned = {}, .once = "a key of hers"};
  const auto first = add(ana, wanted), again = add(ana, wanted);
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->id, again->id);
  const auto other = add(noor, wanted);  // a key is its sender's own
  ASSERT_TRUE(other);
  EXPECT_NE(other->id, first->id);
  Answer<TaskList> listed;
  desk->list_tasks(ana, {}, listed.done());
  EXPECT_EQ(listed.get()->tasks.size(), 1U);
}

TEST_F(DeskTest, AKeyThatNamedATaskNamesNoOther) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  const NewTask wanted{.title = "Call", .lead = ids[0], .assigned = {}, .due_s = 7, .once = "k"};
  ASSERT_TRUE(add(ana, wanted));
  std::array<NewTask, 4> others{wanted, wanted, wanted, wanted};
  others[0].title = "Write";
  others[1].lead = ids[1];
  others[2].assigned = "demo-karim";
  others[3].due_s = 8;
  for (const NewTask& other : others) {
    const auto refused = add(ana, other);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::conflict);
    EXPECT_TRUE(refused.error().message.starts_with(kOfKey)) << refused.error().message;
  }
}

TEST_F(DeskTest, ADecisionThatIsSentAgainUnderItsKeyIsOneAndSeenOnRecord) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  const std::string subject = read(ana, ids[0])->lead.import;
  const Deciding wanted{.kind = "accept", .reason = "clear", .version = 1, .once = "a key of hers"};
  const auto first = decide(ana, ids[0], wanted);
  const auto told = told_about(subject).size();
  const auto again = decide(ana, ids[0], wanted);
  ASSERT_TRUE(first && again) << again.error().message;
  EXPECT_EQ(first->id, again->id);
  EXPECT_EQ(again->words.reveal(), "clear");
  ASSERT_EQ(told_about(subject).size(), told + 1);
  EXPECT_TRUE(told_about(subject)[0].record.body.contains(R"("action":"read")"));
  EXPECT_EQ(read(ana, ids[0])->decisions.size(), 1U);
}

TEST_F(DeskTest, AKeyThatNamedADecisionNamesNoOther) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  const Deciding wanted{.kind = "accept", .reason = "clear", .version = 1, .once = "a key of hers"};
  ASSERT_TRUE(decide(ana, ids[0], wanted));
  std::array<Deciding, 3> others{wanted, wanted, wanted};
  others[0].kind = "unclear";
  others[1].reason = "doubtful";
  others[2].explanation = "agency";
  for (const Deciding& other : others) {
    EXPECT_TRUE(decide(ana, ids[0], other).error().message.starts_with(kOfKey));
  }
  const auto elsewhere = decide(ana, ids[1], wanted);
  EXPECT_TRUE(elsewhere.error().message.starts_with(kOfKey)) << elsewhere.error().message;
  EXPECT_EQ(read(ana, ids[1])->lead.state, "open");
}

// All have looked before the first has written.
TEST_F(DeskTest, WhoAskAtTheSameTimeUnderOneKeyGetOneAnswer) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  std::binary_semaphore looked(0);
  database->write(
      [&](store::Connection&) -> Status {
        looked.acquire();
        return {};
      },
      [](const Status&) {});
  std::array<Answer<store::Decision>, 3> decisions;
  std::array<Answer<store::Task>, 3> tasks;
  for (auto& one : decisions) {
    desk->decide_lead(ana, ids[0],
                      {.kind = "accept", .reason = "clear", .version = 1, .once = "a key of hers"},
                      one.done());
  }
  for (auto& one : tasks) {
    desk->add_task(ana, {.title = "Call", .lead = ids[0], .assigned = {}, .once = "a key of hers"},
                   one.done());
  }
  looked.release();
  std::set<std::string> given;
  for (auto& one : decisions) {
    const auto decision = one.get();
    ASSERT_TRUE(decision) << decision.error().message;
    given.insert(decision->id);
  }
  EXPECT_EQ(given.size(), 1U);
  for (auto& one : tasks) given.insert(one.get()->id);
  EXPECT_EQ(given.size(), 1U) << "one key of one person is one id, and each has its own table";
}

TEST_F(DeskTest, WhoMayNotDecideIsRefusedThatWhateverTheVersion) {
  const auto ids = import(enter("demo-ana"));
  const Member karim = enter("demo-karim");
  const std::string subject = read(karim, ids[0])->lead.import;
  EXPECT_EQ(decide(karim, ids[0], {.kind = "accept", .reason = "x", .version = 7}).error().code,
            Code::forbidden);
  EXPECT_TRUE(told_about(subject)[0].record.body.contains(R"("denied":)"));
  EXPECT_EQ(decide(enter("demo-ana"), ids[0], {.kind = "accept", .reason = "x", .version = 7})
                .error()
                .code,
            Code::conflict);
}

// What shows a lead's line has the look at it on record, beside what was done.
TEST_F(DeskTest, WhoChangesSomethingOfALeadIsShownItsLineOnRecord) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  const std::string subject = read(ana, ids[0])->lead.import;
  const auto told_by = [&](const auto& does) {
    const std::size_t before = told_about(subject).size();
    does();
    std::string told;
    auto all = told_about(subject);
    all.resize(all.size() - before);
    for (const auto& one : all) told += one.record.subject + one.record.body;
    return told;
  };
  const std::string evidence = R"("fields":["lead_evidence"])";
  const NewTask wanted{.title = "Call", .lead = ids[0], .assigned = {}, .once = "a key of hers"};
  std::string task;
  const std::string made = told_by([&] { task = add(ana, wanted)->id; });
  EXPECT_TRUE(made.contains(R"("action":"change")") && made.contains(evidence)) << made;
  const std::string again = told_by([&] { ASSERT_TRUE(add(ana, wanted)); });
  EXPECT_TRUE(again.contains("task/" + task)) << again;
  EXPECT_FALSE(again.contains(R"("action":"change")")) << again;
  EXPECT_TRUE(again.contains("lead_decision") && again.contains("lead_evidence")) << again;
  const std::string finished = told_by([&] {
    Answer<store::Task> answer;
    desk->finish_task(ana, task, true, answer.done());
    EXPECT_TRUE(answer.get()->line.reveal().contains("Packing work"));
  });
  EXPECT_TRUE(finished.contains(R"("action":"change")") && finished.contains(evidence)) << finished;
  EXPECT_EQ(add(ana, wanted)->done_s, now_s) << "as it is now, not as it was made";
  const std::string assigned = told_by([&] {
    Answer<store::LeadLine> answer;
    desk->assign(ana, ids[0], "demo-karim", 1, answer.done());
    EXPECT_TRUE(answer.get()->line.reveal().contains("Packing work"));
  });
  EXPECT_TRUE(assigned.contains(R"("action":"change")") && assigned.contains(evidence)) << assigned;
}

// Whoever asks who has seen something of an import finds each page that showed a part of it.
TEST_F(DeskTest, APageIsOnRecordAtEachImportThatItShows) {
  const Member ana = enter("demo-ana");
  const std::array ids{import(ana), import(ana)};
  const std::array subjects{read(ana, ids[0][0])->lead.import, read(ana, ids[1][0])->lead.import};
  const auto seen = [&](const auto& does) {
    std::array<std::size_t, 2> count{};
    for (std::size_t i = 0; i < 2; ++i) count[i] = told_about(subjects[i]).size();
    does();
    for (std::size_t i = 0; i < 2; ++i) count[i] = told_about(subjects[i]).size() - count[i];
    return count;
  };
  using Both = std::array<std::size_t, 2>;
  const auto list = [&](const store::LeadQuery& query, std::string_view typed) {
    Answer<LeadList> answer;
    desk->list_leads(ana, query, Sensitive(std::string(typed)), answer.done());
    return answer.get()->leads.size();
  };
  EXPECT_EQ(seen([&] { EXPECT_EQ(list({}, ""), 4U); }), (Both{1, 1}));
  EXPECT_EQ(seen([&] { EXPECT_EQ(list({}, "packing"), 4U); }), (Both{1, 1}));
  EXPECT_EQ(seen([&] { EXPECT_EQ(list({}, "harvest"), 0U); }), (Both{0, 0}));
  const auto linked = [&] {
    Answer<LeadList> answer;
    desk->find_linked(ana, Sensitive<std::string>(std::string("+447700900118")), answer.done());
    EXPECT_EQ(answer.get()->leads.size(), 4U);
  };
  EXPECT_EQ(seen(linked), (Both{1, 1}));
  const auto imports = [&] {
    Answer<ImportList> answer;
    desk->list_imports(ana, {.most = 1}, answer.done());
    const auto page = answer.get();
    EXPECT_EQ(page->imports.size(), 1U);
    EXPECT_EQ(page->next, page->imports[0].id);
  };
  const Both one = seen(imports);
  EXPECT_EQ(one[0] + one[1], 1U) << "of what is not on the page nothing is shown";
  ASSERT_TRUE(add(ana, {.title = "Call", .lead = ids[0][0], .assigned = {}}));
  const auto tasks = [&] {
    Answer<TaskList> answer;
    desk->list_tasks(ana, {}, answer.done());
    EXPECT_EQ(answer.get()->tasks.size(), 1U);
  };
  EXPECT_EQ(seen(tasks), (Both{1, 0}));
  ASSERT_TRUE(decide(ana, ids[1][0], {.kind = "accept", .reason = "clear"}));
  const auto activity = [&] {
    Answer<std::vector<store::Doing>> answer;
    desk->recent(ana, {}, 50, answer.done());
    EXPECT_EQ(answer.get()->size(), 1U);
  };
  EXPECT_EQ(seen(activity), (Both{0, 1}));
}

// It is a decision and no delivery: those of the own desk see it, and nobody elsewhere.
TEST_F(DeskTest, WhatIsHandedOverIsSeenAtOnesOwnDeskAlone) {
  const Member ana = enter("demo-ana"), ines = enter("demo-ines");
  const auto ids = import(ana);
  ASSERT_TRUE(decide(ana, ids[0], {.kind = "hand_over", .reason = "to the prosecutor's office"}));
  const auto decided = [&](const Member& member) {
    Answer<LeadList> answer;
    desk->list_leads(member, {.which = store::LeadQuery::Which::decided}, {}, answer.done());
    return answer.get()->leads;
  };
  ASSERT_EQ(decided(ana).size(), 1U);
  EXPECT_EQ(decided(ana)[0].state, "handed_over");
  EXPECT_TRUE(decided(ines).empty());
  EXPECT_EQ(read(ines, ids[0]).error().code, Code::not_found);
}

TEST_F(DeskTest, AnImportIsCancelledByWhoMayBringItInAndOnRecord) {
  const Member ana = enter("demo-ana");
  const auto import = desk->begin_import(ana, Sensitive<std::string>(std::string("a.csv")));
  ASSERT_TRUE(import);
  for (const std::string_view who : {"demo-karim", "demo-lena", "demo-tomas", "demo-ines"}) {
    const Member other = enter(who);
    EXPECT_EQ(desk->may_cancel_imports(other).error().code, Code::forbidden) << who;
    EXPECT_EQ(desk->cancel_import(other, import->id).error().code, Code::forbidden) << who;
  }
  const auto state = [&] {
    Answer<ImportList> answer;
    desk->list_imports(ana, {}, answer.done());
    return answer.get()->imports.at(0).state;
  };
  EXPECT_EQ(state(), "queued");
  ASSERT_TRUE(desk->may_cancel_imports(ana));
  ASSERT_TRUE(desk->cancel_import(ana, import->id));
  EXPECT_TRUE(std::ranges::any_of(told_about(import->id), [&](const auto& one) {
    return one.record.subject == "import/" + import->id + "/cancelled" &&
           one.record.body.contains(R"("account":"demo-ana")");
  }));
  EXPECT_EQ(state(), "cancelled");
}

TEST_F(DeskTest, WhatSomebodyDidStandsUnderHerNameWhenSheHasLeft) {
  ASSERT_TRUE(database->write([](store::Connection& connection) {
    return store::set_member(connection, {.organisation = "demo-hotline",
                                          .account = "demo-ana",
                                          .roles = "analyst",
                                          .ended_s = 1'800'000'000});
  }));
  EXPECT_EQ(desk->name_of_account("demo-ana"), "Ana Prosper");
  EXPECT_EQ(desk->name_of_account("nobody"), "");
}

// What a refusal is on record with is true of her.
TEST_F(DeskTest, WhoIsRefusedIsOnRecordInARoleThatSheHolds) {
  for (const auto& [who, role] :
       {std::pair("demo-karim", "caseworker"), std::pair("demo-lena", "administrator")}) {
    Answer<TaskList> tasks;
    desk->list_tasks(enter(who), {}, tasks.done());
    const Error refused = tasks.get().error();
    EXPECT_EQ(refused.code, Code::forbidden);
    EXPECT_TRUE(refused.message.contains(say_denial(Denial::no_rule))) << refused.message;
    const std::string body = told_about(who)[0].record.body;
    EXPECT_TRUE(body.contains(fmt::format(R"("role":"{}")", role))) << body;
  }
}

// Neither a line, nor a count, nor a version, nor what is learned tells care what was decided.
TEST_F(DeskTest, CareIsShownALeadAsItCame) {
  const Member ana = enter("demo-ana"), karim = enter("demo-karim");
  const auto ids = import(ana);
  using Which = store::LeadQuery::Which;
  const auto list = [&](const Member& member, Which which) {
    Answer<LeadList> answer;
    desk->list_leads(member, {.which = which}, {}, answer.done());
    return answer.get();
  };
  const auto seen_by = [&](const Member& member) {
    std::vector<std::string> seen;
    const auto add = [&](const store::LeadLine& one) {
      seen.push_back(fmt::format("{} {} {} {}", one.id, one.state, one.version, one.assigned));
    };
    for (const Which which : {Which::open, Which::fresh, Which::all}) {
      const auto found = list(member, which);
      EXPECT_TRUE(found);
      std::ranges::for_each(found->leads, add);
      const auto& counts = found->counts;
      seen.push_back(
          fmt::format("{} {} {} {}", counts.open, counts.mine, counts.fresh, counts.decided));
    }
    Answer<LeadList> linked;
    desk->find_linked(member, Sensitive<std::string>(std::string("+447700900118")), linked.done());
    std::ranges::for_each(linked.get()->leads, add);
    add(read(member, ids[0])->lead);
    return seen;
  };
  const auto by_care = seen_by(karim), by_detection = seen_by(ana);
  ASSERT_TRUE(decide(ana, ids[0], {.kind = "accept", .reason = "clear"}));
  Answer<store::LeadLine> assigned;
  desk->assign(ana, ids[1], "demo-ana", 1, assigned.done());
  ASSERT_TRUE(assigned.get());
  EXPECT_EQ(seen_by(karim), by_care);
  EXPECT_NE(seen_by(ana), by_detection);
  for (const Which which : {Which::decided, Which::mine}) {
    EXPECT_EQ(list(karim, which).error().code, Code::forbidden);
  }
  Answer<detect::Weights> weights;
  desk->learned(karim, weights.done());
  EXPECT_EQ(weights.get().error().code, Code::forbidden);
}

// The line says what was decided: that it was seen stands beside the evidence.
TEST_F(DeskTest, AListIsOnRecordWithTheDecisionsThatItShows) {
  const Member ana = enter("demo-ana");
  const std::string subject = read(ana, import(ana)[0])->lead.import;
  Answer<LeadList> list;
  desk->list_leads(ana, {}, {}, list.done());
  ASSERT_TRUE(list.get());
  const std::string body = told_about(subject)[0].record.body;
  EXPECT_TRUE(body.contains(R"("fields":["lead_evidence","lead_decision"])")) << body;
}

TEST_F(DeskTest, AMemberIsToldWhichOrganisationRunsTheService) {
  EXPECT_TRUE(enter("demo-ana").account.organisation.runs_service);
  EXPECT_FALSE(enter("demo-noor").account.organisation.runs_service);
}

TEST_F(DeskTest, WhoMayReadNoLeadIsToldOfNone) {
  EXPECT_TRUE(Desk::may_read_leads(enter("demo-ana")));
  EXPECT_TRUE(Desk::may_read_leads(enter("demo-karim")));
  EXPECT_FALSE(Desk::may_read_leads(enter("demo-lena")));
  EXPECT_TRUE(Desk::may_read_decisions(enter("demo-ana")));
  EXPECT_FALSE(Desk::may_read_decisions(enter("demo-karim")));
}

TEST_F(DeskTest, TasksAndDeedsNameTheirLeadAndCareReadsNoDecision) {
  const Member ana = enter("demo-ana");
  const auto ids = import(ana);
  ASSERT_TRUE(decide(ana, ids[0], {.kind = "accept", .explanation = {}, .reason = "clear"}));
  Answer<store::Task> added;
  desk->add_task(ana, {.title = "call", .lead = ids[0], .assigned = {}}, added.done());
  EXPECT_TRUE(added.get()->line.reveal().contains("Packing work"));
  Answer<TaskList> tasks;
  desk->list_tasks(ana, {}, tasks.done());
  EXPECT_TRUE(tasks.get()->tasks.front().line.reveal().contains("Packing work"));
  Answer<std::vector<store::Doing>> doings;
  desk->recent(ana, {}, 50, doings.done());
  EXPECT_TRUE(doings.get()->front().line.reveal().contains("Packing work"));
  EXPECT_EQ(read(ana, ids[0])->decisions.size(), 1U);
  EXPECT_TRUE(read(enter("demo-karim"), ids[0])->decisions.empty());
}

}  // namespace
}  // namespace lodestar::desk
