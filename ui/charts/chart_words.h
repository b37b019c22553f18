// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_data.h"
#include "charts/chart_markers.h"
#include "charts/chart_thresholds.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace fanlight {

class ChartAxes;

// What a chart shows, in words: for those who cannot see its lines, and beside its cross-hair.
// Draws nothing, keeps nothing. Main thread; part of the chart.
class ChartWords {
public:
    using ValueText = std::function<QString(double)>;
    struct Figure { // of a series that is shown
        QString text; // with its name
        int series = 0;
    };

    // What is told of outlives it; `valueText` makes a figure readable, with its unit.
    ChartWords(const ChartData& data, const ChartAxes& axes, ValueText valueText);

    const ValueText& valueText() const { return m_valueText; }
    // Of the point nearest by, with `nearMs` at most between; a dash where there is none.
    QString valueAt(int series, qint64 timeMs, double nearMs) const;
    std::vector<Figure> figuresAt(qint64 timeMs, double nearMs) const;
    QString summary(double nearMs) const; // the newest figures, and between what they were
    QString threshold(const ChartThresholds::Aim& aim, double value) const;

private:
    QString spanText() const;

    const ChartData& m_data;
    const ChartAxes& m_axes; // of which the range and how a moment is written counts
    const ValueText m_valueText;
};

} // namespace fanlight
