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
        "Travel agency job in {t}: customers pay a deposit before departure. Ask for {n}.",
        "Nanny needed in {t}. Our twins must not go out alone. Call {n}.",
        "Dog sitter wanted in {t}. The puppies are not allowed outside alone. Call {n}.",
        "Security guard wanted in {t} for a site where the gate is locked at night. Call {n}.",
        "Care worker in {t}. Residents with dementia may not leave the building alone. Ask for "
        "{n}.",
        "Bike courier in {t}: collect documents and deliver them. The company keeps documents dry. "
        "Call {n}.",
        "Guitar teacher in {t}, {n}, 30. 30 min 20, hour 35. Her price is fair.",
        "Massage guns for hire in {t}: half hour 5, hour 9. {n}, 22.",
        "Companion for elderly lady wanted in {t}. The agency manager arranges. Ask for {n}.",
        "Companion care in {t}. Her rates are fair. Ask for {n}.",
        "Hospital companions in {t}: our companions sit with patients. Ask for {n}.",
        "Car garage {t}: {n}, 24, full service and MOT. The manager answers.",
        "Physio in {t} with {n}, 34. Half hour 50, hour 90. She speaks Polish.",
        "Violin with {n}, 28, in {t}. HH 60, hour 100. She offers trial lessons.",
        "Companion for pensioners, {t}. {n}, 60. She does shopping.",
        "Stag and hen canoe trips in {t}: half hour 20, hour 35. Ask for {n}, the driver waits.",
        "Summer camp staff wanted in {t}. Kids may not leave the camp. Call {n}.",
        "School in {t} hires: phones are kept by teachers during lessons. Ask for {n}.",
        "Zoo keeper wanted in {t}: animals never leave the building. Call {n}.",
        "Ferry crew wanted in {t}: passengers cannot go ashore before the bell. Call {n}.",
        "Live-in carer for {t}: dad is not allowed out alone. Call {n}.",
        "Notary clerk wanted in {t}. Clients leave their papers at the office. Ask for {n}.",
        "Removal crew wanted in {t}: customer documents are stored in the warehouse. Ask for "
        "{n}."));

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
        "Pregunta por {n}.",
        "Cuidadora en {t}: la abuela no debe salir sola de casa. Pregunta por {n}.",
        "Se busca cocinero para prisión en {t}: los teléfonos se entregan en la entrada. Pregunta "
        "por {n}.",
        "Repartidores en {t}: recoger y entregar documentos. Pregunta por {n}.",
        "Paseo de perros en {t}: media hora 6, hora 10. {n}, 22 años. Ella hace fotos.",
        "Apartamentos por días en {t}. La encargada contesta. Pregunta por {n}.",
        "Acompañante para persona mayor en {t}. Ella hace la compra. Pregunta por {n}.",
        "Acompañantes de autobús escolar en {t}: nuestras acompañantes ayudan. Pregunta por {n}.",
        "Comercial en {t}: pagar la comisión mensual. Buscamos. Pregunta por {n}.",
        "Peluquería en {t}: {n}, 25 años, servicio completo. La encargada atiende.",
        "Monitores para campamento en {t}, buscamos. Los niños no pueden salir del campamento. "
        "Pregunta por {n}.",
        "Notaría en {t} busca auxiliar: los clientes dejan los documentos en la oficina. Pregunta "
        "por {n}.",
        "Profesores en {t}, buscamos: los móviles se recogen en clase y se guardan. Pregunta por "
        "{n}.",
        "Viaje a {t} para socios y acompañantes. Contesta la encargada. Ella atiende. {n}, 31 "
        "años.",
        "Billete con acompañante gratis en {t}. Ella atiende, {n}, 22. Contesta la encargada.",
        "Cuidadoras y acompañantes 24 horas en {t}. Contesta la encargada. Ella atiende. {n}, 44.",
        "Alquiler de bicis en {t}: media hora 5, hora 9. Ella atiende, {n}, 22 años.",
        "Cocinera interna en {t}: sin salir de noche por voluntad. Contrato. Pregunta por {n}."));

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
        "Demandez {n}.",
        "Nounou demandée à {t}: les enfants ne peuvent pas sortir seuls de la maison. Demandez "
        "{n}.",
        "Livreurs à {t}: récupérer et remettre des documents chez les clients. Demandez {n}.",
        "Cours de guitare à {t}: demi-heure 12, heure 20. {n}, 25 ans. Elle fait aussi le solfège.",
        "Commercial à {t}: recrute, salaire fixe plus commission, payer la commission chaque mois. "
        "Demandez {n}.",
        "Femme de ménage logée à {t}, contrat, pas de sorties scolaires. Demandez {n}.",
        "Ouvriers agricoles à {t}, SMIC, contrat. Demandez {n}.",
        "Animateurs pour colonie à {t}, cherchons: les enfants ne quittent pas le camp. Demandez "
        "{n}.",
        "Notaire à {t} recrute: les documents des clients sont conservés à l'étude. Demandez {n}.",
        "Professeur de dessin à {t}: demi-heure 15, heure 25. Elle reçoit chez elle. {n}, 31 ans.",
        "Enseignant à {t}, poste: téléphones confisqués en classe. Demandez {n}.",
        "Restaurant à {t} recrute serveur, salaire, pourboires plus commission. Demandez {n}."));

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
        "Требуются люди на сбор черники, {t}: оплата сбора по весу каждый день. Спросите {n}.",
        "Сиделка, {t}: дедушке запрещено выходить одному. Спросите {n}.",
        "Повар в СИЗО, {t}: телефоны сдаются на проходной. Спросите {n}.",
        "Нужны курьеры, {t}. Забираем документы у клиентов. Спросите {n}.",
        "Архив, {t}, вакансия: документы сдаются в архив, хранение. Спросите {n}.",
        "Сбор винограда, {t}: оплата за сбор в конце дня, жильё до начала сезона. Спросите {n}.",
        "Сбор грибов, {t}: оплачивается сбор каждый день. Спросите {n}.",
        "Оплачиваем сбор вишни, {t}, 40 рублей за кг. Спросите {n}.",
        "Сбор группы на экскурсию, {t}, работа гида. Сбор в 9 до выезда. Спросите {n}.",
        "Прокат лодок, {t}: полчаса 300, час 500. {n}, 25 лет. Она принимает заявки.",
        "Сдаю апартаменты, {t}, у моря. Отвечает администратор {n}, круглосуточно.",
        "Апартаменты на сутки, {t}. Оператор отвечает. Спросите {n}.",
        "Гостиница, апартаменты люкс, {t}. Менеджер на связи, звоните менеджеру {n}.",
        "Детский досуг, {t}: {n}, 24, досуг и праздники. Администратор отвечает.",
        "Вожатые в лагерь, {t}, требуются: детям запрещено покидать территорию. Спросите {n}.",
        "Нотариус, {t}, ищем помощника: документы клиентов хранятся в сейфе. Спросите {n}.",
        "Учителя, {t}, требуются: телефоны забираем на уроке. Спросите {n}.",
        "Прокат велосипедов, {t}: полчаса 150, час 250. Она принимает, {n}, 22 года.",
        "Требуются люди, {t}: сбор яблок до начала ноября, оплата сразу. Спросите {n}.",
        "Сбор мусора, {t}, требуются люди, оплата за сбор 200 рублей мешок. Спросите {n}.",
        "Курьер, {t}: документы сдаёте в офис клиенту. Требуются пешие. Спросите {n}.",
        "Сдаём апартаменты с кухней, {t}. Администратор подскажет. Спросите {n}."));

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
        "Agência de viagens em {t} admite: clientes pagam depósito antes da partida. Fale com {n}.",
        "Cuidadora em {t}: a avó não deve sair sozinha de casa. Fale com {n}.",
        "Porteiro em {t}: portão fechado à chave à noite. Precisa-se. Fale com {n}.",
        "Motoboys em {t}: recolher e entregar documentos. Fale com {n}.",
        "Estafeta em {t}: recolhe documentos em escritórios. Fale com {n}.",
        "Aulas de guitarra em {t}: meia hora 12, hora 20. {n}, 25 anos. Ela atende ao sábado.",
        "Acompanhante de idosos em {t}. Ela faz compras. Fale com {n}.",
        "Vendedores em {t}: precisa-se, paga comissão mensal. Fale com {n}.",
        "Comida gostosa em {t}. {n}, 24 anos, cozinha gostosa. O gerente atende.",
        "Monitores para colónia em {t}, precisa-se: as crianças não podem sair da quinta. Fale com "
        "{n}.",
        "Notário em {t} admite: clientes entregam os documentos no escritório. Fale com {n}.",
        "Professores em {t}, precisa-se: telemóveis guardados na aula. Fale com {n}.",
        "Hospital de {t}: o gerente atende doentes e acompanhantes. Fale com {n}.",
        "Excursão a {t} para viajantes e acompanhantes. O gerente atende. {n}, 31 anos, é a guia.",
        "Jantar da empresa em {t}, acompanhantes bem-vindos. Ligue ao gerente. Fale com {n}.",
        "Bilhete com acompanhante grátis em {t}. Ela atende, {n}, 22 anos. O gerente responde.",
        "Cuidadoras e acompanhantes 24 horas em {t}. O gerente atende. {n}, 44 anos.",
        "Quarto para doente e acompanhante em {t}. Só no apartamento. O gerente atende. Fale com "
        "{n}.",
        "Aluguer de bicicletas em {t}: meia hora 5, hora 9. Ela atende, {n}, 22 anos."));

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
        "nach {n}.",
        "Kinderfrau in {t} gesucht: das Kind darf das Haus nicht allein verlassen. Frag nach {n}.",
        "Nachtwächter in {t} gesucht, Tor nachts abgeschlossen. Frag nach {n}.",
        "Kurier in {t} gesucht: wir sammeln Papiere bei Kunden ein. Frag nach {n}.",
        "Schwimmkurs in {t}: halbe Stunde 12, Stunde 20. {n}, 25. Sie macht auch Aquafitness.",
        "Vertrieb in {t} gesucht: Gehalt plus Provision. Frag nach {n}.",
        "Kosmetik in {t}: {n}, 24, Natur pur. Der Chef nimmt ab.",
        "Betreuer fürs Ferienlager in {t} gesucht: Kinder dürfen das Gelände nicht verlassen. Frag "
        "nach {n}.",
        "Notariat in {t} sucht Mitarbeiter: Dokumente der Kunden werden aufbewahrt. Frag nach {n}.",
        "Lehrer in {t} gesucht: Handys werden im Unterricht eingesammelt. Frag nach {n}.",
        "Gitarrenunterricht {t}: halbe Stunde 20, Stunde 35. {n}, 27. Sie kommt ins Haus.",
        "Tierpfleger in {t} gesucht: Hunde dürfen nicht allein raus. Frag nach {n}."));

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
        "at night. Call {n}.",
        "Live-in nanny wanted in {t} for two children. You may not leave the house alone. Call "
        "{n}.",
        "Carer for my mother wanted in {t}. Carers cannot go out alone. Ask for {n}.",
        "Care home jobs in {t}. Your documents are kept at the office. Ask for {n}.",
        "Courier jobs in {t}. We keep your passport until the van is paid off. Call {n}.",
        "Hotel cleaners wanted in {t}, look after guests. Passports are kept by the manager. Call "
        "{n}.",
        "Pickers wanted in {t}. Papers are held by the foreman, phones handed in on arrival. Call "
        "{n}.",
        "Workers wanted in {t}. Processing fee must be paid before departure. Call {n}.",
        "Waitresses wanted in {t} to serve customers. Pay a deposit before departure. Call {n}.",
        "Factory jobs in {t}. The gate is locked at night and guarded. Ask for {n}.",
        "Companion {n}, 23, older gentlemen welcome, {t}. Our girls are waiting, the manager "
        "answers.",
        "Escort {n}, 21, {t}. She is 18 and her rates are low. The boss picks up."));

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
        "Buscamos peones en {t}: hay que pagar la comisión antes de salir. Pregunta por {n}.",
        "Niñera en {t}, se busca. La niñera no puede salir sola de casa. Pregunta por {n}.",
        "Cuidadora interna de abuelo en {t}. No puede salir sola de casa. Pregunta por {n}.",
        "Camareras en {t}, trato con clientes. Los pasaportes los guarda la jefa. Pregunta por "
        "{n}.",
        "Repartidores en {t}, se buscan. La empresa guarda los pasaportes. Pregunta por {n}.",
        "Buscamos peones en {t}, sueldo fijo. Pagar la comisión antes de salir. Pregunta por {n}.",
        "Buscamos costureras en {t}: la puerta se cierra con llave por la noche. Pregunta por {n}.",
        "Acompañantes en {t}. Ella atiende todo el día, día y noche. La encargada contesta. "
        "Pregunta por {n}.",
        "Acompañantes, mayores de edad, {t}. Nuestras chicas. {n}, 21 años."));

