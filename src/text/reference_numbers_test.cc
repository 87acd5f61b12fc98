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

TEST(ReferenceNumbers, BehindAWordForATelephoneTheSignStandsForANumber) {
  for (const auto* raw : {"cell# 702 345 8816", "phone# 702-345-8816", "cell #702-345-8816",
                          "Call or text # 702-345-8816", "WhatsApp #702 345 8816",
                          "Call me #7023458816", "ph# 702 345 8816"})
    EXPECT_EQ(values(raw, "US"), "+17023458816") << raw;
  EXPECT_EQ(values("tel# 07548 613092", "GB"), "+447548613092");
  EXPECT_EQ(values("tel# 07548 613092"), "07548613092");
  for (const auto* raw : {"Invoice #2023-000456789", "Order # 702-345-8816", "order# 7023458816",
                          "#702-345-8816", "Call about order #7023458816", "call. # 702-345-8816"})
    for (const auto* region : {"", "US"}) EXPECT_EQ(values(raw, region), "") << raw;
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

TEST(ReferenceNumbers, NumbersOfIdentityTaxesAndRegistersAreNotRung) {
  for (const auto* raw : {"T.C. Kimlik No: 12345678950",
                          "TC kimlik numarası 10000000146",
                          "TC no 10000000146",
                          "Vergi No 1234567890",
                          "VKN 5321234567",
                          "pasaport no 5321234567",
                          "Ticaret sicil no 5321234567",
                          "CNP 1960523410012",
                          "Nr. Reg. Com. J40/12345/2005",
                          "BSN: 612345678",
                          "burgerservicenummer 612345678",
                          "Rijksregisternummer 85.07.30-033.28",
                          "DBS certificate 001234567890",
                          "Enhanced DBS certificate no. 001712345678",
                          "RG 12.345.678-9",
                          "RG: 123456789",
                          "CUIT 20-30123456-5",
                          "Contribuinte nº 912345678",
                          "cédula nº 1012345678",
                          "número de identidad 612345678",
                          "carte d'identité n° 0612345678",
                          "numéro fiscal 0612345678901",
                          "numéro de sécurité sociale 1 85 05 78 006 084 36",
                          "carta d'identità 3331234567",
                          "identity card 2125550147",
                          "social security no 2125550147",
                          "national insurance number 12345678",
                          "Iqama no 2123456789",
                          "Steueridentifikationsnummer 12345678911",
                          "Sozialversicherungsnummer 65170839",
                          "IdNr 12345678911",
                          "Ausweisnummer 1523456789",
                          "personnummer 850505-1234",
                          "идентификационный номер 9123456789",
                          "налоговый номер 9123456789",
                          "РНОКПП 3123456789",
                          "ЕГН 7523169263",
                          "rodné číslo 7103192745",
                          "isikukood 38505051234",
                          "ΑΜΚΑ 05058512345",
                          "ת.ז. 123456782"})
    for (const auto* region : {"", "TR", "RO", "NL", "GB", "BR", "ES", "FR", "DE", "RU"})
      EXPECT_EQ(values(raw, region), "") << raw << " in " << region;
}

TEST(ReferenceNumbers, AWordForATelephoneIsNoneForARegister) {
  for (const auto* raw :
       {"Handynummer 0151 64820917", "Rückrufnummer 0151 64820917", "Privatnr. 0151 64820917",
        "Steuerberater 0151 64820917", "Fiscal 0151 64820917", "Servicenummer: 0151 64820917"})
    EXPECT_EQ(values(raw, "DE"), "+4915164820917") << raw;
  EXPECT_EQ(values("Hotelnummer 0221 1234567", "DE"), "+492211234567");
  EXPECT_EQ(values("Hausnummer 12, 0151 64820917", "DE"), "+4915164820917");
  EXPECT_EQ(values("avec pièce d'identité 06 83 47 19 52", "FR"), "+33683471952");
  EXPECT_EQ(values("Met BSN 06 12345678", "NL"), "+31612345678");
  EXPECT_EQ(values("cédula de habitabilidad 655201337", "ES"), "+34655201337");
  EXPECT_EQ(values("com RG 11 98765-0020"), "11987650020");
  EXPECT_EQ(values("ehliyet 0532 123 45 67", "TR"), "+905321234567");
  EXPECT_EQ(values("telefoonnummer 06 12345678", "NL"), "+31612345678");
  EXPECT_EQ(values("telefon numarası 0532 123 45 67", "TR"), "+905321234567");
  EXPECT_EQ(values("Security jobs, number 07481227940"), "07481227940");
  EXPECT_EQ(values("identical twins 07481 227 940"), "07481227940");
  EXPECT_EQ(values("CNP 2850101221144, telefon 0721 234 567", "RO"), "+40721234567");
}

TEST(ReferenceNumbers, ANumberToRingIsFoundBesideThem) {
  EXPECT_EQ(values("IMO 07481 227 940"), "07481227940");
  EXPECT_EQ(values("Контакт: Оксана, 08/7010/2032"), "0870102032");
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

TEST(ReferenceNumbers, RegistersInCapitalsAndCitizensAreNotRung) {
  for (const auto* raw :
       {"C.F. 01234567890", "C.F. 655201337", "TIN 123456789", "TIN: 9123456780", "NIT 900123456",
        "NIT 900.123.456-7", "RUT 12.345.678-5", "C.C. 1020304050", "cédula 1020304050"})
    for (const auto* region : {"", "IT", "US", "CO", "ES"})
      EXPECT_EQ(values(raw, region), "") << raw << " in " << region;
  EXPECT_EQ(values("tel. 655201337 C.F. 655201338"), "655201337");
  EXPECT_EQ(values("tota la nit 655201337"), "655201337");  // a night, in Catalan
  EXPECT_EQ(values("MARTIN 655201337"), "655201337");
  EXPECT_EQ(values("cédula +57 300 123 4567"), "+573001234567");
}

TEST(ReferenceNumbers, ACardOfACitizenIsNotRung) {
  for (const auto* raw : {"cédula de ciudadanía 1.023.456.789",
                          "Cédula de ciudadanía No. 1.023.456.789 de Bogotá",
                          "cédula de ciudadanía 1023456789",
                          "cédula de extranjería 345678901",
                          "documento 1.023.456.789",
                          "NUIP 1023456789",
                          "T.I. 1.023.456.789",
                          "DPI 1234567890101",
                          "INE 1234567890123",
                          "PIS 123.45678.90-1",
                          "CURP GODE561231HDFRRN09",
                          "CPF 123.456.789-09",
                          "DNI 12345678Z",
                          "NIE X1234567L",
                          "Aadhaar 1234 5678 9012",
                          "PAN ABCDE1234F",
                          "título de eleitor 1234 5678 9012",
                          "cartão de cidadão 12345678 9 ZZ4",
                          "NRIC S1234567D",
                          "Personalausweis T220001293"})
    for (const auto* region : {"", "CO", "ES", "FR", "BR", "MX", "IN"})
      EXPECT_EQ(values(raw, region), "") << raw << " in " << region;
  EXPECT_EQ(values("cédula de ciudadanía, tel 300 123 4567", "CO"), "+573001234567");
  EXPECT_EQ(values("trámites de ciudadanía 300 123 4567", "CO"), "+573001234567");
  EXPECT_EQ(values("Loja do Cidadão 210 489 012", "PT"), "+351210489012");
  EXPECT_EQ(values("pago com cartão 912 345 678", "PT"), "+351912345678");
  EXPECT_EQ(values("tel 1.202.555.0147"), "12025550147");
}

TEST(ReferenceNumbers, APostcodeOfAmericaIsAMobileInBrazil) {
  for (const auto* raw : {"Moro na Vila. 98765-0020 ou venha", "98765-0020", "Ana 98765-0020 ou 3"})
    EXPECT_EQ(values(raw, "BR"), "+55987650020") << raw;
  EXPECT_EQ(values("98765-0020 ou 98765-0031", "BR"), "+55987650020; +55987650031");
  for (const auto* region : {"", "US"}) EXPECT_EQ(values("Austin 98765-0020 or", region), "");
  EXPECT_EQ(values("Austin 78701-0020", "BR"), "");
}

TEST(ReferenceNumbers, ATurkishTelephoneBehindTcIsNoCitizen) {
  EXPECT_EQ(values("TC 0532 123 45 67", "TR"), "+905321234567");
  EXPECT_EQ(values("TC 10000000146", "TR"), "");
  EXPECT_EQ(values("Meine Traumnummer 01511 2345678", "DE"), "+4915112345678");
}

TEST(ReferenceNumbers, AnAgeInBracketsIsNoArea) {
  EXPECT_EQ(values("Elena (25) 655201337"), "655201337");
  EXPECT_EQ(values("Elena (22) 655201337", "ES"), "+34655201337");
  EXPECT_EQ(values("(34) 655201337"), "34655201337");
  EXPECT_EQ(values("(22) 987650020", "BR"), "+5522987650020");
}

TEST(SecondNumbers, ASlashGivesTheLastDigits) {
  EXPECT_EQ(values("Ring 07700 900118/119", "GB"), "+447700900118; +447700900119");
  EXPECT_EQ(values("tel 01632 960118/119/120"), "01632960118; 01632960119; 01632960120");
  EXPECT_EQ(values("655201337/338", "ES"), "+34655201337; +34655201338");
  for (const auto* raw : {"07700 900118/24h", "07700 900118/25 years", "07700 900118/150",
                          "07700 900118/117", "07700 900118 / 119"})
    EXPECT_EQ(values(raw, "GB"), "+447700900118") << raw;
}

TEST(SecondNumbers, WhatIsSaidOfTheFirstIsSaidOfItsLike) {
  EXPECT_EQ(values("Zap 98765-0020 ou 98765-0021"), "987650020; 987650021");
  EXPECT_EQ(values("Ligue: 98765-0020 / 98765-0021"), "987650020; 987650021");
  EXPECT_EQ(values("ref 987654321 or 987654322"), "");
  EXPECT_EQ(values("ref 98765 or 655201337"), "655201337");
}

}  // namespace
}  // namespace lodestar::text
