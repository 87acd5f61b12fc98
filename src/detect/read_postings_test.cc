// SPDX-License-Identifier: Apache-2.0
#include "detect/read_postings.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/workbook.h"

namespace lodestar::detect {
namespace {

Result<PostingsRead> read_one(std::string_view bytes, const ReadOptions& options = {}) {
  const std::vector<Source> sources = {{.name = "a.csv", .bytes = bytes}};
  return read_postings(sources, options);
}

std::vector<std::string> reasons_of(const PostingsRead& read) {
  std::vector<std::string> reasons;
  for (const auto& row : read.skipped) {
    reasons.push_back(std::to_string(row.line) + ":" + std::to_string(row.column) + " " +
                      read.reasons[row.reason].words);
  }
  return reasons;
}

TEST(ReadPostings, ColumnsAreFoundByTheirUsualNames) {
  const auto read = read_one("ID;Título;Descripción;Fecha\n7;t;hola, tú;2024-03-01\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->postings.get(Field::id, 0), "7");
  EXPECT_EQ(read->postings.get(Field::title, 0), "t");
  EXPECT_EQ(read->postings.get(Field::text, 0), "hola, tú");
  EXPECT_EQ(read->postings.time(0), 1709251200);
}

TEST(ReadPostings, WithoutAnIdTheRowNumberIsTheId) {
  const auto read = read_one("text\none\n\ntwo\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->postings.get(Field::id, 0), "1");
  EXPECT_EQ(read->postings.get(Field::id, 1), "2");
}

TEST(ReadPostings, ARepeatedIdIsSkippedWithinAFileOnly) {
  const std::vector<Source> sources = {{.name = "a", .bytes = "id,text\n1,x\n1,y\n"},
                                       {.name = "b", .bytes = "id,text\n1,z\n"}};
  const auto read = read_postings(sources, {});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->postings.size(), 2U);
  EXPECT_EQ(reasons_of(*read), (std::vector<std::string>{"3:1 an earlier row has the same id"}));
  EXPECT_EQ(read->postings.file(1), "b");
}

TEST(ReadPostings, ManyIdsAreToldApart) {
  std::string text = "id,text\n";
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 50000; ++i) text += std::to_string(i) + ",x\n";
  }
  const auto read = read_one(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->postings.size(), 50000U);
  EXPECT_EQ(read->skipped.size(), 50000U);
}

TEST(ReadPostings, ARowWithNeitherTextNorTitleIsSkipped) {
  const auto read = read_one("id,title,text\n1,,\n2,t,\n3,,x\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->postings.size(), 2U);
  EXPECT_EQ(reasons_of(*read), (std::vector<std::string>{"2:1 neither text nor title"}));
}

TEST(ReadPostings, AToldColumnWinsOverAUsualName) {
  const auto read = read_one("id,text,Body X\n1,no,yes\n",
                             {.columns = {{.column = table::Column::text, .name = "body x"}}});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->postings.get(Field::text, 0), "yes");
}

TEST(ReadPostings, WhatCannotBeATableOfPostingsIsAClearError) {
  EXPECT_EQ(read_one("").error().message, "a.csv: the file is empty");
  EXPECT_EQ(read_one("\xef\xbb\xbf\n").error().message, "a.csv: the file is empty");
  EXPECT_EQ(read_one(test::workbook({.rows = ""})).error().message,
            "a.csv: the sheet is empty; --sheet names another");
  EXPECT_EQ(read_one(test::workbook({.rows = ""})).error().code, Code::invalid);
  EXPECT_EQ(read_one("foo,bar\n1,2\n").error().message,
            "a.csv: no column looks like the text of a posting; the columns are 'foo', 'bar': say "
            "which it is with --column text=NAME");
  EXPECT_EQ(
      read_one("id,text\n1,2\n", {.columns = {{table::Column::phone, "tel"}}}).error().message,
      "a.csv: no column is called 'tel': there are 'id', 'text'");
}

TEST(ReadPostings, WhatIsNoTableIsSaidToBeWhatItIs) {
  using namespace std::string_literals;
  const std::vector<std::pair<std::string, std::string>> kinds = {
      {"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s, "a picture (PNG)"},
      {"\xff\xd8\xff\xe0\0\x10JFIF"s, "a picture (JPEG)"},
      {"GIF89a\x01"s, "a picture (GIF)"},
      {"RIFF\x24\0\0\0WEBPVP8 "s, "a picture (WebP)"},
      {"%PDF-1.7\n%\xe2\xe3"s, "a PDF document"},
      {"\n<!DOCTYPE html>\n<html><body>hello</body></html>\n", "a web page (HTML)"},
      {"<html lang=\"en\"><table><tr><td>text</td></tr></table>", "a web page (HTML)"},
  };
  for (const auto& [bytes, kind] : kinds) {
    const auto read = read_one(bytes);
    ASSERT_FALSE(read) << kind;
    EXPECT_EQ(read.error().code, Code::invalid);
    EXPECT_EQ(read.error().message, "a.csv: it is " + kind +
                                        ", not postings: give a table of them as CSV, JSON Lines "
                                        "or XLSX");
  }
}

TEST(ReadPostings, TextThatOnlyBeginsLikeAnotherKindIsRead) {
  for (const char* bytes :
       {"GIF,text\n1,x\n", "RIFF,text\n1,x\n", "<htmlx>,text\n1,x\n", "PNG,text\n1,x\n"})
    EXPECT_TRUE(read_one(bytes)) << bytes;
  EXPECT_TRUE(read_one("%PDF-,text\n1,x\n", {.format = Format::csv}));
}

TEST(ReadPostings, ColumnsThatAreNotUsedAreSaid) {
  const auto read = read_one("id,text,price,body\n1,x,7,y\n");
  ASSERT_TRUE(read);
  EXPECT_NE(read->notes[0].find("text from 'text'; not used: 'price', 'body'"), std::string::npos);
  EXPECT_EQ(read_one("id,text\n1,x\n")->notes[0].find("not used"), std::string::npos);
}

TEST(ReadPostings, AHeaderAloneGivesNoPostingsAndSaysSo) {
  const auto read = read_one("id,text\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->postings.size(), 0U);
  EXPECT_NE(read->notes[0].find("0 postings"), std::string::npos);
}

TEST(ReadPostings, TimesNotUnderstoodAreCountedAndKeepTheirRow) {
  const auto read = read_one("id,text,time\n1,x,someday\n2,y,2024-03-01T12:00:00+02:00\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->unknown_times, 1U);
  EXPECT_EQ(read->postings.time(0), kNoTime);
  EXPECT_EQ(read->postings.time(1), 1709287200);
}

TEST(ReadPostings, TheWholeColumnTellsWhetherTheDayOrTheMonthComesFirst) {
  const auto month_first = read_one("text,date\na,3/5/2024\nb,3/25/2024\n");
  ASSERT_TRUE(month_first);
  EXPECT_EQ(month_first->postings.time(0), 1709596800);  // 5 March
  const auto day_first = read_one("text,date\na,3/5/2024\nb,25/3/2024\n");
  ASSERT_TRUE(day_first);
  EXPECT_EQ(day_first->postings.time(0), 1714694400);  // 3 May
  EXPECT_NE(day_first->notes[0].find("dates such as 3/5/2024 read day first"), std::string::npos);
  const auto untold = read_one("text,date\na,3/5/2024\n");
  ASSERT_TRUE(untold);
  EXPECT_NE(untold->notes[0].find("read day first, for none tells"), std::string::npos);
  const auto plain = read_one("text,date\na,2024-03-05\n");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->notes[0].find("dates such as"), std::string::npos);
}

TEST(ReadPostings, HtmlIsTurnedIntoPlainTextAndCounted) {
  const auto read = read_one(
      "title,text,phone\nTom &amp; Co,07481<br>227<br>940,<b>1</b>\nx,3 < 5 and <3,\n"
      "y,a&lt;b,+4&#52;\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->postings.get(Field::title, 0), "Tom & Co");
  EXPECT_EQ(read->postings.get(Field::text, 0), "07481\n227\n940");
  EXPECT_EQ(read->postings.get(Field::text, 1), "3 < 5 and <3");
  EXPECT_EQ(read->postings.get(Field::phone, 2), "+44");
  EXPECT_EQ(read->html_postings, 2U);
  EXPECT_EQ(read->read_as[0].html_postings, 2U);
  EXPECT_NE(read->notes[0].find("HTML of 2 postings read as plain text"), std::string::npos);
}

TEST(ReadPostings, WhatAStateKeepsIsPlainTextAlready) {
  const std::vector<Source> sources = {
      {.name = "a", .bytes = "{\"id\":\"1\",\"text\":\"say &lt;br&gt;\"}\n", .is_kept = true}};
  const auto read = read_postings(sources, {.has_state = true});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->postings.get(Field::text, 0), "say &lt;br&gt;");
  EXPECT_EQ(read->html_postings, 0U);
}

TEST(ReadPostings, AnUnlikelyCodePageIsSaidToBeAGuess) {
  const auto chinese = read_one("text\n\xbc\xb1\xd5\xd0\xc5\xae\xb7\xfe\xce\xf1\xd4\xb1\n");  // GBK
  ASSERT_TRUE(chinese);
  EXPECT_TRUE(chinese->read_as[0].is_encoding_guess);
  EXPECT_TRUE(chinese->read_as[0].warns());
  EXPECT_NE(chinese->notes[0].find("iconv -f GB18030 -t UTF-8"), std::string::npos);
  const auto russian = read_one("text\n\xd2\xf0\xe5\xe1\xf3\xfe\xf2\xf1\xff\n");
  ASSERT_TRUE(russian);
  EXPECT_FALSE(russian->read_as[0].is_encoding_guess);
}

TEST(ReadPostings, Utf32IsRefusedWithAWayOut) {
  using namespace std::string_view_literals;
  for (const auto bytes : {"\xff\xfe\0\0t\0\0\0e\0\0\0x\0\0\0"sv, "t\0\0\0e\0\0\0x\0\0\0t\0\0\0"sv,
                           "\0\0\0t\0\0\0e\0\0\0x\0\0\0t"sv}) {
    const auto read = read_one(bytes);
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().message.find("iconv -f UTF-32 -t UTF-8"), std::string::npos);
  }
}

TEST(ReadPostings, AskedToStopItStops) {
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(read_one("id,text\n1,x\n", {.stop = source.get_token()}).error().code, Code::cancelled);
}

TEST(ReadPostings, ProgressAddsUpToTheBytes) {
  std::string text = "text\n";
  for (int i = 0; i < 20000; ++i) text += "hello\n";
  std::uint64_t bytes = 0;
  ASSERT_TRUE(read_one(text, {.progress = [&](std::uint64_t more) { bytes += more; }}));
  EXPECT_EQ(bytes, text.size());
}

TEST(ReadPostings, JsonLinesAreRecognisedInUtf16Too) {
  const auto plain =
      read_one("{\"id\":1,\"text\":\"x\"}\n{\"text\":\"y\",\"phone\":\"5550100\"}\n");
  ASSERT_TRUE(plain) << plain.error().message;
  EXPECT_EQ(plain->postings.get(Field::id, 1), "2");
  EXPECT_EQ(plain->postings.get(Field::phone, 1), "5550100");
  std::string wide = "\xff\xfe";
  for (const char c : std::string_view("{\"text\":\"x\"}\n")) wide += {c, '\0'};
  const auto read = read_one(wide);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->postings.get(Field::text, 0), "x");
}

TEST(ReadPostings, ATextInPartsIsReadAndAnotherShapeIsTold) {
  const auto read = read_one(
      R"({"id":1,"text":["Call ",{"type":"x","text":"+380 67"},"\n",{"type":"x","text":"now"}]})"
      "\n"
      R"({"id":2,"text":{"de":"Hallo"}})"
      "\n"
      R"({"id":3,"title":[["x"]],"text":"y"})"
      "\n"
      R"({"id":4,"text":"[\"as written\"]","phone":["07","08"]})"
      "\n");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->postings.size(), 2U);
  EXPECT_EQ(read->postings.get(Field::text, 0), "Call +380 67\nnow");
  EXPECT_EQ(read->postings.get(Field::text, 1), "[\"as written\"]");
  EXPECT_EQ(read->postings.get(Field::phone, 1), "[\"07\",\"08\"]");
  EXPECT_EQ(reasons_of(*read),
            (std::vector<std::string>{"2:1 the text is a JSON list or object of another shape",
                                      "3:1 the title is a JSON list or object of another shape"}));
}

