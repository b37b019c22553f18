// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace fanlight {

// Tells the service manager how this program is: the datagrams of sd_notify(3), a protocol that is
// promised to stay and is too small to link a library for. Nothing is sent where nobody asked for
// it (NOTIFY_SOCKET). One socket for all, so that a process without free descriptors still says
// that it lives; a service manager that takes nothing is waited for a second. One thread.
class ServiceManager {
public:
    ServiceManager() = default; // there is none
    ~ServiceManager();
    ServiceManager(ServiceManager&& other) noexcept;
    ServiceManager& operator=(ServiceManager&& other) noexcept;

    // As the environment has it, whose variables are gone afterwards: what this program starts is
    // no service. `warning`: what was wrong with them. Before any thread is started.
    static ServiceManager takeFromEnvironment(QString& warning);

    bool isThere() const { return m_socket >= 0; }
    // It wants to hear that the program lives at least so often (WatchdogSec=).
    std::optional<std::chrono::microseconds> watchdog() const { return m_watchdog; }

    // Each may carry a line for people, `systemctl status` shows it.
    void ready(const QString& status) const { send("READY=1", status); }
    void reloading() const; // ready() follows
    void stopping(const QString& status) const { send("STOPPING=1", status); }
    void alive() const { send("WATCHDOG=1"); }
    void tell(const QString& status) const { send({}, status); }

private:
    void send(QByteArray message, const QString& status = {}) const;

    int m_socket = -1;
    std::optional<std::chrono::microseconds> m_watchdog;
};

} // namespace fanlight
