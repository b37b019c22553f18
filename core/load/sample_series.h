// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/report.h"

namespace fanlight {

// The samples of a run, for its charts: at most LoadReport::MostSamples, of which each becomes
// twice as long when there would be more. A plain object of one thread.
class SampleSeries {
public:
    // `latency`: what the sample's percentiles are of.
    void add(const LoadSample& sample, const LatencyHistogram& latency);
    // What came since the last sample, and belongs to none.
    void addToLast(quint64 events, quint64 bytes, quint64 errors);
    std::vector<LoadSample> samples() const;

private:
    struct Kept {
        LoadSample sample;
        LatencyHistogram latency;
    };
    void merge(Kept& into, const LoadSample& sample, const LatencyHistogram& latency);
    void halve();

    std::vector<Kept> m_kept;
    std::size_t m_perKept = 1; // intervals merged into one
    std::size_t m_inLast = 0; // … in the last so far
};

} // namespace fanlight
