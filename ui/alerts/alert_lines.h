// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_rule.h"

#include <QObject>

#include <vector>

namespace fanlight {

class AlertBook;
class TimeChart;

// Ties charts to alert rules: what a rule watches is a line across the chart that shows it, and a
// line drawn into a chart is a new rule. Main thread; owned by the page of the charts, which tells
// what their series are.
class AlertLines : public QObject {
    Q_OBJECT
public:
    // A rule that is made by drawing begins with that.
    static constexpr std::chrono::seconds Lasting{30};

    explicit AlertLines(AlertBook& book, QObject* parent = nullptr); // must outlive it

    // What a series shows; null: nothing a rule could watch.
    struct Meaning {
        const AlertFigure* figure = nullptr;
        double scale = 1; // so much of the figure is one on the chart
    };
    void add(TimeChart& chart, std::vector<Meaning> series);
    void setMeaning(TimeChart& chart, std::vector<Meaning> series);

Q_SIGNALS:
    void drawn(const fanlight::AlertRule& rule); // to be looked at and kept

private:
    struct Place {
        TimeChart* chart;
        std::vector<Meaning> series;
    };
    void refresh();
    void refresh(const Place& place);
    void take(const TimeChart* chart, int series, double value, bool isAbove);

    const AlertBook& m_book;
    std::vector<Place> m_places;
};

} // namespace fanlight
