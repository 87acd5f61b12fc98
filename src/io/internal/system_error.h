// SPDX-License-Identifier: Apache-2.0
// What errno says, as an Error. Call right after the failed call.
#pragma once

#include <fmt/core.h>

#include <cerrno>
#include <string_view>
#include <system_error>

#include "base/result.h"

namespace lodestar::io::internal {

inline Error system_error(std::string_view attempted) {
  const int number = errno;
  const Code code = number == ENOENT                      ? Code::not_found
                    : number == EACCES || number == EPERM ? Code::forbidden
                    : number == EEXIST                    ? Code::conflict
                                                          : Code::unavailable;
  return Error{code, fmt::format("{}: {}", attempted, std::generic_category().message(number))};
}

}  // namespace lodestar::io::internal
