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
    static constexpr qint64 NothingForgotten = std::numeric_limits<qint64>::min();
    struct Store {
        std::deque<MetricsSample> samples; // ascending by time, no two at the same
        MetricsSample open; // still being filled; intervalMs 0: nothing yet
        qint64 forgottenMs = NothingForgotten; // end of the newest sample let go for its age
    };

    void feed(std::size_t level, const MetricsSample& sample);
    void close(std::size_t level);
    void trim(std::size_t level, qint64 newestMs);
    void forgetFrom(qint64 timeMs);

    std::vector<MetricsSample> samplesOf(std::size_t level, qint64 fromMs, qint64 toMs) const;
    MetricsSample unfinished(std::size_t level) const;
    qint64 completeAfterMs(std::size_t level) const;
    std::vector<MetricsSample> finest(qint64 fromMs, qint64 toMs) const;

    std::array<Store, 3> m_stores;
};

} // namespace fanlight
