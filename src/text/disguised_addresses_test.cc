// SPDX-License-Identifier: Apache-2.0
// Letters that look like others, and characters that nobody sees: the address that people read is
// found, or none, and never the rest of it, which is somebody else's.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/identifiers.h"
#include "text/numbering_plan.h"

namespace lodestar::text {
namespace {

std::vector<Identifier> find(std::string_view raw) {
  std::vector<Identifier> found;
  IdentifierFinder(built_in_numbering_plan()).find(raw, {}, found);
  return found;
}

// "kind value <surface>", joined by "; ".
std::string read(std::string_view raw) {
  std::string text;
  for (const Identifier& one : find(raw)) {
    text += (text.empty() ? "" : "; ") + std::string(to_string(one.kind)) + " " + one.value + " <" +
            std::string(cut(raw, one.span)) + ">";
  }
  return text;
}

struct Case {
  std::string_view raw, wanted;
};
void expect_all(std::initializer_list<Case> cases) {
  for (const auto& [raw, wanted] : cases) EXPECT_EQ(read(raw), wanted) << raw;
}
void expect_nothing(std::initializer_list<std::string_view> texts) {
  for (const std::string_view raw : texts) EXPECT_EQ(read(raw), "") << raw;
}

TEST(DisguisedAddresses, AMailProviderBehindAWordForAtOrABlankIsAMailbox) {
  expect_all({
      {"contact anna chez gmail point com", "email anna@gmail.com <anna chez gmail point com>"},
      {"anna en gmail punto com", "email anna@gmail.com <anna en gmail punto com>"},
      {"fale com anna.m em gmail ponto com", "email annam@gmail.com <anna.m em gmail ponto com>"},
      {"anna bei gmx punkt de", "email anna@gmx.de <anna bei gmx punkt de>"},
      {"paul chez hotmail point fr", "email paul@hotmail.fr <paul chez hotmail point fr>"},
      {"jürgen bei web punkt de", "email jürgen@web.de <jürgen bei web punkt de>"},
      {"anna77 en gmail.com", "email anna77@gmail.com <anna77 en gmail.com>"},
      {"Piano lessons, lucie77 gmail.com", "email lucie77@gmail.com <lucie77 gmail.com>"},
      {"paul.k yahoo.co.uk", "email paul.k@yahoo.co.uk <paul.k yahoo.co.uk>"},
      {"write to marc_d hotmail.fr", "email marc_d@hotmail.fr <marc_d hotmail.fr>"},
      {"lola собака mail точка ru", "email lola@mail.ru <lola собака mail точка ru>"},
      {"anna arroba gmail punto com", "email anna@gmail.com <anna arroba gmail punto com>"},
  });
  for (const auto* raw : {"mon compte chez gmail point com", "write me at gmail.com",
                          "cuenta en gmail.com", "trabajo en gmail.com", "your gmail.com account",
                          "écrire chez gmail point com", "25 gmail.com", "see work bei web.de"})
    EXPECT_EQ(read(raw).find("email"), std::string::npos) << raw << ": " << read(raw);
}

TEST(DisguisedAddresses, TheDotOfAMailProviderMayBeACommaOrGone) {
  expect_all({
      {"lola77@gmail,com", "email lola77@gmail.com <lola77@gmail,com>"},
      {"write lola@hotmail,fr.", "email lola@hotmail.fr <lola@hotmail,fr>"},
      {"lola@gmail com", "email lola@gmail.com <lola@gmail com>"},
      {"lola77 gmail com", "email lola77@gmail.com <lola77 gmail com>"},
      {"Mail: lola_m Yahoo com!", "email lola_m@yahoo.com <lola_m Yahoo com>"},
      {"lola arroba gmail com", "email lola@gmail.com <lola arroba gmail com>"},
      {"lola chez gmail com", "email lola@gmail.com <lola chez gmail com>"},
  });
  expect_nothing({"my gmail com", "25 gmail com", "lola77 gmail company", "lola77@gmail,company",
                  "lola77@live in Madrid", "lola gmail com", "lola77@firm,com", "gmail com"});
}

TEST(DisguisedAddresses, ALinkMadeHarmlessIsReadAsItWas) {
  expect_all({{"hxxp://bad-site[.]example/path",
               "url bad-site.example/path <hxxp://bad-site[.]example/path>"},
              {"hxxps://www.bad[.]evil(.)example",
               "url bad.evil.example <hxxps://www.bad[.]evil(.)example>"},
              {"hxxp://bad-site.example/a[.]b",
               "url bad-site.example/a[.]b "
               "<hxxp://bad-site.example/a[.]b>"}});
}

TEST(DisguisedAddresses, ALetterOfAnotherAlphabetIsTheOneItLooksLike) {
  expect_all({
      {"аnna@gmail.com", "email anna@gmail.com <аnna@gmail.com>"},
      {"Mail jоbs@firmax.com now", "email jobs@firmax.com <jоbs@firmax.com>"},
      {"anna@gmаil.соm", "email anna@gmail.com <anna@gmаil.соm>"},
      {"а.nna@gmail.com", "email anna@gmail.com <а.nna@gmail.com>"},
      {"ВELLA@gmail.com", "email bella@gmail.com <ВELLA@gmail.com>"},
      {"αnna@gmail.com", "email anna@gmail.com <αnna@gmail.com>"},
      {"Νina@gmail.com", "email nina@gmail.com <Νina@gmail.com>"},
      {"ａｎｎａ@gmail.com", "email anna@gmail.com <ａｎｎａ@gmail.com>"},
      {"𝐚𝐧𝐧𝐚@gmail.com", "email anna@gmail.com <𝐚𝐧𝐧𝐚@gmail.com>"},
      {"anna７7@gmail.com", "email anna77@gmail.com <anna７7@gmail.com>"},
      {"t.me/аnna_msk", "telegram anna_msk <t.me/аnna_msk>"},
      {"insta: lоla_rose", "instagram lola_rose <lоla_rose>"},
      {"Tеlegram @аnna_msk", "telegram anna_msk <@аnna_msk>"},
      {"see jоbs.firmax.com", "url jobs.firmax.com <jоbs.firmax.com>"},
      {"аnna (at) gmail (dot) com", "email anna@gmail.com <аnna (at) gmail (dot) com>"},
  });
}

TEST(DisguisedAddresses, WhatNobodySeesIsPassedOver) {
  expect_all({
      {"an\u200Bna@gmail.com", "email anna@gmail.com <an\u200Bna@gmail.com>"},
      {"an\u00ADna@gmail.com", "email anna@gmail.com <an\u00ADna@gmail.com>"},
      {"\u202Aanna@gmail.com\u202C", "email anna@gmail.com <anna@gmail.com>"},
      {"an\uFE0Fna@gmail.com", "email anna@gmail.com <an\uFE0Fna@gmail.com>"},
      {"anna@gma\u2060il.c\u200Com", "email anna@gmail.com <anna@gma\u2060il.c\u200Com>"},
      {"insta: lola\u200B_rose", "instagram lola_rose <lola\u200B_rose>"},
      {"hr@exam\u200Bple.com", "email hr@example.com <hr@exam\u200Bple.com>"},
      {"t.me/jobs_\u200Bhull", "telegram jobs_hull <t.me/jobs_\u200Bhull>"},
      {"t\u200B.me/jobs_hull", "telegram jobs_hull <t\u200B.me/jobs_hull>"},
      {"DE89 3704\u200B 0044 05\u200B32 0130 00",
       "iban DE89370400440532013000 <DE89 3704\u200B 0044 05\u200B32 0130 00>"},
      {"ив\u200Bан@почта.рф", "email иван@почта.рф <ив\u200Bан@почта.рф>"},
      {"аn\u200Bna@gmail.com", "email anna@gmail.com <аn\u200Bna@gmail.com>"},
  });
}

TEST(DisguisedAddresses, AnAccentWrittenApartIsPartOfItsLetter) {
  expect_all({{"ju\u0308rgen@gmail.com", "email jürgen@gmail.com <ju\u0308rgen@gmail.com>"},
              {"a\u0335nna@gmail.com", "email anna@gmail.com <a\u0335nna@gmail.com>"}});
}

TEST(DisguisedAddresses, WhereALetterCannotBeReadThereIsNoAddressRatherThanTheRestOfIt) {
  expect_nothing({"дnna@gmail.com", "жanna@gmail.com", "иванов_ivan@mail.ru", "юля1a@gmail.com",
                  "exämple.com", "ж.anna@gmail.com", "see жobs.firmax.com", "Ꭺnna@gmail.com",
                  "insta: lolж_rose", "insta: жlola_rose", "tg @anna_жmsk",
                  "жnna (at) gmail (dot) com", "insta: lola8️⃣8️⃣", "insta: lola_①②"});
  EXPECT_EQ(read("t.me/jobs_жull").find("telegram"), std::string::npos);
}

TEST(DisguisedAddresses, WhatIsEmptyToTheEyeIsPassedOverInsideAName) {
  for (const std::string empty : {"\u180E", "\u115F", "\u1160", "\u3164", "\uFFA0", "\u2800"}) {
    EXPECT_EQ(read("an" + empty + "na@gmail.com"),
              "email anna@gmail.com <an" + empty + "na@gmail.com>");
    EXPECT_EQ(read("t.me/lo" + empty + "la_msk"), "telegram lola_msk <t.me/lo" + empty + "la_msk>");
    EXPECT_EQ(read("instagram @lola" + empty + "rose"),
              "instagram lolarose <@lola" + empty + "rose>");
  }
  expect_all({{"mail\u2800anna@gmail.com", "email anna@gmail.com <anna@gmail.com>"},
              {"\u2800anna@gmail.com\u2800", "email anna@gmail.com <anna@gmail.com>"},
              {"see\u2800you: \u3164anna@gmail.com", "email anna@gmail.com <anna@gmail.com>"}});
  // More of them, or one before a capital, may be blanks: it is not known what is of the name.
  expect_nothing({"write\u2800Ana\u2800anna@gmail.com", "telegram @lola_msk\u2800Madrid"});
}

TEST(DisguisedAddresses, ALetterInACircleIsThatLetter) {
  expect_all({{"ⓐnna@gmail.com", "email anna@gmail.com <ⓐnna@gmail.com>"},
              {"telegram @ⓛola_msk", "telegram lola_msk <@ⓛola_msk>"},
              {"IG: ⓛola88", "instagram lola88 <ⓛola88>"},
              {"mⓐria@gmail.com", "email maria@gmail.com <mⓐria@gmail.com>"},
              {"annaⓐgmail.com", "email anna@gmail.com <annaⓐgmail.com>"}});
}

TEST(DisguisedAddresses, WhatASignCutsInTwoIsNoAddress) {
  expect_nothing({"ann❤lopez@gmail.com",
                  "jo·lopez@gmail.com",
                  "maria❤lopez@gmail.com",
                  "maria❤️❤️lopez@gmail.com",
                  "anna★88@gmail.com",
                  "anna🍎b@gmail.com",
                  "anna’s@gmail.com",
                  "18❤anna@gmail.com",
                  "ꓮnna@gmail.com",
                  "josé❤lopez@gmail.com",
                  "maria❤lopez (at) gmail (dot) com",
                  "anna．lopez@gmail.com",
                  "lopez@gma❤il.com",
                  "jobs❤firmax.com",
                  "jo•lopez@gmail.com",
                  "ann❤️❤️❤️❤️❤️❤️lopez@gmail.com",
                  "telegram @lola❤msk",
                  "telegram @lola_❤️msk",
                  "IG: lola_★88",
                  "lola_❤msk on telegram"});
  for (const std::string_view raw : {"t.me/lola❤msk", "https://t.me/lola★88", "t.me/lola_❤msk"})
    EXPECT_EQ(read(raw).find("telegram"), std::string::npos) << raw;
}

TEST(DisguisedAddresses, AnOrnamentBesideAnAddressIsNoPartOfIt) {
  expect_all({
      {"❤ anna@gmail.com ❤", "email anna@gmail.com <anna@gmail.com>"},
      {"Anna ❤anna@gmail.com❤ 24h", "email anna@gmail.com <anna@gmail.com>"},
      {"📧anna@gmail.com", "email anna@gmail.com <anna@gmail.com>"},
      {"Anna📧anna@gmail.com", "email anna@gmail.com <anna@gmail.com>"},
      {"mail❤anna@gmail.com", "email anna@gmail.com <anna@gmail.com>"},
      {"Correo❤️anna@gmail.com", "email anna@gmail.com <anna@gmail.com>"},
      {"Correo electrónico❤anna@gmail.com", "email anna@gmail.com <anna@gmail.com>"},
      {"Website🌐firmax.com", "url firmax.com <firmax.com>"},
      {"Jobs❤https://firmax.com", "url firmax.com <https://firmax.com>"},
      {"почта❤anna@gmail.com", "email anna@gmail.com <anna@gmail.com>"},
      {"email：anna@gmail.com", "email anna@gmail.com <anna@gmail.com>"},
      {"Anna：anna@gmail.com", "email anna@gmail.com <anna@gmail.com>"},
      {"邮箱❤anna@gmail.com", "email anna@gmail.com <anna@gmail.com>"},
      {"anna@gmail.com❤olga@gmail.com",
       "email anna@gmail.com <anna@gmail.com>; email olga@gmail.com <olga@gmail.com>"},
      {"200-555-0142❤anna@gmail.com",
       "phone 2005550142 <200-555-0142>; email anna@gmail.com <anna@gmail.com>"},
      {"Telegram👉@lola_msk", "telegram lola_msk <@lola_msk>"},
      {"Пиши👉@lola_msk телеграм", "telegram lola_msk <@lola_msk>"},
      {"Join👉t.me/lola_msk", "telegram lola_msk <t.me/lola_msk>"},
      {"telegram @lola_msk❤", "telegram lola_msk <@lola_msk>"},
      {"telegram @lola_msk❤ Moscow", "telegram lola_msk <@lola_msk>"},
      {"telegram @lola_msk📍Moscow", "telegram lola_msk <@lola_msk>"},
      {"instagram @lola_msk❤insta", "instagram lola_msk <@lola_msk>"},
      {"telegram @lola’s", "telegram lola <@lola>"},
      {"telegram “@lola_msk”", "telegram lola_msk <@lola_msk>"},
  });
}

TEST(DisguisedAddresses, AnotherScriptBesideAnAddressIsNoPartOfIt) {
  expect_all({
      {"邮箱anna@mail.com谢谢", "email anna@mail.com <anna@mail.com>"},
      {"ايميلanna@mail.com", "email anna@mail.com <anna@mail.com>"},
      {"anna@mail.ruзвоните", "email anna@mail.ru <anna@mail.ru>"},
      {"Пишите на почту.anna@mail.ru", "email anna@mail.ru <anna@mail.ru>"},
      {"insta jobs_hull加我", "instagram jobs_hull <jobs_hull>"},
      {"1️⃣anna@mail.ru", "email anna@mail.ru <anna@mail.ru>"},
      {"①anna@mail.ru②olga@mail.ru",
       "email anna@mail.ru <anna@mail.ru>; email olga@mail.ru <olga@mail.ru>"},
      {"Сайтhttps://firmax.com/jobs", "url firmax.com/jobs <https://firmax.com/jobs>"},
  });
}

TEST(DisguisedAddresses, TheDisguiseIsTold) {
  const auto disguise = [](std::string_view raw) {
    const auto found = find(raw);
    return found.size() == 1 ? std::string(to_string(found[0].obfuscation)) : "not one";
  };
  EXPECT_EQ(disguise("аnna@gmail.com"), "unicode");
  EXPECT_EQ(disguise("an\u200Bna@gmail.com"), "interleaved");
  EXPECT_EQ(disguise("аn\u200Bna@gmail.com"), "mixed");
  EXPECT_EQ(disguise("аnna (at) gmail (dot) com"), "mixed");
  EXPECT_EQ(disguise("\u202Aanna@gmail.com\u202C"), "plain");
}

TEST(DisguisedAddresses, NumbersBesideThemAreReadAsEver) {
  expect_all({{"аnna@gmail.com, call 200-555-0142",
               "email anna@gmail.com <аnna@gmail.com>; phone 2005550142 <200-555-0142>"},
              {"call 200-555-0142 or an\u200Bna@gmail.com",
               "phone 2005550142 <200-555-0142>; email anna@gmail.com <an\u200Bna@gmail.com>"}});
}

TEST(DisguisedAddresses, HowMuchIsHiddenDoesNotMatter) {
  std::string raw = "mail a";
  for (int i = 0; i < 20'000; ++i) raw += "\u200B";
  EXPECT_EQ(find(raw + "nna@gmail.com").size(), 1U);
}

}  // namespace
}  // namespace lodestar::text
