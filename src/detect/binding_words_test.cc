// SPDX-License-Identifier: Apache-2.0
// How each sign of forced labour is written in the six languages, beside sentences that look like
// it and are benign. All of it is invented.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support/lead_scene.h"

namespace lodestar::detect {
namespace {

struct Written {
  std::string_view sign, text;
};
struct Offers {
  std::string_view hiring;  // makes the posting one that hires
  std::vector<Written> signs;
  std::vector<std::string_view> benign;
};

const std::vector<Offers> kOffers = {
    {"Workers wanted. ",
     {
         {"documents_kept", "Passports go in the boss's safe until the season is over"},
         {"documents_kept", "We need to hold on to your residence card"},
         {"debt_for_the_journey", "The bus ticket is a loan which you work off in the fields"},
         {"costs_taken_from_wages", "Tools and boots are docked from your first pay"},
         {"pay_held_back", "Pay comes after the harvest, not before"},
         {"may_not_leave", "Nobody goes into town without the foreman"},
         {"very_long_hours", "16 hour days, no rest day"},
         {"penalty_for_leaving", "Leave before June and you forfeit your last wages"},
         {"threats", "Complain and we call immigration"},
         {"crowded_housing", "Twelve beds in a single room"},
         {"fee_before_work", "A deposit of 150 for the uniform before you start"},
         {"documents_kept", "The driver will collect everyone's identity cards"},
         {"documents_kept", "Residence permits are locked in the office safe"},
         {"debt_for_the_journey", "The cost of bringing you here is paid back over eight months"},
         {"debt_for_the_journey", "You start with a debt of 3,000 to the agency"},
         {"costs_taken_from_wages", "£60 a week for the bed is stopped out of your pay"},
         {"costs_taken_from_wages", "Food and transport are charged against your wages"},
         {"pay_held_back", "You receive your money when the job is finished"},
         {"pay_held_back", "We hold back two weeks' pay as security"},
         {"penalty_for_leaving", "Anyone who walks off the job loses their wages"},
         {"may_not_leave", "The gate is locked after work"},
         {"may_not_leave", "You can only go out with the supervisor"},
         {"very_long_hours", "Shifts from 5 am to 10 pm, every day of the week"},
         {"threats", "If you talk to the police you will be deported"},
         {"crowded_housing", "Ten men share one caravan"},
         {"fee_before_work", "Send 400 by transfer to reserve your place"},
         {"documents_kept", "Boss takes your ID"},
         {"documents_kept", "Hand over your passport on arrival"},
         {"debt_for_the_journey", "You owe us £2,000 for the flight"},
         {"pay_held_back", "No wages for the first two months"},
         {"fines_at_work", "Fines for being late"},
     },
     {
         "Keep your passport safe while you travel",
         "We never keep documents",
         "No fees are taken from your pay",
         "Bring your ID card to the interview",
         "Your ID is checked and given back at once",
         "Nobody may take your passport or your wages",
         "The union helps you get unpaid wages back",
         "Wages are paid every Friday",
         "You get paid weekly from the first week",
         "The first two months are a paid trial",
         "Leave the site by the north gate",
         "Visitors are welcome at any time",
         "You are free to leave whenever you like",
         "Library: fines for late books",
         "Send your CV by Friday to reserve your place",
     }},
    {"Se necesitan peones. ",
     {
         {"documents_kept", "El capataz se queda con tu carné"},
         {"documents_kept", "Hay que dejar el pasaporte en la oficina"},
         {"costs_taken_from_wages", "Te quitamos la comida del jornal"},
         {"pay_held_back", "Se paga después de la cosecha"},
         {"may_not_leave", "Nadie baja al pueblo sin el capataz"},
         {"very_long_hours", "Jornadas de 16 horas sin descanso"},
         {"threats", "Si protestas llamamos a inmigración"},
         {"crowded_housing", "Doce camas en un cuarto"},
         {"fee_before_work", "Se pide una fianza de 150 euros antes de empezar"},
         {"documents_kept", "La jefa recoge la tarjeta de residencia"},
         {"documents_kept", "Los carnets se quedan en la caja fuerte del encargado"},
         {"debt_for_the_journey", "Empiezas con una deuda de 2000 euros con la agencia"},
         {"debt_for_the_journey", "El coste del viaje se devuelve en ocho meses"},
         {"costs_taken_from_wages", "La comida y la cama se cobran de tu sueldo"},
         {"costs_taken_from_wages", "50 euros semanales por la cama salen de la nómina"},
         {"pay_held_back", "El dinero se entrega cuando termina la obra"},
         {"pay_held_back", "Retenemos dos semanas de sueldo como garantía"},
         {"penalty_for_leaving", "El que se marcha pierde el sueldo"},
         {"may_not_leave", "La puerta se cierra con llave por la noche"},
         {"may_not_leave", "Solo se sale acompañado del encargado"},
         {"very_long_hours", "De 6 de la mañana a 10 de la noche todos los días"},
         {"threats", "Si llamas a la policía te deportan"},
         {"crowded_housing", "Diez hombres en una caravana"},
         {"fee_before_work", "Envía 300 euros para reservar tu plaza"},
         {"documents_kept", "Nos quedamos con el pasaporte"},
         {"documents_kept", "El DNI se queda en la oficina"},
         {"debt_for_the_journey", "El pasaje se paga con el trabajo"},
         {"may_not_leave", "Sin móvil ni visitas"},
         {"fines_at_work", "Multa por llegar tarde"},
     },
     {
         "Guarde bien su pasaporte durante el viaje",
         "Nunca guardamos documentos",
         "No se descuenta nada de tu sueldo",
         "Trae el DNI a la entrevista",
         "El DNI se comprueba y se devuelve en el acto",
         "Nadie puede quitarte el pasaporte",
         "El sindicato te ayuda a cobrar los salarios",
         "Se cobra cada viernes",
         "El sueldo se paga cada mes desde el primer mes",
         "Los dos primeros meses son de prueba pagada",
         "Salga de la finca por la puerta norte",
         "Se admiten visitas a cualquier hora",
         "Puedes irte cuando quieras",
         "Biblioteca: multa por retraso en los libros",
         "Envía tu currículum para reservar la entrevista",
     }},
    {"Cherche ouvriers. ",
     {
         {"documents_kept", "Il faut laisser le passeport au bureau"},
         {"documents_kept", "Le contremaître détient les papiers"},
         {"debt_for_the_journey", "Le car est avancé, vous remboursez en travaillant"},
         {"costs_taken_from_wages", "Les outils sont retenus sur la première paie"},
         {"pay_held_back", "La paie vient après la récolte"},
         {"may_not_leave", "Personne ne va en ville sans le chef"},
         {"very_long_hours", "Journées de 16 heures sans repos"},
         {"penalty_for_leaving", "Si vous partez avant juin vous perdez la dernière paie"},
         {"threats", "Si vous vous plaignez on appelle la préfecture"},
         {"crowded_housing", "Douze lits dans une seule chambre"},
         {"fee_before_work", "Un acompte de 150 euros avant l'embauche"},
         {"documents_kept", "Le chef ramasse les titres de séjour"},
         {"documents_kept", "Les cartes d'identité sont au coffre chez le patron"},
         {"debt_for_the_journey", "Vous commencez avec une dette de 2000 euros envers l'agence"},
         {"debt_for_the_journey", "Le prix du voyage se rembourse en huit mois"},
         {"costs_taken_from_wages", "La nourriture et le lit sont prélevés sur votre paie"},
         {"costs_taken_from_wages", "50 euros par semaine pour le lit, pris sur le salaire"},
         {"pay_held_back", "Vous touchez l'argent quand le travail est fini"},
         {"pay_held_back", "Nous gardons deux semaines de salaire en garantie"},
         {"penalty_for_leaving", "Celui qui part perd son salaire"},
         {"may_not_leave", "Le portail est fermé à clé la nuit"},
         {"may_not_leave", "On sort seulement avec le chef"},
         {"very_long_hours", "De 6 heures à 22 heures tous les jours"},
         {"threats", "Si vous parlez à la police vous serez expulsé"},
         {"crowded_housing", "Dix hommes dans une caravane"},
         {"fee_before_work", "Envoyez 300 euros pour réserver votre place"},
         {"documents_kept", "La carte d'identité reste au bureau"},
         {"documents_kept", "Remise du passeport à l'arrivée"},
         {"pay_held_back", "Pas de salaire les deux premiers mois"},
         {"pay_held_back", "Payé à la fin du chantier"},
         {"fines_at_work", "Amende en cas de retard"},
     },
     {
         "Gardez bien votre passeport en voyage",
         "Nous ne gardons jamais les documents",
         "Rien n'est retenu sur votre salaire",
         "Apportez la carte d'identité à l'entretien",
         "La carte d'identité est vérifiée et rendue aussitôt",
         "Personne n'a le droit de prendre votre passeport",
         "Le syndicat vous aide à récupérer les salaires",
         "Payé chaque vendredi",
         "Le salaire est versé chaque mois dès le premier mois",
         "Les deux premiers mois sont un essai payé",
         "Sortez du site par le portail nord",
         "Les visites sont possibles à toute heure",
         "Vous pouvez partir quand vous voulez",
         "Bibliothèque : amende pour les livres en retard",
         "Envoyez votre CV pour réserver un entretien",
     }},
    {"Требуются рабочие. ",
     {
         {"documents_kept", "Паспорта складываем в сейф до конца сезона"},
         {"documents_kept", "Документы оставляете у мастера"},
         {"debt_for_the_journey", "Автобус в долг, отработаете в поле"},
         {"costs_taken_from_wages", "Инструмент и обувь вычтем из первой получки"},
         {"pay_held_back", "Расчёт только после сбора урожая"},
         {"may_not_leave", "В посёлок без бригадира не ходить"},
         {"very_long_hours", "Смена 16 часов, без отдыха"},
         {"penalty_for_leaving", "Уедешь до июня — последнюю зарплату не получишь"},
         {"threats", "Будете жаловаться — вызовем миграционную службу"},
         {"crowded_housing", "Двенадцать коек в комнате"},
         {"fee_before_work", "Взнос 1500 рублей перед началом работы"},
         {"documents_kept", "Удостоверения лежат в сейфе у бригадира"},
         {"documents_kept", "Паспорт отдаёте водителю при посадке"},
         {"debt_for_the_journey", "Начинаете с долга 100 тысяч перед агентством"},
         {"debt_for_the_journey", "Дорогу возвращаете за восемь месяцев"},
         {"costs_taken_from_wages", "Питание и койку вычитаем из получки"},
         {"costs_taken_from_wages", "500 рублей в день за жильё минусуем с оплаты"},
         {"pay_held_back", "Деньги отдадим, когда закончите объект"},
         {"pay_held_back", "Две недели зарплаты остаются у нас в залог"},
         {"penalty_for_leaving", "Кто уехал раньше, денег не получает"},
         {"may_not_leave", "Ворота ночью закрыты на замок"},
         {"may_not_leave", "В город только с бригадиром"},
         {"very_long_hours", "С шести утра до десяти вечера каждый день"},
         {"threats", "Пойдёте в полицию — вас депортируют"},
         {"crowded_housing", "Десять мужчин в одном вагончике"},
         {"fee_before_work", "Переведите 5000 рублей, чтобы забронировать место"},
         {"documents_kept", "Паспорт у начальника до конца вахты"},
         {"debt_for_the_journey", "Билет отработаете"},
         {"pay_held_back", "Первые два месяца без зарплаты"},
         {"may_not_leave", "Выходить с объекта нельзя"},
         {"fines_at_work", "За брак штраф"},
     },
     {
         "Берегите паспорт в дороге",
         "Мы никогда не забираем документы",
         "Из зарплаты ничего не вычитаем",
         "Паспорт возьмите с собой на собеседование",
         "Паспорт проверяем и сразу возвращаем",
         "Никто не вправе забирать ваш паспорт",
         "Профсоюз поможет получить зарплату",
         "Зарплата каждую пятницу",
         "Зарплата выплачивается каждый месяц",
         "Первые два месяца стажировка оплачивается",
         "Выход с объекта через северные ворота",
         "Гости могут приходить в любое время",
         "Уволиться можно в любой день",
         "Библиотека: штраф за опоздание с книгами",
         "Отправьте резюме, чтобы записаться на собеседование",
     }},
    {"Precisa-se de operários. ",
     {
         {"documents_kept", "É preciso deixar o passaporte no escritório"},
         {"documents_kept", "O capataz fica com os documentos"},
         {"debt_for_the_journey", "O autocarro é adiantado e paga-se a trabalhar"},
         {"costs_taken_from_wages", "As ferramentas são descontadas no primeiro ordenado"},
         {"may_not_leave", "Ninguém vai à vila sem o encarregado"},
         {"very_long_hours", "Dias de 16 horas sem descanso"},
         {"threats", "Se reclamar chamamos a imigração"},
         {"crowded_housing", "Doze camas num só quarto"},
         {"fee_before_work", "Caução de 150 euros antes de começar"},
         {"documents_kept", "O chefe recolhe os cartões de cidadão"},
         {"documents_kept", "Os títulos de residência ficam no cofre do patrão"},
         {"debt_for_the_journey", "Começa com uma dívida de 2000 euros à agência"},
         {"debt_for_the_journey", "O custo da viagem paga-se em oito meses"},
         {"costs_taken_from_wages", "A comida e a cama são cobradas no ordenado"},
         {"costs_taken_from_wages", "50 euros por semana pela cama saem do salário"},
         {"pay_held_back", "O dinheiro é entregue quando a obra acabar"},
         {"pay_held_back", "Retemos duas semanas de salário como garantia"},
         {"penalty_for_leaving", "Quem se vai embora perde o salário"},
         {"may_not_leave", "O portão é fechado à chave à noite"},
         {"may_not_leave", "Só se sai acompanhado pelo encarregado"},
         {"very_long_hours", "Das 6 da manhã às 10 da noite todos os dias"},
         {"threats", "Se falar com a polícia é deportado"},
         {"crowded_housing", "Dez homens numa caravana"},
         {"fee_before_work", "Envie 300 euros para reservar o lugar"},
         {"documents_kept", "O encarregado recolhe os passaportes"},
         {"pay_held_back", "Pagamento só no fim da obra"},
         {"may_not_leave", "Sem telemóvel nem visitas"},
         {"debt_for_the_journey", "Chega já com uma dívida"},
         {"fines_at_work", "Multa por chegar atrasado"},
     },
     {
         "Guarde bem o seu passaporte em viagem",
         "Nunca guardamos documentos",
         "Nada é descontado no ordenado",
         "Traga o cartão de cidadão à entrevista",
         "O cartão é verificado e devolvido na hora",
         "Ninguém pode ficar com o seu passaporte",
         "O sindicato ajuda a receber os salários",
         "Pagamento todas as sextas",
         "O salário é pago todos os meses desde o primeiro mês",
         "Os dois primeiros meses são de experiência paga",
         "Saia da quinta pelo portão norte",
         "Visitas a qualquer hora",
         "Pode sair quando quiser",
         "Biblioteca: multa por atraso nos livros",
         "Envie o currículo para marcar a entrevista",
     }},
    {"Arbeiter gesucht. ",
     {
         {"documents_kept", "Der Pass ist beim Chef abzugeben"},
         {"documents_kept", "Der Vorarbeiter hat alle Ausweise"},
         {"debt_for_the_journey", "Der Bus wird vorgestreckt und abgearbeitet"},
         {"costs_taken_from_wages", "Werkzeug und Schuhe werden vom ersten Lohn abgezogen"},
         {"pay_held_back", "Lohn gibt es nach der Ernte"},
         {"may_not_leave", "Niemand geht ohne den Vorarbeiter in den Ort"},
         {"very_long_hours", "16 Stunden am Tag, kein freier Tag"},
         {"penalty_for_leaving", "Wer vor Juni geht, verliert den letzten Lohn"},
         {"crowded_housing", "Zwölf Betten in einem Zimmer"},
         {"fee_before_work", "150 Euro Kaution vor Arbeitsbeginn"},
         {"documents_kept", "Der Fahrer sammelt die Personalausweise ein"},
         {"documents_kept", "Aufenthaltstitel liegen im Tresor beim Chef"},
         {"debt_for_the_journey", "Sie fangen mit 2000 Euro Schulden bei der Agentur an"},
         {"debt_for_the_journey", "Die Reise wird in acht Monaten zurückgezahlt"},
         {"costs_taken_from_wages", "Essen und Bett werden vom Lohn einbehalten"},
         {"costs_taken_from_wages", "50 Euro pro Woche für das Bett gehen vom Lohn weg"},
         {"pay_held_back", "Das Geld gibt es, wenn die Baustelle fertig ist"},
         {"pay_held_back", "Zwei Wochen Lohn bleiben als Sicherheit bei uns"},
         {"penalty_for_leaving", "Wer geht, verliert seinen Lohn"},
         {"may_not_leave", "Das Tor ist nachts abgeschlossen"},
         {"may_not_leave", "Raus nur mit dem Vorarbeiter"},
         {"very_long_hours", "Von 6 Uhr bis 22 Uhr jeden Tag"},
         {"threats", "Wer zur Polizei geht, wird abgeschoben"},
         {"crowded_housing", "Zehn Männer in einem Wohnwagen"},
         {"fee_before_work", "Überweisen Sie 300 Euro, um den Platz zu sichern"},
         {"documents_kept", "Wir nehmen den Personalausweis"},
         {"pay_held_back", "Lohn erst am Ende"},
         {"may_not_leave", "Ausgang nur mit Begleitung"},
         {"debt_for_the_journey", "Sie beginnen die Arbeit mit Schulden"},
         {"fines_at_work", "Strafe bei Verspätung"},
     },
     {
         "Passen Sie auf Ihren Reisepass gut auf",
         "Wir behalten niemals Dokumente",
         "Vom Lohn wird nichts abgezogen",
         "Bringen Sie den Ausweis zum Gespräch mit",
         "Der Ausweis wird geprüft und gleich zurückgegeben",
         "Niemand darf Ihren Pass behalten",
         "Die Gewerkschaft hilft, den Lohn zu bekommen",
         "Lohn jeden Freitag",
         "Der Lohn kommt jeden Monat ab dem ersten Monat",
         "Die ersten zwei Monate sind bezahlte Probezeit",
         "Verlassen Sie das Gelände durch das Nordtor",
         "Besuch ist jederzeit willkommen",
         "Sie können jederzeit kündigen",
         "Bücherei: Gebühr für verspätete Bücher",
         "Schicken Sie den Lebenslauf, um ein Gespräch zu sichern",
     }},
};

std::vector<std::string_view> signs_of(std::string_view hiring, std::string_view sentence) {
  const Indicators& indicators = built_in_indicators();
  const std::string text = std::string(hiring) + std::string(sentence);
  Postings one;
  one.add(one.add_file("x"), {.fields = {"", "", text}});
  std::vector<Sign> seen;
  IndicatorReader(indicators).read(one, 0, seen);
  std::vector<std::string_view> ids;
  for (const Sign& sign : seen) {
    if (sign.rule < indicators.words.size() && indicators.words[sign.rule].strength > 0)
      ids.push_back(indicators.words[sign.rule].id);
  }
  return ids;
}

TEST(BindingWords, EachSignIsFoundAsItIsWritten) {
  for (const auto& [hiring, signs, benign] : kOffers) {
    for (const auto& [sign, text] : signs) {
      const auto found = signs_of(hiring, text);
      EXPECT_NE(std::ranges::find(found, sign), found.end()) << sign << ": " << text;
    }
  }
}

TEST(BindingWords, WhatBindsNobodyIsNone) {
  for (const auto& [hiring, signs, benign] : kOffers) {
    for (const std::string_view text : benign) {
      for (const std::string_view sign : signs_of(hiring, text))
        ADD_FAILURE() << sign << ": " << text;
    }
  }
}

}  // namespace
}  // namespace lodestar::detect
