// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/socket.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace fanlight::testing {
namespace {

int pollTimeout(QDeadlineTimer deadline)
{
    return deadline.isForever() ? -1 : int(deadline.remainingTime());
}

bool connectLoopback(int descriptor, quint16 port, bool ipv6)
{
    if (ipv6) {
        sockaddr_in6 address{};
        address.sin6_family = AF_INET6;
        address.sin6_port = htons(port);
        address.sin6_addr = in6addr_loopback;
        return ::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
}

} // namespace

Socket::Socket(quint16 port, bool ipv6, int receiveBuffer)
    : m_descriptor(::socket(ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    if (receiveBuffer > 0)
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    if (!connectLoopback(m_descriptor, port, ipv6))
        close();
}

Socket::Socket(const QString& path)
    : m_descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = path.toUtf8();
    std::memcpy(address.sun_path, name.constData(),
        std::min(std::size_t(name.size()), sizeof address.sun_path - 1));
    if (::connect(m_descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        close();
}

Socket::~Socket()
{
    close();
}

Socket::Socket(Socket&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

Socket& Socket::operator=(Socket&& other) noexcept
{
    if (this != &other) {
        close();
        m_descriptor = std::exchange(other.m_descriptor, -1);
    }
    return *this;
}

quint16 Socket::localPort() const
{
    sockaddr_in6 address{};
    socklen_t size = sizeof address;
    if (::getsockname(m_descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        return 0;
    return ntohs(address.sin6_port); // at the same place as sin_port
}

bool Socket::send(const QByteArray& bytes)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const ssize_t n = ::send(
            m_descriptor, bytes.constData() + sent, std::size_t(bytes.size() - sent), MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        sent += n;
    }
    return true;
}

Socket::Read Socket::receive(QByteArray& into, QDeadlineTimer deadline)
{
    if (!isOpen())
        return Read::End;
    pollfd wanted{m_descriptor, POLLIN, 0};
    if (::poll(&wanted, 1, pollTimeout(deadline)) <= 0)
        return Read::TimedOut;
    char buffer[64 * 1024];
    const ssize_t n = ::recv(m_descriptor, buffer, sizeof buffer, 0);
    if (n < 0)
        return Read::Reset;
    if (n == 0)
        return Read::End;
    into.append(buffer, n);
    return Read::Data;
}

void Socket::close()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

void Socket::reset()
{
    const linger atOnce{1, 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    close();
}

std::vector<std::size_t> waitForAny(
    const std::vector<const Socket*>& sockets, QDeadlineTimer deadline)
{
    std::vector<pollfd> wanted;
    wanted.reserve(sockets.size());
    for (const Socket* socket : sockets)
        wanted.push_back({socket->descriptor(), POLLIN, 0});
    std::vector<std::size_t> readable;
    if (::poll(wanted.data(), nfds_t(wanted.size()), pollTimeout(deadline)) <= 0)
        return readable;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].revents)
            readable.push_back(i);
    }
    return readable;
}

} // namespace fanlight::testing
