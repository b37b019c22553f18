// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/report.h"

#include <QString>

#include <functional>
#include <vector>

namespace fanlight {

// A line of a chart of an HTML report. `colour` is the number of a colour of the page's style,
// from 1.
struct ReportSeries {
    QString name;
    int colour = 1;
    std::function<double(const LoadSample&)> value; // Unknown leaves a gap
};
// An SVG figure of the samples over the time since the begin; says so in words where nothing was
// measured. Series without a value are left out. Any thread.
QString lineChart(const QString& title, const QString& unit, const LoadReport& report,
    const std::vector<ReportSeries>& series);
// How often each latency came about, both axes logarithmic.
QString distributionChart(const QString& title, const LatencyHistogram& histogram);

} // namespace fanlight
