// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/notifier.h"

#include <QtDBus/QDBusConnection>
#include <QHash>

#include <functional>
#include <optional>
#include <vector>

namespace fanlight {

// Notices by the desktop's notification service (org.freedesktop.Notifications, specification 1.2).
// Each key has one at most, which is replaced, not repeated. Nothing waits for the service: where
// there is none, or it does not answer within Patience, refused() tells. Main thread.
class DesktopNotifier : public Notifier {
    Q_OBJECT
public:
    static constexpr int PatienceMs = 5000;
    static constexpr std::size_t MostWaiting = 200; // for its first answer; more are refused

    // `connect` is asked for the bus when there is something to show.
    using Connect = std::function<QDBusConnection()>;
    explicit DesktopNotifier(Connect connect = desktopBus, QObject* parent = nullptr);
    // The bus of the user's session; none is started where there is none.
    static QDBusConnection desktopBus();

    void show(const DesktopNotice& notice) override;
    void withdraw(const QString& key) override;

private Q_SLOTS:
    void takeAction(uint id, const QString& action);
    void takeClosed(uint id, uint reason);

private:
    struct Shown {
        uint id = 0; // the service's; 0: not told yet
        bool isAsked = false; // its answer is awaited
        std::optional<DesktopNotice> next; // to be shown after that
        bool isWithdrawn = false; // … or to be closed
    };

    bool hasBus();
    void askWhatItCan();
    void send(const DesktopNotice& notice);
    void takeId(const QString& key, uint id);
    void close(uint id);

    const Connect m_connect;
    std::optional<QDBusConnection> m_bus;
    enum class Service { Unasked, Asked, There } m_service = Service::Unasked;
    bool m_readsMarkup = false; // it takes texts for markup
    std::vector<DesktopNotice> m_waiting; // until it is known what it can
    QHash<QString, Shown> m_shown; // by key
};

} // namespace fanlight
