// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/transport.h"

#include "net/stamped_send.h"

#include <linux/errqueue.h>
#include <linux/sock_diag.h>
#include <linux/sockios.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace fanlight {

DisconnectReason reasonOf(int error)
{
    switch (error) {
    case 0:
    case ECONNRESET:
    case EPIPE:
    case ETIMEDOUT:
        return DisconnectReason::Client;
    default:
        return DisconnectReason::Error;
    }
}

ssize_t Transport::receive(const Connection& connection, char* to, std::size_t most) const
{
    if (connection.isTls) [[unlikely]]
        return m_tls.receive(connection, to, most);
    return recv(connection.descriptor, to, most, MSG_DONTWAIT);
}

ssize_t Transport::send(const Connection& connection, iovec* pieces, int count) const
{
    if (connection.isTls) [[unlikely]]
        return m_tls.send(connection, pieces, count, false);
    if (count == 1)
        return ::send(connection.descriptor, pieces[0].iov_base, pieces[0].iov_len,
            MSG_DONTWAIT | MSG_NOSIGNAL);
    msghdr message{};
    message.msg_iov = pieces;
    message.msg_iovlen = static_cast<std::size_t>(count);
    return sendmsg(connection.descriptor, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

void Transport::enableStamps(const Connection& connection) const
{
    const int flags
        = SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_OPT_ID | SOF_TIMESTAMPING_OPT_TSONLY;
    setsockopt(connection.descriptor, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof flags);
}

ssize_t Transport::sendStamped(const Connection& connection, iovec* pieces, int count) const
{
    if (connection.isTls) [[unlikely]]
        return m_tls.send(connection, pieces, count, true);
    return stampedSend(connection.descriptor, pieces, count);
}

std::int64_t Transport::acknowledgedBytes(const Connection& connection) const
{
    int unacknowledged = 0;
    if (ioctl(connection.descriptor, SIOCOUTQ, &unacknowledged) < 0)
        return -1;
    const auto held = static_cast<std::int64_t>(connection.isTls ? m_tls.heldBytes(connection) : 0);
    return static_cast<std::int64_t>(sentBytes(connection)) - held - unacknowledged;
}

Transport::Notice Transport::readNotice(const Connection& connection) const
{
    Notice notice;
    alignas(cmsghdr) char control[512];
    msghdr message{};
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    if (recvmsg(connection.descriptor, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) {
        socklen_t size = sizeof notice.error;
        getsockopt(connection.descriptor, SOL_SOCKET, SO_ERROR, &notice.error, &size);
        return notice;
    }
    for (cmsghdr* header = CMSG_FIRSTHDR(&message); header;
         header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_TIMESTAMPING)
            continue;
        timespec stamp;
        std::memcpy(&stamp, CMSG_DATA(header), sizeof stamp);
        notice.acknowledgedNs
            = std::uint64_t(stamp.tv_sec) * 1'000'000'000 + std::uint64_t(stamp.tv_nsec);
    }
    return notice;
}

Connection::Peer Transport::peerOf(int descriptor) const
{
    Connection::Peer peer;
    sockaddr_in6 address{};
    socklen_t size = sizeof address;
    if (getpeername(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        return peer;
    if (address.sin6_family == AF_UNIX) {
        peer.isUnix = true;
        return peer;
    }
    const std::uint16_t port = ntohs(address.sin6_port); // at the same place for IPv4
    return address.sin6_family == AF_INET6 // of a socket of both families perhaps IPv4, mapped
        ? Connection::Peer::of({address.sin6_addr}, port)
        : Connection::Peer::of(
            http::NetAddress::ofIpv4(reinterpret_cast<const sockaddr_in&>(address).sin_addr), port);
}

bool Transport::hasEnded(const Connection& connection) const
{
    char ignored;
    return recv(connection.descriptor, &ignored, 1, MSG_DONTWAIT | MSG_PEEK) == 0;
}

bool Transport::readInfo(const Connection& connection, tcp_info& info) const
{
    socklen_t size = sizeof info;
    return getsockopt(connection.descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) == 0;
}

std::optional<std::uint64_t> Transport::kernelBytes(const Connection& connection) const
{
    std::uint32_t memory[SK_MEMINFO_VARS] = {};
    socklen_t size = sizeof memory;
    if (getsockopt(connection.descriptor, SOL_SOCKET, SO_MEMINFO, memory, &size) < 0)
        return std::nullopt;
    return std::uint64_t(memory[SK_MEMINFO_RMEM_ALLOC]) + memory[SK_MEMINFO_WMEM_QUEUED]
        + memory[SK_MEMINFO_FWD_ALLOC] + memory[SK_MEMINFO_OPTMEM];
}

void Transport::boundSendBuffer(const Connection& connection, int bytes) const
{
    setsockopt(connection.descriptor, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
}

void Transport::shutdownSend(const Connection& connection) const
{
    if (connection.isTls)
        return m_tls.endSend(connection);
    shutdown(connection.descriptor, SHUT_WR);
}

void Transport::close(const Connection& connection, bool reset) const
{
    if (connection.isTls)
        m_tls.forget(connection);
    if (reset) {
        const linger abort{1, 0};
        setsockopt(connection.descriptor, SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
    }
    ::close(connection.descriptor); // leaves the epoll set with it
}

} // namespace fanlight
