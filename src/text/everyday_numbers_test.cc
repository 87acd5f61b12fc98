// SPDX-License-Identifier: Apache-2.0
// Numbers as postings hold them: a price or an age right behind, commas between, said twice, behind
// the number of a house; and what only looks like one.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/identifiers.h"
#include "text/numbering_plan.h"

namespace lodestar::text {
namespace {

// The telephone numbers found, joined by "; ".
std::string phones(std::string_view raw, std::string_view region) {
  std::vector<Identifier> found;
  IdentifierFinder(built_in_numbering_plan()).find(raw, {.region = region}, found);
  std::string text;
  for (const Identifier& one : found) {
    if (one.kind != IdentifierKind::phone) continue;
    text += (text.empty() ? "" : "; ") + one.value;
  }
  return text;
}

using Texts = std::vector<std::string_view>;
// Each text holds this number alone: written as dialled at home where no region is named.
void expect_each(std::string_view at_home, std::string_view region, std::string_view e164,
                 const Texts& texts) {
  for (const std::string_view raw : texts) {
    EXPECT_EQ(phones(raw, {}), at_home) << raw;
    EXPECT_EQ(phones(raw, region), e164) << raw << " in " << region;
  }
}
void expect_none(const Texts& texts, const Texts& regions) {
  for (const std::string_view raw : texts) {
    EXPECT_EQ(phones(raw, {}), "") << raw;
    for (const std::string_view region : regions)
      EXPECT_EQ(phones(raw, region), "") << raw << " in " << region;
  }
}

TEST(EverydayNumbers, APriceBehindANumberIsNoPartOfItAndTakesNothingFromIt) {
  expect_each(
      "655201337", "ES", "+34655201337",
      {"655 201 337 80€ la hora", "Masajes 655 201 337 40€ media hora", "6 5 5 2 0 1 3 3 7 80€",
       "655 dos01 337 80€", "655 dos01 337 18 años", "655 20 13 37 80€", "655 20 13 37 60 euros",
       "655 20 13 37 100€", "655 201 337 euros 80", "655 20 13 37 20 min 40€", "655201337 80 €",
       "655 201 337 50€ 30 min 80€ 1 hora", "655 201 337 24 horas", "655 201 337, 80€",
       "6cinco5 201 337 80€", "seis cinco cinco dos cero uno tres tres siete 80€",
       "655 201 337 ochenta euros", "655 201 337 1 hora 100€", "655-201-337 80€"});
  expect_each("913482756", "ES", "+34913482756", {"913 482 756 50€"});
  for (const std::string_view region : {"ES", "PT"})
    expect_each("912345678", region, region == "ES" ? "+34912345678" : "+351912345678",
                {"91 234 56 78 50€", "912 345 678 50€"});
  expect_each("0683471952", "FR", "+33683471952",
              {"06 83 47 19 52 80€", "06 83 47 19 52 150 euros", "06.83.47.19.52 80€"});
  expect_each("07481227940", "GB", "+447481227940",
              {"07481 227 940 £80", "07481 227 940 80£", "07481 227 940 80 pounds"});
  expect_each("+34655201337", "ES", "+34655201337",
              {"+34 655 20 13 37 80€", "+34 655 201 337 80€"});
  expect_none({"presupuesto 250 000 000 80 euros", "1 250 000 80€", "912 345 678 EUR"}, {"ES"});
}

TEST(EverydayNumbers, AWageForATimeBehindANumberIsNoPartOfIt) {
  expect_each(
      "655201337", "ES", "+34655201337",
      {"655 201 337 80 la hora", "Masajes 655 201 337 80 por hora", "655 201 337 50 media hora",
       "655 20 13 37 80 la hora", "655201337 80 a la hora", "655 201 337 1200 al mes",
       "655 201 337 80 x hora", "655-201-337-80€", "655 201 337 300 la noche"});
  expect_each("0683471952", "FR", "+33683471952",
              {"06 83 47 19 52 80 l'heure", "06 83 47 19 52 80 de l'heure",
               "06 83 47 19 52 100 la nuit", "06 83 47 19 52 80 pour une heure"});
  expect_each(
      "07481227940", "GB", "+447481227940",
      {"07481 227 940 80 an hour", "07481 227 940 80 per hour", "07481 227 940 300 a night"});
  expect_each("015164820917", "DE", "+4915164820917",
              {"0151 648 209 17 80 die Stunde", "0151 64820917 80 pro Stunde"});
  expect_each("912345678", "PT", "+351912345678",
              {"912 345 678 80 por hora", "912 345 678 80 à hora"});
  EXPECT_EQ(phones("8 912 345-67-89 3000 в час", "RU"), "+79123456789");
  // Nothing is taken from a number that needs it, nor is a number lost for what follows.
  expect_each("655201337", "ES", "+34655201337",
              {"655 201 337 la noche", "655 20 13 37 por hora", "655201337 al mes"});
}

TEST(EverydayNumbers, TheEndOfANumberIsNoPartOfThePriceBehindIt) {
  expect_each("+33639989902", "FR", "+33639989902",
              {"+3 3 6 3 9 9 8 9 9 0 2 110€", "+33 6 39 98 99 02 110€", "+33 6 E9 9B 99 02 200€",
               "+33-6.39.98 99 02 120€", "+33 6 E9 9B 99 02 6000 в час", "0033 6 39 98 99 02 170€",
               "+33-6.39.98.99 02 100 an hour"});
  expect_each("+33639983394", "FR", "+33639983394",
              {"+33 6 E9 9B E3 94 200€", "0033 6 39 98 33 94 120€"});
  expect_each("2605550192", "US", "+12605550192",
              {"(260) 555-0192 190 an hour", "2 6 0 5 5 5 0 1 9 2 110€"});
  expect_each("+492214710772", "DE", "+492214710772", {"+492214710772 150 an hour"});
  expect_each("089999998656", "DE", "+4989999998656", {"0 8 9 9 9 9 9 9 8 6 5 6 130€"});
}

TEST(EverydayNumbers, APercentageBehindANumberIsNoPartOfIt) {
  expect_each("655201337", "ES", "+34655201337",
              {"655 201 337 100% real", "655 20 13 37 100% real", "six five five 201 337 100% real",
               "6 cinco 5 2 cero 1 3 tres 7 🔥🔥 100% real"});
}

TEST(EverydayNumbers, ANumberWithItsCountryIsReadWholeWhateverStandsBetweenItsParts) {
  expect_each("+34655201337", "ES", "+34655201337",
              {"+34 655-201 337", "+34.655 201-337", "+34-655 20.13.37"});
  expect_each("+351912345678", "PT", "+351912345678", {"+351 912-345 678"});
  expect_each("+4915164820917", "DE", "+4915164820917",
              {"0049-151-6482 0917", "+49 151/6482 0917", "+49-151/6482.0917"});
  expect_each("+447481227940", "GB", "+447481227940", {"0044-7481-227 940", "+44.7481-227 940"});
  expect_each("+33683471952", "FR", "+33683471952", {"+33 6-83 47 19 52", "0033-6.83 47 19 52"});
}

TEST(EverydayNumbers, CommasMayStandBetweenThePartsOfANumber) {
  expect_each("655201337", "ES", "+34655201337",
              {"6, 5, 5, 2, 0, 1, 3, 3, 7 whatsapp", "6,5,5,2,0,1,3,3,7", "655,201,337 tel",
               "tel 655,201,337", "655, 201, 337 whatsapp",
               "seis, cinco, cinco, dos, cero, uno, tres, tres, siete",
               "seiscientos cincuenta y cinco, doscientos uno, trescientos treinta y siete"});
  expect_each("0651920847", "FR", "+33651920847",
              {"zero six, cinquante et un, quatre vingt douze, zero huit, quarante sept"});
  expect_each("015164820917", "DE", "+4915164820917",
              {"null eins fuenf eins, vierundsechzig, zweiundachtzig, null neun, siebzehn"});
}

TEST(EverydayNumbers, AListIsNoNumber) {
  expect_none({"5, 12, 23, 34, 41, 49", "5, 12, 23, 34, 41, 49, 7", "50, 80, 100, 150, 200",
               "60,80,100,120,150", "1, 2, 3, 4, 5, 6, 7, 8, 9", "655,201,337",
               "1, 3, 4, 7, 8, 2, 9", "2, 3, 5, 7, 11, 13, 17, 19", "rooms 101, 102, 103, 104, 105",
               "sizes 36, 37, 38, 39, 40", "one, two, three, four, five, six, seven",
               "Lottery numbers 5 12 23 34 41 49", "7,12,25,36,44,49"},
              {"ES", "FR", "US"});
}

TEST(EverydayNumbers, WordsGluedToDigitsAreReadToTheirEnd) {
  expect_each("2025548193", "US", "+12025548193", {"202-55four-81ninety three"});
  expect_each("07481227940", "GB", "+447481227940", {"O7four81 twotwo7 9fourO"});
  expect_each("655201337", "ES", "+34655201337", {"llamar 6 5 5 veinte 13 treintaysiete"});
  expect_each("015164820917", "DE", "+4915164820917",
              {"nulleinsfünfeinssechsvierachtzweinullneuneinssieben"});
}

TEST(EverydayNumbers, ADigitThatIsSaidTwiceIsDialledOnce) {
  expect_each(
      "655201337", "ES", "+34655201337",
      {"6 (seis) 5 (cinco) 5 (cinco) 2 (dos) 0 (cero) 1 (uno) 3 (tres) 3 (tres) 7 (siete)",
       "seis (6) cinco (5) cinco (5) dos (2) cero (0) uno (1) tres (3) tres (3) siete (7)"});
}

TEST(EverydayNumbers, TheNumberOfAHouseIsNoPartOfOne) {
  expect_each("655201337", "ES", "+34655201337",
              {"Calle Mayor 12 655 20 13 37", "piso 3 655 20 13 37", "Calle Mayor 12 655 201 337",
               "piso 3 655201337", "habitacion 214 655 20 13 37"});
  EXPECT_EQ(phones("34 655 20 13 37", {}), "34655201337");
  EXPECT_EQ(phones("11 987 654 321", {}), "11987654321");
  EXPECT_EQ(phones("call 2 71 555 01 77", {}), "2715550177");
}

TEST(EverydayNumbers, ReferencesAddressesOfMachinesAndPlacesAreNoNumbers) {
  expect_none({"КПП 770701001", "БИК 044525225", "ИНН 7707083893 КПП 770701001 БИК 044525225",
               "Объявление № 912345678"},
              {"RU", "ES"});
  expect_none({"00:1B:44:11:3A:B7", "00:11:22:33:44:55", "MAC 00-11-22-33-44-55",
               "Artikelnummer: 0151 23456789", "PESEL 44051401359", "CPR 010190-1234"},
              {"ES", "DE", "PL", "DK"});
  expect_none(
      {"UEN 201912345Z", "NHS 943 476 5919", "NHS number 943 476 5919", "ABN 51 824 753 556",
       "Company no. 09876543", "Timestamp 1700000000", "Invoice #2023-000456789"},
      {"GB", "AU", "US"});
  expect_none({"40.416775, -3.703790", "40.4167754 -3.7037902", "37.7749295,-122.4194155",
               "10.0.19041.1052", "version 10.0.19041.1052", "v 118.0.5993.117"},
              {"ES", "US"});
  EXPECT_EQ(phones("whatsapp № 912345678", "ES"), "+34912345678");
  EXPECT_EQ(phones("Company no. 07481 227940", "GB"), "+447481227940");
  expect_none({"Offer number 0465718264", "Vacancy no: 04657182", "Registration number: 04657182",
               "Reg. no: 0465718264", "Order Number: 0465718264", "Oferta n.º 2021-7633"},
              {"FR"});
  EXPECT_EQ(phones("good company... Number: zero two ７０１０ three five eight two", {}),
            "0270103582");
}

TEST(EverydayNumbers, AccountsScoresAndLinesOfBusesAreNoNumbers) {
  expect_none({"СНИЛС 112-233-445 95", "Kontonummer 532013000", "Kontonummer: 532 013 000",
               "Score 21-18 21-15 19-21", "Bus lines 12 34 56 78 90", "Postnummer 1234 5678 9012"},
              {"RU", "DE", "GB", "FR", "ES"});
  expect_each("0683471952", "FR", "+33683471952", {"Bus lines 12 and 14, 06 83 47 19 52"});
  expect_each("07481227940", "GB", "+447481227940", {"Great score! Lola 07481 227 940"});
}

TEST(EverydayNumbers, TheLabelOfANumberIsNoReferenceForWhatWasSaidBefore) {
  for (const std::string_view label :
       {"Number", "Tel no", "Numero", "Numéro", "Nº", "N°", "№", "Phone number", "My number"}) {
    for (const std::string_view before :
         {"", "Job offer. ", "Vacancy: driver. ", "Offer in Lyon! ", "Room 12\n", "Offre - "}) {
      const std::string raw = std::string(before) + std::string(label) + ": (04) 65 71 82 64";
      EXPECT_EQ(phones(raw, "FR"), "+33465718264") << raw;
      EXPECT_EQ(phones(raw, {}), "0465718264") << raw;
    }
  }
  // In the form of a telephone number it is one, whatever is numbered.
  for (const std::string_view raw :
       {"Room number (04) 65 71 82 64", "Offer Number: 04 65 71 82 64", "Offer no. +33465718264"})
    EXPECT_EQ(phones(raw, "FR"), "+33465718264") << raw;
}

TEST(EverydayNumbers, WhatIsPaidFromAndToIsNoPartOfANumber) {
  expect_none({"IBAN on request, case 221/44 - 1300-2400 euro", "case 607/69! 1100-2500 euro"},
              {"ES", "FR", "DE"});
  expect_each("655201337", "ES", "+34655201337",
              {"655 201 337 - 1300-2400 euro", "655 20 13 37, 100-200 €"});
}

TEST(EverydayNumbers, ADocumentThatIsSpokenOfTakesNoNumberFromWhomToAsk) {
  expect_each(
      "07481227940", "GB", "+447481227940",
      {"We keep your passport. Ask for Lola 07481 227 940", "We keep your passport. 07481 227 940",
       "Bring your ID! 07481 227 940", "Bring your ID; Lola 07481 227 940",
       "Bring your licence\n07481 227 940", "Have your account ready? 07481 227 940",
       "We keep your passport. 07481227940", "bring your passport ask for lola 07481 227 940",
       "passport Lola 07481 227 940", "No passport needed 07481 227 940",
       "ID required, 07481 227 940", "We pay tax and registration, 07481 227 940",
       "Bring your ID, call 07481 227 940", "Own postcode please. Ask for Ana 07481 227 940",
       "Invoice & PIN: ring 07481 227 940"});
  expect_each("612904337", "ES", "+34612904337",
              {"Con pasaporte. Preguntar por Lola 612 904 337", "Con DNI. Lola 612 904 337",
               "con nie preguntar por lola 612 904 337", "Sin licencia, Ana 612 904 337",
               "Con código. Preguntar por Lola 612 904 337", "Con factura. 612 904 337"});
  expect_each("0658214793", "FR", "+33658214793",
              {"Avec passeport. Demander Lola 06 58 21 47 93", "Sans dossier. Lola 06 58 21 47 93",
               "avec code demander lola 06 58 21 47 93", "SIRET. Demander Lola 06 58 21 47 93"});
  expect_each("912904337", "PT", "+351912904337",
              {"Com passaporte. Falar com Ana 912 904 337", "Com NIF. Falar com Ana 912 904 337"});
  expect_each("017648391725", "DE", "+4917648391725",
              {"Mit Code. Anna 0176 4839 1725", "Steuernummer vorhanden. Anna 0176 4839 1725"});
  expect_each("89264187305", "RU", "+79264187305",
              {"Нужен паспорт. Ольга 8 926 418 73 05", "Нужен код! 8 926 418 73 05",
               "нужен паспорт Ольга 8 926 418 73 05"});
}

TEST(EverydayNumbers, AReferenceReachesTheNumberThatItIntroduces) {
  expect_none(
      {"passport number 1234567", "Passport no. 071234567", "DNI: 12345678Z", "Ref 07481227940",
       "Ref. 07481 227 940", "Ref.: 07481 227 940", "code: 481227940", "Your code is 748122794",
       "reference of order 07481227940", "Artikel Nr. 0748122794", "Código de pedido 612904337",
       "Numéro de dossier: 0658214793", "invoice dated 748122794", "DNI/NIE 612904337",
       "Order 07481227940, paid", "account - 07481227940", "PASSPORT COPY 748122794"},
      {"GB", "ES", "FR", "DE"});
}

TEST(EverydayNumbers, prices_sizes_and_ages_that_rise_are_no_number) {
  expect_none({"80 | 100 | 150 | 250 | 400", "60 | 80 | 120 | 200", "Rates: 100 | 150 | 250",
               "Menu 100 | 120 | 200 | 300", "80 - 100 - 150 - 250", "100 · 150 · 250",
               "120 ✅ 150 ✅ 250 ✅", "Incall 100 | 150 | 250 Outcall 150 | 200 | 300",
               "36 | 38 | 40 | 42 | 44", "Ages 19 | 21 | 22 | 24 | 25", "80 100 150 250 400"},
              {"GB", "US", "ES"});
  for (const std::string_view raw :
       {"80 | 100 | 150 | 250 | 400, 07481 227 940", "100 | 150 | 250 07481 227 940",
        "07481 227 940\n80 | 100 | 150", "07481 227 940 80 | 100 | 150",
        "36 | 38 | 40 | 42 07481 227 940"}) {
    EXPECT_EQ(phones(raw, "GB"), "+447481227940") << raw;
  }
  EXPECT_EQ(phones("612 | 345 | 678", "ES"), "+34612345678");
  EXPECT_EQ(phones("615 720 835", "ES"), "+34615720835");
  EXPECT_EQ(phones("20 34 51 78", "DK"), "+4520345178");
}

TEST(EverydayNumbers, HundredsAreSaidWithWhatFollowsThem) {
  expect_each("655201337", "ES", "+34655201337",
              {"six hundred fifty five, two zero one, three three seven",
               "six hundred fifty five two zero one three three seven",
               "six hundred fifty-five two hundred one three hundred thirty seven",
               "six hundred and fifty five two hundred and one three hundred and thirty seven",
               "six cent cinquante-cinq, deux cent un, trois cent trente-sept",
               "six cent cinquante cinq deux cent un trois cent trente sept",
               "sechshundertfünfundfünfzig zweihunderteins dreihundertsiebenunddreißig",
               "sechshundertfuenfundfuenfzig zweihunderteins dreihundertsiebenunddreissig",
               "sechshundertfünfundfünfzig, zweihunderteins, dreihundertsiebenunddreißig",
               "sechs hundert fünf und fünfzig zwei hundert eins drei hundert sieben und dreißig",
               "sechshundert fünfundfünfzig zweihunderteins dreihundert siebenunddreißig",
               "seiscientos cincuenta y cinco, doscientos uno, trescientos treinta y siete"});
  expect_each("600201797", "ES", "+34600201797",
              {"six cents, deux cent un, sept cent quatre-vingt-dix-sept",
               "six hundred, two zero one, seven hundred ninety seven"});
  // Digit by digit behind a round number.
  EXPECT_EQ(phones("eight hundred five five five one two three four", ""), "8005551234");
  EXPECT_EQ(phones("one eight hundred five five five zero one four two", "US"), "+18005550142");
  EXPECT_EQ(phones("eight hundred 555 0142", ""), "8005550142");
  EXPECT_EQ(phones("null achthundert fünf fünf fünf null eins vier zwei", ""), "08005550142");
  EXPECT_EQ(phones("nine hundred and one two three four five six seven", ""), "901234567");
  expect_none({"earn five hundred a week", "five hundred and fifty euros", "two cents"},
              {"US", "DE"});
}

TEST(EverydayNumbers, HundredsBehindHundredsBeginAnew) {
  EXPECT_EQ(phones("zero seven seven hundred nine hundred one six three", "GB"), "+447700900163");
  EXPECT_EQ(phones("zero seven seven hundred, nine hundred, one six three", "GB"), "+447700900163");
  EXPECT_EQ(phones("zéro six quarante-quatre deux cent trois cent", "FR"), "+33644200300");
  EXPECT_EQ(phones("zéro six quarante-quatre deux cents trois cents", "FR"), "+33644200300");
  expect_each("655300400", "ES", "+34655300400",
              {"six five five three hundred four hundred",
               "six hundred fifty five three hundred four hundred",
               "six cent cinquante-cinq trois cent quatre cent",
               "sechshundertfünfundfünfzig drei hundert vier hundert"});
  expect_each("655201300", "ES", "+34655201300",
              {"six hundred fifty five two hundred one three hundred"});
  EXPECT_EQ(phones("two hundred one three hundred four hundred", ""), "201300400");
}

TEST(EverydayNumbers, AWageBeforeANumberIsNoReasonAgainstIt) {
  expect_each("07923601395", "GB", "+447923601395",
              {"£12.21 an hour 07923 601395", "£12.21 p/h 07923 601395", "12.21/h 07923601395",
               "£12 per hour 07923 601395", "£12 per hour 07923601395"});
  expect_each("655201337", "ES", "+34655201337",
              {"10 euros la hora 655 201 337", "100 la hora 655201337", "10€/h 655 201 337",
               "10 € por hora 655 201 337", "diez euros la hora 655 201 337"});
  expect_each("01766581736", "DE", "+491766581736",
              {"12 Euro pro Stunde 0176 6581736", "100 die Stunde 01766581736",
               "12,82 Euro/Std 0176 6581736"});
  expect_each("0733639532", "FR", "+33733639532",
              {"100 de l'heure 07 33 63 95 32", "11 euros par heure 07 33 63 95 32",
               "100 de l’heure 0733639532"});
  expect_none({"Stunden 2500000", "the hour 2500000"}, {});
}

TEST(EverydayNumbers, AGroupBeforeDigitsThatStandApartIsNoneOfThem) {
  expect_each("655201337", "ES", "+34655201337",
              {"Calle Mayor 14 6 5 5 2 0 1 3 3 7", "desde 2019 6 5 5 2 0 1 3 3 7",
               "desde 2019 655 201 337"});
  expect_each(
      "0677256785", "FR", "+33677256785",
      {"dès 2024 0 6 7 7 2 5 6 7 8 5", "1h 90 0 6 7 7 2 5 6 7 8 5", "studio 4 06 77 25 67 85"});
}

TEST(EverydayNumbers, ScoresBehindAGroupAreNoNumber) {
  EXPECT_EQ(phones("scores 12 3 4 2 1 5 4 3 2 1", ""), "");
  EXPECT_EQ(phones("rota 12 1 2 1 2 1 2 1 2 1", ""), "");
}

TEST(EverydayNumbers, WhoMayReadIsNoCountry) {
  expect_each("634718205", "ES", "+34634718205",
              {"Nuestras chicas en Murcia, solo +18 634718205", "+ 18 634 718 205",
               "solo +21 634 71 82 05", "18+ 634718205"});
  expect_each("89264137058", "RU", "+79264137058",
              {"Девушки +18 8 926 413 70 58", "Девушки + 18 8 926 413-70-58", "+18 89264137058"});
  for (const std::string_view raw : {"+18005550142", "+1 800 555 0142", "+18 005 550 142"})
    EXPECT_EQ(phones(raw, ""), "+18005550142") << raw;
  EXPECT_EQ(phones("+212 612 345678", "ES"), "+212612345678");
}

TEST(EverydayNumbers, TheRoomsOfAFlatAreNoCountry) {
  expect_each("05328471963", "TR", "+905328471963",
              {"Kiralık daire 3+1 0532 847 19 63", "2+1 05328471963", "1 + 1 0532 847 19 63"});
  expect_each("777482915", "CZ", "+420777482915", {"Byt 3+1 777 482 915", "2+1 777482915"});
  EXPECT_EQ(phones("Room 4 +1 702 345 8816", ""), "+17023458816");
}

TEST(EverydayNumbers, TheCentsOfAPriceAreNotDialled) {
  EXPECT_EQ(phones("Massagem R$ 200,00 (21) 98463-7105", "BR"), "+5521984637105");
  EXPECT_EQ(phones("200,00 21 98463-7105", "BR"), "+5521984637105");
  expect_each("634718205", "ES", "+34634718205",
              {"precio 150,00 634718205", "precio 150.00 634 718 205"});
  expect_each("015738462109", "DE", "+4915738462109", {"Miete 450,00 0157 38462109"});
  EXPECT_EQ(phones("Tel. 00 34 634 718 205", "FR"), "+34634718205");
}

TEST(EverydayNumbers, ADateBeforeANumberTakesNothingFromIt) {
  expect_each("89264137058", "RU", "+79264137058",
              {"с 01.12.2026 8 926 413-70-58", "свободна с 1 декабря 2026 8 926 413-70-58",
               "с 01.12.2026 8 926 413 70 58", "с 2026 8 (926) 413-70-58"});
}

TEST(EverydayNumbers, ARangeBeforeANumberIsNoPartOfIt) {
  expect_each("07548613092", "GB", "+447548613092",
              {"Girls 18-25 07548 613092", "rates 50-100 07548 613092", "rates 50/100 07548 613092",
               "rates 50–100 07548613092"});
  expect_each("015738462109", "DE", "+4915738462109", {"Lena 22/168/52 0157 38462109"});
  expect_each("634718205", "ES", "+34634718205", {"L-V 9-2 634 71 82 05", "18-25 634718205"});
  EXPECT_EQ(phones("1-800-555-0142", "US"), "+18005550142");
  EXPECT_EQ(phones("44-20 7946 0018", "ES"), "+442079460018");
}

TEST(EverydayNumbers, ARoundPriceBeforeFivePairsIsNoCountry) {
  EXPECT_EQ(phones("massage 40 07 53 18 46 20", "FR"), "+33753184620");
  EXPECT_EQ(phones("massage 150 07 53 18 46 20", "FR"), "+33753184620");
  EXPECT_EQ(phones("33 06 83 47 19 52", "FR"), "+33683471952");
  EXPECT_EQ(phones("40 0753 184 620", "FR"), "+40753184620");
}

TEST(EverydayNumbers, AWholeNumberOfTheRegionGoesOnToNoOtherCountry) {
  for (const std::string_view behind :
       {" 30' 50€ 60' 90€", " 10-22h", " 18-25 años", " 22 anni", " 80🌹", " 80", " 150 🌹"}) {
    EXPECT_EQ(phones(std::string("Llama 634718205").append(behind), "ES"), "+34634718205")
        << behind;
    EXPECT_EQ(phones(std::string("612834719").append(behind), "ES"), "+34612834719") << behind;
  }
  EXPECT_EQ(phones("634 71 82 05 22 anni", "ES"), "+34634718205");
  EXPECT_EQ(phones("34 655 201 337", "GB"), "+34655201337");
  EXPECT_EQ(phones("966 501 234 567", "ES"), "+966501234567");
}

TEST(EverydayNumbers, SignsOfMoneyWithoutAnAmountAndHalvesTakeNothing) {
  EXPECT_EQ(phones("Make $$$ 702-345-8816", "US"), "+17023458816");
  expect_each("07548613092", "GB", "+447548613092",
              {"Call 07548613092 £££", "07548613092 $$", "07548 613092 ½ hour £50",
               "1½h 07548613092", "½ hour 07548 613092"});
  expect_none({"$ 2500000", "2500000 £"}, {"US", "GB"});
}

TEST(EverydayNumbers, AWordForANumberMayBeGluedToItsFirstGroup) {
  expect_each("655201337", "ES", "+34655201337",
              {"tlf655 201 337", "Tel655-20-13-37", "wasap655 201 337", "movil655 201337"});
  EXPECT_EQ(phones("lola655 201 337", ""), "");
}

}  // namespace
}  // namespace lodestar::text
