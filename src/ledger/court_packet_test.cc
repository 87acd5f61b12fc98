// SPDX-License-Identifier: Apache-2.0
#include "ledger/court_packet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "base/base64.h"
#include "ledger/proof.h"
#include "support/packet_scene.h"
#include "support/public_data.h"

namespace lodestar::ledger {
namespace {

using lodestar::testing::CustodyScene;
using lodestar::testing::Dice;
using lodestar::testing::files_below;
using lodestar::testing::packet_of;
using lodestar::testing::public_data;
using lodestar::testing::read_whole;
using lodestar::testing::test_log;
using lodestar::testing::test_person;
using lodestar::testing::test_witness;
using lodestar::testing::told_scene;

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

// Of a PEM file, the key's 32 bytes.
crypto::Ed25519Public key_of(const std::string& pem) {
  const std::string bytes = from_base64(pem.substr(pem.find('\n') + 1, 60)).value();
  crypto::Ed25519Public key{};
  std::ranges::copy(bytes.substr(12), key.begin());
  return key;
}

void expect_signed(const std::vector<PacketFile>& files, const std::string& name,
                   const std::string& role, const VerifierKey& by) {
  const auto key = key_of(file_of(files, name + "." + role + ".pem"));
  EXPECT_EQ(std::string(key.begin(), key.end()), by.key) << name;
  const std::string bytes = file_of(files, name + "." + role + ".sig");
  crypto::Ed25519Signature signature{};
  ASSERT_EQ(bytes.size(), signature.size());
  std::ranges::copy(bytes, signature.begin());
  EXPECT_TRUE(crypto::holds_ed25519(key, file_of(files, name + ".text"), signature)) << name;
}

TEST(CourtPacket, each_signature_is_there_for_a_program_that_knows_nothing_but_ed25519) {
  CustodyScene scene = told_scene();
  const auto files = make_court_packet(packet_of(scene)).value();
  expect_signed(files, "checkpoint", "by", test_log().verifier());
  expect_signed(files, "witness-001", "by", test_witness(1).verifier());
  for (std::size_t number = 1; number <= 4; ++number) {
    expect_signed(files, event_name(number), "by", test_person(0).verifier());
  }
  expect_signed(files, "event-004", "to", test_person(1).verifier());
  const auto ends = [](const PacketFile& file) { return file.name.ends_with(".sig"); };
  EXPECT_EQ(std::ranges::count_if(files, ends), 7);
}

TEST(CourtPacket, a_signature_that_does_not_hold_is_no_file) {
  CustodyScene scene = told_scene();
  CustodyEvent event = scene.event(CustodyKind::examined);
  Note note = sign_event(event, test_person(1)).value();
  event.at_s += 1;
  note.text = to_text(event).value();
  scene.log(to_record(note, event, scene.last()));
  const auto files = make_court_packet(packet_of(scene)).value();
  EXPECT_EQ(file_of(files, "event-005.text"), note.text);
  EXPECT_EQ(std::ranges::find(files, "event-005.by.sig", &PacketFile::name), files.end());
}

TEST(CourtPacket, the_page_shows_the_keys_to_compare) {
  CustodyScene scene = told_scene();
  const auto files = make_court_packet(packet_of(scene)).value();
  const std::string page = file_of(files, "custody.html"), key = file_of(files, "log.key");
  EXPECT_EQ(key, to_string(test_log().verifier()) + "\n");
  EXPECT_NE(page.find(to_string(test_log().verifier())), std::string::npos);
  EXPECT_NE(page.find(to_string(test_witness(1).verifier())), std::string::npos);
  EXPECT_NE(page.find(crypto::to_hex(crypto::sha256({key}))), std::string::npos);
}

TEST(CourtPacket, the_draft_of_a_certificate_tells_the_item_and_leaves_the_person_blank) {
  CustodyScene scene = told_scene();
  PacketInput input = packet_of(scene);
  const auto draft = [&] {
    return file_of(make_court_packet(input).value(), "certificate-draft.txt");
  };
  const std::string text = draft();
  EXPECT_TRUE(text.starts_with("DRAFT OF A CERTIFICATION. NOT SIGNED, NOT LEGAL ADVICE.\n"));
  for (const std::string& fact :
       {crypto::to_hex(scene.item.hash), std::string("1234 bytes"), std::string("in the log: 4."),
        to_string(test_log().verifier()), std::string("Signature: ____"),
        std::string("nothing that does not add up")}) {
    EXPECT_NE(text.find(fact), std::string::npos) << fact;
  }
  EXPECT_EQ(text.find("measured the file again"), std::string::npos);
  input.is_measured = true;
  EXPECT_NE(draft().find("measured the file again"), std::string::npos);
}

TEST(CourtPacket, a_day_is_told_once) {
  CustodyScene scene = told_scene();
  const auto title = [&] {
    return file_of(make_court_packet(packet_of(scene)).value(), "custody.html");
  };
  EXPECT_NE(title().find("<h1>Who held one file, on 21 September 2026</h1>"), std::string::npos);
  scene.now_s += CustodyScene::kDay;
  scene.act(CustodyKind::sealed);
  EXPECT_NE(title().find("from 21 September 2026 to 22 September 2026</h1>"), std::string::npos);
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
