// SPDX-License-Identifier: Apache-2.0
// False leads on benign postings, drawn with the published base rates of indicators:
//   job ads       98.4 % show one or more, 15 % five or more (Volodko, Cockbain, Kleinberg 2020, n
//   = 430) sex-work ads  19.0 % none of ten, 58.3 % one, 21.3 % two, 1.7 % three or more (Giommoni,
//   Ikwu 2021, n = 17,362)
// and arranged as benign postings are: own texts, agencies that repeat a text under one contact,
// people touring two places, flats that two people share.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "support/lead_scene.h"
#include "table/json_value.h"

namespace lodestar::detect {
namespace {

using Dice = std::mt19937_64;

std::uint64_t roll(Dice& dice, std::uint64_t sides) { return dice() % sides; }

// An English sentence for each entry of a built-in pack, as its own examples give it, as often as
// it is weak: what is common is what says little.
std::vector<std::string> sentences_of(std::string_view pack_name, bool selling_only) {
  std::vector<std::string> sentences;
  for (const PackBytes& pack : built_in_packs()) {
    if (pack.name != pack_name) continue;
    const auto json = table::parse_json_value(pack.bytes);
    for (const auto& entry : *json->find("entries")->as<table::JsonValue::Array>()) {
      const auto* only_in = entry.find("only_in");
      if (selling_only && *only_in->as<std::string>() != "selling") continue;
      const auto& finds = *entry.find("examples")->find("finds")->as<table::JsonValue::Array>();
      const auto strength = *entry.find("strength")->as<std::int64_t>();
      for (std::int64_t i = strength; i <= 16; i += 2)
        sentences.push_back(*finds[0].as<std::string>());
    }
  }
  return sentences;
}

std::string draw(const std::vector<std::string>& sentences, std::size_t count, Dice& dice) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i)
    text += " " + sentences[roll(dice, sentences.size())] + ".";
  return text;
}

std::size_t indicators_of_job_ad(Dice& dice) {
  const std::uint64_t permille = roll(dice, 1000);
  if (permille < 16) return 0;
  if (permille >= 850) return 5 + roll(dice, 3);
  return 1 + (permille - 16) * 4 / 834;
}

std::size_t indicators_of_sales_ad(Dice& dice) {
  const std::uint64_t permille = roll(dice, 1000);
  return permille < 190 ? 0 : permille < 773 ? 1 : permille < 983 ? 2 : 3 + roll(dice, 2);
}

const std::vector<std::string> kPlaces = {"Porto",  "Leiria", "Beja",  "Faro",
                                          "Huelva", "Cadiz",  "Elvas", "Evora"};
const std::vector<std::string> kNames = {"Anna", "Berta", "Clara", "Dora", "Edith", "Flora"};

class Benign {
 public:
  explicit Benign(std::uint64_t seed) : dice_(seed) {}

  LeadScene make(std::size_t postings) {
    while (scene_.all().size() < postings) {
      switch (roll(dice_, 10)) {
        case 0:
          agency();
          break;
        case 1:
          touring();
          break;
        case 2:
          shared_flat();
          break;
        default:
          own_text();
          break;
      }
    }
    return std::move(scene_);
  }

 private:
  std::string job_text() {
    return "We are hiring for our company." + draw(job_, indicators_of_job_ad(dice_), dice_);
  }
  std::string sales_text() {
    return "Companion, incall." + draw(sales_, indicators_of_sales_ad(dice_), dice_);
  }
  std::string new_contact() { return "1555" + std::to_string(1'000'000 + number_++); }
  std::string any(const std::vector<std::string>& list) { return list[roll(dice_, list.size())]; }

  void own_text() {
    const bool job = roll(dice_, 2) == 0;
    scene_.post({.text = job ? job_text() : sales_text(),
                 .place = any(kPlaces),
                 .contacts = {new_contact()},
                 .day = static_cast<int>(roll(dice_, 60)),
                 .disguised = roll(dice_, 3) == 0});
  }
  // One text again and again, in several places, over two months; one recruiter, one number.
  void agency() {
    const std::string text = job_text() + " Ask for " + any(kNames), contact = new_contact();
    const std::uint64_t places = 1 + roll(dice_, kPlaces.size());
    for (std::uint64_t left = 5 + roll(dice_, 25); left > 0; --left) {
      scene_.post({.text = text,
                   .author = contact,
                   .place = kPlaces[roll(dice_, places)],
                   .contacts = {contact},
                   .cluster = group_,
                   .network = group_,
                   .day = static_cast<int>(roll(dice_, 60))});
    }
    ++group_;
  }
  void touring() {
    const std::string text = sales_text() + " My name is " + any(kNames), contact = new_contact();
    const auto from = roll(dice_, kPlaces.size() - 1);
    for (int i = 0; i < 6; ++i) {
      scene_.post({.text = text,
                   .place = kPlaces[from + static_cast<std::size_t>(i) / 3],
                   .contacts = {contact},
                   .cluster = group_,
                   .network = group_,
                   .day = 20 + i,
                   .disguised = true});
    }
    ++group_;
  }
  void shared_flat() {
    const std::string text = sales_text(), contact = new_contact();
    for (std::size_t i = 0; i < 6; ++i) {
      scene_.post({.text = text + " Ask for " + kNames[i % 2] + ", " +
                           std::to_string(24 + i % 2 * 5) + " years old",
                   .place = "Porto",
                   .contacts = {contact},
                   .cluster = group_,
                   .network = group_,
                   .day = static_cast<int>(i)});
    }
    ++group_;
  }

  Dice dice_;
  LeadScene scene_;
  const std::vector<std::string> job_ = sentences_of("forced_labour_recruitment.json", false);
  const std::vector<std::string> sales_ = sentences_of("commercial_sexual_exploitation.json", true);
  int group_ = 0, number_ = 0;
};

TEST(BenignPostings, GiveAtMostOneLeadInAThousand) {
  std::size_t leads = 0, postings = 0;
  for (const std::uint64_t seed : {11, 12, 13}) {
    LeadScene scene = Benign(seed).make(10'000);
    postings += scene.all().size();
    leads += scene.leads(2).size();
  }
  std::printf("%zu leads of %zu\n", leads, postings);
  EXPECT_LE(leads * 1000, postings) << leads << " leads in " << postings;
}

}  // namespace
}  // namespace lodestar::detect
