// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "metrics/sample.h"
#include "remote/remote_session.h"
#include "remote/stats_reader.h"

#include <QElapsedTimer>
#include <QObject>

namespace fanlight {

// A look at a hub from afar, for where many are seen at once: who it is, whom it takes this window
// for, and its newest sample. One session with the view “sample”, of an older hub GET /api/stats
// now and then; nothing is kept, nothing is changed, and what was before is not asked for. The main
// thread.
class HubGlance : public QObject {
    Q_OBJECT
public:
    enum class State {
        Idle, // not begun, or stopped
        Connecting, // for the first time since the start
        Up,
        Away, // it does not answer, and is tried again
        Refused, // it is there and does not want this window, or is no hub
    };

    // `patience`: but for how often an older hub is asked.
    HubGlance(RemoteAddress address, const RemotePatience& patience, QObject* parent = nullptr);

    void start(); // also anew, at once
    void stop(); // what it has told stays

    State state() const { return m_state; }
    qint64 sinceMs() const { return m_sinceMs; } // UTC, it is in this state
    const QString& problem() const { return m_problem.text; } // one sentence; empty: none
    bool needsLogin() const { return m_problem.isOfToken(); } // and so it refused
    bool isOlder() const; // it has no admin stream
    const HubIdentity& identity() const { return m_session.identity(); }
    const HubStatus& status() const { return m_status; } // as it told last

    // Of a hub that behaves there are 20 in this time.
    static constexpr int MostEvents = 100;
    static constexpr std::chrono::milliseconds EventsTime{10'000};
    static constexpr std::chrono::milliseconds PollInterval{2000}; // of an older hub

Q_SIGNALS:
    void changed(); // anything but the figures
    void sampled(const fanlight::MetricsSample& sample);

private:
    void takeLink(const HubLink& link);
    void take(const QJsonObject& event, bool isSnapshot);
    void takeStats(const QJsonObject& stats);
    bool takeSample(const QJsonObject& view);
    void become(State state);
    const RemoteAddress& address() { return m_session.requests().address(); }

    RemoteSession m_session;
    State m_state = State::Idle;
    qint64 m_sinceMs = 0;
    LinkProblem m_problem;
    HubStatus m_status;
    StatsReader m_stats;
    qint64 m_sampleMs = 0; // of the newest, by the hub's clock
    QElapsedTimer m_eventsSince;
    int m_events = 0;
};

} // namespace fanlight
