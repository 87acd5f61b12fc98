// SPDX-License-Identifier: Apache-2.0
// Who teaches, cares, carries papers, picks fruit or guards a gate says much that an organiser
// says too: a price for half an hour, who may not go out alone, what is kept, what is paid before.
// Beside many names on one contact it makes no lead, and what binds still does. All of it is
// invented.
#include <gtest/gtest.h>

#include <string_view>

#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

class WhoHasAnOrdinaryTrade : public testing::TestWithParam<std::string_view> {};
TEST_P(WhoHasAnOrdinaryTrade, IsNoLead) {
  const auto leads = leads_asked_for(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}

INSTANTIATE_TEST_SUITE_P(
    English, WhoHasAnOrdinaryTrade,
    testing::Values(
        "Nanny wanted in {t}. The children may not leave the house alone. Call {n}.",
        "Care assistant job in {t}: our resident cannot go out alone. Ask for {n}.",
        "Courier wanted in {t}: documents are kept dry in the bag. Call {n}.",
        "Swimming lessons {t}: {n}, 23. Half hour 12, full hour 20. She speaks Polish.",
        "Guitar teacher {n}, 26, {t}. 30 mins 15, hour 28. Her rates drop for blocks.",
        "Rowing boats {t}. Half hour 8, hour 14. Our ladies at the kiosk help. Ask for {n}.",
        "Travel companion for seniors, {t}: {n}, 50. We have kind ladies. Her price covers meals.",
        "Phone shop staff in {t}: explain penalty for leaving a contract early to customers. Call "
        "{n}.",
        "Travel agency job in {t}: refunds of flight and visa fees, customers pay deposit to hold "
        "a place. Ask for {n}.",
        "Lorry driver in {t}: keep delivery papers in the cab, the driver keeps the documents dry. "
        "Call {n}.",
        "Prison kitchen cook in {t}. Phones are handed in at the gate. Call {n}.",
        "Carer in {t} for an old man who must not go out alone. Call {n}.",
        "Accounts clerk in {t} to pay agency fees and visa fees for our staff. Call {n}.",
        "Piano lessons in {t} with {n}, 24. Half hour 15, hour 25. She speaks French and is "
        "available at weekends.",
        "Kayak hire in {t}. Half hour 10, hour 18. Our models are sit-on-top. Ask for {n}.",
        "Companions for the elderly in {t}: choose one of our companions for tea and walks. {n}, "
        "52.",
        "Companionship visits for lonely pensioners in {t}. {n}, 34, reads aloud. Her rates are "
        "fair. DBS checked.",
        "Ford Escort parts in {t}, our models from 1990 to 1999. Call {n}.",
        "Dog walking, discreet and punctual, in {t}. Half an hour 8, hour 14. Call {n}, our girls "
        "love dogs.",
        "Guitar teacher {n}, 26, {t}. Half hour 18, hour 30. She also teaches theory.",
        "Boat hire {t}. Half hour 8, hour 14. {n}, 21, is at the jetty and the manager answers.",
        "Apartments by the night in {t}. Our girls clean daily, {n} answers, any time day or "
        "night.",
        "Teaching assistant job in {t}: the pupils may not leave the site alone. Ask for {n}.",
        "Delivery jobs in {t}: customers' documents are kept in the cab. Call {n}.",
        "Travel agency job in {t}: customers pay a deposit before departure. Ask for {n}."));

INSTANTIATE_TEST_SUITE_P(
    Spanish, WhoHasAnOrdinaryTrade,
    testing::Values(
        "Cuidadora en {t}: el abuelo no puede salir solo de casa. Pregunta por {n}.",
        "Mensajero en {t} para entregar pasaportes y visados a clientes. Pregunta por {n}.",
        "Patinaje en {t}: media hora 6, hora 10. Ella atiende la caja, {n}, 20 años.",
        "Prisión busca cocinero en {t}: los móviles se entregan en la puerta. Pregunta por {n}.",
        "Dependienta en {t}: sueldo fijo más comisión, se paga la comisión cada mes. Pregunta por "
        "{n}.",
        "Archivero en {t}: guardar documentos y pasaportes de clientes del hotel. Pregunta por "
        "{n}.",
        "Niñera en {t}: los niños no pueden salir solos de casa. Pregunta por {n}.",
        "Trabajo de verano en {t}: se paga la cuota del gimnasio. Pregunta por {n}.",
        "Clases de piano en {t} con {n}, 24 años. Media hora 12, una hora 20. Ella atiende en su "
        "estudio.",
        "Paseos a caballo en {t}: media hora 15, hora 25. Nuestras chicas son mansas. {n}, 22 "
        "años.",
        "Acompañante de mayores en {t}: {n}, 45 años. Ella ofrece paseos y lectura. Referencias.",
        "Acompañantes para personas con discapacidad en {t}. Tenemos acompañantes titulados. "
        "Pregunta por {n}.",
        "Vendedora en {t}: se busca, sueldo y comisión, se paga la comisión por ventas. Pregunta "
        "por {n}.",
        "Agencia de viajes en {t} contrata: los clientes pagan el depósito antes de salir. "
        "Pregunta por {n}."));

INSTANTIATE_TEST_SUITE_P(
    French, WhoHasAnOrdinaryTrade,
    testing::Values(
        "Livreur à {t}, trabail de nuit, remettre documents et colis. Demandez {n}.",
        "Soutien scolaire à {t}: {n}, 22 ans. Demi-heure 10, heure 18. Elle propose aussi le "
        "latin.",
        "Cuisinier en prison à {t}: téléphones interdits à l'entrée. Demandez {n}.",
        "Agence de voyages recrute à {t}: les clients versent un acompte avant le départ. Demandez "
        "{n}.",
        "Coursier à {t} pour remettre des documents aux clients. Demandez {n}.",
        "Portail fermé à clé la nuit, gardien demandé à {t}. Demandez {n}.",
        "Cours de piano à {t} avec {n}, 24 ans. Demi-heure 12, heure 20. Elle reçoit chez elle.",
        "Balades à poney {t}: demi-heure 15, heure 25, nos filles sont douces. {n}, 22 ans.",
        "Aide à domicile recherchée à {t}: la vieille dame ne doit pas sortir seule de la maison. "
        "Demandez {n}."));

INSTANTIATE_TEST_SUITE_P(
    Russian, WhoHasAnOrdinaryTrade,
    testing::Values(
        "Волонтёры, {t}: сбор вещей до начала зимы, работа склада. Спросите {n}.",
        "Сиделка, {t}: бабушке нельзя выходить одной. Спросите {n}.",
        "Требуются курьеры, {t}: забирать и доставлять документы. Спросите {n}.",
        "Работа в МФЦ, {t}: приём, документы хранятся в архиве. Спросите {n}.",
        "Катание на лошадях, {t}: полчаса 600, час 1000. Она принимает детей, {n}, 23 года.",
        "Турагентство, {t}, ищем менеджера: клиенты вносят предоплату до вылета. Спросите {n}.",
        "Библиотекарь, {t}: работа с читателями, документы хранятся в фонде. Спросите {n}.",
        "Повар в колонию, {t}: телефоны сдаются на входе. Требуются женщины. Спросите {n}.",
        "Работа, {t}: оплата сбора металлолома за килограмм. Спросите {n}.",
        "Сбор ягод, {t}. Оплата за сбор клубники 500 рублей за ящик, ежедневно. Спросите {n}.",
        "Требуются сборщики яблок, {t}. Оплата сбора сдельная, питание. Звоните, спросите {n}.",
        "Курьер, {t}: забирать документы из офиса и отвозить клиентам. Спросите {n}.",
        "Курьер, {t}, оплата ежедневно. Документы забираем в офисе и доставляем. Спросите {n}.",
        "Для устройства, {t}, сдать документы в отдел кадров. Требуются водители. Спросите {n}.",
        "Няня, {t}: ребёнку нельзя выходить одному. Спросите {n}.",
        "Уроки фортепиано, {t}, {n}, 24 года. Полчаса 500, час 900. Она принимает у себя.",
        "Сдаются апартаменты посуточно, {t}. Администратор отвечает круглосуточно. Спросите {n}.",
        "Сбор клубники, {t}: жильё бесплатно, договор до начала, оплата каждый день. Бригадир {n}.",
        "Воспитатель, {t}, требуется: детям нельзя выходить одним. Спросите {n}.",
        "Сбор яблок, {t}. Требуются люди, договор до начала сбора, жильё. Спросите {n}.",
        "Требуются люди на сбор черники, {t}: оплата сбора по весу каждый день. Спросите {n}."));

INSTANTIATE_TEST_SUITE_P(
    Portuguese, WhoHasAnOrdinaryTrade,
    testing::Values(
        "Cuidadora em {t}: o avô não pode sair sozinho de casa. Fale com {n}.",
        "Estafetas em {t}, entregar documentos em escritórios, 6 euros/hora. Fale com {n}.",
        "Ténis em {t} com {n}, 25 anos. Meia hora 10, hora 18. Ela faz também treino.",
        "Acompanhante hospitalar em {t}: {n}, 40 anos. Ela atende idosos.",
        "Cozinheiro em prisão, {t}: telemóveis entregues à entrada. Fale com {n}.",
        "Vendedor em {t}, ordenado e comissão, pagar comissão semanal. Fale com {n}.",
        "Estafeta em {t} para entregar documentos e encomendas. Fale com {n}.",
        "Ama em {t}: as crianças não podem sair sozinhas de casa. Fale com {n}.",
        "Aulas de piano em {t} com {n}, 24 anos. Meia hora 12, hora 20. Ela atende em casa.",
        "Acompanhantes de idosos em {t}: {n}, 45 anos. Temos acompanhantes com formação. Ela faz "
        "companhia.",
        "Agência de viagens em {t} admite: clientes pagam depósito antes da partida. Fale com "
        "{n}."));

INSTANTIATE_TEST_SUITE_P(
    German, WhoHasAnOrdinaryTrade,
    testing::Values(
        "Pförtner in {t} gesucht: das Tor ist nachts abgeschlossen. Frag nach {n}.",
        "Nachhilfe in {t} bei {n}, 22. Halbe Stunde 10, Stunde 18. Sie macht auch Latein.",
        "Modelleisenbahn {t}: unsere Modelle, Hostess {n}, 20 Jahre, begrüßt Sie. Der Chef wartet.",
        "Klavierunterricht in {t} bei {n}, 24. Halbe Stunde 15, Stunde 25. Sie kommt ins Haus.",
        "Ponyreiten {t}: halbe Stunde 15, Stunde 25. Unsere Mädchen sind lieb. {n}, 22.",
        "Der Chef vom Bootsverleih in {t} wartet: halbe Stunde 8, Stunde 14. Frag nach {n}.",
        "Koch für die JVA in {t} gesucht. Handys werden an der Pforte abgegeben. Frag nach {n}.",
        "Pflegekraft in {t} gesucht: die Dame darf das Haus nicht allein verlassen. Frag nach {n}.",
        "Kurierfahrer in {t} gesucht: Dokumente werden beim Kunden abgegeben. Frag nach {n}.",
        "Reisebüro in {t} sucht Mitarbeiter: Kunden zahlen die Anzahlung vor der Abreise. Frag "
        "nach {n}."));

class WhoBindsOrSellsPlainly : public testing::TestWithParam<std::string_view> {};
TEST_P(WhoBindsOrSellsPlainly, IsALead) {
  EXPECT_EQ(leads_asked_for(GetParam()).size(), 1U) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    English, WhoBindsOrSellsPlainly,
    testing::Values(
        "{n}, 21, full service in {t}. Ask the manager, she picks up the phone. We have more "
        "girls.",
        "Companion {n}, 23, {t}. The manager answers. Our girls are waiting.",
        "Live-in maid in {t}. No going out alone. Agent {n}.",
        "Live-in maid in {t}. Phone is kept by madam. Agent {n}.",
        "Fishing boat crew in {t}: you cannot go ashore. Contact {n}.",
        "Nanny wanted in {t} for two children. The nanny may not leave the house alone. Call {n}.",
        "Couriers wanted in {t}. Your passport is kept at the office. Call {n}.",
        "Factory workers wanted in {t}. Phones are handed in at the office on arrival, gate locked "
        "at night. Call {n}."));

INSTANTIATE_TEST_SUITE_P(
    Spanish, WhoBindsOrSellsPlainly,
    testing::Values(
        "{n}, 21 años, servicio completo en {t}. Llama, contesta la encargada. Tenemos más chicas.",
        "{n}, 22, natural en {t}. Llama, contesta la encargada. Tenemos más chicas.",
        "Costureras en {t}. El pasaporte lo guarda el encargado y la deuda del viaje se descuenta. "
        "Llama a {n}.",
        "Empleada interna en {t}, sin salir los primeros tres meses. Habla con {n}.",
        "Se busca niñera en {t} para dos niños. Prohibido salir de casa sin permiso. Pregunta por "
        "{n}.",
        "Se buscan mensajeros en {t}. El pasaporte lo guarda el encargado. Pregunta por {n}.",
        "Buscamos peones en {t}: hay que pagar la comisión antes de salir. Pregunta por {n}."));

INSTANTIATE_TEST_SUITE_P(
    French, WhoBindsOrSellsPlainly,
    testing::Values("{n}, 22, fellation nature à {t}. Le patron répond au téléphone. Nos filles "
                    "sont disponibles.",
                    "Ouvriers demandés à {t}. Papiers confisqués à l'arrivée, dette de voyage à "
                    "rembourser. Appelez {n}.",
                    "Ouvriers agricoles à {t}. Papiers confisqués à l'arrivée, dette de voyage à "
                    "rembourser. Appelez {n}.",
                    "Cueilleurs demandés à {t}. Papiers confisqués à l'arrivée, dette de voyage à "
                    "rembourser. Appelez {n}.",
                    "Bonne à tout faire logée à {t}. Papiers confisqués à l'arrivée, dette de "
                    "voyage à rembourser. Appelez {n}.",
                    "Femme de ménage logée à {t}, pas de sorties. Demandez {n}.",
                    "Femme de ménage logée à {t}. Téléphone gardé par la famille. Demandez {n}.",
                    "Travail à {t}. Qui part avant paie 2000. Contactez {n}.",
                    "Ouvriers recherchés à {t}. Portail fermé à clé la nuit. Demandez {n}."));

INSTANTIATE_TEST_SUITE_P(
    Russian, WhoBindsOrSellsPlainly,
    testing::Values(
        "{n}, 23, массаж с продолжением, {t}. Отвечает администратор. У нас девушки на выбор.",
        "{n}, 22, досуг, {t}. Отвечает администратор. У нас девушки на выбор.",
        "Апартаменты, {n}, 22, {t}. Отвечает администратор. У нас девушки на выбор.",
        "Сиделка с проживанием, {t}. Дорогу отработаете, зарплата через полгода. Спросите {n}.",
        "Требуются курьеры, {t}. Паспорт остаётся у начальника. Спросите {n}.",
        "Сбор клубники, {t}. Требуются люди, взнос 5000 до выезда. Спросите {n}.",
        "Работа за границей, {t}. Визовый сбор оплатить до выезда. Спросите {n}.",
        "Требуются рабочие, {t}. Сбор 5000 рублей до выезда. Спросите {n}."));

INSTANTIATE_TEST_SUITE_P(
    Portuguese, WhoBindsOrSellsPlainly,
    testing::Values("{n}, 24, gostosa, {t}. O gerente atende. Temos mais meninas.",
                    "Trabalhadores em {t}. Os documentos ficam connosco, dívida da viagem "
                    "descontada. Fale com {n}.",
                    "Apanhadores em {t}. Os documentos ficam connosco, dívida da viagem "
                    "descontada. Fale com {n}.",
                    "Empregadas de bar em {t}. Os documentos ficam connosco, dívida da viagem "
                    "descontada. Fale com {n}.",
                    "Meninas para boate em {t}. Os documentos ficam connosco, dívida da viagem "
                    "descontada. Fale com {n}.",
                    "Garotas para boate em {t}, bom dinheiro. Os documentos ficam connosco, dívida "
                    "da viagem descontada. Fale com {n}.",
                    "Obras em {t}: não pode sair do alojamento. Contacte {n}.",
                    "Obras em {t}: multa se for embora. Contacte {n}.",
                    "Estafetas em {t}, precisa-se. O passaporte fica com o patrão. Fale com {n}."));

INSTANTIATE_TEST_SUITE_P(
    German, WhoBindsOrSellsPlainly,
    testing::Values(
        "{n}, 22, Französisch natur in {t}. Der Chef nimmt ab. Unsere Mädchen sind da.",
        "{n}, 23, Massage mit Happy End in {t}. Der Chef nimmt ab. Unsere Mädchen sind da.",
        "{n}, 19, Privatmodell in {t}. Der Chef nimmt ab. Unsere Mädchen sind da.",
        "Pflegerin in {t} gesucht. Reisekosten werden vorgestreckt, Lohn erst nach sechs Monaten. "
        "Ruf {n} an.",
        "Kurierfahrer gesucht in {t}. Der Pass bleibt im Büro beim Chef. Frag nach {n}.",
        "Helfer gesucht in {t}. Das Tor ist nachts abgeschlossen. Frag nach {n}."));

}  // namespace
}  // namespace lodestar::detect
