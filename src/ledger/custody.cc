// SPDX-License-Identifier: Apache-2.0
//   text     = "lodestar-custody/v1" LF event item at by [to] [previous] [measured] [result]
//              *detail
//   event    = "event " kind LF               item = "item " 64lowhex SP length LF
//   at       = "at " 2026-11-28T09:30:00Z LF  by, to = ("by " / "to ") verifier key LF
//   previous = "previous " base64(32) LF      measured, result = name SP 64lowhex SP length LF
//   detail   = name SP value LF               each at most once, in the order of enum Detail
// There is one text for an event: what is read is written again and must be the same.
#include "ledger/custody.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/base64.h"
#include "base/printable.h"
#include "base/utc.h"
#include "crypto/blake2b.h"
#include "ledger/internal/lines.h"
#include "text/encoding.h"
#include "text/words.h"

namespace lodestar::ledger {
namespace {

constexpr std::string_view kFirst = "lodestar-custody/v1\n";
constexpr std::string_view kType = "custody/";
constexpr std::array<std::string_view, 8> kKinds = {"acquired", "handed-over", "examined", "copied",
                                                    "sealed",   "returned",    "disposed", "noted"};
constexpr std::array<std::string_view, kDetails> kNames = {
    "role",   "to-role", "where",     "why",  "tool", "source",
    "method", "clock",   "condition", "seal", "note"};

std::string to_line(std::string_view name, const Item& item) {
  return fmt::format("{} {} {}\n", name, crypto::to_hex(item.hash), item.length_bytes);
}

std::optional<Item> parse_item(std::string_view text) {
  if (text.size() < 66 || text[64] != ' ') return {};
  const auto hash = crypto::from_hex(text.substr(0, 64));
  const auto length = internal::parse_decimal(text.substr(65));
  if (!hash || !length) return {};
  return Item{*hash, *length};
}

// One line that a person can read: UTF-8, without control characters, no space at its ends.
bool is_value(std::string_view value) {
  if (value.empty() || value.size() > kLongestCustodyValue) return false;
  if (value.starts_with(' ') || value.ends_with(' ')) return false;
  for (std::size_t at = 0; at < value.size();) {
    const Character character = decode(value.substr(at));
    if (character.length == 0 || character.code < 0x20) return false;
    if (character.code >= 0x7F && character.code < 0xA0) return false;
    at += character.length;
  }
  return true;
}

Error refusal(std::string_view why) {
  return {Code::invalid, fmt::format("a custody event: {}", why)};
}

Error no_value(std::string_view name) {
  return refusal(
      fmt::format("its {} is not one line of 1 to {} bytes of text without control "
                  "characters and without a space at its ends",
                  name, kLongestCustodyValue));
}

// The lines of a text, each taken if it has the name that is due.
class Fields {
 public:
  explicit Fields(std::string_view text) : rest_(text) {}
  bool has_more() const { return !rest_.empty(); }
  std::optional<std::string_view> take(std::string_view name) {
    const std::size_t end = rest_.find('\n');
    if (end == std::string_view::npos) return {};
    const std::string_view line = rest_.substr(0, end);
    if (!line.starts_with(name) || !line.substr(name.size()).starts_with(' ')) return {};
    rest_.remove_prefix(end + 1);
    return line.substr(name.size() + 1);
  }

