// SPDX-License-Identifier: Apache-2.0
// Addresses, links and handles as people write them to each other, in the languages of postings.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/identifiers.h"
#include "text/numbering_plan.h"

namespace lodestar::text {
namespace {

// "kind value", joined by "; ".
std::string read(std::string_view raw, std::string_view region = {}) {
  std::vector<Identifier> found;
  IdentifierFinder(built_in_numbering_plan()).find(raw, {.region = region}, found);
  std::string text;
  for (const Identifier& one : found) {
    text += (text.empty() ? "" : "; ") + std::string(to_string(one.kind)) + " " + one.value;
  }
  return text;
}

using Texts = std::vector<std::string_view>;
void expect_each(std::string_view wanted, const Texts& texts) {
  for (const std::string_view raw : texts) EXPECT_EQ(read(raw), wanted) << raw;
}

TEST(EverydayForms, TheSignsOfAnAddressMayBeOfFullWidth) {
  expect_each("email lola@gmail.com", {"lola＠gmail．com", "lola@gmail．com", "lola＠gmail.com",
                                       "lola﹫gmail。com", "lola ＠ gmail．com"});
  expect_each("email lola@example.com; url example.org",
              {"Mail: lola＠example．com，example．org"});
  expect_each("telegram lolita_92", {"t．me／lolita_92", "telegram ＠lolita_92"});
  expect_each("whatsapp +34655201337", {"wa．me／34655201337"});
  expect_each("", {"好的＠ 很好．再见", "end．Now go"});
}

TEST(EverydayForms, AddressesAreSpokenInSixLanguages) {
  expect_each(
      "email lola@gmail.com",
      {"lola at gmail dot com", "lola arroba gmail punto com", "lola arroba gmail ponto com",
       "lola arobase gmail point com", "lola ät gmail punkt com", "lola собака gmail точка com",
       "lola собачка gmail тчк com", "lola собака гмейл точка ком", "lola (a) gmail (dot) com",
       "lola(a)gmail.com", "lola [arroba] gmail (punto) com", "lola (à) gmail (point) com"});
  expect_each("email ivan.petrov@yandex.ru",
              {"ivan.petrov собака яндекс точка ру", "почта ivan.petrov собака яндекс.ру",
               "ivan.petrov (собака) яндекс (точка) ру", "ivan точка petrov собака яндекс точка ru",
               "ivan.petrov@яндекс точка ру"});
  expect_each("", {"он живет с собака большая точка", "у меня собака мопс точка. Ру",
                   "Lola собака лает. Точка", "psicologo(a) en Madrid. Com"});
}

TEST(EverydayForms, AWordForASignMayBeFramedByOtherSigns) {
  expect_each("email lola@gmail.com",
              {"lola_at_gmail_dot_com", "lola_at_gmail.com", "lola-at-gmail-dot-com",
               "lola *at* gmail *dot* com", "lola \"at\" gmail \"dot\" com",
               "lola _arroba_ gmail _punto_ com", "lola_arroba_gmail_punto_com"});
  expect_each("email norsel4@example.net", {"Send a mail to Anna at norsel4_at_example_dot_net!"});
  expect_each("url stay-at-home.com", {"the stay-at-home.com mums"});
  expect_each("url red-dot-prize.com", {"see red-dot-prize.com"});
  expect_each("", {"look_at_this_dot"});
}

TEST(EverydayForms, LinksToMessengersAreReadUnderEveryDisguise) {
  expect_each(
      "telegram lolita_92",
      {"t (dot) me / lolita_92", "t [.] me/lolita_92", "t[.]me/lolita_92", "t . me / lolita_92",
       "t.me / lolita_92", "t dot me / lolita_92", "t dot me slash lolita_92",
       "t точка me слеш lolita_92", "t punto me barra lolita_92", "telegram (dot) me / lolita_92",
       "hxxps[:]//t[.]me/lolita_92", "hxxp[://]t[.]me/lolita_92", "hxxps://t (dot) me/lolita_92"});
  expect_each("whatsapp +34655201337",
              {"wa (dot) me/34655201337", "wa [.] me / 34655201337", "wa.me / 34655201337",
               "wa dot me slash 34655201337", "wa . me/34655201337", "hxxp://wa[.]me/34655201337"});
  expect_each("instagram lolita.mlg", {"instagram (dot) com / lolita.mlg"});
  expect_each("url example.com/page", {"hxxp[://]example[.]com/page", "example[.]com/page"});
  expect_each("",
              {"He gave it to t . me too", "come to me. Wa . Me", "at . me / you", "t me / you"});
  expect_each("url instagram.com; url facebook.com", {"instagram.com / facebook.com"});
}

TEST(EverydayForms, WechatHasManyNames) {
  expect_each("wechat anna_work88",
              {"V信: anna_work88", "v信anna_work88", "微信号：anna_work88", "v x: anna_work88",
               "VX anna_work88", "vx：anna_work88", "V-X: anna_work88", "加V anna_work88",
               "+V: anna_work88", "＋v anna_work88", "加vx anna_work88", "薇信 anna_work88"});
  expect_each("wechat lucky8899",
              {"加微信 lucky8899", "加微信:lucky8899", "加微信：lucky8899", "加微信号 lucky8899",
               "加微信号：lucky8899", "加微信號lucky8899", "加v信 lucky8899", "加V信：lucky8899",
               "加微 lucky8899", "加薇信 lucky8899", "请加威信lucky8899"});
  for (const std::string_view raw :
       {"V信13812345678", "vx 13812345678", "加V：13812345678", "v x 138 1234 5678",
        "加微13812345678", "加微信13812345678", "加微信号：13812345678"})
    EXPECT_EQ(read(raw, "CN"), "phone +8613812345678") << raw;
  expect_each("",
              {"Part V: anna_work88", "v x and y", "MAX V1: some_text", "lev xavier some_name"});
}

TEST(EverydayForms, AnAddressWithAPlainSignNeedsNoKnownEnding) {
  for (const std::string_view ending : {"py",
                                        "gm",
                                        "gn",
                                        "bj",
                                        "bf",
                                        "mw",
                                        "ne",
                                        "ls",
                                        "er",
                                        "td",
                                        "tl",
                                        "fj",
                                        "sb",
                                        "ao",
                                        "co.ao",
                                        "com.py",
                                        "agency",
                                        "careers",
                                        "international",
                                        "support",
                                        "team",
                                        "escort",
                                        "massage",
                                        "africa",
                                        "london",
                                        "berlin",
                                        "nyc",
                                        "love",
                                        "adult",
                                        "neverlisted"}) {
    const std::string email = "anna.k@firmax." + std::string(ending);
    EXPECT_EQ(read("mail " + email + " now"), "email " + email);
    EXPECT_EQ(read("Mail: " + email + "."), "email " + email);
  }
  expect_each("email anna.k@firmax.онлайн", {"anna.k@firmax.xn--80asehdb"});
  expect_each("email иван@почта.рф", {"иван@почта.рф", "Почта: Иван@Почта.РФ, пишите"});
  expect_each("email ivan@почта.рф", {"ivan@почта.рф"});
  expect_each("email иван.петров@mail.ru", {"иван.петров@mail.ru", "(Иван.Петров@mail.ru)"});
  expect_each("email jürgen@müller.de", {"jürgen@müller.de", "JÜRGEN@müller.de"});
  expect_each("email anna@mail.com", {"邮箱anna@mail.com", "邮箱：anna@mail.com。谢谢"});
  expect_each("email anna@gmail.com", {"anna@gmail.com.Call me", "anna@gmail.com.whatsapp"});
  expect_each("", {"logo@2x.png", "photo@lola.jpg", "2@5.each", "at home@night.Please come",
                   "anna@firmax.12", "anna@firmax.m4v", "anna@firmax.x", "привет @почта.рф"});
}

TEST(EverydayForms, AnUnusualEndingLowersTheConfidenceAlone) {
  const auto confidence = [](std::string_view raw) {
    std::vector<Identifier> found;
    IdentifierFinder(built_in_numbering_plan()).find(raw, {}, found);
    return found.size() == 1 ? found[0].confidence : 0;
  };
  EXPECT_GT(confidence("anna@firmax.py"), 90);
  EXPECT_GT(confidence("anna@firmax.neverlisted"), 50);
  EXPECT_LT(confidence("anna@firmax.neverlisted"), 90);
}

TEST(EverydayForms, HostsMayEndInAnyCountry) {
  expect_each("url jobs.gm", {"see jobs.gm", "jobs [dot] gm"});
  expect_each("url jobs.com.py", {"see jobs.com.py"});
  expect_each("url jobs.agency/now", {"see jobs.agency/now"});
  expect_each("email anna@firmax.ao", {"anna (at) firmax (dot) ao"});
  expect_each("", {"hola.bb", "run script.py", "Call me.Ne pas", "the best.team ever"});
}

TEST(EverydayForms, AWordMayStandBetweenTheServiceAndTheName) {
  expect_each("telegram lolita_92", {"Телеграм ник: lolita_92", "Телеграм Ник lolita_92"});
}

TEST(EverydayForms, HandlesStandBehindTheirServiceInSentences) {
  expect_each("facebook jobs.in.dubai",
              {"facebook Jobs.In.Dubai", "fb Jobs.In.Dubai now", "Facebook: Jobs.In.Dubai"});
  expect_each("kik sweetie_kik", {"kik me at sweetie_kik", "Kik me @ sweetie_kik"});
  expect_each("snapchat anna_22", {"snap me at anna_22"});
  expect_each("telegram anna_msk",
              {"Пишите в телегу anna_msk", "пишите в телеграме anna_msk", "в телеге: anna_msk"});
  expect_each("instagram anna_msk", {"в инсте anna_msk", "в инстаграме: anna_msk"});
  expect_each("", {"kik me at home", "facebook Call us.In Dubai", "facebook today.Call me"});
}

TEST(EverydayForms, ServicesHaveTheirNamesInArabic) {
  expect_each("telegram anna_work88",
              {"تلغرام @anna_work88", "تيليجرام: anna_work88", "تليجرام anna_work88",
               "التلغرام: anna_work88", "anna_work88 على تلغرام"});
  expect_each("instagram anna_work88", {"انستغرام: anna_work88", "إنستقرام anna_work88"});
  expect_each("signal anna_work88", {"سيغنال: anna_work88", "سيجنال: anna_work88"});
  expect_each("snapchat anna_work88", {"سناب: anna_work88", "سناب شات anna_work88"});
  expect_each("wechat anna_work88", {"ويشات: anna_work88"});
  for (const std::string_view raw :
       {"واتساب 050 123 4567", "واتس اب: 0501234567", "فايبر 0501234567", "للتواصل ٠٥٠١٢٣٤٥٦٧"})
    EXPECT_EQ(read(raw, "AE"), "phone +971501234567") << raw;
  // A word before it says that it is one: not the digits alone.
  expect_each("phone 0501234567", {"هاتف 0501234567"});
}

}  // namespace
}  // namespace lodestar::text
