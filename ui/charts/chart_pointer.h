// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_axes.h"

#include <optional>
#include <utility>
#include <vector>

namespace fanlight {

// The hand on a chart: the cross-hair with the figures at it, and the part that is being dragged
// over. A plain value; no widget.
class ChartPointer {
public:
    struct TipLine {
        QString text;
        QColor color; // of its swatch; invalid: none
    };

    void setTime(std::optional<qint64> timeMs) { m_timeMs = timeMs; }
    std::optional<qint64> time() const { return m_timeMs; } // of the cross-hair

    void press(double x);
    bool move(double x); // whether something is dragged over
    // The times dragged over, ascending; none after a shorter way than `leastPixels`, or where
    // nothing was pressed.
    std::optional<std::pair<qint64, qint64>> release(
        double x, const ChartAxes& axes, double leastPixels);
    void cancel() { m_dragFrom.reset(); }
    bool isPressed() const { return m_dragFrom.has_value(); }

    // `tip`: what is written beside the cross-hair, within `chart`.
    void paint(QPainter& painter, const QRectF& chart, const ChartData& data, const ChartAxes& axes,
        const Theme& theme, const std::vector<TipLine>& tip) const;
    // Where a tip of that size stands: beside the cross-hair, and never outside the chart.
    static QRectF tipPlace(
        const QSizeF& size, double crossHair, const QRectF& chart, const QRectF& plot);

private:
    void paintSelection(QPainter& painter, const ChartAxes& axes, const Theme& theme) const;
    void paintCrossHair(
        QPainter& painter, const ChartData& data, const ChartAxes& axes, const Theme& theme) const;
    void paintTip(QPainter& painter, const QRectF& chart, const ChartAxes& axes, const Theme& theme,
        const std::vector<TipLine>& tip) const;

    std::optional<qint64> m_timeMs;
    std::optional<double> m_dragFrom; // x, pixels
    double m_dragTo = 0;
};

} // namespace fanlight
