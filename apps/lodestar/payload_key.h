// SPDX-License-Identifier: Apache-2.0
// The key that a private log's payloads are sealed with, in a file of one line.
#pragma once

#include <string>

#include "base/result.h"
#include "base/sensitive.h"
#include "crypto/sealed.h"

namespace lodestar::app {

// Makes the file where there is none, mode 0600.
Result<Sensitive<crypto::SealingKey>> make_payload_key(const std::string& path);
Result<Sensitive<crypto::SealingKey>> read_payload_key(const std::string& path);

}  // namespace lodestar::app
