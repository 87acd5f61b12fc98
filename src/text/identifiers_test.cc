// SPDX-License-Identifier: Apache-2.0
#include "text/identifiers.h"

#include <gtest/gtest.h>

#include <ctime>
#include <random>

#include "text/numbering_plan.h"
#include "text/utf8.h"

namespace lodestar::text {
namespace {

std::vector<Identifier> find(std::string_view raw, std::string_view region = {}) {
  static const IdentifierFinder finder(built_in_numbering_plan());
  std::vector<Identifier> found;
  finder.find(raw, {.region = region}, found);
  return found;
}

// "phone 2005550142 <200-555-0142>", joined by "; ".
std::string described(std::string_view raw, std::string_view region = {}) {
  std::string text;
  for (const Identifier& identifier : find(raw, region)) {
    if (!text.empty()) text += "; ";
    text += std::string(to_string(identifier.kind)) + " " + identifier.value + " <" +
            std::string(cut(raw, identifier.span)) + ">";
  }
  return text;
}

// "655201337 <surface>" of a column of phones, joined by "; ".
std::string in_column(std::string_view raw, std::string_view region = {}) {
  const IdentifierFinder finder(built_in_numbering_plan());
  std::vector<Identifier> found;
  finder.find(raw, {.region = region, .expect_phone = true}, found);
  std::string text;
  for (const Identifier& one : found) {
    if (!text.empty()) text += "; ";
    text += one.value + " <" + std::string(cut(raw, one.span)) + ">";
  }
  return text;
}

std::string disguise(std::string_view raw) {
  const auto found = find(raw);
  return found.size() == 1 ? std::string(to_string(found[0].obfuscation)) : "not one";
}

struct Case {
  std::string_view raw, expected;
};
void expect_all(std::initializer_list<Case> cases) {
  for (const auto& [raw, expected] : cases) EXPECT_EQ(described(raw), expected) << raw;
}

TEST(Phones, ALetterByItselfBesideWholeGroupsIsAWord) {
  expect_all({
      {"llama al 645208317 o escribe", "phone 645208317 <645208317>"},
      {"tel 645 20 83 17 o whatsapp", "phone 645208317 <645 20 83 17>"},
      {"call 2 0 0 5 5 5 0 1 4 O", "phone 2005550140 <2 0 0 5 5 5 0 1 4 O>"},
  });
}

TEST(Phones, TheUsualWrittenFormsAreFoundWithTheirSurface) {
  expect_all({
      {"call 2005550142 now", "phone 2005550142 <2005550142>"},
      {"call 200-555-0142.", "phone 2005550142 <200-555-0142>"},
      {"(200) 555.0142", "phone 2005550142 <(200) 555.0142>"},
      {"call (200)5550142", "phone 2005550142 <(200)5550142>"},
      {"tel +351 912 345 678", "phone +351912345678 <+351 912 345 678>"},
      {"tel. (+44) 20 7946 0958", "phone +442079460958 <(+44) 20 7946 0958>"},
      {"00351 21 234 5678", "phone +351212345678 <00351 21 234 5678>"},
      {"06.12.34.56.78", "phone 0612345678 <06.12.34.56.78>"},
      {"0171/1234567", "phone 01711234567 <0171/1234567>"},
      {"8 (495) 123-45-67", "phone 84951234567 <8 (495) 123-45-67>"},
      {"call 555-0142", "phone 5550142 <555-0142>"},
  });
}

TEST(Phones, EveryDisguiseIsSeenThroughAndNamed) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"2005550142", "plain"},
      {"200-555-0142", "separated"},
      {"2 0 0 5 5 5 0 1 4 2", "spaced"},
      {"2.0.0-5.5.5-0.1.4.2", "spaced"},
      {"two 0 zero five 5 five zero 1 four two", "words"},
      {"twozerozero 555 zero1fortytwo", "words"},
      {"2OO-SSS-Ol42", "leet"},
      {"2OO555O|42", "leet"},
      {"ZOOSSS014Z", "leet"},
      {"２００５５５０１４２", "unicode"},
      {"𝟐𝟎𝟎 𝟓𝟓𝟓 𝟎𝟏𝟒𝟐", "unicode"},
      {"٢٠٠٥٥٥٠١٤٢", "unicode"},
      {"②⓪⓪⑤⑤⑤⓪①④②", "unicode"},
      {"2️⃣0️⃣0️⃣5️⃣5️⃣5️⃣0️⃣1️⃣4️⃣2️⃣", "emoji"},
      {"200*555*01*42", "interleaved"},
      {"2~0~0~5~5~5~0~1~4~2", "interleaved"},
      {"200 💓 555 💓 0142", "interleaved"},
      {"2OO five five five ０１４２", "mixed"},
  };
  for (const auto& [raw, expected] : cases) {
    EXPECT_EQ(disguise(raw), expected) << raw;
    EXPECT_EQ(described(raw), "phone 2005550142 <" + std::string(raw) + ">");
  }
}