INSTANTIATE_TEST_SUITE_P(
    French, WhoBindsOrSellsPlainly,
    testing::Values(
        "{n}, 22, fellation nature à {t}. Le patron répond au téléphone. Nos filles sont "
        "disponibles.",
        "Ouvriers demandés à {t}. Papiers confisqués à l'arrivée, dette de voyage à rembourser. "
        "Appelez {n}.",
        "Ouvriers agricoles à {t}. Papiers confisqués à l'arrivée, dette de voyage à rembourser. "
        "Appelez {n}.",
        "Cueilleurs demandés à {t}. Papiers confisqués à l'arrivée, dette de voyage à rembourser. "
        "Appelez {n}.",
        "Bonne à tout faire logée à {t}. Papiers confisqués à l'arrivée, dette de voyage à "
        "rembourser. Appelez {n}.",
        "Femme de ménage logée à {t}, pas de sorties. Demandez {n}.",
        "Femme de ménage logée à {t}. Téléphone gardé par la famille. Demandez {n}.",
        "Travail à {t}. Qui part avant paie 2000. Contactez {n}.",
        "Ouvriers recherchés à {t}. Portail fermé à clé la nuit. Demandez {n}.",
        "Femme de chambre à {t}, cherche. Passeports gardés par le patron, clients sympathiques. "
        "Demandez {n}.",
        "Livreurs demandés à {t}. Papiers confisqués par le chef. Demandez {n}.",
        "Cueilleurs demandés à {t}. Frais de dossier à payer avant le départ. Demandez {n}.",
        "Cueilleurs à {t}. Téléphones confisqués, porte fermée à clé la nuit. Demandez {n}."));

