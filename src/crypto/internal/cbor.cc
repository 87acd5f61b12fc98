// SPDX-License-Identifier: Apache-2.0
// An item starts with a byte: three bits of kind, five of a number or of how many bytes it has.
#include "crypto/internal/cbor.h"

#include <limits>

namespace lodestar::crypto::internal {
namespace {

enum Major : std::uint8_t { kUnsigned, kNegative, kBytes, kText, kArray, kMap, kTag, kSimple };
constexpr int kLevels = 4;

}  // namespace

std::optional<Cbor::Head> Cbor::take_head() {
  if (rest_.empty()) {
    return {};
  }
  const auto first = static_cast<unsigned char>(rest_[0]);
  Head head{.major = static_cast<std::uint8_t>(first >> 5U),
            .info = static_cast<std::uint8_t>(first & 31U),
            .value = first & 31U};
  std::size_t more = 0;
  if (head.info >= 24) {
    more = std::size_t{1} << (head.info - 24U);
  }
  if (head.info > 27 || rest_.size() < 1 + more) {
    return {};
  }
  if (more != 0) {
    head.value = 0;
  }
  for (std::size_t i = 1; i <= more; ++i) {
    head.value = head.value << 8U | static_cast<unsigned char>(rest_[i]);
  }
  rest_.remove_prefix(1 + more);
  return head;
}

std::optional<std::uint64_t> Cbor::take_map() {
  const Cbor before = *this;
  const auto head = take_head();
  if (head && head->major == kMap && head->value <= rest_.size() / 2) {
    return head->value;
  }
  *this = before;
  return {};
}

std::optional<std::string_view> Cbor::take_string(std::uint8_t major) {
  const Cbor before = *this;
  const auto head = take_head();
  if (head && head->major == major && head->value <= rest_.size()) {
    const std::string_view bytes = rest_.substr(0, head->value);
    rest_.remove_prefix(head->value);
    return bytes;
  }
  *this = before;
  return {};
}

std::optional<std::string_view> Cbor::take_bytes() { return take_string(kBytes); }
std::optional<std::string_view> Cbor::take_text() { return take_string(kText); }

std::optional<std::int64_t> Cbor::take_integer() {
  const Cbor before = *this;
  const auto head = take_head();
  if (head && head->major <= kNegative && head->value <= std::numeric_limits<std::int32_t>::max()) {
    const auto value = static_cast<std::int64_t>(head->value);
    return head->major == kUnsigned ? value : -1 - value;
  }
  *this = before;
  return {};
}

bool Cbor::skip(int levels) {
  const auto head = take_head();
  if (!head || levels == 0) {
    return false;
  }
  std::uint64_t items = 0;
  switch (head->major) {
    case kUnsigned:
    case kNegative:
      return true;
    case kBytes:
    case kText:
      if (head->value > rest_.size()) {
        return false;
      }
      rest_.remove_prefix(head->value);
      return true;
    case kArray:
      items = head->value;
      break;
    case kMap:
      if (head->value > rest_.size()) {
        return false;
      }
      items = 2 * head->value;
      break;
    case kSimple:  // false, true, null; authenticators write no other, and no fractions
      return head->info >= 20 && head->info <= 22;
    default:
      return false;
  }
  if (items > rest_.size()) {
    return false;
  }
  while (items > 0 && skip(levels - 1)) {
    --items;
  }
  return items == 0;
}

std::optional<std::string_view> Cbor::take_any() {
  const Cbor before = *this;
  if (skip(kLevels)) {
    return before.rest_.substr(0, before.rest_.size() - rest_.size());
  }
  *this = before;
  return {};
}

}  // namespace lodestar::crypto::internal
