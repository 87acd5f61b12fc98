// SPDX-License-Identifier: Apache-2.0
// What a board puts under every posting says nothing for or against, and nothing that costs two
// words to write silences what the posting itself says. Who really helps, and ordinary firms with
// many names, stay no lead. All of it is invented.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

constexpr std::string_view kFarm =
    "Farm workers wanted, your passport stays with us until the debt is paid, fee before start. "
    "Ask for {n} 07481 227 940. ";
constexpr std::array<std::string_view, 4> kFourNames = {"Mark", "Elena", "Rita", "Pavel"};

TEST(Footers, OfABoardChangeNoScore) {
  const auto plain = leads_of_repeated(kFarm, kFourNames);
  ASSERT_EQ(plain.size(), 1U);
  for (const auto* footer :
       {"Report abuse", "Report this ad", "If you think this ad is a scam, report it.",
        "Beware of scams. Never pay in advance.", "Denunciar anuncio", "Ver tus derechos",
        "Cuidado con las ofertas falsas", "Signaler cette annonce", "Méfiez-vous des arnaques",
        "Denunciar anúncio", "Cuidado com anúncios falsos", "Vorsicht vor Betrug",
        "Остерегайтесь мошенников. Сообщите нам об объявлении"}) {
    const auto leads = leads_of_repeated(std::string(kFarm) + footer, kFourNames);
    ASSERT_EQ(leads.size(), 1U) << footer;
    EXPECT_EQ(leads[0].score, plain[0].score) << footer << ": " << evidence_of(leads);
  }
}

// Six campaigns of invented firms, each with its number and its names, on one board.
std::vector<Lead> leads_on_a_board(std::string_view footer) {
  constexpr std::array<std::string_view, 6> kCampaigns = {
      "Farm workers wanted near {t}, your passport stays with us until the debt is paid",
      "Companion new in {t}, no limits, ask the driver",
      "Cleaners for offices in {t}, written contract, evenings from six",
      "Two rooms to let in {t}, garden, quiet street, near the tram",
      "Piano lessons in {t} for beginners of any age, first hour free",
      "Kitchen porters wanted in {t}, weekly pay, meals on shift"};
  constexpr std::array<std::string_view, 3> kTowns = {"Leeds", "York", "Hull"};
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 16 * kCampaigns.size(); ++i) {
    const std::size_t campaign = i % kCampaigns.size(), turn = i / kCampaigns.size();
    std::string text(kCampaigns[campaign]);
    replace_all(text, "{t}", kTowns[turn % kTowns.size()]);
    text += ". Ask for " + std::string(kRotatingNames[turn % kRotatingNames.size()]);
    text += " 0748" + std::to_string(campaign) + " 227 940. " + std::string(footer);
    texts.push_back(text);
  }
  Postings postings;
  const auto file = postings.add_file("f");
  for (const std::string& text : texts) postings.add(file, {.fields = {"", "", text}});
  auto found = analyse(postings, built_in_indicators(), {.parallel = {.threads = 1}});
  return found ? std::move(found->leads) : std::vector<Lead>();
}

TEST(Footers, UnderManyCampaignsAreTheBoardsWhateverTheySay) {
  const auto plain = leads_on_a_board("");
  ASSERT_EQ(plain.size(), 2U) << evidence_of(plain);
  for (const auto* footer : {"Never pay in advance. Victims of trafficking call the helpline.",
                             "Know your rights. We never ask for a fee. 24/7 support.",
                             "Escorts and jobs in every town: we list licensed agencies only, with "
                             "a written contract."}) {
    const auto leads = leads_on_a_board(footer);
    ASSERT_EQ(leads.size(), 2U) << footer << ": " << evidence_of(leads);
    for (std::size_t i = 0; i < leads.size(); ++i) {
      EXPECT_EQ(leads[i].score, plain[i].score) << footer << ": " << evidence_of(leads);
    }
  }
}

TEST(Footers, ThatBindAreEvidenceUnderHoweverManyCampaigns) {
  EXPECT_EQ(leads_on_a_board("Passports are kept at the office.").size(), 4U);
}

TEST(Footers, NoLineSilencesAnOfferThatBinds) {
  for (const auto* line : {"Hotline", "Know your rights", "Police said it is fine.",
                           "Free confidential help.", "Our union supports us.", "Licensed agency.",
                           "No fees are charged.", "Human trafficking is illegal."}) {
    const auto leads = leads_of_repeated(
        "Farm workers wanted. The passport is kept by the boss. Ask for {n} 07481 227 940. " +
        std::string(line));
    EXPECT_EQ(leads.size(), 1U) << line;
  }
  EXPECT_EQ(leads_of_repeated("Pickers for {t}, we hold your passport. Ask for {n} 07481 227 940. "
                              "Free helpline 24/7")
                .size(),
            1U);
  EXPECT_EQ(leads_of_repeated("Escort {n}, bareback, new in town. My manager answers 07481 227 "
                              "940. Know your rights, call the hotline.")
                .size(),
            1U);
}

