// SPDX-License-Identifier: Apache-2.0
#include "detect/graphml.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "support/dice.h"
#include "support/run_builder.h"

namespace lodestar::detect {
namespace {

using testing::RunBuilder;

std::string escaped(std::string_view text) {
  std::string xml;
  append_xml(text, xml);
  return xml;
}

std::string graphml(const RunBuilder& run, std::vector<std::string> pseudonyms = {}) {
  const Networks networks = find_networks(run.postings(), run.clusters(), run.contacts(), {});
  const RunView view{run.postings(), run.clusters(), run.contacts(), networks};
  std::string xml;
  const Status status =
      write_graphml({.run = view, .pseudonyms = pseudonyms}, [&](std::string_view piece) {
        xml += piece;
        return Status();
      });
  EXPECT_TRUE(status.has_value());
  return xml;
}
std::multiset<std::string> all_matches(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  std::multiset<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at)
    found.insert((*at)[1]);
  return found;
}
RunBuilder small_run() {
  RunBuilder run;
  run.cluster_of(3, {.text = "a", .contacts = {"+351920000471"}});
  run.posting({.id = "ad <7>", .contacts = {"+351920000471"}});
  run.posting({.contacts = {"+351920000999"}});
  return run;
}

TEST(Graphml, holds_the_nodes_and_edges_of_networks_and_nothing_else) {
  const std::string xml = graphml(small_run());
  EXPECT_EQ(all_matches(xml, "<node id=\"(.*?)\">"),
            (std::multiset<std::string>{"c0", "p3", "k0"}));
  EXPECT_EQ(all_matches(xml, "<edge source=\"(.*?\" target=\".*?)\">"),
            (std::multiset<std::string>{"c0\" target=\"k0", "p3\" target=\"k0"}));
  const auto labels = all_matches(xml, "key=\"label\">(.*?)<");
  EXPECT_EQ(labels.count("ad &lt;7&gt;") + labels.count("+351920000471"), 2U);
  const auto networks = all_matches(xml, "key=\"network\">(.*?)<");
  EXPECT_EQ(networks.count(*networks.begin()), 3U);
}
TEST(Graphml, writes_pseudonyms_where_they_are_given) {
  const std::string xml = graphml(small_run(), {"pseudonym-a", "pseudonym-b"});
  EXPECT_TRUE(xml.contains("pseudonym-a"));
  EXPECT_FALSE(xml.contains("351920000471"));
}
TEST(Graphml, every_edge_leads_from_a_node_to_a_node) {
  testing::Dice dice(1);
  RunBuilder run;
  for (int i = 0; i < 2000; ++i)
    run.posting({.contacts = {"+35192" + std::to_string(1000000 + dice.below(900) * 77),
                              "+35193" + std::to_string(1000000 + dice.below(900) * 77)}});
  const std::string xml = graphml(run);
  const auto nodes = all_matches(xml, "<node id=\"(.*?)\">");
  for (const std::string& source : all_matches(xml, "<edge source=\"(.*?)\""))
    ASSERT_EQ(nodes.count(source), 1U);
  for (const std::string& target : all_matches(xml, "target=\"(.*?)\""))
    ASSERT_EQ(nodes.count(target), 1U);
}
TEST(Graphml, a_run_without_networks_is_an_empty_graph) {
  const std::string xml = graphml(RunBuilder());
  EXPECT_TRUE(xml.starts_with("<?xml"));
  EXPECT_TRUE(xml.ends_with("</graph>\n</graphml>\n"));
}
TEST(Graphml, a_sink_that_fails_ends_it_with_its_error) {
  const RunBuilder run = small_run();
  const Networks networks = find_networks(run.postings(), run.clusters(), run.contacts(), {});
  const RunView view{run.postings(), run.clusters(), run.contacts(), networks};
  const Status status = write_graphml({.run = view}, [](std::string_view) -> Status {
    return Error{Code::unavailable, "disk full"};
  });
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().message, "disk full");
}
TEST(Graphml, hostile_text_stays_text) {
  EXPECT_EQ(escaped("</data><x a='1' b=\"2\">&"),
            "&lt;/data&gt;&lt;x a=&#39;1&#39; b=&quot;2&quot;&gt;&amp;");
  EXPECT_EQ(escaped(std::string_view("a\0b\x1B\x7F", 5)), "a\uFFFDb\uFFFD\uFFFD");
  EXPECT_EQ(escaped("a\xFF\xC3"), "a\uFFFD\uFFFD");
  EXPECT_EQ(escaped("abc\u202Etxt\u2066x\u200F"), "abc\uFFFDtxt\uFFFDx\uFFFD");
  EXPECT_EQ(escaped("\uFFFE\u0085\r\n"), "\uFFFD\uFFFD  ");
  EXPECT_EQ(escaped("招工 é 🌹"), "招工 é 🌹");
}

}  // namespace
}  // namespace lodestar::detect
