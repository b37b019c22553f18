// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/tester_verdict.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
// A tester busier than that may be what is measured.
constexpr double BusyPercent = 85;
constexpr double LagMs = 20;
constexpr double StarvedPercent = 40;
constexpr double LittlePercent = 5;
} // namespace

void judgeTester(TesterLoad& tester)
{
    const bool isBusy = tester.mostCpuPercent > BusyPercent;
    const bool isLate = tester.publishLagP99Ms > LagMs;
    // A thread that waits as long as it runs doubles what it measures.
    const bool isStarved
        = tester.waitPercent > StarvedPercent && tester.meanCpuPercent > LittlePercent;
    tester.wasBottleneck = isBusy || isStarved;
    if (isBusy)
        tester.verdict
            = u"The tester was the bottleneck: its busiest thread took %1 % of a core in some half second, so latency holds its own queue."_s
                  .arg(tester.mostCpuPercent, 0, 'f', 0);
    else if (isStarved)
        tester.verdict
            = u"The machine was short of CPU: the tester's clients waited for a core %1 % of the time they could have run, and latency holds that."_s
                  .arg(tester.waitPercent, 0, 'f', 0);
    else if (isLate)
        tester.verdict
            = u"Publishing fell behind by %1 ms (p99): the hub took messages more slowly than they were due; corrected latency counts it."_s
                  .arg(tester.publishLagP99Ms, 0, 'f', 1);
    else if (tester.mostCpuPercent >= 1)
        tester.verdict
            = u"The tester was not the bottleneck: its busiest thread took at most %1 % of a core."_s
                  .arg(tester.mostCpuPercent, 0, 'f', 0);
    else
        tester.verdict
            = u"The tester was not the bottleneck: its busiest thread took less than 1 % of a core."_s;
}

} // namespace fanlight
