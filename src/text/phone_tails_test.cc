// SPDX-License-Identifier: Apache-2.0
// Numbers with something short beside them, in frames and tables, with signs between all digits;
// and what is numbered otherwise.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "text/identifiers.h"
#include "text/internal/lexicon.h"
#include "text/numbering_plan.h"

namespace lodestar::text {
namespace {

// The telephone numbers found, joined by "; ".
std::string phones(std::string_view raw, std::string_view region = {}) {
  std::vector<Identifier> found;
  IdentifierFinder(built_in_numbering_plan()).find(raw, {.region = region}, found);
  std::string text;
  for (const Identifier& one : found) {
    if (one.kind != IdentifierKind::phone) continue;
    text += (text.empty() ? "" : "; ") + one.value;
  }
  return text;
}

struct Written {
  std::string_view surface, region, at_home, e164;
};
constexpr Written kWritten[] = {{"07481 227 940", "GB", "07481227940", "+447481227940"},
                                {"07700 900118", "GB", "07700900118", "+447700900118"},
                                {"0161 496 0507", "GB", "01614960507", "+441614960507"},
                                {"655 201 337", "ES", "655201337", "+34655201337"},
                                {"655 20 13 37", "ES", "655201337", "+34655201337"},
                                {"655201337", "ES", "655201337", "+34655201337"},
                                {"06 83 47 19 52", "FR", "0683471952", "+33683471952"},
                                {"912 345 678", "PT", "912345678", "+351912345678"},
                                {"0176 040 690 88", "DE", "017604069088", "+4917604069088"},
                                {"0151 64820917", "DE", "015164820917", "+4915164820917"},
                                {"8 926 418 73 05", "RU", "89264187305", "+79264187305"},
                                {"212-555-0147", "US", "2125550147", "+12125550147"},
                                {"0 7 4 8 1 2 2 7 9 4 0", "GB", "07481227940", "+447481227940"},
                                {"O7481 227 94O", "GB", "07481227940", "+447481227940"}};

void expect_alone(const std::string& before, const std::string& behind) {
  for (const Written& one : kWritten) {
    const std::string raw = std::string(before).append(one.surface).append(behind);
    EXPECT_EQ(phones(raw), one.at_home) << raw;
    EXPECT_EQ(phones(raw, one.region), one.e164) << raw << " in " << one.region;
  }
}

TEST(PhoneTails, WhenSomebodyIsReachedIsNoPartOfTheNumber) {
  for (const char* tail : {" 24/7", " 24/7!", " 7/7", " 24/24", " 24/24 7/7", " 365/24/7", " 10-22",
                           " 24-7", " 24h", " 24h/24 7j/7", " 24 h", " 24 Std", " 24 heures",
                           " 24 horas", " 24 hours", " (24/7)", " - 24/7"})
    expect_alone("", tail);
  for (const char* head : {"24/7 ", "10-22 ", "24/24 7/7 "}) expect_alone(head, "");
}

TEST(PhoneTails, AnAgeOrARatingWithASignBehindIsNoPartOfTheNumber) {
  for (const char* tail : {" 18+", " 21+", " 5*", " 18+, now", " 18+! Call", " (18+)"})
    expect_alone("", tail);
  expect_alone("18+ ", "");
  // Only a number that goes on directly behind the plus has a country.
  EXPECT_EQ(phones("18+34655201337"), "+34655201337");
}

TEST(PhoneTails, PairsOfLettersStayANumberWhereSomethingPlainFollows) {
  for (const std::string tail : {"", " 24/7", " 18+", " 120€", " 10-22"}) {
    EXPECT_EQ(phones("Tel. oI 99 oO E8 ZI" + tail, "FR"), "+33199003821") << tail;
    EXPECT_EQ(phones("Tel. oI 99 oO E8 ZI" + tail), "0199003821") << tail;
  }
}

TEST(PhoneTails, WhatIsCountedIsNoPartOfTheNumber) {
  for (const std::string_view noun : {"girls", "amigas", "filles", "Girls", "девушки", "ladies"}) {
    for (const Written& one : kWritten) {
      // Of digits one by one the last belongs to them, for all that is known without the region.
      const bool is_open = one.surface.size() > 20 || one.surface.starts_with('O');
      const std::string raw = std::string(one.surface) + " 2 " + std::string(noun);
      if (!is_open) {
        EXPECT_EQ(phones(raw), one.at_home) << raw;
      }
      EXPECT_EQ(phones(raw, one.region), one.e164) << raw << " in " << one.region;
    }
  }
  EXPECT_EQ(phones("655201337 two girls"), "655201337");
  EXPECT_EQ(phones("06 83 47 19 52 12 girls"), "0683471952");
}

TEST(PhoneTails, ShortNumbersLoseNothingToIt) {
  for (const std::string tail : {" 24/7", " 24-7", " 18+", " 5*", " 2 girls"})
    EXPECT_EQ(phones("Call 2124 2159" + tail, "UY"), "+59821242159") << tail;
  for (const std::string tail : {" 24/7", " 24-7", " 18+", " 10-22"})
    EXPECT_EQ(phones("Call 670-6851" + tail), "6706851") << tail;
}

TEST(PhoneTails, ABareAmountBehindAWholeNumberIsNoPartOfIt) {
  EXPECT_EQ(phones("Call 07481 227 940 100", "GB"), "+447481227940");
  EXPECT_EQ(phones("Call 07481 227 940 100"), "07481227940");
  EXPECT_EQ(phones("655 201 337 80", "ES"), "+34655201337");
  EXPECT_EQ(phones("655 201 337 80"), "655201337");
  EXPECT_EQ(phones("655 201 337 100", "ES"), "+34655201337");
  EXPECT_EQ(phones("06 83 47 19 52 80", "FR"), "+33683471952");
  EXPECT_EQ(phones("07700 900118 24/7 07700 900119", "GB"), "+447700900118; +447700900119");
}

TEST(PhoneTails, PricesOnLinesOfTheirOwnAreNoPartOfIt) {
  for (const char* prices :
       {"\n60\n100", "\n60", "\n60\n100\n150", "\n60\n100\nCall me", "\n50\n80\n150\n300\n"})
    expect_alone("", prices);
  for (const char* prices : {"60\n100\n", "Lola\n60\n100\n150\n"}) expect_alone(prices, "");
  EXPECT_EQ(phones("07481 227 940 60 100"), "07481227940");
  EXPECT_EQ(phones("07481|227|940|60|100"), "07481227940");
  EXPECT_EQ(phones("07481 227\n940"), "07481227940");
  EXPECT_EQ(phones("07481\n227\n940"), "07481227940");
  EXPECT_EQ(phones("0748\n122\n7940"), "07481227940");
  EXPECT_EQ(phones("60 half hour 100 hour 07481 227 940"), "07481227940");
  EXPECT_EQ(phones("60 half hour 100 hour 07481227940", "GB"), "+447481227940");
}

TEST(PhoneTails, AnAgeOrAPriceInBracketsBehindIsNoPartOfIt) {
  for (const char* tail : {" (25)", " (25) 100", " (22) 80", " [25] 100", " (80) (100)",
                           " (25), 100", " (25) 100€", "(25) 100"})
    expect_alone("", tail);
  EXPECT_EQ(phones("8123 2270 (25) 100", "SG"), "+6581232270");
  EXPECT_EQ(phones("07481 (227) 940", "GB"), "+447481227940");
  EXPECT_EQ(phones("655 201 (337)", "ES"), "+34655201337");
  EXPECT_EQ(phones("+44 (0) 7481 227 940"), "+447481227940");
  EXPECT_EQ(phones("0044 (7481) 227940"), "+447481227940");
}

TEST(PhoneTails, PricesByTheSignThatTheNumbersPartsAreJoinedByAreNoPartOfIt) {
  for (const std::string_view raw :
       {"07481.227.940.150", "07481-227-940-150", "07481/227/940/150", "07481_227_940_150",
        "07481*227*940*150", "07481|227|940|150", "07481 - 227 - 940 - 150", "07481.227.940.25",
        "07481.227.940.150.200", "07481-227-940-80-100-150", "07481_227_940_80_100",
        "25-07481-227-940-150", "Anna_25_07481_227_940_150", "07481 227-940-150", "07481227940-150",
        "(07481) 227-940-150", "O7481-227-94O-150"}) {
    EXPECT_EQ(phones(raw, "GB"), "+447481227940") << raw;
    EXPECT_EQ(phones(raw), "07481227940") << raw;
  }
  EXPECT_EQ(phones("655.201.337.150", "ES"), "+34655201337");
  EXPECT_EQ(phones("655*201*337*80"), "655201337");
  EXPECT_EQ(phones("06-83-47-19-52-80-100", "FR"), "+33683471952");
  EXPECT_EQ(phones("+44-7481-227-940-150"), "+447481227940");
  EXPECT_EQ(phones("0664-120536-80-100", "AT"), "+43664120536");
  EXPECT_EQ(phones("2124-2159-150", "UY"), "+59821242159");
}

TEST(PhoneTails, LongerNumbersJoinedByOneSignStayWhole) {
  for (const std::string_view region : {"", "GB", "DE"}) {
    EXPECT_EQ(phones("+49-151-648-209-17", region), "+4915164820917");
    EXPECT_EQ(phones("+49.30.123.456.78", region), "+493012345678");
    EXPECT_EQ(phones("351-912-345-678", region), "+351912345678");
    EXPECT_EQ(phones("0049/151/648/209/17", region), "+4915164820917");
  }
  EXPECT_EQ(phones("0151-648-209-17", "DE"), "+4915164820917");
  EXPECT_EQ(phones("0151-64820917-12", "DE"), "+4915164820917");
  EXPECT_EQ(phones("030/123456-78", "DE"), "+493012345678");
  EXPECT_EQ(phones("655-201-337-655-201-338", "ES"), "+34655201337; +34655201338");
  EXPECT_EQ(phones("07481.227.940/07700.900.118", "GB"), "+447481227940; +447700900118");
  EXPECT_EQ(phones("8-926-418-73-05", "RU"), "+79264187305");
  EXPECT_EQ(phones("+49-30-123-40-60-80"), "+4930123406080");
}

TEST(PhoneTails, AnAgeBeforeIsNoPartOfIt) {
  EXPECT_EQ(phones("Anna 22 07481 227 940"), "07481227940");
  EXPECT_EQ(phones("Anna 22 07481 227 940", "GB"), "+447481227940");
  EXPECT_EQ(phones("Anna|22|07481|227|940"), "07481227940");
  EXPECT_EQ(phones("Anna\n22\n07481 227 940"), "07481227940");
  EXPECT_EQ(phones("Anna 22 - 07481 227940"), "07481227940");
  EXPECT_EQ(phones("22 06 83 47 19 52"), "0683471952");
  for (int age = 18; age < 60; ++age) {
    const std::string raw = "Anna " + std::to_string(age) + " 07481 227 940";
    EXPECT_EQ(phones(raw), age == 44 ? "+447481227940" : "07481227940") << raw;
  }
  EXPECT_EQ(phones("44 07481 227 940"), "+447481227940");
}

TEST(PhoneTails, WhenSomebodyIsReachedMayBeTiedToIt) {
  for (const char* raw : {"07481.227.940.24/7", "07481-227-940-24/7", "07481|227|940|24/7",
                          "07481.227.940-24/7", "07481227940.24/7"})
    EXPECT_EQ(phones(raw), "07481227940") << raw;
}

TEST(PhoneTails, GroupsThatANumberNeedsStayInIt) {
  EXPECT_EQ(phones("07700 900 24 7", "GB"), "+447700900247");
  EXPECT_EQ(phones("07700 900 24 7"), "07700900247");
  EXPECT_EQ(phones("0151 648 209 17", "DE"), "+4915164820917");
  EXPECT_EQ(phones("0151 648 209 17"), "015164820917");
  EXPECT_EQ(phones("0151 648 209 17 call me"), "015164820917");
  EXPECT_EQ(phones("655 20 13 37 call me"), "655201337");
  EXPECT_EQ(phones("06/83/47/19/52"), "0683471952");
  EXPECT_EQ(phones("+49 151 6482 09-17"), "+4915164820917");
  EXPECT_EQ(phones("0748122794 5", "GB"), "+447481227945");
  EXPECT_EQ(phones("12 655 20 13 37", "ES"), "+34655201337");
}

TEST(PhoneBars, ABarBetweenGroupsOfDigitsIsNoOne) {
  EXPECT_EQ(phones("tel 612|345|678"), "612345678");
  EXPECT_EQ(phones("07700|900|118"), "07700900118");
  EXPECT_EQ(phones("07700|900|118", "GB"), "+447700900118");
  EXPECT_EQ(phones("212|555|0147", "US"), "+12125550147");
  EXPECT_EQ(phones("Price 100|200|300"), "");
  EXPECT_EQ(phones("Ages 18|19|20|21"), "");
  EXPECT_EQ(phones("Tel: 0161 496 0507|Fax: 0161 496 0508"), "01614960507; 01614960508");
  EXPECT_EQ(phones("|0161 496 0507|"), "01614960507");
  EXPECT_EQ(phones("Mon|Tue|07481 227 940|Lola"), "07481227940");
  for (const char* raw :
       {"|07481 227 940|", "|07481|227|940|", "| 07481 227 940 |", "07481 227 940|",
        "|07481227940|", "07481|227|940|2 girls", "07481|227|940|22", "|07481 227 940|2 girls",
        "|07481 22 79 40|", "Lola|22|07481 227 940|"})
    EXPECT_EQ(phones(raw), "07481227940") << raw;
  EXPECT_EQ(phones("|655 201 337|"), "655201337");
  EXPECT_EQ(phones("|+44 7481 227 940|"), "+447481227940");
}

TEST(PhoneBars, ABarAmongFewDigitsOrLettersIsAOne) {
  EXPECT_EQ(phones("0|61 496 0507"), "01614960507");
  EXPECT_EQ(phones("0161 496 05|7"), "01614960517");
  EXPECT_EQ(phones("212 555 014|"), "2125550141");
  EXPECT_EQ(phones("2|2 555 0|47"), "2125550147");
  EXPECT_EQ(phones("2OO555O|42"), "2005550142");
}

TEST(PhoneForms, AnySignMayStandBetweenAllDigitsBehindAWordForTheNumber) {
  for (const std::string_view sign :
       {"/", " x ", " X ", "|", "+", " + ", ",", "=", "-", "*", " "}) {
    for (const auto& [surface, region, at_home, e164] : kWritten) {
      std::string raw;
      for (const char digit : at_home) (raw += raw.empty() ? "" : sign) += digit;
      EXPECT_EQ(phones("call " + raw), at_home) << raw;
      EXPECT_EQ(phones("call " + raw, region), e164) << raw << " in " << region;
    }
  }
  EXPECT_EQ(phones("beams 2 x 4 x 6 x 8"), "");
  EXPECT_EQ(phones("2 x 100 x 200 x 50"), "");
  EXPECT_EQ(phones("1+1+1"), "");
  EXPECT_EQ(phones("+447700900118+447700900119"), "+447700900118; +447700900119");
  EXPECT_EQ(phones("call 2OO555O|42"), "2005550142");
}

TEST(PhoneForms, LettersThatPassForDigitsOneByOneGoOnWithADigit) {
  EXPECT_EQ(phones("Call (O77OO) 9OO l l 8"), "07700900118");
  EXPECT_EQ(phones("Call (O77OO) 9OO l l 8", "GB"), "+447700900118");
}

TEST(PhoneForms, SignsMayStandBetweenAllDigits) {
  EXPECT_EQ(phones("2/1/2/5/5/5/0/1/4/7"), "2125550147");
  EXPECT_EQ(phones("0-77-0-0-9-0-0-1-1-8!!!"), "07700900118");
  EXPECT_EQ(phones("1/2/3/4/5/6/7/8/9/10"), "");
  EXPECT_EQ(phones("scores 2-1-3-1"), "");
}

TEST(PhoneForms, ADashMayBeAWordOrOfAnotherScript) {
  EXPECT_EQ(phones("212 dash 555 dash 0147"), "2125550147");
  EXPECT_EQ(phones("2one2 (dash) 5five5 0147"), "2125550147");
  EXPECT_EQ(phones("655 guion 201 guion 337", "ES"), "+34655201337");
  EXPECT_EQ(phones("07700ー900ー118"), "07700900118");
  EXPECT_EQ(phones("a dash of salt and 3 eggs"), "");
}

TEST(PhoneForms, DigitsMayStandForLettersOfANumberWord) {
  EXPECT_EQ(phones("s1x 0ne tw0 thr33 f0ur f1ve s1x s3v3n 3ight n1ne"), "6123456789");
  EXPECT_EQ(phones("t3n p3opl3 n33d h3lp"), "");
}

TEST(PhoneForms, APriceBeforeANumberTakesNothingFromIt) {
  EXPECT_EQ(phones("500元 138-1234-5678", "CN"), "+8613812345678");
  EXPECT_EQ(phones("500元 138-1234-5678"), "13812345678");
  EXPECT_EQ(phones("€ 12345678"), "");
}

TEST(PhoneForms, HundredsAreReadInPortuguese) {
  EXPECT_EQ(phones("nove um dois trezentos e quarenta e cinco seiscentos e setenta e oito", "PT"),
            "+351912345678");
}

TEST(PhoneDecoys, WhatIsNumberedOtherwiseIsNoPhone) {
  for (const std::string_view raw :
       {"EIN 12-3456789", "EIN: 12-3456789", "550e8400-e29b-41d4-a716-446655440000",
        "id 123e4567-e89b-12d3-a456-426614174000", "deadbeef-e29b-41d4-a716-446655440000",
        "lat -33.8688197 lng 151.2092955", "Lotto 04 12 23 34 45 49", "pages 100 101 102 103",
        "ISO 9001:2015 14001:2015", "NPI 1234567890", "Postcode SW1A 1AA 90210-1234",
        "客户号 1234567890", "เลขที่ใบอนุญาต 1234567890", "ліцензія № 1234567890",
        "Agencia de colocación nº 9900000123", "Anzeige-Nr. 1234567890", "Réf. annonce 1234567890",
        "№ объявления 1234567890", "Bill of lading 1234567890"}) {
    for (const std::string_view region : {"", "US", "ES", "FR", "DE", "CN", "RU", "GB"})
      EXPECT_EQ(phones(raw, region), "") << raw << " in " << region;
  }
  EXPECT_EQ(phones("ein Anruf 0151 64820917"), "015164820917");
}

TEST(PhoneDecoys, WhatAWordBesideItNamesIsWhatItIs) {
  for (const std::string_view raw :
       {"URN: 4012888888881881",
        "Unique reference number 4423 7123 9518 4267",
        "URN 7276-1125-6517-8800",
        "RERA permit number 7122334455",
        "RERA Permit No: 71223344556",
        "Permit Number: 0701234567",
        "Trakheesi 65123456789",
        "RERA ORN 12345678 BRN 56789123",
        "RERA permit: 0163754713",
        "driving licence number MORGA657054SM9IJ",
        "driving licence no MORGA 657054 SM9IJ",
        "DL no T849461865261",
        "DL no 624 435 133",
        "permis de conduire n\u00b0 123456789012",
        "DNI 12345678Z",
        "12345678Z",
        "20261128135605",
        "call 20261128135605",
        "202611281356",
        "20261128 135605",
        "IMG_20261128_135605",
        "20261128-135605 07",
        "\u0418\u041d\u041d 7707083893 \u041e\u0413\u0420\u041d 1027700132195",
        "\u0418\u041d\u041d/\u041e\u0413\u0420\u041d 7707083893/1027700132195",
        "\u0418\u041d\u041d/\u041e\u0413\u0420\u041d: 7707083893 / 1027700132195",
        "\u041e\u041e\u041e 7707083893 \u041e\u0413\u0420\u041d 1027700132195",
        "\u041e\u0413\u0420\u041d 1027700132195, 7707083893",
        "INN 7707083893 OGRN 1027700132195",
        "INN/OGRN 7707083893/1027700132195",
        "order number 4456789012",
        "PO number 5240237299",
        "bestelnummer 77693495792",
        "commande n\u00b0 447664624971",
        "tracking number 9400111899223100001234",
        "consignment no 4012345678",
        "AWB 4012345678",
        "Sendungsnummer 3099 9585 7423",
        "n\u00famero de seguimiento 77968487394",
        "parcel number 4012345678",
        "VAT no 123456789",
        "VAT GB123456789",
        "P.IVA 01234567890",
        "P. IVA IT01234567890",
        "TVA FR 12 345678901",
        "TVA intracom. FR12345678901",
        "NIP 123-456-78-90",
        "UTR 1234567890",
        "TRN 100123456700003",
        "TRN: 100 1234 5670 0003"}) {
    EXPECT_EQ(phones(raw), "") << raw;
  }
}

TEST(PhoneDecoys, NumbersOfFirmsAreNoPhones) {
  for (const std::string_view raw : {"NIP 525-000-07-17",
                                     "NIP: 5250000717, REGON 123456785",
                                     "REGON 123456785",
                                     "REGON: 12345678512347",
                                     "KRS 0000123456",
                                     "NIP 525-000-07-17 REGON 123456785 KRS 0000123456",
                                     "VAT BE 0798.122.119",
                                     "BE 0798.122.119",
                                     "BE0798.122.119",
                                     "BTW BE0798122119",
                                     "BTW BE 0798.122.119",
                                     "TVA BE 0798.122.119",
                                     "KBO 0798.122.119",
                                     "BCE: 0798.122.119",
                                     "ondernemingsnummer 0798.122.119",
                                     "CHE-123.456.789 MWST",
                                     "CHE-123.456.789",
                                     "CVR 12345678",
                                     "CVR-nr. 12345678",
                                     "Org.nr. 556677-8899",
                                     "orgnr 556677-8899",
                                     "Org. nr: 987 654 321",
                                     "IČO: 27074358",
                                     "DIČ CZ27074358",
                                     "CUI 12345678",
                                     "CUI RO12345678",

                                     "ЄДРПОУ 12345678",
                                     "ЕИК 123456789",
                                     "CRN 12345678",
                                     "Y-tunnus 1234567-8",
                                     "ATU12345678",
                                     "NL123456789B01"}) {
    for (const std::string_view region : {"", "PL", "BE", "GB", "SE", "DK", "CZ"})
      EXPECT_EQ(phones(raw, region), "") << raw << " in " << region;
  }
  EXPECT_EQ(phones("BTW inclusief, bel 0483 12 34 56", "BE"), "+32483123456");
  EXPECT_EQ(phones("Gent, BE 0483.12.34.56", "BE"), "+32483123456");
  EXPECT_EQ(phones("BE 0483 123 456", "BE"), "+32483123456");
  EXPECT_EQ(phones("anna.example.org 655 201 337"), "655201337");
}

TEST(PhoneDecoys, RowsThatRiseAndMomentsAreNoPhones) {
  for (const std::string_view raw :
       {"940/941", "07 940/941", "bus lines 25 73 205 390 476", "buses 25 73 205 390 476",
        "Linien 12 25 73 205 390", "2026 | 11 | 28 | 10 | 30", "2026 | 11 | 28 | 10 | 30 | 05",
        "2026-11-28-10-30", "2026_11_28_10_30_59", "2026 11 28 10 30", "28 | 11 | 2026 | 10 | 30",
        "28-11-2026-10-30"}) {
    for (const std::string_view region : {"", "GB", "PL", "ES"})
      EXPECT_EQ(phones(raw, region), "") << raw << " in " << region;
  }
  EXPECT_EQ(phones("2026 | 11 | 28 | 10 | 30 | 07481 227 940", "GB"), "+447481227940");
  EXPECT_EQ(phones("tel 20 26 11 28 10 30"), "202611281030");
}

TEST(PhoneDecoys, AReferenceToACharacterThatCannotBeIsNone) {
  for (const std::string_view raw : {"&#9999999999;", "&#655201337;", "a &#9999999999; b",
                                     "1 &#9999999999; 2", "&#x99999999;"}) {
    EXPECT_EQ(phones(raw), "") << raw;
    EXPECT_EQ(phones(raw, "GB"), "") << raw;
  }
  EXPECT_EQ(phones("&#9999999999; 07481 227 940"), "07481227940");
}

TEST(PhoneForms, AnAddressOfATelephoneMayBeWrittenInPercents) {
  for (const std::string_view raw :
       {"tel:07481%20227940", "call tel:07481%20227%20940 now", "sms:07481%20227940?body=hi",
        "<a href=\"tel:07481%20227940\">call</a>", "tel:%2B44%207481%20227940",
        "TEL:+44%20%280%29%207481%2D227940", "callto:+44%207481%20227%20940"}) {
    EXPECT_EQ(phones(raw, "GB"), "+447481227940") << raw;
  }
  EXPECT_EQ(phones("tel:07481%20227940, tel:07700%20900118", "GB"), "+447481227940; +447700900118");
  EXPECT_EQ(phones("tel:07481%20227940. Hi", "GB"), "+447481227940");
  EXPECT_EQ(phones("hotel:50%20 off"), "");
  EXPECT_EQ(phones("tel:50%"), "");
}

TEST(PhoneDecoys, AWordThatNamesSomethingElseTakesNoNumber) {
  for (const std::string_view raw :
       {"work permit 07481 227 940", "Visa and permit. 07481227940",
        "no permit needed, 07481 227 940", "RERA agent Anna 07481 227 940",
        "order now 07481 227 940", "parcel delivery 07481 227 940", "shipment 07481227940",
        "in any case 07481 227 940", "ticket 07481227940", "tracking service, call 07481 227 940",
        "VAT included. Call 07481 227 940", "driving licence needed, 07481 227 940",
        "permis B, 07481 227 940", "prix TVA incluse 07481 227 940",
        "posted 2026-11-28 07481 227 940", "07481 227 940 20261128135605", "INN 07481 227 940"})
    EXPECT_EQ(phones(raw), "07481227940") << raw;
  for (const std::string_view raw : {"150 + IVA 655 201 337", "IVA incluido 655201337",
                                     "carnet B 655201337", "permiso de trabajo 655201337"})
    EXPECT_EQ(phones(raw), "655201337") << raw;
  EXPECT_EQ(phones("permis B, 06 83 47 19 52"), "0683471952");
  EXPECT_EQ(phones("+201012251230"), "+201012251230");
  EXPECT_EQ(phones("\u0442\u0435\u043b 84951234567 \u041e\u0413\u0420\u041d 1027700132195"),
            "84951234567");
  EXPECT_EQ(phones("Offre - Nº: (04) 65 71 82 64"), "0465718264");
}

// Who asks for the word before each of a million numbers must not go back to the text's beginning.
TEST(WordBefore, IsNeverSoughtFurtherBackThanIsSaid) {
  constexpr std::string_view kPieces[] = {"1", "12 ", "-", "one", " ",       "\n",
                                          "(", "字",  "é", "７",  "a\u0301", "weltumspannend"};
  std::mt19937 random(5);
  for (int round = 0; round < 2'000; ++round) {
    std::string raw;
    while (raw.size() < 400) raw += kPieces[random() % std::size(kPieces)];
    for (std::size_t at = 0; at <= raw.size(); ++at) {
      const auto word = internal::read_word_before(raw, at);
      ASSERT_LE(word.end, at);
      ASSERT_LE(at - word.end, internal::kFurthestBack) << raw;
    }
  }
}

TEST(PhoneTails, ADigitThatTheLengthOfTheNumberHasNoRoomForIsNoPartOfIt) {
  for (const char* behind : {"", " 2 bed flat", " 2 rooms", " 1 bed", " 3 chambres", " 2"}) {
    EXPECT_EQ(phones(std::string("+44 7700 900118").append(behind)), "+447700900118") << behind;
    EXPECT_EQ(phones(std::string("Call 0044 7700 900118").append(behind), "GB"), "+447700900118");
    EXPECT_EQ(phones(std::string("+33 6 39 98 12 34").append(behind)), "+33639981234") << behind;
    EXPECT_EQ(phones(std::string("+34 655 201 337").append(behind)), "+34655201337") << behind;
  }
  EXPECT_EQ(phones("+44 7700 90011 8"), "+447700900118");
  EXPECT_EQ(phones("+34 655 201 33 7 chicas"), "+34655201337");
  EXPECT_EQ(phones("+ 4 4 7 7 0 0 9 0 0 1 1 8 call"), "+447700900118");
  EXPECT_EQ(phones("+49 151 6482091 7"), "+4915164820917");
}

TEST(PhoneTails, ABritishDistrictIsNoPartOfANumber) {
  for (const std::string_view district : {"LS6", "BS5", "SE1", "E17", "B1"}) {
    for (const std::string_view number : {"07548 613 092", "07548613092", "07548 613092"}) {
      const std::string raw = std::string("Call ").append(number).append(" ").append(district);
      EXPECT_EQ(phones(raw), "07548613092") << raw;
      EXPECT_EQ(phones(raw, "GB"), "+447548613092") << raw;
    }
  }
}

TEST(PhoneTails, ThePointsOfAListAreNoPartOfItsNumbers) {
  for (const Written& one : kWritten) {
    if (one.surface.find("0 7 4") == 0) continue;  // "2) 0 7": who numbers digits?
    for (const std::string_view point : {")", ".", "-"}) {
      std::string raw;
      for (const char number : {'1', '2', '3'})
        ((raw += number).append(point) += ' ').append(one.surface) += number == '1' ? '\n' : ' ';
      const std::string home(one.at_home), e164(one.e164);
      EXPECT_EQ(phones(raw), home + "; " + home + "; " + home) << raw;
      EXPECT_EQ(phones(raw, one.region), e164 + "; " + e164 + "; " + e164) << raw;
    }
    const std::string raw = std::string(one.surface) + " 2) ask for Anna";
    EXPECT_EQ(phones(raw, one.region), one.e164) << raw;
  }
  EXPECT_EQ(phones("Contacts: 1) 0151 64820917 2) 0151 64820918"), "015164820917; 015164820918");
  EXPECT_EQ(phones("Call 1) +44 7700 900118 2) +44 7700 900119"), "+447700900118; +447700900119");
  EXPECT_EQ(phones("(1) 655 201 337 (2) 655 201 338"), "655201337; 655201338");
  // A bracket that closes what another opened.
  EXPECT_EQ(phones("(call 212 902 443 1)"), "2129024431");
  EXPECT_EQ(phones("(655 201 33 7)", "ES"), "+34655201337");
}

}  // namespace
}  // namespace lodestar::text
