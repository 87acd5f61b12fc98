// SPDX-License-Identifier: Apache-2.0
// Names of services where they are no words between blanks: WeChat's many, those in Thai and
// Korean, those of two words, and those with digits for letters.
//
// Shapes   each function reads forwards from a position.
// Units    positions are bytes of the raw text.
// Errors   nothing where none is named.
// Cost     a few comparisons; a run of Thai or Korean is read once.
// Threads  pure.
// Source   ours.
// Example  find_end_of_wechat("微❤信：lola", 0) == 9
#pragma once

#include <optional>
#include <string_view>

#include "text/identifiers.h"

namespace lodestar::text::internal {

// A service named in a run of Thai or Hangul, and where that name ends: "แอดไลน์", "카톡아이디". first:
// the run's first letter.
struct NamedService {
  IdentifierKind kind;
  std::size_t end = 0;
};
std::optional<NamedService> find_service_in_run(std::string_view raw, Span first);

// Where a name of WeChat that starts here ends: "微信", "微❤信", "V信", "v x", "V" behind a plus.
std::optional<std::size_t> find_end_of_wechat(std::string_view raw, std::size_t at);
// Whether one ends here.
bool is_behind_wechat(std::string_view before);

// "we chat", "kakao-talk", "what's app": the service whose name ends with the word [second.start,
// second.end); its `end` is where that name starts.
std::optional<NamedService> find_service_in_two(std::string_view raw, Span second);

// "t3l3gram", "1nstagram": the service whose name is the token that starts here, with digits for
// some of its letters, and where it ends.
std::optional<NamedService> find_disguised_service(std::string_view raw, std::size_t at);

// Behind a picture, as "❤" or "💓" with what goes with it, if one stands here.
std::size_t skip_picture(std::string_view raw, std::size_t at);

// A word that may stand between a service and a name: "id", "nick", "me".
bool is_filler(std::string_view written);

}  // namespace lodestar::text::internal
