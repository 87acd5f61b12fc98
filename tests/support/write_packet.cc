// SPDX-License-Identifier: Apache-2.0
// write_packet DIR: a court packet of an invented item with much that does not add up, for checks
// that need its page.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "support/packet_scene.h"

namespace {

using namespace lodestar;

// Behind the told story: a late acceptance, a long silence, another seal, an offer left open, and
// words as long as they may be.
testing::CustodyScene long_scene() {
  using enum ledger::CustodyKind;
  testing::CustodyScene scene = testing::told_scene();
  scene.now_s += testing::CustodyScene::kDay;
  scene.offer(2);
  scene.now_s += 3 * testing::CustodyScene::kDay;
  scene.accept();
  ledger::CustodyEvent event = scene.event(sealed);
  event.set(ledger::Detail::seal, "A-100");
  scene.log(event, {2});
  scene.now_s += 45 * testing::CustodyScene::kDay;
  event = scene.event(examined);
  event.set(ledger::Detail::seal, "A-101");
  event.set(ledger::Detail::note, std::string(ledger::kLongestCustodyValue, 'w'));
  event.measured = ledger::Item{crypto::sha256({"another film"}), 1235};
  scene.log(event, {2});
  scene.offer(3);
  return scene;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  testing::CustodyScene scene = long_scene();
  const auto files = ledger::make_court_packet(testing::packet_of(scene));
  if (!files) {
    std::fputs((files.error().message + "\n").c_str(), stderr);
    return 1;
  }
  for (const ledger::PacketFile& file : *files) {
    std::ofstream(folder / file.name, std::ios::binary) << file.bytes.reveal();
  }
  return 0;
}
