// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/field_chart.h"

#include "charts/time_chart.h"
#include "format.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace fanlight {

namespace {

constexpr int ValueDecimals = 3;

QString valueText(double value)
{
    return isKnown(value) ? format::decimal(value, ValueDecimals) : format::Dash;
}

} // namespace

FieldChart::FieldChart(const Theme& theme, const MessageModel& model, QWidget* parent)
    : Card(QStringLiteral(" "), parent)
    , m_model(model)
    , m_theme(theme)
    , m_summary(new QLabel)
    , m_none(new QLabel)
    , m_stack(new QStackedWidget)
{
    setLook(*m_summary, "hint");
    setLook(*m_none, "hint");
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setWordWrap(true);
    auto* close = new QPushButton(tr("Close"));
    close->setAccessibleName(tr("Close the chart"));
    titleLine()->addWidget(m_summary);
    titleLine()->addWidget(close);
    m_chart = new TimeChart(theme, {}, valueText);
    m_chart->addSeries({{}, Theme::Role::Series1});
    m_stack->addWidget(m_chart);
    m_stack->addWidget(m_none);
    body()->addWidget(m_stack, 1);
    setMinimumHeight(190);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FieldChart::take);
    connect(close, &QPushButton::clicked, this, &FieldChart::closed);
    connect(m_chart, &TimeChart::actionDone, this, &FieldChart::actionDone);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { m_series.startAgain(); });
    hide();
}

void FieldChart::setField(const QString& path)
{
    m_field = path;
    m_series.setField(path);
    setTitle(tr("“%1” of the shown messages").arg(path));
    setAccessibleName(tr("Chart of %1").arg(path));
    m_chart->setTitle(path);
    m_none->setText(tr("No message that is shown has a number in “%1”.").arg(path));
    setVisible(!path.isEmpty());
    if (isVisible())
        m_timer.start(0);
}

void FieldChart::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    m_timer.start(0);
}

void FieldChart::hideEvent(QHideEvent* event)
{
    Card::hideEvent(event);
    m_timer.stop();
}

void FieldChart::take()
{
    // rows of such a filter come and go anywhere
    const MessageFilter& filter = m_model.filter();
    if (filter.changesWithFigures() || filter.changesWithTime())
        m_series.startAgain();
    const bool more = m_series.take(m_model);
    if (!more)
        draw();
    m_timer.start(more ? std::chrono::milliseconds(0) : DrawInterval);
}

void FieldChart::draw()
{
    std::vector<QPointF> points = m_series.points(2 * m_chart->plotWidth());
    m_stack->setCurrentWidget(points.empty() ? static_cast<QWidget*>(m_none) : m_chart);
    if (points.empty()) {
        m_summary->clear();
        return;
    }
    m_summary->setText(
        tr("%1 value(s), %2 to %3, last %4", "a field of messages",
            format::plural(double(m_series.count())))
            .arg(format::count(double(m_series.count())), valueText(m_series.least()),
                valueText(m_series.most()), valueText(m_series.last()->y())));
    constexpr qint64 LeastSpanMs = 2000;
    const auto from = qint64(points.front().x());
    const qint64 to = std::max(qint64(points.back().x()), from + LeastSpanMs);
    m_chart->setRange({from, to, false});
    m_chart->replace(0, std::move(points));
}

QString FieldChart::summaryText() const
{
    return m_summary->text();
}

} // namespace fanlight
