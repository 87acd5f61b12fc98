// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <optional>
#include <sstream>
#include <string>

#include "detect/indicators.h"
#include "support/lead_scene.h"
#include "support/repeated_text.h"
#include "table/json_value.h"

namespace lodestar::detect {
namespace {

using table::JsonValue;

// ISO 3166 of the members and observers of the United Nations, and where else people come from.
constexpr const char* kStates =
    "AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH "
    "CM CA CF TD CL CN CO KM CG CD CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI "
    "FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KI KP "
    "KR KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MD MC MN ME MA MZ MM "
    "NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA RO RU RW KN LC VC WS SM ST "
    "SA SN RS SC SL SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TZ TH TL TG TO TT TN TR TM TV "
    "UG UA AE GB US UY UZ VU VA VE VN YE ZM ZW PS TW XK HK MO PR";

TEST(ProtectedWords, EveryStateHasMenAndWomenInEveryLanguage) {
  const auto pack = table::parse_json_value(built_in_packs()[0].bytes);
  ASSERT_TRUE(pack.has_value());
  const table::JsonValue* peoples = pack->find("peoples");
  ASSERT_NE(peoples, nullptr);
  std::istringstream states(kStates);
  std::size_t seen = 0;
  for (std::string state; states >> state; ++seen) {
    const table::JsonValue* row = peoples->find(state);
    ASSERT_NE(row, nullptr) << state;
    for (const std::string language : {"en", "es", "fr", "ru", "pt", "de"}) {
      const table::JsonValue* cell = row->find(language);
      ASSERT_NE(cell, nullptr) << state << ' ' << language;
      const auto& words = *cell->as<std::string>();
      const bool has_both = language == "en" || words.find_first_of("*/") != words.npos;
      EXPECT_TRUE(has_both) << state << ' ' << language << ": " << words;
    }
  }
  EXPECT_EQ(seen, 200U);
}

TEST(ProtectedWords, AreTakenForNoNames) {
  std::istringstream words(
      "Congolese Ivorian Sudanese Taiwanese Austrian Gambian Burkinabe Malagasy Rohingya Hmong "
      "Checa Haitiana Senegalesa Rumano Suiza Marfileña Búlgaras Húngaros Estadounidense "
      "Salvadoreña "
      "Чешка Эстонка Латышка Монголка Кубинка Сирийка Кореянки Чеха Грекам Нигерийца Ливанку "
      "Конголезок "
      "Togolaise Béninoise Malienne Suisse Suissesse Belge Cubaine Ivoirienne Gabonais "
      "Sénégalaises "
      "Uruguaia Haitiana Guineense Alemãs Moçambicana Suíço Romenas Angolano Togolesa Caboverdiana "
      "Kroatin Schweizerin Estin Lettin Lettinnen Österreicher Oesterreicherin Rumaenin Polen "
      "Däninnen "
      "Beninisch Ivorer Weißrussin Kurdin Uigurin Latina Slawin Asiatinnen");
  for (std::string word; words >> word;) {
    EXPECT_FALSE(built_in_indicators().phrases.is_unknown_name(word)) << word;
  }
}

// Where somebody is from is as often said by region, people or looks as by state.
TEST(ProtectedWords, RegionsAndPeoplesWithoutAStateAreNoNames) {
  std::istringstream words(
      "Osteuropäerin Osteuropäer Südeuropäerin Nordeuropäerin Südosteuropäer Südländerin "
      "Suedlaender Nordafrikanerin Südamerikanerin Lateinamerikanerin Exotin "
      "Magrebí Magrebíes Subsahariana Sudaca Mora Moros Sudamericana Suramericanas Centroamericano "
      "Norteafricana Centroeuropea Osteuropea Nórdica Negrita Andaluza Canaria Paisa Caleña "
      "Costeña Cebuana Ilocana Payo Paya "
      "Maghrebi Levantine Khaleeji Sami Breton Traveller Ibo Igbo Bini Edo Tiv Ijaw Twi Fante "
      "Shona Bemba Chewa Sotho Kalenjin Maasai Acholi Ilocano Bisaya Sindhi Saraiki Sylheti "
      "Bihari Khasi Mizo Naga Newar Tharu Gurkha Eastern Hakka Hokkien Chin Kachin "
      "Beurette Réunionnaise Maghrébine Subsaharienne Slave Bretonne "
      "Parda Preta Magrebina Nordestina "
      "Pinay Pinoy Desi Shan Lisu Akha Isan Han Hui Scouse Sicilian Siberian Gagauz Siciliana "
      "Siberiana Sibérienne Gagaouze Sizilianerin Sibirierin Sardinian Napolitaine "
      "Магрибинка Восточноевропейка Южноамериканка Саамка Бретонка Сибирячка Гагаузка "
      "Сицилийка Ханька");
  for (std::string word; words >> word;) {
    EXPECT_FALSE(built_in_indicators().phrases.is_unknown_name(word)) << word;
  }
}

TEST(ProtectedWords, LeaveGivenNamesAlone) {
  std::istringstream names(
      "Anna Irina Marina Diana Luciana Francesca Catarina Katarina Gregor Russell Sirin Serban "
      "Dominique Salvador Trinidad Alban Albano Cristina Cristian Luciano Lucien Brittany Tamila "
      "Karen Nadia Samira "
      "Роман Герман Артем Доминика Катарина Галина Индира");
  for (std::string name; names >> name;) {
    EXPECT_TRUE(built_in_indicators().phrases.is_unknown_name(name)) << name;
  }
}

std::vector<std::string> rules_of(const std::string& text) {
  Postings postings;
  postings.add(postings.add_file("a"), {.fields = {"1", "", text}});
  std::vector<Sign> signs;
  IndicatorReader(built_in_indicators()).read(postings, 0, signs);
  std::vector<std::string> rules;
  for (const Sign& sign : signs) {
    if (sign.rule < built_in_indicators().words.size())
      rules.push_back(built_in_indicators().words[sign.rule].id);
  }
  std::ranges::sort(rules);
  return rules;
}

// Also where a phrase leaves room for one word only, and where such a word stands in its middle.
TEST(ProtectedWords, WhicheverIsUsedOrNoneEveryPhraseFindsTheSame) {
  const auto text = [](const std::string& people) {
    return "Our " + people + " girls wait for you, " + people + " escort service. The " + people +
           " manager answers. Passports are kept by the " + people + " boss.";
  };
  const auto plain = rules_of(text(""));
  EXPECT_GE(plain.size(), 2U);
  for (const auto* people :
       {"Thai", "Polish", "Costa Rican", "South African", "South Korean", "Sri Lankan",
        "North Macedonian", "Papua New Guinean", "Afro-Brazilian", "African American",
        "Eastern European", "Southeast Asian", "Mixed race", "Black", "Latin American"})
    EXPECT_EQ(rules_of(text(people)), plain) << people;
}

TEST(ProtectedWords, WhereSomebodyIsFromIsOneWithTheCountry) {
  const auto expect_same = [](std::string text, const std::vector<std::string>& origins) {
    std::string plain = text;
    replace_all(plain, " *", "");
    const auto rules = rules_of(plain);
    EXPECT_FALSE(rules.empty()) << plain;
    for (const std::string& origin : origins) {
      std::string told = text;
      replace_all(told, "*", origin);
      EXPECT_EQ(rules_of(told), rules) << told;
    }
  };
  expect_same("Our girls * change every week, escort service", {"from Romania", "from Thailand"});
  expect_same("Chicas * para club: el pasaje lo devuelves trabajando, no se puede salir sola",
              {"rumanas", "de Rumanía", "de Polonia", "del Perú"});
  expect_same("Meninas * novas toda semana, acompanhantes",
              {"da Roménia", "do Brasil", "cabo-verdianas", "gaúchas"});
  expect_same("Nos filles * se relaient, escort", {"de Roumanie", "du Brésil"});
  expect_same("Unsere Mädchen * wechseln jede Woche, Escort", {"aus Rumänien", "aus Polen"});
  expect_same("Наши девочки * меняются каждую неделю, интим", {"из Румынии", "из Украины"});
}

TEST(ProtectedWords, HideNoNameWhereverTheyStand) {
  for (const std::string text :
       {"* {n} just arrived in {t}. Our girls change weekly, gfe 07481 227 940",
        "Ask for * {n}. Pickers wanted for {t}. We keep your passport. 07481 227 940",
        "sexy * {n} escort {t} our girls 07481 227 940",
        "I am * {n} escort in {t}, our girls wait 07481 227 940",
        "Soy * {n} escort en {t}, nuestras chicas 07481 227 940"}) {
    std::optional<std::int64_t> score;
    for (const auto* word :
         {"white", "Romanian", "Thai", "Polish-speaking", "mixed-race", "half Thai", "half-Thai"}) {
      std::string told = text;
      replace_all(told, "*", word);
      const auto leads = leads_of_repeated(told);
      ASSERT_EQ(leads.size(), 1U) << told;
      EXPECT_EQ(score.value_or(leads[0].score), leads[0].score) << told << evidence_of(leads);
      score = leads[0].score;
    }
  }
}

TEST(ProtectedWords, ATableOfTheirOwnSaysWhereItIsWrong) {
  const auto read = [](std::string_view peoples) {
    const std::string bytes = R"({"schema": "lodestar-indicators-1", "pack": "mine", "peoples": )" +
                              std::string(peoples) + "}";
    const std::vector<PackBytes> packs = {{"mine.json", bytes}};
    const auto parsed = parse_indicator_packs(packs);
    return parsed ? std::string("read") : parsed.error().message;
  };
  EXPECT_EQ(read(R"({"XX": {"en": "elbonian* / elbonienne"}})"), "read");
  EXPECT_NE(read(R"({"XX": {"en": ""}})").find("peoples, XX, field en"), std::string::npos);
  EXPECT_NE(read(R"({"XX": "elbonian"})").find("peoples, XX"), std::string::npos);
  EXPECT_NE(read(R"({"XX": {"en": "two-words"}})").find("not one word"), std::string::npos);
}

}  // namespace
}  // namespace lodestar::detect
