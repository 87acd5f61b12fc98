// SPDX-License-Identifier: Apache-2.0
#include "detect/indicators.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "table/json_value.h"

namespace lodestar::detect {
namespace {

Indicators built_in() {
  auto parsed = parse_indicator_packs(built_in_packs());
  EXPECT_TRUE(parsed.has_value()) << parsed.error().message;
  return parsed ? std::move(*parsed) : Indicators{};
}

// A pack of one entry: `phrases` is what stands in its "en" list.
std::string pack_of(std::string_view phrases, std::string_view finds, std::string_view more = "") {
  return fmt::format(
      R"({{"schema": "lodestar-indicators-1", "pack": "mine",
           "guards": {{"en": ["no", "never"]}}, "protected": {{"en": ["thai", "german*"]}},
           "entries": [{{"id": "one", "family": "documents", "strength": 5, "label": "l",
                        "title": "t", "why": "w", "benign": "b", "source": "s",
                        "phrases": {{"en": [{}]}},
                        "examples": {{"finds": ["{}"]}} {}}}]}})",
      phrases, finds, more);
}

Result<Indicators> parse_one(const std::string& bytes) {
  return parse_indicator_packs(std::vector<PackBytes>{{"mine.json", bytes}});
}

std::string error_of(const std::string& bytes) {
  const auto parsed = parse_one(bytes);
  return parsed ? "" : parsed.error().message;
}

// The words of the text in which the pack's one entry is seen, or "".
std::string seen_in(const std::string& pack, const std::string& text) {
  const auto indicators = parse_one(pack);
  if (!indicators) return indicators.error().message;
  Postings postings;
  postings.add(postings.add_file("f"), {.fields = {"1", "", text}});
  std::vector<Sign> seen;
  IndicatorReader(*indicators).read(postings, 0, seen);
  return seen.empty() ? "" : std::string(text::cut(text, seen[0].span));
}

TEST(IndicatorPacks, TheBuiltInPacksReadAndFindTheirOwnExamples) {
  const Indicators indicators = built_in();
  EXPECT_GE(indicators.words.size(), 35U);
  EXPECT_EQ(indicators.measures.size(), kMeasureKinds);
}

TEST(IndicatorPacks, EveryEntrySpeaksSixLanguagesAndShowsOneExampleOfEach) {
  for (const PackBytes& pack : built_in_packs()) {
    const auto json = table::parse_json_value(pack.bytes);
    ASSERT_TRUE(json.has_value());
    const auto* entries = json->find("entries");
    if (entries == nullptr) continue;
    for (const auto& entry : *entries->as<table::JsonValue::Array>()) {
      const auto& id = *entry.find("id")->as<std::string>();
      for (const auto* language : {"en", "es", "fr", "ru", "pt", "de"}) {
        EXPECT_NE(entry.find("phrases")->find(language), nullptr) << id << " " << language;
      }
      EXPECT_GE(entry.find("examples")->find("finds")->as<table::JsonValue::Array>()->size(), 6U)
          << id;
      EXPECT_GE(entry.find("examples")->find("passes")->as<table::JsonValue::Array>()->size(), 1U)
          << id;
    }
  }
}

TEST(IndicatorPacks, CounterEvidenceWeighsAsMuchAsEvidence) {
  const Indicators indicators = built_in();
  std::int32_t heaviest_for = 0, heaviest_against = 0;
  for (const auto& word : indicators.words) {
    heaviest_for = std::max(heaviest_for, word.strength);
    heaviest_against = std::min(heaviest_against, word.strength);
  }
  EXPECT_GE(-heaviest_against * 4, heaviest_for * 3);
}

TEST(Phrases, WordsPrefixesChoicesAndGaps) {
  const std::string pack =
      pack_of(R"("(fee|fees) ..2 before depart*")", "a fee due before departure");
  EXPECT_EQ(seen_in(pack, "Fees must be BEFORE departing"), "Fees must be BEFORE departing");
  EXPECT_EQ(seen_in(pack, "fee before departure"), "fee before departure");
  EXPECT_EQ(seen_in(pack, "fee one two three before departure"), "");
  EXPECT_EQ(seen_in(pack, "fee before the departure"), "");
}

