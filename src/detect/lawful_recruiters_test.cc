// SPDX-License-Identifier: Apache-2.0
// What lawful recruiters say of deductions and repayments is no lead with all their consultants'
// names; the same words beside what binds are no excuse. All of it is invented.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

class LawfulRecruiter : public testing::TestWithParam<std::string_view> {};
TEST_P(LawfulRecruiter, IsNoLead) {
  const auto leads = leads_asked_for(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, LawfulRecruiter,
    testing::Values(
        "Pickers and packers in {t}, up to 60 hours a week. Rent deducted from pay within the "
        "legal limit. GLAA licence ABCD0001.",
        "Transport from {t} provided, 4 pounds a day is deducted from wages, as the contract says. "
        "Payslip every week. GLAA licence ABCD0001.",
        "HGV drivers wanted in {t}. Training cost is deducted from your wages if you leave within "
        "a year.",
        "Care home in {t} sponsors nurses. Visa cost repaid if you leave before 2 years, as the "
        "contract says. Shared house, rent deducted from wages.",
        "Empresa en {t}, alojamiento: se descuenta del sueldo dentro del límite legal, según "
        "convenio.",
        "Logement à {t}, retenu sur le salaire dans la limite légale, bulletin de paie.",
        "Lager in {t}, die Miete wird im gesetzlichen Rahmen vom Lohn abgezogen, "
        "Lohnabrechnung jeden Monat."));

class RecruiterWhoBinds : public testing::TestWithParam<std::string_view> {};
TEST_P(RecruiterWhoBinds, StaysALeadWhateverLawIsNamed) {
  EXPECT_EQ(leads_asked_for(GetParam()).size(), 1U) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, RecruiterWhoBinds,
    testing::Values(
        "Pickers wanted in {t}. Passports are kept at the office, rent deducted from pay within "
        "the legal limit, licence number 5521.",
        "Packers wanted in {t}. The flight is deducted from wages until the debt is paid, as the "
        "contract says. Passport kept at the office. Payslip.",
        "Nurses wanted in {t}. Whoever leaves before two years pays a penalty, passports are kept "
        "by the manager, union agreement.",
        "Drivers wanted in {t}. You may not leave the depot, your passport is kept at the office. "
        "Training cost is deducted from your wages if you leave within a year."));

}  // namespace
}  // namespace lodestar::detect