TEST(Phones, NumbersAreReadInSeveralLanguages) {
  const std::string_view cases[] = {"two zero zero five five five zero one four two",
                                    "two double zero triple five oh one four two",
                                    "dos cero cero cinco cinco cinco cero uno cuatro dos",
                                    "deux zéro zéro cinq cinq cinq zéro un quatre deux",
                                    "zwei null null fünf fünf fünf null eins vier zwei",
                                    "dois zero zero cinco cinco cinco zero um quatro dois",
                                    "два ноль ноль пять пять пять ноль один четыре два",
                                    "due zero zero cinque cinque cinque zero uno quattro due",
                                    "dwa zero zero pięć pięć pięć zero jeden cztery dwa",
                                    "doi zero zero cinci cinci cinci zero unu patru doi",
                                    "twenty zero fifty five fifty fourteen two",
                                    "veinte cero cinco cincuenta y cinco cero uno cuarenta y dos",
                                    "vingt zéro cinquante-cinq cinquante quatorze deux",
                                    "zwanzig null fünfundfünfzig fünfzig vierzehn zwei",
                                    "двести пятьсот пятьдесят пять ноль сто сорок два",
                                    "二〇〇五五五〇一四二"};
  for (const std::string_view raw : cases) {
    const auto found = find(raw);
    ASSERT_EQ(found.size(), 1U) << raw;
    EXPECT_EQ(found[0].value, "2005550142") << raw;
    EXPECT_EQ(found[0].obfuscation, Obfuscation::words) << raw;
  }
}

TEST(Phones, ShortCommonWordsAreNotReadInsideATokenOfLeet) {
  EXPECT_EQ(described("text SEI5S5o12|"), "phone 5315550121 <SEI5S5o12|>");
}

TEST(Phones, LettersAloneAreDigitsBesideTokensThatMixThem) {
  expect_all({
      {"call 43S SSS O143", "phone 4355550143 <43S SSS O143>"},
      {"Tel. O2 6l 9l 84 EE.", "phone 0261918433 <O2 6l 9l 84 EE>"},
      {"Tel. OI 99 00 63 ol", "phone 0199006301 <OI 99 00 63 ol>"},
      {"Call +61 B S550 EBEo after six", "phone +61855503830 <+61 B S550 EBEo>"},
      {"Kontakt +49 89 9999 B079, Anna", "phone +498999998079 <+49 89 9999 B079>"},
      {"call 9l7 5S5 0142 SO good", "phone 9175550142 <9l7 5S5 0142>"},
  });
  EXPECT_EQ(described("en AGOSTO 1998"), "");
}

TEST(Phones, AnArticleThatIsADigitEndsANumberSaidDigitByDigit) {
  expect_all({
      {"Ligue tres 3 dois 6 um nove 1 zero sete 2 um.",
       "phone 33261910721 <tres 3 dois 6 um nove 1 zero sete 2 um>"},
      {"Téléphone zéro six neuf ９０００ neuf un huit un (Luc)",
       "phone 06990009181 <zéro six neuf ９０００ neuf un huit un>"},
      {"Ligue dois um dois cinco cinco cinco zero um quatro dois um abraço",
       "phone 2125550142 <dois um dois cinco cinco cinco zero um quatro dois>"},
      {"три три пять три шесть четыре девять девять шесть три 6.",
       "phone 33536499636 <три три пять три шесть четыре девять девять шесть три 6>"},
  });
}

TEST(Phones, FrenchCountsBySixtiesAndEighties) {
  EXPECT_EQ(
      described("zéro six soixante-douze quatre-vingt-dix-sept quatre-vingt-un soixante et onze"),
      "phone 0672978171 <zéro six soixante-douze quatre-vingt-dix-sept quatre-vingt-un soixante "
      "et onze>");
}

TEST(Phones, TheRegionGivesTheCountryCode) {
  EXPECT_EQ(described("call 912 345 678", "PT"), "phone +351912345678 <912 345 678>");
  EXPECT_EQ(described("appelez 06 12 34 56 78", "FR"), "phone +33612345678 <06 12 34 56 78>");
  EXPECT_EQ(described("call 200-555-0142", "US"), "phone +12005550142 <200-555-0142>");
}

TEST(Phones, WhatIsDialledWithItsCountryIsNoNumberOfTheRegion) {
  constexpr Case kCases[] = {
      {"Tel 0044 7911 648209", "+447911648209"},  {"Tel 00351 912 847 561", "+351912847561"},
      {"0049 151 64820917", "+4915164820917"},    {"0049 (0)151 64820917", "+4915164820917"},
      {"0044 (0)7911 648209", "+447911648209"},   {"0043 (0)664 1829475", "+436641829475"},
      {"0033 (0)6 12 94 58 71", "+33612945871"},  {"0041 (0)79 482 09 17", "+41794820917"},
      {"llama 0034 612 945 871", "+34612945871"},
  };
  for (const std::string_view region : {"", "ES", "FR", "DE", "GB", "PT", "CH", "RO"}) {
    for (const auto& [raw, expected] : kCases) {
      const auto found = find(raw, region);
      ASSERT_EQ(found.size(), 1U) << raw << " in " << region;
      EXPECT_EQ(found[0].value, expected) << raw << " in " << region;
    }
  }
}

