// SPDX-License-Identifier: Apache-2.0
// lodestar ledger rotate: gives a log a new key. Both sign for a while; then the old one is gone.
#pragma once

#include <string>

#include "base/result.h"

namespace lodestar::app {

struct Rotation {
  std::string folder;
  bool finishes = false;
  std::string lost_key;  // the verifier key of one that is gone
};
// Prints the key that whoever believes the log has to know.
Status rotate(const Rotation& rotation);

}  // namespace lodestar::app
