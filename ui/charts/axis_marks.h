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
    bool operator==(const ValueScale&) const = default;
};

// How a time is written: before the newest ("-5 min"), by the clock ("14:02"), or since a start
// ("0:30"), with which zero is that start.
enum class TimeForm { Ago, Clock, Elapsed };

struct TimeMark {
    qint64 timeMs;
    QString text;
};

constexpr int MostTimeMarks = 7;

// At most `most` marks in [fromMs, toMs]. Ago: counted back from the end, "-5 min", "-4", … "now".
// Clock: at round times of this time zone, "14:02" or "14:02:30"; the first of each day has its
// date where the range is not of today alone.
std::vector<TimeMark> timeMarks(
    qint64 fromMs, qint64 toMs, TimeForm form, int most = MostTimeMarks, qint64 nowMs = 0);

// One moment of a range in full: "14:02:31", "2026-11-29 23:59:58" where the range is not of today
// alone, "1:05 after the start".
QString momentText(qint64 timeMs, qint64 fromMs, qint64 toMs, TimeForm form, qint64 nowMs);
// A range for a caption, always with its date and the zone of the clock:
// "2026-11-29 23:58:00 to 2026-11-30 00:03:00, UTC+01:00".
QString rangeText(qint64 fromMs, qint64 toMs);

} // namespace fanlight
