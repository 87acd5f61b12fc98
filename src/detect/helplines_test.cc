// SPDX-License-Identifier: Apache-2.0
// Who helps names the same conditions as who binds: helplines, unions and inspectorates ask whether
// a passport was taken, or say what to do if it was. They are no leads; offers with the same words,
// said as what will be, are. Every text stands in sixteen postings with eight names and one number.
// All of it is invented.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "detect/analysis.h"
#include "support/lead_scene.h"

namespace lodestar::detect {
namespace {

struct Told {
  std::string_view language, text;
};

constexpr std::array<std::string_view, 8> kNames = {"Maria", "Anna",  "Lucia", "Elena",
                                                    "Marta", "Irina", "Clara", "Sofia"};
constexpr std::array<std::string_view, 8> kRussianNames = {"Мария", "Анна",  "Лидия", "Елена",
                                                           "Марта", "Ирина", "Клара", "София"};

std::string ask_for(std::string_view language, std::size_t i) {
  if (language == "es") return fmt::format("Pregunta por {} al", kNames[i]);
  if (language == "fr") return fmt::format("Demandez {} au", kNames[i]);
  if (language == "pt") return fmt::format("Pergunte por {} no", kNames[i]);
  if (language == "de") return fmt::format("Fragen Sie nach {} unter", kNames[i]);
  if (language == "ru") return fmt::format("Спросите {} по", kRussianNames[i]);
  return fmt::format("Ask for {} on", kNames[i]);
}

std::vector<Lead> leads_of(const Told& told) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 16; ++i) {
    texts.push_back(
        fmt::format("{} {} +44 7481 227 940", told.text, ask_for(told.language, i % 8)));
  }
  Postings postings;
  const auto file = postings.add_file("f");
  for (const std::string& text : texts) postings.add(file, {.fields = {"", "", text}});
  auto found = analyse(postings, built_in_indicators(), {.parallel = {.threads = 1}});
  EXPECT_TRUE(found.has_value());
  return found ? std::move(found->leads) : std::vector<Lead>();
}

std::string evidence_of(const std::vector<Lead>& leads) {
  std::string all;
  for (const Lead& lead : leads) {
    for (const Evidence& one : lead.evidence)
      all += fmt::format("{} {}; ", one.indicator, one.points);
  }
  return all;
}