TEST(ReadPostings, JsonLinesWithoutATextAreAClearError) {
  EXPECT_NE(read_one("{\"foo\":1}\n").error().message.find("no column looks like the text"),
            std::string::npos);
  EXPECT_NE(read_one("[{\"text\":1}]").error().message.find("it is a JSON list"),
            std::string::npos);
}

TEST(ReadPostings, AWorkbookIsRecognised) {
  const auto cell = [](std::string_view text) {
    return "<c t='inlineStr'><is><t>" + std::string(text) + "</t></is></c>";
  };
  const auto read =
      read_one(test::workbook({.rows = "<row>" + cell("Post ID") + cell("Body") + "</row><row>" +
                                       cell("a7") + cell("hello") + "</row>"}));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->postings.get(Field::id, 0), "a7");
  EXPECT_EQ(read->postings.get(Field::text, 0), "hello");
}

TEST(ReadPostings, ANumberInATimeColumnOfAWorkbookIsADay) {
  const auto cell = [](std::string_view text) {
    return "<c t='inlineStr'><is><t>" + std::string(text) + "</t></is></c>";
  };
  const auto read = read_one(test::workbook(
      {.rows = "<row>" + cell("Body") + cell("Date") + "</row><row>" + cell("hello") +
               "<c><v>45356.5</v></c></row><row>" + cell("you") + "<c><v>12</v></c></row>"}));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->postings.time(0), 1709640000);
  EXPECT_EQ(read->postings.time(1), kNoTime);
}

