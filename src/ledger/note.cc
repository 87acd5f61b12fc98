// SPDX-License-Identifier: Apache-2.0
//   note       = text LF 1*signature        text = 1*(line LF), up to the last empty line
//   signature  = U+2014 SP name SP base64(id[4] signature[1..]) LF
//   key        = name "+" 8lowhex "+" base64(kind[1] key)
//   signer key = "PRIVATE+KEY+" name "+" 8lowhex "+" base64(kind[1] seed[32])
//
// Go's golang.org/x/mod/sumdb/note (v0.43.0) reads the same format, but for this:
//   stricter than the specification: knows Ed25519 notes only, no cosignatures;
//   laxer: of a known key only the first signature is checked; ids with upper-case digits, line
//   breaks inside a key's base64 and control characters in a key's name are taken;
//   as it likes: at most 100 signatures (here 64, and a length), points of small order in Ed25519
//   (here refused: crypto/ed25519.h has the rule).
// Both take base64 whose unused last bits are not zero, and U+007F.
#include "ledger/note.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <variant>

#include "base/assert.h"
#include "base/base64.h"
#include "base/big_endian.h"
#include "base/printable.h"
#include "crypto/sha256.h"
#include "crypto/wipe.h"
#include "ledger/internal/lines.h"

namespace lodestar::ledger {
namespace {

using internal::shown;

constexpr std::string_view kDash = "\xE2\x80\x94 ";
constexpr std::string_view kPrivate = "PRIVATE+KEY+";
constexpr std::string_view kSubtreeLabel("subtree/v1\n\0", 12);
constexpr std::size_t kIdLength = 4, kTimeLength = 8;
constexpr std::uint64_t kNoTime = 0, kLastTime = std::numeric_limits<std::int64_t>::max();

template <typename Bytes>
std::string_view view(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

template <typename Array>
Array to_array(std::string_view bytes) {
  Array array{};
  LODESTAR_ASSERT(bytes.size() == array.size());
  std::ranges::copy(bytes, array.begin());
  return array;
}

// Unicode's White_Space.
bool is_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

Status check_characters(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const Character character = decode(bytes.substr(at));
    if (character.length == 0)
      return Error{Code::invalid, fmt::format("reading a note: byte {} is not UTF-8", at)};
    if (character.code < 0x20 && character.code != '\n') {
      return Error{Code::invalid,
                   fmt::format("reading a note: byte {} is a control character", at)};
    }
    at += character.length;
  }
  return {};
}

std::optional<SignatureLine> parse_signature(std::string_view line) {
  if (!line.starts_with(kDash)) return {};
  line.remove_prefix(kDash.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return {};
  const auto bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() <= kIdLength) return {};
  return SignatureLine{.name = std::string(line.substr(0, space)),
                       .id = from_big_endian<std::uint32_t>(*bytes),
                       .signature = bytes->substr(kIdLength)};
}

// The three parts of a key line; the last may hold plus signs of its own.
struct KeyParts {
  std::string_view name, id, data;
};
std::optional<KeyParts> split_key(std::string_view line) {
  const std::size_t first = line.find('+');
  if (first == std::string_view::npos) return {};
  const std::size_t second = line.find('+', first + 1);
  if (second == std::string_view::npos) return {};
  return KeyParts{line.substr(0, first), line.substr(first + 1, second - first - 1),
                  line.substr(second + 1)};
}

std::string to_hex(std::uint32_t id) { return fmt::format("{:08x}", id); }

bool is_known(KeyKind kind) {
  return kind == KeyKind::ed25519 || kind == KeyKind::cosignature || kind == KeyKind::ml_dsa_44;
}

std::size_t key_length(KeyKind kind) {
  return kind == KeyKind::ml_dsa_44 ? std::tuple_size_v<crypto::MlDsa44Public>
                                    : std::tuple_size_v<crypto::Ed25519Public>;
}

// With the time before it, if it has one.
std::size_t signature_length(KeyKind kind) {
  switch (kind) {
    case KeyKind::ed25519:
      return std::tuple_size_v<crypto::Ed25519Signature>;
    case KeyKind::cosignature:
      return kTimeLength + std::tuple_size_v<crypto::Ed25519Signature>;
    case KeyKind::ml_dsa_44:
      break;
  }
  return kTimeLength + std::tuple_size_v<crypto::MlDsa44Signature>;
}

std::string with_length(std::string_view text) {
  return static_cast<char>(text.size()) + std::string(text);
}

std::string subtree_message(std::string_view name, std::uint64_t time_s, const Subtree& subtree) {
  return std::string(kSubtreeLabel) + with_length(name) + to_big_endian(time_s) +
         with_length(subtree.origin) + to_big_endian(subtree.range.start) +
         to_big_endian(subtree.range.end) + std::string(view(subtree.root));
}

bool holds(const VerifierKey& key, std::string_view message, std::string_view signature) {
  if (key.kind == KeyKind::ml_dsa_44) {
    return crypto::holds_ml_dsa_44(to_array<crypto::MlDsa44Public>(key.key), message,
                                   to_array<crypto::MlDsa44Signature>(signature));
  }
  return crypto::holds_ed25519(to_array<crypto::Ed25519Public>(key.key), message,
                               to_array<crypto::Ed25519Signature>(signature));
}

// The time of a signature that holds, zero if it has none.
std::optional<std::uint64_t> find_time(std::string_view text, std::string_view signature,
                                       const VerifierKey& key) {
  if (signature.size() != signature_length(key.kind)) return {};
  const bool is_timed = key.kind != KeyKind::ed25519;
  const std::uint64_t time_s = is_timed ? from_big_endian<std::uint64_t>(signature) : 0;
  if (time_s > kLastTime) return {};
  const auto message = find_message(key, text, time_s);
  if (!message || !holds(key, *message, signature.substr(is_timed ? kTimeLength : 0))) return {};
  return time_s;
}

std::variant<crypto::SigningKey, crypto::MlDsa44Key> key_pair_of(KeyKind kind,
                                                                 const Sensitive<KeySeed>& seed) {
  using Pair = std::variant<crypto::SigningKey, crypto::MlDsa44Key>;
  if (kind == KeyKind::ml_dsa_44) return Pair(std::in_place_type<crypto::MlDsa44Key>, seed);
  return Pair(std::in_place_type<crypto::SigningKey>, seed);
}

}  // namespace

std::optional<std::string> find_message(const VerifierKey& key, std::string_view text,
                                        std::uint64_t time_s) {
  if (key.kind == KeyKind::ed25519) return std::string(text);
  if (key.kind == KeyKind::cosignature)
    return fmt::format("cosignature/v1\ntime {}\n{}", time_s, text);
  const auto checkpoint = parse_checkpoint(text);
  if (!checkpoint || !can_cosign(key, checkpoint->origin)) return {};
  const TreeHead& head = checkpoint->head;
  return subtree_message(key.name, time_s, {checkpoint->origin, {0, head.size}, head.root});
}

bool is_key_name(std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    const Character character = decode(name.substr(at));
    if (character.length == 0 || character.code < 0x20 || character.code == '+' ||
        is_space(character.code))
      return false;
    at += character.length;
  }
  return !name.empty();
}

