// SPDX-License-Identifier: Apache-2.0
#include "table/columns.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lodestar::table {
namespace {

using Names = std::vector<std::string_view>;

TEST(Columns, AreRecognisedInSeveralLanguagesAndSpellings) {
  for (const char* name : {"text", "TEXT", "Body", "full_text", "Descripción", "contenu", "Текст",
                           "Объявление", "内容", "テキスト", "Job Description"}) {
    EXPECT_EQ(usual_column(name), Column::text) << name;
  }
  EXPECT_EQ(usual_column("Posted At"), Column::time);
  EXPECT_EQ(usual_column("posted-at"), Column::time);
  EXPECT_EQ(usual_column("Téléphone"), Column::phone);
  EXPECT_EQ(usual_column("ГОРОД"), Column::place);
  EXPECT_EQ(usual_column("ImageHash"), Column::image_hash);
  EXPECT_FALSE(usual_column("c7"));
  EXPECT_FALSE(usual_column(""));
}

TEST(Columns, AreRecognisedAsSheetsOfTheFieldWriteThem) {
  using enum Column;
  const std::vector<std::pair<Column, Names>> expected = {
      {id, {"ID anuncio", "ид", "№", "رقم", "Номер объявления", "Anzeigen-Nr", "Réf"}},
      {title, {"العنوان", "标题", "Título del anuncio", "Titre de l'annonce"}},
      {text,
       {"Texto del anuncio", "Текст объявления", "النص", "内容", "Anzeigentext",
        "Texte de l'annonce", "Texto do anúncio"}},
      {time,
       {"Fecha de publicación", "التاريخ", "发布时间", "Дата", "Дата публикации",
        "Data de publicação", "Veröffentlicht am", "Date de publication"}},
      {place, {"city_name", "Ciudad", "المدينة", "城市", "Город", "Municipio", "Localité"}},
      {phone,
       {"Telefono de contacto", "Teléfono", "الهاتف", "电话", "Телефон", "Telefone de contacto",
        "Handynummer", "联系电话", "Контактный телефон"}},
  };
  for (const auto& [column, names] : expected) {
    for (const auto name : names) EXPECT_EQ(usual_column(name), column) << name;
  }
}

TEST(Columns, AreRecognisedInTheLanguagesOfThePacks) {
  using enum Column;
  const std::vector<std::pair<Column, Names>> expected = {
      {id,
       {"Número de anuncio", "Código do anúncio", "Numéro d'annonce", "Inseratsnummer",
        "Номер записи", "anzeigen_nr"}},
      {title, {"Encabezado", "Vaga", "Intitulé", "Überschrift", "Должность"}},
      {text,
       {"Descripción del anuncio", "Descrição da vaga", "Descriptif", "Inserat", "Полный текст"}},
      {time,
       {"Día", "Dia", "Date de parution", "Paru le", "Fecha y hora", "Data/Hora", "Eingestellt am",
        "Дата и время", "Добавлено", "Publié"}},
      {place, {"Zona", "Região", "Lieu de travail", "Einsatzort", "Адрес"}},
      {source, {"Página web", "Jornal", "Lien de l'annonce", "Webseite", "Ссылка"}},
      {author,
       {"Anunciante", "Anbieter", "Annonceur", "Empleador", "Utilizador", "Verkäufer",
        "Работодатель", "Имя пользователя"}},
      {phone,
       {"Tlf.", "Teléfono móvil", "Número de telemóvel", "Portable", "Tel.-Nr.",
        "Контактный номер"}},
  };
  for (const auto& [column, names] : expected) {
    for (const auto name : names) EXPECT_EQ(usual_column(name), column) << name;
  }
  for (const char* other :
       {"Precio", "Prix", "Preis", "Цена", "Estado", "Tag", "Categoría", "Edad"})
    EXPECT_FALSE(usual_column(other)) << other;
}

// "Número" counts rows as often as it is rung: who knows tells.
TEST(Columns, ANumberOfWhatIsNotSaidIsNoPhone) {
  for (const char* name : {"numéro", "numero", "Número", "NUMERO"})
    EXPECT_FALSE(usual_column(name)) << name;
  for (const char* name : {"Numéro de téléphone", "numero_telefono", "Número de contacto"})
    EXPECT_EQ(usual_column(name), Column::phone) << name;
}

TEST(Columns, EachHasOneNameThatIsReadBack) {
  for (std::size_t i = 0; i < kColumnCount; ++i) {
    const auto column = static_cast<Column>(i);
    EXPECT_EQ(*parse_column(to_string(column)), column);
  }
  const auto wrong = parse_column("words");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, Code::invalid);
  EXPECT_NE(wrong.error().message.find("image_hash"), std::string::npos);
}

