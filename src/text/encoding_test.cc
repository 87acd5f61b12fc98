// SPDX-License-Identifier: Apache-2.0
#include "text/encoding.h"

#include <gtest/gtest.h>

#include <string>

namespace lodestar::text {
namespace {

using namespace std::string_literals;

struct Read {
  explicit Read(std::string_view bytes, std::optional<Encoding> told = {}) {
    utf8 = to_utf8(bytes, told, arena);
  }
  Arena arena;
  Decoded utf8;
};

TEST(Encoding, ValidUtf8IsGivenAsItIs) {
  const std::string_view text = "plain, señorita, работа, 仕事, 👋";
  const Read read(text);
  EXPECT_EQ(read.utf8.text.data(), text.data());
  EXPECT_EQ(read.utf8.text.size(), text.size());
  EXPECT_EQ(read.utf8.replaced, 0U);
}

TEST(Encoding, AByteOrderMarkIsNotText) {
  EXPECT_EQ(Read("\xef\xbb\xbfid").utf8.text, "id");
  EXPECT_EQ(Read("\xef\xbb\xbf\xef\xbb\xbfid").utf8.text, "id");
  EXPECT_EQ(Read("\xff\xfei\0d\0"s).utf8.text, "id");
  EXPECT_EQ(Read("\xfe\xff\0i\0d"s).utf8.text, "id");
}

TEST(Encoding, Utf16IsRecognisedWithoutAMark) {
  const Read little("i\0d\0,\0t\0\n\0\x10\x04,\0x\0\n\0"s);
  EXPECT_EQ(little.utf8.encoding, Encoding::utf16_le);
  EXPECT_EQ(little.utf8.text, "id,t\nА,x\n");
  const Read big("\0i\0d\0,\0t\0\n\x04\x10\0,\0x\0\n"s);
  EXPECT_EQ(big.utf8.encoding, Encoding::utf16_be);
  EXPECT_EQ(big.utf8.text, "id,t\nА,x\n");
}

TEST(Encoding, ANulInPlainTextDoesNotMakeItUtf16) {
  EXPECT_EQ(Read("id,text\n1,a\0\x01 b\n2,ok\n"s).utf8.encoding, Encoding::utf8);
  EXPECT_EQ(Read("id,text\n1,\0\0\0\0\0\0\n"s).utf8.encoding, Encoding::utf8);
}

TEST(Encoding, Utf16SurrogatesPairUpAndLoneOnesAreReplaced) {
  EXPECT_EQ(Read("\x3d\xd8\x4b\xdc"s, Encoding::utf16_le).utf8.text, "👋");
  const Read lone("\x3d\xd8x\0\x4b\xdcq"s, Encoding::utf16_le);
  EXPECT_EQ(lone.utf8.text, "\ufffdx\ufffd\ufffd");
  EXPECT_EQ(lone.utf8.replaced, 3U);
}

TEST(Encoding, CyrillicWordsInOneByteAreWindows1251) {
  const Read read(
      "id,text\n1,\xd2\xf0\xe5\xe1\xf3\xfe\xf2\xf1\xff \xef\xe5\xea\xe0\xf0\xe8 \xb9 5\n");
  EXPECT_EQ(read.utf8.encoding, Encoding::windows_1251);
  EXPECT_EQ(read.utf8.text, "id,text\n1,Требуются пекари № 5\n");
}

TEST(Encoding, AccentedLatinInOneByteIsWindows1252) {
  const Read read("id,text\n1,Se busca se\xf1orita en M\xe1laga, 900 \x80\n");
  EXPECT_EQ(read.utf8.encoding, Encoding::windows_1252);
  EXPECT_EQ(read.utf8.text, "id,text\n1,Se busca señorita en Málaga, 900 €\n");
}

TEST(Encoding, AFewBrokenPlacesDoNotMakeItAnotherEncoding) {
  const Read read("señorita ñ ñ ñ ñ \xff ok");
  EXPECT_EQ(read.utf8.encoding, Encoding::utf8);
  EXPECT_EQ(read.utf8.text, "señorita ñ ñ ñ ñ \ufffd ok");
  EXPECT_EQ(read.utf8.replaced, 1U);
}

// The examples of the Unicode standard, section 3.9, tables 3-8 to 3-11.
TEST(Encoding, ABrokenRowAmongFewAccentsDoesNotTurnTheFileIntoCyrillic) {
  Arena arena;
  const std::string bytes = "id,text\n1,plain\n2,\xc3\xa9 \xc3\xb1 \xc3\xbc\n3,\xff\xfe broken\n";
  const Decoded read = to_utf8(bytes, std::nullopt, arena);
  EXPECT_EQ(read.encoding, Encoding::utf8);
  EXPECT_EQ(read.replaced, 2U);
  EXPECT_TRUE(read.is_guess);
  EXPECT_FALSE(to_utf8(bytes, Encoding::utf8, arena).is_guess);
}

TEST(Encoding, AGuessNamesWhatIsLikelier) {
  Arena arena;
  const auto likelier = [&](std::string_view bytes) {
    return to_utf8(bytes, std::nullopt, arena).likelier;
  };
  // "Требуются рабочие на ферму в поле", and "cook wanted, board and lodging" in Chinese
  EXPECT_EQ(likelier("\xf4\xd2\xc5\xc2\xd5\xc0\xd4\xd3\xd1 \xd2\xc1\xc2\xcf\xde\xc9\xc5 "
                     "\xce\xc1 \xc6\xc5\xd2\xcd\xd5 \xd7 \xd0\xcf\xcc\xc5"),
            "KOI8-R");
  EXPECT_EQ(likelier("\x92\xe0\xa5\xa1\xe3\xee\xe2\xe1\xef \xe0\xa0\xa1\xae\xe7\xa8\xa5 "
                     "\xad\xa0 \xe4\xa5\xe0\xac\xe3 \xa2 \xaf\xae\xab\xa5"),
            "CP866");
  EXPECT_EQ(likelier("\xd5\xd0\xc6\xb8\xb3\xf8\xca\xa6 \xb0\xfc\xb3\xd4\xd7\xa1 "
                     "\xb9\xa4\xd7\xca\xc8\xd5\xbd\xe1"),
            "GB18030");
}

TEST(Encoding, EachMaximalInvalidPartIsOneReplacement) {
  const auto as_utf8 = [](std::string_view bytes) {
    return std::string(Read(bytes, Encoding::utf8).utf8.text);
  };
  EXPECT_EQ(as_utf8("\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41"),
            "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdA");
  EXPECT_EQ(as_utf8("\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41"),
            "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdA");
  EXPECT_EQ(as_utf8("\xf4\x91\x92\x93\xff\x41\x80\xbf\x42"),
            "\ufffd\ufffd\ufffd\ufffd\ufffdA\ufffd\ufffdB");
  EXPECT_EQ(as_utf8("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41"), "\ufffd\ufffd\ufffd\ufffdA");
}

TEST(Encoding, ASequenceCutOffByTheEndIsReplaced) {
  EXPECT_EQ(Read("x\xe4\xbb", Encoding::utf8).utf8.text, "x\ufffd");
  EXPECT_FALSE(is_valid_utf8("sixteen ascii bytes\xc3"));
  EXPECT_TRUE(is_valid_utf8("sixteen ascii bytes\xc3\xa9"));
}

TEST(Encoding, WhateverComesInValidUtf8ComesOut) {
  std::uint32_t state = 1;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (int i = 0; i < 40; ++i) {
      state = state * 1664525 + 1013904223;
      bytes += static_cast<char>((state >> 24) | (state >> 12 & 0x80));
    }
    for (const auto told :
         {std::optional<Encoding>(), std::optional(Encoding::utf8),
          std::optional(Encoding::utf16_be), std::optional(Encoding::windows_1251)}) {
      EXPECT_TRUE(is_valid_utf8(Read(bytes, told).utf8.text));
    }
  }
}

TEST(Encoding, NamesAreReadInTheirUsualSpellings) {
  EXPECT_EQ(*parse_encoding("UTF-8"), Encoding::utf8);
  EXPECT_EQ(*parse_encoding("cp1251"), Encoding::windows_1251);
  EXPECT_EQ(*parse_encoding("Windows-1252"), Encoding::windows_1252);
  EXPECT_FALSE(parse_encoding("ebcdic"));
}

// As such files are written in each code page.
TEST(Encoding, ATextOfAnotherCodePageIsSaidToBeAGuess) {
  for (const std::string_view bytes :
       {"\xbc\xb1\xd5\xd0\xc5\xae\xb7\xfe\xce\xf1\xd4\xb1",              // GBK
        "\xc3\xd1\xba\xca\xc1\xd1\xa4\xc3\xbe\xb9\xd1\xa1\xa7\xd2\xb9",  // Windows-874
        "\xf2\xc5\xc2\xcf\xd4\xc1 \xe4\xc5\xd7\xd5\xdb\xcb\xc9"}) {
    Arena arena;
    EXPECT_TRUE(to_utf8(bytes, std::nullopt, arena).is_guess) << bytes;
    EXPECT_FALSE(to_utf8(bytes, Encoding::windows_1252, arena).is_guess) << "told";
  }
}

TEST(Encoding, CentralEuropeanTextIsRecognised) {
  struct Case {
    std::string_view bytes, utf8;
  };
  for (const auto& [bytes, utf8] :
       {Case{"zam\xecstn\xe1n\xed, v\xfdplata, p\xf8\xedle\x9eitost je\x9at\xec",
             "zaměstnání, výplata, příležitost ještě"},
        Case{"za granic\xb9, m\xb3odych dziewcz\xb9t, wyp\xb3\x61ta, \xa3\xd3\x44\x8f",
             "za granicą, młodych dziewcząt, wypłata, ŁÓDŹ"},
        Case{"munc\xe3 \xeen str\xe3in\xe3tate, c\xe2\xbatig bun, via\xfe\xe3, \xbai",
             "muncă în străinătate, câştig bun, viaţă, şi"}}) {
    Arena arena;
    const Decoded read = to_utf8(bytes, std::nullopt, arena);
    EXPECT_EQ(read.text, utf8);
    EXPECT_EQ(to_string(read.encoding), "Windows-1250");
    EXPECT_FALSE(read.is_guess);
  }
  Arena arena;
  EXPECT_EQ(to_utf8("\xb9\xea", parse_encoding("cp1250").value(), arena).text, "ąę");
}

// "Требуются рабочие на ферму, Киев", then "Зарплата сразу, жильё" with letters of Ukrainian.
TEST(Encoding, CyrillicAsOldMacsWroteItIsRecognised) {
  Arena arena;
  const std::string_view bytes =
      "id,text\n1,\x92\xf0\xe5\xe1\xf3\xfe\xf2\xf1\xdf \xf0\xe0\xe1\xee\xf7\xe8\xe5 \xed\xe0 "
      "\xf4\xe5\xf0\xec\xf3, \x8a\xe8\xe5\xe2\n2,\x87\xe0\xf0\xef\xeb\xe0\xf2\xe0, "
      "\xe6\xe8\xeb\xfc\xde, \xb4 \xbb\xe6\xe0 \xdc 5\n";
  const Decoded read = to_utf8(bytes, std::nullopt, arena);
  EXPECT_EQ(to_string(read.encoding), "Mac Cyrillic");
  EXPECT_FALSE(read.is_guess);
  EXPECT_EQ(read.text,
            "id,text\n1,Требуются рабочие на ферму, Киев\n2,Зарплата, жильё, і їжа № 5\n");
  EXPECT_EQ(parse_encoding("x-mac-cyrillic").value(), Encoding::mac_cyrillic);
}

TEST(Encoding, UsualTextOfTheTwoCodePagesIsNoGuess) {
  for (const std::string_view bytes :
       {"\xd2\xf0\xe5\xe1\xf3\xfe\xf2\xf1\xff \xe4\xe5\xe2\xf3\xf8\xea\xe8, \xd0\xc0\xc1",
        "\xcf\xee\xf2\xf0\xb3\xe1\xed\xb3 \xe4\xb3\xe2\xf7\xe0\xf2\xe0, \xbf\xe6\xe0",  // Ukrainian
        "\xbfQui\xe9n? se\xf1oritas, n.\xba 5, 20 m\xb2, 15\x80 l\x92\xe9t\xe9",
        "Gar\xe7on d\x92\xe9tage, \x9cuvre, na\xefve, Zimmerm\xe4\x64\x63hen, Gro\xdfk\xfc\x63he",
        "p\xe5 g\xe5rd, sm\xe5 v\xe6relser, n\xe3o, op\xe7\xf5\x65s, perch\xe9 pi\xf9 cos\xec"}) {
    Arena arena;
    EXPECT_FALSE(to_utf8(bytes, std::nullopt, arena).is_guess) << bytes;
  }
}

}  // namespace
}  // namespace lodestar::text
