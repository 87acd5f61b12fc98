// SPDX-License-Identifier: Apache-2.0
// What lists of leads, tasks, decisions and invitations hold, over both databases.
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "store/credentials.h"
#include "store/invitations.h"
#include "store/leads.h"
#include "store/people.h"
#include "store/tasks.h"
#include "support/stores.h"

namespace lodestar::store {
namespace {

Sensitive<std::string> secret(std::string_view text) { return Sensitive(std::string(text)); }

class Lists : public testing::TestWithParam<test::StoreKind> {
 protected:
  void SetUp() override {
    if (const auto why = store_.why_not()) GTEST_SKIP() << *why;
    auto opened = Database::open(store_.connect(), 1);
    ASSERT_TRUE(opened) << opened.error().message;
    database_ = *std::move(opened);
    ASSERT_TRUE(database_->write([&](Connection& c) { return fill(c); }));
  }
  // An import of yesterday and one of today, with a lead each.
  Status fill(Connection& c) {
    const Organisation own{.id = "o", .name = "Invented", .kind = "hotline"};
    LODESTAR_TRY(add_organisation(c, own, 5));
    LODESTAR_TRY(add_account(c, vault_,
                             {.id = "ana",
                              .organisation = "o",
                              .name = secret("Ana"),
                              .login = secret("ana"),
                              .roles = "analyst",
                              .password = "kept"},
                             5));
    for (const auto& [import, made_s] : {std::pair("old", 100U), std::pair("new", 200U)}) {
      LODESTAR_TRY(add_import(c, vault_,
                              {.id = import,
                               .organisation = "o",
                               .account = "ana",
                               .name = secret(std::string(import) + ".csv"),
                               .state = "done",
                               .message = {},
                               .made_s = made_s}));
      LODESTAR_TRY(add_lead(c, vault_,
                            {.id = std::string("lead-") + import,
                             .organisation = "o",
                             .import = import,
                             .tenths = 12,
                             .line = secret(std::string("line of ") + import),
                             .page = secret("{}"),
                             .network = secret("{}"),
                             .contacts = {}}));
    }
    return {};
  }
  void in_change(const std::function<Status(Connection&)>& does) {
    const Status done = database_->write(does);
    ASSERT_TRUE(done) << done.error().message;
  }

