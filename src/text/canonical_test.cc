// SPDX-License-Identifier: Apache-2.0
// One value for what leads to one place, and nothing taken for what it is not.
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "text/identifiers.h"
#include "text/numbering_plan.h"

namespace lodestar::text {
namespace {

// "email a@example.org", joined by "; ".
std::string values(std::string_view raw, std::string_view region = {}) {
  std::vector<Identifier> found;
  IdentifierFinder(built_in_numbering_plan()).find(raw, {.region = region}, found);
  std::string text;
  for (const Identifier& one : found) {
    text += text.empty() ? "" : "; ";
    text += std::string(to_string(one.kind)) + " " + one.value;
  }
  return text;
}

struct Case {
  std::string_view raw, expected, region{};
};
void expect_all(std::initializer_list<Case> cases) {
  for (const auto& [raw, expected, region] : cases) EXPECT_EQ(values(raw, region), expected) << raw;
}

TEST(Canonical, AMailboxIsOneHoweverItIsWritten) {
  expect_all({
      {"lola.p.t@gmail.com", "email lolapt@gmail.com"},
      {"LolaPT+porto@googlemail.com", "email lolapt@gmail.com"},
      {"lola.pt+porto@outlook.es", "email lola.pt@outlook.es"},
      {"lola.pt+porto@example.org", "email lola.pt+porto@example.org"},  // who knows?
      {"lola@xn--mnchen-3ya.de", "email lola@münchen.de"},
      {"lola@münchen.de", "email lola@münchen.de"},
  });
}

TEST(Canonical, APageIsOneWhereverItsLinkWasClicked) {
  expect_all({
      {"https://docs.google.com/forms/d/e/1FAIpQLSabc/viewform?usp=sf_link",
       "url docs.google.com/forms/d/e/1FAIpQLSabc/viewform"},
      {"https://docs.google.com/forms/d/e/1FAIpQLSabc/viewform",
       "url docs.google.com/forms/d/e/1FAIpQLSabc/viewform"},
      {"https://example.org/jobs/?utm_source=a&id=7&fbclid=xyz", "url example.org/jobs/?id=7"},
      {"https://example.org/jobs/?fbclid=xyz", "url example.org/jobs"},
      {"https://xn--mnchen-3ya.de/jobs", "url münchen.de/jobs"},
      {"https://münchen.de/jobs", "url münchen.de/jobs"},
  });
}

TEST(Canonical, ALinkNamesTheNumberOfItsPlan) {
  expect_all({{"wa.me/5215512348765", "whatsapp +525512348765"},
              {"wa.me/4407481227940", "whatsapp +447481227940"},
              {"wa.me/447481227940", "whatsapp +447481227940"}});
}

TEST(Canonical, AnAreaBehindAPrefixInsideIsOfTheNumber) {
  expect_all({
      {"tel 011 15 2345-8765", "phone 0111523458765"},
      {"(011) 15-2345-8765", "phone 0111523458765"},
      {"0223 15 234-8765", "phone 0223152348765"},
      {"011 15 2345-8765", "phone +5491123458765", "AR"},
      {"0 15 11 91234-8765", "phone +5511912348765", "BR"},
      {"0 15 11 91234-8765", "phone 01511912348765"},
      {"015 11 91234-8765", "phone 01511912348765"},
  });
}

TEST(Canonical, AmountsYearsAndTechnologiesAreNothingOfAnybody) {
  expect_all({
      {"50.000 100.000 150.000", ""},
      {"sueldo 50.000 100.000 150.000 al mes", ""},
      {"50,000 100,000", ""},
      {"07700 900118/2026", "phone 07700900118"},
      {"asp.net and ADO.NET, VB.NET, ASP.NET Core", ""},
      {"socket.io, next.js, three.js, a B.Tech or B.Com", ""},
      {"wages at lola.net/jobs", "url lola.net/jobs"},
  });
}

}  // namespace
}  // namespace lodestar::text
