// SPDX-License-Identifier: Apache-2.0
#include "detect/pseudonym.h"

#include <fmt/format.h>

#include <unordered_map>

#include "text/numbering_plan.h"

namespace lodestar::detect {
namespace {

constexpr std::size_t kLeastKeyBytes = 16;

}  // namespace

Result<PseudonymKey> parse_pseudonym_key(std::string_view bytes) {
  while (!bytes.empty() &&
         std::string_view(" \t\r\n").find(bytes.back()) != std::string_view::npos) {
    bytes.remove_suffix(1);
  }
  if (bytes.size() < kLeastKeyBytes) {
    return Error{Code::invalid,
                 "the pseudonym key is shorter than 16 bytes and could be guessed; make one with "
                 "`head -c 32 /dev/urandom | base64 > KEYFILE`"};
  }
  std::string salted = "lodestar pseudonym key 1\n";
  salted += bytes;
  return PseudonymKey(crypto::blake2b_256(salted));
}

std::string make_pseudonym(std::string_view kind, std::string_view value, const PseudonymKey& key) {
  return crypto::keyed_name(key.reveal(), kind, value);
}

std::vector<std::string> make_pseudonyms(const Contacts& contacts, const PseudonymKey& key) {
  std::vector<std::string> names;
  names.reserve(contacts.all.size());
  for (const Contact& contact : contacts.all) {
    names.push_back(crypto::keyed_name(key.reveal(), text::to_string(contact.kind), contact.value));
  }
  return names;
}

std::string without_identifiers(std::string_view text, std::string_view region,
                                const PseudonymKey& key) {
  std::vector<text::Identifier> found;
  text::IdentifierFinder(text::built_in_numbering_plan()).find(text, {.region = region}, found);
  std::string out;
  std::size_t at = 0;
  for (const text::Identifier& one : found) {
    const auto kind = text::to_string(tying_kind(one.kind, one.value));
    out += text.substr(at, one.span.start - at);
    out += fmt::format("[{}:{}]", kind, make_pseudonym(kind, one.value, key));
    at = one.span.end;
  }
  out += text.substr(at);
  return out;
}

HugeVector<std::string_view> places_without_identifiers(const Postings& postings,
                                                        std::string_view region,
                                                        const PseudonymKey& key, Arena& arena) {
  HugeVector<std::string_view> places;
  if (!postings.has(Field::place)) return places;
  places.reserve(postings.size());
  std::unordered_map<std::string_view, std::string_view> known;
  for (std::size_t row = 0; row < postings.size(); ++row) {
    const std::string_view place = postings.get(Field::place, row);
    const auto [shown, is_new] = known.try_emplace(place);
    if (is_new) shown->second = arena.copy(without_identifiers(place, region, key));
    places.push_back(shown->second);
  }
  return places;
}

}  // namespace lodestar::detect