  test::StoreUnderTest store_{GetParam()};
  Vault vault_{Sensitive(crypto::SealingKey{})};
  std::unique_ptr<Database> database_;
};

INSTANTIATE_TEST_SUITE_P(Behind, Lists, testing::ValuesIn(test::kStores),
                         [](const auto& kind) { return test::to_string(kind.param); });

TEST_P(Lists, FreshLeadsAreThoseOfALateImportThatAreOpen) {
  in_change([&](Connection& c) -> Status {
    LeadQuery query{.organisation = "o",
                    .account = "ana",
                    .which = LeadQuery::Which::fresh,
                    .since_s = 100,
                    .after = {}};
    auto leads = LODESTAR_TRY(list_leads(c, vault_, query));
    EXPECT_EQ(leads.size(), 1U);
    EXPECT_EQ(leads.front().id, "lead-new");
    EXPECT_EQ(LODESTAR_TRY(count_leads(c, query)).fresh, 1U);
    EXPECT_EQ(LODESTAR_TRY(count_leads(c, query)).open, 2U);
    query.after = std::pair(12, "lead-new");
    EXPECT_TRUE(LODESTAR_TRY(list_leads(c, vault_, query)).empty());
    const Decision decision{.id = "d",
                            .lead = "lead-new",
                            .account = "ana",
                            .kind = "accept",
                            .explanation = {},
                            .words = secret("so"),
                            .at_s = 300};
    LODESTAR_TRY(add_decision(c, vault_, leads.front(), decision, "accepted"));
    EXPECT_EQ(LODESTAR_TRY(count_leads(c, query)).fresh, 0U);
    EXPECT_EQ(LODESTAR_TRY(name_of_import(c, vault_, "new")).reveal(), "new.csv");
    EXPECT_EQ(name_of_import(c, vault_, "none").error().code, Code::not_found);
    return {};
  });
}

TEST_P(Lists, TasksAndDecisionsCarryTheLineOfTheirLead) {
  in_change([&](Connection& c) -> Status {
    Task task{.id = "of-lead",
              .organisation = "o",
              .subject = "new",
              .lead = "lead-new",
              .assigned = "ana",
              .title = secret("ask"),
              .due_s = 400,
              .made_s = 300};
    LODESTAR_TRY(add_task(c, vault_, task));
    task.id = "of-none";
    task.subject = "ana";
    task.lead.clear();
    task.due_s = 0;
    LODESTAR_TRY(add_task(c, vault_, task));
    const auto tasks = LODESTAR_TRY(list_tasks(c, vault_, "o"));
    EXPECT_EQ(tasks.size(), 2U);
    EXPECT_EQ(tasks[0].line.reveal(), "line of new");
    EXPECT_EQ(tasks[1].title.reveal(), "ask");
    EXPECT_TRUE(tasks[1].line.reveal().empty());
    EXPECT_EQ(LODESTAR_TRY(find_task(c, vault_, "o", "of-lead"))->line.reveal(), "line of new");
    const Decision decision{.id = "d",
                            .lead = "lead-old",
                            .account = "ana",
                            .kind = "accept",
                            .explanation = {},
                            .words = secret("so"),
                            .at_s = 300};
    const LeadLine lead = LODESTAR_TRY(get_lead(c, vault_, "o", "lead-old"));
    LODESTAR_TRY(add_decision(c, vault_, lead, decision, "accepted"));
    const auto doings = LODESTAR_TRY(recent_decisions(c, vault_, "o", 301, 9));
    EXPECT_EQ(doings.size(), 1U);
    EXPECT_EQ(doings.front().line.reveal(), "line of old");
    EXPECT_EQ(LODESTAR_TRY(find_decision(c, vault_, "o", "d"))->words.reveal(), "so");
    EXPECT_FALSE(LODESTAR_TRY(find_decision(c, vault_, "another", "d")));
    EXPECT_FALSE(LODESTAR_TRY(find_decision(c, vault_, "o", "e")));
    EXPECT_FALSE(LODESTAR_TRY(find_task(c, vault_, "another", "of-lead")));
    return {};
  });
}

TEST_P(Lists, AnInvitationIsSeenAndWithdrawnInItsOwnOrganisationWhileItLasts) {
  in_change([&](Connection& c) -> Status {
    LODESTAR_TRY(
        add_invitation(c, vault_,
                       {.hash = "h",
                        .id = "i",
                        .organisation = Organisation{.id = "o", .name = "Invented", .kind = "x"},
                        .name = secret("Omar"),
                        .roles = "analyst",
                        .made_s = 10,
                        .ends_s = 20}));
    EXPECT_EQ(LODESTAR_TRY(invitations_of(c, vault_, "o", 19)).front().name.reveal(), "Omar");
    EXPECT_TRUE(LODESTAR_TRY(invitations_of(c, vault_, "o", 20)).empty());
    EXPECT_TRUE(LODESTAR_TRY(invitations_of(c, vault_, "p", 19)).empty());
    EXPECT_FALSE(LODESTAR_TRY(withdraw_invitation(c, "p", "i")));
    EXPECT_TRUE(LODESTAR_TRY(withdraw_invitation(c, "o", "i")));
    EXPECT_FALSE(LODESTAR_TRY(withdraw_invitation(c, "o", "i")));
    EXPECT_FALSE(LODESTAR_TRY(find_invitation(c, vault_, "h", 19)));
    return {};
  });
}

TEST_P(Lists, NewCodesAndANewAppTakeThePlaceOfThoseBefore) {
  in_change([&](Connection& c) -> Status {
    const std::array<crypto::Digest, 2> before{crypto::Digest{1}, crypto::Digest{2}};
    const std::array<crypto::Digest, 1> after{crypto::Digest{3}};
    LODESTAR_TRY(replace_codes(c, "ana", before));
    LODESTAR_TRY(replace_codes(c, "ana", after));
    EXPECT_EQ(LODESTAR_TRY(count_codes(c, "ana")), 1U);
    EXPECT_FALSE(LODESTAR_TRY(has_code(c, "ana", before[0])));
    EXPECT_TRUE(LODESTAR_TRY(has_code(c, "ana", after[0])));
    LODESTAR_TRY(set_totp(c, vault_, "ana", secret("twenty bytes"), 7));
    const auto kept = LODESTAR_TRY(find_credentials(c, vault_, "ana"));
    EXPECT_EQ(kept->totp.reveal(), "twenty bytes");
    EXPECT_EQ(kept->totp_step, 7U);
    return {};
  });
}

}  // namespace
}  // namespace lodestar::store
