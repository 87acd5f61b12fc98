// SPDX-License-Identifier: Apache-2.0
#include "detect/simulate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "detect/internal/inventor.h"
#include "detect/internal/tally.h"
#include "table/csv_write.h"

namespace lodestar::detect {

struct Simulation::World {
  internal::Inventor inventor;
};

Simulation::Simulation(std::unique_ptr<const World> world) : world_(std::move(world)) {}
Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;

namespace {

Status keep_languages(std::vector<internal::Tongue>& tongues,
                      const std::vector<std::string>& wanted) {
  if (wanted.empty()) return {};
  for (const std::string& language : wanted) {
    if (std::ranges::none_of(
            tongues, [&](const auto& tongue) { return tongue.grammar.language == language; })) {
      return Error{Code::invalid,
                   fmt::format("language {}: there are no sentences in it", language)};
    }
  }
  std::erase_if(tongues, [&](const auto& tongue) {
    return std::ranges::count(wanted, tongue.grammar.language) == 0;
  });
  return {};
}

}  // namespace

Result<Simulation> Simulation::plan(const SimulateOptions& options) {
  if (options.postings >= UINT32_MAX) {
    return Error{Code::limited, fmt::format("{} postings: too many at once", options.postings)};
  }
  auto tongues = LODESTAR_TRY(internal::read_tongues());
  LODESTAR_TRY(keep_languages(tongues, options.languages));
  return Simulation(std::make_unique<const World>(World{{options, std::move(tongues)}}));
}

std::size_t Simulation::size() const { return world_->inventor.plan().rows.size(); }
std::size_t Simulation::campaigns() const { return world_->inventor.plan().campaigns.size(); }
void Simulation::make(std::size_t row, InventedPosting& posting) const {
  world_->inventor.make(row, posting);
}

namespace {

constexpr std::array<std::string_view, 6> kPresets = {"realistic", "clusters", "benign",
                                                      "short",     "phones",   "decoys"};
constexpr std::array<std::string_view, 15> kKinds = {
    "job",    "adult",   "flat",          "sale",         "spam",
    "notice", "decoy",   "forced_labour", "exploitation", "recruit_and_sell",
    "agency", "touring", "shared_flat",   "trader",       "bulk"};

// The four files of a block of rows.
struct Lines {
  std::string postings, truth, slots, identifiers;

  void add(std::size_t row, const InventedPosting& posting) {
    const fmt::format_int id(row);
    const std::string_view name(id.data(), id.size());
    add_posting(name, posting);
    fmt::format_to(std::back_inserter(truth), "{},{},{},{},{},{}\n", name, posting.cluster,
                   posting.network, to_string(posting.kind), posting.should_lead ? 1 : 0,
                   posting.language);
    for (const auto& slot : posting.slots) {
      slots += name;
      add_span(slots, slot.field, slot.span);
      slots += '\n';
    }
    for (const auto& contact : posting.contacts) add_contact(name, posting, contact);
  }

 private:
  void add_posting(std::string_view id, const InventedPosting& posting) {
    postings += id;
    for (const std::string* field : {&posting.title, &posting.text}) {
      postings += ',';
      table::append_text(postings, *field);
    }
    postings += ',';
    append_utc(postings, posting.time);
    for (const std::string* field : {&posting.place, &posting.source, &posting.author}) {
      postings += ',';
      table::append_text(postings, *field);
    }
    postings += '\n';
  }
  static void add_span(std::string& out, Field field, text::Span span) {
    out += ',';
    out += to_string(field);
    out += ',';
    table::append_number(out, span.start);
    out += ',';
    table::append_number(out, span.end);
  }
  void add_contact(std::string_view id, const InventedPosting& posting,
                   const InventedPosting::Contact& contact) {
    const std::string& field = contact.field == Field::title ? posting.title : posting.text;
    identifiers += id;
    identifiers += ',';
    identifiers += to_string(contact.field);
    identifiers += ',';
    identifiers += text::to_string(contact.kind);
    identifiers += ',';
    identifiers += contact.value;
    identifiers += ',';
    table::append_text(identifiers, text::cut(field, contact.span));
    identifiers += ',';
    table::append_number(identifiers, contact.span.start);
    identifiers += ',';
    table::append_number(identifiers, contact.span.end);
    identifiers += ',';
    identifiers += text::to_string(contact.disguise);
    identifiers += '\n';
  }
};

constexpr std::size_t kRowsABlock = 4096;

Status write_headers(const SimulatedSinks& sinks) {
  LODESTAR_TRY(sinks.postings("id,title,text,time,place,source,author\n"));
  LODESTAR_TRY(sinks.truth("id,cluster,network,kind,should_lead,language\n"));
  LODESTAR_TRY(sinks.slots("id,field,start,end\n"));
  return sinks.identifiers("id,field,kind,value,surface,start,end,class\n");
}

}  // namespace

Result<Preset> parse_preset(std::string_view name) {
  for (std::size_t i = 0; i < kPresets.size(); ++i) {
    if (kPresets[i] == name) return static_cast<Preset>(i);
  }
  return Error{Code::invalid,
               fmt::format("preset {}: it is one of {}", name, fmt::join(kPresets, ", "))};
}

std::string_view to_string(Kind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

// Rounds of a few blocks a thread: made side by side, written in order.
Status write_simulated(const Simulation& simulation, const Parallel& parallel,
                       const SimulatedSinks& sinks) {
  LODESTAR_TRY(write_headers(sinks));
  const std::size_t blocks_a_round = 4 * std::size_t{parallel.threads};
  std::vector<Lines> lines(blocks_a_round);
  std::vector<InventedPosting> postings(parallel.threads);
  for (std::size_t done = 0; done < simulation.size();) {
    const std::size_t count = std::min(simulation.size() - done, blocks_a_round * kRowsABlock);
    for_blocks(parallel, count, kRowsABlock,
               [&](std::size_t begin, std::size_t end, unsigned worker) {
                 Lines& block = lines[begin / kRowsABlock];
                 for (std::size_t i = begin; i < end; ++i) {
                   simulation.make(done + i, postings[worker]);
                   block.add(done + i, postings[worker]);
                 }
               });
    if (parallel.stop.stop_requested()) return Error{Code::cancelled, "stopped"};
    for (Lines& block : lines) {
      LODESTAR_TRY(sinks.postings(block.postings));
      LODESTAR_TRY(sinks.truth(block.truth));
      LODESTAR_TRY(sinks.slots(block.slots));
      LODESTAR_TRY(sinks.identifiers(block.identifiers));
      for (auto* text : {&block.postings, &block.truth, &block.slots, &block.identifiers}) {
        text->clear();
      }
    }
    done += count;
  }
  return {};
}

}  // namespace lodestar::detect
