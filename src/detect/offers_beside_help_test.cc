// SPDX-License-Identifier: Apache-2.0
// An offer stays a lead, whatever line about help stands beside it or before it. All of it is
// invented.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

class WhoOffersBesideHelp : public testing::TestWithParam<std::string_view> {};
TEST_P(WhoOffersBesideHelp, StaysALead) {
  EXPECT_EQ(leads_asked_for(GetParam()).size(), 1U) << GetParam();
}

struct Told {
  std::string_view language, text;
};

// Each language's lines about help, before and behind its offers, and in one sentence with them.
class NoLineAboutHelp : public testing::TestWithParam<Told> {};
TEST_P(NoLineAboutHelp, SilencesAnOffer) {
  static const std::multimap<std::string_view, std::string_view> kLines = {
      {"en", "We help"},
      {"en", "Free advice and support"},
      {"en", "Report trafficking: hotline 116 000"},
      {"en", "We have helped 300 workers"},
      {"en", "Know your rights, talk to the union"},
      {"en", "Victims of trafficking can call us in confidence"},
      {"es", "Te ayudamos"},
      {"es", "Orientación y apoyo gratis"},
      {"es", "Denuncia la trata, línea de ayuda"},
      {"es", "Conoce tus derechos con el sindicato"},
      {"fr", "On vous aide"},
      {"fr", "Conseil et soutien gratuits"},
      {"fr", "Signalez la traite, ligne d'écoute"},
      {"fr", "Connaissez vos droits, syndicat"},
      {"ru", "Мы помогаем"},
      {"ru", "Бесплатная консультация юриста"},
      {"ru", "Горячая линия для жертв"},
      {"ru", "Профсоюз защищает ваши права"},
      {"pt", "Nós ajudamos"},
      {"pt", "Apoio e orientação grátis"},
      {"pt", "Denuncie o tráfico, linha de apoio"},
      {"pt", "Conheça os seus direitos com o sindicato"},
      {"de", "Wir helfen"},
      {"de", "Kostenlose Beratung und Unterstützung"},
      {"de", "Menschenhandel melden: Hilfetelefon"},
      {"de", "Kennen Sie Ihre Rechte, Gewerkschaft"},
  };
  const std::string offer(GetParam().text);
  const auto [first, last] = kLines.equal_range(GetParam().language);
  for (auto at = first; at != last; ++at) {
    const std::string line(at->second);
    for (const std::string& text :
         {offer + ". " + line + ".", line + ". " + offer + ".", offer + ", " + line + "."}) {
      EXPECT_EQ(leads_asked_for(text).size(), 1U) << text;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    ByHand, NoLineAboutHelp,
    testing::Values(
        Told{"en", "Pickers wanted for {t}, passports are kept at the office"},
        Told{"en",
             "Farm work in {t}, 400 a week, the fare is deducted from your wages, the boss holds "
             "your passport"},
        Told{"en", "We keep your papers until the flight is paid back. Hotel work"},
        Told{"en", "Escort {n}, bareback, 120 an hour, manager answers"},
        Told{"en",
             "Packing jobs. Nobody may leave the site alone, phones are collected on arrival"},
        Told{"es",
             "Trabajo en el campo, el pasaporte se queda en la oficina hasta pagar el billete"},
        Told{"es", "Buscamos camareras, guardamos tu pasaporte, 900 al mes"},
        Told{"es", "Escort {n}, sin condón, 100 la hora, el jefe contesta"},
        Told{"fr",
             "Nous recrutons, le passeport reste au bureau, le billet est retenu sur la paie"},
        Told{"fr", "Travail à la ferme, nous gardons votre passeport, 1300 par mois"},
        Told{"fr", "Escorte {n}, sans préservatif, le patron répond. 100 €"},
        Told{"ru", "Работа на складе, паспорт остаётся в офисе, билет удерживается из зарплаты"},
        Told{"ru", "Требуются рабочие, паспорт хранится у бригадира, 60000 в месяц"},
        Told{"ru", "Эскорт {n}, без резинки, отвечает администратор, 5000 час"},
        Told{"pt",
             "Trabalho na quinta, o passaporte fica no escritório, a viagem é descontada no "
             "salário"},
        Told{"pt", "Procura-se pessoal, ficamos com o passaporte, 800 por mês"},
        Told{"pt", "Acompanhante {n}, sem camisinha, o gerente atende. 80 €"},
        Told{"de",
             "Arbeit in der Ernte, der Pass bleibt im Büro, die Fahrt wird vom Lohn abgezogen"},
        Told{"de", "Wir suchen Helfer, wir behalten den Pass, 1400 im Monat"},
        Told{"de", "Escort {n}, ohne Gummi, der Chef antwortet. 100 €"}));

INSTANTIATE_TEST_SUITE_P(
    ByHand, WhoOffersBesideHelp,
    testing::Values(
        "We keep your passport until the debt is paid. We have helped 300 pickers find a place.",
        "Farm in {t}. Housing provided, documents kept by the office. We help with everything, "
        "hotline 0800 121 700.",
        "Pickers wanted, the boss keeps passports. Victims of trafficking call 0800 121 700.",
        "Escort {n}, bareback, 100 an hour, my driver waits. Support for women, advice, rights, "
        "shelter.",
        "Nuru massage, our girls, no limits, incall 80, text driver. Report trafficking to the "
        "hotline.",
        "Earn 500 a week on the farm, passport kept at the office. Union approved, free advice.",
        "Hostess jobs in {t}: they keep your papers until the flight is paid back, 2000 a month. "
        "Rights and help for all.",
        "Buscamos peones en {t}, el jefe guarda los pasaportes. Línea de ayuda, ayudamos a todos.",
        "Escort {n}, sin condón, 60 euros, el encargado contesta. Ayuda a mujeres, gratis y "
        "confidencial.",
        "Nous recrutons à {t}, le patron garde les passeports. Aide et conseil gratuits.",
        "Escorte {n}, sans préservatif, 100 euros, le patron répond. Aide aux femmes.",
        "Требуются рабочие, бригадир хранит паспорта. Горячая линия, помощь.",
        "Эскорт {n}, без резинки, 5000 рублей, отвечает оператор. Помощь женщинам.",
        "Procura-se pessoal em {t}, o patrão guarda os passaportes. Linha de apoio.",
        "Acompanhante {n}, sem camisinha, 60 euros, o gerente atende. Apoio a mulheres.",
        "Wir suchen Erntehelfer in {t}, der Chef behält die Pässe. Hilfetelefon.",
        "Escort {n}, ohne Gummi, 100 Euro, der Chef antwortet. Hilfe für Frauen.",
        "Greenhouse crew needed near {t}, 450 a week cash. They keep your passport at the office "
        "till June. We help with bank and doctor. Helpline 24/7.",
        "Nice flat, flights paid, 2000 a month for hostesses. Boss holds passports until the "
        "ticket is paid back. Your rights are protected.",
        "Our ladies in {t}, 100 half hour, no limits, driver brings them. We support women. "
        "Anti-trafficking hotline 0800 121 700.",
        "Dishwashers: housing provided, documents stay with the manager, rent taken from wages. "
        "Confidential and free support for newcomers.",
        "We look after your passport until the debt is cleared. Packing jobs. Help and advice for "
        "workers whose boss treated them badly.",
        "Se necesitan temporeros en {t}, 50 euros al día. La oficina guarda los pasaportes hasta "
        "saldar el viaje. Te ayudamos, línea de ayuda gratuita.",
        "Guardamos tu pasaporte y el billete se descuenta del sueldo. Campo en {t}. Conoce tus "
        "derechos.",
        "Nuestras chicas en {t}, 80 euros, sin límites, el chófer espera. Apoyamos a la mujer, "
        "teléfono 016.",
        "Alojamiento incluido, el encargado se queda con los documentos, 900 al mes. Ayuda y "
        "orientación gratis.",
        "Saisonniers recherchés à {t}, 60 euros par jour. Le chef garde les passeports jusqu'au "
        "remboursement. Aide gratuite, numéro vert.",
        "Nous gardons vos papiers jusqu'à rembourser le voyage. Serres à {t}. Association, écoute "
        "et conseil.",
        "Nos filles à {t}, 100 euros, sans tabous, le patron répond. Ligne d'écoute pour les "
        "femmes.",
        "Logement fourni, le passeport reste au bureau, 1200 par mois. On vous aide pour tout, "
        "droits garantis.",
        "Требуются сборщики в {t}, 2000 в день. Паспорта хранятся у бригадира. Поможем во всём, "
        "горячая линия.",
        "Паспорт храним до возврата долга за билет. Теплицы. Юридическая помощь бесплатно.",
        "Наши девушки в {t}, 5000 час, без ограничений, отвечает администратор. Поддержка женщин, "
        "анонимно.",
        "Жильё предоставляем, документы остаются у начальника, 60000 в месяц. Помощь и защита "
        "рабочих.",
        "Precisa-se de pessoal para a apanha em {t}, 40 euros por dia. O patrão guarda os "
        "passaportes até saldar a viagem. Linha de apoio gratuita.",
        "Ficamos com o passaporte até pagar o bilhete. Estufas em {t}. Conheça os seus direitos.",
        "As nossas meninas em {t}, 80 euros, sem tabus, o gerente atende. Apoio à mulher.",
        "Alojamento incluído, os documentos ficam com o encarregado, 900 por mês. Ajuda e "
        "acompanhamento gratuito.",
        "Erntehelfer gesucht in {t}, 80 Euro am Tag. Der Chef behält die Pässe bis zum Saisonende. "
        "Wir helfen bei allem, Hilfetelefon.",
        "Wir behalten den Pass, bis die Schulden bezahlt sind. Spargel in {t}. Kostenlose "
        "Beratung.",
        "Unsere Mädchen in {t}, 100 Euro, tabulos, der Chef antwortet. Hilfe für Frauen, anonym.",
        "Unterkunft wird gestellt, der Pass bleibt im Büro, 1500 im Monat. Unterstützung und "
        "Rechte für alle.",
        "Visa agency {t}: hotel jobs abroad, fee payable before departure, we keep your passport. "
        "Ask for {n}.",
        "Passport service and farm work, the office keeps your documents until the flight is paid "
        "back. Ask for {n}.",
        "Hostel beds for pickers wanted in {t}, passport kept by the manager, rent taken from "
        "wages. Ask for {n}.",
        "Consulate papers arranged. Workers needed, passports are held by the boss. Ask for {n}.",
        "Visa consultants {t}: we lend the flight, you work off the debt, passport stays with us. "
        "Kitchen. Ask for {n}.",
        "Gestoría: buscamos camareras en {t}, guardamos tu pasaporte, tasa antes de viajar. "
        "Pregunta por {n}.",
        "Agencia de visados, trabajo en hotel, el pasaporte se queda en la oficina hasta pagar el "
        "billete. Pregunta por {n}.",
        "Agence de visas : nous recrutons à {t}, nous gardons votre passeport. Demandez {n}.",
        "Визовый центр: требуются рабочие в {t}, паспорт хранится у бригадира. Спросите {n}.",
        "Agência de vistos: procura-se pessoal em {t}, ficamos com o passaporte. Pergunte por {n}.",
        "Visumservice: wir suchen Zimmermädchen in {t}, der Pass bleibt im Büro. Fragen Sie nach "
        "{n}.",
        "Hostel in {t} sucht Küchenhilfen, wir behalten den Pass, Arbeit im Hotel. Fragen Sie nach "
        "{n}.",
        "Mushroom farm, start Monday: bring your passport, the office holds it till the season is "
        "over. Weekly cash 380. Charity approved, friendly advice.",
        "Girls for bar in {t}. They owe the flight, boss keeps passports till it is paid. 3000 a "
        "month. We protect women's rights!",
        "Meat packing, nights. Papers are kept by the supervisor and rent comes out of your wages. "
        "Support, legal help, everything free.",
        "Sweet companion {n}, no condom, manager takes calls, 90 roses. Stop trafficking, call the "
        "hotline.",
        "Trawler crew wanted. Captain holds the passports until the debt to the agent is cleared. "
        "Mission and union welcome.",
        "No experience needed! Construction in {t}, first month unpaid, passport with the boss, "
        "helpline for newcomers.",
        "Finca en {t}: se necesita gente, el capataz guarda los pasaportes, 45 euros diarios. "
        "Asesoría y apoyo.",
        "Chicas para bar en {t}, el vuelo se paga trabajando, el jefe guarda los pasaportes. "
        "Defendemos a la mujer.",
        "Escort {n}, sin condón, contesta el encargado, 90 rosas. No a la trata, línea de ayuda.",
        "Ferme à {t} : cherchons saisonniers, le chef garde les passeports, 55 euros par jour. "
        "Conseil et soutien.",
        "Serveuses pour bar à {t}, le vol est avancé, vous remboursez en travaillant, le patron "
        "garde les papiers. Droits des femmes respectés.",
        "Escorte {n}, sans préservatif, le patron décroche, 90 roses. Non à la traite, ligne "
        "d'écoute.",
        "Ферма в {t}: нужны люди, бригадир забирает паспорта, 2500 в день. Помощь юриста.",
        "Девушки в бар, билет в долг, отработаете, паспорт хранится у хозяина. Права женщин "
        "защищаем.",
        "Эскорт {n}, без резинки, отвечает оператор, 90 роз. Нет рабству, горячая линия.",
        "Quinta em {t}: precisa-se de gente, o capataz guarda os passaportes, 45 euros por dia. "
        "Aconselhamento e apoio.",
        "Raparigas para bar, a viagem paga-se com o trabalho, o patrão guarda os passaportes. "
        "Defendemos a mulher.",
        "Acompanhante {n}, sem camisinha, o gerente atende, 90 rosas. Não ao tráfico, linha de "
        "apoio.",
        "Hof bei {t} sucht Leute, der Vorarbeiter behält die Pässe, 70 Euro am Tag. Beratung und "
        "Hilfe.",
        "Mädchen für Bar gesucht, der Flug wird abgearbeitet, der Chef behält die Pässe. "
        "Frauenrechte sind uns wichtig, Hilfe.",
        "Escort {n}, ohne Gummi, der Chef nimmt ab, 90 Rosen. Nein zum Menschenhandel, "
        "Hilfetelefon."));

}  // namespace
}  // namespace lodestar::detect