TEST(Phones, ACountryCodeThatLacksItsPlusIsRead) {
  const std::string_view german = "ruf an 4915164820917";
  for (const char* region : {"", "DE", "ES", "US"})
    EXPECT_EQ(described(german, region), "phone +4915164820917 <4915164820917>") << region;
  EXPECT_EQ(described("call 34655201337", "ES"), "phone +34655201337 <34655201337>");
  EXPECT_EQ(described("call 34655201337", "PT"), "phone +34655201337 <34655201337>");
  EXPECT_EQ(described("call 351912345678", "DE"), "phone +351912345678 <351912345678>");
  EXPECT_EQ(in_column("4915164820917", "DE"), "+4915164820917 <4915164820917>");
}

TEST(Phones, ANumberOfTheRegionIsNotReadAsOneOfAnotherCountry) {
  EXPECT_EQ(described("ruf an 015164820917", "DE"), "phone +4915164820917 <015164820917>");
  EXPECT_EQ(described("ruf an 15164820917", "DE"), "phone +4915164820917 <15164820917>");
  EXPECT_EQ(described("ruf an 034655201337", "DE"), "phone +4934655201337 <034655201337>");
  EXPECT_EQ(described("ruf an 34655201337", "DE"), "phone +4934655201337 <34655201337>");
  EXPECT_EQ(described("call 13812345678", "CN"), "phone +8613812345678 <13812345678>");
  EXPECT_EQ(described("chama 34991234567", "BR"), "phone +5534991234567 <34991234567>");
  EXPECT_EQ(described("chiama 3934012345", "IT"), "phone +393934012345 <3934012345>");
  EXPECT_EQ(described("call 34655201337"), "phone 34655201337 <34655201337>");  // whose?
}

TEST(Phones, ATrunkZeroBehindTheCountryIsNoDigitOfTheNumber) {
  for (const char* region : {"", "DE", "GB"}) {
    EXPECT_EQ(described("0044 07700 900118", region), "phone +447700900118 <0044 07700 900118>");
    EXPECT_EQ(described("Tel 0049 0151 64820917", region),
              "phone +4915164820917 <0049 0151 64820917>");
    EXPECT_EQ(described("0039 06 1234 5678", region), "phone +390612345678 <0039 06 1234 5678>");
  }
  EXPECT_EQ(described("4407 7009 0011 8000"), "");
}

TEST(Phones, AnExtensionIsNoPartOfTheNumber) {
  expect_all({
      {"Zimmer 0151/64820917-12", "phone 015164820917 <0151/64820917>"},
      {"Tel. 0151 64820917-12", "phone 015164820917 <0151 64820917>"},
      {"Tel. 030/2312527-12", "phone 0302312527 <030/2312527>"},
      {"call 200-555-0142", "phone 2005550142 <200-555-0142>"},
      {"tel 0800 555-0142", "phone 08005550142 <0800 555-0142>"},
  });
}

TEST(Phones, ValidityMovesTheConfidenceOnly) {
  const auto invented = find("201-555-0142", "US"), impossible = find("+1 200 555 01421", "US");
  ASSERT_EQ(invented.size(), 1U);
  ASSERT_EQ(impossible.size(), 1U);
  const auto assigned = find("650-253-0000", "US");
  EXPECT_GT(assigned[0].confidence, find("200-555-0142", "US")[0].confidence);
}

TEST(Phones, WhatIsNoTelephoneNumberIsLeftAlone) {
  for (const std::string_view raw : {"salary 1,250,000 USD",
                                     "price 1.250.000 EUR",
                                     "1 250 000 rubles",
                                     "$1500-2500",
                                     "€ 12345678",
                                     "12345678 km",
                                     "on 24.12.2026 at 18:00",
                                     "2026-12-24 18:30:00",
                                     "from 10.00-18.30",
                                     "10:00-18:00",
                                     "90-60-90",
                                     "175/60/25",
                                     "height 170 weight 55 age 22",
                                     "2019-2026",
                                     "1854-1900",
                                     "ref 2005550142",
                                     "order no. 200 555 0142",
                                     "job id: 2005550142",
                                     "#12345678",
                                     "postcode 12345-6789",
                                     "ip 192.168.100.254",
                                     "isbn 978-3-16-148410-0",
                                     "1st 2nd 3rd 4th",
                                     "20261224",
                                     "7 years 6 months",
                                     "one two three four five six seven eight nine ten",
                                     "1 2 3 4 5 6 7 8 9 10 11 12",
                                     "1500, 2000, 2500, 3000",
                                     "1500 2000 2500",
                                     "500g 1000g 250g",
                                     "tax number 123 456 789",
                                     "https://board.example/2005550142",
                                     "call us",
                                     "4111 1111 1111 1111",
                                     "EUR 695, 83600 93.150,00 EUR",
                                     "Price 7069.00 down from 3044.50 - 1200-2500 euro",
                                     "until 19.01.2025. 1000-2500 euro",
                                     "free 2026-10-14 - 147 m2",
                                     "It was a gift and we have two.\n1700-2400 euro",
                                     "Envio para 1541-937 Lisboa",
                                     "Oferta nº 2023-6812, de mayo",
                                     "Лот 431-9949, с мая",
                                     "编号6157-472",
                                     "CPF 123.456.789-09"})
    EXPECT_EQ(described(raw).find("phone"), std::string::npos) << raw << " gave " << described(raw);
}