TEST(Phrases, AMatchStaysInsideItsSentence) {
  const std::string pack = pack_of(R"("fee ..4 departure")", "fee before departure");
  EXPECT_EQ(seen_in(pack, "There is a fee. Early departure"), "");
  EXPECT_NE(seen_in(pack, "There is a fee of 2.50 at departure"), "");
}

TEST(Phrases, ANegationTurnsAPhraseIntoNothing) {
  const std::string pack = pack_of(R"("keep ..2 passport")", "we keep your passport");
  EXPECT_EQ(seen_in(pack, "we never keep your passport"), "");
  EXPECT_EQ(seen_in(pack, "we keep no passport"), "");
  EXPECT_NE(seen_in(pack, "no experience, we keep your passport"), "");
}

TEST(Phrases, UnlessExplainsAMatchAway) {
  const std::string pack = pack_of(R"("keep ..2 passport")", "we keep your passport",
                                   R"(, "unless": {"en": ["copy", "copies"]})");
  EXPECT_EQ(seen_in(pack, "we keep your passport copy"), "");
  EXPECT_NE(seen_in(pack, "we keep your passport. A copy is yours"), "");
}

TEST(Phrases, AChoiceOfSeveralWords) {
  const std::string pack = pack_of(R"("(cash in hand|paid) daily")", "cash in hand daily");
  EXPECT_EQ(seen_in(pack, "Cash in hand daily"), "Cash in hand daily");
  EXPECT_EQ(seen_in(pack, "paid daily"), "paid daily");
  EXPECT_EQ(seen_in(pack, "cash daily"), "");
}

TEST(Phrases, AccentsAndDisguisedLettersCompareEqual) {
  const std::string pack = pack_of(R"("pasaporte retenido")", "pasaporte retenido");
  EXPECT_NE(seen_in(pack, "PASAPORTÉ re\xE2\x80\x8Btenido"), "");
  EXPECT_NE(seen_in(pack, "p\xD0\xB0saporte retenido"), "");  // Cyrillic a
}

TEST(PackErrors, SayPackEntryFieldAndWhatToDo) {
  EXPECT_EQ(error_of(pack_of(R"("(fee")", "fee")),
            "pack mine.json, entry one, in phrases, field en[0]: a '(' without its ')'");
  EXPECT_EQ(error_of(pack_of(R"("fee ..0 paid")", "fee")),
            "pack mine.json, entry one, in phrases, field en[0]: \"..0\": write ..1 to ..15");
  EXPECT_EQ(error_of(pack_of(R"("fee")", "tea")),
            "pack mine.json, entry one, field examples, field finds[0]: no phrase finds \"tea\"; "
            "mend one of them");
  EXPECT_EQ(error_of(pack_of(R"("fee")", "fee", R"(, "strenght": 3)")),
            "pack mine.json, entry one, field strenght: no such field; docs/spec/indicators.md "
            "lists them");
  EXPECT_EQ(error_of("{\n \"schema\": }").substr(0, 39), "pack mine.json: at line 2, column 12: s");
}

TEST(PackErrors, AWordForANationalityIsRefused) {
  for (const auto* phrase :
       {"\"Thai cook\"", "\"(new|germanic) cook\"", "\"th* cook\"", "\"germ* cook\""}) {
    EXPECT_NE(error_of(pack_of(phrase, "Thai cook")).find("never count"), std::string::npos)
        << phrase;
  }
  EXPECT_EQ(error_of(pack_of("\"cook\"", "cook")), "");
}

TEST(Packs, ALaterPackReplacesAnEntryAndStrengthZeroSwitchesItOff) {
  const std::string first = pack_of("\"fee\"", "fee");
  std::string second = pack_of("\"tax\"", "tax");
  const auto both = parse_indicator_packs(std::vector<PackBytes>{{"a", first}, {"b", second}});
  ASSERT_TRUE(both.has_value());
  EXPECT_EQ(both->words.size(), 1U);
  second.replace(second.find("\"strength\": 5"), 13, "\"strength\": 0");
  const auto off = parse_indicator_packs(std::vector<PackBytes>{{"a", first}, {"b", second}});
  ASSERT_TRUE(off.has_value());
  EXPECT_TRUE(off->words.empty());
}

TEST(Packs, AnIdWithStrengthZeroAloneSwitchesOffWhatHasIt) {
  const auto with = [](std::string_view id) {
    std::vector<PackBytes> packs = built_in_packs();
    const std::string mine = fmt::format(
        R"({{"schema": "lodestar-indicators-1", "pack": "mine",
             "entries": [{{"id": "{}", "strength": 0}}]}})",
        id);
    packs.push_back({"mine", mine});
    return parse_indicator_packs(packs);
  };
  const Indicators before = built_in();
  const auto words = with("no_experience");
  ASSERT_TRUE(words) << words.error().message;
  EXPECT_EQ(words->words.size() + 1, before.words.size());
  const auto measures = with("burst_of_postings");
  ASSERT_TRUE(measures) << measures.error().message;
  EXPECT_EQ(measures->measures.size() + 1, before.measures.size());
  const auto typo = with("no_experiance");
  ASSERT_FALSE(typo);
  EXPECT_NE(typo.error().message.find("no_experiance"), std::string::npos);
}

