// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_rule.h"
#include "charts/chart_group.h"
#include "dashboard/dashboard_figures.h"
#include "dashboard/first_steps_progress.h"
#include "hub/snapshots.h"
#include "marker_log.h"
#include "metrics/time_series.h"
#include "shell/ability_gate.h"

#include <QScrollArea>

class QGridLayout;

namespace fanlight {

class AlertBook;
class AlertLines;
class Card;
class ChartBoard;
class FirstSteps;
class LegendKey;
class Tile;
class TrafficLine;
class UiState;

// The hub at a glance: five figures and four charts over one range of time. Fed from the time
// series whenever the hub was sampled, and only while it can be seen. Owned by the window; main
// thread.
class DashboardPage : public QScrollArea {
    Q_OBJECT
public:
    struct Span {
        QString name;
        qint64 ms;
    };
    static const std::vector<Span>& spans();
    static constexpr int DefaultSpan = 1; // index into spans()

    // `series` is appended to before this page hears of the sample: connect it first.
    DashboardPage(HubPort& hub, const TimeSeries& series, Theme& theme, UiState& state,
        QWidget* parent = nullptr);

    void setSpan(int index); // also leaves the zoom
    void refresh(); // the series has changed otherwise than by a sample
    bool isZoomed() const { return m_group.isZoomed(); }
    void backToLive() { m_group.backToLive(); }
    TimeChart::Range shownRange(); // as it is now, also while the page is hidden
    // Something the charts should show at its time ("100 test clients").
    void addMarker(const QString& text) { m_markers.add(text); }
    // What a client takes of memory is being measured, or was: `error` says why not.
    void setMeasuring(bool measuring, const QString& error);
    // What its rules watch is drawn into the charts, and drawn out of them; must outlive the page.
    void setAlerts(AlertBook& book);
    // What the charts show at their times, oldest first; other charts may show it, too.
    MarkerLog& markerLog() { return m_markers; }
    const std::vector<TimeChart::Marker>& markers() const { return m_group.markers(); }

    Tile* tile(int index) const { return m_tiles.at(std::size_t(index)); }
    ChartBoard* board() const { return m_board; }
    TimeChart* chart(int index) const { return m_charts.at(std::size_t(index)).chart; }
    FirstSteps* firstSteps() const { return m_firstSteps; }
    TrafficLine* trafficLine() const { return m_trafficLine; }

Q_SIGNALS:
    void testClientsRequested(int count);
    void memoryRequested(); // to be measured
    void stepRequested(fanlight::FirstStepsProgress::Step step);
    void zoomChanged(bool zoomed);
    void alertDrawn(const fanlight::AlertRule& rule); // to be looked at and kept
    void actionDone(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct ChartCard {
        Card* card;
        TimeChart* chart;
    };
    // Its name in the source is also that of what is kept of it, in any language.
    struct Line {
        const char* name;
        Theme::Role color;
        bool filled = false;
    };

    void makeTiles();
    void makeCharts();
    ChartCard addChart(
        const char* title, TimeChart::ValueText text, const std::vector<Line>& lines);
    void keepChoice(LegendKey& key, const QString& name);
    void arrange();

    void takeStatus(const HubStatus& status);
    void takeSample(const MetricsSample& sample);
    void refreshTiles();
    void trafficChanged();
    void refreshLatencyTile(const MetricsSample& minute);
    void refreshMemoryTile(const MetricsSample& newest);
    void refreshCharts();
    void tellLatency(bool acknowledged);
    void updateLiveRange();
    void updateFirstSteps();

    const HubPort& m_hub;
    AbilityGate m_gate;
    const TimeSeries& m_series;
    Theme& m_theme;
    UiState& m_state;
    DashboardFigures m_figures;
    HubStatus m_status;
    MarkerLog m_markers;
    ChartGroup m_group;
    QWidget* m_content;
    FirstSteps* m_firstSteps;
    TrafficLine* m_trafficLine;
    QGridLayout* m_tileGrid;
    QWidget* m_tilesPlace;
    ChartBoard* m_board;
    std::vector<Tile*> m_tiles;
    std::vector<ChartCard> m_charts;
    AlertLines* m_alertLines = nullptr;
    bool m_isAcknowledged = false; // the latency is that until the client's acknowledgement
    int m_span = DefaultSpan;
    int m_columns = 0;
    bool m_current = false; // the newest sample is of the hub as it runs now
    bool m_isMeasuring = false; // what a client takes of memory
    QString m_memoryError; // of the last time; empty: none
};

} // namespace fanlight
