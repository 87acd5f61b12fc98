// SPDX-License-Identifier: Apache-2.0
// What a browser says of a ceremony with a passkey: JSON of a few fields, read strictly.
//
// Shapes   an object of RFC 8259 in UTF-8 without a byte order mark; what it holds beside these
//          fields is passed over, as WebAuthn wants it, down to eight levels.
// Units    bytes.
// Errors   invalid: no such object, longer than 8 kB, a field twice or of another type, none of the
//          first three.
// Source   WebAuthn Level 3, section 5.8.1.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace lodestar::crypto::internal {

struct ClientData {
  std::string type;
  std::string challenge;  // base64url
  std::string origin;
  std::string top_origin;     // where the page stands in one of another origin
  bool cross_origin = false;  // not told is false
};
Result<ClientData> parse_client_data(std::string_view json);

}  // namespace lodestar::crypto::internal
