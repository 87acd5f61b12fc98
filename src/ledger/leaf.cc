// SPDX-License-Identifier: Apache-2.0
#include "ledger/leaf.h"

#include <fmt/format.h>

#include <algorithm>
#include <bitset>
#include <charconv>
#include <span>
#include <utility>

#include "base/base64.h"
#include "base/big_endian.h"
#include "text/typed.h"
#include "text/words.h"

namespace lodestar::ledger {
namespace {

constexpr std::string_view kDomain{"lodestar/commitment/v1\0", 23};
constexpr std::string_view kOpening = "lodestar-opening/v1";
constexpr char kVersion = 1;
constexpr std::size_t kLongestLine = 1024;  // bytes of a type or subject

template <std::size_t N>
std::string_view view_of(const std::array<unsigned char, N>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), N};
}

// How many bytes one letter of UTF-8 at the start has; 0 where there is none.
std::size_t letter_bytes(std::span<const unsigned char> bytes) {
  const unsigned char lead = bytes.front();
  if (lead < 0x80) return lead >= 0x20 && lead != 0x7F ? 1 : 0;
  const std::size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (length == 0 || lead > 0xF4 || bytes.size() < length) return 0;
  const auto rest = bytes.subspan(1, length - 1);
  const auto follows = [](unsigned char byte) { return (byte & 0xC0U) == 0x80; };
  return std::ranges::all_of(rest, follows) ? length : 0;
}

std::size_t longest_text(std::span<const unsigned char> bytes) {
  std::size_t longest = 0, text = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t letter = letter_bytes(bytes.subspan(i));
    text = letter > 0 ? text + letter : 0;
    longest = std::max(longest, text);
    i += std::max<std::size_t>(letter, 1);
  }
  return longest;
}

// Of 32 random bytes 30 differ on average and fewer than 20 do once in 10^11; a run of 5 equal ones
// comes once in 10^8, one of 16 that read as text once in 30,000.
bool looks_random(const Commitment& commitment) {
  constexpr std::size_t kFewestDifferent = 20, kLongestText = 15, kLongestRun = 4;
  std::bitset<256> seen;
  std::size_t equal = 0, longest_run = 0;
  int last = -1;
  for (const unsigned char byte : commitment) {
    seen.set(byte);
    equal = byte == last ? equal + 1 : 1;
    longest_run = std::max(longest_run, equal);
    last = byte;
  }
  return seen.count() >= kFewestDifferent && longest_run <= kLongestRun &&
         longest_text(commitment) <= kLongestText;
}

bool is_type(std::string_view type) {
  return !type.empty() && type.size() <= kLongestLine && std::ranges::all_of(type, [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-' ||
           letter == '.' || letter == '/';
  });
}

bool is_subject(std::string_view subject) {
  return subject.size() <= kLongestLine && std::ranges::none_of(subject, [](unsigned char byte) {
           return byte < 0x20 || byte == 0x7F;
         });
}

Error no_subject() {
  return {Code::invalid, fmt::format("the subject of a record is one line of at most {} bytes "
                                     "without control characters",
                                     kLongestLine)};
}

template <std::size_t N>
std::optional<std::array<unsigned char, N>> bytes_of(std::string_view text) {
  const auto bytes = from_base64(text);
  // One text for each value: unused bits and the like are not forgiven here.
  if (!bytes || bytes->size() != N || to_base64(*bytes) != text) return std::nullopt;
  std::array<unsigned char, N> array{};
  std::ranges::copy(*bytes, array.begin());
  return array;
}

// What stands behind `name` and a space on the next line.
std::optional<std::string_view> take_line(std::string_view& bytes, std::string_view name) {
  const std::size_t end = bytes.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view line = bytes.substr(0, end);
  if (!line.starts_with(name) || !line.substr(name.size()).starts_with(' ')) return std::nullopt;
  bytes.remove_prefix(end + 1);
  return line.substr(name.size() + 1);
}

}  // namespace

std::string to_string(const Leaf& leaf) {
  std::string bytes(1, kVersion);
  bytes += to_big_endian(leaf.issuer);
  return bytes.append(view_of(leaf.commitment));
}

Result<Leaf> parse_leaf(std::string_view bytes) {
  if (bytes.size() != kLeafBytes || bytes.front() != kVersion) {
    return Error{Code::invalid,
                 fmt::format("not a leaf of a private log: it has {} bytes that begin with version "
                             "1 and holds a key id and a commitment, nothing else",
                             kLeafBytes)};
  }
  Leaf leaf;
  leaf.issuer = from_big_endian<std::uint32_t>(bytes.substr(1));
  std::ranges::copy(bytes.substr(5), leaf.commitment.begin());
  if (!looks_random(leaf.commitment)) {
    return Error{Code::invalid,
                 "not a leaf of a private log: its commitment is no salted hash (if it is one by "
                 "bad luck, take another salt)"};
  }
  return leaf;
}

