// SPDX-License-Identifier: Apache-2.0
#include "io/only_one.h"

#include <fmt/core.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>

#include "base/assert.h"
#include "io/internal/system_error.h"

namespace lodestar::io {

Result<OnlyOne> OnlyOne::hold(std::string_view name) {
  LODESTAR_ASSERT(name.size() <= 100);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::ranges::copy(name, address.sun_path + 1);  // behind a zero: no file
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return internal::system_error("cannot hold a name");
  OnlyOne held(socket);
  if (bind(socket, reinterpret_cast<const sockaddr*>(&address), length) == 0) return held;
  if (errno == EADDRINUSE) {
    return Error{Code::conflict, fmt::format("another process holds the name {}", name)};
  }
  return internal::system_error("cannot hold a name");
}

OnlyOne::~OnlyOne() {
  if (socket_ >= 0) ::close(socket_);
}

}  // namespace lodestar::io
