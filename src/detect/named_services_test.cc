// SPDX-License-Identifier: Apache-2.0
// How services of the sector are named in the six languages: the name alone is no evidence, but
// what the pack asks of such postings is asked of all of them. Who sells alone or with a friend is
// no lead, nor are girls' teams. All of it is invented.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "support/lead_scene.h"
#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

struct Named {
  std::string_view before, behind;
  std::vector<std::string_view> services;
};

const std::vector<Named> kNamed = {
    {"Lola, 24, ",
     " in Leeds. Our girls. Manager answers.",
     {"sex", "massage with happy ending", "nuru massage", "body to body massage", "adult massage",
      "OWO, DFK", "prostitute", "call girl", "party girl", "busty blonde", "massage parlour",
      "adult services", "strip club", "webcam model", "oral and anal", "blowjob",
      "service without protection", "unprotected sex"}},
    {"Lola, 24 años, ",
     " en Vigo. Nuestras chicas. La encargada atiende.",
     {"scort", "sexo", "puta", "chica de compañía", "masaje con final feliz", "prepago",
      "dama de compañía", "servicios sexuales", "club de alterne", "relax",
      "servicio sin protección"}},
    {"Lola, 24 ans, ",
     " à Lyon. Nos filles. La patronne répond.",
     {"sexe", "massage coquin", "rencontre coquine", "prostituée", "plan cul", "massage finition",
      "câlins", "rendez-vous intime", "service sans protection"}},
    {"Алина, 24 года, ",
     ", Тверь. Наши девушки. Отвечает администратор.",
     {"секс", "досуг", "проститутка", "путана", "минет", "шлюха", "индивидуалки"}},
    {"Lola, 24 Jahre, ",
     " in Köln. Unsere Mädchen. Der Chef geht ans Telefon.",
     {"Sex", "Hure", "Hobbyhure", "Erotikmassage", "Bordell", "Laufhaus", "Modell", "Hostess",
      "Prostituierte", "FKK Club", "Hausbesuche"}},
    {"Lola, 24 anos, ",
     " em Porto. As nossas meninas. O gerente atende.",
     {"sexo", "garota de programa", "convívio", "massagem com final feliz", "puta", "prostituta",
      "completinha", "oral natural", "scort", "atendimento sem proteção"}},
};
constexpr std::array<std::string_view, 6> kPlaces = {"Leeds",    "York",      "Hull",
                                                     "Bradford", "Sheffield", "Derby"};
constexpr std::array<std::string_view, 6> kNames = {"Lola", "Mia",  "Kitty",
                                                    "Nora", "Anna", "Bella"};

std::vector<std::string_view> signs_of(const std::string& text) {
  const Indicators& indicators = built_in_indicators();
  Postings one;
  one.add(one.add_file("x"), {.fields = {"", "", text}});
  std::vector<Sign> seen;
  IndicatorReader(indicators).read(one, 0, seen);
  std::vector<std::string_view> ids;
  for (const Sign& sign : seen) {
    if (sign.rule < indicators.words.size()) ids.push_back(indicators.words[sign.rule].id);
  }
  return ids;
}
bool has(const std::vector<std::string_view>& ids, std::string_view id) {
  return std::ranges::find(ids, id) != ids.end();
}

// One text under one contact, in six places within days; "{n}" is filled with up to `people` names.
std::vector<Lead> leads_of(const std::string& text, std::size_t people) {
  LeadScene scene;
  for (std::size_t i = 0; i < kPlaces.size(); ++i) {
    std::string filled = text;
    if (const auto at = filled.find("{n}"); at != filled.npos)
      filled.replace(at, 3, kNames[i % people]);
    scene.post({.text = filled,
                .place = std::string(kPlaces[i]),
                .contacts = {"447481227940"},
                .cluster = 0,
                .network = 0,
                .day = static_cast<int>(i) * 2});
  }
  return scene.leads();
}

