// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/compare_charts.h"

#include "charts/chart_board.h"
#include "format.h"
#include "widgets/card.h"

#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace fanlight {
namespace {

constexpr int ChartsWideFrom = 700; // width from which charts stand side by side
constexpr int ShortestCompared = 150;
constexpr qint64 ShortestRunMs = 1000;

using Figure = std::function<double(const LoadSample&)>;

qint64 startOf(const LoadReport& run)
{
    return run.samples.empty() ? run.startedAtMs
                               : run.samples.front().timeMs - run.samples.front().intervalMs;
}

qint64 lengthOf(const LoadReport& run)
{
    return run.samples.empty() ? 0 : run.samples.back().timeMs - startOf(run);
}

std::vector<QPointF> points(const LoadReport& run, const Figure& figure)
{
    const qint64 startMs = startOf(run);
    std::vector<QPointF> result;
    result.reserve(run.samples.size());
    for (const LoadSample& sample : run.samples)
        result.emplace_back(double(sample.timeMs - startMs), figure(sample));
    return result;
}

} // namespace

CompareCharts::CompareCharts(const LoadReport& left, const QString& leftName,
    const LoadReport& right, const QString& rightName, const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_board(new ChartBoard(nullptr, {}))
{
    using S = const LoadSample&;
    const auto rate = [](double n) -> QString { return format::rate(n) + tr("/s"); };
    const auto latency = [](double ms) -> QString { return format::milliseconds(ms) + tr(" ms"); };
    const auto add = [&](const QString& title, TimeChart::ValueText text, const Figure& figure) {
        auto* card = new Card(title);
        auto* chart = new TimeChart(theme, title, std::move(text));
        card->titleLine()->addWidget(chart->legend());
        chart->addSeries({leftName, Theme::Role::Series1});
        chart->addSeries({rightName, Theme::Role::Series3, false, true});
        chart->replace(0, points(left, figure));
        chart->replace(1, points(right, figure));
        card->body()->addWidget(chart, 1);
        card->setMinimumHeight(ShortestCompared);
        card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding); // all of one width
        connect(chart, &TimeChart::actionDone, this, &CompareCharts::actionDone);
        m_board->add(card, chart, QString::number(m_charts.size()));
        m_group.add(chart);
        m_charts.push_back(chart);
    };
    add(tr("Clients"), format::count, [](S s) { return double(s.clients); });
    add(tr("Received, events/s"), rate, [](S s) { return s.perSecond(double(s.events)); });
    add(tr("Latency p50, ms"), latency, [](S s) { return s.p50Ms; });
    add(tr("Latency p99, ms"), latency, [](S s) { return s.p99Ms; });
    chart(Clients)->setWholeNumbers(true);
    const qint64 lengthMs = std::max({lengthOf(left), lengthOf(right), ShortestRunMs});
    m_group.setLiveRange({0, lengthMs, false, true});
    m_group.setSource(tr("load tests “%1” and “%2”").arg(leftName, rightName));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_board);
}

void CompareCharts::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_board->setColumns(width() >= ChartsWideFrom ? 2 : 1);
}

} // namespace fanlight
