// SPDX-License-Identifier: Apache-2.0
// Boost.Asio and Boost.Beast: the one place that includes them.
#pragma once

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace lodestar::http::internal {

namespace asio = boost::asio;
namespace beast = boost::beast;

}  // namespace lodestar::http::internal
