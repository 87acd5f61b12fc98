// SPDX-License-Identifier: Apache-2.0
// The description of the API, made from the table that requests are dispatched by: what is not in
// it cannot be asked.
//
// Shapes   a text: docs/spec/openapi.yaml, which a test holds equal to it.
// Units    none.
// Errors   none.
// Cost     milliseconds.
// Threads  pure.
// Source   OpenAPI 3.1.0; JSON Schema 2020-12; RFC 9457 (problems).
// Example  fmt::print("{}", api::openapi());
#pragma once

#include <string>

namespace lodestar::api {

std::string openapi();

}  // namespace lodestar::api
