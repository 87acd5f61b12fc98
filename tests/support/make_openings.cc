// SPDX-License-Identifier: Apache-2.0
#include "support/make_openings.h"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/base64.h"
#include "ledger/leaf.h"
#include "support/damage.h"

namespace lodestar::testing {
namespace {

using ledger::Hash;

std::string random_bytes(Dice& dice, std::uint32_t size) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(dice.below(256));
  return bytes;
}

Hash random_hash(Dice& dice) {
  Hash hash{};
  for (auto& byte : hash) byte = static_cast<unsigned char>(dice.below(256));
  return hash;
}

std::string_view view_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

// Letters of one to four bytes, one in twelve of them broken or what a strict reader refuses.
std::string random_text(Dice& dice, std::size_t least) {
  static const std::vector<std::string> kLetters = {
      "a", "Z", " ", "7", "~", "\xC3\xA9", "\xD0\x9E", "\xE7\x8E\x8B", "\xF0\x9F\x98\x80"};
  static const std::vector<std::string> kOdd = {"\xE0\x81\x81", "\xED\xA1\x82", "\xF4\xB0\x83\x84",
                                                "\x7F",         "\x1F",         "\xC1\x80",
                                                "\xF5\x80",     "\xC3",         "\xE7\x8E"};
  std::string text;
  while (text.size() < least) text += any_of(dice, one_in(dice, 12) ? kOdd : kLetters);
  return text;
}

// Near every limit of what a commitment may look like.
std::string random_commitment(Dice& dice) {
  std::string bytes = random_bytes(dice, 32);
  const std::uint32_t at = dice.below(32);
  switch (dice.below(5)) {
    case 0:
      return bytes;
    case 1:
      return bytes.replace(at, std::string::npos, random_text(dice, 13 + dice.below(6)))
          .append(random_bytes(dice, 32))
          .substr(0, 32);
    case 2:
      return bytes.replace(at, std::string::npos, std::string(3 + dice.below(4), bytes[0]))
          .append(random_bytes(dice, 32))
          .substr(0, 32);
    case 3: {
      const std::string alphabet = random_bytes(dice, 24 + dice.below(12));
      for (char& byte : bytes) byte = any_of(dice, alphabet);
      return bytes;
    }
    default:
      return random_text(dice, 32).substr(0, 32);
  }
}

std::string random_leaf(Dice& dice) {
  std::string bytes = '\1' + random_bytes(dice, 4) + random_commitment(dice);
  if (one_in(dice, 12)) bytes[0] = static_cast<char>(dice.below(256));
  if (one_in(dice, 12)) bytes.resize(dice.below(80), 'x');
  return bytes;
}

std::string random_subject(Dice& dice) {
  if (one_in(dice, 5)) return "";
  if (one_in(dice, 10)) return std::string(1021 + dice.below(6), 's');
  return random_text(dice, dice.below(30));
}

std::string random_type(Dice& dice) {
  if (one_in(dice, 10)) return std::string(1021 + dice.below(6), 't');
  constexpr std::string_view kUsual = "abcxyz019-./", kOdd = "AZ_ \t:`{\x7F\xC3";
  std::string type;
  for (auto letters = dice.below(12); letters > 0; --letters) type += any_of(dice, kUsual);
  if (one_in(dice, 8)) type += any_of(dice, kOdd);
  return type;
}

// Written here and not by to_string(), which would refuse what is wrong.
std::string random_opening(Dice& dice) {
  std::string previous;
  if (one_in(dice, 2)) previous = to_base64(view_of(random_hash(dice)));
  if (one_in(dice, 12)) previous = to_base64(random_bytes(dice, dice.below(40)));
  std::string salt = to_base64(view_of(random_hash(dice)));
  // The unused bits of the last letter, set or not: one writing is right.
  if (one_in(dice, 8)) salt[42] = static_cast<char>('A' + dice.below(26));
  std::string issuer = fmt::format("{:08x}", dice.below(1U << 31) >> dice.below(31));
  if (one_in(dice, 12)) issuer = fmt::format("{:x}", dice.below(1U << 31));
  return fmt::format(
             "lodestar-opening/v1\nissuer {}\nsalt {}\ntype {}\nsubject {}\nprevious {}\n\n",
             issuer, salt, random_type(dice), random_subject(dice), previous) +
         random_bytes(dice, dice.below(100));
}

std::string verdict_of_leaf(std::string_view bytes) {
  const auto leaf = ledger::parse_leaf(bytes);
  if (!leaf) return "-";
  return fmt::format("{:08x},{}", leaf->issuer, to_base64(view_of(leaf->commitment)));
}

std::string verdict_of_opening(std::string_view bytes) {
  const auto opening = ledger::parse_opening(bytes);
  if (!opening) return "-";
  const auto record = ledger::parse_record(opening->record.reveal());
  if (!record) return "an opening without a record";
  const auto& previous = record->previous;
  return fmt::format("{},{},{},{},{}", to_base64(to_string(leaf_of(*opening))), record->type,
                     to_base64(record->subject), previous ? to_base64(view_of(*previous)) : "",
                     record->body.size());
}

}  // namespace

void make_openings(std::uint64_t count, std::uint32_t seed) {
  Dice dice(seed);
  for (std::uint64_t made = 0; made < count; ++made) {
    if (one_in(dice, 3)) {
      const std::string leaf = random_leaf(dice);
      fmt::print("{} leaf {}\n", verdict_of_leaf(leaf), to_base64(leaf));
      continue;
    }
    std::string opening = random_opening(dice);
    for (auto times = dice.below(3); times > 0; --times) damage(dice, opening);
    fmt::print("{} opening {}\n", verdict_of_opening(opening), to_base64(opening));
  }
}

}  // namespace lodestar::testing
