// SPDX-License-Identifier: Apache-2.0
// A run made by hand: postings with their texts, places, times and contacts, and the clusters that
// hold them. What a run's later parts (networks, leads, outputs) are tested on.
//
// Example  RunBuilder run;
//          const auto a = run.posting({.text = "driver wanted", .contacts = {"+15550100"}});
//          const auto b = run.posting({.place = "Lisbon", .time = RunBuilder::day(3)});
//          run.cluster({a, b});
//          Networks found = find_networks(run.postings(), run.clusters(), run.contacts(), {});
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "detect/leads.h"

namespace lodestar::testing {

class RunBuilder {
 public:
  struct Posting {
    std::string text;
    std::string title;
    std::string place;
    std::string source;
    std::string author;
    std::string id;  // its row number if empty
    std::int64_t time = detect::kNoTime;
    std::vector<std::string> contacts;  // an e-mail, a URL, @telegram or else a phone, by its looks
    std::uint8_t confidence = 100;
  };

  // Noon of the n-th day of 2024.
  static std::int64_t day(int n) { return 1704110400 + 86400LL * (n - 1); }

  std::uint32_t posting(Posting posting) {
    const auto row = static_cast<std::uint32_t>(clusters_.of.size());
    if (posting.id.empty()) posting.id = std::to_string(row);
    if (row == 0) file_ = postings_.add_file("invented.csv");
    detect::Postings::Row fields{.time = posting.time};
    const auto put = [&](detect::Field field, std::string value) {
      fields.fields[static_cast<std::size_t>(field)] = strings_.emplace_back(std::move(value));
    };
    if (posting.time != detect::kNoTime) put(detect::Field::time, std::to_string(posting.time));
    put(detect::Field::id, std::move(posting.id));
    put(detect::Field::text, std::move(posting.text));
    put(detect::Field::title, std::move(posting.title));
    put(detect::Field::place, std::move(posting.place));
    put(detect::Field::source, std::move(posting.source));
    put(detect::Field::author, std::move(posting.author));
    postings_.add(file_, fields);
    clusters_.of.push_back(detect::kNoCluster);
    for (const std::string& value : posting.contacts) hold(row, value, posting.confidence);
    contacts_.first_of.push_back(static_cast<std::uint32_t>(contacts_.occurrences.size()));
    return row;
  }

  // Its index; call it in order of smallest row, as find_clusters orders its answer.
  std::uint32_t cluster(std::vector<std::uint32_t> rows) {
    std::ranges::sort(rows);
    const auto index = static_cast<std::uint32_t>(clusters_.all.size());
    detect::Cluster made;
    made.medoid = rows.front();
    made.first_member = static_cast<std::uint32_t>(clusters_.members.size());
    made.member_count = static_cast<std::uint32_t>(rows.size());
    made.birth = postings_.key_hash(rows.front());
    for (const std::uint32_t row : rows) {
      made.birth = std::min(made.birth, postings_.key_hash(row));
      clusters_.of[row] = static_cast<std::int32_t>(index);
      clusters_.members.push_back({.posting = row});
    }
    made.pieces.push_back({.words = std::string(postings_.get(detect::Field::text, rows.front()))});
    clusters_.all.push_back(std::move(made));
    return index;
  }

  // A cluster of count equal postings.
  std::uint32_t cluster_of(int count, const Posting& posting) {
    std::vector<std::uint32_t> rows;
    for (int i = 0; i < count; ++i) rows.push_back(this->posting(posting));
    return cluster(rows);
  }

  std::uint32_t contact(const std::string& value) const { return number_.at(value); }

  const detect::Postings& postings() const { return postings_; }
  const detect::Clusters& clusters() const { return clusters_; }
  const detect::Contacts& contacts() const { return contacts_; }

 private:
  static text::IdentifierKind kind_of(const std::string& value) {
    using enum text::IdentifierKind;
    if (value.starts_with("http")) return url;
    if (value.starts_with("@")) return telegram;
    return value.contains('@') ? email : phone;
  }

  void hold(std::uint32_t row, const std::string& value, std::uint8_t confidence) {
    const auto next = static_cast<std::uint32_t>(contacts_.all.size());
    const auto [at, is_new] = number_.try_emplace(value, next);
    if (is_new) {
      const bool is_handle = value.starts_with('@');
      contacts_.all.push_back({kind_of(value), is_handle ? value.substr(1) : value, 0});
    }
    ++contacts_.all[at->second].postings;
    contacts_.occurrences.push_back(
        {.posting = row, .contact = at->second, .kind = kind_of(value), .confidence = confidence});
  }

  std::deque<std::string> strings_;
  std::uint16_t file_ = 0;
  detect::Postings postings_;
  detect::Clusters clusters_;
  detect::Contacts contacts_{.first_of = {0}};
  std::map<std::string, std::uint32_t> number_;
};

}  // namespace lodestar::testing
