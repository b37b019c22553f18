// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/time_chart.h"

#include <QObject>

namespace fanlight {

// Ties charts together: one cross-hair, one range, one set of markers. Belongs to the page that
// shows the charts and must not outlive them. Main thread.
class ChartGroup : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 ShortestZoomMs = 2000;
    // Between the paintings of two charts, so that no key press waits for more than one.
    static constexpr std::chrono::milliseconds PaintInterval{30};

    explicit ChartGroup(QObject* parent = nullptr);

    void add(TimeChart* chart);
    // The range shown while not zoomed; while zoomed it is kept for the way back.
    void setLiveRange(const TimeChart::Range& range);
    const TimeChart::Range& range() const { return m_zoom ? *m_zoom : m_live; }
    bool isZoomed() const { return m_zoom.has_value(); }
    void zoom(qint64 fromMs, qint64 toMs); // widened to ShortestZoomMs where it is less
    void backToLive();
    void setMarkers(const std::vector<TimeChart::Marker>& markers); // ascending
    void setSource(const QString& source); // whose figures they are, for pictures
    const std::vector<TimeChart::Marker>& markers() const { return m_markers; }
    void setCursorTime(std::optional<qint64> timeMs);

Q_SIGNALS:
    void noteWritten(qint64 timeMs, const QString& text);
    void rangeChanged(); // by zooming in or out, not by time going on

private:
    void showRange();

    std::vector<TimeChart*> m_charts;
    std::vector<TimeChart::Marker> m_markers;
    QString m_source;
    TimeChart::Range m_live;
    std::optional<TimeChart::Range> m_zoom;
};

} // namespace fanlight
