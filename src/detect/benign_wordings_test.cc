// SPDX-License-Identifier: Apache-2.0
// Teams, choirs, guides, schools of dance, agencies of cleaners, salons, shops and kennels write of
// "our girls" and of new ones every week, under many names and one contact. None sells anybody, and
// none is a lead. All of it is invented.
#include <gtest/gtest.h>

#include <string_view>

#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

class WhoHasGirlsOfTheirOwn : public testing::TestWithParam<std::string_view> {};
TEST_P(WhoHasGirlsOfTheirOwn, IsNoLead) {
  const auto leads = leads_asked_for(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}

INSTANTIATE_TEST_SUITE_P(
    English, WhoHasGirlsOfTheirOwn,
    testing::Values(
        "Our girls sing every Tuesday at the church hall in {t}. {n}, 19, leads. New girls every "
        "week.",
        "Girls' choir {t}: new girls every week, choose from our ladies' and children's groups. "
        "Ask {n}, 24.",
        "Guides in {t}: our girls camp, hike and cook. New girls every week. Call {n}, 21.",
        "Brownies and Rainbows {t}, our girls meet Mondays. New girls every week, leader {n}, 20.",
        "Our girls play on Saturday in {t}. New girls every week, coach {n}, 22, picks the team.",
        "Darts ladies {t}: our ladies play in the league, new ladies every month. {n}, 23.",
        "Roller derby {t}. Our girls skate hard, new girls every week. {n}, 20, is captain.",
        "Cheer squad {t}: our girls won bronze. New girls every week, {n}, 18, coaches.",
        "Street dance {t} with {n}, 19: our girls perform in June, new girls every week.",
        "Alpha Beta sorority {t}: our girls raise money, new girls every week. {n}, 20, president.",
        "Choose one of our ladies to clean your home in {t}. Ask for {n}, 28. New ladies every "
        "week.",
        "Our ladies clean offices in {t}. Our girls have keys and are vetted. New girls every "
        "week. {n}, 30.",
        "Nannies in {t}: choose from our girls, all police checked, new girls every week. {n}, 23.",
        "Au pair agency {t}: our girls speak German, new girls every month. {n}, 20, looks for a "
        "family.",
        "Carers at home in {t}: choose from our ladies, new ladies every week. {n}, 45.",
        "Hair by {n}, 22, in {t}. Our girls cut and colour. New girls every week, pick from our "
        "ladies.",
        "Nail bar {t}: our girls do gel and acrylic, new girls every week. Ask for {n}, 21.",
        "Hen party {t}? Our girls serve cocktails, {n}, 23, hosts. New ladies every week.",
        "Our models wear sizes 8 to 20 in our {t} shop. {n}, 24, is new. New girls every week.",
        "Our girls have puppies in {t}! Choose from our girls, {n}, 2, is the mother. New girls "
        "every week.",
        "Point of lay hens {t}: our girls lay daily. New girls every week, {n} has the keys.",
        "Book club {t}: our ladies read one novel a month. {n}, 34. New ladies every week.",
        "Swimming for women in {t}: new girls every week, {n}, 26, teaches.",
        "Running group {t}: our girls run 5k. New girls every week with {n}, 25.",
        "Waitresses for weddings in {t}: our girls serve, choose from our ladies. {n}, 22.",
        "Girls in code, {t}: our girls write programs. {n}, 19, mentors. New girls every week.",
        "Women's shelter run {t}: {n}, 29, knits with our ladies. New ladies every week.",
        "Debating society {t}: our girls argue well, new girls every week. {n}, 20.",
        "Promotion staff {t}: our girls hand out leaflets, choose from our girls. {n}, 20.",
        "Horse riding {t}: our girls groom the ponies. New girls every week. {n}, 18."));

INSTANTIATE_TEST_SUITE_P(
    Spanish, WhoHasGirlsOfTheirOwn,
    testing::Values(
        "Coro femenino de {t}: nuestras chicas cantan los martes. Chicas nuevas cada semana. {n}, "
        "21 años.",
        "Scouts {t}: nuestras chicas van de acampada. Chicas nuevas cada semana. Pregunta por {n}, "
        "19 años.",
        "Nuestras chicas juegan el sábado en {t}. Chicas nuevas cada semana, entrena {n}, 22 años.",
        "Baile moderno en {t}: nuestras chicas actúan en junio. Chicas nuevas cada semana. {n}, 20 "
        "años.",
        "Porristas de {t}: nuestras chicas ganaron. Chicas nuevas cada semana, {n}, 18 años.",
        "Limpiamos tu casa en {t}: elige entre nuestras chicas, chicas nuevas cada semana. {n}, 30 "
        "años.",
        "Niñeras en {t}: nuestras chicas tienen referencias, elige una de las chicas. {n}, 23 "
        "años.",
        "Cuidado de mayores en {t}: nuestras señoritas cuidan de día y noche. {n}, 40 años. Chicas "
        "nuevas cada mes.",
        "Peluquería {n} en {t}, 25 años: nuestras chicas cortan y tiñen. Chicas nuevas cada "
        "semana.",
        "Uñas de gel en {t}: nuestras chicas trabajan con cita. {n}, 22 años. Chicas nuevas cada "
        "semana.",
        "Tienda de ropa en {t}: nuestras modelos llevan tallas grandes. {n}, 24 años. Chicas "
        "nuevas cada semana.",
        "Gallinas ponedoras en {t}: nuestras chicas ponen a diario. {n}, 2 años. Chicas nuevas "
        "cada semana.",
        "Despedida de soltera en {t}: nuestras chicas sirven copas. {n}, 23 años. Chicas nuevas "
        "cada mes.",
        "Cachorros en {t}: nuestras chicas han parido. {n}, 3 años, es la madre. Chicas nuevas "
        "cada semana."));

INSTANTIATE_TEST_SUITE_P(
    French, WhoHasGirlsOfTheirOwn,
    testing::Values(
        "Chorale de {t}: nos filles chantent le mardi. Nouvelles filles chaque semaine. {n}, 21 "
        "ans.",
        "Guides et jeannettes {t}: nos filles campent en juillet. Nouvelles filles chaque semaine. "
        "{n}, 19 ans.",
        "Nos filles jouent samedi à {t}. Nouvelles filles chaque semaine, {n}, 22 ans, entraîne.",
        "Danse moderne à {t} avec {n}, 20 ans: nos filles montent sur scène. Nouvelles filles "
        "chaque semaine.",
        "Pom-pom girls {t}: nos filles ont gagné. Nouvelles filles chaque semaine, {n}, 18 ans.",
        "Ménage et repassage à {t}: choisissez une de nos dames, nouvelles dames chaque semaine. "
        "{n}, 30 ans.",
        "Nounous à {t}: nos filles ont des références, choisissez parmi les filles. {n}, 23 ans. "
        "Nouvelles filles chaque mois.",
        "Aide à domicile {t}: nos dames passent matin et soir. {n}, 40 ans. Nouvelles filles "
        "chaque semaine.",
        "Coiffure {n}, 25 ans, à {t}: nos filles coupent et colorent. Nouvelles filles chaque "
        "semaine.",
        "Ongles à {t}: nos filles posent le gel. {n}, 22 ans. Nouvelles filles chaque semaine.",
        "Boutique à {t}: nos modèles portent du 36 au 50. {n}, 24 ans. Nouvelles filles chaque "
        "semaine.",
        "Poules pondeuses à {t}: nos filles pondent chaque jour. {n}, 2 ans. Nouvelles filles "
        "chaque semaine.",
        "Enterrement de vie de jeune fille à {t}: nos filles servent. {n}, 23 ans. Nouvelles "
        "filles chaque mois.",
        "Chiots à {t}: nos filles ont mis bas. {n}, 3 ans, est la mère. Nouvelles filles chaque "
        "semaine."));

INSTANTIATE_TEST_SUITE_P(
    Russian, WhoHasGirlsOfTheirOwn,
    testing::Values(
        "Хор, {t}: наши девочки поют по вторникам. Новые девочки каждую неделю. {n}, 21 год.",
        "Скауты, {t}: наши девочки идут в поход. Новые девочки каждую неделю. {n}, 19 лет.",
        "Наши девушки играют в субботу, {t}. Новые девушки каждую неделю, капитан {n}, 22 года.",
        "Студия танца, {t}: наши девочки выступают в июне. Новые девочки каждую неделю. {n}, 20 "
        "лет.",
        "Чирлидинг, {t}: наши девочки победили. Новые девочки каждую неделю. {n}, 18 лет.",
        "Уборка квартир, {t}: выбирайте из наших девушек. Новые девушки каждую неделю. {n}, 30 "
        "лет.",
        "Няни, {t}: наши девушки с рекомендациями, выбирайте из девушек. {n}, 23 года. Новые "
        "девушки каждый месяц.",
        "Сиделки, {t}: наши девушки ухаживают днём и ночью. Новые девушки каждую неделю. {n}, 40 "
        "лет.",
        "Парикмахерская, {t}: наши девочки стригут и красят. Новые девочки каждую неделю. {n}, 25 "
        "лет.",
        "Маникюр, {t}: наши девочки делают гель-лак. Новые девочки каждую неделю. {n}, 22 года.",
        "Магазин платьев, {t}: наши модели носят большие размеры. Новые девочки каждую неделю. "
        "{n}, 24 года.",
        "Куры-несушки, {t}: наши девочки несутся каждый день. Новые девочки каждую неделю. {n}, 2 "
        "года.",
        "Девичник, {t}: наши девочки разливают коктейли. Новые девочки каждую неделю. {n}, 23 "
        "года.",
        "Щенки, {t}: наши девочки родили. {n}, 3 года, мама. Новые девочки каждую неделю."));

INSTANTIATE_TEST_SUITE_P(
    Portuguese, WhoHasGirlsOfTheirOwn,
    testing::Values(
        "Coro de {t}: as nossas meninas cantam à terça. Meninas novas todas as semanas. {n}, 21 "
        "anos.",
        "Guias e escuteiras {t}: as nossas meninas acampam. Meninas novas todas as semanas. {n}, "
        "19 anos.",
        "As nossas meninas jogam sábado em {t}. Meninas novas todas as semanas, treina {n}, 22 "
        "anos.",
        "Dança moderna em {t} com {n}, 20 anos: as nossas meninas atuam em junho. Meninas novas "
        "todas as semanas.",
        "Claque {t}: as nossas meninas ganharam. Meninas novas todas as semanas. {n}, 18 anos.",
        "Limpezas em {t}: escolha uma das nossas meninas, meninas novas todas as semanas. {n}, 30 "
        "anos.",
        "Amas em {t}: as nossas meninas têm referências, escolha entre as meninas. {n}, 23 anos. "
        "Meninas novas todas as semanas.",
        "Apoio ao domicílio {t}: as nossas meninas cuidam dos idosos. {n}, 40 anos. Meninas novas "
        "todas as semanas.",
        "Cabeleireiro {n}, 25 anos, em {t}: as nossas meninas cortam e pintam. Meninas novas todas "
        "as semanas.",
        "Unhas de gel em {t}: as nossas meninas atendem com marcação. {n}, 22 anos. Meninas novas "
        "todas as semanas.",
        "Loja de roupa em {t}: as nossas modelos vestem tamanhos grandes. {n}, 24 anos. Meninas "
        "novas todas as semanas.",
        "Galinhas poedeiras em {t}: as nossas meninas põem todos os dias. {n}, 2 anos. Meninas "
        "novas todas as semanas.",
        "Despedida de solteira em {t}: as nossas meninas servem bebidas. {n}, 23 anos. Meninas "
        "novas todas as semanas.",
        "Cachorros em {t}: as nossas meninas tiveram crias. {n}, 3 anos, é a mãe. Meninas novas "
        "todas as semanas."));

INSTANTIATE_TEST_SUITE_P(
    German, WhoHasGirlsOfTheirOwn,
    testing::Values(
        "Mädchenchor {t}: unsere Mädchen singen dienstags. Jede Woche neue Mädchen. {n}, 21.",
        "Pfadfinderinnen {t}: unsere Mädchen zelten im Juli. Jede Woche neue Mädchen. {n}, 19.",
        "Unsere Mädchen spielen am Samstag in {t}. Jede Woche neue Mädchen, {n}, 22, trainiert.",
        "Tanz in {t} mit {n}, 20: unsere Mädchen treten im Juni auf. Jede Woche neue Mädchen.",
        "Cheerleader {t}: unsere Mädchen haben gewonnen. Jede Woche neue Mädchen. {n}, 18.",
        "Putzhilfe in {t}: wählen Sie eine unserer Damen. Jede Woche neue Damen. {n}, 30.",
        "Babysitter {t}: unsere Mädchen haben Zeugnisse, wählen Sie aus unseren Mädchen. {n}, 23. "
        "Jede Woche neue Mädchen.",
        "Häusliche Pflege {t}: unsere Damen kommen morgens und abends. {n}, 40. Jede Woche neue "
        "Damen.",
        "Friseur {n}, 25, in {t}: unsere Mädchen schneiden und färben. Jede Woche neue Mädchen.",
        "Nagelstudio {t}: unsere Damen machen Gel. {n}, 22. Jede Woche neue Damen.",
        "Boutique {t}: unsere Modelle tragen Größe 36 bis 50. {n}, 24. Jede Woche neue Damen.",
        "Legehennen {t}: unsere Damen legen täglich. {n}, 2. Jede Woche neue Damen.",
        "Junggesellinnenabschied {t}: unsere Mädchen servieren. {n}, 23. Jede Woche neue Mädchen.",
        "Welpen {t}: unsere Mädchen haben geworfen. {n}, 3, ist die Mutter. Jede Woche neue "
        "Mädchen."));

// Words that a team or a salon shares with who sells: alone they explain nothing.
class WhoSellsBesideSuchAWord : public testing::TestWithParam<std::string_view> {};
TEST_P(WhoSellsBesideSuchAWord, StaysALead) {
  EXPECT_EQ(leads_asked_for(GetParam()).size(), 1U) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    ByHand, WhoSellsBesideSuchAWord,
    testing::Values(
        "Our girls are students, near the coach station {t}. New girls every week. {n}, 19.",
        "Our girls love to play. {t}, {n}, 20. New girls every week, no drama.",
        "Choose from our ladies in {t}, day and night. {n}, 21. New girls every week.",
        "Nails and escort, {t}: our girls are waiting. New girls every week. {n}, 21.",
        "Nuestras chicas te esperan cerca del teatro en {t}. Chicas nuevas cada semana. {n}, 20 "
        "años.",
        "Nos filles vous attendent à {t}, ménage à trois. Nouvelles filles chaque semaine. {n}, 20 "
        "ans.",
        "Наши девочки ждут у театра, {t}. Новые девочки каждую неделю. {n}, 20 лет.",
        "As nossas meninas esperam por si em {t}. Meninas novas todas as semanas. {n}, 20 anos. "
        "Liga já.",
        "Unsere Mädchen warten in {t}. Jede Woche neue Mädchen. {n}, 20."));

}  // namespace
}  // namespace lodestar::detect
