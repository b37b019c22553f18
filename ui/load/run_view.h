// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_group.h"
#include "load/load_run.h"

#include <QWidget>

#include <deque>

class QGridLayout;
class QLabel;

namespace fanlight {

class Card;
class ChartBoard;
class Pill;
class Tile;

// What a load test measures, while it runs and afterwards: four figures, three charts with the
// tester's and the hub's own figures on one time axis, and, once it is over, what came of it. Draws
// nothing while hidden. Main thread; owned by the page.
class RunView : public QWidget {
    Q_OBJECT
public:
    // While a test runs the charts show its newest; a longer one is seen whole once it is over.
    static constexpr std::size_t MostLiveSamples = 2400; // 20 minutes
    enum TileIndex { ClientsTile, ReceivedTile, LatencyTile, ConnectTile };
    enum ChartIndex { ClientsChart, LatencyChart, ThroughputChart };

    // `theme` must outlive the view.
    explicit RunView(const Theme& theme, QWidget* parent = nullptr);

    void begin(qint64 startedAtMs); // milliseconds since the epoch
    void showProgress(const LoadProgress& progress);
    void showReport(const LoadReport& report);
    void clear(); // as before the first test
    void setWide(bool wide); // charts side by side
    // What happened meanwhile, ascending; of any time.
    void setMarkers(const std::vector<ChartMarker>& markers) { m_group.setMarkers(markers); }

    Tile* tile(TileIndex index) const { return m_tiles.at(std::size_t(index)); }
    TimeChart* chart(ChartIndex index) const { return m_charts.at(std::size_t(index)); }
    ChartBoard* board() const { return m_board; }
    Card* outcome() const { return m_outcome; }
    QString verdictText() const;
    QString errorsText() const;
    QString expectationsText() const;

Q_SIGNALS:
    void actionDone(const QString& text); // "Chart saved to …"
    void noteWritten(qint64 timeMs, const QString& text);
    void enlargedChanged(bool enlarged); // one chart takes the whole view

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeCharts();
    void addChart(const QString& title, TimeChart::ValueText text,
        const std::vector<TimeChart::Series>& series);
    Card* makeOutcome();
    void arrange();
    void refresh();
    void refreshTiles();
    void refreshCharts();
    void updateRange();
    void showOutcome();
    void updateSource();

    const Theme& m_theme;
    ChartGroup m_group;
    QGridLayout* m_tileGrid;
    QWidget* m_tilesPlace;
    ChartBoard* m_board;
    std::vector<Tile*> m_tiles;
    std::vector<TimeChart*> m_charts;
    Card* m_outcome;
    Pill* m_verdictPill;
    QLabel* m_verdict;
    QLabel* m_failure;
    QLabel* m_errors;
    QLabel* m_expectations;
    QLabel* m_hubFigures;
    bool m_wide = true;

    // What is shown: nothing, a running test, or a report.
    enum class Showing { Nothing, Running, Report } m_showing = Showing::Nothing;
    qint64 m_startedAtMs = 0;
    std::deque<LoadSample> m_samples;
    LoadProgress m_progress;
    LoadReport m_report;
};

} // namespace fanlight
