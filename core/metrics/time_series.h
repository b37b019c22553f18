// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <deque>
#include <vector>

namespace fanlight {

// Samples in three resolutions, all fed at once, one shown: 10 min as sampled, 2 h at 5 s,
// 48 h at 60 s. Bounded; the oldest go first. Belongs to one thread.
class TimeSeries {
public:
    struct Level {
        qint64 stepMs; // samples are merged into steps of at least this length; 0: as they come
        qint64 keepMs; // what is older than this, counted from the newest, is forgotten
    };
    static const std::array<Level, 3>& levels();

    void append(const MetricsSample& sample);
    void clear();
    bool isEmpty() const;
    const MetricsSample* newest() const; // null when empty
    qint64 oldestMs() const; // end of the oldest sample kept on any level; 0 when empty

    // The samples whose end lies in [fromMs, toMs], oldest first, from the finest level that still
    // reaches back to fromMs, merged so that there are at most maxPoints (at least 1).
    std::vector<MetricsSample> range(qint64 fromMs, qint64 toMs, int maxPoints) const;
    // All that is kept in the finest resolution it is kept in, oldest first, nothing twice.
    std::vector<MetricsSample> all() const;
    // All intervals in [fromMs, toMs] as one sample; intervalMs is 0 when there were none.
    MetricsSample merged(qint64 fromMs, qint64 toMs) const;

private:
    struct Store {
        std::deque<MetricsSample> samples;
        MetricsSample open; // still being filled; intervalMs 0: nothing yet
    };
    std::array<Store, 3> m_stores;
};

} // namespace fanlight
