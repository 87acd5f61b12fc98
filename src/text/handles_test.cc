// SPDX-License-Identifier: Apache-2.0
// Handles of two words, of no service, and of services whose names are written in other scripts.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/identifiers.h"
#include "text/numbering_plan.h"

namespace lodestar::text {
namespace {

// "kind value <surface>", joined by "; ".
std::string read(std::string_view raw) {
  std::vector<Identifier> found;
  IdentifierFinder(built_in_numbering_plan()).find(raw, {}, found);
  std::string text;
  for (const Identifier& one : found) {
    text += (text.empty() ? "" : "; ") + std::string(to_string(one.kind)) + " " + one.value + " <" +
            std::string(cut(raw, one.span)) + ">";
  }
  return text;
}
void expect_each(std::string_view wanted, std::initializer_list<std::string_view> texts) {
  for (const std::string_view raw : texts) EXPECT_EQ(read(raw), wanted) << raw;
}

TEST(HandlesInTwoWords, DigitsBehindAPlainWordAreOfTheName) {
  expect_each("wechat lucky8899 <lucky 8899>",
              {"vx: lucky 8899", "WX：lucky 8899, thanks", "wechat id: lucky 8899\nnow"});
  expect_each("wechat lucky8899 <lucky　8899>", {"vx：lucky　8899"});
  expect_each("wechat lucky5566 <lucky 5566>", {"wechat: lucky 5566"});
}

TEST(HandlesInTwoWords, WhereItIsNotKnownWhatIsOfTheNameThereIsNone) {
  expect_each("", {"WX：lucky star", "insta: maria 22", "telegram: kate wilson",
                   "wechat id lucky star", "vx: lucky 88 99", "wechat: lucky star88",
                   "vx: lucky ８８９９", "vx: lucky　star", "vx: lucky❤8899", "tg: lucky o_o"});
  EXPECT_EQ(read("wechat: lucky 2005550142").find("wechat"), std::string::npos);
}

TEST(HandlesInTwoWords, ASentenceAnAmountOrASignBehindTheNameIsNoPartOfIt) {
  expect_each("instagram somename <somename>",
              {"insta: somename", "insta: somename, call", "insta: somename or call us",
               "insta: somename for details", "insta: somename 24h", "insta: somename 150 euro",
               "insta: somename 22 years old", "insta: somename 100$", "insta: somename 18+",
               "insta: somename\nStar", "insta: somename (Star)", "insta: somename 🌹 star",
               "insta: somename y escribe", "insta: somename пишите", "insta: somename 9:00-18:00",
               "insta: somename telegram"});
  expect_each("instagram somename <@somename>", {"Insta: @somename star"});
  expect_each("instagram some_name <some_name>",
              {"insta: some_name star", "insta: some_name 8899"});
}

TEST(HandlesOfDisguisedServices, TheServicesNameMayHoldDigitsForLetters) {
  expect_each("telegram lola_24 <@lola_24>", {"T3l3gram: @lola_24", "t3legram @lola_24",
                                              "TELEGR4M @lola_24", "te1egram: @lola_24"});
  expect_each("telegram lola_24 <lola_24>", {"t3legram lola_24", "t3l3gr4m: lola_24"});
  expect_each("telegram lolamsk <lolamsk>", {"T3l3gram: lolamsk", "my t3legram: lolamsk"});
  expect_each("instagram lola.mlg <lola.mlg>", {"1nstagram: lola.mlg", "Inst4gram lola.mlg"});
  expect_each("skype lolamsk <lolamsk>", {"skyp3: lolamsk", "sky pe: lolamsk"});
  expect_each("skype live:lola24 <live:lola24>", {"sky pe: live:lola24", "Sky-pe live:lola24"});
  expect_each("phone 07481227940 <07481227940>", {"wh4tsapp 07481227940", "t3legram 07481227940"});
  expect_each("", {"t3legram", "T3legram: soon", "xt3legram lola_24", "pe telegram", "l1ne lola_24",
                   "s1gnal lola_24", "sky pe"});
}

TEST(Handles, WhoInALanguageWrittenInLatinLettersIsNoName) {
  expect_each("", {"insta: kto", "Instagram: Kto", "instagram: kto chce", "insta: gdzie",
                   "vk: kto pishet", "insta: chto", "insta: zdes", "Telegram: kogda"});
}

TEST(HandlesOfNoService, BehindDMTheyAreTakenForInstagrams) {
  expect_each("instagram lola.rose_88 <@lola.rose_88>",
              {"DM @lola.rose_88", "dm me @lola.rose_88", "DMs: @lola.rose_88"});
  expect_each("telegram lola_88 <@lola_88>", {"DM @lola_88 on telegram", "telegram, dm @lola_88"});
  expect_each("", {"meet @lola_88", "DM lola_88", "adm @lola_88"});
}

TEST(HandlesInOtherScripts, LineIsNamedInThaiAndKorean) {
  expect_each("line lola88 <lola88>",
              {"ไลน์ lola88", "ไลน์: lola88", "ไลน์lola88", "แอดไลน์ lola88", "ไอดีไลน์ lola88",
               "ไลน์ไอดี lola88", "ติดต่อไลน์ไอดี: lola88 ค่ะ", "라인 lola88", "라인 아이디 lola88"});
  expect_each("line lolarose <lolarose>", {"ไลน์ไอดี lolarose", "라인 아이디: lolarose"});
  expect_each("", {"온라인 lola88", "ไลน์ผลิต lola88", "라인업 lola88"});
}

TEST(HandlesInOtherScripts, KakaoTalkIsAKind) {
  expect_each(
      "kakaotalk lola88 <lola88>",
      {"카톡 lola88", "카톡lola88", "카톡: lola88", "카톡 아이디 lola88", "카카오톡 lola88로 연락",
       "KakaoTalk: lola88", "kakao id lola88", "Kakao: lola88", "какао lola88"});
  expect_each("phone 01012345678 <010-1234-5678>", {"kakao 010-1234-5678", "카톡 010-1234-5678"});
  expect_each("", {"kakao: lecker", "카톡 주세요", "hot kakao and tea"});
  EXPECT_EQ(to_string(IdentifierKind::kakaotalk), "kakaotalk");
}

TEST(HandlesInOtherScripts, TelegramAndWeChatUnderMoreNames) {
  expect_each("telegram anna_msk <anna_msk>",
              {"telega anna_msk", "텔레그램 anna_msk", "เทเลแกรม anna_msk"});
  expect_each("telegram anna_msk <@anna_msk>",
              {"телега @anna_msk", "TeIegram @anna_msk", "telega: @anna_msk", "TeIega @anna_msk"});
  expect_each("instagram anna_msk <anna_msk>", {"lnstagram anna_msk", "인스타 anna_msk"});
  expect_each("wechat lola8899 <lola8899>",
              {"微❤信：lola8899", "微💓信 lola8899", "微❤️信号：lola8899", "V❤信lola8899"});
  expect_each("", {"微，信：lola"});
}

TEST(HandlesOfServices, WhoseNamesAreWrittenInTwoWords) {
  expect_each("kakaotalk lolamsk <lolamsk>", {"kakao talk: lolamsk", "Kakao Talk id lolamsk",
                                              "KakaoTalk: lolamsk", "KAKAO-TALK: lolamsk"});
  expect_each("wechat lolamsk <lolamsk>",
              {"we chat: lolamsk", "We-Chat: lolamsk", "wei xin: lolamsk"});
  expect_each("facebook lolamsk <lolamsk>", {"face book: lolamsk", "фейс бук: lolamsk"});
  expect_each("telegram lola_88 <lola_88>", {"tele gram lola_88", "теле грам: lola_88"});
  expect_each("instagram lola_88 <lola_88>", {"insta gram: lola_88", "lola_88 on insta gram"});
  expect_each("snapchat lola_88 <lola_88>", {"snap chat: lola_88"});
  expect_each("tiktok lola.msk <lola.msk>", {"tik tok: lola.msk", "tik-tok lola.msk"});
  expect_each("vk lola_88 <lola_88>", {"в контакте lola_88", "В Контакте: lola_88"});
  expect_each("wechat lola_88 <lola_88>", {"lola_88 on we chat", "we chat lola_88"});
  expect_each("wechat lola_88 <@lola_88>", {"@lola_88 on we chat", "we chat @lola_88"});
  expect_each("", {"owe chat: lolamsk", "a book: lolamsk", "we can chat: lolamsk",
                   "we\nchat: lolamsk", "kakao: lolamsk", "what's app: lolamsk"});
  std::vector<Identifier> found;
  const IdentifierFinder finder(built_in_numbering_plan());
  finder.find("what's app 07481 227 940", {}, found);
  finder.find("whatsapp 07481 227 940", {}, found);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].confidence, found[1].confidence);
}

