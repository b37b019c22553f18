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
        constexpr qint64 Mebi = 1 << 20;
        QCOMPARE(memoryForHistory(256 * Mebi, std::nullopt), 256 * Mebi);
        QCOMPARE(memoryForHistory(256 * Mebi, 1024.0 * Mebi), 256 * Mebi);
        QCOMPARE(memoryForHistory(256 * Mebi, 512.0 * Mebi), 256 * Mebi);
        QCOMPARE(memoryForHistory(256 * Mebi, 128.0 * Mebi), 64 * Mebi);
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