TEST(Phones, NumbersOfFirmsAndReferencesAreNone) {
  for (const auto* raw : {"CIF B12345678",
                          "Empresa S.L. B12345678",
                          "C.I.F. A28123453",
                          "SIRET 73282932000074",
                          "siret n° 732 829 320 00074",
                          "SIREN 732 829 320",
                          "Ref ES-123456789",
                          "Ref.: 123456789",
                          "Ref: ES-612345678, almacén",
                          "Steuernummer 12/345/67890",
                          "St.-Nr.: 133/8150/8159",
                          "Steuer-Nr. 181/815/08155",
                          "USt-IdNr. DE123456789",
                          "USt-Id: DE 123 456 789",
                          "ICQ 123456789",
                          "icq: 123-456-789",
                          "аська 123456789",
                          "QQ 123456789",
                          "qq：1234567890",
                          "QQ号 123456789",
                          "加QQ123456789"})
    EXPECT_EQ(described(raw), "") << raw;
  expect_all({
      {"Ref.4521 612345678", "phone 612345678 <612345678>"},
      {"ICQ 123456789, tel 612 345 678", "phone 612345678 <612 345 678>"},
      {"tel 200-555-0142 QQ 123456789", "phone 2005550142 <200-555-0142>"},
      {"微信QQ同号 13812345678", "phone 13812345678 <13812345678>"},
      {"call BSS5550142", "phone 8555550142 <BSS5550142>"},
  });
}

TEST(Phones, ATimeSpanIsNoPartOfANumber) {
  for (const std::string span :
       {"7:20 - 15:10", "8.00-17.00", "7.20 - 15.10", "8:00-17:00", "7:20-15:10 -",
        "08.00 - 17.00 /", "8h00-17h00", "8,00/17,00", "8-00 - 17-00", "8.00/17.00"}) {
    EXPECT_EQ(described(span + " 612 345 678"), "phone 612345678 <612 345 678>") << span;
    EXPECT_EQ(described("Tel 612 345 678, " + span), "phone 612345678 <612 345 678>") << span;
    EXPECT_EQ(described("612345678 " + span), "phone 612345678 <612345678>") << span;
  }
  for (const std::string hours : {"9-18", "8.00 a 17.00", "17.30"}) {
    EXPECT_EQ(described(hours + " 612345678"), "phone 612345678 <612345678>") << hours;
    EXPECT_EQ(described("612345678 " + hours), "phone 612345678 <612345678>") << hours;
  }
}

TEST(Phones, NeighboursAreNotPartOfTheNumber) {
  expect_all({
      {"new 25 200-555-0142 $200", "phone 2005550142 <200-555-0142>"},
      {"24.12.2026 18:00 200 555 0142", "phone 2005550142 <200 555 0142>"},
      {"200-555-0142 200-555-0199",
       "phone 2005550142 <200-555-0142>; phone 2005550199 <200-555-0199>"},
      {"200 555 0142 200 555 0199",
       "phone 2005550142 <200 555 0142>; phone 2005550199 <200 555 0199>"},
      {"200 555 0142 / 200 555 0199",
       "phone 2005550142 <200 555 0142>; phone 2005550199 <200 555 0199>"},
      {"+351912345678+351912345679",
       "phone +351912345678 <+351912345678>; phone +351912345679 "
       "<+351912345679>"},
      {"I 2 0 0 5 5 5 0 1 4 2 one", "phone 2005550142 <2 0 0 5 5 5 0 1 4 2>"},
      {"o two 0 0 five 5 5 0 1 4 2 A salary", "phone 2005550142 <two 0 0 five 5 5 0 1 4 2>"},
      {"percent 2 0 0 5 5 5 0 1 4 2", "phone 2005550142 <2 0 0 5 5 5 0 1 4 2>"},
      {"Tel +49.30.2312.5271, days only", "phone +493023125271 <+49.30.2312.5271>"},
      {"mail 2005550142@example.org", "email 2005550142@example.org <2005550142@example.org>"},
  });
}

TEST(Phones, AColumnOfPhonesNeedsNoFurtherSign) {
  const IdentifierFinder finder(built_in_numbering_plan());
  std::vector<Identifier> found;
  finder.find("5550142", {}, found);
  EXPECT_TRUE(found.empty());
  finder.find("5550142", {.expect_phone = true}, found);
  ASSERT_EQ(found.size(), 1U);
}

