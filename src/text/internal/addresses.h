// SPDX-License-Identifier: Apache-2.0
// E-mail addresses and web addresses, also where "@" and "." are written as words; links to the
// pages of messengers and networks give the handle they lead to.
//
// Shapes   each function looks around one sign or word that the scan met, and claims nothing before
// `from`.
// Units    positions are bytes of the raw text.
// Errors   nothing where there is no address.
// Cost     linear in the address.
// Threads  pure.
// Source   RFC 5321, RFC 3986, narrowed to what people write; domains end in a listed suffix.
// Example  find_email("me@example.org", {2, 3}, 0)->value == "me@example.org"
#pragma once

#include <optional>
#include <string_view>

#include "text/identifiers.h"

namespace lodestar::text::internal {

// sign: "@", of whatever width.
std::optional<Identifier> find_email(std::string_view raw, Span sign, std::size_t from);

// "l a u r a @ g m a i l . c o m", around that "@".
std::optional<Identifier> find_spaced_email(std::string_view raw, std::size_t sign,
                                            std::size_t from);

// "lauraATgmailDOTcom": the signs as capitals inside one word of small letters.
std::optional<Identifier> find_cased_email(std::string_view raw, Span word, std::size_t from);

// word: where "at", "arroba" ... stands and ends.
std::optional<Identifier> find_spoken_email(std::string_view raw, Span word, std::size_t from);

// "anna77 gmail com": host: where the name of the provider stands.
std::optional<Identifier> find_mail_without_signs(std::string_view raw, std::size_t host,
                                                  std::size_t from);

// colon: where the ':' of a scheme stands.
std::optional<Identifier> find_link(std::string_view raw, std::size_t colon, std::size_t from);

// dot: the '.' of a bare host name, of whatever width, or the word for it.
std::optional<Identifier> find_host(std::string_view raw, Span dot, std::size_t from);

}  // namespace lodestar::text::internal
