// SPDX-License-Identifier: Apache-2.0
#include "ledger/court_packet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "ledger/proof.h"
#include "support/custody_scene.h"
#include "support/oracle/merkle.h"
#include "support/public_data.h"

namespace lodestar::ledger {
namespace {

using lodestar::testing::CustodyScene;
using lodestar::testing::Dice;
using lodestar::testing::files_below;
using lodestar::testing::public_data;
using lodestar::testing::read_whole;
using lodestar::testing::test_log;

// The events of the scene alone in a log.
PacketInput packet_of(CustodyScene& scene) {
  std::vector<Hash> leaves;
  for (CustodyEntry& entry : scene.entries) {
    entry.index = leaves.size();
    leaves.push_back(hash_leaf(to_string(leaf_of(entry.opening))));
  }
  const Signer log = test_log();
  PacketInput input{.item = scene.item.hash,
                    .policy = "log " + to_string(log.verifier()) + "\nquorum none\n"};
  input.checkpoint.text = to_string(
      Checkpoint{.origin = log.verifier().name, .head = {leaves.size(), oracle::root_of(leaves)}});
  input.checkpoint.signatures.push_back(log.sign(input.checkpoint.text));
  for (const CustodyEntry& entry : scene.entries) {
    input.events.push_back({.entry = entry, .proof = oracle::prove_inclusion(entry.index, leaves)});
  }
  return input;
}

CustodyScene told_scene() {
  CustodyScene scene;
  scene.act(CustodyKind::acquired);
  CustodyEvent event = scene.event(CustodyKind::examined);
  event.set(Detail::where, "room 4");
  event.set(Detail::tool, "looker 3.2");
  event.set(Detail::note, "<script>alert('\xE2\x80\xAE')</script>");
  event.result = Item{crypto::sha256({"report"}), 7};
  scene.log(event, {0});
  scene.offer(1);
  scene.accept();
  return scene;
}

std::string file_of(const std::vector<PacketFile>& files, std::string_view name) {
  const auto found = std::ranges::find(files, name, &PacketFile::name);
  EXPECT_NE(found, files.end()) << name;
  return found == files.end() ? "" : found->bytes.reveal();
}

TEST(CourtPacket, is_the_same_for_the_same_log) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    Dice dice(seed);
    CustodyScene scene;
    scene.keep_well(dice, 6);
    const PacketInput input = packet_of(scene);
    const auto first = make_court_packet(input).value(), second = make_court_packet(input).value();
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
      EXPECT_EQ(first[i].name, second[i].name);
      EXPECT_EQ(first[i].bytes.reveal(), second[i].bytes.reveal()) << first[i].name;
    }
    EXPECT_TRUE(std::ranges::is_sorted(first, {}, &PacketFile::name));
  }
}

TEST(CourtPacket, sums_are_those_of_its_files) {
  CustodyScene scene = told_scene();
  const auto files = make_court_packet(packet_of(scene)).value();
  std::string sums;
  for (const PacketFile& file : files) {
    if (file.name == "SHA256SUMS") continue;
    sums += crypto::to_hex(crypto::sha256({file.bytes.reveal()})) + "  " + file.name + "\n";
  }
  EXPECT_EQ(file_of(files, "SHA256SUMS"), sums);
}

TEST(CourtPacket, each_committed_file_hashes_to_what_the_leaf_ends_with) {
  CustodyScene scene = told_scene();
  const auto files = make_court_packet(packet_of(scene)).value();
  for (std::size_t number = 1; number <= scene.entries.size(); ++number) {
    const auto hash = crypto::sha256({file_of(files, event_name(number) + ".committed")});
    const auto leaf = parse_leaf(file_of(files, event_name(number) + ".leaf")).value();
    EXPECT_EQ(leaf.commitment, hash);
    EXPECT_EQ(leaf_of(parse_opening(file_of(files, event_name(number) + ".opening")).value()),
              leaf);
  }
}

TEST(CourtPacket, is_not_made_of_what_does_not_hold) {
  CustodyScene scene = told_scene();
  const PacketInput input = packet_of(scene);
  PacketInput wrong = input;
  wrong.events[1].entry.index = 0;
  EXPECT_EQ(make_court_packet(wrong).error().code, Code::forbidden);
  wrong = input;
  wrong.events[1].proof[0][0] ^= 1;
  EXPECT_EQ(make_court_packet(wrong).error().code, Code::forbidden);
  wrong = input;
  wrong.checkpoint.signatures[0].signature[0] ^= 1;
  EXPECT_EQ(make_court_packet(wrong).error().code, Code::forbidden);
  wrong = input;
  wrong.events[0].stamps.emplace_back("no stamp");
  EXPECT_EQ(make_court_packet(wrong).error().code, Code::invalid);
  wrong = input;
  wrong.events.clear();
  EXPECT_EQ(make_court_packet(wrong).error().code, Code::not_found);
}

TEST(CourtPacket, the_page_holds_no_markup_but_ours_and_asks_for_nothing) {
  CustodyScene scene = told_scene();
  const std::string page = file_of(make_court_packet(packet_of(scene)).value(), "custody.html");
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_EQ(page.find("style=\""), std::string::npos);  // which the policy would refuse
  EXPECT_EQ(page.find("://"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
}

std::set<std::string> terms_of(const std::string& json) {
  static const std::regex kTerm("\"((?:case-investigation|uco-[a-z]+|xsd):[A-Za-z]+)\"");
  std::set<std::string> terms;
  for (std::sregex_iterator at(json.begin(), json.end(), kTerm), end; at != end; ++at) {
    terms.insert((*at)[1]);
  }
  return terms;
}

TEST(CourtPacket, speaks_the_terms_of_the_published_case_examples) {
  const auto examples = files_below(public_data("evidence/case-examples"), ".json");
  if (examples.empty()) GTEST_SKIP() << "the published examples are not here";
  // Of the ontologies themselves; no example happens to need them.
  std::set<std::string> known = {"uco-action:participant", "uco-identity:Identity",
                                 "case-investigation:wasInformedBy", "xsd:integer"};
  std::string context;
  for (const auto& example : examples) {
    const std::string json = read_whole(example);
    known.merge(terms_of(json));
    context += json;
  }
  CustodyScene scene = told_scene();
  const std::string ours = file_of(make_court_packet(packet_of(scene)).value(), "case.jsonld");
  for (const std::string& term : terms_of(ours)) EXPECT_TRUE(known.contains(term)) << term;
  static const std::regex kPrefix("\"(?:case|uco)-[a-z]+\":\"(https://[^\"]+)\"");
  for (std::sregex_iterator at(ours.begin(), ours.end(), kPrefix), end; at != end; ++at) {
    EXPECT_NE(context.find('"' + (*at)[1].str() + '"'), std::string::npos) << (*at)[1];
  }
}

}  // namespace
}  // namespace lodestar::ledger