TEST(Phones, AColumnThatASpreadsheetTookForAmountsIsReadWhereAllDigitsAreThere) {
  EXPECT_EQ(in_column("655201337.0"), "655201337 <655201337.0>");
  EXPECT_EQ(in_column(" 655201337,00 "), "655201337 <655201337,00>");
  EXPECT_EQ(in_column("6.55201337E+08"), "655201337 <6.55201337E+08>");
  EXPECT_EQ(in_column("6,552013370e8"), "655201337 <6,552013370e8>");
  EXPECT_EQ(in_column("655201337.0", "ES"), "+34655201337 <655201337.0>");
}

TEST(Phones, AnAmountThatLostDigitsIsNoNumber) {
  for (const char* raw : {"6.55E+08", "6.5520134E+08", "4.91516E+12", "12.0", "6.0E+00"})
    EXPECT_EQ(in_column(raw), "") << raw;
}

TEST(Phones, WhatLooksLikeAnAmountOutsideAColumnOfPhonesStaysAsItIs) {
  EXPECT_EQ(described("call 655201337.0"), "phone 6552013370 <655201337.0>");
  EXPECT_EQ(described("6.55201337E+08").find("655201337 "), std::string::npos);
  EXPECT_EQ(in_column("200.555.0142"), "2005550142 <200.555.0142>");
}

TEST(Addresses, EmailsPlainAndSpoken) {
  expect_all({
      {"mail Jo.Doe+x@Example.org.", "email jo.doe+x@example.org <Jo.Doe+x@Example.org>"},
      {"mail lola.pt@gmail.com", "email lolapt@gmail.com <lola.pt@gmail.com>"},
      {"lola.pt (at) gmail dot com", "email lolapt@gmail.com <lola.pt (at) gmail dot com>"},
      {"lola.pt(at)gmail.com", "email lolapt@gmail.com <lola.pt(at)gmail.com>"},
      {"lola.pt at gmail dot com", "email lolapt@gmail.com <lola.pt at gmail dot com>"},
      {"lola.pt @ gmail.com", "email lolapt@gmail.com <lola.pt @ gmail.com>"},
      {"lola.de arroba gmail ponto com", "email lolade@gmail.com <lola.de arroba gmail ponto com>"},
      {"lola (dot) de (at) gmail (dot) com",
       "email lolade@gmail.com <lola (dot) de (at) gmail (dot) com>"},
      {"lola dot com at gmail dot com", "email lolacom@gmail.com <lola dot com at gmail dot com>"},
      {"see lola.com (at) noon", "url lola.com <lola.com>"},
      {"shop.com at jobs.com", "url shop.com <shop.com>; url jobs.com <jobs.com>"},
      {"jo at gmail dot com", "email jo@gmail.com <jo at gmail dot com>"},
      {"jo(at)example(dot)org!", "email jo@example.org <jo(at)example(dot)org>"},
      {"jo [at] example [dot] co [dot] uk",
       "email jo@example.co.uk <jo [at] example [dot] co [dot] uk>"},
      {"jo arroba example punto com", "email jo@example.com <jo arroba example punto com>"},
      {"jo dot doe at gmail dot com", "email jodoe@gmail.com <jo dot doe at gmail dot com>"},
      {"jo @ gmail . com", "email jo@gmail.com <jo @ gmail . com>"},
      {"jo собака mail точка ru", "email jo@mail.ru <jo собака mail точка ru>"},
      {"meet us at example.org", "url example.org <example.org>"},
      {"jo at work", ""},
      {"a@b", ""},
  });
  EXPECT_EQ(disguise("jo at gmail dot com"), "at_dot");
}

TEST(Addresses, EmailsInCapitalsOrLetterByLetter) {
  expect_all({
      {"mail lauraATgmailDOTcom now", "email laura@gmail.com <lauraATgmailDOTcom>"},
      {"laura_m99ATmailDOTcoDOTuk", "email laura_m99@mail.co.uk <laura_m99ATmailDOTcoDOTuk>"},
      {"mail: l a u r a . m @ g m a i l . c o m ok",
       "email lauram@gmail.com <l a u r a . m @ g m a i l . c o m>"},
      {"l a u r a @ g m a i l . c o m", "email laura@gmail.com <l a u r a @ g m a i l . c o m>"},
  });
  for (const auto* raw :
       {"THATDOTcom", "whATDOTnot", "CATalogDOTS", "a @ b . c o m", "@ g m a i l"})
    EXPECT_EQ(described(raw), "") << raw;
}

TEST(Addresses, ASpokenDotDoesNotLeadIntoTheNextSentence) {
  expect_all({
      {"ana (at) example (dot) com. At once", "email ana@example.com <ana (at) example (dot) com>"},
      {"ana (at) example (dot) com. Até breve",
       "email ana@example.com <ana (at) example (dot) com>"},
      {"ana@example.com. Até breve", "email ana@example.com <ana@example.com>"},
      {"ana at example dot co dot uk", "email ana@example.co.uk <ana at example dot co dot uk>"},
  });
}

