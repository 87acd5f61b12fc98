// SPDX-License-Identifier: Apache-2.0
// The outcome of something the world may refuse: a value, or an Error that says what was attempted.
//
// Shapes   Result<T> holds T or Error; Status is Result<void>'s short name.
// Units    none.
// Errors   Code says what the caller should do; message is lower case, no full stop, names the
//          file, line and column for input, and never holds a person's data.
// Cost     one T plus one string; no allocation on success.
// Threads  values; share them as any value.
// Source   std::expected (C++23); the macro follows Ladybird's TRY.
// Example  int n = LODESTAR_TRY(parse_count("12")); // returns the error to the caller
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace lodestar {

// Each code: when to choose it, what the caller should do; each maps to one exit_code().
enum class Code {
  invalid,          // the input itself is wrong whatever the state: mend it and call again
  unauthenticated,  // no proof of who calls: authenticate first
  forbidden,        // known caller, not allowed: ask somebody who is
  not_found,        // a well-formed name for nothing: check the name
  conflict,         // right alone, wrong against the present state: look, then decide
  corrupt,          // stored data fails its own checks: restore from a copy, report
  unavailable,      // the outside (disk, network) did not serve: the same call may work later
  limited,          // an explicit limit was reached: ask for less
  cancelled,        // somebody asked to stop: nothing was left half-done
  internal,         // a bug here, detected: report
};

struct Error {
  Code code;
  std::string message;
};

template <typename T>
class [[nodiscard]] Result : public std::expected<T, Error> {
 public:
  using std::expected<T, Error>::expected;
  Result(Error error)  // NOLINT(google-explicit-constructor): `return Error{...};` is the idiom
      : std::expected<T, Error>(std::unexpected(std::move(error))) {}
};

using Status = Result<void>;

// The process's exit status for a code. 0 is success; 1 is never used, many shells give it to a
// crash.
constexpr int exit_code(Code code) { return 2 + static_cast<int>(code); }

}  // namespace lodestar

// The value of a Result, or return its Error from the enclosing function. One may stand inside
// another, which is why the warning about shadowed names is off in it.
// clang-format off
#define LODESTAR_TRY(expression)                                              \
  __extension__({                                                             \
    _Pragma("GCC diagnostic push")                                            \
    _Pragma("GCC diagnostic ignored \"-Wshadow\"")                            \
    auto lodestar_try_result = (expression);                                  \
    _Pragma("GCC diagnostic pop")                                             \
    if (!lodestar_try_result.has_value()) [[unlikely]]                        \
      return ::lodestar::Error(std::move(lodestar_try_result).error());       \
    std::move(lodestar_try_result).value();                                   \
  })
// clang-format on
