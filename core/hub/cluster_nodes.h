// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"

#include <string_view>
#include <vector>

namespace fanlight {

// What CLUSTER NODES answers, a node a line, by endpoint. `slot`: of this hub's keys. A node that
// knows no address of its own, and what is not understood, is left out.
std::vector<RedisNode> readClusterNodes(std::string_view answer, int slot);

} // namespace fanlight
