// SPDX-License-Identifier: Apache-2.0
// The quorum of a policy from its text alone, by recursion over names: slow and plainly right. Only
// for policies that are right.
#pragma once

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace lodestar::ledger::oracle {

inline std::vector<std::string> words_of(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// Whether `name` stands by a checkpoint that the witnesses called `signers` have signed.
inline bool stands(const std::string& policy, const std::string& name,
                   const std::set<std::string>& signers) {
  if (name == "none" || signers.contains(name)) return true;
  std::istringstream stream(policy);
  for (std::string line; std::getline(stream, line);) {
    const std::vector<std::string> words = words_of(line);
    if (words.size() < 4 || words[0] != "group" || words[1] != name) continue;
    const auto standing = std::count_if(words.begin() + 3, words.end(), [&](const auto& member) {
      return stands(policy, member, signers);
    });
    if (words[2] == "any") return standing >= 1;
    if (words[2] == "all") return standing == static_cast<std::ptrdiff_t>(words.size()) - 3;
    return standing >= std::stoll(words[2]);
  }
  return false;
}

inline bool has_quorum(const std::string& policy, const std::set<std::string>& signers) {
  std::istringstream stream(policy);
  for (std::string line; std::getline(stream, line);) {
    const std::vector<std::string> words = words_of(line);
    if (!words.empty() && words[0] == "quorum") return stands(policy, words[1], signers);
  }
  return false;
}

}  // namespace lodestar::ledger::oracle
