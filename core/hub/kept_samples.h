// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <deque>
#include <vector>

namespace fanlight {

// The hub's own figures of the last ten minutes, for a window that was away meanwhile. Bounded by
// number and by bytes; the oldest go first. One thread.
class KeptSamples {
public:
    static constexpr std::size_t Most = 1200; // ten minutes, twice a second
    static constexpr std::size_t MostBytes = 8 << 20;

    void add(const MetricsSample& sample);
    // Those that ended behind that time, oldest first, at most `most`; since 1970, in milliseconds.
    std::vector<MetricsSample> since(qint64 timeMs, std::size_t most) const;
    const MetricsSample* newest() const { return m_samples.empty() ? nullptr : &m_samples.back(); }
    std::size_t bytes() const { return m_bytes; }
    std::size_t size() const { return m_samples.size(); }

private:
    std::deque<MetricsSample> m_samples; // ascending by time
    std::size_t m_bytes = 0;
};

} // namespace fanlight
