// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/report.h"

#include <QString>

#include <functional>
#include <vector>

// What the Load page says of a report: figures made readable, one place for table, tiles and
// comparison. Plain functions, any thread.
namespace fanlight::load_figures {

// A figure of a report that two runs are compared by.
struct Figure {
    enum class Better { Less, More, Neither };
    QString name; // "p99"
    std::function<double(const LoadReport&)> value; // Unknown: not measured
    std::function<QString(double)> text; // with its unit; a dash for what is unknown
    Better better = Better::Neither;
};
const std::vector<Figure>& figures(); // in the order they are shown in

// Events a second over the time of the run; Unknown when it took none.
double eventsPerSecond(const LoadReport& report);
// What was tested: "In memory", "Redis" of a Fanlight hub, else the target's host and port.
QString mode(const LoadReport& report);
// The name, or when it began ("today 13:41").
QString title(const LoadReport& report);
QString when(qint64 msSinceEpoch,
    qint64 nowMs); // "today 13:41", "11-28 13:41", "2025-11-28 13:41"; local time
// Named by a user: such a run does not go by itself.
bool isNamed(const LoadReport& report);

// One line of two runs side by side.
struct Difference {
    QString name;
    QString left;
    QString right;
    QString change; // "+1.2 ms"; a dash where one is unknown
    QString percent; // "+41 %"; a dash where there is none
    Figure::Better better
        = Figure::Better::Neither; // More: the right one is better, Less: it is worse
};
std::vector<Difference> compare(const LoadReport& left, const LoadReport& right);

} // namespace fanlight::load_figures