TEST(Addresses, UrlsHaveOneNormalForm) {
  expect_all({
      {"see https://WWW.Example.org/Jobs/?a=1#top).",
       "url example.org/Jobs/?a=1 "
       "<https://WWW.Example.org/Jobs/?a=1#top>"},
      {"see example.org/jobs/, now", "url example.org/jobs <example.org/jobs/>"},
      {"hxxps://example[.]com/x", "url example.com/x <hxxps://example[.]com/x>"},
      {"www.example.work", "url example.work <www.example.work>"},
      {"Big sale.Call us. e.g. this.is", ""},
      {"http://10.0.0.1:8080/x", "url 10.0.0.1:8080/x <http://10.0.0.1:8080/x>"},
  });
}

TEST(Handles, LinksOfServicesGiveTheHandle) {
  expect_all({
      {"t.me/Some_Name", "telegram some_name <t.me/Some_Name>"},
      {"https://t.me/+AbCdEf123", "telegram AbCdEf123 <https://t.me/+AbCdEf123>"},
      {"wa.me/12005550142", "whatsapp +12005550142 <wa.me/12005550142>"},
      {"https://api.whatsapp.com/send?phone=12005550142&text=hi",
       "whatsapp +12005550142 <https://api.whatsapp.com/send?phone=12005550142&text=hi>"},
      {"chat.whatsapp.com/AbC123xyz", "whatsapp AbC123xyz <chat.whatsapp.com/AbC123xyz>"},
      {"instagram.com/some.name/", "instagram some.name <instagram.com/some.name/>"},
      {"www.instagram.com/p/AbC", "url instagram.com/p/AbC <www.instagram.com/p/AbC>"},
      {"m.facebook.com/profile.php?id=1234567",
       "facebook 1234567 <m.facebook.com/profile.php?id=1234567>"},
      {"tiktok.com/@some_name", "tiktok some_name <tiktok.com/@some_name>"},
      {"https://x.com/some_name", "x some_name <https://x.com/some_name>"},
      {"vk.com/id123", "vk id123 <vk.com/id123>"},
      {"discord.gg/AbCd", "discord AbCd <discord.gg/AbCd>"},
      {"signal.me/#p/+12005550142", "signal +12005550142 <signal.me/#p/+12005550142>"},
      {"line.me/ti/p/~some_name", "line some_name <line.me/ti/p/~some_name>"},
      {"viber://chat?number=%2B12005550142",
       "viber +12005550142 <viber://chat?number=%2B12005550142>"},
      {"skype:some.name?call", "skype some.name <skype:some.name?call>"},
      {"snapchat.com/add/some_name", "snapchat some_name <snapchat.com/add/some_name>"},
      {"kik.me/some_name", "kik some_name <kik.me/some_name>"},
  });
}

TEST(Handles, NamesBesideTheServicesNameAreFound) {
  expect_all({
      {"Telegram: @Some_Name", "telegram some_name <@Some_Name>"},
      {"tg @somename", "telegram somename <@somename>"},
      {"write @somename on telegram", "telegram somename <@somename>"},
      {"wechat id: some-name", "wechat some-name <some-name>"},
      {"微信号：abc_123", "wechat abc_123 <abc_123>"},
      {"IG some_name", "instagram some_name <some_name>"},
      {"insta: somename", "instagram somename <somename>"},
      {"line id somename", "line somename <somename>"},
      {"skype: live:some.name", "skype live:some.name <live:some.name>"},
      {"snap - some_name", "snapchat some_name <some_name>"},
      {"kik=somename", "kik somename <somename>"},
      {"телеграм: somename", "telegram somename <somename>"},
      {"discord: some_name", "discord some_name <some_name>"},
      {"whatsapp: 200-555-0142", "phone 2005550142 <200-555-0142>"},
      {"WhatsApp: Anna", ""},
      {"line of work", ""},
      {"a signal: strong", ""},
      {"telegram channel", ""},
      {"meet @somename there", ""},
      {"telegram: example.org", "url example.org <example.org>"},
  });
}

TEST(Handles, NamesBeforeTheServicesNameAreFoundWhereTheyLookLikeOne) {
  expect_all({
      {"lola_example en telegram", "telegram lola_example <lola_example>"},
      {"write to Lola_Example on Telegram.", "telegram lola_example <Lola_Example>"},
      {"lola_example (insta)", "instagram lola_example <lola_example>"},
      {"lola_example telegram", "telegram lola_example <lola_example>"},
      {"пишите lola_example в телеграме", "telegram lola_example <lola_example>"},
      {"пишите lola_example в телеграм", "telegram lola_example <lola_example>"},
      {"lolita92 en telegram", "telegram lolita92 <lolita92>"},
      {"insta lola_example / telegram", "instagram lola_example <lola_example>"},
      {"insta: lola_example, telegram: marta_x",
       "instagram lola_example <lola_example>; telegram marta_x <marta_x>"},
      {"@lola_example on telegram", "telegram lola_example <@lola_example>"},
      {"find us on telegram", ""},
      {"lolita92 telegram", ""},
      {"open 24h telegram", ""},
      {"room_3, telegram", ""},
      {"a_b on telegram", ""},
      {"work_with_us in line", ""},
      {"ññ_example on telegram", ""},
  });
}

