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
// restart where they cannot be taken over; again and again while its port is taken. Another address
// is taken before the one before it is left, and where a restart fails the hub starts again as it
// was. Main thread; owned by the window.
class HubControl : public QObject {
    Q_OBJECT
public:
    struct Hands { // on the hub
        std::function<HubOptions()> options; // of the last start, or what was changed since
        std::function<void(const HubOptions&)> start;
        std::function<void()> stop;
        std::function<void(const HubOptions&, const std::function<void(const QString& error)>&)>
            change;
        // Takes the address of these options for the next start, while the hub goes on.
        std::function<void(
            const HubOptions&, const std::function<void(const QString& error, quint16 freePort)>&)>
            holdAddress;
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
    // … and would not find it where it was.
    bool changesAddress(const HubOptions& options) const;
    void retire(); // starts nothing more: the window closes
    void stop();

    const HubStatus& status() const { return m_status; } // as last taken
    bool isRunning() const;
    bool isRetrying() const { return m_retry.isActive(); }
    bool hasFailed() const { return m_failed; } // and has not listened since

Q_SIGNALS:
    // It listens with other options than before; they are worth keeping.
    void accepted(const fanlight::HubOptions& before, const fanlight::HubOptions& after);
    // Another address cannot be had; nothing has changed. A port that is free, or 0.
    void addressRefused(
        const fanlight::HubOptions& options, const QString& error, quint16 freePort);
    // Options were changed while it ran; what of them, "heartbeat 7s, retry 1s".
    void changed(
        const fanlight::HubOptions& before, const fanlight::HubOptions& after, const QString& what);
    void refused(const QString& error);

private:
    void startWith(const HubOptions& options);
    void restart(const HubOptions& options);
    void settle();
    void tell(const HubOptions& before, const HubOptions& after, const QString& error);

    const Hands m_hands;
    HubStatus m_status;
    QTimer m_retry;
    std::optional<HubOptions> m_startAfterStop;
    // While other options wait to be seen listening: those, and what it ran with before.
    struct Trial {
        HubOptions before;
        HubOptions after;
        bool wasRunning = false;
        bool hasBegun = false;
    };
    std::optional<Trial> m_trial;
    bool m_failed = false;
    bool m_retired = false;
};

} // namespace fanlight