TEST(NamedServices, AreKnownWhateverTheyAreCalled) {
  for (const auto& [before, behind, services] : kNamed) {
    for (const std::string_view service : services) {
      const auto seen = signs_of(std::string(before) + std::string(service) + std::string(behind));
      EXPECT_TRUE(has(seen, "third_party_voice")) << service;
      EXPECT_TRUE(has(seen, "manager_answers")) << service;
    }
  }
}

TEST(NamedServices, OfManyPeopleBehindOneManagerAreALead) {
  EXPECT_EQ(leads_of("{n}, 24, sex in town. Our girls. Manager answers.", 6).size(), 1U);
}

TEST(NamedServices, OfOnePersonOrTwoFriendsAreNoLead) {
  for (const std::size_t people : {std::size_t{1}, std::size_t{2}}) {
    for (const auto* text :
         {"{n}, 24, sex, OWO, DFK, new in town, just arrived. Here for a few days. 24 hours.",
          "{n}, 24, busty blonde, happy ending, no limits, with or without my friend. My own "
          "rules.",
          "{n}, 24, call girl, independent. Incall only, any time day or night."}) {
      EXPECT_TRUE(leads_of(text, people).empty()) << people << ": " << text;
    }
  }
}

TEST(NamedServices, GirlsWhoPlayLearnOrPoseSellNothing) {
  for (const auto* text :
       {"Girls football: new girls every week! Coach {n}, young girls 8-12 welcome.",
        "Dance school: our girls learn ballet. New girls every term, very young too. Ask for {n}",
        "Nursery: our girls and boys. New girls in every group. Ask for {n}",
        "Models for our catalogue. Our girls pose for the shop. New girls every season. Ask for "
        "{n}",
        "Fútbol: chicas nuevas cada semana. Nuestras chicas entrenan. Preguntar por {n}",
        "Foot : nouvelles filles chaque semaine. Nos filles jouent. Demander {n}"}) {
    EXPECT_TRUE(leads_of(text, 6).empty()) << text;
    EXPECT_FALSE(has(signs_of(text), "third_party_voice")) << text;
  }
}

TEST(NamedServices, WhoSetsTheirOwnRatesIsNotSpokenFor) {
  for (const auto* text :
       {"Escort agency: {n}, independent, each lady sets her own rates, call reception",
        "Escorts, the girls set their own prices, {n} is here",
        "Escorts, all our ladies choose their own hours, {n} is here",
        "Escort: her hours and her prices are her own choice, {n}",
        "Escorts: nuestras chicas fijan sus propias tarifas, {n}",
        "Escorts: nos filles choisissent leurs propres horaires, {n}",
        "Escort: unsere Damen bestimmen ihre Preise selbst, {n}",
        "Escorts: as nossas meninas decidem os seus próprios preços, {n}",
        "Эскорт: наши девушки сами назначают свои цены, {n}"}) {
    EXPECT_FALSE(has(signs_of(text), "third_party_voice")) << text;
    EXPECT_TRUE(leads_of(text, 6).empty()) << text;
  }
  for (const auto* text :
       {"Escort {n}, her rates are set by the agency", "Escorts: our girls, set prices, {n}",
        "Escorts: our ladies do not set their own prices, {n}",
        "Escorts: nuestras chicas, tarifas fijas, {n}", "Escort: unsere Damen, feste Preise, {n}",
        "Эскорт: наши девушки, цены назначает администратор, {n}"}) {
    EXPECT_TRUE(has(signs_of(text), "third_party_voice")) << text;
  }
}

