// SPDX-License-Identifier: Apache-2.0
// XML piece by piece, as a few callbacks; names come without their namespace.
//
// Errors   corrupt: it is not well-formed, or declares a document type (so that no entity can
// grow).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "base/result.h"

namespace lodestar::table::internal {

// The attributes of an element while its start is being told.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
  std::optional<std::string_view> find(std::string_view name) const;

 private:
  const char* const* pairs_;
};

struct XmlHandler {
  virtual ~XmlHandler() = default;
  virtual Status start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual Status end(std::string_view name) = 0;
  virtual void text(std::string_view piece) = 0;
};

class XmlReader {
 public:
  explicit XmlReader(XmlHandler& handler);
  ~XmlReader();
  Status take(std::string_view piece);
  Status finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lodestar::table::internal
