// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_trends.h"

#include "format.h"
#include "widgets/assistive.h"

#include <QPainter>

#include <cmath>

namespace fanlight {

namespace {

constexpr int TrendsTitleHeight = 20;
constexpr int TrendsLineGap = 4;

} // namespace

FleetTrends::FleetTrends(const Theme& theme, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(title)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    tellRole(*this, QAccessible::Chart);
    setAccessibleName(title);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FleetTrends::show(const std::array<FleetTrend, 2>& trends, const std::array<QString, 2>& names)
{
    m_trends = trends;
    m_names = names;
    update();
}

void FleetTrends::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    float most = 0;
    for (const FleetTrend& trend : m_trends) {
        for (const float value : trend)
            most = std::isnan(value) ? most : std::max(most, value);
    }
    painter.setPen(m_theme.color(Theme::Role::Dim));
    const QRect head(0, 0, width(), TrendsTitleHeight);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, m_title);
    painter.setFont(m_theme.tabular());
    if (most > 0)
        painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, format::rate(double(most)));
    const QRectF field(0.5, TrendsTitleHeight + TrendsLineGap, width() - 1,
        height() - TrendsTitleHeight - TrendsLineGap - 1);
    painter.setPen(m_theme.color(Theme::Role::Line));
    painter.drawLine(field.bottomLeft(), field.bottomRight());
    painter.drawLine(field.topLeft(), field.topRight());
    const std::array inks{Theme::Role::Series1, Theme::Role::Series2};
    for (std::size_t i = 0; i < m_trends.size(); ++i) {
        const FleetTrend& trend = m_trends[i];
        const auto first = FleetFeed::TrendSteps - trend.size();
        QPen pen(m_theme.color(inks[i]), 1.6);
        pen.setStyle(i == 0 ? Qt::SolidLine : Qt::DashLine); // told apart without colours, too
        painter.setPen(pen);
        QPolygonF line;
        for (qsizetype step = 0; step <= trend.size(); ++step) {
            if (step < trend.size() && !std::isnan(trend[step])) {
                const double share = most > 0 ? double(trend[step] / most) : 0;
                line << QPointF(field.left()
                        + double(first + step) * field.width() / (FleetFeed::TrendSteps - 1),
                    field.bottom() - share * (field.height() - 2));
                continue;
            }
            if (line.size() > 1)
                painter.drawPolyline(line);
            line.clear();
        }
    }
}

} // namespace fanlight
