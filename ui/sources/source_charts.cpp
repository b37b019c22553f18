// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source_charts.h"

#include "charts/chart_board.h"
#include "charts/time_chart.h"
#include "format.h"
#include "ui_state.h"
#include "widgets/card.h"
#include "widgets/segmented.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace fanlight {

namespace {

const QString SourceSpanKey = QStringLiteral("sources/span");
constexpr qint64 MinuteOfSourceMs = 60'000;
constexpr std::array SourceSpansMs{10 * MinuteOfSourceMs, 60 * MinuteOfSourceMs};
constexpr int LeastChartHeight = 150;

// Refusals a second between two moments; a source that was opened again counts from zero.
double refusedPerSecond(const SourceWatch::Moment& before, const SourceWatch::Moment& now)
{
    const double seconds = double(now.timeMs - before.timeMs) / 1000;
    return now.refused < before.refused ? Unknown : (now.refused - before.refused) / seconds;
}

} // namespace

SourceCharts::SourceCharts(
    const SourceWatch& watch, const Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_watch(watch)
    , m_theme(theme)
    , m_board(new ChartBoard(&state, QStringLiteral("sources/charts")))
    , m_spans(new Segmented({tr("10 min"), tr("1 h")}))
{
    auto* line = new QHBoxLayout;
    line->addStretch();
    line->addWidget(m_spans);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addLayout(line);
    column->addWidget(m_board, 1);
    add(tr("Lag, messages"), {tr("waiting in the queue")}, QStringLiteral("lag"));
    add(tr("Throughput, messages/s"), {tr("acknowledged"), tr("refused")},
        QStringLiteral("throughput"));
    m_charts[Lag]->setWholeNumbers(true);
    m_board->setColumns(ChartCount);
    m_spans->setAccessibleName(tr("Range of time"));
    m_spans->setCurrent(
        std::clamp(state.value(SourceSpanKey, 0).toInt(), 0, int(SourceSpansMs.size()) - 1));
    connect(m_spans, &Segmented::changed, this, [this, &state](int index) {
        state.setValue(SourceSpanKey, index);
        m_group.backToLive();
        refresh();
    });
    connect(&m_group, &ChartGroup::noteWritten, this, &SourceCharts::noteWritten);
    connect(&m_group, &ChartGroup::rangeChanged, this, &SourceCharts::refresh);
}

void SourceCharts::add(
    const QString& title, const std::vector<QString>& series, const QString& name)
{
    constexpr std::array Inks{Theme::Role::Series1, Theme::Role::Bad};
    auto* card = new Card(title);
    auto* chart = new TimeChart(m_theme, title, &format::rate);
    card->titleLine()->addWidget(chart->legend());
    chart->legend()->setVisible(series.size() > 1);
    for (std::size_t i = 0; i < series.size(); ++i)
        chart->addSeries({series[i], Inks.at(i), false, i > 0});
    chart->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    chart->setMinimumHeight(LeastChartHeight);
    card->body()->addWidget(chart, 1);
    const int number = int(m_charts.size());
    connect(chart, &TimeChart::actionDone, this, &SourceCharts::actionDone);
    connect(chart, &TimeChart::enlargeRequested, m_board, [this, number] {
        if (m_board->isEnlarged())
            m_board->restore();
        else
            m_board->enlarge(number);
    });
    connect(chart, &TimeChart::menuRequested, m_board,
        [this, number](QMenu* menu) { m_board->addTo(*menu, number); });
    m_board->add(card, chart, name);
    m_group.add(chart);
    m_charts.push_back(chart);
}

void SourceCharts::show(const QString& source)
{
    if (std::exchange(m_source, source) == source)
        return;
    m_group.backToLive();
    m_group.setSource(source);
    refresh();
}

void SourceCharts::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void SourceCharts::refresh()
{
    if (!isVisible())
        return;
    const SourceWatch::History& history = m_watch.history(m_source);
    std::vector<QPointF> lag;
    std::vector<QPointF> rate;
    std::vector<QPointF> refused;
    for (auto at = history.begin(); at != history.end(); ++at) {
        const auto time = double(at->timeMs);
        lag.emplace_back(time, at->lag);
        rate.emplace_back(time, at->perSecond);
        refused.emplace_back(
            time, at == history.begin() ? Unknown : refusedPerSecond(*std::prev(at), *at));
    }
    const qint64 toMs = history.empty() ? m_watch.snapshot().takenAtMs : history.back().timeMs;
    m_group.setLiveRange({toMs - SourceSpansMs.at(std::size_t(m_spans->current())), toMs, true});
    m_charts[Lag]->replace(0, std::move(lag));
    m_charts[Throughput]->replace(0, std::move(rate));
    m_charts[Throughput]->replace(1, std::move(refused));
}

} // namespace fanlight
