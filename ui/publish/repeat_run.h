// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace fanlight {

// How often a notification is published. A plain value.
struct RepeatPlan {
    static constexpr double LeastPerSecond = 0.1;
    static constexpr double MostPerSecond = 1000;
    static constexpr int MostCount = 10'000'000;

    double perSecond = 10; // 0: one after another, as fast as the hub answers
    quint64 count = 0; // 0: until it is stopped
};

// Publishes a request again and again, at times that follow from the clock and not from ticks: what
// was held up is caught up with, within bounds. Placeholders are filled anew each time. Ends by
// itself at the count and with a hub that refuses. Main thread; owned by the desk.
class RepeatRun : public QObject {
    Q_OBJECT
public:
    static constexpr quint64 MostATurn = 100;
    static constexpr quint64 MostUnanswered = 1000;
    static constexpr int MostRefusalsInARow = 3;

    using Answer = std::function<void(const PublishResult&)>;
    using Publish = std::function<void(const PublishRequest&, Answer)>;
    using ClockNs = std::function<qint64()>;
    // `clock`: monotonic; empty takes the system's.
    explicit RepeatRun(Publish publish, ClockNs clock = {}, QObject* parent = nullptr);

    void start(const PublishRequest& request, const RepeatPlan& plan);
    void stop(const QString& reason = {}); // what is under way is still answered

    bool isRunning() const { return m_running; }
    bool isSettled() const { return !m_running && m_answered == m_sent; } // all is answered
    const PublishRequest& request() const { return m_request; } // as it was given
    const RepeatPlan& plan() const { return m_plan; }
    quint64 sent() const { return m_sent; }
    quint64 taken() const { return m_answered - m_refused; } // by the hub
    quint64 refused() const { return m_refused; }
    quint64 behind() const { return m_behind; } // due by now and not sent
    double perSecond()
        const; // measured from the start to the last publish; Unknown within the first second
    QString reason() const
    {
        return m_reason;
    } // why it ended early; empty: it did not, or was meant to
    QString text() const; // "137 of 1,000 sent, 10/s, 0 refused"

    // How many are due `elapsedNs` after the start.
    static quint64 dueAfter(qint64 elapsedNs, const RepeatPlan& plan);

Q_SIGNALS:
    void answered(const fanlight::PublishResult& result); // of one that the hub took
    void ended(); // no more is sent
    void settled(); // and all is answered

private:
    void turn();
    void sendNext();
    void take(quint64 run, const PublishResult& result);
    void waitForNext();
    void tellSettled();

    Publish m_publish;
    ClockNs m_clock;
    QTimer m_timer;
    PublishRequest m_request;
    RepeatPlan m_plan;
    bool m_running = false;
    quint64 m_run = 0;
    qint64 m_startNs = 0;
    qint64 m_lastSentNs = 0;
    quint64 m_sent = 0;
    quint64 m_answered = 0;
    quint64 m_refused = 0;
    quint64 m_behind = 0;
    int m_refusedInARow = 0;
    bool m_settledTold = false;
    QString m_reason;
};

} // namespace fanlight