TEST(Footers, WhatSpeaksAgainstIsShownWithItsCappedPoints) {
  const auto leads = leads_of_repeated(std::string(kFarm) + "Hotline");
  ASSERT_EQ(leads.size(), 1U);
  const Evidence* help = find_evidence(leads[0], "help_offered");
  ASSERT_NE(help, nullptr);
  EXPECT_EQ(help->points, -5);
  std::int32_t sum = 0;
  for (const Evidence& one : leads[0].evidence) sum += one.points;
  EXPECT_EQ(leads[0].score, sum);
}

TEST(WhoReports, WhatOthersDidIsNoLead) {
  for (const auto* text :
       {"Warning from the farm workers union in {t}: a man called {n} takes passports and asks for "
        "a fee before work. Report to us on 0808 157 0364",
        "Warning: a man called {n} takes passports from pickers in {t}. Report to us on 0808 157 "
        "0364",
        "Women's aid {t}: ask for {n}. They took my passport and kept my wages, says a former "
        "worker. 0113 496 0321",
        "Sex workers' union drop-in in {t}: no limits on your rights. Companionship and tea. Ask "
        "for {n} 0113 496 0321",
        "Sindicato del campo en {t}: un hombre llamado {n} retiene pasaportes. Denuncia en el 900 "
        "100 200",
        "Syndicat à {t} : un homme nommé {n} garde les passeports des saisonniers. Signalez-le au "
        "0800 12 34 56",
        "Gewerkschaft in {t}: Ein Mann namens {n} sammelt Pässe ein, der Pass wird verwahrt. "
        "Melden Sie es der Gewerkschaft 0800 123 4567",
        "Sindicato em {t}: um homem chamado {n} fica com o passaporte dos trabalhadores, os "
        "passaportes ficam retidos. Denuncie ao sindicato 800 202 148"}) {
    const auto leads = leads_of_repeated(text);
    EXPECT_TRUE(leads.empty()) << text << ": " << evidence_of(leads);
  }
}

class OrdinaryAdverts : public testing::TestWithParam<std::string_view> {};
TEST_P(OrdinaryAdverts, WithManyNamesAreNoLead) {
  const auto leads = leads_of_repeated(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}

INSTANTIATE_TEST_SUITE_P(
    ByHand, OrdinaryAdverts,
    testing::Values(
        "Hotel Bellavista: live-in staff wanted, rent deducted from wages. Ask for {n} at "
        "reception 0113 496 0321",
        "Care home jobs, live in: accommodation offset deducted from wages within the legal limit. "
        "Ask for {n} 0113 496 0321",
        "Yacht crew wanted. Crew passports are held by the purser under maritime law. Ask for {n} "
        "0113 496 0321",
        "Crew for cruise ship. Passport held by the purser as maritime law requires. Speak to {n} "
        "0113 496 0321",
        "{n} here. Rooms to let in {t}, deposit before moving in. 0113 496 0321",
        "Room in {t}, two people share, bills included. Call {n} 0113 496 0321",
        "Au pair wanted in {t}: room, pocket money, weekends free. Ask for {n} 0113 496 0321",
        "Agency: nurses wanted. No fees, written contract before you start. Ask for {n} 0113 496 "
        "0321",
        "Licensed agency, pickers wanted in {t}, housing included, no experience needed. Ask for "
        "{n} 0113 496 0321",
        "Charity shop volunteers wanted in {t}. Call {n} 0113 496 0321",
        "{n} from the helpline: if your employer keeps your passport call 0800 121 700, free and "
        "confidential.",
        "Spa reception: massage, open 24 hours. {n} will answer 0113 496 0321",
        "Sexual health clinic {t}: bareback sex? Free test, no limits on visits. Ask for {n} 0113 "
        "496 0321",
        "Bareback riding lessons for young riders, ask for {n} at the stables 0113 496 0321. New "
        "in town? Open any time of day",
        "Dance studio: our girls, no limits! Ask for {n} 0113 496 0321",
        "hotel in {t} needs cooks, live in, rent deducted from wages. ask for {n} 0113 496 0321",
        "SOFA FOR SALE IN {t}, LIKE NEW, CASH. ASK FOR {n} 0113 496 0321",
        "Se alquila habitación en {t}, fianza antes de entrar. Pregunta por {n} 655 201 447",
        "Hotel en {t} busca camareras, el alquiler se descuenta del sueldo. Pregunta por {n} 655 "
        "201 447",
        "Full service house cleaning in {t}. Our girls are insured and vetted. Ask for {n} 0113 "
        "496 "
        "0321",
        "Dog grooming {t}, full service, our girls love dogs. Ask for {n} 0113 496 0321",
        "Full service and MOT in {t}, brakes and tyres. Ask for {n}, the manager answers 0113 496 "
        "0321",
        "Peluquería en {t}, nuestras chicas, servicio completo. Pregunta por {n} 655 201 447",
        "Socken ohne Gummi, 24 Paar, neu in {t}. Fragen Sie nach {n} 0176 040 690 88",
        "Hotel in {t} sucht Zimmermädchen, die Miete wird vom Lohn abgezogen. Fragen Sie nach {n} "
        "0176 040 690 88"));

}  // namespace
}  // namespace lodestar::detect
