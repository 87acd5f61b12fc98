// SPDX-License-Identifier: Apache-2.0
// The data of a review page: leads, and of clusters, networks and postings what the leads need.
// Everything is bounded, and every bound is told beside what it cut. web/review/data.ts has the
// same shapes.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "detect/internal/runs.h"
#include "detect/run_record.h"

namespace lodestar::detect {

class ReviewData {
 public:
  ReviewData(const Found& found, const RunRecord& record, std::string& out)
      : found_(found), run_(found.run), record_(record), out_(out), json_(out) {}

  // How much of a unit is shown at most.
  struct Bounds {
    std::size_t samples, templates;
    std::size_t groups;  // in a network's picture
    std::size_t contacts;
    std::size_t ids;  // found by search
  };

  // One JSON object, newline at the end.
  void append();

 private:
  struct Group {
    bool is_cluster = false;
    std::uint32_t index = 0;
    std::uint32_t postings = 0;
  };
  // What a lead is of.
  struct Scope {
    std::vector<std::uint32_t> rows;  // ascending
    std::vector<Group> groups;        // most postings first
    const Network* network = nullptr;
  };

  Scope scope_of(const Lead& lead) const;
  std::uint32_t local(std::uint32_t contact);

  void append_run();
  void append_read_as();
  void append_lead(std::size_t index);
  void append_unit(const Lead& unit, const Bounds& bounds);
  void append_others();
  void append_evidence(const Lead& lead);
  void append_figures(const Figures& figures);
  std::uint32_t count_ties(const Scope& scope) const;
  void append_contacts_of(const Scope& scope, std::size_t most);
  void append_templates(const Scope& scope, std::size_t most);
  void append_pieces(const Cluster& cluster);
  void append_filler_runs(const Cluster& cluster, std::uint16_t piece,
                          const TemplatePiece::Filler& filler);
  void append_graph(const Scope& scope, std::size_t most);
  void append_sightings(const Scope& scope);
  void append_routes(const Scope& scope);
  void append_samples(const Lead& lead, const Scope& scope, std::size_t most);
  void append_sample(const Lead& lead, std::uint32_t row);
  void append_field(const Lead& lead, std::uint32_t row, Field field);
  void append_slot_marks(std::uint32_t row, Field field, std::vector<Mark>& marks) const;
  void append_ids(const Scope& scope, std::size_t most);
  void append_time(std::string_view name, std::int64_t seconds);
  void append_day_or_time(std::uint32_t row);

  static std::vector<const Cut*> cuts_by_contact(const RunView& run);
  static bool has_only_days(const Postings& postings);

  const Found& found_;
  const RunView& run_;
  const RunRecord& record_;
  std::string& out_;
  table::Json json_;
  std::size_t began_ = out_.size();
  std::vector<const Cut*> cut_ = cuts_by_contact(run_);  // those that drop all ties
  bool has_only_days_ = has_only_days(run_.postings);
  std::unordered_map<std::uint32_t, std::uint32_t> locals_;  // contact to its place in contacts
  std::vector<std::uint32_t> contacts_;
};

}  // namespace lodestar::detect
