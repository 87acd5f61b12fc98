// SPDX-License-Identifier: Apache-2.0
// The chain as CASE/UCO JSON-LD: an InvestigativeAction and a ProvenanceRecord an event. Names come
// from hashes of what they name, so that the same chain has the same ones.
#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>

#include "base/utc.h"
#include "crypto/sha256.h"
#include "ledger/court_packet.h"
#include "table/json_write.h"

namespace lodestar::ledger {
namespace {

using table::Json;

constexpr std::pair<std::string_view, std::string_view> kContext[] = {
    {"case-investigation", "https://ontology.caseontology.org/case/investigation/"},
    {"kb", "urn:lodestar:custody:"},
    {"uco-action", "https://ontology.unifiedcyberontology.org/uco/action/"},
    {"uco-core", "https://ontology.unifiedcyberontology.org/uco/core/"},
    {"uco-identity", "https://ontology.unifiedcyberontology.org/uco/identity/"},
    {"uco-location", "https://ontology.unifiedcyberontology.org/uco/location/"},
    {"uco-observable", "https://ontology.unifiedcyberontology.org/uco/observable/"},
    {"uco-tool", "https://ontology.unifiedcyberontology.org/uco/tool/"},
    {"uco-types", "https://ontology.unifiedcyberontology.org/uco/types/"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
};

// A UUID out of a hash. CASE's shapes know versions up to 5 (RFC 4122), the one of names; ours are
// of SHA-256 and not of SHA-1.
std::string id_of(std::string_view kind, std::string_view what) {
  crypto::Digest digest = crypto::sha256({kind, "\n", what});
  digest[6] = static_cast<unsigned char>((digest[6] & 0x0FU) | 0x50U);
  digest[8] = static_cast<unsigned char>((digest[8] & 0x3FU) | 0x80U);
  const std::string hex = crypto::to_hex(digest);
  return fmt::format("kb:{}-{}-{}-{}-{}-{}", kind, hex.substr(0, 8), hex.substr(8, 4),
                     hex.substr(12, 4), hex.substr(16, 4), hex.substr(20, 12));
}

class CaseGraph {
 public:
  explicit CaseGraph(const Packet& packet) : packet_(packet), json_(out_) {}

  std::string write() {
    json_.begin_object().key("@context").begin_object();
    for (const auto& [prefix, address] : kContext) json_.key(prefix).string(address);
    json_.end_object().key("@graph").begin_array();
    file(packet_.chain.item);
    for (const CustodyStep& step : packet_.chain.steps) {
      if (step.read) action(step);
    }
    json_.end_array().end_object();
    return out_ + '\n';
  }

 private:
  void begin(std::string_view id, std::string_view type) {
    out_ += out_.ends_with('[') ? "\n" : ",\n";
    json_.begin_object().key("@id").string(id).key("@type").string(type);
  }
  void reference(std::string_view name, std::string_view id) {
    json_.key(name).begin_object().key("@id").string(id).end_object();
  }
  void typed(std::string_view name, std::string_view type, std::string_view value) {
    json_.key(name).begin_object().key("@type").string(type).key("@value").string(value);
    json_.end_object();
  }
  static std::string file_id(const Item& item) { return id_of("file", crypto::to_hex(item.hash)); }

  void file(const Item& item) {
    const std::string hex = crypto::to_hex(item.hash);
    if (!done_.insert(file_id(item)).second) return;
    begin(file_id(item), "uco-observable:File");
    json_.key("uco-core:hasFacet").begin_array().begin_object();
    json_.key("@id").string(id_of("file-facet", hex));
    json_.key("@type").string("uco-observable:FileFacet");
    typed("uco-observable:sizeInBytes", "xsd:integer", std::to_string(item.length_bytes));
    json_.end_object().begin_object();
    json_.key("@id").string(id_of("content-data-facet", hex));
    json_.key("@type").string("uco-observable:ContentDataFacet");
    json_.key("uco-observable:hash").begin_array().begin_object();
    json_.key("@id").string(id_of("hash", hex)).key("@type").string("uco-types:Hash");
    json_.key("uco-types:hashMethod").string("SHA256");
    typed("uco-types:hashValue", "xsd:hexBinary", hex);
    json_.end_object().end_array().end_object().end_array().end_object();
  }

  // Once for each thing of that name; its id.
  std::string named(std::string_view kind, std::string_view type, std::string_view key,
                    std::string_view name) {
    std::string id = id_of(kind, key);
    if (done_.insert(id).second) {
      begin(id, type);
      json_.key("uco-core:name").string(name).end_object();
    }
    return id;
  }
  std::string identity(const VerifierKey& key) {
    return named("identity", "uco-identity:Identity", to_string(key), packet_.chain.called(key));
  }

  static std::string description(const CustodyEvent& event) {
    std::string words;
    for (std::size_t i = 0; i < kDetails; ++i) {
      const auto which = static_cast<Detail>(i);
      if (which == Detail::where || which == Detail::tool) continue;  // which have nodes
      if (event.details[i].reveal().empty()) continue;
      words += fmt::format("{}{}: {}", words.empty() ? "" : "; ", to_string(which),
                           event.details[i].reveal());
    }
    return words;
  }

  void action(const CustodyStep& step) {
    const CustodyEvent& event = step.signed_event().event;
    const std::string commitment = crypto::to_hex(step.commitment);
    const std::string who = identity(event.by), whom = event.to ? identity(*event.to) : "";
    const std::string& where = event.detail(Detail::where);
    const std::string& tool = event.detail(Detail::tool);
    const std::string place =
        where.empty() ? "" : named("location", "uco-location:Location", where, where);
    const std::string instrument = tool.empty() ? "" : named("tool", "uco-tool:Tool", tool, tool);
    if (event.result) file(*event.result);
    const std::string record = id_of("provenance-record", commitment);
    begin(id_of("investigative-action", commitment), "case-investigation:InvestigativeAction");
    json_.key("uco-core:name").string(to_string(event.kind));
    if (const std::string words = description(event); !words.empty()) {
      json_.key("uco-core:description").string(words);
    }
    typed("uco-action:startTime", "xsd:dateTime", to_time(event.at_s));
    reference("uco-action:performer", who);
    if (!whom.empty()) reference("uco-action:participant", whom);
    if (!place.empty()) reference("uco-action:location", place);
    if (!instrument.empty()) reference("uco-action:instrument", instrument);
    reference("uco-action:object", file_id(event.item));
    if (event.previous) {
      reference("case-investigation:wasInformedBy",
                id_of("investigative-action", crypto::to_hex(*event.previous)));
    }
    reference("uco-action:result", record);
    json_.end_object();
    begin(record, "case-investigation:ProvenanceRecord");
    json_.key("uco-core:description")
        .string(fmt::format("entry {} of {}, commitment {}", step.index,
                            packet_.accepted.checkpoint.origin, commitment));
    reference("uco-core:object", file_id(event.result ? *event.result : event.item));
    json_.end_object();
  }

  const Packet& packet_;
  std::string out_;
  Json json_;
  std::set<std::string> done_;  // ids
};

}  // namespace

std::string case_json(const Packet& packet) { return CaseGraph(packet).write(); }

}  // namespace lodestar::ledger