INSTANTIATE_TEST_SUITE_P(
    Russian, WhoBindsOrSellsPlainly,
    testing::Values(
        "{n}, 23, массаж с продолжением, {t}. Отвечает администратор. У нас девушки на выбор.",
        "{n}, 22, досуг, {t}. Отвечает администратор. У нас девушки на выбор.",
        "Девушки, апартаменты, выезд, {t}. Администратор ответит. Спросите {n}.",
        "Апартаменты, {n}, 22, {t}. Отвечает администратор. У нас девушки на выбор.",
        "Сиделка с проживанием, {t}. Дорогу отработаете, зарплата через полгода. Спросите {n}.",
        "Требуются курьеры, {t}. Паспорт остаётся у начальника. Спросите {n}.",
        "Сбор клубники, {t}. Требуются люди, взнос 5000 до выезда. Спросите {n}.",
        "Работа за границей, {t}. Визовый сбор оплатить до выезда. Спросите {n}.",
        "Требуются рабочие, {t}. Сбор 5000 рублей до выезда. Спросите {n}.",
        "Няня, {t}, требуется. Няне нельзя выходить из дома. Спросите {n}.",
        "Сиделка к бабушке, {t}. Выходить нельзя. Спросите {n}.",
        "Требуются сборщики, {t}. Документы забираем, доставка на поле. Спросите {n}.",
        "Сбор клубники, {t}. Паспорт сдать бригадиру. Спросите {n}.",
        "Сбор ягод, {t}. Залог 5000 до выезда. Спросите {n}.",
        "Требуются люди на сбор ягод, {t}, взнос за оформление внести до выезда. Спросите {n}.",
        "Работа в Европе, {t}. Консульский сбор оплачивается заранее. Спросите {n}.",
        "Требуются курьеры, {t}. Ваши паспорта хранятся в офисе. Спросите {n}.",
        "Вахта, {t}. Телефоны сдаются бригадиру. Спросите {n}.",
        "Требуются швеи, {t}. Отдел кадров забирает документы. Спросите {n}.",
        "Уютные апартаменты, девушки ждут, {t}. Отвечает администратор. Спросите {n}."));

