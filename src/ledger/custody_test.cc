// SPDX-License-Identifier: Apache-2.0
#include "ledger/custody.h"

#include <gtest/gtest.h>

#include "support/custody_scene.h"

namespace lodestar::ledger {
namespace {

using lodestar::testing::CustodyScene;
using lodestar::testing::test_person;

CustodyEvent full_event() {
  CustodyScene scene;
  CustodyEvent event = scene.event(CustodyKind::handed_over);
  event.to = test_person(1).verifier();
  event.previous = crypto::sha256({"before"});
  event.measured = scene.item;
  event.result = Item{crypto::sha256({"report"}), 7};
  for (std::size_t i = 0; i < kDetails; ++i) {
    event.set(static_cast<Detail>(i), "words, número " + std::to_string(i));
  }
  return event;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Custody, an_event_is_read_as_it_was_written) {
  const CustodyEvent event = full_event();
  EXPECT_EQ(parse_custody_text(to_text(event).value()).value(), event);
}

TEST(Custody, a_short_event_is_five_lines_that_anybody_can_read) {
  const CustodyScene scene;
  EXPECT_EQ(to_text(scene.event(CustodyKind::acquired)).value(),
            "lodestar-custody/v1\nevent acquired\nitem " + crypto::to_hex(scene.item.hash) +
                " 1234\nat 2026-09-21T14:13:20Z\nby " + to_string(test_person(0).verifier()) +
                "\n");
}

TEST(Custody, each_line_is_read_strictly) {
  const std::string text = to_text(full_event()).value();
  const std::vector<std::string> wrong = {
      "",
      text.substr(0, text.size() - 1),
      text + "\n",
      text + "note again\n",
      text + "colour red\n",
      replaced(text, "v1", "v2"),
      replaced(text, "event handed-over", "event given"),
      replaced(text, "event handed-over", "event noted"),
      replaced(text, " 1234\n", " 01234\n"),
      replaced(text, " 1234\n", "\n"),
      replaced(text, "T14:13:20Z", "T14:13:60Z"),
      replaced(text, "T14:13:20Z", "T14:13:20+00:00"),
      replaced(text, "2026-09-21", "2026-02-30"),
      replaced(text, "role words", "role  words"),
      replaced(text, "role words", "role"),
      replaced(text, "role words", "role \x01words"),
      replaced(text, "role words", "role \xFFwords"),
      replaced(text, "role words", "role \xC2\x85words"),
  };
  for (const std::string& bytes : wrong) {
    const auto read = parse_custody_text(bytes);
    ASSERT_FALSE(read) << bytes;
    EXPECT_EQ(read.error().code, Code::invalid);
  }
}

TEST(Custody, a_value_that_is_too_long_is_refused_when_written_and_when_read) {
  CustodyEvent event = full_event();
  event.set(Detail::note, std::string(kLongestCustodyValue, 'x'));
  const std::string text = to_text(event).value();
  EXPECT_TRUE(parse_custody_text(text));
  EXPECT_FALSE(parse_custody_text(replaced(text, "note x", "note xx")));
  event.set(Detail::note, std::string(kLongestCustodyValue + 1, 'x'));
  EXPECT_FALSE(to_text(event));
}

TEST(Custody, a_record_of_another_item_or_event_is_refused) {
  const CustodyEvent event = full_event();
  const Note note = sign_event(event, test_person(0)).value();
  const Record record = to_record(note, event, event.previous);
  EXPECT_EQ(parse_custody(record).value().event, event);
  Record other = record;
  other.type = "custody/noted";
  EXPECT_FALSE(parse_custody(other));
  other = record;
  other.subject[0] = other.subject[0] == 'a' ? 'b' : 'a';
  EXPECT_FALSE(parse_custody(other));
}

TEST(Custody, a_signature_holds_for_its_key_and_its_text_alone) {
  CustodyEvent event = full_event();
  Note note = sign_event(event, test_person(0)).value();
  EXPECT_EQ(is_signed_by(note, event.by), Signed::yes);
  EXPECT_EQ(is_signed_by(note, *event.to), Signed::no);
  note.signatures.push_back(test_person(1).sign(note.text));
  EXPECT_EQ(is_signed_by(note, *event.to), Signed::yes);
  note.text = replaced(note.text, "14:13:20", "14:13:21");
  EXPECT_EQ(is_signed_by(note, event.by), Signed::wrongly);
}

TEST(Custody, details_come_from_a_file_as_people_write_it) {
  CustodyEvent event;
  ASSERT_TRUE(read_details("# for the file\n\nwhere  Room 4 \r\nwhy to copy it\n", event));
  EXPECT_EQ(event.detail(Detail::where), "Room 4");
  EXPECT_EQ(event.detail(Detail::why), "to copy it");
  CustodyEvent marked;
  ASSERT_TRUE(read_details("\xef\xbb\xbfwhere Room 4\n", marked));
  EXPECT_EQ(marked.detail(Detail::where), "Room 4");
  const auto twice = read_details("note a\nnote b\n", event);
  EXPECT_EQ(twice.error().message, "line 2 of the details says 'note' a second time");
  const auto unknown = read_details("name Somebody Real\n", event);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().message.find("Somebody"), std::string::npos);
  EXPECT_FALSE(read_details("why\n", event));
  for (const char* const unseen :
       {"\u202e", "\u2066", "\u200b", "\u200f", "\u00ad", "\ufeff", "\u3164", "\u2800", "\u115f",
        "\uffa0", "\u034f", "\ufe0f", "\u00a0", " \u200d"}) {
    event.set(Detail::note, "");
    EXPECT_FALSE(read_details("note a" + std::string(unseen) + "b\n", event)) << unseen;
    EXPECT_TRUE(event.detail(Detail::note).empty());
  }
  ASSERT_TRUE(read_details("note \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\n", event));
}

}  // namespace
}  // namespace lodestar::ledger
