// SPDX-License-Identifier: Apache-2.0
// write_sample DIR [SCALE]: the outputs of the invented run, for checks that need files.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <span>

#include "detect/write_review.h"
#include "support/sample_run.h"

int main(int argc, char** argv) {
  using namespace lodestar;
  if (argc < 2) return 2;
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  const auto run = test::make_sample_run(argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 1);
  const detect::RunView view = run.view();
  const detect::Found found{.run = view, .leads = run.leads, .standing = run.standing};
  const auto save = [&](const char* name, const auto& write) {
    std::ofstream file(folder / name, std::ios::binary);
    return write([&](std::string_view bytes) {
      file << bytes;
      return Status();
    });
  };
  const auto all = [&](auto writer) {
    return [&found, writer](const detect::Sink& sink) { return writer(found, sink); };
  };
  Status status = save("postings.csv", all(detect::write_postings_csv));
  if (status) status = save("identifiers.csv", all(detect::write_identifiers_csv));
  if (status) status = save("clusters.jsonl", all(detect::write_clusters_jsonl));
  if (status) status = save("networks.jsonl", all(detect::write_networks_jsonl));
  if (status) status = save("leads.jsonl", all(detect::write_leads_jsonl));
  if (status) {
    status = save("run.json", [&](const detect::Sink& sink) {
      std::string out;
      detect::append_run_json(out, run.record, found);
      return sink(out);
    });
  }
  if (status) {
    status = save("review.html", [&](const detect::Sink& sink) {
      return detect::write_review(found, run.record, sink);
    });
  }
  const std::span<const detect::Lead> leads(run.leads);
  const detect::Found few{.run = view,
                          .leads = leads.first(std::min<std::size_t>(2, leads.size()))};
  if (status) {
    status = save("few_leads.html", [&](const detect::Sink& sink) {
      return detect::write_review(few, run.record, sink);
    });
  }
  const detect::Found bare{.run = view, .leads = {}};
  if (status) {
    status = save("no_leads.html", [&](const detect::Sink& sink) {
      return detect::write_review(bare, run.record, sink);
    });
  }
  return status ? 0 : 1;
}
