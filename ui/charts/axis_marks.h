// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

// The marks beside a chart, as plain values: no widget, any thread.
namespace fanlight {

// An axis from zero upwards in equal steps of 1, 2, 2.5 or 5 times a power of ten.
struct ValueScale {
    double top = 1;
    int steps = 1; // at most MostSteps

    static constexpr int MostSteps = 5;
    // The smallest scale that holds `most`; a whole-numbered one has no steps below 1 or between
    // whole numbers. What is not above zero gets a scale to 1.
    static ValueScale upTo(double most, bool wholeNumbers);
    double value(int step) const { return top * step / steps; }
};

struct TimeMark {
    qint64 timeMs;
    QString text;
};

// At most seven marks in [fromMs, toMs]. Live: counted back from the end, "-5 min", "-4", … "now".
// Otherwise at round clock times of this time zone, "14:02" or "14:02:30".
std::vector<TimeMark> timeMarks(qint64 fromMs, qint64 toMs, bool live);

} // namespace fanlight