TEST(Sign, NamesAndAgesAreTheCapturedWords) {
  const Indicators indicators = built_in();
  Postings postings;
  postings.add(postings.add_file("f"),
               {.fields = {"1", "", "Escort, ask for Marta, 24 years old. Call NOW"}});
  std::vector<Sign> seen;
  IndicatorReader(indicators).read(postings, 0, seen);
  std::multiset<std::string> names, ages;
  for (const Sign& s : seen) {
    const std::string word(text::cut(postings.get(s.field, 0), s.span));
    if (s.rule == indicators.rule_of_name()) names.insert(word);
    if (s.rule == indicators.rule_of_age()) ages.insert(word);
  }
  EXPECT_TRUE(names.contains("Marta"));
  EXPECT_FALSE(names.contains("NOW"));
  EXPECT_EQ(*ages.begin(), "24");
}

std::ptrdiff_t count(const Indicators& indicators, const std::string& text, std::uint16_t rule) {
  Postings postings;
  postings.add(postings.add_file("f"), {.fields = {"1", "", text}});
  std::vector<Sign> seen;
  IndicatorReader(indicators).read(postings, 0, seen);
  return std::ranges::count(seen, rule, &Sign::rule);
}

TEST(Sign, ANameBeforeANumberIsANameAndAnAgeButAMonthIsNot) {
  const Indicators indicators = built_in();
  EXPECT_EQ(count(indicators, "Escort Olga, 22, in Porto", indicators.rule_of_name()), 1);
  EXPECT_EQ(count(indicators, "Escort Olga, 22, in Porto", indicators.rule_of_age()), 1);
  for (const auto* text : {"March 22 at noon", "Olga 1922", "Calle 24", "chairs 22", "22 Olga"}) {
    EXPECT_EQ(count(indicators, text, indicators.rule_of_name()), 0) << text;
  }
}

TEST(Sign, WhereNobodyIsOfferedANumberBehindACapitalIsNoAge) {
  const Indicators indicators = built_in();
  for (const auto* text :
       {"Wir suchen Maurer. Beginn: 26. August", "Packers wanted, Porto, 35 posts",
        "Inicio: 14 de octubre, se buscan peones", "Frauen von 20 bis 31 Jahre"}) {
    EXPECT_EQ(count(indicators, text, indicators.rule_of_name()), 0) << text;
    EXPECT_EQ(count(indicators, text, indicators.rule_of_age()), 0) << text;
  }
  EXPECT_EQ(count(indicators, "Packers wanted, ask for Anna", indicators.rule_of_name()), 1);
}

TEST(Sign, EnglishNamesAreNotSeenInGermanWords) {
  const Indicators indicators = built_in();
  Postings postings;
  postings.add(postings.add_file("f"), {.fields = {"1", "", "Vier Jahre im Beruf, Geld im Monat"}});
  std::vector<Sign> seen;
  IndicatorReader(indicators).read(postings, 0, seen);
  EXPECT_EQ(std::ranges::count(seen, indicators.rule_of_name(), &Sign::rule), 0);
}

