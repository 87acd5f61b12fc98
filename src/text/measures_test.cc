// SPDX-License-Identifier: Apache-2.0
// Heights, weights, sizes, goods and rows of small numbers, which are no telephone numbers.
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "text/identifiers.h"
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
// None by itself, and no part of the number that somebody may be called at.
void expect_none(std::initializer_list<std::string_view> texts) {
  for (const std::string_view raw : texts) {
    for (const std::string_view region : {"", "GB", "US", "ES", "DE"})
      EXPECT_EQ(phones(raw, region), "") << raw << " in " << region;
    EXPECT_EQ(phones(std::string(raw) + ". Ask on 07481 227 940", "GB"), "+447481227940") << raw;
  }
}

TEST(Measures, OfABodyAreNoDigitsInDisguise) {
  expect_none({"5'7 120lbs",
               "5'2 105lbs green eyes",
               "5'10 150lbs fit",
               "5'7\" 120lbs",
               "5\u20197 120lbs",
               "5ft7 120lbs",
               "130lbs 5'7",
               "6'1 180lbs",
               "120LBS 34DDD 22",
               "Hi I'm Mia, 5'4 115lbs, 34D",
               "Height 5'7 120lbs 34C-26-36",
               "34DD-26-38",
               "size 36DD 5'6 125lbs",
               "Age 22yo 5ft4 34DD-26-38",
               "36B 24 36, 105lbs",
               "105lbs 5ft2 34b",
               "5'3 118lb 32EE 24 35",
               "12oz 16oz 20oz",
               "36GG 28 38 5'9 150LB",
               "10lbs 20lbs 30lbs dumbbells",
               "70B 75DD 80AA 85E"});
}

TEST(Measures, OfGoodsAreNoDigitsInDisguise) {
  expect_none({"16GB 512GB", "16GB/512GB", "8GB 256GB", "8GB+256GB", "iPhone 13 128GB 6.1in",
               "Samsung Galaxy S21 5G 128GB", "Dell XPS 9510 i9 32GB 1TB", "PC 16GB 1TB 6GB GPU",
               "RTX3060 12GB i7 10700 16GB 512GB", "8GB 512GB 15.6 1080p 60Hz", "TV 55in 120Hz 4K",
               "Laptop i7 16GB 512GB SSD", "16 GB 512 GB 6 TB", "3BD 2BA 1250 4500", "2TB 4TB 8TB",
               "500AED 750AED 900AED", "150lei 250lei 300lei"});
}

TEST(Measures, WhatIsCountedTwiceOrBesideAMeasureIsNoNumber) {
  expect_none({"512GB 9000TL", "256GB 15000TL", "9000TL 512GB", "1TB 2TB 35000TL",
               "iPhone 14 256GB 35000TL", "50Go 100Go", "Forfait 50Go 100Go 200Go", "5Go/10Go/20Go",
               "15.000TL 256GB", "15.000TL-20.000TL", "25000-30000TL", "128Go 8Go", "10GbE 25GbE",
               "10Gig 500Gig", "100ILS 200ILS", "1500BS 2000BS"});
  EXPECT_EQ(phones("iPhone 14 256GB 35000TL 0532 123 45 67", "TR"), "+905321234567");
}

TEST(Measures, AUnitGluedToAWholeNumberIsNoPartOfIt) {
  EXPECT_EQ(phones("310-555-0216GB"), "3105550216");
  EXPECT_EQ(phones("310-555-0216GB", "US"), "+13105550216");
}

TEST(Measures, LettersInSeveralPlacesAreDigitsAllTheSame) {
  const auto expect = [](std::string_view raw, std::string_view number) {
    EXPECT_EQ(phones(raw), number) << raw;
  };
  expect("call 6S5 2O1 3GB", "655201368");
  expect("O7 4B1 22 79 4O", "07481227940");
  expect("+34-6S5-2O1-337", "+34655201337");
  expect("call 2OO 555 OlGB", "2005550168");
  expect("+33 5 36 49 97 Zl", "+33536499721");
  expect("+33 5 36 49 Zl 44", "+33536492144");
  expect("+33 5 36 49 97GB", "+33536499768");
  expect("01 99 Oo 14 oZ", "0199001402");
  expect("call 212 555 01GB", "2125550168");
  expect("01 99 00 14 OZ", "0199001402");
  expect("call 20OO 55OO 12", "2000550012");
  expect("06SO 12SO 55", "0650125055");
  expect("6SS 2SS 13E", "655255133");
  expect("34DD 655 201 337", "655201337");
  expect("128GB iPhone 07481 227 940", "07481227940");
}

