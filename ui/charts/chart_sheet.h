// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_markers.h"

#include <QFont>

namespace fanlight {

class ChartCanvas;

// A chart as it is handed on, in a picture that says for itself what it shows: title with unit,
// whose figures and when, legend, plot with the time of the clock, markers. Main thread; used and
// thrown away.
class ChartSheet {
public:
    struct Parts { // all must outlive the sheet
        QString title;
        QString source; // "hub-1, http://127.0.0.1:3000"; empty: not told
        const ChartData& data;
        const ChartAxes& axes; // range and scale; it is laid out anew
        const ChartMarkers& markers;
        ChartCanvas& canvas;
        const Theme& theme;
        QFont font;
        QFont smallFont;
    };
    static constexpr QSize LeastSize{760, 360};

    explicit ChartSheet(Parts parts);

    QString caption() const; // source and range in a line
    QImage image(const QSize& size, qreal pixelRatio) const;
    QByteArray svg(const QSize& size, int dotsPerInch) const;

private:
    void paint(QPainter& painter, const QSize& size) const;
    double paintLegend(QPainter& painter, const QRectF& line) const; // where it begins

    const Parts m;
};

} // namespace fanlight