// "Independent" says that nobody else is in view: not where somebody else speaks.
TEST(NamedServices, WhoIsSpokenForDoesNotWorkAlone) {
  for (const auto& [spoken, alone] :
       {std::pair{"Escort in {t}, our girls are new every week.", "Self employed, work alone."},
        std::pair{"Escort en {t}, nuestras chicas son nuevas.", "Independiente, por mi cuenta."},
        std::pair{"Эскорт в {t}, наши девушки меняются.", "Без посредников."},
        std::pair{"Escort in {t}, unsere Damen sind neu.", "Selbstständig, keine Agentur."}}) {
    const std::string both = std::string(spoken) + " " + alone;
    EXPECT_TRUE(has(signs_of(both), "third_party_voice")) << both;
    EXPECT_FALSE(has(signs_of(both), "works_alone")) << both;
    EXPECT_TRUE(has(signs_of(std::string("Escort. ") + alone), "works_alone")) << alone;
    const std::string contact = " Ask for {n} 07481 227 940";
    const auto without = leads_of_repeated(spoken + contact);
    const auto with = leads_of_repeated(both + contact);
    ASSERT_EQ(without.size(), 1U) << spoken;
    ASSERT_EQ(with.size(), 1U) << both;
    EXPECT_EQ(with[0].score, without[0].score) << both;
  }
  // A driver or a friend of one's own is no such speaker.
  const auto own = signs_of("Escort, I work alone, my driver waits outside");
  EXPECT_TRUE(has(own, "works_alone"));
  EXPECT_TRUE(has(own, "own_driver_or_friend"));
}

TEST(NamedServices, ATitleNamesNoTradeThatNobodyWrote) {
  const auto bare = leads_of("{n}, new in town only this week. My boss answers, no condoms.", 6);
  ASSERT_EQ(bare.size(), 1U);
  EXPECT_EQ(bare[0].title, "Six places in eleven days");
  const auto named = leads_of("{n}, massage, new in town. My boss answers, no condoms.", 6);
  ASSERT_EQ(named.size(), 1U);
  EXPECT_TRUE(named[0].title.starts_with("Massage, ")) << named[0].title;
}

TEST(NamedServices, EqualTreatmentIsNoService) {
  for (const auto* text :
       {"Our ladies welcome applicants regardless of race, sex or religion.",
        "Our girls learn about sex education.", "Our ladies help victims of sex trafficking."}) {
    EXPECT_FALSE(has(signs_of(text), "third_party_voice")) << text;
  }
}

TEST(Licences, SpeakAgainstHoweverTheyAreWritten) {
  for (const auto* text :
       {"GLAA licence STAF0012", "GLA licensed agency", "licensed by the GLAA",
        "ETT autorizada nº 79/0123", "Zeitarbeit mit Erlaubnis nach AÜG",
        "Erlaubnis der Bundesagentur für Arbeit", "Agence d'intérim agréée", "Agrément n° 4411",
        "Аккредитация Роструда", "Лицензия Минтруда", "Empresa de trabalho temporário, alvará 11",
        "Autorização da ACT", "H-2A registered employer", "MOM licence 19C4411",
        "DMW licensed agency", "POEA license no. 4411", "GLAA licensed", "LIBE licensed farm",
        "licensed by LIBE"}) {
    EXPECT_TRUE(has(signs_of(text), "registered_employer")) << text;
  }
  for (const auto* text : {"A driving licence is needed", "SIA licence needed", "Act fast"}) {
    EXPECT_FALSE(has(signs_of(text), "registered_employer")) << text;
  }
}

TEST(Reports, OfACourtOrThePoliceAreNoLead) {
  const std::string kept = " how workers' passports were kept and wages withheld. By {n} Smith";
  EXPECT_TRUE(leads_of("A court heard" + kept, 6).empty());
  EXPECT_TRUE(leads_of("Jobs lost: police said" + kept, 6).empty());
  EXPECT_FALSE(leads_of("Jobs: passports are kept. Ask for {n}", 6).empty());
}

TEST(KindsOfWork, DriversAndCrewsAreCalledWhatTheyAre) {
  const auto drivers =
      leads_of("HGV drivers needed. Live in the cab. Fuel is deducted from wages. Ask for {n}", 6);
  ASSERT_EQ(drivers.size(), 1U);
  EXPECT_TRUE(drivers[0].title.starts_with("Driving work")) << drivers[0].title;
  const auto crew = leads_of("Crew for yacht. The captain holds passports. Ask for {n}", 6);
  ASSERT_EQ(crew.size(), 1U);
  EXPECT_TRUE(crew[0].title.starts_with("Work on ships")) << crew[0].title;
}

}  // namespace
}  // namespace lodestar::detect
