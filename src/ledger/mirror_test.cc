// SPDX-License-Identifier: Apache-2.0
#include "ledger/mirror.h"

#include <gtest/gtest.h>

#include "support/dice.h"
#include "support/mirror_scene.h"

namespace lodestar::ledger {
namespace {

using lodestar::testing::MirrorScene;

const MirrorScene& scene() {
  static const MirrorScene kScene(1, 1200, 300);
  return kScene;
}
constexpr std::uint64_t kMax = ~std::uint64_t{0};

std::vector<Range> sequence_of(Range upload) {
  std::vector<Range> ranges;
  ranges.reserve(count_packages(upload));
  for (std::uint64_t i = 0; i < count_packages(upload); ++i) {
    ranges.push_back(package_of(upload, i));
  }
  return ranges;
}
std::string shown(Range upload) {
  std::string text;
  for (const Range range : sequence_of(upload))
    text += fmt::format("[{}, {}) ", range.start, range.end);
  return text;
}

TEST(Mirror, an_upload_is_cut_at_the_multiples_of_256) {
  EXPECT_EQ(shown({0, 0}), "");
  EXPECT_EQ(shown({7, 7}), "");
  EXPECT_EQ(shown({0, 1}), "[0, 1) ");
  EXPECT_EQ(shown({0, 256}), "[0, 256) ");
  EXPECT_EQ(shown({0, 257}), "[0, 256) [256, 257) ");
  EXPECT_EQ(shown({255, 257}), "[255, 256) [256, 257) ");
  EXPECT_EQ(shown({256, 512}), "[256, 512) ");
  EXPECT_EQ(shown({300, 310}), "[300, 310) ");
  EXPECT_EQ(shown({300, 1000}), "[300, 512) [512, 768) [768, 1000) ");
}

TEST(Mirror, the_greatest_sizes_overflow_nothing) {
  EXPECT_EQ(count_packages({0, kMax}), (std::uint64_t{1} << 56));
  const Range last = package_of({0, kMax}, (std::uint64_t{1} << 56) - 1);
  EXPECT_EQ(last.start, kMax - 255);
  EXPECT_EQ(last.end, kMax);
  EXPECT_EQ(shown({kMax - 1, kMax}), fmt::format("[{}, {}) ", kMax - 1, kMax));
}

TEST(Mirror, the_packages_of_any_upload_follow_each_other_and_are_all_of_it) {
  lodestar::testing::Dice dice(5);
  for (int round = 0; round < 2000; ++round) {
    const std::uint64_t start = dice.below(2000), end = start + dice.below(2000);
    std::uint64_t at = start;
    for (const Range range : sequence_of({start, end})) {
      ASSERT_EQ(range.start, at);
      ASSERT_LT(range.start, range.end);
      ASSERT_EQ(range.start / 256, (range.end - 1) / 256);
      ASSERT_TRUE(range.end % 256 == 0 || range.end == end);
      ASSERT_TRUE(is_subtree(subtree_of(range)));
      at = range.end;
    }
    ASSERT_EQ(at, end);
  }
}

TEST(Mirror, a_request_is_read_as_it_was_written) {
  const std::string body =
      to_string(AddEntries{.origin = "o", .upload = {3, 700}, .ticket = "abc", .packages = "rest"});
  EXPECT_EQ(body, std::string("\0\1o\0\0\0\0\0\0\0\3\0\0\0\0\0\0\2\274\0\3abcrest", 28));
  const auto read = parse_add_entries(body);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->origin, "o");
  EXPECT_EQ(read->upload.start, 3U);
  EXPECT_EQ(read->upload.end, 700U);
  EXPECT_EQ(read->ticket, "abc");
  EXPECT_EQ(read->packages, "rest");
  for (std::size_t length = 0; length < body.size() - 4; ++length)
    EXPECT_FALSE(parse_add_entries(body.substr(0, length))) << length;
  EXPECT_FALSE(parse_add_entries(to_string(AddEntries{.upload = {8, 7}})));
}

MirrorState state_of(std::uint64_t mirrored, std::uint64_t next, std::uint64_t pending) {
  return {.is_known = true,
          .pending = scene().head(0, pending),
          .mirrored = scene().head(0, mirrored),
          .ticketed = {},
          .next = next};
}
Admission admit_upload(const MirrorState& state, Range upload) {
  return admit(state, {.origin = "o", .upload = upload, .ticket = "", .packages = ""});
}

TEST(Mirror, an_unknown_log_and_one_without_a_checkpoint_are_told_so) {
  EXPECT_EQ(admit_upload({}, {0, 0}).status, 404);
  EXPECT_EQ(admit_upload({.is_known = true}, {0, 0}).status, 422);
}

TEST(Mirror, an_upload_ends_at_a_size_that_is_or_was_pending) {
  MirrorState state = state_of(300, 400, 900);
  EXPECT_EQ(admit_upload(state, {400, 900}).status, 200);
  EXPECT_EQ(admit_upload(state, {400, 900}).head, scene().head(0, 900));
  EXPECT_EQ(admit_upload(state, {300, 300}).status, 200);  // the mirror's own
  EXPECT_EQ(admit_upload(state, {300, 300}).head, scene().head(0, 300));
  for (const std::uint64_t end : {299, 301, 899, 901}) {
    const Admission refused = admit_upload(state, {200, end});
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.head.size, 900U);
  }
  state.ticketed = scene().head(0, 800);
  EXPECT_EQ(admit_upload(state, {400, 800}).head, scene().head(0, 800));
  EXPECT_EQ(admit_upload(state, {400, 801}).status, 409);
  state.ticketed = scene().head(0, 200);  // below what is mirrored
  EXPECT_EQ(admit_upload(state, {100, 200}).status, 409);
  EXPECT_EQ(admit_upload(state, {100, 200}).head.size, 900U);
}