// What is kept by those it belongs to speaks against, in each language.
TEST(Sign, OnesOwnPapersAreNotPapersKept) {
  const Indicators indicators = built_in();
  const auto rule_of = [&](std::string_view id) {
    return static_cast<std::uint16_t>(std::ranges::find(indicators.words, id, &WordIndicator::id) -
                                      indicators.words.begin());
  };
  for (const auto* text :
       {"Документы остаются у вас", "Cada um guarda o seu passaporte", "Chacun garde son passeport",
        "Ihren Pass behalten Sie selbst", "Cada uno guarda su pasaporte"}) {
    Postings postings;
    postings.add(postings.add_file("f"), {.fields = {"1", "", text}});
    std::vector<Sign> seen;
    IndicatorReader(indicators).read(postings, 0, seen);
    EXPECT_EQ(std::ranges::count(seen, rule_of("documents_kept"), &Sign::rule), 0) << text;
    EXPECT_EQ(std::ranges::count(seen, rule_of("own_documents"), &Sign::rule), 1) << text;
  }
}

// How often the built-in entry `id` is seen in the text of one who hires.
std::ptrdiff_t seen_of(const Indicators& indicators, std::string_view id, const std::string& text) {
  const auto at = std::ranges::find(indicators.words, id, &WordIndicator::id);
  EXPECT_NE(at, indicators.words.end()) << id;
  return count(indicators, "Jobs: " + text,
               static_cast<std::uint16_t>(at - indicators.words.begin()));
}

// Papers, fees and closed doors are everywhere: they count where work or services are offered.
TEST(Sign, WhereNoWorkIsOfferedNobodyIsBoundByIt) {
  const Indicators indicators = built_in();
  const auto binding_in = [&](const std::string& text) {
    Postings postings;
    postings.add(postings.add_file("f"), {.fields = {"1", "", text}});
    std::vector<Sign> seen;
    IndicatorReader(indicators).read(postings, 0, seen);
    return std::ranges::count_if(seen, [&](const Sign& sign) {
      return sign.rule < indicators.words.size() && indicators.words[sign.rule].strength >= 12;
    });
  };
  const std::string kept = "passports are kept by the manager, you may not leave the house";
  for (const std::string before :
       {"Puppies for sale: ", "Summer camp for children: ", "Student rooms: "})
    EXPECT_EQ(binding_in(before + kept), 0) << before;
  for (const std::string before :
       {"Packers wanted: ", "Farm work: ", "Escort, incall and outcall: "})
    EXPECT_GE(binding_in(before + kept), 1) << before;
}

TEST(Sign, WhatSomebodyIsCalledIsNotSaid) {
  const Indicators indicators = built_in();
  EXPECT_GE(seen_of(indicators, "easy_money", "easy money"), 1);
  EXPECT_GE(seen_of(indicators, "easy_money", "_easy money_"), 1);
  EXPECT_EQ(seen_of(indicators, "easy_money", "write to @easy_money_now"), 0);
}

// Those who help speak of what they help against.
TEST(Sign, HelpIsSeenAsHelp) {
  const Indicators indicators = built_in();
  for (const auto* text :
       {"Call our free hotline", "Free legal advice for workers", "Know your rights",
        "Es ilegal retener el pasaporte", "Llama a la línea de ayuda", "Conseil juridique gratuit",
        "Connaissez vos droits", "Бесплатная консультация юриста", "Это незаконно",
        "Linha de apoio gratuita", "Conheça os seus direitos", "Kostenlose Rechtsberatung",
        "Das ist verboten: Ihr Pass gehört Ihnen"})
    EXPECT_GE(seen_of(indicators, "help_offered", text), 1) << text;
  for (const auto* text : {"Call for free delivery", "Photos of the rights holder",
                           "Free advice on make-up", "Conseil beauté gratuit"})
    EXPECT_EQ(seen_of(indicators, "help_offered", text), 0) << text;
}

