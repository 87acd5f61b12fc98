// SPDX-License-Identifier: Apache-2.0
#include "desk/internal/typed_contacts.h"

#include <algorithm>
#include <utility>

#include "text/identifiers.h"
#include "text/numbering_plan.h"

namespace lodestar::desk::internal {

std::vector<Sensitive<std::string>> contacts_in(const Sensitive<std::string>& typed) {
  static const text::IdentifierFinder finder(text::built_in_numbering_plan());
  std::vector<std::string> values{typed.reveal()};
  std::vector<text::Identifier> found;
  finder.find(typed.reveal(), {.expect_phone = true}, found);
  for (text::Identifier& one : found) values.push_back(std::move(one.value));
  if (auto handle = text::read_bare_handle(typed.reveal())) values.push_back(*std::move(handle));
  std::ranges::sort(values);
  const auto same = std::ranges::unique(values);
  values.erase(same.begin(), same.end());
  std::vector<Sensitive<std::string>> contacts;
  for (std::string& one : values) contacts.emplace_back(std::move(one));
  return contacts;
}

}  // namespace lodestar::desk::internal
