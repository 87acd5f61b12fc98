// SPDX-License-Identifier: Apache-2.0
// What a private log's shape is on the disk, and the check in it that vouches for it.
#pragma once

#include <string>

#include "log/private_log.h"

namespace lodestar::log::internal {

std::string shape_path(const std::string& folder);
std::string shape_text(const PrivateShape& shape, const Sensitive<crypto::SealingKey>& key);

struct ReadShape {
  PrivateShape shape;
  bool is_bound = false;  // a check vouches for it; one of before has none
};
// corrupt: it is gone or damaged; forbidden: the key is another log's.
Result<ReadShape> read_shape(io::Files& files, const std::string& folder,
                             const Sensitive<crypto::SealingKey>& key);

}  // namespace lodestar::log::internal