bool is_name_of(KeyKind kind, std::string_view name) {
  return kind != KeyKind::ml_dsa_44 || name.size() <= kLongestCosignedName;
}

bool can_cosign(const VerifierKey& key, std::string_view origin) {
  return key.kind != KeyKind::ed25519 && is_name_of(key.kind, origin);
}

std::uint32_t key_id(std::string_view name, KeyKind kind, std::string_view key) {
  const char byte = static_cast<char>(kind);
  return from_big_endian<std::uint32_t>(view(crypto::sha256({name, "\n", {&byte, 1}, key})));
}

bool holds_secret_key(std::string_view text) { return text.contains(kPrivate); }

Result<VerifierKey> parse_verifier_key(std::string_view line) {
  if (holds_secret_key(line)) {
    return Error{Code::invalid,
                 "reading a verifier key: this is a secret key, which stays with who signs: give "
                 "the line without PRIVATE+KEY+, which was told when it was made"};
  }
  const auto refuse = [&](std::string_view why) {
    return Error{Code::invalid, fmt::format("reading the verifier key {}: {}", shown(line), why)};
  };
  const auto parts = split_key(line);
  if (!parts) return refuse("it is not a name, an id and a key with plus signs between");
  if (!is_key_name(parts->name)) return refuse("its name is empty or holds a forbidden character");
  const auto data = from_base64(parts->data);
  if (!data || data->empty()) return refuse("its key is not base64");
  const auto kind = static_cast<KeyKind>(data->front());
  if (!is_known(kind)) {
    return refuse(fmt::format("its type {:#04x} is none that is known here",
                              static_cast<unsigned char>(data->front())));
  }
  if (data->size() != 1 + key_length(kind)) {
    return refuse(
        fmt::format("its key has {} bytes and not {}", data->size() - 1, key_length(kind)));
  }
  if (!is_name_of(kind, parts->name))
    return refuse(fmt::format("its name is longer than {} bytes", kLongestCosignedName));
  VerifierKey key{.name = std::string(parts->name), .kind = kind, .key = data->substr(1)};
  key.id = key_id(key.name, kind, key.key);
  if (parts->id != to_hex(key.id))
    return refuse(fmt::format("its id is not {}, which its name and key have", to_hex(key.id)));
  return key;
}