TEST(Handles, EverydayNamesOfServicesAreKnown) {
  const auto only = [](std::string_view raw) {
    const auto found = find(raw);
    return found.size() == 1 ? std::string(to_string(found[0].kind)) + " " + found[0].value : "";
  };
  for (const auto* raw : {"wx: anna_work88", "WX anna_work88", "加V：anna_work88",
                          "加v anna_work88", "薇信anna_work88", "微信anna_work88"})
    EXPECT_EQ(only(raw), "wechat anna_work88") << raw;
  EXPECT_EQ(only("telegram.dog/anna_work"), "telegram anna_work");
  EXPECT_EQ(only("discord anna#1234"), "discord anna#1234");
  EXPECT_EQ(only("discord anna#12345"), "");
}

TEST(Addresses, ASignInBracketsIsASign) {
  for (const auto* raw : {"write anna_spb ( @ ) mail.ru", "write anna_spb (@) mail.ru",
                          "write anna_spb(@)mail.ru", "anna_spb [@] mail.ru"}) {
    const auto found = find(raw);
    ASSERT_EQ(found.size(), 1U) << raw;
    EXPECT_EQ(found[0].kind, IdentifierKind::email) << raw;
    EXPECT_EQ(found[0].value, "anna_spb@mail.ru") << raw;
  }
}

TEST(Handles, APageOfTheServiceIsNobody) {
  expect_all({
      {"facebook.com/profile.php", "url facebook.com/profile.php <facebook.com/profile.php>"},
      {"facebook.com/profile.php?v=info&id=100012345",
       "facebook 100012345 <facebook.com/profile.php?v=info&id=100012345>"},
      {"fb.com/profile.php?id=100012345", "facebook 100012345 <fb.com/profile.php?id=100012345>"},
      {"facebook.com/story.php", "url facebook.com/story.php <facebook.com/story.php>"},
      {"facebook.com/groups/123", "url facebook.com/groups/123 <facebook.com/groups/123>"},
      {"facebook.com/share/ab", "url facebook.com/share/ab <facebook.com/share/ab>"},
      {"t.me/joinchat", "url t.me/joinchat <t.me/joinchat>"},
      {"instagram.com/reel/Cab1", "url instagram.com/reel/Cab1 <instagram.com/reel/Cab1>"},
      {"vk.com/wall-123_45", "url vk.com/wall-123_45 <vk.com/wall-123_45>"},
      {"vk.com/club123456", "url vk.com/club123456 <vk.com/club123456>"},
      {"vk.com/photo12_34", "url vk.com/photo12_34 <vk.com/photo12_34>"},
      {"vk.com/wallace", "vk wallace <vk.com/wallace>"},
      {"vk.com/id123456", "vk id123456 <vk.com/id123456>"},
  });
}

TEST(Handles, AFullStopInsideIsAsGoodAsADigit) {
  expect_all({
      {"ig laura.mlg", "instagram laura.mlg <laura.mlg>"},
      {"insta laura.mlg, tg laura.m",
       "instagram laura.mlg <laura.mlg>; telegram laura.m <laura.m>"},
      {"tlg laura.mlg", "telegram laura.mlg <laura.mlg>"},
      {"find us on instagram soon.Follow us", ""},
      {"the line was.bad", ""},
      {"my ig is great", ""},
  });
}

TEST(Handles, ANameThatLooksLikeADomainIsOneWhereANameIsExpected) {
  expect_all({
      {"ig @lola.pt", "instagram lola.pt <@lola.pt>"},
      {"ig @sofia.de", "instagram sofia.de <@sofia.de>"},
      {"insta: lola.pt", "instagram lola.pt <lola.pt>"},
      {"instagram lola.pt", "instagram lola.pt <lola.pt>"},
      {"telegram @lola.io", "telegram lola.io <@lola.io>"},
      {"write @lola.pt on instagram", "instagram lola.pt <@lola.pt>"},
      {"insta: example.org", "url example.org <example.org>"},
      {"insta: example.co.uk", "url example.co.uk <example.co.uk>"},
      {"insta: lola.pt/jobs", "url lola.pt/jobs <lola.pt/jobs>"},
      {"telegram: example.pt", "url example.pt <example.pt>"},
      {"write to us on instagram, lola.pt", "url lola.pt <lola.pt>"},
      {"jo@example.pt instagram", "email jo@example.pt <jo@example.pt>"},
      {"instagram jo@example.pt", "email jo@example.pt <jo@example.pt>"},
      {"instagram jo @ gmail.com", "email jo@gmail.com <jo @ gmail.com>"},
  });
}

