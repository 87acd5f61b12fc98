// SPDX-License-Identifier: Apache-2.0
// Illicit massage businesses are seen by the words of their advertisements and the names under one
// number; lawful massage, physiotherapy and baths, which share names and numbers too, are not.
// Sources of the words: packs/indicators/commercial_sexual_exploitation.json. All is invented.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "support/lead_scene.h"
#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

std::vector<Lead> leads_of(std::string_view text) {
  return leads_of_repeated(std::string(text) + " 07481 227 940");
}

class IllicitMassage : public testing::TestWithParam<std::string_view> {};
TEST_P(IllicitMassage, IsALead) {
  const auto leads = leads_of(GetParam());
  ASSERT_EQ(leads.size(), 1U) << GetParam();
  EXPECT_TRUE(leads[0].title.starts_with("Massage,") ||
              leads[0].title.starts_with("Companionship,"))
      << leads[0].title;
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, IllicitMassage,
    testing::Values(
        "Grand opening {t}! New girls, table shower, body rub, back entrance. Ask for {n}",
        "Spa in {t}: different girls every week, {n} is here. Manager will arrange. Cash only",
        "Best body rub in {t}, table shower, new staff every two weeks. My friend answers the "
        "phone. Ask for {n}",
        "Masajes en {t}, chicas nuevas cada semana, puerta trasera. Pregunta por {n}",
        "Massage à {t}, nouvelles filles chaque semaine, la patronne répond. Demandez {n}",
        "Массаж, {t}, новые девушки каждую неделю, отвечает администратор. Спросить {n}",
        "Massagens em {t}, meninas novas todas as semanas, o gerente atende. Pergunte por {n}",
        "Massage in {t}, jede Woche neue Mädchen, der Chef geht ans Telefon. Fragen Sie nach "
        "{n}"));

class LawfulMassage : public testing::TestWithParam<std::string_view> {};
TEST_P(LawfulMassage, IsNoLead) {
  const auto leads = leads_of(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, LawfulMassage,
    testing::Values(
        "Day spa {t}: {n}, our senior therapist, offers hot stone massage, 45 pounds. Gift "
        "vouchers. Ask for {n}",
        "Physiotherapy in {t}, {n} treats backs and knees, private rooms, open late on Thursday, "
        "insurance accepted. Ask for {n}",
        "Licensed massage therapist in {t}, Swedish and deep tissue. Ask for {n}, the manager will "
        "arrange your appointment",
        "Korean bath in {t}: scrub and table shower, walk-ins welcome, women's day on Monday. Ask "
        "for {n}",
        "Thai massage school in {t}, new course every week, certificate. Ask for {n}",
        "Spa chain in {t}: our team welcomes you from 10 till late, walk-ins welcome. Reception: "
        "{n}",
        "Sports massage at the football club in {t}, with {n} from physiotherapy. Ask for {n}",
        "Masaje deportivo y fisioterapia en {t}, sin cita hasta las nueve de la noche. Pregunta "
        "por {n}",
        "Institut de massage à {t}, bons cadeaux, {n} vous reçoit, sans rendez-vous. Demandez {n}",
        "Лечебный массаж в {t}, медицинский центр, запись у администратора. Спросить {n}",
        "Massagem de relaxamento em {t}, spa do hotel, vale-presente. Pergunte por {n}",
        "Physiotherapie und Massage in {t}, alle Kassen, Hausbesuche. Fragen Sie nach {n}"));

// "Hotel visits only": what is sold is the subject, whatever place is named.
TEST(GroupThatSells, IsAboutWhatIsSold) {
  const auto leads = leads_of(
      "Escort {n}, hotel visits only, {t}. Our girls are new every week. Text the manager");
  ASSERT_EQ(leads.size(), 1U);
  EXPECT_EQ(leads[0].subject, std::vector<std::string>{"companionship"}) << leads[0].title;
}
TEST(GroupThatHires, IsAboutTheWork) {
  const auto leads = leads_of(
      "Hotel in {t}: kitchen staff wanted. Passports are kept at the "
      "office, the flight is deducted from wages. Ask for {n}");
  ASSERT_EQ(leads.size(), 1U);
  EXPECT_EQ(leads[0].subject, std::vector<std::string>{"hotel"}) << leads[0].title;
}

}  // namespace
}  // namespace lodestar::detect
