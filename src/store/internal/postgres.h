// SPDX-License-Identifier: Apache-2.0
// PostgreSQL behind the contract of store/connection.h.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "store/connection.h"

namespace lodestar::store::internal {

Result<std::unique_ptr<Connection>> open_postgres(const std::string& conninfo);

}  // namespace lodestar::store::internal