TEST(Columns, TheMostUsualNameTakesTheColumn) {
  const auto map = map_columns(Names{"description", "text", "id"}, {});
  ASSERT_TRUE(map);
  EXPECT_EQ((*map)[Column::text], 1U);
  EXPECT_EQ((*map)[Column::id], 2U);
  EXPECT_FALSE((*map)[Column::phone]);
}

TEST(Columns, OfTwoEqualNamesTheFirstIsTaken) {
  const auto map = map_columns(Names{"text", "text"}, {});
  ASSERT_TRUE(map);
  EXPECT_EQ((*map)[Column::text], 0U);
}

TEST(Columns, WhatIsToldComesFirstByNameByFoldedNameOrByNumber) {
  const Names names{"c1", "Wo rds", "text"};
  for (const char* told : {"Wo rds", "words", "WORDS", "#2"}) {
    const std::vector<ToldColumn> all{{Column::text, told}};
    const auto map = map_columns(names, all);
    ASSERT_TRUE(map) << told;
    EXPECT_EQ((*map)[Column::text], 1U) << told;
  }
}

TEST(Columns, AToldColumnIsNoOtherColumnToo) {
  const std::vector<ToldColumn> told{{Column::title, "text"}};
  const auto map = map_columns(Names{"text", "body"}, told);
  ASSERT_TRUE(map);
  EXPECT_EQ((*map)[Column::title], 0U);
  EXPECT_EQ((*map)[Column::text], 1U);
}

TEST(Columns, ANameThatIsNotThereIsSaidWithThoseThatAre) {
  for (const char* name : {"c8", "#0", "#3", "#1x", "#", "#99999999999999999999"}) {
    const std::vector<ToldColumn> told{{Column::text, name}};
    const auto map = map_columns(Names{"c1", "c7"}, told);
    ASSERT_FALSE(map) << name;
    EXPECT_EQ(map.error().code, Code::invalid);
    EXPECT_NE(map.error().message.find(name), std::string::npos);
    EXPECT_NE(map.error().message.find("'c1', 'c7'"), std::string::npos);
  }
}

TEST(Columns, AListOfManyNamesStaysShort) {
  const std::string wide(1000, 'x');
  Names names(10'000, wide);
  const std::string list = list_columns(names);
  EXPECT_LT(list.size(), 2000U);
  EXPECT_NE(list.find("and 9980 more"), std::string::npos);
}

TEST(Columns, WhatLooksLikeContentIsShownByItsNumber) {
  const std::string long_words(41, 'x');
  for (const std::string_view said :
       {std::string_view(long_words), std::string_view("call 917 420 683"),
        std::string_view("lola@mail.example"), std::string_view("\u0669\u0661\u0667 4206")}) {
    EXPECT_EQ(shown_names(Names{"id", said, "Ort"}), (std::vector<std::string>{"id", "#2", "Ort"}));
    EXPECT_FALSE(looks_like_posting(Names{"id", said}));
    EXPECT_TRUE(looks_like_posting(Names{"1", said, "Lisboa"}));
    EXPECT_EQ(list_columns(Names{"1", said, "Lisboa"}), "'#1', '#2', '#3'");
  }
  const Names plain{"@handle", "2024.03", "v1.0", "Wie lautet die genaue Beschreibung hier?"};
  EXPECT_EQ(shown_names(plain), (std::vector<std::string>(plain.begin(), plain.end())));
}

TEST(Columns, WordsBesideOneUsualNameAreShownByTheirNumber) {
  EXPECT_EQ(shown_names(Names{"text", "Anna at the bar", "Porto"}),
            (std::vector<std::string>{"text", "#2", "Porto"}));
  EXPECT_EQ(shown_names(Names{"id", "text", "job type"}),
            (std::vector<std::string>{"id", "text", "job type"}));
}

TEST(Columns, NamesOfExportsOfMessengersAreKnown) {
  EXPECT_EQ(usual_column("loc"), Column::place);
  EXPECT_EQ(usual_column("Sender phone"), Column::phone);
}

TEST(Columns, ANameCutInsideACharacterIsHarmless) {
  EXPECT_FALSE(usual_column("\xd0"));
  EXPECT_FALSE(usual_column("\xc3"));
}

}  // namespace
}  // namespace lodestar::table