TEST(Measures, RowsOfSmallNumbersAreNoNumber) {
  expect_none({"Sizes S 8 10 12 14 16 18", "Sizes 8 10 12 14 16 18", "House nos 12-15, 18-20, 22",
               "Bus 101 205 309", "Bus 101 205 309 stop 4411", "Buses 101, 205, 309",
               "Routes 101 205 309 412", "Rooms 101 205 309", "Houses 4-9, 12-17, 21",
               "EU 36 37 38 39 40 41", "Flats 101-105, 201-205, 301"});
  EXPECT_EQ(phones("06 12 24 36 48", "FR"), "+33612243648");
  EXPECT_EQ(phones("room 612 734 851", "ES"), "+34612734851");
  EXPECT_EQ(phones("Rooms: 612 734 851", "ES"), "+34612734851");
  EXPECT_EQ(phones("Sizes S M L, call 101 205 3090"), "1012053090");
}

TEST(Measures, RowsAreNamedInManyLanguages) {
  expect_none({"Bus 101.205.309",
               "Buses: 101.205.309",
               "Bus no. 101 205 309",
               "odalar 101 205 309",
               "otobüs 101 205 309",
               "hatlar 101 205 309",
               "autobuzele 101 205 309",
               "camerele 101 205 309",
               "liniile 101 205 309",
               "kamers 101 102 103",
               "buslijnen 101 205 309",
               "bussen 101 205 309",
               "Zimmer 101 205 309",
               "Buslinien 101 205 309",
               "Wohnungen 201 305 309",
               "stanze 101 205 309",
               "linee 201 205 309",
               "pokoje 101 205 309",
               "tramwaje 201 205 309",
               "quartos 101 205 309",
               "ônibus 201 205 309",
               "chambres 101 205 309",
               "lignes de bus 101 205 309",
               "маршрутки 101 205 309",
               "Автобусы №101 205 309",
               "комнаты 201 205 309",
               "habitaciones n° 101 205 309",
               "101 205 309",
               "101 205 309 410",
               "buses 309 205 101",
               "rooms 1201 1305 1409"});
  EXPECT_EQ(phones("Rooms 501 505 512"), "");
}

TEST(Measures, BehindAWordForRowsANumberOfTheRegionIsOne) {
  EXPECT_EQ(phones("Pokój 512 634 789"), "512634789");
  EXPECT_EQ(phones("Pokój 512 634 789", "PL"), "+48512634789");
  EXPECT_EQ(phones("Quartos 213 456 789", "PT"), "+351213456789");
  EXPECT_EQ(phones("Piso 655.701.809", "ES"), "+34655701809");
  EXPECT_EQ(phones("121 205 309", "PL"), "+48121205309");
  EXPECT_EQ(phones("Lisboa 213 456 789"), "213456789");
  EXPECT_EQ(phones("tel 101 205 309"), "101205309");
  EXPECT_EQ(phones("Zimmer 12 24 35 0151 64820917"), "015164820917");
  EXPECT_EQ(phones("Bus 101.310.555.0218", "US"), "+13105550218");
}

TEST(Measures, ANumberBehindARowIsReadByItself) {
  const auto expect = [](std::string_view raw, std::string_view region, std::string_view number) {
    EXPECT_EQ(phones(raw, region), number) << raw;
  };
  expect("near bus 10, 310-555-0214", "US", "+13105550214");
  expect("Bus 10. 310 555 0218", "US", "+13105550218");
  expect("Bus 10: 310 555 0218", "US", "+13105550218");
  expect("Bus 10\n310 555 0218", "US", "+13105550218");
  expect("Bus 10 (310) 555-0216", "US", "+13105550216");
  expect("Bus 10 310-555-0216", "US", "+13105550216");
  expect("Bus 101 - 310 555 0223", "US", "+13105550223");
  expect("Sizes 8 10 12, 310-555-0220", "US", "+13105550220");
  expect("Sizes 8-12, 14-18, 310-555-0220", "US", "+13105550220");
  expect("Sizes 36-38-40, 310-555-0220", "US", "+13105550220");
  expect("Bus 101 310 555 0216", "US", "+13105550216");
  expect("Buses 101, 205, 309, 310.555.0216", "US", "+13105550216");
  expect("Buses 101/205/309 310-555-0216", "US", "+13105550216");
  expect("Rooms 201, 202 - 212 555 0831", "US", "+12125550831");
  expect("Rooms 201, 202, 203 - 312 555 0831", "US", "+13125550831");
  expect("Buses 101, 205, 309. 410 555 0831", "US", "+14105550831");
  expect("Buses 101 205 309\n410 555 0831", "US", "+14105550831");
  expect("Buses 101, 205, 309 (410) 555-0831", "US", "+14105550831");
  expect("Houses 4-9, 12-17, 21, 310-555-0220", "US", "+13105550220");
  expect("líneas 12, 24, 35, 655 701 804", "ES", "+34655701804");
  expect("líneas 12 24 35 655 701 804", "ES", "+34655701804");
  expect("Metro 12, 24, 35. 655 701 809", "ES", "+34655701809");
  expect("Metro 124, 224, 655 701 809", "ES", "+34655701809");
  expect("Linien 101 205 309 030 1234567", "DE", "+49301234567");
  expect("lignes 12, 24, 35, 06 12 24 36 48", "FR", "+33612243648");
  expect_none({"Buses 12, 24, 101", "Buses 25, 73, 205, 390, 476"});
}

}  // namespace
}  // namespace lodestar::text
