// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/socket_budget.h"

#include "hub/capacity.h"
#include "hub/options.h"
#include "metrics/process_stats.h"

#include <algorithm>

namespace fanlight {

SocketBudget socketBudget(const HubOptions& options, int held)
{
    const auto limit
        = static_cast<int>(std::min<std::uint64_t>(process_stats::fileLimit().soft, 10'000'000));
    // for the program itself and for those sent away
    const auto reserved = static_cast<int>(reservedDescriptors(limit));
    const int open = static_cast<int>(process_stats::openFiles().value_or(16)) - held;
    SocketBudget budget{};
    budget.shedRoom = reserved / 2;
    budget.sockets = std::max(1, limit - open - reserved);
    budget.streams = std::max(1, budget.sockets - std::clamp(limit / 16, 8, 32));
    if (options.maxConnections > 0)
        budget.streams = std::min(budget.streams, options.maxConnections);
    return budget;
}

} // namespace fanlight
