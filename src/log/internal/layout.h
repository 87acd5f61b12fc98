// SPDX-License-Identifier: Apache-2.0
// Where the parts of a log lie (docs/adr/0008-the-log-on-disk.md).
#pragma once

#include <string>

#include "ledger/tiles.h"

namespace lodestar::log::internal {

struct Layout {
  std::string folder;
  std::string open() const { return folder + "/public"; }  // what anybody may read
  std::string checkpoint() const { return open() + "/checkpoint"; }
  std::string tile(const ledger::TileId& tile) const { return open() + "/" + to_path(tile); }
  std::string closed() const { return folder + "/private"; }
  std::string journal() const { return closed() + "/journal"; }
  std::string lock() const { return closed() + "/lock"; }
  std::string settled() const { return closed() + "/settled"; }
  std::string fresh_settled() const { return closed() + "/settled.new"; }
  std::string fresh() const { return closed() + "/new"; }  // a file before it has its name
};

}  // namespace lodestar::log::internal