Result<std::string> to_string(const Record& record) {
  if (!is_type(record.type)) {
    return Error{Code::invalid,
                 "the type of a record is a word of small letters, digits, '-', '.' and '/'"};
  }
  if (!is_subject(record.subject)) return no_subject();
  std::string bytes =
      fmt::format("type {}\nsubject {}\nprevious {}\n\n", record.type, record.subject,
                  record.previous ? to_base64(view_of(*record.previous)) : "");
  if (bytes.size() + record.body.size() > kLongestRecord) {
    return Error{Code::limited, fmt::format("a record has at most {} bytes: log the hash of what "
                                            "is larger",
                                            kLongestRecord)};
  }
  return bytes += record.body;
}

Result<std::string> parse_subject(std::string_view typed) {
  if (const auto unseen = text::find_unseen(typed, text::Joiners::kept))
    return Error{Code::invalid, fmt::format("the subject: {}: take it out", *unseen)};
  if (typed.starts_with(' ') || typed.ends_with(' ') || typed.contains("  "))
    return Error{Code::invalid,
                 "the subject: a blank stands at an end, or two together: take it "
                 "out, as nobody sees it"};
  auto subject = text::to_nfc(text::without_idle_joiners(typed));
  if (subject && is_subject(*subject)) return *std::move(subject);
  return no_subject();
}

Result<Record> parse_record(std::string_view bytes) {
  const auto refuse = [](std::string_view line) {
    return Error{Code::invalid, fmt::format("not a record: its {} line is missing or wrong", line)};
  };
  const auto type = take_line(bytes, "type");
  if (!type || !is_type(*type)) return refuse("type");
  const auto subject = take_line(bytes, "subject");
  if (!subject || !is_subject(*subject)) return refuse("subject");
  const auto previous = take_line(bytes, "previous");
  if (!previous) return refuse("previous");
  Record record{.type = std::string(*type), .subject = std::string(*subject)};
  if (!previous->empty()) record.previous = bytes_of<32>(*previous);
  if (!previous->empty() && !record.previous) return refuse("previous");
  if (!bytes.starts_with('\n')) return refuse("empty");
  record.body = bytes.substr(1);
  return record;
}

Leaf leaf_of(const Opening& opening) {
  const std::string issuer = to_big_endian(opening.issuer);
  return {.issuer = opening.issuer,
          .commitment = crypto::sha256(
              {kDomain, issuer, view_of(opening.salt.reveal()), opening.record.reveal()})};
}

Sensitive<std::string> committed_bytes(const Opening& opening) {
  return Sensitive(fmt::format("{}{}{}{}", kDomain, to_big_endian(opening.issuer),
                               view_of(opening.salt.reveal()), opening.record.reveal()));
}

Sensitive<std::string> to_string(const Opening& opening) {
  std::string bytes = fmt::format("{}\nissuer {:08x}\nsalt {}\n", kOpening, opening.issuer,
                                  to_base64(view_of(opening.salt.reveal())));
  return Sensitive(std::move(bytes.append(opening.record.reveal())));
}

Result<Opening> parse_opening(std::string_view bytes) {
  const auto refuse = [](std::string_view line) {
    return Error{Code::invalid,
                 fmt::format("not an opening: its {} line is missing or wrong", line)};
  };
  if (!bytes.starts_with(kOpening) || !bytes.substr(kOpening.size()).starts_with('\n')) {
    return refuse("first");
  }
  bytes.remove_prefix(kOpening.size() + 1);
  const auto issuer = take_line(bytes, "issuer");
  if (!issuer) return refuse("issuer");
  Opening opening;
  const auto [end, error] =
      std::from_chars(issuer->data(), issuer->data() + issuer->size(), opening.issuer, 16);
  if (error != std::errc() || fmt::format("{:08x}", opening.issuer) != *issuer) {
    return refuse("issuer");
  }
  const auto salt_line = take_line(bytes, "salt");
  const auto salt = salt_line ? bytes_of<32>(*salt_line) : std::nullopt;
  if (!salt) return refuse("salt");
  if (bytes.size() > kLongestRecord) {
    return Error{Code::limited, fmt::format("a record has at most {} bytes", kLongestRecord)};
  }
  LODESTAR_TRY(parse_record(bytes));
  opening.salt = Sensitive(*salt);
  opening.record = Sensitive(std::string(bytes));
  return opening;
}

}  // namespace lodestar::ledger