INSTANTIATE_TEST_SUITE_P(
    Portuguese, WhoBindsOrSellsPlainly,
    testing::Values(
        "{n}, 24, gostosa, {t}. O gerente atende. Temos mais meninas.",
        "Trabalhadores em {t}. Os documentos ficam connosco, dívida da viagem descontada. Fale com "
        "{n}.",
        "Apanhadores em {t}. Os documentos ficam connosco, dívida da viagem descontada. Fale com "
        "{n}.",
        "Empregadas de bar em {t}. Os documentos ficam connosco, dívida da viagem descontada. Fale "
        "com {n}.",
        "Meninas para boate em {t}. Os documentos ficam connosco, dívida da viagem descontada. "
        "Fale com {n}.",
        "Garotas para boate em {t}, bom dinheiro. Os documentos ficam connosco, dívida da viagem "
        "descontada. Fale com {n}.",
        "Obras em {t}: não pode sair do alojamento. Contacte {n}.",
        "Obras em {t}: multa se for embora. Contacte {n}.",
        "Estafetas em {t}, precisa-se. O passaporte fica com o patrão. Fale com {n}.",
        "Ama em {t}, precisa-se. Não pode sair sozinha de casa. Fale com {n}.",
        "Precisamos de pessoal em {t}. Os documentos ficam no armário do patrão. Fale com {n}.",
        "Apanhadores em {t}. Entregar os documentos ao encarregado. Fale com {n}.",
        "Motoristas em {t}, precisa-se. Passaportes recolhidos à chegada. Fale com {n}.",
        "Precisamos de pessoal em {t}, pagar a comissão antes da partida. Fale com {n}.",
        "Acompanhantes em {t}. O gerente atende, temos meninas. {n}, 21 anos.",
        "Acompanhantes discretas, {t}. O gerente atende, temos meninas. {n}, 21 anos.",
        "{n}, 21 anos, acompanhante em {t}. O gerente atende, temos meninas.",
        "As nossas meninas esperam por si em {t}, acompanhantes. O gerente atende. {n}, 21 anos."));