 private:
  std::string_view rest_;
};

Result<VerifierKey> parse_person(std::string_view line, std::string_view name) {
  auto key = parse_verifier_key(line);
  if (key && key->kind == KeyKind::ed25519) return key;
  return refusal(fmt::format("its '{}' is no verifier key of a person's (Ed25519)", name));
}

Status parse_optional(Fields& fields, CustodyEvent& event) {
  if (const auto to = fields.take("to")) event.to = LODESTAR_TRY(parse_person(*to, "to"));
  if (const auto previous = fields.take("previous")) {
    event.previous = internal::parse_hash(*previous);
    if (!event.previous) return refusal("its previous is no hash of 32 bytes in base64");
  }
  for (auto [name, item] : {std::pair("measured", &event.measured), {"result", &event.result}}) {
    const auto value = fields.take(name);
    if (!value) continue;
    *item = parse_item(*value);
    if (!*item) return refusal(fmt::format("its {} is no SHA-256 and length", name));
  }
  for (std::size_t i = 0; i < kDetails; ++i) {
    const auto value = fields.take(kNames[i]);
    if (!value) continue;
    if (!is_value(*value)) return no_value(kNames[i]);
    event.details[i] = Sensitive(std::string(*value));
  }
  return {};
}

}  // namespace

std::string_view to_string(CustodyKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<CustodyKind> parse_custody_kind(std::string_view word) {
  const auto found = std::ranges::find(kKinds, word);
  if (found == kKinds.end()) return {};
  return static_cast<CustodyKind>(found - kKinds.begin());
}

std::string_view to_string(Detail detail) { return kNames[static_cast<std::size_t>(detail)]; }

std::optional<Detail> parse_detail(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return {};
  return static_cast<Detail>(found - kNames.begin());
}

Result<std::string> to_text(const CustodyEvent& event) {
  if ((event.kind == CustodyKind::handed_over) != event.to.has_value()) {
    return refusal("a hand-over names who receives, and no other event does");
  }
  if (event.to && *event.to == event.by) return refusal("giver and receiver have the same key");
  if (event.at_s > kLastTime) return refusal("its time is behind the year 9999");
  std::string text =
      fmt::format("{}event {}\n{}at {}\nby {}\n", kFirst, to_string(event.kind),
                  to_line("item", event.item), to_time(event.at_s), to_string(event.by));
  if (event.to) text += fmt::format("to {}\n", to_string(*event.to));
  if (event.previous) text += "previous " + internal::to_line(*event.previous);
  if (event.measured) text += to_line("measured", *event.measured);
  if (event.result) text += to_line("result", *event.result);
  for (std::size_t i = 0; i < kDetails; ++i) {
    const std::string& value = event.details[i].reveal();
    if (value.empty()) continue;
    if (!is_value(value)) return no_value(kNames[i]);
    text += fmt::format("{} {}\n", kNames[i], value);
  }
  if (text.size() > kLongestCustodyText) {
    return Error{Code::limited, fmt::format("a custody event has at most {} bytes: log the hash of "
                                            "a longer report as its result",
                                            kLongestCustodyText)};
  }
  return text;
}

Result<CustodyEvent> parse_custody_text(std::string_view text) {
  if (text.size() > kLongestCustodyText) {
    return Error{Code::limited,
                 fmt::format("a custody event has at most {} bytes", kLongestCustodyText)};
  }
  if (!text.starts_with(kFirst)) return refusal("its first line is not lodestar-custody/v1");
  Fields fields(text.substr(kFirst.size()));
  CustodyEvent event;
  const auto kind = parse_custody_kind(fields.take("event").value_or(""));
  if (!kind) return refusal("its event line is missing or wrong");
  const auto item = parse_item(fields.take("item").value_or(""));
  if (!item) return refusal("its item line is missing or no SHA-256 and length");
  const auto at = parse_time(fields.take("at").value_or(""));
  if (!at) return refusal("its at line is missing or no time such as 2026-11-28T09:30:00Z");
  event.kind = *kind;
  event.item = *item;
  event.at_s = *at;
  event.by = LODESTAR_TRY(parse_person(fields.take("by").value_or(""), "by"));
  LODESTAR_TRY(parse_optional(fields, event));
  if (fields.has_more()) return refusal("a line is unknown, comes twice or out of its order");
  if (LODESTAR_TRY(to_text(event)) != text) return refusal("a value is written in another form");
  return event;
}

Result<Note> sign_event(const CustodyEvent& event, const Signer& signer) {
  Note note{.text = LODESTAR_TRY(to_text(event))};
  note.signatures.push_back(signer.sign(note.text));
  return note;
}

Signed is_signed_by(const Note& note, const VerifierKey& key) {
  if (verify_note(note, {&key, 1})) return Signed::yes;
  const bool is_named = std::ranges::any_of(note.signatures, [&](const SignatureLine& line) {
    return line.name == key.name && line.id == key.id;
  });
  return is_named ? Signed::wrongly : Signed::no;
}

Record to_record(const Note& note, const CustodyEvent& event,
                 const std::optional<Commitment>& previous) {
  return {.type = fmt::format("{}{}", kType, to_string(event.kind)),
          .subject = crypto::to_hex(event.item.hash),
          .previous = previous,
          .body = to_string(note)};
}

Result<SignedEvent> parse_custody(const Record& record) {
  SignedEvent read{.note = LODESTAR_TRY(parse_note(record.body))};
  read.event = LODESTAR_TRY(parse_custody_text(read.note.text));
  if (record.type != fmt::format("{}{}", kType, to_string(read.event.kind)) ||
      record.subject != crypto::to_hex(read.event.item.hash)) {
    return refusal("its record is of another event or another item than what is signed");
  }
  return read;
}

Status read_details(std::string_view bytes, CustodyEvent& event) {
  if (bytes.starts_with(text::kUtf8Mark)) bytes.remove_prefix(text::kUtf8Mark.size());
  std::size_t number = 0;
  while (!bytes.empty()) {
    ++number;
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    while (line.ends_with(' ') || line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t space = std::min(line.find(' '), line.size());
    const auto detail = parse_detail(line.substr(0, space));
    if (!detail) {
      return Error{Code::invalid,
                   fmt::format("line {} of the details begins with no known name: write one of {}, "
                               "a space, and the words",
                               number, fmt::join(kNames, ", "))};
    }
    line.remove_prefix(space);
    while (line.starts_with(' ')) line.remove_prefix(1);
    if (!event.detail(*detail).empty()) {
      return Error{Code::invalid, fmt::format("line {} of the details says '{}' a second time",
                                              number, to_string(*detail))};
    }
    if (!is_value(line)) {
      return Error{Code::invalid, fmt::format("line {} of the details: {}", number,
                                              no_value(to_string(*detail)).message)};
    }
    if (const auto unseen = text::find_unseen(line, text::Joiners::kept)) {
      return Error{Code::invalid,
                   fmt::format("line {} of the details: in its {} {}: who reads it must see all of "
                               "it",
                               number, to_string(*detail), *unseen)};
    }
    event.set(*detail, std::string(line));
  }
  return {};
}

}  // namespace lodestar::ledger
