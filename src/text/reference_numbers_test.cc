// SPDX-License-Identifier: Apache-2.0
// Numbers of offers, accounts, registers, psalms and lotteries are no telephone numbers.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/identifiers.h"
#include "text/numbering_plan.h"

namespace lodestar::text {
namespace {

std::string values(std::string_view raw, std::string_view region = {}) {
  std::vector<Identifier> found;
  IdentifierFinder(built_in_numbering_plan()).find(raw, {.region = region}, found);
  std::string text;
  for (const Identifier& one : found) text += (text.empty() ? "" : "; ") + one.value;
  return text;
}

TEST(ReferenceNumbers, WhatIsNumberedIsNotRung) {
  for (const auto* raw :
       {"Anzeigennummer 2245678901", "Anzeigennummer: 2245678901", "Nº anuncio: 7745678901",
        "N° annonce 7745678901", "Номер объявления 7745678901", "Art.-Nr. 4711 0815 22",
        "Artikelnummer 4711 0815 22", "Konto 532013000", "Kontonummer 532013000",
        "RCS Paris B 552 120 222", "RCS Lyon 552 120 222", "Rechnung 2026-0304-112",
        "Invoice 2026-0304-112", "Aadhaar 2345 6789 0123", "Psalm 119:105-112 119:130",
        "3 11 19 27 38 45", "3 11 19 27 38 45\n2 9 17 28 33 41\n7 12 23 31 40 49",
        "Lotto 3 11 19 27 38 45 and 7 12 23 31 40 49", "Codice annuncio 7745678901"})
    for (const auto* region : {"", "DE", "FR"}) EXPECT_EQ(values(raw, region), "") << raw;
}

TEST(ReferenceNumbers, ALicenceIsNoNumberInDisguise) {
  for (const auto* raw :
       {"GLAA licensed GLAA0117", "Licensed LIBE0017", "GLAA0117",
        "GLAA licensed GLAA01117. Call us", "GLAA licence SOME0011", "Lizenz LIBE0017",
        "registered SOGI 0017 and LISO 0018", "EORI GB123456789000", "licence GLAA 0117 LIBE0017"})
    EXPECT_EQ(values(raw), "") << raw;
}

TEST(ReferenceNumbers, ShipsArticlesAndCertificatesAreNotRung) {
  for (const auto* raw : {"IMO9074729", "IMO 9074729", "Crew wanted, ship IMO: 9074729",
                          "IMO No. 9074729", "IMO number 9074729, flag of Malta", "Art. DE0098712",
                          "DE0098712", "SE0098712", "CQC 1-101670983", "CQC: 1-101670983"})
    for (const auto* region : {"", "DE", "GR"}) EXPECT_EQ(values(raw, region), "") << raw;
}

TEST(ReferenceNumbers, TaxNumbersOfTheBalkansAreNotRung) {
  for (const auto* raw : {"OIB 12345678903", "OIB: 12345678903", "PIB 101670983", "PIB: 02016709",
                          "ΑΦΜ 094014201", "ΑΦΜ: 094014201", "Α.Φ.Μ. 094014201", "αφμ 094014201"})
    for (const auto* region : {"", "HR", "RS", "GR"}) EXPECT_EQ(values(raw, region), "") << raw;
}

TEST(ReferenceNumbers, ANumberToRingIsFoundBesideThem) {
  EXPECT_EQ(values("IMO 07481 227 940"), "07481227940");
  EXPECT_EQ(values("imo: 9074728"), "9074728");  // the last digit is not that of a ship
  EXPECT_EQ(values("IMO 9074729, crew agent 07481 227 940"), "07481227940");
  EXPECT_EQ(values("PIB 101670983 tel 0641234567"), "0641234567");
  EXPECT_EQ(values("OIB 12345678903, tel. 091 234 5678"), "0912345678");
  EXPECT_EQ(values("ΑΦΜ 094014201, τηλ. 694 123 4567"), "6941234567");
  EXPECT_EQ(values("Art. DE0098712, tel 0151 64820917"), "015164820917");
  EXPECT_EQ(values("street art. 07481 227 940"), "07481227940");
  EXPECT_EQ(values("Anzeigennummer 2245678901, Tel 0151 64820917"), "015164820917");
  EXPECT_EQ(values("GLAA licensed GLAA0117, call 07481 227 940"), "07481227940");
  EXPECT_EQ(values("Объявление. Номер: 89125831742"), "89125831742");
  EXPECT_EQ(values("RCS Paris B 552 120 222, tél. 06 83 47 19 52"), "0683471952");
  EXPECT_EQ(values("OI 99 OO 63 ol"), "0199006301");
  EXPECT_EQ(values("Lola O6 83 47 l9 52"), "0683471952");
}

}  // namespace
}  // namespace lodestar::text
