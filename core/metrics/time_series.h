// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <deque>
#include <vector>

namespace fanlight {

// Samples in four resolutions, all fed at once, one shown: 10 min as sampled, 2 h at 5 s, 48 h at
// 60 s, 30 d at 1 h. Bounded; the oldest go first. Belongs to one thread.
class TimeSeries {
public:
    struct Level {
        qint64 stepMs; // samples are merged into steps of at least this length; 0: as they come
        qint64 keepMs; // what is older than this, counted from the newest, is forgotten
    };
    static constexpr std::size_t LevelCount = 4;
    static const std::array<Level, LevelCount>& levels();
    using Steps = std::array<std::vector<MetricsSample>, LevelCount>; // of each level, ascending

    void append(const MetricsSample& sample);
    void clear();
    // Puts steps of earlier in front of what is there, as closedAfter() told them before this
    // program started. What is not older than all that is there, or out of order, is left out.
    void putBefore(Steps earlier);
    // The finished steps of a level whose end is later, oldest first, at most `most` of them.
    std::vector<MetricsSample> closedAfter(
        std::size_t level, qint64 timeMs, std::size_t most) const;
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

    // All of it as it stands, to be shown elsewhere to the point. A plain value.
    struct Whole {
        struct Part { // a level
            std::vector<MetricsSample> samples; // ascending
            MetricsSample open; // a step that is still being filled; intervalMs 0: none
            qint64 forgottenMs = std::numeric_limits<qint64>::min(); // as below
        };
        std::vector<Part> parts; // by level
    };
    Whole whole() const;
    // Replaces all there is; what is not ascending, or beyond what a level keeps, is left out.
    void restore(Whole whole);

private:
    static constexpr qint64 NothingForgotten = std::numeric_limits<qint64>::min();
    struct Store {
        std::deque<MetricsSample> samples; // ascending by time, no two at the same
        MetricsSample open; // still being filled; intervalMs 0: nothing yet
        qint64 forgottenMs = NothingForgotten; // end of the newest sample let go for its age
    };

    void take(Steps&& steps);
    void feed(std::size_t level, const MetricsSample& sample);
    void close(std::size_t level);
    void trim(std::size_t level, qint64 newestMs);
    void forgetFrom(qint64 timeMs);

    std::vector<MetricsSample> samplesOf(std::size_t level, qint64 fromMs, qint64 toMs) const;
    MetricsSample unfinished(std::size_t level) const;
    qint64 completeAfterMs(std::size_t level) const;
    std::vector<MetricsSample> finest(qint64 fromMs, qint64 toMs) const;

    std::array<Store, LevelCount> m_stores;
};

} // namespace fanlight
