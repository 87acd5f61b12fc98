// SPDX-License-Identifier: Apache-2.0
// Papers that are shown and taken home again, or that stay with who they belong to, are not kept;
// papers left with somebody else are. All of it is invented.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

class PapersOfOnesOwn : public testing::TestWithParam<std::string_view> {};
TEST_P(PapersOfOnesOwn, AreNoLead) {
  const auto leads = leads_asked_for(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, PapersOfOnesOwn,
    testing::Values(
        "Cleaners wanted in {t}. Bring your passport to the office on day one.",
        "Cleaners wanted in {t}. Please bring ID and right to work documents to the interview at "
        "our office.",
        "Cleaners wanted in {t}. Bring your passport to the manager on your first shift.",
        "Cleaners wanted in {t}. Passport must be kept by you.",
        "Cleaners wanted in {t}. Passports are kept with you at all times.",
        "Cleaners wanted in {t}. Keep your passport with you.",
        "Cleaners wanted in {t}. Passports are kept in your locker.",
        "Cleaners wanted in {t}. We keep your documents on file during the check.",
        "Ship crew wanted in {t}. Seaman passport is held by the captain during voyage as the law "
        "requires.",
        "Ship crew wanted in {t}. Seafarers' documents are kept on board by the master.",
        "Ship crew wanted in {t}. Passports are held by the master, as required by law.",
        "Se busca tripulación en {t}. La libreta de mar se guarda con el pasaporte a bordo por el "
        "capitán según la ley.",
        "Équipage recherché à {t}. Les passeports sont gardés par le capitaine selon la loi.",
        "Нужен экипаж в {t}. Паспорт моряка хранится у капитана на борту.",
        "Procura-se tripulação em {t}. Os passaportes são guardados pelo comandante a bordo como a "
        "lei exige.",
        "Schiffsbesatzung gesucht in {t}. Pässe und Seefahrtsbücher werden vom Kapitän verwahrt.",
        "Se buscan limpiadoras en {t}. Traiga su pasaporte a la oficina el primer día.",
        "Se buscan limpiadoras en {t}. El pasaporte lo guardas tú.",
        "Nous recrutons à {t}. Apportez votre passeport au bureau le premier jour.",
        "Nous recrutons à {t}. Le passeport est gardé par vous.",
        "Требуются уборщицы в {t}. Принесите паспорт в офис в первый день.",
        "Требуются уборщицы в {t}. Паспорт хранится у вас.",
        "Procuramos pessoal em {t}. Traga o passaporte ao escritório no primeiro dia.",
        "Procuramos pessoal em {t}. O passaporte é guardado por si.",
        "Wir suchen Reinigungskräfte in {t}. Bringen Sie am ersten Tag den Pass ins Büro mit.",
        "Wir suchen Reinigungskräfte in {t}. Der Pass wird von Ihnen verwahrt."));

class PapersLeftWithOthers : public testing::TestWithParam<std::string_view> {};
TEST_P(PapersLeftWithOthers, AreALead) {
  EXPECT_EQ(leads_asked_for(GetParam()).size(), 1U) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, PapersLeftWithOthers,
    testing::Values(
        "Cleaners wanted in {t}. Passport kept by the agency.",
        "Deckhands wanted in {t}. Passports are kept by the captain until the season ends.",
        "Seafarers wanted in {t}. Seaman passport is kept by the agency.",
        "Cleaners wanted in {t}. Passport kept in our office.",
        "Cleaners wanted in {t}. Leave your passport with the boss.",
        "Cleaners wanted in {t}. Leave your passport with us.",
        "Cleaners wanted in {t}. Bring your passport to the office, we keep it until the season "
        "ends.",
        "Cleaners wanted in {t}. Bring your passport and leave it with the manager.",
        "Cleaners wanted in {t}. Passports are kept with the boss, you keep your phone.",
        "Se buscan limpiadoras en {t}. Trae tu pasaporte, se queda en la oficina.",
        "Se buscan limpiadoras en {t}. El jefe guarda tu pasaporte en un lugar seguro.",
        "Nous recrutons à {t}. Apportez votre passeport, il reste au bureau.",
        "Требуются уборщицы в {t}. Принесите паспорт, он хранится у бригадира.",
        "Procuramos pessoal em {t}. Traga o passaporte, fica no escritório.",
        "Wir suchen Reinigungskräfte in {t}. Bringen Sie den Pass mit, er bleibt im Büro."));

}  // namespace
}  // namespace lodestar::detect
