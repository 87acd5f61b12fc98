// SPDX-License-Identifier: Apache-2.0
// A page of a list that is had whole.
//
// Shapes   items in their order, and what the next page is asked for with: the last item's id.
// Units    none.
// Errors   invalid: `after` is no item's id.
// Cost     linear in the list.
// Threads  pure.
// Source   none.
// Example  const auto page = LODESTAR_TRY(page_of(std::span(tasks), asked, &store::Task::id));
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lodestar::desk {

struct PageAsked {
  std::optional<std::string> after{};  // the id of the last item before it
  std::size_t most = 50;
};

template <typename T>
struct PageOf {
  std::span<const T> items;
  std::optional<std::string> next;
};
template <typename T, typename Id>
Result<PageOf<T>> page_of(std::span<const T> all, const PageAsked& asked, Id id) {
  auto begin = all.begin();
  if (asked.after) {
    begin = std::ranges::find(all, std::string_view(*asked.after), id);
    if (begin == all.end()) {
      return Error{Code::invalid, "after: the next of a page that was given is wanted"};
    }
    ++begin;
  }
  const auto left = static_cast<std::size_t>(all.end() - begin);
  PageOf<T> page{.items = {begin, std::min(left, asked.most)}, .next = {}};
  if (page.items.size() < left) page.next = std::string(std::invoke(id, page.items.back()));
  return page;
}

}  // namespace lodestar::desk
