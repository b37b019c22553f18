// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_group.h"
#include "load/report.h"

#include <QWidget>

namespace fanlight {

class ChartBoard;

// Two runs drawn over each other: clients, throughput and latency of both, from the start of each.
// Main thread; owned by the dialog.
class CompareCharts : public QWidget {
    Q_OBJECT
public:
    enum Index { Clients, Throughput, P50, P99, Count };

    // `theme` must outlive the charts; the names are those of the runs.
    CompareCharts(const LoadReport& left, const QString& leftName, const LoadReport& right,
        const QString& rightName, const Theme& theme, QWidget* parent = nullptr);

    TimeChart* chart(Index index) const { return m_charts.at(std::size_t(index)); }
    ChartBoard* board() const { return m_board; }

Q_SIGNALS:
    void actionDone(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    ChartGroup m_group;
    ChartBoard* m_board;
    std::vector<TimeChart*> m_charts;
};

} // namespace fanlight
