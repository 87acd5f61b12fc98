// SPDX-License-Identifier: Apache-2.0
// Names for identifiers that say nothing about them: the same value has the same name wherever the
// same key is used, so partners can compare without showing.
//
// Shapes   32 lower-case hexadecimal digits (128 bits), apart for each kind of identifier.
// Units    none.
// Errors   invalid: a key of fewer than 16 bytes, which could be guessed.
// Cost     200 ns a value.
// Threads  pure.
// Source   BLAKE2b, RFC 7693, as a keyed hash (crypto/blake2b.h).
// Example  auto names = make_pseudonyms(contacts, LODESTAR_TRY(parse_pseudonym_key(bytes)));
//
// Who holds the key can try all phone numbers in an hour: keep it apart from what is shared, and
// give each partner circle its own. What the finder of identifiers did not see stays as written.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/huge_vector.h"
#include "base/result.h"
#include "base/sensitive.h"
#include "crypto/blake2b.h"
#include "detect/contacts.h"
#include "detect/postings.h"

namespace lodestar::detect {

using PseudonymKey = Sensitive<crypto::Digest>;

// The content of a key file; white space at its end does not count.
Result<PseudonymKey> parse_pseudonym_key(std::string_view bytes);

// Of what is no contact: kind is "id" or "source".
std::string make_pseudonym(std::string_view kind, std::string_view value, const PseudonymKey& key);

// One a contact, in the order of contacts.all.
std::vector<std::string> make_pseudonyms(const Contacts& contacts, const PseudonymKey& key);

// What is no posting's text: each identifier that is found in it as [kind:pseudonym]. The region is
// the country of numbers without one.
std::string without_identifiers(std::string_view text, std::string_view region,
                                const PseudonymKey& key);

// The places so, one a posting, in the arena; none where no posting has a place.
HugeVector<std::string_view> places_without_identifiers(const Postings& postings,
                                                        std::string_view region,
                                                        const PseudonymKey& key, Arena& arena);

// Names of files as they may be shown, by name.
using ShownNames = std::map<std::string, std::string, std::less<>>;

}  // namespace lodestar::detect
