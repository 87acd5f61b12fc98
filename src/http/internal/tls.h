// SPDX-License-Identifier: Apache-2.0
// Asio's and Beast's parts that need OpenSSL: the one place that includes them.
#pragma once

#include <boost/asio/ssl.hpp>
#include <boost/beast/ssl.hpp>

#include "http/internal/beast.h"

namespace lodestar::http::internal {

namespace ssl = asio::ssl;

}  // namespace lodestar::http::internal
