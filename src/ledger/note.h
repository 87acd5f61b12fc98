// SPDX-License-Identifier: Apache-2.0
// Signed notes: a text and under it the signatures of those who stand by it.
//
// Shapes   a note is text, an empty line, signature lines; a verifier key is one line,
//          name+id+base64; a signer key the same with PRIVATE+KEY+ before it, as Go writes it.
// Units    bytes.
// Errors   invalid: not a note, not a key (what and where); limited: longer or with more signatures
//          than this reads; forbidden: a known key's signature does not hold, or no known key has
//          signed. A message never shows a line that may hold a secret.
// Cost     linear; one signature check (80 us) for each line of a known key.
// Threads  pure.
// Source   c2sp.org/signed-note v1.0.0, c2sp.org/tlog-cosignature v1.0.1.
// Example  Note note = LODESTAR_TRY(parse_note(bytes)); LODESTAR_TRY(verify_note(note, keys));
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "crypto/ed25519.h"
#include "crypto/ml_dsa_44.h"
#include "ledger/checkpoint.h"

namespace lodestar::ledger {

inline constexpr std::size_t kMostSignatures = 64;    // the format asks for 16 at least
inline constexpr std::size_t kLongestNote = 1 << 20;  // bytes

// What a key signs, and how: the byte before the key in its id. The first signs any text. The
// others cosign checkpoints, with a time: cosignature as Ed25519 does, the whole text, ml_dsa_44
// with its own name but without the checkpoint's extension lines.
enum class KeyKind : std::uint8_t { ed25519 = 1, cosignature = 4, ml_dsa_44 = 6 };

struct VerifierKey {
  std::string name;
  std::uint32_t id = 0;
  KeyKind kind = KeyKind::ed25519;
  std::string key;  // its bytes
  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};
// invalid: it is none; where it holds a secret key, nothing of it is repeated.
Result<VerifierKey> parse_verifier_key(std::string_view line);
// Whether a signer key stands in it, whole or in part: no message may show such a text.
bool holds_secret_key(std::string_view text);
std::string to_string(const VerifierKey& key);
// The id that the format asks for.
std::uint32_t key_id(std::string_view name, KeyKind kind, std::string_view key);

struct SignatureLine {
  std::string name;
  std::uint32_t id = 0;
  std::string signature;  // behind the id; a cosignature starts with its time
  friend bool operator==(const SignatureLine&, const SignatureLine&) = default;
};

struct Note {
  std::string text;  // with its last newline
  std::vector<SignatureLine> signatures;
};
Result<Note> parse_note(std::string_view bytes);
std::string to_string(const SignatureLine& line);  // with its newline
std::string to_string(const Note& note);

bool is_key_name(std::string_view name);
// ML-DSA-44 signs its own name and the log's origin, each with its length in one byte.
inline constexpr std::size_t kLongestCosignedName = 255;  // bytes
bool is_name_of(KeyKind kind, std::string_view name);
bool can_cosign(const VerifierKey& key, std::string_view origin);
bool can_cosign_at(std::uint64_t time_s);  // neither zero nor above 2^63 - 1

using KeySeed = std::array<unsigned char, 32>;  // of either kind of key pair

// A key that signs: a log's (kind ed25519) or a witness's (the other kinds).
class Signer {
 public:
  Signer(std::string name, KeyKind kind, const Sensitive<KeySeed>& seed);
  static Result<Signer> parse(const Sensitive<std::string>& line);
  static Sensitive<std::string> write(std::string_view name, KeyKind kind,
                                      const Sensitive<KeySeed>& seed);
  const VerifierKey& verifier() const { return verifier_; }
  // text ends with a newline; sign() is for kind ed25519, cosign() for the others, its text a
  // checkpoint's whose origin the key can cosign, its time neither zero nor above 2^63 - 1.
  SignatureLine sign(std::string_view text) const;
  SignatureLine cosign(std::string_view text, std::uint64_t time_s) const;
  // For kind ml_dsa_44, of an origin that it can cosign; says nothing of a time.
  SignatureLine cosign(const Subtree& subtree) const;

 private:
  SignatureLine line_of(std::string_view time, std::string_view message) const;

  VerifierKey verifier_;
  std::variant<crypto::SigningKey, crypto::MlDsa44Key> key_;
};

// A signature that holds: its place in the note, its key's in `keys`, its time if a cosignature.
// They come in the order of the note, and one key may come more than once.
struct Verified {
  std::size_t line = 0;
  std::size_t key = 0;
  std::uint64_t time_s = 0;
};
// Whether a line is that key's cosignature of a subtree, without a time.
bool holds_cosignature(const VerifierKey& key, const SignatureLine& line, const Subtree& subtree);
Result<std::vector<Verified>> verify_note(const Note& note, std::span<const VerifierKey> keys);
// The bytes that the key's signature of a text is over; nothing if it cannot sign it.
std::optional<std::string> find_message(const VerifierKey& key, std::string_view text,
                                        std::uint64_t time_s);

}  // namespace lodestar::ledger
