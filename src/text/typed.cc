// SPDX-License-Identifier: Apache-2.0
#include "text/typed.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/assert.h"

namespace lodestar::text {
namespace {

constexpr std::size_t kLongest = 1 << 16;  // bytes
constexpr std::size_t kGrowth = 18;        // UTF-16 units a unit may become at most (UAX 15, 16)

std::optional<std::u16string> from_utf8(std::string_view bytes) {
  if (bytes.size() > kLongest) return {};
  UErrorCode status = U_ZERO_ERROR;
  std::u16string units(bytes.size() + 1, u'\0');
  std::int32_t length = 0;
  u_strFromUTF8(units.data(), static_cast<std::int32_t>(units.size()), &length, bytes.data(),
                static_cast<std::int32_t>(bytes.size()), &status);
  if (U_FAILURE(status)) return {};
  units.resize(static_cast<std::size_t>(length));
  return units;
}

std::string to_utf8(std::u16string_view units) {
  UErrorCode status = U_ZERO_ERROR;
  std::string bytes(units.size() * 3 + 1, '\0');
  std::int32_t length = 0;
  u_strToUTF8(bytes.data(), static_cast<std::int32_t>(bytes.size()), &length, units.data(),
              static_cast<std::int32_t>(units.size()), &status);
  LODESTAR_ASSERT(U_SUCCESS(status));
  bytes.resize(static_cast<std::size_t>(length));
  return bytes;
}

std::optional<std::string> normalized(const UNormalizer2* form, std::string_view typed) {
  const auto units = from_utf8(typed);
  if (!units) return {};
  UErrorCode status = U_ZERO_ERROR;
  std::u16string one(units->size() * kGrowth + 1, u'\0');
  const std::int32_t length =
      unorm2_normalize(form, units->data(), static_cast<std::int32_t>(units->size()), one.data(),
                       static_cast<std::int32_t>(one.size()), &status);
  LODESTAR_ASSERT(U_SUCCESS(status));
  return to_utf8(std::u16string_view(one).substr(0, static_cast<std::size_t>(length)));
}

}  // namespace

std::optional<std::string> to_nfc(std::string_view typed) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* form = unorm2_getNFCInstance(&status);
  LODESTAR_ASSERT(U_SUCCESS(status));
  return normalized(form, typed);
}

std::optional<std::string> to_casefold(std::string_view typed) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* form = unorm2_getNFKCCasefoldInstance(&status);
  LODESTAR_ASSERT(U_SUCCESS(status));
  return normalized(form, typed);
}

}  // namespace lodestar::text
