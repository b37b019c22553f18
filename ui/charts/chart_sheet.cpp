// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_sheet.h"

#include "charts/chart_canvas.h"
#include "charts/svg_paper.h"

#include <QCoreApplication>
#include <QImage>
#include <QPainter>

#include <cmath>

namespace fanlight {
namespace {

constexpr int Margin = 14;
constexpr int SheetLineSlack = 4;
constexpr int SwatchWidth = 10;
constexpr int SwatchHeight = 3;
constexpr int SwatchGap = 5;
constexpr int KeyGap = 12;

struct ChartSheetText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::ChartSheet)
};

} // namespace

ChartSheet::ChartSheet(Parts parts)
    : m(std::move(parts))
{
}

QString ChartSheet::caption() const
{
    const ChartRange& range = m.axes.range();
    const QString time = range.elapsed ? ChartSheetText::tr("minutes and seconds after the start")
                                       : rangeText(range.fromMs, range.toMs);
    return m.source.isEmpty()
        ? time
        : ChartSheetText::tr("%1; %2", "whose figures, when").arg(m.source, time);
}

double ChartSheet::paintLegend(QPainter& painter, const QRectF& line) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    double right = line.right();
    for (auto one = m.data.lines().rbegin(); one != m.data.lines().rend(); ++one) {
        if (!one->isShown())
            continue;
        right -= metrics.horizontalAdvance(one->series.name);
        painter.setPen(m.theme.color(Theme::Role::Dim));
        painter.drawText(QPointF(right, line.top() + metrics.ascent()), one->series.name);
        right -= SwatchGap + SwatchWidth;
        const QRectF swatch(right, line.top() + metrics.height() / 2.0 - SwatchHeight / 2.0,
            SwatchWidth, SwatchHeight);
        const QColor color = m.theme.color(one->series.color);
        if (one->series.dashed) { // as its line is
            painter.fillRect(swatch.adjusted(0, 0, -6, 0), color);
            painter.fillRect(swatch.adjusted(6, 0, 0, 0), color);
        } else {
            painter.fillRect(swatch, color);
        }
        right -= KeyGap;
    }
    return right;
}

void ChartSheet::paint(QPainter& painter, const QSize& size) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect({}, size), m.theme.color(Theme::Role::Panel));
    QFont bold = m.font;
    bold.setWeight(QFont::DemiBold);
    const int lineHeight = QFontMetrics(bold, painter.device()).height() + SheetLineSlack;
    const QRectF first(Margin, Margin, size.width() - 2 * Margin, lineHeight);
    painter.setFont(m.font);
    const double titleEnd = paintLegend(painter, first);
    painter.setFont(bold);
    painter.setPen(m.theme.color(Theme::Role::Text));
    const QFontMetrics titleMetrics = painter.fontMetrics();
    painter.drawText(QPointF(first.left(), first.top() + titleMetrics.ascent()),
        titleMetrics.elidedText(m.title, Qt::ElideRight, int(titleEnd - first.left())));
    painter.setFont(m.smallFont);
    painter.setPen(m.theme.color(Theme::Role::Dim));
    const QFontMetrics small = painter.fontMetrics();
    painter.drawText(QPointF(first.left(), first.bottom() + small.ascent()),
        small.elidedText(caption(), Qt::ElideMiddle, int(first.width())));

    const int top = int(std::ceil(first.bottom())) + small.height() + SheetLineSlack;
    const QSize plotSize = size - QSize(2 * Margin, top + Margin);
    ChartAxes axes = m.axes;
    ChartRange range = axes.range();
    range.live = false; // "now" means nothing once it is handed on
    axes.setRange(range);
    axes.resize(QRect({}, plotSize), small);
    painter.translate(Margin, top);
    axes.paintGrid(painter, m.theme);
    m.canvas.draw(painter, plotSize, m.data, axes, m.theme);
    painter.setFont(m.smallFont);
    axes.paintLabels(painter, m.theme);
    m.markers.paint(painter, axes, m.theme);
}

QImage ChartSheet::image(const QSize& size, qreal pixelRatio) const
{
    QImage image(size * pixelRatio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(pixelRatio);
    QPainter painter(&image);
    paint(painter, size);
    return image;
}

QByteArray ChartSheet::svg(const QSize& size, int dotsPerInch) const
{
    SvgPaper paper(size, dotsPerInch, m.title);
    {
        QPainter painter(&paper);
        paint(painter, size);
    }
    return paper.svg();
}

} // namespace fanlight
