// SPDX-License-Identifier: Apache-2.0
#include "detect/when.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <initializer_list>

#include "support/dice.h"

namespace lodestar::detect {
namespace {

constexpr std::int64_t kNoon = 1709640000;  // 2024-03-05 12:00:00 UTC
constexpr std::int64_t kMidnight = kNoon - 12 * 3600;
using When = std::optional<std::int64_t>;

TEST(When, iso_dates_and_times) {
  EXPECT_EQ(parse_when("2024-03-05"), When(kMidnight));
  EXPECT_EQ(parse_when("20240305"), When(kMidnight));
  EXPECT_EQ(parse_when("2024/03/05"), When(kMidnight));
  EXPECT_EQ(parse_when("20240305120000"), When(kNoon));
  for (const char* noon :
       {"2024-03-05T12:00:00Z", "2024-03-05 12:00", "2024-03-05T12:00:00.123Z",
        "2024-03-05 12:00:00 UTC", "2024-03-05T13:00:00+01:00", "2024-03-05T13:30:00+0130",
        "2024-03-05 07:00:00 -05", "  2024-03-05T12:00:00,5 \r"})
    EXPECT_EQ(parse_when(noon), When(kNoon)) << noon;
}
TEST(When, mail_and_social_forms) {
  for (const char* noon :
       {"Tue, 5 Mar 2024 12:00:00 +0000", "Tue, 05 Mar 2024 13:00:00 +0100",
        "5 Mar 24 12:00:00 GMT", "Tue Mar 05 12:00:00 +0000 2024", "Mar 5, 2024 12:00 pm",
        "March 5th, 2024 at 12:00 PM", "5 March 2024 12:00", "05-Mar-2024 12:00:00",
        "2024-Mar-05 12:00", "Tue, 5 Mar 2024 07:00:00 EST"})
    EXPECT_EQ(parse_when(noon), When(kNoon)) << noon;
  EXPECT_EQ(parse_when("Mar 5, 2024 12:00 am"), When(kMidnight));
}
TEST(When, unix_time_in_seconds_milliseconds_and_microseconds) {
  EXPECT_EQ(parse_when("1709640000"), When(kNoon));
  EXPECT_EQ(parse_when("1709640000999"), When(kNoon));
  EXPECT_EQ(parse_when("1709640000000001"), When(kNoon));
}
TEST(When, unix_time_may_have_a_fraction) {
  EXPECT_EQ(parse_when("1772700000.0"), 1772700000);
  EXPECT_EQ(parse_when("1772700000.75"), 1772700000);
  EXPECT_EQ(parse_when("1772700000."), std::nullopt);
  EXPECT_EQ(parse_when("17727.0"), std::nullopt);
}
TEST(When, hours_and_minutes_around_an_h) {
  EXPECT_EQ(parse_when("4 mars 2026 à 10h30"), parse_when("2026-03-04T10:30"));
  EXPECT_EQ(parse_when("04/03/2026 10h30"), parse_when("2026-03-04T10:30"));
  EXPECT_EQ(parse_when("mercredi 4 mars 2026, 18h"), parse_when("2026-03-04T18:00"));
  EXPECT_EQ(parse_when("04/03/2026 10H05"), parse_when("2026-03-04T10:05"));
  for (const char* wrong :
       {"04/03/2026 25h30", "04/03/2026 10h3", "04/03/2026 10h75", "10h30", "04/03/2026 10hours"})
    EXPECT_EQ(parse_when(wrong), std::nullopt) << wrong;
}
TEST(When, day_and_month_follow_the_order_of_the_column) {
  EXPECT_EQ(parse_when("5.3.2024"), When(kMidnight));
  EXPECT_EQ(parse_when("05/03/2024 12:00"), When(kNoon));
  EXPECT_EQ(parse_when("3/5/2024 12:00 PM", DateOrder::month_first), When(kNoon));
  EXPECT_EQ(parse_when("2024-03-05", DateOrder::month_first), When(kMidnight));
  EXPECT_EQ(parse_when("05/03/24"), When(kMidnight));
}
TEST(When, a_column_tells_its_order_by_the_days_above_twelve) {
  const auto orders = [](std::initializer_list<std::string_view> column) {
    DateOrders seen;
    for (const auto text : column) seen.see(text);
    return seen;
  };
  EXPECT_EQ(orders({"3/5/2024", "3/25/2024", "x"}).best(), DateOrder::month_first);
  EXPECT_EQ(orders({"3/5/2024", "25/3/2024"}).best(), DateOrder::day_first);
  EXPECT_EQ(orders({"2024-01-01", ""}).best(), DateOrder::day_first);
  const auto untold = orders({"3/5/2024", "4/4/2024", "1/2/24"});
  EXPECT_EQ(untold.best(), DateOrder::day_first);
  EXPECT_FALSE(untold.is_told());
  EXPECT_EQ(untold.ambiguous(), 2U);
}
TEST(When, written_months_of_the_languages_of_the_packs) {
  for (const char* day : {"5 марта 2024",
                          "5 мар. 2024 г.",
                          "вт, 5 марта 2024 года",
                          "5 МАРТА 2024",
                          "5 de marzo de 2024",
                          "martes 5 marzo 2024",
                          "5 mars 2024",
                          "mardi 5 mars 2024",
                          "le 5 mars 2024",
                          "5 de março de 2024",
                          "terça-feira, 5 de março de 2024",
                          "5. März 2024",
                          "am 5. März 2024",
                          "Dienstag, 5. Mrz 2024",
                          "٥ march ٢٠٢٤",
                          "٢٠٢٤-٠٣-٠٥",
                          "۵.۳.۲۰۲۴",
                          "２０２４/０３/０５",
                          "5\u00A0mars\u00A02024",
                          "2024年3月5日",
                          "2024年03月05号",
                          "２０２４年３月５日",
                          "2024년 3월 5일",
                          "5º de março de 2024",
                          "5o de março de 2024",
                          "5° marzo 2024"})
    EXPECT_EQ(parse_when(day), When(kMidnight)) << day;
  for (const char* noon : {"5 марта 2024 в 12:00", "5 mars 2024 à 12:00", "5. März 2024, 12:00 Uhr",
                           "5 de marzo de 2024 a las 12:00"})
    EXPECT_EQ(parse_when(noon), When(kNoon)) << noon;
  EXPECT_EQ(parse_when("2024年3月5日 12:00"), When(kNoon));
  EXPECT_EQ(parse_when("1º de março de 2024"), When(kMidnight - std::int64_t{4} * 86400));
  for (const char* none : {"3月5日", "2024年3月", "2024年13月5日", "2024年3月5日6日", "24年3月5日",
                           "2024年2月30日", "º de março de 2024", "5人", "2024年3月5人"})
    EXPECT_EQ(parse_when(none), When()) << none;
  const char* const months[12][5] = {
      {"enero", "janvier", "января", "janeiro", "Januar"},
      {"febrero", "février", "февраля", "fevereiro", "Februar"},
      {"marzo", "mars", "марта", "março", "März"},
      {"abril", "avril", "апреля", "abril", "April"},
      {"mayo", "mai", "май", "maio", "Mai"},
      {"junio", "juin", "июня", "junho", "Juni"},
      {"julio", "juillet", "июля", "julho", "Juli"},
      {"agosto", "août", "августа", "agosto", "August"},
      {"septiembre", "septembre", "сентября", "setembro", "September"},
      {"octubre", "octobre", "октября", "outubro", "Oktober"},
      {"noviembre", "novembre", "ноября", "novembro", "November"},
      {"diciembre", "décembre", "декабря", "dezembro", "Dezember"}};
  for (int month = 0; month < 12; ++month) {
    const When expected = parse_when(fmt::format("2024-{:02}-12", month + 1));
    for (const char* name : months[month])
      EXPECT_EQ(parse_when(fmt::format("12 {} 2024", name)), expected) << name;
  }
  EXPECT_EQ(parse_when("12 января"), std::nullopt);
  EXPECT_EQ(parse_when("завтра 2024-03-05"), std::nullopt);
}
TEST(When, days_as_a_spreadsheet_counts_them) {
  EXPECT_EQ(parse_serial_day("45356"), When(kMidnight));
  EXPECT_EQ(parse_serial_day("45356.5"), When(kNoon));
  for (const char* bad : {"", "2024", "1709640000", "45356x", "-45356", "nan", "inf"})
    EXPECT_EQ(parse_serial_day(bad), std::nullopt) << bad;
}
TEST(When, what_is_no_date_is_refused) {
  for (const char* bad : {"",
                          " ",
                          "yesterday",
                          "12",
                          "2024",
                          "2024-13-01",
                          "2024-02-30",
                          "2023-02-29",
                          "31.4.2024",
                          "2024-03-05 25:00",
                          "2024-03-05 12:60",
                          "2024-03-05 12:00 pm pm",
                          "13:00",
                          "12/2024",
                          "1.2",
                          "2024-03-05-06",
                          "2024-03-05 2024-03-06",
                          "+351 912 345 678",
                          "99999999",
                          "999999999999999999999",
                          "5 Mar",
                          "Mar 2024 2024",
                          "2024-03-05T12:00:00+99:00",
                          "1800-01-01",
                          "10:00 10:00 2024-01-01",
                          "pm 2024-03-05"})
    EXPECT_EQ(parse_when(bad), std::nullopt) << bad;
}
TEST(When, every_day_of_three_centuries_comes_back) {
  std::int64_t expected = -2208988800;  // 1900-01-01
  for (int year = 1900; year < 2200; ++year) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const int days[] = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= days[month - 1]; ++day, expected += 86400)
        ASSERT_EQ(parse_when(fmt::format("{:04}-{:02}-{:02}", year, month, day)), When(expected));
    }
  }
}
TEST(When, any_bytes_are_read_without_harm) {
  testing::Dice dice(1);
  constexpr std::string_view kBytes = "0123456789-/.:+ TZapmMrJ,\xC3";
  for (int round = 0; round < 20000; ++round) {
    std::string text(dice.below(24), ' ');
    for (char& c : text) c = kBytes[dice.below(kBytes.size())];
    const When when = parse_when(text);
    if (when && text.find_first_not_of("0123456789") != std::string::npos) {
      EXPECT_GE(*when, -2208988800 - 86400) << text;
      EXPECT_LE(*when, 7258118400 + 86400) << text;
    }
  }
}

}  // namespace
}  // namespace lodestar::detect
