// SPDX-License-Identifier: Apache-2.0
// Time stamps of an authority: that a hash was there at a time, by RFC 3161.
//
// Shapes   a request and an answer are DER, as `openssl ts` writes (.tsq) and reads them (.tsr).
//          The nonce is the caller's; certificates are PEM, one behind the other.
// Units    seconds since 1970, UTC; a part of a second is cut off.
// Errors   invalid: no answer, no certificate; unavailable: the authority refused (why);
//          forbidden: the answer is for another hash or another request, its signature does not
//          hold, or no given authority stands behind its certificate at the time it tells.
// Cost     a signature check for the answer and one a certificate, about 0.1 ms each for RSA.
// Threads  pure.
// Source   RFC 3161, RFC 5816, through OpenSSL 3; openssl-ts(1).
// Example  Stamp stamp = LODESTAR_TRY(check_stamp(answer, hash, authorities));
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/blake2b.h"

namespace lodestar::crypto {

using StampNonce = std::array<unsigned char, 8>;

// Asks for the certificate, too. The hash is one of SHA-256.
std::string stamp_request(const Digest& hash, const StampNonce& nonce);

struct Stamp {
  std::uint64_t time_s = 0;
  std::string authority;  // the name in the certificate that signed; as the answer tells it
  std::string policy;     // dotted numbers
  std::string serial;     // hexadecimal
};
// What an answer for this hash says; whether that holds is not asked.
Result<Stamp> read_stamp(std::string_view answer, const Digest& hash);
// That it is the answer to this request.
Result<Stamp> read_stamp(std::string_view answer, const Digest& hash, const StampNonce& nonce);
// Offline: certificates must be good at the time that the answer tells, not now.
Result<Stamp> check_stamp(std::string_view answer, const Digest& hash,
                          std::string_view certificates);

// The certificates of a file, written anew and with nothing of what stands around them. invalid: it
// holds none, or a key; nothing of it is repeated.
Result<std::string> read_certificates(std::string_view bytes);

// How an authority is asked: its URL and a request, an answer.
using AskAuthority =
    std::function<Result<std::string>(const std::string& url, const std::string& request)>;
Result<std::string> ask_for_stamp(const std::string& url, const Digest& hash,
                                  const StampNonce& nonce, const AskAuthority& ask);

}  // namespace lodestar::crypto
