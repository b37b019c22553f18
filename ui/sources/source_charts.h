// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_group.h"
#include "sources/source_watch.h"

#include <QWidget>

#include <vector>

namespace fanlight {

class ChartBoard;
class Segmented;
class Theme;
class TimeChart;
class UiState;

// How one source has gone for the last minutes, or the last hour: what waited, and what became of
// what was taken. Main thread; owned by the page.
class SourceCharts : public QWidget {
    Q_OBJECT
public:
    enum Chart { Lag, Throughput, ChartCount };

    // All must outlive it.
    SourceCharts(
        const SourceWatch& watch, const Theme& theme, UiState& state, QWidget* parent = nullptr);

    void show(const QString& source); // empty: none
    void refresh(); // the watch has more
    void setMarkers(const std::vector<ChartMarker>& markers) { m_group.setMarkers(markers); }
    TimeChart* chart(Chart chart) const { return m_charts.at(std::size_t(chart)); }
    Segmented* spans() const { return m_spans; }

Q_SIGNALS:
    void actionDone(const QString& text);
    void noteWritten(qint64 timeMs, const QString& text);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void add(const QString& title, const std::vector<QString>& series, const QString& name);

    const SourceWatch& m_watch;
    const Theme& m_theme;
    QString m_source;
    ChartGroup m_group;
    ChartBoard* m_board;
    Segmented* m_spans;
    std::vector<TimeChart*> m_charts; // owned by the board
};

} // namespace fanlight
