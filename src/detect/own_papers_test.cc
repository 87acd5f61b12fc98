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

class PapersOfGuests : public testing::TestWithParam<std::string_view> {};
TEST_P(PapersOfGuests, AreNoLeadForAnHour) {
  const auto leads = leads_asked_for(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, PapersOfGuests,
    testing::Values(
        "Hotel {t}: reception keeps your passport for an hour to register you. Front desk.",
        "Hotel {t}: the front desk keeps your passport overnight. Rooms from 60.",
        "Hotel {t}: your passport is kept at reception for registration.",
        "Ferry to {t}: the crew keeps your passport for border control.",
        "Cruise and hotel, {t}: passports are kept by the crew until customs are cleared.",
        "Kitchen staff wanted in {t}. We keep your passport one hour for registration.",
        "Hotel en {t}: el pasaporte se queda en recepción una hora para el registro.",
        "Hotel en {t}: la recepción guarda el pasaporte para el registro.",
        "Ferry, hotel a bordo: la tripulación guarda el pasaporte para el control de frontera.",
        "Hôtel à {t}: la réception garde votre passeport une heure pour l'enregistrement.",
        "Hôtel-ferry {t}: l'équipage garde votre passeport pour le contrôle aux frontières.",
        "Hotel in {t}: Wir behalten Ihren Pass eine Stunde für die Anmeldung.",
        "Hotel in {t}: Die Rezeption behält Ihren Pass über Nacht, der Pass bleibt uns zur "
        "Anmeldung.",
        "Hotel em {t}: ficamos com o seu passaporte uma hora para o registo.",
        "Hotel em {t}: a receção guarda o passaporte para o registo dos hóspedes.",
        "Отель {t}: храним паспорт один час для регистрации.",
        "Отель {t}: на ресепшене хранят ваш паспорт ночь для регистрации."));

class PapersOfGuestsKept : public testing::TestWithParam<std::string_view> {};
TEST_P(PapersOfGuestsKept, AreALeadUntilSomethingIsPaidOrEnds) {
  EXPECT_EQ(leads_asked_for(GetParam()).size(), 1U) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, PapersOfGuestsKept,
    testing::Values(
        "Hotel {t}: reception keeps your passport until the season ends.",
        "Hotel {t}: reception keeps your passport for registration until the season ends.",
        "Cruise and hotel, {t}: passports are kept by the crew until the contract ends.",
        "Hotel maids wanted in {t}. Reception keeps your passport for registration.",
        "Hotel {t}: reception keeps your passport for registration until your debt is paid.",
        "Hotel en {t}: el pasaporte se queda en la oficina hasta el fin del contrato.",
        "Hotel en {t}: la recepción guarda el pasaporte para el registro hasta pagar la deuda.",
        "Hôtel à {t}: le patron garde votre passeport jusqu'à la fin de la saison.",
        "Hôtel à {t}: la réception garde votre passeport pour l'enregistrement jusqu'à la fin de "
        "la saison.",
        "Hotel in {t}: Wir behalten Ihren Pass bis zum Ende der Saison.",
        "Hotel em {t}: ficamos com o seu passaporte até ao fim do contrato.",
        "Отель {t}: храним паспорт до конца сезона."));

}  // namespace
}  // namespace lodestar::detect
