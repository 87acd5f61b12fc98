// SPDX-License-Identifier: Apache-2.0
#include "detect/identity.h"

#include <gtest/gtest.h>

#include "support/run_builder.h"

namespace lodestar::detect {
namespace {

using testing::RunBuilder;

// Clusters drawn as text: each letter is a posting of that id, blanks part clusters.
struct Scene {
  explicit Scene(const std::string& drawing) {
    std::vector<std::uint32_t> rows;
    for (const char c : drawing + " ") {
      if (c != ' ') {
        rows.push_back(run.posting({.id = std::string(1, c)}));
      } else if (rows.size() > 1) {
        run.cluster(rows);
        rows.clear();
      } else {
        rows.clear();
      }
    }
    clusters = run.clusters();
    networks.of_posting.assign(run.postings().size(), kNoNetwork);
  }
  std::vector<IdentityChange> keep(Known& known) {
    return keep_identities(run.postings(), clusters, networks, known);
  }
  std::uint64_t id(std::size_t cluster) const { return clusters.all[cluster].birth; }
  RunBuilder run;
  Clusters clusters;
  Networks networks;
};

TEST(Identity, a_cluster_that_grows_keeps_its_id_even_if_its_smallest_key_changes) {
  Known known;
  Scene first("abc");
  first.keep(known);
  Scene later("zyxabc");
  EXPECT_TRUE(later.keep(known).empty());
  EXPECT_EQ(later.id(0), first.id(0));
}

TEST(Identity, a_merge_keeps_the_elder_and_says_so) {
  Known known;
  Scene first("abc");
  first.keep(known);
  Scene second("abc defghi");
  second.keep(known);
  Scene merged("abcdefghi");
  const auto changes = merged.keep(known);
  EXPECT_EQ(merged.id(0), first.id(0));
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].kind, IdentityChange::Kind::merged);
  EXPECT_EQ(changes[0].from, second.id(1));
  EXPECT_EQ(changes[0].to, first.id(0));
}

TEST(Identity, a_split_leaves_the_id_with_the_larger_part_and_says_so) {
  Known known;
  Scene first("abcdefg");
  first.keep(known);
  Scene split("ab cdefg");
  const auto changes = split.keep(known);
  EXPECT_EQ(split.id(1), first.id(0));
  EXPECT_NE(split.id(0), first.id(0));
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].kind, IdentityChange::Kind::split);
  EXPECT_EQ(changes[0].to, split.id(0));
}

TEST(Identity, what_is_known_survives_being_written_and_read) {
  Known known;
  Scene("abc de").keep(known);
  const auto again = parse_known(to_text(known));
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(to_text(*again), to_text(known));
}

TEST(Identity, a_damaged_line_is_named) {
  const auto damaged = parse_known("run 1\nkey zz 0 0\n");
  ASSERT_FALSE(damaged.has_value());
  EXPECT_EQ(damaged.error().code, Code::corrupt);
  EXPECT_NE(damaged.error().message.find("line 2"), std::string::npos);
}

TEST(Identity, lines_that_are_gone_or_too_many_are_missed) {
  Known known;
  Scene("abc de").keep(known);
  const std::string text = to_text(known);
  const auto cut = parse_known(text.substr(0, text.rfind('\n', text.size() - 2) + 1));
  ASSERT_FALSE(cut.has_value());
  EXPECT_EQ(cut.error().code, Code::corrupt);
  EXPECT_EQ(cut.error().message, "at its end 1 line is missing");
  EXPECT_FALSE(parse_known(text + "lead lc01 3\n").has_value());
  EXPECT_TRUE(parse_known("run 1\nlead lc01 3\n").has_value());  // as older versions wrote it
}

TEST(Identity, a_lead_is_new_and_then_grown_shrunk_or_unchanged) {
  Known known;
  Scene scene("abcdef");
  scene.keep(known);
  const Contacts contacts;
  const RunView view{scene.run.postings(), scene.clusters, contacts, scene.networks};
  std::vector<Standing> seen;
  for (const std::uint32_t postings : {4U, 6U, 5U, 5U}) {
    const Lead lead{.index = 0, .postings = postings};
    for (const Standing one : find_standing(view, std::span(&lead, 1), known)) seen.push_back(one);
  }
  using enum Standing;
  EXPECT_EQ(seen, (std::vector{fresh, grown, shrunk, unchanged}));
  EXPECT_EQ(to_string(shrunk), "shrunk");
}

}  // namespace
}  // namespace lodestar::detect