TEST(HandlesBesideOrnaments, EndWhereTheOrnamentStands) {
  expect_each("telegram lola_msk <@lola_msk>",
              {"telegram @lola_msk\u2705Moscow", "telegram @lola_msk\u2705",
               "tg @lola_msk\u2714 Moscow", "tg @lola_msk\u2764\uFE0FMoscow"});
  expect_each("telegram lola_msk <lola_msk>", {"telegram: lola_msk\u2705Moscow"});
  expect_each("", {"tg @lola\u2764\uFE0Fmsk", "tg @Lola\u2764Msk"});
  expect_each(
      "email anna@mail.example <anna@mail.example>",
      {"\u24C2anna@mail.example", "\u24C2\uFE0Fanna@mail.example", "\U0001F170anna@mail.example",
       "\u24C2 anna@mail.example", "Moscow \u24C2anna@mail.example"});
  expect_each("email anna@mail.example <\u24D0\u24DD\u24DD\u24D0@mail.example>",
              {"\u24D0\u24DD\u24DD\u24D0@mail.example"});
  expect_each("email mama@mail.example <\u24C2\u24B6\u24C2\u24B6@mail.example>",
              {"\u24C2\u24B6\u24C2\u24B6@mail.example"});
}

TEST(HandlesOfServices, AreNoWordsOfASentence) {
  expect_each("", {"wechat: only",
                   "wechat: my girl",
                   "telegram: my channel",
                   "telegram my lolamsk",
                   "line: busy",
                   "line id: busy",
                   "signal: please",
                   "telegram: channel",
                   "telegram: please write",
                   "insta: below",
                   "telegram = now",
                   "snap: yes",
                   "skype: available",
                   "telegram me: here",
                   "Telegram: ONLY",
                   "instagram: disponible",
                   "insta: bitte schreiben",
                   "telegram: gruppe",
                   "telegram: solamente",
                   "telegram: prosze",
                   "telegram: sadece mesaj",
                   "wechat id: girl"});
  // What a service takes for no name, for it is too short.
  expect_each("", {"telegram: anna", "wechat: sofia", "skype: anna"});
  expect_each("instagram anna <anna>", {"insta: anna"});
  expect_each("telegram only <@only>", {"telegram: @only"});
  expect_each("telegram only_88 <only_88>", {"telegram: only_88"});
  expect_each("telegram girlsmsk <girlsmsk>", {"telegram: girlsmsk"});
}

}  // namespace
}  // namespace lodestar::text
