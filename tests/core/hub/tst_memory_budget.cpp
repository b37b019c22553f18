// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/memory_budget.h"

#include "hub/options.h"
#include "hub/shard_setup.h"
#include "metrics/process_stats.h"
#include "support/room.h"

#include <cmath>

using namespace fanlight;

// What a hub takes of a machine, or a container, by itself.
class TestMemoryBudget : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void historyTakesAtMostHalfOfWhatTheControlGroupAllows()
    {
        constexpr qint64 MiB = 1 << 20;
        QCOMPARE(memoryForHistory(256 * MiB, std::nullopt), 256 * MiB);
        QCOMPARE(memoryForHistory(256 * MiB, 1024.0 * MiB), 256 * MiB);
        QCOMPARE(memoryForHistory(256 * MiB, 512.0 * MiB), 256 * MiB);
        QCOMPARE(memoryForHistory(256 * MiB, 128.0 * MiB), 64 * MiB);
    }

    void shardsAreAsManyAsThisProcessMayUseProcessors()
    {
        HubOptions options;
        QCOMPARE(shardsOf(options), int(std::ceil(process_stats::usableCores().value_or(1))));
        options.shards = 7;
        QCOMPARE(shardsOf(options), 7);
    }
};

ROOM_TEST(TestMemoryBudget, NoApplication)
#include "tst_memory_budget.moc"
