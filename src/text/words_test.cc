// SPDX-License-Identifier: Apache-2.0
#include "text/words.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "text/utf8.h"

namespace lodestar::text {
namespace {

std::vector<std::string> folded(std::string_view raw) {
  std::vector<Word> words;
  cut_words(raw, words);
  std::vector<std::string> out;
  for (const Word& word : words) {
    out.push_back(fold_word(cut(raw, word.span)));
    EXPECT_EQ(hash_word(out.back()), word.hash) << out.back();
  }
  return out;
}
using Words = std::vector<std::string>;

TEST(Words, case_accents_and_apostrophes_do_not_matter) {
  EXPECT_EQ(folded("Llámame YA, don't wait"), (Words{"llamame", "ya", "dont", "wait"}));
  EXPECT_EQ(folded("e\xCC\x81t\xC3\xA9"), (Words{"ete"}));
}
TEST(Words, full_width_and_other_digits_are_ascii_digits) {
  EXPECT_EQ(folded("０５５ ٠١٢ 1️⃣2️⃣"), (Words{"055", "012", "12"}));
}
TEST(Words, ideographs_are_one_word_a_character) {
  EXPECT_EQ(folded("招工abc"), (Words{"招", "工", "abc"}));
}
TEST(Words, consonants_of_thai_and_lao_are_one_word_with_the_vowels_before_and_behind) {
  EXPECT_EQ(folded("งาน").size(), 2U);
  EXPECT_EQ(folded("เราแม่").size(), 2U);
  EXPECT_EQ(folded("ເຮົາແລະ").size(), 2U);
  EXPECT_EQ(folded("น้ำ").size(), 1U);
  EXPECT_EQ(folded("เแก").size(), 2U);  // no language writes two in a row
  EXPECT_EQ(folded("เ").size(), 1U);    // cut off
  EXPECT_EQ(folded("เ a").size(), 2U);
}
TEST(Words, a_hash_tells_ideographs_from_all_other_words) {
  std::vector<Word> words;
  cut_words("招工 งาน ລາວ ខ្មែរ မြန်မာ かな 한글", words);
  EXPECT_TRUE(std::ranges::all_of(words, [](const Word& word) { return is_ideograph(word.hash); }));
  words.clear();
  for (int i = 0; i < 5000; ++i)
    cut_words("w" + std::to_string(i) + " пр" + std::to_string(i) + " 🌹", words);
  EXPECT_TRUE(
      std::ranges::none_of(words, [](const Word& word) { return is_ideograph(word.hash); }));
}
TEST(Words, emoji_is_kept_as_a_word) { EXPECT_EQ(folded("hi🌹🌹 you").size(), 4U); }
TEST(Words, symbols_between_most_words_are_ornament) {
  const auto left = [](std::string_view raw) {
    std::vector<Word> words;
    cut_words(raw, words);
    drop_ornament(words);
    std::string kept;
    for (const Word& word : words) kept += std::string(cut(raw, word.span)) + " ";
    return kept;
  };
  EXPECT_EQ(left("🌹 work 🌹 in 🔥💋 warm ✨ houses 🌹"), "work in warm houses ");
  EXPECT_EQ(left("работа 🌹 в 🌹 теплице 🌹 рядом"), "работа в теплице рядом ");
  EXPECT_EQ(left("new girl 🌹 call 🌹 me now"), "new girl 🌹 call 🌹 me now ");
  EXPECT_EQ(left("🌹 🌹 💋 🌹"), "🌹 🌹 💋 🌹 ");
  EXPECT_EQ(left("call 🌹 me 🌹 now"), "call 🌹 me 🌹 now ");
  EXPECT_EQ(left(""), "");
}
TEST(Words, zero_width_characters_vanish) {
  EXPECT_EQ(folded("pass\xE2\x80\x8Bport \xE2\x80\x8B x"), (Words{"passport", "x"}));
}
TEST(Words, cyrillic_letters_in_a_latin_word_are_read_as_latin) {
  EXPECT_EQ(folded("p\xD0\xB0ssp\xD0\xBErt"), (Words{"passport"}));
  EXPECT_EQ(folded("паспорт"), (Words{"паспорт"}));
}
TEST(Words, mathematical_letters_are_plain_letters) { EXPECT_EQ(folded("𝐜𝐚𝐥𝐥"), (Words{"call"})); }
TEST(Words, closing_quotation_marks_stay_outside) {
  std::vector<Word> words;
  cut_words("'tis ok'", words);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[1].span, (Span{5, 7}));
}
TEST(Words, any_bytes_give_ordered_spans_inside_the_text) {
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    std::string raw;
    const auto size = random() % 40;
    for (unsigned i = 0; i < size; ++i)
      raw += static_cast<char>(random() % 3 == 0 ? random() : 'a' + random() % 26);
    std::vector<Word> words;
    cut_words(raw, words);
    std::uint32_t last = 0;
    for (const Word& word : words) {
      EXPECT_LE(last, word.span.start);
      EXPECT_LT(word.span.start, word.span.end);
      EXPECT_EQ(hash_word(fold_word(cut(raw, word.span))), word.hash);
      last = word.span.end;
    }
    EXPECT_LE(last, raw.size());
  }
}

