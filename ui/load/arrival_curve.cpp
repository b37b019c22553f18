// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/arrival_curve.h"

#include "format.h"
#include "widgets/assistive.h"

#include <QPainter>
#include <QPainterPath>

namespace fanlight {

using std::chrono::milliseconds;

namespace {
constexpr int PointsOfPhase = 24; // a ramp is a parabola
constexpr int Slack = 4; // above the line
constexpr double LineWidth = 1.6;
constexpr double FillAlpha = 0.14;
} // namespace

ArrivalCurve::ArrivalCurve(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    tellRole(*this, QAccessible::Chart);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    describe();
}

void ArrivalCurve::setScenario(const LoadScenario& scenario)
{
    m_scenario = scenario;
    describe();
    update();
}

void ArrivalCurve::setElapsed(std::optional<milliseconds> elapsed)
{
    m_elapsed = elapsed;
    update();
}

void ArrivalCurve::describe()
{
    const QString text
        = tr("Arrivals: %1 client(s) in %2", nullptr, format::plural(m_scenario.arrivals()))
              .arg(format::count(m_scenario.arrivals()),
                  format::minutes(m_scenario.duration().count()));
    setAccessibleName(text);
    setToolTip(text);
}

double ArrivalCurve::share(milliseconds at) const
{
    return double(at.count()) / double(m_scenario.duration().count());
}

QPolygonF ArrivalCurve::curve() const
{
    const double most = m_scenario.arrivals();
    if (m_scenario.duration().count() <= 0 || most <= 0)
        return {};
    QPolygonF points{QPointF(0, 0)};
    milliseconds begin{0};
    for (const LoadPhase& phase : m_scenario.phases) {
        for (int i = 0; i <= PointsOfPhase; ++i) {
            const milliseconds at = phase.duration * i / PointsOfPhase;
            // A phase without duration has all its arrivals at its begin.
            const double before = points.constLast().y();
            const double there = i == 0 && phase.duration.count() > 0
                ? before
                : m_scenario.arrivalsAt(begin + at) / most;
            points << QPointF(share(begin + at), std::max(before, there));
        }
        begin += phase.duration;
    }
    return points;
}

int ArrivalCurve::runningPhase() const
{
    if (!m_elapsed)
        return -1;
    milliseconds end{0};
    for (std::size_t i = 0; i < m_scenario.phases.size(); ++i) {
        end += m_scenario.phases[i].duration;
        if (*m_elapsed < end)
            return int(i);
    }
    return -1;
}

void ArrivalCurve::paintPhases(QPainter& painter, const QRectF& area) const
{
    const int running = runningPhase();
    milliseconds begin{0};
    for (std::size_t i = 0; i < m_scenario.phases.size(); ++i) {
        const double left = area.left() + share(begin) * area.width();
        begin += m_scenario.phases[i].duration;
        const double right = area.left() + share(begin) * area.width();
        if (int(i) == running)
            painter.fillRect(QRectF(left, area.top(), right - left, area.height()),
                m_theme.color(Theme::Role::AccentSoft));
        if (i > 0) {
            painter.setPen(QPen(m_theme.color(Theme::Role::Line), 1, Qt::DashLine));
            painter.drawLine(QLineF(left, area.top(), left, area.bottom()));
        }
    }
}

void ArrivalCurve::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF area = QRectF(rect()).adjusted(0.5, Slack, -0.5, -0.5);
    painter.setPen(m_theme.color(Theme::Role::Line));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    const QPolygonF shares = curve();
    if (shares.isEmpty())
        return;
    paintPhases(painter, area);
    QPolygonF line;
    for (const QPointF& point : shares)
        line << QPointF(area.left() + point.x() * area.width(),
            area.bottom() - point.y() * (area.height() - Slack));
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath filled;
    filled.addPolygon(line);
    filled.lineTo(area.bottomRight());
    filled.lineTo(area.bottomLeft());
    const QColor color = m_theme.color(Theme::Role::Series1);
    painter.fillPath(filled, translucent(color, FillAlpha));
    painter.setPen(QPen(color, LineWidth));
    painter.drawPolyline(line);
    if (m_elapsed && *m_elapsed <= m_scenario.duration()) {
        const double x = area.left() + share(*m_elapsed) * area.width();
        painter.setPen(QPen(m_theme.color(Theme::Role::Text), 1));
        painter.drawLine(QLineF(x, 0, x, area.bottom()));
    }
}

} // namespace fanlight