std::string to_string(const VerifierKey& key) {
  return fmt::format("{}+{}+{}", key.name, to_hex(key.id),
                     to_base64(static_cast<char>(key.kind) + key.key));
}

Result<Note> parse_note(std::string_view bytes) {
  if (bytes.size() > kLongestNote) {
    return Error{Code::limited,
                 fmt::format("reading a note: {} bytes, at most {}", bytes.size(), kLongestNote)};
  }
  LODESTAR_TRY(check_characters(bytes));
  const std::size_t end = bytes.rfind("\n\n");
  if (end == std::string_view::npos)
    return Error{Code::invalid, "reading a note: no empty line before the signatures"};
  Note note{.text = std::string(bytes.substr(0, end + 1))};
  const std::string_view rest = bytes.substr(end + 2);
  if (!rest.ends_with('\n'))
    return Error{Code::invalid, "reading a note: no signature line that ends with a newline"};
  internal::Lines lines("reading a note's signatures", rest);
  for (auto line = lines.next(); line; line = lines.next()) {
    if (note.signatures.size() == kMostSignatures) {
      return Error{Code::limited,
                   fmt::format("reading a note: more than {} signatures", kMostSignatures)};
    }
    auto signature = parse_signature(*line);
    if (!signature) return lines.error("is no signature line: " + shown(*line));
    note.signatures.push_back(std::move(*signature));
  }
  return note;
}

std::string to_string(const SignatureLine& line) {
  return fmt::format("{}{} {}\n", kDash, line.name,
                     to_base64(to_big_endian(line.id) + line.signature));
}

std::string to_string(const Note& note) {
  std::string bytes = note.text + '\n';
  for (const SignatureLine& line : note.signatures) bytes += to_string(line);
  return bytes;
}

Signer::Signer(std::string name, KeyKind kind, const Sensitive<KeySeed>& seed)
    : key_(key_pair_of(kind, seed)) {
  LODESTAR_ASSERT(is_known(kind) && is_key_name(name) && is_name_of(kind, name));
  verifier_ = {.name = std::move(name), .kind = kind};
  verifier_.key =
      std::visit([](const auto& key) { return std::string(view(key.public_key())); }, key_);
  verifier_.id = key_id(verifier_.name, kind, verifier_.key);
}

