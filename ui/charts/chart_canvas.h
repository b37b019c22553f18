// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_axes.h"

#include <QGraphicsScene>

class QAbstractSeries;
class QAreaSeries;
class QChart;
class QLineSeries;
class QPen;
class QValueAxis;

namespace fanlight {

// Qt Charts' side of a chart, and the one class that knows it: a chart in a scene without a view,
// with one line per unbroken piece of a series. Its axes go from 0 to 1, and points are placed
// between them. Main thread; owned by the chart.
class ChartCanvas {
public:
    ChartCanvas();

    void draw(QPainter& painter, const QSize& size, const ChartData& data, const ChartAxes& axes,
        const Theme& theme);

private:
    struct Piece {
        QLineSeries* line;
        QAreaSeries* area; // null where it is not filled
    };

    void replace(std::vector<Piece>& pieces, const std::vector<QList<QPointF>>& parts, bool filled,
        const QPen& pen);
    Piece addPiece(bool filled);
    void add(QAbstractSeries* series);

    QGraphicsScene m_scene;
    QChart* m_chart; // owned by the scene
    QValueAxis* m_x; // owned by the chart, as are the series
    QValueAxis* m_y;
    QRectF m_plot; // as it was laid out for
    std::vector<std::vector<Piece>> m_pieces; // one list a series
};

} // namespace fanlight
