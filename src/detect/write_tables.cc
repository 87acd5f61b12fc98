// SPDX-License-Identifier: Apache-2.0
// postings.csv and identifiers.csv.
#include <algorithm>
#include <vector>

#include "detect/internal/block.h"
#include "detect/internal/redact.h"
#include "table/csv_write.h"

namespace lodestar::detect {
namespace {

using table::append_number;
using table::append_text;
using table::Disguises;

bool has_several_files(const Postings& postings) {
  return postings.size() > 0 && &postings.file(0) != &postings.file(postings.size() - 1);
}

// "+" and digits is our own E.164, at worst a number to a spreadsheet; an apostrophe before it
// would only break joins.
void append_value(std::string& out, std::string_view value) {
  const bool is_e164 =
      value.size() > 1 && value[0] == '+' &&
      std::all_of(value.begin() + 1, value.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (is_e164) {
    out += value;
  } else {
    append_text(out, value, Disguises::escaped);
  }
}

class IdentifierRows {
 public:
  explicit IdentifierRows(const Found& found)
      : found_(found), names_files_(has_several_files(found.run.postings)) {}

  std::string_view header() const {
    return names_files_ ? "posting,field,kind,value,surface,start,end,class,confidence,file\n"
                        : "posting,field,kind,value,surface,start,end,class,confidence\n";
  }

  void append(std::string& out, const Occurrence& occurrence) {
    append_text(out, shown_id(found_, occurrence.posting), Disguises::escaped);
    append_word(out, to_string(occurrence.field));
    append_word(out, text::to_string(occurrence.kind));
    out += ',';
    append_value(out, shown_value(found_, occurrence.contact));
    out += ',';
    surface_.clear();
    append_shown(surface_, found_, {occurrence.posting, occurrence.field, occurrence.span});
    append_text(out, surface_, Disguises::escaped);
    out += ',';
    append_number(out, occurrence.span.start);
    out += ',';
    append_number(out, occurrence.span.end);
    append_word(out, text::to_string(occurrence.obfuscation));
    out += ',';
    append_number(out, unsigned{occurrence.confidence});
    if (names_files_) {
      out += ',';
      append_text(out, shown_file(found_, occurrence.posting), Disguises::escaped);
    }
    out += '\n';
  }

 private:
  static void append_word(std::string& out, std::string_view word) {
    out += ',';
    out += word;
  }
  const Found& found_;
  bool names_files_;
  std::string surface_;
};

}  // namespace

Status write_postings_csv(const Found& found, const Sink& sink) {
  const auto& [postings, clusters, contacts, networks] = found.run;
  std::vector<std::string> cluster_ids{"-1"}, network_ids{"-1"};  // at index + 1
  for (const Cluster& cluster : clusters.all) cluster_ids.push_back(cluster_id(cluster));
  for (const Network& network : networks.all) network_ids.push_back(network_id(network));
  const bool names_files = has_several_files(postings);
  Block block(sink);
  block.bytes() += names_files ? "id,cluster,network,file\n" : "id,cluster,network\n";
  for (std::size_t row = 0; row < postings.size(); ++row) {
    std::string& out = block.bytes();
    append_text(out, shown_id(found, static_cast<std::uint32_t>(row)), Disguises::escaped);
    out += ',';
    out += cluster_ids[static_cast<std::size_t>(std::int64_t{clusters.of[row]} + 1)];
    out += ',';
    out += network_ids[static_cast<std::size_t>(std::int64_t{networks.of_posting[row]} + 1)];
    if (names_files) {
      out += ',';
      append_text(out, shown_file(found, static_cast<std::uint32_t>(row)), Disguises::escaped);
    }
    out += '\n';
    LODESTAR_TRY(block.offer());
  }
  return block.flush();
}

Status write_identifiers_csv(const Found& found, const Sink& sink) {
  IdentifierRows rows(found);
  Block block(sink);
  block.bytes() += rows.header();
  for (const Occurrence& occurrence : found.run.contacts.occurrences) {
    rows.append(block.bytes(), occurrence);
    LODESTAR_TRY(block.offer());
  }
  return block.flush();
}

}  // namespace lodestar::detect
