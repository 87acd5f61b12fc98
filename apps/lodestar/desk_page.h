// SPDX-License-Identifier: Apache-2.0
// The files of the desk's page, as the build put them into the program.
#pragma once

#include "api/service.h"

namespace lodestar::app {

api::Page desk_page();

}  // namespace lodestar::app
