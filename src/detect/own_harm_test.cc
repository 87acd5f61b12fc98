// SPDX-License-Identifier: Apache-2.0
// Who says what is done to them, or looks for somebody who is missing, organises nothing, whatever
// names, ages and places stand beside one number. All of it is invented.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

// In sixteen postings of as many days, under eight names and seven ages in six towns.
std::vector<Lead> leads_of(std::string_view told) {
  constexpr std::array<std::string_view, 6> kTowns = {"Leeds", "York",      "Hull",
                                                      "Derby", "Leicester", "Lincoln"};
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 16; ++i) {
    texts.push_back(std::string(told) + " 07481 227 940");
    replace_all(texts.back(), "{n}", kRotatingNames[i % kRotatingNames.size()]);
    replace_all(texts.back(), "{a}", std::to_string(18 + i % 7));
    replace_all(texts.back(), "{t}", kTowns[i % kTowns.size()]);
  }
  Postings postings;
  const auto file = postings.add_file("f");
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Postings::Row row{.fields = {"", "", texts[i]}, .time = static_cast<std::int64_t>(i) * 86'400};
    row.fields[static_cast<std::size_t>(Field::place)] = kTowns[i / 3 % kTowns.size()];
    postings.add(file, row);
  }
  auto found = analyse(postings, built_in_indicators(), {.parallel = {.threads = 1}});
  return found ? std::move(found->leads) : std::vector<Lead>();
}