TEST(Accounts, OnlyWithTheRightChecksum) {
  expect_all({
      {"DE89 3704 0044 0532 0130 00", "iban DE89370400440532013000 <DE89 3704 0044 0532 0130 00>"},
      {"iban gb82west12345698765432.", "iban GB82WEST12345698765432 <gb82west12345698765432>"},
      {"DE89 3704 0044 0532 0130 01", ""},
      {"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
       "bitcoin 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa <1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa>"},
      {"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", ""},
      {"BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
       "bitcoin bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4 "
       "<BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4>"},
      {"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
       "bitcoin bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0 "
       "<bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0>"},
      {"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", ""},
      {"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
       "ethereum 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed "
       "<0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed>"},
      {"0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", ""},
  });
}

TEST(Identifiers, NamesOfKindsReadBack) {
  for (int i = 0; i <= static_cast<int>(IdentifierKind::image_hash); ++i) {
    const auto kind = static_cast<IdentifierKind>(i);
    EXPECT_EQ(*parse_identifier_kind(to_string(kind)), kind);
  }
  EXPECT_FALSE(parse_identifier_kind("fax"));
}

// Spans are in order, inside the text, apart from each other and on the edges of characters.
void expect_sound(std::string_view raw) {
  std::uint32_t end = 0;
  for (const Identifier& identifier : find(raw, "US")) {
    ASSERT_LE(end, identifier.span.start) << raw;
    ASSERT_LT(identifier.span.start, identifier.span.end) << raw;
    ASSERT_LE(identifier.span.end, raw.size()) << raw;
    end = identifier.span.end;
    for (const std::size_t edge : {identifier.span.start, identifier.span.end})
      if (edge < raw.size()) {
        ASSERT_NE(static_cast<unsigned char>(raw[edge]) & 0xC0, 0x80) << raw << " at " << edge;
      }
    ASSERT_GE(identifier.confidence, 1);
    ASSERT_LE(identifier.confidence, 100);
    ASSERT_FALSE(identifier.value.empty());
  }
}

TEST(Identifiers, AnyTextGivesSoundSpans) {
  const std::string_view pieces[] = {"200",
                                     "5",
                                     "55",
                                     " ",
                                     " ",
                                     "-",
                                     ".",
                                     "@",
                                     ":",
                                     "//",
                                     "(",
                                     ")",
                                     "+",
                                     "|",
                                     "one",
                                     "five",
                                     "double",
                                     "O",
                                     "l",
                                     "S",
                                     "at",
                                     "dot",
                                     "gmail",
                                     ".com",
                                     "t.me/",
                                     "http",
                                     "telegram",
                                     "微信",
                                     "二",
                                     "７",
                                     "２️⃣",
                                     "1️⃣",
                                     "é",
                                     "жи",
                                     "пять",
                                     "💓",
                                     "\xE2\x80\x8B",
                                     "\xFF",
                                     "\xE2",
                                     "\n",
                                     "$",
                                     "%",
                                     "EUR",
                                     "DE89",
                                     "bc1",
                                     "0x",
                                     "twenty",
                                     "и",
                                     ",",
                                     "*",
                                     "=",
                                     "#",
                                     "_",
                                     "a",
                                     "zig",
                                     "und",
                                     "vierzig"};
  std::mt19937 random(17);
  for (int round = 0; round < 40'000; ++round) {
    std::string raw;
    for (auto left = random() % 24; left > 0; --left) raw += pieces[random() % std::size(pieces)];
    expect_sound(raw);
    if (HasFatalFailure()) return;
  }
}

TEST(Identifiers, AnyBytesGiveSoundSpans) {
  std::mt19937 random(23);
  for (int round = 0; round < 20'000; ++round) {
    std::string raw(random() % 60, '\0');
    for (char& c : raw) c = static_cast<char>(random());
    for (const Identifier& identifier : find(raw)) {
      ASSERT_LE(identifier.span.end, raw.size());
      ASSERT_LT(identifier.span.start, identifier.span.end);
    }
  }
}

// Quadratic time would take minutes where this takes a second.
TEST(Identifiers, LongHostileTextsTakeLinearTime) {
  const std::clock_t start = std::clock();  // of the processor: a busy machine is no fault
  for (const std::string_view piece :
       {"a",   "@",      "a@",        "a.", "http:", "http://", "viber:", "1 ",      "one ",
        "at ", " dot a", "telegram ", "O",  "|",     "(",       "１",     "double ", "DE89",
        "二",  "\xFF",   "t.me",      "-1", "one1",  "1二",     "O1l ",   "24/7 ",   "1-"}) {
    std::string raw;
    while (raw.size() < 200'000) raw += piece;
    find(raw);
  }
  EXPECT_LT(std::clock() - start, 60 * CLOCKS_PER_SEC);
}

}  // namespace
}  // namespace lodestar::text