TEST(Mirror, an_upload_starts_at_the_next_entry_or_some_before) {
  MirrorState state = state_of(300, 400, 1200);
  EXPECT_EQ(admit_upload(state, {401, 1200}).status, 409);
  EXPECT_EQ(admit_upload(state, {401, 1200}).head.size, 1200U);
  EXPECT_EQ(admit_upload(state, {0, 1200}).status, 200);
  state.pending = TreeHead{.size = 100'000};
  state.next = 50'000;
  EXPECT_EQ(admit_upload(state, {50'000 - kMostExcess, 100'000}).status, 200);
  EXPECT_EQ(admit_upload(state, {50'000 - kMostExcess - 1, 100'000}).status, 409);
  state.ticketed = TreeHead{.size = 45'000};  // what is behind its end is no excess
  EXPECT_EQ(admit_upload(state, {45'000 - kMostExcess, 45'000}).status, 200);
  EXPECT_EQ(admit_upload(state, {45'000 - kMostExcess - 1, 45'000}).status, 409);
}

struct Read {
  int status = 0;
  std::size_t packages = 0;
  friend bool operator==(const Read&, const Read&) = default;
};
Read read(Range upload, std::string_view packages, std::size_t past = 0) {
  const AddEntries request{.origin = "o", .upload = upload, .ticket = "", .packages = packages};
  const auto before = scene().leaves(past, {upload.start / 256 * 256, upload.start});
  const auto done = authenticate(request, scene().head(0, upload.end), before);
  std::size_t at = upload.start;
  for (const Package& package : done.packages) {
    for (const std::string_view entry : package.entries) EXPECT_EQ(entry, scene().entry(0, at++));
  }
  return {done.status, done.packages.size()};
}

TEST(Mirror, packages_of_the_tree_are_taken) {
  for (const Range upload : {Range{0, 0},
                             {0, 1},
                             {0, 256},
                             {0, 257},
                             {255, 700},
                             {300, 310},
                             {300, 1000},
                             {512, 1200},
                             {1199, 1200},
                             {700, 700}}) {
    EXPECT_EQ(read(upload, scene().packages(0, upload)), (Read{200, count_packages(upload)}));
  }
}

TEST(Mirror, what_is_cut_off_is_taken_as_far_as_its_packages_go) {
  const Range upload{300, 1000};
  const std::string bytes = scene().packages(0, upload);
  const std::size_t one = scene().packages(0, upload, 1).size(),
                    two = scene().packages(0, upload, 2).size();
  for (std::size_t length = 0; length < bytes.size(); length += 1 + length % 7) {
    const std::size_t whole = length < one ? 0 : length < two ? 1 : 2;
    EXPECT_EQ(read(upload, bytes.substr(0, length)), (Read{whole == 0 ? 400 : 202, whole}));
  }
  EXPECT_EQ(read(upload, bytes + "and more"), (Read{200, 3}));
}

TEST(Mirror, another_past_is_refused_from_where_it_parts) {
  EXPECT_EQ(read({0, 1000}, scene().packages(1, {0, 1000})), (Read{422, 0}));  // by its proof
  std::string bytes = scene().packages(0, {0, 1000});
  bytes[bytes.size() - 1] ^= 1;  // of the last proof
  EXPECT_EQ(read({0, 1000}, bytes), (Read{422, 3}));
  const std::string first = scene().packages(0, {0, 1000}, 1);
  EXPECT_EQ(read({0, 1000}, first + first), (Read{422, 1}));
  EXPECT_EQ(read({310, 1000}, scene().packages(0, {310, 1000}), 1), (Read{422, 0}));  // before
}

TEST(Mirror, any_changed_byte_of_a_package_is_noticed) {
  const Range upload{900, 1000};
  const std::string bytes = scene().packages(0, upload);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] ^= 1;
    const Read done = read(upload, changed);
    EXPECT_TRUE(done == (Read{422, 0}) || done == (Read{400, 0})) << at;
  }
}

