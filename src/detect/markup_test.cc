// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/markup.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>

namespace lodestar::detect {
namespace {

std::string plain(std::string_view field) {
  return internal::find_plain_text(field).value_or("(no HTML)");
}

TEST(Markup, WhatIsNoHtmlIsLeft) {
  for (const std::string_view field :
       {"3 < 5", "<3", "a < b > c", "you & me", "AT&T; x", "<anna@example.org>", "<br", "&#0;",
        "&#xD800;", "&#1234567890;", "&bogus;", "&#x40", "<!-- open", "<unknown>"}) {
    EXPECT_EQ(plain(field), "(no HTML)") << field;
  }
}

TEST(Markup, TagsAreGapsAndBlocksAreLines) {
  EXPECT_EQ(plain("07481<br>227<BR/>940"), "07481\n227\n940");
  EXPECT_EQ(plain("<span class=\"a > b\">07481</span><span>227940</span>"), "07481 227940");
  EXPECT_EQ(plain("<p>One</p>\n<p>Two <3</p>"), "One\n\nTwo <3");
}

TEST(Markup, ReferencesAreTheirCharacters) {
  EXPECT_EQ(plain("07481&nbsp;227&#160;940"), "07481 227 940");
  EXPECT_EQ(plain("anna&#64;firmax.com"), "anna@firmax.com");
  EXPECT_EQ(plain("anna&#64firmax&#x2e;com &commat;"), "anna@firmax.com @");
  EXPECT_EQ(plain("caf&eacute; &Ntilde; &#8364; &#150; &quot;x&quot; &#55296;"),
            "caf\u00e9 \u00d1 \u20ac \u2013 \"x\" &#55296;");
  EXPECT_EQ(plain("07481&zwnj;227&ZeroWidthSpace;940&verbar;"), "07481\u200c227\u200b940|");
  EXPECT_EQ(plain("&lt;p&gt;Hi&lt;br&gt;you&lt;/p&gt;"), "Hi\nyou") << "as feeds carry it";
}

TEST(Markup, ALinksTargetStandsBehindItsWords) {
  EXPECT_EQ(plain("Call <A HREF='tel:+44%207700900118'>me</A> now"), "Call me +44 7700900118 now");
  EXPECT_EQ(plain("<a title=\"x > y\" href=\"mailto:a@b.org?subject=1\">write</a>"),
            "write a@b.org");
  EXPECT_EQ(plain("<a href=https://t.me/x>https://t.me/x</a>"), "https://t.me/x");
  EXPECT_EQ(plain("<a href=\"#top\">up</a><a href=\"javascript:x()\">run</a>"), "up run");
  EXPECT_EQ(plain("<a href=\"//a.org/?b=1&amp;c=2\">never closed"),
            "never closed //a.org/?b=1&c=2");
}

TEST(Markup, TagsAroundTheSignsOfAnAddressAreNoGaps) {
  EXPECT_EQ(plain("anna<span>@</span>mail.example"), "anna@mail.example");
  EXPECT_EQ(plain("anna<span>&#64;</span>mail.example"), "anna@mail.example");
  EXPECT_EQ(plain("anna@<b>mail</b>.example"), "anna@mail.example");
  EXPECT_EQ(plain("anna<i>@</i>mail<i>.</i>example now"), "anna@mail.example now");
  EXPECT_EQ(plain("Telegram<b>@lola_88</b>"), "Telegram @lola_88");
  EXPECT_EQ(plain("<b>Hello.</b>World, see<b>.net</b>"), "Hello. World, see .net");
  EXPECT_EQ(plain("write anna@mail.example.<b>Call</b>"), "write anna@mail.example. Call");
  EXPECT_EQ(plain("anna<br>@<br>mail"), "anna\n@\nmail");
}

TEST(Markup, WhomATagLeadsToIsRead) {
  EXPECT_EQ(plain("<div data-phone=\"07481227940\">Show</div>"), "07481227940 Show");
  EXPECT_EQ(plain("<button data-tel='+44 7481 227940'>Show</button>"), "+44 7481 227940 Show");
  EXPECT_EQ(plain("<button onclick=\"location.href='tel:+447481227940'\">Call</button>"),
            "+447481227940 Call");
  EXPECT_EQ(plain("<span href=https://wa.me/447481227940>chat</span>"),
            "https://wa.me/447481227940 chat");
  EXPECT_EQ(plain("<area href=\"tel:+447481227940\">x"), "+447481227940 x");
  EXPECT_EQ(plain("<a class=x data-phone=07481227940>Show</a>"), "Show 07481227940");
  EXPECT_EQ(plain("<a href='#' data-phone=07481227940>Show</a>"), "Show 07481227940");
  EXPECT_EQ(plain("<b data-tel=07481227940>07481227940</b>"), "07481227940");
  EXPECT_EQ(
      plain("<link href='https://board.example/a.css'><p data-telemetry=12 data-phone=x>Hi</p>"),
      "Hi");
  EXPECT_EQ(plain("<p data-phone=\"12345\" onclick=\"go('https://board.example')\">Hi</p>"), "Hi");
}

TEST(Markup, CommentsScriptsAndStylesAreGone) {
  EXPECT_EQ(plain("a<!-- <p>b</p> -->c"), "a c");
  EXPECT_EQ(plain("a<script>if (x<b) y()</SCRIPT >b<style>p{}</style>c"), "a b c");
  EXPECT_EQ(plain("<b>a</b><script>open"), "a <script>open");
}

TEST(Markup, TheTimeIsLinearWhateverIsLeftOpen) {
  for (const std::string_view piece :
       {"<a ", "<!--", "<script>", "<style>", "&#", "<a =\"<a ='\" ", "</script", "<p title='a' ",
        "&#9999999999;", "<b onclick=\"'tel:'\">", "a<b>@</b>", "a@<i>b</i>."}) {
    std::string field = "<b>";
    while (field.size() < (std::size_t{1} << 20)) field += piece;
    field += '<';
    const auto start = std::chrono::steady_clock::now();
    EXPECT_NE(plain(field), "(no HTML)") << piece;
    // Quadratic would be minutes.
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20)) << piece;
  }
}

}  // namespace
}  // namespace lodestar::detect
