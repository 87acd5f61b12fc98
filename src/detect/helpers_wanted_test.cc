// SPDX-License-Identifier: Apache-2.0
// A shelter or a social service that hires names what its clients live with; a family that looks
// for a caregiver names a bed and a visa. Neither is a lead; who binds the worker is. All of it is
// invented.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

class WhoHiresHelpers : public testing::TestWithParam<std::string_view> {};
TEST_P(WhoHiresHelpers, IsNoLead) {
  const auto leads = leads_asked_for(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, WhoHiresHelpers,
    testing::Values(
        "Caseworker wanted in {t}. You support victims of trafficking. We keep your documents on "
        "file during the check.",
        "We are hiring a caseworker in {t}: you help workers, passports kept by employers. 2000 a "
        "month.",
        "We are hiring a caseworker in {t}: passports kept by employers, wages withheld by "
        "agencies.",
        "Caseworker wanted for our shelter in {t}. You work with women whose passports were kept "
        "by the employer. 2000 a month.",
        "Social service in {t} is hiring caseworkers for people whose wages were withheld and "
        "passports taken by the boss. 2400 a month.",
        "Charity in {t} seeks a support worker for women leaving escort work, who were not allowed "
        "to leave the house. Salary 2300.",
        "Legal centre in {t} needs interpreters. Clients had wages withheld and documents kept. 18 "
        "an hour.",
        "Sozialdienst in {t} sucht Sozialarbeiterin für Betroffene von Menschenhandel, denen der "
        "Pass abgenommen wurde. 3000 im Monat.",
        "Association à {t} recrute une assistante sociale pour les victimes de traite dont le "
        "patron garde les papiers. 2000 par mois.",
        "ONG en {t} busca trabajadora social para víctimas de trata a quienes el jefe guarda el "
        "pasaporte. 1800 al mes.",
        "Family in {t} seeks a live-in caregiver for grandmother, female only, room and meals "
        "included, visa fee paid by the family.",
        "Live-in nanny wanted in {t}, family of four, own room, one day off. Bring your passport "
        "to the interview.",
        "Familia en {t} busca cuidadora interna, la familia paga las tasas del visado, 1400 al "
        "mes.",
        "Familie in {t} sucht Betreuerin, eigenes Zimmer, alle Gebühren vor der Anreise zahlen "
        "wir, 1800 im Monat."));

class WhoBindsTheHelper : public testing::TestWithParam<std::string_view> {};
TEST_P(WhoBindsTheHelper, IsALead) {
  EXPECT_EQ(leads_asked_for(GetParam()).size(), 1U) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, WhoBindsTheHelper,
    testing::Values(
        "Caseworker? No: cleaners wanted in {t}, the boss keeps your passport, debt worked off. "
        "Free advice.",
        "We are hiring pickers in {t}: passports kept by employers. 2000 a month. Free advice.",
        "We hire pickers in {t}. Charity approved. Passports are kept by the manager, 400 a week.",
        "Support workers wanted in {t}. We keep your passport until the training fee is paid back. "
        "1900 a month.",
        "Live-in caregiver wanted in {t}, the family keeps your passport in the safe, passport "
        "stays with the employer.",
        "Live-in maid wanted in {t}. Madam keeps your passport, not allowed to leave the house.",
        "Betreuerin gesucht in {t}, die Familie behält den Pass, der Pass bleibt im Haus.",
        "Procuramos cuidadora em {t}, a patroa guarda o passaporte, não sair sem autorização."));

}  // namespace
}  // namespace lodestar::detect
