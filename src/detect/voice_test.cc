// SPDX-License-Identifier: Apache-2.0
// Who helps tells what others do, in the third person and beside what they offer: help, advice, a
// shelter, research. That is no lead. All of it is invented.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

class WhoTellsOfOthers : public testing::TestWithParam<std::string_view> {};
TEST_P(WhoTellsOfOthers, IsNoLead) {
  const auto leads = leads_asked_for(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}

INSTANTIATE_TEST_SUITE_P(
    ByHand, WhoTellsOfOthers,
    testing::Values(
        "The driver and his cousin meet the coach; they keep your passport until the debt is paid. "
        "We have helped 300 pickers. Call us.",
        "Help for pickers: if it is hot, if it is far, they keep your passport and take the rent "
        "from your wages. Come to the church hall.",
        "Safe house for women leaving escort work. The driver took your money, the manager answers "
        "your phone? You can stay with us.",
        "Are you an escort or a dancer in {t}? They keep your passport, they take your wages. "
        "Confidential support in your own time.",
        "The foreman keeps the passports and takes the rent from your wages. That is not a job, it "
        "is a crime. Advice line for pickers.",
        "Traffickers offer jobs in hotels, then hold your documents until the debt is worked off. "
        "Report it to us, in any language.",
        "Our shelter in {t} opens its door day and night. Men who slept in locked houses, whose "
        "wages were withheld, have found work and papers again.",
        "Farm workers in {t}: the agency charges a fee before you start and keeps your papers. We "
        "get it back for you. Legal team, free of charge.",
        "Se quedan con tu pasaporte hasta pagar la deuda. Ya hemos ayudado a 300 jornaleros. "
        "Llámanos.",
        "Ayuda para temporeros: el jefe guarda los pasaportes y descuenta la cama del sueldo. Ven "
        "los domingos.",
        "Casa de acogida para mujeres que dejan el trabajo de escort. Nadie te juzga.",
        "Ofrecen trabajo en hotel y luego retienen los documentos. Denuncia con nosotras.",
        "Ils gardent votre passeport jusqu'à ce que la dette soit payée. Nous avons aidé 300 "
        "saisonniers.",
        "Aide aux cueilleurs : le patron garde les papiers et le lit est retenu sur la paie. "
        "Permanence le dimanche.",
        "Foyer pour femmes qui quittent l'escorte. Accueil sans rendez-vous.",
        "On vous promet un emploi à l'hôtel, puis on garde vos papiers. Parlez-nous, c'est "
        "confidentiel.",
        "У них ваш паспорт, пока долг не выплачен. Мы помогли 300 рабочим.",
        "Помощь сборщикам: бригадир хранит паспорта и вычитает койку из зарплаты.",
        "Приют для женщин, уходящих из эскорта. Анонимно.",
        "Обещают работу в отеле, потом забирают документы. Расскажите нам.",
        "Ficam com o teu passaporte até a dívida estar paga. Já ajudámos 300 trabalhadores.",
        "Ajuda para quem apanha fruta: o patrão guarda os passaportes e desconta a cama no "
        "salário.",
        "Casa-abrigo para mulheres que deixam o trabalho de acompanhante.",
        "Prometem trabalho no hotel e depois ficam com os documentos. Fala connosco, é anónimo.",
        "Sie behalten deinen Pass, bis die Schulden bezahlt sind. Wir haben 300 Arbeitern "
        "geholfen.",
        "Hilfe für Erntehelfer: Der Chef behält die Pässe und zieht das Bett vom Lohn ab.",
        "Schutzhaus für Frauen, die aus dem Escort aussteigen.",
        "Sie versprechen einen Job im Hotel, dann nehmen sie die Papiere. Sprich mit uns, "
        "vertraulich.",
        "Sexual health clinic {t}: bareback last night? Free test, PrEP, open 24 hours. Ask for "
        "{n}.",
        "Passport couriers {t}: passports collected and kept in our safe until the embassy opens. "
        "Ask for {n}.",
        "Passport photo service {t}, hand in your passport form at the office, ready today. Ask "
        "for {n}.",
        "Visa consultancy {t}: visa fee payable in advance, your passport is held by the embassy "
        "for a week. Ask for {n}.",
        "Research: we interview women who left escort work, no names, 20 pounds. Speak to {n}.",
        "Embassy in {t}: collect your passport, keep documents ready. Ask for {n}.",
        "Union of hotel staff {t}: employers keep passports, take fees from wages. We say no. Ask "
        "for {n}.",
        "{t} Gazette: gang kept passports of pickers and took their wages, court hears. Call "
        "reporter {n}.",
        "Investigación: entrevistamos a mujeres que han dejado el trabajo sexual. Pregunta por "
        "{n}.",
        "Photos de passeport à {t}, dépôt des documents au bureau. Demandez {n}.",
        "Фото на паспорт в {t}, документы остаются в офисе до готовности. Спросите {n}.",
        "Fotografias para passaporte em {t}, documentos no escritório. Pergunte por {n}.",
        "Visumservice {t}: Gebühr vor Abreise, der Pass bleibt eine Woche im Konsulat. Fragen Sie "
        "nach {n}.",
        "They take your papers when you land and say you owe for the flight. It happened to 40 "
        "women we met last year. Drop in on Tuesdays for tea and a lawyer.",
        "Stuck on a farm? Bosses keep passports, deduct the bus from your pay and lock the gate. "
        "Our outreach van visits every Sunday.",
        "Leaving an escort agency is hard: the driver keeps your ID and half the money. A safe "
        "house with women who have been there.",
        "Cleaners of {t}, stand together. When agencies hold your documents until the debt is "
        "paid, the branch steps in. Join the union.",
        "Since 2015 we have supported 1,200 domestic workers whose employers kept their passports. "
        "Talk to a caseworker in confidence.",
        "Know the signs: your wages are withheld, the passport stays with the boss, nobody may go "
        "out alone. Ring the 24 hour line.",
        "Kitchen porters: the owner charges 80 a week for a bed and keeps the passports. Sound "
        "familiar? Free advice session at the library.",
        "Te quitan el pasaporte al llegar y te dicen que debes el billete. Hemos acompañado a 300 "
        "temporeros. Ven a nuestra oficina.",
        "Los jefes guardan los documentos hasta pagar la deuda. No estás solo: orientación para "
        "jornaleros los martes.",
        "Mujeres que quieren dejar los pisos de escort: casa segura, psicóloga y abogada.",
        "Cuando la agencia retiene tu pasaporte, el sindicato lo recupera. Atención en tu idioma.",
        "Aprende a reconocer las señales: el encargado se queda con los papeles, descuenta la "
        "comida del sueldo y cierra la puerta con llave.",
        "Un equipo de calle visita fincas y clubes de alterne. Si te retienen la paga, hablamos "
        "contigo en confianza.",
        "Ils prennent ton passeport à l'arrivée et disent que tu dois le billet. Nous avons aidé "
        "300 cueilleurs. Passe nous voir.",
        "Les patrons gardent les papiers jusqu'au remboursement de la dette. Un collectif de "
        "saisonniers t'écoute le jeudi.",
        "Sortir de la prostitution : une maison sûre, une assistante sociale, aucun jugement.",
        "Quand l'agence garde vos documents, la maraude peut vous accompagner au commissariat.",
        "Reconnaître les signes : le chef garde les passeports, la nourriture est retenue sur la "
        "paie, le portail est fermé à clé.",
        "Femmes de ménage, aides à domicile : le loyer est déduit du salaire sans votre accord ? "
        "Le point d'accès au droit vous reçoit.",
        "Они забирают паспорт и говорят, что вы должны за билет. Мы помогли тремстам сборщикам. "
        "Приходите на консультацию.",
        "Хозяева хранят документы, пока долг не отработан. Вы не одни, кризисный центр для "
        "рабочих.",
        "Хотите уйти из эскорта? Безопасное жильё, психолог и юрист для женщин.",
        "Когда агентство удерживает паспорт, правозащитная группа добивается возврата.",
        "Признаки рабства: паспорт хранится у бригадира, питание вычитают из зарплаты, ворота "
        "закрывают на замок.",
        "Выездная бригада врачей и юристов объезжает теплицы. Если зарплату не платят, расскажите "
        "нам.",
        "Tiram-te o passaporte à chegada e dizem que deves o bilhete. Já ajudámos 300 apanhadores. "
        "Aparece.",
        "Os patrões guardam os documentos até pagar a dívida. Não estás só: apoio a temporários às "
        "terças.",
        "Para quem quer deixar o trabalho de acompanhante: casa-abrigo, psicóloga e advogada.",
        "Quando a agência retém o passaporte, o sindicato vai buscá-lo. Atendimento na tua língua.",
        "Aprende a reconhecer os sinais: o encarregado fica com os papéis, a comida é descontada "
        "no salário e o portão fica trancado à chave.",
        "A equipa de rua visita quintas e bares de alterne. Se o ordenado fica retido, fala "
        "connosco em segurança.",
        "Sie nehmen dir den Pass ab und sagen, du schuldest den Flug. Wir haben 300 Erntehelfern "
        "geholfen. Komm vorbei.",
        "Die Chefs behalten die Papiere, bis die Schulden abgearbeitet sind. Du bist nicht allein: "
        "Treffpunkt für Saisonkräfte.",
        "Raus aus dem Escort: Schutzwohnung, Psychologin und Anwältin für Frauen.",
        "Wenn die Agentur deinen Pass behält, holt ihn die Gewerkschaft zurück. Wir sprechen deine "
        "Sprache.",
        "Anzeichen erkennen: Der Vorarbeiter behält die Ausweise, das Essen geht vom Lohn ab, das "
        "Tor ist nachts abgeschlossen.",
        "Unser Bus fährt zu den Höfen. Bleibt der Lohn aus und der Pass liegt beim Chef, hören wir "
        "zu, ohne Polizei.",
        "Clinic for sex workers in {t}: condoms, PrEP and tests without appointment, no names "
        "asked. Nurse {n} is in on Fridays.",
        "Passport photos while you wait in {t}, renewal forms checked, documents returned next "
        "day. Ask for {n}.",
        "Passport courier {t}: we collect your passport at home, take it to the embassy and bring "
        "it back with the visa. Speak to {n}.",
        "Visa consultants {t}: fee payable before travel, we keep a copy of your passport on file. "
        "Ask for {n}.",
        "Consulate of the republic, {t}: passports are kept for five days for renewal. Ask for {n} "
        "at desk 4.",
        "University study: we interview women who have worked as escorts or hostesses about "
        "health. 30 pounds voucher. Contact {n}.",
        "Local news {t}: three arrested after workers were found in a locked house, their "
        "passports kept by a foreman, police said. Reporter {n}.",
        "Trade union meeting in {t} for pickers and packers: unpaid wages, fines, bad housing. Ask "
        "for {n}.",
        "Centro de salud sexual en {t}: sexo sin condón, prueba rápida y anónima, 24 horas. "
        "Pregunta por {n}.",
        "Gestoría en {t}: renovamos tu pasaporte, entregas los documentos y los recoges en una "
        "semana. Pregunta por {n}.",
        "Centre de dépistage {t} : rapport sans préservatif, test gratuit, jour et nuit. Demandez "
        "{n}.",
        "Agence de visas {t} : frais de dossier à payer avant le départ, votre passeport est gardé "
        "au consulat trois jours. Demandez {n}.",
        "Визовый центр {t}: сбор оплачивается до поездки, паспорт хранится в консульстве пять "
        "дней. Спросите {n}.",
        "Исследование: интервью с женщинами, которые работали в эскорте. Анонимно, вознаграждение. "
        "Пишите {n}.",
        "Consulado em {t}: o passaporte fica no consulado cinco dias para renovação. Pergunte por "
        "{n}.",
        "Estudo universitário: entrevistamos mulheres que trabalharam como acompanhantes. Pergunte "
        "por {n}.",
        "Passfotos in {t}, biometrisch, sofort zum Mitnehmen. Fragen Sie nach {n}.",
        "Gesundheitsamt {t}: Beratung für Prostituierte, Test ohne Anmeldung, anonym. Fragen Sie "
        "nach {n}.",
        "Passport couriers {t}: our driver collects passports, we keep them in a safe until the "
        "consulate opens, fee before travel. Ask for {n}.",
        "Passport photo service {t}: hand in your passport at the office, documents are kept one "
        "day. Ask for {n}.",
        "Visa consultancy {t}: visa fee to be paid in advance, we hold your passport for the "
        "application. Speak to {n}.",
        "Document translation {t}: papers stay with us at the office until Friday, deposit before "
        "the start. Ask for {n}.",
        "Clinic {t}: STI tests, condoms, PrEP for escorts and clients. Open 24 hours. Nurse {n}",
        "Sauna and sexual health team {t}, bareback, oral without condom: what are the risks? Ask "
        "for {n}.",
        "We interview women who sold sex in {t} for a book, 40 pounds an hour. Contact {n}.",
        "Union {t}: packers, pickers! Fee before start, passport kept, fines: tell us. Rep {n}",
        "Newspaper: farm boss kept passports, took rent from wages and locked the gate, says the "
        "inspector in {t}. Reporter {n}",
        "Honorary consul in {t}: passports kept for renewal, fee in advance, no staff on Mondays. "
        "Ask for {n}.",
        "Language school in {t}: deposit before arrival, the host family keeps your passport safe, "
        "no visitors allowed. Ask for {n}.",
        "Hostel {t}: passport kept at reception against key deposit, eight beds in a room, doors "
        "locked at night. Ask for {n}.",
        "Car hire {t}: leave your passport at the desk, deposit before start, driver brings the "
        "car. Ask for {n}.",
        "Mensajería de pasaportes {t}: el conductor recoge los pasaportes, se guardan en la "
        "oficina hasta la cita consular. Pregunta por {n}.",
        "Clínica de salud sexual en {t}: sin preservativo anoche? prueba gratis. Chicas de "
        "compañía bienvenidas. Pregunta por {n}.",
        "Agence photo passeport {t} : vos papiers restent au bureau une journée. Demandez {n}.",
        "Помощь с загранпаспортом, {t}: документы остаются в офисе, оплата вперёд. Спросите {n}.",
        "Estafeta de passaportes {t}: recolhemos documentos, ficam guardados no escritório até ao "
        "consulado abrir. Pergunte por {n}.",
        "Visum und Passfoto {t}: Pässe werden eingesammelt und im Büro verwahrt, Gebühr vorab "
        "überweisen. Fragen Sie nach {n}.",
        "Passport & photo booth {t}: leave your documents with us at the counter, collected by our "
        "driver and kept in a locked safe overnight. Ask for {n}.",
        "Same day passport service, {t}. We take your passport to the office, pay the fee in "
        "advance, deliver to your hotel. Speak to {n}.",
        "Visa agency {t}: processing fee payable before departure, passports stay at the embassy "
        "ten days. Staff speak four languages. Ask for {n}.",
        "Immigration consultant {n}: work permits, agency fee paid upfront, we hold copies of your "
        "documents. {t}",
        "Locum sexual health nurse {n} in {t}: bareback worries, condom burst, no limits on "
        "questions. Walk in, day or night.",
        "Calling escorts and masseuses in {t}: tell us about your health in a 30 minute interview, "
        "25 pounds. {n}",
        "Branch meeting {t}: hotel staff, wages held back, passports held, twelve to a room. Bring "
        "your payslips. {n} will be there.",
        "Radio {t} looks into farms where wages are paid at the end of the season and papers are "
        "kept by the boss. Did it happen to you? Call {n}.",
        "Storage and removals {t}: keys and documents kept in our safe, deposit before the start, "
        "no hidden charges deducted. Ask for {n}.",
        "Boarding school {t}: phones are collected on arrival, passports kept by matron, nobody "
        "may leave the house alone. Ask for {n}.",
        "Ski trips from {t}: the hotel keeps your passport at reception, deposit before departure, "
        "four to a room. Ask for {n}.",
        "Servicio de pasaportes en {t}: recogemos tus documentos, pagas la tasa por adelantado y "
        "los guardamos en la oficina hasta la cita. Pregunta por {n}.",
        "Embajada en {t}: el pasaporte se queda en la oficina cinco días, tasa antes de viajar. "
        "Pregunta por {n}.",
        "Coursier de passeports {t} : nous gardons votre passeport au bureau jusqu'au rendez-vous "
        "du consulat, frais de visa à payer d'avance. Demandez {n}.",
        "Étude : entretiens avec des escortes et des masseuses sur leur santé, 30 euros. Demandez "
        "{n}.",
        "Курьер для паспортов, {t}: забираем документы, сбор до поездки, паспорт хранится в сейфе "
        "до визы. Спросите {n}.",
        "Serviço de vistos em {t}: a taxa paga-se antes da viagem, o passaporte fica no escritório "
        "uma semana. Pergunte por {n}.",
        "Passkurier {t}: Wir sammeln die Pässe ein, der Pass bleibt im Büro bis zum Termin, Gebühr "
        "vor Abreise. Fragen Sie nach {n}.",
        "Studie: Interviews mit Frauen im Escort über Gesundheit, 30 Euro. Fragen Sie nach {n}.",
        "Trapped by a loan for your ticket? Recruiters hold papers, take wages, threaten families. "
        "You are not to blame. We pick up at any hour.",
        "Five strawberry pickers walked out last summer. Their boss had kept their passports and "
        "stopped rent from their pay. They are free now. So can you be.",
        "A room for the night, a meal, a phone: for women whose drivers wait outside and keep the "
        "cash from escort jobs. No questions.",
        "The gangmaster holds your ID, docks your pay and locks the caravan. Speak to an organiser "
        "from the farm workers branch.",
        "Teaching resource: in this story Mina's employer keeps her passport and pays nothing for "
        "three months. Discuss in class.",
        "If someone holds your passport until a debt is paid, that is bondage. Text us, we answer "
        "in nine languages.",
        "¿Te prestaron el pasaje y ahora no puedes irte? Los reclutadores guardan documentos y "
        "amenazan. Escríbenos, no cobramos.",
        "Cinco jornaleras salieron el verano pasado. El jefe guardaba sus pasaportes. Hoy son "
        "libres y cuentan cómo.",
        "El capataz te retiene el carné, te quita la comida del jornal y cierra el portón con "
        "llave. Habla con la comisión de jornaleros.",
        "Comedor y cama para chicas que salen de los pisos, sin preguntas, junto a la iglesia.",
        "On vous a prêté le billet et vous ne pouvez plus partir ? Des recruteurs gardent les "
        "papiers. Écrivez-nous, c'est gratuit.",
        "Cinq cueilleuses sont parties l'été dernier. Leur patron gardait les passeports. Elles "
        "racontent.",
        "Le contremaître détient les papiers, retient la nourriture sur la paie et ferme le "
        "portail à clé. Rencontrez l'équipe mobile.",
        "Вам дали билет в долг и не отпускают? Вербовщики хранят документы и угрожают. Напишите "
        "нам, это бесплатно.",
        "Пять работниц ушли с фермы прошлым летом. Хозяин хранил их паспорта. Теперь они свободны.",
        "Бригадир держит документы, вычитает еду из зарплаты, ворота закрыты на замок. Придите на "
        "встречу рабочих с юристом.",
        "Emprestaram-te a viagem e agora não podes sair? Recrutadores guardam documentos e "
        "ameaçam. Escreve-nos, é gratuito.",
        "Cinco apanhadoras saíram no verão passado. O patrão guardava-lhes os passaportes. Hoje "
        "são livres.",
        "O capataz fica com o cartão, desconta a comida no salário e tranca o portão à chave. Vem "
        "à reunião dos trabalhadores com o sindicato.",
        "Man hat dir den Flug geliehen und nun darfst du nicht gehen? Vermittler behalten Papiere "
        "und drohen. Schreib uns, es kostet nichts.",
        "Fünf Pflückerinnen gingen letzten Sommer fort. Der Chef hatte ihre Pässe. Heute sind sie "
        "frei und erzählen davon.",
        "Der Vorarbeiter behält den Ausweis, zieht das Essen vom Lohn ab und sperrt das Tor zu. "
        "Triff das Team der Feldarbeit-Beratung."));

class WhoPlaysOrDances : public testing::TestWithParam<std::string_view> {};
TEST_P(WhoPlaysOrDances, IsNoLeadForNewPeople) {
  const auto leads = leads_asked_for(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}

INSTANTIATE_TEST_SUITE_P(
    ByHand, WhoPlaysOrDances,
    testing::Values(
        "Girls rugby {t}: {n}, 20, is captain. New girls every week. Text",
        "Zumba in {t} with {n}, 24 years old. New girls every week, open 24/7.",
        "Our girls play netball in {t}. {n}, 19, is captain. New girls every week.",
        "Equipo de fútbol femenino en {t}: {n}, 21 años, capitana. Tenemos chicas nuevas cada "
        "semana.",
        "Zumba en {t} con {n}, 23 años. Chicas nuevas cada semana. Disponible de 10 a 22.",
        "Cours de danse à {t} avec {n}, 25 ans. Nouvelles filles chaque semaine.",
        "Танцы, {t}: {n}, 22 лет, тренер. Новые девочки каждую неделю.",
        "Equipa de futebol feminino em {t}: {n}, 20 anos. Meninas novas todas as semanas.",
        "Tanzschule {t}: {n}, 22, unterrichtet. Jede Woche neue Mädchen."));

class WhoSellsBesideASport : public testing::TestWithParam<std::string_view> {};
TEST_P(WhoSellsBesideASport, StaysALead) {
  EXPECT_EQ(leads_asked_for(GetParam()).size(), 1U) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    ByHand, WhoSellsBesideASport,
    testing::Values(
        "{n}, 20, in {t}. New girls every week. Text",
        "Girls rugby {t}: {n}, 20. New girls every week. Escort, incall and outcall.",
        "Zumba in {t} with {n}, 20. New girls every week, they do everything without condom.",
        "Dance class and body rub in {t}, {n}, 20. New girls every week.",
        "Zumba en {t} con {n}, 23 años. Chicas nuevas cada semana, hacen de todo sin preservativo.",
        "Cours de danse à {t}, {n}, 25 ans. Nouvelles filles chaque semaine. Massage inclus.",
        "Танцы, {t}: {n}, 22 лет. Новые девочки каждую неделю. Интим без ограничений.",
        "Equipa de futebol em {t}: {n}, 20 anos. Meninas novas todas as semanas. Acompanhantes.",
        "Tanzschule {t}: {n}, 22. Jede Woche neue Mädchen, alles ohne Gummi."));

}  // namespace
}  // namespace lodestar::detect
