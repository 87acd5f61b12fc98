// SPDX-License-Identifier: Apache-2.0
// Names behind a call to action ("ask for Anna"), in each language of the packs, and the words
// that only look like names there: every German noun has a capital. People are invented.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/lead_scene.h"

namespace lodestar::detect {
namespace {

struct Wording {
  const char* language;
  std::vector<std::string> calls;  // {} is the name
  std::vector<std::string> names;
};

const std::vector<Wording> kWordings = {
    {"en",
     {"Ask for {}", "Call {}", "Speak to {}", "Get in touch with {}",
      "Please ask for {} at the bar", "My name is {}"},
     {"Anna", "Boris", "Clara", "Daria"}},
    {"es",
     {"Pregunta por {}", "Llama a {}", "Pregunten por {}", "Hable con {}", "Escriba a {}",
      "Contacte con {}", "Mi nombre es {}", "Te atiende {}"},
     {"Ana", "Bruno", "Lucía", "Darío"}},
    {"fr",
     {"Demande {}", "Demandez {}", "Appelle {}", "Appelez {}", "Contacte {}", "Écris à {}",
      "Parle à {}", "Mon prénom est {}"},
     {"Anne", "Bruno", "Claire", "Élodie"}},
    {"de",
     {"Frag nach {}", "Fragt nach {}", "Fragen Sie bitte nach {}", "Ruf {} an", "Rufen Sie {} an",
      "Ruf einfach die {} an", "{} anrufen", "Bitte {} anrufen", "Melde dich bei {}",
      "Schreib {} eine Nachricht", "Schreib an {}", "Sprich mit {}", "Kontaktieren Sie {}"},
     {"Anna", "Boris", "Clara", "Ömer"}},
    {"pt",
     {"Ligue {}", "Ligue para a {}", "Ligue para {}", "Liga ao {}", "Pergunte por {}",
      "Fale com a {}", "Chame a {}", "Procure a {}", "Tratar com {}", "O meu nome é {}"},
     {"Ana", "Bruno", "Lúcia", "Otávio"}},
    {"ru",
     {"Меня зовут {}", "Спросите {}", "Спроси {}", "Звони {}", "Позвоните {}", "Напишите {}",
      "Позовите {}", "Обращайтесь к {}"},
     {"Анна", "Борис", "Вера", "Фёдор"}},
};

std::string with_name(const std::string& call, const std::string& name) {
  return fmt::format(fmt::runtime(call), name);
}

std::multiset<std::string> names_in(const std::string& text) {
  Postings postings;
  postings.add(postings.add_file("f"), {.fields = {"1", "", text}});
  std::vector<Sign> seen;
  IndicatorReader(built_in_indicators()).read(postings, 0, seen);
  std::multiset<std::string> names;
  for (const Sign& sign : seen) {
    if (sign.rule != built_in_indicators().rule_of_name()) continue;
    names.emplace(text::cut(text, sign.span));
  }
  return names;
}

TEST(NameCues, ACallForSomebodyNamesThem) {
  for (const Wording& wording : kWordings) {
    for (const std::string& call : wording.calls) {
      for (const std::string& name : wording.names) {
        const std::string text = with_name(call, name);
        EXPECT_EQ(names_in(text), std::multiset<std::string>{name})
            << wording.language << ": " << text;
      }
    }
  }
}

TEST(NameCues, WhatHasACapitalForAnotherReasonIsNoName) {
  for (const std::string text : {"Ask for Details",
                                 "Ask for Work",
                                 "Call Monday",
                                 "Ask for Prices",
                                 "Call Today",
                                 "Speak to Reception",
                                 "Contact Support",
                                 "Pregunta por Trabajo",
                                 "Llama Ahora",
                                 "Pregunta por Precios",
                                 "Habla con Recepción",
                                 "Pregunta por Información",
                                 "Demandez Conseil",
                                 "Demande Renseignements",
                                 "Appelez Vite",
                                 "Appelle Lundi",
                                 "Demandez Tarifs",
                                 "Sur Demande Spéciale",
                                 "Frag nach Arbeit",
                                 "Frag nach Preisen",
                                 "Fragen Sie nach Terminen",
                                 "Fragen nach Unterkunft",
                                 "Frag nach Rabatt",
                                 "Ruf Montag an",
                                 "Ruf Jetzt an",
                                 "Rufen Sie Morgen an",
                                 "Ruf Bitte an",
                                 "Rufen Sie die Nummer an",
                                 "Rufen Sie das Büro an",
                                 "Jetzt anrufen",
                                 "Bitte anrufen",
                                 "Einfach anrufen",
                                 "Montag anrufen",
                                 "Abends anrufen",
                                 "Werktags anrufen",
                                 "Firma anrufen",
                                 "Kostenlos anrufen",
                                 "Melde dich bei Interesse",
                                 "Melden Sie sich bei Fragen",
                                 "Schreib Nachricht",
                                 "Sprich mit Kollegen",
                                 "Ligue Agora",
                                 "Ligue agora",
                                 "Ligue Hoje",
                                 "Ligue Segunda",
                                 "Ligue Grátis",
                                 "Ligue Europa",
                                 "Ligue Nationale",
                                 "Pergunte por Trabalho",
                                 "Fale com Recepção",
                                 "Chame Agora",
                                 "Звоните Сейчас",
                                 "Спросите Подробности",
                                 "Звоните Завтра",
                                 "Позвоните Сегодня",
                                 "Пишите Вконтакте",
                                 "Звоните В любое время",
                                 "Позвоните Администратору"}) {
    EXPECT_TRUE(names_in(text).empty()) << text << ": " << *names_in(text).begin();
  }
}

TEST(NameCues, AWordForAPeopleIsNoNameBehindAnyCall) {
  for (const std::string call : {"Frag nach {}", "Ruf {} an", "{} anrufen"})
    EXPECT_TRUE(names_in(with_name(call, "Rumänin")).empty()) << call;
  EXPECT_TRUE(names_in("Ligue Brasileira").empty());
  EXPECT_TRUE(names_in("Demande Roumaine").empty());
  EXPECT_TRUE(names_in("Ask for Romanian").empty());
  EXPECT_TRUE(names_in("Позовите Румынку").empty());
}

TEST(NameCues, ACallThatIsForbiddenNamesNobody) {
  EXPECT_TRUE(names_in("Bitte nicht nach Anna fragen, ruf nicht Anna an").empty());
  EXPECT_TRUE(names_in("Do not call Anna").empty());
}

// An offer in each language that names no kind of work: a passport held against a debt says it.
// The postings are joined by hand without slots, so that only the calls tell names.
TEST(NameCues, SeveralNamesBehindCallsLeadToOneContactInEachLanguage) {
  const std::map<std::string, std::string> kOffers = {
      {"en", "We keep your passport until the flight is paid back."},
      {"es", "Guardamos su pasaporte hasta que el vuelo esté devuelto."},
      {"fr", "Nous gardons votre passeport jusqu'à ce que le vol soit remboursé."},
      {"de", "Wir behalten deinen Pass, bis der Flug abbezahlt ist."},
      {"pt", "Guardamos o seu passaporte até a passagem estar saldada."},
      {"ru", "Мы храним ваш паспорт, пока билет не отработан."},
  };
  for (const Wording& wording : kWordings) {
    for (const std::string& call : wording.calls) {
      const auto leads_with = [&](std::size_t names) {
        LeadScene scene;
        for (std::size_t i = 0; i < 8; ++i) {
          scene.post({.text = kOffers.at(wording.language) + " " +
                              with_name(call, wording.names[i % names]),
                      .contacts = {"15550100"},
                      .cluster = 0,
                      .network = 0});
        }
        return scene.leads().size();
      };
      EXPECT_EQ(leads_with(4), 1U) << wording.language << ": " << call;
      EXPECT_EQ(leads_with(2), 0U) << wording.language << ": " << call;
    }
  }
}

// A passport left as a pledge for something hired or a bill is no debt for a journey to work.
TEST(NameCues, APledgeIsNoOfferOfWork) {
  for (const std::string text :
       {"Bikes for hire: we keep your passport until the bike is back. Ask for ",
        "Guest rooms: we keep your passport until the bill is paid. Ask for ",
        "Visa service: we keep your passport until the visa is ready. Ask for ",
        "City tours: we keep your passport until the trip is paid. Ask for "}) {
    LeadScene scene;
    for (std::size_t i = 0; i < 8; ++i) {
      scene.post({.text = text + kWordings[0].names[i % 4],
                  .contacts = {"15550100"},
                  .cluster = 0,
                  .network = 0});
    }
    EXPECT_TRUE(scene.leads().empty()) << text;
  }
}

}  // namespace
}  // namespace lodestar::detect
