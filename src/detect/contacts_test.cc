// SPDX-License-Identifier: Apache-2.0
#include "detect/contacts.h"

#include <gtest/gtest.h>

#include <deque>
#include <random>

#include "text/numbering_plan.h"

namespace lodestar::detect {
namespace {

// Postings that keep their own bytes.
class Board {
 public:
  Board() { file_ = postings_.add_file("board.csv"); }
  void post(std::initializer_list<std::pair<Field, std::string>> fields) {
    Postings::Row row;
    for (const auto& [field, value] : fields)
      row.fields[static_cast<std::size_t>(field)] = bytes_.emplace_back(value);
    postings_.add(file_, row);
  }
  Contacts find(unsigned threads = 1, std::string_view region = {}) const {
    const text::IdentifierFinder finder(text::built_in_numbering_plan());
    return find_contacts(postings_, finder, {.parallel = {.threads = threads}, .region = region});
  }
  const Postings& postings() const { return postings_; }

 private:
  Postings postings_;
  std::deque<std::string> bytes_;
  std::uint16_t file_ = 0;
};

std::vector<std::string> values(const Contacts& contacts) {
  std::vector<std::string> names;
  for (const Contact& contact : contacts.all)
    names.push_back(std::string(to_string(contact.kind)) + " " + contact.value);
  return names;
}

TEST(Contacts, EachDistinctValueIsOneContactInOrderOfFirstSight) {
  Board board;
  board.post({{Field::text, "call (200) 555-0142 or mail me@example.org"}});
  board.post({{Field::text, "nothing here"}});
  board.post({{Field::text, "2 0 0 5 5 5 0 1 4 2, again 200-555-0142"}});
  const Contacts contacts = board.find();
  EXPECT_EQ(values(contacts),
            (std::vector<std::string>{"phone 2005550142", "email me@example.org"}));
  EXPECT_EQ(contacts.all[0].postings, 2U);
  EXPECT_EQ(contacts.all[1].postings, 1U);
  EXPECT_EQ(contacts.of(0).size(), 2U);
  EXPECT_TRUE(contacts.of(1).empty());
  EXPECT_EQ(contacts.of(2).size(), 2U);
}

TEST(Contacts, EveryFieldThatPeopleWriteInIsSearchedInOrderAndTheSourceIsNot) {
  Board board;
  board.post({{Field::image_hash, " FFA0C3 "},
              {Field::phone, "5550142"},
              {Field::author, "skype: invented_name"},
              {Field::title, "t.me/invented_name"},
              {Field::text, "mail me@example.org"},
              {Field::source, "https://board.example/200-555-0199"}});
  const Contacts contacts = board.find();
  EXPECT_EQ(values(contacts), (std::vector<std::string>{
                                  "telegram invented_name", "email me@example.org",
                                  "skype invented_name", "phone 5550142", "image_hash ffa0c3"}));
  for (const Occurrence& seen : contacts.of(0)) {
    const auto surface = cut(board.postings().get(seen.field, 0), seen.span);
    EXPECT_FALSE(surface.empty());
    EXPECT_NE(surface.front(), ' ');
  }
}

TEST(Contacts, NumbersWithoutCountryCodeAreReadFromTheRegion) {
  Board board;
  board.post({{Field::phone, "912 345 678"}});
  EXPECT_EQ(values(board.find(1, "PT")), std::vector<std::string>{"phone +351912345678"});
  EXPECT_EQ(values(board.find()), std::vector<std::string>{"phone 912345678"});
}

TEST(Contacts, ANumberWithoutItsCountryIsTheOneWithItWhereverThatStands) {
  Board board;
  board.post({{Field::text, "ligue 912 345 678"}});
  board.post({{Field::text, "call +351 912 345 678"}});
  board.post({{Field::text, "whatsapp 00351 912345678"}});
  board.post({{Field::text, "call 351 912 345 678"}});
  const Contacts contacts = board.find();
  EXPECT_EQ(values(contacts), std::vector<std::string>{"phone +351912345678"});
  EXPECT_EQ(contacts.all[0].postings, 4U);
}

TEST(Contacts, AnInventedNumberThatNoPlanKnowsIsJoinedToo) {
  Board board;
  board.post({{Field::text, "call 07700 900118"}});
  board.post({{Field::text, "call +44 7700 900118"}});
  EXPECT_EQ(values(board.find()), std::vector<std::string>{"phone +447700900118"});
}

TEST(Contacts, TheNumberOfALinkIsThatNumberAndTheKindSeenIsKept) {
  Board board;
  board.post({{Field::text, "https://wa.me/351912345678"}});
  board.post({{Field::text, "api.whatsapp.com/send?phone=351912345678&text=hi"}});
  board.post({{Field::text, "WhatsApp +351 912 345 678"}});
  board.post({{Field::text, "ligue 912 345 678"}});
  board.post({{Field::text, "viber://chat?number=%2B351912345678 or signal.me/#p/+351912345678"}});
  const Contacts contacts = board.find();
  EXPECT_EQ(values(contacts), std::vector<std::string>{"phone +351912345678"});
  EXPECT_EQ(contacts.all[0].postings, 5U);
  EXPECT_EQ(contacts.of(0)[0].kind, text::IdentifierKind::whatsapp);
  EXPECT_EQ(contacts.of(1)[0].kind, text::IdentifierKind::whatsapp);
  EXPECT_EQ(contacts.of(2)[0].kind, text::IdentifierKind::phone);
}

TEST(Contacts, APrefixForCallsAtHomeIsNoPartOfANumber) {
  Board board;
  board.post({{Field::text, "Tel. 0639 98 01 42"}});
  board.post({{Field::text, "Tel. +33 6 39 98 01 42"}});
  board.post({{Field::text, "phone 1 (212) 555-0142"}});
  board.post({{Field::text, "phone +1 212-555-0142, phone 212 555 0142"}});
  EXPECT_EQ(values(board.find()),
            (std::vector<std::string>{"phone +33639980142", "phone +12125550142"}));
}

TEST(Contacts, WhatASpreadsheetDropsInAColumnIsFoundAgain) {
  Board board;
  board.post({{Field::phone, "34655201337"}});
  board.post({{Field::text, "llama al 655 201 337"}});
  board.post({{Field::phone, "79164130771"}});
  board.post({{Field::text, "тел. 8 916 413-07-71"}});
  board.post({{Field::phone, "7412013091"}});
  board.post({{Field::text, "call 07412 013091"}});
  board.post({{Field::phone, "447481227940"}});  // twelve digits
  board.post({{Field::phone, "34655201338"}});
  EXPECT_EQ(
      values(board.find()),
      (std::vector<std::string>{"phone +34655201337", "phone +79164130771", "phone 07412013091",
                                "phone +447481227940", "phone 34655201338"}));
}

TEST(Contacts, AZeroInATextIsNotDroppedByAnybody) {
  Board board;
  board.post({{Field::text, "call 212 555 0142"}});   // New York
  board.post({{Field::text, "ara 0212 555 01 42"}});  // Istanbul
  EXPECT_EQ(board.find().all.size(), 2U);
}

TEST(Contacts, OneLineOfArgentinaIsOneContactHoweverItIsDialled) {
  Board board;
  board.post({{Field::text, "llamar +54 9 11 2345-8765"}});
  board.post({{Field::text, "tel +54 11 2345-8765"}});
  board.post({{Field::text, "tel 011 15 2345-8765"}});
  board.post({{Field::text, "wa.me/5491123458765"}});
  board.post({{Field::text, "tel +54 11 4321-8765"}});  // a line that nobody writes with the 9
  EXPECT_EQ(values(board.find()),
            (std::vector<std::string>{"phone +5491123458765", "phone +541143218765"}));
}

TEST(Contacts, OneLineOfMexicoOrBrazilIsOneContactHoweverItIsDialled) {
  Board board;
  for (const auto* text : {"tel +52 55 1234 8765", "tel +52 1 55 1234 8765", "wa.me/525512348765",
                           "https://wa.me/5215512348765"})
    board.post({{Field::text, text}});
  for (const auto* text : {"+55 11 91234-8765", "0 15 11 91234-8765", "015 11 91234-8765"})
    board.post({{Field::text, text}});
  EXPECT_EQ(values(board.find()),
            (std::vector<std::string>{"phone +525512348765", "phone +5511912348765"}));
}

TEST(Contacts, ANumberThatTwoCountriesHaveIsLeftWithoutOne) {
  Board board;
  board.post({{Field::text, "call 912345678"}});
  board.post({{Field::text, "call +351912345678"}});
  board.post({{Field::text, "call +34912345678"}});
  EXPECT_EQ(
      values(board.find()),
      (std::vector<std::string>{"phone 912345678", "phone +351912345678", "phone +34912345678"}));
}

TEST(Contacts, TheEndOfANumberIsNotTheNumber) {
  Board board;
  board.post({{Field::text, "call +351912345678, call +44 20 7946 0142"}});
  board.post({{Field::phone, "12345678"}, {Field::text, "call 7946 0142"}});
  board.post({{Field::phone, "0912345678"}});  // nobody in Portugal dials this
  EXPECT_EQ(values(board.find()),
            (std::vector<std::string>{"phone +351912345678", "phone +442079460142",
                                      "phone 79460142", "phone 12345678", "phone 0912345678"}));
}

TEST(Contacts, TheSameForAnyNumberOfThreads) {
  Board board;
  std::mt19937 random(5);
  for (int row = 0; row < 3000; ++row)
    board.post({{Field::text, std::string(random() % 9 == 0 ? "call +1" : "call ") + "200-555-" +
                                  std::to_string(1000 + random() % 900) + " or x" +
                                  std::to_string(random() % 50) + "@example.org"}});
  const Contacts one = board.find(1), three = board.find(3);
  EXPECT_EQ(values(one), values(three));
  EXPECT_EQ(one.first_of, three.first_of);
  ASSERT_EQ(one.occurrences.size(), three.occurrences.size());
  for (std::size_t i = 0; i < one.occurrences.size(); ++i) {
    EXPECT_EQ(one.occurrences[i].contact, three.occurrences[i].contact);
    EXPECT_EQ(one.occurrences[i].span, three.occurrences[i].span);
  }
}

TEST(Contacts, NoPostingsNoContacts) {
  const Contacts contacts = Board().find();
  EXPECT_TRUE(contacts.all.empty());
  EXPECT_EQ(contacts.first_of.size(), 1U);
}

}  // namespace
}  // namespace lodestar::detect