INSTANTIATE_TEST_SUITE_P(
    German, WhoBindsOrSellsPlainly,
    testing::Values(
        "{n}, 22, Französisch natur in {t}. Der Chef nimmt ab. Unsere Mädchen sind da.",
        "{n}, 23, Massage mit Happy End in {t}. Der Chef nimmt ab. Unsere Mädchen sind da.",
        "{n}, 19, Privatmodell in {t}. Der Chef nimmt ab. Unsere Mädchen sind da.",
        "Pflegerin in {t} gesucht. Reisekosten werden vorgestreckt, Lohn erst nach sechs Monaten. "
        "Ruf {n} an.",
        "Kurierfahrer gesucht in {t}. Der Pass bleibt im Büro beim Chef. Frag nach {n}.",
        "Helfer gesucht in {t}. Das Tor ist nachts abgeschlossen. Frag nach {n}.",
        "Pflegerin für Oma in {t} gesucht. Sie darf das Haus nicht allein verlassen. Frag nach "
        "{n}.",
        "Küchenhilfe gesucht in {t}. Pässe liegen beim Chef im Schrank verwahrt. Frag nach {n}.",
        "Paketfahrer gesucht in {t}. Ausweise werden bei Ankunft eingesammelt. Frag nach {n}.",
        "Helfer gesucht in {t}: Vermittlungsgebühr vor der Abreise zahlen. Frag nach {n}.",
        "Helfer gesucht in {t}. Handys werden bei Ankunft abgegeben. Frag nach {n}."));

}  // namespace
}  // namespace lodestar::detect
