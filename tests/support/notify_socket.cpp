// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/notify_socket.h"

#include <algorithm>
#include <cstddef>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace fanlight::testing {

NotifySocket::NotifySocket(bool isAbstract)
    : m_name(isAbstract ? "@fanlight-test-" + m_folder.path().section(QLatin1Char('/'), -1).toUtf8()
                        : m_folder.filePath(QStringLiteral("notify")).toUtf8())
    , m_descriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0))
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(m_name.begin(), m_name.end(), address.sun_path);
    if (isAbstract)
        address.sun_path[0] = '\0';
    if (::bind(m_descriptor, reinterpret_cast<const sockaddr*>(&address),
            socklen_t(offsetof(sockaddr_un, sun_path) + std::size_t(m_name.size())))
        != 0)
        qFatal("no socket to be notified at");
}

NotifySocket::~NotifySocket()
{
    ::close(m_descriptor);
}

QByteArray NotifySocket::name() const
{
    return m_name;
}

QByteArray NotifySocket::next(QDeadlineTimer deadline)
{
    pollfd wanted{m_descriptor, POLLIN, 0};
    if (::poll(&wanted, 1, int(deadline.remainingTime())) <= 0)
        return {};
    char bytes[4096];
    const ssize_t size = ::recv(m_descriptor, bytes, sizeof bytes, MSG_DONTWAIT);
    return QByteArray(bytes, std::max<qsizetype>(0, size));
}

QByteArray NotifySocket::nextWith(const QByteArray& line, QDeadlineTimer deadline)
{
    while (true) {
        const QByteArray message = next(deadline);
        if (message.isEmpty() || message.split('\n').contains(line))
            return message;
    }
}

int NotifySocket::drain(const QByteArray& line)
{
    int found = 0;
    for (QByteArray one = next(QDeadlineTimer(0)); !one.isEmpty(); one = next(QDeadlineTimer(0)))
        found += one.split('\n').contains(line) ? 1 : 0;
    return found;
}

} // namespace fanlight::testing
