// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/client_socket.h"

#include "load/load_address.h"
#include "load/load_time.h"
#include "net/clock.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <tuple>

#include <netinet/tcp.h>
#include <sys/socket.h>

namespace fanlight {

namespace {
constexpr std::uint32_t SocketsAnAddress = 8000;

template <class Value> void set(const Descriptor& socket, int level, int option, const Value& value)
{
    setsockopt(socket.get(), level, option, &value, sizeof value);
}

// Finding a free port takes the kernel the longer the more are taken; on loopback there are other
// addresses to come from.
void spreadSource(const Descriptor& socket, const LoadAddress& address, std::uint32_t place)
{
    sockaddr_in source;
    memcpy(&source, &address.storage, sizeof source);
    if (place < SocketsAnAddress || source.sin_family != AF_INET
        || ntohl(source.sin_addr.s_addr) >> 24 != IN_LOOPBACKNET)
        return;
    set(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
    source.sin_port = 0;
    source.sin_addr.s_addr = htonl(INADDR_LOOPBACK + place / SocketsAnAddress);
    // Else it comes from where the system has it.
    std::ignore = bind(socket.get(), reinterpret_cast<const sockaddr*>(&source), sizeof source);
}

ClientSocket::Received received(ssize_t size, std::size_t most)
{
    if (size > 0)
        return {static_cast<std::size_t>(size), static_cast<std::size_t>(size) == most, false, 0};
    if (size < 0 && errno == EAGAIN)
        return {};
    return {0, false, true, size < 0 ? errno : 0};
}

// How long ago the message came, by the kernel's stamp; 0 without one. A clock that was set in
// between makes it no longer than a second.
std::uint64_t ageNs(msghdr& message)
{
    for (cmsghdr* one = CMSG_FIRSTHDR(&message); one; one = CMSG_NXTHDR(&message, one)) {
        if (one->cmsg_level != SOL_SOCKET || one->cmsg_type != SCM_TIMESTAMPNS)
            continue;
        timespec stamp;
        memcpy(&stamp, CMSG_DATA(one), sizeof stamp);
        const std::uint64_t came = static_cast<std::uint64_t>(stamp.tv_sec) * SecondNs
            + static_cast<std::uint64_t>(stamp.tv_nsec);
        const std::uint64_t now = realtimeNs();
        return std::min(now > came ? now - came : 0, SecondNs);
    }
    return 0;
}
} // namespace

int ClientSocket::connect(const LoadAddress& to, const Options& options)
{
    Descriptor socket(
        ::socket(to.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket)
        return errno;
    set(socket, IPPROTO_TCP, TCP_NODELAY, 1);
    if (options.receiveBuffer > 0)
        set(socket, SOL_SOCKET, SO_RCVBUF, options.receiveBuffer);
    if (options.stampsReceipt)
        set(socket, SOL_SOCKET, SO_TIMESTAMPNS, 1);
    spreadSource(socket, to, options.place);
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&to.storage), to.size) < 0
        && errno != EINPROGRESS)
        return errno;
    m_socket = std::move(socket);
    return 0;
}

int ClientSocket::finishConnecting()
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(m_socket.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

ClientSocket::Sent ClientSocket::send(std::string_view bytes)
{
    for (;;) {
        const ssize_t sent = ::send(m_socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent >= 0)
            return {static_cast<std::size_t>(sent), 0};
        if (errno != EINTR)
            return {0, errno == EAGAIN ? 0 : errno};
    }
}

ClientSocket::Received ClientSocket::receive(std::span<char> into)
{
    for (;;) {
        const ssize_t size = ::recv(m_socket.get(), into.data(), into.size(), 0);
        if (size >= 0 || errno != EINTR)
            return received(size, into.size());
    }
}

ClientSocket::Received ClientSocket::receiveStamped(std::span<char> into, std::uint64_t& cameNs)
{
    alignas(cmsghdr) std::array<char, 256> control;
    iovec vector{into.data(), into.size()};
    msghdr message{};
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    for (;;) {
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        const ssize_t size = ::recvmsg(m_socket.get(), &message, 0);
        if (size < 0 && errno == EINTR)
            continue;
        const Received result = received(size, into.size());
        cameNs = monotonicNs();
        if (size > 0)
            cameNs -= ageNs(message);
        return result;
    }
}

void ClientSocket::close()
{
    m_socket.reset();
}

void ClientSocket::abandon()
{
    if (m_socket)
        set(m_socket, SOL_SOCKET, SO_LINGER, linger{1, 0});
    m_socket.reset();
}

} // namespace fanlight
