// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/memory_budget.h"

#include "hub/log.h"
#include "metrics/process_stats.h"

#include <algorithm>

namespace fanlight {

namespace {

constexpr double HistoryShare = 0.5;
constexpr double MiB = 1 << 20;

} // namespace

qint64 memoryForHistory(qint64 wanted, std::optional<double> limit)
{
    return limit ? std::min(wanted, static_cast<qint64>(*limit * HistoryShare)) : wanted;
}

qint64 memoryForHistory(qint64 wanted)
{
    const std::optional<double> limit = process_stats::memoryLimit();
    const qint64 bytes = memoryForHistory(wanted, limit);
    if (bytes < wanted)
        qCInfo(hubLog,
            "this process may use %.0f MiB of memory: history keeps to %.0f MiB, not the %.0f MiB "
            "of "
            "--history-bytes",
            *limit / MiB, double(bytes) / MiB, double(wanted) / MiB);
    return bytes;
}

} // namespace fanlight
