// SPDX-License-Identifier: Apache-2.0
// "..., are you interested?" asks the reader and leaves what stands before it stated; "Was your
// passport taken?" asks about it and states nothing. All of it is invented.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

class AskedReader : public testing::TestWithParam<std::string_view> {};
TEST_P(AskedReader, LeavesTheOfferStated) {
  EXPECT_EQ(leads_asked_for(GetParam()).size(), 1U) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, AskedReader,
    testing::Values(
        "Packers wanted in {t}, passport is kept in the office until the travel debt is paid and "
        "costs are deducted from wages, are you interested?",
        "Packers wanted in {t}, passport is kept in the office and travel is deducted from wages, "
        "want to join us?",
        "Packers wanted in {t}, passport is kept in the office - interested in this job?",
        "Packers wanted in {t}, passport is kept in the office, when can you start?",
        "Packers wanted in {t}. Are you interested, passport is kept in the office until the "
        "travel "
        "debt is paid?",
        "Packers wanted in {t}. Want to join us, the passport is kept in the office and travel is "
        "deducted from wages?",
        "Packers wanted in {t}, passport is kept in the office, free advice line, are you "
        "interested?",
        "Se buscan peones en {t}, el pasaporte se guarda en la oficina y el viaje se descuenta del "
        "sueldo, ¿te interesa?",
        "Se buscan peones en {t}, el pasaporte se guarda en la oficina, ¿cuándo llegas?",
        "Se buscan peones en {t}. ¿Te interesa, el pasaporte se guarda en la oficina?",
        "Se buscan peones en {t}, el pasaporte se guarda en la oficina, te interesa venir?",
        "On cherche des cueilleurs à {t}, les passeports sont gardés par le responsable, cela vous "
        "intéresse ?",
        "On cherche des cueilleurs à {t}, les passeports sont gardés par le responsable, "
        "intéressée ?",
        "Wir suchen Helfer in {t}, die Ausweise werden bei Ankunft eingesammelt und die Reise vom "
        "Lohn abgezogen – Interesse?",
        "Wir suchen Helfer in {t}, die Ausweise werden bei Ankunft eingesammelt, haben Sie "
        "Interesse?",
        "Wir suchen Helfer in {t}. Interesse, die Ausweise werden bei Ankunft eingesammelt?",
        "Procuramos pessoal em {t}, os passaportes são guardados no escritório, tens interesse?",
        "Procuramos pessoal em {t}, os passaportes são guardados no escritório, queres vir "
        "trabalhar?",
        "Требуются рабочие в {t}, паспорта хранятся у бригадира, вам интересно?",
        "Требуются рабочие в {t}, паспорта хранятся у бригадира, хотите работать у нас?"));

class AskedAbout : public testing::TestWithParam<std::string_view> {};
TEST_P(AskedAbout, StatesNothing) {
  const auto leads = leads_asked_for(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, AskedAbout,
    testing::Values(
        "Farm jobs in {t}. Is your passport kept by the boss?",
        "Farm jobs in {t}. Was your passport kept, do you owe a debt?",
        "Farm jobs in {t}. Is your passport kept by the boss, are you not paid on time?",
        "Farm jobs in {t}. Want to start again, is your passport kept by the boss?",
        "Farm jobs in {t}. Interested in talking? Is your passport kept by the boss?",
        "Farm jobs in {t}. Are you interested, packers? Passport kept by the boss, do you owe a "
        "debt?",
        "Farm jobs in {t}. Ask us anything, is your passport kept by the boss?",
        "Trabajo en {t}. Te interesa hablar, ¿se guarda tu pasaporte en la oficina?",
        "Arbeit in {t}. Interesse an einem Gespräch, wird Ihr Pass vom Chef einbehalten?",
        "Trabajo en {t}. ¿Se guarda tu pasaporte en la oficina, te descuentan del sueldo?",
        "Travail à {t}. Le passeport est gardé par le patron, vous n'êtes pas payé à temps ?",
        "Arbeit in {t}. Wird Ihr Pass vom Chef einbehalten, haben Sie Schulden?",
        "Trabalho em {t}. O passaporte fica no escritório, tem dívidas ao patrão?",
        "Работа в {t}. Паспорт хранится у бригадира, зарплату не платят?"));

}  // namespace
}  // namespace lodestar::detect