TEST(ReadPostings, AColumnOfNothingButSerialDaysIsOfDaysInAnyFormat) {
  const auto read = read_one("text;date\nhello;45356,5\nyou;\nall; 45356 \n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->postings.time(0), 1709640000);
  EXPECT_EQ(read->postings.time(2), 1709596800);
  EXPECT_EQ(read->unknown_times, 0U);
  EXPECT_NE(read->notes[0].find("days that a spreadsheet counted"), std::string::npos);
}

TEST(ReadPostings, ANumberAmongDatesIsNoSerialDay) {
  for (const char* text : {"text,date\na,45356.5\nb,2024-03-05\n", "text,date\na,45356\nb,12\n"}) {
    const auto read = read_one(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->postings.time(0), kNoTime) << text;
    EXPECT_EQ(read->notes[0].find("spreadsheet"), std::string::npos);
  }
}

TEST(ReadPostings, ProgressAddsUpToTheBytesOfTheFileInAnyEncoding) {
  std::string wide = "\xff\xfe";
  for (const char c : std::string_view("text\nhello\nyou\n")) wide += {c, '\0'};
  std::uint64_t bytes = 0;
  ASSERT_TRUE(read_one(wide, {.progress = [&](std::uint64_t more) { bytes += more; }}));
  EXPECT_EQ(bytes, wide.size());
}

TEST(ReadPostings, WhatWasKeptIsWholeOrDamaged) {
  const auto complaint = [](std::string_view bytes, std::optional<std::uint64_t> postings) {
    const Source kept{.name = "a.csv", .bytes = bytes, .is_kept = true, .kept_postings = postings};
    const auto read = read_postings(std::span(&kept, 1), {});
    if (read) return std::string();
    EXPECT_EQ(read.error().code, Code::corrupt);
    return read.error().message;
  };
  const std::string two = "{\"id\":\"1\",\"text\":\"x\"}\n{\"id\":\"2\",\"text\":\"y\"}\n";
  EXPECT_EQ(complaint(two, 2), "");
  EXPECT_EQ(complaint(two, std::nullopt), "");  // an older version did not count
  EXPECT_NE(complaint(two, 3).find("2 of 3 postings are there"), std::string::npos);
  EXPECT_NE(complaint(two.substr(0, two.size() - 4), 2).find("line 2: "), std::string::npos);
  EXPECT_NE(complaint(two + two, 4).find("line 3: an earlier row has the same id"),
            std::string::npos);
  EXPECT_NE(complaint("", 2).find("restore the state from a copy"), std::string::npos);
}

// A run with a state: what is kept, then today's files.
std::vector<std::string> ids_after(std::string_view kept, std::vector<Source> today) {
  std::vector<Source> sources;
  if (!kept.empty()) {
    sources.push_back({.name = "a.csv", .bytes = kept, .is_kept = true, .is_numbered = true});
  }
  sources.insert(sources.end(), today.begin(), today.end());
  const auto read = read_postings(sources, {.has_state = true});
  EXPECT_TRUE(read);
  std::vector<std::string> ids;
  for (std::size_t row = 0; read && row < read->postings.size(); ++row) {
    ids.push_back(read->postings.file(row) + ":" + std::string(read->postings.get(Field::id, row)));
  }
  for (const auto& reason : read->reasons) ids.push_back(reason.words);
  return ids;
}
constexpr std::string_view kMonday =
    "{\"id\":\"1\",\"text\":\"cook\"}\n{\"id\":\"2\",\"text\":\"cook\"}\n";
const std::string kSame = "a posting that says the same is known already";

TEST(ReadPostings, OtherRowsUnderAKnownFileNameAreNewPostings) {
  EXPECT_EQ(ids_after(kMonday, {{.name = "a.csv", .bytes = "text\ndriver\ncook\nsailor\n"}}),
            (std::vector<std::string>{"a.csv:1", "a.csv:2", "a.csv:1#2", "a.csv:3", kSame}));
}

TEST(ReadPostings, TheSameRowsUnderAnyFileNameAreKnownAsOftenAsTheyAreKept) {
  EXPECT_EQ(ids_after(kMonday, {{.name = "b.csv", .bytes = "text\ncook\ncook\n"}}),
            (std::vector<std::string>{"a.csv:1", "a.csv:2", kSame}));
  EXPECT_EQ(ids_after(kMonday, {{.name = "b.csv", .bytes = "text\ncook\ncook\ncook\n"}}),
            (std::vector<std::string>{"a.csv:1", "a.csv:2", "b.csv:3", kSame}));
}

TEST(ReadPostings, WithAStateTheFilesOfARunCountOneAfterAnother) {
  const std::vector<Source> two = {{.name = "a", .bytes = "text\ncook\ncook\n"},
                                   {.name = "b", .bytes = "text\ncook\n"}};
  EXPECT_EQ(ids_after("", two), (std::vector<std::string>{"a:1", "a:2", kSame}));
  const auto without = read_postings(two, {});
  ASSERT_TRUE(without);
  EXPECT_EQ(without->postings.size(), 3U);
}

TEST(ReadPostings, ARowNumberGivesWayToAnIdOfTheInput) {
  const auto first = ids_after(kMonday, {{.name = "a.csv", .bytes = "id,text\n2,driver\n2,x\n"}});
  EXPECT_EQ(first, (std::vector<std::string>{"a.csv:1", "a.csv:2", "a.csv:2#2",
                                             "an earlier row has the same id"}));
  const auto mixed = read_one("id,text\n2,x\n,y\n");
  ASSERT_TRUE(mixed);
  EXPECT_EQ(mixed->postings.get(Field::id, 1), "2#2");
}

TEST(ReadPostings, AKnownIdIsSaidToBeOfTheState) {
  const Source kept{.name = "a.csv",
                    .bytes = "{\"id\":\"7\",\"text\":\"x\"}\n{\"id\":\"8\",\"text\":\"y\"}\n",
                    .is_kept = true};
  const Source today{.name = "a.csv", .bytes = "id,text\n7,changed\n8,y\n9,z\n9,zz\n"};
  const std::vector<Source> both = {kept, today};
  const auto read = read_postings(both, {.has_state = true});
  ASSERT_TRUE(read);
  EXPECT_EQ(reasons_of(*read),
            (std::vector<std::string>{"2:1 the state holds another text by this file name and id",
                                      "3:1 the state holds a posting of this file name and id",
                                      "5:1 an earlier row has the same id"}));
  EXPECT_EQ(read->read_as.back().other_texts, 1U);
}

TEST(ReadPostings, AKnownPostingIsItselfWhereItsValueWasForgotten) {
  const auto other_texts = [](const std::string& kept_text, const std::string& now) {
    const std::string line = "{\"id\":\"7\",\"text\":\"" + kept_text + "\"}\n";
    const std::string today = "id,text\n7,\"" + now + "\"\n";
    const std::vector<Source> both = {{.name = "a.csv", .bytes = line, .is_kept = true},
                                      {.name = "a.csv", .bytes = today}};
    const auto read = read_postings(both, {.has_state = true});
    return read ? read->read_as.back().other_texts : 99;
  };
  EXPECT_EQ(other_texts("call [removed] or [removed] now", "call 1 or 2 or 3 now"), 0U);
  EXPECT_EQ(other_texts("[removed]", "917"), 0U);
  EXPECT_EQ(other_texts("call [removed] now", "call 917 today"), 1U);
  EXPECT_EQ(other_texts("call [removed] now [removed]", "call now"), 1U);
  EXPECT_EQ(other_texts("call [removed]", "ring 917"), 1U);
}

TEST(ReadPostings, WhatAStateDecidedOnTimesHolds) {
  const Source kept{.name = "a.csv",
                    .bytes = "{\"id\":\"1\",\"text\":\"x\",\"time\":\"3/5/2024\"}\n",
                    .is_kept = true,
                    .times = TimeReading::month_first};
  const Source today{.name = "a.csv", .bytes = "id,text,date\n2,y,3/5/2024\n"};
  const Source other{.name = "b.csv", .bytes = "id,text,date\n2,z,3/5/2024\n"};
  const std::vector<Source> all = {kept, today, other};
  const auto read = read_postings(all, {.has_state = true});
  ASSERT_TRUE(read);
  constexpr std::int64_t kMarch = 1709596800, kMay = 1714694400;
  EXPECT_EQ(read->postings.time(0), kMarch);
  EXPECT_EQ(read->postings.time(1), kMarch);
  EXPECT_EQ(read->postings.time(2), kMay);
  EXPECT_EQ(read->postings.time_reading(1), TimeReading::month_first);
  EXPECT_EQ(read->postings.time_reading(2), std::nullopt);
}

TEST(ReadPostings, HowAFileWasUnderstoodIsKeptInParts) {
  const Source source{.name = "a.csv",
                      .bytes = "body;posted\ncook;3/5/2024\nwaiter;13/5/2024\nx;soon\n;1/5/2024\n"};
  const auto read = read_postings(std::span(&source, 1), {});
  ASSERT_TRUE(read);
  const ReadAs& how = read->read_as.at(0);
  EXPECT_EQ(how.format, "csv");
  EXPECT_EQ(how.encoding, "UTF-8");
  EXPECT_EQ(how.delimiter, "semicolon");
  EXPECT_EQ(how.postings, 3U);
  EXPECT_EQ(how.skipped, 1U);
  ASSERT_EQ(how.columns.size(), 2U);
  EXPECT_EQ(how.columns[0].column, "text");
  EXPECT_EQ(how.columns[0].name, "body");
  EXPECT_EQ(how.date_order, DateOrder::day_first);
  EXPECT_TRUE(how.is_order_told);
  EXPECT_EQ(how.unknown_times, 1U);
  EXPECT_EQ(read->reasons.at(0).code, "no_text");
}

TEST(ReadAs, DatesOfTheOtherOrderAreCounted) {
  const auto mixed =
      read_one("text;date\na;17/03/2026\nb;18/03/2026\nc;03/14/2026\nd;04/03/2026\n");
  ASSERT_TRUE(mixed);
  EXPECT_EQ(mixed->read_as.at(0).other_order_dates, 1U);
  EXPECT_TRUE(mixed->read_as.at(0).warns());
  EXPECT_EQ(mixed->postings.time(2), kNoTime);
  EXPECT_NE(mixed->notes.at(0).find("1 one that only the other order"), std::string::npos)
      << mixed->notes.at(0);
  const auto even = read_one("text;date\na;17/03/2026\nc;03/14/2026\nd;04/03/2026\n");
  ASSERT_TRUE(even);
  EXPECT_EQ(even->read_as.at(0).other_order_dates, 1U);
  EXPECT_EQ(even->notes.at(0).find("none tells"), std::string::npos) << even->notes.at(0);
  const auto clear = read_one("text;date\na;17/03/2026\nd;04/03/2026\n");
  EXPECT_EQ(clear->read_as.at(0).other_order_dates, 0U);
  EXPECT_FALSE(clear->read_as.at(0).warns());
}

TEST(ReadAs, ColumnsOfRedditAndOfOthersAreKnown) {
  const auto column = [](std::string_view name) { return table::usual_column(name); };
  for (const char* text : {"selftext", "body", "Cuerpo del mensaje", "message body"})
    EXPECT_EQ(column(text), table::Column::text) << text;
  for (const char* id : {"Anzeige-Nr", "N° annonce", "Nº", "Codice"})
    EXPECT_EQ(column(id), table::Column::id) << id;
  EXPECT_EQ(column("n"), std::nullopt);
  EXPECT_EQ(column("created_utc"), table::Column::time);
}

TEST(SkippedRows, AreJsonLinesWithoutTheRowsContent) {
  const Source source{.name = "a \"b\".csv", .bytes = "id,text\n1,secret,7\n"};
  const auto read = read_postings(std::span(&source, 1), {});
  ASSERT_TRUE(read);
  std::string line;
  append_skipped(line, source, *read, read->skipped.at(0));
  EXPECT_EQ(line,
            "{\"file\":\"a \\\"b\\\".csv\",\"line\":2,\"column\":10,\"code\":\"field_count\","
            "\"reason\":\"3 fields where there are 2 columns\"}\n");
}

TEST(ReadPostings, QuotationMarksThatMadeRowsDoubtfulAreToldWithTheirLines) {
  const auto stray = read_one("id,text\n1,\"Nice flat\n2,b\n3,c\n4,\"Lovely\" studio\n5,d\n");
  ASSERT_TRUE(stray);
  EXPECT_EQ(stray->postings.size(), 5U);
  EXPECT_TRUE(stray->read_as[0].warns());
  EXPECT_NE(stray->notes[0].find("in 1 row (line 2) a quotation mark opens a field and closes "
                                 "nowhere: it was taken as text"),
            std::string::npos)
      << stray->notes[0];
  const auto held = read_one("id,text\n1,\"a\n2,b\"\n3,\"c\n4,d\"\n");
  ASSERT_TRUE(held);
  EXPECT_TRUE(held->read_as[0].warns());
  EXPECT_NE(held->notes[0].find("in 2 rows (the first in line 2) a quoted text runs over lines"),
            std::string::npos)
      << held->notes[0];
  EXPECT_FALSE(read_one("id,text\n1,\"a\nb\"\n")->read_as[0].warns());
}

TEST(ReadPostings, NamesOfColumnsInAnUnknownEncodingAreNoRiddle) {
  // "ид,текст" and two rows, in KOI8-R and in code page 866.
  const auto koi8 = read_one(
      "\xc9\xc4,\xd4\xc5\xcb\xd3\xd4\n1,\xf4\xd2\xc5\xc2\xd5\xc0\xd4\xd3\xd1 "
      "\xd0\xcf\xd7\xc1\xd2\xc1\n2,\xf2\xc1\xc2\xcf\xd4\xc1 \xd7 \xc7\xcf\xd2\xcf\xc4\xc5\n");
  ASSERT_FALSE(koi8);
  EXPECT_NE(koi8.error().message.find("the file is not UTF-8 and was read as Windows-1251"),
            std::string::npos);
  EXPECT_NE(koi8.error().message.find("iconv -f KOI8-R -t UTF-8"), std::string::npos);
  EXPECT_NE(koi8.error().message.find("--encoding"), std::string::npos);
  const auto dos = read_one(
      "\xa8\xa4,\xe2\xa5\xaa\xe1\xe2\n1,\x92\xe0\xa5\xa1\xe3\xee\xe2\xe1\xef "
      "\xaf\xae\xa2\xa0\xe0\xa0\n2,\x90\xa0\xa1\xae\xe2\xa0 \xa2 \xa3\xae\xe0\xae\xa4\xa5\n");
  ASSERT_FALSE(dos);
  EXPECT_NE(dos.error().message.find("iconv -f CP866 -t UTF-8"), std::string::npos);
  EXPECT_EQ(read_one("price,size\n1,2\n").error().message.find("UTF-8"), std::string::npos);
}

}  // namespace
}  // namespace lodestar::detect
