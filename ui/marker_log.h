// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_markers.h"
#include "hub/fault.h"
#include "hub/snapshots.h"

#include <QObject>

namespace fanlight {

class HubPort;

// What happened to the hub, for every chart alike: stopped and started, moved to Redis, Redis lost
// and back, faults, clients disconnected by hand, losses; and what the window did or the user wrote
// down. It listens whether a page is seen or not. Main thread; no widget.
class MarkerLog : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t Most = 500; // the oldest go first
    static constexpr qint64 LossQuietMs = 30'000; // one marker for a run of losses
    static constexpr qint64 KickQuietMs = 2000; // … and for streams disconnected one after another

    explicit MarkerLog(HubPort& hub, QObject* parent = nullptr); // the hub must outlive it

    const std::vector<ChartMarker>& markers() const { return m_markers; } // ascending
    // Something the window did, now ("100 test clients started"); several of one `subject` are told
    // together.
    void add(const QString& text, const QString& subject = {});
    // Of before this program started; the oldest go first where there are more than fit.
    void putBefore(std::vector<ChartMarker> earlier);
    void addNote(qint64 timeMs, const QString& text);
    // These, ascending, in place of all there are; from then on nothing else is added.
    void replace(std::vector<ChartMarker> markers);

Q_SIGNALS:
    void changed();

private:
    void insert(const ChartMarker& marker);
    void takeStatus(const HubStatus& status);
    void takeFaults(const Faults& faults);
    void takeGap(qint64 fromMs, qint64 toMs, quint64 replayed, bool historyLost);
    void takeSample(const MetricsSample& sample);
    void takeKicks(const MetricsSample& sample);
    QString startText(const BrokerStatus& broker) const;

    std::vector<ChartMarker> m_markers;
    bool m_isGiven = false; // by replace()
    HubStatus m_status; // as last signalled
    bool m_failed = false; // to start, and has not listened since
    QString m_brokerBefore; // kind, of the run before; empty: there was none
    Faults m_faults; // that are on and listed
    qint64 m_lastLossMs = 0;
    quint64 m_kicked = 0; // told by the marker of m_kickedAtMs
    qint64 m_kickedAtMs = 0;
    qint64 m_lastKickMs = 0;
};

} // namespace fanlight
