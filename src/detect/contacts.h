// SPDX-License-Identifier: Apache-2.0
// All identifiers of a run, interned: each distinct (kind, value) once, and where each was seen.
// A telephone number written without its country is the contact of the one that was written with
// it, where just one such number of the run fits. The number of a WhatsApp, Signal, Viber or
// Telegram link is the same contact as that number elsewhere: a phone.
//
// Shapes   occurrences are ordered by posting, field, start; first_of[row]..first_of[row + 1] are a
//          posting's.
// Units    confidence 1..100; spans in bytes of the named raw field.
// Errors   none.
// Cost     linear in text; one hash look-up an identifier found, ten a bare number.
// Threads  find_contacts runs on options.parallel; the same answer for any thread count.
// Source   text/identifiers.h.
// Example  Contacts c = find_contacts(postings, finder, {.parallel = {.threads = 2}});
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/parallel.h"
#include "detect/postings.h"
#include "text/identifiers.h"

namespace lodestar::detect {

struct Contact {
  text::IdentifierKind kind = text::IdentifierKind::phone;
  std::string value;
  std::uint32_t postings = 0;  // distinct postings that hold it
};

struct Occurrence {
  std::uint32_t posting = 0;
  std::uint32_t contact = 0;  // into Contacts::all
  text::Span span;
  text::IdentifierKind kind = text::IdentifierKind::phone;  // as it stands here
  Field field = Field::text;
  text::Obfuscation obfuscation = text::Obfuscation::plain;
  std::uint8_t confidence = 0;
};

struct Contacts {
  std::vector<Contact> all;  // by first occurrence
  std::vector<Occurrence> occurrences;
  std::vector<std::uint32_t> first_of;  // size postings + 1

  std::span<const Occurrence> of(std::size_t row) const {
    return std::span(occurrences).subspan(first_of[row], first_of[row + 1] - first_of[row]);
  }
};

struct ContactOptions {
  Parallel parallel{};
  std::string_view region{};  // for numbers written without a country code
};

// The kind that a value ties postings as.
text::IdentifierKind tying_kind(text::IdentifierKind kind, std::string_view value);

Contacts find_contacts(const Postings& postings, const text::IdentifierFinder& finder,
                       const ContactOptions& options);

}  // namespace lodestar::detect
