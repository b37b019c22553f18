// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alert_lines.h"

#include "alerts/alert_book.h"
#include "charts/time_chart.h"

#include <algorithm>

namespace fanlight {

AlertLines::AlertLines(AlertBook& book, QObject* parent)
    : QObject(parent)
    , m_book(book)
{
    connect(&book, &AlertBook::statesChanged, this, qOverload<>(&AlertLines::refresh));
}

void AlertLines::add(TimeChart& chart, std::vector<Meaning> series)
{
    m_places.push_back({&chart, std::move(series)});
    chart.offerThresholds();
    connect(&chart, &TimeChart::thresholdDrawn, this,
        [this, chart = &chart](
            int number, double value, bool isAbove) { take(chart, number, value, isAbove); });
    refresh(m_places.back());
}

void AlertLines::setMeaning(TimeChart& chart, std::vector<Meaning> series)
{
    for (Place& place : m_places) {
        if (place.chart != &chart)
            continue;
        place.series = series;
        refresh(place);
    }
}

void AlertLines::refresh()
{
    for (const Place& place : m_places)
        refresh(place);
}

void AlertLines::refresh(const Place& place)
{
    std::vector<ChartThreshold> lines;
    for (const AlertRule& rule : m_book.rules()) {
        const auto meaning = std::find_if(place.series.begin(), place.series.end(),
            [&rule](const Meaning& one) { return one.figure == rule.figure; });
        if (meaning != place.series.end() && m_book.concerns(rule))
            lines.push_back({rule.value / meaning->scale, rule.title(),
                m_book.state(rule.id).phase == AlertState::Phase::Firing});
    }
    place.chart->setThresholds(std::move(lines));
}

void AlertLines::take(const TimeChart* chart, int series, double value, bool isAbove)
{
    for (const Place& place : m_places) {
        if (place.chart != chart || std::size_t(series) >= place.series.size())
            continue;
        const Meaning& meaning = place.series[std::size_t(series)];
        AlertRule rule;
        rule.figure = meaning.figure;
        rule.op = isAbove ? AlertOperator::Above : AlertOperator::Below;
        rule.value = value * meaning.scale;
        rule.lasts = Lasting;
        Q_EMIT drawn(rule); // without a figure: for the user to say
    }
}

} // namespace fanlight
