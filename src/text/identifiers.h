// SPDX-License-Identifier: Apache-2.0
// Finds what ties postings together: phone numbers, addresses, handles, accounts, under every
// disguise people give them.
//
// Shapes   IdentifierFinder::find appends the identifiers of one raw UTF-8 field, by start; spans
//          never overlap.
// Units    spans are bytes of the raw field; confidence is 1..100.
// Errors   find never fails: any bytes are accepted, invalid UTF-8 belongs to no identifier.
// Cost     linear in the text; text with no digit, digit word, '@' or known name costs one pass.
// Threads  a finder is immutable once made: share it freely.
// Source   numbering plans: packs/numbering (ITU-T E.164); IBAN ISO 13616; Base58Check and Bech32
//          (BIP 173/350); EIP-55.
// Example  finder.find("call nine 1 2 ...", {.region = "PT"}, found);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/span.h"

namespace lodestar::text {

// Closed lists: names in docs/spec/identifiers.md, spelled the same in every output.
enum class IdentifierKind : std::uint8_t {
  phone,
  email,
  url,
  telegram,
  whatsapp,
  wechat,
  instagram,
  signal,
  line,
  viber,
  facebook,
  snapchat,
  kik,
  skype,
  tiktok,
  x,
  vk,
  discord,
  kakaotalk,
  iban,
  bitcoin,
  ethereum,
  image_hash,
};
enum class Obfuscation : std::uint8_t {
  plain,      // digits alone, or the usual written form
  separated,  // grouped by spaces, dots, dashes, brackets as people write numbers
  spaced,     // every digit apart
  words,      // digits as words, in part or whole
  leet,       // letters that look like digits (O l S B ...)
  unicode,    // full-width, mathematical, Arabic-Indic and other Unicode digits; confusable letters
  emoji,      // keycaps and other emoji digits
  interleaved,  // punctuation or emoji put between to break the number
  at_dot,       // "at", "dot", "(arroba)" and the like
  mixed,        // two or more of the disguises above
};

std::string_view to_string(IdentifierKind kind);
std::string_view to_string(Obfuscation obfuscation);
Result<IdentifierKind> parse_identifier_kind(std::string_view name);

// Whether names on a service are of this kind: telegram to kakaotalk.
bool is_of_a_service(IdentifierKind kind);

// Whether a host gives anybody a mailbox: gmail.com, yahoo.co.uk. By itself it is nobody's address.
bool is_mail_host(std::string_view host);
// A name by itself, as people type it to look for it: "@Some_Name" is "Some_Name", which may be one
// on any service; nothing where it is none on any.
std::optional<std::string> read_bare_handle(std::string_view typed);

struct Identifier {
  IdentifierKind kind = IdentifierKind::phone;
  Obfuscation obfuscation = Obfuscation::plain;
  std::uint8_t confidence = 0;
  Span span;
  std::string value;  // normal form: E.164 or bare digits; lower-case address; handle without '@'
};

struct FindOptions {
  std::string_view region{};  // ISO 3166 alpha-2 the text is likely from; empty if unknown
  bool expect_phone = false;  // a column of telephone numbers: digits need no further sign
};

class NumberingPlan;  // text/numbering_plan.h

class IdentifierFinder {
 public:
  // The plan must outlive the finder.
  explicit IdentifierFinder(const NumberingPlan& plan);
  void find(std::string_view raw, const FindOptions& options, std::vector<Identifier>& found) const;
  const NumberingPlan& plan() const { return *plan_; }

 private:
  const NumberingPlan* plan_;
};

}  // namespace lodestar::text
