// SPDX-License-Identifier: Apache-2.0
// One person alone posts from one account with one number, under some names, and may pay a driver
// or work with a friend. All of it is invented.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

// Sixteen advertisements under three names in four towns; `said` stands in one of four, or in all.
enum class Said : std::uint8_t { in_a_quarter, everywhere };
std::vector<Lead> leads_of_accounts(std::string_view said, std::size_t accounts,
                                    Said where = Said::everywhere) {
  constexpr std::array<std::string_view, 3> kNames = {"Tina", "Bella", "Nina"};
  constexpr std::array<std::string_view, 4> kTowns = {"Leeds", "York", "Hull", "Derby"};
  LeadScene scene;
  for (std::size_t i = 0; i < 16; ++i) {
    const std::string town(kTowns[i / 4]);
    const bool says = i % 4 == 0 || where == Said::everywhere;
    scene.post({.text = "[" + std::string(kNames[i % 3]) + "], " + std::to_string(25 + i % 3) +
                        ", escort " + town + ", new in town. " + std::string(says ? said : "") +
                        " Text 07481 227 942",
                .author = "account" + std::to_string(i % accounts),
                .place = town,
                .contacts = {"447481227942"},
                .cluster = 0,
                .network = 0,
                .day = static_cast<int>(i)});
  }
  return scene.leads();
}

TEST(OneAccountWithOneNumber, MayBeOnePersonAlone) {
  const auto leads = leads_of_accounts("My driver waits outside.", 1, Said::in_a_quarter);
  EXPECT_TRUE(leads.empty()) << evidence_of(leads);
}
TEST(OneAccountWithOneNumber, IsALeadWhereAnotherDecides) {
  for (const std::string_view said :
       {"Our girls are new every week. Pay the manager.", "Pay my driver.", "Text my driver.",
        "My driver decides. Duo with my friend.", "My friend comes too. Our girls do everything.",
        "My driver waits outside. Pay the manager."}) {
    const auto leads = leads_of_accounts(said, 1);
    ASSERT_EQ(leads.size(), 1U) << said;
    EXPECT_EQ(find_evidence(leads[0], "one_account_one_contact"), nullptr)
        << said << ": " << evidence_of(leads);
  }
}
TEST(OneAccountWithOneNumber, IsSaidAgainstALeadThatStays) {
  const auto leads = leads_of_accounts("Very young, bareback, no limits.", 1);
  ASSERT_EQ(leads.size(), 1U);
  EXPECT_NE(find_evidence(leads[0], "one_account_one_contact"), nullptr) << evidence_of(leads);
}
TEST(SeveralAccountsWithOneNumber, AreNotOneAccount) {
  const auto leads = leads_of_accounts("My driver waits outside.", 4, Said::in_a_quarter);
  ASSERT_EQ(leads.size(), 1U);
  EXPECT_EQ(find_evidence(leads[0], "one_account_one_contact"), nullptr) << evidence_of(leads);
}

// What people who work alone say of a driver or a friend.
class SaidByOneAlone : public testing::TestWithParam<std::string_view> {};
TEST_P(SaidByOneAlone, IsNoLeadOfOneAccount) {
  const auto leads = leads_of_accounts(GetParam(), 1);
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}
TEST_P(SaidByOneAlone, LeavesTheExplanationOfALead) {
  const auto leads =
      leads_of_accounts("Very young, bareback, no limits. " + std::string(GetParam()), 1);
  ASSERT_EQ(leads.size(), 1U) << GetParam();
  EXPECT_NE(find_evidence(leads[0], "one_account_one_contact"), nullptr)
      << GetParam() << ": " << evidence_of(leads);
}
TEST_P(SaidByOneAlone, IsALeadOfSeveralAccountsAndNames) {
  EXPECT_EQ(leads_of_accounts(GetParam(), 4).size(), 1U) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, SaidByOneAlone,
    testing::Values("My driver waits outside.", "My own driver brings me to you.",
                    "Duo with my friend Anna, she is available at weekends.",
                    "Ask about my friend, her rates are the same.",
                    "My driver waits outside. Duo with my friend, she offers massage.",
                    "Mi chófer espera fuera. Dúo con mi amiga, ella ofrece masaje.",
                    "Mon chauffeur attend dehors. Duo avec mon amie, elle reçoit aussi.",
                    "Mein Fahrer wartet draußen. Duo mit meiner Freundin, sie kommt gern mit.",
                    "Мой водитель ждёт. Дуэт с подругой, она принимает.",
                    "O meu motorista espera. Dupla com a minha amiga, ela atende."));

}  // namespace
}  // namespace lodestar::detect
