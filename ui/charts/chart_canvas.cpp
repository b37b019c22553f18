// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_canvas.h"

#include "theme/series_dashes.h"

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QPen>
#include <QValueAxis>

#include <algorithm>

namespace fanlight {
namespace {

constexpr double LineWidth = 1.6;
constexpr double FillAlpha = 0.14;

} // namespace

ChartCanvas::ChartCanvas()
    : m_chart(new QChart)
    , m_x(new QValueAxis)
    , m_y(new QValueAxis)
{
    m_scene.setItemIndexMethod(QGraphicsScene::NoIndex); // all of it is painted, always
    m_scene.addItem(m_chart);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->legend()->hide();
    m_chart->addAxis(m_x, Qt::AlignBottom);
    m_chart->addAxis(m_y, Qt::AlignLeft);
    for (QValueAxis* axis : {m_x, m_y}) {
        axis->setLabelsVisible(false);
        axis->setLineVisible(false);
        axis->setGridLineVisible(false);
        axis->setRange(0, 1); // for good: an axis of another range lays its labels out anew, unseen
    }
}

void ChartCanvas::draw(QPainter& painter, const QSize& size, const ChartData& data,
    const ChartAxes& axes, const Theme& theme)
{
    const ChartRange& range = axes.range();
    if (m_chart->size() != size || m_plot != axes.plot()) {
        m_plot = axes.plot();
        m_chart->resize(size);
        m_chart->setPlotArea(m_plot);
    }
    const auto place = [&range, top = axes.scale().top](const QPointF& point) {
        return QPointF(
            (point.x() - double(range.fromMs)) / std::max(1.0, range.spanMs()), point.y() / top);
    };
    m_pieces.resize(data.lines().size());
    bool isInked = false;
    const double pixelMs = range.spanMs() / axes.plotWidth();
    for (std::size_t i = 0; i < data.lines().size(); ++i) {
        const ChartData::Line& line = data.lines()[i];
        QPen pen(
            theme.color(line.series.color), LineWidth, Qt::SolidLine, Qt::SquareCap, Qt::BevelJoin);
        const QVector<qreal> dashes = seriesDashes(line.series.color, line.series.dashed);
        if (!dashes.isEmpty()) {
            pen.setCapStyle(Qt::FlatCap);
            pen.setDashPattern(dashes);
        }
        auto parts = line.isShown() ? ChartData::pieces(line.points, pixelMs)
                                    : std::vector<QList<QPointF>>{};
        for (QList<QPointF>& part : parts)
            std::transform(part.begin(), part.end(), part.begin(), place);
        isInked = isInked || !parts.empty();
        replace(m_pieces[i], parts, line.series.filled, pen);
    }
    if (!isInked)
        return;
    m_chart->layout()->activate();
    const QRectF all({}, QSizeF(size));
    m_scene.render(&painter, all, all);
}

void ChartCanvas::replace(std::vector<Piece>& pieces, const std::vector<QList<QPointF>>& parts,
    bool filled, const QPen& pen)
{
    while (pieces.size() < parts.size())
        pieces.push_back(addPiece(filled));
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Piece& piece = pieces[i];
        if (i >= parts.size()) {
            if (piece.line->count() > 0)
                piece.line->replace(QList<QPointF>{});
            continue;
        }
        piece.line->replace(parts[i]);
        // Round joins would be a curve at every point: five times the time, and nobody sees
        // them.
        piece.line->setPen(pen);
        if (piece.area)
            piece.area->setBrush(translucent(pen.color(), FillAlpha));
    }
}

ChartCanvas::Piece ChartCanvas::addPiece(bool filled)
{
    Piece piece{new QLineSeries, nullptr};
    if (filled) {
        // The area takes its line over, so the stroke on top is a line of its own with the same
        // points.
        auto* edge = new QLineSeries;
        QObject::connect(piece.line, &QXYSeries::pointsReplaced, edge,
            [edge, line = piece.line] { edge->replace(line->points()); });
        piece.area = new QAreaSeries(edge);
        edge->setParent(piece.area);
        piece.area->setPen(Qt::NoPen);
        add(piece.area);
    }
    add(piece.line);
    return piece;
}

void ChartCanvas::add(QAbstractSeries* series)
{
    m_chart->addSeries(series);
    series->attachAxis(m_x);
    series->attachAxis(m_y);
}

} // namespace fanlight