class WhoHelps : public testing::TestWithParam<Told> {};
TEST_P(WhoHelps, IsNoLead) {
  const auto leads = leads_of(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam().text << ": " << evidence_of(leads);
}

class WhoOffers : public testing::TestWithParam<Told> {};
TEST_P(WhoOffers, StaysALead) { EXPECT_EQ(leads_of(GetParam()).size(), 1U) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(
    English, WhoHelps,
    testing::Values(
        Told{"en",
             "Labour inspectorate Leeds: if an employer keeps your passport or deducts the ticket "
             "from your wages, report it."},
        Told{"en",
             "Are debts deducted from your wages? Did they take your passport? Our union in Leeds "
             "can help you."},
        Told{"en",
             "Free and confidential advice for farm workers: if the agent holds your documents, "
             "takes your phone, or recovers the flight from your wages, we listen."},
        Told{"en",
             "Migrant workers centre. Employers who keep passports or deduct recruitment costs "
             "from wages break the law. Come to our advice evening."},
        Told{"en",
             "Do you work 14 hours a day with no days off? Is your passport kept at the "
             "office? A lawyer answers free of charge."},
        Told{"en",
             "Hotel workers: was your passport collected on arrival and kept by the manager? You "
             "have rights. Talk to our NGO."},
        Told{"en",
             "Your boss has no right to keep your passport or to take debts from your wages. Our "
             "law clinic helps for free."},
        Told{"en",
             "Nobody is allowed to leave the house? Phones are collected on arrival? That is "
             "forced labour. Call the helpline, day or night."},
        Told{"en",
             "If you have to pay a placement fee before departure, do not travel. Check the job "
             "with our advice centre first."},
        Told{"en",
             "Wages paid only at the end of the season? Ticket advanced and taken from your wages? "
             "Get your wages back with the seasonal workers association."},
        Told{"en",
             "Shelter and support for domestic workers whose passport is kept by the "
             "employer. Free, confidential, in your language."},
        Told{"en",
             "Report it anonymously if your employer keeps your passport, or if costs are deducted "
             "from your wages. Modern slavery team, Leeds."}));

INSTANTIATE_TEST_SUITE_P(
    Spanish, WhoHelps,
    testing::Values(
        Told{"es",
             "¿Te han quitado el pasaporte? ¿Te descuentan la deuda del sueldo? Asociación de "
             "apoyo a trabajadoras del campo. Gratis y confidencial."},
        Told{"es",
             "Inspección de trabajo: si te quitan el pasaporte o te descuentan el viaje del "
             "sueldo, denúncialo."},
        Told{"es",
             "Sindicato del campo: si la empresa guarda tu pasaporte, te ayudamos a "
             "recuperarlo."},
        Told{"es",
             "¿El jefe guarda los pasaportes en la oficina? ¿El billete se descuenta del "
             "salario? Abogadas gratis para trabajadoras."},
        Told{"es",
             "¿Trabajas 12 horas diarias sin días libres? ¿No puedes salir de la finca? Llama a la "
             "línea de ayuda, las 24 horas."},
        Told{"es",
             "Centro de orientación para temporeros: si hay que pagar una tasa antes de "
             "viajar, desconfía de la oferta."},
        Told{"es",
             "Ningún jefe puede retener tu pasaporte ni descontar la deuda del sueldo. "
             "Asesoría laboral gratuita."},
        Told{"es",
             "ONG de apoyo: ¿te adelantaron el pasaje y ahora lo descuentan del salario? "
             "Podemos acompañarte a denunciar."},
        Told{"es",
             "¿El sueldo se paga al final de la temporada? ¿Multa por abandonar? Conoce tus "
             "derechos con nosotras."},
        Told{"es",
             "Quien retiene pasaportes o descuenta deudas del sueldo comete un delito. Denuncia en "
             "la inspección, es anónimo."}));

INSTANTIATE_TEST_SUITE_P(
    French, WhoHelps,
    testing::Values(
        Told{"fr",
             "Votre passeport est gardé par le patron ? Le billet est retenu sur votre "
             "salaire ? Notre syndicat vous aide."},
        Told{"fr",
             "Inspection du travail : si votre patron garde votre passeport ou retient la "
             "dette sur le salaire, signalez-le."},
        Told{"fr",
             "Association d'aide aux saisonniers : s'ils gardent vos papiers, appelez, c'est "
             "gratuit et confidentiel."},
        Told{"fr",
             "Permanence juridique gratuite pour employées de maison : si le passeport est "
             "gardé par l'employeur, venez."},
        Told{"fr",
             "Travail 14 heures par jour sans jour de repos ? Logement en conteneur ? Un "
             "avocat vous répond gratuitement."},
        Told{"fr",
             "Interdit de sortir ? Téléphones confisqués ? C'est du travail forcé. Ligne "
             "d'écoute jour et nuit."},
        Told{"fr",
             "Personne n'a le droit de garder votre passeport ni de déduire la dette du "
             "salaire. Centre de conseil des travailleurs."},
        Told{"fr",
             "Si l'agence demande des frais de dossier à payer avant le départ, parlez-en à "
             "notre association."},
        Told{"fr",
             "Salaire versé seulement en fin de saison ? Pénalité en cas de départ ? Le "
             "comité de soutien accompagne les travailleurs."},
        Told{"fr",
             "Garder les passeports des salariés est un délit. Défenseurs des travailleurs, "
             "accueil anonyme et gratuit."}));

INSTANTIATE_TEST_SUITE_P(
    Russian, WhoHelps,
    testing::Values(
        Told{"ru",
             "Если у вас забрали паспорт или долг удерживают из зарплаты, звоните: "
             "бесплатно и конфиденциально."},
        Told{"ru", "Работа без выходных? Паспорт хранится у бригадира? Профсоюз поможет вам."},
        Told{"ru", "Трудовая инспекция: если работодатель забирает паспорта, сообщите нам."},
        Told{"ru",
             "Долг за билет вычитают из зарплаты? Документы хранятся у начальника? Юрист "
             "ответит бесплатно."},
        Told{"ru", "Центр помощи рабочим: если требуют залог до выезда, не платите, позвоните."},
        Told{"ru",
             "Запрещено выходить? Телефон забирают? Это незаконно. Горячая линия "
             "круглосуточно."},
        Told{"ru",
             "Забирать паспорт и удерживать долг из зарплаты незаконно. Правозащитники "
             "помогут рабочим."},
        Told{"ru",
             "Вам не платят, зарплата в конце сезона? Штраф за уход? Общественная "
             "организация помогает мигрантам."},
        Told{"ru",
             "Никто не вправе хранить ваш паспорт. Бесплатная юридическая помощь на "
             "стройке и в поле."},
        Told{"ru",
             "Если на работе отняли документы или удерживают зарплату, приют и помощь "
             "женщинам, анонимно."}));

INSTANTIATE_TEST_SUITE_P(
    Portuguese, WhoHelps,
    testing::Values(
        Told{"pt",
             "O patrão ficou com o seu passaporte? Descontam dívidas do salário? Apoio "
             "gratuito a trabalhadores."},
        Told{"pt",
             "Inspeção do trabalho: se o patrão fica com o passaporte ou desconta a viagem "
             "no salário, denuncie."},
        Told{"pt", "O sindicato ajuda: se os documentos ficam retidos no escritório, ligue."},
        Told{"pt",
             "Trabalha 12 horas por dia sem folga? O passaporte fica guardado no escritório? "
             "Advogadas gratuitas."},
        Told{"pt",
             "Associação de imigrantes: se lhe pedem uma taxa antes da viagem, fale connosco "
             "primeiro. Gratuito e confidencial."},
        Told{"pt",
             "Ninguém pode reter o seu passaporte nem descontar dívidas do ordenado. Linha "
             "de apoio."},
        Told{"pt",
             "Proibido sair da quinta? Telemóveis recolhidos? Isso é trabalho forçado. "
             "Denuncie, é anónimo."},
        Told{"pt",
             "Adiantaram a passagem e agora é descontada no ordenado? O gabinete jurídico "
             "responde sem custos."},
        Told{"pt",
             "Pagamento só no final da campanha? Há multa para quem sai? Centro de apoio ao "
             "trabalhador da colheita."},
        Told{"pt",
             "Guardar passaportes de trabalhadores é crime. ONG acompanha quem quer "
             "denunciar."}));

INSTANTIATE_TEST_SUITE_P(
    German, WhoHelps,
    testing::Values(
        Told{"de",
             "Beratungsstelle für Erntehelfer: Wenn der Chef Ihren Pass behält oder die "
             "Schulden vom Lohn abgezogen werden, melden Sie sich."},
        Told{"de",
             "Wurde Ihr Pass eingesammelt? Werden die Reisekosten vom Lohn einbehalten? Die "
             "Gewerkschaft hilft."},
        Told{"de", "Arbeitsinspektion: Falls der Arbeitgeber den Pass behält, zeigen Sie es an."},
        Told{"de",
             "Kostenlos und vertraulich: Hilfe für Pflegekräfte, wenn der Ausweis im Büro "
             "verwahrt wird."},
        Told{"de",
             "Arbeit 14 Stunden am Tag, ohne Ruhetag? Unterkunft in Containern? Ein Anwalt "
             "antwortet kostenlos."},
        Told{"de",
             "Niemand darf Ihren Pass behalten oder Schulden vom Lohn abziehen. Faire "
             "Mobilität berät auf der Baustelle."},
        Told{"de",
             "Handys werden abgegeben, Ausgang verboten? Das ist Zwangsarbeit. Hilfetelefon "
             "rund um die Uhr."},
        Told{"de",
             "Wenn vor der Abreise eine Vermittlungsgebühr verlangt wird, rufen Sie unsere "
             "Beratung an."},
        Told{"de",
             "Auszahlung erst am Ende der Saison? Strafe, wenn man kündigt? Der Verein "
             "unterstützt Saisonarbeiter."},
        Told{"de",
             "Wer Pässe einbehält, macht sich strafbar. Anonyme Meldung beim Zoll, wir "
             "helfen Arbeitern."}));

INSTANTIATE_TEST_SUITE_P(
    English, WhoOffers,
    testing::Values(
        Told{"en",
             "Farm work in Leeds. The ticket is deducted from your wages, passport is kept at the "
             "office."},
        Told{"en",
             "Want to earn 3000? Farm work. We keep your passport until the flight is paid back."},
        Told{
            "en",
            "Free help with visa, we keep the passport until the flight is paid back. Hotel jobs."},
        Told{"en", "Packers wanted. Passports are kept at the office, ok?"},
        Told{"en", "Packers wanted. Passports are kept at the office ??"},
        Told{"en", "Jobs in hotels. If you are interested, passports are kept at the office."},
        Told{"en", "Jobs in hotels. If you agree we keep your passport for the season."},
        Told{"en", "Kitchen work. If you quit you pay a fine of 500."}));

INSTANTIATE_TEST_SUITE_P(
    OtherLanguages, WhoOffers,
    testing::Values(
        Told{"es",
             "Trabajo en el campo. El pasaporte se queda en la oficina hasta pagar el "
             "billete."},
        Told{"es", "¿Quieres ganar 2000? Trabajo en finca. El viaje se descuenta del sueldo."},
        Told{"es",
             "Ayuda gratis con el visado, guardamos el pasaporte hasta pagar el vuelo. "
             "Trabajo en hotel."},
        Told{"es", "Trabajo. Si aceptas guardamos tu pasaporte en la oficina."},
        Told{"fr",
             "Travail à la ferme. Le passeport reste au bureau jusqu'au remboursement du "
             "billet."},
        Told{"fr", "Envie de gagner 2000 ? Travail à l'hôtel. Nous gardons votre passeport."},
        Told{"fr",
             "Aide gratuite pour le visa, le passeport est gardé jusqu'au remboursement du "
             "vol. Emploi en cuisine."},
        Told{"ru", "Работа на складе. Паспорт остаётся в офисе, билет удерживается из зарплаты."},
        Told{"ru", "Хотите заработать? Работа на ферме. Паспорта хранятся у бригадира."},
        Told{"ru", "Поможем с визой бесплатно, паспорт храним до возврата долга. Работа."},
        Told{"pt", "Trabalho na quinta. O passaporte fica no escritório até saldar a viagem."},
        Told{"pt", "Quer ganhar 2000? Vaga em hotel. A viagem é descontada no ordenado."},
        Told{"pt",
             "Procura-se pessoal, o passaporte guarda-se no escritório, a passagem é "
             "descontada no salário."},
        Told{"pt",
             "Ajuda gratuita com o visto, ficamos com o passaporte até pagar o voo. "
             "Trabalho."},
        Told{"de",
             "Arbeit in der Ernte. Der Pass bleibt im Büro, die Fahrt wird vom Lohn "
             "abgezogen."},
        Told{"de", "Wollen Sie 2000 verdienen? Arbeit im Hotel. Wir behalten den Pass."},
        Told{"de",
             "Kostenlose Hilfe mit dem Visum, der Pass wird im Büro verwahrt, bis der Flug "
             "abbezahlt ist. Arbeit in der Küche."}));

}  // namespace
}  // namespace lodestar::detect
