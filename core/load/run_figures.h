// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_counters.h"
#include "load/report.h"

namespace fanlight {

// What came of a run so far, out of what its threads count: totals, the sample of each interval,
// the figures of the report. The thread that runs it.
class RunFigures {
public:
    // Of a run that begins now, at `startNs`. Without a publisher: null. Both outlive it.
    RunFigures(ClientFigures& clients, PublishFigures* publisher, std::uint64_t startNs);

    LoadTotals totals() const; // but for what is found at the end
    LatencyHistogram latency() const;
    LatencyHistogram connects() const;

    struct Interval {
        LoadSample sample;
        LatencyHistogram latency;
    };
    Interval take(); // since the last one
    const LoadTotals& taken() const { return m_before; } // as of then

    // All that was counted; the report holds its scenario by then. `drainBeganNs`: 0: it did not
    // come to that.
    void addTo(LoadReport& report, std::uint64_t drainBeganNs) const;

private:
    // What is new in a recorder since the last time it was asked.
    class NewSince {
    public:
        LatencyHistogram take(const LatencyRecorder& recorder);

    private:
        LatencyRecorder::Counts m_before{};
    };

    void measureTimes(LoadReport& report, std::uint64_t drainBeganNs) const;
    void addErrors(LoadReport& report) const;
    TesterLoad tester(const LoadTotals& totals) const;

    ClientFigures& m_clients;
    PublishFigures* const m_publisher;
    const std::uint64_t m_startNs;
    const std::uint64_t m_processCpuNs; // at the start

    // of the last interval
    std::uint64_t m_takenNs;
    LoadTotals m_before;
    std::uint64_t m_clientsCpuBefore = 0;
    std::uint64_t m_publishCpuBefore = 0;
    NewSince m_latencies;
    NewSince m_connects;
    // over all intervals
    double m_mostCpu = Unknown;
    std::uint64_t m_turnMaxNs = 0;
    std::uint64_t m_lagMaxNs = 0;
};

} // namespace fanlight