TEST(Mirror, of_a_long_request_32_packages_are_read) {
  constexpr std::uint64_t kEntries = 33 * kTileWidth;
  const MirrorScene large(2, kEntries, 0);
  const Range upload{0, kEntries};
  const std::string bytes = large.packages(0, upload);
  const AddEntries request{.origin = "o", .upload = upload, .ticket = "", .packages = bytes};
  const auto done = authenticate(request, large.head(0, upload.end), {});
  EXPECT_EQ(done.status, 202);
  EXPECT_EQ(done.packages.size(), kMostPackages);
}

TEST(Mirror, a_proof_of_more_than_63_hashes_holds_nothing) {
  std::string bytes = scene().packages(0, {0, 1});
  const std::size_t count = 2 + scene().entry(0, 0).size();
  for (const int hashes : {63, 64, 255}) {
    bytes = bytes.substr(0, count) + static_cast<char>(hashes) +
            std::string(static_cast<std::size_t>(hashes) * 32, 'h');
    EXPECT_EQ(read({0, 1}, bytes), (Read{422, 0}));
  }
}

TEST(Mirror, what_it_tells_is_read_as_it_was_written) {
  const MirrorInfo info{.size = 1000, .next = 300, .ticket = "any\nbytes"};
  EXPECT_EQ(to_string(info), "1000\n300\nYW55CmJ5dGVz\n");
  EXPECT_EQ(parse_mirror_info(to_string(info)).value(), info);
  EXPECT_EQ(parse_mirror_info("0\n0\n\n").value(), MirrorInfo{});
  for (const std::string body :
       {"", "1\n", "1\n2\n", "1\n2", "1\n2\n*\n", "01\n2\n\n", "1\n-2\n\n", "1\n2\n\n\n",
        "1\n2\nYQ==", "1\n2\nYQ\n", "1\r\n2\r\n\r\n", "18446744073709551616\n0\n\n"}) {
    EXPECT_FALSE(parse_mirror_info(body)) << body;
  }
}

TEST(Mirror, an_answer_gives_cosignatures_that_hold_or_how_to_go_on) {
  const auto signer = lodestar::testing::test_witness(1);
  const std::vector keys = {signer.verifier()};
  const std::string text = scene().checkpoint(0, 900).text;
  const std::string line = to_string(signer.cosign(text, 5));
  const std::string type(kMirrorInfoType);
  EXPECT_EQ(read_mirror_answer({200, "", line}, text, keys)->cosignatures.size(), 1U);
  for (const int status : {202, 409}) {
    const auto answer = read_mirror_answer({status, type, "9\n3\n\n"}, text, keys).value();
    EXPECT_EQ(answer.info.value_or(MirrorInfo{}).next, 3U);
    const auto untyped = read_mirror_answer({status, "text/plain", "9\n3\n\n"}, text, keys);
    EXPECT_EQ(untyped.error().code, status == 202 ? Code::corrupt : Code::conflict);
  }
  const auto other = lodestar::testing::test_witness(2).cosign(text, 5);
  EXPECT_FALSE(read_mirror_answer({200, "", to_string(other)}, text, keys));
  EXPECT_EQ(read_mirror_answer({422, "", "no\n"}, text, keys).error().code, Code::invalid);
  EXPECT_EQ(read_mirror_answer({404, "", "no\n"}, text, keys).error().code, Code::not_found);
}

}  // namespace
}  // namespace lodestar::ledger
