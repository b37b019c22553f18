// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "metrics/sample.h"
#include "remote/admin_link.h"
#include "remote/back_off.h"
#include "remote/hub_identity.h"
#include "remote/stats_reader.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace fanlight {

// A look at a hub from afar, for where many are seen at once: who it is, whom it takes this window
// for, and its newest sample. One admin stream with the view “sample”, of an older hub
// GET /api/stats now and then; nothing is kept, nothing is changed. Tried again by itself, later
// each time. The main thread.
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

    HubGlance(RemoteAddress address, const RemotePatience& patience, QObject* parent = nullptr);
    ~HubGlance() override;

    void start(); // also anew, at once
    void stop(); // what it has told stays

    State state() const { return m_state; }
    qint64 sinceMs() const { return m_sinceMs; } // UTC, it is in this state
    const QString& problem() const { return m_problem; } // one sentence; empty: none
    bool needsLogin() const { return m_needsLogin; } // it refused, with 401 or 403
    bool isOlder() const { return m_isOlder; } // it has no admin stream
    const HubIdentity& identity() const { return m_identity; }
    const HubStatus& status() const { return m_status; } // as it told last

    // Of a hub that behaves there are 20 in this time.
    static constexpr int MostEvents = 100;
    static constexpr std::chrono::milliseconds EventsTime{10'000};
    static constexpr std::chrono::milliseconds PollInterval{2000}; // of an older hub
    static constexpr std::chrono::milliseconds IdlePoll{10'000}; // of one that tells no figures

Q_SIGNALS:
    void changed(); // anything but the figures
    void sampled(const fanlight::MetricsSample& sample);

private:
    void attempt();
    void takeIdentity(const HubAnswer& answer);
    void poll();
    void take(const QJsonObject& event, bool isSnapshot);
    void askForSamples(const QString& streamId);
    bool takeSample(const QJsonObject& view);
    void fail(const LinkProblem& problem);
    void become(State state, const QString& problem = {}, bool needsLogin = false);

    const RemotePatience m_patience;
    HubRequests m_requests;
    AdminLink m_link;
    BackOff m_backOff;
    QTimer m_retry;
    QTimer m_poll;
    int m_attempt = 0; // answers to earlier ones come too late
    State m_state = State::Idle;
    qint64 m_sinceMs = 0;
    QString m_problem;
    bool m_needsLogin = false;
    bool m_isOlder = false;
    HubIdentity m_identity;
    HubStatus m_status;
    StatsReader m_stats;
    qint64 m_sampleMs = 0; // of the newest, by the hub's clock
    QElapsedTimer m_eventsSince;
    int m_events = 0;
};

} // namespace fanlight
