// SPDX-License-Identifier: Apache-2.0
//   completeness = "lodestar-completeness/v1" LF
//                  "key" SP base64(key[32]) LF
//                  "name" SP base64(vrf-proof[80]) LF
//                  "issuer" SP 8*8(hex) LF
//                  "salt" SP base64(salt[32]) LF
//                  ("nothing" LF
//                   / "neighbour" SP base64(label[32]) SP base64(value[32]) LF
//                   / "entries" SP decimal SP base64(blind[32]) LF
//                     1*(decimal SP base64(leaf[37]) LF))
//                  "path" LF *((base64(hash[32]) / "-") LF) LF
//                  tlog-proof
//
// "-" is the empty subtree. There is one way to write each proof; what is written otherwise is
// refused, and so is an extra line in the tlog-proof, for which nothing here vouches.
#include "ledger/completeness.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/base64.h"
#include "ledger/internal/lines.h"
#include "ledger/tiles.h"

namespace lodestar::ledger {
namespace {

constexpr std::string_view kFirstLine = "lodestar-completeness/v1", kEmpty = "-";
constexpr std::size_t kLongestPath = 256;

template <std::size_t N>
std::string text_of(const std::array<unsigned char, N>& bytes) {
  return to_base64({reinterpret_cast<const char*>(bytes.data()), N});
}

template <std::size_t N>
std::optional<std::array<unsigned char, N>> bytes_of(std::string_view text) {
  const auto bytes = from_base64(text);
  if (!bytes || bytes->size() != N) return std::nullopt;
  std::array<unsigned char, N> array{};
  std::ranges::copy(*bytes, array.begin());
  return array;
}

// The words of a line that has as many.
template <std::size_t N>
std::optional<std::array<std::string_view, N>> words_of(std::string_view line) {
  std::array<std::string_view, N> words;
  for (std::size_t i = 0; i < N; ++i) {
    const std::size_t end = line.find(' ');
    if ((end == std::string_view::npos) != (i + 1 == N)) return std::nullopt;
    words[i] = line.substr(0, end);
    line.remove_prefix(std::min(words[i].size() + 1, line.size()));
  }
  return words;
}

template <std::size_t N>
Status read_field(internal::Lines& lines, std::string_view name,
                  std::array<unsigned char, N>& field) {
  const auto line = lines.next();
  const auto words = words_of<2>(line.value_or(""));
  const auto bytes = words && (*words)[0] == name ? bytes_of<N>((*words)[1]) : std::nullopt;
  if (!bytes) return lines.error(fmt::format("is not '{}' and {} bytes in base64", name, N));
  field = *bytes;
  return {};
}

Status read_issuer(internal::Lines& lines, std::uint32_t& issuer) {
  const auto words = words_of<2>(lines.next().value_or(""));
  if (!words || (*words)[0] != "issuer" || (*words)[1].size() != 8) {
    return lines.error("is not 'issuer' and a key id of 8 hexadecimal digits");
  }
  const std::string_view digits = (*words)[1];
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), issuer, 16);
  if (error == std::errc() && end == digits.data() + digits.size()) return {};
  return lines.error("is not 'issuer' and a key id of 8 hexadecimal digits");
}

Result<ListEntry> read_entry(internal::Lines& lines) {
  const auto line = lines.next();
  const auto words = words_of<2>(line.value_or(""));
  const auto index = words ? internal::parse_decimal((*words)[0]) : std::nullopt;
  const auto bytes = words ? from_base64((*words)[1]) : std::nullopt;
  if (!index || !bytes) return lines.error("is no index and a leaf in base64");
  const auto leaf = parse_leaf(*bytes);
  if (!leaf) return lines.error(fmt::format("has {}", leaf.error().message));
  return ListEntry{.index = *index, .leaf = *leaf};
}

Status read_entries(internal::Lines& lines, std::string_view line, Completeness& proof) {
  const auto words = words_of<3>(line);
  const auto count = words ? internal::parse_decimal((*words)[1]) : std::nullopt;
  const auto blind = words ? bytes_of<32>((*words)[2]) : std::nullopt;
  if (!count || *count == 0 || !blind) {
    return lines.error("is not 'entries', how many (1 or more), and a blind in base64");
  }
  proof.blind = *blind;
  for (std::uint64_t i = 0; i < *count; ++i) {
    const ListEntry entry = LODESTAR_TRY(read_entry(lines));
    if (!proof.entries.empty() && entry.index <= proof.entries.back().index) {
      return lines.error("has an index that is not above the one before");
    }
    proof.entries.push_back(entry);
  }
  return {};
}

// What stands in the label's place.
Status read_place(internal::Lines& lines, Completeness& proof) {
  const std::string_view line = lines.next().value_or("");
  if (line == "nothing") return {};
  if (line.starts_with("entries ")) return read_entries(lines, line, proof);
  const auto words = words_of<3>(line);
  const auto label = words ? bytes_of<32>((*words)[1]) : std::nullopt;
  const auto value = words ? bytes_of<32>((*words)[2]) : std::nullopt;
  if (!label || !value || (*words)[0] != "neighbour") {
    return lines.error("is none of 'entries', 'neighbour' and 'nothing', or not as it must be");
  }
  proof.path.neighbour = MapLeaf{.label = *label, .value = *value};
  return {};
}

