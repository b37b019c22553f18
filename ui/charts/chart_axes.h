// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/axis_marks.h"
#include "charts/chart_data.h"

#include <QRect>

#include <vector>

class QFontMetrics;
class QPainter;

namespace fanlight {

// Where a time and a figure are in a chart of a size, and the grid and labels that say so. A plain
// value; no widget.
class ChartAxes {
public:
    void resize(const QRect& chart); // pixels; the plot is what the labels leave of it
    // … with room for the longest label of the scale.
    void resize(const QRect& chart, const QFontMetrics& labels);
    void setRange(const ChartRange& range) { m_range = range; }
    void setScale(double most, bool wholeNumbers); // of figures up to `most`

    void setPlot(const QRectF& plot) { m_plot = plot; } // as resize() left it before
    const QRectF& plot() const { return m_plot; }
    int plotWidth() const; // pixels, at least one
    const ChartRange& range() const { return m_range; }
    const ValueScale& scale() const { return m_scale; }
    double xOf(qint64 timeMs) const;
    double yOf(double figure) const;
    qint64 timeAt(double x) const; // in the range
    double nearMs() const; // a figure is shown for a time that close to its point
    bool shows(qint64 timeMs) const { return m_range.contains(double(timeMs)); }

    QString moment(qint64 timeMs) const; // in words, as this range needs them
    // The steps of the scale whose labels have room, and the marks of time whose have.
    std::vector<int> labelledSteps(double lineHeight) const;
    std::vector<TimeMark> labelledTimes(const QFontMetrics& labels) const;
    double labelLeft(const TimeMark& mark, double width) const;

    void paintGrid(QPainter& painter, const Theme& theme) const;
    void paintLabels(QPainter& painter, const Theme& theme) const;

private:
    QString valueLabel(int step) const;
    void paintValueLabels(QPainter& painter) const;
    void paintTimeLabels(QPainter& painter) const;

    QRectF m_plot;
    ChartRange m_range;
    ValueScale m_scale;
};

} // namespace fanlight
