// SPDX-License-Identifier: Apache-2.0
#include "detect/pseudonym.h"

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

}  // namespace lodestar::detect