Status read_path(internal::Lines& lines, std::vector<Hash>& siblings) {
  if (lines.next() != "path") return lines.error("is not 'path'");
  while (true) {
    const auto line = lines.next();
    if (!line) return lines.error("is missing: an empty line ends the path");
    if (line->empty()) return {};
    if (siblings.size() == kLongestPath) return lines.error("is more than a path can have");
    const auto hash = *line == kEmpty ? empty_map_root() : bytes_of<32>(*line);
    if (!hash) return lines.error("is no hash of 32 bytes in base64: " + internal::shown(*line));
    siblings.push_back(*hash);
  }
}

Error does_not_hold(std::string_view what) {
  return {Code::forbidden, fmt::format("verifying completeness: {}", what)};
}

// Where the path leads from what the proof says of the label.
std::optional<Hash> root_of_proof(const Completeness& proof, const Label& label) {
  if (proof.entries.empty()) return root_of_absence(label, proof.path);
  Edge list;
  for (const ListEntry& entry : proof.entries) list.add(hash_list_entry(entry));
  const Hash value = map_value(proof.blind, {.size = list.size(), .root = list.root()});
  return root_of_presence({.label = label, .value = value}, proof.path);
}

}  // namespace

Sensitive<std::string> topic_of_subject(std::string_view subject) {
  return Sensitive(fmt::format("subject {}", subject));
}

Sensitive<std::string> topic_of(const Record& record) {
  if (!record.subject.empty()) return topic_of_subject(record.subject);
  return Sensitive(fmt::format("type {}", record.type));
}

Label label_of(const crypto::VrfHash& hash) {
  Label label{};
  std::copy_n(hash.begin(), label.size(), label.begin());
  return label;
}

Record record_of(const MapHead& head) {
  return {.type = "map",
          .body = fmt::format("size {}\nroot {}\nkey {}\n", head.size, text_of(head.root),
                              text_of(head.key))};
}

std::string to_string(const Completeness& proof) {
  std::string text =
      fmt::format("{}\nkey {}\nname {}\nissuer {:08x}\nsalt {}\n", kFirstLine, text_of(proof.key),
                  text_of(proof.name), proof.issuer, text_of(proof.salt));
  if (!proof.entries.empty()) {
    text += fmt::format("entries {} {}\n", proof.entries.size(), text_of(proof.blind));
    for (const ListEntry& entry : proof.entries) {
      text += fmt::format("{} {}\n", entry.index, to_base64(to_string(entry.leaf)));
    }
  } else if (const auto& neighbour = proof.path.neighbour) {
    text += fmt::format("neighbour {} {}\n", text_of(neighbour->label), text_of(neighbour->value));
  } else {
    text += "nothing\n";
  }
  text += "path\n";
  for (const Hash& sibling : proof.path.siblings) {
    text += (sibling == empty_map_root() ? std::string(kEmpty) : text_of(sibling)) + '\n';
  }
  return text + '\n' + to_string(proof.record);
}

Result<Completeness> parse_completeness(std::string_view bytes) {
  constexpr std::string_view kWhat = "reading a completeness proof";
  if (bytes.size() > kLongestCompleteness) {
    return Error{Code::limited, fmt::format("{}: {} bytes, at most {}", kWhat, bytes.size(),
                                            kLongestCompleteness)};
  }
  internal::Lines lines(kWhat, bytes);
  if (lines.next() != kFirstLine) return lines.error(fmt::format("is not {}", kFirstLine));
  Completeness proof;
  LODESTAR_TRY(read_field(lines, "key", proof.key));
  LODESTAR_TRY(read_field(lines, "name", proof.name));
  LODESTAR_TRY(read_issuer(lines, proof.issuer));
  LODESTAR_TRY(read_field(lines, "salt", proof.salt));
  LODESTAR_TRY(read_place(lines, proof));
  LODESTAR_TRY(read_path(lines, proof.path.siblings));
  proof.record = LODESTAR_TRY(parse_log_proof(lines.rest()));
  if (!proof.record.extra.empty() || to_string(proof) != bytes) {
    return Error{Code::invalid,
                 fmt::format("{}: it is not written in the one way that there is", kWhat)};
  }
  return proof;
}

Result<Covered> verify_completeness(const Policy& policy, const Completeness& proof,
                                    std::string_view subject) {
  const auto hash = crypto::holds_vrf(proof.key, topic_of_subject(subject).reveal(), proof.name);
  if (!hash) return does_not_hold("it is about another subject");
  const std::uint64_t size = proof.record.index;
  if (!is_map_place(size)) return does_not_hold(fmt::format("entry {} is no map's place", size));
  if (!proof.entries.empty() && proof.entries.back().index >= size) {
    return does_not_hold("it lists an entry that its map does not cover");
  }
  const auto root = root_of_proof(proof, label_of(*hash));
  if (!root) return does_not_hold("its path is not the subject's");
  const Record record = record_of({.size = size, .root = *root, .key = proof.key});
  const Opening opening{.issuer = proof.issuer,
                        .salt = Sensitive(proof.salt),
                        .record = Sensitive(LODESTAR_TRY(to_string(record)))};
  auto accepted = verify_proof(policy, proof.record, hash_leaf(to_string(leaf_of(opening))));
  if (!accepted) {
    return does_not_hold(
        fmt::format("no map with these entries stands in the log: {}", accepted.error().message));
  }
  return Covered{.size = size, .accepted = *std::move(accepted)};
}

}  // namespace lodestar::ledger