Result<Signer> Signer::parse(const Sensitive<std::string>& line) {
  const Error refusal{Code::invalid,
                      "reading a signer key: it is not PRIVATE+KEY+ and then a name, "
                      "an id and a seed, or its id is another key's"};
  std::string_view text = line.reveal();
  if (!text.starts_with(kPrivate)) return refusal;
  text.remove_prefix(kPrivate.size());
  const auto parts = split_key(text);
  if (!parts || !is_key_name(parts->name)) return refusal;
  std::string data = from_base64(parts->data).value_or("");
  const auto kind = data.empty() ? KeyKind{} : static_cast<KeyKind>(data.front());
  KeySeed seed{};
  const bool is_whole =
      data.size() == 1 + seed.size() && is_known(kind) && is_name_of(kind, parts->name);
  if (is_whole) seed = to_array<KeySeed>(std::string_view(data).substr(1));
  crypto::wipe(data);
  if (!is_whole) return refusal;
  Signer signer(std::string(parts->name), kind, Sensitive(seed));
  crypto::wipe(seed);
  if (parts->id != to_hex(signer.verifier().id)) return refusal;
  return signer;
}

Sensitive<std::string> Signer::write(std::string_view name, KeyKind kind,
                                     const Sensitive<KeySeed>& seed) {
  const Signer signer(std::string(name), kind, seed);
  std::string data(1, static_cast<char>(kind));
  data.reserve(1 + seed.reveal().size());
  data += view(seed.reveal());
  std::string text = to_base64(data);
  crypto::wipe(data);
  std::string line = fmt::format("{}{}+{}+", kPrivate, name, to_hex(signer.verifier().id));
  line.reserve(line.size() + text.size());  // no copy is left behind
  line += text;
  crypto::wipe(text);
  return Sensitive(std::move(line));
}

SignatureLine Signer::line_of(std::string_view time, std::string_view message) const {
  const std::string signature =
      std::visit([&](const auto& key) { return std::string(view(key.sign(message))); }, key_);
  return {verifier_.name, verifier_.id, std::string(time) + signature};
}

bool can_cosign_at(std::uint64_t time_s) { return time_s != 0 && time_s <= kLastTime; }

SignatureLine Signer::sign(std::string_view text) const {
  LODESTAR_ASSERT(verifier_.kind == KeyKind::ed25519 && text.ends_with('\n'));
  return line_of("", text);
}

SignatureLine Signer::cosign(std::string_view text, std::uint64_t time_s) const {
  LODESTAR_ASSERT(verifier_.kind != KeyKind::ed25519 && text.ends_with('\n'));
  LODESTAR_ASSERT(can_cosign_at(time_s));
  const auto message = find_message(verifier_, text, time_s);
  LODESTAR_ASSERT(message);
  return line_of(to_big_endian(time_s), *message);
}

SignatureLine Signer::cosign(const Subtree& subtree) const {
  LODESTAR_ASSERT(verifier_.kind == KeyKind::ml_dsa_44 && can_cosign(verifier_, subtree.origin));
  return line_of(to_big_endian(kNoTime), subtree_message(verifier_.name, kNoTime, subtree));
}

bool holds_cosignature(const VerifierKey& key, const SignatureLine& line, const Subtree& subtree) {
  if (key.kind != KeyKind::ml_dsa_44 || !can_cosign(key, subtree.origin)) return false;
  if (line.name != key.name || line.id != key.id) return false;
  if (line.signature.size() != signature_length(key.kind)) return false;
  return from_big_endian<std::uint64_t>(line.signature) == kNoTime &&
         holds(key, subtree_message(key.name, kNoTime, subtree),
               std::string_view(line.signature).substr(kTimeLength));
}

Result<std::vector<Verified>> verify_note(const Note& note, std::span<const VerifierKey> keys) {
  std::vector<Verified> verified;
  for (std::size_t line = 0; line < note.signatures.size(); ++line) {
    const SignatureLine& signature = note.signatures[line];
    for (std::size_t key = 0; key < keys.size(); ++key) {
      if (keys[key].id != signature.id || keys[key].name != signature.name) continue;
      const auto time_s = find_time(note.text, signature.signature, keys[key]);
      if (!time_s) {
        return Error{Code::forbidden,
                     fmt::format("verifying a note: the signature of {} does not hold",
                                 shown(signature.name))};
      }
      verified.push_back({line, key, *time_s});
    }
  }
  if (verified.empty())
    return Error{Code::forbidden, "verifying a note: no known key has signed it"};
  return verified;
}

}  // namespace lodestar::ledger
