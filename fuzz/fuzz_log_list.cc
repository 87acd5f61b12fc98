// SPDX-License-Identifier: Apache-2.0
// Any bytes as a witness's list of logs: each line that names a log gives one key, which is found
// by its name and reads the same when it is written anew; a comment before all changes nothing.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "witness/log_list.h"

namespace {

namespace ledger = lodestar::ledger;
using lodestar::witness::LogList;

std::string_view take_field(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  const std::string_view field = line.substr(0, line.find_first_of(" \t"));
  line.remove_prefix(field.size());
  return field;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto list = LogList::parse(bytes);
  const auto commented = LogList::parse("# log\n" + bytes);
  LODESTAR_ASSERT(list.has_value() == commented.has_value());
  if (!list) {
    LODESTAR_ASSERT(list.error().code == lodestar::Code::invalid);
    return 0;
  }
  LODESTAR_ASSERT(list->keys() == commented->keys());
  std::size_t keys = 0;
  for (std::string_view rest = bytes; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1)) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    if (take_field(line) != "log") continue;
    const auto key = ledger::parse_verifier_key(take_field(line));
    LODESTAR_ASSERT(key.has_value());
    LODESTAR_ASSERT(std::ranges::count(list->find(key->name), *key) == 1);
    LODESTAR_ASSERT(LogList::parse("log " + to_string(*key) + "\n").has_value());
    ++keys;
  }
  LODESTAR_ASSERT(keys == list->keys() && keys > 0);
  return 0;
}
