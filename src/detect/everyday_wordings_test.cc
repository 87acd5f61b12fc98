// SPDX-License-Identifier: Apache-2.0
// Services named by what they cost or by a choice of people, and what binds in the words of every
// day, in the six languages; beside trades that have prices, roses and drivers too. All of it is
// invented.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support/lead_scene.h"

namespace lodestar::detect {
namespace {

std::vector<Sign> read_signs(std::string_view text) {
  Postings one;
  one.add(one.add_file("f"), {.fields = {"", "", text}});
  IndicatorReader reader(built_in_indicators());
  std::vector<Sign> seen;
  reader.read(one, 0, seen);
  return seen;
}

std::vector<std::string_view> signs_of(std::string_view text) {
  const Indicators& indicators = built_in_indicators();
  std::vector<std::string_view> ids;
  for (const Sign& sign : read_signs(text)) {
    if (sign.rule < indicators.words.size()) ids.push_back(indicators.words[sign.rule].id);
  }
  return ids;
}

bool shows(std::string_view sign, std::string_view text) {
  const auto ids = signs_of(text);
  return std::ranges::find(ids, sign) != ids.end();
}

TEST(EverydayWordings, APriceOrAChoiceOfPeopleSells) {
  for (const auto* text : {
           "Tantric b2b in Leeds, text driver",
           "New lady every week, 100 roses, message the manager",
           "Half hour 60 hour 100, boss picks up",
           "HH £70, hour £120. Operator replies",
           "150 kisses, our driver waits",
           "B2B tántrico en Vigo, escribe al chófer",
           "Trato de novia, 100 rosas, contesta el jefe",
           "Media hora 50 hora 90, el encargado descuelga",
           "Elige entre nuestras chicas, manda mensaje al chófer",
           "Tantra corps à corps à Lyon, SMS au chauffeur",
           "Douceur, 100 roses, le patron décroche",
           "Demi-heure 70 heure 120, la gérante répond",
           "Choisissez parmi nos filles, appelez le patron",
           "Тантра боди массаж, пишите водителю",
           "Встреча, 100 роз, отвечает оператор",
           "Полчаса 3000 час 5000, администратор берёт трубку",
           "Выбирайте из наших девушек, отвечает диспетчер",
           "Tântrica corpo a corpo no Porto, mensagem ao motorista",
           "Carinho, 100 rosas, o gerente atende",
           "Meia hora 50 hora 80, o patrão atende",
           "Escolha entre as nossas meninas, fale com o encarregado",
           "Tantra Body to Body in Essen, schreib dem Fahrer",
           "Zärtlich, 100 Rosen, der Chef nimmt ab",
           "Halbe Stunde 60 Stunde 100, die Chefin geht ran",
           "Wähle aus unseren Mädchen, ruf den Chef an",
       }) {
    EXPECT_TRUE(shows("manager_answers", text)) << text;
  }
  EXPECT_TRUE(shows("third_party_voice", "Choose from our ladies in Leeds"));
  EXPECT_TRUE(shows("third_party_voice", "Выбирайте из наших девушек"));
}

TEST(EverydayWordings, OtherTradesWithPricesRosesAndDriversSellThemselves) {
  for (const auto* text : {
           "Florist: 100 roses in a bouquet, call the driver",
           "Piano lessons, half hour 20 hour 35, manager answers",
           "Dog walking: half hour 10 hour 15, text the driver",
           "Choose from our ladies boots and shoes, manager answers",
           "B2B software sales, call the manager",
           "Floristería: 100 rosas en ramo, contesta el jefe",
           "Clases de piano: media hora 15 hora 25, contesta el encargado",
           "Fleuriste : bouquet de 100 roses, le patron répond",
           "Cours de piano : demi-heure 15 heure 25, le patron répond",
           "Цветы: букет 100 роз, отвечает оператор",
           "Репетитор: полчаса 500 час 900, отвечает администратор",
           "Florista: ramo de 100 rosas, o gerente atende",
           "Aulas de piano: meia hora 10 hora 18, o gerente atende",
           "Blumen: Strauß mit 100 Rosen, der Chef antwortet",
           "Nachhilfe: halbe Stunde 12 Stunde 20, der Chef antwortet",
       }) {
    EXPECT_FALSE(shows("manager_answers", text)) << text;
    EXPECT_FALSE(shows("third_party_voice", text)) << text;
  }
}

TEST(EverydayWordings, WhoMayNotLeaveIsBound) {
  for (const auto* text : {
           "Pickers may not leave the farm",
           "Workers must not leave the camp at night",
           "You cannot leave the ship without the captain, crew wanted",
           "Trabajo: no se puede abandonar la finca",
           "Trabajo en obra, nadie sale del campamento",
           "Travail : on ne quitte pas l'exploitation",
           "Emploi : interdit de partir du domaine",
           "Работа: покидать ферму нельзя",
           "Работа на базе, с территории не выпускаем",
           "Trabalho: não podem deixar a quinta",
           "Trabalho na herdade, ninguém abandona a fazenda",
           "Arbeit: das Camp darf nicht verlassen werden",
           "Arbeit, niemand darf den Betrieb verlassen",
       }) {
    EXPECT_TRUE(shows("may_not_leave", text)) << text;
  }
  for (const auto* text : {
           "Farm shop: do not leave dogs in the car",
           "Hotel jobs in Leeds, you will not want to leave",
           "Workers wanted, do not leave messages after ten",
       }) {
    EXPECT_FALSE(shows("may_not_leave", text)) << text;
  }
}

TEST(EverydayWordings, ADebtThatHasToBePaidFirstBinds) {
  for (const auto* text : {
           "You stay until the debt for travel is paid",
           "Until your debt to the agency is cleared you stay",
           "Te quedas hasta que la deuda del viaje esté pagada",
           "Hasta que pagues la deuda te quedas",
           "Vous restez jusqu'à ce que la dette du voyage soit payée",
           "Пока долг за дорогу не выплачен, вы остаётесь",
           "Работа до погашения долга",
           "Fica até a dívida da viagem estar paga",
           "Fica até pagar a dívida",
           "Du bleibst, bis die Schulden für die Reise bezahlt sind",
           "Bis zur Tilgung der Schulden bleibst du",
       }) {
    EXPECT_TRUE(shows("debt_for_the_journey", text)) << text;
  }
}

bool names_farm_work(std::string_view text) {
  const Indicators& indicators = built_in_indicators();
  const auto farm = std::ranges::find(indicators.sectors, "farm", &Sector::id);
  const auto rule = indicators.rule_of_sector(
      static_cast<std::size_t>(std::ranges::distance(indicators.sectors.begin(), farm)));
  return std::ranges::any_of(read_signs(text), [&](const Sign& sign) { return sign.rule == rule; });
}

// "Quinta" is a farm and a Thursday.
TEST(EverydayWordings, AThursdayIsNoFarm) {
  for (const auto* text : {"Trabalho na quinta em Braga", "Trabajo en la finca",
                           "Trabajo en la "
                           "granja, 50 al día",
                           "Apanha de fruta, folga à quinta-feira"}) {
    EXPECT_TRUE(names_farm_work(text)) << text;
  }
  for (const auto* text :
       {"Trabalho na fábrica. Entrevistas na quinta-feira", "Aberto de segunda a quinta",
        "Limpezas em Braga, quinta e sexta", "Entrevistas às quintas-feiras"}) {
    EXPECT_FALSE(names_farm_work(text)) << text;
  }
  EXPECT_TRUE(shows("may_not_leave", "Trabalho no campo, não podes sair da quinta"));
  EXPECT_TRUE(shows("may_not_leave", "Trabalho no campo, proibido sair da quinta sem licença"));
  for (const auto* text : {"Limpezas em Braga. Não pode sair mais cedo na quinta-feira",
                           "Trabalho em Braga, não pode sair cedo quinta e sexta"}) {
    EXPECT_FALSE(shows("may_not_leave", text)) << text;
  }
  EXPECT_TRUE(shows("housing_tied_to_job", "Trabalho no campo, alojamento na quinta"));
  EXPECT_FALSE(shows("housing_tied_to_job", "Limpezas, quarto de segunda a quinta"));
}

// Words between who is offered and what they are said to do.
TEST(EverydayWordings, WhoDoesEverythingIsSoldWhateverStandsBetween) {
  for (const auto* text : {
           "Our girls are obedient and always do everything without protection",
           "Nuestras chicas son sumisas y siempre hacen de todo sin protección",
           "Nos filles sont soumises et font tout sans protection",
           "Наши девочки послушные и всегда делают все без защиты",
           "As nossas meninas são submissas e fazem tudo sem proteção",
           "Unsere Mädchen sind gehorsam und machen alles ohne Schutz",
       }) {
    EXPECT_TRUE(shows("third_party_voice", text)) << text;
    EXPECT_TRUE(shows("unprotected", text)) << text;
  }
  for (const auto* text : {
           "The ladies of the parish do everything for the fair, our girls work without protection",
           "Nos filles sont bénévoles, elles réparent les vélos sans protection",
           "Las chicas del taller hacen los ramos, trabajan sin protección",
       }) {
    EXPECT_FALSE(shows("unprotected", text)) << text;
  }
}

TEST(EverydayWordings, WhoChangesEveryTwoWeeksIsOffered) {
  const auto* text = "Wechselnde Girls alle zwei Wochen, Termine nur über den Chef, AO möglich";
  EXPECT_TRUE(shows("third_party_voice", text));
  EXPECT_TRUE(shows("manager_answers", text));
  EXPECT_TRUE(shows("unprotected", text));
  EXPECT_FALSE(shows("third_party_voice", "Wechselnde Ausstellungen alle zwei Wochen, AO § 52"));
}

TEST(EverydayWordings, WhoKeepsTheDiaryDecides) {
  for (const auto* text : {
           "Escort in Leeds, my boss keeps the diary",
           "Escort en Lugo, mi jefe lleva la agenda",
           "Escort à Lille, le patron gère les rendez-vous",
           "Эскорт, запись ведёт администратор",
           "Acompanhante em Braga, o gerente marca",
           "Escort in Bonn, Termine nur über den Chef",
       }) {
    EXPECT_TRUE(shows("manager_answers", text)) << text;
  }
  for (const auto* text : {
           "Escort in Leeds, I keep my own diary",
           "Escort en Lugo, llevo mi agenda yo misma",
           "Escort à Lille, je gère mes rendez-vous",
           "Эскорт, запись веду сама",
           "Acompanhante em Braga, marca comigo",
           "Escort in Bonn, Termine nur über WhatsApp",
       }) {
    EXPECT_FALSE(shows("manager_answers", text)) << text;
  }
}

TEST(EverydayWordings, PapersAreCollectedOnArrivalInTheFields) {
  for (const auto* text : {
           "Recolectores para el melón, recogemos los pasaportes",
           "Ramassage de fruits, passeports ramassés à l'arrivée",
           "Сбор овощей, паспорта забираем по приезду",
       }) {
    EXPECT_TRUE(shows("documents_kept", text)) << text;
  }
  for (const auto* text : {
           "Recolectores para el melón, trae tu pasaporte",
           "Ramassage de fruits, copies des passeports ramassées à l'arrivée",
           "Ramassage des ordures le lundi, passeports ramassés dans la rue",
           "Сбор овощей, копии паспорта забираем по приезду",
       }) {
    EXPECT_FALSE(shows("documents_kept", text)) << text;
  }
}

TEST(EverydayWordings, ALoanForStudiesIsNoDebtOfTheWork) {
  for (const auto* text : {
           "Jobs for graduates: your student loan is taken from your wages",
           "Trabajo: el préstamo estudiantil se descuenta del salario",
           "Travail : le prêt étudiant est déduit de votre salaire",
           "Работа: образовательный кредит удерживается из зарплаты",
           "Trabalho: o empréstimo estudantil é descontado no salário",
           "Arbeit: das BAföG wird später vom Lohn abgezogen",
       }) {
    EXPECT_FALSE(shows("costs_taken_from_wages", text)) << text;
  }
  for (const auto* text : {
           "Jobs for graduates: your visa loan is taken from your wages",
           "Trabajo: el préstamo se descuenta del salario",
           "Travail : le prêt est déduit de votre salaire",
           "Работа: кредит удерживается из зарплаты",
           "Trabalho: o empréstimo é descontado no salário",
           "Arbeit: das Darlehen wird später vom Lohn abgezogen",
       }) {
    EXPECT_TRUE(shows("costs_taken_from_wages", text)) << text;
  }
}

}  // namespace
}  // namespace lodestar::detect
