// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"
#include "hub/snapshots.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace fanlight {

// Starts, stops and restarts the hub as the window is told: other options while it runs, or with a
// restart where they cannot be taken over; again and again while its port is taken. Main thread;
// owned by the window.
class HubControl : public QObject {
    Q_OBJECT
public:
    struct Hands { // on the hub
        std::function<HubOptions()> options; // of the last start, or what was changed since
        std::function<void(const HubOptions&)> start;
        std::function<void()> stop;
        std::function<void(const HubOptions&, const std::function<void(const QString& error)>&)>
            change;
    };

    // A taken port is tried again after `retry`.
    HubControl(Hands hands, std::chrono::milliseconds retry, QObject* parent = nullptr);

    void takeStatus(const HubStatus& status); // what the hub says of itself, each time
    // Starts what waits for the end of the run before; to be called once everybody knows of it.
    void startAgain();
    void toggle(); // nothing while it drains
    void start(); // with the options it has
    void startAt(quint16 port);
    // Takes over what can change while it runs, else starts it with these options.
    void apply(const HubOptions& options);
    // Whether its clients would have to come back for these.
    bool needsRestart(const HubOptions& options) const;
    void retire(); // starts nothing more: the window closes

    const HubStatus& status() const { return m_status; } // as last taken
    bool isRunning() const;
    bool isRetrying() const { return m_retry.isActive(); }
    bool hasFailed() const { return m_failed; } // and has not listened since

Q_SIGNALS:
    void accepted(); // options for another start
    // Options were changed while it ran; what of them, "heartbeat 7s, retry 1s".
    void changed(
        const fanlight::HubOptions& before, const fanlight::HubOptions& after, const QString& what);
    void refused(const QString& error);

private:
    void startWith(const HubOptions& options);
    void tell(const HubOptions& before, const HubOptions& after, const QString& error);

    const Hands m_hands;
    HubStatus m_status;
    QTimer m_retry;
    std::optional<HubOptions> m_startAfterStop;
    bool m_failed = false;
    bool m_retired = false;
};

} // namespace fanlight
