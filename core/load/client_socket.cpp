// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/client_socket.h"

#include "load/load_address.h"
#include "load/socket_stamp.h"

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
    m_tls.reset();
    m_tlsClient = to.tls;
    m_host = to.tls ? to.name : std::string();
    m_stampsReceipt = options.stampsReceipt;
    m_socket = std::move(socket);
    return 0;
}

int ClientSocket::finishConnecting()
{
    if (!m_tls) {
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(m_socket.get(), SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0 || !m_tlsClient)
            return error;
        m_tls = std::make_unique<TlsChannel>(
            *m_tlsClient, m_socket.get(), m_host, m_session, m_stampsReceipt);
        m_tlsClient.reset();
        m_host = std::string();
        m_session.reset(); // in TLS 1.3 it is for one connection
    }
    switch (m_tls->shakeHands()) {
    case TlsChannel::Outcome::Done:
        return 0;
    case TlsChannel::Outcome::Waits:
        return NotYet;
    case TlsChannel::Outcome::Over:
    case TlsChannel::Outcome::Broken:
        break;
    }
    return errorOf(*m_tls);
}

int ClientSocket::errorOf(const TlsChannel& tls) const
{
    return tls.systemError() != 0 ? tls.systemError() : TlsFailed;
}

ClientSocket::Sent ClientSocket::send(std::string_view bytes)
{
    if (m_tls) {
        const TlsChannel::Moved moved = m_tls->write(bytes);
        const bool isFine = moved.outcome == TlsChannel::Outcome::Done
            || moved.outcome == TlsChannel::Outcome::Waits;
        return {moved.count, isFine ? 0 : errorOf(*m_tls)};
    }
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
    if (m_tls)
        return receiveDecrypted(into);
    for (;;) {
        const ssize_t size = ::recv(m_socket.get(), into.data(), into.size(), 0);
        if (size >= 0 || errno != EINTR)
            return received(size, into.size());
    }
}

ClientSocket::Received ClientSocket::receiveStamped(std::span<char> into, std::uint64_t& cameNs)
{
    if (m_tls) {
        const Received result = receiveDecrypted(into);
        cameNs = m_tls->cameNs();
        return result;
    }
    return received(
        fanlight::receiveStamped(m_socket.get(), into.data(), into.size(), cameNs), into.size());
}

// What came before the end is told first, and the end when it is asked for again.
ClientSocket::Received ClientSocket::receiveDecrypted(std::span<char> into)
{
    const TlsChannel::Moved moved = m_tls->read(into);
    if (moved.count > 0)
        return {moved.count, moved.outcome != TlsChannel::Outcome::Waits, false, 0};
    if (moved.outcome == TlsChannel::Outcome::Waits)
        return {};
    return {0, false, true, moved.outcome == TlsChannel::Outcome::Over ? 0 : errorOf(*m_tls)};
}

void ClientSocket::keepSession()
{
    if (!m_tls)
        return;
    if (TlsChannel::Session session = m_tls->session())
        m_session = std::move(session);
    m_tls.reset();
}

void ClientSocket::close()
{
    keepSession();
    m_socket.reset();
}

void ClientSocket::abandon()
{
    keepSession();
    if (m_socket)
        set(m_socket, SOL_SOCKET, SO_LINGER, linger{1, 0});
    m_socket.reset();
}

} // namespace fanlight
