// SPDX-License-Identifier: Apache-2.0
// Names of the closed lists until the parts that own them stand in the tree.
#include <array>

#include "detect/networks.h"
#include "text/identifiers.h"

namespace lodestar {

__attribute__((weak)) std::string_view detect::to_string(CutReason reason) {
  constexpr std::array<std::string_view, 4> kNames = {"too_common", "hijacked", "generic",
                                                      "giant_component"};
  return kNames[static_cast<std::size_t>(reason)];
}

__attribute__((weak)) std::string_view text::to_string(IdentifierKind kind) {
  constexpr std::array<std::string_view, 22> kNames = {
      "phone", "email",   "url",      "telegram", "whatsapp", "wechat",    "instagram", "signal",
      "line",  "viber",   "facebook", "snapchat", "kik",      "skype",     "tiktok",    "x",
      "vk",    "discord", "iban",     "bitcoin",  "ethereum", "image_hash"};
  return kNames[static_cast<std::size_t>(kind)];
}

__attribute__((weak)) std::string_view text::to_string(Obfuscation obfuscation) {
  constexpr std::array<std::string_view, 10> kNames = {
      "plain",   "separated", "spaced",      "words",  "leet",
      "unicode", "emoji",     "interleaved", "at_dot", "mixed"};
  return kNames[static_cast<std::size_t>(obfuscation)];
}

}  // namespace lodestar