class OwnHarm : public testing::TestWithParam<std::string_view> {};
TEST_P(OwnHarm, IsNoLead) {
  const auto leads = leads_of(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, OwnHarm,
    testing::Values(
        "I am a cleaner in {t}. My boss keeps my passport and takes the rent from my wages. Please "
        "help me. Call {n}",
        "The boss in {t} keeps our passports, we are hotel cleaners, please help us. Ask for {n}",
        "I work on a farm in {t}. The boss kept my passport, we are not allowed to leave. Please "
        "help. Ask for {n}",
        "Please help, my sister works as an escort in {t}, the manager answers her phone and keeps "
        "her passport. Call {n}",
        "Le patron garde mon passeport, aidez-moi s'il vous plaît. Je travaille dans un hôtel à "
        "{t}. Demandez {n}",
        "Le patron a gardé mon passeport et le loyer est retenu sur la paie, au secours. Je "
        "travaille à la ferme à {t}. Demandez {n}",
        "Der Chef behält meinen Pass, bitte helft mir. Ich arbeite im Hotel in {t}. Fragen Sie "
        "nach {n}",
        "Mein Chef hat meinen Pass eingezogen und zieht die Miete vom Lohn ab. Ich arbeite im "
        "Hotel in {t}. Fragen Sie nach {n}",
        "El jefe guarda mi pasaporte, por favor ayuda. Trabajo en un hotel en {t}. Pregunta por "
        "{n}",
        "El jefe se queda con mi pasaporte y me descuenta el alquiler del sueldo. Trabajo en una "
        "finca de {t}. Pregunta por {n}",
        "O patrão guarda o meu passaporte, por favor ajudem. Trabalho num hotel em {t}. Pergunte "
        "por {n}",
        "Хозяин забрал мой паспорт, не платит зарплату, помогите. Работаю в отеле в {t}. Спросите "
        "{n}"));

class Missing : public testing::TestWithParam<std::string_view> {};
TEST_P(Missing, IsNoLead) {
  const auto leads = leads_of(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, Missing,
    testing::Values(
        "My sister {n}, {a}, is missing, last seen in {t}, she worked as an escort. The manager "
        "answers her phone.",
        "Missing: {n}, {a}, last seen in {t}. She worked as an escort, new in town. Call us.",
        "Missing since May: my sister {n}, {a} years old, went to {t} for a hotel job. The boss "
        "kept her passport. Any news?",
        "Have you seen {n}, {a}? She went missing from {t}. She was working in a massage parlour, "
        "a driver brings the girls.",
        "Ma sœur {n}, {a} ans, a disparu, vue pour la dernière fois à {t}. Elle travaillait comme "
        "escorte, le patron répond à son téléphone.",
        "Meine Schwester {n}, {a} Jahre, wird vermisst, zuletzt gesehen in {t}. Sie arbeitete als "
        "Escort, der Chef geht ans Telefon.",
        "Mi hermana {n}, {a} años, está desaparecida, vista por última vez en {t}. Trabajaba de "
        "escort, el jefe contesta su teléfono.",
        "A minha irmã {n}, {a} anos, está desaparecida, vista pela última vez em {t}. Trabalhava "
        "como acompanhante, o gerente atende o telefone dela.",
        "Моя сестра {n}, {a} лет, пропала, последний раз видели в {t}. Работала как эскорт, "
        "отвечает администратор."));

// The words of who is harmed buy no silence either.
class OfferThatBorrowsHarm : public testing::TestWithParam<std::string_view> {};
TEST_P(OfferThatBorrowsHarm, StaysALead) {
  EXPECT_EQ(leads_of(GetParam()).size(), 1U) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, OfferThatBorrowsHarm,
    testing::Values(
        "Not like the boss who kept my passport: pickers wanted in {t}, passports are kept in our "
        "office. Ask for {n}",
        "Help us pick fruit in {t}. Pickers wanted, rent and flight deducted from wages, passports "
        "are kept by us. Ask for {n}",
        "Have you seen our new bar in {t}? Girls wanted, the flight is paid back from wages, boss "
        "keeps the passports. Ask for {n}",
        "Missing out? New girls every week in {t}, no limits, call the manager, ask for {n}. "
        "Escort.",
        "Escort {n} {t}, last seen in your dreams! Our girls do everything, bareback, boss "
        "answers. 100 roses.",
        "Mi hermana trabaja aquí, se buscan chicas en {t}, guardamos los pasaportes, el vuelo se "
        "paga trabajando. Pregunta por {n}",
        "Ma sœur travaille ici, nous recrutons à {t}, le vol est avancé, remboursé en travaillant, "
        "nous gardons les passeports. Demandez {n}",
        "Meine Schwester arbeitet auch hier, wir suchen Mädchen in {t}, der Flug wird "
        "abgearbeitet, "
        "der Chef behält die Pässe. Fragen Sie nach {n}",
        "Minha irmã trabalha aqui, procuramos raparigas em {t}, a viagem paga-se com o trabalho, "
        "ficamos com o passaporte. Pergunte por {n}",
        "Моя сестра тоже тут работает, требуются девушки в бар в {t}, билет в долг, паспорт "
        "хранится у хозяина. Спросите {n}"));

TEST(Warnings, BesideWhatTheyWarnOfAreCountedAmongItsPostings) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 12; ++i) {
    texts.push_back("{n}, 20. New girls every week. Escort, our girls wait. 07481 227 940");
    replace_all(texts.back(), "{n}", kRotatingNames[i % 6]);
  }
  for (std::size_t i = 0; i < 6; ++i)
    texts.push_back("Beware of this number, they kept my passport, I was cheated. 07481 227 940");
  Postings postings;
  const auto file = postings.add_file("f");
  for (const std::string& text : texts) postings.add(file, {.fields = {"", "", text}});
  const auto found = analyse(postings, built_in_indicators(), {.parallel = {.threads = 1}});
  ASSERT_TRUE(found && found->leads.size() == 1);
  const Lead& lead = found->leads[0];
  EXPECT_EQ(lead.postings, 18U);
  EXPECT_TRUE(lead.summary.starts_with("18 postings")) << lead.summary;
  ASSERT_NE(find_evidence(lead, "told_by_others"), nullptr);
  EXPECT_EQ(find_evidence(lead, "told_by_others")->detail, "6 more postings");
  EXPECT_EQ(find_evidence(lead, "third_party_voice")->detail, "in 12 of 12 postings");
}

}  // namespace
}  // namespace lodestar::detect
