// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/service_manager.h"

#include "net/clock.h"
#include "net/service_environment.h"

#include <cstddef>
#include <cstring>
#include <utility>

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostStatusBytes = 1024;

// A socket that sends to the service manager; -1 when there cannot be one.
int socketTo(const QByteArray& name)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.constData(), std::size_t(name.size()));
    if (name.startsWith('@'))
        address.sun_path[0] = '\0'; // an abstract one
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const timeval patience{1, 0};
    if (descriptor >= 0
        && (::setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) != 0
            || ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), size) != 0)) {
        ::close(descriptor);
        return -1;
    }
    return descriptor;
}

} // namespace

ServiceManager::~ServiceManager()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

ServiceManager::ServiceManager(ServiceManager&& other) noexcept
    : m_socket(std::exchange(other.m_socket, -1))
    , m_watchdog(other.m_watchdog)
{
}

ServiceManager& ServiceManager::operator=(ServiceManager&& other) noexcept
{
    std::swap(m_socket, other.m_socket);
    std::swap(m_watchdog, other.m_watchdog);
    return *this;
}

ServiceManager ServiceManager::takeFromEnvironment(QString& warning)
{
    const auto [name, interval, pid]
        = service_environment::take(std::array{"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"});
    ServiceManager manager;
    if (name.isEmpty())
        return manager;
    const bool fits = (name.startsWith('/') || name.startsWith('@'))
        && name.size() < qsizetype(sizeof(sockaddr_un::sun_path));
    if (fits)
        manager.m_socket = socketTo(name);
    if (!manager.isThere())
        warning = u"NOTIFY_SOCKET: nobody can be told at “%1”"_s.arg(QString::fromUtf8(name));
    bool isNumber = false;
    const qlonglong microseconds = interval.toLongLong(&isNumber);
    if (isNumber && microseconds > 0
        && (pid.isEmpty() || service_environment::isOfThisProcess(pid)))
        manager.m_watchdog = std::chrono::microseconds(microseconds);
    return manager;
}

void ServiceManager::reloading() const
{
    // CLOCK_MONOTONIC, with which systemd tells this reload from one before (Type=notify-reload)
    send("RELOADING=1\nMONOTONIC_USEC=" + QByteArray::number(quint64(monotonicNs() / 1000)));
}

void ServiceManager::send(QByteArray message, const QString& status) const
{
    if (m_socket < 0)
        return;
    if (!status.isEmpty()) {
        QByteArray line = status.toUtf8().left(MostStatusBytes);
        line.replace('\n', ' ');
        message += (message.isEmpty() ? "STATUS=" : "\nSTATUS=") + line;
    }
    // what is lost is said again: that it lives soon, how it is with the next change
    std::ignore = ::send(m_socket, message.constData(), std::size_t(message.size()), MSG_NOSIGNAL);
}

} // namespace fanlight