// Who keeps them decides whether it is evidence for or against.
TEST(Sign, PapersKeptBySomebodyElseAreNotOnesOwn) {
  const Indicators indicators = built_in();
  for (const auto* text :
       {"We keep your passport in the office", "We will keep your documents",
        "The agency keeps your documents", "The boss holds your papers",
        "La agencia conserva su pasaporte", "El jefe mantiene tus documentos",
        "Conservamos tu pasaporte", "Wir behalten Ihren Pass", "Der Chef behält deinen Ausweis",
        "Ihren Pass behalten wir", "Nous gardons votre passeport",
        "L'agence conserve vos documents", "Мы храним ваш паспорт", "Мы сохраняем ваши документы",
        "Начальник забирает паспорт", "A agência fica com o seu passaporte",
        "Ficamos com seu passaporte", "O patrão guarda os seus documentos"}) {
    EXPECT_GE(seen_of(indicators, "documents_kept", text), 1) << text;
    EXPECT_EQ(seen_of(indicators, "own_documents", text), 0) << text;
  }
  for (const auto* text : {"You keep your passport",          "You always keep your documents",
                           "We never keep passports",         "Keep your passport with you",
                           "Everyone keeps their passport",   "Usted conserva su pasaporte",
                           "Tú conservas tu pasaporte",       "Guardas tus documentos",
                           "La agencia no guarda pasaportes", "Du behältst deinen Pass",
                           "Sie behalten Ihren Pass",         "Ihre Papiere behalten Sie",
                           "Vous gardez votre passeport",     "Tu gardes tes papiers",
                           "Вы сохраняете свой паспорт",      "Вы храните свои документы",
                           "Паспорт всегда при себе",         "Você fica com seu passaporte",
                           "Você guarda o seu passaporte",    "Ficas com o teu passaporte"}) {
    EXPECT_EQ(seen_of(indicators, "documents_kept", text), 0) << text;
    EXPECT_GE(seen_of(indicators, "own_documents", text), 1) << text;
  }
  for (const auto* text : {"You do not keep your passport", "Vous ne gardez pas votre passeport",
                           "Usted no conserva su pasaporte", "Você não fica com seu passaporte",
                           "Sie behalten nicht Ihren Pass", "Вы не храните свой паспорт"}) {
    EXPECT_EQ(seen_of(indicators, "own_documents", text), 0) << text;
  }
}

// Having no papers says what somebody is; having no contract says what the job is.
TEST(Sign, AMigrationStatusIsNoMissingContract) {
  const Indicators indicators = built_in();
  for (const auto* text :
       {"Trabajo con o sin papeles", "Ayuda a personas sin papeles", "Auch ohne Papiere möglich",
        "Menschen ohne Papiere", "Pessoas sem papéis", "Avec ou sans papiers",
        "Можно без документов", "With or without papers", "Undocumented workers are welcome"}) {
    EXPECT_EQ(seen_of(indicators, "contract_later", text), 0) << text;
  }
  for (const auto* text : {"Trabajo sin contrato", "Peones sin dar de alta", "Arbeit ohne Vertrag",
                           "Arbeit ohne Anmeldung", "Trabalho sem contrato", "Travail non déclaré",
                           "Работа без оформления", "Work without contract"}) {
    EXPECT_GE(seen_of(indicators, "contract_later", text), 1) << text;
  }
}

TEST(Sign, AWordForANationalityIsNoName) {
  const Indicators indicators = built_in();
  Postings postings;
  const auto file = postings.add_file("f");
  for (const auto* text :
       {"ask for Thai", "call me Romanian", "pregunta por Rusa", "зовут Русская"}) {
    postings.add(file, {.fields = {"1", "", text}});
  }
  std::vector<Sign> seen;
  IndicatorReader reader(indicators);
  for (std::uint32_t row = 0; row < postings.size(); ++row) reader.read(postings, row, seen);
  EXPECT_EQ(std::ranges::count(seen, indicators.rule_of_name(), &Sign::rule), 0);
}

}  // namespace
}  // namespace lodestar::detect