std::string utf8(char32_t character) {
  std::string bytes;
  append_utf8(character, bytes);
  return bytes;
}

TEST(Unseen, is_what_a_reader_leaves_out_or_takes_for_something_else) {
  for (const char32_t unseen :
       {0x09,   0x0A,   0x7F,    0xA0,    0xAD,    0x34F,    0x115F,  0x1160,  0x17B4,  0x180B,
        0x200B, 0x202E, 0x2065,  0x2066,  0x2800,  0x3000,   0x3164,  0xFE0F,  0xFEFF,  0xFFA0,
        0xFFF0, 0xFFF9, 0x16FE4, 0x1BCA0, 0x1D159, 0x1D173,  0xE0001, 0xE01EF, 0xE0FFF, 0xFFFC,
        0xFFFD, 0xFFFF, 0xFDD0,  0x0378,  0xE000,  0x10FFFD, 0x600,   0x70F,   0x890,   0x891,
        0x8E2,  0x2D7F, 0x1107F, 0x110BD, 0x110CD, 0x13430,  0x1343F}) {
    for (const Joiners joiners : {Joiners::unseen, Joiners::kept})
      EXPECT_EQ(find_unseen("a" + utf8(unseen) + "b", joiners),
                fmt::format("character 2, U+{:04X}, is not seen, or not as what it is",
                            static_cast<std::uint32_t>(unseen)));
  }
  for (const char32_t seen :
       {0x20, 0x21, 0xE9, 0x301, 0x430, 0x621, 0x1100, 0x1161, 0xAC00, 0x5DE5, 0x2801, 0x1F339}) {
    EXPECT_EQ(find_unseen("a" + utf8(seen) + "b", Joiners::unseen), std::nullopt)
        << std::hex << static_cast<std::uint32_t>(seen);
  }
  EXPECT_EQ(find_unseen("ab\xff", Joiners::kept), "character 3 is no UTF-8");
}

TEST(Steering, is_refused_and_what_people_write_at_length_is_not) {
  for (const char32_t steering :
       {0x00, 0x08, 0x0B, 0x1B, 0x7F, 0x9B, 0x202A, 0x202E, 0x2066, 0x2069}) {
    EXPECT_EQ(find_steering("a" + utf8(steering) + "b"),
              fmt::format("character 2, U+{:04X}, steers how the rest is shown",
                          static_cast<std::uint32_t>(steering)));
  }
  EXPECT_EQ(find_steering("She wrote:\r\n\t\u00ab\u00a0\u0645\u06cc\u200c\u062e\u200f\u00bb "
                          "\u2764\ufe0f"),
            std::nullopt);
  EXPECT_EQ(find_steering("ab\xff"), "character 3 is no UTF-8");
}

TEST(Unseen, joiners_are_letters_own_behind_what_is_seen) {
  const std::string word = "\u0645\u06cc\u200c\u062e";
  EXPECT_EQ(find_unseen(word, Joiners::kept), std::nullopt);
  EXPECT_TRUE(find_unseen(word, Joiners::unseen));
  for (const char* const hidden : {"\u200d", "a \u200cb", "a\u200c\u200db", "case 17\u200d",
                                   "ca\u200cse", "\u0645\u06cc\u200c", "\u0645\u200c 7"})
    EXPECT_TRUE(find_unseen(hidden, Joiners::kept)) << hidden;
}

TEST(Joiners, that_change_nothing_that_is_seen_are_left_out) {
  const std::pair<const char*, const char*> cases[] = {
      {"\u0645\u062d\u200d\u0645\u062f", "\u0645\u062d\u0645\u062f"},  // joined anyway
      {"\u0645\u062d\u064e\u200d\u0645", "\u0645\u062d\u064e\u0645"},  // over a mark
      {"\u0645\u062d\u200d\u064e\u0645", "\u0645\u062d\u064e\u0645"},
      {"\u06a9\u0627\u0631\u200c\u0647\u0627", "\u06a9\u0627\u0631\u0647\u0627"},  // parted anyway
      {"\u0627\u200d\u0621", "\u0627\u0621"},                                      // neither joins
      {"\u0915\u200d\u0937", "\u0915\u0937"},                                      // no virama
      {"\u05d0\u200d\u05d1", "\u05d0\u05d1"},                                      // Hebrew
      {"plain Zo\u00e9", "plain Zo\u00e9"},
      {"", ""}};
  for (const auto& [typed, kept] : cases) EXPECT_EQ(without_idle_joiners(typed), kept);
}

TEST(Joiners, that_are_seen_stay) {
  for (const char* const text :
       {"\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",      // Persian, parted
        "\u0647\u200d\u0621",                                    // joined to nothing
        "\u0627\u200d\u0645",                                    // an alef joins no next
        "\u0915\u094d\u200d\u0937", "\u0915\u094d\u200c\u0937",  // Devanagari
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3",                        // Sinhala
        "\u09b0\u200d\u09cd\u09af\u09be\u09ac"}) {               // Bengali
    EXPECT_EQ(without_idle_joiners(text), text);
    EXPECT_EQ(find_unseen(text, Joiners::kept), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace lodestar::text
