// SPDX-License-Identifier: Apache-2.0
// Campaigns in scripts without spaces, where a word is a character and few others write the script.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "detect/clusters.h"
#include "support/worded_corpus.h"

namespace lodestar::detect {
namespace {

using Corpus = lodestar::testing::WordedCorpus;

// Texts of made-up words in a script, most of them from few characters, as languages are.
class Script {
 public:
  Script(lodestar::testing::Dice& dice, std::vector<std::string> characters)
      : dice_(dice), characters_(std::move(characters)) {
    for (int i = 0; i < 600; ++i) {
      std::string& word = vocabulary_.emplace_back();
      for (std::size_t n = 2 + dice_.below(3); n > 0; --n) word += often(characters_);
    }
  }
  std::string word() { return often(vocabulary_); }
  std::vector<std::string> words(std::size_t count) {
    std::vector<std::string> some(count);
    for (std::string& one : some) one = word();
    return some;
  }

 private:
  const std::string& often(const std::vector<std::string>& of) {  // the first ones more than others
    const auto size = static_cast<std::uint32_t>(of.size());
    return of[std::min(dice_.below(size), dice_.below(size))];
  }
  lodestar::testing::Dice& dice_;
  std::vector<std::string> characters_, vocabulary_;
};

std::vector<std::string> thai() {
  return {"า", "น", "ร", "ก", "อ", "เ", "ง", "ม", "ย", "ล", "ว", "ด", "ท", "ส", "ต", "ะ", "ป",
          "บ", "ค", "ห", "แ", "จ", "พ", "ช", "ข", "ใ", "ไ", "โ", "ผ", "ถ", "ซ", "ณ", "ศ", "ฟ"};
}
std::vector<std::string> chinese() {
  std::vector<std::string> all;
  for (char third = 0; third < 10; ++third) {
    for (char last = 0; last < 60; ++last) {
      all.push_back({'\xE5', static_cast<char>(0x80 + third), static_cast<char>(0x80 + last)});
    }
  }
  return all;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word;
  return text;
}

// The clusters of rows [begin, end), kNoCluster among them where a row is alone.
std::set<std::int32_t> clusters_of(const Clusters& found, std::size_t begin, std::size_t end) {
  return {found.of.begin() + static_cast<std::ptrdiff_t>(begin),
          found.of.begin() + static_cast<std::ptrdiff_t>(end)};
}

// Campaigns of six in a mostly Latin file, each posting with so many edits, beside as many who
// write the same language.
void expect_each_apart(const std::vector<std::string>& characters, int edits) {
  constexpr std::size_t kCampaigns = 12, kCopies = 6;
  constexpr std::uint32_t kWords = 30;
  Corpus corpus;
  Script script(corpus.dice, characters);
  for (std::size_t campaign = 0; campaign < kCampaigns; ++campaign) {
    const std::vector<std::string> base = script.words(kWords);
    for (std::size_t copy = 0; copy < kCopies; ++copy) {
      std::vector<std::string> words = base;
      for (int edit = 0; edit < edits; ++edit) words[corpus.dice.below(kWords)] = script.word();
      corpus.add(joined(words));
    }
  }
  for (std::size_t i = 0; i < kCampaigns * kCopies; ++i) corpus.add(joined(script.words(kWords)));
  corpus.add_unrelated(3000);
  const Clusters found = corpus.find();
  EXPECT_EQ(found.all.size(), kCampaigns);
  for (std::size_t campaign = 0; campaign < kCampaigns; ++campaign) {
    const auto clusters = clusters_of(found, campaign * kCopies, (campaign + 1) * kCopies);
    ASSERT_EQ(clusters.size(), 1U) << campaign;
    ASSERT_NE(*clusters.begin(), kNoCluster) << campaign;
    EXPECT_EQ(found.all[static_cast<std::size_t>(*clusters.begin())].member_count, kCopies);
  }
}

TEST(SpacelessScripts, thai_campaigns_with_edits_are_found_and_no_strangers_with_them) {
  expect_each_apart(thai(), 3);
}
TEST(SpacelessScripts, chinese_campaigns_with_edits_are_found_and_no_strangers_with_them) {
  expect_each_apart(chinese(), 3);
}

// Two campaigns that share sentences which nobody else writes, in this order.
std::vector<std::vector<std::string>> frames_in_thai() {
  return {{"รับสมัครพนักงาน",
           " มีตั๋วและที่พัก. มีโชว์สามชุดและชา. วันหยุดสิบวันต่อปี. ห้ามออกนอกที่พัก. "
           "หักค่าเดินทางจากเงินเดือนแรก. บริษัทเก็บพาสปอร์ตไว้. รอพบคุณ"},
          {"ด่วนพนักงาน",
           " มีตั๋วและที่พัก. มีที่จอดรถโอทีคิดเพิ่ม. สัมภาษณ์ที่ตลาดทุกเช้า. "
           "ห้องละแปดคน. ห้ามออกนอกที่พัก. เข้าด้วยวีซ่าท่องเที่ยวก่อน. ออกก่อนปรับเงิน"}};
}
std::vector<std::vector<std::string>> frames_in_chinese() {
  return {{"招聘服务员，地点",
           "，包吃包住。每周表演三次，年假十天。不准离开宿舍。"
           "路费从第一个月工资里扣。护照由公司保管。期待见到你"},
          {"急招服务员，地点",
           "，包吃包住。有停车场，加班另算。每天早上在市场面试。"
           "八人一间。不准离开宿舍。先用旅游签证入境。提前离开要罚款"}};
}

void expect_two(const std::vector<std::vector<std::string>>& frames,
                const std::vector<std::string>& places) {
  constexpr std::size_t kCopies = 24;
  Corpus corpus;
  for (const auto& frame : frames) {
    for (std::size_t i = 0; i < kCopies; ++i)
      corpus.add(frame[0] + places[i % places.size()] + frame[1] + std::to_string(100 + i));
  }
  corpus.add_unrelated(3000);
  const Clusters found = corpus.find();
  EXPECT_EQ(found.all.size(), 2U);
  EXPECT_EQ(clusters_of(found, 0, kCopies).size(), 1U);
  EXPECT_EQ(clusters_of(found, kCopies, 2 * kCopies).size(), 1U);
  for (std::uint32_t row = 0; row < 2 * kCopies; ++row) {
    EXPECT_EQ(corpus.slot(found, row, 0), places[row % kCopies % places.size()]);
    EXPECT_EQ(corpus.slot(found, row, 1), std::to_string(100 + row % kCopies));
  }
}

TEST(SpacelessScripts, two_thai_campaigns_that_share_sentences_are_two_with_whole_slots) {
  expect_two(frames_in_thai(), {"ระยอง", "ขอนแก่น", "แม่สอด", "อุดรธานี", "ปอยเปต", "ดูไบ"});
}
TEST(SpacelessScripts, two_chinese_campaigns_that_share_sentences_are_two_with_whole_slots) {
  expect_two(frames_in_chinese(), {"清迈", "老街", "西港", "木姐", "金边", "大其力"});
}

}  // namespace
}  // namespace lodestar::detect
